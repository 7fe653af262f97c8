/* What column.h and column_sql.h promise. */
#include <stdio.h>

#include "database.h"

#include "column_sql.h"
#include "noun.h"

/* A path from a noun, with the parts that it goes through: "order>customer>referrer: name". */
static const char *
way(crm *db, const char *noun, const char *path)
{
	static char out[200];
	struct crm_fault why;
	struct column column;
	int n;

	if (column_resolve(&column, crm_noun(db, noun), path, &why))
		return memcpy(out, why.text, sizeof out - 1);
	assert_string_equal(column.shown.name, path);
	assert_true(!column.field != !column.fact.fact);
	n = snprintf(out, sizeof out, "%s", noun);
	for (size_t i = 0; i < column.hops; i++)
		n += snprintf(out + n, sizeof out - (size_t)n, ">%s", column.hop[i]->name);
	snprintf(out + n, sizeof out - (size_t)n, " %s: %s", column.type->name,
	         column.field ? column.field->name : column.fact.fact->name);
	return out;
}

static void
a_name_is_a_field_or_a_fact_of_the_noun(void **state)
{
	assert_string_equal(way(*state, "customer", "city"), "customer customer: city");
	assert_string_equal(way(*state, "customer", "id"), "customer customer: id");
	assert_string_equal(way(*state, "customer", "spend_12m"), "customer customer: spend");
	assert_string_equal(way(*state, "order", "status"), "order order: status");
}

static void
dots_follow_references(void **state)
{
	assert_string_equal(way(*state, "customer", "referrer.name"),
	                    "customer>referrer customer: name");
	assert_string_equal(way(*state, "order", "customer.referrer.spend_12m"),
	                    "order>customer>referrer customer: spend");
	assert_string_equal(way(*state, "item", "order.customer.city"),
	                    "item>order>customer customer: city");
}

static void
what_a_record_has_not_is_its_customers(void **state)
{
	assert_string_equal(way(*state, "order", "city"), "order>customer customer: city");
	assert_string_equal(way(*state, "interaction", "referrer.name"),
	                    "interaction>customer>referrer customer: name");
	assert_string_equal(way(*state, "order", "orders"), "order>customer customer: orders");
	/* An interaction has a channel itself, a customer the preferred one. */
	assert_string_equal(way(*state, "interaction", "channel"), "interaction interaction: channel");
}

static void
an_alias_leads_where_it_says_and_keeps_its_name(void **state)
{
	struct crm_fault why;
	struct column column;

	assert_int_equal(column_resolve(&column, crm_noun(*state, "order"), "customer_name", &why), 0);
	assert_string_equal(column.field->name, "name");
	assert_string_equal(column.type->name, "customer");
	assert_string_equal(column.shown.name, "customer_name");
}

static void
check_fault(crm *db, const char *noun, const char *path, const char *part, size_t at)
{
	struct crm_fault why;
	struct column column;

	assert_int_equal(column_resolve(&column, crm_noun(db, noun), path, &why), CRM_INVALID);
	if (!strstr(why.text, part))
		fail_msg("%s: %s", path, why.text);
	assert_int_equal(why.at, at);
}

static void
a_fault_points_at_the_part_that_is_wrong(void **state)
{
	char long_name[2 * COLUMN_NAME];

	check_fault(*state, "customer", "ctiy", "a customer has no `ctiy'; perhaps city", 0);
	check_fault(*state, "customer", "referrer.nmae", "has no `nmae'; perhaps name", 9);
	check_fault(*state, "order", "customer.referrer.x", "has no `x'", 18);
	check_fault(*state, "customer", "city.name", "`city' refers to no other record", 0);
	check_fault(*state, "customer", "id.name", "`id' refers to no other record", 0);
	check_fault(*state, "customer", "", "has no `'", 0);
	check_fault(*state, "customer", "referrer.", "has no `'", 9);
	memset(long_name, 'a', sizeof long_name);
	long_name[sizeof long_name - 1] = '\0';
	check_fault(*state, "customer", long_name, "is too long", 0);
}

static void
references_go_on_for_four_and_no_more(void **state)
{
	assert_string_equal(way(*state, "customer", "referrer.referrer.referrer.referrer.name"),
	                    "customer>referrer>referrer>referrer>referrer customer: name");
	check_fault(*state, "customer", "referrer.referrer.referrer.referrer.referrer.name",
	            "too many references: at most 4", 36);
}

static void
what_is_the_librarys_own_has_no_name(void **state)
{
	check_fault(*state, "customer", "email_key", "has no `email_key'", 0);
	check_fault(*state, "customer", "tier_since", "has no `tier_since'", 0);
}

static void
money_leads_to_its_currency(void **state)
{
	struct crm_fault why;
	struct column column, currency;

	assert_int_equal(column_resolve(&column, crm_noun(*state, "order"), "amount", &why), 0);
	assert_true(column_currency(&column, &currency));
	assert_string_equal(currency.field->name, "currency");
	assert_int_equal(column_resolve(&column, crm_noun(*state, "order"), "status", &why), 0);
	assert_false(column_currency(&column, &currency));
	assert_int_equal(column_resolve(&column, crm_noun(*state, "customer"), "spend", &why), 0);
	assert_false(column_currency(&column, &currency));
}

/* What a column is for the one record of a table that has this id; NULL as "absent". */
static char *
value_of(crm *db, const char *noun, const char *path, int64_t id, bool key)
{
	const struct crm_type *type = crm_noun(db, noun);
	struct sql sql = { .db = db, .alias = "t", .row = true };
	struct crm_fault why;
	struct column column;
	char *text = NULL;

	assert_int_equal(column_resolve(&column, type, path, &why), 0);
	sql_put(&sql, "SELECT ");
	(key ? column_put_key : column_put)(&sql, &column);
	sql_put(&sql, " FROM %s t WHERE t.id = ", type->table);
	sql_bind_int(&sql, id);
	sql_values(&sql);
	OK(sql.error);
	OK(db_string_(db, &text, sql.values, sql.n));
	sql_free(&sql, NULL, NULL);
	return text;
}

static void
check_value(crm *db, const char *path, int64_t id, const char *value)
{
	char *text = value_of(db, "customer", path, id, false);

	if (value)
		assert_string_equal(text, value);
	else
		assert_null(text);
	free(text);
}

static void
a_column_is_an_expression_and_absent_is_null(void **state)
{
	crm *db = *state;
	int64_t ann = database_customer(db, "Ann"), bob = database_customer(db, "Bob"), cy;
	struct crm_customer c = { .name = strdup("Cy"), .referrer = bob, .city = strdup("台北") };
	char *key;

	OK(crm_customer_add(db, &c));
	cy = c.id;
	crm_customer_clear(&c);
	check_value(db, "city", cy, "台北");
	check_value(db, "city", ann, NULL);
	check_value(db, "referrer.name", cy, "Bob");
	check_value(db, "referrer.name", ann, NULL);
	check_value(db, "referrer.referrer.name", cy, NULL);
	check_value(db, "referrer.orders", cy, "0");
	check_value(db, "state", cy, "prospect");
	key = value_of(db, "customer", "referrer.city", cy, true);
	assert_int_equal(strtoll(key, NULL, 10), bob);
	free(key);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DATABASE_TEST(a_name_is_a_field_or_a_fact_of_the_noun),
		DATABASE_TEST(dots_follow_references),
		DATABASE_TEST(what_a_record_has_not_is_its_customers),
		DATABASE_TEST(an_alias_leads_where_it_says_and_keeps_its_name),
		DATABASE_TEST(a_fault_points_at_the_part_that_is_wrong),
		DATABASE_TEST(references_go_on_for_four_and_no_more),
		DATABASE_TEST(what_is_the_librarys_own_has_no_name),
		DATABASE_TEST(money_leads_to_its_currency),
		DATABASE_TEST(a_column_is_an_expression_and_absent_is_null),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
