/*
 * bgnbd_core.c - what BG/NBD and MBG/NBD have in common, nearly all.
 */
#include <math.h>
#include <stdlib.h>

#include "bgnbd.h"
#include "bgnbd_core.h"
#include "in_two.h"
#include "model.h"

enum { WORTH_A_THREAD = 20000 };        /* patterns */

static const char *const NAMES[] = { "r", "alpha", "a", "b" };

static const double LOYAL = 1e-4;       /* a chance to leave below this is none */

/*
 * Sums over i < x and, for those with b, over i < n, so that no row needs a gamma
 * function: log Gamma(r+x)/Gamma(r) + log B(a,b+n)/B(a,b), and its derivatives.
 */
struct rising {
	double log_value;
	double r, b, ab;          /* of 1/(r+i), 1/(b+i), 1/(a+b+i) */
	double log_leave_odds;    /* of leaving after the last purchase: a / (b+n-1) */
};

struct data {
	struct model_data base;
	uint32_t          first;
	struct rising    *rising;     /* x_max + 1 */
	double           *day_log;    /* T_max + 1: log(alpha + day / unit) */
};

static void
add_chance(struct rising *sum, double a, double b, double n)
{
	sum->log_value += log((b + n) / (a + b + n));
	sum->log_leave_odds = log(a / (b + n));
	sum->b += 1 / (b + n);
	sum->ab += 1 / (a + b + n);
}

static void
tabulate(struct data *data, double r, double alpha, double a, double b)
{
	struct rising sum = { 0 };

	if (data->first)
		add_chance(&sum, a, b, 0);
	for (uint32_t i = 0; i <= data->base.x_max; i++) {
		data->rising[i] = sum;
		sum.log_value += log(r + i);
		sum.r += 1 / (r + i);
		add_chance(&sum, a, b, i + data->first);
	}
	for (uint32_t day = 0; day <= data->base.T_max; day++)
		data->day_log[day] = log(alpha + day / data->base.unit);
}

/* Some of the patterns at some parameters; what is summed up of them is as in at[]. */
struct share {
	const struct data *data;
	const double      *logs, *at;
	size_t             from, to;
	double             sum, by[CRM_BGNBD_PARAMETERS];
};

/* Add a pattern's log-likelihood and its derivatives by r, alpha, a, b. */
static void
add_pattern(struct share *share, const struct crm_pattern *p)
{
	const struct data   *data = share->data;
	const struct rising *s = &data->rising[p->x];
	const double        *at = share->at;

	double n = p->customers, x = p->x, left = 0, either = 0, gap = 0, unit = data->base.unit;
	double r = at[CRM_BGNBD_R], alpha = at[CRM_BGNBD_ALPHA], log_age = data->day_log[p->T];
	double log_alpha = share->logs[CRM_BGNBD_ALPHA];

	if (p->x + data->first) {
		gap    = log_age - data->day_log[p->t_x];
		either = log_one_plus_exp(s->log_leave_odds + (r + x) * gap, &left);
		share->by[CRM_BGNBD_B] -= n * left / (at[CRM_BGNBD_B] + (x + data->first - 1));
	}
	share->sum += n * (s->log_value + r * log_alpha - (r + x) * log_age + either);
	share->by[CRM_BGNBD_R] += n * (s->r + log_alpha - log_age + left * gap);
	share->by[CRM_BGNBD_ALPHA] += n * (r / alpha -
	                                   (r + x) * ((1 - left) / (alpha + p->T / unit) +
	                                              left / (alpha + p->t_x / unit)));
	share->by[CRM_BGNBD_A] += n * (left / at[CRM_BGNBD_A] - s->ab);
	share->by[CRM_BGNBD_B] += n * (s->b - s->ab);
}

static void *
add_patterns(void *context)
{
	struct share *share = context;

	for (size_t i = share->from; i < share->to; i++)
		add_pattern(share, &share->data->base.patterns[i]);
	return NULL;
}

/* Minus the mean log-likelihood at the logarithms of r, alpha, a, b. */
static double
objective(const double *logs, double *gradient, void *context)
{
	struct data *data = context;
	double       at[CRM_BGNBD_PARAMETERS];
	size_t       count = data->base.count;
	struct share first = { .data = data, .logs = logs, .at = at, .to = count / 2 };
	struct share second = { .data = data, .logs = logs, .at = at, .from = count / 2, .to = count };

	for (int i = 0; i < CRM_BGNBD_PARAMETERS; i++)
		at[i] = exp(logs[i]);
	tabulate(data, at[CRM_BGNBD_R], at[CRM_BGNBD_ALPHA], at[CRM_BGNBD_A], at[CRM_BGNBD_B]);
	in_two(add_patterns, &first, &second, count >= WORTH_A_THREAD);
	for (int i = 0; i < CRM_BGNBD_PARAMETERS; i++)
		gradient[i] = -at[i] * (first.by[i] + second.by[i]) / data->base.customers;
	return -(first.sum + second.sum) / data->base.customers;
}

/*
 * Who has been silent for five of their own intervals has left: one chance of so many
 * purchases, or one fate of so many customers.
 */
static void
choose_starts(const struct data *data, double starts[MODEL_STARTS][CRM_PARAMETERS_MAX])
{
	const struct model_data *base = &data->base;

	double stay = (base->purchases + 1) / (base->silent + 0.5) - 1;
	double some = (base->repeaters + 1) / (base->silent + 0.5) - 1;
	double a[MODEL_STARTS] = { 1, 0.5, 0.2 };
	double b[MODEL_STARTS] = { fmax(stay, 0.1), 0.5, 0.2 * fmax(some, 0.1) };

	for (int i = 0; i < MODEL_STARTS; i++) {
		double *logs = starts[i];

		model_start_rates(base, i, &logs[CRM_BGNBD_R], &logs[CRM_BGNBD_ALPHA]);
		logs[CRM_BGNBD_A] = log(a[i]);
		logs[CRM_BGNBD_B] = log(b[i]);
	}
}

/* Why a search did not end in a minimum, in words. */
static int
refuse(const struct crm_minimum *minimum, enum crm_ending ending, struct crm_fault *why)
{
	double a = exp(minimum->at[CRM_BGNBD_A]), b = exp(minimum->at[CRM_BGNBD_B]);

	if (a / (a + b) < LOYAL)
		return crm_fault(why, 0, "no churn can be identified: nobody seems to have left "
		                 "(a / (a+b) goes to 0)");
	return model_refuse(minimum, ending, NAMES, "chances to leave", why);
}

static int
search(const struct model_data *base, const void *first, const struct crm_minimum *sample,
       struct crm_minimum *minimum, enum crm_ending *ending)
{
	struct data data = { .base = *base, .first = *(const uint32_t *)first };
	double      starts[MODEL_STARTS][CRM_PARAMETERS_MAX];
	int         error = CRM_NO_MEMORY;

	data.rising  = malloc(((size_t)base->x_max + 1) * sizeof *data.rising);
	data.day_log = malloc(((size_t)base->T_max + 1) * sizeof *data.day_log);
	if (data.rising && data.day_log) {
		error = 0;
		choose_starts(&data, starts);
		*ending = model_minimise(objective, &data, base->count, CRM_BGNBD_PARAMETERS, starts,
		                         sample, minimum);
	}
	free(data.rising);
	free(data.day_log);
	return error;
}

int
bgnbd_fit(struct crm_purchase_model *model, uint32_t first, const struct crm_pattern *patterns,
          size_t count, double unit, struct crm_fault *why)
{
	struct model_data  base;
	struct crm_minimum minimum;
	enum crm_ending    ending;
	int                error;

	*model = (struct crm_purchase_model){ .unit = unit };
	error  = model_survey(&base, patterns, count, unit, why);
	if (!error)
		error = model_fit(search, &base, &first, &minimum, &ending);
	if (error)
		return error;
	if (ending != CRM_CONVERGED)
		return refuse(&minimum, ending, why);
	model->fit = (struct crm_fit){ .parameters = CRM_BGNBD_PARAMETERS, .names = NAMES,
	                               .n = (uint64_t)base.customers };
	crm_fit_from_minimum(&model->fit, &minimum);
	return 0;
}

/* A customer in units of time, and the times ahead that are looked at. */
struct outlook {
	double                         x, n, t_x, T;
	const struct model_quadrature *quadrature;
};

static struct outlook
look(const struct crm_purchase_model *model, uint32_t first, const struct crm_pattern *history)
{
	return (struct outlook){
		.x   = history->x,
		.n   = (double)history->x + first,
		.t_x = history->t_x / model->unit,
		.T   = history->T / model->unit,
	};
}

/*
 * -log P(alive): log(1 + odds of having left right after the last purchase),
 * these being a / (b+n-1) ((alpha+T) / (alpha+t_x))^(r+x).
 */
static double
minus_log_alive(const double *parameters, const struct outlook *o, double *gap, double *left)
{
	double r = parameters[CRM_BGNBD_R], alpha = parameters[CRM_BGNBD_ALPHA];
	double a = parameters[CRM_BGNBD_A], b = parameters[CRM_BGNBD_B];

	*gap = *left = 0;
	if (o->n == 0)
		return 0;
	*gap = log1p((o->T - o->t_x) / (alpha + o->t_x));
	return log_one_plus_exp(log(a / (b + (o->n - 1))) + (r + o->x) * *gap, left);
}

double
bgnbd_log_likelihood(const struct crm_purchase_model *model, uint32_t first,
                     const struct crm_pattern *history)
{
	const double  *p = model->fit.parameter;
	struct outlook o = look(model, first, history);
	double         r = p[CRM_BGNBD_R], a = p[CRM_BGNBD_A], b = p[CRM_BGNBD_B];
	double         age = p[CRM_BGNBD_ALPHA] + o.T, sum, gap, left;

	sum = minus_log_alive(p, &o, &gap, &left) - r * log1p(o.T / p[CRM_BGNBD_ALPHA]);
	if (first)
		sum += log(b / (a + b));
	for (uint32_t i = 0; i < history->x; i++)
		sum += log((r + i) / age * (b + i + first) / (a + b + i + first));
	return sum;
}

void
bgnbd_present(const struct crm_purchase_model *model, uint32_t first,
              const struct crm_pattern *history, struct crm_present *out)
{
	const double  *p = model->fit.parameter;
	struct outlook o = look(model, first, history);
	double         r = p[CRM_BGNBD_R], alpha = p[CRM_BGNBD_ALPHA], b = p[CRM_BGNBD_B];
	double         shape = r + o.x, age = alpha + o.T, gap, left;

	out->p_alive = exp(-minus_log_alive(p, &o, &gap, &left));
	out->rate    = (struct crm_computed){
		.value = shape / age * out->p_alive,
		.slope = {
			[CRM_BGNBD_R]     = r / shape - left * r * gap,
			[CRM_BGNBD_ALPHA] = -alpha / age + left * shape * alpha *
			                    (1 / (alpha + o.t_x) - 1 / age),
			[CRM_BGNBD_A]     = -left,
			[CRM_BGNBD_B]     = o.n > 0 ? left * b / (b + (o.n - 1)) : 0,
		},
	};
}

double
bgnbd_p_alive(const struct crm_purchase_model *model, uint32_t first,
              const struct crm_pattern *history)
{
	struct crm_present present;

	bgnbd_present(model, first, history, &present);
	return present.p_alive;
}

/*
 * 2F1(p, q; c; z) for p >= -1, q, c > 0 at rising 0 <= z < 1, all of them at once:
 * the series.  The rest after a term is about term / (1-z), largest at the last z.
 */
static void
add_up_series(double p, double q, double c, const double z[MODEL_NODES], double sum[MODEL_NODES])
{
	enum { LAST = MODEL_NODES - 1 };
	double term[MODEL_NODES], enough = 0x1p-54 * (1 - z[LAST]);

	for (int k = 0; k < MODEL_NODES; k++)
		sum[k] = term[k] = 1;
	for (double n = 0; fabs(term[LAST]) > enough * sum[LAST]; n++) {
		double factor = (p + n) * (q + n) / ((c + n) * (n + 1));

		for (int k = 0; k < MODEL_NODES; k++) {
			term[k] *= factor * z[k];
			sum[k] += term[k];
		}
	}
}

/*
 * The same for any p.  Far below 0 the terms of the series are large and of
 * alternating sign, so go there from two neighbours by the contiguous relation
 * (Abramowitz & Stegun 15.2.10), which is stable in this direction.
 */
static void
hypergeometric(double p, double q, double c, const double z[MODEL_NODES], double f[MODEL_NODES])
{
	double steps = fmax(floor(-p), 0), at = p + steps, above[MODEL_NODES];

	add_up_series(at, q, c, z, f);
	if (steps == 0)
		return;
	add_up_series(at + 1, q, c, z, above);
	for (; steps > 0; steps--, at--)
		for (int k = 0; k < MODEL_NODES; k++) {
			double below = ((c - 2 * at + (at - q) * z[k]) * f[k] +
			                at * (1 - z[k]) * above[k]) / (c - at);

			above[k] = f[k];
			f[k]     = below;
		}
}

/* Purchases expected within the horizon for each of the rate now, and discounted. */
static void
forecast(const double *parameters, const void *customer, double *out)
{
	const struct outlook *o = customer;
	double r = parameters[CRM_BGNBD_R], a = parameters[CRM_BGNBD_A];
	double age = parameters[CRM_BGNBD_ALPHA] + o->T, c = a + parameters[CRM_BGNBD_B] + o->n;

	out[0] = out[1] = 0;
	for (size_t i = 0; i < o->quadrature->panels; i++) {
		const struct model_panel *panel = &o->quadrature->panel[i];
		double                    z[MODEL_NODES], series[MODEL_NODES];

		for (int k = 0; k < MODEL_NODES; k++)
			z[k] = panel->ahead[k] / (age + panel->ahead[k]);
		hypergeometric(c - (r + o->x + 1), a, c, z, series);
		for (int k = 0; k < MODEL_NODES; k++) {
			double rate = exp(-a * log(1 + panel->ahead[k] / age)) * series[k];

			out[0] += panel->weight[k] * rate;
			out[1] += panel->discounted[k] * rate;
		}
	}
}

/*
 * The time in which the expected rate changes.  It is the mean, over chances p to
 * leave that are beta (a, b+n) distributed, of (1 + p t/A)^-(r+x+1).
 */
static double
time_scale(const double *parameters, const struct outlook *o)
{
	double r = parameters[CRM_BGNBD_R], a = parameters[CRM_BGNBD_A];
	double b = parameters[CRM_BGNBD_B], age = parameters[CRM_BGNBD_ALPHA] + o->T;

	return age * fmin(1, (a + b + o->n) / ((r + o->x + 1) * fmax(a, 1)));
}

void
bgnbd_ahead(const struct crm_purchase_model *model, uint32_t first,
            const struct crm_pattern *history, const struct crm_horizon *horizon,
            struct crm_ahead *out)
{
	struct model_quadrature quadrature;
	struct outlook          o = look(model, first, history);
	struct crm_computed     computed[2];

	model_place_nodes(&quadrature, time_scale(model->fit.parameter, &o),
	                  horizon->days / model->unit,
	                  model_discount(horizon->yearly_rate) * model->unit);
	o.quadrature = &quadrature;
	model_compute(forecast, &model->fit, &o, 2, computed);
	*out = (struct crm_ahead){ .orders = computed[0], .discounted = computed[1] };
}
