/*
 * why.c - the agenda of one customer, told with its reasons.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agenda_keep.h"
#include "agenda_work.h"
#include "follow_up.h"
#include "noun.h"
#include "query_ast.h"
#include "why.h"

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

/* One telling. */
struct telling {
	crm                         *db;
	const struct crm_why_wanted *wanted;
	const struct crm_sop        *sop;
	const struct crm_facts      *facts;
	char                        *name;      /* the customer's, which no rule looks at */
	struct keeper                k;
	const char                  *purpose;   /* only of this one; NULL: of all */
	int                        (*put)(void *aux, const struct crm_why *why);
	void                        *aux;
	int                          error;
};

/* --- texts -------------------------------------------------------------------------------- */

/* Set a text; what was there goes. */
static void set(struct telling *t, char **slot, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void
set(struct telling *t, char **slot, const char *format, ...)
{
	char *text;
	va_list args;
	int length;

	va_start(args, format);
	length = vasprintf(&text, format, args);
	va_end(args);
	if (length < 0) {
		t->error = db_no_memory(t->db);
		return;
	}
	free(*slot);
	*slot = text;
}

/* The end of a text that grows in a stream of memory. */
static char *
ended(struct telling *t, FILE *out, char **text)
{
	if (out && !fclose(out))
		return *text;
	t->error = db_no_memory(t->db);
	return NULL;
}

/* The first node of a query that compares this column. */
static const struct query_node *
first_of(const struct query_node *node, const char *path)
{
	const struct query_node *found = NULL;

	if (node->op == QUERY_COMPARE && !strcmp(node->path, path))
		return node;
	for (const struct query_node *child = node->child; child && !found; child = child->next)
		found = first_of(child, path);
	return found;
}

/* What a node compares, as a crm-find term would have it: last_order=2026-10-02. */
static void
see(struct telling *t, const struct crm_query *query, const struct query_node *node, int64_t on,
    FILE *out)
{
	struct crm_field field = node->column.shown;
	union { struct crm_int number; const char *text; } slot;
	char scratch[CRM_SCRATCH];
	const char *text;

	for (const struct query_node *child = node->child; child; child = child->next)
		see(t, query, child, on, out);
	if (node->op != QUERY_COMPARE || first_of(query->root, node->path) != node)
		return;
	fprintf(out, "%s%s=", ftell(out) ? " " : "", node->path);
	if (!query_see(query, &node->column, t->facts, on, &slot.number, &text)) {
		fputs("none", out);
		return;
	}
	field.offset = 0;
	field.flags = 0;
	field.currency = 0;
	if (!text)
		text = crm_field_text(&field, &slot.number, crm_context(t->db), scratch);
	fputs(text ? text : "none", out);
}

static char *
facts_text(struct telling *t, const struct crm_query *query, int64_t on)
{
	char *text = NULL;
	size_t size;
	FILE *out = query ? open_memstream(&text, &size) : NULL;

	if (!query)
		return NULL;
	if (out)
		see(t, query, query->root, on, out);
	return ended(t, out, &text);
}

/*
 * The days that count against the cap and could bear on a day between wanted and due,
 * without its own.
 */
static char *
contacts_text(struct telling *t, const struct crm_due *due)
{
	const struct crm_agenda *a = &t->k.agenda;
	int64_t from = crm_day_subtract(due->wanted, due->limit->per);
	int64_t to = crm_day_add(due->due, due->limit->per);
	bool own = due->fate == CRM_WANTED;   /* its slot is among them */
	char *text = NULL, day[CRM_DAY_SIZE];
	size_t size;
	FILE *out = open_memstream(&text, &size);

	for (size_t i = 0; out && i < a->taken; i++) {
		if (a->slots[i] <= from || a->slots[i] >= to)
			continue;
		if (own && a->slots[i] == due->due)
			own = false;
		else
			fprintf(out, "%s%s", ftell(out) ? "," : "",
			        crm_day_format(a->slots[i], day));
	}
	return ended(t, out, &text);
}

/* --- one line ----------------------------------------------------------------------------- */

static struct crm_int
day(int64_t value)
{
	return (struct crm_int)CRM_SET(value);
}

static void
describe_rule(struct telling *t, const struct crm_rule *rule, struct crm_why *why)
{
	set(t, &why->purpose, "%s", rule->purpose);
	set(t, &why->rule, "%s", rule->name);
	set(t, &why->source, "%s:%d", t->sop->source, rule->line);
	if (rule->when.text)
		set(t, &why->when, "%s", rule->when.text);
}

static void
describe_limit(struct telling *t, const struct crm_due *due, struct crm_why *why)
{
	const struct crm_limit *limit = due->limit;
	char period[AGENDA_PERIOD_SIZE];

	if (!limit)
		return;
	set(t, &why->limit, "[%s] %s:%d", limit->name, t->sop->source, limit->line);
	if (!limit->per.count)
		return;
	if (limit->cap)
		set(t, &why->cap, "%d per %s", (int)limit->cap, agenda_period(limit->per, period));
	else
		set(t, &why->cap, "0");
	why->contacts = contacts_text(t, due);
}

static const char *
verdict(const struct telling *t, const struct crm_due *due)
{
	switch (due->fate) {
	case CRM_WANTED:
		if (due->expires.set && due->expires.value < t->k.today)
			return "lapsed";
		return due->due <= t->k.today ? "due" : "later";
	case CRM_FIXED_DAY:
		return "by_hand";
	case CRM_BEHIND_PLAN:
		return "behind";
	case CRM_SUPPRESSED:
		return "suppressed";
	case CRM_LOST:
		return "lost";
	case CRM_ANSWERED:
		return "answered";
	case CRM_SETTLED:
		return "settled";
	default:
		return "never";
	}
}

/* Why it came to nothing, where the agenda itself has left no word. */
static void
describe_loss(struct telling *t, const struct crm_due *due, struct crm_why *why)
{
	const struct crm_due *to = due->to;
	char text[CRM_DAY_SIZE];

	if (due->fate == CRM_LOST && !strcmp(to->anchor, due->anchor) && to->event == due->event &&
	    to->expires.set)
		set(t, &why->reason, "%s has the row of %s", to->rule->name, due->anchor);
	else if (due->fate == CRM_LOST && due->quiet)
		set(t, &why->reason, "F%" PRId64 " was moved to %s, and speaks for it", due->quiet->id,
		    crm_day_format(due->quiet->day, text));
	else if (due->fate == CRM_LOST && due->by_hand && !strcmp(to->anchor, due->anchor))
		set(t, &why->reason, "somebody gave the follow-up from %s that day, and %s has it",
		    due->anchor, to->rule->name);
	else if (due->fate == CRM_LOST)
		set(t, &why->reason, "%s from %s is wanted on %s, %s", to->rule->name, to->anchor,
		    crm_day_format(to->wanted, text),
		    to->wanted < due->wanted ? "earlier" :
		    to->event != due->event ? "and an event goes before a cadence" :
		    "and stands earlier in the file");
	else if (due->fate == CRM_ANSWERED)
		set(t, &why->reason, "we have been in contact since");
	else if (due->fate == CRM_SETTLED)
		set(t, &why->reason, "the follow-up from %s is settled", due->anchor);
	else if (due->fate == CRM_NEVER && due->wanted == INT64_MAX)
		set(t, &why->reason, "its condition holds on no day to come");
	else if (due->fate == CRM_NEVER)
		set(t, &why->reason, "its condition does not hold before it lapses");
}

/* From which day somebody has moved it, and why. */
static void
describe_move(struct telling *t, const struct kept_row *row, struct crm_why *why)
{
	char text[CRM_DAY_SIZE], on[CRM_DAY_SIZE];

	set(t, &why->reason, "moved by hand%s%s%s%s%s%s", row->wanted.set ? " from " : "",
	    row->wanted.set ? crm_day_format(row->wanted.value, text) : "",
	    row->moved.set ? " on " : "",
	    row->moved.set ? crm_day_format(crm_instant_day(t->db->zone, row->moved.value), on) : "",
	    row->reason ? ": " : "", row->reason ? row->reason : "");
}

static void
describe(struct telling *t, const struct crm_due *due, struct crm_why *why)
{
	const struct kept_row *row = keeper_row(&t->k, due->rule->purpose, due->anchor);
	bool ever = due->wanted != INT64_MAX;
	char period[AGENDA_PERIOD_SIZE];

	if (row && due->fate <= CRM_SUPPRESSED)
		why->follow_up = row->id;
	describe_rule(t, due->rule, why);
	set(t, &why->verdict, "%s", verdict(t, due));
	set(t, &why->anchor, "%s", due->anchor);
	set(t, &why->interval, "%s%s", due->before ? "-" : "", agenda_period(due->interval, period));
	why->anchor_day = day(due->anchor_day);
	why->earliest = day(due->base);
	if (ever && !due->by_hand && due->wanted > due->base)
		why->holds_from = day(due->wanted);
	if (ever)
		why->wanted = day(due->wanted);
	if (ever && due->fate <= CRM_BEHIND_PLAN)
		why->due = day(due->due);
	why->expires = due->expires;
	why->facts = facts_text(t, due->rule->when.query, ever ? due->wanted : due->base);
	if (due->channel)
		set(t, &why->channel, "%s", due->channel);
	if (due->fate <= CRM_SUPPRESSED)
		describe_limit(t, due, why);
	if (due->fate == CRM_FIXED_DAY && row)
		describe_move(t, row, why);
	else if (due->reason)
		set(t, &why->reason, "%s", due->reason);
	else
		describe_loss(t, due, why);
}

/* --- as a sentence ------------------------------------------------------------------------ */

static void
say_when(const struct crm_why *why, FILE *out)
{
	char text[CRM_DAY_SIZE];

	fprintf(out, "%s (%s), ", why->rule, why->source);
	if (why->interval[0] == '0')
		fprintf(out, "on the day of ");
	else
		fprintf(out, "%s %s ", why->interval + (*why->interval == '-'),
		        *why->interval == '-' ? "before" : "after");
	fprintf(out, "%s on %s", why->anchor, crm_day_format(why->anchor_day.value, text));
	if (why->holds_from.set)
		fprintf(out, ", from %s on when its condition holds",
		        crm_day_format(why->holds_from.value, text));
	if (why->facts && *why->facts)
		fprintf(out, " (%s)", why->facts);
}

static void
say(struct telling *t, struct crm_why *why)
{
	char text[CRM_DAY_SIZE], *line = NULL;
	size_t size;
	FILE *out = open_memstream(&line, &size);

	if (!out) {
		t->error = db_no_memory(t->db);
		return;
	}
	if (why->follow_up > 0)
		fprintf(out, "F%" PRId64 " ", why->follow_up);
	fprintf(out, "%s", why->verdict);
	if (why->due.set)
		fprintf(out, " %s", crm_day_format(why->due.value, text));
	fputs(": ", out);
	if (why->anchor_day.set)
		say_when(why, out);
	else
		fprintf(out, "%s", why->rule);
	if (why->wanted.set && !(why->due.set && why->due.value == why->wanted.value))
		fprintf(out, ", wanted on %s", crm_day_format(why->wanted.value, text));
	if (why->reason)
		fprintf(out, ": %s", why->reason);
	if (why->cap)
		fprintf(out, "; cap %s of %.*s%s%s", why->cap, (int)strcspn(why->limit, "]") + 1,
		        why->limit, *why->contacts ? ", contacts on " : ", no other contacts near",
		        why->contacts);
	if (why->expires.set)
		fprintf(out, "; expires %s", crm_day_format(why->expires.value, text));
	why->text = ended(t, out, &line);
}

static void
tell(struct telling *t, struct crm_why *why)
{
	const struct crm_customer *customer = t->facts->customer;

	why->customer = customer->id;
	if (t->name)
		set(t, &why->customer_name, "%s", t->name);
	if (!t->error)
		say(t, why);
	if (!t->error)
		t->error = t->put(t->aux, why);
}

static void
tell_due(struct telling *t, const struct crm_due *due)
{
	AUTO(crm_why) why = { 0 };

	if (t->error || (t->purpose && strcmp(t->purpose, due->rule->purpose) != 0))
		return;
	describe(t, due, &why);
	tell(t, &why);
}

/* --- rows that people planned, or that are settled ---------------------------------------- */

static void
tell_row(struct telling *t, const struct kept_row *row, const char *verdict_word)
{
	AUTO(crm_why) why = { .follow_up = row->id };

	if (t->error)
		return;
	set(t, &why.purpose, "%s", row->purpose);
	set(t, &why.verdict, "%s", verdict_word);
	set(t, &why.rule, "%s", row->rule);
	set(t, &why.anchor, "%s", row->anchor);
	why.wanted = row->wanted;
	why.due = day(row->due);
	why.expires = row->expires;
	if (row->reason)
		set(t, &why.reason, "%s", row->reason);
	tell(t, &why);
}

static void
tell_plans(struct telling *t)
{
	for (const struct kept_row *row = t->k.row; row < t->k.row + t->k.n; row++)
		if (row->planned && row->status == KEPT_OPEN &&
		    (!t->purpose || !strcmp(t->purpose, row->purpose)))
			tell_row(t, row, "plan");
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

/* --- days to come ------------------------------------------------------------------------- */

/* The facts with contacts that have not been made yet. */
struct future {
	struct crm_facts         facts;
	struct crm_axes          axes;
	struct crm_contact_fact *contact;
	struct crm_settlement   *settlement;
	struct crm_plan_fact    *plan;
	char                   (*anchor)[CRM_ANCHOR_SIZE];
	struct crm_agenda        agenda;
};

static bool
future_open(struct telling *t, struct future *f)
{
	const struct crm_facts *now = &t->k.seen;
	size_t more = (size_t)t->wanted->next;

	*f = (struct future){ .facts = *now, .agenda.until = t->k.agenda.until };
	f->contact = calloc(now->contacts + more, sizeof *f->contact);
	f->settlement = calloc(now->settlements + more, sizeof *f->settlement);
	f->plan = calloc(now->plans + 1, sizeof *f->plan);
	f->anchor = calloc(more, sizeof *f->anchor);
	if (!f->contact || !f->settlement || !f->plan || !f->anchor) {
		t->error = db_no_memory(t->db);
		return false;
	}
	for (size_t i = 0; i < now->contacts; i++)
		f->contact[i] = now->contact[i];
	for (size_t i = 0; i < now->settlements; i++)
		f->settlement[i] = now->settlement[i];
	for (size_t i = 0; i < now->plans; i++)
		f->plan[i] = now->plan[i];
	f->facts.contact = f->contact;
	f->facts.settlement = f->settlement;
	f->facts.plan = f->plan;
	f->facts.axes = &f->axes;
	return true;
}

static void
future_close(struct future *f)
{
	crm_agenda_clear(&f->agenda);
	free(f->contact);
	free(f->settlement);
	free(f->plan);
	free(f->anchor);
}

/* The first thing due from today on: a rule's, or a plan. */
static const struct crm_due *
first_due(const struct future *f, int64_t today, const struct crm_plan_fact **plan)
{
	const struct crm_due *first = NULL;

	*plan = NULL;
	for (size_t i = 0; i < f->agenda.n; i++) {
		const struct crm_due *due = &f->agenda.due[i];

		if ((due->fate == CRM_WANTED || due->fate == CRM_FIXED_DAY) &&
		    (!due->expires.set || due->expires.value >= today) &&
		    (!first || due->due < first->due))
			first = due;
	}
	for (size_t i = 0; i < f->facts.plans; i++)
		if (!f->plan[i].anchor && (!*plan || f->plan[i].day < (*plan)->day))
			*plan = &f->plan[i];
	if (*plan && first && first->due < (*plan)->day)
		*plan = NULL;
	return *plan ? NULL : first;
}

/* It is done on its day, or today if it is late: a contact, at noon. */
static void
do_it(struct telling *t, struct future *f, int n, int64_t on, const struct crm_due *due,
      const struct crm_plan_fact *plan)
{
	f->contact[f->facts.contacts++] = (struct crm_contact_fact){
		.id = INT64_MAX - t->wanted->next + n,
		.at = crm_day_instant(t->facts->zone, on) + 43200,
		.day = on, .contact = true, .outbound = true, .counts = true,
	};
	if (plan) {
		f->plan[plan - f->plan] = f->plan[--f->facts.plans];
		return;
	}
	memcpy(f->anchor[n], due->anchor, sizeof *f->anchor);
	f->settlement[f->facts.settlements++] =
		(struct crm_settlement){ due->rule->purpose, f->anchor[n] };
}

static void
tell_next_one(struct telling *t, int64_t on, const struct crm_due *due,
              const struct crm_plan_fact *plan, int n)
{
	AUTO(crm_why) why = { .due = day(on) };

	if (due) {
		describe_rule(t, due->rule, &why);
	} else {
		set(t, &why.purpose, "%s", plan->purpose);
		set(t, &why.rule, "planned");
		why.follow_up = plan->id;
	}
	set(t, &why.verdict, "next");
	if (n)
		set(t, &why.reason, "if each before it is done on its day");
	tell(t, &why);
}

/* Day after day: what is due is done, and then the agenda is asked again. */
static void
tell_next(struct telling *t)
{
	struct future f;
	bool ready = t->wanted->next && future_open(t, &f);

	for (int n = 0; ready && n < t->wanted->next && !t->error; n++) {
		const struct crm_plan_fact *plan;
		const struct crm_due *due;
		int64_t on;

		f.axes = (struct crm_axes){ 0 };
		if (crm_agenda_compute(t->sop, &f.facts, &f.agenda)) {
			t->error = db_no_memory(t->db);
			break;
		}
		due = first_due(&f, t->k.today, &plan);
		if (!due && !plan)
			break;
		on = due ? due->due : plan->day;
		on = on < t->k.today ? t->k.today : on;
		tell_next_one(t, on, due, plan, n);
		do_it(t, &f, n, on, due, plan);
	}
	if (t->wanted->next)
		future_close(&f);
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
		tell_next(t);
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
