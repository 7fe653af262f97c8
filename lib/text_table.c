/*
 * text_table.c - records as an aligned table, drawn by libsmartcols, which is loaded here.
 */
#include <libsmartcols/libsmartcols.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "library.h"
#include "text_fit.h"
#include "text_table.h"
#include "unicode.h"

enum {
	HEADING = 5,   /* cells of a heading that had to give way */
	LABELS = 20    /* of a value beside its label, so that it goes on below */
};

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
	struct fit_column             *columns;
	locale_t                       utf8;       /* in which libsmartcols is to measure */
	struct smartcols               scols;
};

/*
 * Whether another heading begins with so many bytes of this one: but one that is all of its
 * beginning is never cut itself, so they differ.
 */
static bool
is_shared(const struct text_table *t, size_t i, size_t bytes)
{
	const char *name = t->fields[i]->name;

	for (size_t other = 0; other < t->n; other++) {
		const char *its = t->fields[other]->name;

		if (other != i && !strncmp(its, name, bytes) && strncmp(its, name, strlen(its)) != 0)
			return true;
	}
	return false;
}

/* The fewest cells in which a heading can be told from the others, an ellipsis among them. */
static size_t
least_heading(const struct text_table *t, size_t i)
{
	const char *name = t->fields[i]->name;
	size_t width = crm_width(name), cells = HEADING, bytes = 0;

	for (; cells < width; cells++) {
		char *cut = crm_truncate(name, cells);

		bytes = cut ? strlen(cut) - strlen("…") : 0;
		free(cut);
		if (bytes && !is_shared(t, i, bytes))
			return cells;
	}
	return width;
}

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
	t->columns = calloc(n + 1, sizeof *t->columns);
	if (!t->columns)
		return CRM_NO_MEMORY;
	for (size_t i = 0; i < n; i++)
		t->columns[i] = (struct fit_column){
			.heading = layout->header ? crm_width(fields[i]->name) : 0,
			.least = layout->header ? least_heading(t, i) : 0,
			.text = fields[i]->kind == CRM_TEXT,
		};
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
	free(table->columns);
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
		if (width > table->columns[i].content)
			table->columns[i].content = width;
	}
	if (i == table->n) {
		table->rows++;
		return 0;
	}
	while (i)
		free(row[--i]);
	return CRM_NO_MEMORY;
}

/* --- cells in lines ----------------------------------------------------------------------- */

/* Cut what is too wide, but for columns that go on in the next line. */
static int
shorten(const struct text_table *t)
{
	for (size_t i = 0; i < t->rows * t->n; i++) {
		const struct fit_column *column = &t->columns[i % t->n];
		char *shorter;

		if (column->wraps || crm_width(t->cells[i]) <= column->width)
			continue;
		shorter = crm_truncate(t->cells[i], column->width);
		if (!shorter)
			return CRM_NO_MEMORY;
		free(t->cells[i]);
		t->cells[i] = shorter;
	}
	return 0;
}

/* What comes behind the first line of a text. */
static const char *
behind_line(const char *text, size_t cells)
{
	text += crm_wrap(text, cells);
	return text + strspn(text, " ");
}

/* The lines that a row takes. */
static size_t
row_lines(const struct text_table *t, char *const *row)
{
	size_t most = 1;

	for (size_t i = 0; i < t->n; i++) {
		const char *rest = row[i];
		size_t lines = 0;

		for (; t->columns[i].wraps && *rest; lines++)
			rest = behind_line(rest, t->columns[i].width);
		if (lines > most)
			most = lines;
	}
	return most;
}

/* A table is for looking down its columns: not if most of its lines only go on. */
static bool
is_shorter(const struct text_table *t)
{
	size_t lines = 0, fields = 0;

	for (size_t row = 0; row < t->rows; row++)
		lines += row_lines(t, t->cells + row * t->n);
	for (size_t i = 0; i < t->n; i++)
		fields += t->columns[i].width > 0;
	return lines <= t->rows || lines * 2 <= t->rows * fields;
}

/* Whether the table can stand on the terminal; else records have a line for each field. */
static bool
fits(const struct text_table *t)
{
	if (t->layout->width <= 0) {
		for (size_t i = 0; i < t->n; i++)
			t->columns[i].width = SIZE_MAX;
		return true;
	}
	return text_fit(t->columns, t->n, (size_t)t->layout->width) ? is_shorter(t)
	                                                            : !t->layout->header || !t->rows;
}

/* --- drawing ------------------------------------------------------------------------------ */

static bool
is_number(const struct crm_field *field)
{
	return field->kind == CRM_INT || field->kind == CRM_MONEY || field->kind == CRM_DECIMAL ||
	       field->kind == CRM_REAL;
}

/* An empty column in a table that is wide enough without it. */
static bool
is_left_out(const struct text_table *t, size_t i)
{
	return !t->columns[i].width && t->layout->width > 0;
}

static int
add_columns(const struct text_table *t, struct libscols_table *drawing)
{
	for (size_t i = 0; i < t->n; i++) {
		int flags = is_number(t->fields[i]) ? SCOLS_FL_RIGHT : 0;
		struct libscols_column *column;
		char *heading;

		if (is_left_out(t, i))
			continue;
		heading = crm_truncate(t->fields[i]->name, t->columns[i].width);
		column = heading ? t->scols.scols_table_new_column(drawing, heading, 0, flags) : NULL;
		free(heading);
		if (!column)
			return CRM_NO_MEMORY;
		if (t->layout->colour &&
		    t->scols.scols_cell_set_color(t->scols.scols_column_get_header(column), "bold"))
			return CRM_NO_MEMORY;
	}
	return 0;
}

/* The next line of a cell, for the drawing to keep; *rest moves behind it. */
static char *
take_line(const struct fit_column *column, const char **rest)
{
	const char *text = *rest;

	if (!column->wraps) {
		*rest = text + strlen(text);
		return strdup(text);
	}
	*rest = behind_line(text, column->width);
	return strndup(text, crm_wrap(text, column->width));
}

/* One line of a row; each of *rests moves behind what is drawn of its cell. */
static int
add_line(struct text_table *t, struct libscols_table *drawing, const char **rests)
{
	struct libscols_line *line = t->scols.scols_table_new_line(drawing, NULL);
	size_t drawn = 0;

	if (!line)
		return CRM_NO_MEMORY;
	for (size_t i = 0; i < t->n; i++) {
		char *text;

		if (is_left_out(t, i))
			continue;
		text = take_line(&t->columns[i], &rests[i]);
		if (!text || t->scols.scols_line_refer_data(line, drawn++, text)) {
			free(text);
			return CRM_NO_MEMORY;
		}
	}
	return 0;
}

static int
add_lines(struct text_table *t, struct libscols_table *drawing)
{
	const char **rests = calloc(t->n + 1, sizeof *rests);
	int error = rests ? 0 : CRM_NO_MEMORY;

	for (size_t row = 0; row < t->rows && !error; row++) {
		char *const *cells = t->cells + row * t->n;

		for (size_t i = 0; i < t->n; i++)
			rests[i] = cells[i];
		for (size_t lines = row_lines(t, cells); lines && !error; lines--)
			error = add_line(t, drawing, rests);
	}
	free(rests);
	return error;
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

/* A value beside its label; what the terminal has no room for goes on below. */
static void
draw_value(const struct text_table *t, const char *text, size_t indent, FILE *file)
{
	size_t width = (size_t)t->layout->width;
	size_t room = width > indent + LABELS ? width - indent : SIZE_MAX;

	for (;;) {
		fprintf(file, "%.*s\n", (int)crm_wrap(text, room), text);
		text = behind_line(text, room);
		if (!*text)
			return;
		fprintf(file, "%*s", (int)indent, "");
	}
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
		for (size_t i = 0; i < t->n; i++) {
			if (!*t->cells[row * t->n + i])
				continue;
			fprintf(file, "%s%-*s%s  ", bold, (int)widest, t->fields[i]->name, plain);
			draw_value(t, t->cells[row * t->n + i], widest + 2, file);
		}
	}
	return ferror(file) ? CRM_DATABASE : 0;
}

int
text_table_draw(struct text_table *table, FILE *file)
{
	struct libscols_table *drawing;
	locale_t old;
	int error;

	if (!fits(table))
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
