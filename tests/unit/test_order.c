/* What order.h promises: amounts, rates, items. */
#include "database.h"
#include "noun.h"
#include "order.h"

static void
an_order_keeps_its_amount_in_its_currency(void **state)
{
	crm *db = *state;
	struct crm_order o = { .customer = database_customer(db, "Ada"), .amount = CRM_SET(1230050) };

	OK(crm_order_add(db, &o));
	OK(crm_order_get(db, o.id, &o));
	assert_string_equal(o.currency, "USD");
	assert_string_equal(o.status, "open");
	assert_int_equal(o.base.value, 1230050);
	crm_order_clear(&o);
}

static void
another_currency_needs_a_rate(void **state)
{
	crm *db = *state;
	struct crm_order o = { .customer = database_customer(db, "Ada"), .amount = CRM_SET(30000),
	                       .currency = strdup("JPY") };

	assert_int_equal(crm_order_add(db, &o), CRM_INVALID);
	assert_non_null(strstr(crm_message(db), "what one JPY is worth in USD"));
	o.rate = (struct crm_int)CRM_SET(6500000);          /* 0.0065 */
	OK(crm_order_add(db, &o));
	assert_int_equal(o.base.value, 19500);              /* 195.00 USD */
	crm_order_clear(&o);
}

static void
the_amount_is_the_sum_of_the_items(void **state)
{
	crm *db = *state;
	struct crm_order o = { .customer = database_customer(db, "Ada"),
	                       .items = strdup("2.5 x 烏龍茶 @ 0.333333; Gift box @ 450") };

	OK(crm_order_add(db, &o));
	assert_int_equal(o.amount.value, 45083);            /* 450.8333325, rounded */
	assert_string_equal(o.items, "2.5 x 烏龍茶 @ 0.333333; 1 x Gift box @ 450");
	crm_order_clear(&o);
}

static void
items_that_come_to_too_much_are_refused(void **state)
{
	crm *db = *state;
	struct crm_order o = { .customer = database_customer(db, "Ada") };

	o.items = strdup("9000000000000 x B @ 9000000000000; 9000000000000 x C @ 9000000000000;"
	                 "9000000000000 x D @ 9000000000000; 9000000000000 x E @ 9000000000000");
	assert_int_equal(crm_order_add(db, &o), CRM_INVALID);
	assert_non_null(strstr(crm_message(db), "more than an amount can hold"));
	crm_order_clear(&o);
}

static void
assign(crm *db, struct crm_order *o, const char *field, const char *text)
{
	OK(crm_assign(db, &crm_order_type, crm_field(&crm_order_type, field), o, text));
}

static void
an_amount_keeps_its_value_when_its_currency_changes(void **state)
{
	crm *db = *state;
	struct crm_order o = { .customer = database_customer(db, "Ada") };

	assign(db, &o, "currency", "USD");
	assign(db, &o, "amount", "7");
	assert_int_equal(o.amount.value, 700);
	assign(db, &o, "currency", "JPY");
	assert_int_equal(o.amount.value, 7);
	assign(db, &o, "currency", "KWD");
	assert_int_equal(o.amount.value, 7000);
	assign(db, &o, "amount", "7.5");
	assign(db, &o, "currency", "JPY");
	assert_int_equal(crm_order_add(db, &o), CRM_INVALID);
	assert_non_null(strstr(crm_message(db), "amount: an order needs one"));
	crm_order_clear(&o);
}

static void
an_order_without_amount_or_prices_is_refused(void **state)
{
	crm *db = *state;
	struct crm_order o = { .customer = database_customer(db, "Ada") };

	assert_int_equal(crm_order_add(db, &o), CRM_INVALID);
	assert_non_null(strstr(crm_message(db), "amount: an order needs one"));
	o.items = strdup("2 x Widget");
	assert_int_equal(crm_order_add(db, &o), CRM_INVALID);
	crm_order_clear(&o);
}

static void
assert_items(const char *text, const char *expected)
{
	struct crm_item *items;
	struct crm_fault why;
	int n = crm_items_parse(text, &items, &why);
	char *out;

	if (n < 0)
		fail_msg("%s: %s", text, why.text);
	out = crm_items_format(items, (size_t)n);
	assert_string_equal(out, expected);
	free(out);
	while (n)
		crm_item_clear(&items[--n]);
	free(items);
}

static void
items_read_as_people_write_them(void **state)
{
	(void)state;
	assert_items("Widget", "1 x Widget");
	assert_items(" 2x Widget@300 ;; 3 × 茶 ", "2 x Widget @ 300; 3 x 茶");
	assert_items("\"2 x; \"\"big\"\"\" @ 5", "1 x \"2 x; \"\"big\"\"\" @ 5");
	assert_items("100 percent juice @ 3", "1 x 100 percent juice @ 3");
	assert_items("4x4 tyre", "1 x 4x4 tyre");
	assert_items("-1 x pot @ 5; \"-1 x pot\"", "-1 x pot @ 5; 1 x \"-1 x pot\"");
	assert_items("x-ray film @ 1.5", "1 x x-ray film @ 1.5");
}

static void
items_that_are_written_read_back_the_same(void **state)
{
	static const char *const products[] = { "2 x", "a;b", "3× z", "\"", "x", " a ", "5", "@", "12 x 3" };

	(void)state;
	for (size_t i = 0; i < sizeof products / sizeof *products; i++) {
		struct crm_item in = { .product = (char *)products[i], .quantity = CRM_SET(1500000) }, *out;
		char *text = crm_items_format(&in, 1);
		int n = crm_items_parse(text, &out, &(struct crm_fault){ .at = 0 });

		assert_int_equal(n, 1);
		assert_string_equal(out->product, products[i]);
		assert_int_equal(out->quantity.value, 1500000);
		crm_item_clear(out);
		free(out);
		free(text);
	}
}

static void
bad_items_say_where(void **state)
{
	struct crm_item *items;
	struct crm_fault why;

	(void)state;
	assert_true(crm_items_parse("Widget @ much", &items, &why) < 0);
	assert_int_equal(why.at, 9);
	assert_true(crm_items_parse("A; 9999999999999 x B @ 1", &items, &why) < 0);
	assert_int_equal(why.at, 3);
	assert_true(crm_items_parse("1,5 x B @ 1", &items, &why) < 0);
	assert_true(crm_items_parse("A @ 1; \"B", &items, &why) < 0);
	assert_non_null(strstr(why.text, "not closed"));
	assert_true(crm_items_parse("A; @ 3", &items, &why) < 0);
	assert_non_null(strstr(why.text, "a product is missing"));
	assert_true(crm_items_parse("\"A\" B", &items, &why) < 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DATABASE_TEST(an_order_keeps_its_amount_in_its_currency),
		DATABASE_TEST(another_currency_needs_a_rate),
		DATABASE_TEST(the_amount_is_the_sum_of_the_items),
		DATABASE_TEST(items_that_come_to_too_much_are_refused),
		DATABASE_TEST(an_amount_keeps_its_value_when_its_currency_changes),
		DATABASE_TEST(an_order_without_amount_or_prices_is_refused),
		cmocka_unit_test(items_read_as_people_write_them),
		cmocka_unit_test(items_that_are_written_read_back_the_same),
		cmocka_unit_test(bad_items_say_where),
	};

	return cmocka_run_group_tests_name("order", tests, NULL, NULL);
}
