/*
 * retention.h - cohorts of customers by first purchase, and rates of retention and churn.
 *
 *	struct crm_purchase_day *days;
 *	struct crm_cohort_cell *cells;
 *	crm_purchase_log_days(log, until, &days, &n, &why);
 *	crm_cohort_cells(days, n, CRM_MONTH, until, &cells, &count, &why);
 *	for (size_t i = 0; i < count; i++)
 *		... cells[i].retained of cells[i].n ...
 *
 * Days are those of metrics/lifetime.h, by customer and day, none after `until'.  Periods
 * are weeks (from Monday), months, quarters or years of the calendar, and numbered so that
 * the next one is one more.  A period is complete if it ends by `until'.
 *
 * Both views are the usual ones of customer-base analysis (P. S. Fader & B. G. S. Hardie
 * 2009, Probability models for customer-base analysis, Journal of Interactive Marketing 23,
 * 61-69): nobody says when a customer leaves, so being one is a matter of definition.
 */
#ifndef CRM_METRICS_RETENTION_H
#define CRM_METRICS_RETENTION_H

#include "../date.h"
#include "../fault.h"
#include "lifetime.h"

/* The number of the period that a day lies in, and its first day.  CRM_WEEK to CRM_YEAR. */
int64_t crm_cohort_period(enum crm_unit unit, int64_t day);
int64_t crm_cohort_period_start(enum crm_unit unit, int64_t period);

/* What a cohort did in a period; the cohort is who first bought in that of its number. */
struct crm_cohort_cell {
	int64_t  cohort, period;    /* period - cohort is the age: 0, 1, ... */
	uint64_t n;                 /* customers of the cohort */
	uint64_t retained;          /* of whom bought in the period: all of them at age 0 */
	uint64_t orders;            /* days with a purchase */
	int64_t  revenue;           /* minor units, returns of the period taken off */
	bool     complete;
};

/*
 * All cells, by cohort and age, up to the period of `until'; empty cohorts have none.
 * *cells is the caller's to free().  CRM_INVALID if there are more than ten million or
 * the revenue of one is beyond all bounds; CRM_NO_MEMORY.
 */
int crm_cohort_cells(const struct crm_purchase_day *days, size_t n, enum crm_unit unit,
                     int64_t until, struct crm_cohort_cell **cells, size_t *count,
                     struct crm_fault *why);

/*
 * All cohorts together: at each age those that have a complete period of it.  So the last
 * ages are the oldest cohorts' alone.  *curve is the caller's to free().
 */
struct crm_cohort_age {
	uint64_t age, cohorts, n, retained, orders;
	int64_t  revenue;
};

int crm_cohort_curve(const struct crm_cohort_cell *cells, size_t n, struct crm_cohort_age **curve,
                     size_t *count, struct crm_fault *why);

/*
 * Who was a customer at the start of a period and at its end.  Whoever bought on a day is a
 * customer from it on for the length `active'.
 */
struct crm_retention_rate {
	int64_t  period;
	uint64_t n;           /* customers on the day before the period */
	uint64_t retained;    /* of whom are customers on its last day (or on `until') */
	uint64_t lost;        /* of whom are not: n = retained + lost */
	uint64_t fresh;       /* customers at the end who first bought in the period */
	uint64_t returned;    /* customers at the end who had been ones before, but not at the start */
	bool     complete;    /* and the log reaches back by `active' before the period */
};

/*
 * The periods from the first purchase to `until', in order.  The days' log begins on
 * `first': until a length of `active' has gone by, nobody can have been lost.  *rates is
 * the caller's to free().  CRM_INVALID, CRM_NO_MEMORY as above.
 */
int crm_retention_rates(const struct crm_purchase_day *days, size_t n, enum crm_unit unit,
                        struct crm_period active, int64_t first, int64_t until,
                        struct crm_retention_rate **rates, size_t *count, struct crm_fault *why);

#endif
