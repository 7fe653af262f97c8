/*
 * cohorts_plot.c - cohorts as triangles, maps and curves.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cohorts_group.h"
#include "metrics/interval.h"
#include "real.h"
#include "scores_group.h"

enum { CELL = REAL_SIZE + 8, LABEL = SCORES_VALUE + 32 };

static const char *const captions[] = {
	"share of a cohort who bought", "customers of a cohort who bought", "orders of a cohort",
	"revenue of a cohort",
};

static const char *
unit_name(enum crm_unit unit)
{
	return unit == CRM_WEEK ? "week" : unit == CRM_MONTH ? "month"
	     : unit == CRM_QUARTER ? "quarter" : "year";
}

/* --- triangles -------------------------------------------------------------------------- */

/* A heat map under construction: a row for each cohort, and one for all. */
struct triangle {
	size_t   rows, columns;
	double  *shade;
	char   (*cell)[CELL];
	char   (*row)[LABEL];
	char   (*column)[24];
	const char **cells, **row_labels, **column_labels;   /* of those texts, for the plot */
};

static void
free_triangle(struct triangle *t)
{
	free(t->shade);
	free(t->cell);
	free(t->row);
	free(t->column);
	free(t->cells);
	free(t->row_labels);
	free(t->column_labels);
}

static int
make_triangle(struct triangle *t)
{
	size_t n = t->rows * t->columns + 1;

	t->shade = calloc(n, sizeof *t->shade);
	t->cell = calloc(n, sizeof *t->cell);
	t->cells = calloc(n, sizeof *t->cells);
	t->row = calloc(t->rows + 1, sizeof *t->row);
	t->row_labels = calloc(t->rows + 1, sizeof *t->row_labels);
	t->column = calloc(t->columns + 1, sizeof *t->column);
	t->column_labels = calloc(t->columns + 1, sizeof *t->column_labels);
	if (!t->shade || !t->cell || !t->cells || !t->row || !t->row_labels || !t->column ||
	    !t->column_labels)
		return CRM_NO_MEMORY;
	for (size_t i = 0; i < n; i++)
		t->shade[i] = NAN;
	for (size_t i = 0; i < t->rows; i++)
		t->row_labels[i] = t->row[i];
	for (size_t i = 0; i < t->columns; i++) {
		snprintf(t->column[i], sizeof t->column[i], "%zu", i);
		t->column_labels[i] = t->column[i];
	}
	return 0;
}

/* What a cell comes to, and as a text. */
static double
number_of(const struct crm_cohorts *c, enum crm_cohort_number number,
          const struct crm_cohort_cell *cell, char text[CELL])
{
	const char *mark = cell->complete ? "" : "*";
	double value;

	switch (number) {
	case CRM_COHORT_RATE:
		value = (double)cell->retained / (double)cell->n;
		snprintf(text, CELL, "%.0f%%%s", 100 * value, mark);
		return value;
	case CRM_COHORT_REVENUE:
		value = (double)cell->revenue / pow(10, c->digits);
		break;
	default:
		value = (double)(number == CRM_COHORT_ORDERS ? cell->orders : cell->retained);
	}
	snprintf(text, CELL, "%.0f%s", value, mark);
	return value;
}

static void
put_number(const struct crm_cohorts *c, enum crm_cohort_number number, struct triangle *t,
           size_t row, const struct crm_cohort_cell *cell)
{
	size_t at = row * t->columns + (size_t)(cell->period - cell->cohort);

	t->shade[at] = number_of(c, number, cell, t->cell[at]);
	t->cells[at] = t->cell[at];
}

/* The darkest is the largest of any age but 0, at which a share is always all. */
static void
set_shades(struct triangle *t)
{
	size_t n = t->rows * t->columns;
	double most = 0;

	for (size_t i = 0; i < n; i++)
		if (i % t->columns > 0 && isfinite(t->shade[i]))
			most = fmax(most, t->shade[i]);
	for (size_t i = 0; i < n; i++)
		if (isfinite(t->shade[i]))
			t->shade[i] = most > 0 ? t->shade[i] / most : i % t->columns == 0;
}

/* --- cohorts ----------------------------------------------------------------------------- */

static bool
is_shown(const struct crm_cohorts *c, const struct crm_cohort_cell *cell)
{
	return cell->complete || c->incomplete;
}

static void
count_rows(const struct crm_cohorts *c, const struct crm_cohort_cell *cells, size_t n,
           struct triangle *t)
{
	for (size_t i = 0; i < n; i++) {
		size_t age = (size_t)(cells[i].period - cells[i].cohort);

		if (!is_shown(c, &cells[i]))
			continue;
		t->rows += age == 0;
		t->columns = age >= t->columns ? age + 1 : t->columns;
	}
	t->rows++;
}

static void
fill_rows(const struct crm_cohorts *c, enum crm_cohort_number number,
          const struct crm_cohort_cell *cells, size_t n, struct triangle *t)
{
	char period[SCORES_VALUE];
	uint64_t all = 0;
	size_t row = 0;

	for (size_t i = 0; i < n; i++) {
		if (!is_shown(c, &cells[i]))
			continue;
		if (cells[i].period == cells[i].cohort) {
			scores_period(c->unit, crm_cohort_period_start(c->unit, cells[i].cohort), period);
			snprintf(t->row[row++], LABEL, "%-8s%7llu", period, (unsigned long long)cells[i].n);
			all += cells[i].n;
		}
		put_number(c, number, t, row - 1, &cells[i]);
	}
	snprintf(t->row[row], LABEL, "%-8s%7llu", "all", (unsigned long long)all);
}

/* Where numbers are sums, those of all cohorts have no shade: it would outshine the rest. */
static void
fill_last(const struct crm_cohorts *c, enum crm_cohort_number number,
          const struct crm_cohort_age *curve, size_t ages, struct triangle *t)
{
	size_t last = (t->rows - 1) * t->columns;

	for (size_t i = 0; i < ages; i++) {
		const struct crm_cohort_cell all = {
			.period = (int64_t)i, .n = curve[i].n, .retained = curve[i].retained,
			.orders = curve[i].orders, .revenue = curve[i].revenue, .complete = true,
		};

		put_number(c, number, t, t->rows - 1, &all);
		if (number != CRM_COHORT_RATE)
			t->shade[last + i] = NAN;
	}
}

/* A group's cells, and all cohorts by age. */
struct cells {
	struct crm_cohort_cell *cell;
	struct crm_cohort_age  *age;
	size_t                  n, ages;
};

/* The triangle of a group; free_triangle() it in any case. */
static int
triangle_of(const struct crm_cohorts *c, enum crm_cohort_number number, const struct cells *cells,
            struct triangle *t)
{
	count_rows(c, cells->cell, cells->n, t);
	if (make_triangle(t))
		return CRM_NO_MEMORY;
	fill_rows(c, number, cells->cell, cells->n, t);
	fill_last(c, number, cells->age, cells->ages, t);
	set_shades(t);
	return 0;
}

/* --- pages ------------------------------------------------------------------------------ */

/* Write lines and free them. */
static int
put_lines(FILE *out, char *lines)
{
	if (!lines)
		return CRM_NO_MEMORY;
	fputs(lines, out);
	free(lines);
	return 0;
}

static void
put_caption(FILE *out, const struct crm_cohorts *c, size_t group, const char *what)
{
	if (ftell(out) > 0)
		fputc('\n', out);
	if (c->group_n > 1)
		fprintf(out, "%s: ", c->groups[group].label);
	fprintf(out, "%s\n", what);
}

static int
put_heat(FILE *out, const struct crm_plot *plot, const struct triangle *t, bool numbers)
{
	const struct crm_plot_heat heat = {
		.rows = numbers ? t->rows : t->rows - 1, .columns = t->columns,
		.row_labels = t->row_labels, .column_labels = t->column_labels, .shade = t->shade,
		.cells = numbers ? t->cells : NULL,
	};

	return put_lines(out, crm_plot_heat(plot, &heat));
}

/* The points of a curve; x is 0, 1, 2 ... */
struct course {
	double *x, *value, *lo, *hi;   /* n of each, or more; in one block, to be freed at x */
	size_t  n;
};

static int
make_course(struct course *course, size_t n)
{
	course->x = calloc(4 * n + 1, sizeof *course->x);
	if (!course->x)
		return CRM_NO_MEMORY;
	course->value = course->x + n;
	course->lo = course->value + n;
	course->hi = course->lo + n;
	return 0;
}

/* A share of nobody is a gap. */
static void
add_point(struct course *course, double x, uint64_t count, uint64_t of)
{
	struct crm_interval share;
	size_t i = course->n++;

	if (crm_rate(count, of, &share, NULL))
		share = (struct crm_interval){ NAN, NAN, NAN };
	course->x[i] = x;
	course->value[i] = share.value;
	course->lo[i] = share.lo;
	course->hi[i] = share.hi;
}

static int
put_course(FILE *out, const struct crm_plot *plot, const struct course *course)
{
	const struct crm_plot_curve curve = { .n = course->n, .x = course->x, .value = course->value,
	                                      .lo = course->lo, .hi = course->hi, .percent = true };

	return put_lines(out, crm_plot_curve(plot, &curve));
}

/* What is asked for, of each group in turn. */
struct page {
	const struct crm_cohorts *cohorts;
	const struct crm_plot    *plot;
	enum crm_cohort_number    number;
	bool                      numbers;   /* a triangle rather than a map */
	FILE                     *out;
};

/* To be freed in any case. */
static int
load_cells(const struct page *p, size_t group, struct cells *cells, struct crm_fault *why)
{
	int error = cohorts_cells(p->cohorts, &p->cohorts->groups[group], &cells->cell, &cells->n, why);

	return error ? error : crm_cohort_curve(cells->cell, cells->n, &cells->age, &cells->ages, why);
}

static void
free_cells(struct cells *cells)
{
	free(cells->cell);
	free(cells->age);
}

static int
put_triangle(const struct page *p, size_t group, struct crm_fault *why)
{
	struct cells cells = { 0 };
	struct triangle t = { 0 };
	char caption[128];
	int error = load_cells(p, group, &cells, why);

	if (!error)
		error = triangle_of(p->cohorts, p->number, &cells, &t);
	if (!error && t.columns > 0) {
		snprintf(caption, sizeof caption, "%s, by age in %ss", captions[p->number],
		         unit_name(p->cohorts->unit));
		put_caption(p->out, p->cohorts, group, caption);
		error = put_heat(p->out, p->plot, &t, p->numbers);
	}
	free_triangle(&t);
	free_cells(&cells);
	return error;
}

/* All cohorts from age 1 on: at 0 they are all there. */
static int
put_ages(const struct page *p, size_t group, struct crm_fault *why)
{
	struct cells cells = { 0 };
	struct course course = { 0 };
	char caption[128];
	int error = load_cells(p, group, &cells, why);

	if (!error)
		error = make_course(&course, cells.ages);
	for (size_t i = 1; i < cells.ages && !error; i++)
		add_point(&course, (double)i, cells.age[i].retained, cells.age[i].n);
	if (!error && course.n > 0) {
		snprintf(caption, sizeof caption, "share of all cohorts who bought, by age in %ss",
		         unit_name(p->cohorts->unit));
		put_caption(p->out, p->cohorts, group, caption);
		error = put_course(p->out, p->plot, &course);
	}
	free(course.x);
	free_cells(&cells);
	return error;
}

static void
put_rates_caption(const struct page *p, size_t group, const struct crm_retention_rate *rates,
                  size_t n)
{
	char first[SCORES_VALUE], last[SCORES_VALUE], caption[2 * SCORES_VALUE + 80];
	enum crm_unit unit = p->cohorts->unit;

	scores_period(unit, crm_cohort_period_start(unit, rates[0].period), first);
	scores_period(unit, crm_cohort_period_start(unit, rates[n - 1].period), last);
	snprintf(caption, sizeof caption, "retention by %s, %s (0) to %s (%zu), with 95 %% limits",
	         unit_name(unit), first, last, n - 1);
	put_caption(p->out, p->cohorts, group, caption);
}

static int
put_rates(const struct page *p, size_t group, struct crm_fault *why)
{
	struct crm_retention_rate *rates;
	struct course course = { 0 };
	size_t n;
	int error = cohorts_rates(p->cohorts, &p->cohorts->groups[group], &rates, &n, why);

	if (!error)
		error = make_course(&course, n);
	for (size_t i = 0; i < n && !error; i++)
		add_point(&course, (double)i, rates[i].retained, rates[i].n);
	if (!error && n > 0) {
		put_rates_caption(p, group, rates, n);
		error = put_course(p->out, p->plot, &course);
	}
	free(course.x);
	free(rates);
	return error;
}

/* Draw all groups. */
static int
draw(struct page *p, int (*put)(const struct page *, size_t, struct crm_fault *), char **lines,
     struct crm_fault *why)
{
	size_t size;
	int error = 0;

	*lines = NULL;
	p->out = open_memstream(lines, &size);
	for (size_t g = 0; p->out && g < p->cohorts->group_n && !error; g++)
		error = put(p, g, why);
	if (!p->out || (fclose(p->out) && !error))
		error = CRM_NO_MEMORY;
	if (error) {
		free(*lines);
		*lines = NULL;
	}
	return error == CRM_NO_MEMORY ? cohorts_no_memory(why) : error;
}

/* --- views -------------------------------------------------------------------------------- */

int
crm_cohorts_triangle(const struct crm_cohorts *c, enum crm_cohort_number number,
                     const struct crm_plot *plot, char **lines, struct crm_fault *why)
{
	return draw(&(struct page){ c, plot, number, true, NULL }, put_triangle, lines, why);
}

int
crm_cohorts_plot(const struct crm_cohorts *c, enum crm_cohort_view view,
                 enum crm_cohort_number number, const struct crm_plot *plot, char **lines,
                 struct crm_fault *why)
{
	struct page page = { c, plot, number, false, NULL };

	return draw(&page, view == CRM_COHORTS_BY_PERIOD ? put_triangle
	                   : view == CRM_COHORTS_BY_AGE ? put_ages : put_rates, lines, why);
}
