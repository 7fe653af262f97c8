/*
 * plot_draw.h - what plots draw with (internal).
 */
#ifndef PLOT_DRAW_H
#define PLOT_DRAW_H

#include <stdio.h>

#include "plot.h"

/* Lines under construction: blanks wait until something follows them on their line. */
struct plot_page {
	FILE  *out;
	char  *text;
	size_t size, blanks;
};

int   plot_begin(struct plot_page *page);   /* CRM_NO_MEMORY */
char *plot_end(struct plot_page *page);     /* the lines; NULL: no memory */

void plot_put(struct plot_page *page, const char *text);
void plot_blanks(struct plot_page *page, size_t n);
void plot_line(struct plot_page *page);     /* end it */

/* A text, made visible and cut, on the left or right of so many cells. */
void plot_label(struct plot_page *page, const char *text, size_t cells, bool right);

size_t plot_label_width(const char *text);
size_t plot_page_width(const struct crm_plot *plot);

/* 1, 2 or 5 times a power of ten: the first that is at least `least', which is above 0. */
double plot_round_step(double least);

#endif
