/*
 * db.c - statements and rows on top of an engine.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db_engine.h"

/* --- prepared statements --------------------------------------------------------- */

enum { CACHE_SIZE = 512, BUILT_MAX = 256 };

/* One prepared statement, found by its literal's address or, if built, by its text. */
struct entry {
	const char          *key;
	char                *copy;       /* of a built text; NULL for a literal */
	struct db_statement *statement;
	bool                 busy;
};

struct db_statements {
	struct entry entries[CACHE_SIZE];
	int          built;
};

struct db_cursor {
	crm                 *db;
	struct entry        *entry;      /* NULL: the statement is the cursor's own */
	struct db_statement *statement;
	int                  error;
};

struct crm_rows {
	struct db_cursor       cursor;
	const struct crm_type *type;
	struct crm_type       *view;     /* owned, if the type was made for these rows */
	void                 (*release)(struct crm_type *);
	const int64_t         *ids;      /* that the statement is still to be run for */
	size_t                 n;
	int                    parameter;
	int64_t                left;     /* rows that may still come */
};

static size_t
hash(const struct db_value *sql)
{
	uint64_t h = 1469598103934665603u;

	if (sql->kind == DB_LITERAL)
		return ((uintptr_t)sql->text * 0x9e3779b97f4a7c15u) >> 40;
	for (const char *p = sql->text; *p; p++)
		h = (h ^ (unsigned char)*p) * 1099511628211u;
	return h >> 20;
}

static bool
same(const struct entry *e, const struct db_value *sql)
{
	return sql->kind == DB_LITERAL ? e->key == sql->text && !e->copy
	                               : e->copy && !strcmp(e->copy, sql->text);
}

/* The entry that holds this statement, or a free one for it, or NULL. */
static struct entry *
lookup(struct db_statements *all, const struct db_value *sql)
{
	size_t at = hash(sql);

	for (int i = 0; i < CACHE_SIZE / 2; i++) {
		struct entry *e = &all->entries[(at + (size_t)i) % CACHE_SIZE];

		if (!e->key || same(e, sql))
			return e;
	}
	return NULL;
}

static int
remember(crm *db, struct entry *e, const struct db_value *sql, struct db_statement *statement)
{
	if (sql->kind == DB_BUILT) {
		if (!(e->copy = strdup(sql->text)))
			return db_no_memory(db);
		db->statements->built++;
	}
	e->key = e->copy ? e->copy : sql->text;
	e->statement = statement;
	return 0;
}

int
db_engine_failed(crm *db, int error)
{
	return db_fail(db, error, "%s", engine_message(db->engine));
}

static int
bind(crm *db, struct db_statement *statement, const struct db_value *values, size_t n)
{
	if (engine_parameters(statement) != (int)n)
		return db_fail(db, CRM_BUG, "a statement takes %d values and got %zu",
		               engine_parameters(statement), n);
	for (size_t i = 0; i < n; i++)
		if (engine_bind(statement, (int)i + 1, &values[i]))
			return db_fail(db, CRM_BUG, "value %zu of a statement cannot be bound", i + 1);
	return 0;
}

/* values[0] is the statement, the others what it takes. */
static int
start(struct db_cursor *cursor, crm *db, const struct db_value *values, size_t n)
{
	struct entry *e = lookup(db->statements, values);
	bool keep = e && !e->busy && (e->key || values->kind == DB_LITERAL ||
	                              db->statements->built < BUILT_MAX);

	*cursor = (struct db_cursor){ .db = db };
	if (keep && e->key) {
		cursor->statement = e->statement;
	} else {
		cursor->error = engine_prepare(db->engine, values->text, &cursor->statement);
		if (cursor->error)
			return cursor->error = db_engine_failed(db, cursor->error);
		if (keep && (cursor->error = remember(db, e, values, cursor->statement))) {
			engine_finalize(cursor->statement);
			cursor->statement = NULL;
			return cursor->error;
		}
	}
	if (keep) {
		cursor->entry = e;
		e->busy = true;
	}
	return cursor->error = bind(db, cursor->statement, values + 1, n - 1);
}

static bool
step(struct db_cursor *cursor)
{
	int result = cursor->error ? 0 : engine_step(cursor->statement);

	if (result < 0)
		cursor->error = db_engine_failed(cursor->db, engine_failure(cursor->db->engine));
	return result > 0;
}

static int
finish(struct db_cursor *cursor)
{
	if (cursor->statement)
		engine_reset(cursor->statement);
	if (cursor->entry)
		cursor->entry->busy = false;
	else
		engine_finalize(cursor->statement);
	return cursor->error;
}

int
db_statements_open(crm *db)
{
	return (db->statements = calloc(1, sizeof *db->statements)) ? 0 : CRM_NO_MEMORY;
}

void
db_statements_close(crm *db)
{
	for (int i = 0; db->statements && i < CACHE_SIZE; i++)
		if (db->statements->entries[i].key) {
			engine_finalize(db->statements->entries[i].statement);
			free(db->statements->entries[i].copy);
		}
	free(db->statements);
	db->statements = NULL;
}

/* --- values ------------------------------------------------------------------------ */

struct db_value
db_int(int64_t number)
{
	return (struct db_value){ .kind = DB_INT, .number = number };
}

struct db_value
db_maybe(struct crm_int number)
{
	return number.set ? db_int(number.value) : (struct db_value){ .kind = DB_NULL };
}

struct db_value
db_real(double number)
{
	return (struct db_value){ .kind = DB_REAL, .real = number };
}

struct db_value
db_text(const char *text)
{
	return (struct db_value){ .kind = text ? DB_TEXT : DB_NULL, .text = text };
}

/* --- running ----------------------------------------------------------------------- */

int
db_run_(crm *db, const struct db_value *values, size_t n)
{
	struct db_cursor cursor;

	if (!start(&cursor, db, values, n))
		while (step(&cursor))
			;
	return finish(&cursor);
}

struct db_cursor *
db_walk_(crm *db, const struct db_value *values, size_t n)
{
	struct db_cursor *cursor = calloc(1, sizeof *cursor);

	if (cursor)
		start(cursor, db, values, n);
	else
		db_no_memory(db);
	return cursor;
}

bool
db_step(struct db_cursor *cursor)
{
	return cursor && step(cursor);
}

bool
db_column_null(struct db_cursor *cursor, int column)
{
	return engine_null(cursor->statement, column);
}

int64_t
db_column_int(struct db_cursor *cursor, int column)
{
	return engine_int(cursor->statement, column);
}

struct crm_int
db_column_maybe(struct db_cursor *cursor, int column)
{
	return (struct crm_int){ .value = engine_int(cursor->statement, column),
	                         .set = !engine_null(cursor->statement, column) };
}

double
db_column_real(struct db_cursor *cursor, int column)
{
	return engine_real(cursor->statement, column);
}

const char *
db_column_text(struct db_cursor *cursor, int column)
{
	return engine_text(cursor->statement, column);
}

int
db_done(struct db_cursor *cursor)
{
	int error = cursor ? finish(cursor) : CRM_NO_MEMORY;

	free(cursor);
	return error;
}

int
db_number_(crm *db, struct crm_int *out, const struct db_value *values, size_t n)
{
	struct db_cursor cursor;

	*out = (struct crm_int){ 0 };
	if (!start(&cursor, db, values, n) && step(&cursor))
		*out = db_column_maybe(&cursor, 0);
	return finish(&cursor);
}

int
db_string_(crm *db, char **out, const struct db_value *values, size_t n)
{
	struct db_cursor cursor;

	*out = NULL;
	if (!start(&cursor, db, values, n) && step(&cursor) && !db_column_null(&cursor, 0) &&
	    !(*out = strdup(db_column_text(&cursor, 0))))
		cursor.error = db_no_memory(db);
	return finish(&cursor);
}

/* --- rows -------------------------------------------------------------------------- */

crm_rows *
db_query_(crm *db, const struct crm_type *type, const struct db_value *values, size_t n)
{
	crm_rows *rows = calloc(1, sizeof *rows);

	if (!rows) {
		db_no_memory(db);
		return NULL;
	}
	rows->type = type;
	rows->left = INT64_MAX;
	start(&rows->cursor, db, values, n);
	return rows;
}

void
db_rows_repeat(crm_rows *rows, int parameter, const int64_t *ids, size_t n, int64_t limit)
{
	rows->parameter = parameter;
	rows->ids = ids + (n > 0);   /* the first one is bound already */
	rows->n = n ? n - 1 : 0;
	rows->left = !n ? 0 : limit ? limit : INT64_MAX;
}

/* The next row of the statement, or of its next run. */
static bool
step_rows(crm_rows *rows)
{
	if (rows->left <= 0)
		return false;
	while (!step(&rows->cursor)) {
		struct db_value id;

		if (rows->cursor.error || !rows->n)
			return false;
		id = db_int(*rows->ids++);
		rows->n--;
		engine_again(rows->cursor.statement);
		if (engine_bind(rows->cursor.statement, rows->parameter, &id))
			rows->cursor.error = db_fail(rows->cursor.db, CRM_BUG, "an id cannot be bound");
	}
	rows->left--;
	return true;
}

void
db_rows_own(crm_rows *rows, struct crm_type *view, void (*release)(struct crm_type *))
{
	rows->view = view;
	rows->release = release;
}

crm_rows *
db_rows_failed(crm *db, int error)
{
	crm_rows *rows = calloc(1, sizeof *rows);

	if (rows)
		rows->cursor = (struct db_cursor){ .db = db, .error = error };
	return rows;
}

/* Read one column into its field. */
static int
read_field(struct db_cursor *cursor, int column, const struct crm_field *f, void *record)
{
	void *slot = (char *)record + f->offset;
	const char *text;

	if (db_column_null(cursor, column))
		return 0;
	switch (f->kind) {
	case CRM_TEXT:
	case CRM_WORD:
		if (f->fetch)   /* the column is the id of the record whose rows hold it */
			return f->fetch(cursor->db, db_column_int(cursor, column), slot);
		text = db_column_text(cursor, column);
		if (!text || !(*(char **)slot = strdup(text)))
			return db_no_memory(cursor->db);
		return 0;
	case CRM_ID:
		*(int64_t *)slot = db_column_int(cursor, column);
		return 0;
	case CRM_REAL:
		*(struct crm_real *)slot = (struct crm_real)CRM_SET(db_column_real(cursor, column));
		return 0;
	default:
		*(struct crm_int *)slot = (struct crm_int)CRM_SET(db_column_int(cursor, column));
		return 0;
	}
}

bool
crm_rows_next(crm_rows *rows, void *record)
{
	int column = 0;

	if (!rows || !rows->type)   /* without memory, or failed from the start */
		return false;
	crm_clear(rows->type, record);
	if (!step_rows(rows))
		return false;
	for (const struct crm_field *f = rows->type->fields; f->name; f++) {
		if (!db_stored(rows->type, f))
			continue;
		rows->cursor.error = read_field(&rows->cursor, column++, f, record);
		if (rows->cursor.error)
			return false;
	}
	if (column != engine_columns(rows->cursor.statement))
		rows->cursor.error = db_fail(rows->cursor.db, CRM_BUG, "%s has %d columns, not %d",
		                             rows->type->name, column,
		                             engine_columns(rows->cursor.statement));
	return !rows->cursor.error;
}

int
crm_rows_close(crm_rows *rows)
{
	int error = rows ? finish(&rows->cursor) : CRM_NO_MEMORY;

	if (rows && rows->release)
		rows->release(rows->view);
	free(rows);
	return error;
}

int
db_one_(crm *db, const struct crm_type *type, void *record, const struct db_value *values, size_t n)
{
	crm_rows *rows = db_query_(db, type, values, n);
	bool found = crm_rows_next(rows, record);
	int error = crm_rows_close(rows);

	if (!error && !found)
		error = db_fail(db, CRM_NOT_FOUND, "no such %s", type->name);
	return error;
}

/* --- messages ------------------------------------------------------------------------------- */

int
db_fail(crm *db, int error, const char *format, ...)
{
	char text[sizeof db->message];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);   /* the old message may be among the args */
	va_end(args);
	memcpy(db->message, text, sizeof text);
	return error;
}

int
db_fault(crm *db, int error, const char *field, const struct crm_fault *why)
{
	return field ? db_fail(db, error, "%s: %s", field, why->text)
	             : db_fail(db, error, "%s", why->text);
}

int
db_no_memory(crm *db)
{
	return db_fail(db, CRM_NO_MEMORY, "out of memory");
}

int
crm_refuse(crm *db, int error, const char *why)
{
	return db_fail(db, error, "%s", why);
}

void
db_warn(crm *db, const char *format, ...)
{
	va_list args;

	if (db->warning[0])
		return;
	va_start(args, format);
	vsnprintf(db->warning, sizeof db->warning, format, args);
	va_end(args);
}

const char *
crm_warning(crm *db)
{
	if (!db->warning[0])
		return NULL;
	memcpy(db->warned, db->warning, sizeof db->warned);
	db->warning[0] = '\0';
	return db->warned;
}

const char *
crm_message(const crm *db)
{
	return db->message[0] ? db->message : "no error";
}
