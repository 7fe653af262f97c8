/* What source.h promises. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "source.h"
#include "table.h"

#define BYTES(literal) literal, sizeof literal - 1

/* A file with these bytes, opened as a source. */
static int
open_bytes(struct source *s, const char *bytes, size_t n, const char *encoding,
           struct crm_fault *why)
{
	int fd = memfd_create("source", 0), error;

	assert_true(fd >= 0);
	for (size_t done = 0; done < n;) {
		ssize_t written = write(fd, bytes + done, n - done);

		assert_true(written > 0);
		done += (size_t)written;
	}
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	error = source_open(s, fd, "a file", encoding, why);
	s->close = true;
	return error;
}

/* The next line without its end; NULL at the end of the file. */
static const char *
next_line(struct source *s)
{
	static char out[1024];
	struct crm_fault why;
	size_t n;
	int found = source_line(s, &why);

	assert_true(found >= 0);
	if (!found)
		return NULL;
	n = s->at - s->begin;
	assert_true(n < sizeof out);
	memcpy(out, s->data + s->begin, n);
	while (n && (out[n - 1] == '\n' || out[n - 1] == '\r'))
		n--;
	out[n] = '\0';
	source_advance(s);
	return out;
}

static void
lines_come_one_by_one_and_are_counted(void **state)
{
	struct crm_fault why;
	struct source s;

	(void)state;
	assert_int_equal(open_bytes(&s, BYTES("one\r\n\nthree"), NULL, &why), 0);
	assert_int_equal(s.line, 1);
	assert_string_equal(next_line(&s), "one");
	assert_int_equal(s.line, 2);
	assert_string_equal(next_line(&s), "");
	assert_int_equal(s.line, 3);
	assert_string_equal(next_line(&s), "three");
	assert_null(next_line(&s));
	assert_int_equal(s.bytes, 11);
	assert_int_equal(s.total, 11);
	source_close(&s);
}

static void
an_empty_file_has_no_line(void **state)
{
	struct crm_fault why;
	struct source s;

	(void)state;
	assert_int_equal(open_bytes(&s, "", 0, NULL, &why), 0);
	assert_null(next_line(&s));
	source_close(&s);
}

static void
a_mark_of_utf8_is_no_text(void **state)
{
	struct crm_fault why;
	struct source s;

	(void)state;
	assert_int_equal(open_bytes(&s, BYTES("\xEF\xBB\xBF王\n"), NULL, &why), 0);
	assert_string_equal(next_line(&s), "王");
	source_close(&s);
}

static void
a_mark_of_utf16_is_believed_in_either_order(void **state)
{
	struct crm_fault why;
	struct source s;

	(void)state;
	assert_int_equal(open_bytes(&s, BYTES("\xFF\xFE\x8B\x73\n\0"), NULL, &why), 0);
	assert_string_equal(next_line(&s), "王");
	source_close(&s);
	assert_int_equal(open_bytes(&s, BYTES("\xFE\xFF\x73\x8B\0\n"), NULL, &why), 0);
	assert_string_equal(next_line(&s), "王");
	source_close(&s);
}

static void
big5_has_the_characters_that_windows_adds(void **state)
{
	struct crm_fault why;
	struct source s;

	(void)state;
	assert_int_equal(open_bytes(&s, BYTES("\xB3\xAF\xAC\xFC\n\xF9\xD8\n"), "big5", &why), 0);
	assert_string_equal(next_line(&s), "陳美");
	assert_string_equal(next_line(&s), "裏");
	source_close(&s);
}

static void
a_character_may_lie_across_two_reads(void **state)
{
	enum { LONG = 3 * 65536 };
	struct crm_fault why;
	struct source s;
	char *bytes = malloc(LONG);
	size_t lines = 0;
	const char *line;

	(void)state;
	assert_non_null(bytes);
	/* Lines of 7 bytes: one of the characters stands across each edge of a chunk. */
	for (size_t i = 0; i < LONG; i++)
		bytes[i] = "\xB3\xAF\xAC\xFC\xA4\xA4\n"[i % 7];
	assert_int_equal(open_bytes(&s, bytes, LONG / 7 * 7, "big5", &why), 0);
	for (; (line = next_line(&s)); lines++)
		assert_string_equal(line, "陳美中");
	assert_int_equal(lines, LONG / 7);
	source_close(&s);
	free(bytes);
}

static void
bytes_that_are_not_of_the_encoding_are_refused(void **state)
{
	struct crm_fault why;
	struct source s;
	int found;

	(void)state;
	assert_int_equal(open_bytes(&s, BYTES("ok\n\xFF\xFF\n"), "big5", &why), 0);
	while ((found = source_line(&s, &why)) > 0)
		source_advance(&s);
	assert_int_equal(found, CRM_INVALID);
	assert_non_null(strstr(why.text, "not of the encoding big5"));
	source_close(&s);
	/* A file that ends within a character. */
	assert_int_equal(open_bytes(&s, BYTES("ok\n\xB3"), "big5", &why), 0);
	while ((found = source_line(&s, &why)) > 0)
		source_advance(&s);
	assert_int_equal(found, CRM_INVALID);
	source_close(&s);
}

static void
an_encoding_that_is_none_is_refused(void **state)
{
	struct crm_fault why;
	struct source s;

	(void)state;
	assert_int_equal(open_bytes(&s, BYTES("a\n"), "klingon", &why), CRM_INVALID);
	assert_non_null(strstr(why.text, "`klingon' is not an encoding"));
	source_close(&s);
}

static void
a_rewind_brings_everything_back(void **state)
{
	enum { LONG = 300000 };
	char *bytes = malloc(LONG);
	struct crm_fault why;
	struct source s;

	(void)state;
	assert_non_null(bytes);
	for (size_t i = 0; i < LONG; i++)
		bytes[i] = i % 100 == 99 ? '\n' : (char)('a' + i / 100 % 26);
	assert_int_equal(open_bytes(&s, bytes, LONG, NULL, &why), 0);
	next_line(&s);
	source_keep(&s);
	for (int i = 1; i < 2900; i++)
		assert_int_equal(next_line(&s)[0], 'a' + i % 26);
	source_rewind(&s);
	assert_int_equal(s.line, 2);
	for (int i = 1; i < 3000; i++)
		assert_int_equal(next_line(&s)[0], 'a' + i % 26);
	assert_null(next_line(&s));
	source_close(&s);
	free(bytes);
}

static void
a_record_without_end_is_refused(void **state)
{
	size_t n = CRM_TABLE_RECORD_LIMIT + 100000;
	char *bytes = malloc(n);
	struct crm_fault why;
	struct source s;

	(void)state;
	assert_non_null(bytes);
	memset(bytes, 'a', n);
	assert_int_equal(open_bytes(&s, bytes, n, NULL, &why), 0);
	assert_int_equal(source_line(&s, &why), CRM_INVALID);
	assert_string_equal(why.text, "a record of more than 16 MB");
	source_close(&s);
	free(bytes);
}

static void
what_cannot_be_read_says_why(void **state)
{
	struct crm_fault why;
	struct source s;
	int fd = memfd_create("source", 0);

	(void)state;
	close(fd);
	assert_int_equal(source_open(&s, fd, "a file", NULL, &why), CRM_NO_FILE);
	assert_non_null(strstr(why.text, "cannot be read: "));
	source_close(&s);
}

static void
check_guess(const char *bytes, size_t n, const char *guess)
{
	struct crm_fault why;
	struct source s;
	const char *guessed;

	assert_int_equal(open_bytes(&s, bytes, n, NULL, &why), 0);
	guessed = source_guess(&s);
	if (guess)
		assert_string_equal(guessed, guess);
	else
		assert_null(guessed);
	source_close(&s);
}

static void
the_chinese_encoding_is_guessed_by_daily_characters(void **state)
{
	(void)state;
	/* 姓名,電話 and 姓名,电话; 客戶 and 客户 */
	check_guess(BYTES("\xA9\x6D\xA6\x57,\xB9\x71\xB8\xDC\n\xAB\xC8\xA4\xE1\n"), "big5");
	check_guess(BYTES("\xD0\xD5\xC3\xFB,\xB5\xE7\xBB\xB0\n\xBF\xCD\xBB\xA7\n"), "gb18030");
	check_guess(BYTES("plain\n"), NULL);
	check_guess(BYTES("\xFF\xFF\xFF\n"), NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_come_one_by_one_and_are_counted),
		cmocka_unit_test(an_empty_file_has_no_line),
		cmocka_unit_test(a_mark_of_utf8_is_no_text),
		cmocka_unit_test(a_mark_of_utf16_is_believed_in_either_order),
		cmocka_unit_test(big5_has_the_characters_that_windows_adds),
		cmocka_unit_test(a_character_may_lie_across_two_reads),
		cmocka_unit_test(bytes_that_are_not_of_the_encoding_are_refused),
		cmocka_unit_test(an_encoding_that_is_none_is_refused),
		cmocka_unit_test(a_rewind_brings_everything_back),
		cmocka_unit_test(a_record_without_end_is_refused),
		cmocka_unit_test(what_cannot_be_read_says_why),
		cmocka_unit_test(the_chinese_encoding_is_guessed_by_daily_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
