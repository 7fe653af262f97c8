/*
 * operation_log.h - what writers tell the operation under way (internal, not installed).
 */
#ifndef CRM_OPERATION_LOG_H
#define CRM_OPERATION_LOG_H

#include "db.h"

/* The id of the operation under way, logged at its first write; negative: why not. */
int64_t operation_id(crm *db);

/*
 * An id for a new record: the next one of its noun, when this operation has made
 * one before, else 0 to let the engine choose.
 */
int64_t operation_next_id(crm *db, const struct crm_type *type);
int     operation_added(crm *db, const struct crm_type *type, int64_t id);

/* Keep what a row was: `before' is name=value, TAB between, as in history. */
int operation_changed(crm *db, const struct crm_type *type, int64_t id, bool gone,
                      const char *before);

/* The operation under way is an undo (or redo) of that one. */
void operation_undoes(crm *db, int64_t id);

void operation_free(crm *db);

#endif
