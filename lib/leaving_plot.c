/*
 * leaving_plot.c - risks as a histogram, of a test who left by tenths of them.
 */
#include <stdio.h>
#include <stdlib.h>

#include "leaving.h"

enum { TENTHS = 10, TEXT = 48 };

struct point { double risk; bool left; };

struct points { struct point *point; size_t n; };

static int
take(void *data, const struct crm_leaver *leaver)
{
	struct points *points = data;

	points->point[points->n++] = (struct point){ leaver->risk, leaver->left };
	return 0;
}

static int
falling(const void *a, const void *b)
{
	const struct point *first = a, *second = b;

	return (first->risk < second->risk) - (first->risk > second->risk);
}

static char *
histogram(const struct points *points, const struct crm_plot *plot)
{
	double *risk = calloc(points->n + 1, sizeof *risk);
	char *drawn, *lines = NULL;

	if (!risk)
		return NULL;
	for (size_t i = 0; i < points->n; i++)
		risk[i] = points->point[i].risk;
	drawn = crm_plot_histogram(plot, risk, points->n);
	if (drawn && asprintf(&lines, "risk of %zu customer%s\n%s", points->n,
	                      points->n == 1 ? "" : "s", drawn) < 0)
		lines = NULL;
	free(drawn);
	free(risk);
	return lines;
}

/* Customers of equal risk are in the tenth in which the middle of them lies. */
static void
count_tenths(const struct points *points, size_t n[TENTHS], size_t left[TENTHS])
{
	for (size_t i = 0, end; i < points->n; i = end) {
		size_t tenth;

		for (end = i; end < points->n && points->point[end].risk >= points->point[i].risk;)
			end++;
		tenth = (i + end) * TENTHS / (2 * points->n);
		n[tenth] += end - i;
		for (size_t k = i; k < end; k++)
			left[tenth] += points->point[k].left;
	}
}

static char *
tenths(struct points *points, const struct crm_plot *plot)
{
	static const char *const labels[TENTHS] = {
		"highest risk", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "lowest risk"
	};
	struct crm_plot_bar bars[TENTHS];
	char texts[TENTHS][TEXT], *drawn, *lines = NULL;
	size_t n[TENTHS] = { 0 }, left[TENTHS] = { 0 };

	qsort(points->point, points->n, sizeof *points->point, falling);
	count_tenths(points, n, left);
	for (size_t i = 0; i < TENTHS; i++) {
		bars[i] = (struct crm_plot_bar){
			labels[i], n[i] ? (double)left[i] / (double)n[i] : 0, texts[i] };
		if (n[i])
			snprintf(texts[i], TEXT, "%.0f%% of %zu", 100 * bars[i].value, n[i]);
		else
			snprintf(texts[i], TEXT, "nobody");
	}
	drawn = crm_plot_bars(plot, bars, TENTHS);
	if (drawn && asprintf(&lines, "who left, by tenths of %zu customers\n%s", points->n,
	                      drawn) < 0)
		lines = NULL;
	free(drawn);
	return lines;
}

int
crm_leaving_plot(const struct crm_leaving *l, const struct crm_lifetime_customers *whom,
                 const struct crm_plot *plot, char **lines)
{
	struct points points = { .point = calloc(l->n + 1, sizeof *points.point) };
	int error = points.point ? crm_leaving_each(l, whom, take, &points) : CRM_NO_MEMORY;

	*lines = NULL;
	if (!error) {
		*lines = l->until > l->end ? tenths(&points, plot) : histogram(&points, plot);
		error = *lines ? 0 : CRM_NO_MEMORY;
	}
	free(points.point);
	return error;
}
