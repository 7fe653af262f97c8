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
 * A purchase process as a model sees it ahead of a customer who is alive:
 * expected purchases per unit of time, `ahead' from now.
 */
typedef double model_rate(const void *customer, double ahead);

/*
 * The integrals of rate(t) and exp(-discount t) rate(t) over 0..horizon, by
 * 7-point Gauss-Legendre in log1p(t / age).  For rates that are smooth in that
 * variable, as all of ours are, the relative error is some 1e-15.
 */
void model_integrate(model_rate *rate, const void *customer, double age, double horizon,
                     double discount, double *sum, double *discounted);

/* The continuous rate of a yearly one, per day. */
double model_discount(double yearly_rate);

double digamma(double x);      /* x > 0; relative error 1e-14, absolute near its zero */

#endif
