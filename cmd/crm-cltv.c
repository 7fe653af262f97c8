/*
 * crm-cltv - what customers are expected to buy and be worth
 *
 *	crm-cltv tier=vip --horizon 1y --rate 0.1 --sort -value --limit 10
 */
#include "cli_plot.h"
#include "cltv.h"

static struct cltv cltv = { .horizon = "1y", .rate = "0.1" };

static const struct cli_option options[] = {
	CLI_PURCHASES(cltv.purchases),
	{ 'm', "model",    "MODEL",  "auto, bgnbd, mbgnbd, pareto, sbg or simple (auto)",
	  .text = &cltv.model },
	{ 0,   "horizon",  "PERIOD", "look so far ahead: 39w, 1y (1y)", .text = &cltv.horizon },
	{ 0,   "rate",     "RATE",   "discount by so much a year (0.1)", .text = &cltv.rate },
	{ 0,   "margin",   "SHARE",  "what is left of a unit of spend (1)", .text = &cltv.margin },
	{ 0,   "lifespan", "PERIOD", "simple: customers stay so long (1 / churn, at most the horizon)",
	  .text = &cltv.lifespan },
	{ 0,   "renewal",  "PERIOD", "sbg: contracts are renewed so often (1m)",
	  .text = &cltv.renewal },
	{ 0,   "only",     NULL,     "fit to the chosen customers only", .flag = &cltv.purchases.only },
	{ 0,   "no-spend", NULL,     "orders only, nothing of money", .flag = &cltv.no_spend },
	{ 'p', "params",   NULL,     "print the parameters of the models", .flag = &cltv.params },
	{ 0,   "from-params", "FILE", "take parameters that --params printed; do not fit",
	  .text = &cltv.given },
	{ 0,   "histories", NULL,    "with both: the input has rows of customer, x, t_x, T",
	  .flag = &cltv.histories },
	{ 0,   "survival", NULL,    "sbg: the input has the customers left after each renewal",
	  .flag = &cltv.survival },
	{ 0,   "holdout",  "DATE",   "test: foresee what came after DATE, or in the last PERIOD",
	  .text = &cltv.holdout },
	{ 'g', "group",    "FIELDS", "a model for each tier, city, owner ...", .text = &cltv.group },
	{ 0,   "referrals", NULL,    "add what those are worth whom a customer brought",
	  .flag = &cltv.referrals },
	{ 'w', "why",      "CUSTOMER", "the facts and steps behind a number, and what would move it",
	  .text = &cltv.why },
	{ 0,   "store",    NULL,     "keep p_alive and value as facts of the customers",
	  .flag = &cltv.store },
	{ 0,   "parts",    NULL,     "the four parts of value instead, measured", .flag = &cltv.parts },
	{ 0,   "plot",     NULL,     "draw it: the values, or how a hold-out was foreseen",
	  .flag = &cltv.plot },
	{ 'b', "by",       "FIELDS", "with --parts: a row for each tier, city, owner ...",
	  .text = &cltv.by },
	{ 0,   "period",   "UNIT",   "with --parts: for every week, month, quarter or year",
	  .text = &cltv.period },
	{ 0 }
};

static bool
lists(const struct cli *cli)
{
	(void)cli;
	return !cltv.store;
}

static int
run(struct cli *cli, crm *db)
{
	int status, printed;

	cltv_check(&cltv, db);
	if (cltv.histories)
		return cltv_stream(&cltv, cli);
	if (cltv.survival)
		return cltv_survival(&cltv, cli);
	if (!cli_purchases_read(&cltv.purchases, cli, db, &status))
		return status;
	if (cltv.purchases.whom.ids && !cltv.purchases.only && (cltv.params || cltv.holdout))
		cli_usage("the models are fitted to all customers; to fit them to some, add --only");
	cltv_group(&cltv, db);
	if (cltv.parts)
		return cltv_print_parts(&cltv, cli, db);
	cltv_options(&cltv, cli, db);
	cltv_refer(&cltv, db);
	if (cltv.holdout)
		return cli_plots(cli, cltv.plot) ? cltv_plot_holdout(&cltv, cli)
		                                 : cltv_print_holdout(&cltv, cli, db);
	cltv_fit(&cltv, cli);
	if (cltv.params)
		return cltv_print_parameters(&cltv, cli, db);
	if (cltv.why)
		return cltv_why(&cltv, cli, db);
	if (cli_plots(cli, cltv.plot))
		return cltv_plot_values(&cltv, cli, db);
	printed = cltv.store ? cltv_store(&cltv, cli, db) : cltv_print_values(&cltv, cli, db);
	return printed ? printed : status;
}

const struct cli_program program = {
	.name     = "crm-cltv",
	.summary  = "estimate what customers will buy and be worth",
	.zh       = "估計客戶終身價值",
	.keywords = "lifetime value clv ltv bgnbd gamma-gamma predict forecast worth alive churn "
	            "終身價值 客戶價值 預測 回購 终身价值 客户价值 预测 回购",
	.operands = "[QUERY ...] [-] | -i FILE [ROLE=COLUMN ...]",
	.examples = "  crm-cltv --sort -value --limit 10\n"
	            "  crm-cltv --input orders.csv --until 2026-06-30 --params\n",
	.options  = options,
	.group    = CLI_VALUE,
	.mode     = CLI_WRITE,
	.common   = CLI_OUTPUT | CLI_SPEAKS,
	.view     = &crm_lifetime_value_type,
	.input    = &cltv.purchases.input,
	.lists    = lists,
	.run      = run,
};
