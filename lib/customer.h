/*
 * customer.h - who the company deals with: a person or an organisation.
 *
 *	struct crm_customer c = { .name = strdup("陳美"), .tier = strdup("vip") };
 *	if (crm_customer_add(db, &c) == 0)
 *		printf("C%" PRId64 "\n", c.id);
 *	crm_customer_clear(&c);
 *
 * Functions that fill a record replace what was in it; on failure it is empty.
 */
#ifndef CRM_CUSTOMER_H
#define CRM_CUSTOMER_H

#include "record.h"

/* A user-defined field: text for texts and words, number for all other kinds. */
struct crm_extra { char *text; struct crm_int number; };

enum { CRM_EXTRA_MAX = 32 };   /* user-defined fields of one noun */

struct crm_customer {
	int64_t          id;             /* 0 until stored */
	char            *name;           /* required */
	char            *kind;           /* crm_kind_words */
	char            *ref;            /* the customer's number elsewhere; unique */
	char            *email;          /* need not be unique */
	char            *phone;
	char            *stage;          /* of the journey: crm_stage_words */
	char            *tier;           /* set by hand: crm_tier_words; absent, the rules decide */
	struct crm_int   tier_since;     /* day, kept by the library */
	char            *relationship;   /* crm_relationship_words */
	char            *owner;          /* who looks after the customer */
	char            *source;         /* where the customer came from */
	int64_t          referrer;       /* the customer who brought this one */
	struct crm_int   since;          /* instant from which the customer is known; now by default */
	struct crm_int   birthday;       /* day */
	char            *city, *country, *industry, *language;
	char            *salutation;     /* how to address */
	char            *channel;        /* the preferred one: crm_channel_words */
	char            *timezone;       /* IANA name, where it is not the database's */
	char            *tax_id;         /* 統一編號, its checksum right */
	char            *notes;
	char            *tags;           /* commas between; written as tags of their own, see tag.h */
	char            *email_key, *phone_key, *search;   /* kept by the library */
	struct crm_int   agenda_until;                     /* kept by the library */
	struct crm_int   stage_since;                      /* day, kept by the library */
	struct crm_int   renewal;        /* day on which a contract is up */
	char            *lunar_birthday; /* MM-DD in the Chinese calendar, LMM-DD in a leap month */
	char            *refuses;        /* channels by which not to be contacted, or all */
	struct crm_extra extra[CRM_EXTRA_MAX];             /* see crm_noun() */
};

extern const struct crm_type crm_customer_type;

void crm_customer_clear(struct crm_customer *customer);

/* Store *customer and set its id.  CRM_EXISTS if the ref is taken. */
int crm_customer_add(crm *db, struct crm_customer *customer);

/* Change what differs.  Fetch, alter, set. */
int crm_customer_set(crm *db, struct crm_customer *customer);

int crm_customer_get(crm *db, int64_t id, struct crm_customer *out);

#endif
