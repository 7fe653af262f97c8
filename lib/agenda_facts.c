/*
 * agenda_facts.c - read customers and what happened with them, side by side.
 */
#include <stdlib.h>
#include <string.h>

#include "agenda_facts.h"
#include "channels.h"
#include "agenda_look.h"
#include "customer.h"
#include "noun.h"
#include "sop.h"

enum { CONTACTS, ORDERS, RESPONSES, SCORES, TAGS, PERSONS, KNOWN, TEXTS, FEEDS };

struct agenda_facts {
	crm                      *db;
	struct crm_facts          facts;
	struct crm_customer      *customer;
	struct crm_axes           axes;
	crm_rows                 *customers;   /* in order; NULL: fetched one by one */
	bool                      more;        /* *customer is the row that was read last */
	struct feed               feeds[FEEDS];   /* without a cursor: no rule looks at them */
	struct crm_contact_fact  *contact;
	struct crm_order_fact    *order;
	struct crm_response_fact *response;
	struct crm_score_fact    *score;
	char                    **tag;
	struct crm_person_fact   *person;
	struct crm_known_fact    *knowledge;
	struct crm_text_fact     *text;
	size_t                    contact_size, order_size, response_size, score_size;   /* room */
	size_t                    tag_size, person_size, known_size, text_size;
	bool                      details;     /* of contacts: channel and outcome */
	struct known_zone        *zone;        /* of customers who live elsewhere */
	size_t                    zones;
	int                       error;
};

struct known_zone { char *name; struct crm_zone *zone; };

/* --- feeds -------------------------------------------------------------------------------- */

void
feed_step(struct feed *feed)
{
	feed->more = db_step(feed->cursor);
	if (feed->more)
		feed->customer = db_column_int(feed->cursor, 0);
}

void
feed_start(struct feed *feed, struct db_cursor *cursor)
{
	feed->cursor = cursor;
	feed_step(feed);
}

bool
feed_at(struct feed *feed, int64_t customer)
{
	while (feed->more && feed->customer < customer)
		feed_step(feed);
	return feed->more && feed->customer == customer;
}

int
feed_done(struct feed *feed)
{
	int error = db_done(feed->cursor);

	*feed = (struct feed){ 0 };
	return error;
}

/* --- open and close ----------------------------------------------------------------------- */

/* Read on to a customer; false if there is no such row. */
static bool
read_customer(struct agenda_facts *r, int64_t customer)
{
	int error;

	if (!r->customers) {
		error = db_get(r->db, r->facts.type, customer, r->customer);
		if (error && error != CRM_NOT_FOUND)
			r->error = error;
		return !error;
	}
	while (r->more && r->customer->id < customer)
		r->more = crm_rows_next(r->customers, r->customer);
	return r->more && r->customer->id == customer;
}

static void
start(struct agenda_facts *r, int64_t first, int64_t last, bool responses)
{
	if (r->details)
		feed_start(&r->feeds[CONTACTS], db_walk(r->db,
			SQL("SELECT customer_id, id, at, contact, direction,"
			    " COALESCE(counts, contact), channel, outcome FROM interaction"
			    " WHERE customer_id BETWEEN ?1 AND ?2 ORDER BY customer_id, at"),
			V(first), V(last)));
	else
		feed_start(&r->feeds[CONTACTS], db_walk(r->db,
			SQL("SELECT customer_id, id, at, contact, direction,"
			    " COALESCE(counts, contact) FROM interaction"
			    " WHERE customer_id BETWEEN ?1 AND ?2 ORDER BY customer_id, at"),
			V(first), V(last)));
	feed_start(&r->feeds[ORDERS], db_walk(r->db,
		SQL("SELECT customer_id, id, at, base, status FROM orders"
		    " WHERE customer_id BETWEEN ?1 AND ?2 ORDER BY customer_id, at"),
		V(first), V(last)));
	if (responses)
		feed_start(&r->feeds[RESPONSES], db_walk(r->db,
			SQL("SELECT customer_id, id, at, metric, score FROM response"
			    " WHERE customer_id BETWEEN ?1 AND ?2 ORDER BY customer_id, at, id"),
			V(first), V(last)));
}

/* What is seldom looked at: tags, people, what is known. */
static void
start_profile(struct agenda_facts *r, int64_t first, int64_t last, const struct crm_sop *rules)
{
	if (agenda_looks_at_field(rules, crm_field(r->facts.type, "tags")))
		feed_start(&r->feeds[TAGS], db_walk(r->db,
			SQL("SELECT customer_id, key FROM tag WHERE active = 1"
			    " AND customer_id BETWEEN ?1 AND ?2 ORDER BY customer_id"), V(first), V(last)));
	if (agenda_looks_at_fact(rules, "p_alive") || agenda_looks_at_fact(rules, "cltv"))
		feed_start(&r->feeds[SCORES], db_walk(r->db,
			SQL("SELECT customer_id, at, p_alive, cltv FROM score"
			    " WHERE customer_id BETWEEN ?1 AND ?2 ORDER BY customer_id, at"),
			V(first), V(last)));
	if (agenda_looks_at_fact(rules, "persons") || agenda_looks_at_fact(rules, "deciders"))
		feed_start(&r->feeds[PERSONS], db_walk(r->db,
			SQL("SELECT customer_id, left_day, CASE WHEN role LIKE '%decides%' THEN 1 ELSE 0 END"
			    " FROM person WHERE customer_id BETWEEN ?1 AND ?2 ORDER BY customer_id"),
			V(first), V(last)));
	if (agenda_looks_at_fact(rules, "needs") || agenda_looks_at_fact(rules, "pains"))
		feed_start(&r->feeds[KNOWN], db_walk(r->db,
			SQL("SELECT customer_id, kind, day, expires FROM fact"
			    " WHERE (kind = 'need' OR kind = 'pain') AND customer_id BETWEEN ?1 AND ?2"
			    " ORDER BY customer_id"), V(first), V(last)));
	if (agenda_looks_at_field(rules, crm_field(r->facts.type, "search")))
		feed_start(&r->feeds[TEXTS], db_walk(r->db,
			SQL("SELECT customer_id, search, NULL FROM person"
			    " WHERE customer_id BETWEEN ?1 AND ?2 UNION ALL"
			    " SELECT customer_id, search, day FROM fact"
			    " WHERE customer_id BETWEEN ?1 AND ?2 ORDER BY customer_id"), V(first), V(last)));
}

struct agenda_facts *
agenda_facts_open(crm *db, int64_t first, int64_t last, const struct crm_sop *rules)
{
	const struct crm_type *type = crm_noun(db, "customer");
	struct agenda_facts *r = type ? calloc(1, sizeof *r) : NULL;

	if (r)
		r->customer = calloc(1, type->size);
	if (!r || !r->customer) {
		free(r);
		db_no_memory(db);
		return NULL;
	}
	r->db = db;
	r->facts.type = type;
	r->facts.customer = r->customer;
	r->facts.sop = crm_sop(db);
	r->facts.axes = &r->axes;
	r->facts.zone = db->zone;
	r->details = agenda_looks_at_details(rules);
	if (!agenda_looks_at_extras(rules, type))
		r->customers = db_sweep(db, type, first, last, agenda_looks_at_field, rules);
	r->more = r->customers && crm_rows_next(r->customers, r->customer);
	start(r, first, last, agenda_looks_at_responses(rules));
	start_profile(r, first, last, rules);
	return r;
}

static void
forget_texts(struct agenda_facts *r)
{
	while (r->facts.tags)
		free(r->tag[--r->facts.tags]);
	while (r->facts.texts)
		free((char *)r->text[--r->facts.texts].text);
}

int
agenda_facts_close(struct agenda_facts *r)
{
	int error, ended;

	if (!r)
		return CRM_NO_MEMORY;
	error = r->error;
	if (r->customers && (ended = crm_rows_close(r->customers)) && !error)
		error = ended;
	for (size_t i = 0; i < FEEDS; i++)
		if (r->feeds[i].cursor && (ended = feed_done(&r->feeds[i])) && !error)
			error = ended;
	forget_texts(r);
	while (r->zones) {
		free(r->zone[--r->zones].name);
		crm_zone_close(r->zone[r->zones].zone);
	}
	free(r->zone);
	crm_clear(r->facts.type, r->customer);
	free(r->customer);
	free(r->contact);
	free(r->order);
	free(r->response);
	free(r->score);
	free(r->tag);
	free(r->person);
	free(r->knowledge);
	free(r->text);
	free(r);
	return error;
}

/* --- one customer ------------------------------------------------------------------------- */

/* An array of n with room for one more item; as it was, and r->error set, without memory. */
static void *
room(struct agenda_facts *r, void *array, size_t *size, size_t n, size_t item)
{
	void *more;

	if (n < *size)
		return array;
	more = realloc(array, (*size * 2 + 8) * item);
	if (!more) {
		r->error = db_no_memory(r->db);
		return array;
	}
	*size = *size * 2 + 8;
	return more;
}

/* The word itself where it is known as long as the procedure is, so that nothing is copied. */
static const char *
known_channel(const struct crm_sop *sop, const char *channel)
{
	for (const char *const *word = channels_in(sop); channel && *word; word++)
		if (!strcmp(*word, channel))
			return *word;
	return NULL;
}

static const char *
known_outcome(const struct crm_sop *sop, const char *outcome)
{
	for (size_t i = 0; outcome && sop && i < sop->events; i++)
		if (sop->event[i].on == CRM_ON_OUTCOME && !strcmp(sop->event[i].of, outcome))
			return sop->event[i].of;
	return NULL;
}

static void
read_contacts(struct agenda_facts *r, int64_t customer)
{
	struct db_cursor *c = r->feeds[CONTACTS].cursor;
	size_t n = 0;

	for (; feed_at(&r->feeds[CONTACTS], customer); feed_step(&r->feeds[CONTACTS])) {
		int64_t at = db_column_int(c, 2);

		r->contact = room(r, r->contact, &r->contact_size, n, sizeof *r->contact);
		if (r->error)
			return;
		r->contact[n++] = (struct crm_contact_fact){
			.id = db_column_int(c, 1), .at = at,
			.day = crm_instant_day(r->db->zone, at),
			.contact = db_column_int(c, 3), .outbound = db_column_text(c, 4)[0] == 'o',
			.counts = db_column_int(c, 5),
			.channel = r->details ? known_channel(r->facts.sop, db_column_text(c, 6)) : NULL,
			.outcome = r->details ? known_outcome(r->facts.sop, db_column_text(c, 7)) : NULL,
		};
	}
	r->facts.contacts = n;
	r->facts.contact = r->contact;
}

static void
read_orders(struct agenda_facts *r, int64_t customer)
{
	struct db_cursor *c = r->feeds[ORDERS].cursor;
	size_t n = 0;

	for (; feed_at(&r->feeds[ORDERS], customer); feed_step(&r->feeds[ORDERS])) {
		int64_t at = db_column_int(c, 2);
		const char *status = db_column_text(c, 4);

		r->order = room(r, r->order, &r->order_size, n, sizeof *r->order);
		if (r->error)
			return;
		r->order[n++] = (struct crm_order_fact){
			.id = db_column_int(c, 1), .at = at,
			.day = crm_instant_day(r->db->zone, at), .base = db_column_int(c, 3),
			.counts = strcmp(status, "cancelled") && strcmp(status, "returned"),
			.open = !strcmp(status, "open"),
		};
	}
	r->facts.orders = n;
	r->facts.order = r->order;
}

static void
read_responses(struct agenda_facts *r, int64_t customer)
{
	struct db_cursor *c = r->feeds[RESPONSES].cursor;
	size_t n = 0;

	for (; feed_at(&r->feeds[RESPONSES], customer); feed_step(&r->feeds[RESPONSES])) {
		const char *metric = db_column_text(c, 3);

		r->response = room(r, r->response, &r->response_size, n, sizeof *r->response);
		if (r->error)
			return;
		r->response[n++] = (struct crm_response_fact){
			.id = db_column_int(c, 1), .at = db_column_int(c, 2),
			.day = crm_instant_day(r->db->zone, db_column_int(c, 2)),
			.metric = strcmp(metric, "ces") ? metric[0] : 'e',
			.score = db_column_maybe(c, 4),
		};
	}
	r->facts.responses = n;
	r->facts.response = r->response;
}

static void
read_scores(struct agenda_facts *r, int64_t customer)
{
	struct db_cursor *c = r->feeds[SCORES].cursor;
	size_t n = 0;

	for (; feed_at(&r->feeds[SCORES], customer); feed_step(&r->feeds[SCORES])) {
		r->score = room(r, r->score, &r->score_size, n, sizeof *r->score);
		if (r->error)
			return;
		r->score[n++] = (struct crm_score_fact){
			.day = crm_instant_day(r->db->zone, db_column_int(c, 1)),
			.p_alive = db_column_maybe(c, 2), .cltv = db_column_maybe(c, 3),
		};
	}
	r->facts.scores = n;
	r->facts.score = r->score;
}

static void
read_tags(struct agenda_facts *r, int64_t customer)
{
	size_t n = 0;

	for (; feed_at(&r->feeds[TAGS], customer); feed_step(&r->feeds[TAGS])) {
		r->tag = room(r, r->tag, &r->tag_size, n, sizeof *r->tag);
		if (!r->error && !(r->tag[n] = strdup(db_column_text(r->feeds[TAGS].cursor, 1))))
			r->error = db_no_memory(r->db);
		if (r->error)
			return;
		r->facts.tags = ++n;
		r->facts.tag = (const char *const *)r->tag;
	}
}

static void
read_persons(struct agenda_facts *r, int64_t customer)
{
	struct db_cursor *c = r->feeds[PERSONS].cursor;
	size_t n = 0;

	for (; feed_at(&r->feeds[PERSONS], customer); feed_step(&r->feeds[PERSONS])) {
		r->person = room(r, r->person, &r->person_size, n, sizeof *r->person);
		if (r->error)
			return;
		r->person[n++] = (struct crm_person_fact){
			.left = db_column_maybe(c, 1), .decides = db_column_int(c, 2),
		};
	}
	r->facts.persons = n;
	r->facts.person = r->person;
}

static void
read_known(struct agenda_facts *r, int64_t customer)
{
	struct db_cursor *c = r->feeds[KNOWN].cursor;
	size_t n = 0;

	for (; feed_at(&r->feeds[KNOWN], customer); feed_step(&r->feeds[KNOWN])) {
		r->knowledge = room(r, r->knowledge, &r->known_size, n, sizeof *r->knowledge);
		if (r->error)
			return;
		r->knowledge[n++] = (struct crm_known_fact){
			.kind = db_column_text(c, 1)[0], .from = db_column_int(c, 2),
			.until = db_column_maybe(c, 3),
		};
	}
	r->facts.known = n;
	r->facts.knowledge = r->knowledge;
}

static void
read_texts(struct agenda_facts *r, int64_t customer)
{
	struct db_cursor *c = r->feeds[TEXTS].cursor;
	size_t n = 0;

	for (; feed_at(&r->feeds[TEXTS], customer); feed_step(&r->feeds[TEXTS])) {
		char *text = db_column_null(c, 1) ? NULL : strdup(db_column_text(c, 1));

		r->text = room(r, r->text, &r->text_size, n, sizeof *r->text);
		if (r->error || (!text && !db_column_null(c, 1))) {
			r->error = r->error ? r->error : db_no_memory(r->db);
			free(text);
			return;
		}
		r->text[n] = (struct crm_text_fact){ .text = text, .from = db_column_maybe(c, 2) };
		r->facts.texts = ++n;
		r->facts.text = r->text;
	}
}

/* The zone in which the customer lives; NULL: the database's, or none that is known. */
static const struct crm_zone *
zone_of(struct agenda_facts *r)
{
	const char *name = r->customer->timezone;
	struct crm_fault why;
	struct known_zone *more;

	if (!name || (r->db->zone && !strcmp(name, crm_zone_name(r->db->zone))))
		return NULL;
	for (size_t i = 0; i < r->zones; i++)
		if (!strcmp(r->zone[i].name, name))
			return r->zone[i].zone;
	more = realloc(r->zone, (r->zones + 1) * sizeof *more);
	if (more)
		r->zone = more;
	if (!more || !(more[r->zones].name = strdup(name))) {
		r->error = db_no_memory(r->db);
		return NULL;
	}
	crm_zone_open(&more[r->zones].zone, name, &why);
	return more[r->zones++].zone;
}

const struct crm_facts *
agenda_facts_of(struct agenda_facts *r, int64_t customer)
{
	if (!r || r->error || !read_customer(r, customer))
		return NULL;
	r->axes = (struct crm_axes){ 0 };
	r->facts.since = crm_instant_day(r->db->zone, r->customer->since.value);
	r->facts.clock = zone_of(r);
	read_contacts(r, customer);
	read_orders(r, customer);
	read_responses(r, customer);
	read_scores(r, customer);
	forget_texts(r);
	read_tags(r, customer);
	read_persons(r, customer);
	read_known(r, customer);
	read_texts(r, customer);
	return r->error ? NULL : &r->facts;
}
