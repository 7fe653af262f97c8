/*
 * interval.h - 95 % intervals for rates and for differences.
 *
 *	struct crm_interval early, late, change;
 *	crm_rate(56, 70, &early, &why);            (0.8, from 0.6918 to 0.8770)
 *	crm_rate(48, 80, &late, &why);
 *	change = crm_difference(early, late);      (0.2, from 0.0524 to 0.3339)
 *
 * Every interval here has a confidence level of 95 % and holds its own value.
 */
#ifndef CRM_METRICS_INTERVAL_H
#define CRM_METRICS_INTERVAL_H

#include <stdint.h>

#include "../fault.h"

/* The 97.5 % quantile of the standard normal distribution. */
#define CRM_Z95 1.959963984540054

struct crm_interval {
	double value;      /* the estimate */
	double lo, hi;     /* lo <= value <= hi */
};

/*
 * A share of `of': 0..1.  Wilson's score interval without continuity
 * correction (E. B. Wilson 1927, J. Am. Stat. Assoc. 22, 209-212), which is
 * never of zero width, not even for 0 of 1 or 9 of 9.  CRM_INVALID if `of' is
 * 0 or less than `count'.
 */
int crm_rate(uint64_t count, uint64_t of, struct crm_interval *out, struct crm_fault *why);

/*
 * a - b for independent a and b, in their unit: the squared distances from the
 * estimates to their own limits are added.  For rates this is method 10 of
 * R. G. Newcombe 1998, Statistics in Medicine 17, 873-890; for other estimates
 * the MOVER of G. Y. Zou & A. Donner 2008, Statistics in Medicine 27, 1693-1702.
 */
struct crm_interval crm_difference(struct crm_interval a, struct crm_interval b);

#endif
