/* What metrics/rfm.h promises. */
#include <stdlib.h>
#include <string.h>

#include "metrics/rfm.h"
#include "numbers.h"

#define OK(call) assert_int_equal((call), 0)

/* The scores of n values in a row, as digits. */
static const char *
scored(int scores, enum crm_rfm_measure measure, const int64_t *values, size_t n)
{
	static char text[64];
	struct crm_rfm rfm = { .scores = scores };
	struct crm_fault why;

	OK(crm_rfm_quantiles(&rfm, measure, values, n, &why));
	for (size_t i = 0; i < n; i++)
		text[i] = (char)('0' + crm_rfm_score(&rfm, measure, values[i]));
	text[n] = '\0';
	return text;
}

#define SCORED(scores, measure, ...) \
	scored(scores, measure, (const int64_t[]){ __VA_ARGS__ }, \
	       sizeof((const int64_t[]){ __VA_ARGS__ }) / sizeof(int64_t))

static void
scores_part_customers_into_groups_of_a_size(void **state)
{
	(void)state;
	assert_string_equal(SCORED(5, CRM_FREQUENCY, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), "1122334455");
	assert_string_equal(SCORED(5, CRM_FREQUENCY, 50, 10, 40, 20, 30), "51423");
	assert_string_equal(SCORED(3, CRM_MONETARY, -5, 0, 7), "123");
	assert_string_equal(SCORED(4, CRM_MONETARY, 1, 2, 3, 4, 5, 6), "122344");
}

static void
fewer_days_are_a_better_recency(void **state)
{
	(void)state;
	assert_string_equal(SCORED(5, CRM_RECENCY, 0, 10, 20, 30, 40), "54321");
}

static void
equal_customers_score_equal_where_their_middle_lies(void **state)
{
	(void)state;
	/* Six of ten bought once: their middle is at 0.3. */
	assert_string_equal(SCORED(5, CRM_FREQUENCY, 1, 1, 1, 1, 1, 1, 2, 2, 3, 9), "2222224455");
	assert_string_equal(SCORED(5, CRM_RECENCY, 1, 1, 1, 1, 1, 1, 2, 2, 3, 9), "4444442211");
	assert_string_equal(SCORED(5, CRM_RECENCY, 7, 7, 7), "333");
	assert_string_equal(SCORED(4, CRM_MONETARY, 7), "3");
}

static void
nobody_is_no_trouble(void **state)
{
	struct crm_rfm rfm = { .scores = 5 };
	struct crm_fault why;

	(void)state;
	OK(crm_rfm_quantiles(&rfm, CRM_MONETARY, NULL, 0, &why));
	assert_int_equal(crm_rfm_score(&rfm, CRM_MONETARY, 1000), 1);
}

/* By counting the worse and the equal, one customer at a time. */
static void
scores_are_those_of_the_mid_distribution(void **state)
{
	enum { N = 997 };
	int64_t value[N];
	struct chance chance = { 3 };
	struct crm_fault why;

	(void)state;
	for (int i = 0; i < N; i++)
		value[i] = (int64_t)exponential(&chance, 0.1);
	for (int scores = CRM_RFM_FEWEST; scores <= CRM_RFM_MOST; scores++) {
		struct crm_rfm rfm = { .scores = scores };

		OK(crm_rfm_quantiles(&rfm, CRM_MONETARY, value, N, &why));
		for (int i = 0; i < N; i++) {
			int worse = 0, equal = 0;

			for (int k = 0; k < N; k++) {
				worse += value[k] < value[i];
				equal += value[k] == value[i];
			}
			assert_int_equal(crm_rfm_score(&rfm, CRM_MONETARY, value[i]),
			                 1 + scores * (2 * worse + equal) / (2 * N));
		}
	}
}

static void
a_limit_is_reached_by_a_value_equal_to_it(void **state)
{
	struct crm_rfm rfm = { .scores = 3 };
	struct crm_fault why;

	(void)state;
	OK(crm_rfm_fix(&rfm, CRM_MONETARY, (const int64_t[]){ 500, 100 }, 2, &why));
	assert_int_equal(crm_rfm_score(&rfm, CRM_MONETARY, 99), 1);
	assert_int_equal(crm_rfm_score(&rfm, CRM_MONETARY, 100), 2);
	assert_int_equal(crm_rfm_score(&rfm, CRM_MONETARY, 499), 2);
	assert_int_equal(crm_rfm_score(&rfm, CRM_MONETARY, 500), 3);
	OK(crm_rfm_fix(&rfm, CRM_RECENCY, (const int64_t[]){ 30, 90 }, 2, &why));
	assert_int_equal(crm_rfm_score(&rfm, CRM_RECENCY, 0), 3);
	assert_int_equal(crm_rfm_score(&rfm, CRM_RECENCY, 30), 3);
	assert_int_equal(crm_rfm_score(&rfm, CRM_RECENCY, 31), 2);
	assert_int_equal(crm_rfm_score(&rfm, CRM_RECENCY, 90), 2);
	assert_int_equal(crm_rfm_score(&rfm, CRM_RECENCY, 91), 1);
}

static void
limits_that_cannot_be_are_refused(void **state)
{
	struct crm_rfm rfm = { .scores = 3 }, two = { .scores = 2 }, eleven = { .scores = 11 };
	const int64_t values[] = { 1, 2, 3, 1 };
	struct crm_fault why;

	(void)state;
	assert_int_equal(crm_rfm_fix(&rfm, CRM_MONETARY, values, 3, &why), CRM_INVALID);
	assert_string_equal(why.text, "3 scores have 2 limits between them, not 3");
	assert_int_equal(crm_rfm_fix(&rfm, CRM_MONETARY, values, 0, &why), CRM_INVALID);
	rfm.scores = 5;
	assert_int_equal(crm_rfm_fix(&rfm, CRM_MONETARY, values, 4, &why), CRM_INVALID);
	assert_string_equal(why.text, "two limits are the same");
	assert_int_equal(crm_rfm_fix(&two, CRM_MONETARY, values, 1, &why), CRM_INVALID);
	assert_string_equal(why.text, "there are 3 to 10 scores");
	assert_int_equal(crm_rfm_quantiles(&eleven, CRM_MONETARY, values, 3, &why), CRM_INVALID);
}

/* The segments of all F + M for one R, as letters. */
static const char *
segments(int scores, int recency, bool once)
{
	static const char letter[CRM_SEGMENTS] = { 'h', 'p', 'n', 'r', 'l' };
	static char text[32];
	const struct crm_rfm rfm = { .scores = scores };
	int n = 0;

	for (int both = 2; both <= 2 * scores; both++) {
		const int score[] = { recency, both / 2, both - both / 2 };

		text[n++] = letter[crm_rfm_segment(&rfm, score, once)];
	}
	text[n] = '\0';
	return text;
}

static void
everyone_is_in_one_segment(void **state)
{
	(void)state;
	assert_string_equal(segments(5, 5, false), "pppppphhh");
	assert_string_equal(segments(5, 3, false), "pppppphhh");
	assert_string_equal(segments(5, 2, false), "llllrrrrr");
	assert_string_equal(segments(5, 1, false), "llllrrrrr");
	assert_string_equal(segments(5, 5, true), "nnnnnnnnn");
	assert_string_equal(segments(5, 4, true), "nnnnnnnnn");
	assert_string_equal(segments(5, 3, true), "pppppphhh");
	assert_string_equal(segments(5, 1, true), "llllrrrrr");
}

static void
segments_scale_with_the_number_of_scores(void **state)
{
	(void)state;
	assert_string_equal(segments(3, 3, false), "ppphh");
	assert_string_equal(segments(3, 1, false), "llrrr");
	assert_string_equal(segments(3, 2, true), "nnnnn");
	assert_string_equal(segments(10, 5, false), "pppppppppppppphhhhh");
	assert_string_equal(segments(10, 4, false), "llllllllllrrrrrrrrr");
	assert_string_equal(segments(10, 7, true), "nnnnnnnnnnnnnnnnnnn");
	assert_string_equal(segments(10, 6, true), "pppppppppppppphhhhh");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scores_part_customers_into_groups_of_a_size),
		cmocka_unit_test(fewer_days_are_a_better_recency),
		cmocka_unit_test(equal_customers_score_equal_where_their_middle_lies),
		cmocka_unit_test(nobody_is_no_trouble),
		cmocka_unit_test(scores_are_those_of_the_mid_distribution),
		cmocka_unit_test(a_limit_is_reached_by_a_value_equal_to_it),
		cmocka_unit_test(limits_that_cannot_be_are_refused),
		cmocka_unit_test(everyone_is_in_one_segment),
		cmocka_unit_test(segments_scale_with_the_number_of_scores),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
