/*
 * follow_up_report.h - how the follow-ups of a period went, whom they reached, what came of it.
 *
 *	error = crm_follow_up_report(db, &(struct crm_report_wanted){ .from = first, .to = last,
 *	                             .by = "rule" }, put, aux);
 *
 * A follow-up belongs to the period in which it was due.  It is
 *
 *	on time		done on its day or before
 *	late		done after its day
 *	missed		open after its day, or past the day on which it was of any use; a promise
 *			that was broken
 *	open		due on the last day, which is not over
 *	dropped		by hand
 *	suppressed	asked for by a rule, and not to be done: a cap, a refusal, a plan instead
 *
 * What a rule asks for and a contact answers before its day moves on, and is no
 * follow-up of the past.
 */
#ifndef CRM_FOLLOW_UP_REPORT_H
#define CRM_FOLLOW_UP_REPORT_H

#include "record.h"

struct crm_report_wanted {
	int64_t                 from, to;   /* days, both included; to is not after today */
	const char             *by;         /* columns of the follow-up or customer; NULL: all in one */
	const int64_t          *customers;  /* only theirs, in rising order; NULL: of all */
	size_t                  n;
};

struct crm_follow_up_measure {
	char           *group;
	struct crm_int  planned;                /* all that follow but suppressed */
	struct crm_int  on_time, late, missed, open, dropped, suppressed;
	struct crm_int  moved;                  /* among them, from another day by cap or calendar */
	struct crm_real kept, kept_lo, kept_hi; /* on_time / (on_time + late + missed); Wilson */
	struct crm_real median_delay;           /* days after the due day, of what was done; >= 0 */
	struct crm_real with_result;            /* share of what was done that says what came of it */
};

extern const struct crm_type crm_follow_up_measure_type;

typedef int crm_report_put(void *aux, const void *measure);

/* A measure a group, in order of the group's value; what put returns ends it. */
int crm_follow_up_report(crm *db, const struct crm_report_wanted *wanted, crm_report_put *put,
                         void *aux);

/* Customers with a follow-up done in the period against those without. */
struct crm_effect_measure {
	char           *group;                   /* with, without */
	struct crm_int  customers;
	struct crm_int  ordered;                 /* customers with an order within the window */
	struct crm_real rate, rate_lo, rate_hi;  /* their share; Wilson */
	struct crm_int  spend;                   /* in the window, a customer; minor units */
	struct crm_int  answered;                /* customers with an NPS answer in the window */
	struct crm_real score;                   /* mean of them, 0..10 */
};

extern const struct crm_type crm_effect_measure_type;

/*
 * The window begins with a customer's first follow-up done in the period, and for the
 * customers without any, known by the period's end, with the median day of the others'.
 * Both puts are always made.  What was not assigned by lot is no proof: those who are
 * followed up may be others to begin with.
 */
int crm_follow_up_effect(crm *db, const struct crm_report_wanted *wanted, int days,
                         crm_report_put *put, void *aux);

/* Whom of the customers anybody has contacted. */
struct crm_coverage_measure {
	char           *group;
	struct crm_int  customers;
	struct crm_int  contacted;                          /* in the period, really, in or out */
	struct crm_real coverage, coverage_lo, coverage_hi; /* contacted / customers; Wilson */
	struct crm_int  never;                              /* not once by the period's end */
};

extern const struct crm_type crm_coverage_measure_type;

/* The columns of `by' are of customers here. */
int crm_follow_up_coverage(crm *db, const struct crm_report_wanted *wanted, crm_report_put *put,
                           void *aux);

#endif
