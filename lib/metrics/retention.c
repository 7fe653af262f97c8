/*
 * retention.c - cohorts of customers by first purchase, and rates of retention and churn.
 */
#include <stdlib.h>

#include "retention.h"

enum { MOST = 10000000 };   /* rows */

/* --- periods --------------------------------------------------------------------------- */

enum { WEEK = 7, MONTHS = 12, QUARTERS = 4, TO_MONDAY = 3 };   /* 1970-01-01 was a Thursday */

static int64_t
floor_divide(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

int64_t
crm_cohort_period(enum crm_unit unit, int64_t day)
{
	struct crm_date date;

	if (unit == CRM_WEEK)
		return floor_divide(day + TO_MONDAY, WEEK);
	date = crm_day_date(day);
	switch (unit) {
	case CRM_MONTH:   return (int64_t)date.year * MONTHS + date.month - 1;
	case CRM_QUARTER: return (int64_t)date.year * QUARTERS + (date.month - 1) / 3;
	default:          return date.year;
	}
}

int64_t
crm_cohort_period_start(enum crm_unit unit, int64_t period)
{
	switch (unit) {
	case CRM_WEEK:
		return period * WEEK - TO_MONDAY;
	case CRM_MONTH:
		return crm_date_day((struct crm_date){ (int)(period / MONTHS), (int)(period % MONTHS) + 1,
		                                       1 });
	case CRM_QUARTER:
		return crm_date_day((struct crm_date){ (int)(period / QUARTERS),
		                                       (int)(period % QUARTERS) * 3 + 1, 1 });
	default:
		return crm_date_day((struct crm_date){ (int)period, 1, 1 });
	}
}

static int64_t
last_day(enum crm_unit unit, int64_t period)
{
	return crm_cohort_period_start(unit, period + 1) - 1;
}

static int
too_many(struct crm_fault *why)
{
	return crm_fault(why, 0, "there are too many periods: take longer ones");
}

/* The end of the days of one customer, the first of which is the i-th. */
static size_t
customer_end(const struct crm_purchase_day *days, size_t n, size_t i)
{
	size_t end = i + 1;

	while (end < n && days[end].customer == days[i].customer)
		end++;
	return end;
}

/* --- cohorts --------------------------------------------------------------------------- */

/* A cohort, and where its cells begin. */
struct cohort {
	int64_t  period;
	uint64_t n;
	size_t   cells;
};

static int
by_period(const void *a, const void *b)
{
	const struct cohort *first = a, *second = b;

	return (first->period > second->period) - (first->period < second->period);
}

/* The cohorts of all customers, in order, to be freed; NULL: no memory. */
static struct cohort *
find_cohorts(const struct crm_purchase_day *days, size_t n, enum crm_unit unit, size_t *count)
{
	struct cohort *cohorts;
	size_t customers = 0, kept = 0;

	for (size_t i = 0; i < n; i = customer_end(days, n, i))
		customers++;
	cohorts = calloc(customers + 1, sizeof *cohorts);
	if (!cohorts)
		return NULL;
	customers = 0;
	for (size_t i = 0; i < n; i = customer_end(days, n, i))
		cohorts[customers++] = (struct cohort){ .period = crm_cohort_period(unit, days[i].day) };
	qsort(cohorts, customers, sizeof *cohorts, by_period);
	for (size_t i = 0; i < customers; i++) {
		if (kept == 0 || cohorts[kept - 1].period != cohorts[i].period)
			cohorts[kept++] = cohorts[i];
		cohorts[kept - 1].n++;
	}
	*count = kept;
	return cohorts;
}

/* Make the empty cells of all cohorts. */
static int
make_cells(struct cohort *cohorts, size_t n, enum crm_unit unit, int64_t until,
           struct crm_cohort_cell **cells, size_t *count, struct crm_fault *why)
{
	int64_t last = crm_cohort_period(unit, until);

	*count = 0;
	for (size_t i = 0; i < n; i++) {
		cohorts[i].cells = *count;
		*count += (size_t)(last - cohorts[i].period + 1);
		if (*count > MOST)
			return too_many(why);
	}
	*cells = calloc(*count + 1, sizeof **cells);
	if (!*cells)
		return CRM_NO_MEMORY;
	for (size_t i = 0; i < n; i++)
		for (int64_t period = cohorts[i].period; period <= last; period++)
			(*cells)[cohorts[i].cells + (size_t)(period - cohorts[i].period)] =
				(struct crm_cohort_cell){ .cohort = cohorts[i].period, .period = period,
				                          .n = cohorts[i].n,
				                          .complete = last_day(unit, period) <= until };
	return 0;
}

/* Count the days of a customer into the cells of the cohort. */
static int
count_customer(const struct crm_purchase_day *days, size_t n, enum crm_unit unit,
               struct crm_cohort_cell *cells, struct crm_fault *why)
{
	int64_t cohort = crm_cohort_period(unit, days[0].day), counted = cohort - 1;

	for (size_t i = 0; i < n; i++) {
		int64_t period = crm_cohort_period(unit, days[i].day);
		struct crm_cohort_cell *cell = &cells[period - cohort];

		cell->orders += days[i].purchase;
		if (days[i].purchase && period != counted) {
			cell->retained++;
			counted = period;
		}
		if (__builtin_add_overflow(cell->revenue, days[i].amount, &cell->revenue))
			return crm_fault(why, 0, "the revenue of a period is more than can be counted");
	}
	return 0;
}

static int
count_all(const struct crm_purchase_day *days, size_t n, enum crm_unit unit,
          const struct cohort *cohorts, size_t cohort_n, struct crm_cohort_cell *cells,
          struct crm_fault *why)
{
	int error = 0;

	for (size_t i = 0, end; i < n && !error; i = end) {
		struct cohort key = { .period = crm_cohort_period(unit, days[i].day) };
		const struct cohort *own = bsearch(&key, cohorts, cohort_n, sizeof *cohorts, by_period);

		end = customer_end(days, n, i);
		error = count_customer(days + i, end - i, unit, cells + own->cells, why);
	}
	return error;
}

int
crm_cohort_cells(const struct crm_purchase_day *days, size_t n, enum crm_unit unit, int64_t until,
                 struct crm_cohort_cell **cells, size_t *count, struct crm_fault *why)
{
	size_t cohort_n;
	struct cohort *cohorts = find_cohorts(days, n, unit, &cohort_n);
	int error = cohorts ? 0 : CRM_NO_MEMORY;

	*cells = NULL;
	*count = 0;
	if (!error)
		error = make_cells(cohorts, cohort_n, unit, until, cells, count, why);
	if (!error && *cells)
		error = count_all(days, n, unit, cohorts, cohort_n, *cells, why);
	free(cohorts);
	if (error) {
		free(*cells);
		*cells = NULL;
		*count = 0;
	}
	return error;
}

int
crm_cohort_curve(const struct crm_cohort_cell *cells, size_t n, struct crm_cohort_age **curve,
                 size_t *count, struct crm_fault *why)
{
	*count = 0;
	for (size_t i = 0; i < n; i++)
		if (cells[i].complete && (size_t)(cells[i].period - cells[i].cohort) >= *count)
			*count = (size_t)(cells[i].period - cells[i].cohort) + 1;
	*curve = calloc(*count + 1, sizeof **curve);
	if (!*curve)
		return CRM_NO_MEMORY;
	for (size_t i = 0; i < n; i++) {
		uint64_t age = (uint64_t)(cells[i].period - cells[i].cohort);
		struct crm_cohort_age *at = &(*curve)[age];

		if (!cells[i].complete)
			continue;
		at->age = age;
		at->cohorts++;
		at->n += cells[i].n;
		at->retained += cells[i].retained;
		at->orders += cells[i].orders;
		if (__builtin_add_overflow(at->revenue, cells[i].revenue, &at->revenue)) {
			free(*curve);
			*curve = NULL;
			*count = 0;
			return crm_fault(why, 0, "the revenue of an age is more than can be counted");
		}
	}
	return 0;
}

/* --- rates ----------------------------------------------------------------------------- */

/* Without a break a customer on the days from <= day < to. */
struct span { int64_t from, to; };

struct rates {
	struct crm_retention_rate *rate;
	int64_t                    first, last;   /* periods */
	enum crm_unit              unit;
	int64_t                    until;
};

static bool
holds(const struct span *span, int64_t day)
{
	return span->from <= day && day < span->to;
}

/* What is known of a customer. */
struct past {
	int64_t first;     /* the period of the first purchase */
	int64_t started;   /* the last period that began with this one a customer */
};

static void
count_span(const struct rates *r, const struct span *span, struct past *past)
{
	int64_t last = crm_cohort_period(r->unit, span->to < r->until ? span->to : r->until);

	for (int64_t period = crm_cohort_period(r->unit, span->from); period <= last; period++) {
		struct crm_retention_rate *rate = &r->rate[period - r->first];
		int64_t end = last_day(r->unit, period);

		if (holds(span, crm_cohort_period_start(r->unit, period) - 1)) {
			rate->n++;
			past->started = period;
		}
		if (!holds(span, end < r->until ? end : r->until))
			continue;
		if (past->started == period)
			rate->retained++;
		else if (past->first == period)
			rate->fresh++;
		else
			rate->returned++;
	}
}

static void
count_spans(const struct rates *r, const struct crm_purchase_day *days, size_t n,
            struct crm_period active)
{
	struct span span = { days[0].day, crm_day_add(days[0].day, active) };
	struct past past = { .first = crm_cohort_period(r->unit, days[0].day),
	                     .started = r->first - 1 };

	for (size_t i = 1; i < n; i++) {
		if (!days[i].purchase)
			continue;
		if (days[i].day > span.to) {
			count_span(r, &span, &past);
			span.from = days[i].day;
		}
		span.to = crm_day_add(days[i].day, active);
	}
	count_span(r, &span, &past);
}

int
crm_retention_rates(const struct crm_purchase_day *days, size_t n, enum crm_unit unit,
                    struct crm_period active, int64_t first, int64_t until,
                    struct crm_retention_rate **rates, size_t *count, struct crm_fault *why)
{
	struct rates r = { .unit = unit, .until = until, .last = crm_cohort_period(unit, until) };
	int64_t known = crm_day_add(first, active);

	*rates = NULL;
	*count = 0;
	r.first = r.last + 1;
	for (size_t i = 0; i < n; i = customer_end(days, n, i))
		if (crm_cohort_period(unit, days[i].day) < r.first)
			r.first = crm_cohort_period(unit, days[i].day);
	if (r.last - r.first >= MOST)
		return too_many(why);
	*count = (size_t)(r.last - r.first + 1);
	*rates = r.rate = calloc(*count + 1, sizeof **rates);
	if (!r.rate)
		return CRM_NO_MEMORY;
	for (size_t i = 0, end; i < n; i = end) {
		end = customer_end(days, n, i);
		count_spans(&r, days + i, end - i, active);
	}
	for (size_t i = 0; i < *count; i++) {
		r.rate[i].period = r.first + (int64_t)i;
		r.rate[i].lost = r.rate[i].n - r.rate[i].retained;
		r.rate[i].complete = last_day(unit, r.rate[i].period) <= until &&
		                     crm_cohort_period_start(unit, r.rate[i].period) >= known;
	}
	return 0;
}
