/* What tag.h promises. */
#include "database.h"
#include "noun.h"
#include "tag.h"

/* Put tags on and take them off: "+vip -press"; how many made a difference. */
static int
put(crm *db, int64_t customer, const char *tags)
{
	char *copy = strdup(tags), *rest = copy, *word;
	bool changed;
	int n = 0;

	while ((word = strsep(&rest, " "))) {
		OK(crm_tag_put(db, customer, word + 1, *word == '+', &changed));
		n += changed;
	}
	free(copy);
	return n;
}

static void
assert_tags(crm *db, int64_t customer, const char *expected)
{
	char *text;

	OK(crm_tags_of(db, customer, &text));
	if (expected)
		assert_string_equal(text, expected);
	else
		assert_null(text);
	free(text);
}

static void
a_tag_is_put_on_and_taken_off(void **state)
{
	crm *db = *state;
	int64_t ada = database_customer(db, "Ada"), bob = database_customer(db, "Bob");

	assert_tags(db, ada, NULL);
	assert_int_equal(put(db, ada, "+vip +press"), 2);
	assert_tags(db, ada, "press,vip");
	assert_tags(db, bob, NULL);
	assert_int_equal(put(db, ada, "-press -press -none_such +vip"), 1);
	assert_tags(db, ada, "vip");
	assert_int_equal(put(db, ada, "+press"), 1);
	assert_tags(db, ada, "press,vip");
}

static void
tags_that_fold_alike_are_one(void **state)
{
	crm *db = *state;
	int64_t ada = database_customer(db, "Ada");

	assert_int_equal(put(db, ada, "+VIP +vip +ｖｉｐ +臺北 +台北 -Vip"), 3);
	assert_tags(db, ada, "臺北");
	put(db, ada, "+vip");
	assert_tags(db, ada, "VIP,臺北");   /* as it was written first */
}

static void
what_is_no_tag_is_refused(void **state)
{
	static const char *const bad[] = {
		"", " ", "big account", "a,b", "a;b", "a(b)", "it's", "say\"", "+x", "-x", "none", "ANY", "ａ，ｂ",
		"a　b"
	};
	crm *db = *state;
	int64_t ada = database_customer(db, "Ada");
	bool changed;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (crm_tag_put(db, ada, bad[i], true, &changed) != CRM_INVALID)
			fail_msg("`%s' was taken for a tag", bad[i]);
	assert_tags(db, ada, NULL);
}

static void
a_customer_nobody_knows_gets_no_tag(void **state)
{
	crm *db = *state;
	bool changed;

	assert_int_not_equal(crm_tag_put(db, 77, "vip", true, &changed), 0);
}

static void
the_field_of_a_customer_is_all_of_them(void **state)
{
	crm *db = *state;
	struct crm_customer c = { .name = strdup("Ada"), .tags = strdup(" vip, press；台北、vip ") };

	OK(crm_customer_add(db, &c));
	assert_tags(db, c.id, "press,vip,台北");
	OK(crm_customer_get(db, c.id, &c));
	assert_string_equal(c.tags, "press,vip,台北");
	free(c.tags);
	c.tags = strdup("VIP new");
	OK(crm_customer_set(db, &c));
	assert_tags(db, c.id, "new,vip");
	free(c.tags);
	c.tags = NULL;
	OK(crm_customer_set(db, &c));
	assert_tags(db, c.id, NULL);
	crm_customer_clear(&c);
}

static void
another_field_leaves_the_tags_alone(void **state)
{
	crm *db = *state;
	int64_t ada = database_customer(db, "Ada");
	struct crm_customer c = { 0 };

	put(db, ada, "+vip");
	OK(crm_customer_get(db, ada, &c));
	c.city = strdup("Linz");
	OK(crm_customer_set(db, &c));
	assert_tags(db, ada, "vip");
	crm_customer_clear(&c);
}

static void
tags_are_counted_by_use(void **state)
{
	crm *db = *state;
	int64_t ada = database_customer(db, "Ada"), bob = database_customer(db, "Bob");
	struct crm_tag_count count = { 0 };
	crm_rows *rows;

	put(db, ada, "+press +vip +gone -gone");
	put(db, bob, "+VIP");
	rows = crm_tag_counts(db);
	assert_true(crm_rows_next(rows, &count));
	assert_int_equal(count.customers.value, 2);
	assert_true(crm_rows_next(rows, &count));
	assert_string_equal(count.tag, "press");
	assert_false(crm_rows_next(rows, &count));
	OK(crm_rows_close(rows));
	crm_tag_count_clear(&count);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DATABASE_TEST(a_tag_is_put_on_and_taken_off),
		DATABASE_TEST(tags_that_fold_alike_are_one),
		DATABASE_TEST(what_is_no_tag_is_refused),
		DATABASE_TEST(a_customer_nobody_knows_gets_no_tag),
		DATABASE_TEST(the_field_of_a_customer_is_all_of_them),
		DATABASE_TEST(another_field_leaves_the_tags_alone),
		DATABASE_TEST(tags_are_counted_by_use),
	};

	return cmocka_run_group_tests_name("tag", tests, NULL, NULL);
}
