/*
 * query_sql.c - a query as a SQL condition with bound values.
 *
 *	spend_12m>=1000   t.id IN (SELECT e.customer_id FROM orders e WHERE ... GROUP BY
 *	                  e.customer_id HAVING SUM(e.base) >= ?1)
 *
 * A condition on a fact is a set of customers, computed in one pass over the
 * records' index.  Where no records at all would fit too (orders<3), it is the set
 * of those whom the condition shuts out, and the customer must not be in it.
 */
#include <string.h>

#include "column_sql.h"
#include "noun.h"
#include "query_sql.h"

/* --- one value against one expression ------------------------------------------------------- */

static void
put_presence(struct sql *sql, bool present)
{
	sql_put(sql, present ? " IS NOT NULL" : " IS NULL");
}

/* What follows the expression of a number. */
static void
put_range(struct sql *sql, enum query_compare compare, struct query_range range)
{
	static const char *const signs[] = {
		[QUERY_UNDER] = " < ",
		[QUERY_AT_MOST] = " <= ",
		[QUERY_OVER] = " > ",
		[QUERY_AT_LEAST] = " >= ",
	};

	if (compare == QUERY_UNDER || compare == QUERY_AT_LEAST || compare == QUERY_AT_MOST ||
	    compare == QUERY_OVER) {
		bool low = compare == QUERY_UNDER || compare == QUERY_AT_LEAST;

		sql_put(sql, "%s", signs[compare]);
		sql_bind_int(sql, low ? range.low : range.high);
		return;
	}
	if (range.low == range.high) {
		sql_put(sql, compare == QUERY_IS ? " = " : " <> ");
		sql_bind_int(sql, range.low);
		return;
	}
	sql_put(sql, compare == QUERY_IS ? " BETWEEN " : " NOT BETWEEN ");
	sql_bind_int(sql, range.low);
	sql_put(sql, " AND ");
	sql_bind_int(sql, range.high);
}

/* What follows the expression of a word: those of its list that stand so to the value. */
static void
put_words(struct sql *sql, const struct query_node *node, const struct query_value *value)
{
	struct query_range range = { value->number, value->number };
	const char *const *words = node->column.shown.words;
	const char *comma = "";

	if (node->compare == QUERY_IS || node->compare == QUERY_IS_NOT) {
		sql_put(sql, node->compare == QUERY_IS ? " = " : " <> ");
		sql_put_word(sql, value->text);
		return;
	}
	sql_put(sql, " IN (");
	for (int i = 0; words[i]; i++) {
		if (!query_compare_range(node->compare, i, range))
			continue;
		sql_put(sql, "%s", comma);
		sql_put_word(sql, words[i]);
		comma = ", ";
	}
	sql_put(sql, *comma ? ")" : "NULL)");
}

/* Whether the word is among those that a field holds, commas between. */
static void
put_listed(struct sql *sql, const struct query_node *node, const struct query_value *value)
{
	sql_put(sql, node->compare == QUERY_IS ? "(',' || " : "NOT (',' || ");
	column_put(sql, &node->column);
	sql_put(sql, " || ','");
	sql_bind_like(sql, value->lower);
	sql_put(sql, ")");
}

static void
put_text(struct sql *sql, const struct query_node *node, const struct query_value *value)
{
	const struct crm_field *key = query_key_field(&node->column);
	struct column column = node->column;

	if (node->compare == QUERY_HAS) {
		sql_put(sql, "lower(");
		column_put(sql, &column);
		sql_put(sql, ")");
		sql_bind_like(sql, value->lower);
		return;
	}
	if (column.shown.flags & CRM_LIST) {
		put_listed(sql, node, value);
		return;
	}
	if (key)
		column.field = key;
	column_put(sql, &column);
	if (column.shown.kind == CRM_WORD) {
		put_words(sql, node, value);
		return;
	}
	sql_put(sql, node->compare == QUERY_IS ? " = " : " <> ");
	sql_bind_text(sql, key ? value->folded : value->text);
}

/* An amount that has its own currency: of that currency, or by what it is worth in the base one. */
static void
put_amount(struct sql *sql, const struct query_node *node, const struct query_value *value)
{
	struct query_range range = { value->number, value->number };
	struct column column = node->column, currency;
	const struct crm_field *base = crm_field(column.type, "base");

	sql_put(sql, "(");
	if (value->currency[0] || !base) {
		column_currency(&column, &currency);
		column_put(sql, &currency);
		sql_put(sql, " = ");
		sql_bind_text(sql, value->currency[0] ? value->currency : sql->db->context.currency);
		sql_put(sql, " AND ");
	} else {
		column.field = base;
	}
	column_put(sql, &column);
	put_range(sql, node->compare, range);
	sql_put(sql, ")");
}

/* --- facts as sets -------------------------------------------------------------------------- */

static enum query_compare
opposite(enum query_compare compare)
{
	static const enum query_compare of[] = {
		[QUERY_IS] = QUERY_IS_NOT, [QUERY_IS_NOT] = QUERY_IS,
		[QUERY_UNDER] = QUERY_AT_LEAST, [QUERY_AT_LEAST] = QUERY_UNDER,
		[QUERY_AT_MOST] = QUERY_OVER, [QUERY_OVER] = QUERY_AT_MOST
	};

	return of[compare];
}

static void
put_set(struct sql *sql, const struct column *column, bool member)
{
	if (column->hops && !member) {
		sql_put(sql, "(");
		column_put_key(sql, column);
		sql_put(sql, " IS NOT NULL AND ");
	}
	column_put_key(sql, column);
	sql_put(sql, member ? " IN (SELECT e.customer_id" : " NOT IN (SELECT e.customer_id");
	fact_put_records(sql, &column->fact);
}

static void
end_set(struct sql *sql, const struct column *column, bool member)
{
	sql_put(sql, column->hops && !member ? "))" : ")");
}

/* A last date after, or a first date before another: one such record is enough. */
static bool
one_will_do(const struct fact *fact, enum query_compare compare)
{
	if (fact->measure == FACT_LAST)
		return compare == QUERY_OVER || compare == QUERY_AT_LEAST;
	return fact->measure == FACT_FIRST && (compare == QUERY_UNDER || compare == QUERY_AT_MOST);
}

static void
put_fact_set(struct sql *sql, const struct query_node *node, struct query_range range)
{
	const struct fact *fact = node->column.fact.fact;
	bool member = fact_may_be_absent(fact) || !query_compare_range(node->compare, 0, range);

	put_set(sql, &node->column, member);
	if (one_will_do(fact, node->compare)) {
		sql_put(sql, " AND %s", fact_date_column(fact));
	} else {
		sql_put(sql, " GROUP BY e.customer_id HAVING ");
		fact_put_measure(sql, fact);
	}
	put_range(sql, member ? node->compare : opposite(node->compare), range);
	end_set(sql, &node->column, member);
}

/* Whether a condition on it is asked of all customers at once. */
static bool
is_set(const struct sql *sql, const struct column *column)
{
	const struct fact *fact = column->fact.fact;

	return fact && fact->measure < FACT_SCORE && !sql->row;
}

/* --- comparisons ---------------------------------------------------------------------------- */

static void
put_none_or_any(struct sql *sql, const struct query_node *node, const struct query_value *value)
{
	bool present = (value->kind == QUERY_ANY) == (node->compare == QUERY_IS);

	if (is_set(sql, &node->column)) {
		sql_put(sql, "(");
		put_set(sql, &node->column, true);
		end_set(sql, &node->column, true);
		sql_put(sql, present ? ")" : ") IS NOT TRUE");
		return;
	}
	column_put(sql, &node->column);
	put_presence(sql, present);
}

static void
put_number(struct sql *sql, const struct query_node *node, const struct query_value *value)
{
	struct query_range range;

	if (!query_range(&node->column, value, &sql->db->context.clock, &range)) {
		sql_put(sql, "FALSE");
	} else if (is_set(sql, &node->column)) {
		put_fact_set(sql, node, range);
	} else {
		column_put(sql, &node->column);
		put_range(sql, node->compare, range);
	}
}

static void
put_value(struct sql *sql, const struct query_node *node, const struct query_value *value)
{
	switch (value->kind) {
	case QUERY_NONE:
	case QUERY_ANY:
		put_none_or_any(sql, node, value);
		break;
	case QUERY_TEXT:
		put_text(sql, node, value);
		break;
	default:
		if (node->column.field && node->column.field->currency)
			put_amount(sql, node, value);
		else
			put_number(sql, node, value);
	}
}

/* `a,b' where it can be said at once: texts of a column, which may have an index. */
static bool
put_list(struct sql *sql, const struct query_node *node)
{
	const struct crm_field *key = query_key_field(&node->column);
	struct column column = node->column;

	if (node->n < 2 || (node->compare != QUERY_IS && node->compare != QUERY_IS_NOT) ||
	    column.shown.flags & CRM_LIST)
		return false;
	for (size_t i = 0; i < node->n; i++)
		if (node->values[i].kind != QUERY_TEXT)
			return false;
	if (key)
		column.field = key;
	column_put(sql, &column);
	sql_put(sql, node->compare == QUERY_IS ? " IN (" : " NOT IN (");
	for (size_t i = 0; i < node->n; i++) {
		const struct query_value *value = &node->values[i];

		if (column.shown.kind == CRM_WORD)
			sql_put_word(sql, value->text);
		else
			sql_bind_text(sql, key ? value->folded : value->text);
		sql_put(sql, i + 1 < node->n ? ", " : ")");
	}
	return true;
}

static void
put_compare(struct sql *sql, const struct query_node *node)
{
	if (put_list(sql, node))
		return;
	sql_put(sql, "(");
	for (size_t i = 0; i < node->n; i++) {
		if (i)
			sql_put(sql, node->compare == QUERY_IS_NOT ? " AND " : " OR ");
		put_value(sql, node, &node->values[i]);
	}
	sql_put(sql, ")");
}

/* --- the other terms ------------------------------------------------------------------------ */

/* Whether the word is in what is known of the customer, in rows of a table of its own. */
static void
put_word_in(struct sql *sql, const struct query_node *node, const char *table)
{
	if (sql->row)
		sql_put(sql, " OR EXISTS (SELECT 1");
	else
		sql_put(sql, " OR %s.id IN (SELECT e.customer_id", sql->alias);
	sql_put(sql, " FROM %s e WHERE e.search", table);
	sql_bind_like(sql, node->values[0].folded);
	if (sql->row)
		sql_put(sql, " AND e.customer_id = %s.id", sql->alias);
}

/* A customer is searched in three folded columns: its own, its people's, its facts'. */
static void
put_customer_word(struct sql *sql, const struct query_node *node)
{
	sql_put(sql, "(%s.search", sql->alias);
	sql_bind_like(sql, node->values[0].folded);
	put_word_in(sql, node, "person");
	sql_put(sql, ")");
	put_word_in(sql, node, "fact");
	sql_put(sql, " AND e.day <= ");
	sql_today(sql);
	sql_put(sql, "))");
}

/* Other nouns are searched in their texts, and in their customer's own. */
static void
put_word(struct sql *sql, const struct query_node *node, const struct crm_type *type)
{
	const struct crm_field *customer = column_customer(type);
	const unsigned elsewhere = CRM_DERIVED | CRM_HIDDEN | CRM_INPUT | CRM_EXTRA;
	const char *either = "";
	struct sql_scope scope;

	if (column_is_customer(type)) {
		put_customer_word(sql, node);
		return;
	}
	sql_put(sql, "(");
	if (crm_field(type, "search")) {
		sql_put(sql, "%s.search", sql->alias);
		sql_bind_like(sql, node->values[0].folded);
		either = " OR ";
	}
	for (const struct crm_field *f = type->fields; f->name; f++) {
		if (f->kind != CRM_TEXT || f->sql || f->fetch || f->flags & elsewhere)
			continue;
		sql_put(sql, "%slower(%s.%s)", either, sql->alias, column_name(f));
		sql_bind_like(sql, node->values[0].lower);
		either = " OR ";
	}
	if (customer) {
		scope = sql_enter(sql);
		sql_put(sql, "%s(SELECT %s.search FROM customer %s WHERE %s.id = %s.%s)", either,
		        sql->alias, sql->alias, sql->alias, scope.alias, column_name(customer));
		sql_leave(sql, scope);
		sql_bind_like(sql, node->values[0].folded);
	}
	sql_put(sql, ")");
}

static void
put_record(struct sql *sql, const struct query_node *node, const struct crm_type *type)
{
	const struct crm_field *reference;
	const struct crm_type *other;

	if (node->letter == type->letter) {
		sql_put(sql, "%s.id = ", sql->alias);
		sql_bind_int(sql, node->id);
		return;
	}
	reference = column_reference(type, node->letter);
	if (reference) {
		sql_put(sql, "%s.%s = ", sql->alias, column_name(reference));
		sql_bind_int(sql, node->id);
		return;
	}
	other = crm_noun_of(sql->db, node->letter);
	if (!other || !column_customer(other)) {
		sql_put(sql, "FALSE");
		return;
	}
	sql_put(sql, "%s.id = (SELECT x.%s FROM %s x WHERE x.id = ", sql->alias,
	        column_name(column_customer(other)), other->table);
	sql_bind_int(sql, node->id);
	sql_put(sql, ")");
}

static void
put_tag_value(struct sql *sql, const struct query_node *node, const struct query_value *value)
{
	const char *sense = value->kind == QUERY_NONE ? "NOT " : "";

	if (sql->row) {
		sql_put(sql, "%sEXISTS (SELECT 1 FROM tag e WHERE e.active = 1", sense);
		sql_put(sql, " AND e.customer_id = ");
		column_put_key(sql, &node->column);
	} else {
		column_put_key(sql, &node->column);
		sql_put(sql, " %sIN (SELECT e.customer_id FROM tag e WHERE e.active = 1", sense);
	}
	if (value->kind == QUERY_TEXT) {
		sql_put(sql, " AND e.key = ");
		sql_bind_text(sql, value->folded);
	}
	sql_put(sql, ")");
}

static void
put_tag(struct sql *sql, const struct query_node *node)
{
	for (size_t i = 0; i < node->n; i++) {
		sql_put(sql, i ? " OR " : "");
		put_tag_value(sql, node, &node->values[i]);
	}
}

/* --- records that belong to the customer ------------------------------------------------------ */

/* Whether a comparison is on one of these fields. */
static bool
is_on(const struct query_node *node, const char *const *names)
{
	size_t n = strcspn(node->path, ".");

	for (; *names; names++)
		if (strlen(*names) == n && !memcmp(*names, node->path, n))
			return true;
	return false;
}

static void
put_related_row(struct sql *sql, const struct query_node *node)
{
	const struct query_relation *relation = node->relation;

	put_compare(sql, node->related);
	if (relation->known) {
		sql_put(sql, " AND ");
		column_put_template(sql, relation->type, relation->known);
	}
	if (!is_on(node->related, relation->past)) {
		sql_put(sql, " AND ");
		column_put_template(sql, relation->type, relation->present);
	}
}

/* There is such a record at the customer. */
static void
put_related(struct sql *sql, const struct query_node *node)
{
	const struct crm_type *type = node->relation->type;
	const char *customer = column_name(column_customer(type));
	struct sql_scope scope;
	char row[SQL_ALIAS];

	if (!sql->row) {
		column_put_key(sql, &node->column);
		sql_put(sql, " IN ");
	}
	scope = sql_enter(sql);
	memcpy(row, sql->alias, sizeof row);
	if (sql->row)
		sql_put(sql, "EXISTS (SELECT 1");
	else
		sql_put(sql, "(SELECT %s.%s", row, customer);
	sql_put(sql, " FROM %s %s WHERE ", type->table, row);
	put_related_row(sql, node);
	sql_leave(sql, scope);
	if (sql->row) {
		sql_put(sql, " AND %s.%s = ", row, customer);
		column_put_key(sql, &node->column);
	}
	sql_put(sql, ")");
}

/* --- the tree ------------------------------------------------------------------------------- */

/* `not' goes down to the terms, where NULL becomes false. */
static void
put_node(struct sql *sql, const struct query_node *node, bool negated)
{
	bool and = (node->op == QUERY_AND) != negated;

	if (node->op == QUERY_NOT) {
		put_node(sql, node->child, !negated);
		return;
	}
	if (node->op != QUERY_AND && node->op != QUERY_OR && !sql_term(sql))
		return;
	sql_put(sql, "(");
	switch (node->op) {
	case QUERY_AND:
	case QUERY_OR:
		for (const struct query_node *child = node->child; child; child = child->next) {
			put_node(sql, child, negated);
			if (child->next)
				sql_put(sql, and ? " AND " : " OR ");
		}
		sql_put(sql, ")");
		return;
	case QUERY_COMPARE:
		put_compare(sql, node);
		break;
	case QUERY_WORD:
		put_word(sql, node, node->column.type);
		break;
	case QUERY_RECORD:
		put_record(sql, node, node->column.type);
		break;
	case QUERY_TAG:
		put_tag(sql, node);
		break;
	case QUERY_RELATED:
		put_related(sql, node);
		break;
	default:
		sql_put(sql, "TRUE");
	}
	sql_put(sql, negated ? ") IS NOT TRUE" : ")");
}

void
query_put(struct sql *sql, const struct query_node *node)
{
	put_node(sql, node, false);
}

/* --- narrow ones ---------------------------------------------------------------------------- */

static bool
names_a_few(const struct query_node *node)
{
	static const char *const names[] = { "id", "ref", "email", "phone", NULL };
	const char *name = node->path;

	if (node->op == QUERY_RECORD)
		return true;
	if (node->op != QUERY_COMPARE || node->compare != QUERY_IS || !node->column.field)
		return false;
	for (size_t i = 0; i < node->n; i++)
		if (node->values[i].kind != QUERY_TEXT && node->values[i].kind != QUERY_NUMBER)
			return false;
	for (const char *const *few = names; *few; few++)
		if (strcmp(name, *few) == 0)
			return true;
	return false;
}

bool
query_is_narrow(const struct crm_query *query)
{
	const struct query_node *node = query->root;

	if (node->op != QUERY_AND)
		return names_a_few(node);
	for (node = node->child; node; node = node->next)
		if (names_a_few(node))
			return true;
	return false;
}
