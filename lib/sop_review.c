/*
 * sop_review.c - how each rule of the procedure fared.
 */
#include <stdlib.h>
#include <string.h>

#include "db.h"
#include "follow_up_report.h"
#include "sop_review.h"

#define INT(member)  .kind = CRM_INT, .offset = offsetof(struct crm_rule_review, member)
#define REAL(member) .kind = CRM_REAL, .offset = offsetof(struct crm_rule_review, member)
#define TEXT(member) .kind = CRM_TEXT, .offset = offsetof(struct crm_rule_review, member)

static const struct crm_field fields[] = {
	{ .name = "rule", TEXT(rule), .help = "a rule of the procedure in force", .zh = "規則" },
	{ .name = "planned", INT(planned), .help = "follow-ups that it asked for", .zh = "應跟進" },
	{ .name = "on_time", INT(on_time), .help = "done on their day or before", .zh = "準時" },
	{ .name = "late", INT(late), .help = "done after their day", .zh = "逾期" },
	{ .name = "missed", INT(missed), .help = "not done", .zh = "未做" },
	{ .name = "suppressed", INT(suppressed), .help = "not to be done: a cap, a refusal, a plan",
	  .zh = "抑制" },
	{ .name = "kept", REAL(kept), .help = "share done on time of those that were due",
	  .zh = "遵守率" },
	{ .name = "kept_lo", REAL(kept_lo), .help = "95 % confidence interval: from" },
	{ .name = "kept_hi", REAL(kept_hi), .help = "to" },
	{ .name = "dropped", INT(dropped), .help = "dropped by hand", .zh = "放棄" },
	{ .name = "moved", INT(moved), .help = "given another day by hand", .zh = "人工改期" },
	{ .name = "nps_n", INT(nps_n), .help = "recommendation scores within 90 days" },
	{ .name = "nps", REAL(nps), .help = "their mean, 0 to 10", .zh = "推薦意願" },
	{ .name = "csat_n", INT(csat_n), .help = "satisfaction scores within 90 days" },
	{ .name = "csat", REAL(csat), .help = "their mean, 1 to 5", .zh = "滿意度" },
	{ .name = "finding", TEXT(finding), .help = "never due, never kept, always overridden, always "
	  "suppressed", .zh = "發現" },
	{ .name = "notes", INT(notes), .help = "notes of staff", .zh = "意見數" },
	{ .name = "note", TEXT(note), .help = "the latest of them", .zh = "意見" },
	{ 0 }
};

const struct crm_type crm_rule_review_type = {
	.name = "review", .plural = "reviews", .zh = "檢討", .size = sizeof(struct crm_rule_review),
	.fields = fields,
	.columns = "rule,planned,on_time,late,missed,suppressed,kept,kept_lo,kept_hi,dropped,moved,"
	           "nps_n,nps,csat_n,csat,finding,notes,note",
};

struct review {
	crm                    *db;
	int64_t                 first, last;
	size_t                  n;
	struct crm_rule_review *rule;
};

/* --- what became of follow-ups -------------------------------------------------------------- */

static int
take_measure(void *aux, const void *measure)
{
	const struct crm_follow_up_measure *m = measure;
	struct review *r = aux;

	for (size_t i = 0; i < r->n; i++) {
		struct crm_rule_review *rule = &r->rule[i];

		if (strcmp(rule->rule, m->group) != 0)
			continue;
		rule->planned = m->planned;
		rule->on_time = m->on_time;
		rule->late = m->late;
		rule->missed = m->missed;
		rule->suppressed = m->suppressed;
		rule->dropped = m->dropped;
		rule->kept = m->kept;
		rule->kept_lo = m->kept_lo;
		rule->kept_hi = m->kept_hi;
	}
	return 0;
}

/* Follow-ups whose day an operation has changed: what they were says another day. */
static int
count_moved(struct review *r, struct crm_rule_review *rule)
{
	return db_number(r->db, &rule->moved,
		SQL("SELECT COUNT(DISTINCT h.record) FROM follow_up f JOIN history h"
		    " ON h.noun = 'follow_up' AND h.record = f.id"
		    " WHERE f.rule = ?1 AND f.due BETWEEN ?2 AND ?3 AND f.op IS NOT NULL"
		    " AND (h.before LIKE 'due=%' OR h.before LIKE '%' || ?4 || 'due=%')"),
		V(rule->rule), V(r->first), V(r->last), V("\t"));
}

/* --- scores and notes ----------------------------------------------------------------------- */

static int
read_scores(struct review *r, const struct crm_rule_review *rule, const char *metric,
            struct crm_int *n, struct crm_real *mean)
{
	struct db_cursor *row = db_walk(r->db,
		SQL("SELECT COUNT(s.score), AVG(s.score) FROM response s WHERE s.metric = ?2"
		    " AND EXISTS (SELECT 1 FROM follow_up f JOIN interaction i ON i.id = f.interaction_id"
		    " WHERE f.customer_id = s.customer_id AND f.rule = ?1 AND f.due BETWEEN ?3 AND ?4"
		    " AND s.at BETWEEN i.at AND i.at + 90 * 86400)"),
		V(rule->rule), V(metric), V(r->first), V(r->last));

	if (db_step(row)) {
		*n = (struct crm_int)CRM_SET(db_column_int(row, 0));
		if (!db_column_null(row, 1))
			*mean = (struct crm_real)CRM_SET(db_column_real(row, 1));
	}
	return db_done(row);
}

static int
read_notes(struct review *r, struct crm_rule_review *rule)
{
	int error = db_number(r->db, &rule->notes, SQL("SELECT COUNT(*) FROM sop_note WHERE rule = ?1"),
	                      V(rule->rule));

	return error ? error : db_string(r->db, &rule->note,
		SQL("SELECT note FROM sop_note WHERE rule = ?1 ORDER BY id DESC LIMIT 1"), V(rule->rule));
}

static const char *
finding(const struct crm_rule_review *r)
{
	int64_t due = r->on_time.value + r->late.value + r->missed.value;

	if (!r->planned.value)
		return r->suppressed.value ? "always suppressed" : "never due";
	if (r->dropped.value + r->moved.value >= r->planned.value)
		return "always overridden";
	return due && !r->on_time.value ? "never kept" : NULL;
}

static int
complete(struct review *r, struct crm_rule_review *rule)
{
	int error = count_moved(r, rule);
	const char *found;

	if (!error)
		error = read_scores(r, rule, "nps", &rule->nps_n, &rule->nps);
	if (!error)
		error = read_scores(r, rule, "csat", &rule->csat_n, &rule->csat);
	if (!error)
		error = read_notes(r, rule);
	found = finding(rule);
	if (!error && found && !(rule->finding = strdup(found)))
		error = db_no_memory(r->db);
	return error;
}

/* --- the whole ------------------------------------------------------------------------------ */

/* A birthday is two rules of one name, and one for people. */
static int
add_rule(struct review *r, const char *name)
{
	if (r->n && !strcmp(r->rule[r->n - 1].rule, name))
		return 0;
	r->rule[r->n] = (struct crm_rule_review){
		.rule = strdup(name), .planned = CRM_SET(0), .on_time = CRM_SET(0), .late = CRM_SET(0),
		.missed = CRM_SET(0), .suppressed = CRM_SET(0), .dropped = CRM_SET(0)
	};
	return r->rule[r->n++].rule ? 0 : db_no_memory(r->db);
}

static int
list_rules(struct review *r, const struct crm_sop *sop)
{
	int error = 0;

	if (!(r->rule = calloc(sop->cadences + sop->events + 1, sizeof *r->rule)))
		return db_no_memory(r->db);
	for (size_t i = 0; i < sop->cadences && !error; i++)
		error = add_rule(r, sop->cadence[i].rule.name);
	for (size_t i = 0; i < sop->events && !error; i++)
		error = add_rule(r, sop->event[i].rule.name);
	return error;
}

int
crm_sop_review(crm *db, int64_t first, int64_t last, int (*put)(void *aux, const void *review),
               void *aux)
{
	struct review r = { .db = db, .first = first, .last = last };
	const struct crm_report_wanted wanted = { .from = first, .to = last, .by = "rule" };
	const struct crm_sop *sop = crm_sop(db);
	int error = sop ? list_rules(&r, sop) : CRM_DATABASE;

	if (!error)
		error = crm_follow_up_report(db, &wanted, take_measure, &r);
	for (size_t i = 0; i < r.n && !error; i++)
		error = complete(&r, &r.rule[i]);
	for (size_t i = 0; i < r.n && !error; i++)
		error = put(aux, &r.rule[i]);
	for (size_t i = 0; i < r.n; i++)
		crm_clear(&crm_rule_review_type, &r.rule[i]);
	free(r.rule);
	return error;
}
