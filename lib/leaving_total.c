/*
 * leaving_total.c - who is warned of, counted by group.
 */
#include <stdlib.h>

#include "cohorts.h"
#include "leaving.h"
#include "metrics/interval.h"
#include "real.h"

#define ROW struct crm_leaving_total
#define NUMBER(n, h, z) { .name = #n, .kind = CRM_INT, .offset = offsetof(ROW, n), .help = (h), \
	.zh = (z) }
#define REAL(n, h, z) { .name = #n, .kind = CRM_REAL, .offset = offsetof(ROW, n), .help = (h), \
	.zh = (z) }
#define TEXT(n, h, z) { .name = #n, .kind = CRM_TEXT, .offset = offsetof(ROW, n), .help = (h), \
	.zh = (z) }

static const struct crm_field total_fields[] = {
	TEXT(group, "whose customers", "組別"),
	NUMBER(n, "customers", "客戶數"),
	NUMBER(warned, "of whom the risk is above 0", "警示"),
	REAL(share, "warned / n, 0 to 1", "占比"),
	REAL(lo, "lower 95 % limit", "下限"),
	REAL(hi, "upper 95 % limit", "上限"),
	REAL(risk, "mean of all", "平均風險"),
	{ .name = "spent", .kind = CRM_MONEY, .offset = offsetof(ROW, spent),
	  .currency = offsetof(ROW, currency), .help = "what the purchases of the warned came to",
	  .zh = "警示客戶消費" },
	{ .name = "currency", .kind = CRM_TEXT, .offset = offsetof(ROW, currency),
	  .flags = CRM_HIDDEN, .help = "of the amounts" },
	{ 0 }
};

const struct crm_type crm_leaving_total_type = {
	.name = "total", .plural = "totals", .zh = "合計", .size = sizeof(ROW),
	.fields = total_fields, .columns = "group,n,warned,share,lo,hi,risk,spent",
};

struct count { uint64_t n, warned; double risk; int64_t spent; bool unbounded; };

struct counting {
	const uint32_t *group_of;   /* by number in the log */
	struct count   *counts;
};

static int
count_one(void *data, const struct crm_leaver *leaver)
{
	struct counting *counting = data;
	struct count *count = &counting->counts[counting->group_of[leaver->number]];

	count->n++;
	count->risk += leaver->risk;
	if (leaver->risk <= 0)
		return 0;
	count->warned++;
	if (__builtin_add_overflow(count->spent, leaver->spent, &count->spent))
		count->unbounded = true;
	return 0;
}

static struct crm_leaving_total
total_of(const struct crm_leaving *l, const struct count *count, char *group, char *currency)
{
	struct crm_leaving_total total = {
		.group = group, .currency = currency,
		.n = CRM_SET((int64_t)count->n), .warned = CRM_SET((int64_t)count->warned),
		.risk = CRM_SET(real_round(count->risk / (double)count->n)),
		.spent = { count->spent, !l->without_spend && !count->unbounded },
	};
	struct crm_interval share;

	if (crm_rate(count->warned, count->n, &share, NULL) == 0) {
		total.share = (struct crm_real)CRM_SET(real_round(share.value));
		total.lo = (struct crm_real)CRM_SET(real_round(share.lo));
		total.hi = (struct crm_real)CRM_SET(real_round(share.hi));
	}
	return total;
}

/* Whose group is whose: the days of a group are those of its customers. */
static int
place(const struct crm_cohorts *parts, size_t customers, uint32_t **group_of)
{
	*group_of = calloc(customers + 1, sizeof **group_of);
	if (!*group_of)
		return CRM_NO_MEMORY;
	for (size_t i = 0; i < parts->group_n; i++)
		for (size_t k = parts->groups[i].from; k < parts->groups[i].to; k++)
			(*group_of)[parts->days[k].customer] = (uint32_t)i;
	return 0;
}

static int
count_groups(const struct crm_leaving *l, const struct crm_cohorts *parts,
             const struct crm_lifetime_customers *whom, size_t customers,
             int (*put)(void *, const void *), void *aux)
{
	struct counting counting;
	uint32_t *group_of;
	int error = place(parts, customers, &group_of);

	counting.group_of = group_of;
	counting.counts = calloc(parts->group_n + 1, sizeof *counting.counts);
	if (!counting.counts)
		error = CRM_NO_MEMORY;
	if (!error)
		error = crm_leaving_each(l, whom, count_one, &counting);
	for (size_t i = 0; i < parts->group_n && !error; i++) {
		struct crm_leaving_total total =
			total_of(l, &counting.counts[i], parts->groups[i].label, whom->currency);

		if (counting.counts[i].n)
			error = put(aux, &total);
	}
	free(group_of);
	free(counting.counts);
	return error;
}

int
crm_leaving_totals(const struct crm_leaving *l, struct crm_purchase_log *log,
                   const struct crm_lifetime_customers *whom, const char *by, char *const *names,
                   int (*put)(void *, const void *), void *aux,
                   struct crm_fault *why)
{
	struct crm_cohorts parts = { .unit = CRM_YEAR, .end = l->end, .since = INT64_MIN };
	size_t customers = crm_purchase_log_customers(log);
	int error = crm_cohorts_open(&parts, log, why);

	if (error)
		return error;
	*why->text = '\0';
	error = by ? crm_cohorts_group(&parts, whom->db, log, by)
	           : crm_cohorts_group_names(&parts, names, customers, why);
	if (!error)
		error = count_groups(l, &parts, whom, customers, put, aux);
	if (error == CRM_NO_MEMORY)
		crm_fault(why, 0, "out of memory");
	crm_cohorts_close(&parts);
	return error;
}
