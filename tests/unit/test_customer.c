/* What customer.h promises. */
#include "database.h"

static void
a_customer_comes_back_as_it_was_stored(void **state)
{
	crm *db = *state;
	struct crm_customer c = { .name = strdup("陳美"), .tier = strdup("vip"), .city = strdup("台北"),
	                          .notes = strdup("a\tb\nc\\d") };

	OK(crm_customer_add(db, &c));
	assert_int_equal(c.id, 1);
	OK(crm_customer_get(db, 1, &c));
	assert_string_equal(c.name, "陳美");
	assert_string_equal(c.notes, "a\tb\nc\\d");
	assert_int_equal(c.since.value, crm_context(db)->clock.now);
	crm_customer_clear(&c);
}

static void
a_name_is_required(void **state)
{
	crm *db = *state;
	struct crm_customer c = { 0 };

	assert_int_equal(crm_customer_add(db, &c), CRM_INVALID);
	assert_string_equal(crm_message(db), "name: a customer needs one");
	assert_int_equal(c.id, 0);
}

static void
a_tier_set_by_hand_keeps_its_day(void **state)
{
	crm *db = *state;
	struct crm_customer c = { .name = strdup("Ada") };

	OK(crm_customer_add(db, &c));
	assert_false(c.tier_since.set);
	c.tier = strdup("vip");
	OK(crm_customer_set(db, &c));
	OK(crm_customer_get(db, c.id, &c));
	assert_int_equal(c.tier_since.value, crm_clock_today(&crm_context(db)->clock));
	free(c.tier);
	c.tier = NULL;
	OK(crm_customer_set(db, &c));
	OK(crm_customer_get(db, c.id, &c));
	assert_false(c.tier_since.set);
	crm_customer_clear(&c);
}

static void
what_is_searched_is_folded(void **state)
{
	crm *db = *state;
	struct crm_customer c = { .name = strdup("臺灣ＡＢＣ"), .email = strdup("José@X.com"),
	                          .phone = strdup("(02) 2345-6789") };

	OK(crm_customer_add(db, &c));
	assert_string_equal(c.search, "台湾abc\njose@x.com\n0223456789");
	assert_string_equal(c.phone_key, "0223456789");
	free(c.email);
	c.email = NULL;
	OK(crm_customer_set(db, &c));
	OK(crm_customer_get(db, c.id, &c));
	assert_null(c.email_key);
	assert_string_equal(c.search, "台湾abc\n0223456789");
	crm_customer_clear(&c);
}

static void
a_tax_id_makes_an_organisation(void **state)
{
	crm *db = *state;
	struct crm_customer c = { .name = strdup("Acme"), .tax_id = strdup("04595257") };

	OK(crm_customer_add(db, &c));
	assert_string_equal(c.kind, "organisation");
	crm_customer_clear(&c);
}

static void
nobody_brings_themselves(void **state)
{
	crm *db = *state;
	struct crm_customer c = { .name = strdup("Ada") };

	OK(crm_customer_add(db, &c));
	c.referrer = c.id;
	assert_int_equal(crm_customer_set(db, &c), CRM_INVALID);
	crm_customer_clear(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DATABASE_TEST(a_customer_comes_back_as_it_was_stored),
		DATABASE_TEST(a_name_is_required),
		DATABASE_TEST(a_tier_set_by_hand_keeps_its_day),
		DATABASE_TEST(what_is_searched_is_folded),
		DATABASE_TEST(a_tax_id_makes_an_organisation),
		DATABASE_TEST(nobody_brings_themselves),
	};

	return cmocka_run_group_tests_name("customer", tests, NULL, NULL);
}
