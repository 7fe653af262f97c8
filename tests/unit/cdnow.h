/*
 * cdnow.h - the CDNOW purchases as a log, where the data is there.
 *
 * Every purchase, 1997-01-01 to 1998-06-30, of the customers who first bought
 * in the first quarter of 1997 (P. S. Fader & B. G. S. Hardie 2001, Interfaces
 * 31(3), S94-S107).  The files are looked for in ../shared/data; a test that
 * needs a missing one says so and is skipped.
 */
#ifndef TESTS_CDNOW_H
#define TESTS_CDNOW_H

#include <stdio.h>
#include <string.h>

#include "metrics/lifetime.h"

enum { CDNOW_FIRST = 9862, CDNOW_END = 10134, CDNOW_LAST = 10407 };  /* days: see above */

static inline int64_t
cdnow_day(int year, int month, int day)      /* in 1997 or 1998 */
{
	static const int before[] = { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334 };

	return CDNOW_FIRST + (year - 1997) * 365 + before[month - 1] + day - 1;
}

/* customer[,sample number],date,CDs,amount */
static inline void
cdnow_add(struct crm_purchase_log *log, const char *line, int before_date)
{
	char key[32];
	int  year, month, day;
	long whole, cents;

	assert_int_equal(sscanf(line, "%31[^,]", key), 1);
	for (int i = 0; i <= before_date; i++)
		line = strchr(line, ',') + 1;
	assert_int_equal(sscanf(line, "%d-%d-%d,%*d,%ld.%2ld", &year, &month, &day, &whole,
	                        &cents), 5);
	assert_int_equal(crm_purchase_log_add(log, key, strlen(key), cdnow_day(year, month, day),
	                                      whole * 100 + cents, NULL), 0);
}

/* before_date: how many fields stand between customer and date.  To be closed. */
static inline struct crm_purchase_log *
cdnow_log(const char *file, int before_date)
{
	struct crm_purchase_log *log;
	char                     path[64], line[128];
	FILE                    *in;

	snprintf(path, sizeof path, "../shared/data/%s", file);
	in = fopen(path, "r");
	if (!in) {
		print_message("SKIPPED: there is no %s\n", path);
		skip();
	}
	assert_int_equal(crm_purchase_log_open(&log), 0);
	assert_non_null(fgets(line, sizeof line, in));
	while (fgets(line, sizeof line, in))
		cdnow_add(log, line, before_date);
	fclose(in);
	return log;
}

#endif
