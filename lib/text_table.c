/*
 * text_table.c - records as an aligned table, drawn by libsmartcols, which is loaded here.
 */
#include <libsmartcols/libsmartcols.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "library.h"
#include "text_table.h"
#include "unicode.h"

/* Cells: between columns; of a text, and of a heading, that had to give way. */
enum { GAP = 2, NARROWEST = 8, NARROWEST_HEADING = 4 };

#define FUNCTIONS(X) \
	X(scols_new_table) X(scols_unref_table) X(scols_table_set_stream) \
	X(scols_table_set_termforce) X(scols_table_set_column_separator) \
	X(scols_table_enable_noencoding) X(scols_table_enable_noheadings) \
	X(scols_table_enable_colors) X(scols_table_new_column) X(scols_table_new_line) \
	X(scols_column_get_header) X(scols_cell_set_color) X(scols_line_refer_data) \
	X(scols_print_table)

struct smartcols {
	void *library;
	FUNCTIONS(LIBRARY_MEMBER)
};

struct text_table {
	const struct crm_field *const *fields;
	size_t                         n;          /* columns */
	const struct crm_layout       *layout;
	size_t                         rows, room;
	char                         **cells;      /* row by row */
	size_t                        *widths;     /* of columns */
	size_t                        *contents;   /* of their widest cells, headings apart */
	locale_t                       utf8;       /* in which libsmartcols is to measure */
	struct smartcols               scols;
};

int
text_table_open(struct text_table **out, const struct crm_field *const *fields, size_t n,
                const struct crm_layout *layout, struct crm_fault *why)
{
	static const char *const names[] = { FUNCTIONS(LIBRARY_NAME) NULL };
	struct text_table *t = calloc(1, sizeof *t);

	*out = t;
	if (!t)
		return CRM_NO_MEMORY;
	t->fields = fields;
	t->n = n;
	t->layout = layout;
	t->widths = calloc(n + 1, sizeof *t->widths);
	t->contents = calloc(n + 1, sizeof *t->contents);
	if (!t->widths || !t->contents)
		return CRM_NO_MEMORY;
	for (size_t i = 0; i < n; i++)
		t->widths[i] = crm_width(fields[i]->name);
	t->utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	if (t->utf8 && library_load(&t->scols, "libsmartcols.so.1", names))
		return 0;
	crm_fault(why, 0, t->utf8 ? "cannot draw a table without libsmartcols.so.1 (Debian package"
	                            " libsmartcols1); --format tsv needs none"
	                          : "cannot draw a table without the locale C.UTF-8");
	return CRM_DATABASE;
}

void
text_table_close(struct text_table *table)
{
	if (!table)
		return;
	for (size_t i = 0; i < table->rows * table->n; i++)
		free(table->cells[i]);
	free(table->cells);
	free(table->widths);
	free(table->contents);
	if (table->utf8)
		freelocale(table->utf8);
	library_unload(table->scols.library);
	free(table);
}

/* --- cells ---------------------------------------------------------------------------- */

static char *
cell(const struct text_table *t, const struct crm_field *field, const void *record)
{
	char scratch[CRM_SCRATCH];
	const char *text = crm_field_show(field, record, t->layout->context, scratch);
	struct crm_fault ignored;

	if (text && crm_utf8_check(text, strlen(text), &ignored))
		text = "\uFFFD";
	return crm_visible(text ? text : "");
}

static int
make_row(struct text_table *t)
{
	size_t room = t->room ? 2 * t->room : 64;
	char **cells;

	if (t->rows < t->room)
		return 0;
	cells = reallocarray(t->cells, room * (t->n + 1), sizeof *cells);
	if (!cells)
		return CRM_NO_MEMORY;
	t->cells = cells;
	t->room = room;
	return 0;
}

int
text_table_put(struct text_table *table, const void *record)
{
	char **row;
	size_t i;

	if (make_row(table))
		return CRM_NO_MEMORY;
	row = table->cells + table->rows * table->n;
	for (i = 0; i < table->n; i++) {
		size_t width;

		row[i] = cell(table, table->fields[i], record);
		if (!row[i])
			break;
		width = crm_width(row[i]);
		if (width > table->widths[i])
			table->widths[i] = width;
		if (width > table->contents[i])
			table->contents[i] = width;
	}
	if (i == table->n) {
		table->rows++;
		return 0;
	}
	while (i)
		free(row[--i]);
	return CRM_NO_MEMORY;
}

/* --- widths ---------------------------------------------------------------------------- */

/* How narrow a column may become: texts give way, and in need headings. */
static size_t
narrowest(const struct text_table *t, size_t i, bool need)
{
	size_t heading = t->layout->header ? crm_width(t->fields[i]->name) : 0;
	size_t text = t->fields[i]->kind == CRM_TEXT ? NARROWEST : t->contents[i];

	if (need && heading > NARROWEST_HEADING)
		heading = NARROWEST_HEADING;
	return heading > text ? heading : text;
}

/* Take from the widest column that may give way, until lines are `limit' long; what is left. */
static size_t
narrow(struct text_table *t, size_t total, size_t limit, bool need)
{
	while (total > limit) {
		size_t widest = t->n;

		for (size_t i = 0; i < t->n; i++)
			if (t->widths[i] > narrowest(t, i, need) &&
			    (widest == t->n || t->widths[i] > t->widths[widest]))
				widest = i;
		if (widest == t->n)
			break;
		t->widths[widest]--;
		total--;
	}
	return total;
}

/* Make the columns fit the terminal; false if they cannot. */
static bool
fit(struct text_table *t)
{
	size_t limit = (size_t)t->layout->width, total = t->n ? GAP * (t->n - 1) : 0;

	for (size_t i = 0; i < t->n; i++) {
		if (t->widths[i] > limit && narrowest(t, i, false) < limit)
			t->widths[i] = limit;
		total += t->widths[i];
	}
	total = narrow(t, total, limit, false);
	return narrow(t, total, limit, true) <= limit;
}

static int
shorten(const struct text_table *t)
{
	for (size_t i = 0; i < t->rows * t->n; i++) {
		size_t width = t->widths[i % t->n];
		char *shorter;

		if (crm_width(t->cells[i]) <= width)
			continue;
		shorter = crm_truncate(t->cells[i], width);
		if (!shorter)
			return CRM_NO_MEMORY;
		free(t->cells[i]);
		t->cells[i] = shorter;
	}
	return 0;
}

/* --- drawing ------------------------------------------------------------------------------ */

static bool
is_number(const struct crm_field *field)
{
	return field->kind == CRM_INT || field->kind == CRM_MONEY || field->kind == CRM_DECIMAL ||
	       field->kind == CRM_REAL;
}

static int
add_columns(const struct text_table *t, struct libscols_table *drawing)
{
	for (size_t i = 0; i < t->n; i++) {
		int flags = is_number(t->fields[i]) ? SCOLS_FL_RIGHT : 0;
		char *heading = crm_truncate(t->fields[i]->name, t->widths[i]);
		struct libscols_column *column =
			heading ? t->scols.scols_table_new_column(drawing, heading, 0, flags) : NULL;

		free(heading);
		if (!column)
			return CRM_NO_MEMORY;
		if (t->layout->colour &&
		    t->scols.scols_cell_set_color(t->scols.scols_column_get_header(column), "bold"))
			return CRM_NO_MEMORY;
	}
	return 0;
}

/* The cells become the drawing's. */
static int
add_lines(struct text_table *t, struct libscols_table *drawing)
{
	for (size_t row = 0; row < t->rows; row++) {
		struct libscols_line *line = t->scols.scols_table_new_line(drawing, NULL);

		if (!line)
			return CRM_NO_MEMORY;
		for (size_t i = 0; i < t->n; i++) {
			char **text = &t->cells[row * t->n + i];

			if (t->scols.scols_line_refer_data(line, i, *text))
				return CRM_NO_MEMORY;
			*text = NULL;
		}
	}
	return 0;
}

static int
draw(struct text_table *t, struct libscols_table *drawing, FILE *file)
{
	const struct smartcols *scols = &t->scols;

	if (scols->scols_table_set_stream(drawing, file) ||
	    scols->scols_table_set_termforce(drawing, SCOLS_TERMFORCE_NEVER) ||
	    scols->scols_table_set_column_separator(drawing, "  ") ||
	    scols->scols_table_enable_noencoding(drawing, 1) ||
	    scols->scols_table_enable_noheadings(drawing, !t->layout->header) ||
	    scols->scols_table_enable_colors(drawing, t->layout->colour) ||
	    add_columns(t, drawing) || add_lines(t, drawing) || scols->scols_print_table(drawing))
		return CRM_NO_MEMORY;
	return ferror(file) ? CRM_DATABASE : 0;
}

/*
 * What is too wide for a table: a line for each field that is there, an empty one
 * between records.
 */
static int
draw_fields(const struct text_table *t, FILE *file)
{
	const char *bold = t->layout->colour ? "\033[1m" : "";
	const char *plain = t->layout->colour ? "\033[0m" : "";
	size_t widest = 0;

	for (size_t i = 0; i < t->n; i++)
		if (crm_width(t->fields[i]->name) > widest)
			widest = crm_width(t->fields[i]->name);
	for (size_t row = 0; row < t->rows; row++) {
		if (row)
			putc('\n', file);
		for (size_t i = 0; i < t->n; i++)
			if (*t->cells[row * t->n + i])
				fprintf(file, "%s%-*s%s  %s\n", bold, (int)widest, t->fields[i]->name, plain,
				        t->cells[row * t->n + i]);
	}
	return ferror(file) ? CRM_DATABASE : 0;
}

int
text_table_draw(struct text_table *table, FILE *file)
{
	struct libscols_table *drawing;
	locale_t old;
	int error;

	if (table->layout->width > 0 && !fit(table) && table->layout->header && table->rows)
		return draw_fields(table, file);
	if (shorten(table))
		return CRM_NO_MEMORY;
	old = uselocale(table->utf8);
	drawing = table->scols.scols_new_table();
	error = drawing ? draw(table, drawing, file) : CRM_NO_MEMORY;
	if (drawing)
		table->scols.scols_unref_table(drawing);
	uselocale(old);
	return error;
}
