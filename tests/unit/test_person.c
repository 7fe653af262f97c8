/* What person.h promises. */
#include "customer_fact.h"
#include "database.h"
#include "noun.h"
#include "person.h"
#include "select.h"

static int64_t
add(crm *db, int64_t customer, const char *name, const char *role, int64_t reports_to)
{
	struct crm_person p = { .customer = customer, .name = strdup(name), .reports_to = reports_to,
	                        .role = role ? strdup(role) : NULL };
	int64_t id;

	OK(crm_person_add(db, &p));
	id = p.id;
	crm_person_clear(&p);
	return id;
}

/* One column of a customer as text, to be freed; NULL if absent. */
static char *
column_of(crm *db, int64_t customer, const char *column)
{
	struct crm_select want = { .type = crm_noun(db, "customer"), .id = customer, .columns = column };
	const struct crm_type *view;
	crm_rows *rows = crm_select(db, &want, &view);
	char scratch[CRM_SCRATCH], *copy = NULL;
	const char *text;
	void *record;

	assert_non_null(view);
	record = calloc(1, view->size);
	assert_true(crm_rows_next(rows, record));
	text = crm_field_text(view->fields, record, crm_context(db), scratch);
	copy = text ? strdup(text) : NULL;
	crm_clear(view, record);
	free(record);
	OK(crm_rows_close(rows));
	return copy;
}

static void
assert_column(crm *db, int64_t customer, const char *column, const char *expected)
{
	char *text = column_of(db, customer, column);

	if (expected && text)
		assert_string_equal(text, expected);
	else if (expected || text)
		fail_msg("%s is %s, not %s", column, text ? text : "absent", expected ? expected : "absent");
	free(text);
}

static void
roles_are_stored_in_the_order_of_their_list(void **state)
{
	static const struct { const char *given, *stored; } cases[] = {
		{ "decides", "decides" }, { "pays, Decides", "decides,pays" }, { "BLOCKS", "blocks" },
		{ "uses,uses ,  influences", "influences,uses" }, { " pays", "pays" },
	};
	const struct crm_field *role = crm_field(&crm_person_type, "role");
	crm *db = *state;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		AUTO(crm_person) p = { 0 };
		struct crm_fault why;

		assert_int_equal(crm_field_parse(role, &p, cases[i].given, crm_context(db), &why), 0);
		assert_string_equal(p.role, cases[i].stored);
	}
}

static void
a_word_that_is_no_role_is_named(void **state)
{
	static const char *const bad[] = { "decide", "decides,buys", "decidespays", ",", "decides;pays" };
	const struct crm_field *role = crm_field(&crm_person_type, "role");
	crm *db = *state;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		AUTO(crm_person) p = { 0 };
		struct crm_fault why = { .text = "" };

		assert_int_equal(crm_field_parse(role, &p, bad[i], crm_context(db), &why), CRM_INVALID);
		assert_null(p.role);
		assert_true(*why.text);
	}
}

static void
influence_is_from_1_to_5(void **state)
{
	crm *db = *state;
	int64_t acme = database_customer(db, "Acme");

	for (int64_t i = 0; i <= 6; i++) {
		struct crm_person p = { .customer = acme, .name = strdup("x"), .influence = CRM_SET(i) };

		assert_int_equal(crm_person_add(db, &p), i < 1 || i > 5 ? CRM_INVALID : 0);
		crm_person_clear(&p);
	}
}

static void
nobody_reports_in_a_circle(void **state)
{
	crm *db = *state;
	int64_t acme = database_customer(db, "Acme");
	int64_t top = add(db, acme, "top", NULL, 0), middle = add(db, acme, "middle", NULL, top);
	int64_t low = add(db, acme, "low", NULL, middle);
	struct crm_person p = { 0 };

	OK(crm_person_get(db, top, &p));
	p.reports_to = top;
	assert_int_equal(crm_person_set(db, &p), CRM_INVALID);
	p.reports_to = low;
	assert_int_equal(crm_person_set(db, &p), CRM_INVALID);
	assert_non_null(strstr(crm_message(db), "circle"));
	crm_person_clear(&p);
}

static void
who_reports_belongs_to_the_same_customer(void **state)
{
	crm *db = *state;
	int64_t acme = database_customer(db, "Acme"), other = database_customer(db, "Other");
	int64_t top = add(db, acme, "top", NULL, 0);
	struct crm_person p = { .customer = other, .name = strdup("x"), .reports_to = top };

	assert_int_equal(crm_person_add(db, &p), CRM_INVALID);
	assert_string_equal(crm_message(db), "reports_to: P1 belongs to C1, another customer");
	crm_person_clear(&p);
	add(db, acme, "low", NULL, top);
	OK(crm_person_get(db, top, &p));
	p.customer = other;
	assert_int_equal(crm_person_set(db, &p), CRM_INVALID);
	assert_non_null(strstr(crm_message(db), "left behind"));
	crm_person_clear(&p);
}

static void
a_person_names_the_customer(void **state)
{
	crm *db = *state;
	int64_t acme = database_customer(db, "Acme"), id;
	struct crm_person p = { .customer = acme, .name = strdup("Wang"),
	                        .email = strdup("Wang@Acme.tw"), .phone = strdup("02-2345-6789") };

	OK(crm_person_add(db, &p));
	OK(crm_customer_named(db, "P1", &id));
	assert_int_equal(id, acme);
	OK(crm_customer_named(db, "wang@acme.TW", &id));
	assert_int_equal(id, acme);
	OK(crm_customer_named(db, "(02) 23456789", &id));
	assert_int_equal(id, acme);
	p.left = (struct crm_int)CRM_SET(crm_clock_today(&crm_context(db)->clock));
	OK(crm_person_set(db, &p));
	assert_int_equal(crm_customer_named(db, "wang@acme.tw", &id), CRM_NOT_FOUND);
	OK(crm_customer_named(db, "P1", &id));
	crm_person_clear(&p);
}

static void
an_address_of_two_customers_names_neither(void **state)
{
	crm *db = *state;
	struct crm_customer c = { .name = strdup("Shop"), .email = strdup("info@acme.tw") };
	struct crm_person p = { .customer = database_customer(db, "Acme"), .name = strdup("Wang"),
	                        .email = strdup("info@acme.tw") };
	int64_t id;

	OK(crm_customer_add(db, &c));
	OK(crm_person_add(db, &p));
	assert_int_equal(crm_customer_named(db, "info@acme.tw", &id), CRM_AMBIGUOUS);
	crm_customer_clear(&c);
	crm_person_clear(&p);
}

static void
without_a_known_decider_an_open_order_warns(void **state)
{
	crm *db = *state;
	int64_t acme = database_customer(db, "Acme"), today = crm_clock_today(&crm_context(db)->clock);
	const struct crm_type *orders = crm_noun(db, "order");
	void *order = calloc(1, orders->size);
	struct crm_person p = { 0 };

	assert_column(db, acme, "warning", NULL);
	OK(crm_assign(db, orders, crm_field(orders, "customer"), order, "C1"));
	OK(crm_assign(db, orders, crm_field(orders, "amount"), order, "10"));
	OK(crm_put(db, orders, order, NULL));
	assert_column(db, acme, "warning", NULL);   /* perhaps it is one person */
	add(db, acme, "user", "uses,pays", 0);
	assert_column(db, acme, "warning", "open order, no known decider");
	add(db, acme, "boss", "decides,pays", 0);
	assert_column(db, acme, "warning", NULL);
	assert_column(db, acme, "deciders", "1");
	OK(crm_person_get(db, 2, &p));
	p.left = (struct crm_int)CRM_SET(today + 1);
	OK(crm_person_set(db, &p));
	assert_column(db, acme, "warning", NULL);
	p.left = (struct crm_int)CRM_SET(today);
	OK(crm_person_set(db, &p));
	assert_column(db, acme, "warning", "open order, no known decider");
	assert_column(db, acme, "persons", "1");
	crm_person_clear(&p);
	crm_clear(orders, order);
	free(order);
}

static void
an_organisation_warns_without_people_a_person_never(void **state)
{
	crm *db = *state;
	struct crm_customer acme = { .name = strdup("Acme"), .kind = strdup("organisation") };
	struct crm_customer ada = { .name = strdup("Ada"), .kind = strdup("person") };

	OK(crm_customer_add(db, &acme));
	OK(crm_customer_add(db, &ada));
	for (int64_t id = acme.id; id <= ada.id; id++) {
		struct crm_customer_fact need = { .customer = id, .kind = strdup("need"), .text = strdup("tea") };

		OK(crm_customer_fact_add(db, &need));
		crm_customer_fact_clear(&need);
	}
	add(db, ada.id, "assistant", "influences", 0);
	assert_column(db, acme.id, "warning", "open need, no known decider");
	assert_column(db, ada.id, "warning", NULL);
	crm_customer_clear(&acme);
	crm_customer_clear(&ada);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DATABASE_TEST(roles_are_stored_in_the_order_of_their_list),
		DATABASE_TEST(a_word_that_is_no_role_is_named),
		DATABASE_TEST(influence_is_from_1_to_5),
		DATABASE_TEST(nobody_reports_in_a_circle),
		DATABASE_TEST(who_reports_belongs_to_the_same_customer),
		DATABASE_TEST(a_person_names_the_customer),
		DATABASE_TEST(an_address_of_two_customers_names_neither),
		DATABASE_TEST(without_a_known_decider_an_open_order_warns),
		DATABASE_TEST(an_organisation_warns_without_people_a_person_never),
	};

	return cmocka_run_group_tests_name("person", tests, NULL, NULL);
}
