/*
 * db_sqlite.c - the SQLite driver: the only file that includes <sqlite3.h>.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

#include "db_engine.h"

enum {
	APPLICATION_ID = 0x63726d31,   /* "crm1": file(1) and we know our own */
	BUSY_TIMEOUT   = 5000          /* milliseconds */
};

struct db_engine {
	sqlite3 *sqlite;
	char     message[512];
};

/* A sqlite3_stmt by its other name: the driver adds nothing to it. */
static sqlite3_stmt *
stmt(struct db_statement *statement)
{
	return (sqlite3_stmt *)statement;
}

static int
fail(struct db_engine *engine, int error, const char *why)
{
	snprintf(engine->message, sizeof engine->message, "%s", why);
	return error;
}

/* SQLite's `disk I/O error' says not what the system said: most often that the disk is full. */
static int
failed_io(struct db_engine *engine)
{
	int why = sqlite3_system_errno(engine->sqlite);
	char text[128];

	if (why == ENOSPC || why == EDQUOT)
		return fail(engine, CRM_DATABASE,
		            "the disk is full: there is no room to work beside the database");
	snprintf(text, sizeof text, "the file cannot be read or written: %s",
	         why ? strerror(why) : sqlite3_errmsg(engine->sqlite));
	return fail(engine, CRM_DATABASE, text);
}

/* Turn the last SQLite error into ours. */
static int
failed(struct db_engine *engine)
{
	switch (sqlite3_extended_errcode(engine->sqlite)) {
	case SQLITE_CONSTRAINT_UNIQUE:
	case SQLITE_CONSTRAINT_PRIMARYKEY:
	case SQLITE_CONSTRAINT_ROWID:
		return fail(engine, CRM_EXISTS, sqlite3_errmsg(engine->sqlite));
	case SQLITE_CONSTRAINT_FOREIGNKEY:
		return fail(engine, CRM_NOT_FOUND, "a record that it refers to does not exist");
	case SQLITE_IOERR_NOMEM:
		return fail(engine, CRM_NO_MEMORY, "out of memory");
	}
	switch (sqlite3_errcode(engine->sqlite)) {
	case SQLITE_CONSTRAINT:
		return fail(engine, CRM_INVALID, sqlite3_errmsg(engine->sqlite));
	case SQLITE_READONLY:
		return fail(engine, CRM_READ_ONLY, "the database cannot be written");
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return fail(engine, CRM_BUSY, "another program is writing to the database; try again");
	case SQLITE_NOMEM:
		return fail(engine, CRM_NO_MEMORY, "out of memory");
	case SQLITE_NOTADB:
		return fail(engine, CRM_DATABASE, "this file is not a customer database");
	case SQLITE_FULL:
		return fail(engine, CRM_DATABASE, "the disk is full; nothing was changed");
	case SQLITE_IOERR:
		return failed_io(engine);
	case SQLITE_CORRUPT:
		return fail(engine, CRM_DATABASE, "the file is damaged; restore a backup");
	default:
		return fail(engine, CRM_DATABASE, sqlite3_errmsg(engine->sqlite));
	}
}

int
engine_exec(struct db_engine *engine, const char *sql)
{
	return sqlite3_exec(engine->sqlite, sql, NULL, NULL, NULL) ? failed(engine) : 0;
}

static int
pragma(struct db_engine *engine, const char *sql, int *out)
{
	sqlite3_stmt *query = NULL;
	int error = 0;

	if (sqlite3_prepare_v2(engine->sqlite, sql, -1, &query, NULL))
		return failed(engine);
	if (sqlite3_step(query) == SQLITE_ROW)
		*out = sqlite3_column_int(query, 0);
	else
		error = failed(engine);
	sqlite3_finalize(query);
	return error;
}

void
engine_one_thread(void)
{
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/*
 * Even the first look at a file may have to wait: whoever leaves it last writes the WAL
 * back, and lets nobody in meanwhile.
 */
static int
open_sqlite(struct db_engine *engine, const char *name, int flags)
{
	flags |= SQLITE_OPEN_NOMUTEX;   /* one handle, one thread */
	if (sqlite3_open_v2(name, &engine->sqlite, flags, NULL))
		return failed(engine);
	return sqlite3_busy_timeout(engine->sqlite, BUSY_TIMEOUT) ? failed(engine) : 0;
}

/* Open, promise not to write, and read something: only that tells whether it works. */
static int
try_reading(struct db_engine *engine, const char *name, int flags)
{
	int error;

	sqlite3_close(engine->sqlite);
	engine->sqlite = NULL;
	error = open_sqlite(engine, name, flags);
	if (error)
		return error;
	return engine_exec(engine, "PRAGMA query_only = ON; PRAGMA schema_version");
}

/* file:PATH?immutable=1, with what a URI would take for its own escaped. */
static char *
immutable_uri(const char *path)
{
	sqlite3_str *uri = sqlite3_str_new(NULL);

	sqlite3_str_appendall(uri, "file:");
	for (; *path; path++)
		if (strchr("%?#", *path))
			sqlite3_str_appendf(uri, "%%%02X", (unsigned char)*path);
		else
			sqlite3_str_appendchar(uri, 1, *path);
	sqlite3_str_appendall(uri, "?immutable=1");
	return sqlite3_str_finish(uri);
}

/*
 * Readers open for writing where they may, so that they can read a WAL that
 * another program left behind.  In a folder that cannot be written, and where no
 * WAL waits, the file cannot change under us.
 */
static int
open_reader(struct db_engine *engine, const char *path)
{
	char *wal = sqlite3_mprintf("%s-wal", path), *uri = immutable_uri(path);
	int error = try_reading(engine, path, SQLITE_OPEN_READWRITE);

	if (error && error != CRM_BUSY && sqlite3_errcode(engine->sqlite) != SQLITE_NOTADB)
		error = try_reading(engine, path, SQLITE_OPEN_READONLY);
	if ((error == CRM_READ_ONLY || sqlite3_errcode(engine->sqlite) == SQLITE_CANTOPEN) &&
	    access(wal, F_OK))
		error = try_reading(engine, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
	sqlite3_free(wal);
	sqlite3_free(uri);
	return error;
}

/*
 * The file is made here, before SQLite does, so that nobody else can ever read it; an
 * empty one that waits for us becomes as private.
 */
static int
make_file(struct db_engine *engine, const char *path)
{
	int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600), error = 0;
	struct stat status;

	if (file < 0 || fstat(file, &status) || (!status.st_size && fchmod(file, 0600)))
		error = fail(engine, CRM_DATABASE, strerror(errno));
	if (file >= 0)
		close(file);
	return error;
}

static int
open_new(struct db_engine *engine, const char *path)
{
	int error = make_file(engine, path);

	if (!error)
		error = open_sqlite(engine, path, SQLITE_OPEN_READWRITE);
	return error ? error : engine_exec(engine, "PRAGMA journal_mode = WAL");
}

/* An empty file is a database without tables; anything else must be ours. */
static int
check_identity(struct db_engine *engine)
{
	int id = 0, tables = 0;
	int error = pragma(engine, "PRAGMA application_id", &id);

	if (error || id == APPLICATION_ID)
		return error;
	error = pragma(engine, "SELECT count(*) FROM sqlite_schema", &tables);
	if (!error && (id || tables))
		error = fail(engine, CRM_DATABASE, "this is a database of some other program");
	return error;
}

static int
open_file(struct db_engine *engine, const char *path, enum crm_mode mode)
{
	bool memory = !strcmp(path, ":memory:");
	struct stat status;

	if (!memory && mode != CRM_CREATE && stat(path, &status))
		return errno == ENOENT || errno == ENOTDIR
		     ? fail(engine, CRM_NO_FILE, "there is no database") :
		       fail(engine, CRM_DATABASE, strerror(errno));
	if (!memory && mode != CRM_CREATE && !S_ISREG(status.st_mode))
		return fail(engine, CRM_DATABASE, "this is not a file");
	if (mode == CRM_READ && !memory)
		return open_reader(engine, path);
	if (mode == CRM_CREATE && !memory)
		return open_new(engine, path);
	return open_sqlite(engine, path, SQLITE_OPEN_READWRITE);
}

int
engine_open(struct db_engine **out, const char *path, enum crm_mode mode)
{
	struct db_engine *engine = *out = calloc(1, sizeof *engine);
	int error;

	if (!engine)
		return CRM_NO_MEMORY;
	error = open_file(engine, path, mode);
	if (error)
		return error;
	/* One bad statement must not take the machine down with it. */
	sqlite3_db_config(engine->sqlite, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(engine->sqlite, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(engine->sqlite, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	if (mode != CRM_READ)
		error = engine_exec(engine, "PRAGMA foreign_keys = ON");
	return error ? error : check_identity(engine);
}

void
engine_close(struct db_engine *engine)
{
	if (engine) {
		sqlite3_close_v2(engine->sqlite);
		free(engine);
	}
}

const char *
engine_message(const struct db_engine *engine)
{
	return engine->message;
}

int
engine_version(struct db_engine *engine, int *version)
{
	return pragma(engine, "PRAGMA user_version", version);
}

int
engine_set_version(struct db_engine *engine, int version)
{
	char sql[96];

	snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d",
	         APPLICATION_ID, version);
	return engine_exec(engine, sql);
}

/*
 * A bulk load wants a large cache for its indexes, and can be run again after a power cut.
 * The sort of an index that is made takes as much again, and all is to stay under 512 MB.
 * What the CHECKs say has been checked by the field tables; each list of words in a CHECK
 * would be made into a table of its own, row by row: half of an insert's time.  References
 * have been looked up; to look again is a tenth.  (Inside a transaction SQLite would not
 * hear of foreign keys: this comes before it.)
 */
int
engine_hurry(struct db_engine *engine, bool hurry)
{
	return engine_exec(engine, hurry
	                   ? "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -131072;"
	                     "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF"
	                   : "PRAGMA synchronous = FULL; PRAGMA cache_size = -2000;"
	                     "PRAGMA ignore_check_constraints = OFF; PRAGMA foreign_keys = ON");
}

/* The indexes of a table, as one text: to drop them, or to make them. */
static int
index_script(struct db_engine *engine, const char *table, const char *select, char **out)
{
	sqlite3_str *script = sqlite3_str_new(engine->sqlite);
	sqlite3_stmt *query = NULL;
	char *text;

	if (sqlite3_prepare_v2(engine->sqlite, select, -1, &query, NULL) ||
	    sqlite3_bind_text(query, 1, table, -1, SQLITE_STATIC)) {
		sqlite3_free(sqlite3_str_finish(script));
		return failed(engine);
	}
	while (sqlite3_step(query) == SQLITE_ROW)
		sqlite3_str_appendf(script, "%s;\n", sqlite3_column_text(query, 0));
	text = sqlite3_finalize(query) ? NULL : sqlite3_str_finish(script);
	*out = text ? strdup(text) : NULL;
	sqlite3_free(text);
	return 0;
}

int
engine_put_off_indexes(struct db_engine *engine, const char *table, char **sql)
{
	char *drop = NULL;
	int error = index_script(engine, table, "SELECT sql FROM sqlite_schema WHERE type = 'index'"
	                         " AND tbl_name = ?1 AND sql IS NOT NULL", sql);

	if (!error)
		error = index_script(engine, table, "SELECT 'DROP INDEX ' || name FROM sqlite_schema WHERE"
		                     " type = 'index' AND tbl_name = ?1 AND sql IS NOT NULL", &drop);
	if (!error && drop)
		error = engine_exec(engine, drop);
	free(drop);
	return error;
}

int
engine_prepare(struct db_engine *engine, const char *sql, struct db_statement **out)
{
	sqlite3_stmt *prepared = NULL;

	if (sqlite3_prepare_v3(engine->sqlite, sql, -1, SQLITE_PREPARE_PERSISTENT, &prepared, NULL))
		return failed(engine);
	*out = (struct db_statement *)prepared;
	return 0;
}

void
engine_finalize(struct db_statement *statement)
{
	sqlite3_finalize(stmt(statement));
}

int
engine_parameters(struct db_statement *statement)
{
	return sqlite3_bind_parameter_count(stmt(statement));
}

int
engine_columns(struct db_statement *statement)
{
	return sqlite3_column_count(stmt(statement));
}

int
engine_bind(struct db_statement *statement, int index, const struct db_value *value)
{
	switch (value->kind) {
	case DB_INT:  return sqlite3_bind_int64(stmt(statement), index, value->number);
	case DB_REAL: return sqlite3_bind_double(stmt(statement), index, value->real);
	case DB_TEXT: return sqlite3_bind_text(stmt(statement), index, value->text, -1,
	                                       SQLITE_STATIC);
	default:      return sqlite3_bind_null(stmt(statement), index);
	}
}

int
engine_step(struct db_statement *statement)
{
	switch (sqlite3_step(stmt(statement))) {
	case SQLITE_ROW:  return 1;
	case SQLITE_DONE: return 0;
	default:          return CRM_DATABASE;
	}
}

void
engine_reset(struct db_statement *statement)
{
	sqlite3_reset(stmt(statement));
	sqlite3_clear_bindings(stmt(statement));
}

void
engine_again(struct db_statement *statement)
{
	sqlite3_reset(stmt(statement));
}

bool
engine_null(struct db_statement *statement, int column)
{
	return sqlite3_column_type(stmt(statement), column) == SQLITE_NULL;
}

int64_t
engine_int(struct db_statement *statement, int column)
{
	return sqlite3_column_int64(stmt(statement), column);
}

double
engine_real(struct db_statement *statement, int column)
{
	return sqlite3_column_double(stmt(statement), column);
}

const char *
engine_text(struct db_statement *statement, int column)
{
	return (const char *)sqlite3_column_text(stmt(statement), column);
}

/* Turn a failed step into our error; the statement must not have been reset yet. */
int
engine_failure(struct db_engine *engine)
{
	return failed(engine);
}

static int
trace(unsigned event, void *unused, void *statement, void *detail)
{
	(void)unused, (void)detail;
	if (event == SQLITE_TRACE_STMT) {
		char *text = sqlite3_expanded_sql(statement);

		fprintf(stderr, "crm: %s\n", text ? text : sqlite3_sql(statement));
		sqlite3_free(text);
	} else if (sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1) > 0) {
		fprintf(stderr, "crm: full scan: %s\n", sqlite3_sql(statement));
	}
	return 0;
}

void
engine_trace(struct db_engine *engine)
{
	sqlite3_trace_v2(engine->sqlite, SQLITE_TRACE_STMT | SQLITE_TRACE_PROFILE, trace, NULL);
}
