/*
 * timeline.h - everything that happened with a customer, in one row after the other.
 *
 *	struct crm_timeline want = { .customer = 12, .limit = 5 };
 *	struct crm_moment m = { 0 };
 *	crm_rows *rows = crm_timeline(db, &want);
 *	while (crm_rows_next(rows, &m))
 *		printf("%s %s\n", m.id, m.summary);
 *
 * Interactions, orders, responses and what was learned, the newest first.
 */
#ifndef CRM_TIMELINE_H
#define CRM_TIMELINE_H

#include "record.h"

struct crm_moment {
	char           *id;          /* I88, O9, S4, N2 */
	int64_t         customer;
	char           *customer_name;
	struct crm_int  when;        /* instant */
	char           *kind;        /* interaction, order, response, fact */
	char           *channel;     /* of an interaction */
	char           *direction;
	char           *summary;     /* subject or note; first product or ref; comment; text */
	char           *result;      /* outcome of an interaction, status of an order, metric, kind */
	struct crm_int  amount;      /* of an order, in its currency */
	char           *currency;
	struct crm_int  score;       /* of a response */
	char           *who;         /* of us; source of a fact */
};

extern const struct crm_type crm_moment_type;

void crm_moment_clear(struct crm_moment *moment);

struct crm_timeline {
	int64_t        customer;     /* 0: all of them */
	const char    *kind;         /* one of them only; NULL: all */
	bool           happened;     /* leave out facts, which were only learned */
	struct crm_int from, to;     /* instants, from <= when < to */
	int64_t        limit;        /* 0: none */
};

/* Records dated after now are seen only if `to' is set. */
crm_rows *crm_timeline(crm *db, const struct crm_timeline *want);

#endif
