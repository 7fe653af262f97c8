/*
 * bgnbd.c - the BG/NBD model: who will buy again, and how often.
 */
#include <math.h>
#include <stdlib.h>

#include "bgnbd.h"
#include "model.h"

static const char *const NAMES[] = { "r", "alpha", "a", "b" };

static const double LOYAL = 1e-4;       /* a chance to leave below this is none */

/*
 * Sums over i < x, so that no row needs a gamma function:
 * log Gamma(r+x)/Gamma(r) + log B(a,b+x)/B(a,b), and its derivatives.
 */
struct rising {
	double log_value;
	double r, b, ab;          /* of 1/(r+i), 1/(b+i), 1/(a+b+i) */
	double log_leave_odds;    /* of leaving after the last purchase: a / (b+x-1) */
};

struct data {
	const struct crm_pattern *patterns;
	size_t                    count;
	double                    unit;
	double                    customers;
	uint32_t                  x_max, T_max;    /* T_max in days */
	struct rising            *rising;          /* x_max + 1 */
	double                   *day_log;         /* T_max + 1: log(alpha + day / unit) */
};

static void
tabulate(struct data *data, double r, double alpha, double a, double b)
{
	struct rising sum = { 0 };

	for (uint32_t i = 0; i <= data->x_max; i++) {
		data->rising[i]                = sum;
		data->rising[i].log_leave_odds = i ? log(a / (b + i - 1)) : 0;
		sum.log_value += log((r + i) * (b + i) / (a + b + i));
		sum.r += 1 / (r + i);
		sum.b += 1 / (b + i);
		sum.ab += 1 / (a + b + i);
	}
	for (uint32_t day = 0; day <= data->T_max; day++)
		data->day_log[day] = log(alpha + day / data->unit);
}

/* log(1 + exp(d)); *share is exp(d) / (1 + exp(d)). */
static double
log_one_plus_exp(double d, double *share)
{
	double small = exp(-fabs(d));

	*share = (d > 0 ? 1 : small) / (1 + small);
	return fmax(d, 0) + log1p(small);
}

/* Minus the mean log-likelihood at the logarithms of r, alpha, a, b. */
static double
objective(const double *logs, double *gradient, void *context)
{
	struct data *data = context;
	double       r = exp(logs[0]), alpha = exp(logs[1]), a = exp(logs[2]), b = exp(logs[3]);
	double       sum = 0, by_r = 0, by_alpha = 0, by_a = 0, by_b = 0;

	tabulate(data, r, alpha, a, b);
	for (size_t i = 0; i < data->count; i++) {
		const struct crm_pattern *p = &data->patterns[i];
		const struct rising      *s = &data->rising[p->x];

		double n = p->customers, x = p->x, left = 0, either = 0, gap = 0;
		double log_age = data->day_log[p->T];

		if (p->x) {
			gap    = log_age - data->day_log[p->t_x];
			either = log_one_plus_exp(s->log_leave_odds + (r + x) * gap, &left);
			by_b -= n * left / (b + x - 1);
		}
		sum += n * (s->log_value + r * logs[1] - (r + x) * log_age + either);
		by_r += n * (s->r + logs[1] - log_age + left * gap);
		by_alpha += n * (r / alpha - (r + x) * ((1 - left) / (alpha + p->T / data->unit) +
		                                        left / (alpha + p->t_x / data->unit)));
		by_a += n * (left / a - s->ab);
		by_b += n * (s->b - s->ab);
	}
	gradient[0] = -r * by_r / data->customers;
	gradient[1] = -alpha * by_alpha / data->customers;
	gradient[2] = -a * by_a / data->customers;
	gradient[3] = -b * by_b / data->customers;
	return -sum / data->customers;
}

/*
 * Where to start: the purchase rate by moments of the counts, the chance to
 * leave from those who have been silent for five of their own intervals.
 */
static void
choose_start(const struct data *data, double *logs)
{
	double purchases = 0, squares = 0, time = 0, silent = 0, mean, extra, r, leave;

	for (size_t i = 0; i < data->count; i++) {
		const struct crm_pattern *p = &data->patterns[i];
		double                    n = p->customers, x = p->x;

		purchases += n * x;
		squares += n * x * x;
		time += n * p->T / data->unit;
		if (p->x && (double)(p->T - p->t_x) * x > 5.0 * p->t_x)
			silent += n;
	}
	mean  = purchases / data->customers;
	extra = squares / data->customers - mean * mean - mean;
	r     = extra > 0 ? fmin(fmax(mean * mean / extra, 0.1), 10) : 10;
	leave = (silent + 0.5) / (purchases + 1);
	logs[CRM_BGNBD_R]     = log(r);
	logs[CRM_BGNBD_ALPHA] = log(r * time / purchases);
	logs[CRM_BGNBD_A]     = 0;
	logs[CRM_BGNBD_B]     = log(fmax(1 / leave - 1, 0.1));
}

static int
prepare(struct data *data, struct crm_fault *why)
{
	uint64_t purchases = 0;

	for (size_t i = 0; i < data->count; i++) {
		const struct crm_pattern *p = &data->patterns[i];

		if (p->t_x > p->T || (p->x > 0) != (p->t_x > 0))
			return crm_fault(why, 0, "no history has x = %u, t_x = %u and T = %u days",
			                 p->x, p->t_x, p->T);
		data->customers += p->customers;
		data->x_max = p->x > data->x_max ? p->x : data->x_max;
		data->T_max = p->T > data->T_max ? p->T : data->T_max;
		purchases += (uint64_t)p->x * p->customers;
	}
	if (data->customers == 0)
		return crm_fault(why, 0, "there are no customers to fit a model to");
	if (data->T_max == 0)
		return crm_fault(why, 0, "all customers first bought on the last day: "
		                 "there is no time in which they could have bought again");
	if (purchases == 0)
		return crm_fault(why, 0, "no customer bought a second time: "
		                 "rates and churn cannot be told apart");
	data->rising  = malloc(((size_t)data->x_max + 1) * sizeof *data->rising);
	data->day_log = malloc(((size_t)data->T_max + 1) * sizeof *data->day_log);
	return data->rising && data->day_log ? 0 : CRM_NO_MEMORY;
}

/* Why a search did not end in a minimum, in words. */
static int
refuse(const struct crm_minimum *minimum, enum crm_ending ending, struct crm_fault *why)
{
	double a = exp(minimum->at[CRM_BGNBD_A]), b = exp(minimum->at[CRM_BGNBD_B]);

	if (a / (a + b) < LOYAL)
		return crm_fault(why, 0, "no churn can be identified: nobody seems to have left "
		                 "(a / (a+b) goes to 0: a %.3g, b %.3g)", a, b);
	if (ending == CRM_STALLED)
		return crm_fault(why, 0, "the fit did not converge in %d evaluations",
		                 minimum->evaluations);
	if (minimum->farthest == CRM_BGNBD_A || minimum->farthest == CRM_BGNBD_B)
		return crm_fault(why, 0, "the customers' chances to leave cannot be told apart: "
		                 "a and b are without bound (a %.3g, b %.3g)", a, b);
	return crm_fault(why, 0, "the customers' purchase rates cannot be told apart: "
	                 "r and alpha are without bound (r %.3g, alpha %.3g)",
	                 exp(minimum->at[CRM_BGNBD_R]), exp(minimum->at[CRM_BGNBD_ALPHA]));
}

int
crm_bgnbd_fit(struct crm_bgnbd *model, const struct crm_pattern *patterns, size_t count,
              double unit, struct crm_fault *why)
{
	struct data        data = { .patterns = patterns, .count = count, .unit = unit };
	struct crm_minimum minimum;
	double             start[CRM_BGNBD_PARAMETERS];
	enum crm_ending    ending;
	int                error;

	*model = (struct crm_bgnbd){ .unit = unit };
	error  = prepare(&data, why);
	if (!error) {
		choose_start(&data, start);
		ending = crm_minimise(objective, &data, CRM_BGNBD_PARAMETERS, start, &minimum);
		model->fit = (struct crm_fit){ .parameters = CRM_BGNBD_PARAMETERS, .names = NAMES,
		                               .n = (uint64_t)data.customers };
		if (ending == CRM_CONVERGED)
			crm_fit_from_minimum(&model->fit, &minimum);
		else
			error = refuse(&minimum, ending, why);
	}
	free(data.rising);
	free(data.day_log);
	return error;
}

/* A customer in units of time, and the times ahead that are looked at. */
struct outlook {
	double                         x, t_x, T;
	const struct model_quadrature *quadrature;
};

static struct outlook
look(const struct crm_bgnbd *model, const struct crm_pattern *history)
{
	return (struct outlook){
		.x   = history->x,
		.t_x = history->t_x / model->unit,
		.T   = history->T / model->unit,
	};
}

/*
 * -log P(alive): log(1 + odds of having left right after the last purchase),
 * these being a / (b+x-1) ((alpha+T) / (alpha+t_x))^(r+x).
 */
static double
minus_log_alive(const double *parameters, const struct outlook *o)
{
	double r = parameters[CRM_BGNBD_R], alpha = parameters[CRM_BGNBD_ALPHA];
	double a = parameters[CRM_BGNBD_A], b = parameters[CRM_BGNBD_B], left;
	double gap = log1p((o->T - o->t_x) / (alpha + o->t_x));

	if (o->x == 0)
		return 0;
	return log_one_plus_exp(log(a / (b + o->x - 1)) + (r + o->x) * gap, &left);
}

double
crm_bgnbd_log_likelihood(const struct crm_bgnbd *model, const struct crm_pattern *history)
{
	const double  *p = model->fit.parameter;
	struct outlook o = look(model, history);
	double         r = p[CRM_BGNBD_R], alpha = p[CRM_BGNBD_ALPHA], a = p[CRM_BGNBD_A];
	double         b = p[CRM_BGNBD_B], sum;

	sum = minus_log_alive(p, &o) - r * log1p(o.T / alpha) - o.x * log(alpha + o.T);
	for (uint32_t i = 0; i < history->x; i++)
		sum += log((r + i) * (b + i) / (a + b + i));
	return sum;
}

double
crm_bgnbd_p_alive(const struct crm_bgnbd *model, const struct crm_pattern *history)
{
	struct outlook o = look(model, history);

	return exp(-minus_log_alive(model->fit.parameter, &o));
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

/* Expected purchases within the horizon, and their discounted number. */
static void
forecast(const double *parameters, const void *customer, double *out)
{
	const struct outlook *o = customer;
	double r = parameters[CRM_BGNBD_R], a = parameters[CRM_BGNBD_A];
	double b = parameters[CRM_BGNBD_B], age = parameters[CRM_BGNBD_ALPHA] + o->T;
	double now = (r + o->x) / age * exp(-minus_log_alive(parameters, o));

	out[0] = out[1] = 0;
	for (size_t i = 0; i < o->quadrature->panels; i++) {
		const struct model_panel *panel = &o->quadrature->panel[i];
		double                    z[MODEL_NODES], series[MODEL_NODES];

		for (int k = 0; k < MODEL_NODES; k++)
			z[k] = panel->ahead[k] / (age + panel->ahead[k]);
		hypergeometric(a + b - r - 1, a, a + b + o->x, z, series);
		for (int k = 0; k < MODEL_NODES; k++) {
			double rate = now * exp(-a * log(1 + panel->ahead[k] / age)) * series[k];

			out[0] += panel->weight[k] * rate;
			out[1] += panel->discounted[k] * rate;
		}
	}
}

/*
 * The time in which the expected rate changes.  It is the mean, over chances p to
 * leave that are beta (a, b+x) distributed, of (1 + p t/A)^-(r+x+1).
 */
static double
time_scale(const double *parameters, const struct outlook *o)
{
	double r = parameters[CRM_BGNBD_R], a = parameters[CRM_BGNBD_A];
	double b = parameters[CRM_BGNBD_B], age = parameters[CRM_BGNBD_ALPHA] + o->T;

	return age * fmin(1, (a + b + o->x) / ((r + o->x + 1) * fmax(a, 1)));
}

void
crm_bgnbd_predict(const struct crm_bgnbd *model, const struct crm_pattern *history,
                  const struct crm_horizon *horizon, struct crm_prediction *out)
{
	struct model_quadrature quadrature;
	struct outlook          o = look(model, history);
	struct crm_predicted    predicted[2];

	model_place_nodes(&quadrature, time_scale(model->fit.parameter, &o),
	                  horizon->days / model->unit,
	                  model_discount(horizon->yearly_rate) * model->unit);
	o.quadrature = &quadrature;
	model_delta(forecast, &model->fit, &o, 2, predicted);
	out->p_alive    = crm_bgnbd_p_alive(model, history);
	out->orders     = predicted[0];
	out->discounted = predicted[1];
}
