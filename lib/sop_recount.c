/*
 * sop_recount.c - what counts as a contact, judged anew by another procedure.
 */
#include <stdlib.h>
#include <string.h>

#include "follow_up_settle.h"
#include "sop_recount.h"

static bool
same_list(const struct crm_counting *a, size_t na, const struct crm_counting *b, size_t nb)
{
	if (na != nb)
		return false;
	for (size_t i = 0; i < na; i++)
		if (strcmp(a[i].name, b[i].name) != 0 || a[i].contact != b[i].contact ||
		    a[i].counts_to_cap != b[i].counts_to_cap)
			return false;
	return true;
}

bool
sop_counts_alike(const struct crm_sop *a, const struct crm_sop *b)
{
	return same_list(a->channel, a->channels, b->channel, b->channels) &&
	       same_list(a->outcome, a->outcomes, b->outcome, b->outcomes);
}

/*
 * Is a follow-up open again when the interaction that did it is no contact any longer?  Where that
 * named it somebody has said that it is done: only a cadence waits for a contact all the same.
 */
static bool
comes_back(const struct crm_sop *sop, const struct crm_follow_up *f, bool named)
{
	return !named || follow_up_of_cadence(sop, f);
}

/* --- in the database ---------------------------------------------------------------------- */

#define OF_KIND \
	" COALESCE(i.channel, '') = COALESCE(?1, '') AND COALESCE(i.outcome, '') = COALESCE(?2, '')"

static int
reopen(crm *db, const struct crm_sop *sop, int64_t id)
{
	AUTO(crm_follow_up) f = { 0 };
	struct crm_int named = { 0 };
	int error = crm_follow_up_get(db, id, &f);

	if (!error)
		error = db_number(db, &named, SQL("SELECT follow_up_id FROM interaction WHERE id = ?1"),
		                  V(f.interaction));
	if (error || !comes_back(sop, &f, named.set && named.value == id))
		return error;
	return keep_status(db, id, "open", NULL);
}

/* Those of all contacts of a kind.  A promise is kept where somebody says so. */
static int
reopen_all(crm *db, const struct crm_sop *sop, const char *channel, const char *outcome)
{
	struct crm_int id = { .set = true };
	int error = 0;

	while (!error && id.set) {
		error = db_number(db, &id,
			SQL("SELECT f.id FROM follow_up f JOIN interaction i ON i.id = f.interaction_id"
			    " WHERE f.id > ?3 AND f.interaction_id IS NOT NULL AND f.status = 'done'"
			    " AND f.purpose <> '" PROMISE "' AND i.contact = 1 AND" OF_KIND
			    " ORDER BY f.id LIMIT 1"), V(channel), V(outcome), V(id.value));
		if (!error && id.set)
			error = reopen(db, sop, id.value);
	}
	return error;
}

/* Interactions of one kind that are taken for something else than they are now. */
static int
recount(crm *db, const struct crm_sop *sop, const char *channel, const char *outcome)
{
	bool contact = crm_sop_is_contact(sop, channel, outcome);
	bool counts = crm_sop_counts(sop, channel, outcome);
	int error = contact ? 0 : reopen_all(db, sop, channel, outcome);

	if (error)
		return error;
	return db_run(db,
		SQL("UPDATE interaction AS i SET contact = ?3, counts = ?4"
		    " WHERE" OF_KIND " AND (contact <> ?3 OR COALESCE(counts, contact) <> ?4)"),
		V(channel), V(outcome), V(contact), V(counts));
}

/* Is the kind of interactions that a cursor is at stored as something else than it is now? */
static bool
is_other(const struct crm_sop *sop, struct db_cursor *kind)
{
	const char *channel = db_column_null(kind, 0) ? NULL : db_column_text(kind, 0);
	const char *outcome = db_column_null(kind, 1) ? NULL : db_column_text(kind, 1);

	return crm_sop_is_contact(sop, channel, outcome) != (bool)db_column_int(kind, 2) ||
	       crm_sop_counts(sop, channel, outcome) != (bool)db_column_int(kind, 3);
}

/*
 * All kinds of interactions there are: a few dozen, however many interactions, of which a load
 * seldom changes more than one or two.
 */
int
sop_recount(crm *db, const struct crm_sop *sop)
{
	struct db_cursor *kinds = db_walk(db, SQL("SELECT DISTINCT channel, outcome, contact,"
	                                          " COALESCE(counts, contact) FROM interaction"));
	struct kind { char *channel, *outcome; } *kind = NULL;
	size_t n = 0, size = 0;
	int error = 0, ended;

	while (!error && db_step(kinds)) {
		struct kind *more;

		if (!is_other(sop, kinds))
			continue;
		more = n < size ? kind : realloc(kind, (size = 2 * size + 16) * sizeof *kind);

		if (!more) {
			error = db_no_memory(db);
			break;
		}
		kind = more;
		kind[n++] = (struct kind){
			.channel = db_column_null(kinds, 0) ? NULL : strdup(db_column_text(kinds, 0)),
			.outcome = db_column_null(kinds, 1) ? NULL : strdup(db_column_text(kinds, 1)),
		};
	}
	ended = db_done(kinds);
	error = error ? error : ended;
	for (size_t i = 0; i < n; i++) {
		if (!error)
			error = recount(db, sop, kind[i].channel, kind[i].outcome);
		free(kind[i].channel);
		free(kind[i].outcome);
	}
	free(kind);
	return error;
}

/* --- of one customer, in memory --------------------------------------------------------------- */

int
sop_recount_facts(crm *db, const struct crm_sop *sop, struct crm_facts *facts,
                  struct crm_contact_fact **room)
{
	struct crm_contact_fact *contact = realloc(*room, (facts->contacts + 1) * sizeof *contact);

	if (!contact)
		return db_no_memory(db);
	*room = contact;
	for (size_t i = 0; i < facts->contacts; i++) {
		contact[i] = facts->contact[i];
		contact[i].contact = crm_sop_is_contact(sop, contact[i].channel, contact[i].outcome);
		contact[i].counts = crm_sop_counts(sop, contact[i].channel, contact[i].outcome);
	}
	facts->contact = contact;
	return 0;
}

static struct kept_row *
row_of(struct keeper *k, int64_t id)
{
	struct kept_row *row = k->row;

	while (row < k->row + k->n && row->id != id)
		row++;
	return row < k->row + k->n ? row : NULL;
}

int
sop_recount_rows(struct keeper *k, int64_t customer)
{
	struct db_cursor *c = db_walk(k->db,
		SQL("SELECT f.id, f.planned, f.rule, i.channel, i.outcome, i.follow_up_id = f.id"
		    " FROM follow_up f JOIN interaction i ON i.id = f.interaction_id"
		    " WHERE f.customer_id = ?1 AND f.status = 'done' AND f.purpose <> '" PROMISE "'"
		    " AND i.contact = 1"), V(customer));

	while (db_step(c)) {
		const char *channel = db_column_null(c, 3) ? NULL : db_column_text(c, 3);
		const char *outcome = db_column_null(c, 4) ? NULL : db_column_text(c, 4);
		struct crm_follow_up f = { .planned = CRM_SET(db_column_int(c, 1)),
		                           .rule = (char *)db_column_text(c, 2) };
		struct kept_row *row = row_of(k, db_column_int(c, 0));

		if (row && !crm_sop_is_contact(k->sop, channel, outcome) &&
		    comes_back(k->sop, &f, db_column_int(c, 5)))
			row->status = KEPT_OPEN;
	}
	return db_done(c);
}
