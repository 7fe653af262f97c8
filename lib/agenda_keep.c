/*
 * agenda_keep.c - close, move, add and remove one customer's follow_up rows.
 *
 * In the common case, a contact before the due day, this is one UPDATE: the row
 * moves to its new anchor and keeps its id.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agenda_keep.h"
#include "follow_up.h"
#include "follow_up_settle.h"

#define NOT_ASKED "no rule asks for it any longer"

/* --- reading ------------------------------------------------------------------------------ */

void
keeper_open(struct keeper *k, crm *db, const struct crm_sop *sop, int64_t first, int64_t last)
{
	*k = (struct keeper){ .db = db, .sop = sop };
	feed_start(&k->feed, db_walk(db,
		SQL("SELECT customer_id, id, purpose, anchor, due, channel, goal, rule, reason,"
		    " status, planned, op, behind FROM follow_up WHERE customer_id BETWEEN ?1 AND ?2"
		    " ORDER BY customer_id"), V(first), V(last)));
}

static void
clear(struct keeper *k)
{
	for (size_t i = 0; i < k->n; i++) {
		struct kept_row *row = &k->row[i];

		free(row->purpose);
		free(row->anchor);
		free(row->channel);
		free(row->goal);
		free(row->rule);
		free(row->reason);
	}
	k->n = 0;
}

int
keeper_close(struct keeper *k)
{
	clear(k);
	free(k->row);
	free(k->settlement);
	return feed_done(&k->feed);
}

/* Copy a column, NULL if it is absent; *failed tells that from a lack of memory. */
static char *
text(struct db_cursor *c, int column, bool *failed)
{
	const char *value = db_column_null(c, column) ? NULL : db_column_text(c, column);
	char *copy = value ? strdup(value) : NULL;

	*failed |= value && !copy;
	return copy;
}

static int
read_row(struct keeper *k)
{
	struct db_cursor *c = k->feed.cursor;
	struct kept_row *row = &k->row[k->n++];
	const char *status = db_column_text(c, 9);
	bool failed = !status;

	*row = (struct kept_row){
		.id = db_column_int(c, 1), .due = db_column_int(c, 4), .status = KEPT_SETTLED,
		.planned = db_column_int(c, 10), .touched = !db_column_null(c, 11),
		.behind = db_column_int(c, 12),
		.purpose = text(c, 2, &failed), .anchor = text(c, 3, &failed),
		.channel = text(c, 5, &failed), .goal = text(c, 6, &failed),
		.rule = text(c, 7, &failed), .reason = text(c, 8, &failed),
	};
	if (failed)
		return db_no_memory(k->db);
	if (!strcmp(status, "open"))
		row->status = KEPT_OPEN;
	else if (!strcmp(status, "superseded"))
		row->status = KEPT_SUPERSEDED;
	return 0;
}

static int
make_room(struct keeper *k)
{
	size_t size = k->size * 2 + 8;
	struct kept_row *row;
	struct crm_settlement *settlement;

	if (k->n < k->size)
		return 0;
	if (!(row = realloc(k->row, size * sizeof *row)))
		return db_no_memory(k->db);
	k->row = row;
	if (!(settlement = realloc(k->settlement, size * sizeof *settlement)))
		return db_no_memory(k->db);
	k->settlement = settlement;
	k->size = size;
	return 0;
}

static int
read_rows(struct keeper *k, int64_t customer)
{
	int error = 0;

	clear(k);
	for (; !error && feed_at(&k->feed, customer); feed_step(&k->feed))
		if (!(error = make_room(k)))
			error = read_row(k);
	return error;
}

/* --- what contacts answer ----------------------------------------------------------------- */

static bool
after_contact(const struct crm_facts *facts, const struct crm_contact_fact *c, int64_t anchor)
{
	for (size_t i = facts->contacts; i-- > 0;)
		if (facts->contact[i].id == anchor)
			return c->at > facts->contact[i].at ||
			       (c->at == facts->contact[i].at && c->id > anchor);
	return true;
}

static bool
after_order(const struct crm_facts *facts, const struct crm_contact_fact *c, int64_t anchor)
{
	for (size_t i = facts->orders; i-- > 0;)
		if (facts->order[i].id == anchor)
			return c->at >= facts->order[i].at;
	return true;
}

/* An event is answered by the first contact of ours after it, other rows from their day on. */
static bool
answers(const struct crm_facts *facts, const struct crm_contact_fact *c, const struct kept_row *row)
{
	int64_t anchor;
	char letter;

	if (crm_id_parse(row->anchor, &letter, &anchor))
		return c->day >= row->due;
	if (letter == 'O')
		return after_order(facts, c, anchor) && (!row->planned || c->day >= row->due);
	return c->day >= row->due && (letter != 'I' || after_contact(facts, c, anchor));
}

int
keep_status(crm *db, int64_t follow_up, const char *status, const char *reason, int64_t interaction)
{
	AUTO(crm_follow_up) before = { 0 };
	int error = db_get(db, &crm_follow_up_type, follow_up, &before);
	struct crm_follow_up f = before;   /* borrows its texts, and those that are new */

	f.status = (char *)status;
	f.interaction = interaction;
	if (reason)
		f.reason = *reason ? (char *)reason : NULL;
	if (!error)
		error = db_update(db, &crm_follow_up_type, &before, &f, NULL);
	return error || strcmp(status, "done") ? error : follow_up_again(db, &f);
}

static int
close_answered(struct keeper *k, const struct crm_facts *facts, int64_t first, int64_t last)
{
	int error = 0;

	for (size_t i = 0; last && i < facts->contacts; i++) {
		const struct crm_contact_fact *c = &facts->contact[i];

		if (!c->contact || !c->outbound || c->id < first || c->id > last)
			continue;
		for (struct kept_row *row = k->row; row < k->row + k->n && !error; row++) {
			if (row->status != KEPT_OPEN || !answers(facts, c, row))
				continue;
			error = keep_status(k->db, row->id, "done", NULL, c->id);
			row->status = KEPT_SETTLED;
		}
	}
	return error;
}

/* --- what the rules ask for --------------------------------------------------------------- */

static size_t
settlements(struct keeper *k)
{
	size_t n = 0;

	for (const struct kept_row *row = k->row; row < k->row + k->n; row++)
		if (row->status == KEPT_SETTLED && !row->planned)
			k->settlement[n++] = (struct crm_settlement){ row->purpose, row->anchor };
	return n;
}

/* The open plan of a purpose that is due first. */
static const struct kept_row *
first_plan(const struct keeper *k, const char *purpose)
{
	const struct kept_row *first = NULL;

	for (const struct kept_row *row = k->row; row < k->row + k->n; row++)
		if (row->planned && row->status == KEPT_OPEN && !strcmp(row->purpose, purpose) &&
		    (!first || row->due < first->due))
			first = row;
	return first;
}

/*
 * The rule's row that serves a purpose: the one of that anchor, else one whose
 * anchor has been left behind and that can move; NULL if there is neither.
 */
static struct kept_row *
row_for(struct keeper *k, const struct crm_due *due)
{
	struct kept_row *movable = NULL;

	for (struct kept_row *row = k->row; row < k->row + k->n; row++) {
		if (row->planned || row->status == KEPT_SETTLED ||
		    strcmp(row->purpose, due->purpose) != 0)
			continue;
		if (!strcmp(row->anchor, due->anchor))
			return row;
		if (!row->touched && !movable)
			movable = row;
	}
	return movable;
}

static bool
same(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

/* Is the row as the rules want it?  A reason means that a plan stands before it. */
static bool
current(const struct kept_row *row, const struct crm_due *due, const char *reason)
{
	return row->due == due->due && row->status == (reason ? KEPT_SUPERSEDED : KEPT_OPEN) &&
	       same(row->anchor, due->anchor) && same(row->channel, due->channel) &&
	       same(row->goal, due->goal) && same(row->rule, due->rule) &&
	       same(row->reason, reason);
}

static int
write_due(struct keeper *k, int64_t customer, const struct kept_row *row,
          const struct crm_due *due, const char *reason)
{
	const char *anchor = due->anchor, *status = reason ? "superseded" : "open";

	if (!row)
		return db_run(k->db,
			SQL("INSERT INTO follow_up (customer_id, purpose, anchor, due, channel,"
			    " goal, rule, status, reason, planned)"
			    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0)"),
			V(customer), V(due->purpose), V(anchor), V(due->due), V(due->channel),
			V(due->goal), V(due->rule), V(status), V(reason));
	if (current(row, due, reason))
		return 0;
	return db_run(k->db,
		SQL("UPDATE follow_up SET anchor = ?2, due = ?3, channel = ?4, goal = ?5,"
		    " rule = ?6, status = ?7, reason = ?8 WHERE id = ?1"),
		V(row->id), V(anchor), V(due->due), V(due->channel), V(due->goal), V(due->rule),
		V(status), V(reason));
}

/* A row that somebody has changed stays as it is; but it comes back if it had only been left. */
static int
keep_touched(struct keeper *k, const struct kept_row *row)
{
	if (row->status != KEPT_SUPERSEDED || !same(row->reason, NOT_ASKED))
		return 0;
	return keep_status(k->db, row->id, "open", "", 0);
}

static int
keep_due(struct keeper *k, int64_t customer, const struct crm_due *due)
{
	const struct kept_row *plan = first_plan(k, due->purpose);
	struct kept_row *row = row_for(k, due);
	char reason[64];

	if (row)
		row->asked = true;
	if (row && row->touched)
		return keep_touched(k, row);
	if (!plan || plan->due > due->due)
		return write_due(k, customer, row, due, NULL);
	snprintf(reason, sizeof reason, "F%" PRId64 " is due %s", plan->id,
	         plan->due < due->due ? "earlier" : "on the same day");
	return write_due(k, customer, row, due, reason);
}

/* No rule asks for this row: it goes, unless somebody has moved it or attempts name it. */
static int
drop(struct keeper *k, const struct kept_row *row)
{
	struct crm_int attempt;
	int error;

	if (row->touched && row->status == KEPT_OPEN)
		return keep_status(k->db, row->id, "superseded", NOT_ASKED, 0);
	if (row->touched)
		return 0;
	error = db_number(k->db, &attempt,
		SQL("SELECT id FROM interaction WHERE follow_up_id = ?1 LIMIT 1"), V(row->id));
	if (error)
		return error;
	if (!attempt.set)
		return db_run(k->db, SQL("DELETE FROM follow_up WHERE id = ?1"), V(row->id));
	return db_run(k->db, SQL("UPDATE follow_up SET status = 'superseded', reason = ?2"
	                         " WHERE id = ?1 AND (status = 'open' OR reason <> ?2)"),
	              V(row->id), V(NOT_ASKED));
}

/*
 * A plan and the rule's row, or two plans, may wait for one contact: the one that is
 * due first is listed, and the others stand behind it.
 */
static int
keep_order(struct keeper *k, int64_t customer)
{
	bool several = false;

	for (const struct kept_row *row = k->row; row < k->row + k->n; row++)
		several |= row->behind || (row->planned && row->status == KEPT_OPEN);
	if (!several)
		return 0;
	return db_run(k->db,
		SQL("UPDATE follow_up SET behind = 1 - behind WHERE customer_id = ?1 AND behind <>"
		    " CASE WHEN status = 'open' AND EXISTS (SELECT 1 FROM follow_up e"
		    " WHERE e.customer_id = follow_up.customer_id AND e.purpose = follow_up.purpose"
		    " AND e.status = 'open' AND (e.due < follow_up.due"
		    " OR (e.due = follow_up.due AND e.id < follow_up.id))) THEN 1 ELSE 0 END"),
		V(customer));
}

int
keeper_customer(struct keeper *k, int64_t customer, const struct crm_facts *facts,
                int64_t first, int64_t last)
{
	struct crm_facts seen = *facts;
	struct crm_due due[CRM_DUE_MAX];
	size_t n;
	int error = read_rows(k, customer);

	if (!error)
		error = close_answered(k, facts, first, last);
	if (error)
		return error;
	seen.settlement = k->settlement;
	seen.settlements = settlements(k);
	n = crm_agenda_compute(k->sop, &seen, due);
	for (size_t i = 0; i < n && !error; i++)
		error = keep_due(k, customer, &due[i]);
	for (const struct kept_row *row = k->row; row < k->row + k->n && !error; row++)
		if (!row->planned && row->status != KEPT_SETTLED && !row->asked)
			error = drop(k, row);
	return error ? error : keep_order(k, customer);
}
