/*
 * follow_up.c - the follow-up's table, and the rules for plans.
 */
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agenda_rows.h"
#include "customer.h"
#include "follow_up.h"
#include "follow_up_settle.h"
#include "interaction.h"
#include "noun_types.h"
#include "order.h"
#include "why.h"
#include "words.h"

static int period_check(char **text, struct crm_fault *why);

#define FIELD(member) .offset = offsetof(struct crm_follow_up, member)

/*
 * Who does it on the day of the query: the owner, or the deputy while the owner is away.
 * Whether anybody ever is away is asked once, not of each row.
 */
#define WHO \
	"COALESCE(CASE WHEN EXISTS (SELECT 1 FROM stand_in) THEN (SELECT MIN(s.deputy)" \
	" FROM stand_in s WHERE t.status = 'open' AND s.owner = COALESCE(t.owner, {customer.owner})" \
	" AND $today BETWEEN s.away AND s.back) END, t.owner, {customer.owner})"

/* What stands behind one that has lapsed comes forward. */
#define FIRST \
	"CASE WHEN t.behind = 0 THEN 1 WHEN EXISTS (SELECT 1 FROM follow_up e" \
	" WHERE e.customer_id = t.customer_id AND e.purpose = t.purpose" \
	" AND e.status = 'open' AND (e.due, e.id) < (t.due, t.id)" \
	" AND COALESCE(e.expires, $today) >= $today) THEN 0 ELSE 1 END"

/*
 * The parts of urgency, whole numbers, so that what is shown adds up: lateness is rounded.
 * What has no interval counts in weeks; bad is as in event rules.
 */
#define LATE \
	"(CASE WHEN t.due < $today THEN (2 * $weight_late * ($today - t.due) + COALESCE(t.every, 7))" \
	" / (2 * COALESCE(t.every, 7)) ELSE 0 END)"
#define TIER \
	"($weight_tier * CASE {customer.tier} WHEN 'vip' THEN 2 WHEN 'ordinary' THEN 1" \
	" ELSE 0 END)"
#define PROMISED "(CASE WHEN t.purpose = 'promise' THEN $weight_promise ELSE 0 END)"
#define SCORE   "(CASE WHEN {nps} <= 6 OR {csat} <= 2 OR {ces} <= 3 THEN $weight_score ELSE 0 END)"

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
	  .sql = WHO, .help = "who is to do it; the customer's owner unless said", .zh = "負責人|负责人" },
	{ .name = "channel", .kind = CRM_WORD, FIELD(channel), .words = crm_channel_words,
	  .flags = CRM_CHANNELS,
	  .sql = "COALESCE(t.channel, {customer.channel})",
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
	{ .name = "wanted", .kind = CRM_DAY, FIELD(wanted), .flags = CRM_AHEAD,
	  .help = "the day it was due before it was moved", .zh = "原定日期" },
	{ .name = "expires", .kind = CRM_DAY, FIELD(expires), .flags = CRM_AHEAD,
	  .help = "the last day on which it is of use", .zh = "失效日期" },
	{ .name = "every", .kind = CRM_INT, FIELD(every),
	  .help = "days of its interval, where a rule has one", .zh = "間隔天數|间隔天数" },
	{ .name = "repeats", .kind = CRM_TEXT, FIELD(repeats), .check = period_check, .limit = 20,
	  .help = "of a plan: the time after which it comes again", .zh = "重複|重复" },
	{ .name = "made", .kind = CRM_DAY, FIELD(made), .flags = CRM_FIXED,
	  .help = "the day on which a plan or promise was made", .zh = "訂立日期|订立日期" },
	{ .name = "closed", .kind = CRM_DAY, FIELD(closed),
	  .help = "the day on which it was done or dropped", .zh = "結案日期|结案日期" },
	{ .name = "moved", .kind = CRM_TIME, FIELD(moved),
	  .help = "when somebody gave it its day", .zh = "改期時間|改期时间" },
	{ .name = "until", .kind = CRM_DAY, FIELD(until), .flags = CRM_INPUT | CRM_AHEAD,
	  .help = "move it to that day", .zh = "延至" },
	{ .name = "customer_name", .kind = CRM_TEXT, .flags = CRM_DERIVED, .sql = "=customer.name",
	  .help = "the customer's name", .zh = "客戶名稱" },
	{ .name = "late", .kind = CRM_INT, .flags = CRM_DERIVED,
	  .sql = "CASE WHEN t.status = 'open' AND t.due < $today THEN $today - t.due"
	         " WHEN t.status = 'done' AND t.due < t.closed THEN t.closed - t.due ELSE 0 END",
	  .help = "days after the due day: until today, or until it was done", .zh = "逾期" },
	{ .name = "first", .kind = CRM_BOOL, .flags = CRM_DERIVED, .sql = FIRST,
	  .help = "no other of its purpose and customer is due before", .zh = "最先" },
	{ .name = "urgency", .kind = CRM_INT, .flags = CRM_DERIVED,
	  .sql = "(" LATE " + " TIER " + " PROMISED " + " SCORE ")",
	  .help = "sum of the four parts", .zh = "緊急度|紧急度" },
	{ .name = "urgency_late", .kind = CRM_INT, .flags = CRM_DERIVED, .sql = LATE,
	  .help = "how late, in units of the interval, times its weight" },
	{ .name = "urgency_tier", .kind = CRM_INT, .flags = CRM_DERIVED, .sql = TIER,
	  .help = "the customer's tier (vip 2, ordinary 1), times its weight" },
	{ .name = "urgency_promise", .kind = CRM_INT, .flags = CRM_DERIVED, .sql = PROMISED,
	  .help = "1 for a promise, times its weight" },
	{ .name = "urgency_score", .kind = CRM_INT, .flags = CRM_DERIVED, .sql = SCORE,
	  .help = "1 for a customer whose last answer was bad, times its weight" },
	{ .name = "why", .kind = CRM_TEXT, .flags = CRM_DERIVED | CRM_LONG, .fetch = crm_follow_up_why,
	  .help = "the rule that asks for it, and how the day came about", .zh = "理由" },
	{ .name = "standing", .kind = CRM_WORD, .flags = CRM_DERIVED, .words = crm_standing_words,
	  .sql = "CASE WHEN t.purpose <> 'promise' THEN NULL"
	         " WHEN t.status = 'done' AND t.due < t.closed THEN 'kept_late'"
	         " WHEN t.status = 'done' THEN 'kept'"
	         " WHEN t.status <> 'open' THEN 'broken' WHEN t.due < $today THEN 'late'"
	         " ELSE 'open' END",
	  .help = "how a promise stands: open, late, kept, kept_late, broken", .zh = "履行" },
	{ 0 }
};

const struct crm_type crm_follow_up_type = {
	.name = "follow_up", .plural = "follow_ups", .zh = "跟進", .table = "follow_up", .letter = 'F',
	.size = sizeof(struct crm_follow_up), .fields = fields,
	.columns = "id,customer,customer_name,due,late,owner,channel,goal,rule",
};

static int
period_check(char **text, struct crm_fault *why)
{
	struct crm_period period;

	return crm_period_parse(*text, &period, why);
}

void
crm_follow_up_clear(struct crm_follow_up *follow_up)
{
	crm_clear(&crm_follow_up_type, follow_up);
}

bool
follow_up_of_cadence(const struct crm_sop *sop, const struct crm_follow_up *f)
{
	for (size_t i = 0; !f->planned.value && i < sop->cadences; i++)
		if (!strcmp(sop->cadence[i].rule.name, f->rule))
			return true;
	return false;
}

/*
 * A plan or what an event calls for may be settled by hand: a cadence goes on
 * behind it.  The cadence's own, settled so, would take the customer off the agenda.
 */
static int
check_status(crm *db, const struct crm_follow_up *f, const struct crm_follow_up *before)
{
	const struct crm_sop *sop;

	if (!before || before->planned.value || !strcmp(f->status, before->status))
		return 0;
	if (!(sop = crm_sop(db)))
		return CRM_DATABASE;
	if (!follow_up_of_cadence(sop, before))
		return 0;
	return db_fail(db, CRM_INVALID, "status: the cadence goes on until there is a contact;"
	               " crm-log F%" PRId64 " records one", f->id);
}

static bool
same_day(const struct crm_int *a, const struct crm_int *b)
{
	return a->set == b->set && a->value == b->value;
}

/* Let go of a text that is as it was. */
static void
forget_same(char **text, const char *before)
{
	if (!*text || !before || strcmp(*text, before) != 0)
		return;
	free(*text);
	*text = NULL;
}

/* `until=' moves what is still open; of what is moved the day that was wanted is kept. */
static int
move(crm *db, struct crm_follow_up *f, const struct crm_follow_up *before)
{
	char day[CRM_DAY_SIZE];

	if (f->until.set && f->until.value < crm_clock_today(&db->context.clock))
		return db_fail(db, CRM_INVALID, "until: that day is past; +3d, fri or a date to come");
	if (f->until.set && before && strcmp(before->status, "open") != 0)
		return db_fail(db, CRM_INVALID, "until: it is %s already, and is due no more",
		               before->status);
	if (f->until.set && f->expires.set && f->until.value > f->expires.value)
		return db_fail(db, CRM_INVALID, "until: it is of no use after %s; expires=DAY gives it"
		               " longer", crm_day_format(f->expires.value, day));
	if (f->until.set && before && !same_day(&f->due, &before->due) &&
	    !same_day(&f->due, &f->until))
		return db_fail(db, CRM_INVALID, "until: due= says another day; one of them will do");
	if (f->until.set)
		f->due = f->until;
	if (!before || same_day(&f->due, &before->due) || !same_day(&f->wanted, &before->wanted))
		return 0;
	if (before->wanted.set && !before->moved.set)
		forget_same(&f->reason, before->reason);
	if (!f->wanted.set)
		f->wanted = before->due;
	f->moved = (struct crm_int)CRM_SET(db->context.clock.now);
	if (same_day(&f->wanted, &f->due))
		f->wanted = f->moved = (struct crm_int){ 0 };
	return 0;
}

static bool
is_settled(const struct crm_follow_up *f)
{
	return !strcmp(f->status, "done") || !strcmp(f->status, "dropped");
}

/* What is closed has the day on which it was, what is open has none. */
static int
date_closing(crm *db, struct crm_follow_up *f, const struct crm_follow_up *before)
{
	static const struct crm_int none;
	struct crm_int at = { 0 };
	int error = 0;

	if (!is_settled(f) && f->closed.set && (!before || !same_day(&f->closed, &before->closed)))
		return db_fail(db, CRM_INVALID, "closed: it is %s; status=done closes it", f->status);
	if (!is_settled(f))
		f->closed = none;
	if (!is_settled(f) || f->closed.set)
		return 0;
	if (f->interaction)
		error = db_number(db, &at, SQL("SELECT at FROM interaction WHERE id = ?1"),
		                  V(f->interaction));
	f->closed = (struct crm_int)CRM_SET(at.set ? crm_instant_day(db->zone, at.value)
	                                           : crm_clock_today(&db->context.clock));
	return error;
}

static int
complete(crm *db, void *record, const void *stored)
{
	const struct crm_follow_up *before = stored;
	struct crm_follow_up *f = record;
	int error = noun_default(db, &f->purpose, "contact");

	if (!error)
		error = noun_default(db, &f->rule, strcmp(f->purpose, "promise") ? "planned" : "promise");
	if (!error)
		error = noun_default(db, &f->status, "open");
	if (!error)
		error = noun_default(db, &f->anchor, "");
	if (!before && !f->planned.set)
		f->planned = (struct crm_int)CRM_SET(1);
	if (!before && f->planned.value && !f->made.set)
		f->made = (struct crm_int)CRM_SET(crm_clock_today(&db->context.clock));
	if (!error)
		error = move(db, f, before);
	if (!error)
		error = date_closing(db, f, before);
	return error ? error : check_status(db, f, before);
}

/* --- plans that come again -------------------------------------------------------------------- */

/* The first of a series: a plan that came of it counts from `F7-2', `F7-3' ... */
static int64_t
series_of(const struct crm_follow_up *f)
{
	char first[CRM_SCRATCH], letter;
	const char *dash = strchr(f->anchor, '-');
	int64_t id;

	if (!dash || (size_t)(dash - f->anchor) >= sizeof first)
		return f->id;
	snprintf(first, sizeof first, "%.*s", (int)(dash - f->anchor), f->anchor);
	return crm_id_parse(first, &letter, &id) || letter != crm_follow_up_type.letter ? f->id : id;
}

static int64_t
day_wanted(const struct crm_follow_up *f)
{
	return f->wanted.set ? f->wanted.value : f->due.value;
}

/*
 * Counted from the first of its series, so that what comes on the 31st does not stay on
 * the 28th after February.
 */
int
follow_up_next_day(crm *db, const struct crm_follow_up *f, int64_t closed, int64_t *out)
{
	AUTO(crm_follow_up) first = { 0 };
	int64_t from = day_wanted(f), after = from > closed ? from : closed;
	struct crm_period period;
	struct crm_fault why;
	int error = crm_period_parse(f->repeats, &period, &why);

	if (error)
		return db_fault(db, error, "repeats", &why);
	error = db_get(db, &crm_follow_up_type, series_of(f), &first);
	if (error && error != CRM_NOT_FOUND)
		return error;
	if (!error && first.customer == f->customer && day_wanted(&first) <= from)
		from = day_wanted(&first);
	*out = from;
	for (int n = 1; *out <= after && n <= INT_MAX / period.count; n++)
		*out = crm_day_add(from, (struct crm_period){ n * period.count, period.unit });
	return 0;
}

/* How many of a series there are after the first, and whether one of them is still open. */
static int
count_series(crm *db, const struct crm_follow_up *f, int64_t *n, bool *open)
{
	char first[CRM_SCRATCH], others[CRM_SCRATCH + 2];
	struct db_cursor *c;

	crm_id_format(crm_follow_up_type.letter, series_of(f), first);
	snprintf(others, sizeof others, "%s-%%", first);
	c = db_walk(db, SQL("SELECT COALESCE(SUM(CASE WHEN status = 'open' THEN 1 END), 0),"
	                    " COALESCE(SUM(CASE WHEN id <> ?3 THEN 1 END), 0) FROM follow_up"
	                    " WHERE customer_id = ?1 AND planned = 1 AND (anchor LIKE ?2 OR id = ?3)"),
	            V(f->customer), V(others), V(series_of(f)));
	if (db_step(c)) {
		*n = db_column_int(c, 1);
		*open = db_column_int(c, 0);
	}
	return db_done(c);
}

int
follow_up_again(crm *db, const struct crm_follow_up *f)
{
	struct crm_follow_up next;   /* borrows its texts */
	char anchor[CRM_SCRATCH * 2], first[CRM_SCRATCH];
	int64_t n = 0;
	bool open = false;
	int error = 0;

	if (!f->planned.value || !f->repeats)
		return 0;
	error = count_series(db, f, &n, &open);
	if (error || open)
		return error;
	next = (struct crm_follow_up){
		.customer = f->customer, .purpose = f->purpose, .owner = f->owner,
		.channel = f->channel, .goal = f->goal, .content = f->content, .rule = f->rule,
		.repeats = f->repeats, .planned = CRM_SET(1), .due = { .set = true },
	};
	error = follow_up_next_day(db, f, crm_clock_today(&db->context.clock), &next.due.value);
	if (f->expires.set)
		next.expires = (struct crm_int)CRM_SET(f->expires.value + next.due.value - day_wanted(f));
	snprintf(anchor, sizeof anchor, "%s-%" PRId64,
	         crm_id_format(crm_follow_up_type.letter, series_of(f), first), n + 2);
	next.anchor = anchor;
	if (!error)
		error = crm_follow_up_add(db, &next);
	free(next.status);   /* it is open by default */
	return error;
}

/* A plan that counts from nothing else counts from itself. */
static int
follow(crm *db, void *record, const void *stored, bool *changed)
{
	const struct crm_follow_up *before = stored;
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
	if (!error && before && is_settled(f) && !is_settled(before))
		error = follow_up_again(db, f);
	if (!error && *changed)
		error = agenda_touch(db, f->customer);
	return error;
}

const struct noun_rules follow_up_rules = {
	.type = &crm_follow_up_type, .complete = complete, .follow = follow,
};

int
follow_up_date_closed(crm *db)
{
	struct db_cursor *c = db_walk(db, SQL("SELECT f.id, i.at FROM follow_up f"
	                                      " JOIN interaction i ON i.id = f.interaction_id"
	                                      " WHERE f.status = 'done' OR f.status = 'dropped'"));
	int error = 0, ended;

	while (!error && db_step(c))
		error = db_run(db, SQL("UPDATE follow_up SET closed = ?2 WHERE id = ?1"),
		               V(db_column_int(c, 0)),
		               V(crm_instant_day(db->zone, db_column_int(c, 1))));
	ended = db_done(c);
	return error ? error : ended;
}

int
follow_up_check_open(crm *db, const struct crm_follow_up *f)
{
	if (!is_settled(f))
		return 0;
	if (f->interaction)
		return db_fail(db, CRM_INVALID, "F%" PRId64 " is %s already, by I%" PRId64, f->id,
		               f->status, f->interaction);
	return db_fail(db, CRM_INVALID, "F%" PRId64 " is %s already", f->id, f->status);
}

int
follow_up_settle(crm *db, struct crm_follow_up *f, const char *status, int64_t interaction)
{
	free(f->status);
	f->status = NULL;
	f->interaction = interaction;
	if (noun_default(db, &f->status, status))
		return CRM_NO_MEMORY;
	return crm_follow_up_set(db, f);
}

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

int
crm_follow_up_before(crm *db, int64_t id, int64_t *first)
{
	struct crm_int found;
	int error = db_number(db, &found,
		SQL("SELECT e.id FROM follow_up f JOIN follow_up e ON e.customer_id = f.customer_id"
		    " AND e.purpose = f.purpose AND e.id <> f.id WHERE f.id = ?1"
		    " AND f.purpose <> 'promise' AND e.status = 'open'"
		    " AND (e.expires IS NULL OR e.expires >= ?2)"
		    " AND (f.status <> 'open' OR e.due < f.due OR (e.due = f.due AND e.id < f.id))"
		    " ORDER BY e.due, e.id LIMIT 1"), V(id), V(crm_clock_today(&db->context.clock)));

	*first = found.value;
	return error;
}
