/* What customer_walk.h promises. */
#include "customer_walk.h"
#include "database.h"

static void
three(crm *db)
{
	database_customer(db, "Amy");
	database_customer(db, "Bob");
	database_customer(db, "Cho");
}

static void
names_are_found_by_rising_ids(void **state)
{
	crm *db = *state;
	struct customer_walk walk;

	three(db);
	customer_walk_begin(&walk, db, NULL, 0);
	assert_null(customer_walk_name(&walk, 0));
	assert_string_equal(customer_walk_name(&walk, 1), "Amy");
	assert_string_equal(customer_walk_name(&walk, 3), "Cho");
	assert_string_equal(customer_walk_name(&walk, 3), "Cho");
	assert_null(customer_walk_name(&walk, 4));
	assert_null(customer_walk_name(&walk, 5));
	OK(customer_walk_end(&walk));
}

static void
all_are_wanted_or_those_that_are_told(void **state)
{
	static const int64_t ids[] = { 2, 7 };
	crm *db = *state;
	struct customer_walk walk;

	customer_walk_begin(&walk, db, NULL, 0);
	assert_true(customer_walk_wants(&walk, 1));
	OK(customer_walk_end(&walk));
	customer_walk_begin(&walk, db, ids, 2);
	assert_false(customer_walk_wants(&walk, 1));
	assert_true(customer_walk_wants(&walk, 2));
	assert_true(customer_walk_wants(&walk, 2));
	assert_false(customer_walk_wants(&walk, 3));
	assert_true(customer_walk_wants(&walk, 7));
	assert_false(customer_walk_wants(&walk, 8));
	OK(customer_walk_end(&walk));
	customer_walk_begin(&walk, db, ids, 0);
	assert_false(customer_walk_wants(&walk, 2));
	OK(customer_walk_end(&walk));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DATABASE_TEST(names_are_found_by_rising_ids),
		DATABASE_TEST(all_are_wanted_or_those_that_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
