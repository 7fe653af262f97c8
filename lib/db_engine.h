/*
 * db_engine.h - what a SQL engine must do for us (internal, not installed).
 *
 * One driver implements it today, db_sqlite.c, the only file that knows SQLite;
 * another engine is another file with these functions.  Nothing here knows
 * records; db.c builds on it.
 */
#ifndef CRM_DB_ENGINE_H
#define CRM_DB_ENGINE_H

#include "db.h"

struct db_statement;

/* All databases of this process are used in one thread; before the first is opened. */
void engine_one_thread(void);

/*
 * Open a database.  Returns an enum crm_error; *out is set unless memory is out,
 * and engine_message() then says why.
 */
int         engine_open(struct db_engine **out, const char *path, enum crm_mode mode);
void        engine_close(struct db_engine *);
const char *engine_message(const struct db_engine *);

/* The version of the schema in the file; 0 is an empty database. */
int engine_version(struct db_engine *, int *version);
int engine_set_version(struct db_engine *, int version);

/* Run statements that take no values and yield no rows. */
int engine_exec(struct db_engine *, const char *sql);

/*
 * For a big load, or back: trade the safety of the last transactions against power loss for
 * speed, and take the caller's word that values and references are right.  Outside of a
 * transaction.
 */
int engine_hurry(struct db_engine *, bool hurry);

/*
 * Before a big load, drop a table's indexes but those of its constraints; *sql is what
 * makes them again, for engine_exec() (NULL if there are none), to be freed.  Inside a
 * transaction, so that nobody sees the table without them.
 */
int engine_put_off_indexes(struct db_engine *, const char *table, char **sql);

int  engine_prepare(struct db_engine *, const char *sql, struct db_statement **out);
void engine_finalize(struct db_statement *);

int engine_parameters(struct db_statement *);   /* how many values it takes */
int engine_columns(struct db_statement *);

/* Texts are borrowed until engine_reset(). */
int engine_bind(struct db_statement *, int index, const struct db_value *);
int engine_step(struct db_statement *);         /* 1 a row, 0 the end, negative: failed */
void engine_reset(struct db_statement *);
void engine_again(struct db_statement *);        /* from the start, with the values it has */

/* Why the last step failed, as an enum crm_error; before the reset. */
int engine_failure(struct db_engine *);

bool        engine_null(struct db_statement *, int column);
int64_t     engine_int(struct db_statement *, int column);
double      engine_real(struct db_statement *, int column);
const char *engine_text(struct db_statement *, int column);

/* CRM_TRACE: say on standard error what is run, and what scans a whole table. */
void engine_trace(struct db_engine *);

#endif
