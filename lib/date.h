/*
 * date.h - civil days and instants, without the C library's globals.
 *
 *	struct crm_clock clock = { .now = time(NULL), .zone = zone };
 *	struct crm_span  span;
 *	crm_span_parse("2026-11", &clock, CRM_PAST, &span, &why);   (the whole month)
 *
 * A day is the number of days since 1970-01-01 in the proleptic Gregorian
 * calendar; an instant is UTC seconds since 1970-01-01T00:00:00Z, leap seconds
 * not counted.  Years run from 1 to 9999.
 */
#ifndef CRM_DATE_H
#define CRM_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "zone.h"

struct crm_date { int year, month, day; };

/*
 * The day of a date, and back.  The date must exist (crm_date_exists() tells) and
 * the day be one of the years 1 to 9999.  Hinnant, `chrono-Compatible Low-Level
 * Date Algorithms', days_from_civil and civil_from_days.
 */
int64_t         crm_date_day(struct crm_date date);
struct crm_date crm_day_date(int64_t day);
bool            crm_date_exists(struct crm_date date);

/* ISO 8601: Monday is 1, Sunday is 7. */
int crm_day_weekday(int64_t day);

/*
 * Calendar months later (or earlier), the day clamped to the month's last.  What
 * would leave the years 1 to 9999 is held at their first or last day, here and in
 * crm_day_add() and crm_day_subtract().
 */
int64_t crm_day_add_months(int64_t day, int months);

struct crm_clock {
	int64_t                now;    /* instant */
	const struct crm_zone *zone;   /* NULL is UTC */
};

int64_t crm_clock_today(const struct crm_clock *clock);

/* Which way a bare weekday or time of day looks: `fri', `14:30'. */
enum crm_tense { CRM_PAST, CRM_FUTURE };

enum crm_unit { CRM_SECOND, CRM_MINUTE, CRM_DAY_UNIT, CRM_WEEK, CRM_MONTH, CRM_QUARTER, CRM_YEAR };

/*
 * A stretch of time as a text names it: instants from <= t < to.  Only a day that
 * the zone left out is empty.
 */
struct crm_span {
	int64_t       from, to;
	enum crm_unit unit;      /* how exactly the text spoke */
};

/*
 * Read a date or time as people give it on a command line:
 *
 *	2026-11-22            2026-11-22 14:30[:05]     2026-11-22T14:30:05+08:00 (or Z)
 *	now today yesterday tomorrow                    14:30 (today, else by tense)
 *	-3d +2w -1m +1y (civil days: the day counted)   -2h +30min (instants)
 *	fri friday (never today: the last or the next)  2026-11  2026-W47  2026-Q3  2026
 *	2026-W47-7 (a Sunday)                           fri 14:30 (any day and a time)
 *
 * Units: d w m q y h min, and day days ...  Letters may be of either case, digits
 * full-width; 2:30 pm and 下午2:30 are times too; a fraction of a second is dropped.
 * An instant has a span of one second (or minute); a day one of 23 to 25 hours.
 * A text without zone is local to the clock's zone.  CRM_INVALID with *why
 * otherwise: `2026-02-31' says that February 2026 has 28 days.
 */
int crm_span_parse(const char *text, const struct crm_clock *clock, enum crm_tense tense,
                   struct crm_span *out, struct crm_fault *why);

/* The same where one day, or one instant, is wanted: the span's beginning. */
int crm_day_parse(const char *text, const struct crm_clock *clock, enum crm_tense tense,
                  int64_t *day, struct crm_fault *why);
int crm_instant_parse(const char *text, const struct crm_clock *clock, enum crm_tense tense,
                      int64_t *instant, struct crm_fault *why);

/*
 * A length of time: `3d' `2w' `1m' `1y' (also `day' `days' `week' `month' ...,
 * `weekly', `monthly').  count >= 1; the unit is a day or longer.
 */
struct crm_period { int count; enum crm_unit unit; };

int     crm_period_parse(const char *text, struct crm_period *out, struct crm_fault *why);
int64_t crm_day_add(int64_t day, struct crm_period period);       /* months clamped */
int64_t crm_day_subtract(int64_t day, struct crm_period period);

/*
 * As ISO 8601: 2026-11-22 and 2026-11-22T14:30:05+08:00, with the offset in force
 * (with seconds if it has some).  Both return out.
 */
enum { CRM_DAY_SIZE = 16, CRM_INSTANT_SIZE = 32 };

char *crm_day_format(int64_t day, char out[CRM_DAY_SIZE]);
char *crm_instant_format(int64_t instant, const struct crm_zone *zone, char out[CRM_INSTANT_SIZE]);

/*
 * Dates in the formats of other people's files, for imports.  A crm_date_format
 * is learnt from values or told by name ("dmy", "mdy", "ymd", "roc", or a pattern
 * "%d.%m.%Y"); {0} has learnt nothing.
 *
 * Understood: 2026-11-22, 2026/11/22, 20261122, 22.11.2026, 22/11/2026, 11/22/2026,
 * 22-Nov-2026, Nov 22 2026, 2026年11月22日, 民國113年5月1日, 民113.5.1, 113/05/01 and
 * 1130501 (ROC: year + 1911), each with an optional time ("14:30", "14:30:05",
 * "2:30 PM", "下午2:30") and the ISO forms of crm_span_parse() that stand for one
 * instant or day.  Four digits first are a year of our era, three one of the ROC's.
 *
 * A value such as 03/04/2026, that could be two dates, is CRM_AMBIGUOUS and says
 * to give --date-format dmy or mdy - unless a value seen earlier by
 * crm_date_format_learn() settles it.  Values that contradict each other settle
 * nothing.  So is a year of two digits, unless the ROC's was told or seen (then
 * 75/03/12 is 1986-03-12) or a pattern has %y.
 *
 * Once told, other orders are refused; years of four digits in front never are.
 * A pattern must fit the whole text.  It has %Y %y (69 to 99 are 1969 to 1999)
 * %m %b %d %H %I %M %S %p %z %F %T %%, names of months in English, a blank fits
 * any number of blanks.
 */
struct crm_date_format {
	unsigned    possible;     /* bits of the orders still possible; 0: nothing learnt */
	const char *pattern;      /* told, borrowed; NULL if none */
};

int  crm_date_format_tell(struct crm_date_format *format, const char *name, struct crm_fault *why);
void crm_date_format_learn(struct crm_date_format *format, const char *text);
int  crm_date_format_parse(const struct crm_date_format *format, const char *text,
                           const struct crm_clock *clock, struct crm_span *out,
                           struct crm_fault *why);

#endif
