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
	char         *owner;   /* NULL: nobody's */
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
due_free(struct due_rows *due)
{
	for (size_t i = 0; i < due->n; i++)
		free(due->row[i].owner);
	free(due->row);
	*due = (struct due_rows){ 0 };
}

static int
due_add(crm *db, struct due_rows *due, struct due_row row, const char *owner)
{
	if (due->n == due->size) {
		size_t size = due->size * 2 + 32;
		struct due_row *more = realloc(due->row, size * sizeof *more);

		if (!more)
			return db_no_memory(db);
		due->row = more;
		due->size = size;
	}
	if (owner && !(row.owner = strdup(owner)))
		return db_no_memory(db);
	due->row[due->n++] = row;
	return 0;
}

/* Has this way told of it on this rung or a higher one? */
static int
told(crm *db, const char *way, const struct due_row *row, bool *out)
{
	struct crm_int rung;
	int error = db_number(db, &rung,
		SQL("SELECT MAX(r.rung) FROM reminder r JOIN digest d ON d.id = r.digest_id"
		    " WHERE r.follow_up_id = ?1 AND r.due = ?2 AND d.way = ?3"),
		V(row->id), V(row->due), V(way));

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
	const char *owner;
	bool known;
	int error;

	if (!sop)
		return CRM_DATABASE;
	row.rung = rung_of(&sop->late, today - row.due);
	error = hold_back(db, &sop->late, &row);
	if (!error)
		error = told(db, way, &row, &known);
	if (error)
		return error;
	owner = *(char *const *)column(view, record, "owner");
	return known ? 0 : due_add(db, due, row, owner ? owner : sop->pool);
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

static int
tell(crm *db, const char *way, const char *recipient, const struct due_row *row, int64_t first)
{
	int64_t digest;
	int error = digest_for(db, way, recipient, row->owner, first, &digest);

	if (error)
		return error;
	return db_run(db,
		SQL("INSERT INTO reminder (follow_up_id, due, rung, digest_id)"
		    " VALUES (?1, ?2, ?3, ?4) ON CONFLICT (digest_id, follow_up_id)"
		    " DO UPDATE SET due = excluded.due, rung = excluded.rung"),
		V(row->id), V(row->due), V((int)row->rung), V(digest));
}

/* The manager and the deputy get a copy of what is very late; nobody a copy of the own. */
static int
tell_others(crm *db, const char *way, const struct due_row *row, int64_t first)
{
	const struct crm_staff *staff = crm_sop_staff(crm_sop(db), row->owner);
	int error = 0;

	if (!staff || row->rung < CRM_RUNG_COPIED)
		return 0;
	if (staff->manager && strcmp(staff->manager, row->owner) != 0)
		error = tell(db, way, staff->manager, row, first);
	if (!error && staff->deputy && strcmp(staff->deputy, row->owner) != 0 &&
	    !(staff->manager && !strcmp(staff->manager, staff->deputy)))
		error = tell(db, way, staff->deputy, row, first);
	return error;
}

/* The customer goes back to the pool: anybody may take it now, and who minds it is told. */
static int
release(crm *db, const char *way, const struct due_row *row, int64_t first)
{
	AUTO(crm_customer) customer = { 0 };
	const char *pool = crm_sop(db)->pool;
	int error;

	if (row->rung != CRM_RUNG_RELEASED || crm_sop(db)->late.flag)
		return 0;
	error = crm_customer_get(db, row->customer, &customer);
	if (error || !customer.owner)
		return error;
	free(customer.owner);
	customer.owner = NULL;
	error = crm_customer_set(db, &customer);
	if (!error && pool && strcmp(pool, row->owner) != 0)
		error = tell(db, way, pool, row, first);
	return error;
}

static int
write_down(crm *db, const char *way, const struct due_rows *due, int64_t *unowned)
{
	struct crm_int last;
	int error = db_number(db, &last, SQL("SELECT COALESCE(MAX(id), 0) FROM digest"));

	for (const struct due_row *row = due->row; row < due->row + due->n && !error; row++) {
		if (!row->owner) {
			++*unowned;
			continue;
		}
		error = tell(db, way, row->owner, row, last.value);
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
	free(digest->recipient);
	free(digest->about);
	free(digest->item);
	digest->recipient = digest->about = NULL;
	digest->item = NULL;
	digest->id = digest->day = 0;
	digest->n = 0;
}

static int
read_items(crm *db, struct crm_digest *digest)
{
	struct db_cursor *c = db_walk(db,
		SQL("SELECT r.follow_up_id, r.due, r.rung FROM reminder r"
		    " JOIN follow_up f ON f.id = r.follow_up_id AND f.due = r.due"
		    " WHERE r.digest_id = ?1 AND f.status = 'open'"
		    " AND (f.expires IS NULL OR f.expires >= ?2)"
		    " ORDER BY r.due, r.follow_up_id"),
		V(digest->id), V(crm_clock_today(&crm_context(db)->clock)));
	size_t size = 0;
	int error = 0, ended;

	while (!error && db_step(c)) {
		if (digest->n == size) {
			struct crm_digest_item *more =
				realloc(digest->item, (size * 2 + 16) * sizeof *more);

			if (!more) {
				error = db_no_memory(db);
				break;
			}
			digest->item = more;
			size = size * 2 + 16;
		}
		digest->item[digest->n++] = (struct crm_digest_item){
			db_column_int(c, 0), db_column_int(c, 1), (enum crm_rung)db_column_int(c, 2)
		};
	}
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
