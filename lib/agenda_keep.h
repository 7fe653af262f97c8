/*
 * agenda_keep.h - one customer's follow_up rows against what the rules ask for (internal).
 *
 *	keeper_open(&k, db, sop, 12, 12);
 *	error = keeper_customer(&k, 12, facts, 0, 0);
 *	ended = keeper_close(&k);
 */
#ifndef CRM_AGENDA_KEEP_H
#define CRM_AGENDA_KEEP_H

#include "agenda.h"
#include "agenda_facts.h"

/* A follow_up row as it is stored. */
struct kept_row {
	int64_t id, due;
	struct crm_int wanted, expires, every, moved;
	char   *purpose, *anchor, *channel, *goal, *rule, *reason;
	enum { KEPT_OPEN, KEPT_SUPERSEDED, KEPT_SETTLED } status;
	bool    planned;   /* by hand */
	bool    behind;    /* another of its purpose is due before it */
	bool    touched;   /* by an operation: the date is somebody's decision */
	bool    asked;     /* for by a rule: known once the customer has been looked at */
};

struct keeper {
	crm                   *db;
	const struct crm_sop  *sop;
	int64_t                today, until;
	struct feed            feed;
	struct kept_row       *row;          /* of the customer at hand */
	size_t                 n, size;
	struct crm_settlement *settlement;   /* of the same; room for size, */
	struct crm_plan_fact  *plan;         /* both */
	struct crm_facts       seen;         /* the customer's, with both */
	struct crm_agenda      agenda;       /* what the rules ask for */
};

/* Recurring dates are stored for 25 months ahead and more, which is `until' to begin with. */
void keeper_open(struct keeper *k, crm *db, const struct crm_sop *sop, int64_t first, int64_t last);

/* Read the customer's rows, and find out what the rules ask for: k->agenda. */
int keeper_look(struct keeper *k, int64_t customer, const struct crm_facts *facts);

/* The rule's row of that purpose and anchor which nobody has settled; NULL if there is none. */
struct kept_row *keeper_row(struct keeper *k, const char *purpose, const char *anchor);

/*
 * Close what the contacts with ids from first to last have answered (0, 0: none),
 * and make the rules' rows what the rules ask for.  Customers come in ascending order.
 */
int keeper_customer(struct keeper *k, int64_t customer, const struct crm_facts *facts,
                    int64_t first, int64_t last);

int keeper_close(struct keeper *k);

/*
 * Change what became of a row, so that an undo can bring it back: it is open or superseded
 * again, by no contact.  A NULL reason leaves the one that is there, an empty one takes it away.
 */
int keep_status(crm *db, int64_t follow_up, const char *status, const char *reason);

/* The same: a contact of that day did it. */
int keep_done(crm *db, int64_t follow_up, int64_t interaction, int64_t day);

/* --- between agenda_keep.c and agenda_keep_read.c ------------------------------------------- */

#define PROMISE   "promise"   /* purpose of rows that only people close */
#define NOT_ASKED "no rule asks for it any longer"

/*
 * Was a row left for want of a rule, so that it comes back with one?  Its reason says so
 * behind what somebody gave as theirs, `ill; F9 comes first: no rule asks for it any longer';
 * *own is how many bytes of it are somebody's.
 */
bool keeper_is_left(const struct kept_row *row, size_t *own);

int keeper_read(struct keeper *k, int64_t customer);

/* Close the open rows that the contacts with ids from first to last have answered. */
int keeper_close_answered(struct keeper *k, const struct crm_facts *facts, int64_t first,
                          int64_t last);

int keeper_compute(struct keeper *k, const struct crm_facts *facts);

#endif
