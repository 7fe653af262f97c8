/*
 * query_value.c - the right side of a comparison: words, numbers, dates, lists of them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "query_ast.h"
#include "same.h"
#include "scan.h"
#include "unicode.h"

bool
query_is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* --- text as it stands ---------------------------------------------------------------------- */

/* A text in quotes, which are doubled inside: "5"" pipe". */
static int
quoted(const char *query, size_t *at, char *out, size_t *n, struct crm_fault *why)
{
	size_t begin = (*at)++;
	char quote = query[begin];

	for (;; (*at)++) {
		if (query[*at] == '\0')
			return crm_fault(why, begin, "this %c is never closed", quote);
		if (query[*at] == quote && query[++*at] != quote)
			return 0;
		out[(*n)++] = query[*at];
	}
}

/* Parentheses that close again belong to the word: Acme(TW). */
static void
bare(const char *query, size_t *at, const char *stop, char *out, size_t *n)
{
	int open = 0;

	for (; query[*at] && !query_is_blank(query[*at]) && !strchr(stop, query[*at]); (*at)++) {
		if (query[*at] == ')' && open-- == 0)
			return;
		open += query[*at] == '(';
		out[(*n)++] = query[*at];
	}
}

int
query_text_parse(const char *query, size_t *at, const char *stop, char **out,
                 struct crm_fault *why)
{
	size_t n = 0, begin = *at;
	char end;
	int error = 0;

	*out = malloc(strlen(query + *at) + 1);
	if (!*out)
		return CRM_NO_MEMORY;
	if (query[begin] == '"' || query[begin] == '\'')
		error = quoted(query, at, *out, &n, why);
	else
		bare(query, at, stop, *out, &n);
	(*out)[n] = '\0';
	end = query[*at];
	if (!error && end && !query_is_blank(end) && end != ')' && !strchr(stop, end))
		error = crm_fault(why, *at, "a blank belongs behind a closing quotation mark");
	if (error) {
		free(*out);
		*out = NULL;
	}
	return error;
}

/* --- one value ------------------------------------------------------------------------------ */

/* What crm_field_parse() needs: a record of one field and its currency. */
struct probe { char *text; int64_t id; struct crm_int number; char *currency; };

static void
probe_field(const struct query_node *node, struct crm_field *out)
{
	const struct column *column = &node->column;

	*out = column->shown;
	out->check = NULL;
	out->limit = 0;
	out->flags &= CRM_ACTOR | CRM_AHEAD | (node->compare == QUERY_HAS ? 0 : CRM_LIST);
	out->currency = 0;
	if (column->field && column->field->currency)
		out->currency = offsetof(struct probe, currency);
	if (out->kind == CRM_ID)
		out->offset = offsetof(struct probe, id);
	else if (out->kind == CRM_TEXT || out->kind == CRM_WORD)
		out->offset = offsetof(struct probe, text);
	else
		out->offset = offsetof(struct probe, number);
}

char *
query_lower(const char *text)
{
	char *copy = strdup(text);

	for (char *p = copy; p && *p; p++)
		*p = ascii_lower(*p);
	return copy;
}

const struct crm_field *
query_key_field(const struct column *column)
{
	const char *name = column->field ? column->field->name : "";

	if (same_name(name, "email"))
		return crm_field(column->type, "email_key");
	return same_name(name, "phone") ? crm_field(column->type, "phone_key") : NULL;
}

/* The form in which a text is compared. */
static int
fold(const struct query_node *node, struct query_value *value)
{
	const struct crm_field *key = query_key_field(&node->column);

	if (node->compare == QUERY_HAS)
		return (value->lower = query_lower(value->text)) ? 0 : CRM_NO_MEMORY;
	if (node->column.shown.flags & CRM_LIST)
		return asprintf(&value->lower, ",%s,", value->text) < 0 ? CRM_NO_MEMORY : 0;
	if (!key)
		return 0;
	value->folded = strcmp(key->name, "email_key") == 0 ? crm_email_fold(value->text)
	                                                    : crm_phone_digits(value->text);
	return value->folded ? 0 : CRM_NO_MEMORY;
}

static int
word_place(const struct column *column, const char *word)
{
	int place = 0;

	while (column->shown.words[place] && strcmp(column->shown.words[place], word) != 0)
		place++;
	return place;
}

/* Everything but dates is read as the field itself would read it. */
static int
field_value(const struct query_node *node, const char *text, struct query_value *value,
            const struct crm_context *context, struct crm_fault *why)
{
	struct probe probe = { 0 };
	struct crm_field field;
	int error;

	probe_field(node, &field);
	error = crm_field_parse(&field, &probe, text, context, why);
	if (!error && !crm_field_set(&field, &probe))
		error = crm_fault(why, 0, "there is nothing to compare with; `none' stands for absent");
	if (error) {
		free(probe.text);
		free(probe.currency);
		return error;
	}
	if (probe.currency)
		memcpy(value->currency, probe.currency, strnlen(probe.currency, 3));
	free(probe.currency);
	value->kind = probe.text ? QUERY_TEXT : QUERY_NUMBER;
	value->text = probe.text;
	value->number = field.kind == CRM_ID ? probe.id : probe.number.value;
	if (!probe.text)
		return 0;
	if (field.flags & CRM_LIST && strchr(value->text, ','))
		return crm_fault(why, 0, "one word at a time: with a comma outside of quotation marks "
		                 "either will do");
	if (field.kind == CRM_WORD)
		value->number = word_place(&node->column, value->text);
	return field.kind == CRM_TEXT ? fold(node, value) : 0;
}

static int
presence(const struct query_node *node, const char *text, struct query_value *value,
         struct crm_fault *why)
{
	const struct column *column = &node->column;

	if (node->compare != QUERY_IS && node->compare != QUERY_IS_NOT)
		return crm_fault(why, 0, "`%s' goes with = or != only", text);
	if (column->fact.fact && !fact_may_be_absent(column->fact.fact))
		return crm_fault(why, 0, "`%.64s' is never absent: over nothing it is 0",
		                 column->shown.name);
	value->kind = strcmp(text, "none") == 0 ? QUERY_NONE : QUERY_ANY;
	return 0;
}

static int
value_parse(const struct query_node *node, const char *text, bool bare_word,
            struct query_value *value, const struct crm_context *context, struct crm_fault *why)
{
	if (bare_word && (strcmp(text, "none") == 0 || strcmp(text, "any") == 0))
		return presence(node, text, value, why);
	if (node->column.shown.kind == CRM_DAY || node->column.shown.kind == CRM_TIME)
		return query_date_parse(&node->column, text, value, context, why);
	return field_value(node, text, value, context, why);
}

/* --- all values ----------------------------------------------------------------------------- */

int
query_value_add(struct query_node *node, struct query_value **out)
{
	struct query_value *values = realloc(node->values, (node->n + 1) * sizeof *values);

	if (!values)
		return CRM_NO_MEMORY;
	node->values = values;
	*out = &values[node->n++];
	**out = (struct query_value){ .kind = QUERY_NONE };
	return 0;
}

static bool
takes_list(enum query_compare compare)
{
	return compare == QUERY_IS || compare == QUERY_IS_NOT || compare == QUERY_HAS;
}

int
query_values_parse(struct query_node *node, const char *query, size_t *at,
                   const struct crm_context *context, struct crm_fault *why)
{
	for (;; (*at)++) {
		size_t begin = *at;
		bool bare_word = query[begin] != '"' && query[begin] != '\'';
		struct query_value *value;
		char *text;
		int error;

		if (query[begin] == '\0' || query_is_blank(query[begin]) || strchr(",)", query[begin]))
			return crm_fault(why, begin, "a value is missing here; `none' stands for absent");
		error = query_text_parse(query, at, ",", &text, why);
		if (error)
			return error;
		error = query_value_add(node, &value);
		if (!error)
			error = value_parse(node, text, bare_word, value, context, why);
		free(text);
		if (error) {
			why->at = begin;
			return error;
		}
		if (query[*at] != ',')
			return 0;
		if (!takes_list(node->compare))
			return crm_fault(why, *at, "only = != and ~ take more than one value");
	}
}
