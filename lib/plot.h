/*
 * plot.h - bars, histograms, curves and heat maps as lines of text.
 *
 *	struct crm_plot plot = { .width = 80, .unicode = true };
 *	char *lines = crm_plot_histogram(&plot, spend, n);
 *	fputs(lines, stdout);
 *	free(lines);
 *
 * Every function returns lines that end with LF and are at most plot.width cells wide,
 * blanks at their ends left out; the memory is the caller's to free(), NULL when there is
 * none.  Nothing here looks at the terminal or the environment.  Texts are UTF-8; control
 * characters in them are made visible.  Numbers that are not finite, and values of a
 * histogram from 1e300 on, are absent.
 */
#ifndef CRM_PLOT_H
#define CRM_PLOT_H

#include <stdbool.h>
#include <stddef.h>

/* What it is drawn with. */
struct crm_plot {
	int  width;      /* cells; less than 20 is taken for 20 */
	bool unicode;    /* blocks and lines of Unicode; else ASCII, but for what texts have */
	bool colour;     /* heat maps: backgrounds of the terminal's 256 colours */
};

struct crm_plot_bar {
	const char *label;
	double      value;    /* what is below 0 has no bar */
	const char *text;     /* behind the bar; may be NULL */
};

/* A bar a line, the longest as long as there is room for. */
char *crm_plot_bars(const struct crm_plot *plot, const struct crm_plot_bar *bars, size_t n);

/*
 * How many values lie from one round number (1, 2 or 5 times a power of ten apart) up to
 * the next, a bar for each; the last bar holds its upper end too.  Where values above 0
 * are skew, the largest over 20 times their median, the ends are 1, 2, 5, 10, 20 ... instead.
 * At most 20 bars; "" if there is no value.
 */
char *crm_plot_histogram(const struct crm_plot *plot, const double *values, size_t n);

struct crm_plot_curve {
	size_t        n;
	const double *x;         /* rising */
	const double *value;
	const double *lo, *hi;   /* a band about it; NULL: none */
	int           height;    /* lines of the field; 0: 12 */
	bool          percent;   /* values are shares: 0.25 is shown as 25% */
};

/*
 * Value over x, straight from point to point; 0 is always on the axis of the values.
 * Where a value is absent the curve has a gap.  "" if no value is there.
 */
char *crm_plot_curve(const struct crm_plot *plot, const struct crm_plot_curve *curve);

struct crm_plot_heat {
	size_t             rows, columns;
	const char *const *row_labels;      /* rows of them */
	const char *const *column_labels;   /* columns of them */
	const double      *shade;           /* rows * columns: 0 (light) to 1 (dark) */
	const char *const *cells;           /* their texts, NULL an empty one; or NULL: shades alone */
};

/*
 * A line for each row.  Cells with texts are as wide as the widest; shades alone take a
 * cell or two.  Columns that find no room are left out, and a last line tells how many.
 */
char *crm_plot_heat(const struct crm_plot *plot, const struct crm_plot_heat *heat);

#endif
