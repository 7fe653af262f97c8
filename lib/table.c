/*
 * table.c - rows of a CSV, TSV or JSON file, one at a time.
 *
 *	crm_table_open(&table, "customers.csv", NULL, &why);
 *	while (crm_table_next(table, &row, &why) > 0)
 *		puts(row.values[0]);
 *	crm_table_close(table);
 *
 * libcsv pushes what it finds in the bytes it is given; it gets a line at a time, and
 * more of them until it has seen the end of a record.  A line without quotes needs none of it.
 */
#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "json_library.h"
#include "library.h"
#include "real.h"
#include "source.h"
#include "table.h"
#include "text.h"
#include "unicode.h"

#define CSV_FUNCTIONS(X) \
	X(csv_init) X(csv_parse) X(csv_fini) X(csv_free) X(csv_error) X(csv_set_delim) \
	X(csv_set_blk_size)

/* libcsv, which is loaded by the first line with quotes. */
struct csv_library {
	void *library;
	CSV_FUNCTIONS(LIBRARY_MEMBER)
};

struct crm_table {
	struct source         source;
	enum crm_table_format format;
	struct csv_library    libcsv;
	struct csv_parser     csv;
	struct json_library   jansson;
	size_t                ends;        /* of rows that libcsv saw in a line */
	char                  separator;
	bool                  array;       /* JSON: one array of objects */
	bool                  has_header;
	bool                  empty_rows;
	bool                  guessed;     /* the hint at an encoding has been given */
	char                **keys;        /* JSON: of the columns, as they stand in the file */
	char                **names;
	size_t                names_n;
	char                 *text;        /* the values, each with its NUL; the first is "" */
	size_t                text_n, text_capacity;
	size_t               *starts;      /* of the values in text */
	size_t                starts_n, slots;
	const char          **values;      /* as many slots */
	bool                  no_memory;   /* found out where it cannot be returned */
	bool                  stopped;     /* no record can follow */
	bool                  sampling;
	size_t                sample;      /* rows that it may still give */
};

static int
no_memory(struct crm_fault *why)
{
	crm_fault(why, 0, "no memory");
	return CRM_NO_MEMORY;
}

/* --- values ----------------------------------------------------------------- */

/* At least n slots for values. */
static bool
grow_slots(struct crm_table *t, size_t n)
{
	size_t       slots = t->slots ? t->slots : 16;
	size_t      *starts;
	const char **values;

	if (n <= t->slots)
		return true;
	while (slots < n)
		slots *= 2;
	starts = realloc(t->starts, slots * sizeof *starts);
	if (starts)
		t->starts = starts;
	values = realloc(t->values, slots * sizeof *values);
	if (values)
		t->values = values;
	if (!starts || !values)
		return false;
	t->slots = slots;
	return true;
}

/* Keep a value's bytes; returns where it starts, 0 (the empty value) for want of memory. */
static size_t
keep_text(struct crm_table *t, const char *bytes, size_t n)
{
	size_t start = t->text_n, capacity = t->text_capacity ? t->text_capacity : 1 << 12;
	char  *text;

	if (n + 1 > t->text_capacity - t->text_n) {
		while (n + 1 > capacity - t->text_n)
			capacity *= 2;
		text = realloc(t->text, capacity);
		if (!text) {
			t->no_memory = true;
			return 0;
		}
		t->text = text;
		t->text_capacity = capacity;
	}
	if (n)
		memcpy(t->text + start, bytes, n);
	t->text[start + n] = '\0';
	t->text_n += n + 1;
	return start;
}

static void
push_value(struct crm_table *t, const char *bytes, size_t n)
{
	if (!grow_slots(t, t->starts_n + 1))
		t->no_memory = true;
	else
		t->starts[t->starts_n++] = keep_text(t, bytes, n);
}

static void
forget_values(struct crm_table *t)
{
	t->text_n = 0;
	t->starts_n = 0;
	keep_text(t, "", 0);
}

/* --- names ------------------------------------------------------------------ */

static bool
name_taken(const struct crm_table *t, const char *name)
{
	for (size_t i = 0; i < t->names_n; i++)
		if (strcmp(t->names[i], name) == 0)
			return true;
	return false;
}

/* A name that is not empty and not taken; the memory of name goes into it. */
static char *
unique_name(const struct crm_table *t, char *name)
{
	char *unique = NULL;
	int   length = *name ? 0 : asprintf(&unique, "column%zu", t->names_n + 1);

	for (size_t i = 2; length >= 0 && name_taken(t, unique ? unique : name); i++) {
		free(unique);
		unique = NULL;
		length = asprintf(&unique, "%s_%zu", *name ? name : "column", i);
	}
	if (length < 0)
		unique = NULL;
	else if (!unique)
		return name;
	free(name);
	return unique;
}

static bool
add_name(struct crm_table *t, const char *text)
{
	char **names = realloc(t->names, (t->names_n + 1) * sizeof *names);
	char  *name = crm_normalise(text);

	if (names)
		t->names = names;
	if (names && name)
		name = unique_name(t, name);
	if (!names || !name) {
		free(name);
		return false;
	}
	t->names[t->names_n++] = name;
	return true;
}

/* --- lines ------------------------------------------------------------------ */

/* The record without its line end. */
static size_t
raw_length(const struct crm_table *t)
{
	const struct source *s = &t->source;
	size_t               n = s->at - s->begin;

	if (n && s->data[s->begin + n - 1] == s->newline)
		n--;
	if (n && s->data[s->begin + n - 1] == '\r')
		n--;
	return n;
}

/* --- CSV -------------------------------------------------------------------- */

static void
csv_value(void *bytes, size_t n, void *table)
{
	push_value(table, bytes, n);
}

static void
csv_row(int end, void *table)
{
	struct crm_table *t = table;

	(void)end;
	t->ends++;
}

static bool
is_empty_line(const struct crm_table *t, const char *line, size_t n)
{
	while (n && (*line == ' ' || *line == '\r' || *line == '\n' ||
	             (*line == '\t' && t->separator != '\t')))
		line++, n--;
	return n == 0;
}

static int
csv_load(struct crm_table *t, struct crm_fault *why)
{
	static const char *const names[] = { CSV_FUNCTIONS(LIBRARY_NAME) NULL };
	struct csv_library *libcsv = &t->libcsv;

	if (libcsv->library) {
		libcsv->csv_fini(&t->csv, NULL, NULL, NULL);
		return 0;
	}
	if (!library_load(libcsv, "libcsv.so.3", names)) {
		crm_fault(why, 0, "cannot read quoted values without libcsv.so.3 (Debian package libcsv3)");
		return CRM_DATABASE;
	}
	if (libcsv->csv_init(&t->csv, CSV_STRICT))
		return no_memory(why);
	libcsv->csv_set_delim(&t->csv, (unsigned char)t->separator);
	/* A long value grows by this: 128 is a copy each. */
	libcsv->csv_set_blk_size(&t->csv, 1 << 18);
	return 0;
}

/* Give libcsv the line that ends at the source's `at'; one without its end gets it. */
static int
csv_feed(struct crm_table *t, size_t from, struct crm_fault *why)
{
	const struct source *s = &t->source;
	const char          *line = s->data + from;
	size_t               n = s->at - from, taken;

	t->ends = 0;
	taken = t->libcsv.csv_parse(&t->csv, line, n, csv_value, csv_row, t);
	if (taken == n && line[n - 1] != s->newline)
		t->libcsv.csv_parse(&t->csv, "\n", 1, csv_value, csv_row, t);
	if (t->no_memory || t->libcsv.csv_error(&t->csv) == CSV_ENOMEM)
		return no_memory(why);
	if (taken < n)
		return crm_fault(why, from - s->begin + taken, "a quote inside a value: a value with "
		                 "quotes stands in quotes, and they are doubled");
	return t->ends > 1 ? crm_fault(why, 0, "a carriage return ends a row inside of the line") : 0;
}

static void
push_trimmed(struct crm_table *t, const char *from, const char *to)
{
	while (from < to && (*from == ' ' || *from == '\t'))
		from++;
	while (to > from && (to[-1] == ' ' || to[-1] == '\t'))
		to--;
	push_value(t, from, (size_t)(to - from));
}

/* A line without quotes, as nearly all are: what libcsv would make of it.  False: it is none. */
static bool
split_unquoted(struct crm_table *t)
{
	const struct source *s = &t->source;
	const char          *at = s->data + s->begin, *end = at + raw_length(t), *next;

	if (s->newline != '\n' || memchr(at, '"', (size_t)(end - at)) ||
	    memchr(at, '\r', (size_t)(end - at)))
		return false;
	while ((next = memchr(at, t->separator, (size_t)(end - at)))) {
		push_trimmed(t, at, next);
		at = next + 1;
	}
	push_trimmed(t, at, end);
	return true;
}

/* What went wrong while a quote was open: the line to name is where it opened. */
static int
csv_open_quote(struct crm_table *t, int got, size_t opened, struct crm_fault *why)
{
	struct source *s = &t->source;

	if (got == CRM_INVALID && s->at - s->begin > CRM_TABLE_RECORD_LIMIT)
		crm_fault(why, 0, "the quote that opens here is not closed within %d MB",
		          CRM_TABLE_RECORD_LIMIT >> 20);
	else if (got == 0)
		crm_fault(why, 0, "the quote that opens here is never closed");
	else
		return got;
	for (size_t i = s->begin; i < opened; i++)
		s->line += s->data[i] == s->newline;
	return CRM_INVALID;
}

/* Move on by a line; no record can follow the end, or a line that cannot be read. */
static int
next_line(struct crm_table *t, struct crm_fault *why)
{
	int got = source_line(&t->source, why);

	t->stopped |= got <= 0;
	return got;
}

static int
read_csv(struct crm_table *t, struct crm_fault *why)
{
	struct source *s = &t->source;
	size_t         from = 0, opened = 0;   /* offsets in the record */
	int            got, error;

	while ((got = next_line(t, why)) > 0 &&
	       is_empty_line(t, s->data + s->begin, s->at - s->begin)) {
		if (t->empty_rows && t->names_n == 1) {
			push_value(t, "", 0);
			return t->no_memory ? no_memory(why) : 1;
		}
		source_advance(s);
	}
	if (got <= 0)
		return got;
	if (split_unquoted(t))
		return t->no_memory ? no_memory(why) : 1;
	error = csv_load(t, why);
	if (error)
		return error;
	for (;;) {
		size_t values = t->starts_n;

		error = csv_feed(t, s->begin + from, why);
		if (error || t->ends)
			return error ? error : 1;
		if (from == 0 || t->starts_n > values)
			opened = from;
		from = s->at - s->begin;
		got = next_line(t, why);
		if (got <= 0)
			return csv_open_quote(t, got, s->begin + opened, why);
	}
}

/* --- TSV -------------------------------------------------------------------- */

static int
tsv_value(struct crm_table *t, const char *bytes, size_t n, struct crm_fault *why)
{
	push_value(t, bytes, n);
	if (t->no_memory)
		return no_memory(why);
	return memchr(bytes, '\\', n) ? crm_unescape(t->text + t->starts[t->starts_n - 1], why) : 0;
}

static int
read_tsv(struct crm_table *t, struct crm_fault *why)
{
	const char *at, *tab, *end;
	int         got = next_line(t, why), error = 0;

	if (got <= 0)
		return got;
	at = t->source.data + t->source.begin;
	for (end = at + raw_length(t); !error && (tab = memchr(at, '\t', (size_t)(end - at)));
	     at = tab + 1)
		error = tsv_value(t, at, (size_t)(tab - at), why);
	if (!error)
		error = tsv_value(t, at, (size_t)(end - at), why);
	return error ? error : 1;
}

/* --- JSON ------------------------------------------------------------------- */

/* Keep a JSON value as text. */
static size_t
keep_json(struct crm_table *t, const json_t *value)
{
	const struct json_library *jansson = &t->jansson;
	char   number[REAL_SIZE], *text;
	size_t start;

	if (json_is_null(value))
		return 0;
	if (json_is_real(value))
		return keep_text(t, number, strlen(real_format(jansson->json_real_value(value), number)));
	if (json_is_boolean(value))
		return json_is_true(value) ? keep_text(t, "yes", 3) : keep_text(t, "no", 2);
	if (json_is_string(value))
		return keep_text(t, jansson->json_string_value(value),
		                 jansson->json_string_length(value));
	text = jansson->json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
	if (!text) {
		t->no_memory = true;
		return 0;
	}
	start = keep_text(t, text, strlen(text));
	free(text);
	return start;
}

static bool
add_key(struct crm_table *t, const char *key)
{
	char **keys = realloc(t->keys, (t->names_n + 1) * sizeof *keys);

	if (!keys)
		return false;
	t->keys = keys;
	keys[t->names_n] = strdup(key);
	if (keys[t->names_n] && add_name(t, key))
		return true;
	free(keys[t->names_n]);
	return false;
}

/* The column of a key, which stood at this place in the object: mostly that one. */
static size_t
json_column(struct crm_table *t, const char *key, size_t place)
{
	if (place < t->names_n && strcmp(t->keys[place], key) == 0)
		return place;
	for (size_t i = 0; i < t->names_n; i++)
		if (strcmp(t->keys[i], key) == 0)
			return i;
	if (!add_key(t, key) || !grow_slots(t, t->names_n))
		t->no_memory = true;
	return t->names_n - 1;
}

/* An object's values, each in its column. */
static int
json_values(struct crm_table *t, json_t *object, struct crm_fault *why)
{
	const struct json_library *jansson = &t->jansson;
	size_t place = 0;

	if (!json_is_object(object))
		return crm_fault(why, 0, "a record is a JSON object: {\"name\": \"value\", ...}");
	if (!grow_slots(t, t->names_n + 1))
		t->no_memory = true;
	for (; t->starts_n < t->names_n; t->starts_n++)
		t->starts[t->starts_n] = 0;
	JSON_EACH(jansson, object, at) {
		size_t column = json_column(t, jansson->json_object_iter_key(at), place++);

		if (t->no_memory)
			break;
		for (; t->starts_n < t->names_n; t->starts_n++)
			t->starts[t->starts_n] = 0;
		t->starts[column] = keep_json(t, jansson->json_object_iter_value(at));
	}
	return t->no_memory ? no_memory(why) : 1;
}

static int
json_row(struct crm_table *t, const char *bytes, size_t n, struct crm_fault *why)
{
	json_error_t error;
	json_t      *object;
	int          got = json_library_load(&t->jansson, why);

	if (got)
		return got;
	object = t->jansson.json_loadb(bytes, n, JSON_REJECT_DUPLICATES, &error);
	if (!object)
		return crm_fault(why, 0, "broken JSON: %.200s", error.text);
	got = json_values(t, object, why);
	json_library_release(&t->jansson, object);
	return got;
}

static int
read_json_line(struct crm_table *t, struct crm_fault *why)
{
	struct source *s = &t->source;
	int            got;

	while ((got = next_line(t, why)) > 0 &&
	       is_empty_line(t, s->data + s->begin, s->at - s->begin))
		source_advance(s);
	return got > 0 ? json_row(t, s->data + s->begin, raw_length(t), why) : got;
}

/* 1: `at' stands on a byte that is none of those to skip.  0: at the end. */
static int
skip(struct source *s, const char *bytes, struct crm_fault *why)
{
	int more = 1;

	for (;; s->at++) {
		if (s->at == s->end)
			more = source_more(s, why);
		if (more <= 0 || !s->data[s->at] || !strchr(bytes, s->data[s->at]))
			return more;
	}
}

/* Move `at' behind the object that begins there. */
static int
skip_object(struct source *s, struct crm_fault *why)
{
	size_t depth = 0;
	bool   string = false, escaped = false;
	int    more = 1;

	for (;; s->at++) {
		if (s->at == s->end)
			more = source_more(s, why);
		if (more == 0)
			return crm_fault(why, 0, "the object that begins here is never closed");
		if (more < 0)
			return more;
		if (escaped) {
			escaped = false;
			continue;
		}
		switch (s->data[s->at]) {
		case '"':
			string = !string;
			break;
		case '\\':
			escaped = string;
			break;
		case '{':
			depth += !string;
			break;
		case '}':
			depth -= !string;
			break;
		}
		if (depth == 0) {
			s->at++;
			return 1;
		}
	}
}

/* The next object of an array; what stands between two is a comma. */
static int
read_json_array(struct crm_table *t, struct crm_fault *why)
{
	struct source *s = &t->source;
	int            got = skip(s, " \t\r\n,", why);

	source_advance(s);
	if (got > 0 && s->data[s->at] == ']') {
		s->at++;
		got = skip(s, " \t\r\n", why);
		t->stopped = true;
		return got > 0 ? crm_fault(why, 0, "something follows the array's end") : got;
	}
	if (got == 0)
		got = crm_fault(why, 0, "the array is not closed: a ] is missing");
	else if (got > 0 && s->data[s->at] != '{')
		got = crm_fault(why, 0, "an array of objects is wanted: [{\"name\": \"value\", ...}, ...]");
	if (got > 0)
		got = skip_object(s, why);
	if (got <= 0) {
		t->stopped = true;
		return got;
	}
	return json_row(t, s->data + s->begin, s->at - s->begin, why);
}

/* --- a record --------------------------------------------------------------- */

static int
read_record(struct crm_table *t, struct crm_fault *why)
{
	int got;

	if (t->stopped)
		return 0;
	forget_values(t);
	t->no_memory = false;
	switch (t->format) {
	case CRM_TABLE_JSON:
		got = t->array ? read_json_array(t, why) : read_json_line(t, why);
		break;
	case CRM_TABLE_TSV:
		got = read_tsv(t, why);
		break;
	default:
		got = read_csv(t, why);
	}
	return got;
}

/* The record has to be UTF-8 before anything else about it is of interest. */
static int
check_utf8(struct crm_table *t, struct crm_table_row *row, struct crm_fault *why)
{
	const char *guess;

	if (crm_utf8_check(row->raw, row->length, why) == 0)
		return 0;
	for (size_t i = 0; i < why->at; i++)
		row->line += row->raw[i] == t->source.newline;
	guess = row->raw[why->at] && !t->guessed ? source_guess(&t->source) : NULL;
	t->guessed = true;
	return guess ? crm_fault(why, why->at, "byte 0x%02X is not UTF-8: try --encoding %s",
	                         (unsigned char)row->raw[why->at], guess)
	             : CRM_INVALID;
}

static int
check_count(const struct crm_table *t, struct crm_fault *why)
{
	size_t n = t->starts_n;

	if (n == t->names_n)
		return 1;
	return crm_fault(why, 0, "%zu value%s where %s has %zu", n, n == 1 ? "" : "s",
	                 t->has_header ? "the header" : "the first row", t->names_n);
}

int
crm_table_next(struct crm_table *t, struct crm_table_row *row, struct crm_fault *why)
{
	struct source *s = &t->source;
	int            got;

	source_advance(s);
	*row = (struct crm_table_row){ .line = s->line, .raw = "" };
	if (t->sampling && (t->sample == 0 || s->begin - s->kept > CRM_TABLE_SAMPLE_LIMIT))
		return 0;
	t->sample -= t->sampling;
	got = read_record(t, why);
	row->line = s->line;
	if (got == 0 || t->stopped || got == CRM_NO_FILE || got == CRM_NO_MEMORY)
		return got;
	row->raw = s->data + s->begin;
	row->length = raw_length(t);
	if (check_utf8(t, row, why))
		return CRM_INVALID;
	if (got > 0)
		got = check_count(t, why);
	if (got < 0)
		return got;
	for (size_t i = 0; i < t->starts_n; i++)
		t->values[i] = t->text + t->starts[i];
	row->n = t->starts_n;
	row->values = t->values;
	return 1;
}

/* --- the first line --------------------------------------------------------- */

/* The commonest separator of a line, outside of quotes; the comma if there is none. */
static char
detect_separator(const char *line, size_t n)
{
	static const char candidates[] = ",;\t|";
	size_t            counts[sizeof candidates] = { 0 }, best = 0;
	bool              quoted = false;

	for (size_t i = 0; i < n; i++) {
		const char *found = line[i] && !quoted ? strchr(candidates, line[i]) : NULL;

		quoted ^= line[i] == '"';
		if (found)
			counts[found - candidates]++;
	}
	for (size_t i = 1; i < sizeof candidates - 1; i++)
		if (counts[i] > counts[best])
			best = i;
	return candidates[best];
}

static bool
has_quoted_value(const char *line, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (line[i] == '"' && (i == 0 || line[i - 1] == '\t'))
			return true;
	return false;
}

/* Files of old spreadsheets end their lines with CR alone. */
static int
detect_newline(struct source *s, struct crm_fault *why)
{
	int more = 1;

	while (more > 0 && s->end < CRM_TABLE_SAMPLE_LIMIT && !memchr(s->data, '\n', s->end))
		more = source_more(s, why);
	if (!memchr(s->data, '\n', s->end) && memchr(s->data, '\r', s->end))
		s->newline = '\r';
	return more < 0 && s->end == s->begin ? more : 0;
}

static bool
named_csv(const char *name)
{
	size_t n = strlen(name);

	return n > 4 && strcasecmp(name + n - 4, ".csv") == 0;
}

static int
detect_format(struct crm_table *t, struct crm_fault *why)
{
	struct source *s = &t->source;
	int            got = skip(s, " \r\n", why);
	const char    *line;
	size_t         n;

	if (got <= 0)
		return got;
	if (t->format == CRM_TABLE_DETECT && (s->data[s->at] == '{' || s->data[s->at] == '['))
		t->format = CRM_TABLE_JSON;
	t->array = t->format == CRM_TABLE_JSON && s->data[s->at] == '[';
	if (t->array)
		s->at++;
	if (t->format == CRM_TABLE_JSON) {
		source_advance(s);
		return 0;
	}
	s->at = s->begin;
	got = detect_newline(s, why);
	if (got == 0)
		got = source_line(s, why);
	line = s->data + s->begin;
	n = s->at - s->begin;
	s->at = s->begin;
	if (!t->separator)
		t->separator = detect_separator(line, n);
	if (t->format == CRM_TABLE_DETECT)
		t->format = t->separator == '\t' && !named_csv(s->name) && !has_quoted_value(line, n)
		            ? CRM_TABLE_TSV : CRM_TABLE_CSV;
	return got < 0 ? got : 0;
}

/* A number, a date or an e-mail address: not what a column is called. */
static bool
looks_like_data(const char *value)
{
	return strchr(value, '@') || (strpbrk(value, "0123456789") &&
	       value[strspn(value, "0123456789 +-.,:/()%$")] == '\0');
}

static bool
decide_header(const struct crm_table *t, enum crm_table_header header)
{
	if (header != CRM_HEADER_DETECT)
		return header == CRM_HEADER_YES;
	for (size_t i = 0; i < t->starts_n; i++)
		if (looks_like_data(t->text + t->starts[i]))
			return false;
	return true;
}

static int
read_header(struct crm_table *t, enum crm_table_header header, struct crm_fault *why)
{
	struct source       *s = &t->source;
	struct crm_table_row row;
	struct crm_fault     reason;
	int                  got;

	source_keep(s);
	got = read_record(t, why);
	row = (struct crm_table_row){ .line = s->line, .raw = s->data + s->begin,
	                              .length = raw_length(t) };
	if (got != 0 && !t->stopped && check_utf8(t, &row, why))
		got = CRM_INVALID;
	if (got < 0) {
		reason = *why;
		crm_fault(why, reason.at, "line %zu: %s", row.line, reason.text);
	}
	if (got <= 0)
		return got;
	t->has_header = decide_header(t, header);
	for (size_t i = 0; i < t->starts_n; i++)
		if (!add_name(t, t->has_header ? t->text + t->starts[i] : ""))
			return no_memory(why);
	if (!t->has_header)
		source_rewind(s);
	s->keeping = false;
	return 0;
}

/* The keys of the first records are the columns. */
static int
read_keys(struct crm_table *t, struct crm_fault *why)
{
	struct crm_table_row row;
	int                  got;

	crm_table_sample(t, 100);
	while ((got = crm_table_next(t, &row, why)) != 0)
		if (got == CRM_NO_FILE || got == CRM_NO_MEMORY)
			return got;
	t->guessed = false;
	return crm_table_rewind(t);
}

/* --- open and close --------------------------------------------------------- */

static int
start(struct crm_table *t, const struct crm_table_options *options, struct crm_fault *why)
{
	int error;

	t->format = options->format;
	t->separator = options->format == CRM_TABLE_TSV ? '\t' : options->separator;
	error = detect_format(t, why);
	if (error || t->source.begin == t->source.end)
		return error;
	if (t->format == CRM_TABLE_JSON) {
		t->has_header = true;
		return read_keys(t, why);
	}
	return read_header(t, options->header, why);
}

/* Takes over fd if it is to be closed. */
static int
open_table(struct crm_table **out, int fd, bool close_it, const char *name,
           const struct crm_table_options *options, struct crm_fault *why)
{
	static const struct crm_table_options find_out = { 0 };
	struct crm_table                     *t = calloc(1, sizeof *t);
	int                                   error;

	*out = NULL;
	if (!options)
		options = &find_out;
	if (!t) {
		if (close_it)
			close(fd);
		return no_memory(why);
	}
	error = source_open(&t->source, fd, name, options->encoding, why);
	t->source.close = close_it;
	t->empty_rows = options->empty_rows;
	if (!error)
		error = start(t, options, why);
	if (error)
		crm_table_close(t);
	else
		*out = t;
	return error;
}

int
crm_table_open_fd(struct crm_table **out, int fd, const char *name,
                  const struct crm_table_options *options, struct crm_fault *why)
{
	return open_table(out, fd, false, name, options, why);
}

int
crm_table_open(struct crm_table **out, const char *path, const struct crm_table_options *options,
               struct crm_fault *why)
{
	int fd;

	if (strcmp(path, "-") == 0)
		return crm_table_open_fd(out, STDIN_FILENO, "stdin", options, why);
	*out = NULL;
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		int saved = errno;

		crm_fault(why, 0, "cannot be opened: %s", strerror(saved));
		errno = saved;
		return CRM_NO_FILE;
	}
	return open_table(out, fd, true, path, options, why);
}

void
crm_table_close(struct crm_table *t)
{
	if (!t)
		return;
	source_close(&t->source);
	if (t->libcsv.library)
		t->libcsv.csv_free(&t->csv);
	library_unload(t->libcsv.library);
	json_library_unload(&t->jansson);
	for (size_t i = 0; i < t->names_n; i++) {
		free(t->names[i]);
		if (t->keys)
			free(t->keys[i]);
	}
	free(t->names);
	free(t->keys);
	free(t->text);
	free(t->starts);
	free(t->values);
	free(t);
}

/* --- about a table ---------------------------------------------------------- */

const char *
crm_table_name(const struct crm_table *t)
{
	return t->source.name;
}

char
crm_table_separator(const struct crm_table *t)
{
	return t->format == CRM_TABLE_JSON ? '\0' : t->separator;
}

bool
crm_table_has_header(const struct crm_table *t)
{
	return t->has_header;
}

size_t
crm_table_names(const struct crm_table *t, const char *const **names)
{
	*names = (const char *const *)t->names;
	return t->names_n;
}

void
crm_table_sample(struct crm_table *t, size_t rows)
{
	source_advance(&t->source);
	source_keep(&t->source);
	t->sampling = true;
	t->sample = rows;
}

int
crm_table_rewind(struct crm_table *t)
{
	if (!t->sampling)
		return CRM_BUG;
	source_rewind(&t->source);
	t->sampling = false;
	t->stopped = false;
	return 0;
}

uint64_t
crm_table_bytes(const struct crm_table *t, uint64_t *total)
{
	*total = t->source.total;
	return t->source.bytes;
}
