/*
 * operation.h - every command's writes are one operation: logged, explained, undoable.
 *
 *	int64_t id;
 *	if (crm_undo(db, 0, &id) == CRM_CONFLICT)
 *		fprintf(stderr, "%s\n", crm_message(db));      (names what stands in the way)
 *
 * An operation keeps the time, the actor, the program and the names of its
 * options and fields, never their values.  Of each row that it changed or
 * deleted the earlier version is kept.  To undo is an operation too, and can
 * itself be undone.
 */
#ifndef CRM_OPERATION_H
#define CRM_OPERATION_H

#include "record.h"

struct crm_operation {
	int64_t        id;
	struct crm_int when;        /* instant, by the real clock */
	char          *actor;
	char          *program;
	char          *what;        /* names of options and fields */
	int64_t        undoes;      /* the operation that it undid (or did again) */
	int64_t        undone_by;
};

extern const struct crm_type crm_operation_type;

void crm_operation_clear(struct crm_operation *operation);

/* One field of one record, before and after an operation. */
struct crm_change {
	char *record;               /* C12 */
	char *action;               /* added, changed, deleted */
	char *field;                /* NULL for an added record */
	char *before, *after;
};

extern const struct crm_type crm_change_type;

void crm_change_clear(struct crm_change *change);

/*
 * Visit what an operation changed, record by record in the order of writing; a
 * negative result of visit ends the walk and is returned.  CRM_NOT_FOUND if there is no
 * such operation.
 */
int crm_operation_changes(crm *db, int64_t id,
                          int (*visit)(void *aux, const struct crm_change *change), void *aux);

/*
 * Undo an operation; 0 is this actor's newest that is neither an undo nor
 * undone.  Undoing an undo does the thing again.  *undo is the id of the new
 * operation.  CRM_NOT_FOUND if there is nothing to undo, CRM_CONFLICT naming the
 * later operations that changed the same records.
 */
int crm_undo(crm *db, int64_t id, int64_t *undo);

/* The operation that the outermost crm_begin() last logged; 0 if it changed nothing. */
int64_t crm_last_operation(const crm *db);

/* Has any operation been logged and kept since the database was opened? */
bool crm_has_changed(const crm *db);

#endif
