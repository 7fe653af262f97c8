/*
 * cli_plot.c - plots on the terminal, for programs that have --plot.
 */
#include <stdlib.h>
#include <string.h>

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

void
cli_plot_print(const struct cli *cli, char *lines)
{
	if (!lines)
		cli_die("out of memory");
	fputs(lines, cli_out(cli));
	free(lines);
}
