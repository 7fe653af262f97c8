/*
 * agenda_reach.c - what recurs beyond the day up to which it is stored.
 *
 * Rows are computed for the occasion into a temporary table, and a temporary view stands
 * before the stored table, so that every query sees both.  The file is not written to.
 */
#include <stdlib.h>

#include "agenda_keep.h"
#include "agenda_reach.h"
#include "customer.h"
#include "db_engine.h"

enum { GAP = 4 };   /* ids between two customers that are read in one sweep */

struct reach {
	crm     *db;
	int64_t  day;
	int64_t *ids;     /* customers who are not stored that far, in order */
	size_t   n;
	int64_t  made;    /* rows */
};

/* Whose recurring dates are stored up to a day before this one?  The + keeps the engine from
 * walking all customers in order: the index has only those who have such dates. */
static int
find_customers(struct reach *r)
{
	struct db_cursor *c = db_walk(r->db, SQL("SELECT id FROM customer WHERE agenda_until < ?1"
	                                         " ORDER BY +id"), V(r->day));
	size_t size = 0;
	int error = 0, ended;

	while (!error && db_step(c)) {
		if (r->n == size) {
			int64_t *more = realloc(r->ids, (size = size * 2 + 64) * sizeof *more);

			if (!more) {
				error = db_no_memory(r->db);
				break;
			}
			r->ids = more;
		}
		r->ids[r->n++] = db_column_int(c, 0);
	}
	ended = db_done(c);
	return error ? error : ended;
}

/* Rows that are not stored have negative ids, which stand for none. */
static int
add_row(struct reach *r, int64_t customer, const struct crm_due *due)
{
	bool moved = due->fate == CRM_SUPPRESSED || due->due != due->wanted;
	struct crm_int wanted = { due->wanted, moved };
	const char *status = due->fate == CRM_WANTED ? "open" : "superseded", *anchor = due->anchor;

	return db_run(r->db,
		SQL("INSERT INTO temp.follow_up_ahead (id, customer_id, purpose, anchor, due,"
		    " channel, goal, rule, status, reason, wanted, expires, every, planned, behind)"
		    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 0, 0)"),
		V(--r->made), V(customer), V(due->rule->purpose), V(anchor), V(due->due),
		V(due->channel), V(due->rule->goal), V(due->rule->name), V(status), V(due->reason),
		V(wanted), V(due->expires), V(due->every));
}

/* What is wanted up to the stored day is stored already. */
static int
add_rows(struct reach *r, struct keeper *k, const struct crm_customer *customer,
         const struct crm_facts *facts)
{
	int error = keeper_look(k, customer->id, facts);

	for (size_t i = 0; i < k->agenda.n && !error; i++) {
		const struct crm_due *due = &k->agenda.due[i];
		const struct kept_row *row = keeper_row(k, due->rule->purpose, due->anchor);

		if (due->wanted > customer->agenda_until.value && due->event &&
		    (!row || (row->status == KEPT_SUPERSEDED && !row->touched)))
			error = add_row(r, customer->id, due);
	}
	return error;
}

static int
sweep(struct reach *r, const struct crm_sop *sop, const int64_t *ids, size_t n)
{
	struct agenda_facts *reader = agenda_facts_open(r->db, ids[0], ids[n - 1], sop);
	struct keeper k;
	int error = 0, kept, ended;

	keeper_open(&k, r->db, sop, ids[0], ids[n - 1]);
	k.until = r->day;
	for (size_t i = 0; i < n && !error; i++) {
		const struct crm_facts *facts = agenda_facts_of(reader, ids[i]);

		if (facts)
			error = add_rows(r, &k, facts->customer, facts);
	}
	kept = keeper_close(&k);
	ended = agenda_facts_close(reader);
	return error ? error : kept ? kept : ended;
}

static int
compute(struct reach *r)
{
	const struct crm_sop *sop = crm_sop(r->db);
	int error = sop ? 0 : CRM_DATABASE;

	for (size_t i = 0, n; i < r->n && !error; i += n) {
		for (n = 1; i + n < r->n && r->ids[i + n] - r->ids[i + n - 1] <= GAP; n++)
			;
		/* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): crm_agenda_reach() frees the ids */
		error = sweep(r, sop, &r->ids[i], n);
	}
	return error;
}

static int
run(struct reach *r, const char *sql)
{
	int error = engine_exec(r->db->engine, sql);

	return error ? db_engine_failed(r->db, error) : 0;
}

static int
lay_out(struct reach *r)
{
	int error = run(r, "PRAGMA temp_store = MEMORY; PRAGMA query_only = OFF;"
	                   " DROP VIEW IF EXISTS temp.follow_up;"
	                   " DROP TABLE IF EXISTS temp.follow_up_ahead;"
	                   " CREATE TEMP TABLE follow_up_ahead AS"
	                   " SELECT * FROM main.follow_up WHERE FALSE"), ended;

	if (!error)
		error = compute(r);
	if (!error)
		error = run(r, "CREATE INDEX temp.follow_up_ahead_customer"
		               " ON follow_up_ahead (customer_id);"
		               " CREATE TEMP VIEW follow_up AS SELECT * FROM main.follow_up"
		               " UNION ALL SELECT * FROM temp.follow_up_ahead");
	ended = run(r, "PRAGMA query_only = ON");
	return error ? error : ended;
}

int
crm_agenda_reach(crm *db, int64_t day)
{
	struct reach r = { .db = db, .day = day };
	int error;

	if (db->mode != CRM_READ || day <= db->reached)
		return 0;
	error = find_customers(&r);
	if (!error && r.n)
		error = lay_out(&r);
	if (!error)
		db->reached = day;
	free(r.ids);
	return error;
}
