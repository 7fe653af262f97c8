/*
 * why.h - why a follow-up is due when it is, and why another is not.
 *
 *	static int put(void *aux, const struct crm_why *why) { puts(why->text); return 0; }
 *
 *	struct crm_why_wanted wanted = { .customer = 7, .next = 5 };
 *	error = crm_why_each(db, &wanted, put, NULL);
 *
 * The agenda itself is asked (agenda.h), with all that lost: what is said here is what
 * crm_agenda_compute() did.  The numbers suffice to do it again by hand:
 *
 *	earliest = anchor_day + interval   (- in front of the interval: before it)
 *	wanted   = earliest, or holds_from if the condition does not hold before
 *	due      = wanted, or the first day after it that nothing in `reason' forbids
 */
#ifndef CRM_WHY_H
#define CRM_WHY_H

#include "record.h"

struct crm_why {
	int64_t        follow_up;     /* 0: it has no row */
	int64_t        customer;
	char          *customer_name;
	char          *purpose;
	char          *verdict;       /* crm_why_verdicts */
	char          *rule;
	char          *source;        /* of the rule: our.sop:31 */
	char          *anchor;        /* I88, O9, C12, C12-birthday-2027 */
	struct crm_int anchor_day;
	char          *interval;      /* 1w; -3d: before the anchor */
	struct crm_int earliest;      /* day: anchor_day and interval */
	struct crm_int holds_from;    /* the first day on which the condition holds, if later */
	struct crm_int wanted, due, expires;
	char          *limit;         /* in force on the day: `limit', or `limit press' */
	char          *cap;           /* 3 per 1w */
	char          *contacts;      /* days that count against it, commas between */
	char          *reason;        /* why it was moved, suppressed, or lost */
	char          *when;          /* the rule's condition */
	char          *facts;         /* what it looked at on the day wanted: tier=vip spend=0.00 */
	char          *channel;
	char          *text;          /* all of it as a sentence */
};

extern const struct crm_type crm_why_type;

/*
 * due         it is, or has been
 * later       it will be
 * lapsed      it was due, nobody did it, and it is of no use any more
 * plan        somebody planned it, or promised it
 * by_hand     somebody gave it its day
 * behind      another of the same purpose, whose day people gave, is due no later
 * suppressed  there is no day, or no channel, left for it
 * lost        another of the same purpose is due before it
 * answered    by a contact of ours since
 * settled     by hand, from this anchor
 * never       its condition holds on no day to come, or it lapses before
 * done        what became of the follow-up that was asked for: done, superseded, dropped
 * next        it will be, if what is due before is done on its day
 */
extern const char *const crm_why_verdicts[];

void crm_why_clear(struct crm_why *why);

struct crm_why_wanted {
	int64_t customer;    /* all of one customer, or */
	int64_t follow_up;   /* one follow-up and what competes with it */
	int     next;        /* so many days to come, each done in time; 0: none */
	bool    not_due;     /* leave out what is due today */
};

/*
 * Tell line by line; *why is borrowed.  Stops when put() returns anything but 0, and
 * returns that.  CRM_NOT_FOUND if there is no such record.
 */
int crm_why_each(crm *db, const struct crm_why_wanted *wanted,
                 int (*put)(void *aux, const struct crm_why *why), void *aux);

/* The sentence about one follow-up, to be freed; NULL if there is no more to say of it. */
int crm_follow_up_why(crm *db, int64_t id, char **text);

#endif
