/*
 * operation_changes.c - what an operation changed, by record and field.
 *
 * The state of a record after an operation is what it is now with every later
 * image put back; before it, with the operation's own put back as well.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "noun_types.h"
#include "operation.h"
#include "record_sql.h"

#define FIELD(member) offsetof(struct crm_change, member)

static const char *const actions[] = { "added", "changed", "deleted", NULL };

static const struct crm_field fields[] = {
	{ .name = "record", .kind = CRM_TEXT, .offset = FIELD(record), .help = "the record",
	  .zh = "記錄" },
	{ .name = "action", .kind = CRM_WORD, .offset = FIELD(action), .words = actions,
	  .help = "what was done to it", .zh = "動作" },
	{ .name = "field", .kind = CRM_TEXT, .offset = FIELD(field), .help = "the field", .zh = "欄位" },
	{ .name = "before", .kind = CRM_TEXT, .offset = FIELD(before), .limit = SIZE_MAX,
	  .help = "what it was", .zh = "之前" },
	{ .name = "after", .kind = CRM_TEXT, .offset = FIELD(after), .limit = SIZE_MAX,
	  .help = "what it became", .zh = "之後" },
	{ 0 }
};

const struct crm_type crm_change_type = {
	.name = "change", .plural = "changes", .zh = "變更", .size = sizeof(struct crm_change),
	.fields = fields, .columns = "record,action,field,before,after",
};

void
crm_change_clear(struct crm_change *change)
{
	crm_clear(&crm_change_type, change);
}

struct walk {
	crm     *db;
	int64_t  op;
	int64_t  undone;          /* the operation that op undid; 0 if it is no undo */
	int    (*visit)(void *aux, const struct crm_change *change);
	void    *aux;
};

/* A record at one moment; no record at all if it is not there. */
struct state { void *record; bool there; };

static int
put_later_back(struct walk *w, const struct crm_type *type, int64_t id, int64_t after,
               struct state *state)
{
	struct db_cursor *cursor = db_walk(w->db,
		SQL("SELECT gone, before FROM history WHERE noun = ?1 AND record = ?2 AND op >= ?3"
		    " ORDER BY id DESC"), V(type->name), V(id), V(after));
	int64_t op;
	int error = 0, ended;

	while (!error && db_step(cursor)) {
		if (db_column_int(cursor, 0))
			crm_clear(type, state->record);
		state->there = true;
		error = record_restore_image(w->db, type, state->record, db_column_text(cursor, 1), &op);
	}
	ended = db_done(cursor);
	return error ? error : ended;
}

/* The record as it was when every operation from `op' on is taken back. */
static int
state_before(struct walk *w, const struct crm_type *type, int64_t id, int64_t op, struct state *out)
{
	int error;

	if (!(out->record = calloc(1, type->size)))
		return db_no_memory(w->db);
	error = db_get(w->db, type, id, out->record);
	out->there = !error;
	if (error && error != CRM_NOT_FOUND)
		return error;
	return put_later_back(w, type, id, op, out);
}

static void
state_clear(const struct crm_type *type, struct state *state)
{
	if (state->record)
		crm_clear(type, state->record);
	free(state->record);
}

static int
tell(struct walk *w, const struct crm_type *type, int64_t id, const struct state *before,
     const struct state *after)
{
	const struct crm_context *context = crm_context(w->db);
	char name[CRM_SCRATCH], a[CRM_SCRATCH], b[CRM_SCRATCH];
	const char *action = !before->there ? "added" : !after->there ? "deleted" : "changed";
	int error = 0;

	for (const struct crm_field *f = type->fields + 1; f->name && !error; f++) {
		struct crm_change change;

		if (!(db_stored(type, f) || f->flags & CRM_EXTRA) || f->flags & CRM_HIDDEN)
			continue;
		change = (struct crm_change){
			.record = crm_id_format(type->letter, id, name), .action = (char *)action,
			.field = (char *)f->name,
			.before = before->there ? (char *)crm_field_text(f, before->record, context, a) : NULL,
			.after = after->there ? (char *)crm_field_text(f, after->record, context, b) : NULL,
		};
		if ((change.before || change.after) &&
		    (!change.before || !change.after || strcmp(change.before, change.after)))
			error = w->visit(w->aux, &change);
	}
	return error;
}

/* One record; made and gone say that the operation made it, or deleted it. */
static int
record(struct walk *w, const struct crm_type *type, int64_t id, bool made, bool gone)
{
	struct state before = { 0 }, after = { 0 };
	int error = state_before(w, type, id, w->op, &before);

	if (!error)
		error = state_before(w, type, id, w->op + 1, &after);
	before.there &= !made;
	after.there &= !gone;
	if (!error)
		error = tell(w, type, id, &before, &after);
	state_clear(type, &before);
	state_clear(type, &after);
	return error;
}

/* A record within the range of those that the operation made; it may have been there before. */
static int
made(struct walk *w, const struct crm_type *type, int64_t id)
{
	struct crm_int op;
	int error = record_op(w->db, type, id, &op);

	if (error || (op.set && op.value < w->op))
		return error;
	return record(w, type, id, true, false);
}

static int
added(struct walk *w)
{
	struct db_cursor *cursor = db_walk(w->db,
		SQL("SELECT noun, first, last FROM operation_range WHERE op = ?1 AND noun <> 'history'"),
		V(w->op));
	int error = 0, ended;

	while (!error && db_step(cursor)) {
		const struct crm_type *type = crm_noun(w->db, db_column_text(cursor, 0));

		for (int64_t id = db_column_int(cursor, 1); id <= db_column_int(cursor, 2) && !error; id++)
			error = made(w, type, id);
	}
	ended = db_done(cursor);
	return error ? error : ended;
}

/* Was the record made by this very operation?  Then added() has told of it. */
static int
made_here(struct walk *w, const char *noun, int64_t id, bool *made)
{
	struct crm_int found;
	int error = db_number(w->db, &found, SQL("SELECT 1 FROM operation_range WHERE op = ?1"
	                                         " AND noun = ?2 AND ?3 BETWEEN first AND last"),
	                      V(w->op), V(noun), V(id));

	*made = found.set;
	return error;
}

static int
changed(struct walk *w, int64_t op, bool again)
{
	struct db_cursor *cursor = db_walk(w->db,
		SQL("SELECT h.noun, h.record, MAX(h.gone) FROM operation_range r JOIN history h"
		    " ON h.id BETWEEN r.first AND r.last AND h.op = r.op"
		    " WHERE r.op = ?1 AND r.noun = 'history' GROUP BY h.noun, h.record"
		    " ORDER BY MIN(h.id)"), V(op));
	int error = 0, ended;

	while (!error && db_step(cursor)) {
		const char *noun = db_column_text(cursor, 0);
		bool gone = db_column_int(cursor, 2), made = false;

		if (!again)
			error = made_here(w, noun, db_column_int(cursor, 1), &made);
		if (!error && !made && (!again || gone))
			error = record(w, crm_noun(w->db, noun), db_column_int(cursor, 1), again,
			               gone && !again);
	}
	ended = db_done(cursor);
	return error ? error : ended;
}

int
crm_operation_changes(crm *db, int64_t id, int (*visit)(void *aux, const struct crm_change *change),
                      void *aux)
{
	struct walk w = { .db = db, .op = id, .visit = visit, .aux = aux };
	AUTO(crm_operation) op = { 0 };
	int error = db_get(db, &crm_operation_type, id, &op);

	w.undone = op.undoes;
	if (!error)
		error = added(&w);
	if (!error)
		error = changed(&w, id, false);
	if (!error && w.undone)
		error = changed(&w, w.undone, true);   /* rows that it had deleted came back */
	return error;
}
