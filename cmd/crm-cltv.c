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

static const char *until, *horizon = "1y", *rate = "0.1", *margin = "1";
static const char *holdout, *input, *date_format, *bare;
static bool params, only, no_spend;

static const struct cli_option options[] = {
	{ 'u', "until",    "DATE",   "fit to the purchases up to then", .text = &until },
	{ 0,   "horizon",  "PERIOD", "look so far ahead: 39w, 1y (1y)", .text = &horizon },
	{ 0,   "rate",     "RATE",   "discount by so much a year (0.1)", .text = &rate },
	{ 0,   "margin",   "SHARE",  "what is left of a unit of spend (1)", .text = &margin },
	{ 0,   "only",     NULL,     "fit to the chosen customers only", .flag = &only },
	{ 0,   "no-spend", NULL,     "orders only, nothing of money", .flag = &no_spend },
	{ 'p', "params",   NULL,     "print the parameters of the models", .flag = &params },
	{ 0,   "holdout",  "PERIOD", "test: foresee the last PERIOD from the rest", .text = &holdout },
	{ 'i', "input",    "FILE",   "read a log of purchases instead of a database", .text = &input },
	{ 0,   "date-format", "FORMAT", "with --input: dmy, mdy, roc, %d.%m.%Y", .text = &date_format },
	{ 0,   "currency", "CODE",   "with --input: of amounts without one (USD)", .text = &bare },
	{ 0 }
};

static struct crm_lifetime lifetime = { .unit = 7 };
static struct crm_purchase_log *purchases;
static struct crm_lifetime_customers whom;   /* to print */
static char currency[4];

/* Fit up to `end', and look from there to the horizon or over what is held out. */
static void
read_options(crm *db, struct crm_clock clock)
{
	int64_t today = crm_clock_today(&clock);

	lifetime.until = until ? crm_instant_day(clock.zone, cli_span("--until", until, &clock).to - 1)
	               : db ? today : crm_purchase_log_last_day(purchases);
	if (db && lifetime.until > today)
		cli_usage("--until: nobody knows yet what will be bought after now");
	lifetime.end = !holdout ? lifetime.until
	             : crm_day_subtract(lifetime.until, cli_period("--holdout", holdout));
	lifetime.horizon.days = (double)(holdout ? lifetime.until - lifetime.end
		: crm_day_add(lifetime.end, cli_period("--horizon", horizon)) - lifetime.end);
	lifetime.horizon.yearly_rate = cli_number("--rate", rate);
	lifetime.margin = cli_number("--margin", margin);
	lifetime.minor = pow(10, crm_currency_digits(currency));
	lifetime.without_spend |= no_spend || holdout;
}

static int
read_database(struct cli *cli, crm *db)
{
	int64_t *chosen, n;
	int status = cli_chosen_customers(cli, db, &chosen, &n);

	if (bare || date_format)
		cli_usage("--currency and --date-format go with --input");
	if (chosen && !only && (params || holdout))
		cli_usage("the models are fitted to all customers; to fit them to some, add --only");
	whom = (struct crm_lifetime_customers){ db, purchases, chosen, chosen ? (size_t)n : 0, NULL };
	memcpy(currency, crm_context(db)->currency, sizeof currency);
	if (crm_purchases_load(db, only ? chosen : NULL, whom.n, purchases))
		cli_die("%s", crm_message(db));
	return status;
}

static int
read_file(struct cli *cli)
{
	struct crm_plain_log plain = { 0 };
	struct crm_fault why;
	int error;

	if (only)
		cli_usage("--only chooses among the customers of a database");
	snprintf(currency, sizeof currency, "%s", bare ? bare : "USD");
	whom = (struct crm_lifetime_customers){ NULL, purchases, NULL, 0, currency };
	cli_plain_open(&plain, cli, input, crm_purchase_roles, date_format, NULL);
	error = crm_purchases_read(&plain, currency, purchases, &why);
	lifetime.without_spend = !error && !crm_purchases_have_amounts(&plain);
	return cli_plain_close(&plain, error, &why);
}

static int
put(void *printer, const struct crm_lifetime_value *value)
{
	return cli_printer_put(printer, value);
}

static int
print(struct cli *cli, crm *db)
{
	struct crm_lifetime_parameter parameter;
	struct cli_printer *printer;
	int error = 0;

	cli_printer_open(&printer, cli, db, params || holdout ? &crm_lifetime_parameter_type
	                                  : db ? &crm_lifetime_value_type : &crm_lifetime_file_type);
	if (!params && !holdout)
		error = crm_lifetime_each(&lifetime, &whom, put, printer);
	else
		for (size_t i = 0; crm_lifetime_parameter(&lifetime, i, &parameter); i++)
			cli_printer_put(printer, &parameter);
	/* What is wrong with standard output is said when it is closed. */
	return cli_printer_close(printer) ? CLI_TROUBLE : error ? cli_failed(db, error) : CLI_OK;
}

static int
run(struct cli *cli, crm *db)
{
	struct crm_fault why;
	int status;

	if (crm_purchase_log_open(&purchases))
		cli_die("out of memory");
	status = db ? read_database(cli, db) : read_file(cli);
	if (status != CLI_OK && !db)
		return status;
	read_options(db, cli_context(cli, db).clock);
	if (crm_lifetime_fit(&lifetime, purchases, &why))
		cli_die("%s", why.text);
	return print(cli, db) == CLI_OK ? status : CLI_TROUBLE;
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
