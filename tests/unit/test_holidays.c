/* What holidays.h promises: lists and calendars of holidays, and what is refused of them. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "date.h"
#include "holidays.h"

/* A text reads as this list. */
static void
expect(const char *text, const char *expected)
{
	struct crm_holidays holidays;
	struct crm_fault    why;
	char               *list;

	if (crm_holidays_parse(&holidays, text, strlen(text), &why))
		fail_msg("%zu: %s", holidays.line, why.text);
	list = crm_holidays_format(&holidays);
	assert_non_null(list);
	assert_string_equal(list, expected);
	free(list);
	crm_holidays_clear(&holidays);
}

/* A text is refused at a line, with these words. */
static void
refuse_bytes(const char *text, size_t length, size_t line, const char *expected)
{
	struct crm_holidays holidays = { .n = 7 };
	struct crm_fault    why;

	assert_int_equal(crm_holidays_parse(&holidays, text, length, &why), CRM_INVALID);
	assert_int_equal(holidays.n, 0);
	assert_null(holidays.days);
	if (!strstr(why.text, expected))
		fail_msg("not `%s': %s", expected, why.text);
	assert_int_equal(holidays.line, line);
	assert_true(why.at <= length);
	assert_int_equal(crm_holidays_parse(&holidays, text, length, NULL), CRM_INVALID);
}

static void
refuse(const char *text, size_t line, const char *expected)
{
	refuse_bytes(text, strlen(text), line, expected);
}

/* The properties of one VEVENT, in its calendar. */
static char *
calendar(const char *properties)
{
	char *text = malloc(strlen(properties) + 100);

	assert_non_null(text);
	sprintf(text, "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n%sEND:VEVENT\r\nEND:VCALENDAR\r\n", properties);
	return text;
}

static void
expect_event(const char *properties, const char *expected)
{
	char *text = calendar(properties);

	expect(text, expected);
	free(text);
}

static void
refuse_event(const char *properties, size_t line, const char *expected)
{
	char *text = calendar(properties);

	refuse(text, line, expected);
	free(text);
}

/* The days of a rule that begins at a day, until it has an end, as `MMDD' of years. */
static void
expect_rule(const char *start, const char *rule, const char *expected)
{
	char  text[300], seen[400] = "";
	size_t n = 0;
	struct crm_holidays holidays;
	struct crm_fault    why;

	snprintf(text, sizeof text,
	         "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:%s\nRRULE:%s\nEND:VEVENT\nEND:VCALENDAR\n",
	         start, rule);
	if (crm_holidays_parse(&holidays, text, strlen(text), &why))
		fail_msg("%s: %s", rule, why.text);
	for (size_t i = 0; i < holidays.n && n < sizeof seen - 12; i++) {
		char day[CRM_DAY_SIZE];

		n += (size_t)sprintf(seen + n, "%s%s", i ? " " : "", crm_day_format(holidays.days[i].day, day));
	}
	crm_holidays_clear(&holidays);
	if (strcmp(seen, expected))
		fail_msg("%s from %s: %s", rule, start, seen);
}

/* --- lists --------------------------------------------------------------------------- */

static void
a_list_is_sorted_and_each_day_is_there_once(void **state)
{
	(void)state;
	expect("# our holidays\n"
	       "\n"
	       "2026-10-10 國慶日\n"
	       "  2026-01-01\t元旦 \n"
	       "2026-10-10 again\n"
	       "2026-12-25",
	       "2026-01-01 元旦\n"
	       "2026-10-10 國慶日\n"
	       "2026-12-25\n");
}

static void
a_run_of_days_is_each_of_them(void **state)
{
	(void)state;
	expect("2026-02-27..2026-03-01 a long weekend\r\n",
	       "2026-02-27 a long weekend\n"
	       "2026-02-28 a long weekend\n"
	       "2026-03-01 a long weekend\n");
	expect("2026-02-27..2026-02-27", "2026-02-27\n");
}

static void
an_empty_text_has_no_holidays(void **state)
{
	(void)state;
	expect("", "");
	expect("\n# none\n   \r\n", "");
	expect("\uFEFF2026-01-01 with a byte order mark\n", "2026-01-01 with a byte order mark\n");
}

static void
a_list_reads_again_as_it_was_written(void **state)
{
	(void)state;
	expect("2026-01-01 #1\n2026-01-02 a  b\tc\n2026-01-03 cafe\u0301\n",
	       "2026-01-01 #1\n2026-01-02 a  b c\n2026-01-03 caf\u00e9\n");
	expect("2026-01-01 #1\n2026-01-02 a  b c\n2026-01-03 caf\u00e9\n",
	       "2026-01-01 #1\n2026-01-02 a  b c\n2026-01-03 caf\u00e9\n");
}

static void
a_wrong_line_is_named(void **state)
{
	(void)state;
	refuse("2026-01-01 a\n# b\n\n2026-02-29 c\n", 4, "2026-02-29: February 2026 has 28 days");
	refuse("2026-13-01\n", 1, "no month 13");
	refuse("0000-01-01\n", 1, "no year 0");
	refuse("\n春節 2026-02-17\n", 2, "`春節 2026-02-17' is no date");
	refuse("2026-2-17\n", 1, "is no date");
	refuse("17.02.2026\n", 1, "is no date");
	refuse("today a day\n", 1, "is no date");
	refuse("2026-02-17春節\n", 1, "a blank must follow");
	refuse("2026-02-17..\n", 1, "is no date");
	refuse("2026-02-17..18\n", 1, "is no date");
	refuse("2026-02-17 .. 2026-02-20 x\n", 1, "a run of days is written");
	refuse("2026-02-17..2026-02-16\n", 1, "before the first");
	refuse("2026-01-01..2027-01-02\n", 1, "one holiday of 367 days");
	refuse_bytes("2026-01-01\nx\0y\n", 15, 2, "NUL");
	refuse_bytes("2026-01-01\n\n2026-01-02 \xff\n", 25, 3, "UTF-8");
}

static void
names_are_bounded(void **state)
{
	char line[300] = "2026-01-01 ";

	(void)state;
	memset(line + 11, 'x', CRM_HOLIDAY_NAME_MOST + 1);
	refuse(line, 1, "a name has at most 200 bytes");
	line[11 + CRM_HOLIDAY_NAME_MOST] = '\0';
	strcpy(line + strlen(line), "\n");
	expect(line, line);
}

/* Years enough for 20,000 days, and one day more. */
static void
there_are_at_most_20000_days(void **state)
{
	char *text = malloc(60 * 30), *end = text;
	struct crm_holidays holidays;

	(void)state;
	assert_non_null(text);
	for (int year = 2000; year < 2054; year++)
		end += sprintf(end, "%d-01-01..%d-12-31\n", year, year);
	end += sprintf(end, "2060-01-01..2060-10-02\n");
	assert_int_equal(crm_holidays_parse(&holidays, text, (size_t)(end - text), NULL), 0);
	assert_int_equal(holidays.n, CRM_HOLIDAYS_MOST);
	crm_holidays_clear(&holidays);
	end += sprintf(end, "2070-01-01\n");
	refuse(text, 56, "more than 20000");
	free(text);
}

static void
a_day_is_found_by_its_date(void **state)
{
	struct crm_holidays holidays, none = { 0 };
	int64_t day = crm_date_day((struct crm_date){ 2026, 2, 17 });
	const char *text = "2026-02-17 春節\n2026-02-19\n2026-10-10 國慶\n";

	(void)state;
	assert_int_equal(crm_holidays_parse(&holidays, text, strlen(text), NULL), 0);
	assert_string_equal(crm_holidays_name(&holidays, day), "春節");
	assert_string_equal(crm_holidays_name(&holidays, day + 2), "");
	assert_null(crm_holidays_name(&holidays, day - 1));
	assert_null(crm_holidays_name(&holidays, day + 1));
	assert_null(crm_holidays_name(&holidays, day + 9999));
	assert_null(crm_holidays_name(&none, day));
	assert_null(crm_holidays_name(NULL, day));
	crm_holidays_clear(&holidays);
	assert_null(crm_holidays_name(&holidays, day));
}

/* --- calendars ------------------------------------------------------------------------ */

static void
a_calendar_of_public_holidays_is_read(void **state)
{
	(void)state;
	expect("begin:vcalendar\r\n"
	       "PRODID:-//Example//Holidays//EN\r\n"
	       "VERSION:2.0\r\n"
	       "X-WR-CALNAME:Holidays in Taiwan\r\n"
	       "BEGIN:VTIMEZONE\r\nTZID:Asia/Taipei\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
	       "END:STANDARD\r\nEND:VTIMEZONE\r\n"
	       "BEGIN:VEVENT\r\n"
	       "DTSTART;VALUE=DATE:20260216\r\n"
	       "DTEND;VALUE=DATE:20260219\r\n"
	       "DTSTAMP:20251122T100000Z\r\n"
	       "UID:1@example.org\r\n"
	       "SUMMARY;LANGUAGE=zh-TW:春節\\, 除\r\n"
	       " 夕\\; a\\\\b\\nc\r\n"
	       "BEGIN:VALARM\r\nTRIGGER:-P1D\r\nSUMMARY:an alarm\r\nDTSTART:20200101T000000Z\r\nEND:VALARM\r\n"
	       "TRANSP:TRANSPARENT\r\n"
	       "END:VEVENT\r\n"
	       "BEGIN:VEVENT\r\n"
	       "SUMMARY:元旦\r\n"
	       "X-NOTE;X-QUOTED=\"a:b;c\":DTSTART:20990101\r\n"
	       "DTSTART:20260101\r\n"
	       "END:VEVENT\r\n"
	       "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260501\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\n"
	       "BEGIN:VTODO\r\nDTSTART;VALUE=DATE:20260601\r\nEND:VTODO\r\n"
	       "END:VCALENDAR\r\n"
	       "\r\n"
	       "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261010\nDTEND;VALUE=DATE:20261010\n"
	       "STATUS:CONFIRMED\nEND:VEVENT\nEND:VCALENDAR",
	       "2026-01-01 元旦\n"
	       "2026-02-16 春節, 除夕; a\\b c\n"
	       "2026-02-17 春節, 除夕; a\\b c\n"
	       "2026-02-18 春節, 除夕; a\\b c\n"
	       "2026-10-10\n");
}

/* RFC 5545, 3.1: a fold may be inside a character, or a name. */
static void
lines_are_unfolded_wherever_they_were_folded(void **state)
{
	(void)state;
	expect_event("DTST\r\n ART;VALUE=\n\tDATE:2026\r\n 0217\r\nSUMMARY:New\r\n  Year\r\n",
	             "2026-02-17 New Year\n");
}

static void
a_duration_is_days_weeks_or_hours(void **state)
{
	(void)state;
	expect_event("DTSTART;VALUE=DATE:20260217\nDURATION:P2D\n", "2026-02-17\n2026-02-18\n");
	expect_event("DTSTART;VALUE=DATE:20260217\nDURATION:P1W\nSUMMARY:x\n",
	             "2026-02-17 x\n2026-02-18 x\n2026-02-19 x\n2026-02-20 x\n2026-02-21 x\n"
	             "2026-02-22 x\n2026-02-23 x\n");
	expect_event("DTSTART:20260217\nDURATION:PT24H\n", "2026-02-17\n");
	expect_event("DTSTART:20260217\nDURATION:PT5H30M\n", "2026-02-17\n");
	expect_event("DTSTART:20260217\nDURATION:P1DT1S\n", "2026-02-17\n2026-02-18\n");
	refuse_event("DTSTART;VALUE=DATE:20260217\nDURATION:P5H\n", 4, "DURATION is days, weeks");
	refuse_event("DTSTART;VALUE=DATE:20260217\nDURATION:2D\n", 4, "DURATION is days, weeks");
	refuse_event("DTSTART;VALUE=DATE:20260217\nDURATION:PD\n", 4, "DURATION is days, weeks");
	refuse_event("DTSTART;VALUE=DATE:20260217\nDURATION:P\n", 4, "DURATION is days, weeks");
	refuse_event("DTSTART;VALUE=DATE:20260217\nDURATION:P99W\n", 2, "one holiday of 693 days");
	refuse_event("DTSTART:20260217\nDURATION:P1D\nDTEND:20260218\n", 2, "DURATION beside DTEND");
}

static void
a_rule_repeats_a_holiday_every_year(void **state)
{
	(void)state;
	expect_rule("20260101", "FREQ=YEARLY;COUNT=3", "2026-01-01 2027-01-01 2028-01-01");
	expect_rule("20260101", "FREQ=YEARLY;UNTIL=20280101", "2026-01-01 2027-01-01 2028-01-01");
	expect_rule("20260101", "FREQ=YEARLY;UNTIL=20271231T235959Z", "2026-01-01 2027-01-01");
	expect_rule("20260101", "FREQ=YEARLY;INTERVAL=4;COUNT=2;WKST=SU", "2026-01-01 2030-01-01");
	expect_rule("20240229", "freq=yearly;count=3", "2024-02-29 2028-02-29 2032-02-29");
	expect_rule("20980101", "FREQ=YEARLY", "2098-01-01 2099-01-01");
	expect_rule("19990101", "FREQ=YEARLY;UNTIL=20010101", "2000-01-01 2001-01-01");
	expect_rule("19970101", "FREQ=YEARLY;INTERVAL=2;UNTIL=20040101", "2001-01-01 2003-01-01");
	expect_rule("19970101", "FREQ=YEARLY;COUNT=5", "2000-01-01 2001-01-01");
}

/* Martin Luther King, Memorial and Thanksgiving day; days of the year; several at once. */
static void
a_rule_counts_weekdays_and_days_of_months(void **state)
{
	(void)state;
	expect_rule("20260119", "FREQ=YEARLY;BYMONTH=1;BYDAY=3MO;COUNT=3", "2026-01-19 2027-01-18 2028-01-17");
	expect_rule("20260525", "FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;COUNT=3", "2026-05-25 2027-05-31 2028-05-29");
	expect_rule("20261126", "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=2", "2026-11-26 2027-11-25");
	expect_rule("20260330", "FREQ=YEARLY;BYDAY=13MO;COUNT=2", "2026-03-30 2027-03-29");
	expect_rule("20261228", "FREQ=YEARLY;BYDAY=-1MO;COUNT=2", "2026-12-28 2027-12-27");
	expect_rule("20260501", "FREQ=YEARLY;BYMONTH=5,10;BYMONTHDAY=1,2,-1;COUNT=6",
	            "2026-05-01 2026-05-02 2026-05-31 2026-10-01 2026-10-02 2026-10-31");
	expect_rule("20261113", "FREQ=YEARLY;BYMONTH=8,10,11;BYMONTHDAY=13;BYDAY=FR;COUNT=3",
	            "2026-11-13 2027-08-13 2028-10-13");
	expect_rule("20260202", "FREQ=YEARLY;BYMONTH=2;BYDAY=MO,TU;COUNT=3", "2026-02-02 2026-02-03 2026-02-09");
	expect_rule("20260228", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1;COUNT=3", "2026-02-28 2027-02-28 2028-02-29");
}

static void
days_are_taken_out_of_a_rule_and_put_in(void **state)
{
	(void)state;
	expect_event("DTSTART;VALUE=DATE:20260101\nDTEND;VALUE=DATE:20260103\nRRULE:FREQ=YEARLY;COUNT=3\n"
	             "EXDATE;VALUE=DATE:20270101,20280101\nEXDATE;VALUE=DATE:20290101\n"
	             "RDATE;VALUE=DATE:20280202\nSUMMARY:new year\n",
	             "2026-01-01 new year\n2026-01-02 new year\n2028-02-02 new year\n2028-02-03 new year\n");
}

struct told { char text[2000]; size_t n; };

static void
hear(void *aux, size_t line, const struct crm_fault *why, bool note)
{
	struct told *told = aux;
	size_t used = strlen(told->text);

	told->n++;
	snprintf(told->text + used, sizeof told->text - used, "%zu:%s %s\n", line, note ? " note:" : "",
	         why->text);
}

/* What is told of a text, and how many days are read. */
static void
listen(const char *text, int error, size_t days, const char *expected)
{
	struct crm_holidays holidays;
	struct told told = { .n = 0 };

	assert_int_equal(crm_holidays_read(&holidays, text, strlen(text), hear, &told), error);
	assert_int_equal(holidays.n, days);
	assert_string_equal(told.text, expected);
	crm_holidays_clear(&holidays);
}

#define EVENT(properties) "BEGIN:VEVENT\n" properties "END:VEVENT\n"

static void
of_a_time_of_day_the_day_is_taken(void **state)
{
	(void)state;
	expect_event("DTSTART;TZID=Taipei Standard Time:20260101T000000\n"
	             "DTEND;TZID=Taipei Standard Time:20260102T000000\n", "2026-01-01\n");
	expect_event("DTSTART;TZID=Asia/Taipei:20260101T090000\nDTEND:20260101T180000\n", "2026-01-01\n");
	expect_event("DTSTART:20260101T090000\nDTEND:20260102T120000\n", "2026-01-01\n2026-01-02\n");
	expect_event("DTSTART:20260101T090000\nRDATE:20260301T090000\n", "2026-01-01\n2026-03-01\n");
	listen("BEGIN:VCALENDAR\n" EVENT("DTSTART:20260101\n") EVENT("DTSTART:20260202T090000\n")
	       EVENT("DTSTART:20260303T000000\nSTATUS:CANCELLED\n") "END:VCALENDAR\n", 0, 2,
	       "5: note: a time of day in an event: its whole day is taken\n");
	listen("BEGIN:VCALENDAR\n" EVENT("DTSTART:20260101T000000\n") EVENT("DTSTART:20260202T090000\n")
	       "END:VCALENDAR\n", 0, 2,
	       "2: note: a time of day in an event, as in 2 of them: their whole days are taken\n");
}

static void
every_fault_is_told(void **state)
{
	char text[4000], *end = text;
	struct told told = { .n = 0 };
	struct crm_holidays holidays;

	(void)state;
	listen("2026-01-01\nx\n2026-13-01 b\n\n2026-02-01 ok\n2026-03-02..2026-03-01\n", CRM_INVALID, 0,
	       "2: `x' is no date: it is written 2026-02-17\n3: 2026-13-01: there is no month 13\n"
	       "6: the last day is before the first\n");
	listen("BEGIN:VCALENDAR\nnothing\n" EVENT("DTSTART:1\nDTEND:2\nSUMMARY:x\n")
	       EVENT("SUMMARY:y\n") EVENT("DTSTART:20260101T000000Z\n") EVENT("DTSTART:20260101\n")
	       "END:VCALENDAR\n", CRM_INVALID, 0,
	       "2: `nothing' is no property: NAME:VALUE is wanted\n"
	       "4: DTSTART: `1' is no date: it is written 20260217\n"
	       "5: DTEND: `2' is no date: it is written 20260217\n8: this VEVENT has no DTSTART\n"
	       "12: DTSTART is a time of UTC, which may be another day here; a holiday is whole days "
	       "(VALUE=DATE)\n");
	for (int i = 0; i < 150; i++)
		end += sprintf(end, "x\n");
	assert_int_equal(crm_holidays_read(&holidays, text, strlen(text), hear, &told), CRM_INVALID);
	assert_int_equal(told.n, 100);
}

static void
a_wrong_event_is_named(void **state)
{
	(void)state;
	refuse_event("SUMMARY:x\n", 2, "this VEVENT has no DTSTART");
	refuse_event("SUMMARY:x\nDTSTART:20260101T010000Z\n", 4, "DTSTART is a time of UTC");
	refuse_event("DTSTART:20260101T0900\n", 3, "is no date");
	refuse_event("DTSTART;VALUE=DATE:2026-01-01\n", 3, "it is written 20260217");
	refuse_event("DTSTART;VALUE=DATE:20260230\n", 3, "2026-02-30: February 2026 has 28 days");
	refuse_event("DTSTART:20260101\nDTSTART:20260101\n", 4, "DTSTART is there twice");
	refuse_event("DTSTART:20260102\nDTEND:20260101\n", 2, "before the first");
	refuse_event("DTSTART:20260102\nEXDATE:20260102T000000Z\n", 4, "EXDATE is a time of UTC");
	refuse_event("DTSTART:20260102\nRECURRENCE-ID:20260102\n", 4, "RECURRENCE-ID is not read");
	refuse_event("DTSTART:20260102\nno property\n", 4, "`no property' is no property");
	refuse_event("DTSTART:20260102\nSUMMARY:a\r\n b\r\n c\r\nDTSTART:1\n", 7, "DTSTART is there twice");
}

static void
a_wrong_rule_is_named(void **state)
{
	static const struct { const char *rule, *why; } wrong[] = {
		{ "FREQ=WEEKLY;BYDAY=SU", "only FREQ=YEARLY" }, { "BYMONTH=1", "FREQ is missing" },
		{ "FREQ=YEARLY;BYSETPOS=1", "`BYSETPOS' is not read" }, { "FREQ=YEARLY;COUNT", "`COUNT' is not read" },
		{ "FREQ=YEARLY;COUNT=0", "COUNT cannot be `0'" }, { "FREQ=YEARLY;INTERVAL=-1", "INTERVAL cannot" },
		{ "FREQ=YEARLY;BYMONTH=13", "BYMONTH cannot" }, { "FREQ=YEARLY;BYMONTHDAY=0", "BYMONTHDAY cannot" },
		{ "FREQ=YEARLY;BYDAY=0MO", "BYDAY has" }, { "FREQ=YEARLY;BYDAY=XX", "BYDAY has" },
		{ "FREQ=YEARLY;BYDAY=M", "BYDAY has" }, { "FREQ=YEARLY;UNTIL=2026", "UNTIL cannot" },
		{ "FREQ=YEARLY;BYMONTHDAY=1", "BYMONTHDAY without BYMONTH" },
		{ "FREQ=YEARLY;FREQ=YEARLY", "`FREQ' is not read" },
		{ "FREQ=YEARLY;UNTIL=20260231", "28 days" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		char properties[200];

		snprintf(properties, sizeof properties, "DTSTART:20260101\nRRULE:%s\n", wrong[i].rule);
		refuse_event(properties, 4, wrong[i].why);
	}
	refuse_event("DTSTART:20260101\nRRULE:FREQ=YEARLY;BYMONTH=1;BYDAY=3MO\n", 2, "does not fit its RRULE");
}

static void
a_broken_calendar_is_refused(void **state)
{
	(void)state;
	refuse("BEGIN:VCALENDAR\n", 1, "END:VCALENDAR is missing");
	refuse("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\n", 3, "END:VEVENT is missing");
	refuse("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\nEND:VCALENDAR\n", 4, "END:VEVENT is missing");
	refuse("BEGIN:VCALENDAR\nEND:VEVENT\n", 2, "END:VCALENDAR is missing");
	refuse("BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nEND:VCALENDAR\n", 3, "is missing");
	refuse("BEGIN:VCALENDAR\nEND:VCALENDAR\n2026-01-01 a list\n", 3, "is no property");
	refuse("BEGIN:VCALENDAR\nEND:VCALENDAR\nVERSION:2.0\n", 3, "BEGIN:VCALENDAR must be here");
	refuse("BEGIN:VEVENT\n", 1, "is no date");
}

/* 2,000 years of a day that is not there are searched, but not for ever. */
static void
there_are_at_most_500_rules(void **state)
{
	static const char event[] = "BEGIN:VEVENT\nDTSTART:00040229\nRRULE:FREQ=YEARLY;COUNT=400\nEND:VEVENT\n";
	char *text = malloc(501 * sizeof event + 100), *end = text;

	(void)state;
	assert_non_null(text);
	end += sprintf(end, "BEGIN:VCALENDAR\n");
	for (int i = 0; i < 501; i++)
		end += sprintf(end, "%s", event);
	sprintf(end, "END:VCALENDAR\n");
	refuse(text, 2 + 4 * 500, "more than 500 events with an RRULE");
	free(text);
}

static void
a_day_of_work_beats_a_holiday(void **state)
{
	struct crm_holidays holidays, more;
	char *list;

	(void)state;
	expect("2026-02-14 a\n+2026-02-14 \xe8\xa3\x9c\xe7\x8f\xad\n", "+2026-02-14 補班\n");
	expect("+2026-02-14\n2026-02-14 a\n+2026-02-14 b\n", "+2026-02-14\n");
	expect("+2026-02-14..2026-02-15 b\n", "+2026-02-14 b\n+2026-02-15 b\n");
	refuse("+ 2026-02-14\n", 1, "is no date");
	refuse("++2026-02-14\n", 1, "is no date");
	assert_int_equal(crm_holidays_parse(&holidays, "2026-02-14 a\n2026-02-16 b\n", 26, NULL), 0);
	assert_int_equal(crm_holidays_parse(&more, "+2026-02-14 w\n2026-02-15 c\n", 27, NULL), 0);
	assert_string_equal(crm_holidays_name(&holidays, more.days[0].day), "a");
	assert_int_equal(crm_holidays_add(&holidays, &more), 0);
	assert_null(crm_holidays_name(&holidays, more.days[0].day));
	assert_true(crm_holidays_work(&holidays, more.days[0].day));
	assert_false(crm_holidays_work(&holidays, more.days[1].day));
	assert_false(crm_holidays_work(NULL, more.days[0].day));
	list = crm_holidays_format(&holidays);
	assert_string_equal(list, "+2026-02-14 w\n2026-02-15 c\n2026-02-16 b\n");
	free(list);
	crm_holidays_clear(&holidays);
	crm_holidays_clear(&more);
}

static void
an_event_says_that_work_is_done(void **state)
{
	(void)state;
	expect_event("DTSTART;VALUE=DATE:20250208\nSUMMARY:補行上班\n", "+2025-02-08 補行上班\n");
	expect_event("DTSTART;VALUE=DATE:20260214\nSUMMARY:春节（班）\n", "+2026-02-14 春节（班）\n");
	expect_event("DTSTART;VALUE=DATE:20260228\nSUMMARY:Special Working Day\n",
	             "+2026-02-28 Special Working Day\n");
	expect_event("DTSTART;VALUE=DATE:20260216\nSUMMARY:春节（休）\n", "2026-02-16 春节（休）\n");
	expect_event("DTSTART;VALUE=DATE:20260710\nSUMMARY:颱風停班停課\n", "2026-07-10 颱風停班停課\n");
	expect_event("DTSTART;VALUE=DATE:20250127\nSUMMARY:調整放假(2/8 補班)\n",
	             "2025-01-27 調整放假(2/8 補班)\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_is_sorted_and_each_day_is_there_once),
		cmocka_unit_test(a_run_of_days_is_each_of_them),
		cmocka_unit_test(an_empty_text_has_no_holidays),
		cmocka_unit_test(a_list_reads_again_as_it_was_written),
		cmocka_unit_test(a_wrong_line_is_named),
		cmocka_unit_test(names_are_bounded),
		cmocka_unit_test(there_are_at_most_20000_days),
		cmocka_unit_test(a_day_is_found_by_its_date),
		cmocka_unit_test(a_calendar_of_public_holidays_is_read),
		cmocka_unit_test(lines_are_unfolded_wherever_they_were_folded),
		cmocka_unit_test(a_duration_is_days_weeks_or_hours),
		cmocka_unit_test(a_rule_repeats_a_holiday_every_year),
		cmocka_unit_test(a_rule_counts_weekdays_and_days_of_months),
		cmocka_unit_test(days_are_taken_out_of_a_rule_and_put_in),
		cmocka_unit_test(of_a_time_of_day_the_day_is_taken),
		cmocka_unit_test(every_fault_is_told),
		cmocka_unit_test(a_wrong_event_is_named),
		cmocka_unit_test(a_wrong_rule_is_named),
		cmocka_unit_test(a_broken_calendar_is_refused),
		cmocka_unit_test(there_are_at_most_500_rules),
		cmocka_unit_test(a_day_of_work_beats_a_holiday),
		cmocka_unit_test(an_event_says_that_work_is_done),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
