/*
 * crm.h - open a customer database, and learn why a call failed.
 *
 *	crm *db;
 *	if (crm_open(&db, "crm.db", CRM_READ))
 *		fprintf(stderr, "%s\n", crm_message(db));
 *	crm_close(db);
 *
 * Every function that can fail returns 0 or a negative enum crm_error and
 * leaves a sentence about the failure in the handle: crm_message().  The
 * library never prints, never exits and keeps no globals.  A handle belongs
 * to one thread at a time.
 */
#ifndef CRM_H
#define CRM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "date.h"

typedef struct crm crm;

enum crm_mode {
	CRM_READ,     /* never writes, not even a lock file where that can be avoided */
	CRM_WRITE,    /* the file must exist; an older one is migrated */
	CRM_CREATE    /* the file must not exist, or be an empty database */
};

/*
 * Open the database in path.  *out is set even on failure (except for
 * CRM_NO_MEMORY), so that the reason can be read from it.  Close it with
 * crm_close() in either case; NULL is fine there.
 */
int  crm_open(crm **out, const char *path, enum crm_mode mode);
void crm_close(crm *db);

/*
 * Say that this process uses SQLite in one thread alone: it then takes no locks and does not
 * count its memory, which is a twelfth of a short program's work.  This holds for every
 * handle, the caller's own ones too, so it is a program's choice; before the first of them.
 */
void crm_one_thread(void);

/* Why the last call on db failed; valid until the next call on db. */
const char *crm_message(const crm *db);

/* Leave a sentence of the caller's own in the handle; returns error. */
int crm_refuse(crm *db, int error, const char *why);

/*
 * What is odd about the records written since the last call, though they were
 * taken: a date ahead of now, a rate left out.  NULL if nothing; valid until the
 * next call on db.
 */
const char *crm_warning(crm *db);

/*
 * What values in texts are measured against: the moment, the database's zone
 * and currency, and who is asking.  Filled by crm_open(); borrowed until
 * crm_close().
 */
struct crm_context {
	struct crm_clock clock;         /* now and the zone of the database */
	char             currency[4];   /* the base currency, ISO 4217 */
	const char      *me;            /* the actor: who `me' is */
};

const struct crm_context *crm_context(const crm *db);

/* Be told how far long work has come: so many of so many (0: nobody knows).  NULL: nobody is. */
typedef void crm_progress(const char *what, int64_t done, int64_t total);
void crm_on_progress(crm *db, crm_progress *report);

/*
 * Set event time: what `now' means to the facts, the agenda and relative
 * dates.  An ISO date, a date with a time, or a relative one; a date alone is
 * the end of that day when end_of_day, its beginning otherwise.
 */
int crm_set_now(crm *db, const char *text, bool end_of_day);

/* Who acts and with which program; copied.  NULL leaves one as it is. */
int crm_set_actor(crm *db, const char *actor, const char *program);

/* The login name of this process's user, unless the actor is set: crm_begin() does this. */
int crm_default_actor(crm *db);

/* What crm-init chooses, once: the zone ("Asia/Taipei") and base currency. */
int crm_setting_get(crm *db, const char *name, char **value);   /* to be freed */
int crm_setting_set(crm *db, const char *name, const char *value);

/*
 * Group changes into one operation: atomic, logged, undoable.
 *
 *	error = crm_begin(db, "channel,note");
 *	if (error)
 *		return error;
 *	...                            (sets error)
 *	return crm_end(db, error);
 *
 * `what' names the options and fields of the command, never their values.
 * crm_end() keeps the changes if error is 0 and takes them back otherwise; it
 * returns error, or why keeping them failed.  An operation that changed
 * nothing is not logged.  Pairs may nest; only the outermost one counts.
 */
int crm_begin(crm *db, const char *what);
int crm_end(crm *db, int error);

/* Inside an operation, bring what is derived, and the log, up to date before its end. */
int crm_settle(crm *db);

/*
 * Inside an operation, try a part that may fail without taking the rest with it:
 *
 *	error = crm_try(db);
 *	if (!error)
 *		error = crm_tried(db, crm_customer_add(db, &c));
 *
 * crm_tried() keeps the part if its error is 0 and takes it back otherwise; it
 * returns that error.  Parts do not nest.
 */
int crm_try(crm *db);
int crm_tried(crm *db, int error);

/*
 * What a select function returns; step it with crm_rows_next().
 *
 *	while (crm_rows_next(rows, &record))
 *		...
 *	if (crm_rows_close(rows))
 *		... crm_message(db) ...
 *
 * There is one place to look for errors: crm_rows_close() frees rows and
 * returns what ended the walk, 0 meaning the end of the data.  A NULL from a
 * failed select is fine for both functions.  The record's strings are replaced
 * by each step and released by the last one.
 */
typedef struct crm_rows crm_rows;

bool crm_rows_next(crm_rows *rows, void *record);
int  crm_rows_close(crm_rows *rows);

#endif
