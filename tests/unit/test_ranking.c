/* What metrics/ranking.h promises. */
#include <string.h>

#include "metrics/ranking.h"
#include "numbers.h"

enum { CASES = 40 };

/* Scores with ties that tell something, and what happened. */
static void
sample(double a[CASES], double b[CASES], bool happened[CASES])
{
	struct chance chance = { 7 };

	for (int i = 0; i < CASES; i++) {
		double u = uniform(&chance), v = uniform(&chance), w = uniform(&chance);

		a[i] = floor(10 * u);
		b[i] = floor(5 * v + 5 * u);
		happened[i] = w + u > 1.1;
	}
}

static struct crm_interval
auc_of(const double *score, const bool *happened, size_t n)
{
	struct crm_interval auc = { 0 };
	struct crm_fault why;

	if (crm_ranking_auc(score, happened, n, &auc, &why))
		fail_msg("%s", why.text);
	return auc;
}

/* Every pair, one after the other. */
static void
the_auc_is_the_share_of_pairs_in_the_right_order(void **state)
{
	double a[CASES], b[CASES], right = 0, pairs = 0;
	bool happened[CASES];

	(void)state;
	sample(a, b, happened);
	for (int i = 0; i < CASES; i++)
		for (int k = 0; k < CASES; k++)
			if (happened[i] && !happened[k]) {
				right += b[i] > b[k] ? 1 : b[i] < b[k] ? 0 : 0.5;
				pairs++;
			}
	assert_close(auc_of(b, happened, CASES).value, right / pairs, 1e-15);
}

/* Newcombe's equation, solved with 200 halvings by another program. */
static void
its_interval_is_newcombes_and_never_of_zero_width(void **state)
{
	static const double rising[12] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 };
	static const bool last[12] = { [7] = true, true, true, true, true };
	static const bool one[2] = { [1] = true };
	static const double equal[2];
	double a[CASES], b[CASES], falling[12];
	bool happened[CASES];
	struct crm_interval auc;

	(void)state;
	sample(a, b, happened);
	auc = auc_of(a, happened, CASES);
	assert_close(auc.value, 0.8106060606060604, 1e-14);
	assert_close(auc.lo, 0.6368735388599313, 1e-13);
	assert_close(auc.hi, 0.9078277053362446, 1e-13);
	auc = auc_of(rising, last, 12);
	assert_close(auc.value, 1, 0);
	assert_close(auc.lo, 0.6827897481743572, 1e-13);
	assert_close(auc.hi, 1, 0);
	for (int i = 0; i < 12; i++)
		falling[i] = -rising[i];
	auc = auc_of(falling, last, 12);
	assert_within(auc.value, 0, 0);
	assert_within(auc.lo, 0, 0);
	assert_close(auc.hi, 1 - 0.6827897481743572, 1e-13);
	auc = auc_of(equal, one, 2);
	assert_close(auc.value, 0.5, 0);
	assert_close(auc.lo, 0.05462075552885196, 1e-13);
	assert_close(auc.hi, 0.945379244471148, 1e-13);
}

/* DeLong's covariances, summed pair by pair by another program. */
static void
the_difference_of_two_aucs_has_delongs_interval(void **state)
{
	double a[CASES], b[CASES], half = 0.10373064042918821, value = 0.11111111111111094;
	struct crm_interval ahead;
	bool happened[CASES];

	(void)state;
	sample(a, b, happened);
	assert_int_equal(crm_ranking_auc_difference(a, b, happened, CASES, &ahead, NULL), 0);
	assert_within(ahead.value, value, 1e-14);
	assert_within(ahead.lo, value - half, 1e-14);
	assert_within(ahead.hi, value + half, 1e-14);
	assert_int_equal(crm_ranking_auc_difference(a, a, happened, CASES, &ahead, NULL), 0);
	assert_within(ahead.value, 0, 0);
	assert_within(ahead.lo, 0, 0);
	assert_within(ahead.hi, 0, 0);
}

static void
what_cannot_be_told_apart_is_refused(void **state)
{
	static const double scores[3] = { 1, 2, 3 };
	static const double unknown[3] = { 1, NAN, 3 }, endless[3] = { 1, 2, INFINITY };
	static const bool none[3], all[3] = { true, true, true }, one[3] = { true };
	struct crm_interval out;
	struct crm_fault why;

	(void)state;
	assert_int_equal(crm_ranking_auc(scores, none, 3, &out, &why), CRM_INVALID);
	assert_non_null(strstr(why.text, "to nobody"));
	assert_int_equal(crm_ranking_auc(scores, none, 0, &out, &why), CRM_INVALID);
	assert_int_equal(crm_ranking_auc(scores, all, 3, &out, &why), CRM_INVALID);
	assert_non_null(strstr(why.text, "to all"));
	assert_int_equal(crm_ranking_auc(unknown, one, 3, &out, &why), CRM_INVALID);
	assert_int_equal(crm_ranking_auc(endless, one, 3, &out, &why), CRM_INVALID);
	assert_int_equal(crm_ranking_auc_difference(scores, scores, one, 3, &out, &why),
	                 CRM_INVALID);
	assert_int_equal(crm_ranking_auc_difference(scores, unknown, one, 3, &out, &why),
	                 CRM_INVALID);
}

static void
the_chosen_are_measured_by_precision_recall_and_lift(void **state)
{
	static const double score[10] = { 9, 8, 8, 7, 6, 5, 4, 3, 2, 1 };
	static const bool happened[10] = { true, true, false, true, [8] = true };
	struct crm_ranking top;
	struct crm_interval wilson;
	struct crm_fault why;

	(void)state;
	assert_int_equal(crm_ranking_choose(score, happened, 10, 8, &top, &why), 0);
	assert_int_equal(top.n, 10);
	assert_int_equal(top.happened, 4);
	assert_int_equal(top.chosen, 3);
	assert_int_equal(top.right, 2);
	assert_close(top.base.value, 0.4, 1e-15);
	assert_close(top.precision.value, 2. / 3, 1e-15);
	assert_close(top.recall.value, 0.5, 1e-15);
	assert_close(top.lift.value, 5. / 3, 1e-15);
	assert_int_equal(crm_rate(2, 3, &wilson, NULL), 0);
	assert_close(top.precision.lo, wilson.lo, 1e-15);
	/* By hand, of Wilson's limits of 2 of 3 and 4 of 10, which are correlated by .527. */
	assert_close(top.lift.lo, 0.616850312798, 1e-11);
	assert_close(top.lift.hi, 3.511416301707, 1e-11);
	/* Of all, as many left as of all. */
	assert_int_equal(crm_ranking_choose(score, happened, 10, 1, &top, &why), 0);
	assert_true(top.lift.value == 1 && top.lift.lo == 1 && top.lift.hi == 1);
	assert_int_equal(crm_ranking_choose(score, happened, 10, 10, &top, &why), CRM_INVALID);
	assert_int_equal(crm_ranking_choose(score, happened + 4, 4, 0, &top, &why), CRM_INVALID);
}

static void
equal_cases_are_chosen_together(void **state)
{
	static const double score[8] = { 5, 1, 5, 5, 2, 9, 2, 1 };   /* 9 | 5 5 5 | 2 2 | 1 1 */

	(void)state;
	assert_close(crm_ranking_threshold(score, 8, 1), 9, 0);
	assert_close(crm_ranking_threshold(score, 8, 2), 9, 0);
	assert_close(crm_ranking_threshold(score, 8, 3), 5, 0);
	assert_close(crm_ranking_threshold(score, 8, 4), 5, 0);
	assert_close(crm_ranking_threshold(score, 8, 5), 2, 0);
	assert_close(crm_ranking_threshold(score, 8, 100), 1, 0);
	assert_close(crm_ranking_threshold(score, 8, 0), 9, 0);
	assert_close(crm_ranking_threshold(score + 2, 2, 1), 5, 0);
	assert_true(isnan(crm_ranking_threshold(score, 0, 1)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_auc_is_the_share_of_pairs_in_the_right_order),
		cmocka_unit_test(its_interval_is_newcombes_and_never_of_zero_width),
		cmocka_unit_test(the_difference_of_two_aucs_has_delongs_interval),
		cmocka_unit_test(what_cannot_be_told_apart_is_refused),
		cmocka_unit_test(the_chosen_are_measured_by_precision_recall_and_lift),
		cmocka_unit_test(equal_cases_are_chosen_together),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
