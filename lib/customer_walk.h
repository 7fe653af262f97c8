/*
 * customer_walk.h - customers in order of id: which are wanted, how they are called (internal).
 *
 *	struct customer_walk walk;
 *	customer_walk_begin(&walk, db, ids, n);
 *	while (... ids that rise ...)
 *		if (customer_walk_wants(&walk, id))
 *			puts(customer_walk_name(&walk, id));
 *	error = customer_walk_end(&walk);
 */
#ifndef CUSTOMER_WALK_H
#define CUSTOMER_WALK_H

#include "db.h"

struct customer_walk {
	const int64_t    *ids;
	size_t            n, next;
	struct db_cursor *names;
	bool              more;
};

/* ids, in rising order, are those wanted; NULL: all.  They must outlive the walk. */
void customer_walk_begin(struct customer_walk *walk, crm *db, const int64_t *ids, size_t n);
int  customer_walk_end(struct customer_walk *walk);

/* Each is asked of ids that never fall. */
bool  customer_walk_wants(struct customer_walk *walk, int64_t id);
char *customer_walk_name(struct customer_walk *walk, int64_t id);   /* borrowed; NULL: not there */

#endif
