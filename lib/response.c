/*
 * response.c - the response's table and rules.
 */
#include <inttypes.h>
#include <string.h>

#include "agenda_rows.h"
#include "customer.h"
#include "noun_types.h"
#include "response.h"
#include "words.h"

#define FIELD(member) .offset = offsetof(struct crm_response, member)

static const struct crm_field fields[] = {
	{ .name = "id", .kind = CRM_ID, FIELD(id), .of = &crm_response_type,
	  .help = "the response", .zh = "編號|编号" },
	{ .name = "customer", .kind = CRM_ID, FIELD(customer), .of = &crm_customer_type,
	  .column = "customer_id", .flags = CRM_REQUIRED,
	  .help = "who answered", .zh = "客戶|客户|客戶編號|客户编号|customer_id|customer_ref|respondent" },
	{ .name = "when", .kind = CRM_TIME, FIELD(when), .column = "at",
	  .help = "when it was answered, or asked", .zh = "時間|时间|日期|填寫日期|date|at|timestamp" },
	{ .name = "metric", .kind = CRM_WORD, FIELD(metric), .words = crm_metric_words,
	  .help = "what was measured", .zh = "指標|指标|問卷|问卷|survey" },
	{ .name = "score", .kind = CRM_INT, FIELD(score),
	  .help = "nps 0-10, csat 1-5, ces 1-7; absent: not answered", .zh = "分數|分数|評分|评分|rating|nps" },
	{ .name = "comment", .kind = CRM_TEXT, FIELD(comment), .flags = CRM_LONG, .limit = 100000,
	  .help = "in the customer's own words", .zh = "意見|意见|評語|评语|feedback|comments" },
	{ .name = "about", .kind = CRM_TEXT, FIELD(about), .limit = 200,
	  .help = "what was asked about: a subject, or an id", .zh = "對象|对象|主題|subject|topic" },
	{ .name = "customer_name", .kind = CRM_TEXT, .flags = CRM_DERIVED, .sql = "=customer.name",
	  .help = "the customer's name", .zh = "客戶名稱" },
	{ 0 }
};

const struct crm_type crm_response_type = {
	.name = "response", .plural = "responses", .zh = "回覆", .table = "response", .letter = 'S',
	.size = sizeof(struct crm_response), .fields = fields,
	.columns = "id,customer,customer_name,when,metric,score,about",
};

void
crm_response_clear(struct crm_response *response)
{
	crm_clear(&crm_response_type, response);
}

static int
check_score(crm *db, const struct crm_response *r)
{
	static const struct { const char *metric; int low, high; } scales[] = {
		{ "nps", 0, 10 }, { "csat", 1, 5 }, { "ces", 1, 7 },
	};

	for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
		if (!strcmp(scales[i].metric, r->metric) && r->score.set &&
		    (r->score.value < scales[i].low || r->score.value > scales[i].high))
			return db_fail(db, CRM_INVALID,
			               "score: %" PRId64 " is not on the scale of %s, %d to %d",
			               r->score.value, r->metric, scales[i].low, scales[i].high);
	return 0;
}

static int
complete(crm *db, void *record, const void *before)
{
	struct crm_response *r = record;
	int error = noun_default(db, &r->metric, "nps");

	(void)before;
	if (!r->when.set)
		r->when = (struct crm_int)CRM_SET(db->context.clock.now);
	noun_warn_ahead(db, &r->when);
	return error ? error : check_score(db, r);
}

static int
follow(crm *db, void *record, const void *stored, bool *changed)
{
	const struct crm_response *r = record, *before = stored;
	int error = *changed ? agenda_touch(db, r->customer) : 0;

	if (!error && before && before->customer != r->customer)
		error = agenda_touch(db, before->customer);
	return error;
}

const struct noun_rules response_rules = {
	.type = &crm_response_type, .complete = complete, .follow = follow,
};

int
crm_response_add(crm *db, struct crm_response *response)
{
	return noun_add(db, &crm_response_type, response);
}

int
crm_response_set(crm *db, struct crm_response *response)
{
	return noun_set(db, &crm_response_type, response, &(bool){ false });
}

int
crm_response_get(crm *db, int64_t id, struct crm_response *out)
{
	return crm_get(db, &crm_response_type, id, out);
}
