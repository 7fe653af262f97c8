/*
 * holidays.h - the days on which a business is closed: a list of dates, or a calendar.
 *
 *	struct crm_holidays holidays = { 0 };
 *	if (crm_holidays_parse(&holidays, text, length, &why))
 *		fprintf(stderr, "%s:%zu: %s\n", file, holidays.line, why.text);
 *	name = crm_holidays_name(&holidays, day);        ("春節", or NULL on any other day)
 *	crm_holidays_clear(&holidays);
 *
 * A list has a line for each day, or for each run of days; blank lines and those that
 * begin with # say nothing:
 *
 *	# 2026
 *	2026-01-01 元旦
 *	2026-02-16..2026-02-20 春節
 *
 * A text that begins with BEGIN:VCALENDAR is iCalendar (RFC 5545): of each VEVENT that is
 * not cancelled DTSTART and DTEND (exclusive; or DURATION), RRULE, RDATE, EXDATE and
 * SUMMARY.  Holidays are whole days: a time of day is a fault.  So is what programs read
 * in different ways, or would be misread here: a rule other than FREQ=YEARLY with
 * INTERVAL, COUNT, UNTIL, BYMONTH, BYMONTHDAY (only beside BYMONTH) and BYDAY; a DTSTART
 * that does not fit its rule; RECURRENCE-ID.  Rules are followed through the years 2000
 * to 2099.
 */
#ifndef CRM_HOLIDAYS_H
#define CRM_HOLIDAYS_H

#include <stddef.h>
#include <stdint.h>

#include "fault.h"

enum {
	CRM_HOLIDAYS_MOST     = 20000,   /* days */
	CRM_HOLIDAY_NAME_MOST = 200      /* bytes */
};

struct crm_holiday {
	int64_t day;         /* since 1970-01-01 */
	char   *name;        /* UTF-8 on one line, perhaps empty */
};

struct crm_holidays {
	struct crm_holiday *days;    /* in order, each once */
	size_t              n;
	size_t              line;    /* of the fault, counted from 1 */
};

/*
 * Read a list or a calendar; *out is overwritten.  Of a day that comes twice the first
 * name is kept.  CRM_INVALID, *why and out->line say what is wrong, or CRM_NO_MEMORY, and
 * *out has no days.
 */
int  crm_holidays_parse(struct crm_holidays *out, const char *text, size_t length,
                        struct crm_fault *why);
void crm_holidays_clear(struct crm_holidays *holidays);

/*
 * As a list, `2026-02-17 春節' a line, that reads the same again; to be freed.  NULL if
 * there is no memory.
 */
char *crm_holidays_format(const struct crm_holidays *holidays);

/* The name of a day, or NULL if it is none of them; holidays may be NULL.  Borrowed. */
const char *crm_holidays_name(const struct crm_holidays *holidays, int64_t day);

#endif
