/*
 * customer_score.h - what a model said of a customer, as of a day: P(alive) and lifetime value.
 *
 *	struct crm_score s = { .customer = 1, .when = CRM_SET(instant), .p_alive = CRM_SET(870000),
 *	                       .cltv = CRM_SET(120000), .model = "mbgnbd", .days = CRM_SET(365) };
 *	crm_score_put(db, &s);
 *
 * The facts p_alive and cltv are those of the latest score that is not after the day asked
 * about.
 */
#ifndef CRM_CUSTOMER_SCORE_H
#define CRM_CUSTOMER_SCORE_H

#include "record.h"

/* Decimals of p_alive. */
#define CRM_ALIVE_SCALE 6

struct crm_score {
	int64_t        id;
	int64_t        customer;
	struct crm_int when;       /* the beginning of the day that it is as of */
	struct crm_int p_alive;    /* millionths; absent: the model has none */
	struct crm_int cltv;       /* minor units of the base currency; absent likewise */
	char          *model;
	struct crm_int days;       /* the horizon of cltv */
};

extern const struct crm_type crm_score_type;

void crm_score_clear(struct crm_score *score);

/*
 * Keep a score, instead of one that the customer has of the same day; sets the id.  One
 * that says the same is left alone.
 */
int crm_score_put(crm *db, struct crm_score *score);

#endif
