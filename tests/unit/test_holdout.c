/* What metrics/holdout.h promises. */
#include <stdlib.h>
#include <string.h>

#include "metrics/holdout.h"
#include "numbers.h"
#include "cdnow.h"

/* Four customers: 9 orders expected, 6 made. */
static const struct crm_purchases FOUR[] = {
	{ .x = 0, .T = 10, .later = 0 }, { .x = 2, .T = 20, .later = 1 },
	{ .x = 2, .T = 40, .later = 5 }, { .x = 30, .T = 0, .later = 0 },
};

static const double EXPECTED[] = { .5, 2, 4, 2.5 };

static void
errors_are_those_by_hand(void **state)
{
	struct crm_holdout h;
	struct crm_fault   why;

	(void)state;
	assert_int_equal(crm_holdout_measure(FOUR, 4, EXPECTED, &h, &why), 0);
	assert_int_equal(h.n, 4);
	assert_within(h.predicted, 9, 0);
	assert_within(h.actual, 6, 0);
	assert_true(h.has_bias);
	assert_close(h.bias.value, .5, 1e-15);
	/* Distances .5 1 1 2.5, squares .25 1 1 6.25. */
	assert_close(h.mean_absolute_error.value, 1.25, 1e-15);
	assert_close(h.root_mean_square_error.value, sqrt(8.5 / 4), 1e-15);
	/* The variance of a mean of four is .75 / 4 here: sum (d - 1.25)^2 = 2.25, by 3. */
	assert_close(h.mean_absolute_error.hi - 1.25, CRM_Z95 * sqrt(.75 / 4), 1e-14);
	assert_close(1.25 - h.mean_absolute_error.lo, CRM_Z95 * sqrt(.75 / 4), 1e-14);
	/* What differs from 1.5 times the actual: .5 .5 -3.5 2.5. */
	assert_close(log((h.bias.hi + 1) / 1.5), CRM_Z95 * sqrt(19 * 4. / 3) / 9, 1e-14);
	assert_close(log(1.5 / (h.bias.lo + 1)), CRM_Z95 * sqrt(19 * 4. / 3) / 9, 1e-14);
}

static void
where_nobody_bought_there_is_no_bias(void **state)
{
	const struct crm_purchases none[] = { { .x = 1, .T = 9 }, { .x = 3, .T = 9 } };
	struct crm_holdout         h;
	struct crm_fault           why;

	(void)state;
	assert_int_equal(crm_holdout_measure(none, 2, EXPECTED, &h, &why), 0);
	assert_false(h.has_bias);
	assert_within(h.mean_absolute_error.value, 1.25, 0);
}

static void
who_expects_nothing_is_wrong_by_all(void **state)
{
	const double       nothing[] = { 0, 0, 0, 0 };
	struct crm_holdout h;
	struct crm_fault   why;

	(void)state;
	assert_int_equal(crm_holdout_measure(FOUR, 4, nothing, &h, &why), 0);
	assert_true(h.bias.lo == -1 && h.bias.value == -1 && h.bias.hi == -1);
	assert_true(isfinite(h.root_mean_square_error.hi));
}

static void
what_is_no_expectation_is_refused(void **state)
{
	static const double wrong[] = { -1, NAN, INFINITY };
	struct crm_holdout  h;
	struct crm_fault    why;

	(void)state;
	assert_int_equal(crm_holdout_measure(FOUR, 1, EXPECTED, &h, &why), CRM_INVALID);
	assert_non_null(strstr(why.text, "two customers or more"));
	for (int i = 0; i < 3; i++) {
		const double expected[] = { 1, wrong[i] };

		assert_int_equal(crm_holdout_measure(FOUR, 2, expected, &h, &why), CRM_INVALID);
		assert_non_null(strstr(why.text, "0 or more"));
	}
}

static void
a_run_rate_goes_on_as_before(void **state)
{
	double expected[4];

	(void)state;
	crm_holdout_run_rate(FOUR, 4, 30, expected);
	assert_within(expected[0], 0, 0);
	assert_close(expected[1], 3, 1e-15);
	assert_close(expected[2], 1.5, 1e-15);
	assert_within(expected[3], 0, 0);      /* T is 0 */
}

static void
calibration_goes_by_past_frequency(void **state)
{
	struct crm_calibration groups[CRM_CALIBRATION_GROUPS];

	(void)state;
	crm_holdout_calibrate(FOUR, 4, EXPECTED, groups);
	assert_int_equal(groups[0].n, 1);
	assert_int_equal(groups[1].n, 0);
	assert_int_equal(groups[2].n, 2);
	assert_int_equal(groups[2].x, 2);
	assert_int_equal(groups[7].n, 1);
	assert_close(groups[2].predicted, 3, 1e-15);
	assert_close(groups[2].actual.value, 3, 1e-15);
	/* 1 and 5: a variance of 8, by 2. */
	assert_close(groups[2].actual.hi, 3 + CRM_Z95 * 2, 1e-14);
	assert_within(groups[2].actual.lo, 0, 0);
	assert_within(groups[7].predicted, 2.5, 0);
}

static void
the_baseline_on_cdnow_is_the_known_one(void **state)
{
	struct crm_purchase_log *log = cdnow_log("cdnow_full.csv", 0);
	struct crm_purchases    *rows;
	struct crm_holdout       h;
	struct crm_fault         why;
	double                  *expected;
	size_t                   n;

	(void)state;
	assert_int_equal(crm_purchase_log_summarise(log, CDNOW_END, CDNOW_LAST, &rows, &n, &why),
	                 0);
	expected = malloc(n * sizeof *expected);
	assert_non_null(expected);
	crm_holdout_run_rate(rows, n, CDNOW_LAST - CDNOW_END, expected);
	assert_int_equal(crm_holdout_measure(rows, n, expected, &h, &why), 0);
	assert_within(h.actual, 19684, 0);
	assert_within(h.bias.value, .474, 5e-4);
	assert_within(h.mean_absolute_error.value, 1.038, 5e-4);
	assert_within(h.root_mean_square_error.value, 2.158, 5e-4);
	assert_true(h.bias.lo > .4 && h.bias.hi < .55);
	free(expected);
	free(rows);
	crm_purchase_log_close(log);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(errors_are_those_by_hand),
		cmocka_unit_test(where_nobody_bought_there_is_no_bias),
		cmocka_unit_test(who_expects_nothing_is_wrong_by_all),
		cmocka_unit_test(what_is_no_expectation_is_refused),
		cmocka_unit_test(a_run_rate_goes_on_as_before),
		cmocka_unit_test(calibration_goes_by_past_frequency),
		cmocka_unit_test(the_baseline_on_cdnow_is_the_known_one),
	};

	return cmocka_run_group_tests_name("holdout", tests, NULL, NULL);
}
