/*
 * sop_apply.c - bring what is derived from the procedure in line with it.
 */
#include <stdlib.h>
#include <string.h>

#include "agenda_rows.h"
#include "noun_types.h"
#include "sop_apply.h"
#include "sop_recount.h"

enum { BATCH = 20000 };   /* customers between two reports of progress */

/* --- who stands in for whom ----------------------------------------------------------------- */

static int
add_stand_in(crm *db, const char *owner, const char *deputy, const struct crm_away *away)
{
	if (!owner)
		return 0;
	return db_run(db, SQL("INSERT INTO stand_in (owner, deputy, away, back) VALUES (?1, ?2, ?3, ?4)"
	                      " ON CONFLICT (owner, away) DO NOTHING"),
	              V(owner), V(deputy), V(away->from), V(away->to));
}

/* The last day of those up to `to' before somebody leaves or comes back. */
static int64_t
last_of_these(const struct crm_sop *sop, int64_t day, int64_t to)
{
	for (size_t i = 0; i < sop->staffs; i++)
		for (size_t k = 0; k < sop->staff[i].aways; k++) {
			const struct crm_away *away = &sop->staff[i].away[k];

			if (away->from > day && away->from <= to)
				to = away->from - 1;
			if (away->to >= day && away->to < to)
				to = away->to;
		}
	return to;
}

/* The deputy may be away for a part of the time. */
static int
write_away(crm *db, const struct crm_sop *sop, const struct crm_staff *staff,
           const struct crm_away *away)
{
	struct crm_away part = *away;
	int error = 0;

	for (; part.from <= away->to && !error; part.from = part.to + 1) {
		const char *deputy = crm_sop_stand_in(sop, staff->id, part.from);

		part.to = last_of_these(sop, part.from, away->to);
		error = add_stand_in(db, staff->id, deputy, &part);
		if (!error)
			error = add_stand_in(db, staff->login, deputy, &part);
	}
	return error;
}

static int
write_stand_ins(crm *db, const struct crm_sop *sop)
{
	int error = db_run(db, SQL("DELETE FROM stand_in"));

	for (size_t i = 0; i < sop->staffs && !error; i++)
		for (size_t k = 0; k < sop->staff[i].aways && !error; k++)
			error = write_away(db, sop, &sop->staff[i], &sop->staff[i].away[k]);
	return error;
}

/* --- every customer's agenda ---------------------------------------------------------------- */

/* Open follow-ups that rules ask for, of some customers. */
struct open_row { int64_t id, due; };
struct open_rows { size_t n, size; struct open_row *row; };

static int
by_id(const void *a, const void *b)
{
	const struct open_row *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static int
read_open(crm *db, int64_t first, int64_t last, struct open_rows *rows)
{
	struct db_cursor *cursor = db_walk(db,
		SQL("SELECT id, due FROM follow_up WHERE customer_id BETWEEN ?1 AND ?2"
		    " AND planned = 0 AND status = 'open'"), V(first), V(last));
	int error = 0, ended;

	rows->n = 0;
	while (!error && db_step(cursor)) {
		struct open_row *more = rows->row;

		if (rows->n == rows->size) {
			rows->size = 2 * rows->size + 1024;
			more = realloc(rows->row, rows->size * sizeof *more);
		}
		if (!more) {
			error = db_no_memory(db);
			break;
		}
		rows->row = more;
		rows->row[rows->n++] = (struct open_row){
			db_column_int(cursor, 0), db_column_int(cursor, 1)
		};
	}
	ended = db_done(cursor);
	if (rows->n)
		qsort(rows->row, rows->n, sizeof *rows->row, by_id);
	return error ? error : ended;
}

static void
compare(const struct open_rows *before, const struct open_rows *after,
        struct crm_sop_loaded *loaded)
{
	size_t i = 0, k = 0;

	while (i < before->n || k < after->n) {
		if (k == after->n || (i < before->n && before->row[i].id < after->row[k].id)) {
			loaded->dropped++;
			i++;
		} else if (i == before->n || after->row[k].id < before->row[i].id) {
			loaded->added++;
			k++;
		} else {
			loaded->moved += before->row[i++].due != after->row[k++].due;
		}
	}
}

/* Touch the next customers behind *last; *n is how many there were. */
static int
touch_batch(crm *db, int64_t *first, int64_t *last, int64_t *n)
{
	struct db_cursor *cursor = db_walk(db, SQL("SELECT id FROM customer WHERE id > ?1 ORDER BY id"
	                                           " LIMIT ?2"), V(*last), V(BATCH));
	int error = 0, ended;

	for (*n = 0; !error && db_step(cursor); ++*n) {
		*last = db_column_int(cursor, 0);
		*first = *n ? *first : *last;
		error = agenda_touch(db, *last);
	}
	ended = db_done(cursor);
	return error ? error : ended;
}

static void
report(crm *db, int64_t done, int64_t total)
{
	if (db->report)
		db->report("customers", done, total);
}

static int
recompute_all(crm *db, struct crm_sop_loaded *loaded)
{
	struct open_rows before = { 0 }, after = { 0 };
	struct crm_int total;
	int64_t first = 0, last = 0, n;
	int error = db_number(db, &total, SQL("SELECT COUNT(*) FROM customer"));

	while (!error && !(error = touch_batch(db, &first, &last, &n)) && n) {
		error = read_open(db, first, last, &before);
		if (!error)
			error = agenda_update(db);
		if (!error)
			error = read_open(db, first, last, &after);
		if (!error)
			compare(&before, &after, loaded);
		loaded->customers += n;
		report(db, loaded->customers, total.value);
	}
	report(db, -1, 0);
	free(before.row);
	free(after.row);
	return error;
}

/* --- the whole ------------------------------------------------------------------------------ */

int
sop_apply(crm *db, struct crm_sop_loaded *loaded)
{
	struct crm_sop *old = db->sop;
	struct crm_sop_loaded unused = { 0 };
	const struct crm_sop *sop;
	int error;

	loaded = loaded ? loaded : &unused;
	db->sop = NULL;
	nouns_stale(db);
	error = sop_keep_channels(db);
	sop = error ? NULL : crm_sop(db);
	if (!error)
		error = sop ? write_stand_ins(db, sop) : CRM_DATABASE;
	if (!error && !(old && sop_counts_alike(old, sop)))
		error = sop_recount(db, sop, &loaded->added);
	crm_sop_free(old);
	return error ? error : recompute_all(db, loaded);
}
