/*
 * cohorts.c - cohorts and rates of retention, by group, in rows.
 */
#include <stdlib.h>
#include <string.h>

#include "cohorts_group.h"
#include "measured.h"
#include "scores_group.h"

/* --- the columns --------------------------------------------------------------------- */

#define ROW struct crm_cohort_row
#define NUMBER(n, h, z) { .name = #n, .kind = CRM_INT, .offset = offsetof(ROW, n), .help = (h), \
	.zh = (z) }
#define REAL(n, h, z) { .name = #n, .kind = CRM_REAL, .offset = offsetof(ROW, n), .help = (h), \
	.zh = (z) }
#define TEXT(n, h, z) { .name = #n, .kind = CRM_TEXT, .offset = offsetof(ROW, n), .help = (h), \
	.zh = (z) }
#define GROUP TEXT(group, "whose customers", "組別")
#define RETAINED(h, z) NUMBER(retained, h, z), \
	REAL(rate, "share of n who are retained, 0 to 1", "留存率"), \
	REAL(lo, "lower 95 % limit", "下限"), REAL(hi, "upper 95 % limit", "上限")
#define ORDERS_AND_REVENUE \
	NUMBER(orders, "days with a purchase", "訂單數"), \
	{ .name = "revenue", .kind = CRM_MONEY, .offset = offsetof(ROW, revenue), \
	  .currency = offsetof(ROW, currency), .help = "what they came to", .zh = "營收" }
#define CURRENCY { .name = "currency", .kind = CRM_TEXT, .offset = offsetof(ROW, currency), \
	.flags = CRM_HIDDEN, .help = "of the amounts" }
#define COMPLETE { .name = "complete", .kind = CRM_BOOL, .offset = offsetof(ROW, complete), \
	.help = "whether all of it is known", .zh = "完整" }

static const struct crm_field cohort_fields[] = {
	GROUP,
	TEXT(cohort, "the period of the first purchase", "同期群"),
	TEXT(period, "the period that is looked at", "期間"),
	NUMBER(age, "periods since that of the first purchase", "期數"),
	NUMBER(n, "customers of the cohort", "客戶數"),
	RETAINED("who bought in the period", "留存數"),
	ORDERS_AND_REVENUE,
	COMPLETE,
	CURRENCY,
	{ 0 }
};

const struct crm_type crm_cohort_row_type = {
	.name = "cohort", .plural = "cohorts", .zh = "同期群", .size = sizeof(ROW),
	.fields = cohort_fields,
	.columns = "group,cohort,period,age,n,retained,rate,lo,hi,orders,revenue,complete",
};

#undef ROW
#define ROW struct crm_cohort_age_row

static const struct crm_field age_fields[] = {
	GROUP,
	NUMBER(age, "periods since that of the first purchase", "期數"),
	NUMBER(cohorts, "how many are that old", "同期群數"),
	NUMBER(n, "their customers", "客戶數"),
	RETAINED("who bought at that age", "留存數"),
	ORDERS_AND_REVENUE,
	CURRENCY,
	{ 0 }
};

const struct crm_type crm_cohort_age_row_type = {
	.name = "cohort_age", .plural = "cohort_ages", .zh = "期數", .size = sizeof(ROW),
	.fields = age_fields, .columns = "group,age,cohorts,n,retained,rate,lo,hi,orders,revenue",
};

#undef ROW
#define ROW struct crm_retention_row

static const struct crm_field rate_fields[] = {
	GROUP,
	TEXT(period, "the period that is looked at", "期間"),
	NUMBER(n, "customers at its start", "期初客戶"),
	RETAINED("of whom are customers at its end", "留存客戶"),
	NUMBER(lost, "of whom are not", "流失客戶"),
	REAL(churn, "share of n who are lost, 0 to 1", "流失率"),
	REAL(churn_lo, "lower 95 % limit", "流失率下限"),
	REAL(churn_hi, "upper 95 % limit", "流失率上限"),
	{ .name = "new", .kind = CRM_INT, .offset = offsetof(ROW, fresh),
	  .help = "customers at its end who first bought in it", .zh = "新客戶" },
	NUMBER(returned, "customers at its end who had been some before, not at its start", "回流客戶"),
	{ .name = "end", .kind = CRM_INT, .offset = offsetof(ROW, after),
	  .help = "customers at its end: retained, new and returned", .zh = "期末客戶" },
	COMPLETE,
	{ 0 }
};

const struct crm_type crm_retention_row_type = {
	.name = "retention", .plural = "retentions", .zh = "留存率", .size = sizeof(ROW),
	.fields = rate_fields,
	.columns = "group,period,n,retained,rate,lo,hi,lost,churn,churn_lo,churn_hi,new,returned,end,"
	           "complete",
};

/* --- opening -------------------------------------------------------------------------- */

int
cohorts_no_memory(struct crm_fault *why)
{
	crm_fault(why, 0, "out of memory");
	return CRM_NO_MEMORY;
}

void
crm_cohorts_close(struct crm_cohorts *c)
{
	free(c->days);
	cohorts_free_groups(c->groups, c->group_n);
	c->days = NULL;
	c->groups = NULL;
	c->n = c->group_n = 0;
}

int
crm_cohorts_open(struct crm_cohorts *c, struct crm_purchase_log *log, struct crm_fault *why)
{
	int error = crm_purchase_log_days(log, c->end, &c->days, &c->n, why);

	c->groups = calloc(1, sizeof *c->groups);
	c->group_n = c->groups != NULL;
	if (c->groups)
		*c->groups = (struct crm_cohort_group){ .label = strdup("all"), .to = c->n };
	if (error == CRM_NO_MEMORY || !c->groups || !c->groups->label)
		error = cohorts_no_memory(why);
	c->first = c->end;
	for (size_t i = 0; i < c->n; i++)
		if (c->days[i].day < c->first)
			c->first = c->days[i].day;
	if (error)
		crm_cohorts_close(c);
	return error;
}

/* --- rows ------------------------------------------------------------------------------ */

static struct crm_int
whole(uint64_t number)
{
	return (struct crm_int)CRM_SET((int64_t)number);
}

/* Where rows go. */
struct sink {
	const struct crm_cohorts      *cohorts;
	const struct crm_cohort_group *group;
	int                          (*put)(void *aux, const void *row);
	void                          *aux;
};

static char *
label(const struct crm_cohorts *c, int64_t period, char out[SCORES_VALUE])
{
	scores_period(c->unit, crm_cohort_period_start(c->unit, period), out);
	return out;
}

static int
put_cell(const struct sink *sink, const struct crm_cohort_cell *cell)
{
	const struct crm_cohorts *c = sink->cohorts;
	char cohort[SCORES_VALUE], period[SCORES_VALUE];
	struct crm_cohort_row row = {
		.group = sink->group->label, .cohort = label(c, cell->cohort, cohort),
		.period = label(c, cell->period, period), .age = CRM_SET(cell->period - cell->cohort),
		.n = whole(cell->n), .retained = whole(cell->retained), .orders = whole(cell->orders),
		.revenue = { cell->revenue, !c->without_spend }, .currency = c->currency,
		.complete = CRM_SET(cell->complete),
	};

	if (row.age.value == 0)
		row.rate = (struct crm_real)CRM_SET(1);
	else
		measured_rate((int64_t)cell->retained, (int64_t)cell->n, &row.rate, &row.lo, &row.hi);
	return sink->put(sink->aux, &row);
}

int
cohorts_cells(const struct crm_cohorts *c, const struct crm_cohort_group *group,
              struct crm_cohort_cell **cells, size_t *n, struct crm_fault *why)
{
	size_t all;
	int error = crm_cohort_cells(c->days + group->from, group->to - group->from, c->unit, c->end,
	                             cells, &all, why);

	*n = 0;
	for (size_t i = 0; !error && i < all; i++)
		if (crm_cohort_period_start(c->unit, (*cells)[i].cohort) >= c->since)
			(*cells)[(*n)++] = (*cells)[i];
	return error == CRM_NO_MEMORY ? cohorts_no_memory(why) : error;
}

static int
put_cells(const struct sink *sink, struct crm_fault *why)
{
	struct crm_cohort_cell *cells;
	size_t n;
	int error = cohorts_cells(sink->cohorts, sink->group, &cells, &n, why);

	for (size_t i = 0; i < n && !error; i++)
		if (cells[i].complete || sink->cohorts->incomplete)
			error = put_cell(sink, &cells[i]);
	free(cells);
	return error;
}

static int
put_age(const struct sink *sink, const struct crm_cohort_age *age)
{
	const struct crm_cohorts *c = sink->cohorts;
	struct crm_cohort_age_row row = {
		.group = sink->group->label, .currency = c->currency, .age = whole(age->age),
		.cohorts = whole(age->cohorts), .n = whole(age->n), .retained = whole(age->retained),
		.orders = whole(age->orders), .revenue = { age->revenue, !c->without_spend },
	};

	if (age->age == 0)
		row.rate = (struct crm_real)CRM_SET(1);
	else
		measured_rate((int64_t)age->retained, (int64_t)age->n, &row.rate, &row.lo, &row.hi);
	return sink->put(sink->aux, &row);
}

static int
put_ages(const struct sink *sink, struct crm_fault *why)
{
	struct crm_cohort_cell *cells;
	struct crm_cohort_age *curve = NULL;
	size_t n, ages = 0;
	int error = cohorts_cells(sink->cohorts, sink->group, &cells, &n, why);

	if (!error)
		error = crm_cohort_curve(cells, n, &curve, &ages, why);
	for (size_t i = 0; i < ages && !error; i++)
		error = put_age(sink, &curve[i]);
	free(curve);
	free(cells);
	return error;
}

static int
put_rate(const struct sink *sink, const struct crm_retention_rate *rate)
{
	char period[SCORES_VALUE];
	struct crm_retention_row row = {
		.group = sink->group->label, .period = label(sink->cohorts, rate->period, period),
		.n = whole(rate->n), .retained = whole(rate->retained), .lost = whole(rate->lost),
		.fresh = whole(rate->fresh), .returned = whole(rate->returned),
		.after = whole(rate->retained + rate->fresh + rate->returned),
		.complete = CRM_SET(rate->complete),
	};

	measured_rate((int64_t)rate->retained, (int64_t)rate->n, &row.rate, &row.lo, &row.hi);
	measured_rate((int64_t)rate->lost, (int64_t)rate->n, &row.churn, &row.churn_lo, &row.churn_hi);
	return sink->put(sink->aux, &row);
}

/* Shown is what is complete, or all if so wanted, of periods that begin late enough. */
int
cohorts_rates(const struct crm_cohorts *c, const struct crm_cohort_group *group,
              struct crm_retention_rate **rates, size_t *n, struct crm_fault *why)
{
	size_t all;
	int error = crm_retention_rates(c->days + group->from, group->to - group->from, c->unit,
	                                c->active, c->first, c->end, rates, &all, why);

	*n = 0;
	for (size_t i = 0; !error && i < all; i++)
		if (((*rates)[i].complete || c->incomplete) &&
		    crm_cohort_period_start(c->unit, (*rates)[i].period) >= c->since)
			(*rates)[(*n)++] = (*rates)[i];
	return error == CRM_NO_MEMORY ? cohorts_no_memory(why) : error;
}

static int
put_rates(const struct sink *sink, struct crm_fault *why)
{
	struct crm_retention_rate *rates;
	size_t n;
	int error = cohorts_rates(sink->cohorts, sink->group, &rates, &n, why);

	for (size_t i = 0; i < n && !error; i++)
		error = put_rate(sink, &rates[i]);
	free(rates);
	return error;
}

/* --- views ------------------------------------------------------------------------------- */

static const struct {
	const struct crm_type *type;
	int                  (*put)(const struct sink *, struct crm_fault *);
} views[] = {
	[CRM_COHORTS_BY_PERIOD] = { &crm_cohort_row_type, put_cells },
	[CRM_COHORTS_BY_AGE]    = { &crm_cohort_age_row_type, put_ages },
	[CRM_COHORTS_RATES]     = { &crm_retention_row_type, put_rates },
};

const struct crm_type *
crm_cohorts_type(enum crm_cohort_view view)
{
	return views[view].type;
}

int
crm_cohorts_each(const struct crm_cohorts *c, enum crm_cohort_view view,
                 int (*put)(void *, const void *), void *aux, struct crm_fault *why)
{
	int error = 0;

	for (size_t i = 0; i < c->group_n && !error; i++)
		error = views[view].put(&(struct sink){ c, &c->groups[i], put, aux }, why);
	return error;
}
