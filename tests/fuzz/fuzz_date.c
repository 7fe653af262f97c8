/*
 * fuzz_date - every reader of dates, periods and zones: what is read can be written
 * and read back.
 *
 * The text's first byte chooses the zone, the tense and what was told of formats.
 */
#include "date.h"
#include "fuzz.h"

/* A fault is a sentence, and its place is in the text. */
static void
check_fault(const struct crm_fault *why, const char *text)
{
	PROMISE(why->text[0] && why->at <= strlen(text));
}

static void
check_instant(int64_t instant, const struct crm_clock *clock)
{
	char    text[CRM_INSTANT_SIZE];
	int64_t back;

	crm_instant_format(instant, clock->zone, text);
	PROMISE(!crm_instant_parse(text, clock, CRM_PAST, &back, NULL) && back == instant);
}

static void
check_span(const char *text, const struct crm_clock *clock, enum crm_tense tense)
{
	struct crm_span  span;
	struct crm_fault why;
	char             written[CRM_DAY_SIZE];
	int64_t          day, back;
	int              error = crm_span_parse(text, clock, tense, &span, &why);

	PROMISE((crm_day_parse(text, clock, tense, &day, NULL) == 0) == (error == 0));
	if (error) {
		check_fault(&why, text);
		return;
	}
	PROMISE(span.from <= span.to);
	check_instant(span.from, clock);
	crm_day_format(day, written);
	PROMISE(!crm_day_parse(written, clock, tense, &back, NULL) && back == day);
}

/* Whatever the format, a day is the same when written in ISO 8601. */
static void
check_import(const char *text, const struct crm_clock *clock, const char *name)
{
	struct crm_date_format format = { 0 }, none = { 0 };
	struct crm_span        span, back;
	struct crm_fault       why;
	char                   written[CRM_INSTANT_SIZE];

	if (name && crm_date_format_tell(&format, name, &why)) {
		check_fault(&why, name);
		return;
	}
	crm_date_format_learn(&format, text);
	if (crm_date_format_parse(&format, text, clock, &span, &why)) {
		check_fault(&why, text);
		return;
	}
	PROMISE(span.from <= span.to);
	crm_instant_format(span.from, clock->zone, written);
	PROMISE(!crm_date_format_parse(&none, written, clock, &back, NULL) && back.from == span.from);
}

static void
check_period(const char *text)
{
	struct crm_period period;
	struct crm_fault  why;
	int64_t           today = crm_date_day((struct crm_date){ 2026, 11, 22 });

	if (crm_period_parse(text, &period, &why)) {
		check_fault(&why, text);
		return;
	}
	PROMISE(period.count >= 1);
	PROMISE(crm_day_add(today, period) > today && crm_day_subtract(today, period) < today);
}

static void
check_zone(const char *text)
{
	struct crm_zone *zone, *again;
	struct crm_fault why;

	if (crm_zone_open(&zone, text, &why)) {
		check_fault(&why, text);
		return;
	}
	PROMISE(!crm_zone_open(&again, crm_zone_name(zone), NULL));
	PROMISE(crm_zone_offset(zone, 1795312800) == crm_zone_offset(again, 1795312800));
	crm_zone_close(again);
	crm_zone_close(zone);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const zones[] = { "UTC", "Asia/Taipei", "Europe/Berlin", "-03:30" };
	static const char *const formats[] = {
		NULL, "dmy", "mdy", "ymd", "roc", "%d.%m.%y", "%F %T %z", "%b %e %Y %I:%M %p"
	};
	struct crm_clock clock = { .now = 1795312800 };
	struct crm_zone *zone = NULL;
	unsigned         choice = size ? data[0] : 0;
	char            *text = fuzz_text(data + (size > 0), size - (size > 0));

	PROMISE(!crm_zone_open(&zone, zones[choice % 4], NULL));
	clock.zone = zone;
	check_span(text, &clock, choice & 4 ? CRM_FUTURE : CRM_PAST);
	check_import(text, &clock, formats[choice / 8 % 8]);
	check_import("22.11.2026", &clock, text);
	check_period(text);
	check_zone(text);
	crm_zone_close(zone);
	free(text);
	return 0;
}
