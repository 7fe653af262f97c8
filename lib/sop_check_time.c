/*
 * sop_check_time.c - do business hours and quiet hours leave time for contacts?
 *
 * Where customers of the database's own zone have none that is a fault.  Where others live far
 * away it is for people to decide what to do, so that it is only noted.
 */
#include <inttypes.h>
#include <stdio.h>

#include "calendar.h"
#include "db.h"
#include "sop_check_rules.h"

enum {
	AHEAD = 366,   /* days that are looked at */
	LONG  = 28     /* days without any time that are worth a note */
};

/* Is there a channel for which quiet hours do not hold? */
static bool
is_loud(const struct crm_sop *sop)
{
	for (size_t i = 0; i < sop->channels; i++)
		if (!sop->channel[i].quiet)
			return true;
	return false;
}

/* The calendar of the procedure, or one that is always open. */
static struct crm_calendar
calendar_of(const struct sop_check *c)
{
	struct crm_calendar calendar = { .zone = crm_context(c->db)->clock.zone };

	if (c->sop->calendar)
		return *c->sop->calendar;
	crm_calendar_parse(&calendar, "24h", NULL);
	return calendar;
}

static bool
is_free(const struct crm_limit *limit, int64_t day)
{
	return !(limit->no_days >> (crm_day_weekday(day) - 1) & 1);
}

/* --- where we are --------------------------------------------------------------------------- */

/* Has any day of the week business hours outside the quiet ones, for customers of our zone? */
static bool
has_time(const struct sop_check *c, const struct crm_limit *limit)
{
	struct crm_calendar week = calendar_of(c);
	struct crm_quiet quiet = limit->quiet;
	int64_t from, to;

	week.holidays = NULL;
	if (is_loud(c->sop))
		quiet.to = quiet.from;
	for (int64_t day = 0; day < 7; day++)
		if (is_free(limit, day) &&
		    crm_calendar_window(&week, &quiet, crm_context(c->db)->clock.zone, day, &from, &to))
			return true;
	return false;
}

/* --- where customers are -------------------------------------------------------------------- */

/* Working days on end without a time that is not quiet there. */
struct run { int64_t first, last; };

/* The longest run in the days to come. */
static struct run
longest_run(const struct sop_check *c, const struct crm_limit *limit, const struct crm_zone *zone)
{
	struct crm_calendar calendar = calendar_of(c);
	int64_t today = crm_clock_today(&crm_context(c->db)->clock), from, to;
	struct run run = { 0, -1 }, longest = run;

	for (int64_t day = today; day < today + AHEAD; day++) {
		if (!is_free(limit, day) || !crm_calendar_open(&calendar, day))
			continue;
		if (crm_calendar_window(&calendar, &limit->quiet, zone, day, &from, &to)) {
			run.last = run.first - 1;
			continue;
		}
		if (run.last < run.first)
			run.first = day;
		run.last = day;
		if (run.last - run.first > longest.last - longest.first)
			longest = run;
	}
	return longest;
}

static void
check_zone(struct sop_check *c, const struct crm_limit *limit, const struct crm_zone *zone,
           int64_t customers)
{
	struct run run = longest_run(c, limit, zone);
	int64_t days = run.last - run.first + 1;
	char first[CRM_DAY_SIZE], last[CRM_DAY_SIZE], when[2 * CRM_DAY_SIZE + 16];
	bool ends = days < AHEAD - LONG;

	if (days < LONG)
		return;
	snprintf(when, sizeof when, "from %s to %s", crm_day_format(run.first, first),
	         crm_day_format(run.last, last));
	crm_sop_note(c->faults, c->sop->source, SOP_KEY_LINE(c, limit->line, "quiet"),
	             "[%s]: in %s it is quiet in all our hours%s%s: what rules ask for with %s%" PRId64
	             " customer%s there %s%s", limit->name, crm_zone_name(zone), ends ? " " : "",
	             ends ? when : "", c->sop->limits > 1 ? "those whose limit this is of " : "",
	             customers, customers == 1 ? "" : "s",
	             ends ? "moves to a day after that" : "gets no day",
	             is_loud(c->sop) ? ", unless by a channel with `quiet = no'" : "");
}

/* Those who do not live where we are; a handful of zones, however many customers. */
static void
check_zones(struct sop_check *c, const struct crm_limit *limit)
{
	struct db_cursor *zones = db_walk(c->db,
		SQL("SELECT timezone, COUNT(*) FROM customer WHERE timezone IS NOT NULL"
		    " GROUP BY timezone ORDER BY timezone"));
	struct crm_zone *zone;
	struct crm_fault why;

	while (db_step(zones)) {
		if (crm_zone_open(&zone, db_column_text(zones, 0), &why))
			continue;
		check_zone(c, limit, zone, db_column_int(zones, 1));
		crm_zone_close(zone);
	}
	c->failed |= db_done(zones) != 0;
}

/* --- the whole ------------------------------------------------------------------------------ */

void
sop_check_time(struct sop_check *c)
{
	if (sop_flaws_of(&c->flaws, "sop") || sop_flaws_of(&c->flaws, "channel"))
		return;
	for (size_t i = 0; i < c->sop->limits; i++) {
		const struct crm_limit *limit = &c->sop->limit[i];

		if (sop_flaws_at(&c->flaws, limit->line))
			continue;
		if (!has_time(c, limit))
			SOP_CHECK_FAULT(c, limit->line, "[%s] leaves no time for a contact: no day has "
			                "business hours that are not quiet; cap = 0 is for those who are never "
			                "contacted", limit->name);
		else if (limit->quiet.from != limit->quiet.to)
			check_zones(c, limit);
	}
}
