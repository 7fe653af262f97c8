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
	  .flags = CRM_CHANNELS,
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
	{ .name = "counts", .kind = CRM_BOOL, FIELD(counts), .flags = CRM_HIDDEN,
	  .help = "it counts against the cap" },
	{ .name = "next", .kind = CRM_DAY, FIELD(next), .flags = CRM_INPUT | CRM_AHEAD,
	  .help = "plan the next contact for that day", .zh = "下次|下次聯絡|下次联系|next_contact" },
	{ .name = "promise", .kind = CRM_TEXT, FIELD(promise), .flags = CRM_INPUT,
	  .help = "what was promised to the customer", .zh = "承諾|承诺" },
	{ .name = "by", .kind = CRM_DAY, FIELD(by), .flags = CRM_INPUT | CRM_AHEAD,
	  .help = "the day by which the promise is kept", .zh = "承諾日期|承诺日期" },
	{ .name = "result", .kind = CRM_TEXT, FIELD(result), .flags = CRM_INPUT,
	  .help = "what came of the follow-up; without one, the outcome" },
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

static bool
differ(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) != 0 : a != b;
}

/* What the procedure makes of it.  An older row is as it was stored while nothing bears on it. */
static void
set_kinds(struct crm_interaction *i, const struct crm_sop *sop,
          const struct crm_interaction *before)
{
	bool older = before && !before->counts.set;

	i->contact = (struct crm_int)CRM_SET(crm_sop_is_contact(sop, i->channel, i->outcome));
	if (!older || differ(i->channel, before->channel) || differ(i->outcome, before->outcome))
		i->counts = (struct crm_int)CRM_SET(crm_sop_counts(sop, i->channel, i->outcome));
}

/* A day that is to come, or none. */
static int
check_ahead(crm *db, const char *name, const struct crm_int *day)
{
	if (!day->set || day->value >= crm_clock_today(&db->context.clock))
		return 0;
	return db_fail(db, CRM_INVALID, "%s: that day is past; +3d, fri or a date to come", name);
}

static int
check_input(crm *db, struct crm_interaction *i)
{
	int error = check_ahead(db, "next", &i->next);

	if (!error)
		error = check_ahead(db, "by", &i->by);
	if (!error && i->promise && !i->by.set)
		error = db_fail(db, CRM_INVALID, "promise: until when?  by=fri, by=+3d or a date to come");
	if (!error && i->by.set && !i->promise)
		error = db_fail(db, CRM_INVALID, "by: what is promised?  promise='send quote'");
	return error;
}

/* What came of a contact that answers no follow-up is how it went. */
static void
result_is_outcome(struct crm_interaction *i)
{
	if (!i->result || i->follow_up || i->outcome)
		return;
	i->outcome = i->result;
	i->result = NULL;
}

static int
complete(crm *db, void *record, const void *before)
{
	struct crm_interaction *i = record;
	const struct crm_sop *sop = crm_sop(db);
	int error = sop ? match_follow_up(db, i) : CRM_DATABASE;

	result_is_outcome(i);
	if (!i->when.set)
		i->when = (struct crm_int)CRM_SET(db->context.clock.now);
	if (!error && i->minutes.set && i->minutes.value < 0)
		error = db_fail(db, CRM_INVALID, "minutes: a contact does not take less than no time");
	if (!error)
		error = noun_default(db, &i->direction, "out");
	if (!error && !before)
		error = noun_default(db, &i->who, db->context.me);
	if (!error)
		error = check_input(db, i);
	if (!error)
		set_kinds(i, sop, before);
	noun_warn_ahead(db, &i->when);
	return error;
}

/* The plan of a purpose that an interaction made for a customer; 0 if it made none. */
static int
plan_of(crm *db, int64_t customer, const char *anchor, bool promise, int64_t *id)
{
	struct crm_int found;
	int error = db_number(db, &found, SQL("SELECT id FROM follow_up WHERE customer_id = ?1"
	                                      " AND anchor = ?2 AND planned = 1"
	                                      " AND (purpose = 'promise') = ?3"),
	                      V(customer), V(anchor), V(promise));

	*id = found.value;
	return error;
}

static int
replace(crm *db, char **slot, const char *text)
{
	char *copy = text ? strdup(text) : NULL;

	if (text && !copy)
		return db_no_memory(db);
	free(*slot);
	*slot = copy;
	return 0;
}

/* A promise is kept by who made it, from the day of the contact on. */
static int
describe_promise(crm *db, const struct crm_interaction *i, struct crm_follow_up *plan)
{
	int64_t day = crm_instant_day(db->context.clock.zone, i->when.value);
	int error = noun_default(db, &plan->purpose, "promise");

	if (!error)
		error = noun_default(db, &plan->rule, "promise");
	if (!error)
		error = noun_default(db, &plan->owner, i->who);
	if (!plan->made.set)
		plan->made = (struct crm_int)CRM_SET(day);
	return error ? error : replace(db, &plan->goal, i->promise);
}

/*
 * `next=' plans the next contact by hand, `promise=' what is to be kept by a day; said
 * again, they move the plan, and open it again.
 */
static int
keep_plan(crm *db, const struct crm_interaction *i, bool promise, const struct crm_int *due)
{
	AUTO(crm_follow_up) plan = { 0 };
	char anchor[CRM_SCRATCH];
	int64_t id;
	int error;

	crm_id_format(crm_interaction_type.letter, i->id, anchor);
	error = plan_of(db, i->customer, anchor, promise, &id);
	if (!error && id)
		error = crm_follow_up_get(db, id, &plan);
	if (!error)
		error = noun_default(db, &plan.anchor, anchor);
	if (!error && promise)
		error = describe_promise(db, i, &plan);
	if (error)
		return error;
	plan.customer = i->customer;
	plan.due = *due;
	free(plan.status);
	plan.status = NULL;
	plan.interaction = 0;
	return id ? crm_follow_up_set(db, &plan) : crm_follow_up_add(db, &plan);
}

/* Of a contact that was another customer's after all, the plan is too. */
static int
move_plan(crm *db, const struct crm_interaction *i, int64_t from, bool promise)
{
	AUTO(crm_follow_up) before = { 0 };
	struct crm_follow_up moved;
	char anchor[CRM_SCRATCH];
	int64_t id;
	int error;

	crm_id_format(crm_interaction_type.letter, i->id, anchor);
	error = plan_of(db, from, anchor, promise, &id);
	if (error || !id)
		return error;
	error = crm_follow_up_get(db, id, &before);
	moved = before;   /* borrows its texts */
	moved.customer = i->customer;
	return error ? error : db_update(db, &crm_follow_up_type, &before, &moved, NULL);
}

/* What came of it goes to the follow-up that it answers. */
static int
keep_result(crm *db, const struct crm_interaction *i)
{
	AUTO(crm_follow_up) answered = { 0 };
	int error = crm_follow_up_get(db, i->follow_up, &answered);

	if (!error)
		error = replace(db, &answered.result, i->result);
	return error ? error : crm_follow_up_set(db, &answered);
}

/* Does a correction bear on what the contact answers? */
static bool
bears_on(const struct crm_interaction *i, const struct crm_interaction *before)
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
	bool again = before && bears_on(i, before);
	int error = 0;

	if (*changed)
		error = agenda_touch(db, i->customer);
	if (!error && before && before->customer != i->customer) {
		error = agenda_touch(db, before->customer);
		error = error ? error : move_plan(db, i, before->customer, false);
		error = error ? error : move_plan(db, i, before->customer, true);
	}
	if (!error && again && before->contact.value)
		error = agenda_unanswered(db, before, i->follow_up == before->follow_up &&
		                                      i->customer == before->customer);
	if (!error && i->contact.value && (!before || again))
		error = answer(db, i);
	if (!error && before && i->when.value != before->when.value)
		error = agenda_redated(db, i);
	*changed |= i->next.set || i->by.set || i->result;
	if (!error && i->result && i->follow_up)
		error = keep_result(db, i);
	if (!error && i->next.set)
		error = keep_plan(db, i, false, &i->next);
	if (!error && i->by.set)
		error = keep_plan(db, i, true, &i->by);
	return error;
}

int
crm_interaction_answer(crm *db, int64_t interaction, int64_t follow_up, const char *result)
{
	AUTO(crm_interaction) stored = { 0 };
	struct crm_interaction seen;   /* borrows the stored one's texts, and the result */
	int error = crm_begin(db, NULL);

	if (error)
		return error;
	error = crm_interaction_get(db, interaction, &stored);
	seen = stored;
	seen.follow_up = follow_up;
	seen.result = (char *)result;
	if (!error)
		error = match_follow_up(db, &seen);
	if (!error && seen.contact.value)
		error = answer(db, &seen);
	if (!error && result)
		error = keep_result(db, &seen);
	return crm_end(db, error);
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
