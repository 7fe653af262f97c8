/*
 * import_follow_up.c - follow-ups of an export, among rows that the agenda makes itself.
 *
 * Customers, contacts and orders come first, and the agenda of the new database has made
 * rows of them, under ids of its own.  A contact names the follow-up that it answered:
 * until the follow-ups themselves come, a stand-in keeps its id.  A rule's row that comes
 * is the one that the agenda has made, which takes its id; where the row says otherwise
 * somebody had moved it.  Everything else comes as it was.
 */
#include <stdlib.h>
#include <string.h>

#include "agenda_rows.h"
#include "customer.h"
#include "follow_up.h"
#include "import_rows.h"
#include "interaction.h"
#include "noun_types.h"
#include "record_sql.h"
#include "sop.h"

/* --- contacts name follow-ups --------------------------------------------------------------- */

/* No rule has this purpose: the agenda leaves the row alone while a contact names it. */
#define STAND_IN "import"

struct row { int64_t id; bool there, derived, stand_in; };

static int
find_row(crm *db, int64_t id, struct row *row)
{
	struct db_cursor *c = db_walk(db, SQL("SELECT op, purpose FROM follow_up WHERE id = ?1"),
	                              V(id));

	*row = (struct row){ .id = id, .there = db_step(c) };
	if (row->there) {
		row->derived = db_column_null(c, 0);
		row->stand_in = !strcmp(db_column_text(c, 1), STAND_IN);
	}
	return db_done(c);
}

static int
delete_row(crm *db, int64_t id)
{
	return db_run(db, SQL("DELETE FROM follow_up WHERE id = ?1 AND op IS NULL"), V(id));
}

/* Let go of a row that the agenda made: it makes another. */
static int
give_way(crm *db, int64_t id)
{
	struct crm_int customer;
	int error = db_number(db, &customer, SQL("SELECT customer_id FROM follow_up WHERE id = ?1"),
	                      V(id));

	if (!error)
		error = agenda_touch(db, customer.value);
	return error ? error : delete_row(db, id);
}

/* Nobody was reached: it is as derived as the agenda's, and goes when no contact names it. */
int
import_stand_in(crm *db, const struct crm_interaction *i)
{
	int64_t day = crm_instant_day(db->context.clock.zone, i->when.value);
	char anchor[CRM_SCRATCH];

	return db_run(db, SQL("INSERT INTO follow_up (id, customer_id, purpose, anchor, due, rule,"
	                      " status, planned) VALUES (?1, ?2, ?3, ?4, ?5, ?3, 'superseded', 0)"
	                      " ON CONFLICT (id) DO NOTHING"),
	              V(i->follow_up), V(i->customer), V(STAND_IN),
	              V(crm_id_format(crm_follow_up_type.letter, i->follow_up, anchor)), V(day));
}

/* Of a contact: the operation that makes the contact makes it too. */
static int
make_stand_in(crm *db, const struct crm_interaction *i)
{
	AUTO(crm_follow_up) f = {
		.id = i->follow_up, .customer = i->customer, .planned = CRM_SET(0),
		.due = CRM_SET(crm_instant_day(db->context.clock.zone, i->when.value)),
	};
	int error = noun_default(db, &f.purpose, STAND_IN);

	if (!error)
		error = noun_default(db, &f.rule, STAND_IN);
	if (!error)
		error = noun_default(db, &f.status, "superseded");
	return error ? error : noun_add_as(db, &crm_follow_up_type, &f);
}

int
import_answer(struct crm_import *import, const struct crm_interaction *i)
{
	crm *db = import->db;
	const struct crm_sop *sop = crm_sop(db);
	struct row row;
	bool contact = sop && crm_sop_is_contact(sop, i->channel, i->outcome);
	int error = sop ? find_row(db, i->follow_up, &row) : CRM_DATABASE;

	if (error || (row.there && !row.derived) || (row.stand_in && !contact))
		return error;
	if (row.there)
		error = give_way(db, row.id);
	if (error)
		return error;
	return contact ? make_stand_in(db, i) : import_stand_in(db, i);
}

/* --- rows of an export ---------------------------------------------------------------------- */

int
import_follow_ups_fresh(crm *db, bool *fresh)
{
	struct crm_int found;
	int error;

	*fresh = true;
	error = db_number(db, &found, SQL("SELECT 1 FROM follow_up WHERE op IS NOT NULL"
	                                  " AND purpose <> ?1 LIMIT 1"), V(STAND_IN));

	if (!error && !found.set)
		error = db_number(db, &found,
			SQL("SELECT 1 FROM interaction i JOIN follow_up f ON f.id = i.follow_up_id"
			    " WHERE i.follow_up_id IS NOT NULL AND f.purpose <> ?1 LIMIT 1"),
			V(STAND_IN));
	if (!error && found.set)
		*fresh = false;
	return error;
}

/* The row that a record is by what it says: customer, purpose, anchor and who planned it. */
static int
find_same(crm *db, const struct crm_follow_up *f, struct row *row)
{
	const char *purpose = f->purpose ? f->purpose : "contact";
	int64_t planned = f->planned.set ? f->planned.value : 1;
	struct db_cursor *c = db_walk(db,
		SQL("SELECT id, op FROM follow_up WHERE customer_id = ?1 AND purpose = ?2"
		    " AND anchor = ?3 AND planned = ?4"),
		V(f->customer), V(purpose), V(f->anchor), V(planned));

	*row = (struct row){ .there = db_step(c) };
	if (row->there) {
		row->id = db_column_int(c, 0);
		row->derived = db_column_null(c, 1);
	}
	return db_done(c);
}

/* The agenda's row under another id, which the counter of ids must learn: it is made anew. */
static int
renumber(crm *db, int64_t from, int64_t to)
{
	AUTO(crm_follow_up) f = { 0 };
	int error = db_get(db, &crm_follow_up_type, from, &f);

	if (!error)
		error = delete_row(db, from);
	if (error)
		return error;
	return db_run(db, SQL("INSERT INTO follow_up (id, customer_id, purpose, anchor, due, channel,"
	                      " goal, rule, status, reason, wanted, expires, every, planned)"
	                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 0)"),
	              V(to), V(f.customer), V(f.purpose), V(f.anchor), V(f.due), V(f.channel),
	              V(f.goal), V(f.rule), V(f.status), V(f.reason), V(f.wanted), V(f.expires),
	              V(f.every));
}

/* Another row's id is wanted: that row waits, under the negative, for the id of its own. */
static int
move_aside(crm *db, int64_t id)
{
	return db_run(db, SQL("UPDATE follow_up SET id = -id WHERE id = ?1"), V(id));
}

int
import_make_way(struct crm_import *import, int64_t id, const struct crm_follow_up *f, bool *there)
{
	crm *db = import->db;
	struct row at, same = { 0 };
	int error = find_row(db, id, &at);

	if (!error)
		error = find_same(db, f, &same);
	*there = at.there;
	import->over = at.stand_in;
	if (error || (same.there && same.id == id))
		return error;
	if (same.there && same.derived && (!at.there || at.derived)) {
		error = at.stand_in ? delete_row(db, id) : at.there ? move_aside(db, id) : 0;
		import->over = false;
		*there = true;
		return error ? error : renumber(db, same.id, id);
	}
	if (at.stand_in)
		return same.there && same.derived ? give_way(db, same.id) : 0;
	if (!at.there || !at.derived)
		return 0;
	*there = false;
	return move_aside(db, id);
}

int
import_write_over(struct crm_import *import, void *record, bool *changed)
{
	crm *db = import->db;
	AUTO(crm_follow_up) before = { 0 };
	int error = db_get(db, &crm_follow_up_type, record_id(import->type, record), &before);

	if (!error)
		error = follow_up_rules.complete(db, record, NULL);
	if (!error)
		error = db_update(db, &crm_follow_up_type, &before, record, changed);
	return error ? error : follow_up_rules.follow(db, record, NULL, changed);
}

int
import_settle_follow_ups(struct crm_import *import)
{
	crm *db = import->db;
	struct db_cursor *c = db_walk(db, SQL("SELECT customer_id FROM follow_up WHERE id < 0"));
	int error = 0, ended;

	while (!error && db_step(c))
		error = agenda_touch(db, db_column_int(c, 0));
	ended = db_done(c);
	if (!error && !ended)
		error = db_run(db, SQL("DELETE FROM follow_up WHERE id < 0"));
	return error ? error : ended;
}

/* --- what is not the row's own -------------------------------------------------------------- */

static void
drop_if_same(char **slot, const char *stored, const char *customers)
{
	if (*slot && !stored && customers && !strcmp(*slot, customers)) {
		free(*slot);
		*slot = NULL;
	}
}

/* An owner or channel that is the customer's goes on being the customer's. */
static int
inherit(crm *db, struct crm_follow_up *f, const struct crm_follow_up *stored)
{
	struct db_cursor *c = db_walk(db, SQL("SELECT owner, channel FROM customer WHERE id = ?1"),
	                              V(f->customer));

	if (db_step(c)) {
		drop_if_same(&f->owner, stored->owner, db_column_text(c, 0));
		drop_if_same(&f->channel, stored->channel, db_column_text(c, 1));
	}
	return db_done(c);
}

static bool
is_waiting(const char *status)
{
	return status && (!strcmp(status, "open") || !strcmp(status, "superseded"));
}

static int
keep_text(crm *db, char **slot, const char *stored)
{
	free(*slot);
	*slot = NULL;
	return noun_default(db, slot, stored);
}

static bool
same_text(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static bool
is_moved(const struct crm_follow_up *f, const struct crm_follow_up *stored)
{
	return f->due.value != stored->due.value || !same_text(f->owner, stored->owner) ||
	       !same_text(f->channel, stored->channel) || !same_text(f->goal, stored->goal) ||
	       !same_text(f->content, stored->content);
}

/*
 * Which rule asks for a row, and whether a plan stands before it, is the agenda's
 * business; but a row that was moved goes on naming the rule that it was moved from, and why.
 */
static int
keep_rule(struct crm_import *import, struct crm_follow_up *f, const struct crm_follow_up *stored)
{
	crm *db = import->db;
	bool waiting = is_waiting(f->status) && is_waiting(stored->status);
	int error = 0;

	import->over = import->empty && waiting && is_moved(f, stored);
	if (!import->over) {
		f->wanted = stored->wanted;
		f->expires = stored->expires;
		f->every = stored->every;
		error = keep_text(db, &f->rule, stored->rule);
	}
	if (!error && waiting && !import->over)
		error = keep_text(db, &f->reason, stored->reason);
	if (!error && waiting)
		error = keep_text(db, &f->status, stored->status);
	return error;
}

int
import_tidy(struct crm_import *import, void *record, bool there)
{
	crm *db = import->db;
	struct crm_follow_up *f = record;
	AUTO(crm_follow_up) stored = { 0 };
	bool rules = f->planned.set && !f->planned.value;
	int error = 0;

	if (there && !import->over)
		error = db_get(db, &crm_follow_up_type, f->id, &stored);
	if (!error && !f->id && rules)
		error = db_fail(db, CRM_NOT_FOUND, "planned: no rule asks for this here, and plans are"
		                " planned=yes");
	if (!error)
		error = inherit(db, f, &stored);
	return error || !rules || !stored.id ? error : keep_rule(import, f, &stored);
}
