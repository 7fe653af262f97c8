/* What real.h promises. */
#include <float.h>
#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "real.h"

/* The text of a number, which reads back as the same number, bit by bit. */
static const char *
written(double value)
{
	static char out[REAL_SIZE];
	double back;

	real_format(value, out);
	assert_int_equal(real_parse(out, &back, NULL), 0);
	assert_memory_equal(&back, &value, sizeof value);
	return out;
}

static const char *
brief(double value)
{
	static char out[REAL_SIZE];

	return real_format_short(value, out);
}

static void
the_shortest_digits_that_are_the_same_number(void **state)
{
	(void)state;
	assert_string_equal(written(0), "0");
	assert_string_equal(written(0.1), "0.1");
	assert_string_equal(written(0.1 + 0.2), "0.30000000000000004");
	assert_string_equal(written(-0.7266), "-0.7266");
	assert_string_equal(written(1.0 / 3), "0.3333333333333333");
	assert_string_equal(written(-9582.4292), "-9582.4292");
	assert_string_equal(written(0.000001), "1e-06");
	assert_string_equal(written(0.00012), "0.00012");
	assert_string_equal(written(123456789.123456), "123456789.123456");
}

static void
exponents_only_where_numbers_are_very_small_or_large(void **state)
{
	(void)state;
	assert_string_equal(written(1e-5), "1e-05");
	assert_string_equal(written(0.0001), "0.0001");
	assert_string_equal(written(123456789012345), "123456789012345");
	assert_string_equal(written(1e15), "1e+15");
	assert_string_equal(written(DBL_MAX), "1.7976931348623157e+308");
	assert_string_equal(written(DBL_TRUE_MIN), "4.94065645841247e-324");
}

static void
any_number_reads_back_as_itself(void **state)
{
	uint64_t seed = 20261122;

	(void)state;
	for (int i = 0; i < 200000; i++) {
		double value;

		seed = seed * 6364136223846793005u + 1442695040888963407u;
		memcpy(&value, &seed, sizeof value);
		if (!isfinite(value))
			continue;
		assert_true(strlen(written(value)) < REAL_SIZE - 1);
		written(round(fmod(value, 1e6) * 1e6) / 1e6);
	}
}

static void
people_get_three_digits_and_the_whole_part(void **state)
{
	(void)state;
	assert_string_equal(brief(0), "0");
	assert_string_equal(brief(0.72662), "0.727");
	assert_string_equal(brief(1.2260), "1.23");
	assert_string_equal(brief(35.6), "35.6");
	assert_string_equal(brief(-35.64), "-35.6");
	assert_string_equal(brief(12345.6), "12346");
	assert_string_equal(brief(0.00123456), "0.00123");
	assert_string_equal(brief(1.5e-7), "1.5e-07");
	assert_string_equal(brief(2e18), "2e+18");
}

static void
what_is_no_number_is_refused_with_its_place(void **state)
{
	static const char *const wrong[] = { "", "x", "1,5", "12 ", "1.2.3", "inf", "nan", "1e999" };
	struct crm_fault why;
	double value = 7;

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_int_equal(real_parse(wrong[i], &value, &why), CRM_INVALID);
	assert_true(value == 7);
	assert_int_equal(real_parse("1,5", &value, &why), CRM_INVALID);
	assert_string_equal(why.text, "`1,5' is not a number");
	assert_int_equal(why.at, 1);
}

/* A locale whose decimal point is a comma, or NULL where there is none. */
static const char *
comma_locale(void)
{
	static const char *const names[] = { "de_DE.UTF-8", "de_AT.UTF-8", "fr_FR.UTF-8", "de_DE" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (setlocale(LC_NUMERIC, names[i]) && *localeconv()->decimal_point == ',')
			return names[i];
	return NULL;
}

static void
a_comma_of_the_locale_changes_nothing(void **state)
{
	(void)state;
	if (!comma_locale()) {
		puts("no locale with a comma is installed");
		skip();
	}
	assert_string_equal(written(1.0 / 3), "0.3333333333333333");
	assert_string_equal(brief(1.226), "1.23");
	setlocale(LC_NUMERIC, "C");
}

static void
measures_are_rounded_to_six_decimals(void **state)
{
	(void)state;
	assert_true(real_round(1.0 / 3) == 0.333333);
	assert_true(real_round(-2.0 / 3) == -0.666667);
	assert_true(real_round(1234.5) == 1234.5);
	assert_false(signbit(real_round(-1e-9)));
	assert_true(real_round(1e300) == 1e300);
	assert_true(real_round(-12345678901.25) == -12345678901.25);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_shortest_digits_that_are_the_same_number),
		cmocka_unit_test(exponents_only_where_numbers_are_very_small_or_large),
		cmocka_unit_test(any_number_reads_back_as_itself),
		cmocka_unit_test(people_get_three_digits_and_the_whole_part),
		cmocka_unit_test(what_is_no_number_is_refused_with_its_place),
		cmocka_unit_test(measures_are_rounded_to_six_decimals),
		cmocka_unit_test(a_comma_of_the_locale_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
