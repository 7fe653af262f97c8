/*
 * agenda_keep.c - move, add and remove one customer's follow_up rows.
 *
 * In the common case, a contact before the due day, this is one UPDATE: the row
 * moves to its new anchor and keeps its id.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agenda_keep.h"
#include "customer.h"

static bool
same(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static bool
same_day(struct crm_int a, struct crm_int b)
{
	return a.set == b.set && (!a.set || a.value == b.value);
}

/* --- one row ------------------------------------------------------------------------------ */

/* What a row says of what a rule asks for. */
static const char *
status_of(const struct crm_due *due)
{
	return due->fate == CRM_WANTED ? "open" : "superseded";
}

/* Of a row that was moved or suppressed, the day that the rule wanted. */
static struct crm_int
wanted_of(const struct crm_due *due)
{
	bool moved = due->fate == CRM_SUPPRESSED ||
	             (due->fate == CRM_WANTED && due->due != due->wanted);

	return (struct crm_int){ moved ? due->wanted : 0, moved };
}

static bool
current(const struct kept_row *row, const struct crm_due *due)
{
	const struct crm_int every = CRM_SET(due->every);

	return row->due == due->due &&
	       row->status == (due->fate == CRM_WANTED ? KEPT_OPEN : KEPT_SUPERSEDED) &&
	       same_day(row->wanted, wanted_of(due)) && same_day(row->expires, due->expires) &&
	       same_day(row->every, every) && same(row->anchor, due->anchor) &&
	       same(row->channel, due->channel) && same(row->goal, due->rule->goal) &&
	       same(row->rule, due->rule->name) && same(row->reason, due->reason);
}

/* A row that was there before, and went, gets its id again: SQLite gives a NULL one a new id. */
#define GONE_ID \
	"(SELECT g.id FROM follow_up_gone g WHERE g.customer_id = ?1 AND g.purpose = ?2" \
	" AND g.anchor = ?3 AND NOT EXISTS (SELECT 1 FROM follow_up f WHERE f.id = g.id))"

static int
write_due(struct keeper *k, int64_t customer, const struct kept_row *row, const struct crm_due *due)
{
	const struct crm_rule *rule = due->rule;
	const char *anchor = due->anchor;

	if (!row)
		return db_run(k->db,
			SQL("INSERT INTO follow_up (id, customer_id, purpose, anchor, due, channel,"
			    " goal, rule, status, reason, wanted, expires, every, planned)"
			    " VALUES (" GONE_ID ", ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 0)"),
			V(customer), V(rule->purpose), V(anchor), V(due->due), V(due->channel),
			V(rule->goal), V(rule->name), V(status_of(due)), V(due->reason),
			V(wanted_of(due)), V(due->expires), V(due->every));
	if (current(row, due))
		return 0;
	return db_run(k->db,
		SQL("UPDATE follow_up SET anchor = ?2, due = ?3, channel = ?4, goal = ?5,"
		    " rule = ?6, status = ?7, reason = ?8, wanted = ?9, expires = ?10, every = ?11"
		    " WHERE id = ?1"),
		V(row->id), V(anchor), V(due->due), V(due->channel), V(rule->goal), V(rule->name),
		V(status_of(due)), V(due->reason), V(wanted_of(due)), V(due->expires), V(due->every));
}

/* A row that somebody has changed stays as it is; but it comes back if it had only been left. */
static int
keep_touched(struct keeper *k, const struct kept_row *row)
{
	char *reason;
	size_t own;
	int error;

	if (!keeper_is_left(row, &own))
		return 0;
	if (!(reason = strndup(row->reason, own)))
		return db_no_memory(k->db);
	error = keep_status(k->db, row->id, "open", reason);
	free(reason);
	return error;
}

/* --- which row serves what is asked for --------------------------------------------------- */

/*
 * A row whose anchor has been left behind and that can move.  One that lapses is for its
 * own occasion alone.
 */
static struct kept_row *
movable(struct keeper *k, const struct crm_due *due)
{
	for (struct kept_row *row = k->row; row < k->row + k->n && !due->expires.set; row++)
		if (!row->planned && !row->touched && !row->asked && !row->expires.set &&
		    row->status != KEPT_SETTLED && !strcmp(row->purpose, due->rule->purpose))
			return row;
	return NULL;
}

/* Rows of the very anchor first, so that no row moves to where another is. */
static void
find_asked(struct keeper *k)
{
	for (size_t i = 0; i < k->agenda.n; i++) {
		const struct crm_due *due = &k->agenda.due[i];
		struct kept_row *row = keeper_row(k, due->rule->purpose, due->anchor);

		if (row)
			row->asked = true;
	}
}

/* What has lapsed is not stored any more, nor changed where it is. */
static int
keep_due(struct keeper *k, int64_t customer, const struct crm_due *due)
{
	struct kept_row *row = keeper_row(k, due->rule->purpose, due->anchor);

	if (row && row->touched)
		return keep_touched(k, row);
	if (due->expires.set && due->expires.value < k->today)
		return 0;
	if (!row && (row = movable(k, due)))
		row->asked = true;
	return write_due(k, customer, row, due);
}

/* --- rows that no rule asks for ----------------------------------------------------------- */

/* Nobody did it in time. */
static int
lapse(struct keeper *k, const struct kept_row *row)
{
	char reason[64], day[CRM_DAY_SIZE];

	if (row->status != KEPT_OPEN)
		return 0;
	snprintf(reason, sizeof reason, "lapsed on %s", crm_day_format(row->expires.value, day));
	return db_run(k->db, SQL("UPDATE follow_up SET status = 'superseded', reason = ?2"
	                         " WHERE id = ?1"), V(row->id), V((const char *)reason));
}

/* What is due in the place of a row; NULL: nothing. */
static const struct crm_due *
winner(const struct keeper *k, const struct kept_row *row)
{
	const struct crm_due *first = NULL;

	for (const struct crm_due *due = k->agenda.due; due < k->agenda.due + k->agenda.n; due++)
		if (!strcmp(due->rule->purpose, row->purpose) &&
		    (due->fate == CRM_WANTED || due->fate == CRM_FIXED_DAY) &&
		    (!first || due->due < first->due))
			first = due;
	return first;
}

/* Leave a row that somebody has moved: the reason given for that stays before ours. */
static int
leave(struct keeper *k, int64_t customer, const struct kept_row *row)
{
	const struct crm_due *due = winner(k, row);
	const char *own = row->reason ? row->reason : "", *between = *own ? "; " : "";
	char *reason = NULL, day[CRM_DAY_SIZE];
	struct crm_int id = { 0 };
	int error = 0, length;

	if (due)
		error = db_number(k->db, &id, SQL("SELECT id FROM follow_up WHERE customer_id = ?1"
		                                  " AND purpose = ?2 AND anchor = ?3 AND status = 'open'"),
		                  V(customer), V(row->purpose), V((const char *)due->anchor));
	if (error)
		return error;
	if (id.set)
		length = asprintf(&reason, "%s%sF%" PRId64 " (%s of %s, due %s) comes first: " NOT_ASKED,
		                  own, between, id.value, due->rule->name, due->anchor,
		                  crm_day_format(due->due, day));
	else
		length = asprintf(&reason, "%s%s" NOT_ASKED, own, between);
	if (length < 0)
		return db_no_memory(k->db);
	error = keep_status(k->db, row->id, "superseded", reason);
	free(reason);
	return error;
}

/* What it was for keeps its id. */
static int
remove_row(crm *db, int64_t id)
{
	int error = db_run(db,
		SQL("INSERT INTO follow_up_gone (customer_id, purpose, anchor, id)"
		    " SELECT customer_id, purpose, anchor, id FROM follow_up WHERE id = ?1"
		    " ON CONFLICT (customer_id, purpose, anchor) DO UPDATE SET id = excluded.id"), V(id));

	return error ? error : db_run(db, SQL("DELETE FROM follow_up WHERE id = ?1"), V(id));
}

/*
 * No rule asks for this row: it goes, unless somebody has moved it, or attempts or reminders name
 * it, so that one can ask why.  Should it be asked for again, as after crm-undo, it is still that
 * one.
 */
static int
drop(struct keeper *k, int64_t customer, const struct kept_row *row)
{
	struct crm_int named;
	int error;

	if (row->touched && row->status == KEPT_OPEN)
		return leave(k, customer, row);
	if (row->touched)
		return 0;
	if (row->expires.set && row->expires.value < k->today)
		return lapse(k, row);
	error = db_number(k->db, &named,
		SQL("SELECT 1 WHERE EXISTS (SELECT 1 FROM interaction WHERE follow_up_id = ?1)"
		    " OR EXISTS (SELECT 1 FROM reminder WHERE follow_up_id = ?1)"), V(row->id));
	if (error)
		return error;
	if (!named.set)
		return remove_row(k->db, row->id);
	return db_run(k->db, SQL("UPDATE follow_up SET status = 'superseded', reason = ?2,"
	                         " wanted = NULL"
	                         " WHERE id = ?1 AND (status = 'open' OR reason <> ?2)"),
	              V(row->id), V(NOT_ASKED));
}

/* --- one customer ------------------------------------------------------------------------- */

/*
 * A plan and the rule's row, or two plans, may wait for one contact: the one that is
 * due first is listed, and the others stand behind it; promises each stand alone.
 */
static int
keep_order(struct keeper *k, int64_t customer)
{
	bool several = false;

	for (const struct kept_row *row = k->row; row < k->row + k->n; row++)
		several |= row->behind ||
		           ((row->planned || row->touched) && row->status != KEPT_SETTLED);
	if (!several)
		return 0;
	return db_run(k->db,
		SQL("UPDATE follow_up SET behind = 1 - behind WHERE customer_id = ?1 AND behind <>"
		    " CASE WHEN status = 'open' AND purpose <> '" PROMISE "' AND EXISTS"
		    " (SELECT 1 FROM follow_up e"
		    " WHERE e.customer_id = follow_up.customer_id AND e.purpose = follow_up.purpose"
		    " AND e.status = 'open' AND (e.expires IS NULL OR e.expires >= follow_up.due)"
		    " AND (e.due < follow_up.due"
		    " OR (e.due = follow_up.due AND e.id < follow_up.id))) THEN 1 ELSE 0 END"),
		V(customer));
}

/* The day up to which recurring dates are stored; without any there is none. */
static int
keep_until(struct keeper *k, const struct crm_customer *customer)
{
	struct crm_int until = { k->agenda.recurs ? k->agenda.until : 0, k->agenda.recurs };

	if (same_day(until, customer->agenda_until))
		return 0;
	return db_run(k->db, SQL("UPDATE customer SET agenda_until = ?2 WHERE id = ?1"),
	              V(customer->id), V(until));
}

int
keeper_customer(struct keeper *k, int64_t customer, const struct crm_facts *facts,
                int64_t first, int64_t last)
{
	int error = keeper_read(k, customer);

	if (!error)
		error = keeper_close_answered(k, facts, first, last);
	if (!error)
		error = keeper_compute(k, facts);
	if (error)
		return error;
	find_asked(k);
	for (size_t i = 0; i < k->agenda.n && !error; i++)
		error = keep_due(k, customer, &k->agenda.due[i]);
	for (const struct kept_row *row = k->row; row < k->row + k->n && !error; row++)
		if (!row->planned && row->status != KEPT_SETTLED && !row->asked)
			error = drop(k, customer, row);
	if (!error)
		error = keep_order(k, customer);
	return error ? error : keep_until(k, facts->customer);
}
