/* What cohorts.h promises. */
#include "cohorts.h"
#include "database.h"
#include "noun.h"
#include "numbers.h"
#include "purchases.h"

static int64_t
day(const char *iso)
{
	struct crm_clock clock = { 0 };
	struct crm_fault why;
	int64_t out;

	assert_int_equal(crm_day_parse(iso, &clock, CRM_PAST, &out, &why), 0);
	return out;
}

static void
buy(struct crm_purchase_log *log, int64_t id, const char *when, int64_t amount)
{
	struct crm_fault why;

	assert_int_equal(crm_purchase_log_add(log, &id, sizeof id, day(when), amount, &why), 0);
}

/* 1 buys in January, February and April; 2 in January; 3 in February and March. */
static struct crm_purchase_log *
sample(void)
{
	struct crm_purchase_log *log;

	assert_int_equal(crm_purchase_log_open(&log), 0);
	buy(log, 3, "2026-02-03", 300);
	buy(log, 1, "2026-01-05", 1000);
	buy(log, 1, "2026-02-05", 500);
	buy(log, 1, "2026-04-05", 700);
	buy(log, 2, "2026-01-31", 200);
	buy(log, 3, "2026-03-03", 300);
	return log;
}

static struct crm_cohorts
opened(struct crm_purchase_log *log)
{
	struct crm_cohorts cohorts = { .unit = CRM_MONTH, .end = day("2026-04-10"),
	                               .since = INT64_MIN, .digits = 2,
	                               .active = { 1, CRM_MONTH } };
	struct crm_fault why;

	assert_int_equal(crm_cohorts_open(&cohorts, log, &why), 0);
	return cohorts;
}

/* Rows as texts, a blank between. */
struct seen { enum crm_cohort_view view; size_t n, fail_at; char text[1024]; };

static int
see(void *aux, const void *row)
{
	const struct crm_cohort_row *cell = row;
	const struct crm_cohort_age_row *age = row;
	const struct crm_retention_row *rate = row;
	struct seen *seen = aux;
	size_t at = strlen(seen->text), room = sizeof seen->text - at;
	char *to = seen->text + at;
	const char *gap = at ? " " : "";

	switch (seen->view) {
	case CRM_COHORTS_BY_PERIOD:
		snprintf(to, room, "%s%s:%s:%s:%d/%d:%d%s", gap, cell->group, cell->cohort, cell->period,
		         (int)cell->retained.value, (int)cell->n.value, (int)cell->revenue.value,
		         cell->complete.value ? "" : "*");
		break;
	case CRM_COHORTS_BY_AGE:
		snprintf(to, room, "%s%s:%d:%d:%d/%d", gap, age->group, (int)age->age.value,
		         (int)age->cohorts.value, (int)age->retained.value, (int)age->n.value);
		break;
	case CRM_COHORTS_RATES:
		snprintf(to, room, "%s%s:%s:%d-%d", gap, rate->group, rate->period, (int)rate->n.value,
		         (int)rate->lost.value);
		break;
	}
	return ++seen->n == seen->fail_at ? CRM_DATABASE : 0;
}

static const char *
shown(const struct crm_cohorts *cohorts, enum crm_cohort_view view)
{
	static struct seen seen;
	struct crm_fault why;

	seen = (struct seen){ .view = view };
	assert_int_equal(crm_cohorts_each(cohorts, view, see, &seen, &why), 0);
	return seen.text;
}

static void
each_view_has_its_rows_of_what_is_complete(void **state)
{
	struct crm_purchase_log *log = sample();
	struct crm_cohorts cohorts = opened(log);

	(void)state;
	assert_string_equal(shown(&cohorts, CRM_COHORTS_BY_PERIOD),
	                    "all:2026-01:2026-01:2/2:1200 all:2026-01:2026-02:1/2:500 "
	                    "all:2026-01:2026-03:0/2:0 all:2026-02:2026-02:1/1:300 "
	                    "all:2026-02:2026-03:1/1:300");
	assert_string_equal(shown(&cohorts, CRM_COHORTS_BY_AGE),
	                    "all:0:2:3/3 all:1:2:2/3 all:2:1:0/2");
	assert_string_equal(shown(&cohorts, CRM_COHORTS_RATES), "all:2026-03:2-1");
	cohorts.incomplete = true;
	cohorts.since = day("2026-02-01");
	assert_string_equal(shown(&cohorts, CRM_COHORTS_BY_PERIOD),
	                    "all:2026-02:2026-02:1/1:300 all:2026-02:2026-03:1/1:300 "
	                    "all:2026-02:2026-04:0/1:0*");
	assert_string_equal(shown(&cohorts, CRM_COHORTS_RATES),
	                    "all:2026-02:2-1 all:2026-03:2-1 all:2026-04:1-1");
	crm_cohorts_close(&cohorts);
	crm_purchase_log_close(log);
}

/* Keep the last row. */
static int
keep(void *row, const void *seen)
{
	memcpy(row, seen, sizeof(struct crm_cohort_row));
	return ((struct crm_cohort_row *)row)->age.value == 1 ? CRM_DATABASE : 0;
}

static void
rates_come_with_intervals_and_rows_end_where_put_fails(void **state)
{
	struct crm_purchase_log *log = sample();
	struct crm_cohorts cohorts = opened(log);
	struct seen one = { .view = CRM_COHORTS_BY_PERIOD, .fail_at = 1 };
	struct crm_cohort_row row;
	struct crm_fault why;

	(void)state;
	cohorts.without_spend = true;
	assert_int_equal(crm_cohorts_each(&cohorts, CRM_COHORTS_BY_PERIOD, keep, &row, &why),
	                 CRM_DATABASE);
	/* Wilson for 1 of 2. */
	assert_within(row.rate.value, 0.5, 1e-9);
	assert_within(row.lo.value, 0.094531, 1e-6);
	assert_within(row.hi.value, 0.905469, 1e-6);
	assert_false(row.revenue.set);
	assert_int_equal(crm_cohorts_each(&cohorts, CRM_COHORTS_BY_PERIOD, see, &one, &why),
	                 CRM_DATABASE);
	assert_int_equal(one.n, 1);
	crm_cohorts_close(&cohorts);
	crm_purchase_log_close(log);
}

static void
set(crm *db, int64_t customer, const char *field, const char *value)
{
	struct crm_customer c = { 0 };
	const struct crm_type *type = crm_noun(db, "customer");

	OK(crm_customer_get(db, customer, &c));
	OK(crm_assign(db, type, crm_field(type, field), &c, value));
	OK(crm_customer_set(db, &c));
	crm_customer_clear(&c);
}

static void
customers_are_grouped_by_what_they_have_in_common(void **state)
{
	crm *db = *state;
	struct crm_purchase_log *log = sample();
	struct crm_cohorts cohorts = opened(log);

	database_customer(db, "Amy");
	database_customer(db, "Bob");
	database_customer(db, "Cho");
	set(db, 1, "kind", "organisation");
	set(db, 3, "kind", "person");
	set(db, 3, "city", "台北");
	OK(crm_cohorts_group(&cohorts, db, log, "kind"));
	assert_string_equal(shown(&cohorts, CRM_COHORTS_BY_AGE),
	                    "person:0:1:1/1 person:1:1:1/1 organisation:0:1:1/1 "
	                    "organisation:1:1:1/1 organisation:2:1:0/1 none:0:1:1/1 none:1:1:0/1 none:2:1:0/1");
	OK(crm_cohorts_group(&cohorts, db, log, "city,kind"));
	assert_string_equal(shown(&cohorts, CRM_COHORTS_RATES),
	                    "台北,person:2026-03:1-0 none,organisation:2026-03:1-1 none,none:2026-03:0-0");
	assert_int_equal(crm_cohorts_group(&cohorts, db, log, "teir"), CRM_INVALID);
	assert_non_null(strstr(crm_message(db), "perhaps tier"));
	assert_int_equal(crm_cohorts_group(&cohorts, db, log, "tier,city,owner,kind,source"),
	                 CRM_INVALID);
	buy(log, 9, "2026-01-01", 1);
	assert_int_equal(crm_cohorts_group(&cohorts, db, log, "kind"), CRM_DATABASE);
	/* What was grouped before is still there. */
	assert_string_equal(shown(&cohorts, CRM_COHORTS_RATES),
	                    "台北,person:2026-03:1-0 none,organisation:2026-03:1-1 none,none:2026-03:0-0");
	crm_cohorts_close(&cohorts);
	crm_purchase_log_close(log);
}

static void
customers_are_grouped_by_name(void **state)
{
	/* In the order of the log: customers 3, 1 and 2. */
	static char *const names[] = { "b", "", "a" }, *const same[] = { "a", "a", "a" };
	struct crm_purchase_log *log = sample();
	struct crm_cohorts cohorts = opened(log);
	struct crm_fault why;

	(void)state;
	assert_int_equal(crm_cohorts_group_names(&cohorts, names, 3, &why), 0);
	assert_string_equal(shown(&cohorts, CRM_COHORTS_BY_AGE),
	                    "a:0:1:1/1 a:1:1:0/1 a:2:1:0/1 b:0:1:1/1 b:1:1:1/1 none:0:1:1/1 "
	                    "none:1:1:1/1 none:2:1:0/1");
	assert_int_equal(crm_cohorts_group_names(&cohorts, same, 3, &why), 0);
	assert_string_equal(shown(&cohorts, CRM_COHORTS_BY_AGE), "a:0:2:3/3 a:1:2:2/3 a:2:1:0/2");
	crm_cohorts_close(&cohorts);
	crm_purchase_log_close(log);
}

#define assert_lines(call, expected) \
	do { \
		char *lines; \
		assert_int_equal(call, 0); \
		assert_string_equal(lines, (expected)); \
		free(lines); \
	} while (0)

static void
triangles_and_plots_are_lines_of_text(void **state)
{
	static const struct crm_plot plot = { .width = 40 };
	struct crm_purchase_log *log = sample();
	struct crm_cohorts c = opened(log);
	struct crm_fault why;

	(void)state;
	assert_lines(crm_cohorts_triangle(&c, CRM_COHORT_RATE, &plot, &lines, &why),
	             "share of a cohort who bought, by age in months\n"
	             "                    0     1     2\n"
	             "2026-01       2  100%#  50%+   0%.\n"
	             "2026-02       1  100%# 100%#\n"
	             "all           3  100%#  67%*   0%.\n");
	assert_lines(crm_cohorts_triangle(&c, CRM_COHORT_REVENUE, &plot, &lines, &why),
	             "revenue of a cohort, by age in months\n"
	             "                  0   1   2\n"
	             "2026-01       2  12#  5#  0.\n"
	             "2026-02       1   3*  3*\n"
	             "all           3  15   8   0\n");
	assert_lines(crm_cohorts_plot(&c, CRM_COHORTS_BY_PERIOD, CRM_COHORT_ORDERS, &plot, &lines,
	                              &why),
	             "orders of a cohort, by age in months\n"
	             "                0 1 2\n"
	             "2026-01       2 ####..\n"
	             "2026-02       1 ####\n");
	assert_lines(crm_cohorts_plot(&c, CRM_COHORTS_RATES, CRM_COHORT_RATE, &plot, &lines, &why),
	             "retention by month, 2026-03 (0) to 2026-03 (0), with 95 % limits\n"
	             "100% +\n"
	             "     |.\n     |.\n     |.\n     |.\n     |.\n"
	             " 50% +o\n"
	             "     |.\n     |.\n     |.\n     |.\n"
	             "  0% +\n"
	             "     +----------------------------------\n"
	             "      0\n");
	crm_cohorts_close(&c);
	crm_purchase_log_close(log);
}

static void
nothing_bought_is_nothing_shown(void **state)
{
	static const struct crm_plot plot = { .width = 40 };
	struct crm_purchase_log *log;
	struct crm_cohorts c;
	struct crm_fault why;

	(void)state;
	assert_int_equal(crm_purchase_log_open(&log), 0);
	c = opened(log);
	assert_string_equal(shown(&c, CRM_COHORTS_BY_PERIOD), "");
	assert_string_equal(shown(&c, CRM_COHORTS_BY_AGE), "");
	assert_string_equal(shown(&c, CRM_COHORTS_RATES), "");
	assert_lines(crm_cohorts_triangle(&c, CRM_COHORT_RATE, &plot, &lines, &why), "");
	assert_lines(crm_cohorts_plot(&c, CRM_COHORTS_BY_AGE, CRM_COHORT_RATE, &plot, &lines, &why),
	             "");
	assert_lines(crm_cohorts_plot(&c, CRM_COHORTS_RATES, CRM_COHORT_RATE, &plot, &lines, &why),
	             "");
	crm_cohorts_close(&c);
	crm_purchase_log_close(log);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_view_has_its_rows_of_what_is_complete),
		cmocka_unit_test(rates_come_with_intervals_and_rows_end_where_put_fails),
		DATABASE_TEST(customers_are_grouped_by_what_they_have_in_common),
		cmocka_unit_test(customers_are_grouped_by_name),
		cmocka_unit_test(triangles_and_plots_are_lines_of_text),
		cmocka_unit_test(nothing_bought_is_nothing_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
