/*
 * simple_value.h - order value x frequency x lifespan x margin: the value of a customer.
 *
 *	struct crm_predicted    lifespan;
 *	struct crm_simple_value value;
 *	if (crm_simple_lifespan(120, 800, 1, &lifespan, &why) ||
 *	    crm_simple_value_measure(customers, n, 100, lifespan, 0.30, &value, &why))
 *		return refuse(why.text);
 *	struct crm_interval worth = crm_predicted_interval(value.value);
 *
 * The textbook formula (P. W. Farris and others 2010, Marketing Metrics, 2nd edition,
 * 5.3, with a margin for each order): no model, no discount, the same value for every
 * customer.  For bases too small to fit a model to.  Intervals are 95 %, by the
 * differences between customers; they leave out that the future may be another one.
 */
#ifndef CRM_METRICS_SIMPLE_VALUE_H
#define CRM_METRICS_SIMPLE_VALUE_H

#include <stddef.h>
#include <stdint.h>

#include "../fault.h"
#include "lifetime.h"
#include "prediction.h"

struct crm_simple_value {
	uint64_t             customers, orders;    /* orders: days with a purchase */
	struct crm_predicted order_value;          /* units of money, all spend by all orders */
	struct crm_predicted frequency;            /* repeat orders of a customer in a year */
	struct crm_predicted lifespan;             /* years: the one given */
	double               margin;               /* the one given */
	struct crm_predicted value;                /* their product, units of money */
};

/*
 * The frequency counts orders after the first against the time since it.  Order
 * value and frequency are ratios of sums over customers (W. G. Cochran 1977, Sampling
 * Techniques, 3rd edition, equation 6.13); their product has the error of both with
 * what they have in common, since who buys more may buy dearer.  minor: minor units
 * in a unit of money.  margin: what stays of a sale, above 0 and at most 1.
 *
 * CRM_INVALID with the reason: less than 2 customers, no time since the first
 * purchases, no second purchase, no spend, a lifespan or margin out of range.
 */
int crm_simple_value_measure(const struct crm_purchases *customers, size_t n, double minor,
                             struct crm_predicted lifespan, double margin,
                             struct crm_simple_value *out, struct crm_fault *why);

/*
 * Mean years that a customer stays, 1 / churn, where `left' of `customers' were lost
 * in `years': churn = left / customers / years, with the error of a binomial share.
 * CRM_INVALID where nobody left (it would be infinite), or more than all.
 */
int crm_simple_lifespan(uint64_t left, uint64_t customers, double years,
                        struct crm_predicted *lifespan, struct crm_fault *why);

#endif
