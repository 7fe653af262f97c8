/*
 * promise.h - what was promised to customers, and how much of it was kept.
 *
 *	crm_promise_close(db, 9, true, NULL);                       (F9 is kept)
 *
 * A promise is a follow-up whose purpose is `promise': made in a contact (interaction.h,
 * promise and by) or planned.  It is open up to its day and late from then on; kept once it
 * is done on its day or before, kept late once it is done afterwards; one that was dropped is
 * broken.  The day on which it was done is that of the contact that did it, or else the one on
 * which it was said to be kept.  An ordinary contact does not keep it.
 */
#ifndef CRM_PROMISE_H
#define CRM_PROMISE_H

#include "query.h"
#include "record.h"

/* Close a promise: kept, or broken for a reason (NULL: none is given). */
int crm_promise_close(crm *db, int64_t follow_up, bool kept, const char *reason);

/*
 * The promises of one owner, customer ... by how they stand: n is the sum of the other five.
 * The rate is kept / (kept + kept_late + late + broken), 0 to 1, and its 95 % interval
 * (Wilson, metrics/interval.h); absent where there are none.
 */
struct crm_promise_tally {
	char           *group;                      /* `none' where the field is absent */
	struct crm_int  n, open, late, kept, kept_late, broken;
	struct crm_real value, lo, hi;
};

extern const struct crm_type crm_promise_tally_type;

/*
 * Count promises by a field (owner, customer_name, customer.tier ...), in the field's
 * order, or in that of the customers.  query is one of follow-ups that asks for promises;
 * customers are the n whose promises are meant, n -1 for all.  *out is to be freed by
 * crm_promise_tally_free(); CRM_INVALID if there is no such field.
 */
int  crm_promises_tally(crm *db, const struct crm_query *query, const char *by,
                        const int64_t *customers, int64_t n, struct crm_promise_tally **out,
                        size_t *groups);
void crm_promise_tally_free(struct crm_promise_tally *tally, size_t groups);

#endif
