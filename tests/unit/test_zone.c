/* What zone.h promises. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "date.h"

#define HOUR 3600

static struct crm_zone *
zone(const char *name)
{
	struct crm_zone *out;
	struct crm_fault why;

	if (crm_zone_open(&out, name, &why))
		fail_msg("%s", why.text);
	return out;
}

/* An instant as it is read in UTC. */
static int64_t
utc(const char *text)
{
	struct crm_clock clock = { 0 };
	int64_t          instant;

	assert_int_equal(crm_instant_parse(text, &clock, CRM_PAST, &instant, NULL), 0);
	return instant;
}

static void
expect_local(const char *name, const char *instant, const char *expected)
{
	struct crm_zone *z = zone(name);
	char             text[CRM_INSTANT_SIZE];

	assert_string_equal(crm_instant_format(utc(instant), z, text), expected);
	crm_zone_close(z);
}

/* A local time is read in a zone and stands for this instant. */
static void
expect_instant(const char *name, const char *local, const char *expected)
{
	struct crm_zone *z = zone(name);

	assert_int_equal(crm_zone_instant(z, utc(local)), utc(expected));
	crm_zone_close(z);
}

static void
expect_refused(const char *name, const char *expected)
{
	struct crm_zone *z = NULL;
	struct crm_fault why;

	assert_int_equal(crm_zone_open(&z, name, &why), CRM_INVALID);
	assert_null(z);
	if (!strstr(why.text, expected))
		fail_msg("%s: %s", name, why.text);
}

static void
summer_time_comes_and_goes(void **state)
{
	(void)state;
	expect_local("Europe/Berlin", "2026-03-29T00:59:59Z", "2026-03-29T01:59:59+01:00");
	expect_local("Europe/Berlin", "2026-03-29T01:00:00Z", "2026-03-29T03:00:00+02:00");
	expect_local("Europe/Berlin", "2026-10-25T00:59:59Z", "2026-10-25T02:59:59+02:00");
	expect_local("Europe/Berlin", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00+01:00");
	expect_local("America/New_York", "2026-03-08T06:59:59Z", "2026-03-08T01:59:59-05:00");
	expect_local("America/New_York", "2026-03-08T07:00:00Z", "2026-03-08T03:00:00-04:00");
	expect_local("America/New_York", "2026-11-01T06:00:00Z", "2026-11-01T01:00:00-05:00");
}

static void
a_skipped_time_is_read_with_the_offset_before_the_gap(void **state)
{
	(void)state;
	expect_instant("Europe/Berlin", "2026-03-29T01:59:59Z", "2026-03-29T00:59:59Z");
	expect_instant("Europe/Berlin", "2026-03-29T02:00:00Z", "2026-03-29T01:00:00Z");
	expect_instant("Europe/Berlin", "2026-03-29T02:59:59Z", "2026-03-29T01:59:59Z");
	expect_instant("Europe/Berlin", "2026-03-29T03:00:00Z", "2026-03-29T01:00:00Z");
	expect_instant("America/New_York", "2026-03-08T02:30:00Z", "2026-03-08T07:30:00Z");
	expect_instant("America/New_York", "2061-03-13T02:30:00Z", "2061-03-13T07:30:00Z");
}

static void
of_a_time_that_comes_twice_the_first_is_taken(void **state)
{
	(void)state;
	expect_instant("Europe/Berlin", "2026-10-25T01:59:59Z", "2026-10-24T23:59:59Z");
	expect_instant("Europe/Berlin", "2026-10-25T02:00:00Z", "2026-10-25T00:00:00Z");
	expect_instant("Europe/Berlin", "2026-10-25T02:59:59Z", "2026-10-25T00:59:59Z");
	expect_instant("Europe/Berlin", "2026-10-25T03:00:00Z", "2026-10-25T02:00:00Z");
	expect_instant("America/New_York", "2026-11-01T01:30:00Z", "2026-11-01T05:30:00Z");
}

static void
the_footer_rules_hold_in_the_far_future(void **state)
{
	(void)state;
	expect_local("Europe/Berlin", "2060-03-28T00:59:59Z", "2060-03-28T01:59:59+01:00");
	expect_local("Europe/Berlin", "2060-03-28T01:00:00Z", "2060-03-28T03:00:00+02:00");
	expect_local("Europe/Berlin", "2060-10-31T00:59:59Z", "2060-10-31T02:59:59+02:00");
	expect_local("Europe/Berlin", "2060-10-31T01:00:00Z", "2060-10-31T02:00:00+01:00");
	expect_local("America/New_York", "2060-03-14T07:00:00Z", "2060-03-14T03:00:00-04:00");
	expect_local("America/New_York", "9999-07-01T00:00:00Z", "9999-06-30T20:00:00-04:00");
	expect_instant("Europe/Berlin", "2060-03-28T02:30:00Z", "2060-03-28T01:30:00Z");
	expect_instant("Europe/Berlin", "2060-10-31T02:30:00Z", "2060-10-31T00:30:00Z");
}

static void
summer_spans_new_year_in_the_south(void **state)
{
	(void)state;
	expect_local("Australia/Sydney", "2026-01-01T00:00:00Z", "2026-01-01T11:00:00+11:00");
	expect_local("Australia/Sydney", "2026-04-04T15:59:59Z", "2026-04-05T02:59:59+11:00");
	expect_local("Australia/Sydney", "2026-04-04T16:00:00Z", "2026-04-05T02:00:00+10:00");
	expect_local("Australia/Sydney", "2060-10-02T15:59:59Z", "2060-10-03T01:59:59+10:00");
	expect_local("Australia/Sydney", "2060-10-02T16:00:00Z", "2060-10-03T03:00:00+11:00");
	expect_local("Australia/Lord_Howe", "2060-01-01T00:00:00Z", "2060-01-01T11:00:00+11:00");
	expect_local("Australia/Lord_Howe", "2060-07-01T00:00:00Z", "2060-07-01T10:30:00+10:30");
}

static void
taipei_had_summer_time_once(void **state)
{
	(void)state;
	expect_local("Asia/Taipei", "2026-07-01T00:00:00Z", "2026-07-01T08:00:00+08:00");
	expect_local("Asia/Taipei", "2060-07-01T00:00:00Z", "2060-07-01T08:00:00+08:00");
	expect_local("Asia/Taipei", "1979-07-15T00:00:00Z", "1979-07-15T09:00:00+09:00");
	expect_local("Asia/Taipei", "1895-12-31T15:53:59Z", "1895-12-31T23:59:59+08:06");
	expect_local("Asia/Taipei", "1895-12-31T15:54:00Z", "1895-12-31T23:54:00+08:00");
}

static void
local_mean_time_has_seconds(void **state)
{
	(void)state;
	expect_local("Europe/Berlin", "1800-01-01T00:00:00Z", "1800-01-01T00:53:28+00:53:28");
	assert_int_equal(utc("1800-01-01T00:53:28+00:53:28"), utc("1800-01-01"));
}

static void
negative_summer_time_is_winter(void **state)
{
	(void)state;
	expect_local("Europe/Dublin", "2060-01-15T12:00:00Z", "2060-01-15T12:00:00+00:00");
	expect_local("Europe/Dublin", "2060-07-15T12:00:00Z", "2060-07-15T13:00:00+01:00");
}

static void
a_day_begins_when_midnight_is_skipped(void **state)
{
	struct crm_zone *z = zone("America/Sao_Paulo");
	int64_t day = crm_date_day((struct crm_date){ 2017, 10, 15 });

	(void)state;
	assert_int_equal(crm_day_instant(z, day), utc("2017-10-15T03:00:00Z"));
	assert_int_equal(crm_instant_day(z, utc("2017-10-15T02:59:59Z")), day - 1);
	assert_int_equal(crm_instant_day(z, utc("2017-10-15T03:00:00Z")), day);
	crm_zone_close(z);
}

static void
a_day_left_out_begins_with_the_next(void **state)
{
	struct crm_zone *z = zone("Pacific/Apia");
	struct crm_clock clock = { .zone = z };
	struct crm_span  span;
	int64_t day = crm_date_day((struct crm_date){ 2011, 12, 30 }), read;

	(void)state;
	assert_int_equal(crm_day_instant(z, day), crm_day_instant(z, day + 1));
	assert_int_equal(crm_span_parse("2011-12-30", &clock, CRM_PAST, &span, NULL), 0);
	assert_int_equal(span.from, span.to);
	assert_int_equal(crm_day_parse("2011-12-30", &clock, CRM_PAST, &read, NULL), 0);
	assert_int_equal(read, day);
	crm_zone_close(z);
}

static void
days_have_23_to_25_hours(void **state)
{
	struct crm_zone *z = zone("Europe/Berlin");
	int64_t spring = crm_date_day((struct crm_date){ 2026, 3, 29 });
	int64_t autumn = crm_date_day((struct crm_date){ 2026, 10, 25 });

	(void)state;
	assert_int_equal(crm_day_instant(z, spring + 1) - crm_day_instant(z, spring), 23 * HOUR);
	assert_int_equal(crm_day_instant(z, autumn + 1) - crm_day_instant(z, autumn), 25 * HOUR);
	assert_int_equal(crm_day_instant(z, autumn + 2) - crm_day_instant(z, autumn + 1),
	                 24 * HOUR);
	crm_zone_close(z);
}

static void
fixed_offsets_need_no_file(void **state)
{
	static const struct { const char *given, *name; int offset; } cases[] = {
		{ "+08:00", "+08:00", 8 * HOUR }, { "-0330", "-03:30", -7 * HOUR / 2 },
		{ "+14", "+14:00", 14 * HOUR }, { "UTC", "UTC", 0 }, { "-00:00", "+00:00", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct crm_zone *z = zone(cases[i].given);

		assert_string_equal(crm_zone_name(z), cases[i].name);
		assert_int_equal(crm_zone_offset(z, 0), cases[i].offset);
		assert_int_equal(crm_zone_instant(z, 0), -cases[i].offset);
		crm_zone_close(z);
	}
}

static void
no_zone_is_utc(void **state)
{
	char text[CRM_INSTANT_SIZE];

	(void)state;
	assert_string_equal(crm_zone_name(NULL), "UTC");
	assert_int_equal(crm_zone_offset(NULL, 1795312800), 0);
	assert_int_equal(crm_zone_instant(NULL, 1795312800), 1795312800);
	assert_string_equal(crm_instant_format(0, NULL, text), "1970-01-01T00:00:00+00:00");
	crm_zone_close(NULL);
}

static void
names_that_are_no_zones_are_refused(void **state)
{
	static const char *const names[] = {
		"", "/", "/etc/localtime", "../zoneinfo/UTC", "Asia/../UTC", "Asia", "Asia/",
		"asia/taipei",
		"Asia//Taipei", "./UTC", "localtime", "zone.tab", "tzdata.zi", "Mars/Olympus",
		"Asia/Taipei\n", "+25:00", "+8:5", "+08:00x", "-", "+08:60", "CST-8",
		"right/Asia/Taipei",
		"Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		expect_refused(names[i],
		               "names look like Asia/Taipei, Europe/Berlin, UTC or +08:00");
}

static void
the_environment_has_no_say(void **state)
{
	(void)state;
	setenv("TZ", "America/New_York", 1);
	setenv("TZDIR", "/nonexistent", 1);
	expect_local("Asia/Taipei", "2026-07-01T00:00:00Z", "2026-07-01T08:00:00+08:00");
	assert_int_equal(utc("1970-01-01"), 0);
	unsetenv("TZ");
	unsetenv("TZDIR");
}

/* Reading back what was written: every third hour of years with turns of all kinds. */
static void
a_local_time_leads_back_to_its_first_instant(void **state)
{
	static const char *const names[] = {
		"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Taipei",
		"Africa/Casablanca", "America/Sao_Paulo", "Pacific/Apia", "Europe/Dublin", "+05:45"
	};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct crm_zone *z = zone(names[i]);

		for (int64_t t = utc("2005-01-01"); t < utc("2045-01-01"); t += 3 * HOUR) {
			int64_t local = t + crm_zone_offset(z, t);
			int64_t first = crm_zone_instant(z, local);

			assert_true(first <= t && t - first <= 2 * HOUR);
			assert_int_equal(first + crm_zone_offset(z, first), local);
		}
		crm_zone_close(z);
	}
}

static void
instants_beyond_the_calendar_do_no_harm(void **state)
{
	struct crm_zone *z = zone("Europe/Berlin");
	char text[CRM_INSTANT_SIZE];

	(void)state;
	assert_string_equal(crm_instant_format(INT64_MAX, z, text), "9999-12-31T23:59:59+01:00");
	assert_string_equal(crm_instant_format(INT64_MIN, z, text), "0001-01-01T00:00:00+00:53:28");
	assert_int_equal(crm_instant_day(z, INT64_MAX),
	                 crm_date_day((struct crm_date){ 9999, 12, 31 }));
	assert_int_equal(crm_instant_day(z, INT64_MIN), crm_date_day((struct crm_date){ 1, 1, 1 }));
	assert_true(crm_zone_instant(z, INT64_MAX) > 0);
	assert_true(crm_zone_instant(z, INT64_MIN) < 0);
	crm_zone_close(z);
}

static void
an_offset_stays_in_force_until_the_clock_is_turned(void **state)
{
	struct crm_zone *berlin = zone("Europe/Berlin"), *fixed = zone("+08:00");
	int64_t          turn = utc("2026-03-29T01:00:00Z");

	(void)state;
	assert_int_equal(crm_zone_turn(berlin, turn - 1), turn);
	assert_int_equal(crm_zone_turn(berlin, turn), utc("2026-10-25T01:00:00Z"));
	for (int64_t at = utc("1890-01-01"), next; at < utc("2100-01-01"); at = next) {
		next = crm_zone_turn(berlin, at);
		assert_true(next > at);
		for (int i = 0; i < 10; i++)
			assert_int_equal(crm_zone_offset(berlin, at + (next - at) / 10 * i),
			                 crm_zone_offset(berlin, next - 1));
	}
	assert_true(crm_zone_turn(fixed, turn) == INT64_MAX);
	assert_true(crm_zone_turn(NULL, turn) == INT64_MAX);
	crm_zone_close(berlin);
	crm_zone_close(fixed);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(summer_time_comes_and_goes),
		cmocka_unit_test(an_offset_stays_in_force_until_the_clock_is_turned),
		cmocka_unit_test(a_skipped_time_is_read_with_the_offset_before_the_gap),
		cmocka_unit_test(of_a_time_that_comes_twice_the_first_is_taken),
		cmocka_unit_test(the_footer_rules_hold_in_the_far_future),
		cmocka_unit_test(summer_spans_new_year_in_the_south),
		cmocka_unit_test(taipei_had_summer_time_once),
		cmocka_unit_test(local_mean_time_has_seconds),
		cmocka_unit_test(negative_summer_time_is_winter),
		cmocka_unit_test(a_day_begins_when_midnight_is_skipped),
		cmocka_unit_test(a_day_left_out_begins_with_the_next),
		cmocka_unit_test(days_have_23_to_25_hours),
		cmocka_unit_test(fixed_offsets_need_no_file),
		cmocka_unit_test(no_zone_is_utc),
		cmocka_unit_test(names_that_are_no_zones_are_refused),
		cmocka_unit_test(the_environment_has_no_say),
		cmocka_unit_test(a_local_time_leads_back_to_its_first_instant),
		cmocka_unit_test(instants_beyond_the_calendar_do_no_harm),
	};

	return cmocka_run_group_tests_name("zone", tests, NULL, NULL);
}
