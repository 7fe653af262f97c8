/*
 * customer_score.c - what a model said of a customer, as of a day.
 */
#include "agenda_look.h"
#include "agenda_rows.h"
#include "customer.h"
#include "customer_score.h"
#include "noun_types.h"

#define FIELD(member) .offset = offsetof(struct crm_score, member)

static const struct crm_field fields[] = {
	{ .name = "id", .kind = CRM_ID, FIELD(id), .of = &crm_score_type,
	  .help = "the score", .zh = "編號|编号" },
	{ .name = "customer", .kind = CRM_ID, FIELD(customer), .of = &crm_customer_type,
	  .column = "customer_id", .flags = CRM_REQUIRED | CRM_FIXED,
	  .help = "of whom", .zh = "客戶|客户" },
	{ .name = "when", .kind = CRM_TIME, FIELD(when), .column = "at",
	  .flags = CRM_REQUIRED | CRM_FIXED, .help = "as of which day", .zh = "日期" },
	{ .name = "p_alive", .kind = CRM_DECIMAL, FIELD(p_alive), .scale = CRM_ALIVE_SCALE,
	  .help = "probability of not having left", .zh = "存活機率" },
	{ .name = "cltv", .kind = CRM_MONEY, FIELD(cltv),
	  .help = "lifetime value within the horizon", .zh = "終身價值" },
	{ .name = "model", .kind = CRM_TEXT, FIELD(model), .flags = CRM_REQUIRED, .limit = 20,
	  .help = "what it comes from", .zh = "模型" },
	{ .name = "days", .kind = CRM_INT, FIELD(days), .flags = CRM_REQUIRED,
	  .help = "the horizon", .zh = "天數" },
	{ 0 }
};

const struct crm_type crm_score_type = {
	.name = "score", .plural = "scores", .zh = "評分", .table = "score", .letter = 'W',
	.size = sizeof(struct crm_score), .fields = fields,
	.columns = "id,customer,when,p_alive,cltv,model,days",
};

void
crm_score_clear(struct crm_score *score)
{
	crm_clear(&crm_score_type, score);
}

static int
complete(crm *db, void *record, const void *before)
{
	const struct crm_score *s = record;

	(void)before;
	if (s->p_alive.set && (s->p_alive.value < 0 || s->p_alive.value > 1000000))
		return db_fail(db, CRM_INVALID, "p_alive: a probability is from 0 to 1");
	return 0;
}

/* Rules that do not look at scores need not be asked again. */
static int
follow(crm *db, void *record, const void *before, bool *changed)
{
	const struct crm_score *s = record;
	const struct crm_sop *sop = crm_sop(db);

	(void)before;
	if (!*changed || !sop ||
	    !(agenda_looks_at_fact(sop, "p_alive") || agenda_looks_at_fact(sop, "cltv")))
		return 0;
	return agenda_touch(db, s->customer);
}

const struct noun_rules score_rules = {
	.type = &crm_score_type, .complete = complete, .follow = follow,
};

int
crm_score_put(crm *db, struct crm_score *score)
{
	struct crm_int known;
	int error = db_number(db, &known,
	                      SQL("SELECT id FROM score WHERE customer_id = ?1 AND at = ?2"),
	                      V(score->customer), V(score->when.value));

	if (error)
		return error;
	score->id = known.set ? known.value : 0;
	if (known.set)
		return noun_set(db, &crm_score_type, score, &(bool){ false });
	return noun_add(db, &crm_score_type, score);
}
