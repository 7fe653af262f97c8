/*
 * cli_plot.h - plots on the terminal, for programs that have --plot.
 *
 *	if (cli_plots(cli, plot_wanted)) {
 *		struct crm_plot plot = cli_plot(cli);
 *		cli_plot_print(cli, crm_plot_bars(&plot, bars, n));
 *	}
 *
 * A plot stands in place of a table: on a terminal, or with --format table.  A stream is
 * never touched by it.
 */
#ifndef CLI_PLOT_H
#define CLI_PLOT_H

#include "cli.h"
#include "plot.h"

/* Is one to be drawn where the user asked for it? */
bool cli_plots(const struct cli *cli, bool wanted);

/*
 * As wide as the terminal.  In ASCII where it is dumb ($TERM) or the first of $LC_ALL,
 * $LC_CTYPE and $LANG that is set does not say UTF-8; in colour where tables are.
 */
struct crm_plot cli_plot(const struct cli *cli);

/*
 * Which numbers of a record to draw: the first column that -o asks for, or the standard one.
 * Exits with a sentence if these are no numbers.
 */
const struct crm_field *cli_plot_field(const struct cli *cli, const struct crm_type *type,
                                       const char *standard);

/* That number of a record; of money `minor' are a unit.  NAN if it is absent. */
double cli_plot_number(const struct crm_field *field, const void *record, double minor);

/* Print the lines and free them; NULL: out of memory, and the program ends. */
void cli_plot_print(const struct cli *cli, char *lines);

#endif
