/*
 * follow_up.h - a contact that is due: from a rule, or planned by hand.
 *
 *	struct crm_follow_up f = { .customer = 1, .due = CRM_SET(day), .goal = strdup("send quote") };
 *	crm_follow_up_add(db, &f);
 *
 * Rows that rules ask for are kept by the agenda (agenda.h); these functions are
 * for plans, and for what happened to a row.
 */
#ifndef CRM_FOLLOW_UP_H
#define CRM_FOLLOW_UP_H

#include "record.h"

struct crm_follow_up {
	int64_t        id;
	int64_t        customer;      /* required */
	char          *purpose;       /* rows of one purpose compete; `contact' by default */
	char          *anchor;        /* what the date counts from: I88, O9, C12 */
	struct crm_int due;           /* day; required */
	char          *owner;         /* absent: the customer's */
	char          *channel;       /* absent: the customer's preferred one */
	char          *goal, *content;
	char          *rule;          /* `planned' by default */
	char          *status;        /* crm_follow_up_status_words; open by default */
	char          *reason;        /* why it was moved, superseded or dropped */
	char          *result;
	int64_t        interaction;   /* the contact that did it */
	struct crm_int planned;       /* 1 by hand, 0 by rule */
	struct crm_int wanted;        /* the day it was due before it was moved; absent: due */
	struct crm_int expires;       /* the last day on which it is of use */
	struct crm_int every;         /* days of its interval, kept by the agenda */
	char          *repeats;       /* of a plan: the period after which it comes again */
	struct crm_int made;          /* the day on which a plan or promise was made */
	struct crm_int closed;        /* the day on which it was done or dropped: unless said, that of
	                                 its contact, or today */
	struct crm_int moved;         /* the instant at which it was given its day; absent: it has that
	                                 which was wanted */
	struct crm_int until;         /* day: move it there; not stored */
};

extern const struct crm_type crm_follow_up_type;

/*
 * Queries for what is still to be done and of use, and for what of it stands first among
 * the customer's of its purpose: crm-due, reminders and the page must not differ.
 */
#define CRM_FOLLOW_UP_OPEN  "status=open (expires=none or expires>=today)"
#define CRM_FOLLOW_UP_FIRST CRM_FOLLOW_UP_OPEN " first=yes"

struct crm_interaction;

void crm_follow_up_clear(struct crm_follow_up *follow_up);

int crm_follow_up_add(crm *db, struct crm_follow_up *follow_up);
int crm_follow_up_set(crm *db, struct crm_follow_up *follow_up);
int crm_follow_up_get(crm *db, int64_t id, struct crm_follow_up *out);

/*
 * Which open follow-up of its customer and purpose comes before this one today; *first is 0 if
 * none does.  Promises wait for nothing.
 */
int crm_follow_up_before(crm *db, int64_t id, int64_t *first);

/*
 * Fill in what a contact leaves open as the follow-up that it names has it: the customer,
 * the channel (else the customer's preferred one), the goal as subject.  CRM_INVALID if the
 * follow-up is closed already.
 */
int crm_follow_up_propose(crm *db, struct crm_interaction *contact);

/*
 * The same, then record the contact and close the follow-up, whatever it is.  With an outcome
 * that is no contact it was a try: that is recorded, and the follow-up stays as it is.
 * CRM_INVALID also if it is a cadence's and the channel is no contact: that one waits for one.
 */
int crm_follow_up_done(crm *db, struct crm_interaction *contact);

/* A contact that is stored has done another follow-up of its customer, too, or was a try at it. */
int crm_follow_up_done_by(crm *db, int64_t follow_up, int64_t interaction, const char *result);

#endif
