/*
 * lifetime_parts.c - the four parts of lifetime value in rows, by group and period.
 */
#include <stdio.h>
#include <stdlib.h>

#include "lifetime_parts.h"
#include "measured.h"
#include "metrics/retention.h"
#include "scores_group.h"

#define FIELD(member) .offset = offsetof(struct crm_lifetime_part, member)

static const char *const words[] = {
	"repeat_rate", "average_order", "retention_rate", "referral_value", NULL
};

static const struct crm_field fields[] = {
	{ .name = "group", .kind = CRM_TEXT, FIELD(group),
	  .help = "the customers", .zh = "組別" },
	{ .name = "period", .kind = CRM_TEXT, FIELD(period),
	  .help = "when", .zh = "期間" },
	{ .name = "part", .kind = CRM_WORD, FIELD(part), .words = words,
	  .help = "which part of lifetime value", .zh = "組成" },
	{ .name = "n", .kind = CRM_INT, FIELD(n),
	  .help = "customers; of the average order, orders", .zh = "樣本數" },
	{ .name = "value", .kind = CRM_REAL, FIELD(value),
	  .help = "a rate, or an amount in the base currency", .zh = "值" },
	{ .name = "lo", .kind = CRM_REAL, FIELD(lo), .help = "lower 95 % limit", .zh = "下限" },
	{ .name = "hi", .kind = CRM_REAL, FIELD(hi), .help = "upper 95 % limit", .zh = "上限" },
	{ 0 }
};

#define TYPE(which) { \
	.name = "part", .plural = "parts", .zh = "組成", .size = sizeof(struct crm_lifetime_part), \
	.fields = fields, .columns = (which) }

const struct crm_type crm_lifetime_part_type = TYPE("period,part,n,value,lo,hi");
const struct crm_type crm_lifetime_part_group_type = TYPE("group,period,part,n,value,lo,hi");

/* Where rows go. */
struct sink {
	const struct crm_lifetime_parts *parts;
	struct crm_value_parts          *measured;   /* of each group */
	int                            (*put)(void *aux, const void *row);
	void                            *aux;
};

static int
put_part(const struct sink *sink, struct crm_lifetime_part row, size_t word,
         const struct crm_value_part *part)
{
	if (part->n == 0)
		return 0;
	row.part = shown(words[word]);
	row.n = (struct crm_int)CRM_SET((int64_t)part->n);
	row.value = measured(part->value.value);
	if (part->has_limits) {
		row.lo = measured(part->value.lo);
		row.hi = measured(part->value.hi);
	}
	return sink->put(sink->aux, &row);
}

static int
put_group(const struct sink *sink, const char *group, const char *period,
          const struct crm_value_parts *p)
{
	const struct crm_lifetime_part row = { .group = shown(group), .period = shown(period) };
	bool money = !sink->parts->without_spend;
	int error = put_part(sink, row, 0, &p->repeat_rate);

	if (!error && money)
		error = put_part(sink, row, 1, &p->average_order);
	if (!error)
		error = put_part(sink, row, 2, &p->retention_rate);
	if (!error && money && sink->parts->base.referrer_of)
		error = put_part(sink, row, 3, &p->referral_value);
	return error;
}

static int
put_period(const struct sink *sink, const struct crm_value_period *period, const char *label)
{
	const struct crm_lifetime_parts *parts = sink->parts;
	size_t groups = parts->groups ? parts->groups : 1;
	int error = crm_value_parts_measure(&parts->base, period, sink->measured, groups);

	for (size_t i = 0; i < groups && !error; i++)
		error = put_group(sink, parts->groups ? parts->labels[i] : NULL, label,
		                  &sink->measured[i]);
	return error;
}

static int
put_year(const struct sink *sink)
{
	const struct crm_period one = { 1, CRM_YEAR }, two = { 2, CRM_YEAR };
	int64_t end = sink->parts->end;
	struct crm_value_period year = {
		crm_day_subtract(end, two) + 1, crm_day_subtract(end, one) + 1, end + 1
	};
	char from[CRM_SCRATCH], to[CRM_SCRATCH], label[2 * CRM_SCRATCH + 2];

	crm_day_format(year.from, from);
	crm_day_format(end, to);
	snprintf(label, sizeof label, "%s..%s", from, to);
	return put_period(sink, &year, label);
}

static int
put_periods(const struct sink *sink)
{
	const struct crm_value_base *base = &sink->parts->base;
	enum crm_unit unit = sink->parts->unit;
	int64_t first = sink->parts->end, last = crm_cohort_period(unit, sink->parts->end + 1);
	char label[SCORES_VALUE];
	int error = 0;

	for (size_t i = 0; i < base->n; i++)
		if (base->days[i].day < first)
			first = base->days[i].day;
	for (int64_t p = crm_cohort_period(unit, first); p < last && !error; p++) {
		struct crm_value_period period = { crm_cohort_period_start(unit, p - 1),
		                                   crm_cohort_period_start(unit, p),
		                                   crm_cohort_period_start(unit, p + 1) };

		scores_period(unit, period.from, label);
		error = put_period(sink, &period, label);
	}
	return error;
}

int
crm_lifetime_parts_each(const struct crm_lifetime_parts *parts,
                        int (*put)(void *, const void *), void *aux)
{
	struct sink sink = { .parts = parts, .put = put, .aux = aux };
	int error;

	sink.measured = calloc((parts->groups ? parts->groups : 1), sizeof *sink.measured);
	if (!sink.measured)
		return CRM_NO_MEMORY;
	error = parts->by_period ? put_periods(&sink) : put_year(&sink);
	free(sink.measured);
	return error;
}
