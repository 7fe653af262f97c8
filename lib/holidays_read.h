/*
 * holidays_read.h - what the readers of lists and of calendars share (internal).
 */
#ifndef HOLIDAYS_READ_H
#define HOLIDAYS_READ_H

#include "holidays.h"

/* Letters of ASCII become capitals, so that names can be compared. */
void ascii_capitals(char *text);

struct found { struct crm_holiday holiday; size_t order; };

/* The reading of one text: what was found of it, and where it is. */
struct finder {
	char             *text;      /* a copy, that readers may cut up in place */
	size_t            at, line;  /* of the current line: its offset, its number from 1 */
	size_t            next, next_line;
	struct found     *days;      /* as they came */
	size_t            n, room;
	struct crm_fault *why;
	crm_holidays_tell *tell;
	void             *aux;
	size_t            faults;    /* told */
	bool              full, stopped;     /* no more days go in; the last fault was told */
	size_t            timed, timed_line; /* events with a time of day; the first of them */
};

/* A fault on the current line, as crm_fault(). */
#define finder_fault(finder, ...) \
	(crm_fault((finder)->why, (finder)->at, __VA_ARGS__), (int)CRM_INVALID)

/* Tell the fault, if it is one, so that reading can go on: 0; else the error that ends it. */
int finder_tell(struct finder *finder, int error);

/* Days first <= day < end. */
struct run { int64_t first, end; bool work; };

/* Add them under a name, which is cleaned here. */
int finder_add(struct finder *finder, struct run run, const char *name);

/*
 * The next line without its end, or NULL after the last; it stays where it is until the
 * finder is closed.  folded: a line that begins with a blank continues the one before.
 */
char *finder_line(struct finder *finder, bool folded);

/* A day of eight digits: `20260217'. */
int finder_date(const struct finder *finder, const char digits[8], int64_t *day);

/* The text as iCalendar. */
int finder_calendar(struct finder *finder);

/* --- rules (RFC 5545, 3.3.10) ------------------------------------------------- */

enum { RULE_WEEKDAYS = 16 };

struct rule {
	int      interval;              /* years */
	int      count;                 /* 0: without end */
	int64_t  until;                 /* the last day */
	unsigned months;                /* bits 1 to 12; 0: not given */
	uint32_t days, days_from_end;   /* of the month: bits 1 to 31 */
	struct { int weekday, nth; } weekdays[RULE_WEEKDAYS];   /* Monday 1; nth 0: every */
	size_t   n_weekdays;
};

/* Read an RRULE's value, which is cut up and put into capitals. */
int rule_parse(struct rule *rule, char *text, const struct finder *finder);

/*
 * The first day after `day' that fits a rule that begins at start, whatever its COUNT, or
 * INT64_MIN if there is none until its UNTIL and the day `last'.
 */
int64_t rule_next(const struct rule *rule, int64_t start, int64_t day, int64_t last);

#endif
