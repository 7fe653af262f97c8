/*
 * reminder.c - the ledger of what has been told: write down first, deliver, then mark.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "customer.h"
#include "db.h"
#include "follow_up.h"
#include "reminder.h"
#include "select.h"
#include "sop.h"

/* A follow-up that is due, and the rung that it stands on. */
struct due_row {
	int64_t       id, due, customer;
	char         *doer;    /* who takes it today; NULL: nobody */
	char         *whose;   /* for whom, who is away; NULL: the doer's own, "" nobody's */
	enum crm_rung rung;
};

struct due_rows {
	struct due_row *row;
	size_t          n, size;
};

/* --- what is due -------------------------------------------------------------------------- */

static enum crm_rung
rung_of(const struct crm_late *late, int64_t days)
{
	if (late->release >= 0 && days >= late->release)
		return CRM_RUNG_RELEASED;
	if (late->copy >= 0 && days >= late->copy)
		return CRM_RUNG_COPIED;
	if (late->remind >= 0 && days >= late->remind)
		return CRM_RUNG_LATE;
	return CRM_RUNG_DUE;
}

static void
due_row_clear(struct due_row *row)
{
	free(row->doer);
	free(row->whose);
}

static void
due_free(struct due_rows *due)
{
	for (size_t i = 0; i < due->n; i++)
		due_row_clear(&due->row[i]);
	free(due->row);
	*due = (struct due_rows){ 0 };
}

/* The texts of the row are taken over, and gone from it. */
static int
due_add(crm *db, struct due_rows *due, struct due_row *row)
{
	if (due->n == due->size) {
		size_t size = due->size * 2 + 32;
		struct due_row *more = realloc(due->row, size * sizeof *more);

		if (!more)
			return db_no_memory(db);
		due->row = more;
		due->size = size;
	}
	due->row[due->n++] = *row;
	row->doer = row->whose = NULL;
	return 0;
}

/* --- whose it is, and who does it ----------------------------------------------------------- */

/* Staff may be named by their logins, too: one person is one recipient. */
static const char *
one_name(const struct crm_sop *sop, const char *name)
{
	const struct crm_staff *staff = crm_sop_staff(sop, name);

	return staff ? staff->id : name;
}

/* Who minds what is nobody's, that day; NULL if no one does. */
static const char *
pool_keeper(crm *db)
{
	const struct crm_sop *sop = crm_sop(db);

	return sop->pool ? crm_sop_stand_in(sop, sop->pool,
	                                    crm_clock_today(&crm_context(db)->clock)) : NULL;
}

/* Fill in who does it, the follow-up's own column `owner'. */
static int
set_doer(crm *db, const char *owner, struct due_row *row)
{
	const char *doer = owner ? one_name(crm_sop(db), owner) : pool_keeper(db);

	return doer && !(row->doer = strdup(doer)) ? db_no_memory(db) : 0;
}

/* Fill in for whom the doer does it. */
static int
read_whose(crm *db, struct due_row *row)
{
	char *owner = NULL;
	const char *whose;
	int error = db_string(db, &owner,
		SQL("SELECT COALESCE(f.owner, c.owner) FROM follow_up f"
		    " JOIN customer c ON c.id = f.customer_id WHERE f.id = ?1"), V(row->id));

	whose = owner ? one_name(crm_sop(db), owner) : "";
	if (!error && row->doer && strcmp(whose, row->doer) != 0 && !(row->whose = strdup(whose)))
		error = db_no_memory(db);
	free(owner);
	return error;
}

/*
 * Has this way told the doer of it on this rung or a higher one, and nobody since who had
 * taken it over?  Who keeps the pool gets what comes back to it as a copy, and knows by that.
 */
static int
told(crm *db, const char *way, const struct due_row *row, bool *out)
{
	const char *keeper = pool_keeper(db);
	struct crm_int rung;
	int error = db_number(db, &rung,
		SQL("SELECT MAX(r.rung) FROM reminder r JOIN digest d ON d.id = r.digest_id"
		    " WHERE r.follow_up_id = ?1 AND r.due = ?2 AND d.way = ?3 AND d.recipient = ?4"
		    " AND (d.about = ?4 OR ?5) AND NOT EXISTS (SELECT 1 FROM reminder o"
		    " JOIN digest e ON e.id = o.digest_id WHERE o.follow_up_id = ?1 AND o.due = ?2"
		    " AND e.way = ?3 AND e.recipient = e.about AND e.recipient <> ?4 AND e.id > d.id)"),
		V(row->id), V(row->due), V(way), V((const char *)row->doer),
		V(keeper && row->doer && !strcmp(keeper, row->doer)));

	*out = rung.set && rung.value >= (int64_t)row->rung;
	return error;
}

/* Has this way told of it on this rung or a higher one, be it by a copy? */
static int
copied(crm *db, const char *way, const char *recipient, const struct due_row *row, bool *out)
{
	struct crm_int rung;
	int error = db_number(db, &rung,
		SQL("SELECT MAX(r.rung) FROM reminder r JOIN digest d ON d.id = r.digest_id"
		    " WHERE r.follow_up_id = ?1 AND r.due = ?2 AND d.way = ?3 AND d.recipient = ?4"),
		V(row->id), V(row->due), V(way), V(recipient));

	*out = rung.set && rung.value >= (int64_t)row->rung;
	return error;
}

/*
 * Nobody loses a customer over what they were never told of: before the last rung, somebody
 * must have got a digest of it, and a day.
 */
static int
hold_back(crm *db, const struct crm_late *late, struct due_row *row)
{
	struct crm_int sent;
	int error;

	if (row->rung != CRM_RUNG_RELEASED || late->flag)
		return 0;
	error = db_number(db, &sent,
		SQL("SELECT 1 FROM reminder r JOIN digest d ON d.id = r.digest_id"
		    " WHERE r.follow_up_id = ?1 AND r.due = ?2 AND d.sent IS NOT NULL AND d.day < ?3"
		    " LIMIT 1"),
		V(row->id), V(row->due), V(crm_clock_today(&crm_context(db)->clock)));
	if (!error && !sent.set)
		row->rung = late->copy >= 0 ? CRM_RUNG_COPIED
			: late->remind >= 0 ? CRM_RUNG_LATE : CRM_RUNG_DUE;
	return error;
}

static const void *
column(const struct crm_type *view, const void *record, const char *name)
{
	return (const char *)record + crm_field(view, name)->offset;
}

static int
read_row(crm *db, const char *way, const struct crm_type *view, const void *record,
         struct due_rows *due)
{
	const struct crm_sop *sop = crm_sop(db);
	const struct crm_int *day = column(view, record, "due");
	int64_t today = crm_clock_today(&crm_context(db)->clock);
	struct due_row row = {
		.id = *(const int64_t *)column(view, record, "id"), .due = day->value,
		.customer = *(const int64_t *)column(view, record, "customer"),
	};
	bool known = false;
	int error;

	if (!sop)
		return CRM_DATABASE;
	row.rung = rung_of(&sop->late, today - row.due);
	error = hold_back(db, &sop->late, &row);
	if (!error)
		error = set_doer(db, *(char *const *)column(view, record, "owner"), &row);
	if (!error)
		error = told(db, way, &row, &known);
	if (!error && !known)
		error = read_whose(db, &row);
	if (!error && !known)
		error = due_add(db, due, &row);
	due_row_clear(&row);
	return error;
}

/* What is due and has not been told of, in the order of crm-due. */
static int
read_due(crm *db, const char *way, struct due_rows *due)
{
	struct crm_select want = { .type = &crm_follow_up_type, .columns = "id,due,owner,customer",
	                           .sort = "due,id" };
	char query[128], day[CRM_DAY_SIZE];
	struct crm_query *read;
	struct crm_fault why;
	const struct crm_type *view;
	crm_rows *rows;
	void *record = NULL;
	int error, ended;

	snprintf(query, sizeof query, CRM_FOLLOW_UP_FIRST " due<=%s",
	         crm_day_format(crm_clock_today(&crm_context(db)->clock), day));
	error = crm_query_parse(&read, want.type, query, crm_context(db), &why);
	if (error)
		return db_fault(db, error, NULL, &why);
	want.query = read;
	rows = crm_select(db, &want, &view);
	if (!rows || !(record = calloc(1, view->size)))
		error = db_no_memory(db);
	while (!error && crm_rows_next(rows, record))
		error = read_row(db, way, view, record, due);
	if (record)
		crm_clear(view, record);
	ended = crm_rows_close(rows);
	free(record);
	crm_query_free(read);
	return error ? error : ended;
}

/* --- writing down ------------------------------------------------------------------------- */

/* The digest for a recipient about an owner: the one begun now or known to have failed, or new. */
static int
digest_for(crm *db, const char *way, const char *recipient, const char *about, int64_t first,
           int64_t *id)
{
	const struct crm_clock *clock = &crm_context(db)->clock;
	struct crm_int found;
	int error = db_number(db, &found,
		SQL("SELECT id FROM digest WHERE way = ?1 AND sent IS NULL AND recipient = ?2"
		    " AND about = ?3 AND (id > ?4 OR failed = 1)"),
		V(way), V(recipient), V(about), V(first));

	if (!error && !found.set)
		error = db_number(db, &found,
			SQL("INSERT INTO digest (way, recipient, about, day, made)"
			    " VALUES (?1, ?2, ?3, ?4, ?5) RETURNING id"),
			V(way), V(recipient), V(about), V(crm_clock_today(clock)), V(clock->now));
	*id = found.value;
	return error;
}

/* Who does it is told for whom; a copy is about one person's anyway. */
static int
tell(crm *db, const char *way, const char *recipient, const char *about,
     const struct due_row *row, int64_t first)
{
	const char *whose = strcmp(recipient, about) ? NULL : row->whose;
	int64_t digest;
	int error = digest_for(db, way, recipient, about, first, &digest);

	if (error)
		return error;
	return db_run(db,
		SQL("INSERT INTO reminder (follow_up_id, due, rung, digest_id, whose)"
		    " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (digest_id, follow_up_id)"
		    " DO UPDATE SET due = excluded.due, rung = excluded.rung, whose = excluded.whose"),
		V(row->id), V(row->due), V((int)row->rung), V(digest), V(whose));
}

/* Who is to answer for it: whose it is, though somebody stands in; what is nobody's, the doer. */
static const char *
about(const struct due_row *row)
{
	return row->whose && *row->whose ? row->whose : row->doer;
}

/* A copy to somebody who neither is late nor stands in for who is, unless they had it already. */
static int
copy_to(crm *db, const char *way, const char *recipient, const struct due_row *row, int64_t first)
{
	bool had = false;
	int error;

	if (!recipient || !strcmp(recipient, about(row)) || !strcmp(recipient, row->doer))
		return 0;
	error = copied(db, way, recipient, row, &had);
	return error || had ? error : tell(db, way, recipient, about(row), row, first);
}

/* The manager and the deputy get a copy of what is very late. */
static int
tell_others(crm *db, const char *way, const struct due_row *row, int64_t first)
{
	const struct crm_staff *staff = crm_sop_staff(crm_sop(db), about(row));
	int error;

	if (!staff || row->rung < CRM_RUNG_COPIED)
		return 0;
	error = copy_to(db, way, staff->manager, row, first);
	return error ? error : copy_to(db, way, staff->deputy, row, first);
}

/* The customer goes back to the pool: anybody may take it now, and who minds it is told. */
static int
release(crm *db, const char *way, const struct due_row *row, int64_t first)
{
	AUTO(crm_customer) customer = { 0 };
	int error;

	if (row->rung != CRM_RUNG_RELEASED || crm_sop(db)->late.flag)
		return 0;
	error = crm_customer_get(db, row->customer, &customer);
	if (error || !customer.owner)
		return error;
	free(customer.owner);
	customer.owner = NULL;
	error = crm_customer_set(db, &customer);
	return error ? error : copy_to(db, way, pool_keeper(db), row, first);
}

static int
write_down(crm *db, const char *way, const struct due_rows *due, int64_t *unowned)
{
	struct crm_int last;
	int error = db_number(db, &last, SQL("SELECT COALESCE(MAX(id), 0) FROM digest"));

	for (const struct due_row *row = due->row; row < due->row + due->n && !error; row++) {
		if (!row->doer) {
			++*unowned;
			continue;
		}
		error = tell(db, way, row->doer, row->doer, row, last.value);
		if (!error)
			error = tell_others(db, way, row, last.value);
		if (!error)
			error = release(db, way, row, last.value);
	}
	return error;
}

int
crm_reminder_prepare(crm *db, const char *way, int64_t *unowned)
{
	struct due_rows due = { 0 };
	int error = crm_begin(db, "remind");

	*unowned = 0;
	if (error)
		return error;
	error = read_due(db, way, &due);
	if (!error)
		error = write_down(db, way, &due, unowned);
	due_free(&due);
	return crm_end(db, error);
}

/* --- delivering --------------------------------------------------------------------------- */

void
crm_digest_clear(struct crm_digest *digest)
{
	for (size_t i = 0; i < digest->n; i++)
		free(digest->item[i].whose);
	free(digest->recipient);
	free(digest->about);
	free(digest->item);
	digest->recipient = digest->about = NULL;
	digest->item = NULL;
	digest->id = digest->day = 0;
	digest->n = 0;
}

static int
add_item(crm *db, struct crm_digest *digest, size_t *size, struct db_cursor *c)
{
	const char *whose = db_column_text(c, 3);
	struct crm_digest_item item = {
		.follow_up = db_column_int(c, 0), .due = db_column_int(c, 1),
		.rung = (enum crm_rung)db_column_int(c, 2), .again = db_column_int(c, 4) != 0,
	};

	if (digest->n == *size) {
		size_t room = *size * 2 + 16;
		struct crm_digest_item *more = realloc(digest->item, room * sizeof *more);

		if (!more)
			return db_no_memory(db);
		digest->item = more;
		*size = room;
	}
	if (whose && !(item.whose = strdup(whose)))
		return db_no_memory(db);
	digest->item[digest->n++] = item;
	return 0;
}

static int
read_items(crm *db, struct crm_digest *digest)
{
	struct db_cursor *c = db_walk(db,
		SQL("SELECT r.follow_up_id, r.due, r.rung, r.whose,"
		    " EXISTS (SELECT 1 FROM reminder o JOIN digest e ON e.id = o.digest_id"
		    " WHERE o.follow_up_id = r.follow_up_id AND o.due = r.due AND e.id < d.id"
		    " AND e.way = d.way AND e.recipient = d.recipient)"
		    " FROM reminder r JOIN digest d ON d.id = r.digest_id"
		    " JOIN follow_up f ON f.id = r.follow_up_id AND f.due = r.due"
		    " WHERE r.digest_id = ?1 AND f.status = 'open'"
		    " AND (f.expires IS NULL OR f.expires >= ?2)"
		    " ORDER BY r.whose IS NOT NULL, r.whose, r.due, r.follow_up_id"),
		V(digest->id), V(crm_clock_today(&crm_context(db)->clock)));
	size_t size = 0;
	int error = 0, ended;

	while (!error && db_step(c))
		error = add_item(db, digest, &size, c);
	ended = db_done(c);
	return error ? error : ended;
}

int
crm_digest_next(crm *db, const char *way, int64_t after, bool interrupted, struct crm_digest *out)
{
	struct db_cursor *c = db_walk(db,
		SQL("SELECT id, recipient, about, day FROM digest WHERE way = ?1 AND sent IS NULL"
		    " AND id > ?2 AND (failed = 0 OR ?3 = 0) ORDER BY id LIMIT 1"),
		V(way), V(after), V(interrupted));
	bool found = db_step(c);
	int error = 0, ended;

	crm_digest_clear(out);
	if (found) {
		out->id = db_column_int(c, 0);
		out->day = db_column_int(c, 3);
		out->recipient = strdup(db_column_text(c, 1));
		out->about = strdup(db_column_text(c, 2));
		if (!out->recipient || !out->about)
			error = db_no_memory(db);
	}
	ended = db_done(c);
	if (!error && !ended && found)
		error = read_items(db, out);
	if (found && (error || ended))
		crm_digest_clear(out);
	return error ? error : ended ? ended : found ? 0 : CRM_NOT_FOUND;
}

int
crm_digest_tried(crm *db, int64_t id, bool delivered)
{
	struct crm_int sent = { .set = delivered, .value = time(NULL) };
	int error = crm_begin(db, "remind");

	if (error)
		return error;
	return crm_end(db, db_run(db, SQL("UPDATE digest SET sent = ?2, failed = ?3 WHERE id = ?1"),
	                          V(id), V(sent), V(!delivered)));
}

/* --- runs --------------------------------------------------------------------------------- */

int
crm_reminder_ran(crm *db, const struct crm_reminder_run *run)
{
	int error = crm_begin(db, "remind");

	if (error)
		return error;
	return crm_end(db, db_run(db,
		SQL("INSERT INTO reminder_run (way, began, ended, sent, failed)"
		    " VALUES (?1, ?2, ?3, ?4, ?5)"),
		V((const char *)run->way), V(run->began), V(run->ended), V(run->sent), V(run->failed)));
}

int
crm_reminder_last(crm *db, const char *way, struct crm_reminder_run *out)
{
	struct db_cursor *c = db_walk(db,
		SQL("SELECT way, began, ended, sent, failed FROM reminder_run"
		    " WHERE ?1 IS NULL OR way = ?1 ORDER BY id DESC LIMIT 1"), V(way));
	bool found = db_step(c);
	int error;

	if (found) {
		*out = (struct crm_reminder_run){
			.began = db_column_int(c, 1), .ended = db_column_int(c, 2),
			.sent = db_column_int(c, 3), .failed = db_column_int(c, 4),
		};
		snprintf(out->way, sizeof out->way, "%s", db_column_text(c, 0));
	}
	error = db_done(c);
	return error ? error : found ? 0 : CRM_NOT_FOUND;
}

int
crm_database_uid(crm *db, char **out)
{
	uint64_t bits[2];
	char text[33];
	int error = crm_setting_get(db, "uid", out);

	if (error || *out)
		return error;
	if (getrandom(bits, sizeof bits, 0) != sizeof bits)
		return db_fail(db, CRM_DATABASE, "the system gives no random numbers");
	snprintf(text, sizeof text, "%016" PRIx64 "%016" PRIx64, bits[0], bits[1]);
	error = crm_begin(db, "uid");
	if (!error)
		error = crm_end(db, crm_setting_set(db, "uid", text));
	return error ? error : crm_setting_get(db, "uid", out);
}
