/*
 * plot.c - bars and histograms as lines of text.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fault.h"
#include "plot_draw.h"
#include "real.h"
#include "unicode.h"

enum { NARROWEST = 20 };

/* --- lines of text --------------------------------------------------------------------- */

int
plot_begin(struct plot_page *page)
{
	*page = (struct plot_page){ 0 };
	page->out = open_memstream(&page->text, &page->size);
	return page->out ? 0 : CRM_NO_MEMORY;
}

char *
plot_end(struct plot_page *page)
{
	bool failed = ferror(page->out);

	if (fclose(page->out) || failed) {
		free(page->text);
		return NULL;
	}
	return page->text;
}

void
plot_put(struct plot_page *page, const char *text)
{
	if (!*text)
		return;
	fprintf(page->out, "%*s%s", (int)page->blanks, "", text);
	page->blanks = 0;
}

void
plot_blanks(struct plot_page *page, size_t n)
{
	page->blanks += n;
}

void
plot_line(struct plot_page *page)
{
	page->blanks = 0;
	fputc('\n', page->out);
}

void
plot_label(struct plot_page *page, const char *text, size_t cells, bool right)
{
	char *seen = crm_visible(text), *cut = seen ? crm_truncate(seen, cells) : NULL;
	size_t width = cut ? crm_width(cut) : 0;

	if (right)
		plot_blanks(page, cells - width);
	plot_put(page, cut ? cut : "");
	if (!right)
		plot_blanks(page, cells - width);
	free(cut);
	free(seen);
}

size_t
plot_label_width(const char *text)
{
	char *seen = crm_visible(text);
	size_t width = seen ? crm_width(seen) : 0;

	free(seen);
	return width;
}

size_t
plot_page_width(const struct crm_plot *plot)
{
	return plot->width < NARROWEST ? NARROWEST : (size_t)plot->width;
}

double
plot_round_step(double least)
{
	static const double nearly = 1 - 1e-9;
	double power = pow(10, floor(log10(least))), step = least * nearly / power;

	return power * (step <= 1 ? 1 : step <= 2 ? 2 : step <= 5 ? 5 : 10);
}

/* --- bars -------------------------------------------------------------------------------- */

enum { EIGHTHS = 8 };

static const char *const eighths[EIGHTHS] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };

/* How a field of bars is laid out: label, blank, bar, blank, text. */
struct bars {
	size_t label, bar, text;
	double longest;
};

static struct bars
lay_out(const struct crm_plot *plot, const struct crm_plot_bar *bars, size_t n)
{
	size_t width = plot_page_width(plot), used;
	struct bars out = { 0 };

	for (size_t i = 0; i < n; i++) {
		size_t label = plot_label_width(bars[i].label);
		size_t text = bars[i].text ? plot_label_width(bars[i].text) : 0;

		out.label = label > out.label ? label : out.label;
		out.text = text > out.text ? text : out.text;
		if (isfinite(bars[i].value))
			out.longest = fmax(out.longest, bars[i].value);
	}
	/* A fifth and more is the bars'. */
	out.label = out.label > width / 2 ? width / 2 : out.label;
	out.text = out.text > width / 4 ? width / 4 : out.text;
	used = out.label + 1 + (out.text ? out.text + 1 : 0);
	out.bar = width - used;
	return out;
}

/* What is there is seen, be it ever so small. */
static void
put_bar(struct plot_page *page, const struct crm_plot *plot, const struct bars *bars, double value)
{
	double cells = value > 0 && isfinite(value) ? value / bars->longest * (double)bars->bar : 0;
	size_t parts = (size_t)llround(cells * EIGHTHS), whole;

	if (value > 0 && parts == 0)
		parts = 1;
	if (!plot->unicode)
		parts = (parts + EIGHTHS - 1) / EIGHTHS * EIGHTHS;
	whole = parts / EIGHTHS;
	for (size_t i = 0; i < whole; i++)
		plot_put(page, plot->unicode ? "█" : "#");
	plot_put(page, eighths[parts % EIGHTHS]);
}

char *
crm_plot_bars(const struct crm_plot *plot, const struct crm_plot_bar *bar, size_t n)
{
	struct bars bars = lay_out(plot, bar, n);
	struct plot_page page;

	if (plot_begin(&page))
		return NULL;
	for (size_t i = 0; i < n; i++) {
		plot_label(&page, bar[i].label, bars.label, false);
		plot_blanks(&page, 1);
		put_bar(&page, plot, &bars, bar[i].value);
		if (bar[i].text) {
			plot_blanks(&page, 1);
			plot_label(&page, bar[i].text, bars.text, false);
		}
		plot_line(&page);
	}
	return plot_end(&page);
}

/* --- histograms -------------------------------------------------------------------------- */

enum { BINS = 20, WANTED_BINS = 12, LABEL = 2 * REAL_SIZE + 8 };

struct bins {
	size_t n;
	double edge[BINS + 1];
	size_t count[BINS];
};

static int
rising(const void *a, const void *b)
{
	double first = *(const double *)a, second = *(const double *)b;

	return (first > second) - (first < second);
}

/* 1, 2, 5, 10, 20 ...: the number after this one. */
static double
next_round(double edge)
{
	static const double beyond = 1 + 1e-6;

	return plot_round_step(edge * beyond);
}

/* From 0 to the first round number, and on to what is beyond the largest. */
static void
skew_edges(struct bins *bins, double least, double largest)
{
	double edges[3 * 640];
	size_t n = 0, skip;

	/* Going up from the least, and keeping the last ones, lumps the small values together. */
	for (double edge = plot_round_step(least); n < sizeof edges / sizeof *edges;
	     edge = next_round(edge)) {
		edges[n++] = edge;
		if (edge > largest)
			break;
	}
	skip = n > BINS ? n - BINS : 0;
	bins->edge[0] = 0;
	memcpy(bins->edge + 1, edges + skip, (n - skip) * sizeof *edges);
	bins->n = n - skip;
}

static void
even_edges(struct bins *bins, double least, double largest)
{
	double step = largest > least ? plot_round_step((largest - least) / WANTED_BINS) : 1;
	double from = floor(least / step);

	bins->n = 1;
	while (bins->n < BINS && (from + (double)bins->n) * step < largest)
		bins->n++;
	for (size_t i = 0; i <= bins->n; i++)
		bins->edge[i] = (from + (double)i) * step;
}

/* sorted is in rising order, and not empty. */
static void
make_bins(struct bins *bins, const double *sorted, size_t n)
{
	static const double skew = 20;
	size_t zeros = 0, i = 0;

	*bins = (struct bins){ 0 };
	while (zeros < n && sorted[zeros] <= 0)
		zeros++;
	if (sorted[0] >= 0 && zeros < n && sorted[n - 1] > skew * sorted[zeros + (n - zeros) / 2])
		skew_edges(bins, sorted[zeros], sorted[n - 1]);
	else
		even_edges(bins, sorted[0], sorted[n - 1]);
	for (size_t k = 0; k < n; k++) {
		while (i + 1 < bins->n && sorted[k] >= bins->edge[i + 1])
			i++;
		bins->count[i]++;
	}
}

static char *
draw_bins(const struct crm_plot *plot, const struct bins *bins)
{
	char labels[BINS][LABEL], texts[BINS][24], from[REAL_SIZE], to[REAL_SIZE];
	struct crm_plot_bar bar[BINS];
	int widest = 0;

	for (size_t i = 0; i <= bins->n; i++) {
		int width = (int)strlen(real_format(real_round(bins->edge[i]), to));

		widest = width > widest ? width : widest;
	}
	for (size_t i = 0; i < bins->n; i++) {
		snprintf(labels[i], LABEL, "%*s to %*s", widest,
		         real_format(real_round(bins->edge[i]), from), widest,
		         real_format(real_round(bins->edge[i + 1]), to));
		snprintf(texts[i], sizeof texts[i], "%zu", bins->count[i]);
		bar[i] = (struct crm_plot_bar){ labels[i], (double)bins->count[i], texts[i] };
	}
	return crm_plot_bars(plot, bar, bins->n);
}

char *
crm_plot_histogram(const struct crm_plot *plot, const double *values, size_t n)
{
	static const double beyond = 1e300;   /* what is or has no round number */
	double *sorted = calloc(n + 1, sizeof *sorted);
	struct bins bins;
	size_t kept = 0;

	if (!sorted)
		return NULL;
	for (size_t i = 0; i < n; i++)
		if (fabs(values[i]) < beyond)
			sorted[kept++] = fabs(values[i]) > 1 / beyond ? values[i] : 0;
	qsort(sorted, kept, sizeof *sorted, rising);
	if (kept)
		make_bins(&bins, sorted, kept);
	free(sorted);
	return kept ? draw_bins(plot, &bins) : strdup("");
}
