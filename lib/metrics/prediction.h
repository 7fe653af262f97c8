/*
 * prediction.h - what a lifetime-value model expects of a customer, with intervals.
 *
 *	struct crm_horizon    year = { .days = 365, .yearly_rate = 0.10 };
 *	struct crm_prediction p;
 *	crm_predict(type, &model, &history, &year, &p);
 *	struct crm_interval value = crm_predicted_interval(
 *	        crm_predicted_product(p.discounted, crm_gamma_gamma_spend(&spend, &purchases)));
 *
 * Intervals are 95 % and by the delta method: the gradient of the logarithm of
 * the prediction by the logarithms of the parameters, with the covariance that
 * the Hessian of the likelihood gives these.  They tell how well the parameters
 * are known (fitted to samples of 1000 made customers, 92 to 96 of 100 hold what
 * made them).  They leave out the customer's own randomness: a customer expected
 * to buy 1.2 times will buy 0, 1, 2 or more times however large the data.
 */
#ifndef CRM_METRICS_PREDICTION_H
#define CRM_METRICS_PREDICTION_H

#include "interval.h"
#include "optimise.h"

/* Days of a year that a yearly rate is for. */
#define CRM_YEAR_DAYS 365.25

/* The future that is looked at; money d days away is worth (1 + rate)^-(d / 365.25). */
struct crm_horizon {
	double days;           /* 0 to 36,525: 100 years */
	double yearly_rate;    /* -0.9 to 10; 0.1 is 10 % a year */
};

/* CRM_INVALID if it is out of these ranges. */
int crm_horizon_check(const struct crm_horizon *horizon, struct crm_fault *why);

/* A number > 0 (or 0, then certain) and the standard error of its logarithm. */
struct crm_predicted {
	double value;
	double log_error;
};

struct crm_prediction {
	double               p_alive;
	struct crm_predicted orders;        /* expected purchase days within the horizon */
	struct crm_predicted discounted;    /* the same, each at its worth today */
	struct crm_predicted residual;      /* discounted, of all time to come; 0: not known */
};

/*
 * A number that a model computes: > 0, with the derivatives of its logarithm by the
 * logarithms of the model's parameters; or 0, which has none.
 */
struct crm_computed {
	double value;
	double slope[CRM_PARAMETERS_MAX];
};

struct crm_computed crm_computed_product(const struct crm_computed *a,
                                         const struct crm_computed *b);

/* By the delta method: log_error = sqrt(slope' covariance slope). */
struct crm_predicted crm_predicted_of(const struct crm_fit *fit,
                                      const struct crm_computed *computed);

/* value * exp(-+1.96 log_error) */
struct crm_interval crm_predicted_interval(struct crm_predicted predicted);

/* Of two predictions from separate fits. */
struct crm_predicted crm_predicted_product(struct crm_predicted a, struct crm_predicted b);

#endif
