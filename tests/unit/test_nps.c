/* What metrics/nps.h promises. */
#include "metrics/nps.h"
#include "numbers.h"

static struct crm_nps
measure(uint64_t promoters, uint64_t passives, uint64_t detractors)
{
	struct crm_nps_counts counts = { promoters, passives, detractors };
	struct crm_fault      why;
	struct crm_nps        nps;

	assert_int_equal(crm_nps_measure(&counts, &nps, &why), 0);
	return nps;
}

static void
answers_are_sorted_at_seven_and_nine(void **state)
{
	static const int64_t  promoters[] = { 9, 10 }, passives[] = { 7, 8 };
	struct crm_nps_counts counts = { 0 };
	struct crm_fault      why;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(crm_nps_count(&counts, promoters[i], &why), 0);
		assert_int_equal(counts.promoters, i + 1);
		assert_int_equal(crm_nps_count(&counts, passives[i], &why), 0);
		assert_int_equal(counts.passives, i + 1);
	}
	for (int64_t score = 0; score <= 6; score++)
		assert_int_equal(crm_nps_count(&counts, score, &why), 0);
	assert_int_equal(counts.detractors, 7);
	assert_int_equal(counts.promoters + counts.passives, 4);
}

static void
answers_outside_of_0_to_10_are_refused_and_not_counted(void **state)
{
	static const int64_t  wrong[] = { -1, 11, INT64_MIN, INT64_MAX };
	struct crm_nps_counts counts = { 0 };
	struct crm_fault      why;

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_int_equal(crm_nps_count(&counts, wrong[i], &why), CRM_INVALID);
	assert_int_equal(crm_nps_count(&counts, 11, &why), CRM_INVALID);
	assert_string_equal(why.text, "a score is a whole number from 0 to 10, not 11");
	assert_int_equal(counts.promoters + counts.passives + counts.detractors, 0);
}

static void
the_score_is_in_points_and_its_variance_multinomial(void **state)
{
	struct crm_nps nps = measure(50, 30, 20);

	(void)state;
	assert_int_equal(nps.n, 100);
	assert_close(nps.promoters.value, 0.5, 1e-15);
	assert_close(nps.passives.value, 0.3, 1e-15);
	assert_close(nps.detractors.value, 0.2, 1e-15);
	assert_close(nps.score.value, 30, 1e-14);
	assert_close(nps.variance, 1e4 * (0.7 - 0.09) / 100, 1e-14);
}

/*
 * Limits by direct search: for each score the likelihood is maximised over the
 * share of detractors by golden section, with 30 digits.
 */
static void
limits_are_those_of_the_score_test(void **state)
{
	static const struct { uint64_t p, n, d; double lo, hi; } reference[] = {
		{ 5, 3, 2, -21.659219749, 67.5277887988 },
		{ 50, 30, 20, 13.9551416142, 44.3393066336 },
		{ 450, 300, 250, 14.9103022543, 24.9712164428 },
		{ 1, 0, 1, -81.0937588532, 81.0937588532 },
		{ 2, 0, 5, -83.5562151992, 28.2131096335 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof reference / sizeof *reference; i++) {
		struct crm_nps nps = measure(reference[i].p, reference[i].n, reference[i].d);

		assert_within(nps.score.lo, reference[i].lo, 1e-9);
		assert_within(nps.score.hi, reference[i].hi, 1e-9);
	}
}

static void
one_answer_and_equal_answers_are_no_certainty(void **state)
{
	static const struct { uint64_t p, n, d; double value, lo, hi; } reference[] = {
		{ 1, 0, 0, 100, -58.6901371246, 100 },
		{ 0, 1, 0, 0, -79.3450685623, 79.3450685623 },
		{ 0, 0, 1, -100, -100, 58.6901371246 },
		{ 10, 0, 0, 100, 44.4934400274, 100 },
		{ 0, 10, 0, 0, -27.7532799863, 27.7532799863 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof reference / sizeof *reference; i++) {
		struct crm_nps nps = measure(reference[i].p, reference[i].n, reference[i].d);

		assert_within(nps.variance, 0, 0);
		assert_within(nps.score.value, reference[i].value, 0);
		assert_within(nps.score.lo, reference[i].lo, 1e-9);
		assert_within(nps.score.hi, reference[i].hi, 1e-9);
	}
}

static void
every_score_is_inside_of_its_interval_and_mirrored_in_a_mirror(void **state)
{
	(void)state;
	for (uint64_t p = 0; p <= 9; p++)
		for (uint64_t n = 0; n <= 9; n++)
			for (uint64_t d = p + n == 0; d <= 9; d++) {
				struct crm_interval s = measure(p, n, d).score;
				struct crm_interval m = measure(d, n, p).score;

				assert_true(-100 <= s.lo && s.lo <= s.value);
				assert_true(s.value <= s.hi && s.hi <= 100);
				assert_true(s.hi - s.lo > 10);
				assert_within(s.lo, -m.hi, 1e-9);
			}
}

static void
many_answers_have_the_interval_of_their_variance(void **state)
{
	struct crm_nps nps = measure(50000000, 30000000, 20000000);

	(void)state;
	assert_close(nps.score.hi - nps.score.lo, 2 * CRM_Z95 * sqrt(nps.variance), 1e-6);
}

/* Every possible sample of n answers with its probability: how often is the truth inside? */
static void
intervals_hold_the_truth_as_often_as_they_say(void **state)
{
	const double promoter = 0.45, detractor = 0.2;
	const int    n = 40;
	double       covered = 0;

	(void)state;
	for (int p = 0; p <= n; p++)
		for (int d = 0; p + d <= n; d++) {
			struct crm_interval s = measure((uint64_t)p, (uint64_t)(n - p - d),
			                                (uint64_t)d).score;

			if (s.lo <= 25 && 25 <= s.hi)
				covered += exp(lgamma(n + 1) - lgamma(p + 1) - lgamma(d + 1) -
				               lgamma(n - p - d + 1) + p * log(promoter) +
				               d * log(detractor) +
				               (n - p - d) * log(1 - promoter - detractor));
		}
	assert_within(covered, 0.95, 0.01);
}

static void
no_answers_are_refused(void **state)
{
	struct crm_nps_counts counts = { 0 };
	struct crm_fault      why;
	struct crm_nps        nps;

	(void)state;
	assert_int_equal(crm_nps_measure(&counts, &nps, &why), CRM_INVALID);
	assert_string_equal(why.text, "there are no answers to score");
}

static void
a_difference_stands_on_the_limits_of_both(void **state)
{
	struct crm_nps      a = measure(50, 30, 20), b = measure(5, 3, 2);
	struct crm_interval d = crm_nps_difference(&a, &b), none = crm_nps_difference(&a, &a);

	(void)state;
	assert_within(d.value, 0, 1e-12);
	assert_close(d.lo, -hypot(30 - 13.9551416142, 67.5277887988 - 30), 1e-10);
	assert_close(d.hi, hypot(44.3393066336 - 30, 30 + 21.659219749), 1e-10);
	assert_within(none.value, 0, 0);
	assert_true(none.lo < 0 && none.hi > 0);
}

static void
a_response_rate_needs_invitations(void **state)
{
	struct crm_interval rate;
	struct crm_fault    why;

	(void)state;
	assert_int_equal(crm_nps_response_rate(81, 263, &rate, &why), 0);
	assert_within(rate.lo, .2553, 5e-5);
	assert_int_equal(crm_nps_response_rate(0, 0, &rate, &why), CRM_INVALID);
	assert_string_equal(why.text, "nobody was invited to answer");
	assert_int_equal(crm_nps_response_rate(4, 3, &rate, &why), CRM_INVALID);
	assert_string_equal(why.text, "there are more answers (4) than invitations (3)");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_are_sorted_at_seven_and_nine),
		cmocka_unit_test(answers_outside_of_0_to_10_are_refused_and_not_counted),
		cmocka_unit_test(the_score_is_in_points_and_its_variance_multinomial),
		cmocka_unit_test(limits_are_those_of_the_score_test),
		cmocka_unit_test(one_answer_and_equal_answers_are_no_certainty),
		cmocka_unit_test(every_score_is_inside_of_its_interval_and_mirrored_in_a_mirror),
		cmocka_unit_test(many_answers_have_the_interval_of_their_variance),
		cmocka_unit_test(intervals_hold_the_truth_as_often_as_they_say),
		cmocka_unit_test(no_answers_are_refused),
		cmocka_unit_test(a_difference_stands_on_the_limits_of_both),
		cmocka_unit_test(a_response_rate_needs_invitations),
	};

	return cmocka_run_group_tests_name("nps", tests, NULL, NULL);
}
