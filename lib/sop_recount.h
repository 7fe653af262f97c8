/*
 * sop_recount.h - what counts as a contact, judged anew by another procedure (internal).
 *
 *	if (!sop_counts_alike(old, sop))
 *		error = sop_recount(db, sop);
 *
 * What a contact had done that is none any longer is open again, but for what was said to be
 * done by it, and promises.
 */
#ifndef SOP_RECOUNT_H
#define SOP_RECOUNT_H

#include "agenda_keep.h"

/* Do both say the same of every channel and outcome? */
bool sop_counts_alike(const struct crm_sop *a, const struct crm_sop *b);

/* Inside an operation: every interaction. */
int sop_recount(crm *db, const struct crm_sop *sop);

/*
 * For a look at what would be: contacts in facts, which are copied to *room (NULL to begin
 * with, to be freed), and rows that k has read.
 */
int sop_recount_facts(crm *db, const struct crm_sop *sop, struct crm_facts *facts,
                      struct crm_contact_fact **room);
int sop_recount_rows(struct keeper *k, int64_t customer);

#endif
