/*
 * fuzz_date - dates as people and files write them: what is read is in range and reads back
 */
#include "date.h"
#include "fuzz.h"

static const struct crm_clock noon = { .now = 1795348800 };   /* 2026-11-22 12:00 UTC */

static void
check(const struct crm_span *span)
{
	struct crm_span again;
	struct crm_fault why;
	char text[CRM_INSTANT_SIZE];

	PROMISE(span->from < span->to);
	crm_instant_format(span->from, NULL, text);
	PROMISE(!crm_span_parse(text, &noon, CRM_PAST, &again, &why));
	PROMISE(again.from == span->from);
	crm_day_format(crm_instant_day(NULL, span->from), text);
	PROMISE(!crm_span_parse(text, &noon, CRM_FUTURE, &again, &why));
	PROMISE(again.from <= span->from && span->from < again.to);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = fuzz_text(data, size);
	struct crm_date_format format = { 0 };
	struct crm_period period;
	struct crm_fault why;
	struct crm_span span;

	if (!crm_span_parse(text, &noon, size % 2 ? CRM_PAST : CRM_FUTURE, &span, &why))
		check(&span);
	if (!crm_period_parse(text, &period, &why))
		PROMISE(period.count >= 1);
	crm_date_format_learn(&format, text);
	if (!crm_date_format_parse(&format, text, &noon, &span, &why))
		check(&span);
	free(text);
	return 0;
}
