/*
 * record_sql.h - rows below the operation log (internal, not installed).
 *
 * db_insert() and its sisters log what they do; an undo, which logs in its own
 * way, works with these.  An image is a row, or the fields of it that change, as
 * one line: name=value, TAB between, a name alone for an absent value, op last.
 */
#ifndef CRM_RECORD_SQL_H
#define CRM_RECORD_SQL_H

#include "db.h"

/* What a sentence calls a record of it. */
static inline const char *
record_called(const struct crm_type *type)
{
	return type->called ? type->called : type->name;
}

int64_t         record_id(const struct crm_type *type, const void *record);
struct db_value record_value(const struct crm_field *field, const void *record);
bool            record_has_extras(const struct crm_type *type);

/* The operation that a row carries, 0 if it is derived; not set if there is no row. */
int record_op(crm *db, const struct crm_type *type, int64_t id, struct crm_int *op);

/* The greatest id of a noun; not set if it has no record. */
int record_last(crm *db, const struct crm_type *type, struct crm_int *id);

/* Let go of the statements that the handle keeps. */
void record_sql_free(crm *db);

int record_insert(crm *db, const struct crm_type *type, void *record, int64_t op);
int record_update(crm *db, const struct crm_type *type, const void *before, const void *record,
                  int64_t op);
int record_remove(crm *db, const struct crm_type *type, int64_t id);

/*
 * What `before' has where it differs from after, or all that it has; NULL if nothing.
 * Freed by the caller.
 */
int record_image(crm *db, const struct crm_type *type, const void *before, const void *after,
                 char **image);

/* Put an image, or one raw value, back into a record. */
int record_restore_image(crm *db, const struct crm_type *type, void *record, const char *image,
                         int64_t *op);
int record_restore(crm *db, const struct crm_field *field, void *record, const char *raw);

#endif
