/*
 * model.c - what the lifetime-value models share: digamma, nodes, the delta method.
 */
#include <math.h>

#include "model.h"

static const double PERTURBATION = 1e-6;      /* of a log parameter */

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

static double
quadratic_form(const struct crm_fit *fit, const double *g)
{
	double sum = 0;

	for (size_t i = 0; i < fit->parameters; i++)
		for (size_t j = 0; j < fit->parameters; j++)
			sum += g[i] * fit->covariance[i][j] * g[j];
	return fmax(sum, 0);
}

void
model_delta(model_forecast *forecast, const struct crm_fit *fit, const void *customer,
            size_t outputs, struct crm_predicted *out)
{
	double at[MODEL_OUTPUTS_MAX], near[MODEL_OUTPUTS_MAX], moved[CRM_PARAMETERS_MAX];
	double gradient[MODEL_OUTPUTS_MAX][CRM_PARAMETERS_MAX] = { { 0 } };

	forecast(fit->parameter, customer, at);
	for (size_t i = 0; i < fit->parameters; i++) {
		for (size_t j = 0; j < fit->parameters; j++)
			moved[j] = fit->parameter[j] * (i == j ? exp(PERTURBATION) : 1);
		forecast(moved, customer, near);
		for (size_t k = 0; k < outputs; k++)
			if (at[k] > 0)
				gradient[k][i] = log(near[k] / at[k]) / PERTURBATION;
	}
	for (size_t k = 0; k < outputs; k++)
		out[k] = (struct crm_predicted){ at[k], sqrt(quadratic_form(fit, gradient[k])) };
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
	double length = log1p(horizon / scale);
	double panels = fmin(ceil(fmax(length, fabs(discount) * horizon)), MODEL_PANELS_MAX);
	double half   = length / fmax(panels, 1) / 2;

	quadrature->panels = (size_t)panels;
	for (size_t i = 0; i < quadrature->panels; i++) {
		struct model_panel *panel = &quadrature->panel[i];

		for (int k = 0; k < MODEL_NODES; k++) {
			double ahead = scale * expm1(half * (2 * (double)i + 1 + node[k]));

			panel->ahead[k]      = ahead;
			panel->weight[k]     = half * weight[k] * (scale + ahead);
			panel->discounted[k] = panel->weight[k] * exp(-discount * ahead);
		}
	}
}
