/*
 * cltv_fit.c - crm-cltv: from options to models, from models to rows.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cltv.h"
#include "money.h"

/* --- options ------------------------------------------------------------------------------ */

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
	as->margin = cli_number("--margin", c->margin);
	as->minor = pow(10, crm_currency_digits(c->purchases.currency));
	as->lifespan = c->lifespan ? years("--lifespan", c->lifespan, as->end) : 0;
	if (c->renewal)
		as->renewal = cli_period("--renewal", c->renewal);
	as->without_spend = c->no_spend || !c->purchases.with_amounts;
	if (c->given)
		as->params = read_params(c->given, cli);
}

/* --- fitting -------------------------------------------------------------------------------- */

static void
tell(const struct crm_lifetime *lifetime)
{
	for (size_t i = 0; i < lifetime->notes; i++)
		cli_warn("%s%s%s", lifetime->label ? lifetime->label : "", lifetime->label ? ": " : "",
		         lifetime->note[i].text);
}

void
cltv_fit(struct cltv *c, const struct cli *cli)
{
	struct crm_fault why;

	if (crm_lifetimes_fit(&c->lifetimes, c->purchases.log, &why))
		cli_die("%s", why.text);
	for (size_t i = 0; i < (c->lifetimes.n ? c->lifetimes.n : 1) && !cli_quiet(cli); i++)
		tell(&c->lifetimes.each[i]);
}

/* --- printing -------------------------------------------------------------------------------- */

static int
put_value(void *printer, const struct crm_lifetime_value *value)
{
	return cli_printer_put(printer, value);
}

static const struct crm_type *
value_type(const struct cltv *c, crm *db)
{
	if (c->referrals)
		return &crm_lifetime_referral_type;
	if (c->groups.n)
		return db ? &crm_lifetime_value_group_type : &crm_lifetime_file_group_type;
	return db ? &crm_lifetime_value_type : &crm_lifetime_file_type;
}

int
cltv_print_values(struct cltv *c, struct cli *cli, crm *db)
{
	struct cli_printer *printer;
	int error;

	cli_printer_open(&printer, cli, db, value_type(c, db));
	error = crm_lifetimes_each(&c->lifetimes, &c->purchases.whom, put_value, printer);
	/* What is wrong with standard output is said when it is closed. */
	return cli_printer_close(printer) ? CLI_TROUBLE : error ? cli_failed(db, error)
	                                                        : CLI_OK;
}

static int
put_parameter(void *printer, const struct crm_lifetime_parameter *row)
{
	return cli_printer_put(printer, row);
}

int
cltv_print_parameters(struct cltv *c, struct cli *cli, crm *db)
{
	size_t n = c->lifetimes.n;
	struct cli_printer *printer;

	cli_printer_open(&printer, cli, db, n ? &crm_lifetime_parameter_group_type
	    : &crm_lifetime_parameter_type);
	for (size_t i = 0; i < (n ? n : 1); i++)
		crm_lifetime_parameters(&c->lifetimes.each[i], put_parameter, printer);
	return cli_printer_close(printer) ? CLI_TROUBLE : CLI_OK;
}

static int
put_trial(void *printer, const struct crm_trial_row *row)
{
	return cli_printer_put(printer, row);
}

int
cltv_print_holdout(struct cltv *c, struct cli *cli, crm *db)
{
	size_t n = c->lifetimes.n ? c->lifetimes.n : 1;
	struct crm_lifetime_trial *trials = calloc(n, sizeof *trials);
	struct cli_printer *printer;
	struct crm_fault why;

	if (!trials)
		cli_die("out of memory");
	if (crm_lifetimes_try(&c->lifetimes, c->purchases.log, c->until, trials, &why))
		cli_die("%s", why.text);
	cli_printer_open(&printer, cli, db, c->groups.n ? &crm_trial_row_group_type
	    : &crm_trial_row_type);
	for (size_t i = 0; i < n; i++) {
		const char *label = c->lifetimes.n ? c->lifetimes.labels[i] : NULL;

		if (!cli_quiet(cli) && (*trials[i].reason.text) && !c->lifetimes.as.model)
			cli_warn("%s%s%s", label ? label : "", label ? ": " : "", trials[i].reason.text);
		crm_trial_each(&trials[i], label, put_trial, printer);
	}
	free(trials);
	return cli_printer_close(printer) ? CLI_TROUBLE : CLI_OK;
}
