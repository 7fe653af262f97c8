/*
 * agenda.c - when follow-ups fall due, from one customer's facts and the SOP.
 *
 *	struct crm_agenda agenda = { .until = day };
 *	int error = crm_agenda_compute(sop, &facts, &agenda);
 *
 * Time is walked forward from the anchor, never from today: a class that the
 * customer was in for a while and left again may have made the follow-up due in
 * that while, and once due it stays due.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agenda_work.h"

/* --- what rules want ---------------------------------------------------------------------- */

struct crm_due *
agenda_add(struct agenda_work *w, const struct crm_due *due)
{
	struct crm_agenda *a = w->agenda;

	if (a->n == a->size) {
		size_t size = a->size * 2 + 8;
		struct crm_due *more = realloc(a->due, size * sizeof *more);

		if (!more) {
			w->failed = true;
			return NULL;
		}
		a->due = more;
		a->size = size;
	}
	a->due[a->n] = *due;
	a->due[a->n].order = a->n;
	return &a->due[a->n++];
}

/* The first day from `day' on which the condition holds; INT64_MAX if there is none. */
static int64_t
first_day(const struct crm_query *query, const struct crm_facts *facts, int64_t day)
{
	while (query && day <= AGENDA_LAST_DAY && !crm_query_holds(query, facts, day))
		day = crm_query_next_change(query, facts, day);
	return day <= AGENDA_LAST_DAY ? day : INT64_MAX;
}

/* Has somebody settled what counts from this anchor, so that no rule asks for it again? */
static bool
settled(const struct crm_facts *facts, const struct crm_due *due)
{
	for (size_t i = 0; i < facts->settlements; i++)
		if (!strcmp(facts->settlement[i].anchor, due->anchor) &&
		    !strcmp(facts->settlement[i].purpose, due->rule->purpose))
			return true;
	return false;
}

/* The day that somebody gave by hand to what this rule wants. */
static const struct crm_plan_fact *
by_hand(const struct crm_facts *facts, const struct crm_due *due)
{
	for (size_t i = 0; i < facts->plans; i++)
		if (facts->plan[i].anchor && !strcmp(facts->plan[i].anchor, due->anchor) &&
		    !strcmp(facts->plan[i].purpose, due->rule->purpose))
			return &facts->plan[i];
	return NULL;
}

struct crm_due *
agenda_want(struct agenda_work *w, struct crm_due *due)
{
	const struct crm_plan_fact *plan;

	due->wanted = due->base;
	if (settled(w->facts, due)) {
		due->fate = CRM_SETTLED;
		return w->agenda->all ? agenda_add(w, due), NULL : NULL;
	}
	due->wanted = first_day(due->rule->when.query, w->facts, due->base);
	if (due->wanted == INT64_MAX || (due->expires.set && due->wanted > due->expires.value)) {
		due->fate = CRM_NEVER;
		return w->agenda->all ? agenda_add(w, due), NULL : NULL;
	}
	due->fate = CRM_WANTED;
	if ((plan = by_hand(w->facts, due))) {
		due->fate = CRM_FIXED_DAY;
		due->by_hand = plan;
		due->wanted = plan->day;
		due->expires = plan->expires;
	}
	return agenda_add(w, due);
}

/* --- cadences ----------------------------------------------------------------------------- */

/* Of contacts at the same instant the one recorded last counts. */
static const struct crm_contact_fact *
last_contact(const struct crm_facts *facts, bool outbound)
{
	const struct crm_contact_fact *last = NULL;

	for (size_t i = facts->contacts; i-- > 0;) {
		const struct crm_contact_fact *c = &facts->contact[i];

		if (last && c->at < last->at)
			break;
		if (c->contact && (c->outbound || !outbound) && (!last || c->id > last->id))
			last = c;
	}
	return last;
}

static const struct crm_order_fact *
last_order(const struct crm_facts *facts)
{
	for (size_t i = facts->orders; i-- > 0;)
		if (facts->order[i].counts)
			return &facts->order[i];
	return NULL;
}

/* The record that a cadence counts from: its id and its day; else the customer. */
static void
set_anchor(const struct agenda_work *w, enum crm_anchor anchor, struct crm_due *due)
{
	const struct crm_contact_fact *contact = NULL;
	const struct crm_order_fact *order = NULL;

	if (anchor == CRM_ANCHOR_CONTACT)
		contact = last_contact(w->facts, false);
	else if (anchor == CRM_ANCHOR_CONTACT_OUT)
		contact = w->answer;
	else
		order = last_order(w->facts);
	if (contact)
		crm_id_format('I', contact->id, due->anchor);
	else if (order)
		crm_id_format('O', order->id, due->anchor);
	else
		crm_id_format('C', w->customer->id, due->anchor);
	due->anchor_day = contact ? contact->day : order ? order->day : w->facts->since;
	due->anchor_at = (struct crm_int){ contact ? contact->at : order ? order->at : 0,
	                                   contact || order };
}

/* The earliest that the cadences of a purpose have been found to want. */
static int64_t
earliest(const struct crm_agenda *a, const char *purpose)
{
	int64_t day = INT64_MAX;

	for (size_t i = 0; i < a->n; i++)
		if (a->due[i].wanted < day && !strcmp(a->due[i].rule->purpose, purpose))
			day = a->due[i].wanted;
	return day;
}

/* Cadences that cannot win are not asked. */
static void
cadences(struct agenda_work *w)
{
	struct crm_due at[CRM_ANCHOR_ORDER + 1];
	bool known[CRM_ANCHOR_ORDER + 1] = { false };

	for (size_t i = 0; i < w->sop->cadences && !w->failed; i++) {
		const struct crm_cadence *cadence = &w->sop->cadence[i];
		struct crm_due due = { .rule = &cadence->rule, .interval = cadence->every };
		struct crm_due *from = &at[cadence->anchor];

		if (!known[cadence->anchor])
			set_anchor(w, cadence->anchor, from);
		known[cadence->anchor] = true;
		due.anchor_day = from->anchor_day;
		due.anchor_at = from->anchor_at;
		due.base = crm_day_add(due.anchor_day, cadence->every);
		if (w->prune && earliest(w->agenda, due.rule->purpose) <= due.base)
			continue;
		memcpy(due.anchor, from->anchor, sizeof due.anchor);
		due.every = due.base > due.anchor_day ? due.base - due.anchor_day : 1;
		agenda_want(w, &due);
	}
}

/* --- plans, and days ---------------------------------------------------------------------- */

static void
forget_reason(struct crm_due *due)
{
	free(due->reason);
	due->reason = NULL;
}

/* The open plan of a purpose that is due no later than that day, and still of use on it. */
static const struct crm_plan_fact *
earlier_plan(const struct crm_facts *facts, const char *purpose, int64_t day)
{
	const struct crm_plan_fact *first = NULL;

	for (size_t i = 0; i < facts->plans; i++) {
		const struct crm_plan_fact *plan = &facts->plan[i];

		if (plan->anchor || plan->day > day || strcmp(plan->purpose, purpose) != 0 ||
		    (plan->expires.set && plan->expires.value < day))
			continue;
		if (!first || plan->day < first->day ||
		    (plan->day == first->day && plan->id < first->id))
			first = plan;
	}
	return first;
}

/* A plan goes before a rule; one that lapses, until it has lapsed. */
static void
yield_to_plans(struct agenda_work *w, struct crm_due *due)
{
	const struct crm_plan_fact *plan;
	char day[CRM_DAY_SIZE];

	while ((plan = earlier_plan(w->facts, due->rule->purpose, due->due)) && plan->expires.set) {
		due->due = plan->expires.value + 1;
		agenda_reason(w, due, "F%" PRId64 " stands before it until %s", plan->id,
		              crm_day_format(plan->expires.value, day));
	}
	if (!plan)
		return;
	due->fate = CRM_BEHIND_PLAN;
	due->due = due->wanted;
	forget_reason(due);
	if (plan->day > due->due)
		agenda_reason(w, due, "F%" PRId64 " was moved to %s, and speaks for it", plan->id,
		              crm_day_format(plan->day, day));
	else
		agenda_reason(w, due, "F%" PRId64 " is due %s", plan->id,
		              plan->day < due->due ? "earlier" : "on the same day");
}

/* Places are given to events first, then to cadences; each in the order of the days wanted. */
static bool
place(struct agenda_work *w)
{
	struct crm_agenda *a = w->agenda;
	bool whole = true;

	agenda_slots_begin(w);
	for (size_t i = 0; i < a->n; i++)
		if (a->due[i].fate == CRM_FIXED_DAY && a->due[i].by_hand->counts)
			agenda_take(w, a->due[i].due);
	for (int events = 1; events >= 0; events--)
		for (size_t i = 0; i < a->n && !w->failed; i++) {
			struct crm_due *due = &a->due[i];

			if (due->event != (events == 1) || due->fate != CRM_WANTED)
				continue;
			yield_to_plans(w, due);
			if (due->fate == CRM_WANTED)
				agenda_place(w, due);
			whole &= due->fate != CRM_SUPPRESSED;
		}
	return whole;
}

/* What is suppressed does not compete, so what it had beaten gets its turn. */
static void
decide(struct agenda_work *w)
{
	do
		agenda_compete(w);
	while (!place(w) && !w->failed);
}

/* --- the way in --------------------------------------------------------------------------- */

static void
clear(struct crm_agenda *a)
{
	for (size_t i = 0; i < a->n; i++)
		forget_reason(&a->due[i]);
	a->n = 0;
	a->recurs = false;
}

/* How long after a day a contact can still stand in its way. */
static int64_t
reach(const struct crm_sop *sop, int64_t day)
{
	int64_t far = day;

	for (size_t i = 0; i < sop->limits; i++) {
		const struct crm_limit *limit = &sop->limit[i];
		int64_t to = limit->per.count ? crm_day_add(day, limit->per) : day;

		if (to > far)
			far = to;
	}
	return far;
}

/*
 * Events are placed in the order of their days, so later ones do not bear on earlier
 * ones; but a cadence waits for all events near its day, and they must be known.
 */
static bool
looked_far_enough(const struct agenda_work *w)
{
	struct crm_agenda *a = w->agenda;
	int64_t far = a->until;

	for (size_t i = 0; i < a->n && a->recurs; i++)
		if (!a->due[i].event && agenda_competes(&a->due[i]) && reach(w->sop, a->due[i].due) > far)
			far = reach(w->sop, a->due[i].due);
	if (far > AGENDA_LAST_DAY)
		far = AGENDA_LAST_DAY;
	if (far <= a->until)
		return true;
	a->until = far;
	return false;
}

/*
 * What was suppressed, or has no row of its own, beats nobody: then those that were left
 * out must be asked too.
 */
static bool
left_out_too_much(struct agenda_work *w)
{
	bool failed = false;

	for (size_t i = 0; i < w->agenda->n && w->prune; i++) {
		const struct crm_due *due = &w->agenda->due[i];

		failed |= due->fate == CRM_SUPPRESSED ||
		          (due->fate == CRM_LOST && agenda_same_key(due->to, due));
	}
	w->prune &= !failed;
	return failed;
}

/* Does something else that stands have the same anchor and purpose, and so the row? */
static bool
is_displaced(const struct crm_agenda *a, size_t i)
{
	for (size_t j = 0; j < a->n; j++) {
		const struct crm_due *other = &a->due[j];
		bool before = j < i;

		if (j != i && agenda_same_key(other, &a->due[i]) &&
		    (agenda_competes(other) || (before && other->fate == CRM_SUPPRESSED)))
			return true;
	}
	return false;
}

/* Only those who ask why see what came to nothing. */
static void
keep_what_stands(struct crm_agenda *a)
{
	size_t n = 0;

	for (size_t i = 0; i < a->n; i++)
		if (a->due[i].fate == CRM_SUPPRESSED && is_displaced(a, i))
			a->due[i].fate = CRM_LOST;
	for (size_t i = 0; i < a->n; i++)
		if (agenda_competes(&a->due[i]) || a->due[i].fate == CRM_SUPPRESSED)
			a->due[n++] = a->due[i];
		else
			forget_reason(&a->due[i]);
	a->n = n;
}

int
crm_agenda_compute(const struct crm_sop *sop, const struct crm_facts *facts,
                   struct crm_agenda *agenda)
{
	struct agenda_work w = {
		.sop = sop, .facts = facts, .customer = facts->customer, .agenda = agenda,
		.answer = last_contact(facts, true), .prune = !agenda->all && !facts->plans,
	};

	do {
		clear(agenda);
		cadences(&w);
		agenda_events(&w);
		decide(&w);
	} while (!w.failed && (left_out_too_much(&w) || !looked_far_enough(&w)));
	if (!agenda->all && !w.failed)
		keep_what_stands(agenda);
	return w.failed ? CRM_NO_MEMORY : 0;
}

void
crm_agenda_clear(struct crm_agenda *agenda)
{
	clear(agenda);
	free(agenda->due);
	free(agenda->slots);
	*agenda = (struct crm_agenda){ .until = agenda->until };
}

/* --- words -------------------------------------------------------------------------------- */

void
agenda_reason(struct agenda_work *w, struct crm_due *due, const char *format, ...)
{
	char *text, *both = NULL;
	va_list args;
	int length;

	va_start(args, format);
	length = vasprintf(&text, format, args);
	va_end(args);
	if (length < 0 || (due->reason && asprintf(&both, "%s; %s", due->reason, text) < 0)) {
		w->failed = true;
		return;
	}
	free(due->reason);
	due->reason = both ? both : text;
	if (both)
		free(text);
}

char *
agenda_period(struct crm_period period, char out[AGENDA_PERIOD_SIZE])
{
	static const char letters[] = { [CRM_DAY_UNIT] = 'd', [CRM_WEEK] = 'w', [CRM_MONTH] = 'm',
	                                [CRM_QUARTER] = 'q', [CRM_YEAR] = 'y' };

	snprintf(out, AGENDA_PERIOD_SIZE, "%d%c", period.count,
	         period.count ? letters[period.unit] : 'd');
	return out;
}
