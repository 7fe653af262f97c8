/* What date.h promises of days, and of dates and times as people write them. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "date.h"

/* Sunday 2026-11-22, 10:00:00 in Taipei. */
#define NOW 1795312800

static struct crm_zone *taipei, *berlin;

static int
open_zones(void **state)
{
	(void)state;
	return crm_zone_open(&taipei, "Asia/Taipei", NULL) ||
	       crm_zone_open(&berlin, "Europe/Berlin", NULL);
}

static int
close_zones(void **state)
{
	(void)state;
	crm_zone_close(taipei);
	crm_zone_close(berlin);
	return 0;
}

static int64_t
day(int year, int month, int of_month)
{
	return crm_date_day((struct crm_date){ year, month, of_month });
}

static void
expect_day(int64_t actual, const char *expected)
{
	char text[CRM_DAY_SIZE];

	assert_string_equal(crm_day_format(actual, text), expected);
}

/* What a span is, as "from/to unit". */
static const char *
describe(const struct crm_span *span, const struct crm_zone *zone, char *out, size_t size)
{
	static const char *const units[] = {
		"second", "minute", "day", "week", "month", "quarter", "year"
	};
	char from[CRM_INSTANT_SIZE], to[CRM_INSTANT_SIZE];

	snprintf(out, size, "%s/%s %s", crm_instant_format(span->from, zone, from),
	         crm_instant_format(span->to, zone, to), units[span->unit]);
	return out;
}

static void
expect_span_in(const struct crm_zone *zone, enum crm_tense tense, const char *text,
               const char *expected)
{
	struct crm_clock clock = { NOW, zone };
	struct crm_span  span;
	struct crm_fault why;
	char             actual[120];

	if (crm_span_parse(text, &clock, tense, &span, &why))
		fail_msg("%s: %s", text, why.text);
	assert_string_equal(describe(&span, zone, actual, sizeof actual), expected);
}

static void
expect_span(enum crm_tense tense, const char *text, const char *expected)
{
	expect_span_in(taipei, tense, text, expected);
}

/* A text that names one day, whichever way it looks. */
static void
expect_one_day(const char *text, const char *past, const char *future)
{
	for (int tense = CRM_PAST; tense <= CRM_FUTURE; tense++) {
		struct crm_clock clock = { NOW, taipei };
		struct crm_span  span;
		struct crm_fault why;
		int64_t          parsed;

		if (crm_day_parse(text, &clock, tense, &parsed, &why))
			fail_msg("%s: %s", text, why.text);
		expect_day(parsed, tense == CRM_PAST ? past : future);
		assert_int_equal(crm_span_parse(text, &clock, tense, &span, NULL), 0);
		assert_int_equal(span.unit, CRM_DAY_UNIT);
		assert_int_equal(span.from, crm_day_instant(taipei, parsed));
		assert_int_equal(span.to, crm_day_instant(taipei, parsed + 1));
	}
}

static void
expect_fault(const char *text, size_t at, const char *expected)
{
	struct crm_clock clock = { NOW, taipei };
	struct crm_span  span = { 1, 2, CRM_WEEK };
	struct crm_fault why;

	assert_int_equal(crm_span_parse(text, &clock, CRM_PAST, &span, &why), CRM_INVALID);
	assert_string_equal(why.text, expected);
	assert_int_equal(why.at, at);
	assert_int_equal(span.from, 1);
	assert_int_equal(crm_span_parse(text, &clock, CRM_PAST, &span, NULL), CRM_INVALID);
}

/* --- the calendar ---------------------------------------------------------- */

static void
every_day_of_ten_thousand_years_comes_back(void **state)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int64_t expected = -719162;

	(void)state;
	for (int year = 1; year <= 9999; year++) {
		bool leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);

		for (int month = 1; month <= 12; month++) {
			int length = lengths[month - 1] + (leap && month == 2);

			for (int d = 1; d <= length; d++, expected++) {
				struct crm_date back = crm_day_date(expected);

				assert_true(back.year == year && back.month == month);
				assert_true(back.day == d);
				assert_true(crm_date_day(back) == expected);
			}
			assert_true(crm_date_exists((struct crm_date){ year, month, length }));
			assert_false(crm_date_exists((struct crm_date){ year, month, length + 1 }));
		}
	}
	assert_int_equal(expected, 2932897);
}

static void
dates_that_are_none_do_not_exist(void **state)
{
	(void)state;
	assert_false(crm_date_exists((struct crm_date){ 0, 1, 1 }));
	assert_false(crm_date_exists((struct crm_date){ 10000, 1, 1 }));
	assert_false(crm_date_exists((struct crm_date){ 2026, 0, 1 }));
	assert_false(crm_date_exists((struct crm_date){ 2026, 13, 1 }));
	assert_false(crm_date_exists((struct crm_date){ 2026, 1, 0 }));
	assert_false(crm_date_exists((struct crm_date){ 1900, 2, 29 }));
	assert_true(crm_date_exists((struct crm_date){ 2000, 2, 29 }));
}

static void
weekdays_are_those_of_iso_8601(void **state)
{
	(void)state;
	assert_int_equal(crm_day_weekday(0), 4);                       /* a Thursday */
	assert_int_equal(crm_day_weekday(day(2026, 11, 22)), 7);
	assert_int_equal(crm_day_weekday(day(2026, 11, 23)), 1);
	assert_int_equal(crm_day_weekday(day(1969, 12, 31)), 3);
	assert_int_equal(crm_day_weekday(day(1, 1, 1)), 1);
	assert_int_equal(crm_day_weekday(day(9999, 12, 31)), 5);
}

static void
a_month_is_clamped_to_its_last_day(void **state)
{
	(void)state;
	expect_day(crm_day_add_months(day(2026, 1, 31), 1), "2026-02-28");
	expect_day(crm_day_add_months(day(2028, 1, 31), 1), "2028-02-29");
	expect_day(crm_day_add_months(day(2026, 3, 31), -1), "2026-02-28");
	expect_day(crm_day_add_months(day(2026, 1, 31), 3), "2026-04-30");
	expect_day(crm_day_add_months(day(2026, 12, 31), 2), "2027-02-28");
	expect_day(crm_day_add_months(day(2026, 1, 15), -1), "2025-12-15");
	expect_day(crm_day_add_months(day(2028, 2, 29), 12), "2029-02-28");
	expect_day(crm_day_add_months(day(2028, 2, 29), -48), "2024-02-29");
}

static void
the_calendar_ends_where_it_ends(void **state)
{
	struct crm_period long_time = { 999999999, CRM_YEAR };

	(void)state;
	expect_day(crm_day_add_months(day(9999, 12, 1), 1), "9999-12-31");
	expect_day(crm_day_add_months(day(1, 1, 31), -1), "0001-01-01");
	expect_day(crm_day_add_months(day(2026, 1, 1), INT32_MAX), "9999-12-31");
	expect_day(crm_day_add_months(day(2026, 1, 1), INT32_MIN), "0001-01-01");
	expect_day(crm_day_add(day(2026, 1, 1), long_time), "9999-12-31");
	expect_day(crm_day_subtract(day(2026, 1, 1), long_time), "0001-01-01");
	expect_day(INT64_MAX, "9999-12-31");
	expect_day(INT64_MIN, "0001-01-01");
	expect_day(day(1, 1, 1), "0001-01-01");
	expect_day(day(9999, 12, 31), "9999-12-31");
}

/* --- what people type ------------------------------------------------------ */

static void
a_date_is_a_day(void **state)
{
	(void)state;
	expect_one_day("2026-11-22", "2026-11-22", "2026-11-22");
	expect_one_day("2028-02-29", "2028-02-29", "2028-02-29");
	expect_one_day("0001-01-01", "0001-01-01", "0001-01-01");
	expect_one_day("9999-12-31", "9999-12-31", "9999-12-31");
	expect_one_day(" \t2026-11-22\n", "2026-11-22", "2026-11-22");
	expect_one_day("２０２６－１１－２２", "2026-11-22", "2026-11-22");
	expect_span(CRM_PAST, "2026-11-22",
	            "2026-11-22T00:00:00+08:00/2026-11-23T00:00:00+08:00 day");
}

static void
a_time_is_local_unless_it_has_an_offset(void **state)
{
	static const char *const texts[] = {
		"2026-11-22 14:30:05", "2026-11-22T14:30:05", "2026-11-22T14:30:05+08:00",
		"2026-11-22t06:30:05z", "2026-11-22 06:30:05 Z", "2026-11-22T01:30:05-0500",
		"2026-11-22T14:30:05.999+08", "2026-11-22 2:30:05 PM", "2026-11-22 下午2:30:05",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		expect_span(CRM_PAST, texts[i],
		            "2026-11-22T14:30:05+08:00/2026-11-22T14:30:06+08:00 second");
	expect_span(CRM_PAST, "2026-11-22 14:30",
	            "2026-11-22T14:30:00+08:00/2026-11-22T14:31:00+08:00 minute");
	expect_span_in(berlin, CRM_PAST, "2026-11-22T14:30+08:00",
	               "2026-11-22T07:30:00+01:00/2026-11-22T07:31:00+01:00 minute");
	expect_span_in(NULL, CRM_PAST, "2026-11-22 14:30",
	               "2026-11-22T14:30:00+00:00/2026-11-22T14:31:00+00:00 minute");
}

static void
a_skipped_and_a_double_time_are_read_as_promised(void **state)
{
	(void)state;
	expect_span_in(berlin, CRM_PAST, "2026-03-29 02:30",
	               "2026-03-29T03:30:00+02:00/2026-03-29T03:31:00+02:00 minute");
	expect_span_in(berlin, CRM_PAST, "2026-10-25 02:30",
	               "2026-10-25T02:30:00+02:00/2026-10-25T02:31:00+02:00 minute");
	expect_span_in(berlin, CRM_PAST, "2026-10-25",
	               "2026-10-25T00:00:00+02:00/2026-10-26T00:00:00+01:00 day");
}

static void
noon_and_midnight_have_their_halves(void **state)
{
	(void)state;
	expect_span(CRM_PAST, "2026-11-22 12:00 am",
	            "2026-11-22T00:00:00+08:00/2026-11-22T00:01:00+08:00 minute");
	expect_span(CRM_PAST, "2026-11-22 12:00pm",
	            "2026-11-22T12:00:00+08:00/2026-11-22T12:01:00+08:00 minute");
	expect_span(CRM_PAST, "2026-11-22 上午12:05",
	            "2026-11-22T00:05:00+08:00/2026-11-22T00:06:00+08:00 minute");
	expect_span(CRM_PAST, "2026-11-22 11:59 p.m.",
	            "2026-11-22T23:59:00+08:00/2026-11-23T00:00:00+08:00 minute");
}

static void
words_and_counts_are_days_from_today(void **state)
{
	(void)state;
	expect_one_day("today", "2026-11-22", "2026-11-22");
	expect_one_day("Yesterday", "2026-11-21", "2026-11-21");
	expect_one_day("TOMORROW", "2026-11-23", "2026-11-23");
	expect_one_day("-3d", "2026-11-19", "2026-11-19");
	expect_one_day("+2w", "2026-12-06", "2026-12-06");
	expect_one_day("-1m", "2026-10-22", "2026-10-22");
	expect_one_day("-9 months", "2026-02-22", "2026-02-22");
	expect_one_day("+1q", "2027-02-22", "2027-02-22");
	expect_one_day("+1y", "2027-11-22", "2027-11-22");
	expect_one_day("-0d", "2026-11-22", "2026-11-22");
	expect_one_day("+10 days", "2026-12-02", "2026-12-02");
}

static void
hours_and_minutes_are_counted_from_the_instant(void **state)
{
	(void)state;
	expect_span(CRM_PAST, "now", "2026-11-22T10:00:00+08:00/2026-11-22T10:00:01+08:00 second");
	expect_span(CRM_FUTURE, "-2h",
	            "2026-11-22T08:00:00+08:00/2026-11-22T08:00:01+08:00 second");
	expect_span(CRM_PAST, "+30min",
	            "2026-11-22T10:30:00+08:00/2026-11-22T10:30:01+08:00 second");
	expect_span(CRM_PAST, "+36 hours",
	            "2026-11-23T22:00:00+08:00/2026-11-23T22:00:01+08:00 second");
}

/* Today is a Sunday. */
static void
a_weekday_is_never_today(void **state)
{
	(void)state;
	expect_one_day("fri", "2026-11-20", "2026-11-27");
	expect_one_day("Friday", "2026-11-20", "2026-11-27");
	expect_one_day("sun", "2026-11-15", "2026-11-29");
	expect_one_day("sat", "2026-11-21", "2026-11-28");
	expect_one_day("mon", "2026-11-16", "2026-11-23");
	expect_one_day("thurs", "2026-11-19", "2026-11-26");
}

static void
a_bare_time_is_the_nearest_on_its_side_of_now(void **state)
{
	(void)state;
	expect_span(CRM_PAST, "9:30", "2026-11-22T09:30:00+08:00/2026-11-22T09:31:00+08:00 minute");
	expect_span(CRM_PAST, "14:30",
	            "2026-11-21T14:30:00+08:00/2026-11-21T14:31:00+08:00 minute");
	expect_span(CRM_FUTURE, "14:30",
	            "2026-11-22T14:30:00+08:00/2026-11-22T14:31:00+08:00 minute");
	expect_span(CRM_FUTURE, "09:30:00",
	            "2026-11-23T09:30:00+08:00/2026-11-23T09:30:01+08:00 second");
	expect_span(CRM_PAST, "10:00",
	            "2026-11-22T10:00:00+08:00/2026-11-22T10:01:00+08:00 minute");
	expect_span(CRM_FUTURE, "10:00",
	            "2026-11-22T10:00:00+08:00/2026-11-22T10:01:00+08:00 minute");
}

static void
any_day_can_have_a_time(void **state)
{
	(void)state;
	expect_span(CRM_FUTURE, "fri 14:30",
	            "2026-11-27T14:30:00+08:00/2026-11-27T14:31:00+08:00 minute");
	expect_span(CRM_FUTURE, "+3d 9:00",
	            "2026-11-25T09:00:00+08:00/2026-11-25T09:01:00+08:00 minute");
	expect_span(CRM_PAST, "yesterday 下午2:30",
	            "2026-11-21T14:30:00+08:00/2026-11-21T14:31:00+08:00 minute");
}

static void
months_quarters_and_years_are_whole(void **state)
{
	(void)state;
	expect_span(CRM_PAST, "2026-11",
	            "2026-11-01T00:00:00+08:00/2026-12-01T00:00:00+08:00 month");
	expect_span(CRM_PAST, "2026-12",
	            "2026-12-01T00:00:00+08:00/2027-01-01T00:00:00+08:00 month");
	expect_span(CRM_PAST, "2026-Q1",
	            "2026-01-01T00:00:00+08:00/2026-04-01T00:00:00+08:00 quarter");
	expect_span(CRM_PAST, "2026-q4",
	            "2026-10-01T00:00:00+08:00/2027-01-01T00:00:00+08:00 quarter");
	expect_span(CRM_PAST, "2026", "2026-01-01T00:00:00+08:00/2027-01-01T00:00:00+08:00 year");
	expect_span_in(berlin, CRM_PAST, "2026-Q2",
	               "2026-04-01T00:00:00+02:00/2026-07-01T00:00:00+02:00 quarter");
	expect_span_in(berlin, CRM_PAST, "2026-10",
	               "2026-10-01T00:00:00+02:00/2026-11-01T00:00:00+01:00 month");
}

static void
weeks_are_those_of_iso_8601(void **state)
{
	(void)state;
	expect_span(CRM_PAST, "2026-W47",
	            "2026-11-16T00:00:00+08:00/2026-11-23T00:00:00+08:00 week");
	expect_span(CRM_PAST, "2026-W53",
	            "2026-12-28T00:00:00+08:00/2027-01-04T00:00:00+08:00 week");
	expect_span(CRM_PAST, "2020-w53",
	            "2020-12-28T00:00:00+08:00/2021-01-04T00:00:00+08:00 week");
	expect_span(CRM_PAST, "2027-W01",
	            "2027-01-04T00:00:00+08:00/2027-01-11T00:00:00+08:00 week");
	expect_span(CRM_PAST, "2025-W01",
	            "2024-12-30T00:00:00+08:00/2025-01-06T00:00:00+08:00 week");
	expect_one_day("2026-W47-7", "2026-11-22", "2026-11-22");
	expect_fault("2027-W53", 6, "2027 has weeks 1 to 52");
	expect_fault("2026-W54", 6, "2026 has weeks 1 to 53");
	expect_fault("2026-W00", 6, "2026 has weeks 1 to 53");
	expect_fault("2026-W4", 6, "a week is written 2026-W07");
	expect_fault("2026-W47-8", 10, "weekdays run from 1, Monday, to 7, Sunday");
}

static void
a_longer_span_gives_its_beginning(void **state)
{
	struct crm_clock clock = { NOW, taipei };
	int64_t          value;

	(void)state;
	assert_int_equal(crm_day_parse("2026-11", &clock, CRM_PAST, &value, NULL), 0);
	expect_day(value, "2026-11-01");
	assert_int_equal(crm_day_parse("2026-11-22T23:00:00Z", &clock, CRM_PAST, &value, NULL), 0);
	expect_day(value, "2026-11-23");
	assert_int_equal(crm_instant_parse("2026-11-22", &clock, CRM_PAST, &value, NULL), 0);
	assert_int_equal(value, NOW - 10 * 3600);
}

static void
a_date_that_is_none_says_why(void **state)
{
	(void)state;
	expect_fault("2026-02-31", 5, "February 2026 has 28 days");
	expect_fault("2028-02-30", 5, "February 2028 has 29 days");
	expect_fault("2026-04-31 12:00", 5, "April 2026 has 30 days");
	expect_fault("2026-11-00", 5, "November 2026 has 30 days");
	expect_fault("2026-13-01", 5, "there is no month 13");
	expect_fault("2026-00", 5, "there is no month 0");
	expect_fault("0000-01-01", 0, "there is no year 0: years run from 1 to 9999");
	expect_fault("2026-Q5", 5, "quarters run from Q1 to Q4");
	expect_fault("2026-11-22 24:00", 11, "there is no hour 24: they run from 0 to 23");
	expect_fault("2026-11-22 13:00 pm", 11, "there is no hour 13 pm");
	expect_fault("2026-11-22 0:30 am", 11, "there is no hour 0 am");
	expect_fault("14:60", 0, "there is no minute 60: they run from 0 to 59");
	expect_fault("14:30:60", 0, "there is no second 60: they run from 0 to 59");
	expect_fault("14:30:5", 7, "seconds have two digits");
	expect_fault("14:30:05.", 9, "digits must follow the point");
	expect_fault("2026-11-22T14:30+8", 16, "an offset from UTC is written +08:00");
	expect_fault("-3x", 2, "a unit must follow the number: d w m q y for days to years, "
	             "h for hours, min for minutes");
	expect_fault("+3", 2, "a unit must follow the number: d w m q y for days to years, "
	             "h for hours, min for minutes");
	expect_fault("+99999999999y", 0, "`+99999999999y' is beyond the years 1 to 9999");
	expect_fault("-3000y", 0, "`-3000y' is beyond the years 1 to 9999");
	expect_fault("+999999999h", 0, "`+999999999h' is beyond the years 1 to 9999");
	expect_fault("0001-01-01T00:00+14:00", 0,
	             "`0001-01-01T00:00+14:00' is beyond the years 1 to 9999");
	expect_fault("", 0, "there is nothing here");
	expect_fault(" 　", 0, "there is nothing here");
}

#define UNDERSTOOD "write 2026-11-22, '2026-11-22 14:30', 14:30, today, -3d, +2w, fri, " \
	"2026-11, 2026-W47, 2026-Q3 or 2026"

static void
nonsense_says_what_is_understood(void **state)
{
	(void)state;
	expect_fault("foo", 0, "`foo' is not a date or time: " UNDERSTOOD);
	expect_fault("2026-11-22x", 10, "`2026-11-22x' is not a date or time: " UNDERSTOOD);
	expect_fault("3d", 1, "`3d' is not a date or time: " UNDERSTOOD);
	expect_fault("2026-1-5", 6, "`2026-1-5' is not a date or time: " UNDERSTOOD);
	expect_fault("fry", 0, "`fry' is not a date or time: " UNDERSTOOD);
	expect_fault("\x1b[1m\xff", 0, "`?[1m?' is not a date or time: " UNDERSTOOD);
	expect_fault("今天", 0, "`今天' is not a date or time: " UNDERSTOOD);
}

static void
a_long_text_is_quoted_in_part(void **state)
{
	struct crm_clock clock = { NOW, taipei };
	struct crm_span  span;
	struct crm_fault why;
	char             text[1000] = "";

	(void)state;
	for (int i = 0; i < 100; i++)
		strcat(text, "年");
	assert_int_equal(crm_span_parse(text, &clock, CRM_PAST, &span, &why), CRM_INVALID);
	assert_string_equal(why.text, "`年年年年年年年年年年年年年年年年年年年年...' is too long");
	assert_int_equal(crm_fault_clip("短"), 3);
	strcpy(text, "a");
	for (int i = 0; i < 30; i++)
		strcat(text, "年");
	assert_int_equal(crm_fault_clip(text), 58);
}

static void
a_period_is_a_count_of_days_or_longer(void **state)
{
	static const struct { const char *text; int count; enum crm_unit unit; } cases[] = {
		{ "3d", 3, CRM_DAY_UNIT }, { "2w", 2, CRM_WEEK }, { "1m", 1, CRM_MONTH },
		{ "1q", 1, CRM_QUARTER }, { "1y", 1, CRM_YEAR }, { "day", 1, CRM_DAY_UNIT },
		{ "10 days", 10, CRM_DAY_UNIT }, { "weekly", 1, CRM_WEEK },
		{ "Monthly", 1, CRM_MONTH },
		{ "2 weeks", 2, CRM_WEEK }, { "yearly", 1, CRM_YEAR },
	};
	static const char *const bad[] = { "", "0d", "-3d", "3", "3x", "2h", "30min", "3d!", "d3" };
	struct crm_period period;
	struct crm_fault  why;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(crm_period_parse(cases[i].text, &period, &why), 0);
		assert_int_equal(period.count, cases[i].count);
		assert_int_equal(period.unit, cases[i].unit);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(crm_period_parse(bad[i], &period, &why), CRM_INVALID);
	assert_int_equal(crm_period_parse("3 apples", &period, &why), CRM_INVALID);
	assert_string_equal(why.text,
	                    "`3 apples' is not a length of time: write 3d, 2w, 1m, 1q, 1y, "
	                    "or weekly, monthly");
	expect_day(crm_day_add(day(2026, 1, 31), (struct crm_period){ 1, CRM_MONTH }),
	           "2026-02-28");
	expect_day(crm_day_add(day(2026, 1, 31), (struct crm_period){ 1, CRM_QUARTER }),
	           "2026-04-30");
	expect_day(crm_day_subtract(day(2028, 2, 29), (struct crm_period){ 1, CRM_YEAR }),
	           "2027-02-28");
	expect_day(crm_day_subtract(day(2026, 1, 3), (struct crm_period){ 2, CRM_WEEK }),
	           "2025-12-20");
}

static void
an_instant_reads_back_as_it_was_written(void **state)
{
	struct crm_clock clock = { NOW, berlin };
	char             text[CRM_INSTANT_SIZE];

	(void)state;
	for (int64_t t = -62135596800; t < 253402297199; t += 86399 * 97) {
		int64_t back;

		crm_instant_format(t, berlin, text);
		assert_int_equal(crm_instant_parse(text, &clock, CRM_PAST, &back, NULL), 0);
		assert_int_equal(back, t);
	}
}

/* --- other people's files -------------------------------------------------- */

static void
expect_import(const struct crm_date_format *format, const char *text, const char *expected)
{
	struct crm_clock clock = { NOW, taipei };
	struct crm_span  span;
	struct crm_fault why;
	char             actual[120];

	if (crm_date_format_parse(format, text, &clock, &span, &why))
		fail_msg("%s: %s", text, why.text);
	describe(&span, taipei, actual, sizeof actual);
	actual[span.unit == CRM_DAY_UNIT ? 10 : 19] = '\0';
	assert_string_equal(actual, expected);
}

static void
expect_refused(const struct crm_date_format *format, const char *text, int error,
               const char *expected)
{
	struct crm_clock clock = { NOW, taipei };
	struct crm_span  span;
	struct crm_fault why;

	assert_int_equal(crm_date_format_parse(format, text, &clock, &span, &why), error);
	assert_string_equal(why.text, expected);
}

static struct crm_date_format
told(const char *name)
{
	struct crm_date_format format = { 0 };
	struct crm_fault       why;

	if (crm_date_format_tell(&format, name, &why))
		fail_msg("%s: %s", name, why.text);
	return format;
}

static void
dates_of_any_shape_are_imported(void **state)
{
	static const char *const texts[] = {
		"2026-11-22", "2026/11/22", "2026.11.22", "20261122", "22.11.2026", "22/11/2026",
		"11/22/2026", "22-11-2026", "22-Nov-2026", "22 Nov 2026", "22 november 2026",
		"22. Nov 2026", "2026-Nov-22", "Nov 22 2026", "Nov 22, 2026", "November 22, 2026",
		"2026年11月22日", "２０２６年１１月２２日", "2026 年 11 月 22 日", "2026年11月22号",
		"2026年11月22號", "民國115年11月22日", "中華民國115年11月22日", "民国115年11月22日",
		"民115.11.22", "民國 115/11/22", "115/11/22", "115-11-22", "115.11.22", "1151122",
		"115年11月22日", "2026-W47-7", " 2026/11/22 ",
	};
	struct crm_date_format none = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		expect_import(&none, texts[i], "2026-11-22");
	expect_import(&none, "113/05/01", "2024-05-01");
	expect_import(&none, "民國113年5月1日", "2024-05-01");
	expect_import(&none, "民113.5.1", "2024-05-01");
	expect_import(&none, "民國75年3月12日", "1986-03-12");
	expect_import(&none, "民國1年1月1日", "1912-01-01");
	expect_import(&none, "2026/1/5", "2026-01-05");
	expect_import(&none, "05/05/2026", "2026-05-05");
	expect_import(&none, "Sept 5 2026", "2026-09-05");
}

static void
an_imported_date_may_have_a_time(void **state)
{
	static const char *const texts[] = {
		"2026-11-22 14:30:05", "2026-11-22T14:30:05+08:00", "2026-11-22T06:30:05.123Z",
		"22/11/2026 14:30:05", "11/22/2026 2:30:05 PM", "2026/11/22 下午 02:30:05",
		"2026年11月22日14:30:05", "115/11/22 14:30:05", "Nov 22, 2026, 2:30:05 pm",
		"20261122T14:30:05", "22-Nov-2026 14:30:05",
	};
	struct crm_date_format none = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		expect_import(&none, texts[i], "2026-11-22T14:30:05");
	expect_import(&none, "民國115年11月22日 下午2:30", "2026-11-22T14:30:00");
}

static void
what_could_be_two_dates_is_refused(void **state)
{
	struct crm_date_format none = { 0 };

	(void)state;
	expect_refused(&none, "03/04/2026", CRM_AMBIGUOUS,
	               "`03/04/2026' is 2026-04-03 or 2026-03-04: give --date-format dmy or mdy");
	expect_refused(&none, "3.4.2026", CRM_AMBIGUOUS,
	               "`3.4.2026' is 2026-04-03 or 2026-03-04: give --date-format dmy or mdy");
	expect_refused(&none, "75/03/12", CRM_AMBIGUOUS,
	               "the year of `75/03/12' is too short to be sure: give --date-format roc, "
	               "or a pattern such as %d.%m.%y");
	expect_refused(&none, "22-Nov-26", CRM_AMBIGUOUS,
	               "the year of `22-Nov-26' is too short to be sure: give --date-format roc, "
	               "or a pattern such as %d.%m.%y");
	expect_refused(&none, "26年5月1日", CRM_AMBIGUOUS,
	               "the year of `26年5月1日' is too short to be sure: give --date-format roc, "
	               "or a pattern such as %d.%m.%y");
}

static void
one_value_settles_the_others(void **state)
{
	struct crm_date_format dmy = { 0 }, mdy = { 0 };

	(void)state;
	crm_date_format_learn(&dmy, "03/04/2026");
	expect_refused(&dmy, "03/04/2026", CRM_AMBIGUOUS,
	               "`03/04/2026' is 2026-04-03 or 2026-03-04: give --date-format dmy or mdy");
	crm_date_format_learn(&dmy, "22/11/2026");
	expect_import(&dmy, "03/04/2026", "2026-04-03");
	expect_import(&dmy, "2026/03/04", "2026-03-04");
	expect_refused(&dmy, "11/22/2026", CRM_INVALID, "there is no month 22");
	crm_date_format_learn(&mdy, "11/22/2026 2:30 PM");
	expect_import(&mdy, "03/04/2026", "2026-03-04");
	expect_refused(&mdy, "22/11/2026", CRM_INVALID, "there is no month 22");
}

static void
values_that_teach_nothing_change_nothing(void **state)
{
	static const char *const texts[] = {
		"", "foo", "2026-11-22", "22/11/2026 and more", "31/02/2026", "22-Nov-2026",
		"20261122",
		"75/03/12", "22/11/2026 25:00", "2026年11月22日", "0/13/2026",
	};
	struct crm_date_format format = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		crm_date_format_learn(&format, texts[i]);
		assert_int_equal(format.possible, 0);
	}
}

static void
contradictions_settle_nothing(void **state)
{
	struct crm_date_format format = { 0 };

	(void)state;
	crm_date_format_learn(&format, "22/11/2026");
	crm_date_format_learn(&format, "11/22/2026");
	crm_date_format_learn(&format, "23/11/2026");
	expect_import(&format, "22/11/2026", "2026-11-22");
	expect_import(&format, "11/22/2026", "2026-11-22");
	expect_refused(&format, "03/04/2026", CRM_AMBIGUOUS,
	               "`03/04/2026' is 2026-04-03 or 2026-03-04: give --date-format dmy or mdy");
}

static void
short_years_are_of_the_roc_once_one_was_seen(void **state)
{
	struct crm_date_format seen = { 0 }, was_told = told("roc");

	(void)state;
	crm_date_format_learn(&seen, "113/05/01");
	expect_import(&seen, "75/03/12", "1986-03-12");
	expect_import(&was_told, "75/03/12", "1986-03-12");
	expect_import(&was_told, "75年3月12日", "1986-03-12");
	expect_import(&was_told, "5/3/12", "1916-03-12");
	expect_import(&was_told, "1130501", "2024-05-01");
	expect_import(&was_told, "2024-05-01", "2024-05-01");
	expect_refused(&seen, "22-Nov-26", CRM_AMBIGUOUS,
	               "the year of `22-Nov-26' is too short to be sure: give --date-format roc, "
	               "or a pattern such as %d.%m.%y");
	expect_refused(&seen, "113/02/30", CRM_INVALID, "February 2024 has 29 days");
	expect_refused(&seen, "民國0年1月1日", CRM_INVALID, "there is no year 0: years run from 1 to "
	               "9999");
	expect_refused(&was_told, "03/04/2026", CRM_INVALID,
	               "`03/04/2026' does not begin with its year, as was told");
}

static void
what_was_told_is_kept_to(void **state)
{
	struct crm_date_format dmy = told("dmy"), mdy = told("mdy"), ymd = told("ymd");

	(void)state;
	expect_import(&dmy, "03/04/2026", "2026-04-03");
	expect_import(&mdy, "03/04/2026", "2026-03-04");
	expect_import(&dmy, "2026-03-04", "2026-03-04");
	expect_import(&dmy, "20260304", "2026-03-04");
	crm_date_format_learn(&dmy, "11/22/2026");
	expect_import(&dmy, "03/04/2026", "2026-04-03");
	expect_refused(&dmy, "11/22/2026", CRM_INVALID, "there is no month 22");
	expect_import(&ymd, "2026/03/04", "2026-03-04");
	expect_refused(&ymd, "03/04/2026", CRM_INVALID,
	               "`03/04/2026' does not begin with its year, as was told");
	expect_refused(&ymd, "113/05/01", CRM_INVALID, "the year of `113/05/01' has three digits: "
	               "give --date-format roc if it is the Republic of China's");
}

static void
a_pattern_fits_the_whole_text(void **state)
{
	struct crm_date_format dots = told("%d.%m.%Y"), american = told("%m/%d/%y %I:%M %p");
	struct crm_date_format packed = told("%Y%m%d%H%M%S"), iso = told("%F %T %z");
	struct crm_date_format named = told("%e %b '%y"), percent = told("%%%Y %B %d");

	(void)state;
	expect_import(&dots, "22.11.2026", "2026-11-22");
	expect_import(&dots, "3.4.2026", "2026-04-03");
	expect_import(&american, "11/22/26 02:30 PM", "2026-11-22T14:30:00");
	expect_import(&american, "11/22/69 12:30am", "1969-11-22T00:30:00");
	expect_import(&packed, "20261122143005", "2026-11-22T14:30:05");
	expect_import(&iso, "2026-11-22 06:30:05 +0000", "2026-11-22T14:30:05");
	expect_import(&named, "22 Nov '26", "2026-11-22");
	expect_import(&percent, "%2026   november 22", "2026-11-22");
	expect_refused(&dots, "22/11/2026", CRM_INVALID,
	               "`22/11/2026' does not look like %d.%m.%Y");
	expect_refused(&dots, "22.11.2026 14:30", CRM_INVALID,
	               "`22.11.2026 14:30' does not look like %d.%m.%Y");
	expect_refused(&dots, "22.11.26", CRM_INVALID, "`22.11.26' does not look like %d.%m.%Y");
	expect_refused(&dots, "31.2.2026", CRM_INVALID, "February 2026 has 28 days");
	expect_refused(&packed, "20261122250000", CRM_INVALID,
	               "there is no hour 25: they run from 0 to 23");
	expect_refused(&american, "11/22/26 14:30 PM", CRM_INVALID, "there is no hour 14 pm");
}

static void
a_pattern_that_cannot_work_is_refused(void **state)
{
	static const char *const bad[] = {
		"dym", "", "DMY", "%d.%m", "%Y", "%d.%m.%Q", "%d.%m.%Y %", "%F %H", "%F %M",
		"%F %I:%M",
		"%F %H:%M %p", "%F %S"
	};
	struct crm_date_format format = { 0 };
	struct crm_fault       why;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(crm_date_format_tell(&format, bad[i], &why), CRM_INVALID);
		assert_true(strlen(why.text) > 20);
		assert_int_equal(format.possible, 0);
		assert_null(format.pattern);
	}
	assert_int_equal(crm_date_format_tell(&format, "%d.%m.%Q", &why), CRM_INVALID);
	assert_int_equal(why.at, 6);
	assert_string_equal(why.text,
	                    "`%Q' is unknown in a pattern: there are %Y %y %m %b %d %H %I %M "
	                    "%S %p %z %F %T");
}

static void
what_is_no_date_is_told_from_a_bad_one(void **state)
{
	static const char *const nonsense[] = {
		"foo", "2026", "2026-11", "today", "-3d", "fri", "14:30", "2026-11/22",
		"22/11-2026",
		"02-2345-6789", "2026年11月", "1/2", "113-May-01", "22/11/2026x", "May", "1e5", "//",
		"民國", "2026//22", "2026年11-22", "12345678901"
	};
	struct crm_clock       clock = { NOW, taipei };
	struct crm_date_format none = { 0 };
	struct crm_span        span;
	struct crm_fault       why;

	(void)state;
	for (size_t i = 0; i < sizeof nonsense / sizeof *nonsense; i++) {
		assert_int_equal(crm_date_format_parse(&none, nonsense[i], &clock, &span, &why),
		                 CRM_INVALID);
		if (!strstr(why.text, "is not a date: understood are 2026-11-22, 22.11.2026"))
			fail_msg("%s: %s", nonsense[i], why.text);
	}
	expect_refused(&none, "31/02/2026", CRM_INVALID, "February 2026 has 28 days");
	expect_refused(&none, "02/30/2026", CRM_INVALID, "February 2026 has 28 days");
	expect_refused(&none, "20261301", CRM_INVALID, "there is no month 13");
	expect_refused(&none, "45978", CRM_INVALID, "`45978' looks like the day number of a "
	               "spreadsheet: give its column the format of a date there");
	expect_refused(&none, "22/11/2026 25:00", CRM_INVALID,
	               "there is no hour 25: they run from 0 to 23");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_of_ten_thousand_years_comes_back),
		cmocka_unit_test(dates_that_are_none_do_not_exist),
		cmocka_unit_test(weekdays_are_those_of_iso_8601),
		cmocka_unit_test(a_month_is_clamped_to_its_last_day),
		cmocka_unit_test(the_calendar_ends_where_it_ends),
		cmocka_unit_test(a_date_is_a_day),
		cmocka_unit_test(a_time_is_local_unless_it_has_an_offset),
		cmocka_unit_test(a_skipped_and_a_double_time_are_read_as_promised),
		cmocka_unit_test(noon_and_midnight_have_their_halves),
		cmocka_unit_test(words_and_counts_are_days_from_today),
		cmocka_unit_test(hours_and_minutes_are_counted_from_the_instant),
		cmocka_unit_test(a_weekday_is_never_today),
		cmocka_unit_test(a_bare_time_is_the_nearest_on_its_side_of_now),
		cmocka_unit_test(any_day_can_have_a_time),
		cmocka_unit_test(months_quarters_and_years_are_whole),
		cmocka_unit_test(weeks_are_those_of_iso_8601),
		cmocka_unit_test(a_longer_span_gives_its_beginning),
		cmocka_unit_test(a_date_that_is_none_says_why),
		cmocka_unit_test(nonsense_says_what_is_understood),
		cmocka_unit_test(a_long_text_is_quoted_in_part),
		cmocka_unit_test(a_period_is_a_count_of_days_or_longer),
		cmocka_unit_test(an_instant_reads_back_as_it_was_written),
		cmocka_unit_test(dates_of_any_shape_are_imported),
		cmocka_unit_test(an_imported_date_may_have_a_time),
		cmocka_unit_test(what_could_be_two_dates_is_refused),
		cmocka_unit_test(one_value_settles_the_others),
		cmocka_unit_test(values_that_teach_nothing_change_nothing),
		cmocka_unit_test(contradictions_settle_nothing),
		cmocka_unit_test(short_years_are_of_the_roc_once_one_was_seen),
		cmocka_unit_test(what_was_told_is_kept_to),
		cmocka_unit_test(a_pattern_fits_the_whole_text),
		cmocka_unit_test(a_pattern_that_cannot_work_is_refused),
		cmocka_unit_test(what_is_no_date_is_told_from_a_bad_one),
	};

	return cmocka_run_group_tests_name("date", tests, open_zones, close_zones);
}
