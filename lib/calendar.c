/*
 * calendar.c - business time: openings, one after the other
 *
 *	if (crm_calendar_window(&calendar, &quiet, zone, day, &from, &to)) ...
 */
#include "calendar.h"
#include "date_text.h"

enum { DAY_MINUTES = 1440 };

#define ALL_DAY { { 0, DAY_MINUTES } }

static const struct crm_calendar always = {
	.week = { ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY }
};

/* The years 1 to 9999, within a day: sums of their instants do not overflow. */
#define FIRST ((int64_t)DAY_MIN * DAY_SECONDS)
#define LAST  (((int64_t)DAY_MAX + 1) * DAY_SECONDS)

/* Instants from <= t < to. */
struct opening { int64_t from, to; };

static int64_t
earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* --- days --------------------------------------------------------------------------- */

static const struct crm_hours *
hours_of(const struct crm_calendar *calendar, int64_t day)
{
	const struct crm_hours *hours = calendar->week[crm_day_weekday(day) - 1];

	if (hours->to == 0 && crm_holidays_work(calendar->holidays, day))
		for (int weekday = 0; weekday < 7; weekday++)
			if (calendar->week[weekday]->to > 0)
				return calendar->week[weekday];
	return hours;
}

static bool
is_open(const struct crm_calendar *calendar, int64_t day)
{
	return hours_of(calendar, day)->to > 0 && !crm_holidays_name(calendar->holidays, day);
}

static bool
has_hours(const struct crm_calendar *calendar)
{
	for (int weekday = 0; weekday < 7; weekday++)
		if (calendar->week[weekday]->to > 0)
			return true;
	return false;
}

bool
crm_calendar_open(const struct crm_calendar *calendar, int64_t day)
{
	return is_open(calendar ? calendar : &always, day);
}

int64_t
crm_calendar_next(const struct crm_calendar *calendar, int64_t day)
{
	if (!calendar)
		return day;
	if (!has_hours(calendar))
		return INT64_MIN;
	while (!is_open(calendar, day))
		day++;
	return day;
}

/* --- openings ----------------------------------------------------------------------- */

/* The opening of a day that is under way or next at a local time; false if none is left. */
static bool
opening_of_day(const struct crm_calendar *calendar, int64_t day, int64_t local,
               struct opening *out)
{
	const struct crm_hours *hours = hours_of(calendar, day);

	for (int i = 0; i < CRM_CALENDAR_SPANS && hours[i].to > 0; i++) {
		out->from = day * DAY_SECONDS + hours[i].from * 60;
		out->to = day * DAY_SECONDS + hours[i].to * 60;
		if (out->to <= local)
			continue;
		if (out->from < local)
			out->from = local;
		return is_open(calendar, day);
	}
	return false;
}

/*
 * The first opening at or after an instant, cut off where the clock is turned or a day
 * ends.  false: there is none before the year 10000.
 */
static bool
next_opening(const struct crm_calendar *calendar, int64_t instant, struct opening *out)
{
	if (!has_hours(calendar))
		return false;
	for (;;) {
		int     offset = crm_zone_offset(calendar->zone, instant);
		int64_t turn = crm_zone_turn(calendar->zone, instant);
		int64_t day = floor_div(instant + offset, DAY_SECONDS);

		if (day > DAY_MAX)
			return false;
		if (opening_of_day(calendar, day, instant + offset, out) && out->from - offset < turn) {
			out->from -= offset;
			out->to = earlier(out->to - offset, turn);
			return true;
		}
		instant = earlier((day + 1) * DAY_SECONDS - offset, turn);
	}
}

int64_t
crm_calendar_minutes(const struct crm_calendar *calendar, int64_t from, int64_t to)
{
	struct opening opening;
	int64_t        seconds = 0;

	calendar = calendar ? calendar : &always;
	if (from < FIRST)
		from = FIRST;
	if (to > LAST)
		to = LAST;
	while (from < to && next_opening(calendar, from, &opening) && opening.from < to) {
		seconds += earlier(opening.to, to) - opening.from;
		from = opening.to;
	}
	return seconds / 60;
}

int64_t
crm_calendar_add(const struct crm_calendar *calendar, int64_t instant, int64_t minutes)
{
	struct opening opening;
	int64_t        left;

	calendar = calendar ? calendar : &always;
	if (minutes <= 0)
		return instant;
	if (instant < FIRST || instant > LAST || minutes > (LAST - FIRST) / 60)
		return INT64_MIN;
	left = minutes * 60;
	while (next_opening(calendar, instant, &opening)) {
		if (opening.to - opening.from >= left)
			return opening.from + left;
		left -= opening.to - opening.from;
		instant = opening.to;
	}
	return INT64_MIN;
}

/* --- quiet hours -------------------------------------------------------------------- */

static bool
is_quiet(const struct crm_quiet *quiet, int second)
{
	bool after = second >= quiet->from * 60, before = second < quiet->to * 60;

	if (quiet->from <= quiet->to)
		return after && before;
	return after || before;
}

static int
second_of_day(const struct crm_zone *zone, int64_t instant)
{
	int64_t local = instant + crm_zone_offset(zone, instant);

	return (int)(local - floor_div(local, DAY_SECONDS) * DAY_SECONDS);
}

bool
crm_quiet_holds(const struct crm_quiet *quiet, const struct crm_zone *customer, int64_t instant)
{
	return quiet && is_quiet(quiet, second_of_day(customer, instant));
}

/* Until when it stays as quiet, or not, as it is at an instant; at most until a limit. */
static int64_t
same_until(const struct crm_quiet *quiet, const struct crm_zone *customer, int64_t instant,
           int64_t limit)
{
	bool holds = crm_quiet_holds(quiet, customer, instant);

	if (!quiet || quiet->from == quiet->to)
		return limit;
	while (instant < limit && crm_quiet_holds(quiet, customer, instant) == holds) {
		int64_t turn = crm_zone_turn(customer, instant);
		int     second = second_of_day(customer, instant);
		int     edge = (holds ? quiet->to : quiet->from) * 60;

		if (edge <= second)
			edge += DAY_SECONDS;
		instant = earlier(instant + edge - second, turn);
	}
	return earlier(instant, limit);
}

/* --- windows ------------------------------------------------------------------------ */

/* The end of what is open without a break from an instant on, or a limit. */
static int64_t
open_until(const struct crm_calendar *calendar, int64_t instant, int64_t limit)
{
	struct opening opening;

	while (instant < limit && next_opening(calendar, instant, &opening) && opening.from == instant)
		instant = opening.to;
	return earlier(instant, limit);
}

bool
crm_calendar_window(const struct crm_calendar *calendar, const struct crm_quiet *quiet,
                    const struct crm_zone *customer, int64_t day, int64_t *from, int64_t *to)
{
	struct opening opening;
	int64_t        at, end;

	calendar = calendar ? calendar : &always;
	if (day < DAY_MIN || day > DAY_MAX)
		return false;
	at = crm_day_instant(calendar->zone, day);
	end = crm_day_instant(calendar->zone, day + 1);
	while (at < end && next_opening(calendar, at, &opening) && opening.from < end) {
		at = opening.from;
		opening.to = open_until(calendar, at, end);
		if (crm_quiet_holds(quiet, customer, at))
			at = same_until(quiet, customer, at, opening.to);
		if (at < opening.to) {
			*from = at;
			*to = same_until(quiet, customer, at, opening.to);
			return true;
		}
	}
	return false;
}
