/* What unicode.h promises. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <utf8proc.h>

#include "unicode.h"
#include "unicode_han.h"

#define BYTES(literal) (literal), sizeof (literal) - 1

static void
check_fold(const char *text, const char *wanted)
{
	char *folded = crm_fold(text);

	assert_non_null(folded);
	assert_string_equal(folded, wanted);
	free(folded);
}

static void
check_normal(const char *text, const char *wanted)
{
	char *normal = crm_normalise(text);

	assert_non_null(normal);
	assert_string_equal(normal, wanted);
	free(normal);
}

static void
check_truncated(const char *text, size_t cells, const char *wanted)
{
	char *truncated = crm_truncate(text, cells);

	assert_string_equal(truncated, wanted);
	free(truncated);
}

static void
check_fault_at(const char *bytes, size_t length, size_t at, const char *sentence)
{
	struct crm_fault why;

	assert_int_equal(crm_utf8_check(bytes, length, &why), CRM_INVALID);
	assert_int_equal(why.at, at);
	assert_string_equal(why.text, sentence);
}

static void
utf8_of_every_length_is_valid(void **state)
{
	struct crm_fault why;

	(void)state;
	assert_int_equal(crm_utf8_check(BYTES(""), &why), 0);
	assert_int_equal(crm_utf8_check(BYTES("a long ASCII text, more than eight"), &why), 0);
	assert_int_equal(crm_utf8_check(BYTES("é 台 𠀀 \U0010FFFF ASCII again and again"), &why), 0);
}

static void
the_first_bad_byte_is_named(void **state)
{
	(void)state;
	check_fault_at(BYTES("abc\xA5\x40"), 3, "byte 0xA5 at offset 3 is not UTF-8");
	check_fault_at(BYTES("台北\xE5\x8C"), 6, "byte 0xE5 at offset 6 is not UTF-8");
	check_fault_at(BYTES("twelve bytes\xFF"), 12, "byte 0xFF at offset 12 is not UTF-8");
}

static void
overlong_surrogate_and_too_large_are_not_utf8(void **state)
{
	(void)state;
	check_fault_at(BYTES("\xC0\xAF"), 0, "byte 0xC0 at offset 0 is not UTF-8");
	check_fault_at(BYTES("\xE0\x80\xAF"), 0, "byte 0xE0 at offset 0 is not UTF-8");
	check_fault_at(BYTES("\xED\xA0\x80"), 0, "byte 0xED at offset 0 is not UTF-8");
	check_fault_at(BYTES("\xF4\x90\x80\x80"), 0, "byte 0xF4 at offset 0 is not UTF-8");
}

static void
nul_is_refused_wherever_it_stands(void **state)
{
	char             text[32];
	struct crm_fault why;

	(void)state;
	for (size_t i = 0; i < sizeof text; i++) {
		memset(text, 'x', sizeof text);
		text[i] = '\0';
		assert_int_equal(crm_utf8_check(text, sizeof text, &why), CRM_INVALID);
		assert_int_equal(why.at, i);
	}
	check_fault_at(BYTES("台\0"), 3, "a NUL byte at offset 3");
}

static void
normal_form_composes_and_trims_blanks_of_any_script(void **state)
{
	(void)state;
	check_normal("Jose\u0301", "Jos\u00E9");
	check_normal(" \t\n王小明\r\n ", "王小明");
	check_normal("\u3000\u00A0\uFEFF王 小\u3000明\u200B", "王 小\u3000明");
	check_normal("か\u3099", "が");
	check_normal("\u3000 ", "");
	check_normal("", "");
	check_normal("ＡＢＣ", "ＡＢＣ");
}

static void
fold_knows_no_case(void **state)
{
	(void)state;
	check_fold("GmbH & Co. KG", "gmbh & co. kg");
	check_fold("Straße", "strasse");
	check_fold("ΌΣΟΣ", "οσοσ");
	check_fold("İSTANBUL ısı", "istanbul isi");
}

static void
fold_knows_no_width(void **state)
{
	(void)state;
	check_fold("ＡＢＣ１２３", "abc123");
	check_fold("ｶﾞｷﾞｸﾞ", "ガギグ");
	check_fold("ガギグ", "ガギグ");
	check_fold("㈱東芝", "(株)东芝");
}

static void
fold_drops_diacritics_but_not_letters(void **state)
{
	(void)state;
	check_fold("José", "jose");
	check_fold("Jose\u0301", "jose");
	check_fold("Đặng Søren Łódź", "dang soren lodz");
	check_fold("か", "か");
	check_fold("が", "が");
	check_fold("한글", "한글");
	check_fold("हिन्दी", "हिन्दी");
}

static void
fold_makes_traditional_and_simplified_alike(void **state)
{
	(void)state;
	check_fold("臺灣", "台湾");
	check_fold("台灣", "台湾");
	check_fold("台湾", "台湾");
	check_fold("客戶關係", "客户关系");
	check_fold("說説说", "说说说");
	check_fold("頭髮發達", "头发发达");
	check_fold("乾乾淨淨", "干干净净");
	check_fold("眞峯", "真峰");
	check_fold("三人", "三人");
}

static void
fold_leaves_one_blank_between_words(void **state)
{
	(void)state;
	check_fold("  a \t\r\n b  ", "a b");
	check_fold("王\u3000 小\u00A0明\u3000", "王 小 明");
	check_fold("so\u00ADft\u200Bly", "softly");
	check_fold(" ", "");
	check_fold("\u3000", "");
	check_fold("", "");
}

static void
fold_of_long_texts_is_whole(void **state)
{
	const size_t n = 100000;
	char        *text = malloc(3 * n + 1), *folded;

	(void)state;
	for (size_t i = 0; i < n; i++)
		memcpy(text + 3 * i, "灣", 4);
	folded = crm_fold(text);
	assert_int_equal(strlen(folded), 3 * n);
	assert_string_equal(folded + 3 * (n - 1), "湾");
	free(folded);
	free(text);
}

static void
what_is_not_utf8_has_no_fold(void **state)
{
	(void)state;
	assert_null(crm_fold("\xA5\x40"));
	assert_null(crm_normalise("\xA5\x40"));
}

static void
folding_any_character_twice_changes_nothing(void **state)
{
	char text[8] = { 0 };

	(void)state;
	for (int32_t point = 1; point < 0x110000; point++) {
		char *once, *twice;

		if (point >= 0xD800 && point <= 0xDFFF)
			continue;
		text[utf8proc_encode_char(point, (utf8proc_uint8_t *)text)] = '\0';
		once = crm_fold(text);
		twice = crm_fold(once);
		if (strcmp(once, twice) != 0)
			fail_msg("U+%04X folds to `%s' and then to `%s'", (unsigned)point, once, twice);
		free(once);
		free(twice);
	}
}

static void
a_simplified_character_is_its_own_variant(void **state)
{
	size_t variants = 0;

	(void)state;
	for (int32_t point = 0; point < 0x20000; point++) {
		int32_t simple = han_simplified(point);

		assert_int_equal(han_simplified(simple), simple);
		variants += simple != point;
	}
	assert_int_equal(variants, 3182);
	assert_int_equal(han_simplified(-1), -1);
}

static void
width_counts_cells(void **state)
{
	(void)state;
	assert_int_equal(crm_width(""), 0);
	assert_int_equal(crm_width("abc"), 3);
	assert_int_equal(crm_width("王小明"), 6);
	assert_int_equal(crm_width("ＡＢ"), 4);
	assert_int_equal(crm_width("ｱｲ"), 2);
	assert_int_equal(crm_width("Jose\u0301"), 4);
	assert_int_equal(crm_width("😀"), 2);
	assert_int_equal(crm_width("\033\x7F"), 0);
	assert_int_equal(crm_width("\xFF\xFE"), 2);
}

static void
truncation_fits_and_says_that_it_cut(void **state)
{
	(void)state;
	check_truncated("王小明", 6, "王小明");
	check_truncated("王小明", 5, "王小…");
	check_truncated("王小明", 4, "王…");
	check_truncated("王小明", 2, "…");
	check_truncated("王小明", 1, "…");
	check_truncated("王小明", 0, "");
	check_truncated("", 0, "");
	check_truncated("abc", 3, "abc");
	check_truncated("abcd", 3, "ab…");
}

/* The lines of a text, bars between. */
static void
check_wrapped(const char *text, size_t cells, const char *wanted)
{
	char lines[200], *end = lines;

	do {
		size_t n = crm_wrap(text, cells);

		assert_true(n > 0 || !*text);
		end = mempcpy(end, text, n);
		text += n;
		while (*text == ' ')
			text++;
		*end++ = '|';
	} while (*text);
	end[-1] = '\0';
	assert_string_equal(lines, wanted);
}

static void
lines_end_at_blanks_wide_characters_and_commas(void **state)
{
	(void)state;
	check_wrapped("", 5, "");
	check_wrapped("due today", 9, "due today");
	check_wrapped("due today", 8, "due|today");
	check_wrapped("due  today", 4, "due|toda|y");
	check_wrapped("due   ", 3, "due");
	check_wrapped("extraordinary", 5, "extra|ordin|ary");
	check_wrapped("王小明 台北", 6, "王小明|台北");
	check_wrapped("王小明台北", 5, "王小|明台|北");
	check_wrapped("in 台北 or 台中", 7, "in 台北|or 台中");
	check_wrapped("ref,customer,when", 14, "ref,customer,|when");
	check_wrapped("spent 28,297.26", 9, "spent|28,297.26");
	check_wrapped("台", 1, "台");
	check_wrapped("台\u0301北\u0301", 1, "台\u0301|北\u0301");
	check_wrapped("台\u0301北", 2, "台\u0301|北");
	check_wrapped("e\u0301e\u0301", 1, "e\u0301|e\u0301");
}

static void
truncation_keeps_marks_with_their_letter(void **state)
{
	(void)state;
	check_truncated("Jose\u0301 M", 5, "Jose\u0301…");
	check_truncated("Jose\u0301", 4, "Jose\u0301");
	check_truncated("Jose\u0301x", 4, "Jos…");
}

static void
nothing_steers_a_terminal(void **state)
{
	char *visible = crm_visible("\033[31mred\a\t\n\r\x7F \xC2\x9B"
	                            "1m \u202Eabc\u2066 \xFF\\ 王");

	(void)state;
	assert_string_equal(visible, "\\x1b[31mred\\x07\\t\\n\\r\\x7f \\u009b1m \\u202eabc\\u2066 "
	                             "\\xff\\ 王");
	free(visible);
	visible = crm_visible_but("\033[31m\t\n\r\u202E", "\t\n");
	assert_string_equal(visible, "\\x1b[31m\t\n\\r\\u202e");
	free(visible);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(utf8_of_every_length_is_valid),
		cmocka_unit_test(the_first_bad_byte_is_named),
		cmocka_unit_test(overlong_surrogate_and_too_large_are_not_utf8),
		cmocka_unit_test(nul_is_refused_wherever_it_stands),
		cmocka_unit_test(normal_form_composes_and_trims_blanks_of_any_script),
		cmocka_unit_test(fold_knows_no_case),
		cmocka_unit_test(fold_knows_no_width),
		cmocka_unit_test(fold_drops_diacritics_but_not_letters),
		cmocka_unit_test(fold_makes_traditional_and_simplified_alike),
		cmocka_unit_test(fold_leaves_one_blank_between_words),
		cmocka_unit_test(fold_of_long_texts_is_whole),
		cmocka_unit_test(what_is_not_utf8_has_no_fold),
		cmocka_unit_test(folding_any_character_twice_changes_nothing),
		cmocka_unit_test(a_simplified_character_is_its_own_variant),
		cmocka_unit_test(width_counts_cells),
		cmocka_unit_test(truncation_fits_and_says_that_it_cut),
		cmocka_unit_test(lines_end_at_blanks_wide_characters_and_commas),
		cmocka_unit_test(truncation_keeps_marks_with_their_letter),
		cmocka_unit_test(nothing_steers_a_terminal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
