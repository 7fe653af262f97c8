/*
 * sop_apply.h - bring what is derived from the procedure in line with it (internal).
 */
#ifndef SOP_APPLY_H
#define SOP_APPLY_H

#include "sop_store.h"

/*
 * Inside an operation, after the rules in force have changed: read them, and compute again
 * who stands in for whom, what counts as a contact, and every customer's agenda.  What
 * became of follow-ups is added up in *loaded (may be NULL).
 */
int sop_apply(crm *db, struct crm_sop_loaded *loaded);

#endif
