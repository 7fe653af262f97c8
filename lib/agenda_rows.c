/*
 * agenda_rows.c - which customers an operation has touched, and their rows at its end.
 *
 * All is left to the end: however many records an operation writes about a
 * customer, the rows are computed once, and a million customers are
 * read in one sweep.
 */
#include <stdlib.h>
#include <string.h>

#include "agenda_keep.h"
#include "agenda_rows.h"
#include "follow_up.h"
#include "interaction.h"

enum {
	FEW = 64,   /* room to begin with */
	GAP = 4     /* ids untouched between two customers that are read in one sweep */
};

/* A customer, and the ids between which this operation's outbound contacts are; 0: none. */
struct touched { int64_t customer, first, last; };

struct agenda {
	struct touched *list;
	size_t          n, size;
	bool            sorted;
};

void
agenda_free(crm *db)
{
	if (db->agenda)
		free(db->agenda->list);
	free(db->agenda);
	db->agenda = NULL;
}

/* --- touching ----------------------------------------------------------------------------- */

static int
by_customer(const void *a, const void *b)
{
	const struct touched *x = a, *y = b;

	return (x->customer > y->customer) - (x->customer < y->customer);
}

static void
merge(struct touched *into, const struct touched *from)
{
	if (!from->last)
		return;
	if (!into->last || from->first < into->first)
		into->first = from->first;
	if (from->last > into->last)
		into->last = from->last;
}

/* Sort by customer, each of them once. */
static void
compact(struct agenda *agenda)
{
	size_t n = 0;

	if (!agenda->sorted)
		qsort(agenda->list, agenda->n, sizeof *agenda->list, by_customer);
	for (size_t i = 0; i < agenda->n; i++) {
		if (n && agenda->list[n - 1].customer == agenda->list[i].customer)
			merge(&agenda->list[n - 1], &agenda->list[i]);
		else
			agenda->list[n++] = agenda->list[i];
	}
	agenda->n = n;
	agenda->sorted = true;
}

/* Room for one more: first by looking for customers that are there twice. */
static int
make_room(crm *db, struct agenda *agenda)
{
	size_t size = agenda->size ? agenda->size * 2 : FEW;
	struct touched *more;

	if (agenda->n < agenda->size)
		return 0;
	if (agenda->size)
		compact(agenda);
	if (agenda->n < agenda->size / 2)
		return 0;
	if (!(more = realloc(agenda->list, size * sizeof *more)))
		return db_no_memory(db);
	agenda->list = more;
	agenda->size = size;
	return 0;
}

static int
touch(crm *db, struct touched one)
{
	struct agenda *agenda = db->agenda;
	struct touched *last;
	int error;

	if (!agenda) {
		if (!(agenda = db->agenda = calloc(1, sizeof *agenda)))
			return db_no_memory(db);
		agenda->sorted = true;
	}
	last = agenda->n ? &agenda->list[agenda->n - 1] : NULL;
	if (last && last->customer == one.customer) {
		merge(last, &one);
		return 0;
	}
	if ((error = make_room(db, agenda)))
		return error;
	last = agenda->n ? &agenda->list[agenda->n - 1] : NULL;
	/* NOLINTBEGIN(clang-analyzer-core.*): the list holds n, and there is room for one more */
	agenda->sorted &= !last || last->customer < one.customer;
	agenda->list[agenda->n++] = one;
	/* NOLINTEND(clang-analyzer-core.*) */
	return 0;
}

int
agenda_touch(crm *db, int64_t customer)
{
	return touch(db, (struct touched){ .customer = customer });
}

int
agenda_answered_by(crm *db, int64_t customer, int64_t first, int64_t last)
{
	return touch(db, (struct touched){ customer, first, last });
}

int
agenda_forget(crm *db, int64_t customer)
{
	int error = db_run(db,
		SQL("INSERT INTO follow_up_gone (customer_id, purpose, anchor, id)"
		    " SELECT customer_id, purpose, anchor, id FROM follow_up"
		    " WHERE customer_id = ?1 AND op IS NULL AND status <> 'done'"
		    " ON CONFLICT (customer_id, purpose, anchor) DO UPDATE SET id = excluded.id"),
		V(customer));

	return error ? error : db_run(db, SQL("DELETE FROM follow_up WHERE customer_id = ?1"
	                                      " AND op IS NULL"), V(customer));
}

/* --- contacts ----------------------------------------------------------------------------- */

/* Does a contact lie before the record that a follow-up counts from? */
static int
before_anchor(crm *db, const struct crm_interaction *i, const char *anchor, bool *before)
{
	struct crm_int at = { 0 };
	int64_t id;
	char letter;
	int error = 0;

	*before = false;
	if (!anchor || crm_id_parse(anchor, &letter, &id))
		return 0;
	if (letter == 'I')
		error = db_number(db, &at, SQL("SELECT at FROM interaction WHERE id = ?1"), V(id));
	if (letter == 'O')
		error = db_number(db, &at, SQL("SELECT at FROM orders WHERE id = ?1"), V(id));
	if (letter == 'S')
		error = db_number(db, &at, SQL("SELECT at FROM response WHERE id = ?1"), V(id));
	if (at.set && (i->when.value < at.value ||
	               (letter == 'I' && i->when.value == at.value && i->id <= id)))
		*before = true;
	return error;
}

static int
answer_named(crm *db, const struct crm_interaction *i)
{
	AUTO(crm_follow_up) f = { 0 };
	bool before = false;
	int error = db_get(db, &crm_follow_up_type, i->follow_up, &f);

	if (error || !f.status || (strcmp(f.status, "open") && strcmp(f.status, "superseded")))
		return error;
	if (!strcmp(f.purpose, "promise"))
		return 0;   /* kept where somebody says so: follow_up_done.c, promise.c */
	error = before_anchor(db, i, f.anchor, &before);
	if (error || before)
		return error;
	return keep_done(db, f.id, i->id, crm_instant_day(db->zone, i->when.value));
}

int
agenda_answered(crm *db, const struct crm_interaction *i)
{
	bool real = i->contact.set && i->contact.value;
	bool ours = real && i->direction && !strcmp(i->direction, "out");
	int error = real && i->follow_up ? answer_named(db, i) : 0;

	if (error)
		return error;
	return agenda_answered_by(db, i->customer, ours ? i->id : 0, ours ? i->id : 0);
}

int
agenda_unanswered(crm *db, const struct crm_interaction *i, bool same)
{
	struct crm_int id;
	int error;

	do {
		error = db_number(db, &id,
			SQL("SELECT id FROM follow_up WHERE interaction_id = ?1 AND status = 'done'"
			    " AND (purpose <> '" PROMISE "' OR ?2 = 0) LIMIT 1"), V(i->id), V(same));
		if (!error && id.set)
			error = keep_status(db, id.value, "open", NULL);
	} while (!error && id.set);
	return error ? error : agenda_touch(db, i->customer);
}

int
agenda_redated(crm *db, const struct crm_interaction *i)
{
	int64_t day = crm_instant_day(db->zone, i->when.value);
	struct crm_int id;
	int error;

	do {
		error = db_number(db, &id, SQL("SELECT id FROM follow_up WHERE interaction_id = ?1"
		                               " AND status = 'done' AND COALESCE(closed, ?2 - 1) <> ?2"
		                               " LIMIT 1"), V(i->id), V(day));
		if (!error && id.set)
			error = keep_done(db, id.value, i->id, day);
	} while (!error && id.set);
	return error;
}

/* --- at the end of the operation ---------------------------------------------------------- */

/* Bring a stretch of customers up to date, from list[0] to list[n - 1]. */
static int
update(crm *db, const struct crm_sop *sop, const struct touched *list, size_t n)
{
	int64_t first = list[0].customer, last = list[n - 1].customer;
	struct agenda_facts *reader = agenda_facts_open(db, first, last, sop);
	struct keeper keeper;
	int error = 0, kept, ended;

	keeper_open(&keeper, db, sop, first, last);
	for (size_t i = 0; i < n && !error; i++) {
		const struct crm_facts *facts = agenda_facts_of(reader, list[i].customer);

		if (facts)
			error = keeper_customer(&keeper, list[i].customer, facts, list[i].first,
			                        list[i].last);
	}
	kept = keeper_close(&keeper);
	ended = agenda_facts_close(reader);
	return error ? error : kept ? kept : ended;
}

static int
update_all(crm *db, const struct crm_sop *sop, struct agenda *agenda)
{
	int error = 0;

	compact(agenda);
	for (size_t i = 0, n; i < agenda->n && !error; i += n) {
		for (n = 1; i + n < agenda->n; n++)
			if (agenda->list[i + n].customer - agenda->list[i + n - 1].customer > GAP)
				break;
		error = update(db, sop, &agenda->list[i], n);
	}
	return error;
}

int
agenda_update(crm *db)
{
	const struct crm_sop *sop = db->agenda ? crm_sop(db) : NULL;
	struct agenda *agenda = db->agenda;
	int error = 0;

	if (!agenda)
		return 0;
	if (!sop)
		return CRM_DATABASE;
	/* A plan that was answered may come again: such customers are touched meanwhile. */
	while (agenda->n && !error) {
		struct agenda now = *agenda;

		*agenda = (struct agenda){ .sorted = true };
		error = update_all(db, sop, &now);
		free(now.list);
	}
	return error;
}
