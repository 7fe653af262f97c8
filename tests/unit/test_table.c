/*
 * What table.h promises.  A file becomes one text: the names, then the rows with the
 * line each begins on, then or between them what is wrong:
 *
 *	name,city / 2:王小明,台北 / 3! 1 value where the header has 2
 */
#include <errno.h>
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

#include "table.h"

#define BYTES(literal) (literal), sizeof (literal) - 1

static const struct crm_table_options CSV = { .format = CRM_TABLE_CSV, .header = CRM_HEADER_YES };

/* A file in memory with these bytes, at its beginning. */
static int
file_of(const char *bytes, size_t length)
{
	int fd = memfd_create("table", 0);

	assert_int_equal(write(fd, bytes, length), length);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

static void
put_names(struct crm_table *table, FILE *out)
{
	const char *const *names;
	size_t             n = crm_table_names(table, &names);

	for (size_t i = 0; i < n; i++)
		fprintf(out, "%s%s", i ? "," : "", names[i]);
}

static void
put_row(const struct crm_table_row *row, FILE *out)
{
	fprintf(out, " / %zu:", row->line);
	for (size_t i = 0; i < row->n; i++)
		fprintf(out, "%s%s", i ? "," : "", row->values[i]);
}

static void
put_rows(struct crm_table *table, FILE *out)
{
	struct crm_table_row row;
	struct crm_fault     why;
	int                  got;

	while ((got = crm_table_next(table, &row, &why)) != 0) {
		if (got > 0)
			put_row(&row, out);
		else
			fprintf(out, " / %zu! %s", row.line, why.text);
	}
}

/* What is read from a descriptor, to be freed. */
static char *
all_of(int fd, const struct crm_table_options *options)
{
	struct crm_table *table;
	struct crm_fault  why;
	char             *text;
	size_t            size;
	FILE             *out = open_memstream(&text, &size);

	if (crm_table_open_fd(&table, fd, "test", options, &why) == 0) {
		put_names(table, out);
		put_rows(table, out);
		crm_table_close(table);
	} else {
		assert_null(table);
		fprintf(out, "! %s", why.text);
	}
	fclose(out);
	close(fd);
	return text;
}

static void
check_reads(const char *bytes, size_t length, const struct crm_table_options *options,
            const char *wanted)
{
	char *text = all_of(file_of(bytes, length), options);

	assert_string_equal(text, wanted);
	free(text);
}

/* --- CSV -------------------------------------------------------------------- */

static void
csv_has_quotes_doubled_quotes_and_line_ends_inside(void **state)
{
	(void)state;
	check_reads(BYTES("name,note\n\"Chen, Mei\",\"said \"\"yes\"\"\"\n\"two\nlines\",b\nc,\"\"\n"),
	            NULL, "name,note / 2:Chen, Mei,said \"yes\" / 3:two\nlines,b / 5:c,");
}

static void
a_mark_and_crlf_leave_no_trace(void **state)
{
	(void)state;
	check_reads(BYTES("\xEF\xBB\xBFname,city\r\n王,台北\r\n\"李\",\"高雄\"\r\n"), NULL,
	            "name,city / 2:王,台北 / 3:李,高雄");
}

static void
the_last_line_may_lack_its_end(void **state)
{
	(void)state;
	check_reads(BYTES("a,b\n1,2"), NULL, "a,b / 2:1,2");
	check_reads(BYTES("a,b\n1,\"2\""), NULL, "a,b / 2:1,2");
	check_reads(BYTES("a,b\n1,"), NULL, "a,b / 2:1,");
	check_reads(BYTES("a\tb\n1\t"), NULL, "a,b / 2:1,");
}

static void
lines_may_end_with_cr_alone(void **state)
{
	(void)state;
	check_reads(BYTES("a,b\r1,2\r\"x\ry\",3\r4,5"), NULL, "a,b / 2:1,2 / 3:x\ry,3 / 5:4,5");
}

static void
empty_lines_are_passed_over_and_counted(void **state)
{
	(void)state;
	check_reads(BYTES("\n\na,b\n\n1,2\n  \n3,4\n\n"), NULL, "a,b / 5:1,2 / 7:3,4");
}

static void
an_empty_line_in_a_file_of_one_column_is_a_row_where_asked(void **state)
{
	const struct crm_table_options empty = { .empty_rows = true };

	(void)state;
	check_reads(BYTES("score\n9\n\n10\n\n"), &empty, "score / 2:9 / 3: / 4:10 / 5:");
	check_reads(BYTES("score\n9\n\n10\n"), NULL, "score / 2:9 / 4:10");
	check_reads(BYTES("a,b\n1,2\n\n3,4\n"), &empty, "a,b / 2:1,2 / 4:3,4");
}

static void
blanks_around_a_bare_value_go(void **state)
{
	(void)state;
	check_reads(BYTES("a, b\n 1 , \" 2 \" \n"), NULL, "a,b / 2:1, 2 ");
}

/* The same values in lines with quotes, which another way reads, and in lines without. */
static void
lines_with_and_without_quotes_read_alike(void **state)
{
	(void)state;
	check_reads(BYTES("a,b,c\n 1\t,, 3 4 \n\" \",2,\n , ,\n\"\",,\n,\t 2,\r\n,\"2\",\r\nx,y,z"), NULL,
	            "a,b,c / 2:1,,3 4 / 3: ,2, / 4:,, / 5:,, / 6:,2, / 7:,2, / 8:x,y,z");
	check_reads(BYTES("a;b\n1,5;\t2\n1,5;\"2\"\n"), NULL, "a,b / 2:1,5,2 / 3:1,5,2");
	check_reads(BYTES("a,b\n1,2\r3,4\n5,6\r\r\n7,8\n"), NULL,
	            "a,b / 2! a carriage return ends a row inside of the line / 3:5,6 / 4:7,8");
}

static void
separators_are_found_or_told(void **state)
{
	const struct crm_table_options semicolon = { .separator = ';' };
	const struct crm_table_options tab = { .format = CRM_TABLE_CSV };

	(void)state;
	check_reads(BYTES("a;b\n\"1;0\";2,5\n"), NULL, "a,b / 2:1;0,2,5");
	check_reads(BYTES("a|b\n1|2\n"), NULL, "a,b / 2:1,2");
	check_reads(BYTES("\"a,b,c\";d\n1;2\n"), NULL, "a,b,c,d / 2:1,2");
	check_reads(BYTES("a,b,c;d\n1;2\n"), &semicolon, "a,b,c,d / 2:1,2");
	check_reads(BYTES("a\tb\n\"1\t0\"\t2\n"), &tab, "a,b / 2:1\t0,2");
	check_reads(BYTES("\"a\"\tb\n\"1\"\t2\n"), NULL, "a,b / 2:1,2");
	check_reads(BYTES("name\n王\n"), NULL, "name / 2:王");
}

static void
an_open_quote_names_the_line_it_opens_on(void **state)
{
	(void)state;
	check_reads(BYTES("a,b\n1,2\n3,\"open\nand\nmore\n"), NULL,
	            "a,b / 2:1,2 / 3! the quote that opens here is never closed");
	check_reads(BYTES("a,b\n\"x\ny\",\"open\nend"), NULL,
	            "a,b / 3! the quote that opens here is never closed");
	check_reads(BYTES("\"a,b\n1,2\n"), NULL, "! line 1: the quote that opens here is never closed");
}

static void
a_stray_quote_spoils_its_line_only(void **state)
{
	(void)state;
	check_reads(BYTES("a,b\n5\" pipe,1\n\"x\"y,2\n3,4\n"), NULL,
	            "a,b / 2! a quote inside a value: a value with quotes stands in quotes, and they "
	            "are doubled / 3! a quote inside a value: a value with quotes stands in quotes, and "
	            "they are doubled / 4:3,4");
}

static void
short_and_long_rows_say_what_was_expected(void **state)
{
	const struct crm_table_options none = { .header = CRM_HEADER_NO };

	(void)state;
	check_reads(BYTES("a,b\n1\n1,2,3\n1,2\n"), NULL,
	            "a,b / 2! 1 value where the header has 2 / 3! 3 values where the header has 2 / 4:1,2");
	check_reads(BYTES("1,2\n3\n"), &none,
	            "column1,column2 / 1:1,2 / 2! 1 value where the first row has 2");
}

static void
nul_and_invalid_utf8_name_their_line(void **state)
{
	(void)state;
	check_reads(BYTES("a,b\n1,\0\n2,3\n"), NULL, "a,b / 2! a NUL byte at offset 2 / 3:2,3");
	check_reads(BYTES("a,b\n1,\xFF\n2,3\n"), NULL,
	            "a,b / 2! byte 0xFF at offset 2 is not UTF-8 / 3:2,3");
	check_reads(BYTES("a,b\n\"1\n2\n\xFF\",3\n"), NULL,
	            "a,b / 4! byte 0xFF at offset 5 is not UTF-8");
	check_reads(BYTES("a\0,b\n"), NULL, "! line 1: a NUL byte at offset 1");
}

/* --- header ----------------------------------------------------------------- */

static void
a_first_row_of_data_is_no_header(void **state)
{
	const struct crm_table_options yes = { .header = CRM_HEADER_YES };

	(void)state;
	check_reads(BYTES("1,1997-01-01,11.77\n2,1997-01-12,12.00\n"), NULL,
	            "column1,column2,column3 / 1:1,1997-01-01,11.77 / 2:2,1997-01-12,12.00");
	check_reads(BYTES("王,mei@example.com\n"), NULL, "column1,column2 / 1:王,mei@example.com");
	check_reads(BYTES("name,2024\nx,1\n"), &yes, "name,2024 / 2:x,1");
	check_reads(BYTES("姓名,電話2\n王,02\n"), NULL, "姓名,電話2 / 2:王,02");
}

static void
names_are_whole_and_differ(void **state)
{
	(void)state;
	check_reads(BYTES("email,,email, email ,\"\"\na,b,c,d,e\n"), NULL,
	            "email,column2,email_2,email_3,column5 / 2:a,b,c,d,e");
	check_reads(BYTES("column2,,email_2,email,email\na,b,c,d,e\n"), NULL,
	            "column2,column_2,email_2,email,email_3 / 2:a,b,c,d,e");
}

static void
an_empty_file_has_no_names_and_no_rows(void **state)
{
	(void)state;
	check_reads(BYTES(""), NULL, "");
	check_reads(BYTES("\n \n"), NULL, "");
	check_reads(BYTES("\xEF\xBB\xBF"), NULL, "");
	check_reads(BYTES("a,b\n"), &CSV, "a,b");
}

/* --- TSV -------------------------------------------------------------------- */

static void
tsv_is_the_form_of_streams(void **state)
{
	(void)state;
	check_reads(BYTES("id\tnote\n1\t\\\\a\\tb\\nc\\r\n2\t\"quoted\" 5\"\n\t\n"), NULL,
	            "id,note / 2:1,\\a\tb\nc\r / 3:2,\"quoted\" 5\" / 4:,");
}

static void
a_broken_escape_spoils_its_line_only(void **state)
{
	char *text = all_of(file_of(BYTES("a\tb\n1\t\\x\n2\t3\n")), NULL);

	(void)state;
	assert_ptr_equal(strstr(text, "a,b / 2! "), text);
	assert_non_null(strstr(text, " / 3:2,3"));
	free(text);
}

/* --- JSON ------------------------------------------------------------------- */

static void
json_lines_give_texts_numbers_and_what_is_nested(void **state)
{
	(void)state;
	check_reads(BYTES("{\"name\":\"王\",\"n\":12300.50,\"i\":7,\"t\":true,\"x\":null,\"l\":[1,{\"a\":0.5}]}\n"),
	            NULL, "name,n,i,t,x,l / 1:王,12300.5,7,yes,,[1,{\"a\":0.5}]");
}

static void
json_keys_may_be_missing_moved_or_late(void **state)
{
	(void)state;
	check_reads(BYTES("{\"a\":1,\"b\":2}\n\n{\"b\":4,\"a\":3}\n{\"c\":5}\n"), NULL,
	            "a,b,c / 1:1,2, / 3:3,4, / 4:,,5");
}

static void
a_key_beyond_the_sample_appends_a_name(void **state)
{
	struct crm_table     *table;
	struct crm_table_row  row;
	struct crm_fault      why;
	const char *const    *names;
	char                  text[4096] = "";
	int                   fd;

	(void)state;
	for (int i = 0; i < 150; i++)
		strcat(text, "{\"a\":1}\n");
	strcat(text, "{\"a\":2,\"late\":3}\n");
	fd = file_of(text, strlen(text));
	assert_int_equal(crm_table_open_fd(&table, fd, "test", NULL, &why), 0);
	assert_int_equal(crm_table_names(table, &names), 1);
	for (int i = 0; i < 151; i++)
		assert_int_equal(crm_table_next(table, &row, &why), 1);
	assert_int_equal(row.n, 2);
	assert_string_equal(row.values[1], "3");
	assert_int_equal(crm_table_names(table, &names), 2);
	assert_string_equal(names[1], "late");
	crm_table_close(table);
	close(fd);
}

static void
a_json_array_of_objects_is_rows_too(void **state)
{
	(void)state;
	check_reads(BYTES("[{\"a\":\"}\\\"{\"},{\"a\":2}]"), NULL, "a / 1:}\"{ / 1:2");
	check_reads(BYTES("\n[\n {\n  \"a\": 1,\n  \"b\": {\"c\": []}\n },\n {\"a\": 2}\n]\n"), NULL,
	            "a,b / 3:1,{\"c\":[]} / 7:2,");
	check_reads(BYTES("[]"), NULL, "");
}

static void
broken_json_spoils_what_it_must(void **state)
{
	(void)state;
	check_reads(BYTES("{\"a\":1}\n{\"a\":}\n[1]\n{\"a\":1,\"a\":2}\n{\"a\":3}\n"), NULL,
	            "a / 1:1 / 2! broken JSON: unexpected token near '}' / 3! a record is a JSON object: "
	            "{\"name\": \"value\", ...} / 4! broken JSON: duplicate object key near '\"a\"' / 5:3");
	check_reads(BYTES("[{\"a\":1},\n{\"a\":"), NULL,
	            "a / 1:1 / 2! the object that begins here is never closed");
	check_reads(BYTES("[{\"a\":1}\n"), NULL, "a / 1:1 / 2! the array is not closed: a ] is missing");
	check_reads(BYTES("[1,2]"), NULL,
	            " / 1! an array of objects is wanted: [{\"name\": \"value\", ...}, ...]");
	check_reads(BYTES("[{\"a\":1}] x"), NULL, "a / 1:1 / 1! something follows the array's end");
	check_reads(BYTES("{\"a\":\"\xFF\"}\n{\"a\":1}\n"), NULL,
	            "a / 1! byte 0xFF at offset 6 is not UTF-8 / 2:1");
}

/* --- encodings -------------------------------------------------------------- */

#define BIG5_FILE "name,city\n\xB3\xAF\xAC\xFC,\xBB\x4F\xA5\x5F\n\xA7\xF5\xA4\x6A,\xB0\xAA\xB6\xAF\n"
#define GB_FILE   "name,city\n\xB3\xC2\xC3\xC0,\xCC\xA8\xB1\xB1\n\xC0\xEE\xB4\xF3,\xB8\xDF\xD0\xDB\n"

static void
other_encodings_are_read_when_told(void **state)
{
	const struct crm_table_options big5 = { .encoding = "big5" }, gb = { .encoding = "GB18030" };
	const struct crm_table_options utf8 = { .encoding = "UTF-8" }, odd = { .encoding = "klingon" };

	(void)state;
	check_reads(BYTES(BIG5_FILE), &big5, "name,city / 2:陳美,臺北 / 3:李大,高雄");
	check_reads(BYTES(GB_FILE), &gb, "name,city / 2:陈美,台北 / 3:李大,高雄");
	check_reads(BYTES("name\n王\n"), &utf8, "name / 2:王");
	check_reads(BYTES("name\n"), &odd, "! `klingon' is not an encoding; try big5, gb18030 or utf-16");
}

static void
a_mark_of_utf16_is_enough(void **state)
{
	(void)state;
	check_reads(BYTES("\xFF\xFE"
	                  "a\0\t\0b\0\r\0\n\0"
	                  "1\0\t\0\x8B\x73\r\0\n\0"),
	            NULL,
	            "a,b / 2:1,王");
	check_reads(BYTES("\xFE\xFF\0a\0,\0b\0\n\0"
	                  "1\0,\x73\x8B"),
	            NULL, "a,b / 2:1,王");
}

static void
bytes_that_look_like_an_encoding_are_hinted_at_once(void **state)
{
	(void)state;
	check_reads(BYTES(BIG5_FILE), NULL,
	            "name,city / 2! byte 0xB3 is not UTF-8: try --encoding big5 / "
	            "3! byte 0xA7 at offset 0 is not UTF-8");
	check_reads(BYTES(GB_FILE), NULL,
	            "name,city / 2! byte 0xB3 is not UTF-8: try --encoding gb18030 / "
	            "3! byte 0xC0 at offset 0 is not UTF-8");
}

static void
bytes_that_are_not_of_the_encoding_end_the_file(void **state)
{
	const struct crm_table_options big5 = { .encoding = "big5" };

	(void)state;
	check_reads(BYTES("a,b\n1,2\n3,\xFF\xFF\n4,5\n"), &big5,
	            "a,b / 2:1,2 / 3! there are bytes that are not of the encoding big5");
	check_reads(BYTES("a,b\n1,\xB3"), &big5,
	            "a,b / 2! there are bytes that are not of the encoding big5");
}

/* --- size ------------------------------------------------------------------- */

/* A header, a record with a value of n bytes, and one more record. */
static char *
long_record(size_t n, const char *before, const char *after, size_t *length)
{
	char *bytes = malloc(n + 64);
	int   head = sprintf(bytes, "a,b\n%s", before);

	memset(bytes + head, 'x', n);
	*length = (size_t)head + n + (size_t)sprintf(bytes + head + n, "%s", after);
	return bytes;
}

static void
a_line_of_10_mb_is_read(void **state)
{
	size_t                length, n = 10u << 20;
	char                 *bytes = long_record(n, "1,", "\n2,3\n", &length);
	int                   fd = file_of(bytes, length);
	struct crm_table     *table;
	struct crm_table_row  row;
	struct crm_fault      why;

	(void)state;
	assert_int_equal(crm_table_open_fd(&table, fd, "long", NULL, &why), 0);
	assert_int_equal(crm_table_next(table, &row, &why), 1);
	assert_int_equal(strlen(row.values[1]), n);
	assert_int_equal(row.length, n + 2);
	assert_int_equal(crm_table_next(table, &row, &why), 1);
	assert_int_equal(row.line, 3);
	assert_string_equal(row.values[1], "3");
	assert_int_equal(crm_table_next(table, &row, &why), 0);
	crm_table_close(table);
	close(fd);
	free(bytes);
}

static void
a_record_beyond_the_limit_is_refused(void **state)
{
	size_t length;
	char  *bytes = long_record(CRM_TABLE_RECORD_LIMIT + 1, "1,", "\n2,3\n", &length);

	(void)state;
	check_reads(bytes, length, NULL, "a,b / 2! a record of more than 16 MB");
	free(bytes);
	bytes = long_record(CRM_TABLE_RECORD_LIMIT + 1, "1,\"", "\n2,3\n", &length);
	check_reads(bytes, length, NULL, "a,b / 2! a record of more than 16 MB");
	for (size_t i = 100; i < length; i += 100)
		bytes[i] = '\n';
	check_reads(bytes, length, NULL, "a,b / 2! the quote that opens here is not closed within 16 MB");
	free(bytes);
}

static void
what_comes_in_drops_is_read_all_the_same(void **state)
{
	static const char bytes[] = "\xEF\xBB\xBFname,note\r\n王,\"a\r\nb\"\r\n李,c\r\n";
	int               pipe_fd[2];
	char             *text;

	(void)state;
	assert_int_equal(pipe(pipe_fd), 0);
	if (fork() == 0) {
		for (size_t i = 0; i < sizeof bytes - 1; i++) {
			if (write(pipe_fd[1], bytes + i, 1) != 1)
				_exit(1);
			usleep(200);
		}
		_exit(0);
	}
	close(pipe_fd[1]);
	text = all_of(pipe_fd[0], NULL);
	assert_string_equal(text, "name,note / 2:王,a\r\nb / 4:李,c");
	free(text);
}

/* --- the rest --------------------------------------------------------------- */

static void
a_sample_is_given_again(void **state)
{
	int                   fd = file_of(BYTES("a\n1\n2\n3\n"));
	struct crm_table     *table;
	struct crm_table_row  row;
	struct crm_fault      why;

	(void)state;
	assert_int_equal(crm_table_open_fd(&table, fd, "test", &CSV, &why), 0);
	assert_int_equal(crm_table_rewind(table), CRM_BUG);
	crm_table_sample(table, 2);
	assert_int_equal(crm_table_next(table, &row, &why), 1);
	assert_int_equal(crm_table_next(table, &row, &why), 1);
	assert_string_equal(row.values[0], "2");
	assert_int_equal(crm_table_next(table, &row, &why), 0);
	assert_int_equal(crm_table_rewind(table), 0);
	for (int i = 1; i <= 3; i++) {
		assert_int_equal(crm_table_next(table, &row, &why), 1);
		assert_int_equal(atoi(row.values[0]), i);
		assert_int_equal(row.line, i + 1);
	}
	assert_int_equal(crm_table_next(table, &row, &why), 0);
	crm_table_close(table);
	close(fd);
}

static void
a_sample_may_reach_the_end_and_beyond_a_window(void **state)
{
	enum { ROWS = 100000 };
	char                 *bytes = malloc(ROWS * 20 + 10);
	size_t                length = (size_t)sprintf(bytes, "a,b\n"), sampled = 0, rows = 0;
	struct crm_table     *table;
	struct crm_table_row  row;
	struct crm_fault      why;
	int                   fd;

	(void)state;
	for (int i = 0; i < ROWS; i++)
		length += (size_t)sprintf(bytes + length, "%d,xxxxxxxxxx\n", i);
	fd = file_of(bytes, length);
	assert_int_equal(crm_table_open_fd(&table, fd, "test", NULL, &why), 0);
	crm_table_sample(table, ROWS);
	while (crm_table_next(table, &row, &why) > 0)
		sampled++;
	assert_in_range(sampled, CRM_TABLE_SAMPLE_LIMIT / 20, ROWS - 1);
	assert_int_equal(crm_table_rewind(table), 0);
	for (; crm_table_next(table, &row, &why) > 0; rows++)
		assert_int_equal(atoi(row.values[0]), rows);
	assert_int_equal(rows, ROWS);
	crm_table_close(table);
	close(fd);
	free(bytes);
}

static void
a_bad_record_is_kept_as_it_stood(void **state)
{
	int                   fd = file_of(BYTES("a,b\n 1 ,\"x\"\"y\"\r\nalone\r\n"));
	struct crm_table     *table;
	struct crm_table_row  row;
	struct crm_fault      why;

	(void)state;
	assert_int_equal(crm_table_open_fd(&table, fd, "test", NULL, &why), 0);
	assert_int_equal(crm_table_next(table, &row, &why), 1);
	assert_int_equal(row.length, strlen(" 1 ,\"x\"\"y\""));
	assert_memory_equal(row.raw, " 1 ,\"x\"\"y\"", row.length);
	assert_int_equal(crm_table_next(table, &row, &why), CRM_INVALID);
	assert_int_equal(row.length, 5);
	assert_memory_equal(row.raw, "alone", 5);
	crm_table_close(table);
	close(fd);
}

static void
progress_is_bytes_of_the_file(void **state)
{
	int                   fd = file_of(BYTES(BIG5_FILE));
	uint64_t              total;
	struct crm_table     *table;
	struct crm_table_row  row;
	struct crm_fault      why;

	(void)state;
	assert_int_equal(crm_table_open_fd(&table, fd, "test", &(struct crm_table_options){
		.encoding = "big5" }, &why), 0);
	while (crm_table_next(table, &row, &why) > 0)
		;
	assert_int_equal(crm_table_bytes(table, &total), sizeof BIG5_FILE - 1);
	assert_int_equal(total, sizeof BIG5_FILE - 1);
	crm_table_close(table);
	close(fd);
}

static void
what_cannot_be_opened_or_read_says_why(void **state)
{
	struct crm_table *table;
	struct crm_fault  why;

	(void)state;
	assert_int_equal(crm_table_open(&table, "/nonexistent/x.csv", NULL, &why), CRM_NO_FILE);
	assert_int_equal(errno, ENOENT);
	assert_null(table);
	assert_string_equal(why.text, "cannot be opened: No such file or directory");
	assert_int_equal(crm_table_open(&table, "/", NULL, &why), CRM_NO_FILE);
	assert_int_equal(errno, EISDIR);
	assert_string_equal(why.text, "cannot be read: Is a directory");
	crm_table_close(NULL);
}

static void
tabs_in_a_file_named_csv_separate_quoted_values(void **state)
{
	char                  path[] = "/tmp/table-XXXXXX.csv";
	int                   fd = mkstemps(path, 4);
	struct crm_table     *table;
	struct crm_table_row  row;
	struct crm_fault      why;

	(void)state;
	assert_int_equal(write(fd, "a\tb\n\"1\"\t2\n", 10), 10);
	close(fd);
	assert_int_equal(crm_table_open(&table, path, NULL, &why), 0);
	unlink(path);
	assert_string_equal(crm_table_name(table), path);
	assert_true(crm_table_has_header(table));
	assert_int_equal(crm_table_next(table, &row, &why), 1);
	assert_string_equal(row.values[0], "1");
	crm_table_close(table);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(csv_has_quotes_doubled_quotes_and_line_ends_inside),
		cmocka_unit_test(a_mark_and_crlf_leave_no_trace),
		cmocka_unit_test(the_last_line_may_lack_its_end),
		cmocka_unit_test(lines_may_end_with_cr_alone),
		cmocka_unit_test(empty_lines_are_passed_over_and_counted),
		cmocka_unit_test(an_empty_line_in_a_file_of_one_column_is_a_row_where_asked),
		cmocka_unit_test(blanks_around_a_bare_value_go),
		cmocka_unit_test(lines_with_and_without_quotes_read_alike),
		cmocka_unit_test(separators_are_found_or_told),
		cmocka_unit_test(an_open_quote_names_the_line_it_opens_on),
		cmocka_unit_test(a_stray_quote_spoils_its_line_only),
		cmocka_unit_test(short_and_long_rows_say_what_was_expected),
		cmocka_unit_test(nul_and_invalid_utf8_name_their_line),
		cmocka_unit_test(a_first_row_of_data_is_no_header),
		cmocka_unit_test(names_are_whole_and_differ),
		cmocka_unit_test(an_empty_file_has_no_names_and_no_rows),
		cmocka_unit_test(tsv_is_the_form_of_streams),
		cmocka_unit_test(a_broken_escape_spoils_its_line_only),
		cmocka_unit_test(json_lines_give_texts_numbers_and_what_is_nested),
		cmocka_unit_test(json_keys_may_be_missing_moved_or_late),
		cmocka_unit_test(a_key_beyond_the_sample_appends_a_name),
		cmocka_unit_test(a_json_array_of_objects_is_rows_too),
		cmocka_unit_test(broken_json_spoils_what_it_must),
		cmocka_unit_test(other_encodings_are_read_when_told),
		cmocka_unit_test(a_mark_of_utf16_is_enough),
		cmocka_unit_test(bytes_that_look_like_an_encoding_are_hinted_at_once),
		cmocka_unit_test(bytes_that_are_not_of_the_encoding_end_the_file),
		cmocka_unit_test(a_line_of_10_mb_is_read),
		cmocka_unit_test(a_record_beyond_the_limit_is_refused),
		cmocka_unit_test(what_comes_in_drops_is_read_all_the_same),
		cmocka_unit_test(a_sample_is_given_again),
		cmocka_unit_test(a_sample_may_reach_the_end_and_beyond_a_window),
		cmocka_unit_test(a_bad_record_is_kept_as_it_stood),
		cmocka_unit_test(progress_is_bytes_of_the_file),
		cmocka_unit_test(what_cannot_be_opened_or_read_says_why),
		cmocka_unit_test(tabs_in_a_file_named_csv_separate_quoted_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
