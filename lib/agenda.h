/*
 * agenda.h - everything that is due, kept as follow-up rows when records are written.
 *
 * The agenda function has no `now': from one customer's facts and the SOP it
 * computes the dates on which follow-ups fall due, today and on any later day,
 * provided that nothing else happens.
 *
 *	struct crm_due due[CRM_DUE_MAX];
 *	size_t n = crm_agenda_compute(sop, &facts, due);
 *
 * For each purpose: start at the anchor (the last real contact or, without one,
 * the day from which the customer is known; or the event) and walk the days
 * t0 < t1 < ... on which time alone changes the customer's class.  In [tk, tk+1)
 * the class is constant, and max(tk, anchor + every(class)) is the candidate; the
 * first candidate before tk+1 is the due date.  Once due it stays due.
 *
 * An event is unanswered until a real contact of ours at or after it.  Among rules
 * of one purpose the earliest date wins; on the same day an event goes before a
 * cadence, and an earlier rule before a later one.
 *
 * What people plan by hand is no rule's business: a plan stays due until it is
 * done.  But while an open plan is due no later than the rules' row of the same
 * purpose, that row is stored as superseded, its reason naming the plan, so that
 * nobody is asked twice to do one thing.
 */
#ifndef CRM_AGENDA_H
#define CRM_AGENDA_H

#include "sop.h"

enum { CRM_DUE_MAX = 64 };   /* rows one customer can have from rules */

/* One follow-up that the rules ask for. */
struct crm_due {
	const char *purpose;
	char        anchor[CRM_SCRATCH];   /* I88, O9, C12 */
	int64_t     due;                   /* day */
	const char *rule;                  /* name of the winning rule */
	const char *channel, *goal;        /* NULL: none prescribed */
};

/* What the rules ask for; returns how many, each purpose at most once. */
size_t crm_agenda_compute(const struct crm_sop *sop, const struct crm_facts *facts,
                          struct crm_due due[CRM_DUE_MAX]);

#endif
