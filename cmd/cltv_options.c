/*
 * cltv_options.c - crm-cltv: which options go together, and what they say.
 */
#include <math.h>
#include <string.h>

#include "cltv.h"
#include "money.h"

/* --- which go together --------------------------------------------------------------------- */

static void
check_model(const struct cltv *c)
{
	bool sbg = !c->model || strcmp(c->model, "sbg") == 0;

	if (c->given && (c->holdout || (c->model && !sbg)))
		cli_usage("--from-params says which model, and fits none");
	if (c->survival && !sbg)
		cli_usage("--survival is of contracts: --model sbg");
	if (c->lifespan && c->model && strcmp(c->model, "simple") && strcmp(c->model, "auto"))
		cli_usage("--lifespan goes with --model simple");
}

/* What the input has other than purchases. */
static void
check_input(const struct cltv *c, crm *db)
{
	bool other = c->parts || c->group || c->store || c->referrals || c->why || c->lifespan ||
	             c->purchases.until || c->purchases.date_format || c->purchases.only;

	if (c->histories && (db || !c->given || c->params || c->plot || other || c->survival))
		cli_usage("--histories goes with --input and --from-params, and prints values");
	if (c->survival && (db || c->given || c->margin || c->no_spend || c->purchases.bare || other))
		cli_usage("--survival goes with --input, --renewal, --horizon, --rate and --holdout");
}

static void
check_parts(const struct cltv *c)
{
	if ((c->by || c->period) && !c->parts)
		cli_usage("--by and --period go with --parts; --group is for models");
	if (c->parts && (c->params || c->holdout || c->given || c->group || c->referrals || c->model))
		cli_usage("--parts measures what was and fits no model");
}

/* What is done with models. */
static void
check_use(const struct cltv *c, crm *db)
{
	if (c->params && c->holdout && !c->survival)
		cli_usage("--params and --holdout print different things; for the parameters of a hold-out "
		          "give its date to --until");
	if (c->referrals && (!db || c->params || c->holdout || c->group))
		cli_usage("--referrals adds to the values of the customers of a database");
	if (c->why && (c->params || c->holdout || c->parts || c->store || c->referrals))
		cli_usage("--why prints the steps to one customer's value");
	if (c->store && (!db || c->params || c->holdout || c->parts))
		cli_usage("--store keeps the values of the customers of a database");
	if (c->plot && (c->params || c->parts || c->why || c->store || (c->holdout && c->group)))
		cli_usage("--plot draws values, or a hold-out of all customers together");
}

void
cltv_check(struct cltv *c, crm *db)
{
	check_model(c);
	check_input(c, db);
	check_parts(c);
	check_use(c, db);
	c->purchases.by = c->parts ? c->by : c->group;
	/* What was is measured of those who are asked for. */
	c->purchases.always_only = c->parts;
}

/* --- their values ------------------------------------------------------------------------- */

static const char *
read_model(const char *text)
{
	if (!text || strcmp(text, "auto") == 0)
		return NULL;
	if (!crm_purchase_model_named(text) && strcmp(text, "sbg") != 0 && strcmp(text, "simple") != 0)
		cli_usage("--model is auto, bgnbd, mbgnbd, pareto, sbg or simple, not '%s'", text);
	return text;
}

/* A period back from the last day, or the last day of the calibration itself. */
static int64_t
read_holdout(const char *text, int64_t until, const struct crm_clock *clock)
{
	struct crm_period period;
	struct crm_fault why;

	if (crm_period_parse(text, &period, &why) == 0)
		return crm_day_subtract(until, period);
	return crm_instant_day(clock->zone, cli_span("--holdout", text, clock).to - 1);
}

static double
years(const char *option, const char *text, int64_t from)
{
	int64_t to = crm_day_add(from, cli_period(option, text));

	return (double)(to - from) / CRM_YEAR_DAYS;
}

static void
refuse(void *aux, const char *file, size_t line, const char *why)
{
	(void)aux;
	cli_warn("%s:%zu: %s", file, line, why);
}

static struct crm_lifetime_params *
read_params(const char *path, struct cli *cli)
{
	struct crm_plain_log plain = { .clock = cli_context(cli, NULL).clock,
	                               .refuse = refuse };
	struct crm_lifetime_params *params;
	struct crm_fault why;

	if (crm_plain_open(&plain, path, crm_lifetime_param_roles, NULL, 0, NULL, &why))
		cli_die("%s: %s", path, why.text);
	if (crm_lifetime_params_read(&plain, &params, &why))
		cli_die("%s: %s", path, why.text);
	crm_plain_close(&plain);
	return params;
}

void
cltv_options(struct cltv *c, struct cli *cli, crm *db)
{
	struct crm_clock clock = cli_context(cli, db).clock;
	struct crm_lifetime *as = &c->lifetimes.as;

	as->model = read_model(c->model);
	if (c->renewal && (!as->model || strcmp(as->model, "sbg") != 0))
		cli_usage("--renewal goes with --model sbg");
	c->until = c->purchases.end;
	as->end = c->holdout ? read_holdout(c->holdout, c->until, &clock) : c->until;
	as->unit = 7;
	as->horizon.days = (double)(crm_day_add(as->end, cli_period("--horizon", c->horizon)) -
	                            as->end);
	as->horizon.yearly_rate = cli_number("--rate", c->rate);
	as->margin = cli_number("--margin", c->margin ? c->margin : "1");
	as->minor = pow(10, crm_currency_digits(c->purchases.currency));
	as->lifespan = c->lifespan ? years("--lifespan", c->lifespan, as->end) : 0;
	if (c->renewal)
		as->renewal = cli_period("--renewal", c->renewal);
	as->without_spend = c->no_spend || !c->purchases.with_amounts;
	if (c->given)
		as->params = read_params(c->given, cli);
}
