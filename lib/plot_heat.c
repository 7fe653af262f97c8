/*
 * plot_heat.c - a table of shades, as lines of text.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fault.h"
#include "plot_draw.h"

/* From light to dark: blues of the 256 colours, and what is to be read on them. */
static const struct { int back, fore; } colours[] = {
	{ 231, 16 }, { 195, 16 }, { 153, 16 }, { 111, 16 }, { 69, 231 }, { 26, 231 }, { 18, 231 },
};

static const char *const unicode_shades[] = { "·", "░", "▒", "▓", "█" };
static const char *const ascii_shades[] = { ".", ":", "+", "*", "#" };

enum { COLOURS = sizeof colours / sizeof *colours, SHADES = 5 };

struct heat {
	const struct crm_plot      *plot;
	const struct crm_plot_heat *heat;
	size_t label, cell, text;   /* cells of: labels, a column with its gap, what is in it */
	size_t columns;             /* that find room */
};

static size_t
widest(const char *const *texts, size_t n)
{
	size_t most = 0;

	for (size_t i = 0; texts && i < n; i++) {
		size_t width = texts[i] ? plot_label_width(texts[i]) : 0;

		most = width > most ? width : most;
	}
	return most;
}

static struct heat
lay_out(const struct crm_plot *plot, const struct crm_plot_heat *heat)
{
	struct heat h = { .plot = plot, .heat = heat };
	size_t page = plot_page_width(plot), room;

	h.label = widest(heat->row_labels, heat->rows);
	h.label = h.label > page / 2 ? page / 2 : h.label;
	room = page - h.label - 1;
	if (heat->cells) {
		size_t heading = widest(heat->column_labels, heat->columns);

		h.text = widest(heat->cells, heat->rows * heat->columns);
		/* A shade that is no background stands behind its number. */
		h.text += !plot->colour;
		h.text = heading > h.text ? heading : h.text;
		h.text = h.text >= room ? room - 1 : h.text;
		h.cell = h.text + 1;
	} else {
		h.cell = h.text = 2 * heat->columns <= room ? 2 : 1;
	}
	h.columns = heat->columns * h.cell <= room ? heat->columns : room / h.cell;
	return h;
}

/* Which of n shades, the lightest 0. */
static size_t
level(double shade, size_t n)
{
	double held = fmin(fmax(shade, 0), 1) * (double)n;

	return held >= (double)n ? n - 1 : (size_t)held;
}

static void
put_colour(const struct heat *h, struct plot_page *page, const char *text, double shade)
{
	size_t i = level(shade, COLOURS);
	char start[40];

	snprintf(start, sizeof start, "\033[48;5;%d;38;5;%dm", colours[i].back, colours[i].fore);
	plot_put(page, start);
	for (size_t n = plot_label_width(text); n < h->text; n++)
		plot_put(page, " ");
	plot_put(page, text);
	plot_put(page, "\033[0m");
}

static void
put_shade(const struct heat *h, struct plot_page *page, const char *text, double shade)
{
	size_t i = level(shade, SHADES);
	const char *glyph = h->plot->unicode ? unicode_shades[i] : ascii_shades[i];
	size_t times = h->heat->cells ? 1 : h->text;

	if (h->heat->cells)
		plot_label(page, text, h->text - 1, true);
	while (times-- > 0)
		plot_put(page, glyph);
}

static void
put_cell(const struct heat *h, struct plot_page *page, size_t row, size_t column)
{
	size_t at = row * h->heat->columns + column;
	const char *text = h->heat->cells ? h->heat->cells[at] : "";
	double shade = h->heat->shade[at];

	plot_blanks(page, h->cell - h->text);
	if (!text || (!isfinite(shade) && !*text)) {
		plot_blanks(page, h->text);
	} else if (!isfinite(shade)) {
		plot_label(page, text, h->text - !h->plot->colour, true);
		plot_blanks(page, !h->plot->colour);
	} else if (h->plot->colour) {
		put_colour(h, page, text, shade);
	} else {
		put_shade(h, page, text, shade);
	}
}

static void
put_left_out(const struct heat *h, struct plot_page *page)
{
	size_t n = h->heat->columns - h->columns;

	if (n > 0)
		fprintf(page->out, "%s and %zu more column%s\n", h->plot->unicode ? "…" : "...", n,
		        n == 1 ? "" : "s");
}

/* Above shades alone a heading stands where the one before leaves room. */
static void
put_headings(const struct heat *h, struct plot_page *page)
{
	size_t at = 0;

	plot_blanks(page, h->label + 1);
	for (size_t i = 0; i < h->columns; i++) {
		const char *text = h->heat->column_labels[i];
		size_t width = plot_label_width(text), place = i * h->cell;

		if (h->heat->cells) {
			plot_blanks(page, h->cell - h->text);
			/* Above the digits, not above the shade behind them. */
			plot_label(page, text, h->text - !h->plot->colour, true);
			plot_blanks(page, !h->plot->colour);
		} else if ((at == 0 || place > at) && place + width <= h->columns * h->cell) {
			plot_blanks(page, place - at);
			plot_label(page, text, width, false);
			at = place + width;
		}
	}
	plot_line(page);
}

char *
crm_plot_heat(const struct crm_plot *plot, const struct crm_plot_heat *heat)
{
	struct heat h = lay_out(plot, heat);
	struct plot_page page;

	if (plot_begin(&page))
		return NULL;
	put_headings(&h, &page);
	for (size_t row = 0; row < heat->rows; row++) {
		plot_label(&page, heat->row_labels[row], h.label, false);
		plot_blanks(&page, 1);
		for (size_t column = 0; column < h.columns; column++)
			put_cell(&h, &page, row, column);
		plot_line(&page);
	}
	put_left_out(&h, &page);
	return plot_end(&page);
}
