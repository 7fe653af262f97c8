/*
 * record.c - field tables, and records as a whole.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nearest.h"
#include "record_slot.h"
#include "same.h"

_Static_assert(offsetof(struct crm_int, value) == 0, "crm_field_compare() relies on it");

/* --- the table ------------------------------------------------------------------ */

const struct crm_field *
crm_field(const struct crm_type *type, const char *name)
{
	for (const struct crm_field *f = type->fields; f->name; f++)
		if (same_name(f->name, name))
			return f;
	return NULL;
}

/* Whether text is one of the aliases in `客戶|customer name'. */
static bool
is_alias(const char *aliases, const char *text)
{
	size_t length = strlen(text);

	while (aliases && *aliases) {
		size_t n = strcspn(aliases, "|");

		if (n == length && memcmp(aliases, text, n) == 0)
			return true;
		aliases += n + (aliases[n] == '|');
	}
	return false;
}

char *
crm_field_nearest(const struct crm_type *type, const char *name, char *out, size_t size)
{
	struct nearest near = { .wrong = name };

	for (const struct crm_field *f = type->fields; f->name; f++)
		if (!(f->flags & CRM_HIDDEN))
			nearest_offer(&near, f->name, is_alias(f->zh, name) ? name : f->name);
	return nearest_format(&near, out, size);
}

/* --- whole records ---------------------------------------------------------------- */

void
crm_clear(const struct crm_type *type, void *record)
{
	for (const struct crm_field *f = type->fields; f->name; f++)
		crm_field_clear(f, record);
}

int
crm_copy(const struct crm_type *type, void *out, const void *record)
{
	crm_clear(type, out);
	for (const struct crm_field *f = type->fields; f->name; f++) {
		if (f->flags & CRM_DERIVED) {
			continue;
		} else if (f->kind == CRM_ID) {
			memcpy(slot(f, out), slot(f, record), sizeof(int64_t));
		} else if (f->kind == CRM_REAL) {
			memcpy(slot(f, out), slot(f, record), sizeof(struct crm_real));
		} else if (!is_text(f)) {
			memcpy(slot(f, out), slot(f, record), sizeof(struct crm_int));
		} else if (crm_field_set(f, record)) {
			char *text = strdup(*(char **)slot(f, record));

			if (!text) {
				crm_clear(type, out);
				return CRM_NO_MEMORY;
			}
			*(char **)slot(f, out) = text;
		}
	}
	return 0;
}

bool
crm_field_set(const struct crm_field *field, const void *record)
{
	const void *at = slot(field, record);

	if (field->flags & CRM_DERIVED)
		return false;   /* it has no place in the struct */
	switch (field->kind) {
	case CRM_ID:
		return *(const int64_t *)at > 0;
	case CRM_TEXT:
	case CRM_WORD: {
		const char *text = *(char *const *)at;

		return text && *text;
	}
	case CRM_REAL: {
		const struct crm_real *real = at;

		return real->set && isfinite(real->value);
	}
	default:
		return ((const struct crm_int *)at)->set;
	}
}

void
crm_field_clear(const struct crm_field *field, void *record)
{
	void *at = slot(field, record);

	if (field->flags & CRM_DERIVED)
		return;
	switch (field->kind) {
	case CRM_ID:
		*(int64_t *)at = 0;
		break;
	case CRM_TEXT:
	case CRM_WORD:
		free(*(char **)at);
		*(char **)at = NULL;
		break;
	case CRM_REAL:
		*(struct crm_real *)at = (struct crm_real){ 0 };
		break;
	default:
		*(struct crm_int *)at = (struct crm_int){ 0 };
	}
}

/* --- order -------------------------------------------------------------------------------- */

/* The place of a word in its list; behind all of them if it is not there. */
static size_t
rank(const char *const *words, const char *text)
{
	size_t i = 0;

	while (words[i] && strcmp(words[i], text) != 0)
		i++;
	return i;
}

static int
compare_text(const struct crm_field *field, const char *a, const char *b)
{
	if (field->kind == CRM_WORD) {
		size_t i = rank(field->words, a), j = rank(field->words, b);

		if (i != j)
			return i < j ? -1 : 1;
	}
	int order = strcmp(a, b);

	return (order > 0) - (order < 0);
}

int
crm_field_compare(const struct crm_field *field, const void *a, const void *b)
{
	bool has_a = crm_field_set(field, a), has_b = crm_field_set(field, b);
	const void *x = slot(field, a), *y = slot(field, b);

	if (!has_a || !has_b)
		return has_b - has_a;
	if (is_text(field))
		return compare_text(field, *(char *const *)x, *(char *const *)y);
	if (field->kind == CRM_REAL) {
		double d = ((const struct crm_real *)x)->value;
		double e = ((const struct crm_real *)y)->value;

		return (d > e) - (d < e);
	}
	/* An id is a bare int64_t, and the value of a struct crm_int is its first member. */
	int64_t i = *(const int64_t *)x, j = *(const int64_t *)y;

	return (i > j) - (i < j);
}
