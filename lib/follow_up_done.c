/*
 * follow_up_done.c - do what a follow-up asks for.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "follow_up_settle.h"
#include "interaction.h"
#include "noun_types.h"

/* What the contact leaves open is as the follow-up says. */
static int
fill_in(crm *db, struct crm_interaction *contact, const struct crm_follow_up *f)
{
	char *preferred = NULL;
	int error = 0;

	contact->customer = f->customer;
	if (!contact->channel && !f->channel)
		error = db_string(db, &preferred, SQL("SELECT channel FROM customer WHERE id = ?1"),
		                  V(f->customer));
	if (!error)
		error = noun_default(db, &contact->channel, f->channel ? f->channel : preferred);
	if (!error)
		error = noun_default(db, &contact->subject, f->goal);
	free(preferred);
	return error;
}

/* By its outcome, did it come to nothing?  A newsletter reaches nobody, but can be sent. */
static bool
is_try(const struct crm_sop *sop, const struct crm_interaction *contact)
{
	return !contact->contact.value && contact->outcome &&
	       !crm_sop_is_contact(sop, NULL, contact->outcome);
}

/* The contact is stored: what it did not close by itself is closed now. */
static int
close_named(crm *db, const struct crm_interaction *contact)
{
	AUTO(crm_follow_up) f = { 0 };
	const struct crm_sop *sop = crm_sop(db);
	int error = sop ? crm_follow_up_get(db, contact->follow_up, &f) : CRM_DATABASE;

	if (error || !strcmp(f.status, "done") || is_try(sop, contact))
		return error;
	if (!follow_up_of_cadence(sop, &f))
		return follow_up_settle(db, &f, "done", contact->id);
	if (!contact->contact.value)
		return db_fail(db, CRM_INVALID, "nobody was reached, so F%" PRId64 " stays due; crm-log F%"
		               PRId64 " keeps the attempt", f.id, f.id);
	return db_fail(db, CRM_INVALID, "when: the contact lies before what F%" PRId64 " counts from",
	               f.id);
}

int
crm_follow_up_propose(crm *db, struct crm_interaction *contact)
{
	AUTO(crm_follow_up) f = { 0 };
	int error = crm_follow_up_get(db, contact->follow_up, &f);

	if (!error)
		error = follow_up_check_open(db, &f);
	return error ? error : fill_in(db, contact, &f);
}

int
crm_follow_up_done_by(crm *db, int64_t follow_up, int64_t interaction, const char *result)
{
	AUTO(crm_interaction) contact = { 0 };
	int error = crm_begin(db, NULL);

	if (error)
		return error;
	error = crm_interaction_answer(db, interaction, follow_up, result);
	if (!error)
		error = crm_interaction_get(db, interaction, &contact);
	contact.follow_up = follow_up;
	if (!error)
		error = close_named(db, &contact);
	return crm_end(db, error);
}

int
crm_follow_up_done(crm *db, struct crm_interaction *contact)
{
	int error = crm_begin(db, NULL);

	if (error)
		return error;
	error = crm_follow_up_propose(db, contact);
	if (!error)
		error = crm_interaction_add(db, contact);
	if (!error)
		error = close_named(db, contact);
	return crm_end(db, error);
}
