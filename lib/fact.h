/*
 * fact.h - what can be said of a customer from the records: counts, sums, last dates.
 *
 *	orders spend first_order last_order contacts last_contact nps p_alive next_due ...
 *
 * One table of facts serves queries, columns and the agenda.  Where a fact adds
 * up events, a window may follow its name: spend_12m, contacts_30d, orders_2w:
 * the events of the last 12 calendar months, 30 days, 2 weeks up to and
 * including the day asked about.  Cancelled and returned orders do not count.
 * class, state, segment and value_score are what the procedure makes of the
 * others; so is the customer's field tier where nobody has set it by hand.
 * A count or a sum over no events is 0; a date or a score is then absent.
 */
#ifndef CRM_FACT_H
#define CRM_FACT_H

#include "record.h"

struct crm_sop;

/* What happened, as far as facts and rules look at it; each array in order of time. */
struct crm_order_fact    { int64_t id, at, day, base; bool counts, open; };
struct crm_contact_fact {
	int64_t     id, at, day;
	bool        contact;      /* somebody was reached */
	bool        outbound;
	bool        counts;       /* against the cap, if it was ours */
	const char *channel;      /* NULL: none, or no rule looks at it; so is */
	const char *outcome;
};
struct crm_response_fact {
	int64_t        id, at, day;
	char           metric;    /* 'n' 'c' 'e' */
	struct crm_int score;
};

/* What a model said, as of a day: millionths, and minor units of the base currency. */
struct crm_score_fact    { int64_t day; struct crm_int p_alive, cltv; };

/* A person at the customer, until the day of leaving. */
struct crm_person_fact   { struct crm_int left; bool decides; };

/* A need ('n') or a pain ('p') that is known, from a day up to and including another. */
struct crm_known_fact    { char kind; int64_t from; struct crm_int until; };

/* What a person or a fact is searched by, folded; of a fact, from the day on which it is known. */
struct crm_text_fact { const char *text; struct crm_int from; };

/* Somebody settled the follow-up of this purpose that counts from this anchor (I88, O9, C12). */
struct crm_settlement { const char *purpose, *anchor; };

/* What rules make of a customer, in the order of struct crm_axes. */
enum crm_axis {
	CRM_AXIS_CLASS, CRM_AXIS_STATE, CRM_AXIS_TIER, CRM_AXIS_SEGMENT, CRM_AXIS_VALUE, CRM_AXES
};

/*
 * What was found of a customer on each axis, and on which days it holds if nothing else
 * happens: so that one who asks day by day has it worked out only where time changes it.
 * Starts from { 0 } for each customer.
 */
struct crm_axes {
	struct crm_axis_found {
		int64_t       from, until;   /* days, the second excluded */
		const char   *name;          /* of the class; NULL: none */
		struct crm_int points;       /* VALUE */
	} found[CRM_AXES];
};

/* An open follow-up whose day people decided: a plan, a promise, or a rule's row that was moved. */
struct crm_plan_fact {
	int64_t     id, day;
	const char *purpose;
	const char *anchor;       /* of a rule's row: what it counts from; NULL: a plan */
	bool        counts;       /* against the cap */
	struct crm_int expires;   /* the last day on which it is of use */
	struct crm_int moved;     /* the instant at which it was given another day; unset: never */
};

/* One customer, as rules see it.  Borrowed by whoever asks; filled by the agenda. */
struct crm_facts {
	const struct crm_type           *type;       /* of customer: with the users' own fields */
	const void                      *customer;   /* struct crm_customer */
	int64_t                          since;      /* day from which the customer is known */
	size_t                           orders, contacts, responses, scores, settlements;
	const struct crm_order_fact     *order;
	const struct crm_contact_fact   *contact;
	const struct crm_response_fact  *response;
	const struct crm_score_fact     *score;
	const struct crm_settlement     *settlement;   /* in no order; the agenda's own */
	size_t                           tags, persons, known;   /* each in no order */
	const char *const               *tag;        /* folded; tags have no date */
	const struct crm_person_fact    *person;
	const struct crm_known_fact     *knowledge;
	size_t                           texts;      /* of people and facts, in no order */
	const struct crm_text_fact      *text;
	const struct crm_sop            *sop;        /* for the axes; NULL: these are absent */
	struct crm_axes                 *axes;       /* what was found of them; NULL: not remembered */
	size_t                           plans;
	const struct crm_plan_fact      *plan;       /* in no order; the agenda's own */
	const struct crm_zone           *zone;       /* in which days are days; NULL is UTC */
	const struct crm_zone           *clock;      /* the customer's own; NULL: that zone */
};

/*
 * The fact of that name, windows included, as a field: kind, help, heading.
 * False if there is none; *why (may be NULL) says so with the nearest names.
 * *field is complete but for its offset.  name must outlive it.
 */
bool crm_fact(const char *name, struct crm_field *field, struct crm_fault *why);

/* The axis that a fact or field of that name stands for; CRM_AXES: none. */
enum crm_axis crm_axis(const char *name);

/* The names of all facts, NULL at the end, for help and completion. */
const char *const *crm_fact_names(void);

#endif
