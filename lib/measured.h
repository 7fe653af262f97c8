/*
 * measured.h - numbers of measures as their records have them (internal).
 *
 *	row.value = measured(0.1 + 0.2);      (0.3)
 *	row.spend = measured_money(12.3, 100);
 */
#ifndef MEASURED_H
#define MEASURED_H

#include <math.h>

#include "metrics/interval.h"
#include "real.h"
#include "record.h"

/* To six decimals; what is not finite is absent. */
static inline struct crm_real
measured(double value)
{
	return isfinite(value) ? (struct crm_real)CRM_SET(real_round(value)) : (struct crm_real){ 0 };
}

static inline void
measured_interval(struct crm_interval i, struct crm_real *value, struct crm_real *lo,
                  struct crm_real *hi)
{
	*value = measured(i.value);
	*lo = measured(i.lo);
	*hi = measured(i.hi);
}

/* count / of with Wilson's interval; absent for 0 of 0. */
static inline void
measured_rate(int64_t count, int64_t of, struct crm_real *value, struct crm_real *lo,
              struct crm_real *hi)
{
	struct crm_interval rate;

	if (crm_rate((uint64_t)count, (uint64_t)of, &rate, NULL))
		*value = *lo = *hi = (struct crm_real){ 0 };
	else
		measured_interval(rate, value, lo, hi);
}

/* An amount in minor units, of which a unit of money has `minor'; absent beyond all bounds. */
static inline struct crm_int
measured_money(double amount, double minor)
{
	return fabs(amount * minor) < 9e18 ? (struct crm_int)CRM_SET(llround(amount * minor))
	                                   : (struct crm_int){ 0 };
}

/* Records do not say const, but nobody writes to the texts of those that are only shown. */
static inline char *
shown(const char *text)
{
	return (char *)(uintptr_t)text;
}

#endif
