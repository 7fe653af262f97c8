/*
 * plot_curve.c - a curve with a band about it, as lines of text.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fault.h"
#include "plot_draw.h"
#include "real.h"

enum { HEIGHT = 12, LEAST_HEIGHT = 4, MOST_HEIGHT = 200, TICKS = 4, NUMBER = REAL_SIZE + 8 };

enum mark { NOTHING, BAND, RISE, POINT, MARKS };

static const char *const unicode_marks[MARKS] = { "", "░", "│", "•" };
static const char *const ascii_marks[MARKS] = { "", ".", "|", "o" };

struct field {
	const struct crm_plot       *plot;
	const struct crm_plot_curve *curve;
	size_t         width, height, label;   /* of the field, and of the numbers beside it */
	double         top, bottom, step;      /* of the values, and between their numbers */
	unsigned char *marks;                  /* height rows of width, from the top */
};

/* --- scales ----------------------------------------------------------------------------- */

/* The least and largest of an array that may not be there. */
static void
widen(const double *values, size_t n, double *least, double *largest)
{
	for (size_t i = 0; values && i < n; i++)
		if (isfinite(values[i])) {
			*least = fmin(*least, values[i]);
			*largest = fmax(*largest, values[i]);
		}
}

static bool
any(const double *values, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (isfinite(values[i]))
			return true;
	return false;
}

static void
number(const struct field *f, double value, char out[NUMBER])
{
	char digits[REAL_SIZE];

	real_format(real_round(f->curve->percent ? 100 * value : value), digits);
	snprintf(out, NUMBER, "%s%s", digits, f->curve->percent ? "%" : "");
}

static void
scale(struct field *f)
{
	const struct crm_plot_curve *c = f->curve;
	size_t ticks = f->height / 3 < TICKS ? f->height / 3 : TICKS;
	char text[NUMBER];

	widen(c->value, c->n, &f->bottom, &f->top);
	widen(c->lo, c->n, &f->bottom, &f->top);
	widen(c->hi, c->n, &f->bottom, &f->top);
	if (f->top == f->bottom)
		f->top = 1;
	f->step = plot_round_step((f->top - f->bottom) / (double)(ticks ? ticks : 1));
	f->top = ceil(f->top / f->step - 1e-9) * f->step;
	f->bottom = floor(f->bottom / f->step + 1e-9) * f->step;
	for (double tick = f->bottom; tick <= f->top + f->step / 2; tick += f->step) {
		number(f, tick, text);
		f->label = strlen(text) > f->label ? strlen(text) : f->label;
	}
}

/* The line of the field on which a value lies. */
static size_t
row_of(const struct field *f, double value)
{
	double share = (f->top - value) / (f->top - f->bottom) * (double)(f->height - 1);

	return (size_t)fmin(fmax(round(share), 0), (double)(f->height - 1));
}

/* --- the field --------------------------------------------------------------------------- */

/* Between points i and i + 1, or at i alone where share is 0. */
static double
between(const double *values, size_t i, double share)
{
	return share > 0 ? values[i] + share * (values[i + 1] - values[i]) : values[i];
}

/* The point at or before a column, and how far the column is from it to the next. */
static size_t
point_before(const struct field *f, size_t column, double *share)
{
	const struct crm_plot_curve *c = f->curve;
	double last = f->width > 1 ? (double)(f->width - 1) : 1;
	double x = c->x[0] + (c->x[c->n - 1] - c->x[0]) * (double)column / last;
	size_t i = 0;

	while (i + 1 < c->n && c->x[i + 1] <= x)
		i++;
	*share = i + 1 < c->n ? (x - c->x[i]) / (c->x[i + 1] - c->x[i]) : 0;
	return i;
}

static void
mark(struct field *f, size_t column, size_t from, size_t to, enum mark what)
{
	for (size_t row = from; row <= to; row++)
		if (f->marks[row * f->width + column] < what)
			f->marks[row * f->width + column] = (unsigned char)what;
}

/* Join a point to the one of the column before, whose row is *last; SIZE_MAX: none. */
static void
mark_point(struct field *f, size_t column, size_t row, size_t *last)
{
	mark(f, column, row, row, POINT);
	if (*last != SIZE_MAX && *last + 1 < row)
		mark(f, column, *last + 1, row - 1, RISE);
	if (*last != SIZE_MAX && *last > row + 1)
		mark(f, column, row + 1, *last - 1, RISE);
	*last = row;
}

static void
draw(struct field *f)
{
	const struct crm_plot_curve *c = f->curve;
	size_t last = SIZE_MAX, columns = c->n == 1 ? 1 : f->width;

	for (size_t column = 0; column < columns; column++) {
		double share, lo = NAN, hi = NAN, value;
		size_t i = point_before(f, column, &share);

		if (c->lo && c->hi) {
			lo = between(c->lo, i, share);
			hi = between(c->hi, i, share);
		}
		if (isfinite(lo) && isfinite(hi))
			mark(f, column, row_of(f, hi), row_of(f, lo), BAND);
		value = between(c->value, i, share);
		if (isfinite(value))
			mark_point(f, column, row_of(f, value), &last);
		else
			last = SIZE_MAX;
	}
}

/* --- lines of text ------------------------------------------------------------------------ */

/* The number that stands beside a line; "" where there is none. */
static void
tick(const struct field *f, size_t row, char out[NUMBER])
{
	*out = '\0';
	for (double value = f->bottom; value <= f->top + f->step / 2; value += f->step)
		if (row_of(f, value) == row)
			number(f, value, out);
}

static void
put_rows(const struct field *f, struct plot_page *page)
{
	const char *const *marks = f->plot->unicode ? unicode_marks : ascii_marks;
	char text[NUMBER];

	for (size_t row = 0; row < f->height; row++) {
		tick(f, row, text);
		plot_label(page, text, f->label, true);
		plot_blanks(page, 1);
		plot_put(page, f->plot->unicode ? *text ? "┤" : "│" : *text ? "+" : "|");
		for (size_t i = 0; i < f->width; i++) {
			enum mark what = (enum mark)f->marks[row * f->width + i];

			if (what == NOTHING)
				plot_blanks(page, 1);
			plot_put(page, marks[what]);
		}
		plot_line(page);
	}
}

static void
put_axis(const struct field *f, struct plot_page *page)
{
	plot_blanks(page, f->label + 1);
	plot_put(page, f->plot->unicode ? "└" : "+");
	for (size_t i = 0; i < f->width; i++)
		plot_put(page, f->plot->unicode ? "─" : "-");
	plot_line(page);
}

/* Ages and periods are: there is nothing between them. */
static bool
are_whole(const double *x, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (x[i] != floor(x[i]))
			return false;
	return true;
}

/* Numbers below the axis at round places, as long as they do not touch. */
static void
put_places(const struct field *f, struct plot_page *page)
{
	const struct crm_plot_curve *c = f->curve;
	double span = c->x[c->n - 1] - c->x[0], step, cells = (double)(f->width - 1);
	size_t at = 0, indent = f->label + 2;
	char text[REAL_SIZE];

	plot_blanks(page, indent);
	step = span > 0 ? plot_round_step(span / fmax(cells / 6, 1)) : 1;
	step = are_whole(c->x, c->n) ? fmax(step, 1) : step;
	for (double x = ceil(c->x[0] / step - 1e-9) * step; x <= c->x[c->n - 1] + step * 1e-9;
	     x += step) {
		size_t place = span > 0 ? (size_t)llround((x - c->x[0]) / span * cells) : 0;

		real_format(real_round(x), text);
		if ((place < at + 1 && at > 0) || place + strlen(text) > f->width)
			continue;
		plot_blanks(page, place - at);
		plot_put(page, text);
		at = place + strlen(text);
		if (span <= 0)
			break;
	}
	plot_line(page);
}

char *
crm_plot_curve(const struct crm_plot *plot, const struct crm_plot_curve *curve)
{
	struct field f = { .plot = plot, .curve = curve };
	struct plot_page page;
	int height = curve->height ? curve->height : HEIGHT;

	if (!any(curve->value, curve->n))
		return strdup("");
	f.height = (size_t)(height < LEAST_HEIGHT ? LEAST_HEIGHT
	                    : height > MOST_HEIGHT ? MOST_HEIGHT : height);
	scale(&f);
	f.width = plot_page_width(plot) > f.label + 6 ? plot_page_width(plot) - f.label - 2 : 4;
	f.marks = calloc(f.height, f.width);
	if (!f.marks || plot_begin(&page)) {
		free(f.marks);
		return NULL;
	}
	draw(&f);
	put_rows(&f, &page);
	put_axis(&f, &page);
	put_places(&f, &page);
	free(f.marks);
	return plot_end(&page);
}
