/*
 * pareto.h - the Pareto/NBD model: customers buy at random and leave at random.
 *
 *	struct crm_purchase_model model;
 *	if (crm_pareto_fit(&model, patterns, count, 7, &why))
 *		return refuse(why.text);
 *	crm_predict(crm_purchase_model_named("pareto"), &model, &patterns[i], &horizon, &p);
 *
 * D. C. Schmittlein, D. G. Morrison & R. Colombo 1987, "Counting your customers:
 * who are they and what will they do next?", Management Science 33, 1-24;
 * P. S. Fader & B. G. S. Hardie 2005, "A note on deriving the Pareto/NBD model
 * and related expressions" (brucehardie.com/notes/009).  While alive a customer
 * buys at random with an own rate; rates are gamma distributed over customers
 * (r, alpha).  A lifetime ends at random with an own rate too, at any time, not
 * only at a purchase; these rates are gamma distributed (s, beta).
 */
#ifndef CRM_METRICS_PARETO_H
#define CRM_METRICS_PARETO_H

#include "purchase_model.h"

/* Which parameter of a fit is which. */
enum { CRM_PARETO_R, CRM_PARETO_ALPHA, CRM_PARETO_S, CRM_PARETO_BETA, CRM_PARETO_PARAMETERS };

/* Maximum likelihood. */
int crm_pareto_fit(struct crm_purchase_model *model, const struct crm_pattern *patterns,
                   size_t count, double unit, struct crm_fault *why);

/*
 * The log-likelihood of one customer, that of having bought x times and
 *
 *	being alive at T:   (alpha+T)^-(r+x) (beta+T)^-s
 *	or having left:     s integral over u = t_x..T of (alpha+u)^-(r+x) (beta+u)^-(s+1)
 *
 * times Gamma(r+x)/Gamma(r) alpha^r beta^s (equation 18 before the integral is
 * turned into a difference of 2F1, which cancels).  The integral is done in the
 * variable log1p((u-t_x)/c) with 1/c = max(1,r+x)/(alpha+t_x) + (s+1)/(beta+t_x),
 * in which it is smooth whatever the parameters: its relative error is below
 * 1e-12, and 1e-16 (r+x) from rounding.
 */
double crm_pareto_log_likelihood(const struct crm_purchase_model *model,
                                 const struct crm_pattern *history);

/* The probability of not having left by T: 0..1, 1 of a new customer.  Same error. */
double crm_pareto_p_alive(const struct crm_purchase_model *model,
                          const struct crm_pattern *history);

/* P(alive) and the rate of purchases now. */
void crm_pareto_present(const struct crm_purchase_model *model, const struct crm_pattern *history,
                        struct crm_present *out);

/*
 * Purchases expected per unit of time, t ahead, of a customer who is alive (the
 * derivative by t of equation 41):
 *
 *	rate(t) = (r+x)/(alpha+T) (1 + t/(beta+T))^-s
 *
 * Integrated over the horizon it is the expected number, regular at s = 1; with the
 * discount factor inside exactly the discounted one.  The relative errors are below
 * 1e-12, beside the rounding in P(alive) of 1e-16 (r+x), for yearly rates from -0.5
 * on; they grow to 1e-5 for -0.9 over 100 years.
 *
 * What remains are the discounted expected residual transactions, the discounted ones
 * of an endless horizon (P. S. Fader, B. G. S. Hardie & K. L. Lee 2005, "RFM and CLV:
 * using iso-value curves for customer base analysis", Journal of Marketing Research 42,
 * 415-430, equation 2).  Times spend, the residual lifetime value.
 */
void crm_pareto_ahead(const struct crm_purchase_model *model, const struct crm_pattern *history,
                      const struct crm_horizon *horizon, struct crm_ahead *out);

#endif
