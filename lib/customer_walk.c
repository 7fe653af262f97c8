/*
 * customer_walk.c - customers in order of id: which are wanted, how they are called.
 */
#include "customer_walk.h"

void
customer_walk_begin(struct customer_walk *walk, crm *db, const int64_t *ids, size_t n)
{
	*walk = (struct customer_walk){
		.ids = ids, .n = n,
		.names = db_walk(db, SQL("SELECT id, name FROM customer ORDER BY id")),
	};
	walk->more = db_step(walk->names);
}

int
customer_walk_end(struct customer_walk *walk)
{
	return db_done(walk->names);
}

bool
customer_walk_wants(struct customer_walk *walk, int64_t id)
{
	if (!walk->ids)
		return true;
	while (walk->next < walk->n && walk->ids[walk->next] < id)
		walk->next++;
	return walk->next < walk->n && walk->ids[walk->next] == id;
}

char *
customer_walk_name(struct customer_walk *walk, int64_t id)
{
	while (walk->more && db_column_int(walk->names, 0) < id)
		walk->more = db_step(walk->names);
	/* Records do not say const, but nobody writes to the texts of those that are shown. */
	return walk->more && db_column_int(walk->names, 0) == id
	     ? (char *)(uintptr_t)db_column_text(walk->names, 1) : NULL;
}
