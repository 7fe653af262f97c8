/*
 * cohorts.h - how many customers are retained: cohorts and rates, by group, in rows and plots.
 *
 *	struct crm_cohorts cohorts = { .unit = CRM_MONTH, .end = today, .since = INT64_MIN };
 *	if (crm_cohorts_open(&cohorts, log, &why) ||
 *	    crm_cohorts_each(&cohorts, CRM_COHORTS_BY_PERIOD, put, aux, &why))
 *		... why.text ...
 *	crm_cohorts_close(&cohorts);
 *
 * What is counted is said in metrics/retention.h; intervals are those of metrics/interval.h.
 */
#ifndef CRM_COHORTS_H
#define CRM_COHORTS_H

#include "crm.h"
#include "metrics/retention.h"
#include "plot.h"
#include "record.h"

/* Customers with a value in common: days[from] up to days[to]. */
struct crm_cohort_group {
	char  *label;
	size_t from, to;
};

struct crm_cohorts {
	/* The caller's. */
	enum crm_unit     unit;
	int64_t           end;           /* the last day that counts */
	int64_t           since;         /* leave out cohorts, or periods, that begin before */
	bool              incomplete;    /* show what is not complete too */
	bool              without_spend; /* the log has no amounts */
	struct crm_period active;        /* rates: how long a purchase makes a customer */
	char             *currency;      /* of a file's amounts; NULL: the base currency */
	int               digits;        /* behind the point of an amount, for plots */

	/* Set by crm_cohorts_open(). */
	struct crm_purchase_day *days;
	size_t                   n;
	int64_t                  first;  /* day */
	struct crm_cohort_group *groups; /* `all' */
	size_t                   group_n;
};

/* CRM_INVALID, CRM_NO_MEMORY: then all is closed. */
int  crm_cohorts_open(struct crm_cohorts *cohorts, struct crm_purchase_log *log,
                      struct crm_fault *why);
void crm_cohorts_close(struct crm_cohorts *cohorts);

/*
 * Part the customers by columns of the customer, commas between (tier, city,
 * referrer.owner ...).  Groups stand in the order of their values, what is absent (`none')
 * last.  The log is that of crm_purchases_load().  Errors are in the handle.
 */
int crm_cohorts_group(struct crm_cohorts *cohorts, crm *db, const struct crm_purchase_log *log,
                      const char *by);

/* Part them by a name for each of the log's n customers, by number; "" is `none'. */
int crm_cohorts_group_names(struct crm_cohorts *cohorts, char *const *names, size_t n,
                            struct crm_fault *why);

/* A cohort in a period.  The texts are borrowed: there is nothing to clear. */
struct crm_cohort_row {
	char           *group, *cohort, *period;
	struct crm_int  age;                /* periods since that of the first purchase */
	struct crm_int  n, retained;
	struct crm_real rate, lo, hi;       /* at age 0 the rate is 1 by definition: no interval */
	struct crm_int  orders, revenue;
	struct crm_int  complete;
	char           *currency;
};

/* All cohorts at an age. */
struct crm_cohort_age_row {
	char           *group;
	struct crm_int  age, cohorts, n, retained;
	struct crm_real rate, lo, hi;
	struct crm_int  orders, revenue;
	char           *currency;
};

/* A period's customers at the start, and what became of them. */
struct crm_retention_row {
	char           *group, *period;
	struct crm_int  n, retained;
	struct crm_real rate, lo, hi;
	struct crm_int  lost;
	struct crm_real churn, churn_lo, churn_hi;
	struct crm_int  fresh, returned, after;   /* after: retained + fresh + returned */
	struct crm_int  complete;
};

/* What is asked: rows of struct crm_cohort_row, crm_cohort_age_row and crm_retention_row. */
enum crm_cohort_view { CRM_COHORTS_BY_PERIOD, CRM_COHORTS_BY_AGE, CRM_COHORTS_RATES };

extern const struct crm_type crm_cohort_row_type;
extern const struct crm_type crm_cohort_age_row_type;
extern const struct crm_type crm_retention_row_type;

const struct crm_type *crm_cohorts_type(enum crm_cohort_view view);

/*
 * Call put with each row of a view, group by group, until it returns an error, and return
 * that.  CRM_INVALID, CRM_NO_MEMORY of the metric, with *why the reason.
 */
int crm_cohorts_each(const struct crm_cohorts *cohorts, enum crm_cohort_view view,
                     int (*put)(void *aux, const void *row), void *aux, struct crm_fault *why);

/* What a triangle shows. */
enum crm_cohort_number {
	CRM_COHORT_RATE, CRM_COHORT_RETAINED, CRM_COHORT_ORDERS, CRM_COHORT_REVENUE
};

/*
 * For people: lines as in plot.h, to be freed.  The triangle has a line for each cohort
 * with its customers, a column for each age, and all cohorts below.  The plot of a view is
 * the same as shades alone, the curve of all cohorts, or the rates from period to period,
 * curves with a band of 95 %.
 */
int crm_cohorts_triangle(const struct crm_cohorts *cohorts, enum crm_cohort_number number,
                         const struct crm_plot *plot, char **lines, struct crm_fault *why);
int crm_cohorts_plot(const struct crm_cohorts *cohorts, enum crm_cohort_view view,
                     enum crm_cohort_number number, const struct crm_plot *plot, char **lines,
                     struct crm_fault *why);

#endif
