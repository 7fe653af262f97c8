/*
 * operation_undo.c - take an operation back, or do it again.
 *
 * Both directions are one: put back the images that an operation left in
 * history, newest first, and delete the rows that it made.  A row that is put back
 * carries the operation that it carried then, so the one before can be undone
 * next.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agenda_rows.h"
#include "import_rows.h"
#include "interaction.h"
#include "noun_types.h"
#include "operation.h"
#include "operation_log.h"
#include "record_sql.h"
#include "sop_apply.h"

enum { BLOCKERS_MAX = 8 };

/* What is being taken back, and the later operations found in its way. */
struct undo {
	crm    *db;
	int64_t source;        /* whose images are put back */
	int64_t base;          /* the operation that is undone or done again */
	bool    again;         /* done again: source is the undo */
	size_t  n;
	int64_t blockers[BLOCKERS_MAX];
	bool    more;
};

static void
block(struct undo *u, int64_t op)
{
	for (size_t i = 0; i < u->n; i++)
		if (u->blockers[i] == op)
			return;
	if (u->n < BLOCKERS_MAX)
		u->blockers[u->n++] = op;
	else
		u->more = true;
}

/* --- which operation ------------------------------------------------------------------------ */

static int
load(crm *db, int64_t id, struct crm_operation *op)
{
	int error = db_get(db, &crm_operation_type, id, op);

	return error == CRM_NOT_FOUND ? db_fail(db, error, "there is no operation X%" PRId64, id)
	                              : error;
}

static int
newest(crm *db, int64_t *id)
{
	struct crm_int found;
	int error = db_number(db, &found, SQL("SELECT id FROM operation WHERE actor = ?1"
	                                      " AND undoes IS NULL AND undone_by IS NULL"
	                                      " ORDER BY id DESC LIMIT 1"), V(db->actor));

	if (!error && !found.set)
		error = db_fail(db, CRM_NOT_FOUND, "%s has no operation to undo; crm-ops lists them all",
		                db->actor);
	*id = found.value;
	return error;
}

/* Follow an undo of an undo down to the operation that it is about. */
static int
resolve(struct undo *u, int64_t id)
{
	AUTO(crm_operation) op = { 0 };
	int64_t asked = id;
	int error;

	while (!(error = load(u->db, id, &op)) && op.undoes) {
		id = op.undoes;
		u->again = !u->again;
	}
	if (error)
		return error;
	if (u->again && !op.undone_by)
		return db_fail(u->db, CRM_CONFLICT, "X%" PRId64 " has been done again since", asked);
	if (!u->again && op.undone_by)
		return db_fail(u->db, CRM_CONFLICT, "X%" PRId64 " is undone already, by X%" PRId64
		               "; crm-undo X%" PRId64 " does it again", asked, op.undone_by, op.undone_by);
	u->base = op.id;
	u->source = u->again ? op.undone_by : op.id;
	return 0;
}

/* --- what stands in the way ----------------------------------------------------------------- */

/* The operation that a row must carry if nobody has changed it since. */
static int
expected(struct undo *u, const char *noun, int64_t record, int64_t *op)
{
	char *image = NULL, *tail;
	int error;

	*op = u->base;
	if (!u->again)
		return 0;
	error = db_string(u->db, &image,
	                  SQL("SELECT before FROM history WHERE noun = ?1 AND record = ?2 AND op = ?3"
	                      " ORDER BY id LIMIT 1"),
	                  V(noun), V(record), V(u->base));
	tail = image ? strstr(image, "op=") : NULL;
	for (char *p = tail; p; p = strstr(p + 1, "\top="))
		tail = p;
	*op = tail ? strtoll(strchr(tail, '=') + 1, NULL, 10) : 0;
	free(image);
	return error;
}

static int
check_row(struct undo *u, const char *noun, int64_t record, bool gone)
{
	const struct crm_type *type = crm_noun(u->db, noun);
	struct crm_int now;
	int64_t then;
	int error = record_op(u->db, type, record, &now);

	if (!error)
		error = expected(u, noun, record, &then);
	if (error || (gone && !now.set))
		return error;
	if (!now.set) {
		error = db_number(u->db, &now, SQL("SELECT MAX(op) FROM history WHERE noun = ?1"
		                                   " AND record = ?2"), V(noun), V(record));
		/* What the undo itself deleted it has an image of, too. */
		if (!error && now.value != u->source)
			block(u, now.value);
		return error;
	}
	if (gone || now.value != then)
		block(u, now.value);
	return 0;
}

static int
check_images(struct undo *u)
{
	struct db_cursor *cursor = db_walk(u->db,
		SQL("SELECT h.noun, h.record, h.gone FROM operation_range r JOIN history h"
		    " ON h.id BETWEEN r.first AND r.last AND h.op = r.op"
		    " WHERE r.op = ?1 AND r.noun = 'history'"), V(u->source));
	int error = 0;

	while (!error && !u->more && db_step(cursor))
		error = check_row(u, db_column_text(cursor, 0), db_column_int(cursor, 1),
		                  db_column_int(cursor, 2));
	return db_done(cursor) ? CRM_DATABASE : error;
}

/* Collect the operations other than base that a built query finds. */
static int
check_query(struct undo *u, const char *sql, int64_t first, int64_t last)
{
	struct db_cursor *cursor = db_walk(u->db, BUILT(sql), V(first), V(last), V(u->base));

	while (db_step(cursor))
		block(u, db_column_int(cursor, 0));
	return db_done(cursor);
}

/* Rows of other nouns that came to refer to what is to be deleted. */
static int
check_references(struct undo *u, const struct crm_type *type, int64_t first, int64_t last)
{
	char sql[512];
	int error = 0;

	for (const struct crm_type *const *t = crm_nouns(u->db); *t && !error; t++)
		for (const struct crm_field *f = (*t)->fields; f->name && !error; f++) {
			if (f->kind != CRM_ID || !f->of || strcmp(f->of->name, type->name) ||
			    !db_stored(*t, f))
				continue;
			snprintf(sql, sizeof sql, "SELECT DISTINCT op FROM %s WHERE %s BETWEEN ?1 AND ?2"
			         " AND op > ?3 LIMIT 9", (*t)->table, f->column ? f->column : f->name);
			error = check_query(u, sql, first, last);
		}
	return error;
}

static int
check_made(struct undo *u, const struct crm_type *type, int64_t first, int64_t last)
{
	char sql[512];
	int error;

	snprintf(sql, sizeof sql, "SELECT DISTINCT op FROM %s WHERE id BETWEEN ?1 AND ?2 AND op > ?3"
	         " LIMIT 9", type->table);
	error = check_query(u, sql, first, last);
	if (!error)
		error = check_references(u, type, first, last);
	return error;
}

/* --- putting back --------------------------------------------------------------------------- */

static int
touch(struct undo *u, const struct crm_type *type, const void *record)
{
	int64_t customer = noun_customer(type, record);

	return customer ? agenda_touch(u->db, customer) : 0;
}

/* A contact comes back, and what it named was the agenda's and is gone: let something be there. */
static int
stand_in(struct undo *u, const struct crm_type *type, const void *record)
{
	const struct crm_interaction *i = record;

	if (type->letter != crm_interaction_type.letter || !i->follow_up)
		return 0;
	return import_stand_in(u->db, i);
}

/* Bring one row back to its image; a new image of what it was goes into history. */
static int
put_back(struct undo *u, const struct crm_type *type, int64_t id, bool gone, const char *image)
{
	void *now = calloc(1, type->size), *then = calloc(1, type->size);
	char *log = NULL;
	int64_t op = 0;
	int error = now && then ? 0 : db_no_memory(u->db);

	if (!error && !gone)
		error = db_get(u->db, type, id, now);
	if (!error && !gone)
		error = db_get(u->db, type, id, then);
	if (!error)
		error = record_restore_image(u->db, type, then, image, &op);
	if (!error && noun_rules(type)->search)
		error = noun_rules(type)->search(u->db, then);
	if (!error && gone)
		error = record_insert(u->db, type, then, op);
	if (!error && gone && then)
		error = stand_in(u, type, then);
	if (!error && !gone)
		error = record_image(u->db, type, now, then, &log);
	if (!error && log)
		error = operation_changed(u->db, type, id, false, log);
	if (!error && log)
		error = record_update(u->db, type, now, then, op);
	if (error == CRM_EXISTS)
		error = noun_taken(u->db, type, then);
	if (!error && !gone)
		error = touch(u, type, now);
	if (!error)
		error = touch(u, type, then);
	free(log);
	if (now)
		crm_clear(type, now);
	if (then)
		crm_clear(type, then);
	free(now);
	free(then);
	return error;
}

static int
put_back_images(struct undo *u)
{
	struct db_cursor *cursor = db_walk(u->db,
		SQL("SELECT h.noun, h.record, h.gone, h.before FROM operation_range r JOIN history h"
		    " ON h.id BETWEEN r.first AND r.last AND h.op = r.op"
		    " WHERE r.op = ?1 AND r.noun = 'history' ORDER BY h.id DESC"), V(u->source));
	int error = 0, ended;

	while (!error && db_step(cursor))
		error = put_back(u, crm_noun(u->db, db_column_text(cursor, 0)), db_column_int(cursor, 1),
		                 db_column_int(cursor, 2), db_column_text(cursor, 3));
	ended = db_done(cursor);
	return error ? error : ended;
}

/* Delete a row that the operation made, and what the agenda derived from it. */
static int
take_away(struct undo *u, const struct crm_type *type, int64_t id)
{
	void *record = calloc(1, type->size);
	int error = record ? db_get(u->db, type, id, record) : db_no_memory(u->db);

	if (!error)
		error = touch(u, type, record);
	if (!error && !strcmp(type->name, "customer"))
		error = agenda_forget(u->db, id);
	if (!error)
		error = db_delete(u->db, type, id);
	if (record)
		crm_clear(type, record);
	free(record);
	return error;
}

/* --- the rows an operation made ------------------------------------------------------------- */

/* A range of ids has gaps, where there may be rows that were there before. */
static int
is_made(struct undo *u, const struct crm_type *type, int64_t id, bool *made)
{
	struct crm_int op;
	int error = record_op(u->db, type, id, &op);

	*made = op.set && (u->again || op.value >= u->base);
	return error;
}

typedef int visit_range(struct undo *u, const struct crm_type *type, int64_t first, int64_t last);

static int
take_away_range(struct undo *u, const struct crm_type *type, int64_t first, int64_t last)
{
	bool made;
	int error = 0;

	for (int64_t id = last; id >= first && !error; id--) {
		error = is_made(u, type, id, &made);
		if (!error && made)
			error = take_away(u, type, id);
	}
	return error;
}

/* What an undo made again are the rows that its operation had deleted. */
static int
each_deleted(struct undo *u, const struct crm_type *type, visit_range *visit)
{
	struct db_cursor *cursor = db_walk(u->db,
		SQL("SELECT h.record FROM operation_range r JOIN history h"
		    " ON h.id BETWEEN r.first AND r.last AND h.op = r.op"
		    " WHERE r.op = ?1 AND r.noun = 'history' AND h.noun = ?2 AND h.gone = 1"),
		V(u->base), V(type->name));
	int error = 0, ended;

	while (!error && db_step(cursor))
		error = visit(u, type, db_column_int(cursor, 0), db_column_int(cursor, 0));
	ended = db_done(cursor);
	return error ? error : ended;
}

static int
each_added(struct undo *u, const struct crm_type *type, visit_range *visit)
{
	struct db_cursor *cursor = db_walk(u->db,
		SQL("SELECT first, last FROM operation_range WHERE op = ?1 AND noun = ?2"),
		V(u->base), V(type->name));
	int error = 0, ended;

	while (!error && db_step(cursor))
		error = visit(u, type, db_column_int(cursor, 0), db_column_int(cursor, 1));
	ended = db_done(cursor);
	return error ? error : ended;
}

/* Children come before their parents in reverse order of the nouns. */
static int
each_made(struct undo *u, visit_range *visit)
{
	const struct crm_type *const *types = crm_nouns(u->db);
	size_t n = 0;
	int error = types ? 0 : db_no_memory(u->db);

	while (types && types[n])
		n++;
	while (n-- && !error)
		error = u->again ? each_deleted(u, types[n], visit) : each_added(u, types[n], visit);
	return error;
}

/* --- the whole ------------------------------------------------------------------------------ */

static int
newest_first(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x < *y) - (*x > *y);
}

/* In the order in which they can be undone. */
static int
refuse(struct undo *u)
{
	char names[256] = "";
	size_t n = 0;

	qsort(u->blockers, u->n, sizeof *u->blockers, newest_first);
	for (size_t i = 0; i < u->n && n < sizeof names; i++)
		n += (size_t)snprintf(names + n, sizeof names - n, "%sX%" PRId64, i ? ", " : "",
		                      u->blockers[i]);
	return db_fail(u->db, CRM_CONFLICT, "later operations changed the same records: %s%s;"
	               " undo them first", names, u->more ? " and more" : "");
}

static int
mark(struct undo *u, int64_t undo)
{
	operation_undoes(u->db, u->again ? u->source : u->base);
	return db_run(u->db, SQL("UPDATE operation SET undone_by = ?2 WHERE id = ?1"), V(u->base),
	              u->again ? db_text(NULL) : db_int(undo));
}

/* Does it bring another version of the procedure in force? */
static int
loads_procedure(struct undo *u, bool *loads)
{
	struct crm_int found;
	int error = db_number(u->db, &found, SQL("SELECT 1 FROM operation_range WHERE op = ?1"
	                                         " AND noun = 'sop'"), V(u->base));

	*loads = found.set;
	if (!error && found.set)
		crm_sop(u->db);   /* what is in force now, to see what changes */
	return error;
}

static int
undo(struct undo *u, int64_t *id)
{
	bool loads = false;
	int error = check_images(u);

	if (!error && !u->again)
		error = each_made(u, check_made);
	if (!error)
		error = loads_procedure(u, &loads);
	if (!error && u->n)
		error = refuse(u);
	if (!error && (*id = operation_id(u->db)) < 0)
		error = (int)*id;
	if (!error)
		error = put_back_images(u);
	if (!error)
		error = each_made(u, take_away_range);
	if (!error && loads)
		error = sop_apply(u->db, u->source, NULL);
	return error ? error : mark(u, *id);
}

int
crm_undo(crm *db, int64_t id, int64_t *made)
{
	struct undo u = { .db = db };
	int error = crm_begin(db, NULL);

	*made = 0;
	if (error)
		return error;
	if (!id)
		error = newest(db, &id);
	if (!error)
		error = resolve(&u, id);
	if (!error)
		error = undo(&u, made);
	return crm_end(db, error);
}
