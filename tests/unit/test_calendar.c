/* What calendar.h promises, and that it counts as one would who looked at the clock every minute. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "calendar.h"
#include "date.h"

static struct crm_zone *taipei, *berlin, *new_york;

static int
open_zones(void **state)
{
	(void)state;
	return crm_zone_open(&taipei, "Asia/Taipei", NULL) ||
	       crm_zone_open(&berlin, "Europe/Berlin", NULL) ||
	       crm_zone_open(&new_york, "America/New_York", NULL);
}

static int
close_zones(void **state)
{
	(void)state;
	crm_zone_close(taipei);
	crm_zone_close(berlin);
	crm_zone_close(new_york);
	return 0;
}

static struct crm_calendar
calendar(const char *hours, const struct crm_zone *zone)
{
	struct crm_calendar out = { .zone = zone };
	struct crm_fault    why;

	if (crm_calendar_parse(&out, hours, &why))
		fail_msg("%s: %s", hours, why.text);
	return out;
}

static struct crm_quiet
quiet_hours(const char *text)
{
	struct crm_quiet out;
	struct crm_fault why;

	if (crm_quiet_parse(&out, text, &why))
		fail_msg("%s: %s", text, why.text);
	return out;
}

static int64_t
at(const char *text, const struct crm_zone *zone)
{
	struct crm_clock clock = { .zone = zone };
	int64_t instant;

	assert_int_equal(crm_instant_parse(text, &clock, CRM_PAST, &instant, NULL), 0);
	return instant;
}

static int64_t
day(const char *text)
{
	return crm_instant_day(NULL, at(text, NULL));
}

static void
expect_instant(int64_t actual, const struct crm_zone *zone, const char *expected)
{
	char text[CRM_INSTANT_SIZE];

	assert_string_equal(crm_instant_format(actual, zone, text), expected);
}

/* --- reading -------------------------------------------------------------------------- */

/* A week as `1 540-1080 | ...', days without hours left out. */
static void
expect_week(const char *text, const char *expected)
{
	struct crm_calendar read = calendar(text, NULL);
	char   seen[400] = "";
	size_t n = 0;

	for (int weekday = 0; weekday < 7; weekday++)
		for (int i = 0; i < CRM_CALENDAR_SPANS && read.week[weekday][i].to; i++)
			n += (size_t)snprintf(seen + n, sizeof seen - n, "%s%d %d-%d", n ? ", " : "", weekday + 1,
			                      read.week[weekday][i].from, read.week[weekday][i].to);
	assert_string_equal(seen, expected);
}

static void
hours_of_a_week_are_read(void **state)
{
	(void)state;
	expect_week("mon 09:00-18:00", "1 540-1080");
	expect_week("mon-wed 9:00-18:00, sat 10:00-14:00",
	            "1 540-1080, 2 540-1080, 3 540-1080, 6 600-840");
	expect_week("Fri 09:00-12:00 13:00-18:00", "5 540-720, 5 780-1080");
	expect_week(" sunday - monday  00:00 - 24:00 ", "1 0-1440, 7 0-1440");
	expect_week("tue thu 10:00-14:00,wed 14:00-15:00", "2 600-840, 3 840-900, 4 600-840");
	expect_week("ｍｏｎ　０９：００－１８：００，ｔｕｅ 24h", "1 540-1080, 2 0-1440");
	expect_week("sat-sun 24h", "6 0-1440, 7 0-1440");
	expect_week("24h", "1 0-1440, 2 0-1440, 3 0-1440, 4 0-1440, 5 0-1440, 6 0-1440, 7 0-1440");
	expect_week("None", "");
	expect_week("mon 01:00-02:00 02:00-03:00 05:00-06:00 23:00-24:00",
	            "1 60-120, 1 120-180, 1 300-360, 1 1380-1440");
}

static void
refuse(const char *text, size_t where, const char *expected)
{
	struct crm_calendar read = { .week = { { { 1, 2 } } } };
	struct crm_fault    why;

	assert_int_equal(crm_calendar_parse(&read, text, &why), CRM_INVALID);
	if (!strstr(why.text, expected))
		fail_msg("%s: %s", text, why.text);
	assert_int_equal(why.at, where);
	assert_int_equal(read.week[0][0].to, 2);
	assert_int_equal(crm_calendar_parse(&read, text, NULL), CRM_INVALID);
}

static void
wrong_hours_are_refused_where_they_stand(void **state)
{
	(void)state;
	refuse("", 0, "nothing here");
	refuse("mon 09:00-18:00,", 16, "nothing here");
	refuse("09:00-18:00", 0, "hours are written mon-fri 09:00-18:00");
	refuse("mon-fri", 7, "hours are written 09:00-18:00");
	refuse("mon-09:00-18:00", 4, "days are written mon-fri");
	refuse("mon 09-18", 4, "hours are written");
	refuse("mon 09:00", 4, "hours are written");
	refuse("mon 09:00-", 10, "hours are written");
	refuse("mon 09:00-24:01", 10, "there is no 24:01");
	refuse("mon 09:60-10:00", 4, "there is no 09:60");
	refuse("mon 18:00-09:00", 4, "over midnight they are two");
	refuse("mon 09:00-09:00", 4, "hours end after they begin");
	refuse("mon 13:00-18:00 09:00-12:00", 16, "in order");
	refuse("mon 09:00-12:00 11:00-18:00", 16, "in order");
	refuse("mon 01:00-02:00 03:00-04:00 05:00-06:00 07:00-08:00 09:00-10:00", 52, "at most 4");
	refuse("mon-fri 09:00-18:00, fri 09:00-12:00", 21, "a day is there twice");
	refuse("mon-fri 09:00-18:00; sat 24h", 19, "hours are written");
	refuse("mon 24h 09:00-10:00", 4, "hours are written");
	refuse("none, mon 24h", 0, "hours are written mon-fri");
}

/* --- days -------------------------------------------------------------------------------- */

static void
holidays_and_days_without_hours_are_closed(void **state)
{
	struct crm_calendar office = calendar("mon-fri 09:00-18:00", taipei);
	struct crm_holidays holidays;
	const char *list = "2026-02-16..2026-02-20 spring festival\n2026-02-28 peace\n";

	(void)state;
	assert_int_equal(crm_holidays_parse(&holidays, list, strlen(list), NULL), 0);
	assert_true(crm_calendar_open(&office, day("2026-02-16")));
	office.holidays = &holidays;
	assert_true(crm_calendar_open(&office, day("2026-02-13")));
	assert_false(crm_calendar_open(&office, day("2026-02-14")));
	assert_false(crm_calendar_open(&office, day("2026-02-16")));
	assert_int_equal(crm_calendar_next(&office, day("2026-02-13")), day("2026-02-13"));
	assert_int_equal(crm_calendar_next(&office, day("2026-02-14")), day("2026-02-23"));
	crm_holidays_clear(&holidays);
}

/* Of the days of a year on which the weekday alone would say otherwise, those that are so. */
static void
expect_open(const struct crm_calendar *c, const char *dates, bool open)
{
	char each[400];

	snprintf(each, sizeof each, "%s", dates);
	for (char *date = strtok(each, " "); date; date = strtok(NULL, " "))
		if (crm_calendar_open(c, day(date)) != open)
			fail_msg("%s is %sopen", date, open ? "not " : "");
}

/*
 * Taiwan 2025: the calendar of offices by the Directorate-General of Personnel
 * Administration; China 2026: the State Council's notice of 2025-11-04.
 */
static void
days_are_made_up_for_as_in_taiwan_and_china(void **state)
{
	static const char list[] =
		"2025-01-27..2025-01-31 春節\n+2025-02-08 補班\n"
		"2026-01-01..2026-01-03 元旦\n+2026-01-04\n2026-02-15..2026-02-23 春节\n+2026-02-14\n"
		"+2026-02-28\n2026-05-01..2026-05-05 劳动节\n+2026-05-09\n2026-10-01..2026-10-07 国庆节\n"
		"+2026-09-20\n+2026-10-10\n";
	struct crm_calendar office = calendar("mon-fri 09:00-18:00", taipei);
	struct crm_holidays holidays;
	int64_t from, to;

	(void)state;
	assert_int_equal(crm_holidays_parse(&holidays, list, strlen(list), NULL), 0);
	office.holidays = &holidays;
	expect_open(&office, "2025-02-08 2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20"
	            " 2026-10-10", true);
	expect_open(&office, "2025-01-27 2025-01-31 2025-02-01 2025-02-09 2025-02-15 2026-01-02"
	            " 2026-01-03 2026-02-15 2026-02-23 2026-03-01 2026-10-07 2026-10-11", false);
	assert_int_equal(crm_calendar_next(&office, day("2025-01-25")), day("2025-02-03"));
	assert_int_equal(crm_calendar_next(&office, day("2026-10-01")), day("2026-10-08"));
	assert_int_equal(crm_calendar_minutes(&office, at("2025-02-07", taipei),
	                                      at("2025-02-10", taipei)), 2 * 9 * 60);
	expect_instant(crm_calendar_add(&office, at("2025-02-07 17:00", taipei), 120), taipei,
	               "2025-02-08T10:00:00+08:00");
	assert_true(crm_calendar_window(&office, NULL, taipei, day("2025-02-08"), &from, &to));
	expect_instant(to, taipei, "2025-02-08T18:00:00+08:00");
	crm_holidays_clear(&holidays);
}

static void
a_day_of_work_has_hours_of_its_own_if_the_weekday_has_some(void **state)
{
	struct crm_calendar shop = calendar("tue-fri 12:00-20:00, sat 10:00-14:00", taipei);
	struct crm_calendar never = calendar("none", taipei);
	struct crm_holidays holidays;
	const char *list = "+2026-02-14\n+2026-02-15\n";

	(void)state;
	assert_int_equal(crm_holidays_parse(&holidays, list, strlen(list), NULL), 0);
	shop.holidays = never.holidays = &holidays;
	assert_int_equal(crm_calendar_minutes(&shop, at("2026-02-14", taipei),
	                                      at("2026-02-15", taipei)), 4 * 60);
	assert_int_equal(crm_calendar_minutes(&shop, at("2026-02-15", taipei),
	                                      at("2026-02-16", taipei)), 8 * 60);
	assert_false(crm_calendar_open(&never, day("2026-02-14")));
	crm_holidays_clear(&holidays);
}

static void
no_calendar_is_always_open(void **state)
{
	struct crm_calendar never = calendar("none", taipei);
	int64_t from, to;

	(void)state;
	assert_true(crm_calendar_open(NULL, 20000));
	assert_int_equal(crm_calendar_next(NULL, 20000), 20000);
	assert_int_equal(crm_calendar_minutes(NULL, 0, 7200), 120);
	assert_int_equal(crm_calendar_add(NULL, 90, 60 * 48), 90 + 2 * 86400);
	assert_true(crm_calendar_window(NULL, NULL, NULL, 1, &from, &to));
	assert_int_equal(from, 86400);
	assert_int_equal(to, 2 * 86400);
	assert_false(crm_calendar_open(&never, 20000));
	assert_true(crm_calendar_next(&never, 20000) == INT64_MIN);
	assert_int_equal(crm_calendar_minutes(&never, 0, 1000000000), 0);
	assert_true(crm_calendar_add(&never, 0, 1) == INT64_MIN);
	assert_int_equal(crm_calendar_add(&never, 5, 0), 5);
	assert_false(crm_calendar_window(&never, NULL, NULL, 1, &from, &to));
}

/* --- minutes ------------------------------------------------------------------------------- */

static void
minutes_of_business_are_counted(void **state)
{
	struct crm_calendar office = calendar("mon-fri 09:00-12:00 13:00-18:00", taipei);

	(void)state;
	assert_int_equal(crm_calendar_minutes(&office, at("2026-11-20 17:00", taipei),
	                                      at("2026-11-23 10:30", taipei)), 150);
	assert_int_equal(crm_calendar_minutes(&office, at("2026-11-20 11:30", taipei),
	                                      at("2026-11-20 13:30", taipei)), 60);
	assert_int_equal(crm_calendar_minutes(&office, at("2026-11-20 09:00:30", taipei),
	                                      at("2026-11-20 09:02:00", taipei)), 1);
	assert_int_equal(crm_calendar_minutes(&office, at("2026-01-01", taipei),
	                                      at("2027-01-01", taipei)), 261 * 480);
	assert_int_equal(crm_calendar_minutes(&office, 1000000, 0), 0);
	assert_int_equal(crm_calendar_minutes(&office, INT64_MAX, INT64_MIN), 0);
	assert_int_equal(crm_calendar_minutes(&office, INT64_MAX - 1, INT64_MAX), 0);
	assert_true(crm_calendar_minutes(&office, INT64_MIN, INT64_MAX) > 0);
}

static void
minutes_of_business_are_added(void **state)
{
	struct crm_calendar office = calendar("mon-fri 09:00-12:00 13:00-18:00", taipei);

	(void)state;
	expect_instant(crm_calendar_add(&office, at("2026-11-20 17:00", taipei), 120), taipei,
	               "2026-11-23T10:00:00+08:00");
	expect_instant(crm_calendar_add(&office, at("2026-11-20 09:00", taipei), 480), taipei,
	               "2026-11-20T18:00:00+08:00");
	expect_instant(crm_calendar_add(&office, at("2026-11-21 15:00", taipei), 1), taipei,
	               "2026-11-23T09:01:00+08:00");
	expect_instant(crm_calendar_add(&office, at("2026-11-20 10:00:30", taipei), 150), taipei,
	               "2026-11-20T13:30:30+08:00");
	expect_instant(crm_calendar_add(&office, at("2026-11-21 15:00", taipei), 0), taipei,
	               "2026-11-21T15:00:00+08:00");
	assert_true(crm_calendar_add(&office, 0, INT64_MAX) == INT64_MIN);
	assert_true(crm_calendar_add(&office, INT64_MAX, 1) == INT64_MIN);
	assert_true(crm_calendar_add(&office, at("9999-12-31 17:00", taipei), 61) == INT64_MIN);
	expect_instant(crm_calendar_add(&office, at("9999-12-31 17:00", taipei), 60), taipei,
	               "9999-12-31T18:00:00+08:00");
}

/* In Berlin 2026-03-29 has no 02:00 to 03:00; 2026-10-25 has it twice. */
static void
turned_clocks_take_hours_and_give_them(void **state)
{
	struct crm_calendar night = calendar("sun 01:00-04:00", berlin);
	struct crm_calendar gap = calendar("sun 02:10-02:50", berlin);
	struct crm_calendar half = calendar("sun 01:00-02:30", berlin);

	(void)state;
	assert_int_equal(crm_calendar_minutes(&night, at("2026-03-29", NULL) - 86400,
	                                      at("2026-03-30", NULL)), 120);
	assert_int_equal(crm_calendar_minutes(&night, at("2026-10-24", NULL),
	                                      at("2026-10-26", NULL)), 240);
	assert_int_equal(crm_calendar_minutes(&gap, at("2026-03-28", NULL), at("2026-03-30", NULL)), 0);
	assert_int_equal(crm_calendar_minutes(&gap, at("2026-10-24", NULL), at("2026-10-26", NULL)), 80);
	expect_instant(crm_calendar_add(&half, at("2026-10-24", berlin), 90), berlin,
	               "2026-10-25T02:30:00+02:00");
	expect_instant(crm_calendar_add(&half, at("2026-10-24", berlin), 120), berlin,
	               "2026-10-25T02:30:00+01:00");
}

/* --- quiet hours ------------------------------------------------------------------------------ */

static void
quiet_hours_are_read_and_may_go_over_midnight(void **state)
{
	struct crm_quiet night = quiet_hours("21:00-08:00"), noon = quiet_hours(" 12:00 - 13:30 ");
	struct crm_quiet late = quiet_hours("21:00-24:00"), early = quiet_hours("24:00-06:00");
	struct crm_quiet none = quiet_hours("none");

	(void)state;
	assert_true(crm_quiet_holds(&night, taipei, at("2026-11-22 21:00", taipei)));
	assert_true(crm_quiet_holds(&night, taipei, at("2026-11-22 07:59:59", taipei)));
	assert_false(crm_quiet_holds(&night, taipei, at("2026-11-22 08:00", taipei)));
	assert_false(crm_quiet_holds(&night, taipei, at("2026-11-22 20:59:59", taipei)));
	assert_false(crm_quiet_holds(&night, NULL, at("2026-11-22 21:00", taipei)));
	assert_true(crm_quiet_holds(&noon, NULL, at("2026-11-22 12:00", NULL)));
	assert_false(crm_quiet_holds(&noon, NULL, at("2026-11-22 13:30", NULL)));
	assert_true(crm_quiet_holds(&late, NULL, at("2026-11-22 23:59:59", NULL)));
	assert_false(crm_quiet_holds(&late, NULL, at("2026-11-23", NULL)));
	assert_true(crm_quiet_holds(&early, NULL, at("2026-11-23", NULL)));
	assert_false(crm_quiet_holds(&early, NULL, at("2026-11-23 06:00", NULL)));
	assert_false(crm_quiet_holds(&none, NULL, 0));
	assert_false(crm_quiet_holds(NULL, NULL, 0));
}

static void
wrong_quiet_hours_are_refused(void **state)
{
	static const struct { const char *text, *why; } wrong[] = {
		{ "", "nothing here" }, { "21:00", "hours are written" }, { "21-8", "hours are written" },
		{ "21:00-25:00", "there is no 25:00" }, { "21:00-08:00 x", "is too much" },
		{ "21:00-21:00", "leave an hour" }, { "00:00-24:00", "leave an hour" },
		{ "mon 21:00-08:00", "hours are written" },
	};
	struct crm_quiet quiet = { 7, 8 };
	struct crm_fault why;

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		assert_int_equal(crm_quiet_parse(&quiet, wrong[i].text, &why), CRM_INVALID);
		if (!strstr(why.text, wrong[i].why))
			fail_msg("%s: %s", wrong[i].text, why.text);
	}
	assert_int_equal(quiet.from, 7);
}

/* --- windows ------------------------------------------------------------------------------------ */

static void
expect_window(const struct crm_calendar *office, const char *quiet, const struct crm_zone *customer,
              const char *date, const char *expected_from, const char *expected_to)
{
	struct crm_quiet hours = quiet_hours(quiet);
	int64_t from, to;

	assert_true(crm_calendar_window(office, &hours, customer, day(date), &from, &to));
	expect_instant(from, office->zone, expected_from);
	expect_instant(to, office->zone, expected_to);
}

static void
a_customer_elsewhere_is_contacted_when_both_are_awake(void **state)
{
	struct crm_calendar office = calendar("mon-fri 09:00-12:00 13:00-18:00", taipei);
	struct crm_calendar late = calendar("mon-fri 09:00-23:00", taipei);
	struct crm_quiet    night = quiet_hours("21:00-08:00");
	int64_t from = 7, to = 7;

	(void)state;
	expect_window(&office, "21:00-08:00", taipei, "2026-11-23", "2026-11-23T09:00:00+08:00",
	              "2026-11-23T12:00:00+08:00");
	expect_window(&office, "21:00-08:00", berlin, "2026-11-23", "2026-11-23T15:00:00+08:00",
	              "2026-11-23T18:00:00+08:00");
	expect_window(&office, "none", berlin, "2026-11-23", "2026-11-23T09:00:00+08:00",
	              "2026-11-23T12:00:00+08:00");
	expect_window(&late, "21:00-08:00", new_york, "2026-11-23", "2026-11-23T09:00:00+08:00",
	              "2026-11-23T10:00:00+08:00");
	expect_window(&late, "19:00-08:00", new_york, "2026-11-23", "2026-11-23T21:00:00+08:00",
	              "2026-11-23T23:00:00+08:00");
	assert_false(crm_calendar_window(&office, &night, new_york, day("2026-11-23") - 1, &from, &to));
	assert_false(crm_calendar_window(&office, &(struct crm_quiet){ 0, 1439 }, taipei,
	                                 day("2026-11-23"), &from, &to));
	assert_int_equal(from, 7);
	assert_false(crm_calendar_window(&office, &night, taipei, INT64_MAX, &from, &to));
	assert_false(crm_calendar_window(&office, &night, taipei, INT64_MIN, &from, &to));
}

static void
a_window_is_whole_where_hours_meet_or_a_clock_is_turned(void **state)
{
	struct crm_calendar touching = calendar("mon 09:00-12:00 12:00-18:00", taipei);
	struct crm_calendar sunday = calendar("24h", berlin);

	(void)state;
	expect_window(&touching, "none", taipei, "2026-11-23", "2026-11-23T09:00:00+08:00",
	              "2026-11-23T18:00:00+08:00");
	expect_window(&sunday, "none", NULL, "2026-10-25", "2026-10-25T00:00:00+02:00",
	              "2026-10-26T00:00:00+01:00");
	expect_window(&sunday, "20:00-00:30", berlin, "2026-10-25", "2026-10-25T00:30:00+02:00",
	              "2026-10-25T20:00:00+01:00");
}

/* --- somebody who looks at the clock every minute --------------------------------------------- */

static uint64_t seed;

static int
chance(int n)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (int)((seed >> 33) % (uint64_t)n);
}

static bool
looks_open(const struct crm_calendar *c, int64_t instant)
{
	int64_t civil = crm_instant_day(c->zone, instant);
	int64_t minute = (instant + crm_zone_offset(c->zone, instant) - civil * 86400) / 60;
	const struct crm_hours *hours = c->week[crm_day_weekday(civil) - 1];

	if (crm_holidays_name(c->holidays, civil))
		return false;
	for (int w = 0; !hours->to && w < 7 && crm_holidays_work(c->holidays, civil); w++)
		hours = c->week[w];
	for (int i = 0; i < CRM_CALENDAR_SPANS; i++)
		if (hours[i].from <= minute && minute < hours[i].to)
			return true;
	return false;
}

static bool
looks_quiet(const struct crm_quiet *quiet, const struct crm_zone *zone, int64_t instant)
{
	int64_t local = instant + crm_zone_offset(zone, instant);
	int minute = (int)(local / 60 % 1440);

	for (int m = quiet->from; m != quiet->to % 1440; m = (m + 1) % 1440)
		if (m == minute)
			return true;
	return false;
}

static struct crm_calendar
any_calendar(const struct crm_zone *zone)
{
	struct crm_calendar out = { .zone = zone };

	for (int weekday = 0; weekday < 7; weekday++) {
		int before = 0, n = chance(4) ? chance(CRM_CALENDAR_SPANS + 1) : 0;

		if (chance(5) == 0) {
			out.week[weekday][0] = (struct crm_hours){ 0, 1440 };
			continue;
		}
		for (int i = 0; i < n && before < 1439; i++) {
			int from = before + chance(1 + (1439 - before) / 3), to = from + 1 + chance(1440 - from);

			out.week[weekday][i] = (struct crm_hours){ from, to };
			before = to;
		}
	}
	return out;
}

static void
check_minutes(const struct crm_calendar *c, int64_t from)
{
	int64_t to = from + 60 * chance(4 * 1440), open = 0, last = from;

	for (int64_t t = from; t < to; t += 60)
		if (looks_open(c, t)) {
			open++;
			last = t + 60;
		}
	assert_int_equal(crm_calendar_minutes(c, from, to), open);
	assert_int_equal(crm_calendar_add(c, from, open), last);
}

static void
check_window(const struct crm_calendar *c, const struct crm_zone *customer, int64_t civil)
{
	struct crm_quiet quiet = { chance(1440), chance(1440) };
	int64_t t = crm_day_instant(c->zone, civil), end = crm_day_instant(c->zone, civil + 1);
	int64_t from, to, first;

	while (t < end && (!looks_open(c, t) || looks_quiet(&quiet, customer, t)))
		t += 60;
	first = t;
	while (t < end && looks_open(c, t) && !looks_quiet(&quiet, customer, t))
		t += 60;
	assert_true(crm_calendar_window(c, &quiet, customer, civil, &from, &to) == (first < end));
	if (first < end) {
		assert_int_equal(from, first);
		assert_int_equal(to, t);
	}
}

/* Days on which clocks were turned: at night, at midnight both ways, by half an hour, by a day. */
static void
business_time_is_what_the_clock_on_the_wall_shows(void **state)
{
	static const struct { const char *zone, *date; } places[] = {
		{ "Europe/Berlin", "2026-03-29" }, { "Europe/Berlin", "2026-10-25" },
		{ "America/New_York", "2026-11-01" }, { "America/Sao_Paulo", "2017-10-15" },
		{ "America/Sao_Paulo", "2018-02-18" }, { "America/St_Johns", "2006-10-29" },
		{ "America/St_Johns", "2006-04-02" }, { "Australia/Lord_Howe", "2026-04-05" },
		{ "Australia/Lord_Howe", "2026-10-04" }, { "Pacific/Apia", "2011-12-30" },
		{ "Africa/Casablanca", "2026-02-15" }, { "Asia/Kathmandu", "2026-02-15" },
		{ "Antarctica/Troll", "2040-03-25" }, { "UTC", "2026-02-15" },
	};
	enum { PLACES = sizeof places / sizeof *places };

	(void)state;
	seed = 20261122;
	for (int i = 0; i < PLACES * 60; i++) {
		struct crm_zone    *zone, *customer;
		struct crm_calendar c;
		struct crm_holidays holidays;
		int64_t civil = day(places[i % PLACES].date);
		char    list[40] = "+";

		assert_int_equal(crm_zone_open(&zone, places[i % PLACES].zone, NULL), 0);
		assert_int_equal(crm_zone_open(&customer, places[chance(PLACES)].zone, NULL), 0);
		c = any_calendar(zone);
		crm_day_format(civil - 2 + chance(4), list + chance(2));
		assert_int_equal(crm_holidays_parse(&holidays, list, strlen(list), NULL), 0);
		c.holidays = chance(2) ? &holidays : NULL;
		check_minutes(&c, crm_day_instant(zone, civil) - 86400 + 60 * chance(2 * 1440));
		check_window(&c, customer, civil - 2 + chance(5));
		crm_holidays_clear(&holidays);
		crm_zone_close(zone);
		crm_zone_close(customer);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hours_of_a_week_are_read),
		cmocka_unit_test(wrong_hours_are_refused_where_they_stand),
		cmocka_unit_test(holidays_and_days_without_hours_are_closed),
		cmocka_unit_test(days_are_made_up_for_as_in_taiwan_and_china),
		cmocka_unit_test(a_day_of_work_has_hours_of_its_own_if_the_weekday_has_some),
		cmocka_unit_test(no_calendar_is_always_open),
		cmocka_unit_test(minutes_of_business_are_counted),
		cmocka_unit_test(minutes_of_business_are_added),
		cmocka_unit_test(turned_clocks_take_hours_and_give_them),
		cmocka_unit_test(quiet_hours_are_read_and_may_go_over_midnight),
		cmocka_unit_test(wrong_quiet_hours_are_refused),
		cmocka_unit_test(a_customer_elsewhere_is_contacted_when_both_are_awake),
		cmocka_unit_test(a_window_is_whole_where_hours_meet_or_a_clock_is_turned),
		cmocka_unit_test(business_time_is_what_the_clock_on_the_wall_shows),
	};

	return cmocka_run_group_tests(tests, open_zones, close_zones);
}
