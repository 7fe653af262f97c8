/*
 * interaction.h - a contact with a customer, in or out, or the attempt at one.
 *
 *	struct crm_interaction i = { .customer = 1, .channel = strdup("phone"),
 *	                             .note = strdup("asked about delivery") };
 *	crm_interaction_add(db, &i);
 *
 * Whether an attempt is a real contact is for the SOP to say (crm_sop_is_contact()).
 * Adding a real one moves the customer's agenda and closes what it satisfies.
 */
#ifndef CRM_INTERACTION_H
#define CRM_INTERACTION_H

#include "record.h"

struct crm_interaction {
	int64_t        id;
	int64_t        customer;    /* required; taken from the follow-up if there is one */
	struct crm_int when;        /* instant; now by default */
	char          *channel;     /* crm_channel_words, and what the SOP adds */
	char          *direction;   /* crm_direction_words; out by default */
	char          *subject, *note;
	char          *outcome;     /* crm_outcome_words suggested */
	struct crm_int minutes;     /* >= 0 */
	char          *who;         /* on our side; whoever acts by default */
	int64_t        follow_up;   /* the one that this contact answers */
	struct crm_int contact;     /* 0 or 1, kept by the library */
	struct crm_int counts;      /* 0 or 1: against the cap; kept by the library */
	struct crm_int next;        /* day: plan a follow-up by hand; not stored here, nor are */
	char          *promise;     /* what was promised to the customer, */
	struct crm_int by;          /* day: and until when; */
	char          *result;      /* what came of the follow-up that it answers */
};

extern const struct crm_type crm_interaction_type;

void crm_interaction_clear(struct crm_interaction *interaction);

int crm_interaction_add(crm *db, struct crm_interaction *interaction);
int crm_interaction_set(crm *db, struct crm_interaction *interaction);
int crm_interaction_get(crm *db, int64_t id, struct crm_interaction *out);

/*
 * A contact that is stored answers another follow-up of its customer, too, with that result
 * (NULL: nothing is said of it): as crm_interaction_add() would have it of the one it names.
 */
int crm_interaction_answer(crm *db, int64_t interaction, int64_t follow_up, const char *result);

#endif
