/*
 * value_parts.h - the four parts of customer lifetime value in a period, by group.
 *
 *	struct crm_value_period year = { .before = 20000, .from = 20365, .to = 20730 };
 *	struct crm_value_parts parts[GROUPS];
 *	crm_value_parts_measure(&base, &year, parts, GROUPS);
 *
 *	repeat rate      of the customers who bought in the period, those with another purchase
 *	                 day before, in it or in both
 *	average order    what was spent in the period by the days with a purchase in it
 *	retention rate   of the customers who bought in the period before, those who bought in
 *	                 this one
 *	referral value   what customers brought by others spent in the period, by all customers
 *	                 who had bought by its end
 *
 * A referral counts once: for the customer who is its referrer, whose group it goes to, and
 * for nobody before that one.  Rates have Wilson intervals; an order's worth is a ratio of
 * sums over customers (W. G. Cochran 1977, Sampling Techniques, 3rd edition, equation 6.13),
 * referral value a mean of customers.  All are of 95 %.
 */
#ifndef CRM_METRICS_VALUE_PARTS_H
#define CRM_METRICS_VALUE_PARTS_H

#include "interval.h"
#include "lifetime.h"

/* Days: before <= from < to; the period is from <= day < to, the one before it before <= day. */
struct crm_value_period {
	int64_t before, from, to;
};

#define CRM_NO_REFERRER UINT32_MAX

/* All that is looked at: days as crm_purchase_log_days() makes them. */
struct crm_value_base {
	const struct crm_purchase_day *days;
	size_t                         n;
	size_t                         customers;     /* of the log */
	const uint32_t                *group_of;      /* of each of them; NULL: all are of group 0 */
	const uint32_t                *referrer_of;   /* likewise, by number; NULL: nobody has one */
	double                         minor;         /* minor units in a unit of money */
};

/* n is what each is measured on; 0: there is none, and no interval. */
struct crm_value_part {
	uint64_t            n;
	bool                has_limits;
	struct crm_interval value;
};

struct crm_value_parts {
	struct crm_value_part repeat_rate;       /* n: customers who bought */
	struct crm_value_part average_order;     /* n: days with a purchase; units of money */
	struct crm_value_part retention_rate;    /* n: customers of the period before */
	struct crm_value_part referral_value;    /* n: customers; units of money */
	uint64_t              referred;          /* who bought in the period and has a referrer */
};

/* parts has room for all groups.  CRM_NO_MEMORY. */
int crm_value_parts_measure(const struct crm_value_base *base,
                            const struct crm_value_period *period, struct crm_value_parts *parts,
                            size_t groups);

#endif
