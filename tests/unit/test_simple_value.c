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

/* Loyal and rare, dear and cheap; and a new customer, of whom nothing is known yet. */
static const struct crm_purchases UNLIKE[] = {
	{ .first_spend = 9000, .repeat_spend = 240000, .x = 24, .t_x = 720, .T = 731 },
	{ .first_spend = 2100, .repeat_spend = 20000, .x = 10, .t_x = 700, .T = 731 },
	{ .first_spend = 4100, .repeat_spend = 4500, .x = 1, .t_x = 300, .T = 731 },
	{ .first_spend = 3000, .x = 0, .T = 1461 },
	{ .first_spend = 5000, .x = 0, .T = 0 },
};

static void
a_value_lies_between_the_own_and_that_of_all(void **state)
{
	struct crm_simple_value all;
	struct crm_simple_customer own;
	double years = 731 / 365.25, z, y;

	(void)state;
	assert_int_equal(crm_simple_value_measure(UNLIKE, 5, 100, FIVE_YEARS, .4, &all, NULL), 0);
	crm_simple_value_of(&all, &UNLIKE[0], 100, &own);
	assert_close(own.own_order_value, 2490. / 25, 1e-14);
	assert_close(own.own_frequency, 24 / years, 1e-14);
	/* The first order and the mean of the others, with the weights 1 and x. */
	assert_close(all.order_values.within,
	             (24 / 25. * 100 + 10 / 11. * 1 + 1 / 2. * 16) / 3, 1e-12);
	assert_close(all.frequencies.within, all.frequency.value, 1e-14);
	z = 25 / (25 + all.order_values.k);
	y = years / (years + all.frequencies.k);
	assert_true(z > .9 && y > .5);
	assert_close(own.order_value.value, z * 99.6 + (1 - z) * all.order_value.value, 1e-14);
	assert_close(own.frequency.value, y * 24 / years + (1 - y) * all.frequency.value, 1e-14);
	assert_close(own.value.value, own.order_value.value * own.frequency.value * 5 * .4, 1e-14);
	assert_close(own.orders.value, own.frequency.value * 5, 1e-14);
	assert_close(own.frequency.log_error,
	             hypot(y / sqrt(own.frequency.value * years),
	                   (1 - y) * all.frequency.value * all.frequency.log_error /
	                   own.frequency.value), 1e-13);
}

static void
who_is_new_has_the_frequency_of_all(void **state)
{
	struct crm_simple_value all;
	struct crm_simple_customer own;

	(void)state;
	assert_int_equal(crm_simple_value_measure(UNLIKE, 5, 100, FIVE_YEARS, 1, &all, NULL), 0);
	crm_simple_value_of(&all, &UNLIKE[4], 100, &own);
	assert_within(own.frequency_z, 0, 0);
	assert_within(own.frequency.value, all.frequency.value, 0);
	assert_within(own.frequency.log_error, all.frequency.log_error, 0);
}

static void
who_gave_back_more_than_was_bought_is_worth_nothing(void **state)
{
	const struct crm_purchases returned = { .first_spend = -500000, .T = 731 };
	struct crm_simple_value all;
	struct crm_simple_customer own;

	(void)state;
	assert_int_equal(crm_simple_value_measure(UNLIKE, 5, 100, FIVE_YEARS, 1, &all, NULL), 0);
	crm_simple_value_of(&all, &returned, 100, &own);
	assert_within(own.value.value, 0, 0);
	assert_within(own.order_value.log_error, 0, 0);
}

static void
customers_who_do_not_differ_have_the_value_of_all(void **state)
{
	struct crm_purchases rows[20];
	struct crm_simple_value all;
	struct crm_simple_customer own;

	(void)state;
	for (size_t i = 0; i < 20; i++)
		rows[i] = (struct crm_purchases){ .first_spend = 1000 + 500 * (i % 2), .x = 4, .T = 731,
		    .repeat_spend = 6000 - 2000 * (i % 2) };
	assert_int_equal(crm_simple_value_measure(rows, 20, 100, FIVE_YEARS, 1, &all, NULL), 0);
	assert_within(all.order_values.between + all.frequencies.between, 0, 0);
	crm_simple_value_of(&all, &rows[3], 100, &own);
	assert_within(own.value.value, all.value.value, 0);
	assert_within(own.value.log_error, all.value.log_error, 0);
	assert_close(own.order_value.value, all.order_value.value, 1e-15);
}

/* Customers whose rates and order values are known: the estimates are nearer than others. */
static void
the_estimate_is_nearer_to_the_truth_than_either_of_its_parts(void **state)
{
	enum { CUSTOMERS = 2000 };
	static struct crm_purchases rows[CUSTOMERS];
	static double rates[CUSTOMERS];
	double squares[3] = { 0 }, spent = 0, foreseen = 0;
	struct chance chance = { 1 };
	struct crm_simple_value all;

	(void)state;
	for (size_t i = 0; i < CUSTOMERS; i++) {
		double year;

		rates[i] = gamma_variate(&chance, 2);
		rows[i] = (struct crm_purchases){ .T = 365, .first_spend = 1000 };
		for (year = exponential(&chance, rates[i]); year < 1; rows[i].x++)
			year += exponential(&chance, rates[i]);
		rows[i].repeat_spend = 1000 * (int64_t)rows[i].x;
	}
	assert_int_equal(crm_simple_value_measure(rows, CUSTOMERS, 100, FIVE_YEARS, 1, &all, NULL), 0);
	for (size_t i = 0; i < CUSTOMERS; i++) {
		struct crm_simple_customer own;

		crm_simple_value_of(&all, &rows[i], 100, &own);
		squares[0] += pow(own.frequency.value - rates[i], 2);
		squares[1] += pow(own.own_frequency - rates[i], 2);
		squares[2] += pow(all.frequency.value - rates[i], 2);
		foreseen += own.frequency.value * rows[i].T / 365.25;
		spent += rows[i].x;
	}
	assert_true(squares[0] < 0.8 * squares[1] && squares[0] < 0.8 * squares[2]);
	/* Together they go on as before. */
	assert_within(foreseen / spent, 1, 0.01);
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
		cmocka_unit_test(a_value_lies_between_the_own_and_that_of_all),
		cmocka_unit_test(who_is_new_has_the_frequency_of_all),
		cmocka_unit_test(who_gave_back_more_than_was_bought_is_worth_nothing),
		cmocka_unit_test(customers_who_do_not_differ_have_the_value_of_all),
		cmocka_unit_test(the_estimate_is_nearer_to_the_truth_than_either_of_its_parts),
		cmocka_unit_test(a_lifespan_is_one_by_churn),
		cmocka_unit_test(churn_that_tells_no_lifespan_is_refused),
		cmocka_unit_test(data_without_a_value_is_refused_in_words),
	};

	return cmocka_run_group_tests_name("simple_value", tests, NULL, NULL);
}
