/* What fault.h promises. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fault.h"

static void
a_fault_says_what_and_where_and_is_invalid(void **state)
{
	struct crm_fault why;

	(void)state;
	assert_int_equal(crm_fault(&why, 5, "there is no month %d", 13), CRM_INVALID);
	assert_string_equal(why.text, "there is no month 13");
	assert_int_equal(why.at, 5);
}

static void
who_wants_no_reason_gets_none(void **state)
{
	(void)state;
	assert_int_equal(crm_fault(NULL, 0, "%s", "unheard"), CRM_INVALID);
}

static void
what_steers_a_terminal_becomes_question_marks(void **state)
{
	struct crm_fault why;

	(void)state;
	crm_fault(&why, 0, "`%s'", "a\033[31m\nb\177\302\233c");
	assert_string_equal(why.text, "`a?[31m?b??c'");
}

static void
bytes_that_are_no_text_become_question_marks(void **state)
{
	struct crm_fault why;

	(void)state;
	crm_fault(&why, 0, "%s", "a\377b\300\200c\355\240\200d王");
	assert_string_equal(why.text, "a?b??c???d王");
}

static void
a_long_sentence_ends_with_a_whole_character(void **state)
{
	struct crm_fault why;
	char text[3 * 200 + 1];

	(void)state;
	for (size_t lead = 0; lead < 4; lead++) {
		memset(text, '-', lead);
		for (size_t i = 0; i + lead < 180; i++)
			memcpy(text + lead + 3 * i, "王", 4);
		crm_fault(&why, 0, "%s", text);
		assert_true(strlen(why.text) < sizeof why.text);
		assert_true(strlen(why.text) > sizeof why.text - 4);
		assert_int_equal((strlen(why.text) - lead) % 3, 0);
		assert_null(strchr(why.text, '?'));
	}
}

static void
a_quotation_is_cut_between_characters(void **state)
{
	char text[200];

	(void)state;
	assert_int_equal(crm_fault_clip(""), 0);
	assert_int_equal(crm_fault_clip("2026-02-31"), 10);
	memset(text, 'a', 60);
	text[60] = '\0';
	assert_int_equal(crm_fault_clip(text), 60);
	memcpy(text + 59, "王", 4);
	assert_int_equal(crm_fault_clip(text), 59);
	memcpy(text + 57, "王王", 7);
	assert_int_equal(crm_fault_clip(text), 60);
	memcpy(text + 58, "\xF0\x9F\x98\x80", 5);
	assert_int_equal(crm_fault_clip(text), 58);
}

static void
a_quotation_of_stray_bytes_comes_to_an_end(void **state)
{
	char text[200];

	(void)state;
	memset(text, 0x80, sizeof text - 1);
	text[sizeof text - 1] = '\0';
	assert_in_range(crm_fault_clip(text), 56, 60);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_fault_says_what_and_where_and_is_invalid),
		cmocka_unit_test(who_wants_no_reason_gets_none),
		cmocka_unit_test(what_steers_a_terminal_becomes_question_marks),
		cmocka_unit_test(bytes_that_are_no_text_become_question_marks),
		cmocka_unit_test(a_long_sentence_ends_with_a_whole_character),
		cmocka_unit_test(a_quotation_is_cut_between_characters),
		cmocka_unit_test(a_quotation_of_stray_bytes_comes_to_an_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
