/*
 * sop_review.h - how each rule of the procedure fared: kept, overridden, and what was said of it.
 *
 *	error = crm_sop_review(db, first, last, put, aux);
 *
 * What the procedure is improved from: the follow-ups of each rule that fell due in the
 * period (counted as by crm_follow_up_report()), what people did to them by hand, the scores
 * that customers gave within 90 days of such a contact, and the notes of staff.
 */
#ifndef CRM_SOP_REVIEW_H
#define CRM_SOP_REVIEW_H

#include "sop.h"

struct crm_rule_review {
	char           *rule;
	struct crm_int  planned, on_time, late, missed, suppressed;
	struct crm_real kept, kept_lo, kept_hi;   /* on_time / (on_time + late + missed); Wilson */
	struct crm_int  dropped;                  /* by hand */
	struct crm_int  moved;                    /* given another day by hand */
	struct crm_int  nps_n, csat_n;            /* answers, and their */
	struct crm_real nps, csat;                /* means: 0..10, 1..5 */
	struct crm_int  notes;
	char           *finding;                  /* never due, never kept, always overridden, always */
	                                          /* suppressed; NULL: none of these */
	char           *note;                     /* the latest */
};

extern const struct crm_type crm_rule_review_type;

/* Every rule in force, days from first to last; a negative result of put ends it. */
int crm_sop_review(crm *db, int64_t first, int64_t last, int (*put)(void *aux, const void *review),
                   void *aux);

#endif
