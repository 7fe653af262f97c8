/*
 * bgnbd.h - the BG/NBD model: who will buy again, and how often.
 *
 *	struct crm_purchase_model model;
 *	struct crm_prediction     p;
 *	if (crm_bgnbd_fit(&model, patterns, count, 7, &why))
 *		return refuse(why.text);
 *	crm_predict(crm_purchase_model_named("bgnbd"), &model, &patterns[i], &horizon, &p);
 *
 * P. S. Fader, B. G. S. Hardie & K. L. Lee 2005, "Counting your customers the
 * easy way: an alternative to the Pareto/NBD model", Marketing Science 24,
 * 275-284.  While alive a customer buys at random with an own rate; rates are
 * gamma distributed over customers (r, alpha).  After each repeat purchase the
 * customer leaves with an own probability; these are beta distributed (a, b).
 * So who never bought again counts as alive for certain.
 */
#ifndef CRM_METRICS_BGNBD_H
#define CRM_METRICS_BGNBD_H

#include "purchase_model.h"

/* Which parameter of a fit is which. */
enum { CRM_BGNBD_R, CRM_BGNBD_ALPHA, CRM_BGNBD_A, CRM_BGNBD_B, CRM_BGNBD_PARAMETERS };

/* Maximum likelihood. */
int crm_bgnbd_fit(struct crm_purchase_model *model, const struct crm_pattern *patterns,
                  size_t count, double unit, struct crm_fault *why);

/*
 * The log-likelihood of one customer, equation 3: log-sum-exp of having bought
 * x times and being alive, or having left after the last one.
 */
double crm_bgnbd_log_likelihood(const struct crm_purchase_model *model,
                                const struct crm_pattern *history);

/* P(alive) and the rate of purchases now. */
void crm_bgnbd_present(const struct crm_purchase_model *model, const struct crm_pattern *history,
                       struct crm_present *out);

/* The probability of not having left by T: 0..1, 1 where x is 0. */
double crm_bgnbd_p_alive(const struct crm_purchase_model *model,
                         const struct crm_pattern *history);

/*
 * Purchases expected per unit of time, t ahead, of a customer who is alive:
 *
 *	rate(t) = (r+x)/A (A/(A+t))^a 2F1(a+b-r-1, a; a+b+x; t/(A+t)),  A = alpha+T
 *
 * the derivative by t of equation 10 after Pfaff's transformation (Abramowitz &
 * Stegun 15.3.4).  Integrated over the horizon it is the expected number, with
 * the discount factor inside exactly the discounted one.  Unlike equation 10 it
 * is not a difference of large numbers, and regular at a = 1 and a+b+x = 1:
 * the relative error of the orders is below 1e-13 (and that of P(alive), whose
 * exponent's rounding grows with x, below 1e-16 (r+x)).
 */
void crm_bgnbd_ahead(const struct crm_purchase_model *model, const struct crm_pattern *history,
                     const struct crm_horizon *horizon, struct crm_ahead *out);

#endif
