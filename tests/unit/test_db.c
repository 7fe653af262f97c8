/* What db.h promises: the SQL door, and sentences. */
#include <stdio.h>

#include "database.h"
#include "db.h"

static void
values_keep_their_type_and_absence(void **state)
{
	crm *db = *state;
	struct db_cursor *cursor = db_walk(db, SQL("SELECT ?1, ?2, ?3, ?4, ?5"), V((int64_t)1 << 60),
	                                   V("a'b"), V(0.5), V((struct crm_int){ 0 }), V((char *)NULL));

	assert_true(db_step(cursor));
	assert_true(db_column_int(cursor, 0) == (int64_t)1 << 60);
	assert_string_equal(db_column_text(cursor, 1), "a'b");
	assert_true(db_column_real(cursor, 2) == 0.5);
	assert_true(db_column_null(cursor, 3));
	assert_true(db_column_null(cursor, 4));
	assert_false(db_step(cursor));
	OK(db_done(cursor));
}

static void
a_wrong_number_of_values_is_a_bug(void **state)
{
	crm *db = *state;

	assert_int_equal(db_run(db, SQL("SELECT ?1, ?2"), V(1)), CRM_BUG);
}

static struct db_cursor *
numbers(crm *db)
{
	return db_walk(db, SQL("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
	                       " WHERE i < 3) SELECT i FROM n"));
}

static void
one_statement_can_be_walked_twice_at_once(void **state)
{
	crm *db = *state;
	struct db_cursor *outer = numbers(db);
	int pairs = 0;

	while (db_step(outer)) {
		struct db_cursor *inner = numbers(db);

		while (db_step(inner))
			pairs++;
		OK(db_done(inner));
	}
	OK(db_done(outer));
	assert_int_equal(pairs, 9);
}

static void
more_statements_than_are_kept_still_run(void **state)
{
	crm *db = *state;

	for (int i = 0; i < 1000; i++) {
		struct crm_int n;
		char sql[64];

		snprintf(sql, sizeof sql, "SELECT %d + ?1", i);
		OK(db_number(db, &n, BUILT(sql), V(1)));
		assert_int_equal(n.value, i + 1);
	}
}

static void
a_sentence_outlives_its_own_reuse(void **state)
{
	crm *db = *state;

	db_fail(db, CRM_INVALID, "first");
	db_fail(db, CRM_INVALID, "second after %s", crm_message(db));
	assert_string_equal(crm_message(db), "second after first");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DATABASE_TEST(values_keep_their_type_and_absence),
		DATABASE_TEST(a_wrong_number_of_values_is_a_bug),
		DATABASE_TEST(one_statement_can_be_walked_twice_at_once),
		DATABASE_TEST(more_statements_than_are_kept_still_run),
		DATABASE_TEST(a_sentence_outlives_its_own_reuse),
	};

	return cmocka_run_group_tests_name("db", tests, NULL, NULL);
}
