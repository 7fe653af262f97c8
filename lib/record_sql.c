/*
 * record_sql.c - INSERT, UPDATE and DELETE of any noun, made from its field table.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db.h"
#include "noun_types.h"
#include "operation_log.h"
#include "record_sql.h"
#include "text.h"

enum { FIELDS_MAX = 64 };   /* stored fields of one noun, id and op included */

enum record_verb {
	RECORD_COLUMNS, RECORD_GET, RECORD_INSERT, RECORD_INSERT_RETURNING, RECORD_DELETE, RECORD_OP,
	RECORD_LAST
};

bool
db_stored(const struct crm_type *type, const struct crm_field *f)
{
	return !type->table || !(f->flags & (CRM_DERIVED | CRM_INPUT | CRM_EXTRA));
}

static const char *
column(const struct crm_field *f)
{
	return f->column ? f->column : f->name;
}

/* A stored field as a value to bind: absent is NULL. */
struct db_value
record_value(const struct crm_field *f, const void *record)
{
	const void *slot = (const char *)record + f->offset;

	switch (f->kind) {
	case CRM_TEXT:
	case CRM_WORD:
		return db_text(*(char *const *)slot);
	case CRM_ID:
		return *(const int64_t *)slot ? db_int(*(const int64_t *)slot) : db_text(NULL);
	case CRM_REAL:
		return crm_field_set(f, record) ? db_real(((const struct crm_real *)slot)->value)
		                                : db_text(NULL);
	default:
		return db_maybe(*(const struct crm_int *)slot);
	}
}

/* --- statements from tables ----------------------------------------------------------------- */

/* A growing SQL text; the SQL of one noun always fits. */
struct sql { char text[4096]; size_t n; };

static void __attribute__((format(printf, 2, 3)))
put(struct sql *sql, const char *format, ...)
{
	size_t room = sizeof sql->text - sql->n;
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(sql->text + sql->n, room, format, args);
	va_end(args);
	sql->n += (size_t)n < room ? (size_t)n : room - 1;
}

static void
put_columns(struct sql *sql, const struct crm_type *type)
{
	const char *comma = "";

	for (const struct crm_field *f = type->fields; f->name; f++)
		if (db_stored(type, f)) {
			put(sql, "%s%s", comma, column(f));
			comma = ", ";
		}
}

static void
put_insert(struct sql *sql, const struct crm_type *type, bool returning)
{
	size_t n = 1;

	put(sql, "INSERT INTO %s (", type->table);
	put_columns(sql, type);
	put(sql, ", op) VALUES (");
	for (const struct crm_field *f = type->fields; f->name; f++)
		if (db_stored(type, f))
			put(sql, "?%zu, ", n++);
	put(sql, "?%zu)%s", n, returning ? " RETURNING id" : "");
}

static void
put_statement(struct sql *sql, const struct crm_type *type, enum record_verb verb)
{
	switch (verb) {
	case RECORD_COLUMNS:
		put_columns(sql, type);
		break;
	case RECORD_GET:
		put(sql, "SELECT ");
		put_columns(sql, type);
		put(sql, " FROM %s WHERE id = ?1", type->table);
		break;
	case RECORD_INSERT:
	case RECORD_INSERT_RETURNING:
		put_insert(sql, type, verb == RECORD_INSERT_RETURNING);
		break;
	case RECORD_DELETE:
		put(sql, "DELETE FROM %s WHERE id = ?1", type->table);
		break;
	case RECORD_OP:
		put(sql, "SELECT COALESCE(op, 0) FROM %s WHERE id = ?1", type->table);
		break;
	case RECORD_LAST:
		put(sql, "SELECT MAX(id) FROM %s", type->table);
		break;
	}
}

/* The statements of a noun are made once a handle and kept: the door finds them by address. */
struct db_texts {
	struct db_texts       *next;
	const struct crm_type *type;
	enum record_verb       verb;
	char                   text[];
};

/* The one that is asked for comes to the front: a load asks for the same few all the time. */
static struct db_texts *
made_already(crm *db, const struct crm_type *type, enum record_verb verb)
{
	for (struct db_texts **at = &db->texts; *at; at = &(*at)->next) {
		struct db_texts *t = *at;

		if (t->type != type || t->verb != verb)
			continue;
		*at = t->next;
		t->next = db->texts;
		return db->texts = t;
	}
	return NULL;
}

static struct db_value
statement(crm *db, const struct crm_type *type, enum record_verb verb)
{
	struct sql sql = { .n = 0 };
	struct db_texts *t = made_already(db, type, verb);

	if (t)
		return (struct db_value){ .kind = DB_LITERAL, .text = t->text };
	put_statement(&sql, type, verb);
	if (!(t = malloc(sizeof *t + sql.n + 1)))
		return (struct db_value){ .kind = DB_LITERAL, .text = "" };
	t->next = db->texts;
	t->type = type;
	t->verb = verb;
	memcpy(t->text, sql.text, sql.n + 1);
	db->texts = t;
	return (struct db_value){ .kind = DB_LITERAL, .text = t->text };
}

const char *
db_columns(crm *db, const struct crm_type *type)
{
	return statement(db, type, RECORD_COLUMNS).text;
}

void
record_sql_free(crm *db)
{
	for (struct db_texts *t = db->texts, *next; t; t = next) {
		next = t->next;
		free(t);
	}
}

/* --- reading -------------------------------------------------------------------------------- */

static int
read_extras(crm *db, const struct crm_type *type, int64_t id, void *record)
{
	struct db_cursor *cursor = db_walk(db, SQL("SELECT name, value FROM extra"
	                                           " WHERE noun = ?1 AND record = ?2"),
	                                   V(type->name), V(id));
	int error = 0;

	while (!error && db_step(cursor))
		error = record_restore(db, crm_field(type, db_column_text(cursor, 0)), record,
		                       db_column_text(cursor, 1));
	return db_done(cursor) | error ? db->message[0] ? CRM_DATABASE : CRM_NO_MEMORY : 0;
}

bool
record_has_extras(const struct crm_type *type)
{
	for (const struct crm_field *f = type->fields; f->name; f++)
		if (f->flags & CRM_EXTRA)
			return true;
	return false;
}

int
db_get(crm *db, const struct crm_type *type, int64_t id, void *record)
{
	int error = db_one(db, type, record, statement(db, type, RECORD_GET), V(id));

	if (error == CRM_NOT_FOUND)
		return db_fail(db, error, "there is no %s %c%" PRId64, record_called(type), type->letter,
		               id);
	if (!error && record_has_extras(type))
		error = read_extras(db, type, id, record);
	return error;
}

/* A type with some of another's fields. */
struct narrow { struct crm_type type; struct crm_field fields[]; };

static void
narrow_free(struct crm_type *type)
{
	free(type);
}

/* Of the stored fields the id and those that are wanted; NULL without memory. */
static struct narrow *
narrow(const struct crm_type *type, bool (*wanted)(const void *aux, const struct crm_field *),
       const void *aux)
{
	struct narrow *narrow;
	size_t n = 0;

	while (type->fields[n].name)
		n++;
	narrow = calloc(1, sizeof *narrow + (n + 1) * sizeof *narrow->fields);
	if (!narrow)
		return NULL;
	narrow->type = *type;
	narrow->type.fields = narrow->fields;
	n = 0;
	for (const struct crm_field *f = type->fields; f->name; f++)
		if (db_stored(type, f) && (f == type->fields || wanted(aux, f)))
			narrow->fields[n++] = *f;
	return narrow;
}

crm_rows *
db_sweep(crm *db, const struct crm_type *type, int64_t first, int64_t last,
         bool (*wanted)(const void *aux, const struct crm_field *), const void *aux)
{
	struct narrow *view = narrow(type, wanted, aux);
	struct sql sql = { .n = 0 };
	crm_rows *rows;

	if (!view)
		return db_rows_failed(db, db_no_memory(db));
	put(&sql, "SELECT ");
	put_columns(&sql, &view->type);
	put(&sql, " FROM %s WHERE id BETWEEN ?1 AND ?2 ORDER BY id", type->table);
	rows = db_query(db, &view->type, BUILT(sql.text), V(first), V(last));
	if (rows)
		db_rows_own(rows, &view->type, narrow_free);
	else
		free(view);
	return rows;
}

/* --- user-defined fields -------------------------------------------------------------------- */

/* Their stored form: texts as they are, everything else a whole number. */
static const char *
extra_text(const struct crm_field *f, const void *record, char scratch[CRM_SCRATCH])
{
	struct db_value v = record_value(f, record);

	if (v.kind != DB_INT)
		return v.text;
	snprintf(scratch, CRM_SCRATCH, "%" PRId64, v.number);
	return scratch;
}

static int
write_extra(crm *db, const struct crm_type *type, const struct crm_field *f, int64_t id,
            const void *record)
{
	char scratch[CRM_SCRATCH];
	const char *value = extra_text(f, record, scratch);

	if (!value)
		return db_run(db, SQL("DELETE FROM extra WHERE noun = ?1 AND record = ?2 AND name = ?3"),
		              V(type->name), V(id), V(f->name));
	return db_run(db, SQL("INSERT INTO extra (noun, record, name, value) VALUES (?1, ?2, ?3, ?4)"
	                      " ON CONFLICT (noun, record, name) DO UPDATE SET value = excluded.value"),
	              V(type->name), V(id), V(f->name), V(value));
}

/* --- writing -------------------------------------------------------------------------------- */

/* Insert a row as it is, its id included unless that is 0; op is what it carries. */
int
record_insert(crm *db, const struct crm_type *type, void *record, int64_t op)
{
	int64_t *id = (int64_t *)((char *)record + type->fields->offset);
	struct db_value values[FIELDS_MAX];
	struct crm_int made;
	size_t n = 1;
	int error;

	values[0] = statement(db, type, *id ? RECORD_INSERT : RECORD_INSERT_RETURNING);
	for (const struct crm_field *f = type->fields; f->name; f++)
		if (db_stored(type, f))
			values[n++] = record_value(f, record);
	values[n++] = db_int(op);
	if (*id) {
		error = db_run_(db, values, n);
	} else {
		error = db_number_(db, &made, values, n);
		*id = made.value;
	}
	for (const struct crm_field *f = type->fields; f->name && !error; f++)
		if (f->flags & CRM_EXTRA && crm_field_set(f, record))
			error = write_extra(db, type, f, *id, record);
	return error;
}

int
db_insert_as(crm *db, const struct crm_type *type, void *record)
{
	int64_t op = operation_id(db);
	int error = op < 0 ? (int)op : record_insert(db, type, record, op);

	return error ? error : operation_added(db, type, record_id(type, record));
}

int
db_insert(crm *db, const struct crm_type *type, void *record)
{
	int64_t *id = (int64_t *)((char *)record + type->fields->offset);
	int64_t op = operation_id(db);
	int error;

	if (op < 0)
		return (int)op;
	*id = operation_next_id(db, type);
	error = db_insert_as(db, type, record);
	if (error)
		*id = 0;
	return error;
}

/* Write those fields of a row that differ from `before', and its op. */
int
record_update(crm *db, const struct crm_type *type, const void *before, const void *record,
              int64_t op)
{
	struct db_value values[FIELDS_MAX];
	struct sql sql = { .n = 0 };
	size_t n = 1;
	int error = 0;

	put(&sql, "UPDATE %s SET ", type->table);
	for (const struct crm_field *f = type->fields; f->name && !error; f++) {
		bool extra = f->flags & CRM_EXTRA;

		if ((!extra && !db_stored(type, f)) || !crm_field_compare(f, before, record))
			continue;
		if (extra) {
			error = write_extra(db, type, f, record_id(type, record), record);
		} else {
			put(&sql, "%s = ?%zu, ", column(f), n);
			values[n++] = record_value(f, record);
		}
	}
	put(&sql, "op = ?%zu WHERE id = ?%zu", n, n + 1);
	values[0] = BUILT(sql.text);
	values[n++] = op ? db_int(op) : db_text(NULL);
	values[n++] = db_int(record_id(type, record));
	return error ? error : db_run_(db, values, n);
}

int
db_update(crm *db, const struct crm_type *type, const void *before, const void *record,
          bool *changed)
{
	char *image = NULL;
	int64_t op = 0;
	int error = record_image(db, type, before, record, &image);

	if (changed)
		*changed = !error && image;
	if (!error && image && (op = operation_id(db)) < 0)
		error = (int)op;
	if (!error && image)
		error = operation_changed(db, type, record_id(type, record), false, image);
	if (!error && image)
		error = record_update(db, type, before, record, op);
	free(image);
	return error;
}

int
record_remove(crm *db, const struct crm_type *type, int64_t id)
{
	int error = 0;

	if (record_has_extras(type))
		error = db_run(db, SQL("DELETE FROM extra WHERE noun = ?1 AND record = ?2"),
		               V(type->name), V(id));
	return error ? error : db_run(db, statement(db, type, RECORD_DELETE), V(id));
}

int
db_delete(crm *db, const struct crm_type *type, int64_t id)
{
	void *before = calloc(1, type->size);
	char *image = NULL;
	int64_t op;
	int error;

	if (!before)
		return db_no_memory(db);
	error = db_get(db, type, id, before);
	if (!error)
		error = record_image(db, type, before, NULL, &image);
	if (!error && (op = operation_id(db)) < 0)
		error = (int)op;
	if (!error)
		error = operation_changed(db, type, id, true, image);
	if (!error)
		error = record_remove(db, type, id);
	free(image);
	crm_clear(type, before);
	free(before);
	return error;
}

int64_t
record_id(const struct crm_type *type, const void *record)
{
	return *(const int64_t *)((const char *)record + type->fields->offset);
}

int
record_op(crm *db, const struct crm_type *type, int64_t id, struct crm_int *op)
{
	return db_number(db, op, statement(db, type, RECORD_OP), V(id));
}

int
record_last(crm *db, const struct crm_type *type, struct crm_int *id)
{
	return db_number(db, id, statement(db, type, RECORD_LAST));
}

/* --- images: a row, or what changes in it, as one line of text ------------------------------ */

static void
put_image(FILE *out, const struct crm_field *f, const void *record)
{
	struct db_value v = record_value(f, record);

	fputs(f->name, out);
	if (v.kind == DB_INT) {
		fprintf(out, "=%" PRId64, v.number);
	} else if (v.kind == DB_TEXT) {
		putc('=', out);
		crm_escape(out, v.text);
	}
	putc('\t', out);
}

int
record_image(crm *db, const struct crm_type *type, const void *before, const void *after,
             char **image)
{
	size_t size = 0, fields = 0;
	struct crm_int op;
	FILE *out;
	int error = record_op(db, type, record_id(type, before), &op);

	*image = NULL;
	if (error)
		return error;
	if (!(out = open_memstream(image, &size)))
		return db_no_memory(db);
	for (const struct crm_field *f = type->fields; f->name; f++) {
		if (!db_stored(type, f) && !(f->flags & CRM_EXTRA))
			continue;
		if (after ? crm_field_compare(f, before, after) : crm_field_set(f, before)) {
			put_image(out, f, before);
			fields++;
		}
	}
	fprintf(out, "op");
	if (op.value)
		fprintf(out, "=%" PRId64, op.value);
	if (fclose(out))
		return db_no_memory(db);
	if (!fields) {
		free(*image);
		*image = NULL;
	}
	return 0;
}

/* Set a field from its raw stored text; NULL makes it absent. */
int
record_restore(crm *db, const struct crm_field *f, void *record, const char *raw)
{
	void *slot;

	if (!f)
		return 0;   /* a field that an earlier version had */
	slot = (char *)record + f->offset;
	crm_field_clear(f, record);
	if (!raw)
		return 0;
	if (f->kind == CRM_TEXT || f->kind == CRM_WORD)
		return (*(char **)slot = strdup(raw)) ? 0 : db_no_memory(db);
	if (f->kind == CRM_ID)
		*(int64_t *)slot = strtoll(raw, NULL, 10);
	else
		*(struct crm_int *)slot = (struct crm_int)CRM_SET(strtoll(raw, NULL, 10));
	return 0;
}

int
record_restore_image(crm *db, const struct crm_type *type, void *record, const char *image,
                     int64_t *op)
{
	char *copy = strdup(image), *rest = copy, *part;
	int error = copy ? 0 : db_no_memory(db);

	*op = 0;
	while (!error && (part = strsep(&rest, "\t"))) {
		char *value = strchr(part, '=');

		if (value)
			*value++ = '\0';
		if (value && crm_unescape(value, &(struct crm_fault){ .at = 0 }))
			error = db_fail(db, CRM_DATABASE, "the history of %s is damaged", part);
		else if (!strcmp(part, "op"))
			*op = value ? strtoll(value, NULL, 10) : 0;
		else
			error = record_restore(db, crm_field(type, part), record, value);
	}
	free(copy);
	return error;
}
