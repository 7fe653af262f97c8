/*
 * pareto.c - the Pareto/NBD model: customers buy at random and leave at random.
 */
#include <math.h>

#include "model.h"
#include "pareto.h"
#include "pareto_dropout.h"

static const double FOREVER    = 40;    /* discounted by exp(-40): 17 digits of the whole */
static const double LEAST_RATE = 1e-6;  /* a year; without discount it would be infinite */

/* A customer in units of time, and the times ahead that are looked at. */
struct outlook {
	double                         x, t_x, T;
	double                         horizon;
	const struct model_quadrature *quadrature;
};

static struct outlook
look(const struct crm_purchase_model *model, const struct crm_pattern *history)
{
	return (struct outlook){
		.x   = history->x,
		.t_x = history->t_x / model->unit,
		.T   = history->T / model->unit,
	};
}

static struct pareto_history
look_back(const double *parameters, const struct outlook *o)
{
	return pareto_begin(parameters[CRM_PARETO_R] + o->x, parameters[CRM_PARETO_S],
	             parameters[CRM_PARETO_ALPHA] + o->t_x, parameters[CRM_PARETO_BETA] + o->t_x);
}

/* The slopes of log P(alive): those of the odds of having left, times their share. */
static void
slope_alive(const double *parameters, const struct outlook *o, const struct pareto_history *h,
            const struct pareto_dropout *left, double share, double slope[CRM_PARETO_PARAMETERS])
{
	double r = parameters[CRM_PARETO_R], alpha = parameters[CRM_PARETO_ALPHA], s = h->s;
	double beta = parameters[CRM_PARETO_BETA], gap = o->T - o->t_x;

	slope[CRM_PARETO_R] = -share * r * (log1p(gap / h->buying) - left->buying_log / left->whole);
	slope[CRM_PARETO_ALPHA] = -share * alpha * h->shape *
	                          (1 / (alpha + o->T) - left->per_buying / left->whole);
	slope[CRM_PARETO_S]     = -share * (1 + s * (log1p(gap / h->leaving) -
	                                             left->leaving_log / left->whole));
	slope[CRM_PARETO_BETA]  = -share * beta * (s / (beta + o->T) -
	                                           (s + 1) * left->per_leaving / left->whole);
}

/* The slopes are those of log P(alive); they stay as they are where it is certain. */
static double
minus_log_alive(const double *parameters, const struct outlook *o,
                double slope[CRM_PARETO_PARAMETERS])
{
	struct pareto_history h = look_back(parameters, o);
	struct pareto_dropout left = { 0 };
	double         gap = o->T - o->t_x, share, result;

	if (gap == 0)
		return 0;
	pareto_integrate(&h, gap, &left);
	result = pareto_weigh(&h, &left, log1p(gap / h.buying), log1p(gap / h.leaving), &share);
	slope_alive(parameters, o, &h, &left, share, slope);
	return result;
}

double
crm_pareto_log_likelihood(const struct crm_purchase_model *model,
                          const struct crm_pattern *history)
{
	const double  *p = model->fit.parameter;
	struct outlook o = look(model, history);
	double         r = p[CRM_PARETO_R], alpha = p[CRM_PARETO_ALPHA], sum;
	double         slope[CRM_PARETO_PARAMETERS] = { 0 };

	sum = minus_log_alive(p, &o, slope) - r * log1p(o.T / alpha) -
	      p[CRM_PARETO_S] * log1p(o.T / p[CRM_PARETO_BETA]);
	for (uint32_t i = 0; i < history->x; i++)
		sum += log((r + i) / (alpha + o.T));
	return sum;
}

void
crm_pareto_present(const struct crm_purchase_model *model, const struct crm_pattern *history,
                   struct crm_present *out)
{
	const double  *p = model->fit.parameter;
	struct outlook o = look(model, history);
	double         shape = p[CRM_PARETO_R] + o.x, age = p[CRM_PARETO_ALPHA] + o.T;

	*out            = (struct crm_present){ 0 };
	out->p_alive    = exp(-minus_log_alive(p, &o, out->rate.slope));
	out->rate.value = shape / age * out->p_alive;
	out->rate.slope[CRM_PARETO_R] += p[CRM_PARETO_R] / shape;
	out->rate.slope[CRM_PARETO_ALPHA] -= p[CRM_PARETO_ALPHA] / age;
}

double
crm_pareto_p_alive(const struct crm_purchase_model *model, const struct crm_pattern *history)
{
	struct crm_present present;

	crm_pareto_present(model, history, &present);
	return present.p_alive;
}

/* The integral of (1 + t/age)^-s, discounted. */
static double
discounted_time(double age, double s, const struct model_quadrature *quadrature)
{
	double sum = 0;

	for (size_t i = 0; i < quadrature->panels; i++) {
		const struct model_panel *panel = &quadrature->panel[i];

		for (int k = 0; k < MODEL_NODES; k++)
			sum += panel->discounted[k] * exp(-s * log(1 + panel->ahead[k] / age));
	}
	return sum;
}

/* The same, not discounted. */
static double
time_alive(double age, double s, double horizon)
{
	double length = log1p(horizon / age);

	return age * (s == 1 ? length : -expm1(-(s - 1) * length) / (s - 1));
}

/* Purchases within the horizon for each of the rate now, and discounted. */
static void
forecast(const double *parameters, const void *customer, double *out)
{
	const struct outlook *o = customer;
	double age = parameters[CRM_PARETO_BETA] + o->T, s = parameters[CRM_PARETO_S];

	out[0] = out[1] = time_alive(age, s, o->horizon);
	if (o->quadrature)
		out[1] = discounted_time(age, s, o->quadrature);
}

static void
forecast_residual(const double *parameters, const void *customer, double *out)
{
	const struct outlook *o = customer;

	*out = discounted_time(parameters[CRM_PARETO_BETA] + o->T, parameters[CRM_PARETO_S],
	                       o->quadrature);
}

/* The time in which the expected rate changes. */
static double
time_scale(const struct crm_fit *fit, const struct outlook *o)
{
	return (fit->parameter[CRM_PARETO_BETA] + o->T) / fmax(fit->parameter[CRM_PARETO_S], 1);
}

void
crm_pareto_ahead(const struct crm_purchase_model *model, const struct crm_pattern *history,
                 const struct crm_horizon *horizon, struct crm_ahead *out)
{
	struct model_quadrature quadrature;
	struct outlook          o = look(model, history);
	struct crm_computed     computed[2];
	double                  rate = horizon->yearly_rate;
	double                  discount = model_discount(rate) * model->unit;
	double                  scale = time_scale(&model->fit, &o);

	*out = (struct crm_ahead){ 0 };
	o.horizon = horizon->days / model->unit;
	if (rate != 0) {
		model_place_nodes(&quadrature, scale, o.horizon, discount);
		o.quadrature = &quadrature;
	}
	model_compute(forecast, &model->fit, &o, 2, computed);
	out->orders     = computed[0];
	out->discounted = computed[1];
	if (rate < LEAST_RATE)
		return;
	model_place_nodes(&quadrature, scale, FOREVER / discount, discount);
	model_compute(forecast_residual, &model->fit, &o, 1, &out->residual);
}
