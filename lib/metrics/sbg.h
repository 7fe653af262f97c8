/*
 * sbg.h - the shifted-beta-geometric model: how long customers with contracts stay.
 *
 *	const struct crm_tenure tenures[] = { { 1, .left = 369 }, { 2, .left = 163, .active = 468 } };
 *	struct crm_sbg          model;
 *	if (crm_sbg_fit(&model, tenures, 2, &why))
 *		return refuse(why.text);
 *	crm_sbg_payments(&model, 3, CRM_SBG_ENDLESS, 0.10, &payments, &why);
 *
 * P. S. Fader & B. G. S. Hardie 2007, "How to project customer retention",
 * Journal of Interactive Marketing 21, 76-90.  A contract runs for a period (a
 * month, a year) and is then renewed or not.  At every renewal a customer leaves
 * with an own probability; these are beta distributed over customers (alpha,
 * beta).  Those who leave easily are gone first, so the retention rate of who is
 * left rises with time, though nobody changes.
 */
#ifndef CRM_METRICS_SBG_H
#define CRM_METRICS_SBG_H

#include <stddef.h>
#include <stdint.h>

#include "../fault.h"
#include "prediction.h"

enum { CRM_SBG_ALPHA, CRM_SBG_BETA, CRM_SBG_PARAMETERS };

#define CRM_SBG_LONGEST 10000

/* Customers who have been asked to renew as often. */
struct crm_tenure {
	uint32_t renewals;    /* 0 to CRM_SBG_LONGEST */
	double   left;        /* who did not renew the last time, after all times before */
	double   active;      /* who renewed every time and are still there */
};

struct crm_sbg {
	struct crm_fit fit;    /* fit.n counts customers who were asked to renew */
};

/*
 * Maximum likelihood, from tenures in any order; equal ones add up, and those never
 * asked tell nothing.  Of a survival curve left is what each period loses, active
 * what is left of the last one; in percent, these are 100 customers with fractions.
 *
 * CRM_INVALID with the reason where the data cannot carry the model: nobody asked,
 * nobody left, nobody renewed, only one renewal seen, customers who are all alike
 * (retention that does not rise), a tenure that cannot be, less than no customers.  Also
 * CRM_NO_MEMORY.
 */
int crm_sbg_fit(struct crm_sbg *model, const struct crm_tenure *tenures, size_t count,
                struct crm_fault *why);

/*
 * The share of those who come to the n-th renewal, n >= 1, that renew:
 * (beta+n-1) / (alpha+beta+n-1), equation 8.  95 % interval by the delta method, on
 * the scale of log odds.
 */
struct crm_interval crm_sbg_retention(const struct crm_sbg *model, uint32_t n);

/*
 * The share of all that has renewed n times: B(alpha, beta+n) / B(alpha, beta),
 * equation 6; 1 for n = 0.  n is at most CRM_SBG_LONGEST.  Interval as above.
 */
struct crm_interval crm_sbg_survival(const struct crm_sbg *model, uint32_t n);

/*
 * The expected payments, discounted, of a customer about to renew for the n-th time,
 * that payment included: times the margin of a period, the residual lifetime value.
 * Of a new customer, n = 0, the first payment is certain.  (P. S. Fader &
 * B. G. S. Hardie 2010, "Customer-base valuation in a contractual setting: the
 * perils of ignoring heterogeneity", Marketing Science 29, 85-93: equation 4 for
 * n = 0, DEL = 2F1(1, beta; alpha+beta; 1/(1+d)), and 6, DERL =
 * (beta+n-1) / (alpha+beta+n-1) 2F1(1, beta+n; alpha+beta+n; 1/(1+d)).)
 *
 * Payments are at the starts of the next `horizon' periods, the first one now; of all
 * time for CRM_SBG_ENDLESS.  rate is that of a period, crm_sbg_period_rate() of a
 * yearly one: -0.9 to 10, for an endless horizon at least 1e-6; else CRM_INVALID.
 * horizon and n are at most CRM_SBG_LONGEST.  The relative error is below 1e-12 for
 * rates from 0.001 on, and 1e-10 at 1e-6.
 */
#define CRM_SBG_ENDLESS UINT32_MAX

int crm_sbg_payments(const struct crm_sbg *model, uint32_t n, uint32_t horizon, double rate,
                     struct crm_predicted *payments, struct crm_fault *why);

/* (1 + yearly_rate)^(days / 365.25) - 1 */
double crm_sbg_period_rate(double yearly_rate, double days);

#endif
