/*
 * date_text.h - what the readers of dates share (internal).
 *
 * A text is read into a wall: a civil day, a time on the clock on the wall and,
 * if the text gave one, an offset.  Only then does a zone make instants of it.
 */
#ifndef DATE_TEXT_H
#define DATE_TEXT_H

#include "date.h"
#include "scan.h"

enum {
	DAY_SECONDS = 86400,
	DAY_MIN   = -719162,   /* 0001-01-01 */
	DAY_MAX    = 2932896    /* 9999-12-31 */
};

struct wall {
	int64_t       day;
	int           seconds;   /* in the day */
	enum crm_unit unit;      /* CRM_DAY_UNIT without a time, else CRM_MINUTE, CRM_SECOND */
	bool          zoned;
	int           offset;    /* if zoned: seconds east of UTC */
};

/* Floored, so that days before 1970 come out right. */
static inline int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

extern const char *const month_names[12];     /* lower case */

int month_length(int year, int month);

/* 0 if the date exists, else a fault at `at' that says why not. */
int date_check(const struct scan *scan, const char *at, struct crm_date date);

/* 0 if every instant or day is within the years 1 to 9999, else a fault. */
int day_check(const struct scan *scan, int64_t day);

/*
 * `14:30', `14:30:05.25' (the fraction is dropped), `2:30 pm', `下午2:30' into
 * seconds and unit.  1: read; 0: not a time, nothing read; negative: a fault.
 */
int scan_time(struct scan *scan, struct wall *wall);

/* `Z', `+08:00', `+0800', `+08', `+00:53:28' into seconds east of UTC.  As above. */
int   scan_offset(struct scan *scan, int *offset);
char *offset_format(int offset, char *out);      /* +08:00; returns out */

/*
 * Whether a time's hour, minute and second exist (half: am 0, pm 1, neither -1),
 * and the seconds in the day that they make.
 */
int time_check(const struct scan *scan, const char *at, int half, const int part[3]);
int part_seconds(int half, const int part[3]);

/* Whether a pattern can be used; and a whole text by a good one.  As scan_time(). */
int pattern_check(const char *pattern, struct crm_fault *why);
int pattern_read(struct scan *scan, const char *pattern, struct wall *wall);

/* The rest of a text after its day: nothing, or a time and perhaps a zone.  As above. */
int scan_rest(struct scan *scan, struct wall *wall);

/* The stretch a wall names. */
int wall_span(const struct scan *scan, const struct wall *wall, const struct crm_clock *clock,
              struct crm_span *out);

/* `2026-11-22' with month and day of two digits, `2026-W47-7'.  As scan_time(). */
int scan_iso_day(struct scan *scan, int64_t *day);

/* The Monday of an ISO week: week 1 has the year's first Thursday. */
int64_t week_monday(int year, int week);

#endif
