/*
 * text_out.c - records into lines.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"
#include "text_escape.h"
#include "text_table.h"
#include "unicode.h"

enum { BLOCK = 1 << 16 };   /* bytes that are written at a time */

struct crm_writer {
	FILE                    *file;
	struct crm_layout        layout;
	const struct crm_field **fields;      /* those shown */
	size_t                   n;
	char                    *buffer;
	size_t                   used, size;
	bool                     begun;       /* BOM and header are out */
	int                      error, number;   /* the first failure and its errno */
	struct text_table            *table;
	char                    *visible;     /* the value at hand, as a terminal gets it */
	struct crm_fault         why;
};

/* --- bytes ------------------------------------------------------------------------- */

static void
fail(struct crm_writer *w, int error)
{
	if (w->error)
		return;
	w->error = error;
	w->number = errno;
	if (error == CRM_DATABASE)
		crm_fault(&w->why, 0, "cannot write: %s", strerrordesc_np(w->number));
	else if (error == CRM_NO_MEMORY)
		crm_fault(&w->why, 0, "out of memory");
}

static void
flush(struct crm_writer *w)
{
	if (!w->error && w->used && fwrite(w->buffer, 1, w->used, w->file) != w->used)
		fail(w, CRM_DATABASE);
	w->used = 0;
}

/* Where n more bytes may be put; NULL if there is no room and no memory. */
static char *
reserve(struct crm_writer *w, size_t n)
{
	char *larger;

	if (w->size - w->used >= n)
		return w->buffer + w->used;
	flush(w);
	if (n < BLOCK)
		n = BLOCK;
	if (n > w->size) {
		larger = realloc(w->buffer, n);
		if (!larger) {
			fail(w, CRM_NO_MEMORY);
			return NULL;
		}
		w->buffer = larger;
		w->size = n;
	}
	return w->buffer;
}

static void
put_bytes(struct crm_writer *w, const char *bytes, size_t n)
{
	char *p = reserve(w, n);

	if (!p)
		return;
	memcpy(p, bytes, n);
	w->used += n;
}

static void
put_char(struct crm_writer *w, char c)
{
	put_bytes(w, &c, 1);
}

static void
put_text(struct crm_writer *w, const char *text)
{
	put_bytes(w, text, strlen(text));
}

/* --- one value in each format -------------------------------------------------------- */

/* Only people's texts have characters that need care. */
static bool
is_text(const struct crm_field *field)
{
	return field->kind == CRM_TEXT || field->kind == CRM_WORD;
}

static void
put_tsv(struct crm_writer *w, const struct crm_field *field, const char *text)
{
	char *p;

	if (!text)
		return;
	if (!is_text(field)) {
		put_text(w, text);
		return;
	}
	p = reserve(w, 2 * strlen(text));
	for (; p && *text; text++) {
		char letter = escape_letter(*text);

		if (letter)
			*p++ = '\\';
		*p++ = letter ? letter : *text;
	}
	if (p)
		w->used = (size_t)(p - w->buffer);
}

/* What a spreadsheet may take for the beginning of a formula. */
static bool
is_formula(const char *text)
{
	static const char *const signs[] = { "=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠" };

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (strncmp(text, signs[i], strlen(signs[i])) == 0)
			return true;
	return false;
}

static bool
needs_quotes(const char *text)
{
	size_t n = strcspn(text, ",\"\r\n");

	return text[n] || text[0] == ' ' || (n && text[n - 1] == ' ');
}

static void
put_csv(struct crm_writer *w, const struct crm_field *field, const char *text)
{
	bool guard = text && w->layout.spreadsheet && is_text(field) && is_formula(text);

	if (!text) {
		if (w->n == 1)
			put_text(w, "\"\"");
		return;
	}
	if (!is_text(field) || !needs_quotes(text)) {
		if (guard)
			put_char(w, '\'');
		put_text(w, text);
		return;
	}
	put_text(w, guard ? "\"'" : "\"");
	for (; *text; text++) {
		if (*text == '"')
			put_char(w, '"');
		put_char(w, *text);
	}
	put_char(w, '"');
}

static void
put_json_escape(struct crm_writer *w, char c)
{
	static const char named[] = "\"\"\\\\\nn\tt\rr\bb\ff";   /* a character, then its letter */
	const char *pair = named;

	while (*pair && *pair != c)
		pair += 2;
	put_text(w, *pair ? "\\" : c < 16 ? "\\u000" : "\\u001");
	put_char(w, *pair ? pair[1] : "0123456789abcdef"[c % 16]);
}

static void
put_json_string(struct crm_writer *w, const char *text)
{
	put_char(w, '"');
	for (;;) {
		size_t n = 0;

		while ((unsigned char)text[n] >= ' ' && text[n] != '"' && text[n] != '\\')
			n++;
		put_bytes(w, text, n);
		text += n;
		if (*text == '\0')
			break;
		put_json_escape(w, *text++);
	}
	put_char(w, '"');
}

static void
put_json(struct crm_writer *w, const struct crm_field *field, const char *text)
{
	if (!text)
		put_text(w, "null");
	else if (field->kind == CRM_BOOL)
		put_text(w, *text == 'y' ? "true" : "false");
	else if (field->kind == CRM_INT || field->kind == CRM_REAL)
		put_text(w, text);
	else
		put_json_string(w, text);
}

/* --- lines ------------------------------------------------------------------------------ */

static void
end_line(struct crm_writer *w)
{
	put_text(w, w->layout.spreadsheet && w->layout.format == CRM_CSV ? "\r\n" : "\n");
}

static void
begin(struct crm_writer *w)
{
	enum crm_format format = w->layout.format;

	if (w->begun)
		return;
	w->begun = true;
	if (w->layout.continued)
		return;
	if (format == CRM_CSV && w->layout.spreadsheet)
		put_text(w, "\xEF\xBB\xBF");
	if (!w->layout.header || format == CRM_JSON || format == CRM_TABLE)
		return;
	for (size_t i = 0; i < w->n; i++) {
		if (i)
			put_char(w, format == CRM_CSV ? ',' : '\t');
		put_text(w, w->fields[i]->name);
	}
	end_line(w);
}

/*
 * The text of a field; what steers a terminal does not reach one.  What the format writes
 * in letters by itself stays, and so do the line feeds in CSV.
 */
static const char *
value_of(struct crm_writer *w, const struct crm_field *f, const void *record, char *scratch)
{
	static const char *const kept[] = {
		[CRM_TSV] = "\t\n\r", [CRM_CSV] = "\t\n", [CRM_JSON] = "\t\n\r", [CRM_TABLE] = ""
	};
	const char *text = crm_field_text(f, record, w->layout.context, scratch);

	if (!text || !w->layout.terminal || !is_text(f))
		return text;
	free(w->visible);
	w->visible = crm_visible_but(text, kept[w->layout.format]);
	if (!w->visible)
		fail(w, CRM_NO_MEMORY);
	return w->visible;
}

static void
put_json_record(struct crm_writer *w, const void *record)
{
	char scratch[CRM_SCRATCH];

	for (size_t i = 0; i < w->n; i++) {
		const struct crm_field *f = w->fields[i];

		put_text(w, i ? ", " : "{");
		put_json_string(w, f->name);
		put_text(w, ": ");
		put_json(w, f, value_of(w, f, record, scratch));
	}
	put_text(w, "}\n");
}

static void
put_record(struct crm_writer *w, const void *record)
{
	bool csv = w->layout.format == CRM_CSV;
	char scratch[CRM_SCRATCH];

	for (size_t i = 0; i < w->n; i++) {
		const struct crm_field *f = w->fields[i];
		const char *text = value_of(w, f, record, scratch);

		if (i)
			put_char(w, csv ? ',' : '\t');
		if (csv)
			put_csv(w, f, text);
		else
			put_tsv(w, f, text);
	}
	end_line(w);
}

/* --- the writer ---------------------------------------------------------------------------- */

static int
choose_fields(struct crm_writer *w, const struct crm_type *type)
{
	size_t n = 0;

	while (type->fields[n].name)
		n++;
	w->fields = calloc(n + 1, sizeof *w->fields);
	if (!w->fields)
		return CRM_NO_MEMORY;
	for (size_t i = 0; i < n; i++)
		if (!(type->fields[i].flags & CRM_HIDDEN))
			w->fields[w->n++] = &type->fields[i];
	return 0;
}

int
crm_writer_open(struct crm_writer **out, FILE *file, const struct crm_type *type,
                const struct crm_layout *layout)
{
	struct crm_writer *w = calloc(1, sizeof *w);
	int error;

	*out = w;
	if (!w)
		return CRM_NO_MEMORY;
	w->file = file;
	w->layout = *layout;
	error = choose_fields(w, type);
	if (!error && layout->format == CRM_TABLE)
		error = text_table_open(&w->table, w->fields, w->n, &w->layout, &w->why);
	w->error = error;
	if (error != CRM_NO_MEMORY)
		return error;
	crm_writer_close(w);
	*out = NULL;
	return error;
}

int
crm_writer_put(struct crm_writer *writer, const void *record)
{
	int error;

	if (writer->table) {
		error = text_table_put(writer->table, record);
		if (error)
			fail(writer, error);
	} else if (!writer->error) {
		begin(writer);
		if (writer->layout.format == CRM_JSON)
			put_json_record(writer, record);
		else
			put_record(writer, record);
	}
	errno = writer->number;
	return writer->error;
}

const char *
crm_writer_message(const struct crm_writer *writer)
{
	return writer->why.text;
}

static void
finish(struct crm_writer *w)
{
	int error = w->table ? text_table_draw(w->table, w->file) : 0;

	if (error)
		fail(w, error);
	else if (!w->table && !w->layout.if_any)
		begin(w);
}

int
crm_writer_close(struct crm_writer *writer)
{
	int error, number;

	if (!writer)
		return 0;
	if (!writer->error)
		finish(writer);
	flush(writer);
	if (!writer->error && fflush(writer->file))
		fail(writer, CRM_DATABASE);
	error = writer->error;
	number = writer->number;
	text_table_close(writer->table);
	free(writer->visible);
	free(writer->fields);
	free(writer->buffer);
	free(writer);
	errno = number;
	return error;
}
