/*
 * reminder.h - what is to be told whom of what is due, and what has been told already.
 *
 *	while (!crm_digest_next(db, "mail", digest.id, true, &digest))
 *		crm_digest_tried(db, digest.id, deliver(&digest) == 0);
 *	crm_reminder_prepare(db, "mail", &unowned);
 *	... and the same again for all that are to be sent now ...
 *
 * A follow-up is told of when it falls due, and again on each rung of the procedure's
 * ladder of lateness that it reaches: its owner (or who stands in) is reminded, the
 * owner's manager and deputy get a copy, and the customer goes back to the pool.  Whoever
 * takes a follow-up over, as deputy, as the new owner or coming back, is told of it once,
 * though who had it before was told.  What was
 * missed while nothing ran is caught up once: only the highest rung is told of.  But nobody
 * loses a customer over what no digest has told on a day before: that rung waits.
 *
 * What is to be told is written down before anything is delivered, and marked when it
 * has been; whoever is interrupted in between delivers the same digest again, with the
 * same number, before preparing others.  What certainly failed is joined by what comes
 * up later, so that its recipient gets one digest and not three.  Nothing of this is
 * undone by crm-undo, but the return to the pool is.
 */
#ifndef CRM_REMINDER_H
#define CRM_REMINDER_H

#include "crm.h"

/* Ascending: on a higher one the lower ones need not be told of any more. */
enum crm_rung { CRM_RUNG_DUE, CRM_RUNG_LATE, CRM_RUNG_COPIED, CRM_RUNG_RELEASED };

struct crm_digest_item {
	int64_t       follow_up, due;
	enum crm_rung rung;
	bool          again;   /* an earlier digest by this way told the recipient of it */
	char         *whose;   /* who is away and stood in for; NULL: the recipient's own (in a copy:
	                          of whom it is about), "" nobody's */
};

struct crm_digest {
	int64_t                 id;          /* stable: Message-IDs and file names come from it */
	char                   *recipient;   /* who gets it: a name of [staff], else the owner= */
	char                   *about;       /* whose follow-ups these are; the same, or it is a copy */
	int64_t                 day;         /* of which it was made */
	size_t                  n;
	struct crm_digest_item *item;        /* the own first, then by whose; each by due day */
};

void crm_digest_clear(struct crm_digest *digest);

/*
 * Write down what is to be told now by this way ("mail", "maildir", "exec": each is told
 * everything once), and return customers to the pool where the ladder says so; one
 * transaction.  What is nobody's is told to the procedure's pool; without one, *unowned
 * counts it.
 */
int crm_reminder_prepare(crm *db, const char *way, int64_t *unowned);

/*
 * The first digest with an id above `after' that is still to be sent; of the interrupted
 * ones, if so wanted, of which nobody knows whether they were delivered.  Without the
 * follow-ups that have been done or moved meanwhile: it may have none left, and then needs
 * no sending, only marking.  CRM_NOT_FOUND: there is none.
 */
int crm_digest_next(crm *db, const char *way, int64_t after, bool interrupted,
                    struct crm_digest *out);

/* It has been delivered, or it certainly has not. */
int crm_digest_tried(crm *db, int64_t id, bool delivered);

/* A run that has ended; instants of the real clock. */
struct crm_reminder_run { char way[16]; int64_t began, ended, sent, failed; };

int crm_reminder_ran(crm *db, const struct crm_reminder_run *run);

/* The last run of a way, NULL for any; CRM_NOT_FOUND if there was none. */
int crm_reminder_last(crm *db, const char *way, struct crm_reminder_run *out);

/* What tells this database from all others, for Message-IDs and UIDs; made on first use. */
int crm_database_uid(crm *db, char **out);   /* to be freed */

#endif
