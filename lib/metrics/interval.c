/*
 * interval.c - 95 % intervals for rates and for differences.
 */
#include <math.h>

#include "interval.h"

int
crm_rate(uint64_t count, uint64_t of, struct crm_interval *out, struct crm_fault *why)
{
	const double z2 = CRM_Z95 * CRM_Z95;
	double       n = (double)of, p, middle, half;

	if (of == 0)
		return crm_fault(why, 0, "there is nothing to take a rate of");
	if (count > of)
		return crm_fault(why, 0, "%llu of %llu is no rate", (unsigned long long)count,
		                 (unsigned long long)of);
	p      = (double)count / n;
	middle = (p + z2 / (2 * n)) / (1 + z2 / n);
	half   = CRM_Z95 * sqrt((p * (1 - p) + z2 / (4 * n)) / n) / (1 + z2 / n);

	/* Rounding must not put the estimate outside of its interval. */
	out->value = p;
	out->lo    = count == 0 ? 0 : fmin(middle - half, p);
	out->hi    = count == of ? 1 : fmax(middle + half, p);
	return 0;
}

struct crm_interval
crm_difference(struct crm_interval a, struct crm_interval b)
{
	double value = a.value - b.value;

	return (struct crm_interval){
		.value = value,
		.lo    = value - hypot(a.value - a.lo, b.hi - b.value),
		.hi    = value + hypot(a.hi - a.value, b.value - b.lo),
	};
}
