/*
 * db.h - the only door to SQL (internal, not installed).
 *
 * A statement stands where it is used:
 *
 *	db_run(db, SQL("UPDATE setting SET value = ?2 WHERE name = ?1"), V(name), V(value));
 *
 * SQL() takes nothing but a string literal, so no value can slip into it, and
 * the prepared statement is kept under the literal's address.  V() picks the SQL
 * type from the C type; a struct crm_int that is not set, a NULL text is NULL.  A
 * wrong number of values is CRM_BUG.  CRM_TRACE=1 prints every statement to
 * standard error and warns of full scans.
 *
 * Only record_sql.c, select.c (with query_sql.c) and operation.c build SQL, from
 * table and column names: they hand it over with BUILT(), whose text the door
 * does not keep.
 */
#ifndef CRM_DB_H
#define CRM_DB_H

#include "crm.h"
#include "record.h"

/* --- values ------------------------------------------------------------------ */

struct db_value {
	enum { DB_NULL, DB_INT, DB_REAL, DB_TEXT, DB_LITERAL, DB_BUILT } kind;
	int64_t     number;
	double      real;
	const char *text;
};

struct db_value db_int(int64_t number);
struct db_value db_maybe(struct crm_int number);
struct db_value db_real(double number);
struct db_value db_text(const char *text);

#define SQL(literal) (struct db_value){ .kind = DB_LITERAL, .text = "" literal }
#define BUILT(sql)   (struct db_value){ .kind = DB_BUILT, .text = (sql) }
#define V(x) _Generic((x), \
	bool: db_int, char: db_int, int: db_int, unsigned: db_int, \
	long: db_int, long long: db_int, unsigned long: db_int, \
	double: db_real, struct crm_int: db_maybe, \
	char *: db_text, const char *: db_text)(x)

#define DB_ARGS(...) (const struct db_value[]){ __VA_ARGS__ }, \
	sizeof((struct db_value[]){ __VA_ARGS__ }) / sizeof(struct db_value)

/* --- statements ---------------------------------------------------------------- */

/* Run a statement that yields no rows. */
#define db_run(db, ...) db_run_((db), DB_ARGS(__VA_ARGS__))

/* Start a query for records whose columns are, in order, the stored fields of a type. */
#define db_query(db, type, ...) db_query_((db), (type), DB_ARGS(__VA_ARGS__))

/* Fetch exactly one record: CRM_NOT_FOUND if the query yields none. */
#define db_one(db, type, record, ...) db_one_((db), (type), (record), DB_ARGS(__VA_ARGS__))

/* Fetch one number; not set if the query yields no row or NULL. */
#define db_number(db, out, ...) db_number_((db), (out), DB_ARGS(__VA_ARGS__))

/* Fetch one text, to be freed; NULL if the query yields no row or NULL. */
#define db_string(db, out, ...) db_string_((db), (out), DB_ARGS(__VA_ARGS__))

/*
 * Rows without a record, for code that reads columns itself:
 *
 *	struct db_cursor *cursor = db_walk(db, SQL("SELECT id, at FROM orders"));
 *	while (db_step(cursor))
 *		... db_column_int(cursor, 0) ...
 *	error = db_done(cursor);
 */
#define db_walk(db, ...) db_walk_((db), DB_ARGS(__VA_ARGS__))

struct db_cursor;

int               db_run_(crm *, const struct db_value *, size_t);
crm_rows         *db_query_(crm *, const struct crm_type *, const struct db_value *, size_t);
int               db_one_(crm *, const struct crm_type *, void *record,
                          const struct db_value *, size_t);
int               db_number_(crm *, struct crm_int *, const struct db_value *, size_t);
int               db_string_(crm *, char **, const struct db_value *, size_t);
struct db_cursor *db_walk_(crm *, const struct db_value *, size_t);

bool           db_step(struct db_cursor *);
bool           db_column_null(struct db_cursor *, int column);
int64_t        db_column_int(struct db_cursor *, int column);
struct crm_int db_column_maybe(struct db_cursor *, int column);
double         db_column_real(struct db_cursor *, int column);
const char    *db_column_text(struct db_cursor *, int column);   /* until the next step */
int            db_done(struct db_cursor *);                      /* 0, or what went wrong */

/* Rows of a type made for them: release is called with it when they are closed. */
void db_rows_own(crm_rows *, struct crm_type *view, void (*release)(struct crm_type *));

/*
 * Run the statement once for each of n ids, in this order, which are parameter
 * number `parameter' in turn; at most limit rows in all, 0 is any number.  The
 * ids must outlive the rows.
 */
void db_rows_repeat(crm_rows *, int parameter, const int64_t *ids, size_t n, int64_t limit);

/* Rows that have failed already, so that crm_rows_close() tells why.  NULL: out of memory. */
crm_rows *db_rows_failed(crm *, int error);

/* The prepared statements of a handle; crm.c opens and closes them with it. */
int  db_statements_open(crm *);
void db_statements_close(crm *);

/* The engine's sentence into the handle; returns error. */
int db_engine_failed(crm *, int error);

/* Records why in the handle; returns error. */
int db_fail(crm *, int error, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The same from a pure module's fault, `field: ' before it if field is not NULL. */
int db_fault(crm *, int error, const char *field, const struct crm_fault *why);

int db_no_memory(crm *);

/* Leave a warning for crm_warning(); the first one stays. */
void db_warn(crm *, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* --- records, from their field tables (record_sql.c) -------------------------------- */

/*
 * Is the field a column of the type's table?  Every field of a view (a type
 * without a table) is a column of its query.
 */
bool db_stored(const struct crm_type *, const struct crm_field *);

/* "id, name, kind, ..." of the stored fields, for SELECT lists; kept by the handle. */
const char *db_columns(crm *, const struct crm_type *);

int db_insert(crm *, const struct crm_type *, void *record);   /* sets the id */
int db_insert_as(crm *, const struct crm_type *, void *record);   /* under the id that it has */
int db_get(crm *, const struct crm_type *, int64_t id, void *record);

/*
 * Start reading the rows of ids first to last, in their order.  Fields that are
 * not wanted stay absent, and cost nothing; user-defined ones are not read.
 */
crm_rows *db_sweep(crm *, const struct crm_type *, int64_t first, int64_t last,
                   bool (*wanted)(const void *aux, const struct crm_field *), const void *aux);

/*
 * Write what differs from `before', the row as it is stored; *changed (may be NULL) says
 * whether anything did.  Nothing is written or logged when nothing differs.
 */
int db_update(crm *, const struct crm_type *, const void *before, const void *record,
              bool *changed);

int db_delete(crm *, const struct crm_type *, int64_t id);

/* --- the handle ----------------------------------------------------------------------------- */

struct db_engine;   /* the driver's connection: db_engine.h */
struct operation;   /* the one under way: operation.c */
struct agenda;      /* customers to be recomputed when it ends: agenda.c */

struct crm {
	struct db_engine   *engine;
	struct crm_context  context;
	struct crm_zone    *zone;
	char               *actor, *program;
	enum crm_mode       mode;
	int                 depth;        /* of crm_begin() */
	struct operation   *operation;
	struct operation   *tried;        /* what it was when a part began: crm_try() */
	int64_t             last_operation;
	bool                changed;      /* an operation was logged and kept */
	struct agenda      *agenda;
	int64_t             reached;      /* the day up to which readers see what recurs */
	bool                restoring;    /* an export: it says what its contacts answered, and of
	                                      which rules its notes were */
	struct db_statements *statements; /* prepared, by address of their literal */
	struct db_texts     *texts;       /* statements made from field tables: record_sql.c */
	struct db_nouns    *nouns;        /* types with user-defined fields, built lazily: noun.c */
	struct crm_sop     *sop;          /* the rules in force, read lazily: sop.c */
	crm_progress       *report;       /* of long work; NULL: to nobody */
	char                message[1024];
	char                warning[256]; /* set by db_warn(), cleared by crm_warning() */
	char                warned[256];
};

#endif
