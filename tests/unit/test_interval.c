/* What metrics/interval.h promises. */
#include "metrics/interval.h"
#include "numbers.h"

static struct crm_interval
rate(uint64_t count, uint64_t of)
{
	struct crm_interval r;
	struct crm_fault    why;

	assert_int_equal(crm_rate(count, of, &r, &why), 0);
	return r;
}

/* Newcombe 1998, Statistics in Medicine 17, 857-872, table I, method 3. */
static void
rates_have_the_published_wilson_limits(void **state)
{
	static const struct { uint64_t count, of; double lo, hi; } published[] = {
		{ 81, 263, .2553, .3662 }, { 15, 148, .0624, .1605 },
		{ 0, 20, 0, .1611 },       { 1, 29, .0061, .1718 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof published / sizeof *published; i++) {
		struct crm_interval r = rate(published[i].count, published[i].of);

		assert_within(r.lo, published[i].lo, 5e-5);
		assert_within(r.hi, published[i].hi, 5e-5);
	}
}

static void
one_answer_is_not_certainty(void **state)
{
	struct crm_interval none = rate(0, 1), all = rate(1, 1);

	(void)state;
	assert_true(none.value == 0 && none.lo == 0);
	assert_close(none.hi, 0.793450685623, 1e-11);
	assert_true(all.value == 1 && all.hi == 1);
	assert_close(all.lo, 0.206549314377, 1e-11);
}

static void
every_rate_is_inside_of_its_interval(void **state)
{
	(void)state;
	for (uint64_t of = 1; of <= 60; of++)
		for (uint64_t count = 0; count <= of; count++) {
			struct crm_interval r = rate(count, of);

			assert_true(0 <= r.lo && r.lo <= r.value && r.value <= r.hi && r.hi <= 1);
			assert_true(r.hi - r.lo > 0);
			assert_close(r.lo, 1 - rate(of - count, of).hi, 1e-12);
		}
}

static void
counts_beyond_32_bits_are_fine(void **state)
{
	struct crm_interval r = rate(UINT64_C(3) << 40, UINT64_C(1) << 42);

	(void)state;
	assert_close(r.value, 0.75, 1e-15);
	assert_within(r.hi - r.lo, 2 * CRM_Z95 * sqrt(.1875 / 0x1p42), 1e-15);
}

static void
a_rate_of_nothing_is_refused(void **state)
{
	struct crm_interval r;
	struct crm_fault    why;

	(void)state;
	assert_int_equal(crm_rate(0, 0, &r, &why), CRM_INVALID);
	assert_string_equal(why.text, "there is nothing to take a rate of");
	assert_int_equal(crm_rate(3, 2, &r, &why), CRM_INVALID);
	assert_string_equal(why.text, "3 of 2 is no rate");
}

/* Newcombe 1998, Statistics in Medicine 17, 873-890, table II, method 10. */
static void
differences_of_rates_have_the_published_limits(void **state)
{
	static const struct { uint64_t a, m, b, n; double lo, hi; } published[] = {
		{ 56, 70, 48, 80, .0524, .3339 }, { 9, 10, 3, 10, .1705, .8090 },
		{ 6, 7, 2, 7, .0582, .8062 },     { 5, 56, 0, 29, -.0381, .1926 },
		{ 0, 10, 0, 20, -.1611, .2775 },  { 10, 10, 0, 10, .6075, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof published / sizeof *published; i++) {
		struct crm_interval d = crm_difference(rate(published[i].a, published[i].m),
		                                       rate(published[i].b, published[i].n));

		assert_within(d.lo, published[i].lo, 6e-5);
		assert_within(d.hi, published[i].hi, 6e-5);
	}
}

static void
a_difference_turned_round_changes_its_sign(void **state)
{
	struct crm_interval a = rate(7, 9), b = rate(20, 70);
	struct crm_interval d = crm_difference(a, b), e = crm_difference(b, a);

	(void)state;
	assert_close(d.value, -e.value, 1e-15);
	assert_close(d.lo, -e.hi, 1e-15);
	assert_close(d.hi, -e.lo, 1e-15);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rates_have_the_published_wilson_limits),
		cmocka_unit_test(one_answer_is_not_certainty),
		cmocka_unit_test(every_rate_is_inside_of_its_interval),
		cmocka_unit_test(counts_beyond_32_bits_are_fine),
		cmocka_unit_test(a_rate_of_nothing_is_refused),
		cmocka_unit_test(differences_of_rates_have_the_published_limits),
		cmocka_unit_test(a_difference_turned_round_changes_its_sign),
	};

	return cmocka_run_group_tests_name("interval", tests, NULL, NULL);
}
