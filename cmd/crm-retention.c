/*
 * crm-retention - how many customers come back: cohorts, and rates of retention and churn
 *
 *	crm-retention --period quarter --by tier
 */
#include <string.h>

#include "cli_plot.h"
#include "cli_purchases.h"
#include "cohorts.h"
#include "money.h"

static struct cli_purchases purchases = { .always_only = true };
static const char *period = "month", *since, *active, *show;
static bool curve, rate, incomplete, plot;

static const struct cli_option options[] = {
	CLI_PURCHASES(purchases),
	{ 0,   "period", "UNIT", "week, month, quarter or year (month)", .text = &period },
	{ 's', "since",  "DATE", "cohorts, or periods, that begin then or later", .text = &since },
	{ 'b', "by",     "KEYS", "a group for each tier, city, owner ...", .text = &purchases.by },
	{ 0,   "show",   "WHAT", "of cohorts: rate, retained, orders or revenue", .text = &show },
	{ 'c', "curve",  NULL,   "all cohorts together, by age", .flag = &curve },
	{ 'r', "rate",   NULL,   "retention and churn from period to period", .flag = &rate },
	{ 'a', "active", "PERIOD", "a customer for so long after a purchase (1y)", .text = &active },
	{ 0,   "incomplete", NULL, "show periods that are not complete, too", .flag = &incomplete },
	{ 'p', "plot",   NULL,   "draw it", .flag = &plot },
	{ 0 }
};

static enum crm_cohort_view view;
static enum crm_cohort_number number;
static struct crm_cohorts cohorts = { .since = INT64_MIN };

/* Which of the words it is; exits naming them if it is none. */
static size_t
word(const char *option, const char *text, const char *const *words)
{
	for (size_t i = 0; words[i]; i++)
		if (strcmp(words[i], text) == 0)
			return i;
	cli_usage("%s is %s, %s, %s or %s", option, words[0], words[1], words[2], words[3]);
}

static void
read_options(struct crm_clock clock)
{
	static const char *const units[] = { "week", "month", "quarter", "year", NULL };
	static const char *const numbers[] = { "rate", "retained", "orders", "revenue", NULL };

	if (curve && rate)
		cli_usage("--curve and --rate are two questions: ask one at a time");
	if (show && (curve || rate))
		cli_usage("--show is about cohorts: it does not go with --curve or --rate");
	if (active && !rate)
		cli_usage("--active goes with --rate");
	view = curve ? CRM_COHORTS_BY_AGE : rate ? CRM_COHORTS_RATES : CRM_COHORTS_BY_PERIOD;
	number = (enum crm_cohort_number)word("--show", show ? show : "rate", numbers);
	cohorts.unit = (enum crm_unit)(CRM_WEEK + word("--period", period, units));
	cohorts.active = cli_period("--active", active ? active : "1y");
	cohorts.incomplete = incomplete;
	if (since)
		cohorts.since = crm_instant_day(clock.zone, cli_span("--since", since, &clock).from);
}

/* A table of cohorts is a triangle, unless columns or rows of its own are asked for. */
static bool
is_triangle(const struct cli *cli)
{
	return cli_table(cli) && view == CRM_COHORTS_BY_PERIOD && !cli_chosen_columns(cli) &&
	       !cli_chosen_rows(cli);
}

static void
draw(const struct cli *cli)
{
	const struct crm_plot canvas = cli_plot(cli);
	struct crm_fault why;
	char *lines;

	if (plot ? crm_cohorts_plot(&cohorts, view, number, &canvas, &lines, &why)
	         : crm_cohorts_triangle(&cohorts, number, &canvas, &lines, &why))
		cli_die("%s", why.text);
	if (lines && !*lines && !incomplete)
		cli_warn("there is no complete period to show; --incomplete shows those that are not");
	cli_plot_print(cli, lines);
}

static int
print(struct cli *cli, crm *db)
{
	struct cli_rows rows = { .cli = cli, .db = db, .type = crm_cohorts_type(view) };
	struct crm_fault why = { .text = "" };
	int error = crm_cohorts_each(&cohorts, view, cli_rows_put, &rows, &why);

	return cli_rows_close(&rows, error, &why);
}

static int
run(struct cli *cli, crm *db)
{
	struct crm_fault why;
	int status;

	read_options(cli_context(cli, db).clock);
	if (!cli_purchases_read(&purchases, cli, db, &status))
		return status;
	cohorts.end = purchases.end;
	cohorts.without_spend = !purchases.with_amounts;
	cohorts.currency = purchases.whom.currency;
	cohorts.digits = crm_currency_digits(purchases.currency);
	if (crm_cohorts_open(&cohorts, purchases.log, &why))
		cli_die("%s", why.text);
	if (purchases.by && (db ? crm_cohorts_group(&cohorts, db, purchases.log, purchases.by)
	                        : crm_cohorts_group_names(&cohorts, purchases.groups.names,
	                                                  purchases.groups.n, &why)))
		cli_usage("--by: %s", db ? crm_message(db) : why.text);
	if (cli_plots(cli, plot) || is_triangle(cli))
		draw(cli);
	else if (print(cli, db))
		return CLI_TROUBLE;
	return status;
}

const struct cli_program program = {
	.name     = "crm-retention",
	.summary  = "measure how many customers come back",
	.zh       = "計算客戶留存率與流失率",
	.keywords = "retention churn cohort cohorts repeat purchase rate triangle lost retained "
	            "留存 留存率 流失 流失率 回購率 回购率 同期群 世代",
	.operands = "[QUERY ...] [-] | -i FILE [ROLE=COLUMN ...]",
	.examples = "  crm-retention --period quarter\n  crm-retention --rate --active 6m --by tier\n",
	.options  = options,
	.group    = CLI_VALUE,
	.mode     = CLI_READ,
	.common   = CLI_OUTPUT,
	.view     = &crm_cohort_row_type,
	.input    = &purchases.input,
	.run      = run,
};
