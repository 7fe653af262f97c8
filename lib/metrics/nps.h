/*
 * nps.h - the Net Promoter Score of 0-10 answers, with its interval.
 *
 *	struct crm_nps_counts counts = { 0 };
 *	struct crm_nps nps;
 *	for (size_t i = 0; i < n; i++)
 *		if (crm_nps_count(&counts, scores[i], &why))
 *			return refuse(i, why.text);
 *	crm_nps_measure(&counts, &nps, &why);
 *
 * Promoters answered 9 or 10, passives 7 or 8, detractors 0 to 6; the score is
 * the share of promoters less that of detractors (F. F. Reichheld 2003, Harvard
 * Business Review 81(12), 46-54).  Scores, their limits and differences are in
 * points: -100 to 100, a difference -200 to 200.  Shares are 0 to 1.
 */
#ifndef CRM_METRICS_NPS_H
#define CRM_METRICS_NPS_H

#include <stdint.h>

#include "interval.h"

/* Start from { 0 }.  Counts of groups may be added up. */
struct crm_nps_counts {
	uint64_t promoters, passives, detractors;
};

struct crm_nps {
	uint64_t            n;                                /* answers */
	struct crm_interval promoters, passives, detractors;  /* shares: crm_rate() */
	struct crm_interval score;                            /* points */
	double              variance;                         /* of the score, points squared */
};

/* Count an answer.  CRM_INVALID if it is not one of 0, 1, ... 10. */
int crm_nps_count(struct crm_nps_counts *counts, int64_t score, struct crm_fault *why);

/*
 * The variance is the multinomial one, (p + d - (p - d)^2) / n.  It is 0 when
 * all answers are of one kind, so the interval does not stand on it but on the
 * score test, which asks of every possible score whether its own variance makes
 * the answers unlikely: it is never of zero width, holds the score and stays
 * within -100 and 100.  The closed form of the restricted estimate is T. Tango's
 * (1998, Statistics in Medicine 17, 891-908, section 3; promoters and detractors
 * are the discordant cells); B. Rocks (2016, The American Statistician 70,
 * 365-372) found the score interval among the best for the NPS.
 *
 * CRM_INVALID if there are no answers.
 */
int crm_nps_measure(const struct crm_nps_counts *counts, struct crm_nps *out,
                    struct crm_fault *why);

/* The score of a less that of b, two independent groups: crm_difference(). */
struct crm_interval crm_nps_difference(const struct crm_nps *a, const struct crm_nps *b);

/*
 * The response rate, 0..1: answers of those who were invited.  CRM_INVALID if
 * nobody was, or if there are more answers than invitations.
 */
int crm_nps_response_rate(uint64_t answers, uint64_t invitations, struct crm_interval *out,
                          struct crm_fault *why);

#endif
