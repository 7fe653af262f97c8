/*
 * text_in.c - lines into names and values.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"
#include "text_json.h"
#include "unicode.h"

enum { LONGEST_LINE = 16 << 20, MOST_COLUMNS = 4096 };

/* What reading a line comes to, beside an error. */
enum { END = 0, RECORD = 1, NOTHING = 2 };

struct crm_stream {
	FILE             *in;
	crm_stream_known *known;
	void             *aux;
	enum {
		UNREAD,      /* no line yet that says what this is */
		LOST,        /* the line that should have been the header cannot be read */
		HEADLESS,    /* ids only */
		HEADED,
		JSON
	}                 state;
	char             *raw;          /* the line, size bytes and one for NUL */
	size_t            size;
	char             *fields;       /* a copy of it, cut at its TABs */
	size_t            fields_size;
	char            **values;       /* into fields; MOST_COLUMNS + 1 of them */
	char             *header;       /* raw */
	char             *columns;      /* what was fields when the header was read */
	size_t            columns_size;
	const char      **names;        /* into columns */
	struct text_json *json;
	struct crm_line   line;
};

static const char *const only_id[] = { "id" };

int
crm_stream_open(struct crm_stream **out, FILE *in, crm_stream_known *known, void *aux)
{
	struct crm_stream *s = calloc(1, sizeof *s);

	*out = s;
	if (!s)
		return CRM_NO_MEMORY;
	s->in = in;
	s->known = known;
	s->aux = aux;
	s->values = calloc(MOST_COLUMNS + 1, sizeof *s->values);
	s->names = calloc(MOST_COLUMNS, sizeof *s->names);
	s->json = text_json_open();
	if (s->values && s->names && s->json)
		return 0;
	crm_stream_close(s);
	*out = NULL;
	return CRM_NO_MEMORY;
}

void
crm_stream_close(struct crm_stream *stream)
{
	if (!stream)
		return;
	text_json_close(stream->json);
	free(stream->raw);
	free(stream->fields);
	free(stream->values);
	free(stream->header);
	free(stream->columns);
	free(stream->names);
	free(stream);
}

size_t
crm_stream_lines(const struct crm_stream *stream)
{
	return stream->line.number;
}

/* --- lines ------------------------------------------------------------------------ */

static bool
enlarge(char **buffer, size_t *size, size_t wanted)
{
	char *larger;

	if (wanted <= *size)
		return true;
	larger = realloc(*buffer, wanted + 1);
	if (!larger)
		return false;
	*buffer = larger;
	*size = wanted;
	return true;
}

static int
skip_rest(struct crm_stream *s, struct crm_fault *why)
{
	int c;

	while ((c = getc_unlocked(s->in)) != EOF && c != '\n')
		;
	return ferror(s->in) ? CRM_DATABASE
	                     : crm_fault(why, LONGEST_LINE, "the line is longer than %d MB",
	                                 LONGEST_LINE >> 20);
}

/* Character by character, since a FILE can be asked for no more than is there in no other way. */
static int
read_line(struct crm_stream *s, struct crm_fault *why)
{
	size_t n = 0;
	int c;

	errno = 0;
	s->line.number++;
	while ((c = getc_unlocked(s->in)) != EOF && c != '\n') {
		if (n == LONGEST_LINE)
			break;
		if (n == s->size && !enlarge(&s->raw, &s->size, n ? 2 * n : 512))
			return CRM_NO_MEMORY;
		s->raw[n++] = (char)c;
	}
	if (!enlarge(&s->raw, &s->size, 1))
		return CRM_NO_MEMORY;
	s->raw[n] = '\0';
	s->line.raw = s->raw;
	s->line.length = n;
	if (n == LONGEST_LINE && c != EOF && c != '\n')
		return skip_rest(s, why);
	if (c == EOF && ferror(s->in))
		return CRM_DATABASE;
	if (c != EOF || n)
		return RECORD;
	s->line.number--;   /* there was none */
	return END;
}

static void
drop_byte_order_mark(struct crm_stream *s)
{
	if (s->line.number != 1 || s->line.length < 3 || memcmp(s->raw, "\xEF\xBB\xBF", 3) != 0)
		return;
	s->line.length -= 3;
	memmove(s->raw, s->raw + 3, s->line.length + 1);
}

/* --- headers ------------------------------------------------------------------------ */

static bool
is_name(const char *text)
{
	if (*text < 'a' || *text > 'z')
		return false;
	while ((*text >= 'a' && *text <= 'z') || (*text >= '0' && *text <= '9') ||
	       *text == '_' || *text == '.')
		text++;
	return *text == '\0';
}

/* Almost all data fails by its shape, and known() need not be asked. */
static bool
is_header(const struct crm_stream *s, size_t n)
{
	if (s->state == UNREAD && is_name(s->values[0]) && s->known(s->aux, s->values[0]))
		return true;
	for (size_t i = 0; i < n; i++)
		if (!is_name(s->values[i]))
			return false;
	for (size_t i = 0; i < n; i++)
		if (!s->known(s->aux, s->values[i]))
			return false;
	return true;
}

static int
check_header(const struct crm_stream *s, size_t n, struct crm_fault *why)
{
	for (size_t i = 0; i < n; i++) {
		if (s->values[i][0] == '\0')
			return crm_fault(why, (size_t)(s->values[i] - s->fields),
			                 "column %zu of the header has no name", i + 1);
		for (size_t j = 0; j < i; j++)
			if (strcmp(s->values[i], s->values[j]) == 0)
				return crm_fault(why, (size_t)(s->values[i] - s->fields),
				                 "the header names column %s twice", s->values[i]);
	}
	return 0;
}

/* The line just cut becomes the header in force: its text changes places with the older one's. */
static int
take_header(struct crm_stream *s, size_t length, size_t n, struct crm_fault *why)
{
	char *header, *columns = s->columns;
	size_t size = s->columns_size;

	s->state = LOST;
	if (check_header(s, n, why))
		return CRM_INVALID;
	header = strndup(s->raw, length);
	if (!header)
		return CRM_NO_MEMORY;
	if (!s->header || strcmp(s->header, header) != 0)
		s->line.heading++;
	free(s->header);
	s->header = header;
	s->columns = s->fields;
	s->columns_size = s->fields_size;
	s->fields = columns;
	s->fields_size = size;
	for (size_t i = 0; i < n; i++)
		s->names[i] = s->values[i];
	s->line.n = n;
	s->line.names = s->names;
	s->line.header = s->header;
	s->state = HEADED;
	return NOTHING;
}

/* --- records -------------------------------------------------------------------------- */

/* Cut fields at its TABs; returns how many there are, at most MOST_COLUMNS + 1. */
static size_t
cut(struct crm_stream *s, size_t length)
{
	char *p = s->fields, *end = p + length, *tab;
	size_t n = 0;

	for (;;) {
		s->values[n++] = p;
		tab = memchr(p, '\t', (size_t)(end - p));
		if (!tab || n > MOST_COLUMNS)
			return n;
		*tab = '\0';
		p = tab + 1;
	}
}

static int
unescape_values(struct crm_stream *s, size_t n, struct crm_fault *why)
{
	for (size_t i = 0; i < n; i++) {
		struct crm_fault bad;

		if (crm_unescape(s->values[i], &bad))
			return crm_fault(why, (size_t)(s->values[i] - s->fields) + bad.at, "%s: %s",
			                 s->line.names[i], bad.text);
	}
	return RECORD;
}

static int
take_values(struct crm_stream *s, size_t length, size_t n, struct crm_fault *why)
{
	if (s->state == UNREAD) {
		s->state = HEADLESS;
		s->line.heading++;
		s->line.n = 1;
		s->line.names = only_id;
	}
	if (s->state == LOST)
		return crm_fault(why, 0, "the header that this line needs could not be read");
	if (s->state == HEADED && n != s->line.n)
		return crm_fault(why, 0, "%zu field%s, but the header has %zu", n,
		                 n == 1 ? "" : "s", s->line.n);
	s->line.values = (const char *const *)s->values;
	return memchr(s->raw, '\\', length) ? unescape_values(s, s->line.n, why) : RECORD;
}

static int
take_fields(struct crm_stream *s, size_t length, struct crm_fault *why)
{
	size_t n;

	if (length > s->fields_size && !enlarge(&s->fields, &s->fields_size, 2 * length))
		return CRM_NO_MEMORY;
	memcpy(s->fields, s->raw, length);
	s->fields[length] = '\0';
	n = cut(s, length);
	if (n > MOST_COLUMNS)
		return crm_fault(why, 0, "more than %d fields", MOST_COLUMNS);
	return is_header(s, n) ? take_header(s, length, n, why) : take_values(s, length, n, why);
}

static int
take_json(struct crm_stream *s, size_t length, struct crm_fault *why)
{
	bool changed;
	int error = text_json_read(s->json, s->raw, length, &changed, why);

	if (error)
		return error;
	s->line.heading += changed;
	s->line.n = text_json_count(s->json);
	s->line.names = text_json_names(s->json);
	s->line.values = text_json_values(s->json);
	return RECORD;
}

static int
take_line(struct crm_stream *s, struct crm_fault *why)
{
	size_t length;
	int got;

	drop_byte_order_mark(s);
	length = s->line.length - (s->line.length && s->raw[s->line.length - 1] == '\r');
	if (s->state == UNREAD && s->raw[0] == '{')
		s->state = JSON;
	got = crm_utf8_check(s->raw, length, why);
	if (!got && length == 0)
		return NOTHING;
	if (!got)
		got = s->state == JSON ? take_json(s, length, why) : take_fields(s, length, why);
	if (got < 0 && s->state == UNREAD)
		s->state = LOST;
	return got;
}

int
crm_stream_next(struct crm_stream *stream, const struct crm_line **line, struct crm_fault *why)
{
	int got;

	*line = &stream->line;
	do {
		got = read_line(stream, why);
		if (got == RECORD)
			got = take_line(stream, why);
		else if (got == CRM_INVALID && stream->state == UNREAD)
			stream->state = LOST;
	} while (got == NOTHING);
	return got;
}
