/* What scan.h promises. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "scan.h"

static void
full_width_characters_read_like_ascii(void **state)
{
	struct crm_fault why;
	struct scan s;
	int value;

	(void)state;
	assert_int_equal(scan_open(&s, "　＋３ ｄａｙｓ　", &why), 0);
	assert_string_equal(s.text, "+3 days");
	assert_true(scan_char(&s, '+'));
	assert_int_equal(scan_digits(&s, &value), 1);
	assert_int_equal(value, 3);
	assert_true(scan_blanks(&s));
	assert_false(scan_blanks(&s));
	assert_true(scan_text(&s, "DAYS"));
	assert_true(scan_end(&s));
}

static void
minus_and_yen_are_folded_and_the_rest_stays(void **state)
{
	struct crm_fault why;
	struct scan s;

	(void)state;
	assert_int_equal(scan_open(&s, "−１２￥～！下午", &why), 0);
	assert_string_equal(s.text, "-12\u00a5~!下午");
}

static void
what_is_empty_is_refused(void **state)
{
	struct crm_fault why;
	struct scan s;

	(void)state;
	assert_int_equal(scan_open(&s, "", &why), CRM_INVALID);
	assert_int_equal(scan_open(&s, " \t　 ", &why), CRM_INVALID);
	assert_string_equal(why.text, "there is nothing here");
}

static void
what_is_too_long_is_refused_and_the_longest_is_not(void **state)
{
	char text[3 * SCAN_SIZE + 1] = "";
	struct crm_fault why;
	struct scan s;

	(void)state;
	for (int i = 0; i < SCAN_SIZE - 1; i++)
		strcat(text, "９");
	assert_int_equal(scan_open(&s, text, &why), 0);
	assert_int_equal(strlen(s.text), SCAN_SIZE - 1);
	strcat(text, "9");
	assert_int_equal(scan_open(&s, text, &why), CRM_INVALID);
	assert_non_null(strstr(why.text, "is too long"));
	assert_int_equal(why.at, 3 * (SCAN_SIZE - 1));
}

static void
faults_point_into_the_text_as_given(void **state)
{
	struct crm_fault why;
	struct scan s;
	int value;

	(void)state;
	assert_int_equal(scan_open(&s, "　１２月", &why), 0);
	scan_digits(&s, &value);
	assert_int_equal(scan_fault(&s, s.at, "after %d", value), CRM_INVALID);
	assert_string_equal(why.text, "after 12");
	assert_int_equal(why.at, strlen("　１２"));
	scan_fault(&s, s.text, "at the begin");
	assert_int_equal(why.at, strlen("　"));
	assert_true(scan_text(&s, "月"));
	scan_fault(&s, s.at, "at the end");
	assert_int_equal(why.at, strlen("　１２月"));
}

static void
what_does_not_fit_is_not_read(void **state)
{
	struct crm_fault why;
	struct scan s;
	int value;

	(void)state;
	assert_int_equal(scan_open(&s, "to", &why), 0);
	assert_false(scan_char(&s, 'x'));
	assert_false(scan_text(&s, "today"));
	assert_int_equal(scan_digits(&s, &value), 0);
	assert_int_equal(value, 0);
	assert_ptr_equal(s.at, s.text);
}

static void
many_digits_are_counted_and_their_value_held(void **state)
{
	struct crm_fault why;
	struct scan s;
	int value;

	(void)state;
	assert_int_equal(scan_open(&s, "000000000000000000012", &why), 0);
	assert_int_equal(scan_digits(&s, &value), 21);
	assert_int_equal(value, 12);
	assert_int_equal(scan_open(&s, "99999999999999999999999999", &why), 0);
	assert_int_equal(scan_digits(&s, &value), 26);
	assert_int_equal(value, 999999999);
}

static void
a_name_is_read_from_its_first_three_letters_on(void **state)
{
	static const char *const days[] = { "monday", "tuesday", "wednesday" };
	static const struct { const char *text; int place; } cases[] = {
		{ "mon", 0 }, { "TUES", 1 }, { "Wednesday", 2 }, { "mo", -1 }, { "mont", -1 },
		{ "wednesdays", -1 }, { "mon.", 0 }, { "fri", -1 }
	};
	struct crm_fault why;
	struct scan s;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(scan_open(&s, cases[i].text, &why), 0);
		assert_int_equal(scan_name(&s, days, 3), cases[i].place);
		if (cases[i].place < 0)
			assert_ptr_equal(s.at, s.text);
		else
			assert_int_equal(scan_letters(&s), 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(full_width_characters_read_like_ascii),
		cmocka_unit_test(minus_and_yen_are_folded_and_the_rest_stays),
		cmocka_unit_test(what_is_empty_is_refused),
		cmocka_unit_test(what_is_too_long_is_refused_and_the_longest_is_not),
		cmocka_unit_test(faults_point_into_the_text_as_given),
		cmocka_unit_test(what_does_not_fit_is_not_read),
		cmocka_unit_test(many_digits_are_counted_and_their_value_held),
		cmocka_unit_test(a_name_is_read_from_its_first_three_letters_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
