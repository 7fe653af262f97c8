/*
 * model.c - what the lifetime-value models share: digamma, nodes, the delta method.
 */
#include <math.h>
#include <stdlib.h>

#include "model.h"

enum {
	FEW            = 2000,     /* patterns that take next to no time */
	SAMPLE         = 4000,     /* customers */
	WORTH_A_SAMPLE = 3         /* as many */
};

static const double PERTURBATION = 1e-6;      /* of a log parameter */
static const double LEVEL        = 1e-5;      /* a slope of the mean log-likelihood that is none */

static void
count_pattern(struct model_data *data, const struct crm_pattern *p)
{
	double n = p->customers, x = p->x;

	data->customers += n;
	data->purchases += n * x;
	data->squares += n * x * x;
	data->time += n * p->T / data->unit;
	data->active += n * p->t_x / data->unit;
	data->repeaters += p->x ? n : 0;
	if (p->x && (double)(p->T - p->t_x) * x > 5.0 * p->t_x)
		data->silent += n;
	data->x_max = p->x > data->x_max ? p->x : data->x_max;
	data->T_max = p->T > data->T_max ? p->T : data->T_max;
}

int
model_survey(struct model_data *data, const struct crm_pattern *patterns, size_t count, double unit,
             struct crm_fault *why)
{
	*data = (struct model_data){ .patterns = patterns, .count = count, .unit = unit };
	for (size_t i = 0; i < count; i++) {
		const struct crm_pattern *p = &patterns[i];

		if (p->t_x > p->T || (p->x > 0) != (p->t_x > 0))
			return crm_fault(why, 0, "no history has x = %u, t_x = %u and T = %u days",
			                 p->x, p->t_x, p->T);
		count_pattern(data, p);
	}
	if (data->customers == 0)
		return crm_fault(why, 0, "there are no customers to fit a model to");
	if (data->T_max == 0)
		return crm_fault(why, 0, "all customers first bought on the last day: "
		                 "there is no time in which they could have bought again");
	if (data->purchases == 0)
		return crm_fault(why, 0, "no customer bought a second time: "
		                 "rates and churn cannot be told apart");
	return 0;
}

void
model_start_rates(const struct model_data *data, enum model_start start, double *log_r,
                  double *log_alpha)
{
	double mean  = data->purchases / data->customers;
	double extra = data->squares / data->customers - mean * mean - mean;
	double r     = extra > 0 ? fmin(fmax(mean * mean / extra, 0.1), 10) : 10;
	double time  = data->time;

	if (start == MODEL_MANY_LEAVE) {
		r    = 2;
		time = data->active;
	}
	*log_r     = log(r);
	*log_alpha = log(r * time / data->purchases);
}

/* The starts by the value there, the lowest first. */
static void
order_starts(crm_function *objective, void *data,
             double starts[MODEL_STARTS][CRM_PARAMETERS_MAX], const double *ordered[MODEL_STARTS])
{
	double value[MODEL_STARTS] = { 0 }, gradient[CRM_PARAMETERS_MAX];

	for (int i = 0; i < MODEL_STARTS; i++) {
		double here = objective(starts[i], gradient, data);
		int    k    = i;

		here = isfinite(here) ? here : INFINITY;
		for (; k > 0 && here < value[k - 1]; k--) {
			value[k]   = value[k - 1];
			ordered[k] = ordered[k - 1];
		}
		value[k]   = here;
		ordered[k] = starts[i];
	}
}

enum crm_ending
model_minimise(crm_function *objective, void *data, size_t patterns, size_t n,
               double starts[MODEL_STARTS][CRM_PARAMETERS_MAX],
               const struct crm_minimum *sample, struct crm_minimum *minimum)
{
	const double      *ordered[MODEL_STARTS];
	struct crm_minimum other;
	enum crm_ending    ending = CRM_STALLED, other_ending;
	int                evaluations = MODEL_STARTS;

	if (sample && crm_minimise_near(objective, data, n, sample, minimum) == CRM_CONVERGED)
		return CRM_CONVERGED;
	order_starts(objective, data, starts, ordered);
	for (int i = 0; i < MODEL_STARTS; i++) {
		if (ending == CRM_CONVERGED && patterns > FEW)
			break;
		other_ending = crm_minimise(objective, data, n, ordered[i], &other);
		evaluations += other.evaluations;
		if (i == 0 || other.value < minimum->value) {
			*minimum = other;
			ending   = other_ending;
		}
	}
	minimum->evaluations = evaluations;
	return ending;
}

/* One in `step' customers, in the order of the patterns; NULL: no memory. */
static struct crm_pattern *
take_sample(const struct model_data *base, double step, size_t *count)
{
	struct crm_pattern *sample = malloc(base->count * sizeof *sample);
	double              before = 0;

	*count = 0;
	for (size_t i = 0; i < base->count && sample; i++) {
		struct crm_pattern p = base->patterns[i];
		double             after = before + p.customers;

		p.customers = (uint32_t)(floor(after / step) - floor(before / step));
		if (p.customers)
			sample[(*count)++] = p;
		before = after;
	}
	return sample;
}

int
model_fit(model_search *search, const struct model_data *base, const void *context,
          struct crm_minimum *minimum, enum crm_ending *ending)
{
	struct crm_minimum  near;
	struct model_data   few;
	struct crm_fault    why;
	struct crm_pattern *sample;
	double              step = floor(base->customers / SAMPLE);
	size_t              count;
	int                 error;

	if (step < WORTH_A_SAMPLE || base->count < SAMPLE)
		return search(base, context, NULL, minimum, ending);
	sample = take_sample(base, step, &count);
	if (!sample)
		return CRM_NO_MEMORY;
	error = model_survey(&few, sample, count, base->unit, &why);
	*ending = CRM_STALLED;
	if (!error)
		error = search(&few, context, NULL, &near, ending);
	free(sample);
	if (error == CRM_NO_MEMORY)
		return error;
	return search(base, context, *ending == CRM_CONVERGED ? &near : NULL, minimum, ending);
}

int
model_refuse(const struct crm_minimum *minimum, enum crm_ending ending, const char *const *names,
             const char *leaving, struct crm_fault *why)
{
	size_t first = minimum->farthest < 2 ? 0 : 2;

	/* With no slope left to go down it is the bottom of a valley that has no end. */
	if (ending == CRM_STALLED && minimum->gradient > LEVEL)
		return crm_fault(why, 0, "the fit did not converge in %d evaluations",
		                 minimum->evaluations);
	return crm_fault(why, 0, "the customers' %s cannot be told apart: "
	                 "%s and %s are without bound", first ? leaving : "purchase rates",
	                 names[first], names[first + 1]);
}

double
log_one_plus_exp(double d, double *share)
{
	double small = exp(-fabs(d));

	*share = (d > 0 ? 1 : small) / (1 + small);
	return fmax(d, 0) + log(1 + small);
}

/* Recurrence up to x >= 10, then Abramowitz & Stegun 6.3.18. */
double
digamma(double x)
{
	double shift = 0, y;

	for (; x < 10; x++)
		shift += 1 / x;
	y = 1 / (x * x);
	return log(x) - 0.5 / x - shift -
	       y * (1. / 12 - y * (1. / 120 - y * (1. / 252 - y * (1. / 240 - y * (1. / 132 -
	       y * (691. / 32760 - y / 12))))));
}

double
model_discount(double yearly_rate)
{
	return log1p(yearly_rate) / CRM_YEAR_DAYS;
}

void
model_compute(model_forecast *forecast, const struct crm_fit *fit, const void *customer,
              size_t outputs, struct crm_computed *out)
{
	double at[MODEL_OUTPUTS_MAX], near[MODEL_OUTPUTS_MAX], moved[CRM_PARAMETERS_MAX];

	forecast(fit->parameter, customer, at);
	for (size_t k = 0; k < outputs; k++)
		out[k] = (struct crm_computed){ .value = at[k] };
	for (size_t i = 0; i < fit->parameters; i++) {
		for (size_t j = 0; j < fit->parameters; j++)
			moved[j] = fit->parameter[j] * (i == j ? exp(PERTURBATION) : 1);
		forecast(moved, customer, near);
		for (size_t k = 0; k < outputs; k++)
			if (at[k] > 0)
				out[k].slope[i] = log(near[k] / at[k]) / PERTURBATION;
	}
}

void
model_delta(model_forecast *forecast, const struct crm_fit *fit, const void *customer,
            size_t outputs, struct crm_predicted *out)
{
	struct crm_computed computed[MODEL_OUTPUTS_MAX];

	model_compute(forecast, fit, customer, outputs, computed);
	for (size_t k = 0; k < outputs; k++)
		out[k] = crm_predicted_of(fit, &computed[k]);
}

void
model_place_nodes(struct model_quadrature *quadrature, double scale, double horizon,
                  double discount)
{
	/* Abramowitz & Stegun table 25.4, n = 8. */
	static const double node[MODEL_NODES] = {
		-0.960289856497536232, -0.796666477413626740, -0.525532409916328986,
		-0.183434642495649805, 0.183434642495649805, 0.525532409916328986,
		0.796666477413626740, 0.960289856497536232
	};
	static const double weight[MODEL_NODES] = {
		0.101228536290376259, 0.222381034453374471, 0.313706645877887287,
		0.362683783378361983, 0.362683783378361983, 0.313706645877887287,
		0.222381034453374471, 0.101228536290376259
	};
	double growth[MODEL_NODES], longest = 1, length, panels, step;

	/* A factor that changes much within the horizon sets the pace as well. */
	if (discount * horizon > 1) {
		scale   = 1 / (1 / scale + discount);
		longest = 0.75;
	}
	length = log1p(horizon / scale);
	panels = ceil(fmax(length / longest, -discount * horizon));
	quadrature->panels = (size_t)fmin(panels, MODEL_PANELS_MAX);
	step = length / fmax((double)quadrature->panels, 1);
	for (int k = 0; k < MODEL_NODES; k++)
		growth[k] = exp(step * (1 + node[k]) / 2);
	for (size_t i = 0; i < quadrature->panels; i++) {
		struct model_panel *panel = &quadrature->panel[i];
		double              from = scale * exp(step * (double)i);

		for (int k = 0; k < MODEL_NODES; k++) {
			double end = from * growth[k];      /* scale + ahead */

			panel->ahead[k]      = end - scale;
			panel->weight[k]     = step / 2 * weight[k] * end;
			panel->discounted[k] = panel->weight[k];
			if (discount != 0)
				panel->discounted[k] *= exp(-discount * panel->ahead[k]);
		}
	}
}
