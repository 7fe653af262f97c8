/*
 * agenda_facts.h - what the rules see of customers, from the database (internal, not installed).
 *
 *	struct agenda_facts *reader = agenda_facts_open(db, 12, 12, crm_sop(db));
 *	const struct crm_facts *facts = agenda_facts_of(reader, 12);
 *	...
 *	error = agenda_facts_close(reader);
 *
 * One reader serves one customer and a million: it walks what happened in the
 * order of customers, so ids must be asked for in ascending order.
 */
#ifndef CRM_AGENDA_FACTS_H
#define CRM_AGENDA_FACTS_H

#include "db.h"
#include "fact.h"

struct agenda_facts;

/*
 * Start on the customers from first to last; never NULL but when memory is out.  Only
 * what these rules look at is read; NULL reads everything.
 */
struct agenda_facts *agenda_facts_open(crm *db, int64_t first, int64_t last,
                                       const struct crm_sop *rules);

/*
 * The facts of a customer, until the next call; NULL if there is no such customer
 * or reading failed.
 */
const struct crm_facts *agenda_facts_of(struct agenda_facts *reader, int64_t customer);

/* Free the reader (NULL is fine); 0, or what went wrong. */
int agenda_facts_close(struct agenda_facts *reader);

/*
 * Rows of one kind in the order of customers, whose id is column 0: a cursor that
 * knows where it stands.
 */
struct feed {
	struct db_cursor *cursor;
	bool              more;
	int64_t           customer;
};

void feed_start(struct feed *feed, struct db_cursor *cursor);
bool feed_at(struct feed *feed, int64_t customer);   /* is this row one of that customer? */
void feed_step(struct feed *feed);
int  feed_done(struct feed *feed);

#endif
