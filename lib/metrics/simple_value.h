/*
 * simple_value.h - order value x frequency x lifespan x margin: the value of a customer.
 *
 *	struct crm_predicted    lifespan;
 *	struct crm_simple_value value;
 *	if (crm_simple_lifespan(120, 800, 1, &lifespan, &why) ||
 *	    crm_simple_value_measure(customers, n, 100, lifespan, 0.30, &value, &why))
 *		return refuse(why.text);
 *	crm_simple_value_of(&value, &customers[i], 100, &own);
 *	struct crm_interval worth = crm_predicted_interval(own.value);
 *
 * The textbook formula (P. W. Farris and others 2010, Marketing Metrics, 2nd edition,
 * 5.3, with a margin for each order): no model, no discount.  For bases too small to fit a
 * model to.  The order value and the frequency of a customer lie between the customer's own
 * and those of all, by what credibility.h says of them.  Intervals are 95 %, by the
 * differences between customers; they leave out that the future may be another one.
 */
#ifndef CRM_METRICS_SIMPLE_VALUE_H
#define CRM_METRICS_SIMPLE_VALUE_H

#include <stddef.h>
#include <stdint.h>

#include "../fault.h"
#include "credibility.h"
#include "lifetime.h"
#include "prediction.h"

struct crm_simple_value {
	uint64_t             customers, orders;    /* orders: days with a purchase */
	struct crm_predicted order_value;          /* units of money, all spend by all orders */
	struct crm_predicted frequency;            /* repeat orders of a customer in a year */
	struct crm_predicted lifespan;             /* years: the one given */
	double               margin;               /* the one given */
	struct crm_predicted value;                /* their product, units of money */
	struct crm_credibility order_values;       /* exposure: orders */
	struct crm_credibility frequencies;        /* exposure: years since the first order */
};

/*
 * The frequency counts orders after the first against the time since it.  Order
 * value and frequency are ratios of sums over customers (W. G. Cochran 1977, Sampling
 * Techniques, 3rd edition, equation 6.13); their product has the error of both with
 * what they have in common, since who buys more may buy dearer.  minor: minor units
 * in a unit of money.  margin: what stays of a sale, above 0 and at most 1.
 *
 * Of order values the first one and the mean of the others are a customer's observations;
 * orders are taken to come at a rate of the customer's own, as in a Poisson process.
 *
 * CRM_INVALID with the reason: less than 2 customers, no time since the first
 * purchases, no second purchase, no spend, a lifespan or margin out of range.  Also
 * CRM_NO_MEMORY.
 */
int crm_simple_value_measure(const struct crm_purchases *customers, size_t n, double minor,
                             struct crm_predicted lifespan, double margin,
                             struct crm_simple_value *out, struct crm_fault *why);

/* Of one customer. */
struct crm_simple_customer {
	double               own_order_value, own_frequency;    /* what was seen */
	double               order_value_z, frequency_z;        /* how much of it is believed */
	struct crm_predicted order_value, frequency;
	struct crm_predicted orders;                            /* frequency x lifespan */
	struct crm_predicted value;                             /* x order value x margin */
};

/*
 * Order value and frequency are Z x own + (1 - Z) x that of all, and never below 0.  Their
 * error is Z x that of the own, whose orders are taken to scatter in proportion to their
 * mean and to come as in a Poisson process, and (1 - Z) x that of all.  If neither is
 * believed the value is that of all.
 */
void crm_simple_value_of(const struct crm_simple_value *all, const struct crm_purchases *customer,
                         double minor, struct crm_simple_customer *out);

/*
 * Mean years that a customer stays, 1 / churn, where `left' of `customers' were lost
 * in `years': churn = left / customers / years, with the error of a binomial share.
 * CRM_INVALID where nobody left (it would be infinite), or more than all.
 */
int crm_simple_lifespan(uint64_t left, uint64_t customers, double years,
                        struct crm_predicted *lifespan, struct crm_fault *why);

#endif
