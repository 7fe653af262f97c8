/* What metrics/retention.h promises. */
#include <stdlib.h>
#include <string.h>

#include "metrics/retention.h"
#include "numbers.h"

#define OK(call) assert_int_equal((call), 0)

enum { DAYS = 64 };

static int64_t
day(const char *iso)
{
	struct crm_clock clock = { 0 };
	struct crm_fault why;
	int64_t out;

	OK(crm_day_parse(iso, &clock, CRM_PAST, &out, &why));
	return out;
}

/* "0 2026-01-05 10, 0 2026-02-01 -3": customers' days and amounts; a negative one is a return. */
static size_t
read_days(const char *text, struct crm_purchase_day out[DAYS])
{
	size_t n = 0;

	while (text && *text) {
		char iso[11] = "";
		unsigned customer;
		int amount;

		assert_int_equal(sscanf(text, " %u %10s %d", &customer, iso, &amount), 3);
		out[n++] = (struct crm_purchase_day){ customer, (int32_t)day(iso), amount, amount >= 0 };
		text = strchr(text, ',');
		text += text != NULL;
	}
	return n;
}

/* --- periods ---------------------------------------------------------------------------- */

static void
periods_are_numbered_without_a_gap(void **state)
{
	static const enum crm_unit units[] = { CRM_WEEK, CRM_MONTH, CRM_QUARTER, CRM_YEAR };

	(void)state;
	for (size_t u = 0; u < 4; u++)
		for (int64_t d = day("1968-12-01"); d < day("1973-02-01"); d++) {
			int64_t period = crm_cohort_period(units[u], d);

			assert_true(crm_cohort_period_start(units[u], period) <= d);
			assert_true(d < crm_cohort_period_start(units[u], period + 1));
		}
	assert_int_equal(crm_day_weekday(crm_cohort_period_start(CRM_WEEK, -7)), 1);
	assert_int_equal(crm_cohort_period_start(CRM_QUARTER,
	                                         crm_cohort_period(CRM_QUARTER, day("2026-12-31"))),
	                 day("2026-10-01"));
}

/* --- cohorts ---------------------------------------------------------------------------- */

/* The cells as "cohort+age:retained/n:orders:revenue", `*' behind those not complete. */
static const char *
cells(const char *text, enum crm_unit unit, const char *until)
{
	static char out[1024];
	struct crm_purchase_day days[DAYS];
	struct crm_cohort_cell *cell;
	struct crm_fault why;
	size_t n = read_days(text, days), count, at = 0;

	OK(crm_cohort_cells(days, n, unit, day(until), &cell, &count, &why));
	*out = '\0';
	for (size_t i = 0; i < count; i++)
		at += (size_t)snprintf(out + at, sizeof out - at, "%s%d+%d:%d/%d:%d:%d%s", i ? " " : "",
		                       (int)(cell[i].cohort % 12) + 1,
		                       (int)(cell[i].period - cell[i].cohort), (int)cell[i].retained,
		                       (int)cell[i].n, (int)cell[i].orders, (int)cell[i].revenue,
		                       cell[i].complete ? "" : "*");
	free(cell);
	return out;
}

static void
a_cohort_is_who_first_bought_in_a_period(void **state)
{
	(void)state;
	assert_string_equal(cells("0 2026-01-05 10, 0 2026-01-31 5, 0 2026-03-01 7,"
	                          "1 2026-03-31 1, 2 2026-01-01 2", CRM_MONTH, "2026-03-31"),
	                    "1+0:2/2:3:17 1+1:0/2:0:0 1+2:1/2:1:7 3+0:1/1:1:1");
}

static void
the_period_of_the_end_is_complete_on_its_last_day_only(void **state)
{
	(void)state;
	assert_string_equal(cells("0 2026-01-05 10", CRM_MONTH, "2026-02-27"),
	                    "1+0:1/1:1:10 1+1:0/1:0:0*");
	assert_string_equal(cells("0 2026-01-05 10", CRM_MONTH, "2026-02-28"),
	                    "1+0:1/1:1:10 1+1:0/1:0:0");
	assert_string_equal(cells("0 2026-01-05 10", CRM_MONTH, "2026-01-05"), "1+0:1/1:1:10*");
	assert_string_equal(cells("", CRM_MONTH, "2026-01-05"), "");
}

static void
a_return_lowers_the_revenue_and_retains_nobody(void **state)
{
	(void)state;
	assert_string_equal(cells("0 2026-01-05 10, 0 2026-02-01 -4, 0 2026-02-02 0", CRM_MONTH,
	                          "2026-03-31"),
	                    "1+0:1/1:1:10 1+1:1/1:1:-4 1+2:0/1:0:0");
	assert_string_equal(cells("0 2026-01-05 10, 0 2026-02-01 -4", CRM_MONTH, "2026-02-28"),
	                    "1+0:1/1:1:10 1+1:0/1:0:-4");
}

static void
what_cannot_be_counted_is_refused(void **state)
{
	struct crm_purchase_day days[2] = { { 0, 0, INT64_MAX, true }, { 0, 1, INT64_MAX, true } };
	struct crm_purchase_day *many = calloc(3000, sizeof *many);
	struct crm_cohort_cell *cell;
	struct crm_retention_rate *rate;
	struct crm_fault why;
	size_t count;

	(void)state;
	assert_int_equal(crm_cohort_cells(days, 2, CRM_MONTH, 40, &cell, &count, &why), CRM_INVALID);
	assert_null(cell);
	for (uint32_t i = 0; i < 3000; i++)
		many[i] = (struct crm_purchase_day){ i, (int32_t)(7 * i) - 719162, 1, true };
	assert_int_equal(crm_cohort_cells(many, 3000, CRM_WEEK, 2932896, &cell, &count, &why),
	                 CRM_INVALID);
	assert_string_equal(why.text, "there are too many periods: take longer ones");
	OK(crm_retention_rates(many, 3000, CRM_WEEK, (struct crm_period){ 1, CRM_YEAR }, -719162,
	                       2932896, &rate, &count, &why));
	assert_int_equal(count, 521723);
	free(rate);
	free(many);
}

static void
the_curve_puts_cohorts_of_an_age_together(void **state)
{
	struct crm_purchase_day days[DAYS];
	struct crm_cohort_cell *cell;
	struct crm_cohort_age *curve;
	struct crm_fault why;
	size_t n, count, ages;

	(void)state;
	n = read_days("0 2026-01-05 10, 0 2026-02-01 5, 0 2026-03-01 7, 1 2026-02-10 1,"
	              "2 2026-01-01 2, 3 2026-03-05 4", days);
	OK(crm_cohort_cells(days, n, CRM_MONTH, day("2026-03-30"), &cell, &count, &why));
	OK(crm_cohort_curve(cell, count, &curve, &ages, &why));
	assert_int_equal(ages, 2);
	assert_int_equal(curve[0].cohorts, 2);
	assert_int_equal(curve[0].n, 3);
	assert_int_equal(curve[0].retained, 3);
	assert_int_equal(curve[0].revenue, 13);
	assert_int_equal(curve[1].age, 1);
	assert_int_equal(curve[1].cohorts, 1);
	assert_int_equal(curve[1].n, 2);
	assert_int_equal(curve[1].retained, 1);
	assert_int_equal(curve[1].orders, 1);
	free(curve);
	OK(crm_cohort_curve(cell, 0, &curve, &ages, &why));
	assert_int_equal(ages, 0);
	free(curve);
	free(cell);
}

/* --- rates ------------------------------------------------------------------------------ */

/* The rates as "n=retained-lost+fresh~returned", `*' behind those not complete. */
static const char *
rates(const char *text, const char *active, const char *until)
{
	static char out[1024];
	struct crm_purchase_day days[DAYS];
	struct crm_retention_rate *rate;
	struct crm_period length;
	struct crm_fault why;
	size_t n = read_days(text, days), count, at = 0;

	OK(crm_period_parse(active, &length, &why));
	OK(crm_retention_rates(days, n, CRM_MONTH, length, n ? days[0].day : 0, day(until), &rate,
	                       &count, &why));
	*out = '\0';
	for (size_t i = 0; i < count; i++)
		at += (size_t)snprintf(out + at, sizeof out - at, "%s%d=%d-%d+%d~%d%s", i ? " " : "",
		                       (int)rate[i].n, (int)rate[i].retained, (int)rate[i].lost,
		                       (int)rate[i].fresh, (int)rate[i].returned,
		                       rate[i].complete ? "" : "*");
	free(rate);
	return out;
}

static void
a_customer_is_one_for_a_time_after_each_purchase(void **state)
{
	(void)state;
	/* Bought in January and May: lost in March, back in May. */
	assert_string_equal(rates("0 2026-01-10 1, 0 2026-05-10 1", "2m", "2026-06-30"),
	                    "0=0-0+1~0* 1=1-0+0~0* 1=0-1+0~0* 0=0-0+0~0 0=0-0+0~1 1=1-0+0~0");
}

static void
who_is_lost_and_back_within_a_period_is_retained(void **state)
{
	(void)state;
	assert_string_equal(rates("0 2026-01-10 1, 0 2026-03-20 1", "2m", "2026-03-31"),
	                    "0=0-0+1~0* 1=1-0+0~0* 1=1-0+0~0*");
	/* Bought on the very day that it would have ended. */
	assert_string_equal(rates("0 2026-01-31 1, 0 2026-02-28 1", "1m", "2026-02-28"),
	                    "0=0-0+1~0* 1=1-0+0~0*");
}

static void
who_comes_and_goes_within_a_period_is_in_none(void **state)
{
	(void)state;
	assert_string_equal(rates("0 2026-01-10 1", "7d", "2026-02-28"), "0=0-0+0~0* 0=0-0+0~0");
}

static void
no_purchases_have_no_rates(void **state)
{
	(void)state;
	assert_string_equal(rates("", "7d", "2026-02-28"), "");
}

/* The same, asking of each customer and day whether it is one. */
static bool
is_customer(const struct crm_purchase_day *days, size_t n, int64_t when, struct crm_period active)
{
	for (size_t i = 0; i < n; i++)
		if (days[i].purchase && days[i].day <= when && when < crm_day_add(days[i].day, active))
			return true;
	return false;
}

static void
check_rate(const struct crm_retention_rate *rate, const struct crm_purchase_day *days, size_t n,
           enum crm_unit unit, struct crm_period active, int64_t until)
{
	int64_t start = crm_cohort_period_start(unit, rate->period), last = start;
	uint64_t counts[5] = { 0 };   /* at the start, retained, lost, fresh, returned */

	while (last < until && crm_cohort_period(unit, last + 1) == rate->period)
		last++;
	for (size_t i = 0, end; i < n; i = end) {
		bool before, after;

		for (end = i; end < n && days[end].customer == days[i].customer;)
			end++;
		before = is_customer(days + i, end - i, start - 1, active);
		after = is_customer(days + i, end - i, last, active);
		counts[0] += before;
		counts[1] += before && after;
		counts[2] += before && !after;
		counts[3] += !before && after && days[i].day >= start;
		counts[4] += !before && after && days[i].day < start;
	}
	assert_int_equal(rate->n, counts[0]);
	assert_int_equal(rate->retained, counts[1]);
	assert_int_equal(rate->lost, counts[2]);
	assert_int_equal(rate->fresh, counts[3]);
	assert_int_equal(rate->returned, counts[4]);
}

static void
rates_are_those_of_a_walk_day_by_day(void **state)
{
	enum { CUSTOMERS = 300, EACH = 6 };
	static const enum crm_unit units[] = { CRM_WEEK, CRM_MONTH, CRM_QUARTER, CRM_YEAR };
	static const struct crm_period actives[] = {
		{ 5, CRM_DAY_UNIT }, { 1, CRM_MONTH }, { 13, CRM_WEEK }, { 1, CRM_YEAR },
	};
	struct crm_purchase_day *days = calloc(CUSTOMERS * EACH, sizeof *days);
	const int64_t first = day("2023-11-20"), until = day("2026-11-22");
	struct chance chance = { 11 };
	size_t n = 0;

	(void)state;
	for (uint32_t c = 0; c < CUSTOMERS; c++) {
		int64_t at = first + (int64_t)(uniform(&chance) * 400);

		for (int k = 0; k < EACH && at <= until; k++, at += 1 + (int64_t)exponential(&chance, 0.01))
			days[n++] = (struct crm_purchase_day){ c, (int32_t)at, 1, k == 0 || k % 4 };
	}
	for (size_t u = 0; u < 4; u++)
		for (size_t a = 0; a < 4; a++) {
			struct crm_retention_rate *rate;
			struct crm_fault why;
			size_t count;

			OK(crm_retention_rates(days, n, units[u], actives[a], first, until, &rate, &count,
			                       &why));
			assert_true(count > 1);
			for (size_t i = 0; i < count; i++)
				check_rate(&rate[i], days, n, units[u], actives[a], until);
			assert_false(rate[count - 1].complete && units[u] != CRM_WEEK);
			free(rate);
		}
	free(days);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(periods_are_numbered_without_a_gap),
		cmocka_unit_test(a_cohort_is_who_first_bought_in_a_period),
		cmocka_unit_test(the_period_of_the_end_is_complete_on_its_last_day_only),
		cmocka_unit_test(a_return_lowers_the_revenue_and_retains_nobody),
		cmocka_unit_test(what_cannot_be_counted_is_refused),
		cmocka_unit_test(the_curve_puts_cohorts_of_an_age_together),
		cmocka_unit_test(a_customer_is_one_for_a_time_after_each_purchase),
		cmocka_unit_test(who_is_lost_and_back_within_a_period_is_retained),
		cmocka_unit_test(who_comes_and_goes_within_a_period_is_in_none),
		cmocka_unit_test(no_purchases_have_no_rates),
		cmocka_unit_test(rates_are_those_of_a_walk_day_by_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
