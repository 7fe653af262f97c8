/* What metrics/simple_value.h promises. */
#include <string.h>

#include "metrics/simple_value.h"
#include "numbers.h"

/* Cents; three customers over four years in all: 10 orders of 300.00, 7 of them repeats. */
static const struct crm_purchases THREE[] = {
	{ .first_spend = 1000, .repeat_spend = 9000, .x = 4, .t_x = 300, .T = 731 },
	{ .first_spend = 8000, .repeat_spend = 10000, .x = 3, .t_x = 300, .T = 365 },
	{ .first_spend = 2000, .repeat_spend = 0, .x = 0, .t_x = 0, .T = 365 },
};

static const struct crm_predicted FIVE_YEARS = { 5, 0 };

static void
the_product_is_that_by_hand(void **state)
{
	struct crm_simple_value v;
	struct crm_fault        why;

	(void)state;
	assert_int_equal(crm_simple_value_measure(THREE, 3, 100, FIVE_YEARS, .4, &v, &why), 0);
	assert_int_equal(v.customers, 3);
	assert_int_equal(v.orders, 10);
	assert_close(v.order_value.value, 30, 1e-15);
	assert_close(v.frequency.value, 7 / (1461 / 365.25), 1e-15);
	assert_close(v.value.value, 30 * 1.75 * 5 * .4, 1e-14);
	assert_within(v.margin, .4, 0);
	assert_within(v.lifespan.value, 5, 0);
}

static void
errors_are_those_by_hand(void **state)
{
	/* Shares of spend less those of orders; of repeats less those of time. */
	const double value[]     = { 100. / 300 - .5, 180. / 300 - .4, 20. / 300 - .1 };
	const double frequency[] = { 4. / 7 - 731. / 1461, 3. / 7 - 365. / 1461, -365. / 1461 };
	const struct crm_predicted lifespan = { 5, .2 };

	double                  squares[3] = { 0 };
	struct crm_simple_value v;
	struct crm_fault        why;

	(void)state;
	for (int i = 0; i < 3; i++) {
		squares[0] += value[i] * value[i];
		squares[1] += frequency[i] * frequency[i];
		squares[2] += (value[i] + frequency[i]) * (value[i] + frequency[i]);
	}
	assert_int_equal(crm_simple_value_measure(THREE, 3, 100, lifespan, 1, &v, &why), 0);
	assert_close(v.order_value.log_error, sqrt(squares[0] * 1.5), 1e-13);
	assert_close(v.frequency.log_error, sqrt(squares[1] * 1.5), 1e-13);
	assert_close(v.value.log_error, sqrt(squares[2] * 1.5 + .04), 1e-13);
}

/* Many samples of customers whose mean value is known. */
static void
intervals_hold_the_truth_as_often_as_they_say(void **state)
{
	enum { SAMPLES = 400, CUSTOMERS = 200 };
	int held = 0;

	(void)state;
	for (uint64_t s = 0; s < SAMPLES; s++) {
		struct crm_purchases    rows[CUSTOMERS];
		struct chance           chance = { s };
		struct crm_simple_value v;
		struct crm_interval     i;

		for (int k = 0; k < CUSTOMERS; k++) {
			/* Buys at a rate of mean 3 a year for a year; who buys more, dearer. */
			double rate = gamma_variate(&chance, 3), year = exponential(&chance, rate);

			rows[k] = (struct crm_purchases){ .T = 1461, .first_spend = 1000 };
			for (; year < 4; year += exponential(&chance, rate)) {
				rows[k].x++;
				rows[k].repeat_spend += (int64_t)(1000 * rate);
			}
			rows[k].first_spend = (int64_t)(1000 * rate);
		}
		assert_int_equal(crm_simple_value_measure(rows, CUSTOMERS, 100, FIVE_YEARS, 1, &v,
		                                          NULL), 0);
		i = crm_predicted_interval(v.value);
		/* E rate (1 + 4 rate) / E (1 + 4 rate) x 10.00, E rate = 3, E rate^2 = 12. */
		held += i.lo <= 10 * 51. / 13 * 3 * 5 && 10 * 51. / 13 * 3 * 5 <= i.hi;
	}
	assert_within((double)held / SAMPLES, .95, .03);
}

static void
a_lifespan_is_one_by_churn(void **state)
{
	struct crm_predicted lifespan;
	struct crm_fault     why;

	(void)state;
	assert_int_equal(crm_simple_lifespan(120, 800, 1, &lifespan, &why), 0);
	assert_close(lifespan.value, 800. / 120, 1e-15);
	assert_close(lifespan.log_error, sqrt(.85 / 120), 1e-14);
	assert_int_equal(crm_simple_lifespan(120, 800, .5, &lifespan, &why), 0);
	assert_close(lifespan.value, 400. / 120, 1e-15);
	assert_int_equal(crm_simple_lifespan(7, 7, 1, &lifespan, &why), 0);
	assert_close(lifespan.value, 1, 1e-15);
	assert_within(lifespan.log_error, 0, 0);
}

static void
churn_that_tells_no_lifespan_is_refused(void **state)
{
	static const struct { uint64_t left, customers; double years; const char *reason; } wrong[] = {
		{ 0, 80, 1, "nobody left" }, { 0, 0, 1, "nobody left" }, { 9, 8, 1, "more customers left" },
		{ 1, 8, 0, "more than 0 years" }, { 1, 8, NAN, "more than 0 years" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct crm_predicted lifespan;
		struct crm_fault     why;

		assert_int_equal(crm_simple_lifespan(wrong[i].left, wrong[i].customers,
		                                     wrong[i].years, &lifespan, &why), CRM_INVALID);
		assert_non_null(strstr(why.text, wrong[i].reason));
	}
}

static void
assert_refused(const struct crm_purchases *rows, size_t n, struct crm_predicted lifespan,
               double margin, const char *reason)
{
	struct crm_simple_value v;
	struct crm_fault        why = { .text = "" };

	assert_int_equal(crm_simple_value_measure(rows, n, 100, lifespan, margin, &v, &why),
	                 CRM_INVALID);
	assert_non_null(strstr(why.text, reason));
}

static void
data_without_a_value_is_refused_in_words(void **state)
{
	const struct crm_purchases today[] = { { .first_spend = 9 }, { .first_spend = 9 } };
	const struct crm_purchases once[] = { { .first_spend = 9, .T = 9 }, { .T = 7 } };
	const struct crm_purchases free_of_charge[] = { { .x = 1, .t_x = 3, .T = 9 }, { .T = 7 } };

	(void)state;
	assert_refused(NULL, 0, FIVE_YEARS, .4, "two customers or more");
	assert_refused(THREE, 1, FIVE_YEARS, .4, "two customers or more");
	assert_refused(today, 2, FIVE_YEARS, .4, "all customers first bought on the last day");
	assert_refused(once, 2, FIVE_YEARS, .4, "no customer bought a second time");
	assert_refused(free_of_charge, 2, FIVE_YEARS, .4, "nothing was spent");
	assert_refused(THREE, 3, (struct crm_predicted){ 0, 0 }, .4, "more than 0 years");
	assert_refused(THREE, 3, (struct crm_predicted){ NAN, 0 }, .4, "more than 0 years");
	assert_refused(THREE, 3, FIVE_YEARS, 0, "margin");
	assert_refused(THREE, 3, FIVE_YEARS, 1.01, "margin");
	assert_refused(THREE, 3, FIVE_YEARS, NAN, "margin");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_product_is_that_by_hand),
		cmocka_unit_test(errors_are_those_by_hand),
		cmocka_unit_test(intervals_hold_the_truth_as_often_as_they_say),
		cmocka_unit_test(a_lifespan_is_one_by_churn),
		cmocka_unit_test(churn_that_tells_no_lifespan_is_refused),
		cmocka_unit_test(data_without_a_value_is_refused_in_words),
	};

	return cmocka_run_group_tests_name("simple_value", tests, NULL, NULL);
}
