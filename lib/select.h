/*
 * select.h - read records of a noun: which columns, which of them, in what order.
 *
 *	struct crm_select want = { .type = crm_noun(db, "customer"),
 *	                           .columns = "id,name,spend_12m,referrer.name",
 *	                           .query = query, .sort = "-spend_12m,name", .limit = 10 };
 *	const struct crm_type *view;
 *	crm_rows *rows = crm_select(db, &want, &view);
 *
 * The answer is a type of its own, the view: its fields are the chosen columns,
 * its records live in a block of view->size bytes from { 0 }.  So whatever can be
 * selected can be written by a crm_writer.  A column is a field of the noun, a
 * fact of a customer, or a field of the record it refers to: follow_up.goal,
 * customer.referrer.city.  What a noun has not itself is its customer's: spend.
 *
 * A derived field's `sql' is an expression over the row `t' in which $now, $today
 * stand for the context's instant and day, {customer.tier} for another column, $weight_late and
 * the like for the weights of urgency in force; or it may start with another column's
 * path and nothing else: "=customer.name".
 */
#ifndef CRM_SELECT_H
#define CRM_SELECT_H

#include "query.h"
#include "record.h"

struct crm_select {
	const struct crm_type  *type;
	const char             *columns;   /* comma-separated; NULL: the type's own default;
	                                      "*": all but hidden and derived ones, as the
	                                      record has them: a tier that was set by hand,
	                                      a follow-up's own owner and channel */
	const struct crm_query *query;     /* NULL: all */
	const char             *sort;      /* "-late,name": `-' is descending; NULL: by id; absent
	                                      values last either way */
	int64_t                 limit;     /* 0: none */
	int64_t                 id;        /* one record of this noun; 0: all */
	int64_t                 customer;  /* the records of one customer; 0: of all */
	const int64_t          *ids;       /* these records, or (by_customer) these customers', */
	size_t                  n;         /* in this order; then id and customer are not looked at, */
	bool                    by_customer; /* and sort orders within each of them */
	bool                    future;    /* also records dated after now */
};

/*
 * Start reading; never NULL but when memory is out.  A wrong column or sort key
 * is CRM_INVALID with the nearest names, found by crm_rows_close().  *view (may be
 * NULL) belongs to the rows and lives as long as they do.
 */
crm_rows *crm_select(crm *db, const struct crm_select *want, const struct crm_type **view);

/* How many there are, without limit. */
int crm_count(crm *db, const struct crm_select *want, int64_t *out);

#endif
