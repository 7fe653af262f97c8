/*
 * record_text.c - fields into texts.
 */
#include <string.h>

#include "money.h"
#include "real.h"
#include "record_slot.h"

_Static_assert((int)REAL_SIZE <= (int)CRM_SCRATCH && (int)CRM_MONEY_SIZE <= (int)CRM_SCRATCH &&
               (int)CRM_INSTANT_SIZE <= (int)CRM_SCRATCH, "every text fits into scratch");

/* The digits of n, written backwards from the end of scratch; returns their beginning. */
static char *
digits(uint64_t n, char scratch[CRM_SCRATCH])
{
	char *p = scratch + (CRM_SCRATCH - 1);

	*p = '\0';
	do
		*--p = (char)('0' + n % 10);
	while (n /= 10);
	return p;
}

static char *
int_format(int64_t n, char scratch[CRM_SCRATCH])
{
	char *p = digits(n < 0 ? 0 - (uint64_t)n : (uint64_t)n, scratch);

	if (n < 0)
		*--p = '-';
	return p;
}

static const char *
id_text(char letter, int64_t id, char scratch[CRM_SCRATCH])
{
	char *p = int_format(id, scratch);

	if (letter)
		*--p = letter;
	return p;
}

char *
crm_id_format(char letter, int64_t id, char scratch[CRM_SCRATCH])
{
	const char *text = id_text(letter, id, scratch);

	return memmove(scratch, text, strlen(text) + 1);
}

static const char *
number_text(const struct crm_field *field, const void *record, const struct crm_context *context,
            char scratch[CRM_SCRATCH])
{
	int64_t value = ((const struct crm_int *)slot(field, record))->value;
	char currency[4];

	switch (field->kind) {
	case CRM_DAY:
		return crm_day_format(value, scratch);
	case CRM_TIME:
		return crm_instant_format(value, context->clock.zone, scratch);
	case CRM_MONEY:
		currency_of(field, record, context, currency);
		return crm_money_format(value, currency, scratch);
	case CRM_DECIMAL:
		return crm_decimal_format(value, field->scale, scratch);
	case CRM_BOOL:
		return value ? "yes" : "no";
	default:
		return int_format(value, scratch);
	}
}

const char *
crm_field_text(const struct crm_field *field, const void *record,
               const struct crm_context *context, char scratch[CRM_SCRATCH])
{
	const void *at = slot(field, record);

	if (!crm_field_set(field, record))
		return NULL;
	switch (field->kind) {
	case CRM_ID:
		return id_text(letter_of(field), *(const int64_t *)at, scratch);
	case CRM_TEXT:
	case CRM_WORD:
		return *(char *const *)at;
	case CRM_REAL:
		return real_format(((const struct crm_real *)at)->value, scratch);
	default:
		return number_text(field, record, context, scratch);
	}
}

const char *
crm_field_show(const struct crm_field *field, const void *record,
               const struct crm_context *context, char scratch[CRM_SCRATCH])
{
	const char *text = crm_field_text(field, record, context, scratch);
	const void *at = slot(field, record);
	char currency[4];

	if (!text)
		return NULL;
	switch (field->kind) {
	case CRM_TIME:
		scratch[strlen("2026-11-22")] = ' ';
		scratch[strlen("2026-11-22 14:30")] = '\0';
		return text;
	case CRM_MONEY:
		currency_of(field, record, context, currency);
		return crm_money_format_grouped(((const struct crm_int *)at)->value, currency, scratch);
	case CRM_REAL:
		return real_format_short(((const struct crm_real *)at)->value, scratch);
	default:
		return text;
	}
}
