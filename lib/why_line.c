/*
 * why_line.c - what became of one thing that a rule wants, as a line.
 *
 *	AUTO(crm_why) why = { 0 };
 *
 *	telling_describe(t, due, &why);
 *	telling_put(t, &why);
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "agenda_work.h"
#include "why_telling.h"

static struct crm_int
day(int64_t value)
{
	return (struct crm_int)CRM_SET(value);
}

void
telling_rule(struct telling *t, const struct crm_rule *rule, struct crm_why *why)
{
	telling_set(t, &why->purpose, "%s", rule->purpose);
	telling_set(t, &why->rule, "%s", rule->name);
	telling_set(t, &why->source, "%s:%d", t->sop->source, rule->line);
	if (rule->when.text)
		telling_set(t, &why->when, "%s", rule->when.text);
}

static void
describe_limit(struct telling *t, const struct crm_due *due, struct crm_why *why)
{
	const struct crm_limit *limit = due->limit;
	char period[AGENDA_PERIOD_SIZE];

	if (!limit)
		return;
	telling_set(t, &why->limit, "[%s] %s:%d", limit->name, t->sop->source, limit->line);
	if (!limit->per.count)
		return;
	if (limit->cap)
		telling_set(t, &why->cap, "%d per %s", (int)limit->cap, agenda_period(limit->per, period));
	else
		telling_set(t, &why->cap, "0");
	why->contacts = telling_contacts(t, due);
}

/* --- rows whose day people gave ----------------------------------------------------------- */

/* The row that comes before it today, as crm_follow_up_before() has it; NULL: none. */
static const struct kept_row *
row_before(const struct telling *t, const struct kept_row *row)
{
	const struct kept_row *first = NULL;

	for (const struct kept_row *e = t->k.row; e < t->k.row + t->k.n; e++) {
		if (e == row || e->status != KEPT_OPEN || strcmp(e->purpose, row->purpose) != 0 ||
		    !strcmp(e->purpose, PROMISE) || e->due > row->due ||
		    (e->due == row->due && e->id > row->id) ||
		    (e->expires.set && e->expires.value < t->k.today))
			continue;
		if (!first || e->due < first->due || (e->due == first->due && e->id < first->id))
			first = e;
	}
	return first;
}

const char *
telling_verdict(const struct telling *t, const struct kept_row *row, const char *word)
{
	if (row->expires.set && row->expires.value < t->k.today)
		return "lapsed";
	return row_before(t, row) ? "behind" : word;
}

void
telling_row_reason(struct telling *t, const struct kept_row *row, const char *said,
                   struct crm_why *why)
{
	const struct kept_row *before = row_before(t, row);

	if (before)
		telling_set(t, &why->reason, "%s%sF%" PRId64 " is due %s", said ? said : "",
		            said ? "; " : "", before->id,
		            before->due < row->due ? "earlier" : "on the same day");
	else if (said)
		telling_set(t, &why->reason, "%s", said);
}

/* From which day somebody has moved it, and why. */
static void
describe_move(struct telling *t, const struct kept_row *row, struct crm_why *why)
{
	char from[CRM_DAY_SIZE], on[CRM_DAY_SIZE], *said = NULL;

	telling_set(t, &said, "moved by hand%s%s%s%s%s%s", row->wanted.set ? " from " : "",
	            row->wanted.set ? crm_day_format(row->wanted.value, from) : "",
	            row->moved.set ? " on " : "",
	            row->moved.set ? crm_day_format(crm_instant_day(t->db->zone, row->moved.value), on)
	                           : "",
	            row->reason ? ": " : "", row->reason ? row->reason : "");
	telling_row_reason(t, row, said, why);
	free(said);
}

/* --- what rules want ---------------------------------------------------------------------- */

static const char *
verdict(const struct telling *t, const struct crm_due *due, const struct kept_row *row)
{
	switch (due->fate) {
	case CRM_WANTED:
		if (due->expires.set && due->expires.value < t->k.today)
			return "lapsed";
		return due->due <= t->k.today ? "due" : "later";
	case CRM_FIXED_DAY:
		return row ? telling_verdict(t, row, "by_hand") : "by_hand";
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

/* How it comes that one of its purpose stands and it does not. */
static void
describe_defeat(struct telling *t, const struct crm_due *due, struct crm_why *why)
{
	const struct crm_due *to = due->to;
	bool same = !strcmp(to->anchor, due->anchor);
	char text[CRM_DAY_SIZE];

	if (same && to->event == due->event && to->expires.set)
		telling_set(t, &why->reason, "%s has the row of %s", to->rule->name, due->anchor);
	else if (due->quiet)
		telling_set(t, &why->reason, "F%" PRId64 " was moved to %s, and speaks for it",
		            due->quiet->id, crm_day_format(due->quiet->day, text));
	else if (same && due->by_hand)
		telling_set(t, &why->reason, "somebody gave the follow-up from %s that day, and %s has it",
		            due->anchor, to->rule->name);
	else
		telling_set(t, &why->reason, "%s from %s is wanted on %s, %s", to->rule->name, to->anchor,
		            crm_day_format(to->wanted, text),
		            to->wanted < due->wanted ? "earlier" :
		            to->wanted > due->wanted ? "before this could stand" :
		            to->event != due->event ? "and an event goes before a cadence" :
		            "and stands earlier in the file");
}

/* Why it came to nothing, where the agenda itself has left no word. */
static void
describe_loss(struct telling *t, const struct crm_due *due, struct crm_why *why)
{
	if (due->fate == CRM_LOST)
		describe_defeat(t, due, why);
	else if (due->fate == CRM_ANSWERED)
		telling_set(t, &why->reason, "we have been in contact since");
	else if (due->fate == CRM_SETTLED)
		telling_set(t, &why->reason, "the follow-up from %s is settled", due->anchor);
	else if (due->fate == CRM_NEVER && due->wanted == INT64_MAX)
		telling_set(t, &why->reason, "its condition holds on no day to come");
	else if (due->fate == CRM_NEVER)
		telling_set(t, &why->reason, "its condition does not hold before it lapses");
}

void
telling_describe(struct telling *t, const struct crm_due *due, struct crm_why *why)
{
	const struct kept_row *row = keeper_row(&t->k, due->rule->purpose, due->anchor);
	bool ever = due->wanted != INT64_MAX;
	char period[AGENDA_PERIOD_SIZE];

	if (row && due->fate <= CRM_SUPPRESSED)
		why->follow_up = row->id;
	telling_rule(t, due->rule, why);
	telling_set(t, &why->verdict, "%s", verdict(t, due, row));
	telling_set(t, &why->anchor, "%s", due->anchor);
	telling_set(t, &why->interval, "%s%s", due->before ? "-" : "",
	            agenda_period(due->interval, period));
	why->anchor_day = day(due->anchor_day);
	why->earliest = day(due->base);
	if (ever && !due->by_hand && due->wanted > due->base)
		why->holds_from = day(due->wanted);
	if (ever)
		why->wanted = day(due->wanted);
	if (ever && due->fate <= CRM_BEHIND_PLAN)
		why->due = day(due->due);
	why->expires = due->expires;
	why->facts = telling_facts(t, due->rule->when.query, ever ? due->wanted : due->base);
	if (due->channel)
		telling_set(t, &why->channel, "%s", due->channel);
	if (due->fate <= CRM_SUPPRESSED)
		describe_limit(t, due, why);
	if (due->fate == CRM_FIXED_DAY && row)
		describe_move(t, row, why);
	else if (due->reason)
		telling_set(t, &why->reason, "%s", due->reason);
	else
		describe_loss(t, due, why);
}
