/*
 * holdout.h - how well purchases were foreseen: a prediction against what came.
 *
 *	struct crm_holdout model, baseline;
 *	crm_purchase_log_summarise(log, end, until, &customers, &n, &why);
 *	... fit to customers, expected[i] = the orders of customers[i] until `until' ...
 *	crm_holdout_measure(customers, n, expected, &model, &why);
 *	crm_holdout_run_rate(customers, n, until - end, expected);
 *	crm_holdout_measure(customers, n, expected, &baseline, &why);
 *
 * The model saw the purchases up to the end of the calibration and none of those it
 * is held against (crm_purchases.later), so unlike a likelihood this is evidence of
 * how it does on what it has not seen.  Intervals are 95 % and by the differences
 * between customers, who are taken as independent.
 */
#ifndef CRM_METRICS_HOLDOUT_H
#define CRM_METRICS_HOLDOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../fault.h"
#include "interval.h"
#include "lifetime.h"

struct crm_holdout {
	uint64_t            n;                    /* customers */
	double              predicted, actual;    /* orders of all of them */
	bool                has_bias;             /* false where nobody bought: actual is 0 */
	struct crm_interval bias;                 /* predicted / actual - 1; -1 or more */
	struct crm_interval mean_absolute_error;  /* orders of a customer */
	struct crm_interval root_mean_square_error;
};

/*
 * expected[i] >= 0 is the number of orders expected of customers[i].  The bias is a
 * ratio of sums with the variance of a ratio estimator (W. G. Cochran 1977, Sampling
 * Techniques, 3rd edition, equation 6.13), on the scale of logarithms; the errors
 * are means over customers.  CRM_INVALID for less than 2 customers, and for an
 * expectation that is no number or negative.
 */
int crm_holdout_measure(const struct crm_purchases *customers, size_t n, const double *expected,
                        struct crm_holdout *out, struct crm_fault *why);

/*
 * The baseline that every model must beat: everybody goes on as before,
 * x / T orders a day for `days'; 0 where T is 0.
 */
void crm_holdout_run_rate(const struct crm_purchases *customers, size_t n, double days,
                          double *expected);

/* Customers with as many repeat purchases before. */
struct crm_calibration {
	uint32_t            x;            /* this many; the last group: this many or more */
	uint64_t            n;            /* customers; the others are 0 where this is */
	double              predicted;    /* mean orders of one of them */
	struct crm_interval actual;       /* mean orders; lo is not below 0 */
};

enum { CRM_CALIBRATION_GROUPS = 8 };  /* x of 0, 1 ... 6, and of 7 or more */

/* Expectations as in crm_holdout_measure(). */
void crm_holdout_calibrate(const struct crm_purchases *customers, size_t n,
                           const double *expected,
                           struct crm_calibration groups[CRM_CALIBRATION_GROUPS]);

#endif
