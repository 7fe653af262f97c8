/*
 * sop_store.c - the versions of the procedure, and notes on its rules: tables and rules.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "holidays.h"
#include "nearest.h"
#include "noun_types.h"
#include "sop_apply.h"
#include "sop_check.h"

/* --- the tables ----------------------------------------------------------------------------- */

#define VERSION(member) .offset = offsetof(struct crm_sop_version, member)

static const struct crm_field version_fields[] = {
	{ .name = "id", .kind = CRM_ID, VERSION(id), .of = &crm_sop_version_type,
	  .help = "the version of the procedure", .zh = "版本" },
	{ .name = "at", .kind = CRM_TIME, VERSION(at), .help = "when it was put in force, by the real "
	  "clock", .zh = "時間" },
	{ .name = "who", .kind = CRM_TEXT, VERSION(who), .flags = CRM_ACTOR, .limit = 100,
	  .help = "who did it", .zh = "人員" },
	{ .name = "name", .kind = CRM_TEXT, VERSION(name), .flags = CRM_REQUIRED,
	  .help = "name of the file", .zh = "檔名" },
	{ .name = "text", .kind = CRM_TEXT, VERSION(text), .flags = CRM_REQUIRED | CRM_LONG,
	  .limit = CRM_SOP_SIZE, .help = "the file, whole", .zh = "內容" },
	{ .name = "holidays", .kind = CRM_TEXT, VERSION(holidays), .flags = CRM_LONG,
	  .limit = 2 * CRM_SOP_SIZE, .help = "the days off, a line each", .zh = "假日" },
	{ 0 }
};

const struct crm_type crm_sop_version_type = {
	.name = "sop", .plural = "sops", .zh = "規程", .table = "sop", .letter = 'V',
	.size = sizeof(struct crm_sop_version), .fields = version_fields, .columns = "id,at,who,name",
	.called = "version",
};

#define NOTE(member) .offset = offsetof(struct crm_sop_note, member)

static const struct crm_field note_fields[] = {
	{ .name = "id", .kind = CRM_ID, NOTE(id), .of = &crm_sop_note_type, .help = "the note",
	  .zh = "編號" },
	{ .name = "rule", .kind = CRM_TEXT, NOTE(rule), .flags = CRM_REQUIRED, .limit = 100,
	  .help = "the rule that it is about", .zh = "規則" },
	{ .name = "at", .kind = CRM_TIME, NOTE(at), .help = "when it was written", .zh = "時間" },
	{ .name = "who", .kind = CRM_TEXT, NOTE(who), .flags = CRM_ACTOR, .limit = 100,
	  .help = "who wrote it", .zh = "人員" },
	{ .name = "note", .kind = CRM_TEXT, NOTE(note), .flags = CRM_REQUIRED, .limit = 10000,
	  .help = "what is said", .zh = "意見" },
	{ 0 }
};

const struct crm_type crm_sop_note_type = {
	.name = "sop_note", .plural = "sop_notes", .zh = "規則意見", .table = "sop_note", .letter = 'R',
	.size = sizeof(struct crm_sop_note), .fields = note_fields, .columns = "id,rule,at,who,note",
	.called = "remark on a rule",
};

int
crm_sop_in_force(crm *db, struct crm_sop_version *out)
{
	struct crm_int newest;
	int error = db_number(db, &newest, SQL("SELECT MAX(id) FROM sop"));

	if (error)
		return error;
	if (!newest.set)
		return db_fail(db, CRM_NOT_FOUND, "no procedure was loaded: the built-in one is in force");
	return crm_get(db, &crm_sop_version_type, newest.value, out);
}

void
crm_sop_version_clear(struct crm_sop_version *version)
{
	crm_clear(&crm_sop_version_type, version);
}

void
crm_sop_note_clear(struct crm_sop_note *note)
{
	crm_clear(&crm_sop_note_type, note);
}

/* --- their rules ---------------------------------------------------------------------------- */

static int
complete_version(crm *db, void *record, const void *before)
{
	struct crm_sop_version *version = record;

	(void)before;
	if (!version->at.set)
		version->at = (struct crm_int)CRM_SET(time(NULL));
	return noun_default(db, &version->who, db->context.me);
}

const struct noun_rules sop_rules = { .type = &crm_sop_version_type, .complete = complete_version };

static int
check_rule(crm *db, const struct crm_sop *sop, const char *rule)
{
	struct nearest near = { .wrong = rule };
	char list[128];

	if (crm_sop_rule(sop, rule))
		return 0;
	for (size_t i = 0; i < sop->cadences; i++)
		nearest_offer(&near, sop->cadence[i].rule.name, sop->cadence[i].rule.name);
	for (size_t i = 0; i < sop->events; i++)
		nearest_offer(&near, sop->event[i].rule.name, sop->event[i].rule.name);
	return db_fail(db, CRM_NOT_FOUND, "the procedure has no rule `%.*s'; perhaps %s",
	               crm_fault_clip(rule), rule, nearest_format(&near, list, sizeof list));
}

static int
complete_note(crm *db, void *record, const void *before)
{
	struct crm_sop_note *note = record;
	const struct crm_sop *sop = crm_sop(db);
	int error = sop ? 0 : CRM_DATABASE;

	if (!error && !before && !db->restoring)
		error = check_rule(db, sop, note->rule);
	if (!note->at.set)
		note->at = (struct crm_int)CRM_SET(db->context.clock.now);
	return error ? error : noun_default(db, &note->who, db->context.me);
}

const struct noun_rules sop_note_rules = { .type = &crm_sop_note_type, .complete = complete_note };

int
crm_sop_note_add(crm *db, struct crm_sop_note *note)
{
	return noun_add(db, &crm_sop_note_type, note);
}

/* --- loading -------------------------------------------------------------------------------- */

/* Days off as a list, whatever they came as. */
static int
listed(crm *db, const char *text, char **list)
{
	struct crm_holidays holidays;
	struct crm_fault why;
	int error;

	*list = NULL;
	if (!text)
		return 0;
	if ((error = crm_holidays_parse(&holidays, text, strlen(text), &why)))
		return db_fault(db, error, "holidays", &why);
	*list = crm_holidays_format(&holidays);
	crm_holidays_clear(&holidays);
	return *list ? 0 : db_no_memory(db);
}

/* Is this what is in force? */
static int
is_in_force(crm *db, const char *text, const char *holidays, bool *same)
{
	struct crm_int found;
	int error = db_number(db, &found,
		SQL("SELECT 1 FROM sop WHERE id = (SELECT MAX(id) FROM sop) AND text = ?1"
		    " AND COALESCE(holidays, '') = COALESCE(?2, '')"), V(text), V(holidays));

	*same = found.set;
	return error;
}

static int
store(crm *db, const struct crm_sop_file *file, struct crm_sop_loaded *loaded)
{
	struct crm_sop_version version = { .name = file->name, .text = file->text };
	bool same = false;
	int error = listed(db, file->holidays, &version.holidays);

	if (!error)
		error = is_in_force(db, version.text, version.holidays, &same);
	if (!error && !same)
		error = noun_add(db, &crm_sop_version_type, &version);
	if (!error && !same)
		error = sop_apply(db, 0, loaded);
	loaded->version = version.id;
	free(version.who);
	free(version.holidays);
	return error;
}

int
crm_sop_load(crm *db, const struct crm_sop_file *file, struct crm_sop_faults *faults,
             struct crm_sop_loaded *loaded)
{
	struct crm_sop *sop;
	int error = crm_sop_check(db, file, &sop, faults);

	*loaded = (struct crm_sop_loaded){ 0 };
	crm_sop_free(sop);
	if (!error)
		error = crm_begin(db, "file");
	if (error)
		return error;
	crm_sop(db);   /* what was in force, to see what changes; it may be past reading */
	return crm_end(db, store(db, file, loaded));
}
