/*
 * response.h - what a customer answered when asked: NPS, CSAT, CES.
 *
 *	struct crm_response r = { .customer = 1, .metric = strdup("nps"), .score = CRM_SET(9) };
 *	crm_response_add(db, &r);
 *
 * A response without a score is an invitation that has not been answered.
 */
#ifndef CRM_RESPONSE_H
#define CRM_RESPONSE_H

#include "record.h"

struct crm_response {
	int64_t        id;
	int64_t        customer;   /* required */
	struct crm_int when;       /* instant; now by default */
	char          *metric;     /* crm_metric_words; nps by default */
	struct crm_int score;      /* nps 0-10, csat 1-5, ces 1-7; absent: asked, not answered */
	char          *comment;
	char          *about;      /* a subject (`delivery') or an id (O9, I88) */
};

extern const struct crm_type crm_response_type;

void crm_response_clear(struct crm_response *response);

int crm_response_add(crm *db, struct crm_response *response);
int crm_response_set(crm *db, struct crm_response *response);
int crm_response_get(crm *db, int64_t id, struct crm_response *out);

#endif
