/*
 * cli_cells.c - records of text in a spool.
 */
#include <stdlib.h>
#include <string.h>

#include "cli_cells.h"

static void
put_bytes(struct cli_cells *in, const char *bytes, size_t n)
{
	spool_put(&in->spool, &n, sizeof n);
	if (n)
		spool_put(&in->spool, bytes, n);
}

static void
put_text(struct cli_cells *in, const char *text)
{
	put_bytes(in, text, text ? strlen(text) + 1 : 0);
}

/* A record, or a bad one with the reason: kept alike, and told in their order. */
void
cli_cells_put(struct cli_cells *in, const struct cli_record *r, const char *bad)
{
	size_t n = bad ? 0 : r->n;

	spool_put(&in->spool, &r->line, sizeof r->line);
	spool_put(&in->spool, &n, sizeof n);
	put_text(in, bad);
	put_bytes(in, r->raw, in->raw && r->raw ? r->length + 1 : 0);
	put_text(in, in->raw ? r->header : NULL);
	for (size_t i = 0; i < n; i++) {
		put_text(in, r->names[i]);
		put_text(in, r->values[i]);
	}
}

/* Texts are kept by their offset until the record is whole: the buffer may move. */
static size_t
get_text(struct cli_cells *in, size_t at, const char **text)
{
	size_t n = 0;

	spool_get(&in->spool, &n, sizeof n);
	if (at + n > in->room) {
		char *more = realloc(in->buffer, in->room = 2 * (at + n) + 4096);

		if (!more)
			cli_die("out of memory");
		in->buffer = more;
	}
	if (n)
		spool_get(&in->spool, in->buffer + at, n);
	*text = n ? (const char *)(at + 1) : NULL;
	return at + n;
}

static void
settle(const struct cli_cells *in, const char **text)
{
	if (*text)
		*text = in->buffer + ((size_t)*text - 1);
}

bool
cli_cells_get(struct cli_cells *in, struct cli_record *r, const char **bad)
{
	size_t at = 0;

	if (!spool_get(&in->spool, &r->line, sizeof r->line))
		return false;
	spool_get(&in->spool, &r->n, sizeof r->n);
	if (r->n > in->columns) {
		in->columns = r->n;
		in->names = realloc(in->names, r->n * sizeof *in->names);
		in->values = realloc(in->values, r->n * sizeof *in->values);
		if (!in->names || !in->values)
			cli_die("out of memory");
	}
	at = get_text(in, at, bad);
	r->length = at;
	at = get_text(in, at, &r->raw);
	r->length = at - r->length - (r->raw != NULL);
	at = get_text(in, at, &r->header);
	for (size_t i = 0; i < r->n; i++) {
		at = get_text(in, at, &in->names[i]);
		at = get_text(in, at, &in->values[i]);
	}
	settle(in, bad);
	settle(in, &r->raw);
	settle(in, &r->header);
	for (size_t i = 0; i < r->n; i++) {
		settle(in, &in->names[i]);
		settle(in, &in->values[i]);
	}
	r->names = in->names;
	r->values = in->values;
	return true;
}

void
cli_cells_free(struct cli_cells *in)
{
	spool_free(&in->spool);
	free(in->buffer);
	free(in->names);
	free(in->values);
}
