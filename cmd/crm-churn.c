/*
 * crm-churn - who is leaving, against each customer's own past, and how well that is told
 *
 *	crm-churn owner=amy --sort -risk --limit 10
 */
#include <string.h>

#include "cli_plot.h"
#include "cli_purchases.h"
#include "leaving.h"

static struct cli_purchases purchases;
static struct cli_list weights;
static const char *horizon = "6m", *recent = "90d", *active = "1y", *backtest;
static bool signals, plot;

static const struct cli_option options[] = {
	CLI_PURCHASES(purchases),
	{ 's', "signals",  NULL,     "a row for each signal of a customer", .flag = &signals },
	{ 0,   "horizon",  "PERIOD", "who buys nothing for so long leaves (6m)", .text = &horizon },
	{ 'r', "recent",   "PERIOD", "hold so long up to now against before (90d)", .text = &recent },
	{ 'a', "active",   "PERIOD", "of those who bought so lately (1y)", .text = &active },
	{ 'w', "weights",  "LIST",   "of the signals, as in silence=2,spend=0", .list = &weights },
	{ 't', "backtest", "DATE",   "as of then, against who bought later", .text = &backtest },
	{ 'b', "by",       "KEYS",   "totals for each tier, city, owner ...", .text = &purchases.by },
	{ 'p', "plot",     NULL,     "draw it: the risks, or of a test who left", .flag = &plot },
	{ 0,   "only",     NULL,     "forecast from the chosen customers only",
	  .flag = &purchases.only },
	{ 0 }
};

static struct crm_leaving leaving = { .weights = CRM_LEAVING_WEIGHTS };

/* Look back from the end, or from the day of the test, whose horizon must be known. */
static void
read_options(struct crm_clock clock)
{
	struct crm_period ahead = cli_period("--horizon", horizon);
	struct crm_fault why;
	char last[CRM_DAY_SIZE], known[CRM_DAY_SIZE];

	leaving.end = backtest
		? crm_instant_day(clock.zone, cli_span("--backtest", backtest, &clock).to - 1)
		: purchases.end;
	leaving.horizon = crm_day_add(leaving.end, ahead) - leaving.end;
	leaving.until = backtest ? leaving.end + leaving.horizon : leaving.end;
	if (backtest && leaving.until > purchases.end)
		cli_usage("--backtest: what is bought up to %s is not known, only up to %s: "
		          "take an earlier day or a shorter --horizon",
		          crm_day_format(leaving.until, last), crm_day_format(purchases.end, known));
	leaving.recent = leaving.end - crm_day_subtract(leaving.end, cli_period("--recent", recent));
	leaving.since = crm_day_subtract(leaving.end, cli_period("--active", active));
	leaving.without_spend = !purchases.with_amounts;
	leaving.currency = purchases.currency;
	for (size_t i = 0; i < weights.n; i++)
		if (crm_leaving_weigh(&leaving, weights.values[i], &why))
			cli_usage("--weights %s: %s", weights.values[i], why.text);
}

/* --- what is printed ---------------------------------------------------------------------- */

static const struct crm_type *
type(const crm *db)
{
	if (backtest)
		return &crm_leaving_measure_type;
	if (purchases.by)
		return &crm_leaving_total_type;
	if (signals)
		return db ? &crm_leaving_signal_type : &crm_leaving_signal_file_type;
	return db ? &crm_leaving_row_type : &crm_leaving_file_type;
}

static int
draw(struct cli *cli, crm *db)
{
	const struct crm_plot canvas = cli_plot(cli);
	char *lines;
	int error = crm_leaving_plot(&leaving, &purchases.whom, &canvas, &lines);

	if (error)
		return cli_failed(db, error);
	cli_plot_print(cli, lines);
	return CLI_OK;
}

static int
print(struct cli *cli, crm *db)
{
	const struct crm_lifetime_customers *whom = &purchases.whom;
	struct cli_rows rows = { .cli = cli, .db = db, .type = type(db) };
	struct crm_fault why = { .text = "" };
	int error;

	if (backtest) {
		error = crm_leaving_test(&leaving, whom, cli_rows_put, &rows, &why);
	} else if (purchases.by) {
		error = crm_leaving_totals(&leaving, purchases.log, whom, db ? purchases.by : NULL,
		                           purchases.groups.names, cli_rows_put, &rows, &why);
		if (error == CRM_INVALID && !*why.text)
			cli_usage("--by: %s", crm_message(db));
	} else {
		error = crm_leaving_rows(&leaving, whom, signals, cli_rows_put, &rows);
	}
	return cli_rows_close(&rows, error, &why);
}

static int
run(struct cli *cli, crm *db)
{
	struct crm_fault why;
	int status, printed;

	if ((backtest != NULL) + (purchases.by != NULL) + signals > 1)
		cli_usage("--backtest, --by and --signals are three questions: ask one at a time");
	if (plot && (purchases.by || signals))
		cli_usage("--plot draws customers: it does not go with --by or --signals");
	if (!cli_purchases_read(&purchases, cli, db, &status))
		return status;
	read_options(cli_context(cli, db).clock);
	if (crm_leaving_open(&leaving, purchases.log, &why))
		cli_die("%s", why.text);
	if (!leaving.forecasts)
		cli_warn("there is no forecast: %s", leaving.no_forecast.text);
	printed = cli_plots(cli, plot) ? draw(cli, db) : print(cli, db);
	return printed ? printed : status;
}

const struct cli_program program = {
	.name     = "crm-churn",
	.summary  = "find who is leaving, against each customer's own past",
	.zh       = "找出快要流失的客戶",
	.keywords = "churn leaving leave risk at risk silent silence attrition warning signal signals "
	            "backtest auc lift p_alive 流失 流失風險 流失风险 預警 预警 沉默 挽回 風險 风险",
	.operands = "[QUERY ...] [-] | -i FILE [ROLE=COLUMN ...]",
	.examples = "  crm-churn --sort -risk --limit 10\n"
	            "  crm-churn --backtest 2026-05-20\n",
	.options  = options,
	.group    = CLI_VALUE,
	.mode     = CLI_READ,
	.common   = CLI_OUTPUT,
	.view     = &crm_leaving_row_type,
	.input    = &purchases.input,
	.run      = run,
};
