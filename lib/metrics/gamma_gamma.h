/*
 * gamma_gamma.h - the Gamma-Gamma model: what a customer spends on a purchase.
 *
 *	struct crm_gamma_gamma model;
 *	if (crm_gamma_gamma_fit(&model, purchases, n, 100, &why))
 *		return refuse(why.text);
 *	struct crm_predicted spend = crm_gamma_gamma_spend(&model, &purchases[i]);
 *
 * P. S. Fader & B. G. S. Hardie 2013, "The Gamma-Gamma model of monetary value",
 * note 025 (brucehardie.com/notes/025).  A customer's purchases are gamma
 * distributed (p, nu) about an own mean; nu is gamma distributed over customers
 * (q, v).  A customer's expected spend lies between the own mean and that of all
 * customers, nearer to the own one the more purchases there are.  The model takes
 * spend to be independent of how often a customer buys.
 */
#ifndef CRM_METRICS_GAMMA_GAMMA_H
#define CRM_METRICS_GAMMA_GAMMA_H

#include <stddef.h>
#include <stdint.h>

#include "../fault.h"
#include "lifetime.h"
#include "prediction.h"

enum {
	CRM_GAMMA_GAMMA_P, CRM_GAMMA_GAMMA_Q, CRM_GAMMA_GAMMA_V, CRM_GAMMA_GAMMA_PARAMETERS
};

struct crm_gamma_gamma {
	struct crm_fit fit;        /* v is in units of money; fit.n counts those fitted */
	double         minor;      /* minor units in a unit of money: 100 for USD, 1 for JPY */
	uint64_t       left_out;   /* repeat customers whose repeat spend is 0 or less */
};

/*
 * Maximum likelihood over the customers with x > 0 and a repeat spend > 0.
 * CRM_INVALID with the reason where the data cannot carry the model: no such
 * customers, equal mean spends, no spread of one kind, q <= 1 (the mean over
 * customers is then infinite), no convergence.  Also CRM_NO_MEMORY.
 */
int crm_gamma_gamma_fit(struct crm_gamma_gamma *model, const struct crm_purchases *purchases,
                        size_t n, double minor, struct crm_fault *why);

/*
 * Is spend independent of frequency, as the model takes it to be?  The correlation
 * between log x and the mean spend, -1..1, over the customers that are fitted, with
 * its 95 % interval by Fisher's z (R. A. Fisher 1921, Metron 1, 3-32).  An interval
 * that is clearly off 0 says no.  (Of the mean spend no logarithm is taken: that
 * would rise with x by itself, the more purchases the less a mean spreads.)
 * CRM_INVALID for less than 4 customers, and where all have the same x or spend.
 */
int crm_gamma_gamma_correlation(const struct crm_purchases *purchases, size_t n,
                                struct crm_interval *correlation, struct crm_fault *why);

/* Equation 1a: x > 0 purchases of the mean spend m > 0, in units of money. */
double crm_gamma_gamma_log_likelihood(const struct crm_gamma_gamma *model, uint32_t x, double m);

/*
 * Expected spend on one purchase, in units of money: equation 5,
 * p (v + x m) / (p x + q - 1).  Customers without repeat purchases get the mean
 * over all customers, p v / (q - 1).  A repeat spend below 0 counts as 0, so the
 * expectation is always > 0.
 */
struct crm_predicted crm_gamma_gamma_spend(const struct crm_gamma_gamma *model,
                                           const struct crm_purchases *customer);

#endif
