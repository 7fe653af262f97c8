/*
 * sop_recount.h - what counts as a contact, judged anew by another procedure (internal).
 *
 * What a contact had done that is none any longer is open again, but for what was said to be
 * done by it, and promises.  sop_judge.h does that in the database; here is what it would be.
 */
#ifndef SOP_RECOUNT_H
#define SOP_RECOUNT_H

#include "agenda_keep.h"
#include "follow_up.h"

/* Do both say the same of every channel and outcome? */
bool sop_counts_alike(const struct crm_sop *a, const struct crm_sop *b);

/*
 * Is a follow-up open again when the interaction that did it is no contact any longer?  Where that
 * named it somebody has said that it is done: only a cadence waits for a contact all the same.
 */
bool sop_comes_back(const struct crm_sop *sop, const struct crm_follow_up *f, bool named);

/*
 * For a look at what would be: contacts in facts, which are copied to *room (NULL to begin
 * with, to be freed), and rows that k has read.
 */
int sop_recount_facts(crm *db, const struct crm_sop *sop, struct crm_facts *facts,
                      struct crm_contact_fact **room);
int sop_recount_rows(struct keeper *k, int64_t customer);

#endif
