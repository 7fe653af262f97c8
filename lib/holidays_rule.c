/*
 * holidays_rule.c - the yearly rules of calendars (RFC 5545, 3.3.10)
 *
 *	rule_parse(&rule, "FREQ=YEARLY;BYMONTH=1;BYDAY=3MO", &finder);
 *	day = rule_next(&rule, start, day, last);     (the third Monday of January)
 */
#include <stdlib.h>
#include <string.h>

#include "date_text.h"
#include "holidays_read.h"

/* --- reading ---------------------------------------------------------------------- */

/* A number that is all of the text, with or without a sign. */
static bool
number(const char *text, int low, int high, int *value)
{
	const char *digits = text + (*text == '-' || *text == '+');
	size_t      n = strspn(digits, "0123456789");

	if (n == 0 || n > 8 || digits[n])
		return false;
	*value = (int)strtol(digits, NULL, 10) * (*text == '-' ? -1 : 1);
	return *value >= low && *value <= high;
}

static int
bad_part(const struct finder *finder, const char *name, const char *text)
{
	return finder_fault(finder, "RRULE: %s cannot be `%.*s'", name, crm_fault_clip(text), text);
}

static int
read_frequency(struct rule *rule, char *text, const struct finder *finder)
{
	(void)rule;
	if (strcmp(text, "YEARLY") == 0)
		return 0;
	return finder_fault(finder, "RRULE: only FREQ=YEARLY is read, not `%.*s'", crm_fault_clip(text),
	                    text);
}

static int
read_interval(struct rule *rule, char *text, const struct finder *finder)
{
	return number(text, 1, 9999, &rule->interval) ? 0 : bad_part(finder, "INTERVAL", text);
}

static int
read_count(struct rule *rule, char *text, const struct finder *finder)
{
	return number(text, 1, CRM_HOLIDAYS_MOST, &rule->count) ? 0 : bad_part(finder, "COUNT", text);
}

/* An UNTIL with a time ends on its day. */
static int
read_until(struct rule *rule, char *text, const struct finder *finder)
{
	size_t digits = strspn(text, "0123456789");

	if (digits != 8 || (text[8] && text[8] != 'T'))
		return bad_part(finder, "UNTIL", text);
	return finder_date(finder, text, &rule->until);
}

static int
read_months(struct rule *rule, char *text, const struct finder *finder)
{
	for (char *item; (item = strsep(&text, ","));) {
		int month;

		if (!number(item, 1, 12, &month))
			return bad_part(finder, "BYMONTH", item);
		rule->months |= 1U << month;
	}
	return 0;
}

static int
read_month_days(struct rule *rule, char *text, const struct finder *finder)
{
	for (char *item; (item = strsep(&text, ","));) {
		int day;

		if (!number(item, -31, 31, &day) || day == 0)
			return bad_part(finder, "BYMONTHDAY", item);
		if (day > 0)
			rule->days |= UINT32_C(1) << day;
		else
			rule->days_from_end |= UINT32_C(1) << -day;
	}
	return 0;
}

/* `MO', `3MO' or `-1MO'. */
static bool
read_weekday(struct rule *rule, char *text)
{
	static const char names[][3] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };
	size_t length = strlen(text);
	char  *name = text + (length < 2 ? length : length - 2);
	int    nth = 0, weekday = 0;

	while (weekday < 7 && strcmp(name, names[weekday]))
		weekday++;
	*name = '\0';
	if (weekday == 7 || rule->n_weekdays == RULE_WEEKDAYS)
		return false;
	if (*text && (!number(text, -53, 53, &nth) || nth == 0))
		return false;
	rule->weekdays[rule->n_weekdays].weekday = weekday + 1;
	rule->weekdays[rule->n_weekdays++].nth = nth;
	return true;
}

static int
read_weekdays(struct rule *rule, char *text, const struct finder *finder)
{
	for (char *item; (item = strsep(&text, ","));)
		if (!read_weekday(rule, item))
			return finder_fault(finder, "RRULE: BYDAY has up to %d items such as MO, 3MO, -1MO",
			                    RULE_WEEKDAYS);
	return 0;
}

/* Only weeks of the year depend on where weeks begin, and none are read. */
static int
read_week_start(struct rule *rule, char *text, const struct finder *finder)
{
	(void)rule, (void)text, (void)finder;
	return 0;
}

int
rule_parse(struct rule *rule, char *text, const struct finder *finder)
{
	static const struct {
		const char *name;
		int       (*read)(struct rule *, char *, const struct finder *);
	} parts[] = {
		{ "FREQ", read_frequency }, { "INTERVAL", read_interval }, { "COUNT", read_count },
		{ "UNTIL", read_until }, { "BYMONTH", read_months }, { "BYMONTHDAY", read_month_days },
		{ "BYDAY", read_weekdays }, { "WKST", read_week_start },
	};
	enum { PARTS = sizeof parts / sizeof *parts };
	unsigned seen = 0;

	*rule = (struct rule){ .interval = 1, .until = DAY_MAX };
	ascii_capitals(text);
	for (char *value; (value = strsep(&text, ";"));) {
		char  *name = strsep(&value, "=");
		size_t i = 0;
		int    error;

		while (i < PARTS && strcmp(name, parts[i].name))
			i++;
		if (i == PARTS || !value || seen & 1U << i)
			return finder_fault(finder, "RRULE: `%.*s' is not read; give such days one by one",
			                    crm_fault_clip(name), name);
		seen |= 1U << i;
		error = parts[i].read(rule, value, finder);
		if (error)
			return error;
	}
	if (!(seen & 1))
		return finder_fault(finder, "RRULE: FREQ is missing");
	if ((rule->days || rule->days_from_end) && !rule->months)
		return finder_fault(finder, "RRULE: BYMONTHDAY without BYMONTH is read in two ways;"
		                    " give both");
	return 0;
}

/* --- days ---------------------------------------------------------------------------- */

static bool
fits_day_of_month(const struct rule *rule, struct crm_date date, struct crm_date start)
{
	int from_end = month_length(date.year, date.month) + 1 - date.day;

	if (!rule->days && !rule->days_from_end)
		return rule->n_weekdays || date.day == start.day;
	return (rule->days >> date.day & 1) || (rule->days_from_end >> from_end & 1);
}

/* BYDAY counts in the month if there is a BYMONTH, else in the year. */
static bool
fits_weekday(const struct rule *rule, struct crm_date date, int64_t day)
{
	int64_t first = crm_date_day((struct crm_date){ date.year, rule->months ? date.month : 1, 1 });
	int     length = rule->months             ? month_length(date.year, date.month)
	                 : month_length(date.year, 2) == 29 ? 366 : 365;
	int     before = (int)(day - first);
	int     nth = before / 7 + 1, nth_from_end = (length - 1 - before) / 7 + 1;

	for (size_t i = 0; i < rule->n_weekdays; i++) {
		int wanted = rule->weekdays[i].nth;

		if (rule->weekdays[i].weekday == crm_day_weekday(day) &&
		    (wanted == 0 || wanted == nth || wanted == -nth_from_end))
			return true;
	}
	return rule->n_weekdays == 0;
}

static bool
fits_month(const struct rule *rule, struct crm_date date, struct crm_date start)
{
	if (rule->months)
		return rule->months >> date.month & 1;
	return rule->n_weekdays || date.month == start.month;
}

int64_t
rule_next(const struct rule *rule, int64_t start, int64_t day, int64_t last)
{
	struct crm_date begin = crm_day_date(start);

	last = rule->until < last ? rule->until : last;
	for (day++; day <= last; day++) {
		struct crm_date date = crm_day_date(day);

		if ((date.year - begin.year) % rule->interval) {
			day = crm_date_day((struct crm_date){ date.year, 12, 31 });
			continue;
		}
		if (fits_month(rule, date, begin) && fits_day_of_month(rule, date, begin) &&
		    fits_weekday(rule, date, day))
			return day;
	}
	return INT64_MIN;
}
