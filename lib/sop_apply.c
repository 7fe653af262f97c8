/*
 * sop_apply.c - bring what is derived from the procedure in line with it.
 */
#include <stdlib.h>
#include <string.h>

#include "agenda_rows.h"
#include "noun_types.h"
#include "sop_apply.h"
#include "sop_judge.h"
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

/* Some customers, and the days up to which their rows are stored; INT64_MAX: there is none. */
struct reach { int64_t customer, until; };
struct batch { size_t n; struct reach reach[BATCH]; };

/* Open follow-ups that rules ask for, of those customers. */
struct open_row { int64_t id, due, wanted, customer; };
struct open_rows { size_t n, size; struct open_row *row; };

static int
by_id(const void *a, const void *b)
{
	const struct open_row *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static int
by_customer(const void *a, const void *b)
{
	const struct reach *x = a, *y = b;

	return (x->customer > y->customer) - (x->customer < y->customer);
}

static int
add_row(crm *db, struct open_rows *rows, struct open_row row)
{
	struct open_row *more = rows->row;

	if (rows->n == rows->size) {
		rows->size = 2 * rows->size + 1024;
		more = realloc(rows->row, rows->size * sizeof *more);
	}
	if (!more)
		return db_no_memory(db);
	rows->row = more;
	rows->row[rows->n++] = row;
	return 0;
}

/* Those of use still. */
static int
read_open(crm *db, const struct batch *batch, struct open_rows *rows)
{
	int64_t first = batch->reach[0].customer, last = batch->reach[batch->n - 1].customer;
	struct db_cursor *cursor = db_walk(db,
		SQL("SELECT id, due, COALESCE(wanted, due), customer_id FROM follow_up"
		    " WHERE customer_id BETWEEN ?1 AND ?2 AND planned = 0 AND status = 'open'"
		    " AND (expires IS NULL OR expires >= ?3)"),
		V(first), V(last), V(crm_clock_today(&db->context.clock)));
	int error = 0, ended;

	rows->n = 0;
	while (!error && db_step(cursor))
		error = add_row(db, rows, (struct open_row){
			db_column_int(cursor, 0), db_column_int(cursor, 1), db_column_int(cursor, 2),
			db_column_int(cursor, 3)
		});
	ended = db_done(cursor);
	if (rows->n)
		qsort(rows->row, rows->n, sizeof *rows->row, by_id);
	return error ? error : ended;
}

/* Is it one that time alone has brought near enough to be stored? */
static bool
is_further(const struct batch *batch, const struct open_row *row)
{
	const struct reach key = { .customer = row->customer };
	const struct reach *reach = bsearch(&key, batch->reach, batch->n, sizeof key, by_customer);

	return reach && row->wanted > reach->until;
}

static void
compare(const struct batch *batch, const struct open_rows *before, const struct open_rows *after,
        struct crm_sop_loaded *loaded)
{
	size_t i = 0, k = 0;

	while (i < before->n || k < after->n) {
		if (k == after->n || (i < before->n && before->row[i].id < after->row[k].id)) {
			loaded->dropped++;
			i++;
		} else if (i == before->n || after->row[k].id < before->row[i].id) {
			loaded->added += !is_further(batch, &after->row[k++]);
		} else {
			loaded->moved += before->row[i++].due != after->row[k++].due;
		}
	}
}

/* Touch the next customers behind that one. */
static int
touch_batch(crm *db, int64_t last, struct batch *batch)
{
	struct db_cursor *cursor = db_walk(db, SQL("SELECT id, agenda_until FROM customer WHERE id > ?1"
	                                           " ORDER BY id LIMIT ?2"), V(last), V(BATCH));
	int error = 0, ended;

	for (batch->n = 0; !error && db_step(cursor); batch->n++) {
		struct crm_int until = db_column_maybe(cursor, 1);

		batch->reach[batch->n] = (struct reach){
			db_column_int(cursor, 0), until.set ? until.value : INT64_MAX
		};
		error = agenda_touch(db, batch->reach[batch->n].customer);
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

/* Bring the touched customers of a batch up to date, and see what that does, if asked. */
static int
recompute(crm *db, const struct batch *batch, struct judged *judged, struct open_rows rows[2],
          struct crm_sop_loaded *loaded)
{
	int error = loaded ? read_open(db, batch, &rows[0]) : 0;

	if (!error)
		error = sop_judged_follow(db, crm_sop(db), judged, batch->reach[batch->n - 1].customer);
	if (!error)
		error = agenda_update(db);
	if (error || !loaded)
		return error;
	error = read_open(db, batch, &rows[1]);
	if (!error)
		compare(batch, &rows[0], &rows[1], loaded);
	loaded->customers += (int64_t)batch->n;
	return error;
}

static int
recompute_all(crm *db, struct judged *judged, struct crm_sop_loaded *loaded)
{
	struct batch *batch = malloc(sizeof *batch);
	struct open_rows rows[2] = { 0 };
	struct crm_int total;
	int64_t last = 0, done = 0;
	int error;

	if (!batch)
		return db_no_memory(db);
	error = db_number(db, &total, SQL("SELECT COUNT(*) FROM customer"));
	while (!error && !(error = touch_batch(db, last, batch)) && batch->n) {
		last = batch->reach[batch->n - 1].customer;
		error = recompute(db, batch, judged, rows, loaded);
		report(db, done += (int64_t)batch->n, total.value);
	}
	report(db, -1, 0);
	free(rows[0].row);
	free(rows[1].row);
	free(batch);
	return error;
}

/* --- the whole ------------------------------------------------------------------------------ */

int
sop_apply(crm *db, int64_t since, struct crm_sop_loaded *loaded)
{
	struct crm_sop *old = db->sop;
	struct judged judged = { 0 };
	const struct crm_sop *sop;
	int error;

	db->sop = NULL;
	nouns_stale(db);
	error = sop_keep_channels(db);
	sop = error ? NULL : crm_sop(db);
	if (!error)
		error = sop ? write_stand_ins(db, sop) : CRM_DATABASE;
	if (!error && !(old && sop_counts_alike(old, sop)))
		error = sop_judge(db, sop, since, &judged);
	crm_sop_free(old);
	if (!error)
		error = recompute_all(db, &judged, loaded);
	sop_judged_clear(&judged);
	return error;
}
