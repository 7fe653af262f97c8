/* What metrics/lifetime.h promises. */
#include <stdlib.h>

#include "metrics/lifetime.h"
#include "numbers.h"
#include "cdnow.h"

#define OK(call) assert_int_equal((call), 0)

static int
open_log(void **state)
{
	return crm_purchase_log_open((struct crm_purchase_log **)state);
}

static int
close_log(void **state)
{
	crm_purchase_log_close(*state);
	return 0;
}

static void
add(struct crm_purchase_log *log, const char *name, int64_t day, int64_t amount)
{
	struct crm_fault why;

	OK(crm_purchase_log_add(log, name, strlen(name), day, amount, &why));
}

static size_t
summarise(struct crm_purchase_log *log, int64_t end, int64_t until, struct crm_purchases *out)
{
	struct crm_purchases *rows;
	struct crm_fault      why;
	size_t                n;

	OK(crm_purchase_log_summarise(log, end, until, &rows, &n, &why));
	memcpy(out, rows, n * sizeof *rows);
	free(rows);
	return n;
}

static void
repeat_purchases_are_counted_from_the_first(void **state)
{
	struct crm_purchases c[1];

	add(*state, "mei", 100, 1000);
	add(*state, "mei", 107, 2000);
	add(*state, "mei", 121, 3500);
	assert_int_equal(summarise(*state, 130, 130, c), 1);
	assert_int_equal(c->x, 2);
	assert_int_equal(c->t_x, 21);
	assert_int_equal(c->T, 30);
	assert_int_equal(c->first_spend, 1000);
	assert_int_equal(c->repeat_spend, 5500);
	assert_int_equal(c->later, 0);
}

static void
rows_of_one_day_are_one_purchase(void **state)
{
	struct crm_purchases c[1];

	add(*state, "mei", 100, 1000);
	add(*state, "mei", 100, 11);
	add(*state, "mei", 107, 2000);
	add(*state, "mei", 107, 22);
	summarise(*state, 130, 130, c);
	assert_int_equal(c->x, 1);
	assert_int_equal(c->first_spend, 1011);
	assert_int_equal(c->repeat_spend, 2022);
}

static void
a_purchase_on_the_last_day_counts_with_no_time_left(void **state)
{
	struct crm_purchases c[1];

	add(*state, "mei", -5, 1000);
	assert_int_equal(summarise(*state, -5, -5, c), 1);
	assert_true(c->x == 0 && c->t_x == 0 && c->T == 0);
}

static void
what_comes_after_the_end_is_for_the_hold_out(void **state)
{
	struct crm_purchases c[2];

	add(*state, "late", 131, 1000);
	add(*state, "mei", 100, 1000);
	add(*state, "mei", 131, 1000);
	add(*state, "mei", 131, 1000);
	add(*state, "mei", 140, 1000);
	add(*state, "mei", 141, 1000);
	assert_int_equal(summarise(*state, 130, 140, c), 1);
	assert_int_equal(c->customer, 1);
	assert_int_equal(c->x, 0);
	assert_int_equal(c->T, 30);
	assert_int_equal(c->repeat_spend, 0);
	assert_int_equal(c->later, 2);
	assert_int_equal(summarise(*state, 130, 0, c), 1);
	assert_int_equal(c->later, 0);
	assert_int_equal(summarise(*state, 99, 200, c), 0);
}

static void
a_return_lowers_the_spend_and_is_no_purchase(void **state)
{
	struct crm_purchases c[1];

	add(*state, "mei", 90, -700);
	add(*state, "mei", 100, 1000);
	add(*state, "mei", 107, 2000);
	add(*state, "mei", 115, -500);
	add(*state, "mei", 135, -500);
	assert_int_equal(summarise(*state, 130, 140, c), 1);
	assert_int_equal(c->x, 1);
	assert_int_equal(c->t_x, 7);
	assert_int_equal(c->T, 30);
	assert_int_equal(c->first_spend, 1000);
	assert_int_equal(c->repeat_spend, 1500);
	assert_int_equal(c->later, 0);
}

static void
a_return_is_netted_against_the_purchase_before_it(void **state)
{
	struct crm_purchases c[1];

	add(*state, "mei", 100, 1000);
	add(*state, "mei", 103, -1000);
	add(*state, "mei", 107, 2000);
	add(*state, "mei", 108, -300);
	assert_int_equal(summarise(*state, 102, 102, c), 1);
	assert_int_equal(c->first_spend, 1000);
	assert_int_equal(summarise(*state, 105, 105, c), 1);
	assert_int_equal(c->first_spend, 0);
	assert_int_equal(c->repeat_spend, 0);
	assert_int_equal(summarise(*state, 130, 130, c), 1);
	assert_int_equal(c->x, 1);
	assert_int_equal(c->first_spend, 0);
	assert_int_equal(c->repeat_spend, 1700);
}

static void
who_only_returned_is_no_customer(void **state)
{
	struct crm_purchases c[1];

	add(*state, "mei", 100, -1000);
	assert_int_equal(crm_purchase_log_customers(*state), 1);
	assert_int_equal(summarise(*state, 130, 130, c), 0);
}

static void
a_purchase_for_nothing_is_a_purchase(void **state)
{
	struct crm_purchases c[1];

	add(*state, "mei", 100, 0);
	add(*state, "mei", 107, 0);
	summarise(*state, 130, 130, c);
	assert_int_equal(c->x, 1);
	assert_int_equal(c->repeat_spend, 0);
}

/* The days up to `until' as "customer:day:amount", `-' after those without a purchase. */
static const char *
days(struct crm_purchase_log *log, int64_t until)
{
	static char              text[256];
	struct crm_purchase_day *day;
	struct crm_fault         why;
	size_t                   n, at = 0;

	OK(crm_purchase_log_days(log, until, &day, &n, &why));
	*text = '\0';
	for (size_t i = 0; i < n; i++)
		at += (size_t)snprintf(text + at, sizeof text - at, "%s%u:%d:%d%s", i ? " " : "",
		                       day[i].customer, day[i].day, (int)day[i].amount,
		                       day[i].purchase ? "" : "-");
	free(day);
	return text;
}

static void
days_are_the_rows_of_a_day_by_customer(void **state)
{
	struct crm_purchase_day *none;
	struct crm_fault         why;
	size_t                   n;

	assert_string_equal(days(*state, 100), "");
	add(*state, "mei", 107, 20);
	add(*state, "lee", 90, 7);
	add(*state, "mei", 100, 10);
	add(*state, "mei", 107, -5);
	add(*state, "mei", 109, -3);
	assert_string_equal(days(*state, 109), "0:100:10 0:107:15 0:109:-3- 1:90:7");
	assert_string_equal(days(*state, 108), "0:100:10 0:107:15 1:90:7");
	assert_string_equal(days(*state, 99), "1:90:7");
	assert_int_equal(crm_purchase_log_days(*state, 9999999, &none, &n, &why), CRM_INVALID);
	assert_null(none);
}

static void
what_is_returned_before_the_first_purchase_has_no_day(void **state)
{
	add(*state, "mei", 90, -700);
	add(*state, "mei", 100, 10);
	add(*state, "lee", 100, -1);
	assert_string_equal(days(*state, 200), "0:100:10");
}

enum { MANY = 3000, EACH = 40 };

/* Customer c buys on days c + 7 k for c + k, in a shuffled order. */
static void
add_many(struct crm_purchase_log *log, struct chance *chance)
{
	static uint32_t order[MANY * EACH];
	struct crm_fault why;

	for (uint32_t i = 0; i < MANY * EACH; i++) {
		uint32_t k = (uint32_t)(uniform(chance) * (i + 1));

		order[i] = order[k];
		order[k] = i;
	}
	for (uint32_t i = 0; i < MANY * EACH; i++) {
		int64_t id = order[i] / EACH, k = order[i] % EACH;

		OK(crm_purchase_log_add(log, &id, sizeof id, id + 7 * k, id + k, &why));
	}
}

static void
rows_may_come_in_any_order(void **state)
{
	static struct crm_purchases c[MANY];
	struct chance               chance = { 1 };

	add_many(*state, &chance);
	assert_int_equal(crm_purchase_log_customers(*state), MANY);
	assert_int_equal(crm_purchase_log_last_day(*state), MANY - 1 + 7 * (EACH - 1));
	for (int again = 0; again < 2; again++) {
		assert_int_equal(summarise(*state, 5000, 5000, c), MANY);
		for (uint32_t i = 0; i < MANY; i++) {
			size_t  length;
			int64_t id;

			memcpy(&id, crm_purchase_log_key(*state, i, &length), sizeof id);
			assert_int_equal(length, sizeof id);
			assert_int_equal(c[i].customer, i);
			assert_int_equal(c[i].x, EACH - 1);
			assert_int_equal(c[i].t_x, 7 * (EACH - 1));
			assert_int_equal(c[i].T, 5000 - id);
			assert_int_equal(c[i].first_spend, id);
			assert_int_equal(c[i].repeat_spend,
			                 (EACH - 1) * id + EACH * (EACH - 1) / 2);
		}
	}
}

static void
keys_are_bytes_and_kept_as_they_came(void **state)
{
	static const struct { const char *bytes; size_t length; } keys[] = {
		{ "", 0 }, { "\0", 1 }, { "\0\0", 2 }, { "a", 1 }, { "a\0", 2 }, { "ab", 2 },
		{ "abcdefgh", 8 }, { "abcdefgh\0", 9 }, { "abcdefghi", 9 }, { "陳美", 6 },
		{ "a\0\0\0\0\0\0\0", 8 },
	};
	enum { KEYS = sizeof keys / sizeof *keys };
	struct crm_fault why;

	for (int again = 0; again < 2; again++)
		for (size_t i = 0; i < KEYS; i++)
			OK(crm_purchase_log_add(*state, keys[i].bytes, keys[i].length, 5, 1, &why));
	assert_int_equal(crm_purchase_log_customers(*state), KEYS);
	for (uint32_t i = 0; i < KEYS; i++) {
		size_t      length;
		const void *key = crm_purchase_log_key(*state, i, &length);

		assert_int_equal(length, keys[i].length);
		assert_memory_equal(key, keys[i].bytes, length + !length);
	}
}

static void
days_and_amounts_out_of_range_are_refused(void **state)
{
	struct crm_purchases *rows;
	struct crm_fault      why;
	size_t                n;

	assert_int_equal(crm_purchase_log_add(*state, "a", 1, 2932897, 1, &why), CRM_INVALID);
	assert_int_equal(crm_purchase_log_add(*state, "a", 1, -719163, 1, &why), CRM_INVALID);
	assert_string_equal(why.text, "a purchase must be in the years 1 to 9999");
	assert_int_equal(crm_purchase_log_add(*state, "a", 1, 0, INT64_MIN, &why), CRM_INVALID);
	assert_int_equal(crm_purchase_log_add(*state, "a", 1, 0, INT64_C(1) << 53, &why),
	                 CRM_INVALID);
	assert_string_equal(why.text, "an amount must be less than 2^53 minor units");
	assert_int_equal(crm_purchase_log_customers(*state), 0);
	assert_true(crm_purchase_log_last_day(*state) == INT64_MIN);
	assert_int_equal(crm_purchase_log_summarise(*state, INT64_MAX, 0, &rows, &n, &why),
	                 CRM_INVALID);
	assert_null(rows);
}

static void
the_whole_range_of_years_fits(void **state)
{
	struct crm_purchases c[1];

	add(*state, "methuselah", -719162, 1);
	add(*state, "methuselah", 2932896, 1);
	summarise(*state, 2932896, 2932896, c);
	assert_int_equal(c->t_x, 3652058);
	assert_int_equal(c->T, 3652058);
}

static void
an_empty_log_has_no_customers(void **state)
{
	struct crm_purchases c[1];

	assert_int_equal(summarise(*state, 0, 0, c), 0);
}

static void
equal_histories_are_one_pattern(void **state)
{
	const struct crm_purchases rows[] = {
		{ .x = 2, .t_x = 10, .T = 20 }, { .x = 0, .T = 20 }, { .x = 2, .t_x = 10, .T = 20 },
		{ .x = 2, .t_x = 11, .T = 20 }, { .x = 0, .T = 20 }, { .x = 0, .T = 20 },
	};
	uint32_t            pattern_of[6];
	struct crm_pattern *patterns;
	size_t              count;

	(void)state;
	OK(crm_purchase_patterns(rows, 6, &patterns, &count, pattern_of));
	assert_int_equal(count, 3);
	assert_true(patterns[0].x == 2 && patterns[0].t_x == 10 && patterns[0].customers == 2);
	assert_true(patterns[1].x == 0 && patterns[1].T == 20 && patterns[1].customers == 3);
	assert_true(patterns[2].t_x == 11 && patterns[2].customers == 1);
	for (size_t i = 0; i < 6; i++)
		assert_true(rows[i].t_x == patterns[pattern_of[i]].t_x);
	free(patterns);
	OK(crm_purchase_patterns(NULL, 0, &patterns, &count, NULL));
	assert_int_equal(count, 0);
	free(patterns);
}

/* The customer-by-sufficient-statistic file that comes with the sample. */
static void
the_cdnow_sample_has_the_published_rows(void **state)
{
	struct crm_purchase_log    *log = cdnow_log("cdnow_sample.csv", 1);
	static struct crm_purchases c[2357];
	FILE                       *in = fopen("../shared/data/cdnow_sample_cbs.csv", "r");
	char                        line[256];
	unsigned                    id, x, later;
	double                      t_x, T, m_x;

	(void)state;
	assert_non_null(in);
	assert_int_equal(summarise(log, CDNOW_END, CDNOW_LAST, c), 2357);
	assert_non_null(fgets(line, sizeof line, in));
	for (int i = 0; i < 2357; i++) {
		assert_int_equal(fscanf(in, "%u,%u,%lf,%lf,%u,%lf", &id, &x, &t_x, &T, &later,
		                        &m_x), 6);
		assert_int_equal(c[i].x, x);
		assert_int_equal(c[i].later, later);
		assert_within(c[i].t_x / 7., t_x, 1e-12);
		assert_within(c[i].T / 7., T, 1e-12);
		assert_within(x ? (double)c[i].repeat_spend / 100 / x : 0, m_x, 1e-9);
	}
	fclose(in);
	crm_purchase_log_close(log);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_log, close_log)
		TEST(repeat_purchases_are_counted_from_the_first),
		TEST(rows_of_one_day_are_one_purchase),
		TEST(a_purchase_on_the_last_day_counts_with_no_time_left),
		TEST(what_comes_after_the_end_is_for_the_hold_out),
		TEST(a_return_lowers_the_spend_and_is_no_purchase),
		TEST(a_return_is_netted_against_the_purchase_before_it),
		TEST(who_only_returned_is_no_customer),
		TEST(a_purchase_for_nothing_is_a_purchase),
		TEST(rows_may_come_in_any_order),
		TEST(keys_are_bytes_and_kept_as_they_came),
		TEST(days_and_amounts_out_of_range_are_refused),
		TEST(the_whole_range_of_years_fits),
		TEST(an_empty_log_has_no_customers),
		TEST(days_are_the_rows_of_a_day_by_customer),
		TEST(what_is_returned_before_the_first_purchase_has_no_day),
		cmocka_unit_test(equal_histories_are_one_pattern),
		cmocka_unit_test(the_cdnow_sample_has_the_published_rows),
	};

	return cmocka_run_group_tests_name("lifetime", tests, NULL, NULL);
}
