/*
 * lunar.h - the Chinese lunisolar calendar: birthdays and festivals by the moon.
 *
 *	struct crm_lunar lunar;
 *	crm_lunar_of_day(day, &lunar);                          (2026-02-17: 2026, 1, 1)
 *	day = crm_lunar_anniversary(8, 15, false, 2026);        (mid-autumn: 2026-09-25)
 *
 * A lunar year has the number of the civil year in which it begins; it has 12 months,
 * or 13 of which one is a leap month with the number of the month before it.  A month
 * has 29 or 30 days.  Known are the lunar years 1899 to 2100, that is the civil days
 * 1899-02-10 to 2101-01-28.  Days are counted from 1970-01-01, as in date.h.
 *
 * The months are those of GB/T 33661-2017 (new moons and solar terms at UTC+8), and of
 * 1914 to 1928 those of Beijing's mean time, by which the almanac was then made.
 * To come, three new moons are within 150 seconds of midnight, and Earth's rotation may
 * yet move their months by a day: 2057-09-29, 2089-09-04 and 2097-08-07 are what
 * Espenak and Meeus' polynomials for delta T give.
 */
#ifndef CRM_LUNAR_H
#define CRM_LUNAR_H

#include <stdbool.h>
#include <stdint.h>

#include "fault.h"

enum { CRM_LUNAR_FIRST = 1899, CRM_LUNAR_LAST = 2100 };   /* lunar years */

struct crm_lunar {
	int  year, month, day;   /* month 1 to 12, day 1 to 30 */
	bool leap;               /* the second month of that number in the year */
};

/* CRM_INVALID, *out untouched, if the day is beyond the years known. */
int crm_lunar_of_day(int64_t day, struct crm_lunar *out);

/* CRM_INVALID, *day untouched, if there is no such year, month or day. */
int crm_lunar_day(struct crm_lunar date, int64_t *day);

/*
 * The day in a lunar year on which people keep a date.  A leap month that the year
 * lacks is kept in the ordinary month of its number, a 30th that the month lacks on
 * the 29th.  INT64_MIN if the year is not known, or no month has such a day.
 */
int64_t crm_lunar_anniversary(int month, int day, bool leap, int year);

#endif
