/*
 * why.c - the agenda of one customer, told with its reasons.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "customer.h"
#include "follow_up.h"
#include "noun.h"
#include "why_telling.h"

#define FIELD(member) .offset = offsetof(struct crm_why, member)

const char *const crm_why_verdicts[] = {
	"due", "later", "lapsed", "plan", "by_hand", "behind", "suppressed", "lost", "answered",
	"settled", "never", "done", "next", NULL
};

static const struct crm_field fields[] = {
	{ .name = "follow_up", .kind = CRM_ID, FIELD(follow_up), .of = &crm_follow_up_type,
	  .help = "the follow-up; absent if it has no row", .zh = "跟進|跟进" },
	{ .name = "customer", .kind = CRM_ID, FIELD(customer), .of = &crm_customer_type,
	  .help = "whom to contact", .zh = "客戶|客户" },
	{ .name = "purpose", .kind = CRM_TEXT, FIELD(purpose),
	  .help = "rules of one purpose compete", .zh = "目的" },
	{ .name = "verdict", .kind = CRM_WORD, FIELD(verdict), .words = crm_why_verdicts,
	  .help = "what became of it", .zh = "判定" },
	{ .name = "rule", .kind = CRM_TEXT, FIELD(rule), .help = "the rule", .zh = "規則|规则" },
	{ .name = "source", .kind = CRM_TEXT, FIELD(source),
	  .help = "its file and line", .zh = "出處|出处" },
	{ .name = "anchor", .kind = CRM_TEXT, FIELD(anchor),
	  .help = "what it counts from", .zh = "起算" },
	{ .name = "anchor_day", .kind = CRM_DAY, FIELD(anchor_day),
	  .help = "the day of that", .zh = "起算日" },
	{ .name = "interval", .kind = CRM_TEXT, FIELD(interval),
	  .help = "how long after it; with a - before it", .zh = "間隔|间隔" },
	{ .name = "earliest", .kind = CRM_DAY, FIELD(earliest),
	  .help = "the anchor's day and the interval", .zh = "最早" },
	{ .name = "holds_from", .kind = CRM_DAY, FIELD(holds_from),
	  .help = "the day from which the condition holds, if it is later", .zh = "條件成立日" },
	{ .name = "wanted", .kind = CRM_DAY, FIELD(wanted),
	  .help = "the day that the rule wants", .zh = "原定日期" },
	{ .name = "due", .kind = CRM_DAY, FIELD(due), .help = "the day it gets", .zh = "到期" },
	{ .name = "expires", .kind = CRM_DAY, FIELD(expires),
	  .help = "the last day on which it is of use", .zh = "失效日期" },
	{ .name = "cap", .kind = CRM_TEXT, FIELD(cap),
	  .help = "how many contacts of ours are allowed", .zh = "上限" },
	{ .name = "contacts", .kind = CRM_TEXT, FIELD(contacts),
	  .help = "days of the others that count", .zh = "聯繫日" },
	{ .name = "reason", .kind = CRM_TEXT, FIELD(reason),
	  .help = "why it was moved, suppressed or lost", .zh = "原因" },
	{ .name = "limit", .kind = CRM_TEXT, FIELD(limit),
	  .help = "the limit in force, with file and line", .zh = "限制" },
	{ .name = "when", .kind = CRM_TEXT, FIELD(when), .help = "the rule's condition", .zh = "條件" },
	{ .name = "facts", .kind = CRM_TEXT, FIELD(facts),
	  .help = "what the condition looked at", .zh = "事實" },
	{ .name = "channel", .kind = CRM_TEXT, FIELD(channel),
	  .help = "by what means", .zh = "管道|渠道" },
	{ .name = "customer_name", .kind = CRM_TEXT, FIELD(customer_name),
	  .help = "the customer's name", .zh = "客戶名稱" },
	{ .name = "text", .kind = CRM_TEXT, FIELD(text),
	  .help = "all of it as a sentence", .zh = "說明" },
	{ 0 }
};

const struct crm_type crm_why_type = {
	.name = "reason", .plural = "reasons", .zh = "原因", .size = sizeof(struct crm_why),
	.fields = fields,
	.columns = "follow_up,customer,purpose,verdict,rule,source,anchor,anchor_day,interval,earliest,"
	           "holds_from,wanted,due,expires,cap,contacts,reason",
};

void
crm_why_clear(struct crm_why *why)
{
	crm_clear(&crm_why_type, why);
}

/* --- one line ----------------------------------------------------------------------------- */

static bool
is_due(const struct telling *t, const struct crm_why *why)
{
	if (!strcmp(why->verdict, "plan") || !strcmp(why->verdict, "by_hand"))
		return why->due.value <= t->k.today;
	return !strcmp(why->verdict, "due");
}

void
telling_put(struct telling *t, struct crm_why *why)
{
	const struct crm_customer *customer = t->facts->customer;

	if (t->error || (t->wanted->not_due && is_due(t, why)))
		return;
	why->customer = customer->id;
	if (t->name)
		telling_set(t, &why->customer_name, "%s", t->name);
	if (!t->error)
		telling_say(t, why);
	if (!t->error)
		t->error = t->put(t->aux, why);
}

static void
tell_due(struct telling *t, const struct crm_due *due)
{
	AUTO(crm_why) why = { 0 };

	if (t->error || (t->purpose && strcmp(t->purpose, due->rule->purpose) != 0))
		return;
	telling_describe(t, due, &why);
	telling_put(t, &why);
}

/* --- rows that people planned, or that are settled ---------------------------------------- */

static void
tell_row(struct telling *t, const struct kept_row *row, const char *verdict_word)
{
	AUTO(crm_why) why = { .follow_up = row->id };

	if (t->error)
		return;
	telling_set(t, &why.purpose, "%s", row->purpose);
	telling_set(t, &why.verdict, "%s", verdict_word);
	telling_set(t, &why.rule, "%s", row->rule);
	telling_set(t, &why.anchor, "%s", row->anchor);
	why.wanted = row->wanted;
	why.due = (struct crm_int)CRM_SET(row->due);
	why.expires = row->expires;
	telling_row_reason(t, row, row->reason, &why);
	telling_put(t, &why);
}

static void
tell_plans(struct telling *t)
{
	for (const struct kept_row *row = t->k.row; row < t->k.row + t->k.n; row++)
		if (row->planned && row->status == KEPT_OPEN &&
		    (!t->purpose || !strcmp(t->purpose, row->purpose)))
			tell_row(t, row, telling_verdict(t, row, "plan"));
}

/* --- one customer ------------------------------------------------------------------------- */

static bool
stands(const struct crm_due *due)
{
	return due->fate <= CRM_BEHIND_PLAN;
}

/* Those that stand, each with those that lost to it; then the rest. */
static void
tell_rules(struct telling *t)
{
	const struct crm_agenda *a = &t->k.agenda;

	for (size_t i = 0; i < a->n; i++) {
		if (!stands(&a->due[i]))
			continue;
		tell_due(t, &a->due[i]);
		for (size_t j = 0; j < a->n; j++)
			if (a->due[j].fate == CRM_LOST && a->due[j].to == &a->due[i])
				tell_due(t, &a->due[j]);
	}
	for (size_t i = 0; i < a->n; i++)
		if (!stands(&a->due[i]) && a->due[i].fate != CRM_LOST)
			tell_due(t, &a->due[i]);
}

/* The row that was asked for, if it is not one that a rule wants now. */
static void
tell_settled(struct telling *t)
{
	for (const struct kept_row *row = t->k.row; row < t->k.row + t->k.n; row++)
		if (row->id == t->wanted->follow_up && row->status == KEPT_SETTLED)
			tell_row(t, row, "done");
}

/* --- the way in --------------------------------------------------------------------------- */

static void
tell_customer(struct telling *t, int64_t customer)
{
	t->k.agenda.all = true;
	t->error = keeper_look(&t->k, customer, t->facts);
	for (const struct kept_row *row = t->k.row; row < t->k.row + t->k.n; row++)
		if (row->id == t->wanted->follow_up)
			t->purpose = row->purpose;
	tell_settled(t);
	tell_plans(t);
	tell_rules(t);
	if (!t->error)
		telling_next(t);
}

/* Who is it about?  The customer's id, and the name. */
static int
find_customer(struct telling *t, int64_t *customer)
{
	struct crm_int found = CRM_SET(t->wanted->customer);
	int64_t follow_up = t->wanted->follow_up;
	int error = 0;

	if (follow_up)
		error = db_number(t->db, &found, SQL("SELECT customer_id FROM follow_up WHERE id = ?1"),
		                  V(follow_up));
	if (!error && !found.set)
		error = db_fail(t->db, CRM_NOT_FOUND, "there is no follow-up F%" PRId64, follow_up);
	*customer = found.value;
	return error ? error : db_string(t->db, &t->name,
	                                 SQL("SELECT name FROM customer WHERE id = ?1"), V(*customer));
}

int
crm_why_each(crm *db, const struct crm_why_wanted *wanted,
             int (*put)(void *aux, const struct crm_why *why), void *aux)
{
	struct telling t = { .db = db, .wanted = wanted, .put = put, .aux = aux, .sop = crm_sop(db) };
	struct agenda_facts *reader;
	int64_t customer;
	int error = t.sop ? find_customer(&t, &customer) : CRM_DATABASE, ended_reading;

	if (error)
		return error;
	reader = agenda_facts_open(db, customer, customer, t.sop);
	keeper_open(&t.k, db, t.sop, customer, customer);
	t.facts = agenda_facts_of(reader, customer);
	if (t.facts)
		tell_customer(&t, customer);
	else
		t.error = db_fail(db, CRM_NOT_FOUND, "there is no customer C%" PRId64, customer);
	error = keeper_close(&t.k);
	ended_reading = agenda_facts_close(reader);
	free(t.name);
	return t.error ? t.error : error ? error : ended_reading;
}

/* --- one follow-up ------------------------------------------------------------------------ */

enum { FOUND = 1 };

struct sentence { int64_t id; char *text; };

static int
find_sentence(void *aux, const struct crm_why *why)
{
	struct sentence *sentence = aux;

	if (why->follow_up != sentence->id)
		return 0;
	sentence->text = strdup(why->text);
	return sentence->text ? FOUND : CRM_NO_MEMORY;
}

int
crm_follow_up_why(crm *db, int64_t id, char **text)
{
	struct crm_why_wanted wanted = { .follow_up = id };
	struct sentence sentence = { .id = id };
	int error = id > 0 ? crm_why_each(db, &wanted, find_sentence, &sentence) : 0;

	*text = sentence.text;
	return error == FOUND ? 0 : error == CRM_NO_MEMORY ? db_no_memory(db) : error;
}
