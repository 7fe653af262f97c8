/*
 * interaction.c - the interaction's table and rules.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "agenda_rows.h"
#include "customer.h"
#include "follow_up.h"
#include "interaction.h"
#include "noun_types.h"
#include "sop.h"
#include "words.h"

#define FIELD(member) .offset = offsetof(struct crm_interaction, member)

static const struct crm_field fields[] = {
	{ .name = "id", .kind = CRM_ID, FIELD(id), .of = &crm_interaction_type,
	  .help = "the interaction", .zh = "編號|编号" },
	{ .name = "customer", .kind = CRM_ID, FIELD(customer), .of = &crm_customer_type,
	  .column = "customer_id", .flags = CRM_REQUIRED,
	  .help = "with whom", .zh = "客戶|客户|客戶編號|客户编号|customer_id|customer_ref" },
	{ .name = "when", .kind = CRM_TIME, FIELD(when), .column = "at",
	  .help = "when it took place", .zh = "時間|时间|日期|date|at|datetime|timestamp" },
	{ .name = "channel", .kind = CRM_WORD, FIELD(channel), .words = crm_channel_words,
	  .help = "by what means", .zh = "管道|渠道|方式|聯絡方式" },
	{ .name = "direction", .kind = CRM_WORD, FIELD(direction), .words = crm_direction_words,
	  .help = "who sought the contact: in or out", .zh = "方向" },
	{ .name = "subject", .kind = CRM_TEXT, FIELD(subject), .help = "what it was about",
	  .zh = "主旨|主題|主题|title" },
	{ .name = "note", .kind = CRM_TEXT, FIELD(note), .flags = CRM_LONG, .limit = 1000000,
	  .help = "what was said", .zh = "內容|内容|記錄|记录|備註|备注|notes|body|text" },
	{ .name = "outcome", .kind = CRM_TEXT, FIELD(outcome), .words = crm_outcome_words, .limit = 100,
	  .help = "how it went; no_answer is no contact", .zh = "結果|结果|result" },
	{ .name = "minutes", .kind = CRM_INT, FIELD(minutes), .help = "how long it took",
	  .zh = "分鐘|分钟|時長|duration" },
	{ .name = "who", .kind = CRM_TEXT, FIELD(who), .flags = CRM_ACTOR, .limit = 100,
	  .help = "who of us", .zh = "人員|人员|經手人|经手人|業務|agent|user|staff" },
	{ .name = "follow_up", .kind = CRM_ID, FIELD(follow_up), .of = &crm_follow_up_type,
	  .column = "follow_up_id", .help = "the follow-up that it answers", .zh = "跟進|跟进" },
	{ .name = "contact", .kind = CRM_BOOL, FIELD(contact), .flags = CRM_HIDDEN,
	  .help = "somebody was reached" },
	{ .name = "next", .kind = CRM_DAY, FIELD(next), .flags = CRM_INPUT | CRM_AHEAD,
	  .help = "plan the next contact for that day", .zh = "下次|下次聯絡|下次联系|next_contact" },
	{ .name = "customer_name", .kind = CRM_TEXT, .flags = CRM_DERIVED, .sql = "=customer.name",
	  .help = "the customer's name", .zh = "客戶名稱" },
	{ 0 }
};

const struct crm_type crm_interaction_type = {
	.name = "interaction", .plural = "interactions", .zh = "互動", .table = "interaction",
	.letter = 'I', .size = sizeof(struct crm_interaction), .fields = fields,
	.columns = "id,customer,customer_name,when,channel,direction,subject,outcome,who",
};

void
crm_interaction_clear(struct crm_interaction *interaction)
{
	crm_clear(&crm_interaction_type, interaction);
}

/* A contact that answers a follow-up is with that follow-up's customer. */
static int
match_follow_up(crm *db, struct crm_interaction *i)
{
	struct crm_int customer;
	int error;

	if (!i->follow_up)
		return 0;
	error = db_number(db, &customer, SQL("SELECT customer_id FROM follow_up WHERE id = ?1"),
	                  V(i->follow_up));
	if (!error && !customer.set)
		error = db_fail(db, CRM_NOT_FOUND, "follow_up: there is no follow-up F%" PRId64,
		                i->follow_up);
	if (!error && customer.value != i->customer)
		error = db_fail(db, CRM_INVALID,
		                "follow_up: F%" PRId64 " is about C%" PRId64 ", not C%" PRId64,
		                i->follow_up, customer.value, i->customer);
	return error;
}

static int
complete(crm *db, void *record, const void *before)
{
	struct crm_interaction *i = record;
	const struct crm_sop *sop = crm_sop(db);
	int error = sop ? match_follow_up(db, i) : CRM_DATABASE;

	if (!i->when.set)
		i->when = (struct crm_int)CRM_SET(db->context.clock.now);
	if (!error && i->minutes.set && i->minutes.value < 0)
		error = db_fail(db, CRM_INVALID, "minutes: a contact does not take less than no time");
	if (!error)
		error = noun_default(db, &i->direction, "out");
	if (!error && !before)
		error = noun_default(db, &i->who, db->context.me);
	if (!error && i->next.set && i->next.value < crm_clock_today(&db->context.clock))
		error = db_fail(db, CRM_INVALID, "next: that day is past; +3d, fri or a date to come");
	if (!error)
		i->contact = (struct crm_int)CRM_SET(crm_sop_is_contact(sop, i->channel, i->outcome));
	noun_warn_ahead(db, &i->when);
	return error;
}

/* The plan that an interaction made for a customer; 0 if it made none. */
static int
plan_of(crm *db, int64_t customer, const char *anchor, int64_t *id)
{
	struct crm_int found;
	int error = db_number(db, &found, SQL("SELECT id FROM follow_up WHERE customer_id = ?1"
	                                      " AND anchor = ?2 AND planned = 1"),
	                      V(customer), V(anchor));

	*id = found.value;
	return error;
}

/* `next=' plans the next contact by hand; said again, it moves the plan, and opens it again. */
static int
plan_next(crm *db, const struct crm_interaction *i)
{
	AUTO(crm_follow_up) plan = { 0 };
	char anchor[CRM_SCRATCH];
	int64_t id;
	int error;

	if (!i->next.set)
		return 0;
	crm_id_format(crm_interaction_type.letter, i->id, anchor);
	error = plan_of(db, i->customer, anchor, &id);
	if (!error && id)
		error = crm_follow_up_get(db, id, &plan);
	if (!error)
		error = noun_default(db, &plan.anchor, anchor);
	if (error)
		return error;
	plan.customer = i->customer;
	plan.due = i->next;
	free(plan.status);
	plan.status = NULL;
	plan.interaction = 0;
	return id ? crm_follow_up_set(db, &plan) : crm_follow_up_add(db, &plan);
}

/* Of a contact that was another customer's after all, the plan is too. */
static int
move_plan(crm *db, const struct crm_interaction *i, int64_t from)
{
	AUTO(crm_follow_up) before = { 0 };
	struct crm_follow_up plan;
	char anchor[CRM_SCRATCH];
	int64_t id;
	int error;

	crm_id_format(crm_interaction_type.letter, i->id, anchor);
	error = plan_of(db, from, anchor, &id);
	if (error || !id)
		return error;
	error = crm_follow_up_get(db, id, &before);
	plan = before;   /* borrows its texts */
	plan.customer = i->customer;
	return error ? error : db_update(db, &crm_follow_up_type, &before, &plan, NULL);
}

/* Does a correction bear on what the contact answers? */
static bool
moved(const struct crm_interaction *i, const struct crm_interaction *before)
{
	return i->contact.value != before->contact.value || i->when.value != before->when.value ||
	       i->customer != before->customer || i->follow_up != before->follow_up ||
	       strcmp(i->direction, before->direction);
}

/*
 * While an export is restored a contact answers nothing that it does not name: its
 * follow-ups come with it, and say themselves which contact did them.  To the agenda
 * that is as if others had sought it.
 */
static int
answer(crm *db, const struct crm_interaction *i)
{
	struct crm_interaction seen = *i;   /* borrows its texts */

	if (db->restoring)
		seen.direction = (char *)"in";
	return agenda_answered(db, &seen);
}

static int
follow(crm *db, void *record, const void *stored, bool *changed)
{
	struct crm_interaction *i = record;
	const struct crm_interaction *before = stored;
	bool again = before && moved(i, before);
	int error = 0;

	if (*changed)
		error = agenda_touch(db, i->customer);
	if (!error && before && before->customer != i->customer) {
		error = agenda_touch(db, before->customer);
		error = error ? error : move_plan(db, i, before->customer);
	}
	if (!error && again && before->contact.value)
		error = agenda_unanswered(db, before);
	if (!error && i->contact.value && (!before || again))
		error = answer(db, i);
	*changed |= i->next.set;
	return error ? error : plan_next(db, i);
}

const struct noun_rules interaction_rules = {
	.type = &crm_interaction_type, .complete = complete, .follow = follow,
};

int
crm_interaction_add(crm *db, struct crm_interaction *interaction)
{
	return noun_add(db, &crm_interaction_type, interaction);
}

int
crm_interaction_set(crm *db, struct crm_interaction *interaction)
{
	return noun_set(db, &crm_interaction_type, interaction, &(bool){ false });
}

int
crm_interaction_get(crm *db, int64_t id, struct crm_interaction *out)
{
	return crm_get(db, &crm_interaction_type, id, out);
}
