/*
 * page_parts.c - what a page is made of: rows, headings, sections of records.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "noun.h"
#include "page_parts.h"
#include "unicode.h"

/* The field as a person reads it; NULL if absent. */
const char *
page_get(struct page *p, const char *name)
{
	const struct crm_field *f = crm_field(p->type, name);

	return f ? crm_field_show(f, p->record, crm_context(p->db), p->scratch[p->next++ % SCRATCHES])
	         : NULL;
}

/* A text on the page: control characters visible, cut at the edge. */
void
page_put(struct page *p, const char *text, int indent)
{
	char *seen = crm_visible(text), *cut = NULL;

	if (seen && p->width > indent)
		cut = crm_truncate(seen, (size_t)(p->width - indent));
	fputs(cut ? cut : seen ? seen : "", p->out);
	free(cut);
	free(seen);
}

void
page_heading(struct page *p, const char *text)
{
	fprintf(p->out, p->bold ? "\n\033[1m%s\033[0m\n" : "\n%s\n", text);
}

/* Join what is there with a separator; NULL if nothing is. */
char *
page_join(const char *const *parts, size_t n, const char *separator)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		cli_die("out of memory");
	for (size_t i = 0; i < n; i++)
		if (parts[i])
			fprintf(out, "%s%s", ftell(out) ? separator : "", parts[i]);
	fclose(out);
	return text;
}

void
page_row(struct page *p, const char *label, const char *text)
{
	if (!text || !*text)
		return;
	fprintf(p->out, "  %-*s", LABEL, label);
	page_put(p, text, LABEL + 2);
	putc('\n', p->out);
}

/* A text of several lines, each behind the indent, no more than so many. */
void
page_lines(struct page *p, const char *text, int indent, int most)
{
	int lines = 0;

	for (const char *at = text; at && *at && lines < most; lines++) {
		size_t n = strcspn(at, "\n");
		char *line = strndup(at, n);

		fprintf(p->out, "%*s", indent, "");
		page_put(p, line ? line : "", indent);
		putc('\n', p->out);
		free(line);
		at = at[n] ? at + n + 1 : NULL;
	}
}

static void
show_each(struct page *p, const struct page_section *section, crm_rows *rows, size_t *n)
{
	while (p->record && crm_rows_next(rows, p->record)) {
		if (!*n)
			page_heading(p, section->title);
		if (!section->most || *n < section->most)
			section->show(p);
		++*n;
	}
	if (section->most && *n > section->most)
		fprintf(p->out, "  and %zu more: %s C%" PRId64 "\n", *n - section->most, section->program,
		        p->customer);
}

/* Records that belong to the customer; *n is how many, and without any there is no heading. */
int
page_section(struct page *p, const struct page_section *section, size_t *n)
{
	const struct crm_type *noun = crm_noun(p->db, section->noun), *view = p->type;
	struct crm_select want = { .type = noun, .customer = p->customer, .sort = section->sort,
	                           .columns = section->columns, .future = true };
	struct crm_query *query;
	struct crm_fault why;
	void *record = p->record;
	crm_rows *rows;

	if (crm_query_parse(&query, noun, section->query, crm_context(p->db), &why))
		cli_die("%s", why.text);
	want.query = query;
	rows = crm_select(p->db, &want, &p->type);
	p->record = p->type ? calloc(1, p->type->size) : NULL;
	*n = 0;
	show_each(p, section, rows, n);
	free(p->record);
	p->type = view;
	p->record = record;
	crm_query_free(query);
	return crm_rows_close(rows);
}
