/*
 * customer_fact.h - what is known of a customer: needs, pains, preferences, competitors, news.
 *
 *	struct crm_customer_fact f = { .customer = 1, .kind = strdup("need"),
 *	                               .text = strdup("delivery before noon") };
 *	if (crm_customer_fact_add(db, &f) == 0)
 *		printf("N%" PRId64 "\n", f.id);
 *	crm_customer_fact_clear(&f);
 *
 * The noun is called `fact'; fact.h is about what can be counted, among it these.
 * Each has a source and a date, so that it can be judged by them.  It is current up to
 * its last day, `expires', if it has one.  It is stale when that is over, or when
 * it is older than things of its kind usually keep, in days: news 90, need 180,
 * pain, expectation, competitor and others 365, preference 730.  Whoever hears it
 * again sets its date anew.
 */
#ifndef CRM_CUSTOMER_FACT_H
#define CRM_CUSTOMER_FACT_H

#include "record.h"

struct crm_customer_fact {
	int64_t        id;
	int64_t        customer;   /* required */
	char          *kind;       /* required; crm_fact_kind_words, or another word */
	char          *text;       /* required; in the customer's own words where possible */
	char          *about;      /* a subject: a product, a competitor's name */
	char          *source;     /* who or what told; the actor by default */
	struct crm_int when;       /* instant at which it was learned; now by default */
	struct crm_int day;        /* the civil day of that, kept by the library */
	struct crm_int expires;    /* the last day on which it holds */
	char          *search;     /* kept by the library */
};

extern const struct crm_type crm_customer_fact_type;

void crm_customer_fact_clear(struct crm_customer_fact *fact);

int crm_customer_fact_add(crm *db, struct crm_customer_fact *fact);
int crm_customer_fact_set(crm *db, struct crm_customer_fact *fact);
int crm_customer_fact_get(crm *db, int64_t id, struct crm_customer_fact *out);

#endif
