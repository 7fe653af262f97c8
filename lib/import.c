/*
 * import.c - from a row of a file to a record.
 *
 *	crm_import_row(import, row.line, row.values, row.n, record);
 */
#include <string.h>

#include "import_rows.h"
#include "interaction.h"
#include "noun_types.h"
#include "record_sql.h"

/* --- a row --------------------------------------------------------------------------------- */

static int
read_date(struct crm_import *import, const struct part *part, const char *text, void *record)
{
	const struct crm_clock *clock = &import->db->context.clock;
	struct crm_int *slot = (struct crm_int *)((char *)record + part->field->offset);
	struct crm_fault why;
	struct crm_span span;
	int error = crm_date_format_parse(&part->dates, text, clock, &span, &why);

	if (error)
		return db_fault(import->db, CRM_INVALID, part->field->name, &why);
	*slot = (struct crm_int)CRM_SET(part->field->kind == CRM_DAY
	                                ? crm_instant_day(clock->zone, span.from) : span.from);
	return 0;
}

static bool
is_noun(const struct crm_import *import, char letter)
{
	return import->type->letter == letter;
}

/* An export of ours that comes into a database without records of the noun. */
static bool
is_export(const struct crm_import *import)
{
	return import->empty && import->id_column != CRM_NO_COLUMN;
}

/* Whom a person reports to may come further down. */
static int
read_boss(struct crm_import *import, const struct crm_field *f, const char *text, void *record)
{
	int error = crm_assign(import->db, import->type, f, record, text);

	if (error == CRM_NOT_FOUND) {
		crm_field_clear(f, record);
		import->referrer = text;
		return 0;
	}
	return error ? db_fail(import->db, error, "%s: %s", f->name, crm_message(import->db)) : 0;
}

/* What went by a channel that is none any longer goes on having gone by it. */
static int
assign_known(struct crm_import *import, const struct crm_field *f, void *record, const char *text)
{
	struct crm_field past = *f;

	past.words = f->known;
	return crm_assign(import->db, import->type, &past, record, text);
}

static int
read_cell(struct crm_import *import, const struct part *part, const char *text, void *record)
{
	const struct crm_field *f = part->field;
	struct crm_fault why;
	int error;

	if (import_is_date(f))
		return read_date(import, part, text, record);
	if (f->kind == CRM_ID && f->of && !strcmp(f->of->name, "customer"))
		return import_read_customer(import, f, text, record);
	if (f->kind == CRM_ID && is_noun(import, 'P'))
		return read_boss(import, f, text, record);
	/* In an export its record may be missing here: import_answer() sees to that. */
	if (f->kind == CRM_ID && is_noun(import, 'I') && is_export(import) &&
	    !crm_field_parse(f, record, text, &import->db->context, &why))
		return 0;
	error = f->known ? assign_known(import, f, record, text)
	                 : crm_assign(import->db, import->type, f, record, text);
	return error ? db_fail(import->db, error, "%s: %s", f->name, crm_message(import->db)) : 0;
}

static int
read_cells(struct crm_import *import, const char *const *values, size_t n, void *record)
{
	int error = 0;

	import->stranger = import->referrer = NULL;
	for (size_t i = 0; i < import->parts_n && !error; i++) {
		const char *text = import_cell(values, n, import->parts[i].column);

		if (*text)
			error = read_cell(import, &import->parts[i], text, record);
	}
	return error;
}

static int
start(struct crm_import *import)
{
	struct crm_int last;
	int error = record_last(import->db, import->type, &last);

	import->started = true;
	import->empty = !last.set;
	import->alone = import->empty && !import->options.in_batches;
	import->last = last.value;
	if (!error && is_noun(import, 'F'))
		error = import_follow_ups_fresh(import->db, &import->empty);
	return error;
}

/* The record of the row's own id: is it there, or to be made under it? */
static int
match_id(struct crm_import *import, const char *text, const void *record, int64_t *id, bool *there)
{
	struct crm_int op;
	int error;

	if (!import_own_id(import->type, text, id))
		return db_fail(import->db, CRM_INVALID, "id: `%.60s' is not the id of a %s, such as %c12",
		               text, record_called(import->type), import->type->letter);
	if (is_noun(import, 'F') && import->empty)
		return import_make_way(import, *id, record, there);
	error = record_op(import->db, import->type, *id, &op);
	*there = op.set;
	if (error || op.set || import->empty)
		return error;
	return db_fail(import->db, CRM_NOT_FOUND, "id: there is no %s %s here; with id= the column is"
	               " left out and the record is a new one", record_called(import->type), text);
}

/* Whether the record is there, and its id: by the row's id, else by what it says. */
static int
recognise(struct crm_import *import, const char *text, void *record, bool *there)
{
	int64_t id = 0;
	int error;

	import->over = false;
	if (*text) {
		error = match_id(import, text, record, &id, there);
	} else {
		error = import_match(import, record, &id);
		*there = id != 0;
	}
	*(int64_t *)((char *)record + import->type->fields->offset) = id;
	return error;
}

/* The record as it is stored, and the row's cells over it. */
static int
fill_known(struct crm_import *import, const char *const *values, size_t n, void *record)
{
	int64_t id = record_id(import->type, record);
	int error;

	crm_clear(import->type, record);
	error = crm_get(import->db, import->type, id, record);
	return error ? error : read_cells(import, values, n, record);
}

/* What ties contacts and follow-ups together. */
static int
tie(struct crm_import *import, void *record, bool there)
{
	const struct crm_interaction *i = record;

	if (is_noun(import, 'F'))
		return import_tidy(import, record, there);
	if (!is_noun(import, 'I') || !is_export(import) || !i->follow_up)
		return 0;
	return import_answer(import, i);
}

/* Of a record without its date each import would make another, dated then. */
static int
check_when(struct crm_import *import, const void *record)
{
	const struct crm_int *when = import_when(import->type, record);

	if (!when || when->set)
		return 0;
	return db_fail(import->db, CRM_INVALID, "when: a new record needs its date");
}

static int
store(struct crm_import *import, void *record, bool there)
{
	bool changed = true;
	int error = there ? 0 : check_when(import, record);

	if (error)
		return error;
	import->db->restoring = is_export(import) && (is_noun(import, 'I') || is_noun(import, 'R'));
	if (import->over)
		error = import_write_over(import, record, &changed);
	else if (there)
		error = noun_set(import->db, import->type, record, &changed);
	else if (record_id(import->type, record))
		error = noun_add_as(import->db, import->type, record);
	else
		error = noun_add(import->db, import->type, record);
	import->db->restoring = false;
	if (error)
		return error;
	if (!there)
		import->counts.added++;
	else if (changed)
		import->counts.changed++;
	else
		import->counts.same++;
	return 0;
}

int
crm_import_row(struct crm_import *import, size_t line, const char *const *values, size_t n,
               void *record)
{
	bool there = false;
	int error = import->started ? 0 : start(import);

	if (!error)
		error = import_put_off(import);
	crm_clear(import->type, record);
	if (!error)
		error = read_cells(import, values, n, record);
	if (!error)
		error = recognise(import, import_cell(values, n, import->id_column), record, &there);
	if (!error && there && !import->over)
		error = fill_known(import, values, n, record);
	if (!error && import->stranger)
		error = import_make_customer(import, values, n, record);
	if (!error)
		error = tie(import, record, there);
	if (!error)
		error = store(import, record, there);
	if (!error)
		error = import_matched(import, record);
	if (!error && import->referrer)
		error = import_put_forward(import, line, record);
	if (error)
		import_forget_customer(import);
	else
		import_look_back(import, record);
	return error;
}

/* --- the end ------------------------------------------------------------------------------- */

int
crm_import_finish(struct crm_import *import)
{
	int error = import_build(import);

	if (!error)
		error = import_settle_customers(import);
	if (!error && is_noun(import, 'F'))
		error = import_settle_follow_ups(import);
	return error ? error : import_settle(import);
}
