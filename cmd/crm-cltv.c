/*
 * crm-cltv - what customers are expected to buy and be worth
 *
 *	crm-cltv tier=vip --horizon 1y --rate 0.1 --sort -value --limit 10
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli_measure.h"
#include "lifetime_value.h"
#include "money.h"
#include "purchases.h"

static const char *until, *horizon = "1y", *rate = "0.1", *margin = "1", *unit = "week";
static const char *holdout, *input, *date_format, *bare = "USD";
static bool params, only, no_spend;

static const struct cli_option options[] = {
	{ 'u', "until",    "DATE",   "fit to the purchases up to then",              .text = &until },
	{ 0,   "horizon",  "PERIOD", "look so far ahead: 39w, 1y (1y)",              .text = &horizon },
	{ 0,   "rate",     "RATE",   "discount by so much a year (0.1)",             .text = &rate },
	{ 0,   "margin",   "SHARE",  "what is left of a unit of spend (1)",          .text = &margin },
	{ 0,   "unit",     "UNIT",   "count time in units of a day or week (week)",  .text = &unit },
	{ 0,   "only",     NULL,     "fit to the chosen customers only",             .flag = &only },
	{ 0,   "no-spend", NULL,     "orders only, nothing of money",                .flag = &no_spend },
	{ 'p', "params",   NULL,     "print the parameters of the models",           .flag = &params },
	{ 0,   "holdout",  "PERIOD", "test: foresee the last PERIOD from the rest",  .text = &holdout },
	{ 'i', "input",    "FILE",   "read a log of purchases instead of a database", .text = &input },
	{ 0,   "date-format", "FORMAT", "with --input: dmy, mdy, roc, %d.%m.%Y",     .text = &date_format },
	{ 0,   "currency", "CODE",   "with --input: of amounts without one (USD)",   .text = &bare },
	{ 0 }
};

struct job {
	struct cli              *cli;
	crm                     *db;           /* NULL: a file is read */
	struct crm_context       context;
	int64_t                 *chosen, n;    /* the customers to print, by id; n -1: all */
	char                     currency[4];
	struct crm_purchase_log *log;
	struct crm_lifetime      lifetime;
};

/* Days: fit up to `end', and from there look to the horizon or over what is held out. */
static void
set_times_and_money(struct job *job)
{
	const struct crm_clock *clock = &job->context.clock;
	struct crm_lifetime *l = &job->lifetime;
	int64_t today = crm_clock_today(clock);

	l->until = until ? crm_instant_day(clock->zone, cli_span("--until", until, clock).to - 1)
	         : job->db ? today : crm_purchase_log_last_day(job->log);
	if (job->db && l->until > today)
		cli_usage("--until: nobody knows yet what will be bought after now");
	l->end = holdout ? crm_day_subtract(l->until, cli_period("--holdout", holdout)) : l->until;
	l->minor = pow(10, crm_currency_digits(job->currency));
	l->horizon.days = (double)(holdout ? l->until - l->end
	                : crm_day_add(l->end, cli_period("--horizon", horizon)) - l->end);
}

static void
read_options(struct job *job)
{
	struct crm_lifetime *l = &job->lifetime;

	if (strcmp(unit, "day") && strcmp(unit, "week"))
		cli_usage("--unit is day or week, not '%s'", unit);
	l->unit = strcmp(unit, "day") ? 7 : 1;
	l->horizon.yearly_rate = cli_number("--rate", rate);
	l->margin = cli_number("--margin", margin);
	if (l->margin <= 0)
		cli_usage("--margin is more than 0");
	if (crm_currency_digits(bare) < 0)
		cli_usage("--currency: there is no currency '%s'", bare);
	if (!job->db && only)
		cli_usage("--only chooses among the customers of a database");
	if (job->n >= 0 && !only && (params || holdout))
		cli_usage("the models are fitted to all customers; to fit them to some, add --only");
	l->without_spend = no_spend || holdout;
}

/* Fill the log; returns the exit status. */
static int
read_log(struct job *job)
{
	struct crm_plain_log plain = { 0 };
	struct crm_fault why;
	bool chosen = only && job->n >= 0;
	int error;

	memcpy(job->currency, job->db ? job->context.currency : bare, sizeof job->currency);
	if (crm_purchase_log_open(&job->log))
		cli_die("out of memory");
	if (job->db) {
		error = crm_purchases_load(job->db, chosen ? job->chosen : NULL, (size_t)job->n, job->log);
		return error ? cli_failed(job->db, error) : CLI_OK;
	}
	cli_plain_open(&plain, job->cli, input, crm_purchase_roles, date_format, NULL);
	error = crm_purchases_read(&plain, job->currency, job->log, &why);
	if (!error && !crm_purchases_have_amounts(&plain))
		job->lifetime.without_spend = true;
	return cli_plain_close(&plain, error, &why);
}

/* --- printing ---------------------------------------------------------------------------- */

static int
put(void *printer, const struct crm_lifetime_value *value)
{
	return cli_printer_put(printer, value);
}

static int
print(struct job *job)
{
	const struct crm_type *type = params ? &crm_lifetime_parameter_type
	                            : holdout ? &crm_lifetime_holdout_type
	                            : job->db ? &crm_lifetime_value_type : &crm_lifetime_file_type;
	struct crm_lifetime_customers whom = { .db = job->db, .log = job->log, .ids = job->chosen,
	                                       .n = (size_t)job->n, .currency = job->currency };
	struct crm_lifetime_parameter parameter;
	struct crm_lifetime_holdout test;
	struct cli_printer *printer;
	int error = 0;

	cli_printer_open(&printer, job->cli, job->db, type);
	for (size_t i = 0; params && crm_lifetime_parameter(&job->lifetime, i, &parameter); i++)
		cli_printer_put(printer, &parameter);
	if (holdout && !params) {
		crm_lifetime_holdout(&job->lifetime, &test);
		cli_printer_put(printer, &test);
	}
	if (!params && !holdout)
		error = crm_lifetime_each(&job->lifetime, &whom, put, printer);
	cli_printer_close(printer);
	return error && job->db ? cli_failed(job->db, error) : CLI_OK;
}

static int
run(struct cli *cli, crm *db)
{
	struct job job = { .cli = cli, .db = db, .context = cli_context(cli, db), .n = -1 };
	struct crm_fault why;
	int status = db ? cli_chosen_customers(cli, db, &job.chosen, &job.n) : CLI_OK, other;

	read_options(&job);
	other = read_log(&job);
	if (other == CLI_OK) {
		set_times_and_money(&job);
		if (crm_lifetime_fit(&job.lifetime, job.log, &why))
			cli_die("%s", why.text);
		other = print(&job);
	}
	crm_lifetime_clear(&job.lifetime);
	crm_purchase_log_close(job.log);
	free(job.chosen);
	return other ? other : status;
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
	.mode     = CLI_READ,
	.common   = CLI_OUTPUT,
	.view     = &crm_lifetime_value_type,
	.input    = &input,
	.run      = run,
};
