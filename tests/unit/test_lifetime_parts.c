/* What lifetime_parts.h promises. */
#include <stdio.h>

#include "database.h"
#include "lifetime_parts.h"

enum { END = 20453 };   /* 2025-12-31 */

static const struct crm_purchase_day days[] = {
	{ 0, END - 800, 1000, true }, { 0, END - 500, 1000, true }, { 0, END - 10, 1000, true },
	{ 1, END - 400, 1000, true }, { 1, END - 3, 1000, true },
};

struct seen {
	size_t n;
	char   last[128];
};

static int
see(void *aux, const void *record)
{
	const struct crm_lifetime_part *row = record;
	struct seen *seen = aux;

	assert_true(row->n.value > 0 && row->value.set);
	seen->n++;
	snprintf(seen->last, sizeof seen->last, "%s %s %s", row->group ? row->group : "", row->period,
	         row->part);
	return 0;
}

static struct crm_lifetime_parts
parts(void)
{
	return (struct crm_lifetime_parts){
		.base = { .days = days, .n = 5, .customers = 2, .minor = 100 }, .end = END
	};
}

static void
the_year_up_to_the_end_is_measured(void **state)
{
	struct crm_lifetime_parts year = parts();
	struct seen seen = { 0 };

	(void)state;
	assert_int_equal(crm_lifetime_parts_each(&year, see, &seen), 0);
	/* Nobody knows of referrals. */
	assert_int_equal(seen.n, 3);
	assert_string_equal(seen.last, " 2025-01-01..2025-12-31 retention_rate");
	year.without_spend = true;
	seen.n = 0;
	assert_int_equal(crm_lifetime_parts_each(&year, see, &seen), 0);
	assert_int_equal(seen.n, 2);
}

static void
periods_are_those_that_are_complete(void **state)
{
	struct crm_lifetime_parts years = parts();
	struct seen seen = { 0 };

	(void)state;
	years.by_period = true;
	years.unit = CRM_YEAR;
	assert_int_equal(crm_lifetime_parts_each(&years, see, &seen), 0);
	assert_string_equal(seen.last, " 2025 retention_rate");
	years.end = END - 1;
	assert_int_equal(crm_lifetime_parts_each(&years, see, &seen), 0);
	assert_string_equal(seen.last, " 2024 retention_rate");
}

static void
each_group_has_its_rows(void **state)
{
	static char *labels[] = { "vip", "none" };
	static const uint32_t group_of[] = { 1, 0 };
	struct crm_lifetime_parts groups = parts();
	struct seen seen = { 0 };

	(void)state;
	groups.groups = 2;
	groups.labels = labels;
	groups.base.group_of = group_of;
	assert_int_equal(crm_lifetime_parts_each(&groups, see, &seen), 0);
	assert_int_equal(seen.n, 6);
	assert_string_equal(seen.last, "none 2025-01-01..2025-12-31 retention_rate");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_year_up_to_the_end_is_measured),
		cmocka_unit_test(periods_are_those_that_are_complete),
		cmocka_unit_test(each_group_has_its_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
