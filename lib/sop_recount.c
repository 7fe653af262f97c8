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

bool
sop_comes_back(const struct crm_sop *sop, const struct crm_follow_up *f, bool named)
{
	return !named || follow_up_of_cadence(sop, f);
}

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
		    sop_comes_back(k->sop, &f, db_column_int(c, 5)))
			row->status = KEPT_OPEN;
	}
	return db_done(c);
}
