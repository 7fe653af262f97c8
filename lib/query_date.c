/*
 * query_date.c - dates in queries: which days they stand for, and when that changes.
 *
 * Most are fixed (2026-11) or so many days, weeks, months or years away (-30d).  The
 * agenda asks such queries of every customer for many days, so both are reduced to
 * arithmetic on days; only the others (fri, 14:30, -2h) are read again each time.
 */
#include <stdlib.h>
#include <string.h>

#include "query_ast.h"
#include "scan.h"

static enum crm_tense
tense_of(const struct column *column)
{
	return column->shown.flags & CRM_AHEAD ? CRM_FUTURE : CRM_PAST;
}

/* --- reading -------------------------------------------------------------------------------- */

/* `-30d' and the like, and `today'. */
static bool
read_shift(const char *text, struct query_date *out)
{
	struct crm_fault ignored;

	out->back = *text == '-';
	out->period = (struct crm_period){ .unit = CRM_DAY_UNIT };
	if (strcmp(text, "today") == 0)
		return true;
	if (*text != '-' && *text != '+')
		return false;
	for (const char *p = text + 1; p[1]; p++)
		if (!ascii_digit(*p))
			return false;
	return ascii_digit(text[1]) && strchr("dwmy", text[strlen(text) - 1]) &&
	       crm_period_parse(text + 1, &out->period, &ignored) == 0;
}

/* A date is fixed if it stands for the same span some odd time later. */
static bool
is_fixed(const struct column *column, const char *text, const struct crm_span *span,
         const struct crm_clock *clock)
{
	enum { LATER = 1000 * 86400 + 11 * 3600 + 1234 };
	struct crm_clock later = { .now = clock->now + LATER, .zone = clock->zone };
	struct crm_fault ignored;
	struct crm_span again;

	return crm_span_parse(text, &later, tense_of(column), &again, &ignored) == 0 &&
	       again.from == span->from && again.to == span->to;
}

int
query_date_parse(const struct column *column, const char *text, struct query_value *value,
                 const struct crm_context *context, struct crm_fault *why)
{
	const struct crm_zone *zone = context->clock.zone;
	struct query_date *date = &value->date;
	int error = crm_span_parse(text, &context->clock, tense_of(column), &date->span, why);

	if (error)
		return error;
	value->kind = QUERY_DATE;
	if (is_fixed(column, text, &date->span, &context->clock))
		date->kind = QUERY_FIXED;
	else
		date->kind = read_shift(text, date) ? QUERY_SHIFT : QUERY_RELATIVE;
	date->first = crm_instant_day(zone, date->span.from);
	date->last = crm_instant_day(zone, date->span.to - 1);
	date->days = date->span.unit >= CRM_DAY_UNIT || column->shown.kind == CRM_DAY;
	value->text = strdup(text);
	return value->text ? 0 : CRM_NO_MEMORY;
}

/* --- what they stand for -------------------------------------------------------------------- */

struct crm_clock
query_clock(const struct crm_zone *zone, int64_t day)
{
	return (struct crm_clock){ .now = crm_day_instant(zone, day + 1) - 1, .zone = zone };
}

static int64_t
shifted(const struct query_date *date, int64_t day)
{
	if (date->period.count == 0)
		return day;
	return date->back ? crm_day_subtract(day, date->period) : crm_day_add(day, date->period);
}

bool
query_range(const struct column *column, const struct query_value *value,
            const struct crm_clock *clock, struct query_range *out)
{
	struct crm_span span = value->date.span;
	struct crm_fault ignored;

	if (value->kind != QUERY_DATE) {
		*out = (struct query_range){ value->number, value->number };
		return true;
	}
	if (value->date.kind != QUERY_FIXED &&
	    crm_span_parse(value->text, clock, tense_of(column), &span, &ignored))
		return false;
	*out = (struct query_range){ span.from, span.to - 1 };
	if (column->shown.kind == CRM_DAY) {
		out->low = crm_instant_day(clock->zone, out->low);
		out->high = crm_instant_day(clock->zone, out->high);
	}
	return true;
}

bool
query_compare_range(enum query_compare compare, int64_t number, struct query_range range)
{
	switch (compare) {
	case QUERY_IS:
		return number >= range.low && number <= range.high;
	case QUERY_IS_NOT:
		return number < range.low || number > range.high;
	case QUERY_UNDER:
		return number < range.low;
	case QUERY_AT_MOST:
		return number <= range.high;
	case QUERY_OVER:
		return number > range.high;
	case QUERY_AT_LEAST:
		return number >= range.low;
	default:
		return false;
	}
}

/* --- asked day by day ----------------------------------------------------------------------- */

/* The days of a value; false if it has to be looked at by the second. */
static bool
range_of_days(const struct query_date *date, int64_t day, struct query_range *out)
{
	if (!date->days || date->kind == QUERY_RELATIVE)
		return false;
	*out = (struct query_range){ date->first, date->last };
	if (date->kind == QUERY_SHIFT)
		out->low = out->high = shifted(date, day);
	return true;
}

static int64_t
day_of(const struct column *column, int64_t number, const struct crm_zone *zone)
{
	return column->shown.kind == CRM_DAY ? number : crm_instant_day(zone, number);
}

bool
query_date_holds(const struct query_node *node, const struct query_value *value, int64_t number,
                 const struct crm_zone *zone, int64_t day)
{
	struct query_range range;
	struct crm_clock clock;

	if (range_of_days(&value->date, day, &range))
		return query_compare_range(node->compare, day_of(&node->column, number, zone), range);
	clock = query_clock(zone, day);
	return query_range(&node->column, value, &clock, &range) &&
	       query_compare_range(node->compare, number, range);
}

/*
 * The first day that is shifted to the target or beyond; see leaves() in fact.c for
 * why it is looked for near the inverse.
 */
static int64_t
reaches(const struct query_date *date, int64_t target)
{
	struct query_date inverse = *date;
	int64_t day;

	inverse.back = !date->back;
	day = shifted(&inverse, target) - 4;
	if (shifted(date, INT64_MAX) < target)
		return INT64_MAX;
	while (shifted(date, day) < target)
		day++;
	return day;
}

enum side { BEFORE, INSIDE, AFTER, NOWHERE };   /* in which order they follow each other */

static enum side
side_of(const struct column *column, const struct query_value *value, int64_t number,
        const struct crm_zone *zone, int64_t day)
{
	struct crm_clock clock = query_clock(zone, day);
	struct query_range range;

	if (!query_range(column, value, &clock, &range))
		return NOWHERE;
	return number > range.high ? BEFORE : number >= range.low ? INSIDE : AFTER;
}

/* Relative dates move forward with the day, so there is one change to be found by halves. */
static int64_t
search_change(const struct column *column, const struct query_value *value, int64_t number,
              const struct crm_zone *zone, int64_t day)
{
	const int64_t end = crm_date_day((struct crm_date){ 9999, 12, 30 });
	enum side now = side_of(column, value, number, zone, day);
	int64_t low = day, high = day + 1;

	while (high < end && side_of(column, value, number, zone, high) == now) {
		low = high;
		high += high - day;
	}
	if (high >= end)
		return now == AFTER ? INT64_MAX : end;
	while (low + 1 < high) {
		int64_t middle = low + (high - low) / 2;

		if (side_of(column, value, number, zone, middle) == now)
			low = middle;
		else
			high = middle;
	}
	return high;
}

int64_t
query_date_change(const struct column *column, const struct query_value *value, int64_t number,
                  const struct crm_zone *zone, int64_t day)
{
	struct query_range range;
	int64_t there;

	if (value->kind != QUERY_DATE || value->date.kind == QUERY_FIXED)
		return INT64_MAX;
	if (!range_of_days(&value->date, day, &range))
		return search_change(column, value, number, zone, day);
	there = day_of(column, number, zone);
	if (there < range.low)
		return INT64_MAX;
	return reaches(&value->date, there + (there == range.low));
}
