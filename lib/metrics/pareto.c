/*
 * pareto.c - the Pareto/NBD model: customers buy at random and leave at random.
 */
#include <math.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "model.h"
#include "pareto.h"

enum { WORTH_A_THREAD = 1000 };   /* patterns */

static const char *const NAMES[] = { "r", "alpha", "s", "beta" };

static const double LOYAL   = 1e-4;     /* a chance to have left below this is none */
static const double NEAR    = 0.125;    /* of the time in which the integrand changes */
static const double FOREVER = 40;       /* discounted by exp(-40): 17 digits of the whole */
static const double LEAST_RATE = 1e-6;  /* a year; without discount it would be infinite */

/* What buying and leaving looked like at t_x, in units of time. */
struct history {
	double shape;                   /* r + x */
	double s;
	double buying, leaving;         /* alpha + t_x, beta + t_x */
};

/*
 * The integral over u = 0..gap after t_x of the chance to have left then, relative
 * to its integrand at t_x; and the integrals of functions of u times that chance.
 */
struct dropout {
	double gap;
	double whole;
	double buying_log, leaving_log;      /* log(1 + u / (alpha+t_x)), ... */
	double per_buying, per_leaving;      /* 1 / (alpha+t_x+u), ... */
};

static void
add_node(const struct history *h, double u, double weight, struct dropout *sum)
{
	double buying_log  = log(1 + u / h->buying);
	double leaving_log = log(1 + u / h->leaving);

	weight *= exp(-h->shape * buying_log - (h->s + 1) * leaving_log);
	sum->whole += weight;
	sum->buying_log += weight * buying_log;
	sum->leaving_log += weight * leaving_log;
	sum->per_buying += weight / (h->buying + u);
	sum->per_leaving += weight / (h->leaving + u);
}

/* So near that the integrand hardly changes: 4-point Gauss-Legendre, table 25.4. */
static void
add_near(const struct history *h, double length, struct dropout *sum)
{
	static const double node[]   = { 0.339981043584856265, 0.861136311594052575 };
	static const double weight[] = { 0.652145154862546143, 0.347854845137453857 };
	double              half     = length / 2;

	for (int k = 0; k < 2; k++) {
		add_node(h, sum->gap + half * (1 - node[k]), half * weight[k], sum);
		add_node(h, sum->gap + half * (1 + node[k]), half * weight[k], sum);
	}
}

/* Integrate on to a longer gap: nothing is ever subtracted. */
static void
integrate(const struct history *h, double gap, struct dropout *sum)
{
	struct model_quadrature quadrature;
	double decay = fmax(1, h->shape) / (h->buying + sum->gap) +
	               (h->s + 1) / (h->leaving + sum->gap);

	if ((gap - sum->gap) * decay <= NEAR) {
		add_near(h, gap - sum->gap, sum);
	} else {
		model_place_nodes(&quadrature, 1 / decay, gap - sum->gap, 0);
		for (size_t i = 0; i < quadrature.panels; i++)
			for (int k = 0; k < MODEL_NODES; k++)
				add_node(h, sum->gap + quadrature.panel[i].ahead[k],
				         quadrature.panel[i].weight[k], sum);
	}
	sum->gap = gap;
}

/*
 * -log P(alive): log(1 + odds of having left before).  The arguments are the
 * logarithms of (alpha+T)/(alpha+t_x) and (beta+T)/(beta+t_x).
 */
static double
weigh_dropout(const struct history *h, const struct dropout *sum, double buying_gap,
              double leaving_gap, double *share)
{
	return log_one_plus_exp(log(h->s / h->leaving * sum->whole) + h->shape * buying_gap +
	                        h->s * leaving_gap, share);
}

/* ---- fitting */

/* log Gamma(r+x)/Gamma(r), and its derivative. */
struct rising {
	double log_value, by_r;
};

struct data {
	struct model_data   base;
	struct crm_pattern *sorted;
	struct rising      *rising;              /* x_max + 1 */
	double             *buying, *leaving;    /* T_max + 1: log(alpha + day), log(beta + day) */
};

static void
tabulate(struct data *data, double r, double alpha, double beta)
{
	struct rising sum = { 0 };

	for (uint32_t i = 0; i <= data->base.x_max; i++) {
		data->rising[i] = sum;
		sum.log_value += log(r + i);
		sum.by_r += 1 / (r + i);
	}
	for (uint32_t day = 0; day <= data->base.T_max; day++) {
		data->buying[day]  = log(alpha + day / data->base.unit);
		data->leaving[day] = log(beta + day / data->base.unit);
	}
}

/* Add a pattern's log-likelihood and its derivatives by r, alpha, s, beta. */
static void
add_pattern(const struct data *data, const double *at, const double *logs,
            const struct crm_pattern *p, struct dropout *left,
            double sum[1 + CRM_PARETO_PARAMETERS])
{
	double n = p->customers, s = at[CRM_PARETO_S], shape = at[CRM_PARETO_R] + p->x;
	double t_x = p->t_x / data->base.unit, T = p->T / data->base.unit;
	double alpha = at[CRM_PARETO_ALPHA], beta = at[CRM_PARETO_BETA];
	double buying_age = data->buying[p->T], leaving_age = data->leaving[p->T];
	double buying_gap  = buying_age - data->buying[p->t_x];
	double leaving_gap = leaving_age - data->leaving[p->t_x], share = 0, either = 0, per = 0;

	struct history h = { shape, s, alpha + t_x, beta + t_x };

	if (p->T > p->t_x) {
		integrate(&h, T - t_x, left);
		either = weigh_dropout(&h, left, buying_gap, leaving_gap, &share);
		per    = share / left->whole;
	}
	sum[0] += n * (data->rising[p->x].log_value + at[CRM_PARETO_R] * logs[CRM_PARETO_ALPHA] -
	               shape * buying_age + s * (logs[CRM_PARETO_BETA] - leaving_age) + either);
	sum[1] += n * (data->rising[p->x].by_r + logs[CRM_PARETO_ALPHA] - buying_age +
	               share * buying_gap - per * left->buying_log);
	sum[2] += n * (at[CRM_PARETO_R] / alpha - shape * ((1 - share) / (alpha + T) +
	                                                   per * left->per_buying));
	sum[3] += n * (logs[CRM_PARETO_BETA] - leaving_age + share * (1 / s + leaving_gap) -
	               per * left->leaving_log);
	sum[4] += n * (s / beta - (1 - share) * s / (beta + T) - (s + 1) * per * left->per_leaving);
}

/* Some of the patterns, and what is summed up of them. */
struct share {
	const struct data *data;
	const double      *at, *logs;
	size_t             from, to;
	double             sum[1 + CRM_PARETO_PARAMETERS];
};

static void *
add_patterns(void *context)
{
	struct share  *share = context;
	struct dropout left  = { 0 };

	for (size_t i = share->from; i < share->to; i++) {
		const struct crm_pattern *p = &share->data->sorted[i];

		if (i == share->from || p->x != p[-1].x || p->t_x != p[-1].t_x)
			left = (struct dropout){ 0 };
		add_pattern(share->data, share->at, share->logs, p, &left, share->sum);
	}
	return NULL;
}

/* Half of it is for another thread, if that can be had; the sums are the same. */
static void
add_all_patterns(struct share *first)
{
	struct share second = *first;
	pthread_t    thread;
	bool         alone;

	first->to = second.from = first->to / 2;
	alone = pthread_create(&thread, NULL, add_patterns, &second);
	add_patterns(first);
	if (alone)
		add_patterns(&second);
	else
		pthread_join(thread, NULL);
	for (int i = 0; i <= CRM_PARETO_PARAMETERS; i++)
		first->sum[i] += second.sum[i];
}

/* Minus the mean log-likelihood at the logarithms of r, alpha, s, beta. */
static double
objective(const double *logs, double *gradient, void *context)
{
	struct data *data = context;
	double       at[CRM_PARETO_PARAMETERS];
	struct share all = { .data = data, .at = at, .logs = logs, .to = data->base.count };

	for (int i = 0; i < CRM_PARETO_PARAMETERS; i++)
		at[i] = exp(logs[i]);
	tabulate(data, at[CRM_PARETO_R], at[CRM_PARETO_ALPHA], at[CRM_PARETO_BETA]);
	if (data->base.count < WORTH_A_THREAD)
		add_patterns(&all);
	else
		add_all_patterns(&all);
	for (int i = 0; i < CRM_PARETO_PARAMETERS; i++)
		gradient[i] = -at[i] * all.sum[1 + i] / data->base.customers;
	return -all.sum[0] / data->base.customers;
}

/* Those of equal x and t_x one after the other: their integrals go on. */
static int
by_history(const void *first, const void *second)
{
	const struct crm_pattern *a = first, *b = second;

	if (a->x != b->x)
		return a->x < b->x ? -1 : 1;
	if (a->t_x != b->t_x)
		return a->t_x < b->t_x ? -1 : 1;
	return (a->T > b->T) - (a->T < b->T);
}

static bool
prepare(struct data *data)
{
	size_t count = data->base.count, days = (size_t)data->base.T_max + 1;

	data->sorted  = malloc(count * sizeof *data->sorted);
	data->rising  = malloc(((size_t)data->base.x_max + 1) * sizeof *data->rising);
	data->buying  = malloc(days * sizeof *data->buying);
	data->leaving = malloc(days * sizeof *data->leaving);
	if (!data->sorted || !data->rising || !data->buying || !data->leaving)
		return false;
	memcpy(data->sorted, data->base.patterns, count * sizeof *data->sorted);
	qsort(data->sorted, count, sizeof *data->sorted, by_history);
	return true;
}

/* Within the mean age as many left as have been silent for five of their own intervals. */
static void
choose_starts(const struct data *data, double starts[MODEL_STARTS][CRM_PARAMETERS_MAX])
{
	const struct model_data *base = &data->base;

	double age  = base->time / base->customers;
	double left = (base->silent + 0.5) / (base->customers + 1);
	double s[MODEL_STARTS]    = { 1, 0.5, 0.2 };
	double beta[MODEL_STARTS] = { age / expm1(-log1p(-left) / s[0]), age / 4,
		                      age / expm1(-log1p(-left) / s[2]) };

	for (int i = 0; i < MODEL_STARTS; i++) {
		double *logs = starts[i];

		model_start_rates(base, i, &logs[CRM_PARETO_R], &logs[CRM_PARETO_ALPHA]);
		logs[CRM_PARETO_S]    = log(s[i]);
		logs[CRM_PARETO_BETA] = log(beta[i]);
	}
}

/* Why a search did not end in a minimum, in words. */
static int
refuse(const struct data *data, const struct crm_minimum *minimum, enum crm_ending ending,
       struct crm_fault *why)
{
	double s = exp(minimum->at[CRM_PARETO_S]), beta = exp(minimum->at[CRM_PARETO_BETA]);

	if (-expm1(-s * log1p(data->base.T_max / data->base.unit / beta)) < LOYAL)
		return crm_fault(why, 0, "no churn can be identified: nobody seems to have left "
		                 "(s / beta goes to 0: s %.3g, beta %.3g)", s, beta);
	return model_refuse(minimum, ending, NAMES, "lifetimes", why);
}

static int
fit(struct crm_purchase_model *model, struct data *data, struct crm_fault *why)
{
	struct crm_minimum minimum;
	double             starts[MODEL_STARTS][CRM_PARAMETERS_MAX];
	enum crm_ending    ending;

	if (!prepare(data))
		return CRM_NO_MEMORY;
	choose_starts(data, starts);
	ending = model_minimise(objective, data, data->base.count, CRM_PARETO_PARAMETERS, starts,
	                        &minimum);
	if (ending != CRM_CONVERGED)
		return refuse(data, &minimum, ending, why);
	model->fit = (struct crm_fit){ .parameters = CRM_PARETO_PARAMETERS, .names = NAMES,
	                               .n = (uint64_t)data->base.customers };
	crm_fit_from_minimum(&model->fit, &minimum);
	return 0;
}

int
crm_pareto_fit(struct crm_purchase_model *model, const struct crm_pattern *patterns, size_t count,
               double unit, struct crm_fault *why)
{
	struct data data = { 0 };
	int         error;

	*model = (struct crm_purchase_model){ .unit = unit };
	error  = model_survey(&data.base, patterns, count, unit, why);
	if (!error)
		error = fit(model, &data, why);
	free(data.sorted);
	free(data.rising);
	free(data.buying);
	free(data.leaving);
	return error;
}

/* ---- a customer */

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

static struct history
look_back(const double *parameters, const struct outlook *o)
{
	return (struct history){
		.shape   = parameters[CRM_PARETO_R] + o->x,
		.s       = parameters[CRM_PARETO_S],
		.buying  = parameters[CRM_PARETO_ALPHA] + o->t_x,
		.leaving = parameters[CRM_PARETO_BETA] + o->t_x,
	};
}

/* The slopes of log P(alive): those of the odds of having left, times their share. */
static void
slope_alive(const double *parameters, const struct outlook *o, const struct history *h,
            const struct dropout *left, double share, double slope[CRM_PARETO_PARAMETERS])
{
	double r = parameters[CRM_PARETO_R], alpha = parameters[CRM_PARETO_ALPHA], s = h->s;
	double beta = parameters[CRM_PARETO_BETA], gap = o->T - o->t_x;

	slope[CRM_PARETO_R]     = -share * r * (log1p(gap / h->buying) -
	                                        left->buying_log / left->whole);
	slope[CRM_PARETO_ALPHA] = -share * alpha * h->shape *
	                          (1 / (alpha + o->T) - left->per_buying / left->whole);
	slope[CRM_PARETO_S]     = -share * (1 + s * (log1p(gap / h->leaving) -
	                                             left->leaving_log / left->whole));
	slope[CRM_PARETO_BETA]  = -share * beta * (s / (beta + o->T) -
	                                           (s + 1) * left->per_leaving / left->whole);
}

static double
minus_log_alive(const double *parameters, const struct outlook *o,
                double slope[CRM_PARETO_PARAMETERS])
{
	struct history h = look_back(parameters, o);
	struct dropout left = { 0 };
	double         gap = o->T - o->t_x, share, result;

	memset(slope, 0, CRM_PARETO_PARAMETERS * sizeof *slope);
	if (gap == 0)
		return 0;
	integrate(&h, gap, &left);
	result = weigh_dropout(&h, &left, log1p(gap / h.buying), log1p(gap / h.leaving), &share);
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
	double         slope[CRM_PARETO_PARAMETERS];

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
