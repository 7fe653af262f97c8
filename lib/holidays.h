/*
 * holidays.h - the days on which a business is closed, or open although the week says no.
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
 *	+2026-02-14 補班
 *
 * A line that begins with + is a day on which work is done, whatever the weekday: to make up
 * for a holiday that was brought forward, as is the custom in Taiwan and China.  Such a day
 * beats a holiday on the same day: it is an exception, and nobody writes it by chance.
 *
 * A text that begins with BEGIN:VCALENDAR is iCalendar (RFC 5545): of each VEVENT that is
 * not cancelled DTSTART and DTEND (exclusive; or DURATION), RRULE, RDATE, EXDATE and
 * SUMMARY.  Holidays are whole days: of a time of day the day is taken, as it is written, and
 * a note tells so; a time of UTC is a fault, since it may be another day here.  So is what
 * programs read in different ways, or would be misread here: a rule other than FREQ=YEARLY with
 * INTERVAL, COUNT, UNTIL, BYMONTH, BYMONTHDAY (only beside BYMONTH) and BYDAY; a DTSTART
 * that does not fit its rule; RECURRENCE-ID.  Rules are followed through the years 2000
 * to 2099.  An event whose SUMMARY says 班 (補班, 补班, 上班), 工作日, "working day" or
 * "workday" is a day of work, unless it says 不上班, 停班 or 放假, too.
 */
#ifndef CRM_HOLIDAYS_H
#define CRM_HOLIDAYS_H

#include <stdbool.h>
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
	bool    work;        /* no holiday: work is done */
};

struct crm_holidays {
	struct crm_holiday *days;    /* in order, each once */
	size_t              n;
	size_t              line;    /* of the first fault, counted from 1 */
};

/* What is told of a line, counted from 1: a fault or, where reading is sure of it, a note. */
typedef void crm_holidays_tell(void *aux, size_t line, const struct crm_fault *why, bool note);

/*
 * Read a list or a calendar; *out is overwritten.  Of a day that comes twice work is kept,
 * else the first name.  Every fault is told, up to a hundred, and then it is CRM_INVALID; or
 * CRM_NO_MEMORY.  Then *out has no days.
 */
int  crm_holidays_read(struct crm_holidays *out, const char *text, size_t length,
                       crm_holidays_tell *tell, void *aux);

/* The same for whom the first fault will do: *why (may be NULL) and out->line say what it is. */
int  crm_holidays_parse(struct crm_holidays *out, const char *text, size_t length,
                        struct crm_fault *why);
void crm_holidays_clear(struct crm_holidays *holidays);

/* Add days to others; of a day of both as above.  CRM_NO_MEMORY: *into is as it was. */
int crm_holidays_add(struct crm_holidays *into, const struct crm_holidays *more);

/*
 * As a list, `2026-02-17 春節' a line, that reads the same again; to be freed.  NULL if
 * there is no memory.
 */
char *crm_holidays_format(const struct crm_holidays *holidays);

/* The name of a holiday, or NULL if the day is none; holidays may be NULL.  Borrowed. */
const char *crm_holidays_name(const struct crm_holidays *holidays, int64_t day);

/* Is it a day on which work is done whatever the week says?  holidays may be NULL. */
bool crm_holidays_work(const struct crm_holidays *holidays, int64_t day);

#endif
