/*
 * customer_groups.h - the customers of a log of purchases, parted by what they have in common.
 *
 *	struct crm_customer_groups groups = { 0 };
 *	if (crm_customer_groups_load(&groups, db, log, "tier,city"))
 *		... crm_message(db) ...
 *	puts(groups.labels[groups.of[customer]]);
 *	crm_customer_groups_clear(&groups);
 *
 * Groups stand in the order of their values, what is absent (`none') last.
 */
#ifndef CRM_CUSTOMER_GROUPS_H
#define CRM_CUSTOMER_GROUPS_H

#include "crm.h"
#include "metrics/lifetime.h"

struct crm_customer_groups {
	char    **labels;
	size_t    n;
	uint32_t *of;      /* of each customer of the log, by number */
};

/*
 * By columns of the customer, commas between (tier, city, referrer.owner ...).  The log is
 * that of crm_purchases_load().  Errors are in the handle, and nothing is to be cleared.
 */
int crm_customer_groups_load(struct crm_customer_groups *groups, crm *db,
                             const struct crm_purchase_log *log, const char *by);

/* By a name for each of the log's n customers, by number; "" is `none'.  CRM_NO_MEMORY. */
int crm_customer_groups_name(struct crm_customer_groups *groups, char *const *names, size_t n);

void crm_customer_groups_clear(struct crm_customer_groups *groups);

#endif
