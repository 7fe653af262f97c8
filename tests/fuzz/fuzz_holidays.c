/*
 * fuzz_holidays - lists and calendars: what is read can be written and read back.
 *
 * The text is read as it is, and once more as the properties of an event.
 */
#include "fuzz.h"
#include "holidays.h"

static void
check_days(const struct crm_holidays *holidays)
{
	PROMISE(holidays->n <= CRM_HOLIDAYS_MOST);
	for (size_t i = 0; i < holidays->n; i++) {
		const struct crm_holiday *day = &holidays->days[i];

		PROMISE(i == 0 || holidays->days[i - 1].day < day->day);
		PROMISE(strlen(day->name) <= CRM_HOLIDAY_NAME_MOST && !strpbrk(day->name, "\r\n\t"));
		PROMISE(crm_holidays_name(holidays, day->day) == (day->work ? NULL : day->name));
		PROMISE(crm_holidays_work(holidays, day->day) == day->work);
	}
}

static void
check(const char *text, size_t length)
{
	struct crm_holidays holidays, back;
	struct crm_fault    why = { .text = "" };
	char               *list, *again;

	if (crm_holidays_parse(&holidays, text, length, &why)) {
		PROMISE(why.text[0] && why.at <= length && !holidays.days && !holidays.n);
		PROMISE(holidays.line >= 1 && holidays.line <= length + 1);
		return;
	}
	check_days(&holidays);
	list = crm_holidays_format(&holidays);
	PROMISE(list && crm_holidays_parse(&back, list, strlen(list), &why) == 0);
	PROMISE(back.n == holidays.n);
	again = crm_holidays_format(&back);
	PROMISE(again && strcmp(list, again) == 0);
	free(list);
	free(again);
	crm_holidays_clear(&holidays);
	crm_holidays_clear(&back);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char before[] = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260217\n";
	static const char after[] = "\nEND:VEVENT\nEND:VCALENDAR\n";
	char  *event = malloc(size + sizeof before + sizeof after), *end = event;

	if (!event)
		abort();
	end = mempcpy(end, before, sizeof before - 1);
	end = mempcpy(end, data, size);
	end = mempcpy(end, after, sizeof after - 1);
	check((const char *)data, size);
	check(event, (size_t)(end - event));
	free(event);
	return 0;
}
