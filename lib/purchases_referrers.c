/*
 * purchases_referrers.c - who brought whom, first.
 */
#include "customer.h"
#include "db.h"
#include "metrics/value_parts.h"
#include "purchases.h"
#include "record_sql.h"

/* What is known of a customer while the changes of referrers are walked through. */
struct first {
	int64_t customer;    /* 0: none yet */
	int64_t referrer;    /* the first one; 0: none yet */
	bool    counts;      /* the change before this one was not taken back */
};

/* The number of the customer of that id, in a log in order of id; n if there is none. */
static size_t
number_of(const struct crm_purchase_log *log, size_t n, int64_t id)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (crm_purchases_id(log, (uint32_t)middle) < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < n && crm_purchases_id(log, (uint32_t)low) == id ? low : n;
}

static int
take_current(crm *db, const struct crm_purchase_log *log, size_t n, uint32_t *referrer_of)
{
	struct db_cursor *cursor = db_walk(db,
		SQL("SELECT id, referrer_id FROM customer WHERE referrer_id IS NOT NULL"));

	while (db_step(cursor)) {
		size_t own = number_of(log, n, db_column_int(cursor, 0));
		size_t referrer = number_of(log, n, db_column_int(cursor, 1));

		if (own < n && referrer < n)
			referrer_of[own] = (uint32_t)referrer;
	}
	return db_done(cursor);
}

/* Whoever has had no other referrer before keeps the one of today. */
static void
finish(const struct first *first, const struct crm_purchase_log *log, size_t n,
       uint32_t *referrer_of)
{
	size_t own, referrer;

	if (first->customer == 0 || first->referrer == 0)
		return;
	own = number_of(log, n, first->customer);
	referrer = number_of(log, n, first->referrer);
	if (own < n)
		referrer_of[own] = referrer < n ? (uint32_t)referrer : CRM_NO_REFERRER;
}

/*
 * The referrer that a customer had before a change, if the change is one of the referrer.
 * What an operation wrote counts unless it was undone, or is an undo itself: that puts back
 * what was there already.
 */
static int
see_change(crm *db, struct first *first, const char *before, bool counts)
{
	static const int64_t unchanged = -1;
	struct crm_customer c = { .referrer = unchanged };
	int64_t op;
	int error = record_restore_image(db, &crm_customer_type, &c, before, &op);

	if (!error && c.referrer != unchanged) {
		if (first->referrer == 0 && first->counts)
			first->referrer = c.referrer;
		first->counts = counts;
	}
	crm_clear(&crm_customer_type, &c);
	return error;
}

/* Of history only the changes of referrers are looked at: it has an index of them. */
static int
take_first(crm *db, const struct crm_purchase_log *log, size_t n, uint32_t *referrer_of)
{
	struct db_cursor *cursor = db_walk(db,
		SQL("SELECT h.record, h.before, o.undoes IS NULL AND o.undone_by IS NULL"
		    " FROM history h JOIN operation o ON o.id = h.op"
		    " WHERE h.noun = 'customer' AND h.before LIKE '%referrer%' AND h.gone = 0"
		    " ORDER BY h.record, h.id"));
	struct first first = { 0 };
	int error = 0, ended;

	while (!error && db_step(cursor)) {
		int64_t customer = db_column_int(cursor, 0);

		if (customer != first.customer) {
			finish(&first, log, n, referrer_of);
			first = (struct first){ .customer = customer, .counts = true };
		}
		error = see_change(db, &first, db_column_text(cursor, 1), db_column_int(cursor, 2));
	}
	finish(&first, log, n, referrer_of);
	ended = db_done(cursor);
	return error ? error : ended;
}

int
crm_purchases_referrers(crm *db, const struct crm_purchase_log *log, uint32_t *referrer_of)
{
	size_t n = crm_purchase_log_customers(log);
	int error;

	for (size_t i = 0; i < n; i++)
		referrer_of[i] = CRM_NO_REFERRER;
	error = take_current(db, log, n, referrer_of);
	return error ? error : take_first(db, log, n, referrer_of);
}
