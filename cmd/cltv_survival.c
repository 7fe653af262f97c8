/*
 * cltv_survival.c - crm-cltv: who is left after each renewal, foreseen from counts.
 */
#include <math.h>
#include <stdlib.h>

#include "cli_plot.h"
#include "cltv.h"
#include "survival.h"

static void
read_curve(struct cltv *c, struct cli *cli, struct crm_survival *survival, int *status)
{
	struct crm_plain_log plain = { 0 };
	struct crm_fault why;
	int error;

	cli_plain_open(&plain, cli, c->purchases.input, crm_survival_roles, NULL, NULL);
	error = crm_survival_read(&plain, survival, &why);
	*status = cli_plain_close(&plain, error, &why);
}

/* The periods that --holdout leaves out. */
static size_t
read_holdout(const struct cltv *c)
{
	double periods = c->holdout ? cli_number("--holdout", c->holdout) : 0;

	if (periods != floor(periods) || periods < 0 || (c->holdout && periods == 0))
		cli_usage("--holdout: of a survival, so many periods at its end: 5");
	return (size_t)periods;
}

static struct crm_survival_ahead
read_ahead(const struct cltv *c)
{
	struct crm_period year = cli_period("--horizon", c->horizon);
	double days = crm_contract_days(cli_period("--renewal", c->renewal ? c->renewal : "1m"));

	return (struct crm_survival_ahead){
		.periods = (size_t)floor(crm_contract_days(year) / days + 1e-9),
		.rate = crm_sbg_period_rate(cli_number("--rate", c->rate), days),
	};
}

/* --- printing ----------------------------------------------------------------------------- */

static int
print_parameters(const struct cltv *c, struct cli *cli, const struct crm_survival *survival)
{
	struct crm_lifetime lifetime = { .kind = CRM_LIFETIME_CONTRACT, .contract = survival->model };
	struct cli_rows rows = { .cli = cli, .type = &crm_lifetime_parameter_type };

	if (c->renewal)
		lifetime.renewal = cli_period("--renewal", c->renewal);
	return cli_rows_close(&rows, crm_lifetime_parameters(&lifetime, cli_rows_put, &rows), NULL);
}

static int
print_curve(struct cli *cli, const struct crm_survival *survival,
            const struct crm_survival_ahead *ahead)
{
	struct cli_rows rows = { .cli = cli, .type = &crm_survival_type };

	return cli_rows_close(&rows, crm_survival_each(survival, ahead, cli_rows_put, &rows), NULL);
}

/* --- drawing ------------------------------------------------------------------------------ */

struct track {
	double *x, *value, *lo, *hi;
	size_t  n;
};

static int
take_row(void *aux, const void *record)
{
	const struct crm_survival_row *row = record;
	struct track *track = aux;

	track->x[track->n] = (double)row->period.value;
	track->value[track->n] = row->survival.value;
	track->lo[track->n] = row->lo.value;
	track->hi[track->n++] = row->hi.value;
	return 0;
}

static int
draw(struct cli *cli, const struct crm_survival *survival, const struct crm_survival_ahead *ahead)
{
	const struct crm_plot canvas = cli_plot(cli);
	size_t room = survival->n + ahead->periods;
	double *numbers = calloc(4 * room, sizeof *numbers);
	struct crm_plot_curve curve = { .percent = true };
	struct track track;

	if (!numbers)
		cli_die("out of memory");
	track = (struct track){ numbers, numbers + room, numbers + 2 * room, numbers + 3 * room, 0 };
	crm_survival_each(survival, ahead, take_row, &track);
	curve.n = track.n;
	curve.x = track.x;
	curve.value = track.value;
	curve.lo = track.lo;
	curve.hi = track.hi;
	fputs("sbg: customers left, by renewals\n", cli_out(cli));
	cli_plot_print(cli, crm_plot_curve(&canvas, &curve));
	free(numbers);
	return CLI_OK;
}

int
cltv_survival(struct cltv *c, struct cli *cli)
{
	struct crm_survival_ahead ahead = read_ahead(c);
	struct crm_survival survival = { 0 };
	size_t held_out = read_holdout(c);
	struct crm_fault why;
	int status;

	read_curve(c, cli, &survival, &status);
	if (status == CLI_OK && crm_survival_fit(&survival, held_out, &why))
		cli_die("%s", why.text);
	if (status == CLI_OK)
		status = c->params ? print_parameters(c, cli, &survival)
		       : cli_plots(cli, c->plot) ? draw(cli, &survival, &ahead)
		                                 : print_curve(cli, &survival, &ahead);
	crm_survival_clear(&survival);
	return status;
}
