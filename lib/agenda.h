/*
 * agenda.h - everything that is due, kept as follow-up rows when records are written.
 *
 * The agenda function has no `now': from one customer's facts and the SOP it
 * computes the dates on which follow-ups fall due, today and on any later day,
 * provided that nothing else happens.
 *
 *	struct crm_agenda agenda = { .until = crm_date_day((struct crm_date){ 2028, 12, 31 }) };
 *	if (!crm_agenda_compute(sop, &facts, &agenda))
 *		for (size_t i = 0; i < agenda.n; i++)
 *			... agenda.due[i] ...
 *	crm_agenda_clear(&agenda);
 *
 * 1. Each rule by itself: it counts from its anchor (a cadence from the last real contact,
 *    contact of ours or order, or, without one, from the day on which the customer became
 *    known; an event rule from each event that we have not answered).  It wants the first
 *    day, `every' or the offset after the anchor, on which its condition holds: the
 *    days on which time alone changes the answer are walked, never the days from today.
 *    Once due it stays due.
 * 2. Of one purpose the earliest day wins; on the same day an event goes before a
 *    cadence, and an earlier rule of the file before a later one.  What lapses keeps the
 *    others of its purpose waiting until the day after it has lapsed; what does not lapse
 *    keeps them off for good.  What somebody has moved by hand speaks for its purpose: of
 *    all that counts from what had happened when it was moved, nothing comes before its day.
 * 3. Winners get their day in order: events before cadences, each by the day wanted.  It
 *    is the first day from then on that is open, on which a channel is left that the
 *    customer does not refuse, and on which no period of the cap would hold
 *    more contacts than the cap allows, counting the contacts made, what people planned
 *    and the rows placed before.  Where there is no such day, or none before
 *    the row lapses, the row is suppressed.
 *
 * What people plan by hand is no rule's business: a plan stays due until it is
 * done, and nothing moves it.  But while an open plan is due no later than the rules' row of
 * the same purpose, that row is stored as superseded, its reason naming the plan, so that
 * nobody is asked twice to do one thing.
 */
#ifndef CRM_AGENDA_H
#define CRM_AGENDA_H

#include "sop.h"

enum { CRM_ANCHOR_SIZE = 160 };

/* What becomes of what a rule wants. */
enum crm_fate {
	CRM_WANTED,       /* it is due; */
	CRM_FIXED_DAY,    /* on a day that somebody gave it by hand */
	CRM_BEHIND_PLAN,  /* a plan of this purpose is due no later */
	CRM_SUPPRESSED,   /* no day, or no channel, is left for it */
	/* Told only to those who ask why: */
	CRM_LOST,         /* another of this purpose is due before it */
	CRM_ANSWERED,     /* by a contact of ours since */
	CRM_SETTLED,      /* by hand, from this anchor */
	CRM_NEVER         /* its condition holds on no day to come, or it lapses before */
};

/* What one rule wants for one anchor. */
struct crm_due {
	const struct crm_rule  *rule;
	bool                    event;        /* of an event rule, not of a cadence */
	enum crm_fate           fate;
	const struct crm_plan_fact *by_hand;  /* how somebody gave it its day; NULL: nobody has */
	const struct crm_plan_fact *quiet;    /* what speaks for it, being moved by hand; or NULL */
	char                    anchor[CRM_ANCHOR_SIZE];   /* I88, O9, C12, C12-birthday-2027 */
	int64_t                 anchor_day;
	struct crm_int          anchor_at;    /* the instant, if that is a record */
	struct crm_period       interval;     /* from the anchor; a count of 0: on its day */
	bool                    before;       /* the interval runs back from the anchor */
	int64_t                 base;         /* anchor_day and interval: the earliest day */
	int64_t                 wanted;       /* the first from there on which the condition holds */
	int64_t                 from;         /* wanted; where it is quiet, a later day */
	int64_t                 due;          /* the day it gets; wanted, unless it was moved */
	struct crm_int          expires;      /* the last day on which it is of use */
	int64_t                 every;        /* days of its interval, 1 or more: what late counts in */
	const char             *channel;      /* NULL: none prescribed */
	const struct crm_limit *limit;        /* in force on its day; NULL: none */
	const struct crm_due   *to;           /* LOST: to this one */
	char                   *reason;       /* why it was moved or suppressed; NULL: it was not */
	size_t                  order;        /* in which rules and their events were asked */
	bool                    stands;       /* against the others of its purpose */
};

struct crm_agenda {
	int64_t         until;     /* in: recurring dates wanted by that day are looked at; */
	                           /* out: perhaps a later one, and all up to it is exact */
	bool            all;       /* in: also what lost, was answered, never holds */
	bool            recurs;    /* out: more would come with a later `until' */
	size_t          n, size;
	struct crm_due *due;       /* in no order that matters; owned */
	int64_t        *slots;     /* days on which contacts count against the cap, in order; */
	size_t          taken, room;   /* `taken' of them: contacts made, plans, and rows */
};

/*
 * What the rules ask for.  *agenda may be used for one customer after another.
 * 0, or CRM_NO_MEMORY.  Texts are the procedure's and live as long.
 */
int  crm_agenda_compute(const struct crm_sop *sop, const struct crm_facts *facts,
                        struct crm_agenda *agenda);
void crm_agenda_clear(struct crm_agenda *agenda);

#endif
