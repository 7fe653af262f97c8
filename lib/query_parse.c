/*
 * query_parse.c - from the text of a query to its tree.
 *
 *	query  = every { "or" every }
 *	every  = one { ["and"] one }
 *	one    = "not" one | "(" query ")" | term
 *	term   = name operator value { "," value } | "tag:" tag { "," tag } | id | word | "phrase"
 */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "customer_fact.h"
#include "person.h"
#include "query_ast.h"
#include "scan.h"
#include "unicode.h"

struct parser {
	const char               *text;
	size_t                    at;
	const struct crm_type    *type;
	const struct crm_context *context;
	int                       depth;
	int                       terms;
	struct crm_fault         *why;
};

static int parse_or(struct parser *p, struct query_node **out);

/* --- the tree ------------------------------------------------------------------------------- */

static void
node_free(struct query_node *node)
{
	for (struct query_node *next; node; node = next) {
		next = node->next;
		node_free(node->child);
		node_free(node->related);
		for (size_t i = 0; i < node->n; i++) {
			free(node->values[i].text);
			free(node->values[i].folded);
			free(node->values[i].lower);
		}
		free(node->values);
		free(node->path);
		free(node);
	}
}

static int
node_new(struct parser *p, enum query_op op, struct query_node **out)
{
	*out = calloc(1, sizeof **out);
	if (!*out)
		return CRM_NO_MEMORY;
	(*out)->op = op;
	(*out)->column.type = p->type;
	(*out)->at = p->at;
	return 0;
}

/* --- tokens --------------------------------------------------------------------------------- */

static void
skip_blanks(struct parser *p)
{
	while (query_is_blank(p->text[p->at]))
		p->at++;
}

/* Whether the keyword, in small letters or capitals, is the next word; then it is read. */
static bool
keyword(struct parser *p, const char *lower, const char *upper)
{
	size_t n = strlen(lower);
	const char *here = p->text + p->at;

	if (strncmp(here, lower, n) != 0 && strncmp(here, upper, n) != 0)
		return false;
	if (here[n] && !query_is_blank(here[n]) && !strchr("()", here[n]))
		return false;
	p->at += n;
	skip_blanks(p);
	return true;
}

static bool
is_or(struct parser *p)
{
	return keyword(p, "or", "OR");
}

static bool
is_and(struct parser *p)
{
	return keyword(p, "and", "AND");
}

static bool
at_end(const struct parser *p)
{
	return p->text[p->at] == '\0' || p->text[p->at] == ')';
}

size_t
query_name_length(const char *text)
{
	size_t n;

	if (*text < 'a' || *text > 'z')
		return 0;
	n = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_.");
	if (text[n] == '!')
		return text[n + 1] == '=' ? n : 0;
	return text[n] && strchr("=<>~", text[n]) ? n : 0;
}

struct spelling { const char *text; enum query_compare compare; };

static const struct spelling signs[] = {
	{ "!=", QUERY_IS_NOT }, { "<=", QUERY_AT_MOST }, { ">=", QUERY_AT_LEAST },
	{ "=", QUERY_IS }, { "<", QUERY_UNDER }, { ">", QUERY_OVER }, { "~", QUERY_HAS }, { NULL, 0 }
};

static const struct spelling word_forms[] = {
	{ ".is", QUERY_IS }, { ".not", QUERY_IS_NOT }, { ".has", QUERY_HAS },
	{ ".over", QUERY_OVER }, { ".under", QUERY_UNDER },
	{ ".min", QUERY_AT_LEAST }, { ".max", QUERY_AT_MOST },
	{ ".before", QUERY_UNDER }, { ".after", QUERY_OVER }, { NULL, 0 }
};

static enum query_compare
sign_read(struct parser *p)
{
	const struct spelling *s = signs;

	while (strncmp(p->text + p->at, s->text, strlen(s->text)) != 0)
		s++;
	p->at += strlen(s->text);
	return s->compare;
}

/* Take a `.over' off the end of a name. */
static void
word_form_read(char *name, enum query_compare *compare)
{
	const char *dot = strrchr(name, '.');

	for (const struct spelling *s = word_forms; s->text && dot && *compare == QUERY_IS; s++) {
		if (strcmp(dot, s->text) == 0) {
			name[dot - name] = '\0';
			*compare = s->compare;
			return;
		}
	}
}

/* --- terms ---------------------------------------------------------------------------------- */

/* Whether values of this kind can be compared so. */
static int
check_compare(const struct query_node *node, size_t sign, struct crm_fault *why)
{
	const struct crm_field *f = &node->column.shown;
	bool equality = node->compare == QUERY_IS || node->compare == QUERY_IS_NOT;

	if (f->fetch && !strcmp(node->column.field->name, "tags"))
		return crm_fault(why, node->at, "tags are asked for one by one: tag:vip");
	if (f->kind == CRM_REAL || f->fetch)
		return crm_fault(why, node->at, "`%.64s' cannot be searched", f->name);
	if (f->kind == CRM_TEXT && !equality && node->compare != QUERY_HAS)
		return crm_fault(why, sign, "`%.64s' is text: it is compared with = != or ~", f->name);
	if (f->kind != CRM_TEXT && node->compare == QUERY_HAS)
		return crm_fault(why, sign, "`%.64s' is no text that could contain something",
		                 f->name);
	if (f->kind == CRM_BOOL && !equality)
		return crm_fault(why, sign, "`%.64s' is yes or no: it is compared with = or !=",
		                 f->name);
	return 0;
}

static int
parse_column(struct parser *p, const struct crm_type *type, struct query_node *node, size_t length)
{
	size_t begin = p->at, sign;
	int error;

	node->path = strndup(p->text + begin, length);
	if (!node->path)
		return CRM_NO_MEMORY;
	p->at += length;
	sign = p->at;
	node->compare = sign_read(p);
	word_form_read(node->path, &node->compare);
	error = column_resolve(&node->column, type, node->path, p->why);
	if (error) {
		p->why->at += begin;
		return error;
	}
	return check_compare(node, sign, p->why);
}

/* A comparison of a record of the type, by so many bytes of a name. */
static int
parse_comparison(struct parser *p, const struct crm_type *type, size_t length,
                 struct query_node **out)
{
	int error = node_new(p, QUERY_COMPARE, out);

	if (!error)
		error = parse_column(p, type, *out, length);
	return error ? error : query_values_parse(*out, p->text, &p->at, p->context, p->why);
}

/* ref:SAP-17, as a customer can be named on every command line. */
static int
parse_ref(struct parser *p, struct query_node **out)
{
	int error = node_new(p, QUERY_COMPARE, out);

	if (error)
		return error;
	(*out)->compare = QUERY_IS;
	(*out)->path = strdup("ref");
	error = (*out)->path ? column_resolve(&(*out)->column, p->type, (*out)->path, p->why)
	                     : CRM_NO_MEMORY;
	if (error) {
		p->why->at = p->at;
		return error;
	}
	p->at += strlen("ref:");
	return query_values_parse(*out, p->text, &p->at, p->context, p->why);
}

static int
parse_tag_value(struct parser *p, struct query_node *node)
{
	bool bare = p->text[p->at] != '"' && p->text[p->at] != '\'';
	struct query_value *value;
	int error = query_value_add(node, &value);

	if (!error)
		error = query_text_parse(p->text, &p->at, ",", &value->text, p->why);
	if (error)
		return error;
	if (bare && strcmp(value->text, "none") == 0)
		return 0;
	value->kind = bare && strcmp(value->text, "any") == 0 ? QUERY_ANY : QUERY_TEXT;
	if (value->kind == QUERY_TEXT)
		error = crm_tag_check(&value->text, p->why);
	if (!error && !(value->folded = crm_fold(value->text)))
		error = CRM_NO_MEMORY;
	return error;
}

/* The customer whose tags or people are meant: the record itself, or the one it belongs to. */
static int
whose(struct parser *p, const char *what, struct column *column)
{
	const struct crm_field *customer = column_customer(p->type);

	if (column_is_customer(p->type))
		return 0;
	if (!customer)
		return crm_fault(p->why, p->at, "customers have %s, no %s has", what, p->type->name);
	column->hop[column->hops++] = customer;
	return 0;
}

/* tag:vip, tag:vip,press, tag:none */
static int
parse_tag(struct parser *p, struct query_node **out)
{
	size_t begin = p->at;
	int error = node_new(p, QUERY_TAG, out);

	if (!error)
		error = whose(p, "tags", &(*out)->column);
	for (p->at += strlen("tag:"); !error; p->at++) {
		begin = p->at;
		error = parse_tag_value(p, *out);
		if (error || p->text[p->at] != ',')
			break;
	}
	if (error && p->why->at < begin)
		p->why->at = begin;
	return error;
}

static const char *const leaving[] = { "left", NULL };
static const char *const expiry[] = { "expires", "stale", NULL };

static const struct query_relation relations[] = {
	{ &crm_person_type, "(t.left_day IS NULL OR t.left_day > $today)", leaving, NULL },
	{ &crm_customer_fact_type, "(t.expires IS NULL OR t.expires >= $today)", expiry,
	  "t.day <= $today" },
	{ 0 }
};

/* The noun that a name begins with: `person.role'; NULL: a field of the record itself. */
static const struct query_relation *
relation_of(const char *name, size_t length)
{
	for (const struct query_relation *r = relations; r->type; r++) {
		size_t n = strlen(r->type->name);

		if (length > n && name[n] == '.' && !memcmp(name, r->type->name, n))
			return r;
	}
	return NULL;
}

const struct crm_type *
crm_query_related(const char *name)
{
	const struct query_relation *relation = relation_of(name, strlen(name));

	return relation ? relation->type : NULL;
}

static int
parse_related(struct parser *p, const struct query_relation *relation, size_t length,
              struct query_node **out)
{
	size_t noun = strlen(relation->type->name) + 1;
	int error = node_new(p, QUERY_RELATED, out);

	if (!error)
		error = whose(p, relation->type->plural, &(*out)->column);
	if (error)
		return error;
	(*out)->relation = relation;
	p->at += noun;
	return parse_comparison(p, relation->type, length - noun, &(*out)->related);
}

/* Whether records of the type can be told by an id with this letter. */
static bool
named_by(const struct crm_type *type, char letter)
{
	static const char of_customers[] = "IFOSPN";   /* each belongs to one customer */

	return letter == type->letter || column_reference(type, letter) ||
	       (column_is_customer(type) && strchr(of_customers, letter));
}

/* Read a bare id; false if what stands here is none. */
static bool
read_id(struct parser *p, char *letter, int64_t *id)
{
	char text[CRM_SCRATCH], end;
	size_t n = 0;

	for (const char *c = p->text + p->at; ascii_letter(*c) || ascii_digit(*c); c++) {
		if (n == sizeof text)
			return false;
		text[n++] = *c;
	}
	end = p->text[p->at + n];
	if (n == sizeof text || (end && !query_is_blank(end) && end != ')'))
		return false;
	text[n] = '\0';
	if (crm_id_parse(text, letter, id) || !strchr("CIFOSPN", *letter))
		return false;
	p->at += n;
	return true;
}

static int
parse_word(struct parser *p, struct query_node **out)
{
	struct query_value *value;
	size_t begin = p->at;
	int error = node_new(p, QUERY_WORD, out);

	if (error)
		return error;
	value = (*out)->values = calloc(1, sizeof *value);
	if (!value)
		return CRM_NO_MEMORY;
	(*out)->n = 1;
	value->kind = QUERY_TEXT;
	error = query_text_parse(p->text, &p->at, "", &value->text, p->why);
	if (error)
		return error;
	value->folded = crm_fold(value->text);
	value->lower = query_lower(value->text);
	if (!value->folded || !value->lower)
		return CRM_NO_MEMORY;
	if (*value->folded == '\0')
		return crm_fault(p->why, begin, "there is nothing to search for in this");
	return 0;
}

static int
parse_term(struct parser *p, struct query_node **out)
{
	const char *here = p->text + p->at;
	size_t begin = p->at, length = query_name_length(here);
	const struct query_relation *relation = relation_of(here, length);
	char letter;
	int64_t id;

	if (++p->terms > QUERY_TERMS)
		return crm_fault(p->why, p->at, "too many terms: at most %d", QUERY_TERMS);
	if (relation)
		return parse_related(p, relation, length, out);
	if (length)
		return parse_comparison(p, p->type, length, out);
	if (strchr("=<>~!", *here))
		return crm_fault(p->why, p->at, "a comparison is written without blanks: spend>100");
	if (strncmp(here, "tag:", 4) == 0)
		return parse_tag(p, out);
	if (strncmp(here, "ref:", 4) == 0 && crm_field(p->type, "ref"))
		return parse_ref(p, out);
	if (!read_id(p, &letter, &id))
		return parse_word(p, out);
	if (!named_by(p->type, letter))
		return crm_fault(p->why, begin, "no %s is told by an id that begins with %c",
		                 p->type->name, letter);
	p->at = begin;
	if (node_new(p, QUERY_RECORD, out))
		return CRM_NO_MEMORY;
	read_id(p, &(*out)->letter, &(*out)->id);
	return 0;
}

/* --- grammar -------------------------------------------------------------------------------- */

static int
parse_group(struct parser *p, struct query_node **out)
{
	size_t begin = p->at++;
	int error = parse_or(p, out);

	if (!error && p->text[p->at] != ')')
		error = crm_fault(p->why, begin, "this parenthesis is never closed");
	if (!error)
		p->at++;
	return error;
}

static int
parse_one(struct parser *p, struct query_node **out)
{
	size_t begin = p->at;
	int error;

	if (at_end(p))
		return crm_fault(p->why, begin, "a term is missing here");
	if (is_and(p) || is_or(p))
		return crm_fault(p->why, begin, "`and' and `or' stand between two terms; "
		                 "to search for the word, put it in quotation marks");
	if (++p->depth > QUERY_NESTING)
		return crm_fault(p->why, begin, "nested too deeply: at most %d", QUERY_NESTING);
	if (p->text[p->at] == '(') {
		error = parse_group(p, out);
	} else if (keyword(p, "not", "NOT")) {
		error = node_new(p, QUERY_NOT, out);
		if (!error)   /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): *out is made */
			error = parse_one(p, &(*out)->child);
	} else {
		error = parse_term(p, out);
	}
	p->depth--;
	skip_blanks(p);
	return error;
}

/* Put a list of nodes under one parent, unless it is only one. */
static int
join(struct parser *p, enum query_op op, struct query_node **list)
{
	struct query_node *parent;

	if (!*list || !(*list)->next)
		return 0;
	if (node_new(p, op, &parent))
		return CRM_NO_MEMORY;
	parent->at = (*list)->at;
	parent->child = *list;
	*list = parent;
	return 0;
}

static int
parse_and(struct parser *p, struct query_node **out)
{
	struct query_node **end = out;
	size_t begin;
	int error;

	do {
		error = parse_one(p, end);
		if (error)
			return error;
		/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): *end is made */
		end = &(*end)->next;
		begin = p->at;
		if (is_or(p)) {
			p->at = begin;   /* for the caller to see */
			break;
		}
	} while (is_and(p) || !at_end(p));
	return join(p, QUERY_AND, out);
}

static int
parse_or(struct parser *p, struct query_node **out)
{
	struct query_node **end = out;
	int error;

	skip_blanks(p);
	do {
		error = parse_and(p, end);
		if (error)
			return error;
		end = &(*end)->next;
	} while (is_or(p));
	return join(p, QUERY_OR, out);
}

static int
parse_all(struct parser *p, struct query_node **out)
{
	int error;

	skip_blanks(p);
	if (p->text[p->at] == '\0')
		return node_new(p, QUERY_ALL, out);
	error = parse_or(p, out);
	if (!error && p->text[p->at] == ')')
		error = crm_fault(p->why, p->at, "this parenthesis closes nothing");
	return error;
}

int
crm_query_parse(struct crm_query **out, const struct crm_type *type, const char *text,
                const struct crm_context *context, struct crm_fault *why)
{
	struct crm_fault ignored = { .at = 0 };
	struct parser p = {
		.text = text, .type = type, .context = context, .why = why ? why : &ignored
	};
	size_t length = strlen(text);
	int error;

	*out = NULL;
	if (length > QUERY_LENGTH)
		return crm_fault(p.why, QUERY_LENGTH, "a query of %zu bytes is too long: at most %d",
		                 length, QUERY_LENGTH);
	if (crm_utf8_check(text, length, p.why))
		return CRM_INVALID;
	*out = calloc(1, sizeof **out);
	if (!*out)
		return CRM_NO_MEMORY;
	(*out)->type = type;
	(*out)->zone = context->clock.zone;
	error = parse_all(&p, &(*out)->root);
	if (error) {
		crm_query_free(*out);
		*out = NULL;
	}
	return error;
}

void
crm_query_free(struct crm_query *query)
{
	if (query)
		node_free(query->root);
	free(query);
}
