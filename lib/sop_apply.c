/*
 * sop_apply.c - bring what is derived from the procedure in line with it.
 */
#include <stdlib.h>
#include <string.h>

#include "agenda_keep.h"
#include "agenda_rows.h"
#include "follow_up_settle.h"
#include "noun_types.h"
#include "sop_apply.h"

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

/* --- what counts as a contact --------------------------------------------------------------- */

static bool
same_list(const struct crm_counting *a, size_t na, const struct crm_counting *b, size_t nb)
{
	if (na != nb)
		return false;
	for (size_t i = 0; i < na; i++)
		if (strcmp(a[i].name, b[i].name) != 0 || a[i].contact != b[i].contact ||
		    a[i].counts_to_cap != b[i].counts_to_cap)
			return false;
	return true;
}

static bool
same_counting(const struct crm_sop *a, const struct crm_sop *b)
{
	return same_list(a->channel, a->channels, b->channel, b->channels) &&
	       same_list(a->outcome, a->outcomes, b->outcome, b->outcomes);
}

#define OF_KIND \
	" COALESCE(i.channel, '') = COALESCE(?1, '') AND COALESCE(i.outcome, '') = COALESCE(?2, '')"

/*
 * A follow-up that an interaction did which is no contact any longer.  Where that named it
 * somebody has said that it is done: only a cadence waits for a contact all the same.
 */
static int
reopen(crm *db, const struct crm_sop *sop, int64_t id, int64_t *reopened)
{
	AUTO(crm_follow_up) f = { 0 };
	struct crm_int named;
	int error = crm_follow_up_get(db, id, &f);

	if (!error)
		error = db_number(db, &named, SQL("SELECT follow_up_id FROM interaction WHERE id = ?1"),
		                  V(f.interaction));
	if (error || (named.set && named.value == id && !follow_up_of_cadence(sop, &f)))
		return error;
	*reopened += !f.planned.value;
	return keep_status(db, id, "open", NULL);
}

/* Those of all contacts of a kind.  A promise is kept where somebody says so. */
static int
reopen_all(crm *db, const struct crm_sop *sop, const char *channel, const char *outcome,
           int64_t *reopened)
{
	struct crm_int id = { .set = true };
	int error = 0;

	while (!error && id.set) {
		error = db_number(db, &id,
			SQL("SELECT f.id FROM follow_up f JOIN interaction i ON i.id = f.interaction_id"
			    " WHERE f.id > ?3 AND f.interaction_id IS NOT NULL AND f.status = 'done'"
			    " AND f.purpose <> '" PROMISE "' AND i.contact = 1 AND" OF_KIND
			    " ORDER BY f.id LIMIT 1"), V(channel), V(outcome), V(id.value));
		if (!error && id.set)
			error = reopen(db, sop, id.value, reopened);
	}
	return error;
}

/* Interactions of one kind that are taken for something else than they are now. */
static int
recount(crm *db, const struct crm_sop *sop, const char *channel, const char *outcome,
        int64_t *reopened)
{
	bool contact = crm_sop_is_contact(sop, channel, outcome);
	bool counts = crm_sop_counts(sop, channel, outcome);
	int error = contact ? 0 : reopen_all(db, sop, channel, outcome, reopened);

	return error ? error : db_run(db,
		SQL("UPDATE interaction AS i SET contact = ?3, counts = ?4"
		    " WHERE" OF_KIND " AND (contact <> ?3 OR COALESCE(counts, contact) <> ?4)"),
		V(channel), V(outcome), V(contact), V(counts));
}

/* All kinds of interactions there are: a few dozen, however many interactions. */
static int
recount_all(crm *db, const struct crm_sop *sop, int64_t *reopened)
{
	struct db_cursor *kinds = db_walk(db, SQL("SELECT DISTINCT channel, outcome FROM interaction"));
	struct kind { char *channel, *outcome; } *kind = NULL;
	size_t n = 0, size = 0;
	int error = 0, ended;

	while (!error && db_step(kinds)) {
		struct kind *more = n < size ? kind : realloc(kind, (size = 2 * size + 16) * sizeof *kind);

		if (!more) {
			error = db_no_memory(db);
			break;
		}
		kind = more;
		kind[n++] = (struct kind){
			.channel = db_column_null(kinds, 0) ? NULL : strdup(db_column_text(kinds, 0)),
			.outcome = db_column_null(kinds, 1) ? NULL : strdup(db_column_text(kinds, 1)),
		};
	}
	ended = db_done(kinds);
	error = error ? error : ended;
	for (size_t i = 0; i < n; i++) {
		if (!error)
			error = recount(db, sop, kind[i].channel, kind[i].outcome, reopened);
		free(kind[i].channel);
		free(kind[i].outcome);
	}
	free(kind);
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
	if (!error && !(old && same_counting(old, sop)))
		error = recount_all(db, sop, &loaded->added);
	crm_sop_free(old);
	return error ? error : recompute_all(db, loaded);
}
