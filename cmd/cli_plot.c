/*
 * cli_plot.c - plots on the terminal, for programs that have --plot.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli_internal.h"
#include "cli_plot.h"

bool
cli_plots(const struct cli *cli, bool wanted)
{
	return wanted && cli_table(cli);
}

static bool
is_dumb(void)
{
	const char *terminal = getenv("TERM");

	return terminal && strcmp(terminal, "dumb") == 0;
}

/* What characters a terminal can show; nothing else is taken from the locale. */
static bool
shows_unicode(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *locale = getenv(names[i]);

		if (locale && *locale)
			return strcasestr(locale, "UTF-8") || strcasestr(locale, "UTF8");
	}
	return false;
}

struct crm_plot
cli_plot(const struct cli *cli)
{
	return (struct crm_plot){ .width = cli_terminal_width(),
	                          .unicode = !is_dumb() && shows_unicode(),
	                          .colour = !is_dumb() && cli_colour(cli) };
}

const struct crm_field *
cli_plot_field(const struct cli *cli, const struct crm_type *type, const char *standard)
{
	const char *columns = cli_chosen_columns(cli) ? cli_columns(cli, standard) : standard;
	const struct crm_field *field = cli_column(type, columns);

	if (field->kind != CRM_INT && field->kind != CRM_REAL && field->kind != CRM_MONEY)
		cli_usage("--plot draws numbers; %s is none", field->name);
	return field;
}

double
cli_plot_number(const struct crm_field *field, const void *record, double minor)
{
	const void *slot = (const char *)record + field->offset;
	const struct crm_int *whole = slot;
	const struct crm_real *real = slot;

	if (field->kind == CRM_REAL)
		return real->set ? real->value : NAN;
	return whole->set ? (double)whole->value / (field->kind == CRM_MONEY ? minor : 1) : NAN;
}

void
cli_plot_print(const struct cli *cli, char *lines)
{
	if (!lines)
		cli_die("out of memory");
	fputs(lines, cli_out(cli));
	free(lines);
}
