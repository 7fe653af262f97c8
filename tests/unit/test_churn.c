/* What metrics/churn.h promises. */
#include "metrics/churn.h"
#include "metrics/mbgnbd.h"
#include "numbers.h"

static void
a_value_is_held_against_the_past_by_its_rank(void **state)
{
	struct crm_churn_signal s;
	double past[] = { 30, 10, 20, 40 };

	(void)state;
	crm_churn_against_past(past, 4, 25, false, &s);
	assert_true(s.told);
	assert_int_equal(s.n, 4);
	assert_int_equal(s.better, 2);
	assert_int_equal(s.worse, 2);
	assert_within(s.size, 0, 0);
	assert_close(s.usual, 25, 0);
	assert_close(s.now, 25, 0);
	crm_churn_against_past(past, 4, 5, false, &s);
	assert_close(s.size, 4. / 5, 1e-15);
	crm_churn_against_past(past, 4, 5, true, &s);
	assert_close(s.size, -4. / 5, 1e-15);
	crm_churn_against_past(past, 3, 30, true, &s);      /* 10 20 30 */
	assert_close(s.size, 2. / 4, 1e-15);
	assert_close(s.usual, 20, 0);
}

static void
a_past_of_equals_tells_nothing_and_none_is_none(void **state)
{
	struct crm_churn_signal s;
	double past[] = { 7, 7, 7 };

	(void)state;
	crm_churn_against_past(past, 3, 7, false, &s);
	assert_true(s.told);
	assert_within(s.size, 0, 0);
	crm_churn_against_past(past, 0, 7, false, &s);
	assert_false(s.told);
	assert_within(s.size, 0, 0);
}

static void
silence_is_held_against_the_last_gaps(void **state)
{
	struct crm_churn_signal s;
	int64_t days[30], none = 0;

	(void)state;
	for (int i = 0; i < 30; i++)      /* gaps of 100 days, five times, then of 10 */
		days[i] = i <= 5 ? 100 * i : 500 + 10 * (i - 5);
	crm_churn_silence(days, 30, days[29] + 50, &s);
	assert_int_equal(s.n, CRM_CHURN_PAST);
	assert_int_equal(s.better, 24);
	assert_close(s.size, 24. / 25, 1e-15);
	assert_close(s.usual, 10, 0);
	assert_close(s.now, 50, 0);
	crm_churn_silence(days, 4, days[3] + 50, &s);
	assert_int_equal(s.n, 3);
	assert_close(s.size, -3. / 4, 1e-15);
	crm_churn_silence(days, 1, 1000, &s);
	assert_false(s.told);
	crm_churn_silence(&none, 0, 1000, &s);
	assert_false(s.told);
}

static void
only_whole_periods_of_the_past_count(void **state)
{
	struct crm_churn_periods p = { .first = 5, .end = 99, .length = 30 };
	struct crm_churn_signal s;

	(void)state;
	crm_churn_periods_add(&p, 99, 1);        /* 70..99 */
	crm_churn_periods_add(&p, 69, 10);       /* 40..69 */
	crm_churn_periods_add(&p, 40, 10);
	crm_churn_periods_add(&p, 39, 300);      /* 10..39 */
	crm_churn_periods_add(&p, 5, 9999);      /* -20..9 begins before the first day */
	crm_churn_periods_compare(&p, &s);
	assert_int_equal(s.n, 2);
	assert_close(s.now, 1, 0);
	assert_close(s.usual, 160, 0);
	assert_close(s.size, 2. / 3, 1e-15);
	p.first = 41;
	crm_churn_periods_compare(&p, &s);
	assert_false(s.told);
	p.first = 40;
	crm_churn_periods_compare(&p, &s);
	assert_int_equal(s.n, 1);
	p.first = 100;
	crm_churn_periods_compare(&p, &s);
	assert_false(s.told);
}

static void
a_long_past_is_cut(void **state)
{
	struct crm_churn_periods p = { .first = -700000, .end = 2900000, .length = 1 };
	struct crm_churn_signal s;

	(void)state;
	for (int64_t day = p.end - 30; day <= p.end; day++)
		crm_churn_periods_add(&p, day, 1);
	crm_churn_periods_add(&p, p.first, 1);
	crm_churn_periods_compare(&p, &s);
	assert_int_equal(s.n, CRM_CHURN_PAST);
	assert_close(s.usual, 1, 0);
	assert_within(s.size, 0, 0);
}

/* By simulation of what mbgnbd.h says of customers, from the posterior of one. */
static void
the_forecast_is_the_chance_that_nothing_is_bought(void **state)
{
	struct crm_purchase_model model = { .unit = 7, .fit = {
		.parameters = 4, .parameter = { 0.5248, 6.1831, 0.8914, 1.6140 } } };
	struct crm_pattern history = { 2, 200, 270, 1 };
	struct crm_churn_signal s;
	struct chance chance = { 11 };
	enum { MANY = 400000 };
	double p = crm_mbgnbd_p_alive(&model, &history);
	int none = 0;

	(void)state;
	crm_churn_forecast(&model, p, &history, 90, &s);
	for (int i = 0; i < MANY; i++) {
		double rate = gamma_variate(&chance, 0.5248 + 2) / (6.1831 + 270. / 7);

		none += uniform(&chance) >= p || exponential(&chance, rate) > 90. / 7;
	}
	assert_within(s.now, (double)none / MANY, 4 * 0.5 / sqrt(MANY));
	assert_close(s.usual, p, 0);
	assert_close(s.size, 2 * s.now - 1, 1e-15);
	assert_int_equal(s.n, 3);
	crm_churn_forecast(&model, p, &history, 0, &s);
	assert_close(s.now, 1, 0);
	crm_churn_forecast(&model, 1, &history, 1e9, &s);
	assert_within(s.now, 0, 1e-12);
}

static void
a_score_is_bad_in_between_or_good(void **state)
{
	struct crm_churn_signal s;
	double before[] = { 9, 10, 8 };

	(void)state;
	crm_churn_score(before, 3, 6, 6, 9, &s);
	assert_close(s.size, 1, 0);
	assert_close(s.usual, 9, 0);
	assert_int_equal(s.better, 3);
	crm_churn_score(before, 3, 7, 6, 9, &s);
	assert_within(s.size, 0, 0);
	assert_true(s.told);
	crm_churn_score(before, 0, 9, 6, 9, &s);
	assert_close(s.size, -1, 0);
	assert_true(s.told);
	assert_int_equal(s.n, 0);
}

static void
the_risk_is_a_visible_sum(void **state)
{
	const struct crm_churn_signal signals[CRM_CHURN_SIGNALS] = {
		[CRM_CHURN_FORECAST] = { .told = true, .size = 0.5 },
		[CRM_CHURN_SPEND] = { .told = true, .size = -0.25 },
		[CRM_CHURN_COMPLAINT] = { .told = true, .size = 1 },
	};
	const double weights[CRM_CHURN_SIGNALS] = { 10, 1, 2, 1, 1, 3 };

	(void)state;
	assert_close(crm_churn_risk(signals, weights), 10 * 0.5 - 2 * 0.25 + 3, 1e-15);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_value_is_held_against_the_past_by_its_rank),
		cmocka_unit_test(a_past_of_equals_tells_nothing_and_none_is_none),
		cmocka_unit_test(silence_is_held_against_the_last_gaps),
		cmocka_unit_test(only_whole_periods_of_the_past_count),
		cmocka_unit_test(a_long_past_is_cut),
		cmocka_unit_test(the_forecast_is_the_chance_that_nothing_is_bought),
		cmocka_unit_test(a_score_is_bad_in_between_or_good),
		cmocka_unit_test(the_risk_is_a_visible_sum),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
