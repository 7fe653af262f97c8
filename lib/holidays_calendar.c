/*
 * holidays_calendar.c - holidays from iCalendar files (RFC 5545)
 *
 *	crm_holidays_parse(&holidays, "BEGIN:VCALENDAR\r\n...", length, &why);
 *
 * A reader of our own: libical has ICU come with it, and knows no lines to report.
 */
#include <stdlib.h>
#include <string.h>

#include "date_text.h"
#include "holidays_read.h"

enum {
	RULES_MOST = 500,       /* events with a rule: their days are searched one by one */
	RULE_FIRST = 10957,     /* 2000-01-01 */
	RULE_LAST  = 47481      /* 2099-12-31 */
};

/* NAME;PARAMETERS:VALUE, the name in capitals. */
struct property { char *name, *parameters, *value; };

struct dates { int64_t *days; size_t n; };

struct event {
	unsigned     seen;           /* bits of setters */
	bool         cancelled, repeats;
	bool         timed, wrong;   /* by the hour; a fault of it was told */
	int64_t      start, end;     /* end: INT64_MIN if not given */
	int64_t      length;         /* of DURATION, or 0 */
	const char  *summary;
	struct rule  rule;
	struct dates more, less;
	size_t       at, line;       /* of its beginning */
};

/* --- properties ---------------------------------------------------------------------- */

/* Part a line; false if it is no property. */
static bool
part(char *line, struct property *out)
{
	char *c;
	bool  quoted = false;

	*out = (struct property){ .name = line, .parameters = line + strlen(line) };
	for (c = line; *c && (quoted || *c != ':'); c++) {
		quoted ^= *c == '"';
		if (*c == ';' && !quoted && !*out->parameters)
			out->parameters = c;
	}
	if (!*c)
		return false;
	*c = '\0';
	out->value = c + 1;
	if (*out->parameters)
		*out->parameters++ = '\0';
	ascii_capitals(out->name);
	ascii_capitals(out->parameters);
	return true;
}

/* 1: *out is the next; 0: there is none; negative: a fault that ends the reading. */
static int
next_property(struct finder *finder, struct property *out)
{
	char *line;
	int   error = 0;

	while (!error && (line = finder_line(finder, true))) {
		if (!line[strspn(line, " \t")])
			continue;
		if (part(line, out))
			return 1;
		error = finder_tell(finder, finder_fault(finder, "`%.*s' is no property: NAME:VALUE is "
		                                         "wanted", crm_fault_clip(line), line));
	}
	return error < 0 ? error : 0;
}

/* Whether it has that name and, unless NULL, that value in letters of either case. */
static bool
is(const struct property *property, const char *name, const char *value)
{
	char   text[16];
	size_t n;

	if (strcmp(property->name, name))
		return false;
	if (!value)
		return true;
	n = strlen(property->value);
	while (n && (property->value[n - 1] == ' ' || property->value[n - 1] == '\t'))
		n--;
	if (n >= sizeof text)
		return false;
	memcpy(text, property->value, n);
	text[n] = '\0';
	ascii_capitals(text);
	return strcmp(text, value) == 0;
}

/* --- values ---------------------------------------------------------------------------- */

/* The time behind a date: `T090000', or `T010000Z' in UTC; false if it is none. */
static bool
is_time(const char *text)
{
	return *text == 'T' && strspn(text + 1, "0123456789") == 6 &&
	       (!text[7] || (text[7] == 'Z' && !text[8]));
}

/* Of a time of day the day is taken, but not of UTC's: here it may be another. */
static int
read_day(struct finder *finder, struct event *event, const struct property *property,
         const char *text, int64_t *day)
{
	size_t digits = strspn(text, "0123456789");

	if (digits == 8 && !text[digits])
		return finder_date(finder, text, day);
	if (digits == 8 && is_time(text + digits)) {
		if (strchr(text, 'Z'))
			return finder_fault(finder, "%s is a time of UTC, which may be another day here; a "
			                    "holiday is whole days (VALUE=DATE)", property->name);
		event->timed = true;
		return finder_date(finder, text, day);
	}
	return finder_fault(finder, "%s: `%.*s' is no date: it is written 20260217", property->name,
	                    crm_fault_clip(text), text);
}

static int
add_days(struct finder *finder, struct event *event, struct dates *dates,
         struct property *property)
{
	for (char *item; (item = strsep(&property->value, ","));) {
		int64_t *days = reallocarray(dates->days, dates->n + 1, sizeof *days);
		int      error;

		if (!days)
			return CRM_NO_MEMORY;
		dates->days = days;
		error = read_day(finder, event, property, item, &days[dates->n]);
		if (error)
			return error;
		dates->n++;
	}
	return 0;
}

static int
set_start(struct finder *finder, struct event *event, struct property *property)
{
	return read_day(finder, event, property, property->value, &event->start);
}

static int
set_end(struct finder *finder, struct event *event, struct property *property)
{
	const char *time = strchr(property->value, 'T');
	int error = read_day(finder, event, property, property->value, &event->end);

	event->end += !error && time && strcmp(time, "T000000") != 0;   /* a day that has begun */
	return error;
}

/* Seconds of a length such as P3D, P1W, PT8H30M; 0 if it is none. */
static int64_t
duration(const char *text)
{
	static const struct { char unit; bool time; int64_t seconds; } units[] = {
		{ 'W', false, 604800 }, { 'D', false, 86400 },
		{ 'H', true, 3600 }, { 'M', true, 60 }, { 'S', true, 1 },
	};
	int64_t sum = 0;
	bool time = false;

	if (*text++ != 'P')
		return 0;
	while (*text) {
		size_t digits, i = 0;

		time |= *text == 'T';
		text += *text == 'T';
		digits = strspn(text, "0123456789");
		while (i < 5 && (units[i].unit != text[digits] || units[i].time != time))
			i++;
		if (digits < 1 || digits > 5 || i == 5)
			return 0;
		sum += strtol(text, NULL, 10) * units[i].seconds;
		text += digits + 1;
	}
	return sum;
}

/* A day that has begun counts. */
static int
set_duration(struct finder *finder, struct event *event, struct property *property)
{
	int64_t seconds = duration(property->value);

	if (!seconds)
		return finder_fault(finder, "DURATION is days, weeks or hours: P3D, P1W, PT24H");
	event->length = (seconds + 86399) / 86400;
	event->timed |= seconds % 86400 != 0;
	return 0;
}

static int
set_rule(struct finder *finder, struct event *event, struct property *property)
{
	event->repeats = true;
	return rule_parse(&event->rule, property->value, finder);
}

static int
set_more(struct finder *finder, struct event *event, struct property *property)
{
	return add_days(finder, event, &event->more, property);
}

static int
set_less(struct finder *finder, struct event *event, struct property *property)
{
	return add_days(finder, event, &event->less, property);
}

static int
set_status(struct finder *finder, struct event *event, struct property *property)
{
	(void)finder;
	event->cancelled = is(property, "STATUS", "CANCELLED");
	return 0;
}

/* RFC 5545, 3.3.11; what breaks a line in it is a blank here. */
static int
set_summary(struct finder *finder, struct event *event, struct property *property)
{
	char *out = property->value;

	(void)finder;
	event->summary = out;
	for (const char *in = property->value; *in; in++) {
		bool escaped = *in == '\\' && in[1];

		in += escaped;
		*out++ = escaped && (*in == 'n' || *in == 'N') ? ' ' : *in;
	}
	*out = '\0';
	return 0;
}

static int
refuse_override(struct finder *finder, struct event *event, struct property *property)
{
	(void)event;
	return finder_fault(finder, "%s is not read: give the days one by one", property->name);
}

/* --- events ------------------------------------------------------------------------------ */

static const struct setter {
	const char *name;
	int       (*set)(struct finder *, struct event *, struct property *);
	bool        many;
} setters[] = {
	{ "DTSTART", set_start, false }, { "DTEND", set_end, false },
	{ "DURATION", set_duration, false }, { "RRULE", set_rule, false },
	{ "RDATE", set_more, true }, { "EXDATE", set_less, true },
	{ "STATUS", set_status, false }, { "SUMMARY", set_summary, false },
	{ "RECURRENCE-ID", refuse_override, true },
};

static int
set_property(struct finder *finder, struct event *event, struct property *property)
{
	for (size_t i = 0; i < sizeof setters / sizeof *setters; i++) {
		if (strcmp(property->name, setters[i].name))
			continue;
		if (event->seen & 1U << i && !setters[i].many)
			return finder_fault(finder, "%s is there twice", property->name);
		event->seen |= 1U << i;
		return setters[i].set(finder, event, property);
	}
	return 0;
}

/* Does the text have one of these words, in letters of either case? */
static bool
has_word(const char *text, const char *const *words)
{
	for (; *words; words++)
		if (strcasestr(text, *words))
			return true;
	return false;
}

/* Governments publish holidays and the days that make up for them in one calendar. */
static bool
is_work(const char *summary)
{
	static const char *const work[] = { "班", "工作日", "working day", "workday", NULL };
	static const char *const off[] = { "不上班", "停班", "放假", NULL };

	return has_word(summary, work) && !has_word(summary, off);
}

static int
occur(struct finder *finder, const struct event *event, int64_t day)
{
	for (size_t i = 0; i < event->less.n; i++)
		if (event->less.days[i] == day)
			return 0;
	return finder_add(finder, (struct run){ day, day + event->length, is_work(event->summary) },
	                  event->summary);
}

/* The first day counts too.  RFC 5545 leaves open what it means if it does not fit. */
static int
follow_rule(struct finder *finder, const struct event *event)
{
	const struct rule *rule = &event->rule;
	int64_t day = event->start;
	int     error = 0;

	if (rule_next(rule, day, day - 1, day) != day)
		return finder_fault(finder, "the DTSTART of this VEVENT does not fit its RRULE");
	if (day >= RULE_FIRST && day <= RULE_LAST)
		error = occur(finder, event, day);
	if (!rule->count && day < RULE_FIRST - 1)
		day = RULE_FIRST - 1;
	for (int n = 1; !error && n != rule->count; n++) {
		day = rule_next(rule, event->start, day, RULE_LAST);
		if (day == INT64_MIN)
			break;
		if (day >= RULE_FIRST)
			error = occur(finder, event, day);
	}
	return error;
}

/* An event that ends on the day it begins is meant to last that day. */
static int
settle_length(struct finder *finder, struct event *event)
{
	if (event->end != INT64_MIN && event->length)
		return finder_fault(finder, "there is DURATION beside DTEND");
	if (event->end == event->start)
		event->end++;
	if (event->end != INT64_MIN)
		event->length = event->end - event->start;
	else if (!event->length)
		event->length = 1;
	return 0;
}

static int
add_event(struct finder *finder, struct event *event, size_t *rules)
{
	int error;

	finder->at = event->at;
	finder->line = event->line;
	if (!(event->seen & 1))
		return finder_fault(finder, "this VEVENT has no DTSTART");
	error = settle_length(finder, event);
	if (error || event->cancelled)
		return error;
	if (event->timed && !finder->timed++)
		finder->timed_line = event->line;
	if (event->repeats && ++*rules > RULES_MOST)
		return finder_fault(finder, "there are more than %d events with an RRULE", RULES_MOST);
	error = event->repeats ? follow_rule(finder, event) : occur(finder, event, event->start);
	for (size_t i = 0; i < event->more.n && !error; i++)
		error = occur(finder, event, event->more.days[i]);
	return error;
}

/* --- components ---------------------------------------------------------------------------- */

/* The next property of a component, which must not be the text's end. */
static int
property_of(struct finder *finder, struct property *property, const char *component)
{
	int got = next_property(finder, property);

	if (got)
		return got;
	return finder_fault(finder, "END:%s is missing", component);
}

/* What is inside a component that says nothing of holidays. */
static int
skip(struct finder *finder)
{
	struct property property;
	int depth = 1, got = 1;

	while (depth && (got = property_of(finder, &property, "...")) > 0) {
		depth += is(&property, "BEGIN", NULL);
		depth -= is(&property, "END", NULL);
	}
	return got < 0 ? got : 0;
}

/* A property that is wrong is told of; the others are read to see whether they are. */
static int
set_or_tell(struct finder *finder, struct event *event, struct property *property)
{
	int error = set_property(finder, event, property);

	event->wrong |= error != 0;
	return finder_tell(finder, error);
}

static int
read_properties(struct finder *finder, struct event *event)
{
	struct property property;
	int got, error = 0;

	while (!error && (got = property_of(finder, &property, "VEVENT")) > 0) {
		if (is(&property, "END", "VEVENT"))
			return 0;
		if (is(&property, "BEGIN", NULL))
			error = skip(finder);
		else if (is(&property, "END", NULL))
			error = finder_fault(finder, "END:VEVENT is missing before this");
		else
			error = set_or_tell(finder, event, &property);
	}
	return error ? error : got;
}

static int
read_event(struct finder *finder, size_t *rules)
{
	struct event event = {
		.end = INT64_MIN, .summary = "", .at = finder->at, .line = finder->line
	};
	int error = read_properties(finder, &event);

	if (!error && !event.wrong)
		error = finder_tell(finder, add_event(finder, &event, rules));
	free(event.more.days);
	free(event.less.days);
	return error;
}

static int
read_calendar(struct finder *finder, size_t *rules)
{
	struct property property;
	int got, error = 0;

	while (!error && (got = property_of(finder, &property, "VCALENDAR")) > 0) {
		if (is(&property, "END", "VCALENDAR"))
			return 0;
		if (is(&property, "BEGIN", "VEVENT"))
			error = read_event(finder, rules);
		else if (is(&property, "BEGIN", NULL))
			error = skip(finder);
		else if (is(&property, "END", NULL))
			error = finder_fault(finder, "END:VCALENDAR is missing before this");
	}
	return error ? error : got;
}

int
finder_calendar(struct finder *finder)
{
	struct property property;
	size_t rules = 0;
	int    got, error = 0;

	while (!error && (got = next_property(finder, &property)) != 0) {
		if (got < 0)
			return got;
		error = is(&property, "BEGIN", "VCALENDAR")
		                ? read_calendar(finder, &rules)
		                : finder_fault(finder, "BEGIN:VCALENDAR must be here");
	}
	return error;
}
