/*
 * sop_calendar.c - a procedure's working time: its hours, and its days off.
 */
#include <string.h>

#include "calendar.h"
#include "sop_read.h"

/* The calendar and what it borrows. */
struct working_time {
	struct crm_calendar calendar;
	struct crm_holidays holidays;
};

static void
read_hours(struct sop_reader *r, struct crm_calendar *calendar)
{
	struct crm_fault why;

	if (crm_calendar_parse(calendar, r->hours ? r->hours : "24h", &why))
		crm_sop_fault(r->faults, r->file, r->hours_line, "hours: %s", why.text);
	else if (crm_calendar_next(calendar, 0) == INT64_MIN)
		crm_sop_fault(r->faults, r->file, r->hours_line, "hours: no day is open, so that nobody "
		              "would ever be contacted; leave the line out if there are none");
}

static void
tell_holidays(void *aux, size_t line, const struct crm_fault *why, bool note)
{
	struct sop_reader *r = aux;

	(note ? crm_sop_note : crm_sop_fault)(r->faults, r->sop->holidays, (int)line, "%s", why->text);
}

static void
read_holidays(struct sop_reader *r, struct crm_holidays *holidays, const char *text)
{
	if (crm_holidays_read(holidays, text, strlen(text), tell_holidays, r) == CRM_NO_MEMORY)
		r->no_memory = true;
}

void
sop_read_calendar(struct sop_reader *r, const char *holidays)
{
	bool file = holidays && r->sop->holidays;
	struct working_time *time;

	if (r->sop->holidays && !holidays)
		crm_sop_fault(r->faults, r->file, 0, "holidays: what stands in %s is not here",
		              r->sop->holidays);
	if ((!r->hours && !file && !r->workdays.n) || !(time = sop_get(r, 1, sizeof *time)))
		return;
	time->calendar.zone = r->context->clock.zone;
	r->sop->calendar = &time->calendar;
	read_hours(r, &time->calendar);
	if (file)
		read_holidays(r, &time->holidays, holidays);
	if (crm_holidays_add(&time->holidays, &r->workdays))
		r->no_memory = true;
	time->calendar.holidays = &time->holidays;
}

void
sop_free_calendar(struct crm_sop *sop)
{
	struct working_time *time = (struct working_time *)sop->calendar;

	if (time)
		crm_holidays_clear(&time->holidays);
}
