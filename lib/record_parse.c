/*
 * record_parse.c - texts into fields.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fault.h"
#include "money.h"
#include "nearest.h"
#include "real.h"
#include "record_slot.h"
#include "scan.h"
#include "unicode.h"

/* The longest text of a kind other than text: an amount with its currency, a date. */
enum { SHORT_TEXT = 128, DEFAULT_LIMIT = 1000 };

static const char letters[] = "CPIFKOSNX";

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
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

/* --- fields --------------------------------------------------------------------------- */

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

static int parse_list(const struct parse *p, char **text);

static int
check_text(const struct parse *p, char **text)
{
	size_t limit = p->field->limit ? p->field->limit : DEFAULT_LIMIT;
	size_t length = strlen(*text);

	if (length > limit)
		return crm_fault(p->why, limit, "%zu bytes are too long: at most %zu are kept",
		                 length, limit);
	if (p->field->check && length)
		return p->field->check(text, p->why);
	return p->field->flags & CRM_LIST ? parse_list(p, text) : 0;
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

/* "vip, ordinary or low"; NULL if they are too many. */
static char *
list_words(const char *const *words, char *out, size_t size)
{
	size_t used = 0;

	*out = '\0';
	for (size_t i = 0; words[i] && used < size; i++)
		used += (size_t)snprintf(out + used, size - used, "%s%s",
		                         i == 0 ? "" : words[i + 1] ? ", " : " or ", words[i]);
	return used < size ? out : NULL;
}

/* The word that is meant; NULL: none. */
static const char *
listed_word(const struct crm_field *field, const char *text)
{
	for (const char *const *word = field->words; *word; word++)
		if (ascii_same(*word, text))
			return *word;
	return NULL;
}

static int
no_word(const struct parse *p, const char *wrong)
{
	char list[160];

	return crm_fault(p->why, 0, "there is no `%.*s'; %s", crm_fault_clip(wrong), wrong,
	                 nearest_word(wrong, p->field->words, list, sizeof list));
}

static int
parse_word(const struct parse *p, const char *text)
{
	char list[256], *copy;
	const char *word = listed_word(p->field, text);

	if (!word && list_words(p->field->words, list, sizeof list))
		return crm_fault(p->why, 0, "`%s' is not %s", text, list);
	if (!word)
		return no_word(p, text);
	copy = strdup(word);
	return copy ? keep_text(p, copy) : CRM_NO_MEMORY;
}

/* --- lists of words -------------------------------------------------------------------------- */

/* Put a word behind a list with commas, unless it is there. */
static void
add_word(char *list, const char *word)
{
	size_t n = strlen(word);
	char *at = list;

	while (*at) {
		size_t length = strcspn(at, ",");

		if (length == n && !memcmp(at, word, n))
			return;
		at += length;
		at += *at == ',' && at[1];
	}
	if (at > list)
		*at++ = ',';
	memcpy(at, word, n + 1);
}

/* Blanks around the words, empty ones and repetitions go; each word is no longer than given. */
static int
parse_list(const struct parse *p, char **text)
{
	char *list = calloc(1, strlen(*text) + 1), *rest = *text, *given;
	int error = 0;

	if (!list)
		return CRM_NO_MEMORY;
	while (!error && (given = strsep(&rest, ","))) {
		const char *word;

		while (is_blank(*given))
			given++;
		for (char *end = given + strlen(given); end > given && is_blank(end[-1]);)
			*--end = '\0';
		word = *given ? listed_word(p->field, given) : "";
		if (!word)
			error = no_word(p, given);
		else if (*word)
			add_word(list, word);
	}
	free(*text);
	*text = list;
	return error;
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
			if (ascii_same(*word, text)) {
				*out = truth;
				return 0;
			}
		}
	}
	return crm_fault(why, 0, "`%s' is not yes or no", text);
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
		return crm_fault(p->why, 0, "`%s' is in %s: this amount is in %s", text, given,
		                 currency);
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
