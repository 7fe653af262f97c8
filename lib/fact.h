/*
 * fact.h - what can be said of a customer from the records: counts, sums, last dates.
 *
 *	orders spend first_order last_order contacts last_contact nps next_due ...
 *
 * One table of facts serves queries, columns and the agenda.  Where a fact adds
 * up events, a window may follow its name: spend_12m, contacts_30d, orders_2w:
 * the events of the last 12 calendar months, 30 days, 2 weeks up to and
 * including the day asked about.  Cancelled and returned orders do not count.
 * A count or a sum over no events is 0; a date or a score is then absent.
 */
#ifndef CRM_FACT_H
#define CRM_FACT_H

#include "record.h"

struct crm_sop;

/* What happened, as far as facts and rules look at it; each array in order of time. */
struct crm_order_fact    { int64_t id, at, day, base; bool counts, open; };
struct crm_contact_fact  { int64_t id, at, day; bool contact, outbound; };
struct crm_response_fact { int64_t id, day; char metric; struct crm_int score; }; /* 'n' 'c' 'e' */

/* A person at the customer, until the day of leaving. */
struct crm_person_fact   { struct crm_int left; bool decides; };

/* A need ('n') or a pain ('p') that is known, from a day up to and including another. */
struct crm_known_fact    { char kind; int64_t from; struct crm_int until; };

/* Somebody settled the follow-up of this purpose that counts from this anchor (I88, O9, C12). */
struct crm_settlement { const char *purpose, *anchor; };

/* One customer, as rules see it.  Borrowed by whoever asks; filled by the agenda. */
struct crm_facts {
	const struct crm_type           *type;       /* of customer: with the users' own fields */
	const void                      *customer;   /* struct crm_customer */
	int64_t                          since;      /* day from which the customer is known */
	size_t                           orders, contacts, responses, settlements;
	const struct crm_order_fact     *order;
	const struct crm_contact_fact   *contact;
	const struct crm_response_fact  *response;
	const struct crm_settlement     *settlement;   /* in no order; the agenda's own */
	size_t                           tags, persons, known;   /* each in no order */
	const char *const               *tag;        /* folded; tags have no date */
	const struct crm_person_fact    *person;
	const struct crm_known_fact     *knowledge;
	const struct crm_sop            *sop;        /* where `state' comes from; NULL: it is absent */
};

/*
 * The fact of that name, windows included, as a field: kind, help, heading.
 * False if there is none; *why (may be NULL) says so with the nearest names.
 * *field is complete but for its offset.  name must outlive it.
 */
bool crm_fact(const char *name, struct crm_field *field, struct crm_fault *why);

/* The names of all facts, NULL at the end, for help and completion. */
const char *const *crm_fact_names(void);

#endif
