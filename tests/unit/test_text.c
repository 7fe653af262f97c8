/* What text.h promises. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "text.h"
#include "unicode.h"

struct thing {
	int64_t         id;
	char           *name, *city, *secret;
	struct crm_int  count, day, at, amount, quantity, flag;
	struct crm_real rate;
};

extern const struct crm_type thing_type;

#define AT(member) .offset = offsetof(struct thing, member)

static const struct crm_field fields[] = {
	{ "id",       CRM_ID,      AT(id), .of = &thing_type },
	{ "name",     CRM_TEXT,    AT(name) },
	{ "city",     CRM_TEXT,    AT(city) },
	{ "secret",   CRM_TEXT,    AT(secret), .flags = CRM_HIDDEN },
	{ "count",    CRM_INT,     AT(count) },
	{ "day",      CRM_DAY,     AT(day) },
	{ "at",       CRM_TIME,    AT(at) },
	{ "amount",   CRM_MONEY,   AT(amount) },
	{ "quantity", CRM_DECIMAL, AT(quantity), .scale = 6 },
	{ "flag",     CRM_BOOL,    AT(flag) },
	{ "rate",     CRM_REAL,    AT(rate) },
	{ 0 }
};

const struct crm_type thing_type = {
	.name = "thing", .letter = 'C', .size = sizeof(struct thing), .fields = fields
};

static const struct crm_context context = { .currency = "USD", .me = "amy" };

static const struct crm_layout plain = { .header = true, .context = &context };

/* --- helpers -------------------------------------------------------------------------------- */

static bool
known(void *aux, const char *name)
{
	(void)aux;
	return strcmp(name, "customer.name") == 0 || crm_field(&thing_type, name) != NULL;
}

static FILE *
file_of(const char *bytes, size_t n)
{
	FILE *file = tmpfile();

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, n, file), n);
	rewind(file);
	return file;
}

/* All that a stream says: a=b,c=d; for a record, !2 reason; for a bad line. */
static char *
told_bytes(const char *bytes, size_t n)
{
	static char told[1 << 16];
	FILE *in = file_of(bytes, n), *out = fmemopen(told, sizeof told, "w");
	struct crm_stream *stream;
	const struct crm_line *line;
	struct crm_fault why;
	int got;

	told[0] = '\0';
	assert_int_equal(crm_stream_open(&stream, in, known, NULL), 0);
	while ((got = crm_stream_next(stream, &line, &why)) != 0) {
		if (got < 0)
			fprintf(out, "!%zu %s", line->number, why.text);
		for (size_t i = 0; got > 0 && i < line->n; i++)
			fprintf(out, "%s%s=%s", i ? "," : "", line->names[i], line->values[i]);
		fputs("; ", out);
	}
	crm_stream_close(stream);
	fclose(in);
	fclose(out);
	return told;
}

static char *
told(const char *text)
{
	return told_bytes(text, strlen(text));
}

static void
says(const char *text, const char *part)
{
	char *said = told(text);

	if (!strstr(said, part))
		fail_msg("says `%s', not `%s'", said, part);
}

/* What a writer makes of records; to be freed. */
static char *
written(const struct crm_layout *layout, const struct thing *things, size_t n)
{
	struct crm_writer *writer;
	char *text;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (crm_writer_open(&writer, out, &thing_type, layout))
		fail_msg("%s", crm_writer_message(writer));
	for (size_t i = 0; i < n; i++)
		assert_int_equal(crm_writer_put(writer, &things[i]), 0);
	assert_int_equal(crm_writer_close(writer), 0);
	fclose(out);
	return text;
}

static void
writes(const struct crm_layout *layout, const struct thing *things, size_t n, const char *expected)
{
	char *text = written(layout, things, n);

	assert_string_equal(text, expected);
	free(text);
}

/* --- in ------------------------------------------------------------------------------------- */

static void
a_stream_has_a_header_and_records(void **state)
{
	(void)state;
	assert_string_equal(told("id\tname\nC1\tAda\nC2\t\n"), "id=C1,name=Ada; id=C2,name=; ");
	assert_string_equal(told("id\tname\nC1\tAda"), "id=C1,name=Ada; ");
	assert_string_equal(told("id\n"), "");
	assert_string_equal(told(""), "");
}

static void
a_header_may_stand_anywhere(void **state)
{
	(void)state;
	assert_string_equal(told("id\tname\nC1\tAda\nname\tid\nBob\tC2\n"),
	                    "id=C1,name=Ada; name=Bob,id=C2; ");
	assert_string_equal(told("C1\nC2\nid\tcity\nC3\tRome\n"),
	                    "id=C1; id=C2; id=C3,city=Rome; ");
	assert_string_equal(told("id\tname\nC1\tAda\nid\tname\nC2\tBob\n"),
	                    "id=C1,name=Ada; id=C2,name=Bob; ");
	assert_string_equal(told("customer.name\nAda\n"), "customer.name=Ada; ");
}

static void
a_first_line_with_unknown_columns_is_a_header_a_later_one_is_not(void **state)
{
	(void)state;
	assert_string_equal(told("name\tcolour\nAda\tred\n"), "name=Ada,colour=red; ");
	assert_string_equal(told("id\tname\nname\tcolour\n"), "id=name,name=colour; ");
}

static void
without_a_header_the_first_field_is_the_id(void **state)
{
	(void)state;
	assert_string_equal(told("C1\tAda\tRome\nC2\nref:A b\t\n"), "id=C1; id=C2; id=ref:A b; ");
}

static void
the_heading_changes_when_the_names_do(void **state)
{
	static const char text[] = "C1\nid\tname\nC1\ta\nid\tname\nC1\tb\nid\tcity\nC1\tc\n";
	FILE *in = file_of(text, sizeof text - 1);
	struct crm_stream *stream;
	const struct crm_line *line;
	struct crm_fault why;
	unsigned heading[4];
	const char *header[4] = { NULL, "id\tname", "id\tname", "id\tcity" };

	(void)state;
	assert_int_equal(crm_stream_open(&stream, in, known, NULL), 0);
	for (int i = 0; i < 4; i++) {
		assert_int_equal(crm_stream_next(stream, &line, &why), 1);
		heading[i] = line->heading;
		if (header[i])
			assert_string_equal(line->header, header[i]);
		else
			assert_null(line->header);
	}
	assert_int_not_equal(heading[0], heading[1]);
	assert_int_equal(heading[1], heading[2]);
	assert_int_not_equal(heading[2], heading[3]);
	crm_stream_close(stream);
	fclose(in);
}

static void
escapes_are_undone_in_values(void **state)
{
	(void)state;
	assert_string_equal(told("id\tname\nC1\ta\\tb\\nc\\rd\\\\e\n"),
	                    "id=C1,name=a\tb\nc\rd\\e; ");
	assert_string_equal(told("id\tname\nC1\t\\\\n\n"), "id=C1,name=\\n; ");
	assert_string_equal(told("id\tname\nC1\ta\\q\nC2\tb\nC3\tb\\\n"),
	                    "!2 name: a backslash stands only before t, n, r or another backslash; "
	                    "id=C2,name=b; !4 name: a backslash stands only before t, n, r or"
	                    " another backslash; ");
}

static void
blank_lines_carriage_returns_and_a_byte_order_mark_are_dropped(void **state)
{
	(void)state;
	assert_string_equal(told("\xEF\xBB\xBFid\tname\r\n\r\n\nC1\tAda\r\n\nC2\tBob\r"),
	                    "id=C1,name=Ada; id=C2,name=Bob; ");
	assert_string_equal(told("\xEF\xBB\xBF{\"id\": \"C1\"}\n"), "id=C1; ");
	assert_string_equal(told("C1\n\uFEFFC2\n"), "id=C1; id=\uFEFFC2; ");
}

static void
a_bad_line_is_named_and_reading_goes_on(void **state)
{
	static const char nul[] = "id\tname\nC1\ta\0b\nC2\tx\n";

	(void)state;
	assert_string_equal(told("id\tname\nC1\nC2\tx\ty\nC3\tz\n"),
	                    "!2 1 field, but the header has 2; !3 3 fields, but the header has 2; "
	                    "id=C3,name=z; ");
	says("id\tname\n\nC1\t\xE5\x8F\nC2\tx\n", "!3 ");
	says("id\tname\n\nC1\t\xE5\x8F\nC2\tx\n", "UTF-8");
	says("id\tname\n\nC1\t\xE5\x8F\nC2\tx\n", "id=C2,name=x; ");
	assert_non_null(strstr(told_bytes(nul, sizeof nul - 1), "!2 "));
	assert_non_null(strstr(told_bytes(nul, sizeof nul - 1), "NUL"));
	assert_non_null(strstr(told_bytes(nul, sizeof nul - 1), "id=C2,name=x; "));
}

static void
what_follows_a_bad_header_is_not_guessed_at(void **state)
{
	static const char lost[] = "the header that this line needs could not be read";

	(void)state;
	says("id\tid\nC1\tC2\n", "!1 the header names column id twice; !2 the");
	says("id\tname\t\nC1\tC2\n", "!1 column 3 of the header has no name");
	says("id\tn\xFFme\nC1\tAda\nid\tname\nC2\tBob\n", lost);
	says("id\tn\xFFme\nC1\tAda\nid\tname\nC2\tBob\n", "id=C2,name=Bob; ");
	assert_null(strstr(told("id\tn\xFFme\nC1\tAda\nid\tname\nC2\tBob\n"), "id=C1"));
}

static void
a_bad_line_can_be_written_out_unchanged(void **state)
{
	static const char text[] = "id\nC1\0x\r\n";
	FILE *in = file_of(text, sizeof text - 1);
	struct crm_stream *stream;
	const struct crm_line *line;
	struct crm_fault why;

	(void)state;
	assert_int_equal(crm_stream_open(&stream, in, known, NULL), 0);
	assert_int_equal(crm_stream_next(stream, &line, &why), CRM_INVALID);
	assert_int_equal(line->length, 5);
	assert_memory_equal(line->raw, "C1\0x\r", 5);
	crm_stream_close(stream);
	fclose(in);
}

static void
a_line_over_16_megabytes_is_skipped(void **state)
{
	size_t n = 17 << 20, used;
	char *text = malloc(n + 100), *said;

	(void)state;
	used = (size_t)sprintf(text, "id\tname\nC1\t");
	memset(text + used, 'x', n);
	used += n + (size_t)sprintf(text + used + n, "\nC2\tAda\n");
	said = told_bytes(text, used);
	assert_string_equal(said, "!2 the line is longer than 16 MB; id=C2,name=Ada; ");
	free(text);
}

static void
a_long_line_is_read_whole(void **state)
{
	size_t n = 10 << 20, used;
	char *text = malloc(n + 100);
	struct crm_stream *stream;
	const struct crm_line *line;
	struct crm_fault why;
	FILE *in;

	(void)state;
	used = (size_t)sprintf(text, "id\tname\nC1\t");
	memset(text + used, 'x', n);
	in = file_of(text, used + n);
	assert_int_equal(crm_stream_open(&stream, in, known, NULL), 0);
	assert_int_equal(crm_stream_next(stream, &line, &why), 1);
	assert_int_equal(strlen(line->values[1]), n);
	assert_int_equal(crm_stream_next(stream, &line, &why), 0);
	crm_stream_close(stream);
	fclose(in);
	free(text);
}

static void
too_many_fields_are_refused(void **state)
{
	char *text = malloc(20000);

	(void)state;
	memset(text, '\t', 5000);
	strcpy(text + 5000, "\nid\nC1\n");
	assert_string_equal(told(text), "!1 more than 4096 fields; id=C1; ");
	free(text);
}

static void
json_lines_are_read_by_type(void **state)
{
	(void)state;
	assert_string_equal(told("{\"id\": \"C1\", \"name\": \"a\\tb\", \"count\": -7,"
	                         " \"flag\": true, \"rate\": 0.1, \"city\": null}\n\n{\"flag\": false}\n"),
	                    "id=C1,name=a\tb,count=-7,flag=yes,rate=0.1,city=; flag=no; ");
	assert_string_equal(told("{\"amount\": 12300.50}\n{\"amount\": 1e3}\n{\"amount\": 1e-3}"),
	                    "amount=12300.50; amount=1000; amount=0.001; ");
	assert_string_equal(told("{\"a\\\"b:\" :\t\"x\\\\\" , \"amount\": 12345678901234567.89,"
	                         "\"count\":-9223372036854775809}\r\n"),
	                    "a\"b:=x\\,amount=12345678901234567.89,count=-9223372036854775809; ");
}

static void
json_that_is_no_record_is_refused(void **state)
{
	(void)state;
	assert_string_equal(told("{\"id\": \"C1\"}\n{\"name\": [1]}\n{\"name\": {}}\n{}\n[1]\n7\n"),
	                    "id=C1; !2 name: a list stands where one value belongs; "
	                    "!3 name: an object stands where one value belongs; "
	                    "!4 the object is empty; "
	                    "!5 not a JSON object: each line is one, {\"id\": \"C12\", ...}; "
	                    "!6 not a JSON object: each line is one, {\"id\": \"C12\", ...}; ");
	says("{\"id\": \"C1\"\n{\"id\": \"C2\"}\n", "!1 not JSON: ");
	says("{\"id\": \"C1\"\n{\"id\": \"C2\"}\n", "id=C2; ");
	says("{\"id\": \"C1\", \"id\": \"C2\"}\n", "!1 not JSON: duplicate");
	says("{\"id\": \"a\\u0000b\"}\n", "!1 not JSON: ");
	says("{\"count\": 1e999}\n", "!1 not JSON: ");
}

static void
lines_are_counted_and_an_empty_input_has_none(void **state)
{
	static const struct { const char *text; size_t lines; } inputs[] = {
		{ "", 0 }, { "id\n", 1 }, { "\n", 1 }, { "x", 1 }, { "id\n\nC1\nC2", 4 }
	};
	struct crm_stream *stream;
	const struct crm_line *line;
	struct crm_fault why;

	(void)state;
	for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
		FILE *in = file_of(inputs[i].text, strlen(inputs[i].text));

		assert_int_equal(crm_stream_open(&stream, in, known, NULL), 0);
		while (crm_stream_next(stream, &line, &why))
			;
		assert_int_equal(crm_stream_next(stream, &line, &why), 0);
		assert_int_equal(crm_stream_lines(stream), inputs[i].lines);
		crm_stream_close(stream);
		fclose(in);
	}
}

static void
a_read_error_is_not_the_end(void **state)
{
	FILE *folder = fopen("/", "r");
	struct crm_stream *stream;
	const struct crm_line *line;
	struct crm_fault why;

	(void)state;
	assert_non_null(folder);
	assert_int_equal(crm_stream_open(&stream, folder, known, NULL), 0);
	assert_int_equal(crm_stream_next(stream, &line, &why), CRM_DATABASE);
	assert_int_equal(errno, EISDIR);
	crm_stream_close(stream);
	fclose(folder);
}

static void
a_line_is_heard_before_the_next_is_sent(void **state)
{
	struct crm_stream *stream;
	const struct crm_line *line;
	struct crm_fault why;
	int ends[2];
	FILE *in;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	in = fdopen(ends[0], "r");
	assert_int_equal(write(ends[1], "C1\n", 3), 3);
	assert_int_equal(ungetc(getc(in), in), 'C');   /* someone has looked */
	assert_int_equal(crm_stream_open(&stream, in, known, NULL), 0);
	assert_int_equal(crm_stream_next(stream, &line, &why), 1);
	assert_string_equal(line->values[0], "C1");
	assert_int_equal(crm_stream_lines(stream), 1);
	close(ends[1]);
	assert_int_equal(crm_stream_next(stream, &line, &why), 0);
	crm_stream_close(stream);
	fclose(in);
}

/* --- out ------------------------------------------------------------------------------------ */

static const struct thing full = {
	.id = 12, .name = "陳\t\"美\"\\", .city = "A, B", .secret = "not to be seen",
	.count = CRM_SET(-3), .day = CRM_SET(20779), .at = CRM_SET(1795329000), .amount = CRM_SET(1230050),
	.quantity = CRM_SET(12500000), .flag = CRM_SET(1), .rate = CRM_SET(0.1)
};

static void
tsv_escapes_and_leaves_absent_fields_empty(void **state)
{
	const struct thing things[] = { full, { .id = 1 } };

	(void)state;
	writes(&plain, things, 2,
	       "id\tname\tcity\tcount\tday\tat\tamount\tquantity\tflag\trate\n"
	       "C12\t陳\\t\"美\"\\\\\tA, B\t-3\t2026-11-22\t2026-11-22T06:30:00+00:00\t12300.50\t12.5\tyes\t0.1\n"
	       "C1\t\t\t\t\t\t\t\t\t\n");
}

static void
csv_quotes_where_it_must(void **state)
{
	struct crm_layout layout = plain;
	const struct thing things[] = { full, { .id = 1, .name = " a", .city = "x\ny" } };

	(void)state;
	layout.format = CRM_CSV;
	writes(&layout, things, 2,
	       "id,name,city,count,day,at,amount,quantity,flag,rate\n"
	       "C12,\"陳\t\"\"美\"\"\\\",\"A, B\",-3,2026-11-22,2026-11-22T06:30:00+00:00,12300.50,12.5,yes,0.1\n"
	       "C1,\" a\",\"x\ny\",,,,,,,\n");
}

static void
a_spreadsheet_gets_no_formulas(void **state)
{
	struct crm_layout layout = plain;
	const struct thing things[] = {
		{ .id = 1, .name = "=1+1", .city = "+886 2", .count = CRM_SET(-5) },
		{ .id = 2, .name = "-\"x\"", .city = "@a" },
		{ .id = 3, .name = "＝1", .city = "a=b", .amount = CRM_SET(-100) }
	};

	(void)state;
	layout.format = CRM_CSV;
	layout.spreadsheet = true;
	writes(&layout, things, 3,
	       "\xEF\xBB\xBFid,name,city,count,day,at,amount,quantity,flag,rate\r\n"
	       "C1,'=1+1,'+886 2,-5,,,,,,\r\n"
	       "C2,\"'-\"\"x\"\"\",'@a,,,,,,,\r\n"
	       "C3,'＝1,a=b,,,,-1.00,,,\r\n");
}

static void
json_is_typed_and_has_every_key(void **state)
{
	struct crm_layout layout = plain;
	const struct thing things[] = { full, { .id = 1, .name = "\x01\x1f\b\f\n\r\x7f" } };

	(void)state;
	layout.format = CRM_JSON;
	writes(&layout, things, 2,
	       "{\"id\": \"C12\", \"name\": \"陳\\t\\\"美\\\"\\\\\", \"city\": \"A, B\", \"count\": -3, "
	       "\"day\": \"2026-11-22\", \"at\": \"2026-11-22T06:30:00+00:00\", \"amount\": \"12300.50\", "
	       "\"quantity\": \"12.5\", \"flag\": true, \"rate\": 0.1}\n"
	       "{\"id\": \"C1\", \"name\": \"\\u0001\\u001f\\b\\f\\n\\r\x7f\", \"city\": null, "
	       "\"count\": null, \"day\": null, \"at\": null, \"amount\": null, \"quantity\": null, "
	       "\"flag\": null, \"rate\": null}\n");
}

static void
the_header_is_there_without_records_unless_told_otherwise(void **state)
{
	static const char tsv[] = "id\tname\tcity\tcount\tday\tat\tamount\tquantity\tflag\trate\n";
	struct crm_layout layout = plain;
	const struct thing one = { .id = 1 };

	(void)state;
	writes(&layout, NULL, 0, tsv);
	layout.if_any = true;
	writes(&layout, NULL, 0, "");
	layout.header = false;
	writes(&layout, &one, 1, "C1\t\t\t\t\t\t\t\t\t\n");
	layout.if_any = false;
	writes(&layout, NULL, 0, "");
	layout.format = CRM_JSON;
	writes(&layout, NULL, 0, "");
	layout.format = CRM_TABLE;
	writes(&layout, NULL, 0, "");
}

static void
an_absent_value_alone_on_its_line_is_seen_in_csv(void **state)
{
	const struct crm_field only[] = { fields[1], { 0 } };
	const struct crm_type type = { .name = "thing", .fields = only };
	const struct thing none = { 0 };
	struct crm_layout layout = plain;
	struct crm_writer *writer;
	char *text;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	(void)state;
	layout.format = CRM_CSV;
	assert_int_equal(crm_writer_open(&writer, out, &type, &layout), 0);
	assert_int_equal(crm_writer_put(writer, &none), 0);
	assert_int_equal(crm_writer_close(writer), 0);
	fclose(out);
	assert_string_equal(text, "name\n\"\"\n");
	free(text);
}

/* Texts with everything that formats use as a sign. */
static const char *const hard[] = {
	"a", "\\", "\\n", "\t", "\n", "\r\n", "a\tb", "\"", "\"\"", ",", "{", "null", "é", "陳美玲",
	"👩‍👩‍👧‍👦", "\xEF\xBB\xBF", "=1+1", "id", "\x01\x02\x7f", "a,b;c|d", "'", " ",
	"true", "-0", "\u2028\u202e"
};

enum { HARD = sizeof hard / sizeof *hard };

static void
any_text_survives_a_stream_in_tsv_and_json(void **state)
{
	(void)state;
	for (enum crm_format format = CRM_TSV; format <= CRM_JSON; format += CRM_JSON - CRM_TSV) {
		struct crm_layout layout = plain;
		struct thing things[HARD] = { 0 };
		struct crm_stream *stream;
		const struct crm_line *line;
		struct crm_fault why;
		char *text;
		FILE *in;

		for (size_t i = 0; i < HARD; i++)
			things[i] = (struct thing){ .id = 1, .name = (char *)hard[i],
			                            .city = (char *)hard[HARD - 1 - i] };
		layout.format = format;
		text = written(&layout, things, HARD);
		in = file_of(text, strlen(text));
		assert_int_equal(crm_stream_open(&stream, in, known, NULL), 0);
		for (size_t i = 0; i < HARD; i++) {
			if (crm_stream_next(stream, &line, &why) != 1)
				fail_msg("%zu: %s", line->number, why.text);
			assert_string_equal(line->names[1], "name");
			assert_string_equal(line->values[1], hard[i]);
			assert_string_equal(line->values[2], hard[HARD - 1 - i]);
		}
		assert_int_equal(crm_stream_next(stream, &line, &why), 0);
		crm_stream_close(stream);
		fclose(in);
		free(text);
	}
}

static void
json_is_json_to_another_reader(void **state)
{
	struct crm_layout layout = plain;

	(void)state;
	layout.format = CRM_JSON;
	for (size_t i = 0; i < HARD; i++) {
		struct thing thing = full;
		json_t *object;
		char *text;

		thing.name = (char *)hard[i];
		text = written(&layout, &thing, 1);
		object = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
		assert_non_null(object);
		assert_string_equal(json_string_value(json_object_get(object, "name")), hard[i]);
		assert_int_equal(json_integer_value(json_object_get(object, "count")), -3);
		assert_true(json_is_true(json_object_get(object, "flag")));
		json_decref(object);
		free(text);
	}
}

/* A reader of RFC 4180 for one record, written against the RFC rather than our writer. */
static size_t
read_csv(const char *text, char out[16][256])
{
	size_t n = 0, used = 0;
	bool quoted = false;

	for (; *text && (quoted || *text != '\n'); text++) {
		if (*text == '"' && quoted && text[1] == '"')
			out[n][used++] = *text++;
		else if (*text == '"')
			quoted = !quoted;
		else if (*text == ',' && !quoted)
			out[n++][used] = '\0', used = 0;
		else
			out[n][used++] = *text;
	}
	out[n++][used] = '\0';
	return n;
}

static void
any_text_survives_csv(void **state)
{
	struct crm_layout layout = { .format = CRM_CSV, .context = &context };
	char got[16][256];

	(void)state;
	for (size_t i = 0; i < HARD; i++) {
		struct thing thing = { .id = 1, .name = (char *)hard[i], .city = "last" };
		char *text = written(&layout, &thing, 1);

		assert_int_equal(read_csv(text, got), 10);
		assert_string_equal(got[1], hard[i]);
		assert_string_equal(got[2], "last");
		free(text);
	}
}

/* --- tables --------------------------------------------------------------------------------- */

/* The cell of the terminal in which `mark' begins on each line is the same. */
static void
lines_up(const char *text, const char *mark, int lines)
{
	char *copy = strdup(text), *rest = copy, *line;
	size_t where = SIZE_MAX;
	int n = 0;

	while ((line = strsep(&rest, "\n")) && *line) {
		char *at = strstr(line, mark);

		if (!at)
			continue;
		*at = '\0';
		if (where != SIZE_MAX)
			assert_int_equal(crm_width(line), where);
		where = crm_width(line);
		n++;
	}
	assert_int_equal(n, lines);
	free(copy);
}

enum { DAY = 20779 };   /* 2026-11-22 */

static const struct thing people[] = {
	{ .id = 1, .name = "Ada Lovelace", .city = "Rome", .amount = CRM_SET(100), .day = CRM_SET(DAY) },
	{ .id = 22, .name = "陳美玲", .city = "台北", .amount = CRM_SET(1230050), .day = CRM_SET(DAY) },
	{ .id = 333, .name = "José", .amount = CRM_SET(-5), .day = CRM_SET(DAY) },
	{ .id = 4, .city = "ｶﾅ", .at = CRM_SET(1795329000), .day = CRM_SET(DAY),
	  .rate = CRM_SET(0.123456) }
};

static void
columns_of_a_table_line_up_whatever_the_script(void **state)
{
	struct crm_layout layout = plain;
	char *text;

	(void)state;
	layout.format = CRM_TABLE;
	text = written(&layout, people, 4);
	lines_up(text, "2026-11-22 ", 4);
	assert_non_null(strstr(text, "C22   陳美玲        台北"));
	assert_non_null(strstr(text, " 12,300.50"));
	assert_non_null(strstr(text, "     -0.05"));
	assert_non_null(strstr(text, "2026-11-22 06:30"));
	assert_non_null(strstr(text, "0.123"));
	assert_null(strstr(text, "0.1234"));
	free(text);
}

static void
a_table_is_cut_to_the_terminal(void **state)
{
	const struct crm_field three[] = { fields[0], fields[1], fields[2], { 0 } };
	const struct crm_type type = { .name = "thing", .fields = three };
	const struct thing things[] = {
		{ .id = 1, .name = "a name that is long enough to be cut", .city = "Rome" },
		{ .id = 2, .name = "一個長得必須被截斷的公司名稱股份有限公司", .city = "台北" }
	};
	struct crm_layout layout = plain;
	struct crm_writer *writer;
	char *text, *rest, *line;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	(void)state;
	layout.format = CRM_TABLE;
	layout.width = 30;
	assert_int_equal(crm_writer_open(&writer, out, &type, &layout), 0);
	for (int i = 0; i < 2; i++)
		assert_int_equal(crm_writer_put(writer, &things[i]), 0);
	assert_int_equal(crm_writer_close(writer), 0);
	fclose(out);
	assert_non_null(strstr(text, "a name that is long…"));
	assert_non_null(strstr(text, "Rome"));
	assert_non_null(strstr(text, "台北"));
	rest = text;
	while ((line = strsep(&rest, "\n")))
		assert_in_range(crm_width(line), 0, 30);
	free(text);
}

static void
what_no_table_has_room_for_is_a_line_for_each_field(void **state)
{
	const struct crm_field three[] = { fields[0], fields[1], fields[2], { 0 } };
	const struct crm_type type = { .name = "thing", .fields = three };
	const struct thing things[] = {
		{ .id = 1, .name = "a name that is as long as it is", .city = "Rome" },
		{ .id = 2, .name = "陳美玲" }
	};
	struct crm_layout layout = plain;
	struct crm_writer *writer;
	char *text;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	(void)state;
	layout.format = CRM_TABLE;
	layout.width = 12;
	assert_int_equal(crm_writer_open(&writer, out, &type, &layout), 0);
	for (int i = 0; i < 2; i++)
		assert_int_equal(crm_writer_put(writer, &things[i]), 0);
	assert_int_equal(crm_writer_close(writer), 0);
	fclose(out);
	assert_string_equal(text, "id    C1\n"
	                          "name  a name that is as long as it is\n"
	                          "city  Rome\n"
	                          "\n"
	                          "id    C2\n"
	                          "name  陳美玲\n");
	free(text);
}

static void
a_table_shows_control_characters_and_bold_headings(void **state)
{
	const struct thing thing = { .id = 1, .name = "a\x1b[31mred\nline", .city = "bad\xFF" };
	struct crm_layout layout = plain;
	char *text;

	(void)state;
	layout.format = CRM_TABLE;
	text = written(&layout, &thing, 1);
	assert_null(strchr(text, 0x1b));
	assert_non_null(strstr(text, "a\\x1b[31mred\\nline"));
	assert_non_null(strstr(text, "\uFFFD"));
	free(text);
	layout.colour = true;
	text = written(&layout, &thing, 1);
	assert_non_null(strstr(text, "\x1b[1mid"));
	free(text);
	layout.colour = layout.header = false;
	text = written(&layout, &thing, 1);
	assert_null(strstr(text, "name"));
	free(text);
}

/* --- trouble -------------------------------------------------------------------------------- */

static void
a_full_disk_is_reported_in_every_format(void **state)
{
	(void)state;
	for (enum crm_format format = CRM_TSV; format <= CRM_TABLE; format++) {
		FILE *full_disk = fopen("/dev/full", "w");
		struct crm_layout layout = plain;
		struct crm_writer *writer;

		layout.format = format;
		assert_non_null(full_disk);
		assert_int_equal(crm_writer_open(&writer, full_disk, &thing_type, &layout), 0);
		assert_int_equal(crm_writer_put(writer, &full), 0);
		errno = 0;
		assert_int_equal(crm_writer_close(writer), CRM_DATABASE);
		assert_int_equal(errno, ENOSPC);
		fclose(full_disk);
	}
}

static void
a_failed_writer_stays_failed_and_says_why(void **state)
{
	FILE *full_disk = fopen("/dev/full", "w");
	struct crm_writer *writer;
	int error = 0;

	(void)state;
	assert_int_equal(crm_writer_open(&writer, full_disk, &thing_type, &plain), 0);
	for (int i = 0; i < 10000 && !error; i++)
		error = crm_writer_put(writer, &full);
	assert_int_equal(error, CRM_DATABASE);
	assert_int_equal(errno, ENOSPC);
	assert_string_equal(crm_writer_message(writer), "cannot write: No space left on device");
	assert_int_equal(crm_writer_put(writer, &full), CRM_DATABASE);
	assert_int_equal(crm_writer_close(writer), CRM_DATABASE);
	assert_int_equal(errno, ENOSPC);
	fclose(full_disk);
}

static void
a_value_longer_than_a_block_is_written_whole(void **state)
{
	size_t n = 200000;
	char *name = malloc(n + 1), *text;
	struct crm_layout layout = { .context = &context };
	struct thing thing = { .id = 1, .name = name };

	(void)state;
	memset(name, '\t', n);
	name[n] = '\0';
	text = written(&layout, &thing, 1);
	assert_int_equal(strlen(text), strlen("C1\t") + 2 * n + strlen("\t\t\t\t\t\t\t\t\n"));
	free(text);
	free(name);
}

static void
escape_and_unescape_are_inverse(void **state)
{
	struct crm_fault why;

	(void)state;
	for (size_t i = 0; i < HARD; i++) {
		char *text;
		size_t size;
		FILE *out = open_memstream(&text, &size);

		crm_escape(out, hard[i]);
		fclose(out);
		assert_null(strpbrk(text, "\t\n\r"));
		assert_int_equal(crm_unescape(text, &why), 0);
		assert_string_equal(text, hard[i]);
		free(text);
	}
	assert_int_equal(crm_unescape((char[]){ "ab\\x" }, &why), CRM_INVALID);
	assert_int_equal(why.at, 2);
	assert_int_equal(crm_unescape((char[]){ "\\" }, &why), CRM_INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_stream_has_a_header_and_records),
		cmocka_unit_test(a_header_may_stand_anywhere),
		cmocka_unit_test(a_first_line_with_unknown_columns_is_a_header_a_later_one_is_not),
		cmocka_unit_test(without_a_header_the_first_field_is_the_id),
		cmocka_unit_test(the_heading_changes_when_the_names_do),
		cmocka_unit_test(escapes_are_undone_in_values),
		cmocka_unit_test(blank_lines_carriage_returns_and_a_byte_order_mark_are_dropped),
		cmocka_unit_test(a_bad_line_is_named_and_reading_goes_on),
		cmocka_unit_test(what_follows_a_bad_header_is_not_guessed_at),
		cmocka_unit_test(a_bad_line_can_be_written_out_unchanged),
		cmocka_unit_test(a_line_over_16_megabytes_is_skipped),
		cmocka_unit_test(a_long_line_is_read_whole),
		cmocka_unit_test(too_many_fields_are_refused),
		cmocka_unit_test(json_lines_are_read_by_type),
		cmocka_unit_test(json_that_is_no_record_is_refused),
		cmocka_unit_test(lines_are_counted_and_an_empty_input_has_none),
		cmocka_unit_test(a_read_error_is_not_the_end),
		cmocka_unit_test(a_line_is_heard_before_the_next_is_sent),
		cmocka_unit_test(tsv_escapes_and_leaves_absent_fields_empty),
		cmocka_unit_test(csv_quotes_where_it_must),
		cmocka_unit_test(a_spreadsheet_gets_no_formulas),
		cmocka_unit_test(json_is_typed_and_has_every_key),
		cmocka_unit_test(the_header_is_there_without_records_unless_told_otherwise),
		cmocka_unit_test(an_absent_value_alone_on_its_line_is_seen_in_csv),
		cmocka_unit_test(any_text_survives_a_stream_in_tsv_and_json),
		cmocka_unit_test(json_is_json_to_another_reader),
		cmocka_unit_test(any_text_survives_csv),
		cmocka_unit_test(columns_of_a_table_line_up_whatever_the_script),
		cmocka_unit_test(a_table_is_cut_to_the_terminal),
		cmocka_unit_test(what_no_table_has_room_for_is_a_line_for_each_field),
		cmocka_unit_test(a_table_shows_control_characters_and_bold_headings),
		cmocka_unit_test(a_full_disk_is_reported_in_every_format),
		cmocka_unit_test(a_failed_writer_stays_failed_and_says_why),
		cmocka_unit_test(a_value_longer_than_a_block_is_written_whole),
		cmocka_unit_test(escape_and_unescape_are_inverse),
	};

	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
