/*
 * query_eval.c - ask a query of one customer's facts on a day, and when to ask again.
 */
#include <string.h>

#include "query_ast.h"
#include "same.h"
#include "scan.h"
#include "sop.h"

/* Whom and when a query is asked. */
struct asked {
	const struct crm_zone  *zone;
	const struct crm_facts *facts;
	int64_t                 day;
	unsigned                within;   /* bits of enum crm_axis: inside conditions of these */
};

/* What a column holds for that customer: a number, a text, or nothing. */
struct content { struct crm_int number; const char *text; };

/* --- what is there -------------------------------------------------------------------------- */

static bool holds(const struct query_node *node, const struct asked *asked);
static struct content axis_content(enum crm_axis axis, const struct asked *asked);

static struct content
field_content(const struct crm_field *field, const void *record)
{
	const void *at = (const char *)record + field->offset;

	if (!crm_field_set(field, record))
		return (struct content){ .text = NULL };
	if (field->kind == CRM_TEXT || field->kind == CRM_WORD)
		return (struct content){ .text = *(char *const *)at };
	if (field->kind == CRM_ID)
		return (struct content){ .number = CRM_SET(*(const int64_t *)at) };
	return (struct content){ .number = *(const struct crm_int *)at };
}

static struct content
content_of(const struct column *column, const struct asked *asked)
{
	const struct fact *fact = column->fact.fact;
	struct content content;

	if (column->hops)
		return (struct content){ .text = NULL };
	if (fact && fact->source == FACT_CLASS)
		return axis_content(crm_axis(fact->name), asked);
	if (fact)
		return (struct content){ .number = fact_value(&column->fact, asked->facts, asked->day) };
	if (column->field->flags & CRM_DERIVED)
		return (struct content){ .text = NULL };
	content = field_content(column->field, asked->facts->customer);
	if (column->field->flags & CRM_RULED && !content.text)
		return axis_content(crm_axis(column->field->name), asked);
	return content;
}

/* --- comparisons ---------------------------------------------------------------------------- */

static int
place_of(const char *const *words, const char *text)
{
	int place = 0;

	while (words[place] && strcmp(words[place], text) != 0)
		place++;
	return place;
}

/* ASCII letters of either case, as the database does it. */
static bool
contains(const char *text, const char *part)
{
	size_t n = strlen(part), i;

	for (; *text; text++) {
		for (i = 0; i < n && ascii_lower(text[i]) == part[i]; i++)
			;
		if (i == n)
			return true;
	}
	return n == 0;
}

/* Whether a word is one of a list with commas. */
static bool
is_listed(const char *list, const char *word)
{
	size_t n = strlen(word), length;

	for (; *list; list += length + (list[length] == ',')) {
		length = strcspn(list, ",");
		if (length == n && !memcmp(list, word, n))
			return true;
	}
	return false;
}

static bool
text_holds(const struct query_node *node, const struct query_value *value, const char *text,
           const struct asked *asked)
{
	const struct crm_field *key = query_key_field(&node->column);
	struct query_range range = { value->number, value->number };
	const char *other = value->text;

	if (node->column.shown.flags & CRM_LIST && node->compare != QUERY_HAS)
		return is_listed(text, other) == (node->compare == QUERY_IS);
	if (node->column.shown.kind == CRM_WORD)
		return query_compare_range(node->compare, place_of(node->column.shown.words, text),
		                           range);
	if (node->compare == QUERY_HAS)
		return contains(text, value->lower);
	if (key) {
		text = field_content(key, asked->facts->customer).text;
		other = value->folded;
	}
	return text && (strcmp(text, other) == 0) == (node->compare == QUERY_IS);
}

static bool
value_holds(const struct query_node *node, const struct query_value *value,
            const struct content *content, const struct asked *asked)
{
	bool present = content->number.set || content->text;
	struct query_range range = { value->number, value->number };

	if (value->kind == QUERY_NONE || value->kind == QUERY_ANY)
		return (present == (value->kind == QUERY_ANY)) == (node->compare == QUERY_IS);
	if (!present)
		return false;
	if (content->text)
		return text_holds(node, value, content->text, asked);
	if (value->kind == QUERY_DATE)
		return query_date_holds(node, value, content->number.value, asked->zone, asked->day);
	return query_compare_range(node->compare, content->number.value, range);
}

/* One of the values will do; of `not' all must hold. */
static bool
compare_holds(const struct query_node *node, const struct asked *asked)
{
	struct content content = content_of(&node->column, asked);
	bool all = node->compare == QUERY_IS_NOT;

	for (size_t i = 0; i < node->n; i++)
		if (value_holds(node, &node->values[i], &content, asked) != all)
			return !all;
	return all;
}

/* Whether the word is in a text that is known by that day. */
static bool
text_has(const struct query_node *node, const struct crm_text_fact *text)
{
	return text->text && strstr(text->text, node->values[0].folded);
}

static bool
word_holds(const struct query_node *node, const struct asked *asked)
{
	const struct crm_facts *facts = asked->facts;
	const struct crm_field *search = crm_field(facts->type, "search");
	const char *text = search ? field_content(search, facts->customer).text : NULL;
	bool found = text && strstr(text, node->values[0].folded);

	for (size_t i = 0; i < facts->texts && !found; i++)
		found = (!facts->text[i].from.set || facts->text[i].from.value <= asked->day) &&
		        text_has(node, &facts->text[i]);
	return found;
}

/* One of the tags will do. */
static bool
tag_holds(const struct query_node *node, const struct crm_facts *facts)
{
	for (const struct query_value *v = node->values; v < node->values + node->n; v++) {
		if (v->kind != QUERY_TEXT && (facts->tags > 0) == (v->kind == QUERY_ANY))
			return true;
		for (size_t i = 0; i < facts->tags && v->kind == QUERY_TEXT; i++)
			if (strcmp(facts->tag[i], v->folded) == 0)
				return true;
	}
	return false;
}

static bool
record_holds(const struct query_node *node, const struct crm_facts *facts)
{
	switch (node->letter) {
	case 'C':
		return field_content(facts->type->fields, facts->customer).number.value == node->id;
	case 'O':
		for (size_t i = 0; i < facts->orders; i++)
			if (facts->order[i].id == node->id)
				return true;
		return false;
	case 'I':
		for (size_t i = 0; i < facts->contacts; i++)
			if (facts->contact[i].id == node->id)
				return true;
		return false;
	case 'S':
		for (size_t i = 0; i < facts->responses; i++)
			if (facts->response[i].id == node->id)
				return true;
		return false;
	default:
		return false;
	}
}

static bool
holds(const struct query_node *node, const struct asked *asked)
{
	switch (node->op) {
	case QUERY_ALL:
		return true;
	case QUERY_AND:
	case QUERY_OR:
		for (const struct query_node *child = node->child; child; child = child->next)
			if (holds(child, asked) == (node->op == QUERY_OR))
				return node->op == QUERY_OR;
		return node->op == QUERY_AND;
	case QUERY_NOT:
		return !holds(node->child, asked);
	case QUERY_COMPARE:
		return compare_holds(node, asked);
	case QUERY_WORD:
		return word_holds(node, asked);
	case QUERY_RECORD:
		return record_holds(node, asked->facts);
	case QUERY_TAG:
		return tag_holds(node, asked->facts);
	case QUERY_RELATED:
		return false;   /* facts do not have the records: crm_query_check_factual() */
	}
	return false;
}

bool
crm_query_holds(const struct crm_query *query, const struct crm_facts *facts, int64_t day)
{
	const struct asked asked = { .zone = query->zone, .facts = facts, .day = day };

	return holds(query->root, &asked);
}

/* --- axes ------------------------------------------------------------------------------------ */

static bool
condition_holds(const struct crm_condition *when, const struct asked *asked)
{
	return !when->query || holds(when->query->root, asked);
}

static const char *
class_of(enum crm_axis axis, const struct asked *asked)
{
	const struct crm_sop *sop = asked->facts->sop;

	for (size_t i = 0; i < sop->classes; i++)
		if (crm_axis(sop->class[i].axis) == axis && condition_holds(&sop->class[i].when, asked))
			return sop->class[i].name;
	return NULL;
}

/* Of each dimension the first line that holds gives its points. */
static int64_t
value_score(const struct asked *asked)
{
	const struct crm_sop *sop = asked->facts->sop;
	int64_t sum = 0;

	for (size_t i = 0; i < sop->values; i++) {
		const struct crm_value_line *line;

		if (!crm_sop_dimension_begins(sop, i))
			continue;
		line = &sop->value[i];
		while (line && !condition_holds(&line->when, asked))
			line = crm_sop_dimension_next(sop, line);
		sum += line ? line->points : 0;
	}
	return sum;
}

static struct crm_axis_found *
remembered(enum crm_axis axis, const struct asked *asked)
{
	return asked->facts->axes ? &asked->facts->axes->found[axis] : NULL;
}

static bool
is_valid(const struct crm_axis_found *found, int64_t day)
{
	return day >= found->from && day < found->until;
}

static int64_t axis_change(enum crm_axis axis, const struct asked *asked);

/* Inside the conditions of an axis that axis says nothing, so that a circle comes to an end. */
static struct content
axis_content(enum crm_axis axis, const struct asked *asked)
{
	struct crm_axis_found *found = remembered(axis, asked), now = { .name = NULL };
	struct asked inner = *asked;

	if (axis == CRM_AXIS_VALUE)
		now.points = (struct crm_int)CRM_SET(0);
	if (asked->facts->sop && !(asked->within & 1u << axis)) {
		if (found && is_valid(found, asked->day))
			return (struct content){ .number = found->points, .text = found->name };
		inner.within |= 1u << axis;
		if (axis == CRM_AXIS_VALUE)
			now.points.value = value_score(&inner);
		else
			now.name = class_of(axis, &inner);
		if (found) {
			now.until = axis_change(axis, asked);
			now.from = asked->day;
			*found = now;
		}
	}
	return (struct content){ .number = now.points, .text = now.name };
}

/* --- when to ask again ---------------------------------------------------------------------- */

static int64_t
earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t change(const struct query_node *node, const struct asked *asked);

static int64_t
condition_change(const struct crm_condition *when, const struct asked *asked)
{
	return when->query ? change(when->query->root, asked) : INT64_MAX;
}

/* The first day on which time alone may change what an axis says. */
static int64_t
axis_change(enum crm_axis axis, const struct asked *asked)
{
	const struct crm_sop *sop = asked->facts->sop;
	const struct crm_axis_found *found = remembered(axis, asked);
	struct asked inner = *asked;
	int64_t next = INT64_MAX;

	if (!sop || asked->within & 1u << axis)
		return INT64_MAX;
	if (found && is_valid(found, asked->day))
		return found->until;
	inner.within |= 1u << axis;
	for (size_t i = 0; axis == CRM_AXIS_VALUE && i < sop->values; i++)
		next = earlier(next, condition_change(&sop->value[i].when, &inner));
	for (size_t i = 0; axis != CRM_AXIS_VALUE && i < sop->classes; i++)
		if (crm_axis(sop->class[i].axis) == axis)
			next = earlier(next, condition_change(&sop->class[i].when, &inner));
	return next;
}

static int64_t
compare_change(const struct query_node *node, const struct asked *asked)
{
	const struct column *column = &node->column;
	const struct fact *fact = column->fact.fact;
	struct content content;
	int64_t next = INT64_MAX;

	if (column->hops)
		return INT64_MAX;
	if (fact && fact->source == FACT_CLASS)
		return axis_change(crm_axis(fact->name), asked);
	if (!fact && column->field->flags & CRM_RULED &&
	    !crm_field_set(column->field, asked->facts->customer))
		return axis_change(crm_axis(column->field->name), asked);
	if (fact)
		next = fact_next_change(&column->fact, asked->facts, asked->day);
	content = content_of(column, asked);
	for (size_t i = 0; i < node->n && content.number.set; i++)
		next = earlier(next, query_date_change(column, &node->values[i], content.number.value,
		                                       asked->zone, asked->day));
	return next;
}

/* What is known of the customer grows. */
static int64_t
word_change(const struct query_node *node, const struct asked *asked)
{
	int64_t next = INT64_MAX;

	for (size_t i = 0; i < asked->facts->texts; i++) {
		const struct crm_text_fact *text = &asked->facts->text[i];

		if (text->from.set && text->from.value > asked->day && text_has(node, text))
			next = earlier(next, text->from.value);
	}
	return next;
}

static int64_t
change(const struct query_node *node, const struct asked *asked)
{
	int64_t next = INT64_MAX;

	if (node->op == QUERY_COMPARE)
		return compare_change(node, asked);
	if (node->op == QUERY_WORD)
		return word_change(node, asked);
	for (const struct query_node *child = node->child; child; child = child->next)
		next = earlier(next, change(child, asked));
	return next;
}

int64_t
crm_query_next_change(const struct crm_query *query, const struct crm_facts *facts, int64_t day)
{
	const struct asked asked = { .zone = query->zone, .facts = facts, .day = day };

	return change(query->root, &asked);
}

/* --- what facts cannot tell ----------------------------------------------------------------- */

static bool
is_factual(const struct query_node *node)
{
	const struct column *column = &node->column;

	if (node->op == QUERY_RECORD)
		return strchr("CIOS", node->letter);
	if (node->op != QUERY_COMPARE)
		return node->op != QUERY_RELATED;
	if (column->hops || (column->fact.fact && column->fact.fact->source == FACT_FOLLOW_UPS))
		return false;
	return !column->field || !(column->field->flags & CRM_DERIVED);
}

static const struct query_node *
unanswerable(const struct query_node *node)
{
	const struct query_node *found = is_factual(node) ? NULL : node;

	for (const struct query_node *child = node->child; child && !found; child = child->next)
		found = unanswerable(child);
	return found;
}

int
crm_query_check_factual(const struct crm_query *query, struct crm_fault *why)
{
	const struct query_node *node = unanswerable(query->root);

	if (!node)
		return 0;
	if (node->op == QUERY_RELATED)
		return crm_fault(why, node->at, "a rule cannot look at one %s: it sees how many there "
		                 "are, by persons, deciders, needs and pains", node->relation->type->name);
	return crm_fault(why, node->at, "a rule cannot look at this: it sees the customer's own "
	                 "fields, orders, contacts and responses");
}

/* --- what it looks at ------------------------------------------------------------------------ */

static bool
looks_at(const struct query_node *node, const struct crm_field *field)
{
	const struct column *column = &node->column;
	const struct crm_field *key;

	for (const struct query_node *child = node->child; child; child = child->next)
		if (looks_at(child, field))
			return true;
	if (node->op == QUERY_WORD)
		return !strcmp(field->name, "search");
	if (node->op == QUERY_TAG)
		return !strcmp(field->name, "tags");
	if (node->op != QUERY_COMPARE)
		return false;
	key = column->field ? query_key_field(column) : NULL;
	if (column->hops)
		return same_name(column->hop[0]->name, field->name);
	if (column->fact.fact)
		return same_name(column->fact.fact->name, field->name);
	return (column->field && same_name(column->field->name, field->name)) ||
	       (key && same_name(key->name, field->name));
}

bool
crm_query_looks_at(const struct crm_query *query, const struct crm_field *field)
{
	return looks_at(query->root, field);
}

/* --- what it saw ----------------------------------------------------------------------------- */

bool
query_see(const struct crm_query *query, const struct column *column,
          const struct crm_facts *facts, int64_t day, struct crm_int *number, const char **text)
{
	const struct asked asked = { .zone = query->zone, .facts = facts, .day = day };
	struct content content = content_of(column, &asked);

	*number = content.number;
	*text = content.text;
	return content.number.set || content.text;
}
