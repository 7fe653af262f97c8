/*
 * operation_log.h - what writers tell the operation under way (internal, not installed).
 */
#ifndef CRM_OPERATION_LOG_H
#define CRM_OPERATION_LOG_H

#include "db.h"

/* Begin to keep what an operation does; `what' names its options and fields. */
int operation_open(crm *db, const char *what);

/* Write into the log what was made; may be called again when there is more. */
int operation_finish(crm *db);

/* Note that a part of it failed, if it did; true if any has. */
bool operation_failed(crm *db, bool failed);

/* Keep how it stands, and come back to that. */
int  operation_keep(crm *db);
void operation_restore(crm *db);

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
