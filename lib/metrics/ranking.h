/*
 * ranking.h - how well scores tell who from whom: AUC, precision, recall, lift.
 *
 *	struct crm_interval auc, ahead;
 *	struct crm_ranking top;
 *	crm_ranking_auc(risk, left, n, &auc, &why);
 *	crm_ranking_auc_difference(risk, recency, left, n, &ahead, &why);
 *	crm_ranking_choose(risk, left, n, crm_ranking_threshold(risk, n, n / 10), &top, &why);
 *
 * score[i] is high where something is thought likely, happened[i] whether it came.  Scores
 * must be finite.  Intervals are 95 % and take the cases as independent.
 */
#ifndef CRM_METRICS_RANKING_H
#define CRM_METRICS_RANKING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "interval.h"

/*
 * The chance that of two cases, one to which it happened and one to which it did not, the
 * first has the higher score; equal scores count half.  This is the area under the ROC
 * curve (J. A. Hanley & B. J. McNeil 1982, Radiology 143, 29-36).  The interval is method 5
 * of R. G. Newcombe 2006, Statistics in Medicine 25, 559-573: of all AUCs those that this
 * one is within 1.96 standard errors of, which are theirs by Hanley and McNeil's formula.
 * It stays within 0 to 1, and is never of zero width.  CRM_INVALID with a reason unless it
 * happened to some and not to others; CRM_NO_MEMORY.
 */
int crm_ranking_auc(const double *score, const bool *happened, size_t n,
                    struct crm_interval *out, struct crm_fault *why);

/*
 * The AUC of a less that of b over the same cases, with the interval of E. R. DeLong, D. M.
 * DeLong & D. L. Clarke-Pearson 1988, Biometrics 44, 837-845: their covariance counts.
 * Errors as above, and CRM_INVALID unless it happened to two and not to two others.
 */
int crm_ranking_auc_difference(const double *a, const double *b, const bool *happened, size_t n,
                               struct crm_interval *out, struct crm_fault *why);

/*
 * A score such that of n cases as near to `wanted' as can be have it or a higher one:
 * equal cases are chosen together.  At least one is.  NAN if memory is out or n is 0.
 */
double crm_ranking_threshold(const double *score, size_t n, size_t wanted);

/* The cases with at least some score. */
struct crm_ranking {
	uint64_t            n, happened;            /* all cases */
	uint64_t            chosen, right;          /* those above; of whom it happened to */
	struct crm_interval base;                   /* happened / n */
	struct crm_interval precision, recall;      /* right / chosen, right / happened */
	struct crm_interval lift;                   /* precision / base */
};

/*
 * Rates have Wilson's intervals; lift that of the MOVER for a difference of correlated
 * estimates (G. Y. Zou 2007, Psychological Methods 12, 399-413), of the logarithms of
 * precision and base and their limits.  CRM_INVALID if nobody is chosen or it happened to
 * nobody.
 */
int crm_ranking_choose(const double *score, const bool *happened, size_t n, double threshold,
                       struct crm_ranking *out, struct crm_fault *why);

#endif
