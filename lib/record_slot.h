/*
 * record_slot.h - where a field lives in its record, for record*.c (internal).
 */
#ifndef CRM_RECORD_SLOT_H
#define CRM_RECORD_SLOT_H

#include "record.h"

/* const or not as the record is: the caller knows. */
static inline void *
slot(const struct crm_field *field, const void *record)
{
	return (char *)record + field->offset;
}

static inline bool
is_text(const struct crm_field *field)
{
	return field->kind == CRM_TEXT || field->kind == CRM_WORD;
}

/* What stands before the number of an id: nothing where the noun has no letter. */
static inline char
letter_of(const struct crm_field *field)
{
	return field->of ? field->of->letter : '\0';
}

/* The currency in force for a field: the record's own, else the base currency. */
static inline void
currency_of(const struct crm_field *field, const void *record, const struct crm_context *context,
            char out[4])
{
	const char *own = NULL, *in_force;
	size_t n = 0;

	if (field->currency)
		own = *(char *const *)((const char *)record + field->currency);
	in_force = own && *own ? own : context->currency;
	for (; n < 3 && in_force[n]; n++)
		out[n] = in_force[n];
	out[n] = '\0';
}

#endif
