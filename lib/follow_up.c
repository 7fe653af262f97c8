/*
 * follow_up.c - the follow-up's table, and the rules for plans.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "agenda_rows.h"
#include "customer.h"
#include "follow_up.h"
#include "interaction.h"
#include "noun_types.h"
#include "order.h"
#include "words.h"

#define FIELD(member) .offset = offsetof(struct crm_follow_up, member)

static const struct crm_field fields[] = {
	{ .name = "id", .kind = CRM_ID, FIELD(id), .of = &crm_follow_up_type,
	  .help = "the follow-up", .zh = "編號|编号" },
	{ .name = "customer", .kind = CRM_ID, FIELD(customer), .of = &crm_customer_type,
	  .column = "customer_id", .flags = CRM_REQUIRED | CRM_FIXED,
	  .help = "whom to contact", .zh = "客戶|客户" },
	{ .name = "purpose", .kind = CRM_TEXT, FIELD(purpose), .limit = 100,
	  .help = "rows of one purpose compete; the earliest is due", .zh = "目的" },
	{ .name = "anchor", .kind = CRM_TEXT, FIELD(anchor), .flags = CRM_FIXED, .limit = 100,
	  .help = "what the date counts from", .zh = "起算" },
	{ .name = "due", .kind = CRM_DAY, FIELD(due), .flags = CRM_REQUIRED | CRM_AHEAD | CRM_ORDERED,
	  .help = "the day", .zh = "到期|到期日|日期" },
	{ .name = "owner", .kind = CRM_TEXT, FIELD(owner), .flags = CRM_ACTOR, .limit = 100,
	  .sql = "COALESCE(t.owner, (SELECT c.owner FROM customer c WHERE c.id = t.customer_id))",
	  .help = "who is to do it; the customer's owner unless said", .zh = "負責人|负责人" },
	{ .name = "channel", .kind = CRM_WORD, FIELD(channel), .words = crm_channel_words,
	  .sql = "COALESCE(t.channel, (SELECT c.channel FROM customer c WHERE c.id = t.customer_id))",
	  .help = "by what means; the customer's preferred one unless said", .zh = "管道|渠道" },
	{ .name = "goal", .kind = CRM_TEXT, FIELD(goal), .help = "what it is for", .zh = "目標|目标" },
	{ .name = "content", .kind = CRM_TEXT, FIELD(content), .flags = CRM_LONG, .limit = 100000,
	  .help = "what to say", .zh = "內容|内容" },
	{ .name = "rule", .kind = CRM_TEXT, FIELD(rule), .flags = CRM_FIXED, .limit = 200,
	  .help = "the rule that asks for it", .zh = "規則|规则" },
	{ .name = "status", .kind = CRM_WORD, FIELD(status), .words = crm_follow_up_status_words,
	  .help = "what became of it", .zh = "狀態|状态" },
	{ .name = "reason", .kind = CRM_TEXT, FIELD(reason), .help = "why it was moved or dropped",
	  .zh = "原因" },
	{ .name = "result", .kind = CRM_TEXT, FIELD(result), .help = "what came of it", .zh = "結果|结果" },
	{ .name = "interaction", .kind = CRM_ID, FIELD(interaction), .of = &crm_interaction_type,
	  .column = "interaction_id", .help = "the contact that did it", .zh = "互動" },
	{ .name = "planned", .kind = CRM_BOOL, FIELD(planned), .flags = CRM_FIXED,
	  .help = "planned by hand rather than by rule", .zh = "人工" },
	{ .name = "customer_name", .kind = CRM_TEXT, .flags = CRM_DERIVED, .sql = "=customer.name",
	  .help = "the customer's name", .zh = "客戶名稱" },
	{ .name = "late", .kind = CRM_INT, .flags = CRM_DERIVED,
	  .sql = "CASE WHEN t.due < $today THEN $today - t.due ELSE 0 END",
	  .help = "days after the due day", .zh = "逾期" },
	{ .name = "first", .kind = CRM_BOOL, .flags = CRM_DERIVED, .sql = "(1 - t.behind)",
	  .help = "no other of its purpose and customer is due before", .zh = "最先" },
	{ 0 }
};

const struct crm_type crm_follow_up_type = {
	.name = "follow_up", .plural = "follow_ups", .zh = "跟進", .table = "follow_up", .letter = 'F',
	.size = sizeof(struct crm_follow_up), .fields = fields,
	.columns = "id,customer,customer_name,due,late,owner,channel,goal,rule",
};

void
crm_follow_up_clear(struct crm_follow_up *follow_up)
{
	crm_clear(&crm_follow_up_type, follow_up);
}

/*
 * A plan or the follow-up of a purchase may be settled by hand: a cadence goes on
 * behind it.  The cadence's own, settled so, would take the customer off the agenda.
 */
static int
check_status(crm *db, const struct crm_follow_up *f, const struct crm_follow_up *before)
{
	bool event = before && before->anchor[0] == crm_order_type.letter;

	if (!before || before->planned.value || event || !strcmp(f->status, before->status))
		return 0;
	return db_fail(db, CRM_INVALID, "status: the cadence goes on until there is a contact;"
	               " crm-log F%" PRId64 " records one", f->id);
}

static int
complete(crm *db, void *record, const void *before)
{
	struct crm_follow_up *f = record;
	int error = noun_default(db, &f->purpose, "contact");

	if (!error)
		error = noun_default(db, &f->rule, "planned");
	if (!error)
		error = noun_default(db, &f->status, "open");
	if (!error)
		error = noun_default(db, &f->anchor, "");
	if (!before && !f->planned.set)
		f->planned = (struct crm_int)CRM_SET(1);
	return error ? error : check_status(db, f, before);
}

/* A plan that counts from nothing else counts from itself. */
static int
follow(crm *db, void *record, const void *before, bool *changed)
{
	struct crm_follow_up *f = record;
	char anchor[CRM_SCRATCH];
	int error = 0;

	if (!before && !*f->anchor) {
		crm_id_format(crm_follow_up_type.letter, f->id, anchor);
		error = db_run(db, SQL("UPDATE follow_up SET anchor = ?2 WHERE id = ?1"), V(f->id),
		               V(anchor));
		free(f->anchor);
		if (!error && !(f->anchor = strdup(anchor)))
			error = db_no_memory(db);
	}
	if (!error && *changed)
		error = agenda_touch(db, f->customer);
	return error;
}

const struct noun_rules follow_up_rules = {
	.type = &crm_follow_up_type, .complete = complete, .follow = follow,
};

int
crm_follow_up_add(crm *db, struct crm_follow_up *follow_up)
{
	return noun_add(db, &crm_follow_up_type, follow_up);
}

int
crm_follow_up_set(crm *db, struct crm_follow_up *follow_up)
{
	return noun_set(db, &crm_follow_up_type, follow_up, &(bool){ false });
}

int
crm_follow_up_get(crm *db, int64_t id, struct crm_follow_up *out)
{
	return crm_get(db, &crm_follow_up_type, id, out);
}
