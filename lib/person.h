/*
 * person.h - who at a customer has a say: the decision chain.
 *
 *	struct crm_person p = { .customer = 1, .name = strdup("王明"), .role = strdup("decides,pays") };
 *	if (crm_person_add(db, &p) == 0)
 *		printf("P%" PRId64 "\n", p.id);
 *	crm_person_clear(&p);
 *
 * Functions that fill a record replace what was in it; on failure it is empty.
 */
#ifndef CRM_PERSON_H
#define CRM_PERSON_H

#include "record.h"

struct crm_person {
	int64_t        id;
	int64_t        customer;     /* required */
	char          *name;         /* required */
	char          *title;        /* what is on the card: purchasing manager */
	char          *role;         /* crm_role_words, commas between, in the order of their list */
	struct crm_int influence;    /* 1 to 5, 5 most */
	char          *attitude;     /* towards us: crm_attitude_words */
	int64_t        reports_to;   /* another person of the same customer; nobody is their own boss */
	char          *email, *phone;
	struct crm_int birthday;     /* day */
	char          *language;
	char          *salutation;   /* how to address */
	struct crm_int left;         /* day from which the person is not there any longer */
	char          *note;
	char          *email_key, *phone_key, *search;   /* kept by the library */
};

extern const struct crm_type crm_person_type;

void crm_person_clear(struct crm_person *person);

int crm_person_add(crm *db, struct crm_person *person);
int crm_person_set(crm *db, struct crm_person *person);
int crm_person_get(crm *db, int64_t id, struct crm_person *out);

#endif
