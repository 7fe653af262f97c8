/*
 * calendar_parse.c - hours of business and quiet hours, as people write them
 *
 *	crm_calendar_parse(&calendar, "mon-fri 09:00-18:00, sat 10:00-14:00", &why);
 */
#include <string.h>

#include "calendar.h"
#include "scan.h"

static const char *const weekdays[7] = {
	"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
};

/* `9:00', `24:00' as a minute of the day. */
static int
read_minute(struct scan *scan, int *minute)
{
	const char *start = scan->at;
	int hours, minutes;

	if (scan_digits(scan, &hours) - 1u > 1 || !scan_char(scan, ':') ||
	    scan_digits(scan, &minutes) != 2)
		scan_fault(scan, start, "hours are written 09:00-18:00");
	else if (minutes > 59 || hours * 60 + minutes > 24 * 60)
		scan_fault(scan, start, "there is no %02d:%02d: hours run from 00:00 to 24:00", hours,
		           minutes);
	else {
		*minute = hours * 60 + minutes;
		return 0;
	}
	return CRM_INVALID;
}

static int
read_span(struct scan *scan, int *from, int *to)
{
	const char *start = scan->at;

	if (read_minute(scan, from))
		return CRM_INVALID;
	scan_blanks(scan);
	if (!scan_char(scan, '-')) {
		scan_fault(scan, start, "hours are written 09:00-18:00");
		return CRM_INVALID;
	}
	scan_blanks(scan);
	return read_minute(scan, to);
}

/* `mon', `mon-fri', `tue thu' as bits from Monday on; 0 if no day stands here. */
static int
read_days(struct scan *scan, unsigned *days)
{
	int first, last;

	*days = 0;
	while ((first = scan_name(scan, weekdays, 7)) >= 0) {
		last = first;
		scan_blanks(scan);
		if (scan_char(scan, '-')) {
			scan_blanks(scan);
			last = scan_name(scan, weekdays, 7);
			if (last < 0) {
				scan_fault(scan, scan->at, "days are written mon-fri");
				return CRM_INVALID;
			}
			scan_blanks(scan);
		}
		*days |= 1U << last;
		for (int day = first; day != last; day = (day + 1) % 7)
			*days |= 1U << day;
	}
	return 0;
}

/* Whether nothing but `24h' is left; nothing is read. */
static bool
is_24h(const struct scan *scan)
{
	return strcmp(scan->at, "24h") == 0 || strcmp(scan->at, "24H") == 0;
}

/* The hours of a day up to the end. */
static int
read_hours(struct scan *scan, struct crm_hours hours[CRM_CALENDAR_SPANS])
{
	int before = 0, n = 0;

	memset(hours, 0, CRM_CALENDAR_SPANS * sizeof *hours);
	if (is_24h(scan)) {
		hours[0].to = 24 * 60;
		return 0;
	}
	do {
		const char *start = scan->at;
		int from, to;

		if (read_span(scan, &from, &to))
			return CRM_INVALID;
		if (to <= from)
			scan_fault(scan, start, "hours end after they begin; over midnight they are two:"
			           " fri 18:00-24:00, sat 00:00-02:00");
		else if (n && from < before)
			scan_fault(scan, start, "hours of a day are given in order");
		else if (n == CRM_CALENDAR_SPANS)
			scan_fault(scan, start, "a day has at most %d pairs of hours", CRM_CALENDAR_SPANS);
		else {
			hours[n++] = (struct crm_hours){ from, to };
			before = to;
			scan_blanks(scan);
			continue;
		}
		return CRM_INVALID;
	} while (!scan_end(scan));
	return 0;
}

/* One item between commas: `mon-fri 09:00-18:00'.  seen: days of the items before. */
static int
read_item(struct scan *scan, struct crm_calendar *calendar, unsigned *seen)
{
	struct crm_hours hours[CRM_CALENDAR_SPANS];
	const char *start = scan->at;
	unsigned days;

	if (read_days(scan, &days))
		return CRM_INVALID;
	if (!days && is_24h(scan))
		days = 0x7f;
	if (!days) {
		scan_fault(scan, scan->at, "hours are written mon-fri 09:00-18:00, sat 10:00-14:00");
		return CRM_INVALID;
	}
	if (days & *seen) {
		scan_fault(scan, start, "a day is there twice");
		return CRM_INVALID;
	}
	*seen |= days;
	if (read_hours(scan, hours))
		return CRM_INVALID;
	for (int day = 0; day < 7; day++)
		if (days >> day & 1)
			memcpy(calendar->week[day], hours, sizeof hours);
	return 0;
}

/* Bytes before the next comma, be it full-width, and of the comma. */
static size_t
item_length(const char *text, size_t *comma)
{
	const char *wide = strstr(text, "，");
	size_t n = strcspn(text, ",");

	*comma = text[n] != '\0';
	if (wide && (size_t)(wide - text) < n) {
		n = (size_t)(wide - text);
		*comma = strlen("，");
	}
	return n;
}

/* An item of a text at an offset, to its end or the comma. */
static int
read_item_at(struct crm_calendar *calendar, unsigned *seen, const char *text, size_t length,
             size_t offset, struct crm_fault *why)
{
	char        item[SCAN_SIZE];
	struct scan scan;

	if (length >= sizeof item)
		return crm_fault(why, offset, "the hours of a day are too long");
	memcpy(item, text + offset, length);
	item[length] = '\0';
	if (scan_open(&scan, item, why) == 0 && read_item(&scan, calendar, seen) == 0)
		return 0;
	if (why)
		why->at += offset;
	return CRM_INVALID;
}

static bool
is_none(const char *text)
{
	struct scan scan;

	return scan_open(&scan, text, NULL) == 0 && scan_text(&scan, "none") && scan_end(&scan);
}

int
crm_calendar_parse(struct crm_calendar *calendar, const char *text, struct crm_fault *why)
{
	struct crm_calendar read = { 0 };
	unsigned seen = 0;
	size_t   at = 0, comma = is_none(text) ? 0 : 1;

	while (comma) {
		size_t length = item_length(text + at, &comma);

		if (read_item_at(&read, &seen, text, length, at, why))
			return CRM_INVALID;
		at += length + comma;
	}
	memcpy(calendar->week, read.week, sizeof read.week);
	return 0;
}

int
crm_quiet_parse(struct crm_quiet *out, const char *text, struct crm_fault *why)
{
	struct scan      scan;
	struct crm_quiet quiet = { 0 };

	if (is_none(text)) {
		*out = quiet;
		return 0;
	}
	if (scan_open(&scan, text, why) || read_span(&scan, &quiet.from, &quiet.to))
		return CRM_INVALID;
	if (!scan_end(&scan))
		return scan_fault(&scan, scan.at, "`%s' is too much: quiet hours are written 21:00-08:00",
		                  scan.at);
	if (quiet.from % (24 * 60) == quiet.to % (24 * 60))
		return scan_fault(&scan, scan.text, "the hours begin when they end: quiet hours leave"
		                  " an hour to speak; without any it is none");
	quiet.from %= 24 * 60;
	*out = quiet;
	return 0;
}
