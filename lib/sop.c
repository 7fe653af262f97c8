/*
 * sop.c - the rules in force: of the file that was loaded last, else the built-in ones.
 *
 *	const struct crm_sop *sop = crm_sop(db);
 *	printf("%s\n", sop->cadence[0].rule.name);                  (weekly-vip)
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "channels.h"
#include "noun_types.h"
#include "sop_apply.h"
#include "sop_read.h"

/*
 * Settings.  Every program asks which channels there are, and few for more of the procedure,
 * which is long: what is said about channels is kept by itself.
 */
#define PROCEDURE "procedure"   /* what was built in at the beginning */
#define CHANNELS  "channels"    /* of it and of those before; absent: made by an earlier release */

/* --- the rules in force --------------------------------------------------------------------- */

static int
copy(crm *db, char **out, const char *text)
{
	*out = text ? strdup(text) : NULL;
	return text && !*out ? db_no_memory(db) : 0;
}

/* What was built in when the database was made: a later release may have another opinion. */
static int
first_text(crm *db, char **text)
{
	int error = crm_setting_get(db, PROCEDURE, text);

	return error || *text ? error : copy(db, text, sop_built_in);
}

static int
keep(crm *db, const char *name, const char *value)
{
	return db_run(db, SQL("INSERT INTO setting (name, value) VALUES (?1, ?2)"
	                      " ON CONFLICT (name) DO UPDATE SET value = excluded.value"),
	              V(name), V(value));
}

static int
text_in_force(crm *db, char **text)
{
	int error = db_string(db, text, SQL("SELECT text FROM sop ORDER BY id DESC LIMIT 1"));

	return error || *text ? error : first_text(db, text);
}

int
sop_channels(crm *db, char **text)
{
	int error = crm_setting_get(db, CHANNELS, text);

	return error || *text ? error : text_in_force(db, text);
}

/* Add a text to another, on a line of its own. */
static int
append(crm *db, char **to, const char *text)
{
	char *both = NULL;

	if (asprintf(&both, "%s\n%s", *to, text) < 0)
		return db_no_memory(db);
	free(*to);
	*to = both;
	return 0;
}

/* All procedures that there are, and what was kept of those that were undone. */
static int
all_texts(crm *db, char **out)
{
	struct db_cursor *row;
	char *kept = NULL;
	int error = first_text(db, out), ended;

	if (!error)
		error = crm_setting_get(db, CHANNELS, &kept);
	if (!error && kept)
		error = append(db, out, kept);
	free(kept);
	if (error)
		return error;
	row = db_walk(db, SQL("SELECT text FROM sop ORDER BY id"));
	while (!error && db_step(row))
		error = append(db, out, db_column_text(row, 0));
	ended = db_done(row);
	return error ? error : ended;
}

int
sop_keep_channels(crm *db)
{
	char *text = NULL, *before = NULL, *sections = NULL;
	int error = text_in_force(db, &text);

	if (!error)
		error = all_texts(db, &before);
	if (!error && !(sections = channels_sections(text, before)))
		error = db_no_memory(db);
	if (!error)
		error = keep(db, CHANNELS, sections);
	free(text);
	free(before);
	free(sections);
	return error;
}

/* A database that is not new and has no procedure was made before there were any. */
static int
keep_built_in(crm *db)
{
	char *there;
	int error = crm_setting_get(db, PROCEDURE, &there);
	bool is_there = there;

	free(there);
	if (!error && !is_there)
		error = keep(db, PROCEDURE, sop_built_in);
	if (error || is_there || db->mode == CRM_CREATE)
		return error ? error : sop_keep_channels(db);
	return sop_apply(db, INT64_MAX, NULL);
}

int
sop_begin(crm *db)
{
	char *there = NULL;
	int error = crm_setting_get(db, CHANNELS, &there);   /* prepared: cheaper than to count */

	free(there);
	if (error || there)
		return error;
	error = crm_begin(db, NULL);
	return error ? error : crm_end(db, keep_built_in(db));
}

/* The file as it was loaded last, or the first one. */
static int
stored_file(crm *db, struct crm_sop_file *file)
{
	struct db_cursor *row = db_walk(db, SQL("SELECT name, text, holidays FROM sop"
	                                        " ORDER BY id DESC LIMIT 1"));
	bool found = db_step(row);
	int error = copy(db, &file->name, found ? db_column_text(row, 0) : "built-in"), ended;

	if (!error)
		error = found ? copy(db, &file->text, db_column_text(row, 1)) : first_text(db, &file->text);
	if (!error)
		error = copy(db, &file->holidays,
		             found && !db_column_null(row, 2) ? db_column_text(row, 2) : NULL);
	ended = db_done(row);
	return error ? error : ended;
}

const struct crm_sop *
crm_sop(crm *db)
{
	struct crm_sop_faults faults = { 0 };
	struct crm_sop_file file = { 0 };

	if (db->sop)
		return db->sop;
	if (!stored_file(db, &file))
		crm_sop_parse(db, &file, &db->sop, &faults);
	crm_sop_file_clear(&file);
	crm_sop_faults_clear(&faults);
	return db->sop;
}

void
crm_sop_forget(crm *db)
{
	crm_sop_free(db->sop);
	db->sop = NULL;
	nouns_stale(db);
}

/* --- asking ------------------------------------------------------------------------------- */

static const struct crm_counting *
counting(const struct crm_counting *list, size_t n, const char *name)
{
	for (size_t i = 0; name && i < n; i++)
		if (!strcmp(list[i].name, name))
			return &list[i];
	return NULL;
}

bool
crm_sop_is_contact(const struct crm_sop *sop, const char *channel, const char *outcome)
{
	const struct crm_counting *by = counting(sop->channel, sop->channels, channel);
	const struct crm_counting *with = counting(sop->outcome, sop->outcomes, outcome);

	return (!by || by->contact) && (!with || with->contact);
}

bool
crm_sop_counts(const struct crm_sop *sop, const char *channel, const char *outcome)
{
	const struct crm_counting *by = counting(sop->channel, sop->channels, channel);
	const struct crm_counting *with = counting(sop->outcome, sop->outcomes, outcome);

	return (!by || by->counts_to_cap) && (!with || with->counts_to_cap);
}

bool
crm_sop_dimension_begins(const struct crm_sop *sop, size_t line)
{
	for (size_t i = 0; i < line; i++)
		if (!strcmp(sop->value[i].dimension, sop->value[line].dimension))
			return false;
	return true;
}

const struct crm_value_line *
crm_sop_dimension_next(const struct crm_sop *sop, const struct crm_value_line *line)
{
	const char *dimension = line->dimension;

	while (++line < sop->value + sop->values)
		if (!strcmp(line->dimension, dimension))
			return line;
	return NULL;
}

const struct crm_rule *
crm_sop_rule(const struct crm_sop *sop, const char *name)
{
	for (size_t i = 0; i < sop->cadences; i++)
		if (!strcmp(sop->cadence[i].rule.name, name))
			return &sop->cadence[i].rule;
	for (size_t i = 0; i < sop->events; i++)
		if (!strcmp(sop->event[i].rule.name, name))
			return &sop->event[i].rule;
	return NULL;
}

const struct crm_staff *
crm_sop_staff(const struct crm_sop *sop, const char *name)
{
	for (size_t i = 0; name && i < sop->staffs; i++)
		if (!strcmp(sop->staff[i].id, name) ||
		    (sop->staff[i].login && !strcmp(sop->staff[i].login, name)))
			return &sop->staff[i];
	return NULL;
}

bool
crm_sop_away(const struct crm_sop *sop, const char *who, int64_t day)
{
	const struct crm_staff *staff = crm_sop_staff(sop, who);

	for (size_t i = 0; staff && i < staff->aways; i++)
		if (day >= staff->away[i].from && day <= staff->away[i].to)
			return true;
	return false;
}

/* Deputies may go round in a circle. */
const char *
crm_sop_deputy(const struct crm_sop *sop, const char *who, int64_t day)
{
	const struct crm_staff *staff = crm_sop_staff(sop, who);

	for (size_t i = 0; staff && staff->deputy && i < sop->staffs; i++) {
		if (!crm_sop_away(sop, staff->deputy, day))
			return staff->deputy;
		staff = crm_sop_staff(sop, staff->deputy);
	}
	return NULL;
}

const char *
crm_sop_stand_in(const struct crm_sop *sop, const char *owner, int64_t day)
{
	const char *who = owner, *deputy;

	for (size_t i = 0; who && i <= sop->staffs; i++) {
		const struct crm_staff *staff;

		if (!crm_sop_away(sop, who, day))
			return who;
		if ((deputy = crm_sop_deputy(sop, who, day)))
			return deputy;
		staff = crm_sop_staff(sop, who);
		who = staff->manager;
	}
	return owner;
}
