/*
 * mbgnbd.h - the MBG/NBD model: BG/NBD in which one may leave after the first purchase too.
 *
 *	struct crm_purchase_model model;
 *	if (crm_mbgnbd_fit(&model, patterns, count, 7, &why))
 *		return refuse(why.text);
 *	crm_predict(crm_purchase_model_named("mbgnbd"), &model, &patterns[i], &horizon, &p);
 *
 * E. P. Batislam, M. Denizel & A. Filiztekin 2007, "Empirical validation and
 * comparison of models for customer base analysis", International Journal of
 * Research in Marketing 24, 201-209; D. Hoppe & U. Wagner 2007, "Customer base
 * analysis: the case for a central variant of the Betageometric/NBD model",
 * Marketing JRM 3, 75-90.  As bgnbd.h has it, but the chance to leave comes after
 * every purchase, the first included.  So who never bought again may have left.
 */
#ifndef CRM_METRICS_MBGNBD_H
#define CRM_METRICS_MBGNBD_H

#include "purchase_model.h"

/* Which parameter of a fit is which. */
enum { CRM_MBGNBD_R, CRM_MBGNBD_ALPHA, CRM_MBGNBD_A, CRM_MBGNBD_B, CRM_MBGNBD_PARAMETERS };

/* Maximum likelihood. */
int crm_mbgnbd_fit(struct crm_purchase_model *model, const struct crm_pattern *patterns,
                   size_t count, double unit, struct crm_fault *why);

/*
 * The log-likelihood of one customer: log-sum-exp of having bought x times and
 * being alive, or having left after the last purchase, the first if x is 0.
 */
double crm_mbgnbd_log_likelihood(const struct crm_purchase_model *model,
                                 const struct crm_pattern *history);

/* P(alive) and the rate of purchases now. */
void crm_mbgnbd_present(const struct crm_purchase_model *model, const struct crm_pattern *history,
                        struct crm_present *out);

/* The probability of not having left by T: 0..1, b / (a+b) of a new customer. */
double crm_mbgnbd_p_alive(const struct crm_purchase_model *model,
                          const struct crm_pattern *history);

/*
 * The rate of purchases t ahead of a customer who is alive is that of bgnbd.h with
 * one chance to leave more:
 *
 *	rate(t) = (r+x)/A (A/(A+t))^a 2F1(a+b-r, a; a+b+x+1; t/(A+t)),  A = alpha+T
 *
 * with the same relative error, below 1e-13 (and that of P(alive), below 1e-16 (r+x)).
 */
void crm_mbgnbd_ahead(const struct crm_purchase_model *model, const struct crm_pattern *history,
                      const struct crm_horizon *horizon, struct crm_ahead *out);

#endif
