/* What sql_text.h promises. */
#include "database.h"
#include "sql_text.h"

/* The number that the statement selects; -1 for NULL. */
static int64_t
answer(crm *db, struct sql *sql)
{
	const struct db_value *values = sql_values(sql);
	struct crm_int found = { 0 };

	OK(sql->error);
	OK(db_number_(db, &found, values, sql->n));
	return found.set ? found.value : -1;
}

static bool
is_like(crm *db, const char *text, const char *part)
{
	struct sql sql = { .db = db };
	int64_t found;

	sql_put(&sql, "SELECT ");
	sql_bind_text(&sql, text);
	sql_bind_like(&sql, part);
	found = answer(db, &sql);
	sql_free(&sql, NULL, NULL);
	return found;
}

static void
what_people_write_is_bound_and_not_read(void **state)
{
	static const char hostile[] = "'; DROP TABLE customer; --";
	struct sql sql = { .db = *state };

	sql_put(&sql, "SELECT length(");
	sql_bind_text(&sql, hostile);
	sql_put(&sql, ")");
	assert_string_equal(sql.text, "SELECT length(?1)");
	assert_int_equal(answer(*state, &sql), strlen(hostile));
	sql_free(&sql, NULL, NULL);
}

static void
a_pattern_takes_its_own_signs_literally(void **state)
{
	assert_true(is_like(*state, "up to 50% off", "50%"));
	assert_false(is_like(*state, "up to 500 off", "50%"));
	assert_true(is_like(*state, "a_b", "_"));
	assert_false(is_like(*state, "ab", "_"));
	assert_true(is_like(*state, "c:\\crm", ":\\"));
	assert_true(is_like(*state, "anything", ""));
	assert_true(is_like(*state, "陳美", "美"));
}

static void
a_plain_word_is_a_literal_and_another_is_bound(void **state)
{
	struct sql sql = { .db = *state };

	sql_put_word(&sql, "open_2");
	sql_put(&sql, " ");
	sql_put_word(&sql, "it's");
	sql_put(&sql, " ");
	sql_put_word(&sql, "訪問");
	assert_string_equal(sql.text, "'open_2' ?1 ?2");
	sql_free(&sql, NULL, NULL);
}

static void
now_and_today_are_each_one_parameter(void **state)
{
	crm *db = *state;
	struct sql sql = { .db = db };
	const struct crm_clock *clock = &crm_context(db)->clock;

	sql_put(&sql, "SELECT ");
	sql_now(&sql);
	sql_put(&sql, " * 100000 + ");
	sql_today(&sql);
	sql_put(&sql, " + ");
	sql_now(&sql);
	sql_put(&sql, " - ");
	sql_now(&sql);
	assert_string_equal(sql.text, "SELECT ?1 * 100000 + ?2 + ?1 - ?1");
	assert_int_equal(answer(db, &sql), clock->now * 100000 + crm_clock_today(clock));
	sql_free(&sql, NULL, NULL);
}

static void
many_values_keep_their_numbers(void **state)
{
	enum { MANY = 900 };
	struct sql sql = { .db = *state };

	sql_put(&sql, "SELECT 0");
	for (int64_t i = 1; i <= MANY; i++) {
		sql_put(&sql, " + ");
		sql_bind_int(&sql, i);
	}
	assert_int_equal(answer(*state, &sql), MANY * (MANY + 1) / 2);
	assert_int_equal(sql.n, MANY + 1);
	sql_free(&sql, NULL, NULL);
}

static void
scopes_nest_under_names_of_their_own(void **state)
{
	struct sql sql = { .db = *state, .alias = "t" };
	struct sql_scope outer, inner;
	char first[SQL_ALIAS];

	outer = sql_enter(&sql);
	memcpy(first, sql.alias, sizeof first);
	inner = sql_enter(&sql);
	assert_string_not_equal(sql.alias, first);
	sql_leave(&sql, inner);
	assert_string_equal(sql.alias, first);
	sql_leave(&sql, outer);
	assert_string_equal(sql.alias, "t");
	outer = sql_enter(&sql);
	assert_string_not_equal(sql.alias, first);
	sql_leave(&sql, outer);
	sql_free(&sql, NULL, NULL);
}

static void
bound_texts_can_outlive_the_statement(void **state)
{
	struct sql sql = { .db = *state };
	char **texts = NULL;
	size_t n = 0;

	sql_bind_text(&sql, "one");
	sql_bind_int(&sql, 7);
	sql_bind_text(&sql, "two");
	sql_free(&sql, &texts, &n);
	assert_int_equal(n, 2);
	assert_string_equal(texts[0], "one");
	assert_string_equal(texts[1], "two");
	for (size_t i = 0; i < n; i++)
		free(texts[i]);
	free(texts);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DATABASE_TEST(what_people_write_is_bound_and_not_read),
		DATABASE_TEST(a_pattern_takes_its_own_signs_literally),
		DATABASE_TEST(a_plain_word_is_a_literal_and_another_is_bound),
		DATABASE_TEST(now_and_today_are_each_one_parameter),
		DATABASE_TEST(many_values_keep_their_numbers),
		DATABASE_TEST(scopes_nest_under_names_of_their_own),
		DATABASE_TEST(bound_texts_can_outlive_the_statement),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
