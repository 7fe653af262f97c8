/*
 * model.h - what the lifetime-value models share (internal).
 *
 * A model is one pair of files.  It writes its likelihood as a crm_function for
 * crm_minimise() and its forecast as functions for the delta method below.
 */
#ifndef CRM_METRICS_MODEL_H
#define CRM_METRICS_MODEL_H

#include "lifetime.h"
#include "prediction.h"

/* Up to two positive numbers that depend on the parameters. */
enum { MODEL_OUTPUTS_MAX = 2 };

typedef void model_forecast(const double *parameters, const void *customer, double *outputs);

/*
 * The outputs at the fitted parameters, and the standard errors of their
 * logarithms: log_error = sqrt(g' covariance g), where g = d log(output) / d
 * log(parameter) by forward differences.
 */
void model_delta(model_forecast *forecast, const struct crm_fit *fit, const void *customer,
                 size_t outputs, struct crm_predicted *out);

/*
 * Points and weights for integrals over 0..horizon of functions of t that are
 * smooth in log1p(t / scale): 8-point Gauss-Legendre on panels of that variable,
 * at most 1 long, weights once without and once with the factor
 * exp(-discount t).  The relative error for (1 + t/scale)^-k is below 1e-13 for
 * k <= 3 and 1e-11 for k <= 6.  Times are in the model's unit.
 */
enum { MODEL_NODES = 8, MODEL_PANELS_MAX = 64 };

struct model_panel {
	double ahead[MODEL_NODES];
	double weight[MODEL_NODES];
	double discounted[MODEL_NODES];
};

struct model_quadrature {
	size_t             panels;
	struct model_panel panel[MODEL_PANELS_MAX];
};

void model_place_nodes(struct model_quadrature *quadrature, double scale, double horizon,
                       double discount);

/* The continuous rate per day of a yearly one. */
double model_discount(double yearly_rate);

double digamma(double x);      /* x > 0; relative error 1e-14, absolute near its zero */

#endif
