/*
 * agenda_keep_read.c - one customer's follow_up rows: read, closed, shown to the rules.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "agenda_keep.h"
#include "agenda_work.h"
#include "follow_up.h"
#include "follow_up_settle.h"

enum { MONTHS_AHEAD = 25 };

/* --- reading ------------------------------------------------------------------------------ */

/* The end of a month, so that it is written once a month and not every day. */
static int64_t
horizon(int64_t today)
{
	struct crm_date date = crm_day_date(crm_day_add_months(today, MONTHS_AHEAD + 1));

	date.day = 1;
	return crm_date_day(date) - 1;
}

void
keeper_open(struct keeper *k, crm *db, const struct crm_sop *sop, int64_t first, int64_t last)
{
	int64_t today = crm_clock_today(&db->context.clock);

	*k = (struct keeper){ .db = db, .sop = sop, .today = today, .until = horizon(today) };
	feed_start(&k->feed, db_walk(db,
		SQL("SELECT customer_id, id, purpose, anchor, due, channel, goal, rule, reason,"
		    " status, planned, op, behind, wanted, expires, every, moved FROM follow_up"
		    " WHERE customer_id BETWEEN ?1 AND ?2 ORDER BY customer_id"), V(first), V(last)));
}

static void
clear(struct keeper *k)
{
	for (size_t i = 0; i < k->n; i++) {
		struct kept_row *row = &k->row[i];

		free(row->purpose);
		free(row->anchor);
		free(row->channel);
		free(row->goal);
		free(row->rule);
		free(row->reason);
	}
	k->n = 0;
}

int
keeper_close(struct keeper *k)
{
	clear(k);
	free(k->row);
	free(k->settlement);
	free(k->plan);
	crm_agenda_clear(&k->agenda);
	return feed_done(&k->feed);
}

/* Copy a column, NULL if it is absent; *failed tells that from a lack of memory. */
static char *
text(struct db_cursor *c, int column, bool *failed)
{
	const char *value = db_column_null(c, column) ? NULL : db_column_text(c, column);
	char *copy = value ? strdup(value) : NULL;

	*failed |= value && !copy;
	return copy;
}

static int
read_row(struct keeper *k)
{
	struct db_cursor *c = k->feed.cursor;
	struct kept_row *row = &k->row[k->n++];
	const char *status = db_column_text(c, 9);
	bool failed = !status;

	*row = (struct kept_row){
		.id = db_column_int(c, 1), .due = db_column_int(c, 4), .status = KEPT_SETTLED,
		.planned = db_column_int(c, 10), .touched = !db_column_null(c, 11),
		.behind = db_column_int(c, 12), .wanted = db_column_maybe(c, 13),
		.expires = db_column_maybe(c, 14), .every = db_column_maybe(c, 15),
		.moved = db_column_maybe(c, 16),
		.purpose = text(c, 2, &failed), .anchor = text(c, 3, &failed),
		.channel = text(c, 5, &failed), .goal = text(c, 6, &failed),
		.rule = text(c, 7, &failed), .reason = text(c, 8, &failed),
	};
	if (failed)
		return db_no_memory(k->db);
	if (!strcmp(status, "open"))
		row->status = KEPT_OPEN;
	else if (!strcmp(status, "superseded"))
		row->status = KEPT_SUPERSEDED;
	return 0;
}

/* An array with room for n items; NULL, and as it was, without memory. */
static void *
longer(void *array, size_t n, size_t item, bool *failed)
{
	void *more = realloc(array, n * item);

	if (more)
		return more;
	*failed = true;
	return array;
}

static int
make_room(struct keeper *k)
{
	size_t size = k->size * 2 + 8;
	bool failed = false;

	if (k->n < k->size)
		return 0;
	k->row = longer(k->row, size, sizeof *k->row, &failed);
	k->settlement = longer(k->settlement, size, sizeof *k->settlement, &failed);
	k->plan = longer(k->plan, size, sizeof *k->plan, &failed);
	if (failed)
		return db_no_memory(k->db);
	k->size = size;
	return 0;
}

int
keeper_read(struct keeper *k, int64_t customer)
{
	int error = 0;

	clear(k);
	for (; !error && feed_at(&k->feed, customer); feed_step(&k->feed))
		if (!(error = make_room(k)))
			error = read_row(k);
	return error;
}

struct kept_row *
keeper_row(struct keeper *k, const char *purpose, const char *anchor)
{
	for (struct kept_row *row = k->row; row < k->row + k->n; row++)
		if (!row->planned && row->status != KEPT_SETTLED && !strcmp(row->anchor, anchor) &&
		    !strcmp(row->purpose, purpose))
			return row;
	return NULL;
}

/* --- what contacts answer ----------------------------------------------------------------- */

static bool
after_contact(const struct crm_facts *facts, const struct crm_contact_fact *c, int64_t anchor)
{
	for (size_t i = facts->contacts; i-- > 0;)
		if (facts->contact[i].id == anchor)
			return c->at > facts->contact[i].at ||
			       (c->at == facts->contact[i].at && c->id > anchor);
	return true;
}

static bool
is_event(const struct crm_sop *sop, const char *rule)
{
	for (size_t i = 0; i < sop->events; i++)
		if (!strcmp(sop->event[i].rule.name, rule))
			return true;
	return false;
}

/*
 * The row of an event is answered by the first contact of ours after the event, or from the
 * day on that its rule says; others from their day on.  What has lapsed was missed.
 */
static bool
answers(const struct keeper *k, const struct crm_facts *facts, const struct crm_contact_fact *c,
        const struct kept_row *row)
{
	int64_t anchor;
	char letter;

	if (row->expires.set && c->day > row->expires.value)
		return false;
	if (row->planned && !strcmp(row->purpose, PROMISE))
		return false;
	if (!row->planned && is_event(k->sop, row->rule))
		return agenda_event_answered(k->sop, facts, row->rule, row->anchor, c);
	return c->day >= row->due && (crm_id_parse(row->anchor, &letter, &anchor) || letter != 'I' ||
	                              after_contact(facts, c, anchor));
}

int
keep_status(crm *db, int64_t follow_up, const char *status, const char *reason)
{
	AUTO(crm_follow_up) before = { 0 };
	int error = db_get(db, &crm_follow_up_type, follow_up, &before);
	struct crm_follow_up f = before;   /* borrows its texts, and those that are new */

	f.status = (char *)status;
	f.interaction = 0;
	f.closed = (struct crm_int){ 0 };
	if (reason)
		f.reason = *reason ? (char *)reason : NULL;
	return error ? error : db_update(db, &crm_follow_up_type, &before, &f, NULL);
}

int
keep_done(crm *db, int64_t follow_up, int64_t interaction, int64_t day)
{
	AUTO(crm_follow_up) before = { 0 };
	int error = db_get(db, &crm_follow_up_type, follow_up, &before);
	struct crm_follow_up f = before;   /* borrows its texts */

	f.status = (char *)"done";
	f.interaction = interaction;
	f.closed = (struct crm_int)CRM_SET(day);
	if (!error)
		error = db_update(db, &crm_follow_up_type, &before, &f, NULL);
	return error || !strcmp(before.status, "done") ? error : follow_up_again(db, &f);
}

int
keeper_close_answered(struct keeper *k, const struct crm_facts *facts, int64_t first, int64_t last)
{
	int error = 0;

	for (size_t i = 0; last && i < facts->contacts; i++) {
		const struct crm_contact_fact *c = &facts->contact[i];

		if (!c->contact || !c->outbound || c->id < first || c->id > last)
			continue;
		for (struct kept_row *row = k->row; row < k->row + k->n && !error; row++) {
			if (row->status != KEPT_OPEN || !answers(k, facts, c, row))
				continue;
			error = keep_done(k->db, row->id, c->id, c->day);
			row->status = KEPT_SETTLED;
		}
	}
	return error;
}

/* --- what the rules see of the rows ------------------------------------------------------- */

static size_t
settlements(struct keeper *k)
{
	size_t n = 0;

	for (const struct kept_row *row = k->row; row < k->row + k->n; row++)
		if (row->status == KEPT_SETTLED && !row->planned)
			k->settlement[n++] = (struct crm_settlement){ row->purpose, row->anchor };
	return n;
}

bool
keeper_is_left(const struct kept_row *row, size_t *own)
{
	size_t length = row->reason ? strlen(row->reason) : 0, n = strlen(NOT_ASKED);

	*own = 0;
	if (row->status != KEPT_SUPERSEDED || length < n || strcmp(row->reason + length - n, NOT_ASKED))
		return false;
	for (size_t i = 0; i + 1 < length; i++)
		if (row->reason[i] == ';' && row->reason[i + 1] == ' ')
			*own = i;
	return true;
}

/* Has somebody given the row its day?  It comes back with it if it had only been left. */
static bool
is_by_hand(const struct kept_row *row)
{
	size_t own;

	return row->touched && (row->status == KEPT_OPEN || keeper_is_left(row, &own));
}

static size_t
plans(struct keeper *k, const struct crm_facts *facts)
{
	const struct crm_customer *customer = facts->customer;
	size_t n = 0;

	for (const struct kept_row *row = k->row; row < k->row + k->n; row++) {
		const char *channel = row->channel ? row->channel : customer->channel;

		if (row->planned ? row->status != KEPT_OPEN : !is_by_hand(row))
			continue;
		k->plan[n++] = (struct crm_plan_fact){
			.id = row->id, .day = row->due, .purpose = row->purpose,
			.anchor = row->planned ? NULL : row->anchor, .expires = row->expires,
			.moved = row->moved, .counts = crm_sop_counts(k->sop, channel, NULL),
		};
	}
	return n;
}

/* What was stored further ahead stays so. */
int
keeper_compute(struct keeper *k, const struct crm_facts *facts)
{
	const struct crm_customer *customer = facts->customer;

	k->seen = *facts;
	k->seen.settlement = k->settlement;
	k->seen.settlements = settlements(k);
	k->seen.plan = k->plan;
	k->seen.plans = plans(k, facts);
	k->agenda.until = k->until;
	if (customer->agenda_until.set && customer->agenda_until.value > k->until)
		k->agenda.until = customer->agenda_until.value;
	return crm_agenda_compute(k->sop, &k->seen, &k->agenda) ? db_no_memory(k->db) : 0;
}

int
keeper_look(struct keeper *k, int64_t customer, const struct crm_facts *facts)
{
	int error = keeper_read(k, customer);

	return error ? error : keeper_compute(k, facts);
}
