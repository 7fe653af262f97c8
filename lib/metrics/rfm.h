/*
 * rfm.h - recency, frequency and monetary value as scores, and the segments they make.
 *
 *	struct crm_rfm rfm = { .scores = 5 };
 *	crm_rfm_quantiles(&rfm, CRM_RECENCY, days_since, n, &why);
 *	crm_rfm_quantiles(&rfm, CRM_FREQUENCY, orders, n, &why);
 *	crm_rfm_fix(&rfm, CRM_MONETARY, (const int64_t[]){ 100, 500, 1000, 5000 }, 4, &why);
 *	r = crm_rfm_score(&rfm, CRM_RECENCY, days_since[i]);         (1 worst, 5 best)
 *
 * The three measures are those of A. M. Hughes 1994, Strategic Database Marketing: the
 * time since the last purchase, how many there were, and what they came to.  Scores run
 * from 1 to rfm.scores and rise with the customer's worth: fewer days since the last
 * purchase are a better recency.  Values are whole numbers of any unit.
 */
#ifndef CRM_METRICS_RFM_H
#define CRM_METRICS_RFM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../fault.h"

enum crm_rfm_measure { CRM_RECENCY, CRM_FREQUENCY, CRM_MONETARY, CRM_RFM_MEASURES };

enum { CRM_RFM_FEWEST = 3, CRM_RFM_MOST = 10 };   /* scores */

/* Start from { .scores = 5 }. */
struct crm_rfm {
	int     scores;                                     /* 3 to 10 */
	int64_t cut[CRM_RFM_MEASURES][CRM_RFM_MOST - 1];    /* where score k + 2 begins */
};

/*
 * Set the cuts of a measure so that the scores part the customers into groups of a size.
 * Customers of one value always score alike: theirs is the score in which the middle of
 * them lies, 1 + floor(scores * F), where F is the mid-distribution function, the share
 * of customers who are worse and half of those who are equal (E. Parzen 2004, Statistical
 * Science 19, 652-662).  Without ties the groups differ by one customer at most; with
 * many ties a score may be nobody's.  CRM_INVALID unless scores is 3 to 10, CRM_NO_MEMORY.
 */
int crm_rfm_quantiles(struct crm_rfm *rfm, enum crm_rfm_measure measure, const int64_t *values,
                      size_t n, struct crm_fault *why);

/*
 * Set them to these, in any order: whoever reaches the worst scores 2, whoever reaches the
 * best the top.  A limit is reached by a value equal to it.  CRM_INVALID unless there is
 * one fewer than scores and all differ.
 */
int crm_rfm_fix(struct crm_rfm *rfm, enum crm_rfm_measure measure, const int64_t *cuts, size_t n,
                struct crm_fault *why);

/* The score of a value: 1 to rfm->scores. */
int crm_rfm_score(const struct crm_rfm *rfm, enum crm_rfm_measure measure, int64_t value);

/* What a customer is to the practice: everyone is exactly one of these. */
enum crm_segment {
	CRM_HIGH_VALUE, CRM_POTENTIAL, CRM_NEW, CRM_AT_RISK, CRM_LOST, CRM_SEGMENTS
};

/*
 * The segment of three scores (by measure) and of whether the customer bought just once;
 * the first rule that holds, in fifths of the top score S:
 *
 *	new         bought once, R above 3/5 S
 *	high value  R above 2/5 S, F and M together at least 8/5 S
 *	potential   R above 2/5 S
 *	at risk     F and M together at least 6/5 S
 *	lost        the rest
 *
 * So of five scores: new R 4-5; high value R 3-5, F + M 8-10; potential R 3-5; at risk
 * R 1-2, F + M 6-10; lost R 1-2.  The names are the practice's; the limits are ours.
 */
enum crm_segment crm_rfm_segment(const struct crm_rfm *rfm, const int score[CRM_RFM_MEASURES],
                                 bool once);

#endif
