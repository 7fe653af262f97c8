/*
 * follow_up_effect.c - orders and scores after follow-ups, and customers nobody has contacted.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "measured.h"
#include "noun.h"
#include "report_group.h"

/* --- effect ------------------------------------------------------------------------------- */

#define FIELD(member) .offset = offsetof(struct crm_effect_measure, member)

static const struct crm_field effect_fields[] = {
	{ .name = "group", .kind = CRM_TEXT, FIELD(group), .help = "with a follow-up done, or without",
	  .zh = "組別" },
	{ .name = "customers", .kind = CRM_INT, FIELD(customers), .help = "customers", .zh = "客戶數" },
	{ .name = "ordered", .kind = CRM_INT, FIELD(ordered),
	  .help = "who ordered within the days after", .zh = "有訂單" },
	{ .name = "rate", .kind = CRM_REAL, FIELD(rate), .help = "their share", .zh = "訂購率" },
	{ .name = "rate_lo", .kind = CRM_REAL, FIELD(rate_lo), .help = "its 95 % interval, from",
	  .zh = "訂購率下限" },
	{ .name = "rate_hi", .kind = CRM_REAL, FIELD(rate_hi), .help = "to", .zh = "訂購率上限" },
	{ .name = "spend", .kind = CRM_MONEY, FIELD(spend), .help = "what a customer ordered then",
	  .zh = "平均消費" },
	{ .name = "answered", .kind = CRM_INT, FIELD(answered), .help = "who gave a score from 0 to 10"
	  " then", .zh = "有評分" },
	{ .name = "score", .kind = CRM_REAL, FIELD(score), .help = "its mean", .zh = "平均評分" },
	{ 0 }
};

const struct crm_type crm_effect_measure_type = {
	.name = "effect_measure", .plural = "effect_measures", .zh = "跟進成效",
	.size = sizeof(struct crm_effect_measure), .fields = effect_fields,
	.columns = "group,customers,ordered,rate,rate_lo,rate_hi,spend,answered,score",
};

/* Instants of the period, and how long after a contact is looked. */
struct window { int64_t from, to, length; };

static struct window
window_of(crm *db, const struct crm_report_wanted *wanted, int days)
{
	const struct crm_zone *zone = db->context.clock.zone;

	return (struct window){
		.from = crm_day_instant(zone, wanted->from),
		.to = crm_day_instant(zone, wanted->to + 1),
		.length = (int64_t)days * 86400,
	};
}

/* The sums over a group of customers: how many, who ordered, spend, answers, their scores. */
static int
read_group(struct db_cursor *c, char *group, struct crm_effect_measure *m)
{
	int error;

	*m = (struct crm_effect_measure){ .group = group };
	if (db_step(c)) {
		int64_t n = db_column_int(c, 0), answered = db_column_int(c, 3);

		m->customers = (struct crm_int)CRM_SET(n);
		m->ordered = (struct crm_int)CRM_SET(db_column_int(c, 1));
		m->answered = (struct crm_int)CRM_SET(answered);
		measured_rate(m->ordered.value, n, &m->rate, &m->rate_lo, &m->rate_hi);
		if (n)
			m->spend = (struct crm_int)CRM_SET(db_column_int(c, 2) / n);
		if (answered)
			m->score = measured((double)db_column_int(c, 4) / (double)answered);
	}
	error = db_done(c);
	return error;
}

/* What customers did from an instant of each (b.at) on, in the window's length. */
#define SUMS \
	"SELECT COUNT(*), COALESCE(SUM(ordered), 0), COALESCE(SUM(spend), 0)," \
	" COUNT(score), COALESCE(SUM(score), 0) FROM (SELECT" \
	" CASE WHEN EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = b.id AND o.at > b.at" \
	"  AND o.at <= b.at + ?3 AND o.status <> 'cancelled' AND o.status <> 'returned')" \
	"  THEN 1 ELSE 0 END AS ordered," \
	" (SELECT SUM(o.base) FROM orders o WHERE o.customer_id = b.id AND o.at > b.at" \
	"  AND o.at <= b.at + ?3 AND o.status <> 'cancelled' AND o.status <> 'returned') AS spend," \
	" (SELECT r.score FROM response r WHERE r.customer_id = b.id AND r.metric = 'nps'" \
	"  AND r.at > b.at AND r.at <= b.at + ?3 AND r.score IS NOT NULL" \
	"  ORDER BY r.at DESC, r.id DESC LIMIT 1) AS score FROM "

/* The first follow-up of each customer that was done in the period. */
#define DONE \
	"(SELECT f.customer_id AS id, MIN(i.at) AS at FROM follow_up f" \
	" JOIN interaction i ON i.id = f.interaction_id" \
	" WHERE f.status = 'done' AND i.at >= ?1 AND i.at < ?2 GROUP BY f.customer_id)"

/* The middle one of the instants of those who were followed up; the period's start without. */
static int
middle(crm *db, const struct window *w, int64_t *at)
{
	struct crm_int n, found = { 0 };
	int error = db_number(db, &n, SQL("SELECT COUNT(*) FROM " DONE " d"), V(w->from), V(w->to));

	if (!error && n.value)
		error = db_number(db, &found, SQL("SELECT d.at FROM " DONE " d ORDER BY d.at"
		                                  " LIMIT 1 OFFSET ?3"),
		                  V(w->from), V(w->to), V(n.value / 2));
	*at = found.set ? found.value : w->from;
	return error;
}

int
crm_follow_up_effect(crm *db, const struct crm_report_wanted *wanted, int days,
                     crm_report_put *put, void *aux)
{
	struct window w = window_of(db, wanted, days);
	struct crm_effect_measure m;
	char with[] = "with", without[] = "without";
	int64_t at = 0;
	int error = read_group(db_walk(db, SQL(SUMS DONE " b) s"), V(w.from), V(w.to), V(w.length)),
	                       with, &m);

	if (!error)
		error = put(aux, &m);
	if (!error)
		error = middle(db, &w, &at);
	if (!error)
		error = read_group(db_walk(db, SQL(SUMS
			"(SELECT c.id, ?4 AS at FROM customer c WHERE c.since < ?2 AND NOT EXISTS"
			" (SELECT 1 FROM " DONE " d WHERE d.id = c.id)) b) s"),
			V(w.from), V(w.to), V(w.length), V(at)), without, &m);
	return error ? error : put(aux, &m);
}

#undef FIELD

/* --- coverage ----------------------------------------------------------------------------- */

#define FIELD(member) .offset = offsetof(struct crm_coverage_measure, member)

static const struct crm_field coverage_fields[] = {
	{ .name = "group", .kind = CRM_TEXT, FIELD(group), .help = "the values of --by", .zh = "組別" },
	{ .name = "customers", .kind = CRM_INT, FIELD(customers), .help = "customers known by then",
	  .zh = "客戶數" },
	{ .name = "contacted", .kind = CRM_INT, FIELD(contacted), .help = "contacted in the period",
	  .zh = "已聯繫" },
	{ .name = "coverage", .kind = CRM_REAL, FIELD(coverage), .help = "their share", .zh = "覆蓋率" },
	{ .name = "coverage_lo", .kind = CRM_REAL, FIELD(coverage_lo),
	  .help = "its 95 % interval, from", .zh = "覆蓋率下限" },
	{ .name = "coverage_hi", .kind = CRM_REAL, FIELD(coverage_hi), .help = "to", .zh = "覆蓋率上限" },
	{ .name = "never", .kind = CRM_INT, FIELD(never), .help = "never contacted at all",
	  .zh = "從未聯繫" },
	{ 0 }
};

const struct crm_type crm_coverage_measure_type = {
	.name = "coverage_measure", .plural = "coverage_measures", .zh = "聯繫覆蓋",
	.size = sizeof(struct crm_coverage_measure), .fields = coverage_fields,
	.columns = "group,customers,contacted,coverage,coverage_lo,coverage_hi,never",
};

/* Has anybody been in contact, in the period and ever by its end? */
static int
contacts_of(crm *db, int64_t customer, const struct window *w, bool *during, bool *ever)
{
	struct crm_int last;
	int error = db_number(db, &last,
		SQL("SELECT MAX(at) FROM interaction WHERE customer_id = ?1 AND contact = 1 AND at < ?2"),
		V(customer), V(w->to));

	*ever = last.set;
	*during = last.set && last.value >= w->from;
	return error;
}

static int
count_customers(struct report_rows *rows, const struct window *w, const char *group,
                struct crm_coverage_measure *m)
{
	int64_t customers = 0, contacted = 0, never = 0;
	bool during, ever;
	int error;

	do {
		error = contacts_of(rows->db, *(const int64_t *)report_value(rows, 0), w, &during, &ever);
		customers++;
		contacted += during;
		never += !ever;
	} while (!error && report_next(rows) && !strcmp(rows->group, group));
	m->customers = (struct crm_int)CRM_SET(customers);
	m->contacted = (struct crm_int)CRM_SET(contacted);
	m->never = (struct crm_int)CRM_SET(never);
	measured_rate(contacted, customers, &m->coverage, &m->coverage_lo, &m->coverage_hi);
	return error;
}

int
crm_follow_up_coverage(crm *db, const struct crm_report_wanted *wanted, crm_report_put *put,
                       void *aux)
{
	struct report_rows rows = { .db = db, .type = crm_noun(db, "customer"), .wanted = wanted,
	                            .skip = 1 };
	struct window w = window_of(db, wanted, 0);
	char query[64], to[CRM_DAY_SIZE], group[REPORT_LABEL];
	int error, ended;

	snprintf(query, sizeof query, "since<=%s", crm_day_format(wanted->to, to));
	error = report_open(&rows, "id", query);
	while (!error && rows.more) {
		struct crm_coverage_measure m = { .group = group };

		memcpy(group, rows.group, sizeof group);
		error = count_customers(&rows, &w, group, &m);
		if (!error)
			error = put(aux, &m);
	}
	ended = report_close(&rows);
	return error ? error : ended;
}
