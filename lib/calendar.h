/*
 * calendar.h - business time: on which days, and between what hours, people are at work.
 *
 *	struct crm_calendar calendar = { .zone = zone, .holidays = &holidays };
 *	struct crm_quiet    quiet;
 *	crm_calendar_parse(&calendar, "mon-fri 09:00-12:00 13:00-18:00, sat 10:00-14:00", &why);
 *	crm_quiet_parse(&quiet, "21:00-08:00", &why);
 *	deadline = crm_calendar_add(&calendar, opened, 8 * 60);       (eight hours of work later)
 *
 * The clock on the wall decides: an instant is open if its civil day in the calendar's
 * zone is no holiday and the time it has there is in that weekday's hours.  A day of work
 * among the holidays (holidays.h) whose weekday has no hours has those of the first day of
 * the week that has any, Monday coming first.  So hours that
 * a clock skips are no hours, and those that it shows twice count twice.  Quiet hours go
 * by the wall of the customer.
 *
 * Days are counted from 1970-01-01, instants are UTC seconds: date.h.  Wherever a
 * calendar is wanted NULL is one that is always open, in UTC.
 */
#ifndef CRM_CALENDAR_H
#define CRM_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include "holidays.h"
#include "zone.h"

enum { CRM_CALENDAR_SPANS = 4 };   /* in a day */

/* Minutes of the day, from <= m < to, 0 to 1440; {0} is none. */
struct crm_hours { int from, to; };

struct crm_calendar {
	struct crm_hours           week[7][CRM_CALENDAR_SPANS];   /* Monday first, in order; */
	                                                          /* unused ones {0}, at the end */
	const struct crm_holidays *holidays;                      /* borrowed; NULL: none */
	const struct crm_zone     *zone;                          /* borrowed; NULL: UTC */
};

/*
 * Read the hours of a week into calendar->week; days that are not named are closed.
 * `24h' stands for 00:00-24:00, alone for every day; `none' is never open.  Days are
 * `mon', `mon-fri', `tue thu', `sat-mon'.  Hours do not go over midnight: they are given
 * for both days.  CRM_INVALID and *why otherwise, and the week is untouched.
 */
int crm_calendar_parse(struct crm_calendar *calendar, const char *text, struct crm_fault *why);

/* Whether a day has hours and is no holiday. */
bool crm_calendar_open(const struct crm_calendar *calendar, int64_t day);

/*
 * The first open day that is not before a day of the years 1 to 9999; INT64_MIN if no
 * weekday has hours.
 */
int64_t crm_calendar_next(const struct crm_calendar *calendar, int64_t day);

/*
 * Whole minutes of the years 1 to 9999 that are open in from <= t < to; 0 if to is not
 * after from.
 */
int64_t crm_calendar_minutes(const struct crm_calendar *calendar, int64_t from, int64_t to);

/*
 * The first instant by which so many minutes (0 or more) have been open since another:
 * eight hours from 10:00 to 18:00 end at 18:00, not the next morning.  INT64_MIN if that
 * is not before the year 10000.
 */
int64_t crm_calendar_add(const struct crm_calendar *calendar, int64_t instant, int64_t minutes);

/*
 * Hours in which a customer is left alone: minutes of the day, from <= m < to, or over
 * midnight if to is before from.  Equal: none; so does NULL.
 */
struct crm_quiet { int from, to; };

/* `21:00-08:00' or `none'; CRM_INVALID and *why otherwise, *out untouched. */
int crm_quiet_parse(struct crm_quiet *out, const char *text, struct crm_fault *why);

bool crm_quiet_holds(const struct crm_quiet *quiet, const struct crm_zone *customer,
                     int64_t instant);

/*
 * The first stretch *from <= t < *to of a civil day (of the calendar's zone) that is open
 * and not quiet where the customer is; false, nothing written, if the day has none.
 */
bool crm_calendar_window(const struct crm_calendar *calendar, const struct crm_quiet *quiet,
                         const struct crm_zone *customer, int64_t day, int64_t *from,
                         int64_t *to);

#endif
