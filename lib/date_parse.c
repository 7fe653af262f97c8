/*
 * date_parse.c - dates and times as people type them
 *
 *	crm_span_parse("fri 14:30", &clock, CRM_FUTURE, &span, &why);
 */
#include <string.h>

#include "date.h"
#include "date_text.h"

/* --- pieces ---------------------------------------------------------------- */

static int
year_check(const struct scan *scan, const char *at, int year)
{
	if (year >= 1 && year <= 9999)
		return 0;
	return scan_fault(scan, at, "there is no year %d: years run from 1 to 9999", year);
}

int
date_check(const struct scan *scan, const char *at, struct crm_date date)
{
	const char *name;
	int         days;

	if (crm_date_exists(date))
		return 0;
	if (year_check(scan, at, date.year))
		return CRM_INVALID;
	if (date.month < 1 || date.month > 12)
		return scan_fault(scan, at, "there is no month %d", date.month);
	name = month_names[date.month - 1];
	days = month_length(date.year, date.month);
	return scan_fault(scan, at, "%c%s %d has %d days", *name - 'a' + 'A', name + 1, date.year,
	                  days);
}

int
day_check(const struct scan *scan, int64_t day)
{
	if (day >= DAY_MIN && day <= DAY_MAX)
		return 0;
	return scan_fault(scan, scan->text, "`%.*s' is beyond the years 1 to 9999",
	                  crm_fault_clip(scan->source), scan->source);
}

/* am 0, pm 1, neither -1; either before or after the time. */
static int
scan_half(struct scan *scan)
{
	static const char *const words[][2] = {
		{ "am", "pm" }, { "a.m.", "p.m." }, { "上午", "下午" }
	};
	const char *start = scan->at;

	scan_blanks(scan);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		for (int half = 0; half < 2; half++)
			if (scan_text(scan, words[i][half]))
				return half;
	scan->at = start;
	return -1;
}

int
time_check(const struct scan *scan, const char *at, int half, const int part[3])
{
	if (half >= 0 && (part[0] < 1 || part[0] > 12))
		return scan_fault(scan, at, "there is no hour %d %s", part[0], half ? "pm" : "am");
	if (part[0] > 23)
		return scan_fault(scan, at, "there is no hour %d: they run from 0 to 23", part[0]);
	if (part[1] > 59 || part[2] > 59)
		return scan_fault(scan, at, "there is no %s %d: they run from 0 to 59",
		                  part[1] > 59 ? "minute" : "second",
		                  part[1] > 59 ? part[1] : part[2]);
	return 0;
}

int
part_seconds(int half, const int part[3])
{
	int hour = half < 0 ? part[0] : part[0] % 12 + 12 * half;

	return hour * 3600 + part[1] * 60 + part[2];
}

int
scan_time(struct scan *scan, struct wall *wall)
{
	const char *start = scan->at;
	int half = scan_half(scan), after, fraction, part[3] = { 0 }, error;
	const char *at;

	scan_blanks(scan);
	at = scan->at;
	wall->unit = CRM_MINUTE;
	if (scan_digits(scan, &part[0]) - 1u > 1 || !scan_char(scan, ':') ||
	    scan_digits(scan, &part[1]) != 2) {
		scan->at = start;
		return 0;
	}
	if (scan_char(scan, ':')) {
		if (scan_digits(scan, &part[2]) != 2)
			return scan_fault(scan, scan->at, "seconds have two digits");
		wall->unit = CRM_SECOND;
		if (scan_char(scan, '.') && !scan_digits(scan, &fraction))
			return scan_fault(scan, scan->at, "digits must follow the point");
	}
	after = half < 0 ? scan_half(scan) : -1;
	half = half < 0 ? after : half;
	error = time_check(scan, at, half, part);
	wall->seconds = part_seconds(half, part);
	return error ? error : 1;
}

int
scan_offset(struct scan *scan, int *offset)
{
	const char *start = scan->at;
	bool west = *start == '-';
	int  part[3] = { 0 }, digits;

	*offset = 0;
	if (scan_text(scan, "z"))
		return 1;
	if (!scan_char(scan, '+') && !scan_char(scan, '-'))
		return 0;
	digits = scan_digits(scan, &part[0]);
	if (digits == 4) {
		part[1] = part[0] % 100;
		part[0] /= 100;
	} else if (digits == 2) {
		for (int i = 1; i < 3 && scan_char(scan, ':'); i++)
			if (scan_digits(scan, &part[i]) != 2)
				digits = 0;
	}
	if ((digits != 2 && digits != 4) || part[0] > 23 || part[1] > 59 || part[2] > 59)
		return scan_fault(scan, start, "an offset from UTC is written +08:00");
	*offset = (part[0] * 60 + part[1]) * 60 + part[2];
	if (west)
		*offset = -*offset;
	return 1;
}

int
scan_rest(struct scan *scan, struct wall *wall)
{
	int got;

	wall->unit = CRM_DAY_UNIT;
	wall->zoned = false;
	wall->seconds = 0;
	if (scan_end(scan))
		return 1;
	if (!scan_text(scan, "T") && scan_char(scan, ','))
		scan_blanks(scan);
	got = scan_time(scan, wall);
	if (got <= 0)
		return got;
	scan_blanks(scan);
	got = scan_offset(scan, &wall->offset);
	wall->zoned = got > 0;
	return got < 0 ? got : 1;
}

static int
days_span(const struct scan *scan, const struct crm_zone *zone, int64_t day, int64_t end,
          struct crm_span *out)
{
	if (day_check(scan, day))
		return CRM_INVALID;
	out->from = crm_day_instant(zone, day);
	out->to = crm_day_instant(zone, end);
	return 0;
}

int
wall_span(const struct scan *scan, const struct wall *wall, const struct crm_clock *clock,
          struct crm_span *out)
{
	int64_t local = wall->day * DAY_SECONDS + wall->seconds;

	out->unit = wall->unit;
	if (wall->unit == CRM_DAY_UNIT)
		return days_span(scan, clock->zone, wall->day, wall->day + 1, out);
	out->from = wall->zoned ? local - wall->offset : crm_zone_instant(clock->zone, local);
	out->to = out->from + (wall->unit == CRM_MINUTE ? 60 : 1);
	return day_check(scan, crm_instant_day(clock->zone, out->from));
}

/* --- forms ----------------------------------------------------------------- */

/* What is asked, and what a form answers: a stretch of days, or of instants. */
struct asked {
	const struct crm_clock *clock;
	enum crm_tense          tense;
	bool                    civil;      /* day <= d < end; else span */
	int64_t                 day, end;
	struct crm_span         span;       /* its unit is always set */
};

static int
answer_days(struct asked *asked, int64_t day, int64_t end, enum crm_unit unit)
{
	asked->civil = true;
	asked->day = day;
	asked->end = end;
	asked->span.unit = unit;
	return 1;
}

static int
answer_instant(struct asked *asked, int64_t instant)
{
	asked->civil = false;
	asked->span = (struct crm_span){ instant, instant + 1, CRM_SECOND };
	return 1;
}

static int
read_word(struct scan *scan, struct asked *asked)
{
	static const char *const words[] = { "yesterday", "today", "tomorrow" };
	int64_t today = crm_clock_today(asked->clock);

	if (scan_letters(scan) == 3 && scan_text(scan, "now"))
		return answer_instant(asked, asked->clock->now);
	for (int i = 0; i < 3; i++)
		if (scan_letters(scan) == strlen(words[i]) && scan_text(scan, words[i]))
			return answer_days(asked, today + i - 1, today + i, CRM_DAY_UNIT);
	return 0;
}

static int
read_weekday(struct scan *scan, struct asked *asked)
{
	static const char *const names[] = {
		"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
	};
	int64_t today = crm_clock_today(asked->clock), day;
	int     weekday = scan_name(scan, names, 7) + 1, ahead;

	if (!weekday)
		return 0;
	ahead = (weekday - crm_day_weekday(today) + 6) % 7 + 1;   /* 1 to 7: never today */
	day = today + ahead;
	if (asked->tense == CRM_PAST)
		day -= ahead == 7 ? 14 : 7;
	return answer_days(asked, day, day + 1, CRM_DAY_UNIT);
}

/* The nearest such time that is not on the wrong side of now. */
static int
read_time(struct scan *scan, struct asked *asked)
{
	const struct crm_clock *clock = asked->clock;
	struct wall wall = { .day = crm_clock_today(clock) };
	int got = scan_time(scan, &wall), error;

	if (got <= 0)
		return got;
	asked->civil = false;
	error = wall_span(scan, &wall, clock, &asked->span);
	if (!error && asked->tense == CRM_PAST && asked->span.from > clock->now)
		wall.day--;
	else if (!error && asked->tense == CRM_FUTURE && asked->span.to <= clock->now)
		wall.day++;
	else
		return error ? error : 1;
	error = wall_span(scan, &wall, clock, &asked->span);
	return error ? error : 1;
}

/* Words for units; hours are 60 minutes. */
static const struct unit_word {
	const char   *words[5];
	enum crm_unit unit;
	int           times;
} unit_words[] = {
	{ { "d", "day", "days", "daily" },                CRM_DAY_UNIT, 1 },
	{ { "w", "week", "weeks", "weekly" },             CRM_WEEK,     1 },
	{ { "m", "month", "months", "monthly" },          CRM_MONTH,    1 },
	{ { "q", "quarter", "quarters", "quarterly" },    CRM_QUARTER,  1 },
	{ { "y", "year", "years", "yearly", "annually" }, CRM_YEAR,     1 },
	{ { "h", "hour", "hours" },                       CRM_MINUTE,   60 },
	{ { "min", "minute", "minutes" },                 CRM_MINUTE,   1 },
};

static const struct unit_word *
scan_unit(struct scan *scan)
{
	size_t length = scan_letters(scan);

	for (size_t i = 0; i < sizeof unit_words / sizeof *unit_words; i++)
		for (int j = 0; j < 5 && unit_words[i].words[j]; j++)
			if (strlen(unit_words[i].words[j]) == length &&
			    scan_text(scan, unit_words[i].words[j]))
				return &unit_words[i];
	return NULL;
}

/* -3d +2w: days, counted in the calendar.  -2h +30min: instants. */
static int
read_relative(struct scan *scan, struct asked *asked)
{
	bool    past = *scan->at == '-';
	int     count;
	int64_t day;
	const struct unit_word *unit;

	if ((!scan_char(scan, '-') && !scan_char(scan, '+')) || !scan_digits(scan, &count))
		return 0;
	scan_blanks(scan);
	unit = scan_unit(scan);
	if (!unit)
		return scan_fault(scan, scan->at, "a unit must follow the number: d w m q y for "
		                  "days to years, h for hours, min for minutes");
	if (unit->unit == CRM_MINUTE) {
		int64_t seconds = (int64_t)count * unit->times * 60;

		answer_instant(asked, asked->clock->now + (past ? -seconds : seconds));
		day = crm_instant_day(asked->clock->zone, asked->span.from);
	} else {
		struct crm_period period = { count, unit->unit };
		int64_t today = crm_clock_today(asked->clock);

		day = past ? crm_day_subtract(today, period) : crm_day_add(today, period);
		answer_days(asked, day, day + 1, CRM_DAY_UNIT);
	}
	/* The calendar's sums are held at its ends: what got there went beyond. */
	if (day <= DAY_MIN || day >= DAY_MAX)
		return day_check(scan, past ? DAY_MIN - 1 : DAY_MAX + 1);
	return 1;
}

/* After `2026-W': a week, or a day of it. */
static int
read_week(struct scan *scan, struct asked *asked, int year)
{
	const char *at = scan->at;
	int     week, weekday, weeks;
	int64_t monday;

	if (scan_digits(scan, &week) != 2)
		return scan_fault(scan, at, "a week is written %04d-W07", year);
	weeks = (int)(week_monday(year + 1, 1) - week_monday(year, 1)) / 7;
	if (week < 1 || week > weeks)
		return scan_fault(scan, at, "%d has weeks 1 to %d", year, weeks);
	monday = week_monday(year, week);
	if (!scan_char(scan, '-'))
		return answer_days(asked, monday, monday + 7, CRM_WEEK);
	if (scan_digits(scan, &weekday) != 1 || weekday < 1 || weekday > 7)
		return scan_fault(scan, scan->at, "weekdays run from 1, Monday, to 7, Sunday");
	monday += weekday - 1;
	return answer_days(asked, monday, monday + 1, CRM_DAY_UNIT);
}

static int
answer_months(struct asked *asked, int year, int month, int months, enum crm_unit unit)
{
	int next = month + months;
	struct crm_date end = { year + next / 13, (next - 1) % 12 + 1, 1 };

	return answer_days(asked, crm_date_day((struct crm_date){ year, month, 1 }),
	                   crm_date_day(end),
	                   unit);
}

/* 2026  2026-Q3  2026-W47  2026-11  2026-11-22 */
static int
read_calendar(struct scan *scan, struct asked *asked)
{
	struct crm_date date = { .day = 1 };
	const char *at;
	int quarter;

	if (scan_digits(scan, &date.year) != 4)
		return 0;
	if (year_check(scan, scan->text, date.year))
		return CRM_INVALID;
	if (scan_end(scan))
		return answer_months(asked, date.year, 1, 12, CRM_YEAR);
	if (!scan_char(scan, '-'))
		return 0;
	if (scan_text(scan, "w"))
		return read_week(scan, asked, date.year);
	at = scan->at;
	if (scan_text(scan, "q")) {
		if (scan_digits(scan, &quarter) != 1 || quarter < 1 || quarter > 4)
			return scan_fault(scan, at, "quarters run from Q1 to Q4");
		return answer_months(asked, date.year, 3 * quarter - 2, 3, CRM_QUARTER);
	}
	if (scan_digits(scan, &date.month) != 2)
		return 0;
	if (date_check(scan, at, date))
		return CRM_INVALID;
	if (scan_end(scan))
		return answer_months(asked, date.year, date.month, 1, CRM_MONTH);
	if (!scan_char(scan, '-') || scan_digits(scan, &date.day) != 2)
		return 0;
	if (date_check(scan, at, date))
		return CRM_INVALID;
	asked->day = crm_date_day(date);
	return answer_days(asked, asked->day, asked->day + 1, CRM_DAY_UNIT);
}

int
scan_iso_day(struct scan *scan, int64_t *day)
{
	struct asked asked = { .civil = false };
	const char  *start = scan->at;
	int          got = read_calendar(scan, &asked);

	if (got > 0 && asked.span.unit != CRM_DAY_UNIT)
		got = 0;
	if (!got)
		scan->at = start;
	*day = asked.day;
	return got;
}

/* --- the whole ------------------------------------------------------------- */

static int
nonsense(const struct scan *scan, const char *at)
{
	return scan_fault(scan, at, "`%.*s' is not a date or time: write 2026-11-22, "
	                  "'2026-11-22 14:30', 14:30, today, -3d, +2w, fri, 2026-11, 2026-W47, "
	                  "2026-Q3 or 2026", crm_fault_clip(scan->source), scan->source);
}

/* Any one day may be followed by a time: `fri 14:30'. */
static int
read_rest(struct scan *scan, struct asked *asked)
{
	struct wall wall = { .day = asked->day };
	int got;

	if (!asked->civil || asked->span.unit != CRM_DAY_UNIT || scan_end(scan))
		return 1;
	got = scan_rest(scan, &wall);
	if (got <= 0)
		return got;
	asked->civil = false;
	return wall_span(scan, &wall, asked->clock, &asked->span) ? CRM_INVALID : 1;
}

static int
read_asked(const char *text, struct asked *asked, struct crm_fault *why)
{
	static int (*const forms[])(struct scan *, struct asked *) = {
		read_calendar, read_relative, read_time, read_weekday, read_word
	};
	struct scan scan;
	const char *furthest;

	if (scan_open(&scan, text, why))
		return CRM_INVALID;
	furthest = scan.text;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		int got;

		scan.at = scan.text;
		got = forms[i](&scan, asked);
		if (got > 0)
			got = read_rest(&scan, asked);
		if (got < 0)
			return got;
		if (got && scan_end(&scan))
			return asked->civil ? days_span(&scan, asked->clock->zone, asked->day,
			                                asked->end, &asked->span) : 0;
		if (scan.at > furthest)
			furthest = scan.at;
	}
	return nonsense(&scan, furthest);
}

int
crm_span_parse(const char *text, const struct crm_clock *clock, enum crm_tense tense,
               struct crm_span *out, struct crm_fault *why)
{
	struct asked asked = { .clock = clock, .tense = tense };
	int error = read_asked(text, &asked, why);

	if (!error)
		*out = asked.span;
	return error;
}

int
crm_day_parse(const char *text, const struct crm_clock *clock, enum crm_tense tense,
              int64_t *day, struct crm_fault *why)
{
	struct asked asked = { .clock = clock, .tense = tense };
	int error = read_asked(text, &asked, why);

	if (!error)
		*day = asked.civil ? asked.day : crm_instant_day(clock->zone, asked.span.from);
	return error;
}

int
crm_instant_parse(const char *text, const struct crm_clock *clock, enum crm_tense tense,
                  int64_t *instant, struct crm_fault *why)
{
	struct crm_span span;
	int error = crm_span_parse(text, clock, tense, &span, why);

	if (!error)
		*instant = span.from;
	return error;
}

int
crm_period_parse(const char *text, struct crm_period *out, struct crm_fault *why)
{
	struct scan scan;
	int digits, count;
	const struct unit_word *unit;

	if (scan_open(&scan, text, why))
		return CRM_INVALID;
	digits = scan_digits(&scan, &count);
	scan_blanks(&scan);
	unit = scan_unit(&scan);
	if (!unit || !scan_end(&scan) || unit->unit == CRM_MINUTE)
		return scan_fault(&scan, scan.at,
		                  "`%.*s' is not a length of time: write 3d, 2w, 1m, "
		                  "1q, 1y, or weekly, monthly", crm_fault_clip(text), text);
	if (digits && count < 1)
		return scan_fault(&scan, scan.text, "a length of time is at least 1");
	*out = (struct crm_period){ digits ? count : 1, unit->unit };
	return 0;
}
