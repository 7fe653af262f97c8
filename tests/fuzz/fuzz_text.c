/*
 * fuzz_text - streams: what is read from any bytes, written and read again is the same
 */
#include "fuzz.h"
#include "text.h"

enum { MOST = 16 };   /* columns that are written again */

static bool
known(void *aux, const char *name)
{
	(void)aux;
	return !strcmp(name, "id") || !strcmp(name, "name") || !strcmp(name, "note");
}

/* A value goes through the escapes unchanged, and onto one line. */
static void
escapes(const char *value)
{
	struct crm_fault why;
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		abort();
	crm_escape(out, value);
	fclose(out);
	PROMISE(!strpbrk(text, "\t\n\r"));
	PROMISE(!crm_unescape(text, &why));
	PROMISE(!strcmp(text, value));
	free(text);
}

/* The line as a writer has it; to be freed. */
static char *
written(const struct crm_line *line, enum crm_format format, size_t *size)
{
	struct crm_field fields[MOST + 1] = { 0 };
	const struct crm_type type = { .name = "line", .size = sizeof(char *[MOST]), .fields = fields };
	const struct crm_layout layout = { .format = format, .header = true };
	struct crm_writer *writer;
	char *text = NULL;
	FILE *out = open_memstream(&text, size);

	for (size_t i = 0; i < line->n; i++)
		fields[i] = (struct crm_field){ .name = line->names[i], .kind = CRM_TEXT,
		                                .offset = i * sizeof(char *) };
	if (!out || crm_writer_open(&writer, out, &type, &layout))
		abort();
	PROMISE(!crm_writer_put(writer, line->values));
	PROMISE(!crm_writer_close(writer));
	fclose(out);
	return text;
}

static void
reads_again(const struct crm_line *line, enum crm_format format)
{
	struct crm_stream *stream;
	const struct crm_line *again;
	struct crm_fault why;
	size_t size;
	char *text = written(line, format, &size);
	FILE *in = fmemopen(text, size, "r");

	if (!in || crm_stream_open(&stream, in, known, NULL))
		abort();
	PROMISE(crm_stream_next(stream, &again, &why) == 1);
	PROMISE(again->n == line->n);
	for (size_t i = 0; i < line->n; i++) {
		PROMISE(!strcmp(again->names[i], line->names[i]));
		PROMISE(!strcmp(again->values[i], line->values[i]));
	}
	PROMISE(crm_stream_next(stream, &again, &why) == 0);
	crm_stream_close(stream);
	fclose(in);
	free(text);
}

/* TSV cannot say all: a header has known names, a record is neither blank nor a header. */
static bool
fits_tsv(const struct crm_line *line)
{
	bool like_header = true;

	for (size_t i = 0; i < line->n; i++) {
		if (!known(NULL, line->names[i]))
			return false;
		like_header = like_header && known(NULL, line->values[i]);
	}
	return !like_header && (line->n > 1 || *line->values[0]);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	FILE *in = fmemopen((void *)data, size ? size : 1, "r");
	struct crm_stream *stream;
	const struct crm_line *line;
	struct crm_fault why;
	size_t number = 0;
	int got;

	if (!in || crm_stream_open(&stream, in, known, NULL))
		abort();
	while ((got = crm_stream_next(stream, &line, &why)) == 1 || got == CRM_INVALID) {
		PROMISE(line->number > number && line->raw);
		number = line->number;
		for (size_t i = 0; got == 1 && i < line->n; i++) {
			PROMISE(line->names[i] && line->values[i]);
			escapes(line->values[i]);
		}
		if (got == 1 && line->n <= MOST)
			reads_again(line, CRM_JSON);
		if (got == 1 && line->n <= MOST && fits_tsv(line))
			reads_again(line, CRM_TSV);
	}
	PROMISE(got == 0);
	crm_stream_close(stream);
	fclose(in);
	return 0;
}
