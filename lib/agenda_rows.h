/*
 * agenda_rows.h - keep the follow_up rows as the rules ask (internal, not installed).
 *
 *	agenda_touch(db, order->customer);        ... and at the end of the operation:
 *	error = agenda_update(db);
 *
 * A rule has one row per customer and purpose.  Its key is (customer, purpose,
 * anchor); when the anchor moves on, the row moves with it and keeps its id, so
 * that F7 is the customer's next contact until somebody has made it.  Then it
 * is done, for good, and the next row is another one.
 *
 * Plans (planned = 1) are appointments that people made: the agenda only
 * closes them, when a contact answers them.  While an open plan of the same
 * purpose is due no later than the rule's row, that row is superseded and its
 * reason names the plan; without the plan it is open again.
 *
 * A rule's row that an operation has touched (its op is not NULL: somebody
 * moved it) keeps the date it was given for as long as its anchor stands.
 *
 * A row is stored however far ahead it is due, but what recurs for ever only up to a day, the
 * customer's agenda_until (absent if nothing recurs): agenda_reach() goes on from there.
 *
 * What lapsed and nobody did stays, superseded: it was missed.
 */
#ifndef CRM_AGENDA_ROWS_H
#define CRM_AGENDA_ROWS_H

#include "db.h"
#include "sop.h"

struct crm_interaction;

/* Facts of this customer change in the operation under way: recompute when it ends. */
int agenda_touch(crm *db, int64_t customer);

/*
 * A contact was added, or became a real one; i is stored and i->contact right.
 * If it is real it answers the follow-up that it names, at once, and, when it
 * went out, at the end of the operation every open row that was due on its day or
 * earlier and every event that lies before it.  Touches the customer.
 *
 * A contact that took place before what the follow-up counts from does not answer
 * it; neither does a plan's own interaction.
 */
int agenda_answered(crm *db, const struct crm_interaction *i);

/* The same of all real contacts of a customer with ids from first to last (0, 0: none). */
int agenda_answered_by(crm *db, int64_t customer, int64_t first, int64_t last);

/*
 * It is no real contact any longer, or of another day, or customer: reopen what it had answered.
 * With `same', which says that it is about what it was about, not the promises, which
 * somebody has said are kept by it.
 */
int agenda_unanswered(crm *db, const struct crm_interaction *i, bool same);

/* A contact took place on another day than was thought: what it did was done on that day. */
int agenda_redated(crm *db, const struct crm_interaction *i);

/* Bring the rows of all touched customers up to date, inside the operation; write what differs. */
int agenda_update(crm *db);

/*
 * Remove the rules' rows of a customer that is about to be deleted.  Here too what they were for
 * keeps their ids: F7 is F7 again if the customer comes back.
 */
int agenda_forget(crm *db, int64_t customer);

/* Let go of what was touched. */
void agenda_free(crm *db);

#endif
