/*
 * fuzz_text - streams: lines come in order with as many values as names, and values survive
 */
#include "fuzz.h"
#include "text.h"

static bool
known(void *aux, const char *name)
{
	(void)aux;
	return !strcmp(name, "id") || !strcmp(name, "name") || !strcmp(name, "note");
}

/* A value that came out of a stream goes through another one unchanged. */
static void
round_trip(const char *value)
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
			round_trip(line->values[i]);
		}
	}
	PROMISE(got == 0);
	crm_stream_close(stream);
	fclose(in);
	return 0;
}
