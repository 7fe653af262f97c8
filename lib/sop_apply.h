/*
 * sop_apply.h - bring what is derived from the procedure in line with it (internal).
 */
#ifndef SOP_APPLY_H
#define SOP_APPLY_H

#include "sop_store.h"

/*
 * Inside an operation, after the rules in force have changed: read them, and compute again
 * who stands in for whom, what counts as a contact, and every customer's agenda.  What has
 * become a contact answers follow-ups if it was written after the operation `since': an undo
 * has put back what the others answered.  What became of follow-ups is added up in *loaded
 * (may be NULL).
 */
int sop_apply(crm *db, int64_t since, struct crm_sop_loaded *loaded);

/* Of the text in force what channels_of() looks at, if not the whole; to be freed. */
int sop_channels(crm *db, char **text);

/* Inside an operation, after the rules in force have changed: keep that by itself. */
int sop_keep_channels(crm *db);

/*
 * Write the built-in procedure into a database that has none of its own yet.  One that is
 * not new was made before there were procedures: its agenda is computed again, and all of
 * it happens or nothing.
 */
int sop_begin(crm *db);

#endif
