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

/* What a model of purchases is fitted to. */
struct model_data {
	const struct crm_pattern *patterns;
	size_t                    count;
	double                    unit;             /* days in a unit of time */
	double                    customers;
	double                    purchases, squares;    /* sums of x and of x^2 */
	double                    time;             /* sum of T, in units */
	double                    active;           /* sum of t_x, in units */
	double                    repeaters;        /* customers with x > 0 */
	double                    silent;           /* of them, for 5 of their own intervals */
	uint32_t                  x_max, T_max;     /* T_max in days */
};

/* CRM_INVALID, in words, for histories that cannot be or cannot carry any model. */
int model_survey(struct model_data *data, const struct crm_pattern *patterns, size_t count,
                 double unit, struct crm_fault *why);

/*
 * Where to start a search.  A likelihood can have a top, or rise without end, both
 * where customers stay and buy rarely and where they buy often and soon leave.
 */
enum model_start {
	MODEL_ALL_STAY,      /* purchase rates by moments of the counts; few leave */
	MODEL_MANY_LEAVE,    /* rates by the time until the last purchase; half leave soon */
	MODEL_SOME_LEAVE,    /* rates by moments; some leave soon, the others never */
	MODEL_STARTS
};

/* The purchase rates of a start, as gamma (r, alpha), in logarithms. */
void model_start_rates(const struct model_data *data, enum model_start start, double *log_r,
                       double *log_alpha);

/*
 * Search near the minimum of a sample, if one is given.  If that ends in no top, from the
 * most likely start; from the others too if that does not end in a top, or if there are
 * few patterns: of them the likelihood may have several tops, of many it hardly ever has.
 * Tells how the search ended that came highest.
 */
enum crm_ending model_minimise(crm_function *objective, void *data, size_t patterns, size_t n,
                               double starts[MODEL_STARTS][CRM_PARAMETERS_MAX],
                               const struct crm_minimum *sample, struct crm_minimum *minimum);

/* What model_fit() calls: prepare for these patterns and model_minimise().  CRM_NO_MEMORY. */
typedef int model_search(const struct model_data *base, const void *context,
                         const struct crm_minimum *sample, struct crm_minimum *minimum,
                         enum crm_ending *ending);

/*
 * Where there are many customers, first of one in so many of them: that takes little
 * time, and leaves little to do for the whole.
 */
int model_fit(model_search *search, const struct model_data *base, const void *context,
              struct crm_minimum *minimum, enum crm_ending *ending);

/*
 * Why a search did not end in a minimum, in words.  The first two parameters are
 * those of the purchase rates, the others those of what is called leaving.
 */
int model_refuse(const struct crm_minimum *minimum, enum crm_ending ending,
                 const char *const *names, const char *leaving, struct crm_fault *why);

/* log(1 + exp(d)), with an error of 1e-16; *share is exp(d) / (1 + exp(d)). */
double log_one_plus_exp(double d, double *share);

/* Up to two positive numbers that depend on the parameters. */
enum { MODEL_OUTPUTS_MAX = 2 };

typedef void model_forecast(const double *parameters, const void *customer, double *outputs);

/* The outputs at the fitted parameters, their slopes by forward differences. */
void model_compute(model_forecast *forecast, const struct crm_fit *fit, const void *customer,
                   size_t outputs, struct crm_computed *out);

/* The same, with their standard errors. */
void model_delta(model_forecast *forecast, const struct crm_fit *fit, const void *customer,
                 size_t outputs, struct crm_predicted *out);

/*
 * Points and weights for integrals over 0..horizon of functions of t that are
 * smooth in log1p(t / scale): 8-point Gauss-Legendre on panels of that variable,
 * at most 1 long, weights once without and once with the factor
 * exp(-discount t).  The relative error for (1 + t/scale)^-k is below 1e-13 for
 * k <= 3 and 1e-11 for k <= 6; for (1 + t/(k scale))^-k, which becomes
 * exp(-t/scale), below 1e-12 for every k >= 1.  Times are in the model's unit.
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
