/*
 * crm.c - the handle: open and close, settings, who acts, when is now, begin and end.
 */
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "agenda_rows.h"
#include "db_engine.h"
#include "follow_up_settle.h"
#include "migrations.h"
#include "noun_types.h"
#include "operation_log.h"
#include "record_sql.h"
#include "sop.h"
#include "sop_apply.h"

/* The versions from which follow-ups have the day they were closed; people are searched. */
enum { CLOSED_KNOWN = 6, SEARCH_KNOWN = 10 };

/* --- the handle ----------------------------------------------------------------------------- */

static int
load_context(crm *db)
{
	struct crm_fault why;
	char *zone = NULL, *currency = NULL;
	int error = crm_setting_get(db, "zone", &zone);

	if (!error)
		error = crm_setting_get(db, "currency", &currency);
	crm_zone_close(db->zone);
	db->zone = NULL;
	if (!error && crm_zone_open(&db->zone, zone ? zone : "UTC", &why))
		error = db_fault(db, CRM_DATABASE, "zone", &why);
	db->context.clock.zone = db->zone;
	snprintf(db->context.currency, sizeof db->context.currency, "%s", currency ? currency : "USD");
	free(zone);
	free(currency);
	return error;
}

/* What a migration cannot say in SQL: days of the database's zone, folded texts. */
static int
migrate_rows(crm *db, int from)
{
	int error = from < CLOSED_KNOWN ? load_context(db) : 0;

	if (!error && from < CLOSED_KNOWN)
		error = follow_up_date_closed(db);
	if (!error && from < SEARCH_KNOWN)
		error = noun_search_all(db);
	return error;
}

/* Bring the database up to the last migration, all or nothing. */
static int
migrate(crm *db)
{
	int current = 0, error = engine_exec(db->engine, "BEGIN IMMEDIATE");

	if (!error)
		error = engine_version(db->engine, &current);   /* another may have been faster */
	for (int i = current; !error && i < (int)migration_count; i++)
		error = engine_exec(db->engine, migrations[i]);
	if (!error && current > 0)
		error = migrate_rows(db, current);
	if (!error)
		error = engine_set_version(db->engine, (int)migration_count);
	if (!error)
		error = engine_exec(db->engine, "COMMIT");
	if (error) {
		db_engine_failed(db, error);
		engine_exec(db->engine, "ROLLBACK");
	}
	return error;
}

static int
check_version(crm *db)
{
	int version = 0, error = engine_version(db->engine, &version);

	if (error)
		return db_engine_failed(db, error);
	if (db->mode == CRM_CREATE && version > 0)
		return db_fail(db, CRM_EXISTS, "there is a customer database already");
	if (db->mode != CRM_CREATE && version == 0)
		return db_fail(db, CRM_NO_FILE, "this database is empty");
	if (version > (int)migration_count)
		return db_fail(db, CRM_TOO_NEW, "the database has version %d, and this program knows "
		               "only up to %zu; install the newer crm-tools", version, migration_count);
	if (version == (int)migration_count)
		return 0;
	if (db->mode == CRM_READ)
		return db_fail(db, CRM_OLD,
		               "the database is of an earlier version; run crm-init --upgrade");
	return migrate(db);
}

/* Whoever runs the program, where nobody said who acts. */
int
crm_default_actor(crm *db)
{
	struct passwd entry, *found = NULL;
	char buffer[4096], number[32];

	if (db->actor)
		return 0;
	snprintf(number, sizeof number, "uid%u", (unsigned)geteuid());
	if (getpwuid_r(geteuid(), &entry, buffer, sizeof buffer, &found) || !found)
		return crm_set_actor(db, number, NULL);
	return crm_set_actor(db, entry.pw_name, NULL);
}

void
crm_one_thread(void)
{
	engine_one_thread();
}

int
crm_open(crm **out, const char *path, enum crm_mode mode)
{
	crm *db = *out = calloc(1, sizeof *db);
	int error;

	if (!db || db_statements_open(db))
		return CRM_NO_MEMORY;
	db->mode = mode;
	db->context.clock.now = time(NULL);
	error = engine_open(&db->engine, path, mode);
	if (error)
		return db->engine ? db_engine_failed(db, error) : db_no_memory(db);
	if (getenv("CRM_TRACE"))
		engine_trace(db->engine);
	error = check_version(db);
	if (!error && mode == CRM_CREATE)
		error = migrate(db);
	if (!error)
		error = load_context(db);
	return error || mode == CRM_READ ? error : sop_begin(db);
}

void
crm_close(crm *db)
{
	if (!db)
		return;
	operation_free(db);
	agenda_free(db);
	nouns_free(db);
	crm_sop_forget(db);
	db_statements_close(db);
	record_sql_free(db);
	engine_close(db->engine);
	crm_zone_close(db->zone);
	free(db->actor);
	free(db->program);
	free(db);
}

const struct crm_context *
crm_context(const crm *db)
{
	return &db->context;
}

int
crm_set_now(crm *db, const char *text, bool end_of_day)
{
	struct crm_fault why;
	struct crm_span span;
	int error = crm_span_parse(text, &db->context.clock, CRM_PAST, &span, &why);

	if (error)
		return db_fault(db, error, NULL, &why);
	db->context.clock.now = end_of_day && span.unit >= CRM_DAY_UNIT ? span.to - 1 : span.from;
	return 0;
}

void
crm_on_progress(crm *db, crm_progress *report)
{
	db->report = report;
}

static int
replace(crm *db, char **slot, const char *text)
{
	char *copy;

	if (!text)
		return 0;
	if (!(copy = strdup(text)))
		return db_no_memory(db);
	free(*slot);
	*slot = copy;
	return 0;
}

int
crm_set_actor(crm *db, const char *actor, const char *program)
{
	int error = replace(db, &db->actor, actor);

	if (!error)
		error = replace(db, &db->program, program);
	db->context.me = db->actor;
	return error;
}

int
crm_setting_get(crm *db, const char *name, char **value)
{
	return db_string(db, value, SQL("SELECT value FROM setting WHERE name = ?1"), V(name));
}

int
crm_setting_set(crm *db, const char *name, const char *value)
{
	int error = db_run(db, SQL("INSERT INTO setting (name, value) VALUES (?1, ?2)"
	                           " ON CONFLICT (name) DO UPDATE SET value = excluded.value"),
	                   V(name), V(value));

	return error ? error : load_context(db);
}

/* --- begin and end -------------------------------------------------------------------------- */

int
crm_begin(crm *db, const char *what)
{
	int error;

	if (db->depth) {
		db->depth++;
		return 0;
	}
	if (db->mode == CRM_READ)
		return db_fail(db, CRM_READ_ONLY, "the database was opened for reading");
	error = crm_default_actor(db);
	if (!error)
		error = operation_open(db, what);
	if (!error)
		error = db_run(db, SQL("BEGIN IMMEDIATE"));
	if (error)
		operation_free(db);
	else
		db->depth = 1;
	return error;
}

/* Take everything back, and keep the sentence about why. */
static int
roll_back(crm *db, int error)
{
	char why[sizeof db->message];

	memcpy(why, db->message, sizeof why);
	db_run(db, SQL("ROLLBACK"));
	crm_sop_forget(db);   /* it may have been loaded by what is taken back */
	db->last_operation = 0;
	return db_fail(db, error, "%s", why);
}

int
crm_end(crm *db, int error)
{
	if (!db->depth)
		return db_fail(db, CRM_BUG, "crm_end() without crm_begin()");
	if (db->depth > 1) {
		db->depth--;
		operation_failed(db, error != 0);
		return error;
	}
	if (!error && operation_failed(db, false))
		error = db_fail(db, CRM_BUG, "an operation goes on after a part of it failed");
	if (!error)
		error = agenda_update(db);
	if (!error)
		error = operation_finish(db);
	if (!error)
		error = db_run(db, SQL("COMMIT"));
	if (error)
		error = roll_back(db, error);
	db->changed |= db->last_operation != 0;
	db->depth = 0;
	agenda_free(db);
	operation_free(db);
	return error;
}

int
crm_settle(crm *db)
{
	int error;

	if (!db->depth)
		return db_fail(db, CRM_BUG, "crm_settle() outside an operation");
	error = agenda_update(db);
	return error ? error : operation_finish(db);
}

/* --- parts that may fail alone -------------------------------------------------------------- */

int
crm_try(crm *db)
{
	int error = db->depth ? operation_keep(db)
	                      : db_fail(db, CRM_BUG, "crm_try() outside an operation");

	return error ? error : db_run(db, SQL("SAVEPOINT part"));
}

int
crm_tried(crm *db, int error)
{
	char why[sizeof db->message];

	if (!error)
		return db_run(db, SQL("RELEASE part"));
	memcpy(why, db->message, sizeof why);
	operation_restore(db);
	if (db_run(db, SQL("ROLLBACK TO part")) || db_run(db, SQL("RELEASE part")))
		return CRM_DATABASE;
	return db_fail(db, error, "%s", why);
}
