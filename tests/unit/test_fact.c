/*
 * test_fact.c - the names of facts, their windows, and their values from a history.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fact_def.h"

static struct fact_use
use_of(const char *name)
{
	struct fact_use use;

	if (!fact_find(name, strlen(name), &use))
		fail_msg("%s is no fact", name);
	return use;
}

static int64_t
day_of(int year, int month, int day)
{
	return crm_date_day((struct crm_date){ year, month, day });
}

/* --- names --------------------------------------------------------------------------------- */

static void
every_fact_is_found_by_its_name(void **state)
{
	size_t n = 0;

	(void)state;
	for (const char *const *name = crm_fact_names(); *name; name++, n++) {
		struct crm_field field;

		assert_true(crm_fact(*name, &field, NULL));
		assert_ptr_equal(field.name, *name);
		assert_true(field.kind && field.help && field.zh);
		assert_true(field.flags & CRM_DERIVED);
		assert_true((field.kind == CRM_WORD) == (field.words != NULL));
	}
	assert_true(n >= 17);
}

static void
a_window_follows_what_adds_up(void **state)
{
	static const char *const good[] = {
		"orders_30d", "spend_12m", "average_order_1y", "contacts_2w", "contacts_in_90d",
		"contacts_out_1d", "orders_9999d"
	}, *const bad[] = {
		"orders_", "orders_d", "orders_0d", "orders_030d", "orders_30", "orders_30x", "orders_30dd",
		"orders_10000d", "orders_-3d", "orders30d", "_30d", "30d", "", "last_order_30d", "nps_30d",
		"next_due_1m", "open_follow_ups_1m", "state_1y", "needs_1y", "persons_1y", "orders_1y_1y", "spend12m"
	};
	struct fact_use use;

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_int_not_equal(use_of(good[i]).window.count, 0);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (fact_find(bad[i], strlen(bad[i]), &use))
			fail_msg("%s is taken for a fact", bad[i]);
	assert_int_equal(use_of("spend_12m").window.count, 12);
	assert_int_equal(use_of("spend_12m").window.unit, CRM_MONTH);
}

static void
a_wrong_name_gets_the_nearest(void **state)
{
	struct crm_field field;
	struct crm_fault why;

	(void)state;
	assert_false(crm_fact("spent", &field, &why));
	assert_non_null(strstr(why.text, "spend"));
	assert_false(crm_fact("spent", &field, NULL));
}

/* --- windows ---------------------------------------------------------------------------------- */

static void
a_window_ends_with_the_day_asked_about(void **state)
{
	const int64_t day = day_of(2026, 3, 31);

	(void)state;
	assert_int_equal(fact_window_from((struct crm_period){ 1, CRM_DAY_UNIT }, day), day);
	assert_int_equal(fact_window_from((struct crm_period){ 30, CRM_DAY_UNIT }, day), day - 29);
	assert_int_equal(fact_window_from((struct crm_period){ 2, CRM_WEEK }, day), day - 13);
	assert_int_equal(fact_window_from((struct crm_period){ 1, CRM_MONTH }, day), day_of(2026, 3, 1));
	assert_int_equal(fact_window_from((struct crm_period){ 12, CRM_MONTH }, day), day_of(2025, 4, 1));
	assert_int_equal(fact_window_from((struct crm_period){ 1, CRM_YEAR }, day_of(2028, 2, 29)),
	                 day_of(2027, 3, 1));
}

/* An event is in the windows of the days from its own to the day before it leaves, and in no other. */
static void
an_event_leaves_a_window_on_the_day_foretold(void **state)
{
	static const char *const names[] = { "orders_1m", "orders_13m", "orders_30d", "orders_1y", "orders_5w" };

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct fact_use use = use_of(names[i]);

		for (int64_t event = day_of(2027, 1, 1); event < day_of(2029, 3, 5); event++) {
			struct crm_order_fact order = { .id = 1, .day = event, .at = event * 86400, .counts = true };
			struct crm_facts facts = { .orders = 1, .order = &order };
			int64_t leaves = fact_next_change(&use, &facts, event);

			assert_int_equal(fact_next_change(&use, &facts, event - 50), event);
			assert_int_equal(fact_value(&use, &facts, event - 1).value, 0);
			assert_int_equal(fact_value(&use, &facts, event).value, 1);
			assert_int_equal(fact_value(&use, &facts, leaves - 1).value, 1);
			assert_int_equal(fact_value(&use, &facts, leaves).value, 0);
			assert_true(fact_next_change(&use, &facts, leaves) == INT64_MAX);
		}
	}
}

static void
nothing_leaves_after_the_end_of_the_calendar(void **state)
{
	int64_t event = day_of(9999, 6, 1);
	struct crm_order_fact order = { .day = event, .counts = true };
	struct crm_facts facts = { .orders = 1, .order = &order };
	struct fact_use use = use_of("orders_9999y");

	(void)state;
	assert_true(fact_next_change(&use, &facts, event) == INT64_MAX);
	assert_int_equal(fact_value(&use, &facts, event).value, 1);
}

/* --- values -------------------------------------------------------------------------------------- */

static void
nothing_counts_as_zero_but_has_no_date(void **state)
{
	struct crm_facts facts = { .orders = 0 };

	(void)state;
	for (const char *const *name = crm_fact_names(); *name; name++) {
		struct fact_use use = use_of(*name);
		struct crm_int value;

		if (use.fact->source == FACT_CLASS)
			continue;
		value = fact_value(&use, &facts, 20000);
		assert_int_equal(value.set, !fact_may_be_absent(use.fact));
		assert_int_equal(value.value, 0);
		assert_true(fact_next_change(&use, &facts, 20000) == INT64_MAX);
	}
}

static void
an_average_is_rounded_half_away_from_zero(void **state)
{
	static const struct { int64_t base[3], n, average; } cases[] = {
		{ { 5 }, 1, 5 }, { { 2, 3 }, 2, 3 }, { { -2, -3 }, 2, -3 }, { { 1, 0, 0 }, 3, 0 },
		{ { 1, 1, 0 }, 3, 1 }, { { -1, -1, 0 }, 3, -1 }, { { 10, -10 }, 2, 0 },
		{ { INT64_MAX / 3, INT64_MAX / 3, INT64_MAX / 3 }, 3, INT64_MAX / 3 },
	};
	struct fact_use use = use_of("average_order");

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct crm_order_fact orders[3];
		struct crm_facts facts = { .orders = (size_t)cases[i].n, .order = orders };

		for (int64_t k = 0; k < cases[i].n; k++)
			orders[k] = (struct crm_order_fact){ .base = cases[i].base[k], .counts = true };
		assert_true(fact_value(&use, &facts, 1).value == cases[i].average);
	}
}

static void
a_sum_that_does_not_fit_is_absent(void **state)
{
	struct crm_order_fact orders[2] = {
		{ .base = INT64_MAX, .counts = true }, { .base = 1, .counts = true }
	};
	struct crm_facts facts = { .orders = 2, .order = orders };
	struct fact_use use = use_of("spend");

	(void)state;
	assert_false(fact_value(&use, &facts, 1).set);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_fact_is_found_by_its_name),
		cmocka_unit_test(a_window_follows_what_adds_up),
		cmocka_unit_test(a_wrong_name_gets_the_nearest),
		cmocka_unit_test(a_window_ends_with_the_day_asked_about),
		cmocka_unit_test(an_event_leaves_a_window_on_the_day_foretold),
		cmocka_unit_test(nothing_leaves_after_the_end_of_the_calendar),
		cmocka_unit_test(nothing_counts_as_zero_but_has_no_date),
		cmocka_unit_test(an_average_is_rounded_half_away_from_zero),
		cmocka_unit_test(a_sum_that_does_not_fit_is_absent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
