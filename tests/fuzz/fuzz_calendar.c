/*
 * fuzz_calendar - hours of business and quiet hours: what is read can be counted with.
 *
 * The first byte chooses where in the year of turned clocks the counting begins.
 */
#include "calendar.h"
#include "fuzz.h"

static struct crm_zone *berlin;

int LLVMFuzzerInitialize(int *argc, char ***argv);

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	PROMISE(crm_zone_open(&berlin, "Europe/Berlin", NULL) == 0);
	return 0;
}

static void
check_week(const struct crm_calendar *calendar)
{
	for (int day = 0; day < 7; day++)
		for (int i = 0, before = 0; i < CRM_CALENDAR_SPANS; i++) {
			struct crm_hours hours = calendar->week[day][i];

			PROMISE(!hours.to || (before <= hours.from && hours.from < hours.to && hours.to <= 1440));
			before = hours.to ? hours.to : 1440;
		}
}

static void
check_hours(const char *text, int64_t instant)
{
	struct crm_calendar calendar = { .zone = berlin };
	struct crm_fault    why = { .text = "" };
	int64_t             end;

	if (crm_calendar_parse(&calendar, text, &why)) {
		PROMISE(why.text[0] && why.at <= strlen(text));
		return;
	}
	check_week(&calendar);
	end = crm_calendar_add(&calendar, instant, 1000);
	PROMISE(end == INT64_MIN || crm_calendar_minutes(&calendar, instant, end) == 1000);
	PROMISE((end == INT64_MIN) == (crm_calendar_next(&calendar, 20000) == INT64_MIN));
}

static void
check_quiet(const char *text, int64_t instant)
{
	struct crm_quiet quiet;
	struct crm_fault why = { .text = "" };
	int64_t          from, to;

	if (crm_quiet_parse(&quiet, text, &why)) {
		PROMISE(why.text[0] && why.at <= strlen(text));
		return;
	}
	PROMISE(crm_calendar_window(NULL, &quiet, berlin, crm_instant_day(NULL, instant), &from, &to));
	PROMISE(from < to && !crm_quiet_holds(&quiet, berlin, from) &&
	        !crm_quiet_holds(&quiet, berlin, to - 1));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const int64_t begin = 1767225600;   /* 2026 */
	int64_t instant = begin + (size ? data[0] : 0) * INT64_C(123480);
	char   *text = fuzz_text(data + (size > 0), size - (size > 0));

	check_hours(text, instant);
	check_quiet(text, instant);
	free(text);
	return 0;
}
