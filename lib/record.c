/*
 * record.c - fields between structs and texts.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "money.h"
#include "nearest.h"
#include "real.h"
#include "record.h"
#include "scan.h"
#include "unicode.h"

/* The longest text of a kind other than text: an amount with its currency, a date. */
enum { SHORT_TEXT = 128, DEFAULT_LIMIT = 1000 };

_Static_assert(offsetof(struct crm_int, value) == 0, "crm_field_compare() relies on it");
_Static_assert((int)REAL_SIZE <= (int)CRM_SCRATCH && (int)CRM_MONEY_SIZE <= (int)CRM_SCRATCH &&
               (int)CRM_INSTANT_SIZE <= (int)CRM_SCRATCH, "every text fits into scratch");

static const char letters[] = "CPIFKOSNX";

static void *
slot(const struct crm_field *field, const void *record)
{
	return (char *)record + field->offset;
}

static bool
is_text(const struct crm_field *field)
{
	return field->kind == CRM_TEXT || field->kind == CRM_WORD;
}

/* --- the table ------------------------------------------------------------------ */

const struct crm_field *
crm_field(const struct crm_type *type, const char *name)
{
	for (const struct crm_field *f = type->fields; f->name; f++)
		if (strcmp(f->name, name) == 0)
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
		if (f->kind == CRM_ID) {
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

	switch (field->kind) {
	case CRM_ID:
		return *(const int64_t *)at != 0;
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

/* --- ids ---------------------------------------------------------------------------- */

/* A positive number without leading zeros, so that an id has one spelling only. */
static int
number_parse(const char *digits, int64_t *out)
{
	int64_t n = 0;

	if (*digits < '1' || *digits > '9')
		return CRM_INVALID;
	for (; *digits; digits++) {
		if (*digits < '0' || *digits > '9' ||
		    __builtin_mul_overflow(n, 10, &n) ||
		    __builtin_add_overflow(n, *digits - '0', &n))
			return CRM_INVALID;
	}
	*out = n;
	return 0;
}

int
crm_id_parse(const char *text, char *letter, int64_t *id)
{
	int64_t n;

	if (*text == '\0' || !strchr(letters, *text) || number_parse(text + 1, &n))
		return CRM_INVALID;
	*letter = *text;
	*id = n;
	return 0;
}

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

/* What stands before the number of an id: nothing where the noun has no letter. */
static char
letter_of(const struct crm_field *field)
{
	return field->of ? field->of->letter : '\0';
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

/* --- from text ------------------------------------------------------------------------ */

/* Where parsing one field works: its place in the record, and what values are measured by. */
struct parse {
	const struct crm_field   *field;
	void                     *record;
	const struct crm_context *context;
	struct crm_fault         *why;
};

static int
parse_id(const struct parse *p, const char *text)
{
	char letter = letter_of(p->field), got = '\0';
	int64_t id;
	int error = letter ? crm_id_parse(text, &got, &id) : number_parse(text, &id);

	if (error && !letter)
		return crm_fault(p->why, 0, "`%s' is not a number such as 12", text);
	if (error || got != letter)
		return crm_fault(p->why, 0, "`%s' is not the id of a %s, such as %c12", text,
		                 p->field->of->name, letter);
	*(int64_t *)slot(p->field, p->record) = id;
	return 0;
}

/* Put a text of malloc into the record, whose older one goes. */
static int
keep_text(const struct parse *p, char *text)
{
	char **at = slot(p->field, p->record);

	free(*at);
	*at = text;
	if (**at == '\0')
		crm_field_clear(p->field, p->record);
	return 0;
}

static int
check_text(const struct parse *p, char **text)
{
	size_t limit = p->field->limit ? p->field->limit : DEFAULT_LIMIT;
	size_t length = strlen(*text);

	if (length > limit)
		return crm_fault(p->why, limit, "%zu bytes are too long: at most %zu are kept",
		                 length, limit);
	return p->field->check && length ? p->field->check(text, p->why) : 0;
}

static int
parse_text(const struct parse *p, const char *given)
{
	char *text = crm_normalise(given);
	int error;

	if (text && (p->field->flags & CRM_ACTOR) && strcmp(text, "me") == 0) {
		free(text);
		if (!p->context->me)
			return crm_fault(p->why, 0, "nobody is known as `me'");
		text = strdup(p->context->me);
	}
	if (!text)
		return CRM_NO_MEMORY;
	error = check_text(p, &text);
	if (!error)
		return keep_text(p, text);
	free(text);
	return error;
}

/* Case counts for nothing in ASCII; strcasecmp() would ask the locale. */
static bool
same_word(const char *a, const char *b)
{
	while (*a && ascii_lower(*a) == ascii_lower(*b))
		a++, b++;
	return ascii_lower(*a) == ascii_lower(*b);
}

/* "vip, ordinary or low" */
static char *
list_words(const char *const *words, char *out, size_t size)
{
	size_t used = 0;

	*out = '\0';
	for (size_t i = 0; words[i] && used < size; i++)
		used += (size_t)snprintf(out + used, size - used, "%s%s",
		                         i == 0 ? "" : words[i + 1] ? ", " : " or ", words[i]);
	return out;
}

static int
parse_word(const struct parse *p, const char *text)
{
	char list[256], *copy;

	for (const char *const *word = p->field->words; *word; word++) {
		if (!same_word(*word, text))
			continue;
		copy = strdup(*word);
		return copy ? keep_text(p, copy) : CRM_NO_MEMORY;
	}
	return crm_fault(p->why, 0, "`%s' is not %s", text,
	                 list_words(p->field->words, list, sizeof list));
}

static int
parse_int(const char *text, int64_t *out, struct crm_fault *why)
{
	struct crm_fault ignored;

	if (crm_decimal_parse(text, 0, out, &ignored))
		return crm_fault(why, 0, "`%s' is not a whole number that fits", text);
	return 0;
}

static int
parse_bool(const char *text, int64_t *out, struct crm_fault *why)
{
	static const char *const words[2][5] = {
		{ "no", "false", "0", "否" },
		{ "yes", "true", "1", "是" },
	};

	for (int truth = 0; truth < 2; truth++) {
		for (const char *const *word = words[truth]; *word; word++) {
			if (same_word(*word, text)) {
				*out = truth;
				return 0;
			}
		}
	}
	return crm_fault(why, 0, "`%s' is not yes or no", text);
}

/* The currency in force for a field: the record's own, else the base currency. */
static void
currency_of(const struct crm_field *field, const void *record, const struct crm_context *context,
            char out[4])
{
	const char *own = NULL;

	if (field->currency)
		own = *(char *const *)((const char *)record + field->currency);
	snprintf(out, 4, "%.3s", own && *own ? own : context->currency);
}

static int
parse_money(const struct parse *p, const char *text, int64_t *out)
{
	char currency[4], given[4], *copy, **own;
	int error;

	currency_of(p->field, p->record, p->context, currency);
	memcpy(given, currency, sizeof given);
	error = crm_money_parse(text, given, out, p->why);
	if (error || strcmp(given, currency) == 0)
		return error;
	if (!p->field->currency)
		return crm_fault(p->why, 0, "`%s' is in %s: this amount is in %s", text, given, currency);
	copy = strdup(given);
	if (!copy)
		return CRM_NO_MEMORY;
	own = (char **)((char *)p->record + p->field->currency);
	free(*own);
	*own = copy;
	return 0;
}

static int
parse_real(const struct parse *p, const char *text)
{
	double value;
	int error = real_parse(text, &value, p->why);

	if (!error)
		*(struct crm_real *)slot(p->field, p->record) = (struct crm_real)CRM_SET(value);
	return error;
}

/* The kinds that are kept as a whole number. */
static int
parse_number(const struct parse *p, const char *text)
{
	enum crm_tense tense = p->field->flags & CRM_AHEAD ? CRM_FUTURE : CRM_PAST;
	int64_t value = 0;
	int error = CRM_BUG;

	switch (p->field->kind) {
	case CRM_INT:
		error = parse_int(text, &value, p->why);
		break;
	case CRM_DAY:
		error = crm_day_parse(text, &p->context->clock, tense, &value, p->why);
		break;
	case CRM_TIME:
		error = crm_instant_parse(text, &p->context->clock, tense, &value, p->why);
		break;
	case CRM_MONEY:
		error = parse_money(p, text, &value);
		break;
	case CRM_DECIMAL:
		error = crm_decimal_parse(text, p->field->scale, &value, p->why);
		break;
	case CRM_BOOL:
		error = parse_bool(text, &value, p->why);
		break;
	default:
		break;
	}
	if (!error)
		*(struct crm_int *)slot(p->field, p->record) = (struct crm_int)CRM_SET(value);
	return error;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* All kinds but text: the text without blanks at its ends, which is short. */
static int
parse_short(const struct parse *p, const char *text)
{
	char copy[SHORT_TEXT];
	size_t n;

	while (is_blank(*text))
		text++;
	n = strlen(text);
	while (n && is_blank(text[n - 1]))
		n--;
	if (n >= sizeof copy)
		return crm_fault(p->why, sizeof copy, "%zu bytes are too long for this field", n);
	memcpy(copy, text, n);
	copy[n] = '\0';
	if (n == 0)
		crm_field_clear(p->field, p->record);
	else if (p->field->kind == CRM_ID)
		return parse_id(p, copy);
	else if (p->field->kind == CRM_WORD)
		return parse_word(p, copy);
	else if (p->field->kind == CRM_REAL)
		return parse_real(p, copy);
	else
		return parse_number(p, copy);
	return 0;
}

int
crm_field_parse(const struct crm_field *field, void *record, const char *text,
                const struct crm_context *context, struct crm_fault *why)
{
	const struct parse p = { field, record, context, why };

	if (crm_utf8_check(text, strlen(text), why))
		return CRM_INVALID;
	return field->kind == CRM_TEXT ? parse_text(&p, text) : parse_short(&p, text);
}

/* --- to text ---------------------------------------------------------------------------- */

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
		return crm_money_format_grouped(((const struct crm_int *)slot(field, record))->value,
		                                currency, scratch);
	case CRM_REAL:
		return real_format_short(((const struct crm_real *)slot(field, record))->value, scratch);
	default:
		return text;
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
		double d = ((const struct crm_real *)x)->value, e = ((const struct crm_real *)y)->value;

		return (d > e) - (d < e);
	}
	/* An id is a bare int64_t, and the value of a struct crm_int is its first member. */
	int64_t i = *(const int64_t *)x, j = *(const int64_t *)y;

	return (i > j) - (i < j);
}
