/*
 * cltv_plot.c - crm-cltv: values as a histogram, a hold-out as a curve with its band.
 */
#include <math.h>
#include <stdlib.h>

#include "cli_plot.h"
#include "cltv.h"
#include "money.h"

enum { POINTS = 12 };   /* of a curve */

/* --- values ------------------------------------------------------------------------------- */

struct values {
	const struct crm_field *field;
	double *each, minor;
	size_t  n;
};

static int
take_value(void *aux, const void *record)
{
	const struct crm_lifetime_value *v = record;
	struct values *values = aux;

	values->each[values->n++] = cli_plot_number(values->field, v, values->minor);
	return 0;
}

int
cltv_plot_values(struct cltv *c, struct cli *cli, crm *db)
{
	const struct crm_plot canvas = cli_plot(cli);
	struct values values = {
		.field = cli_plot_field(cli, cltv_value_type(c, db),
		                        c->lifetimes.as.without_spend ? "p_alive" : "value"),
		.each = calloc(c->lifetimes.rows + 1, sizeof *values.each),
		.minor = pow(10, crm_currency_digits(c->purchases.currency)),
	};
	int error;

	if (!values.each)
		cli_die("out of memory");
	error = crm_lifetimes_each(&c->lifetimes, &c->purchases.whom, take_value, &values);
	if (error)
		return cli_failed(db, error);
	fprintf(cli_out(cli), "%s of %zu customer%s\n", values.field->name, values.n,
	        values.n == 1 ? "" : "s");
	cli_plot_print(cli, crm_plot_histogram(&canvas, values.each, values.n));
	free(values.each);
	return CLI_OK;
}

/* --- a hold-out ----------------------------------------------------------------------------- */

struct track {
	double x[POINTS], value[POINTS], lo[POINTS], hi[POINTS];
	size_t n;
	struct crm_fault why;    /* there is no point, if there is none */
};

/* The bias of a model in foreseeing the orders up to a day; before there are any, nothing. */
static void
add_point(struct cltv *c, const char *model, int64_t until, struct track *track)
{
	struct crm_lifetimes one = c->lifetimes;
	struct crm_lifetime_trial trial;
	size_t i = track->n;
	int error;

	one.as.model = model;
	error = crm_lifetimes_try(&one, c->purchases.log, until, &trial, &track->why);
	if (error == CRM_INVALID)
		return;
	if (error)
		cli_die("%s", track->why.text);
	if (!trial.entry[0].done || !trial.entry[0].holdout.has_bias)
		return;
	track->x[i] = (double)(until - c->lifetimes.as.end) / c->lifetimes.as.unit;
	track->value[i] = trial.entry[0].holdout.bias.value;
	track->lo[i] = trial.entry[0].holdout.bias.lo;
	track->hi[i] = trial.entry[0].holdout.bias.hi;
	track->n++;
}

/* The model that was asked for, or else the one that a trial chooses. */
static const char *
model_of(struct cltv *c)
{
	struct crm_lifetime_trial trial;
	struct crm_fault why;

	if (c->lifetimes.as.model)
		return c->lifetimes.as.model;
	if (crm_lifetimes_try(&c->lifetimes, c->purchases.log, c->until, &trial, &why))
		cli_die("%s", why.text);
	if (!trial.chosen)
		cli_die("%s; --model says which one to draw", trial.reason.text);
	return trial.chosen->name;
}

int
cltv_plot_holdout(struct cltv *c, struct cli *cli)
{
	const struct crm_plot canvas = cli_plot(cli);
	int64_t from = c->lifetimes.as.end, days = c->until - from;
	const char *model = model_of(c);
	struct track track = { .n = 0 };
	struct crm_plot_curve curve = { .percent = true };

	for (int64_t i = 1; i <= POINTS && days > 0; i++)
		if (i * days / POINTS > (i - 1) * days / POINTS)
			add_point(c, model, from + i * days / POINTS, &track);
	if (track.n == 0)
		cli_die("there is nothing to draw: %s", *track.why.text ? track.why.text
		                                                        : "no order came after it");
	curve.n = track.n;
	curve.x = track.x;
	curve.value = track.value;
	curve.lo = track.lo;
	curve.hi = track.hi;
	fprintf(cli_out(cli), "%s: orders foreseen / actual - 1, by weeks after the calibration\n",
	        model);
	cli_plot_print(cli, crm_plot_curve(&canvas, &curve));
	return CLI_OK;
}
