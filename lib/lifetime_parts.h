/*
 * lifetime_parts.h - the four parts of lifetime value in rows, by group and period.
 *
 *	struct crm_lifetime_parts parts = { .base = base, .end = today, .unit = CRM_QUARTER };
 *	if (crm_lifetime_parts_each(&parts, put, aux, &why))
 *		... why.text ...
 *
 * What the parts are is said in metrics/value_parts.h.
 */
#ifndef CRM_LIFETIME_PARTS_H
#define CRM_LIFETIME_PARTS_H

#include "crm.h"
#include "metrics/value_parts.h"
#include "record.h"

struct crm_lifetime_parts {
	struct crm_value_base base;
	int64_t               end;        /* the last day that counts */
	bool                  by_period;  /* every complete week, month, quarter or year; */
	enum crm_unit         unit;       /* else the year up to the end, and the one before */
	size_t                groups;     /* 0: all customers together */
	char *const          *labels;
	bool                  without_spend;
};

/* The texts are borrowed: there is nothing to clear. */
struct crm_lifetime_part {
	char           *group, *period, *part;
	struct crm_int  n;
	struct crm_real value, lo, hi;    /* a rate, or units of the base currency */
};

extern const struct crm_type crm_lifetime_part_type, crm_lifetime_part_group_type;

/*
 * Call put with each struct crm_lifetime_part, period by period, until it returns an error;
 * returns that.  What has nothing to be measured on has no row.  CRM_NO_MEMORY.
 */
int crm_lifetime_parts_each(const struct crm_lifetime_parts *parts,
                            int (*put)(void *aux, const void *row), void *aux);

#endif
