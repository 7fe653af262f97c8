/*
 * column_sql.c - fields and facts as SQL expressions.
 *
 * A fact of one row is a scalar subquery that an index on (customer_id, ...)
 * answers; conditions on facts of many customers are query_sql.c's.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "column_sql.h"
#include "query_sql.h"
#include "scan.h"
#include "sop.h"

const char *
column_name(const struct crm_field *field)
{
	return field->column ? field->column : field->name;
}

/* --- keys ----------------------------------------------------------------------------------- */

/* The reference that follows n others; types[] are those of the rows they stand in. */
static void
put_reference(struct sql *sql, const struct column *column, size_t n)
{
	const struct crm_field *const *hop = column->hop + n;
	struct sql_scope scope;

	if (n == 0) {
		sql_put(sql, "%s.%s", sql->alias, column_name(column->hop[0]));
		return;
	}
	do
		hop--;
	while (!(*hop)->of);
	scope = sql_enter(sql);
	sql_put(sql, "(SELECT %s.%s FROM %s %s WHERE %s.id = ", sql->alias,
	        column_name(column->hop[n]), (*hop)->of->table, sql->alias, sql->alias);
	sql_leave(sql, scope);
	put_reference(sql, column, n - 1);
	sql_put(sql, ")");
}

void
column_put_key(struct sql *sql, const struct column *column)
{
	if (column->hops)
		put_reference(sql, column, column->hops - 1);
	else
		sql_put(sql, "%s.id", sql->alias);
}

/* --- fields --------------------------------------------------------------------------------- */

static bool
in_name(char c)
{
	return ascii_letter(c) || ascii_digit(c) || c == '_';
}

/* The length of what stands as it is, up to a value, another column or the row. */
static size_t
piece(const char *text)
{
	size_t n = 1;

	while (text[n] && text[n] != '$' && text[n] != '{' &&
	       (text[n] != 't' || text[n + 1] != '.' || in_name(text[n - 1])))
		n++;
	return n;
}

/* The rules in force; NULL, and the error kept, where they cannot be read. */
static const struct crm_sop *
rules(struct sql *sql)
{
	const struct crm_sop *sop = crm_sop(sql->db);

	if (!sop && !sql->error)
		sql->error = CRM_DATABASE;
	return sop;
}

/* What the rules in force say a part of urgency weighs: $weight_late and the like. */
static size_t
put_weight(struct sql *sql, const char *text)
{
	const struct crm_sop *sop = rules(sql);
	const struct crm_urgency none = { 0 }, *urgency = sop ? &sop->urgency : &none;
	const struct { const char *name; int64_t weight; } parts[] = {
		{ "$weight_late", urgency->late }, { "$weight_tier", urgency->tier },
		{ "$weight_promise", urgency->promise }, { "$weight_score", urgency->score },
	};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (strncmp(text, parts[i].name, strlen(parts[i].name)) == 0) {
			sql_bind_int(sql, parts[i].weight);
			return strlen(parts[i].name);
		}
	return 0;
}

/* `{customer.tier}' is another column of the row. */
static size_t
put_path(struct sql *sql, const struct crm_type *type, const char *text)
{
	size_t n = strcspn(text, "}");
	char path[64];
	struct column column;
	struct crm_fault why;

	snprintf(path, sizeof path, "%.*s", (int)n - 1, text + 1);
	if (column_resolve(&column, type, path, &why))
		sql->error = db_fail(sql->db, CRM_BUG, "%s", why.text);
	else
		column_put(sql, &column);
	return n + 1;
}

void
column_put_template(struct sql *sql, const struct crm_type *type, const char *text)
{
	while (*text) {
		if (strncmp(text, "$now", 4) == 0) {
			sql_now(sql);
			text += 4;
		} else if (strncmp(text, "$today", 6) == 0) {
			sql_today(sql);
			text += 6;
		} else if (*text == '$') {
			text += put_weight(sql, text);
		} else if (*text == '{') {
			text += put_path(sql, type, text);
		} else if (text[0] == 't' && text[1] == '.') {
			sql_put(sql, "%s.", sql->alias);
			text += 2;
		} else {
			size_t n = piece(text);

			sql_put_text(sql, text, n);
			text += n;
		}
	}
}

/* What users declared is kept beside the table, numbers as their digits. */
static void
put_extra(struct sql *sql, const struct crm_type *type, const struct crm_field *field)
{
	bool text = field->kind == CRM_TEXT || field->kind == CRM_WORD;

	sql_put(sql, text ? "(SELECT x.value" : "(SELECT CAST(x.value AS BIGINT)");
	sql_put(sql, " FROM extra x WHERE x.noun = '%s' AND x.record = %s.id AND x.name = ",
	        type->name, sql->alias);
	sql_bind_text(sql, field->name);
	sql_put(sql, ")");
}

static void
put_field(struct sql *sql, const struct crm_type *type, const struct crm_field *field)
{
	if (field->flags & CRM_EXTRA)
		put_extra(sql, type, field);
	else if (field->fetch)
		sql_put(sql, "%s.id", sql->alias);   /* to be read by whoever fetches the row */
	else if (field->sql)
		column_put_template(sql, type, field->sql);
	else
		sql_put(sql, "%s.%s", sql->alias, column_name(field));
}

/* --- facts ---------------------------------------------------------------------------------- */

/* The words are an index's columns, so that counting needs no rows. */
static void
put_persons(struct sql *sql, const struct fact *fact)
{
	sql_put(sql, " FROM person e WHERE (e.left_day IS NULL OR e.left_day > ");
	sql_today(sql);
	sql_put(sql, fact->which ? ") AND e.role LIKE '%%decides%%'" : ")");
}

static void
put_known(struct sql *sql, const struct fact *fact)
{
	sql_put(sql, " FROM fact e WHERE e.kind = '%s' AND e.day <= ",
	        fact->which == 'n' ? "need" : "pain");
	sql_today(sql);
	sql_put(sql, " AND (e.expires IS NULL OR e.expires >= ");
	sql_today(sql);
	sql_put(sql, ")");
}

const char *
fact_date_column(const struct fact *fact)
{
	return fact->source == FACT_FOLLOW_UPS ? "e.due" : "e.at";
}

void
fact_put_measure(struct sql *sql, const struct fact *fact)
{
	switch (fact->measure) {
	case FACT_COUNT:
		sql_put(sql, "COUNT(*)");
		break;
	case FACT_SUM:
		sql_put(sql, "SUM(e.base)");
		break;
	case FACT_MEAN:
		sql_put(sql, "(SUM(e.base) / COUNT(*) + SUM(e.base) %% COUNT(*) * 2 / COUNT(*))");
		break;
	case FACT_FIRST:
		sql_put(sql, "MIN(%s)", fact_date_column(fact));
		break;
	case FACT_LAST:
		sql_put(sql, "MAX(%s)", fact_date_column(fact));
		break;
	default:
		sql_put(sql, "e.%s", fact->source == FACT_SCORES ? fact->name : "score");
	}
}

static void
put_source(struct sql *sql, const struct fact *fact)
{
	switch (fact->source) {
	case FACT_ORDERS:
		sql_put(sql, " FROM orders e WHERE e.status %s",
		        fact->which ? "= 'open'" : "NOT IN ('cancelled', 'returned')");
		break;
	case FACT_CONTACTS:
		sql_put(sql, " FROM interaction e WHERE e.contact = 1");
		if (fact->which)
			sql_put(sql, " AND e.direction = '%s'", fact->which == 'i' ? "in" : "out");
		break;
	case FACT_RESPONSES:
		sql_put(sql, " FROM response e WHERE e.metric = '%s' AND e.score IS NOT NULL",
		        fact->name);
		break;
	case FACT_SCORES:
		sql_put(sql, " FROM score e WHERE TRUE");
		break;
	case FACT_PERSONS:
		put_persons(sql, fact);
		break;
	case FACT_KNOWN:
		put_known(sql, fact);
		break;
	default:
		sql_put(sql, " FROM follow_up e WHERE e.status = 'open' AND (e.expires IS NULL"
		             " OR e.expires >= ");
		sql_today(sql);
		sql_put(sql, ")");
	}
}

void
fact_put_records(struct sql *sql, const struct fact_use *use)
{
	const struct crm_clock *clock = &sql->db->context.clock;
	int64_t today = crm_clock_today(clock);

	put_source(sql, use->fact);
	if (use->fact->source >= FACT_FOLLOW_UPS)
		return;
	if (use->window.count) {
		sql_put(sql, " AND e.at >= ");
		sql_bind_int(sql, crm_day_instant(clock->zone, fact_window_from(use->window, today)));
	}
	sql_put(sql, " AND e.at <= ");
	sql_now(sql);
}

/* A number of one customer. */
static void
put_fact(struct sql *sql, const struct column *column)
{
	const struct fact *fact = column->fact.fact;
	bool guarded = column->hops && !fact_may_be_absent(fact);   /* 0 is of somebody */

	if (guarded) {
		sql_put(sql, "CASE WHEN ");
		column_put_key(sql, column);
		sql_put(sql, " IS NOT NULL THEN ");
	}
	sql_put(sql, fact->measure == FACT_SUM ? "COALESCE((SELECT " : "(SELECT ");
	fact_put_measure(sql, fact);
	fact_put_records(sql, &column->fact);
	sql_put(sql, " AND e.customer_id = ");
	column_put_key(sql, column);
	if (fact->measure == FACT_SCORE)
		sql_put(sql, " ORDER BY e.at DESC, e.id DESC LIMIT 1");
	sql_put(sql, fact->measure == FACT_SUM ? "), 0)%s" : ")%s", guarded ? " END" : "");
}

static void
put_when(struct sql *sql, const struct crm_condition *when)
{
	if (when->query)
		query_put(sql, when->query->root);
	else
		sql_put(sql, "TRUE");
}

static void
put_class(struct sql *sql, const struct crm_sop *sop, enum crm_axis axis)
{
	sql_put(sql, "CASE");
	for (size_t i = 0; i < sop->classes; i++) {
		if (crm_axis(sop->class[i].axis) != axis)
			continue;
		sql_put(sql, " WHEN ");
		put_when(sql, &sop->class[i].when);
		sql_put(sql, " THEN ");
		sql_put_word(sql, sop->class[i].name);
	}
	sql_put(sql, " END");
}

static void
put_value_score(struct sql *sql, const struct crm_sop *sop)
{
	sql_put(sql, "(0");
	for (size_t i = 0; i < sop->values; i++) {
		if (!crm_sop_dimension_begins(sop, i))
			continue;
		sql_put(sql, " + CASE");
		for (const struct crm_value_line *line = &sop->value[i]; line;
		     line = crm_sop_dimension_next(sop, line)) {
			sql_put(sql, " WHEN ");
			put_when(sql, &line->when);
			sql_put(sql, " THEN %" PRId64, line->points);
		}
		sql_put(sql, " ELSE 0 END");
	}
	sql_put(sql, ")");
}

/* Can a class on the axis be said here?  Inside its own conditions there is none. */
static bool
has_classes(const struct sql *sql, const struct crm_sop *sop, enum crm_axis axis)
{
	if (sql->within & 1u << axis)
		return false;
	for (size_t i = 0; i < sop->classes; i++)
		if (crm_axis(sop->class[i].axis) == axis)
			return true;
	return false;
}

/* What the rules make of the customer in this row. */
static void
put_axis(struct sql *sql, enum crm_axis axis)
{
	const struct crm_sop *sop = rules(sql);
	unsigned within = sql->within;

	if (axis == CRM_AXIS_VALUE) {
		if (!sop || within & 1u << axis) {
			sql_put(sql, "0");
			return;
		}
		sql->within |= 1u << axis;
		put_value_score(sql, sop);
	} else if (!sop || !has_classes(sql, sop, axis)) {
		sql_put(sql, "NULL");
	} else {
		sql->within |= 1u << axis;
		put_class(sql, sop, axis);
	}
	sql->within = within;
}

/* What was set by hand, else what the rules say. */
static void
put_ruled(struct sql *sql, const struct crm_field *field)
{
	enum crm_axis axis = crm_axis(field->name);
	const struct crm_sop *sop = rules(sql);

	if (!sop || !has_classes(sql, sop, axis)) {
		sql_put(sql, "%s.%s", sql->alias, column_name(field));
		return;
	}
	sql_put(sql, "COALESCE(%s.%s, ", sql->alias, column_name(field));
	put_axis(sql, axis);
	sql_put(sql, ")");
}

/* --- columns -------------------------------------------------------------------------------- */

static void
put_here(struct sql *sql, const struct column *column)
{
	if (column->field && column->stored && column->field->sql)
		sql_put(sql, "%s.%s", sql->alias, column_name(column->field));
	else if (column->field && column->field->flags & CRM_RULED && !column->stored)
		put_ruled(sql, column->field);
	else if (column->field)
		put_field(sql, column->type, column->field);
	else if (column->fact.fact)
		put_axis(sql, crm_axis(column->fact.fact->name));
}

/*
 * The record that a column of the row itself refers to, if FROM is to join it; else NULL.
 * One that may be absent is not joined: what stands there could say something of nobody.
 */
static const struct sql_join *
find_join(struct sql *sql, const struct column *column)
{
	struct sql_join *join = sql->joins;

	if (!sql->joining || column->hops != 1 || !(column->hop[0]->flags & CRM_REQUIRED) ||
	    strcmp(sql->alias, SQL_ROW) != 0)
		return NULL;
	while (join < sql->joins + sql->join_n && join->reference != column->hop[0])
		join++;
	if (join == sql->joins + SQL_JOINS)
		return NULL;
	if (join == sql->joins + sql->join_n) {
		*join = (struct sql_join){ .reference = column->hop[0], .type = column->type };
		snprintf(join->alias, sizeof join->alias, "r%zu", ++sql->join_n);
	}
	return join;
}

void
column_put_joins(struct sql *sql)
{
	for (const struct sql_join *join = sql->joins; join < sql->joins + sql->join_n; join++)
		sql_put(sql, " LEFT JOIN %s %s ON %s.id = " SQL_ROW ".%s", join->type->table,
		        join->alias, join->alias, column_name(join->reference));
}

void
column_put(struct sql *sql, const struct column *column)
{
	const struct sql_join *join;
	struct sql_scope scope;

	if (column->fact.fact && column->fact.fact->source != FACT_CLASS) {
		put_fact(sql, column);
		return;
	}
	if (column->hops == 0) {
		put_here(sql, column);
		return;
	}
	if ((join = find_join(sql, column))) {
		scope = sql_enter_as(sql, join->alias);
		put_here(sql, column);
		sql_leave(sql, scope);
		return;
	}
	scope = sql_enter(sql);
	sql_put(sql, "(SELECT ");
	put_here(sql, column);
	sql_put(sql, " FROM %s %s WHERE %s.id = ", column->type->table, sql->alias, sql->alias);
	sql_leave(sql, scope);
	column_put_key(sql, column);
	sql_put(sql, ")");
}
