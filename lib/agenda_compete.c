/*
 * agenda_compete.c - which of the things that rules want of a customer stand, by purpose.
 *
 *	agenda_compete(w);
 *
 * Time is gone through in order: of one purpose the first stands, and while it can be of use
 * the others wait.  What somebody gave a day by hand waits for nothing but that day.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "agenda_work.h"

bool
agenda_competes(const struct crm_due *due)
{
	return due->fate <= CRM_BEHIND_PLAN;
}

static bool
same_purpose(const struct crm_due *a, const struct crm_due *b)
{
	return !strcmp(a->rule->purpose, b->rule->purpose);
}

bool
agenda_same_key(const struct crm_due *a, const struct crm_due *b)
{
	return same_purpose(a, b) && !strcmp(a->anchor, b->anchor);
}

/* --- what was moved by hand speaks for its purpose ---------------------------------------- */

/*
 * Had what it counts from happened when the plan was moved?  What is to come had called for
 * it already if its day was there.
 */
static bool
is_known(const struct agenda_work *w, const struct crm_due *due, const struct crm_plan_fact *by)
{
	int64_t first = due->base < due->anchor_day ? due->base : due->anchor_day;

	if (due->by_hand && due->by_hand->moved.set)
		return due->by_hand->moved.value < by->moved.value;
	if (due->anchor_at.set)
		return due->anchor_at.value <= by->moved.value;
	return first <= crm_instant_day(w->facts->zone, by->moved.value);
}

/* A follow-up with a day of somebody's own gives way to a rule's row moved later, not to plans. */
static void
hush(const struct agenda_work *w, struct crm_due *due, const struct crm_plan_fact *by)
{
	if (due->by_hand == by || (due->by_hand && !by->anchor) || by->day <= due->from ||
	    strcmp(due->rule->purpose, by->purpose) != 0 || !is_known(w, due, by))
		return;
	due->from = by->day;
	due->quiet = by;
}

static void
speak_for_purpose(struct agenda_work *w, const struct crm_plan_fact *by)
{
	struct crm_agenda *a = w->agenda;

	for (size_t i = 0; i < a->n; i++)
		if (agenda_competes(&a->due[i]))
			hush(w, &a->due[i], by);
}

/* A row that no rule asks for any longer speaks for nothing. */
static bool
is_asked(const struct crm_agenda *a, const struct crm_plan_fact *plan)
{
	for (size_t i = 0; i < a->n && plan->anchor; i++)
		if (a->due[i].by_hand == plan)
			return true;
	return !plan->anchor;
}

static void
tell_quiet(struct agenda_work *w, struct crm_due *due)
{
	char day[CRM_DAY_SIZE];

	agenda_reason(w, due, "F%" PRId64 " was moved to %s, and speaks for it", due->quiet->id,
	              crm_day_format(due->quiet->day, day));
}

/* What has lapsed by then comes to nothing. */
static void
drop_lapsed(struct agenda_work *w)
{
	for (size_t i = 0; i < w->agenda->n; i++) {
		struct crm_due *due = &w->agenda->due[i];

		if (!due->quiet || due->by_hand || !due->expires.set || due->expires.value >= due->from)
			continue;
		due->fate = CRM_NEVER;
		tell_quiet(w, due);
	}
}

/* From which day on each may stand. */
static void
find_days(struct agenda_work *w)
{
	const struct crm_facts *facts = w->facts;

	for (size_t i = 0; i < w->agenda->n; i++) {
		w->agenda->due[i].from = w->agenda->due[i].wanted;
		w->agenda->due[i].quiet = NULL;
	}
	for (size_t i = 0; i < facts->plans; i++)
		if (facts->plan[i].moved.set && is_asked(w->agenda, &facts->plan[i]))
			speak_for_purpose(w, &facts->plan[i]);
	drop_lapsed(w);
}

/* --- who stands --------------------------------------------------------------------------- */

/* By the days from which they may stand; what was kept quiet until then comes last. */
static int
by_precedence(const void *a, const void *b)
{
	const struct crm_due *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	if (!x->quiet != !y->quiet)
		return x->quiet ? 1 : -1;
	if (x->wanted != y->wanted)
		return x->wanted < y->wanted ? -1 : 1;
	if (x->event != y->event)
		return x->event ? -1 : 1;
	return x->order < y->order ? -1 : 1;
}

static void
stand(struct crm_due *due, int64_t day)
{
	due->stands = true;
	due->due = day;
}

static void
lose(struct crm_due *due, const struct crm_due *to)
{
	due->fate = CRM_LOST;
	due->to = to;
}

/* Of its purpose the one that stands longest; one that stands for its anchor has the row. */
static const struct crm_due *
standing(const struct crm_agenda *a, const struct crm_due *due)
{
	const struct crm_due *last = NULL;

	for (const struct crm_due *d = a->due; d < a->due + a->n; d++) {
		if (!d->stands || !same_purpose(d, due))
			continue;
		if (!strcmp(d->anchor, due->anchor))
			return d;
		if (!last || (last->expires.set &&
		              (!d->expires.set || d->expires.value > last->expires.value)))
			last = d;
	}
	return last;
}

static bool
bars(const struct crm_due *before, const struct crm_due *due)
{
	return before && (!before->expires.set || agenda_same_key(before, due));
}

/* What speaks for it, as the rules want it. */
static const struct crm_due *
speaker(const struct crm_agenda *a, const struct crm_due *due)
{
	const struct crm_due *d = a->due;

	while (d->by_hand != due->quiet)
		d++;
	return d;
}

/* A day that somebody gave: what lapses does not keep it waiting. */
static void
stand_by_hand(struct crm_agenda *a, struct crm_due *due)
{
	const struct crm_due *before = standing(a, due);

	if (due->quiet)
		lose(due, speaker(a, due));
	else if (bars(before, due))
		lose(due, before);
	else
		stand(due, due->wanted);
}

static int64_t
start_after(const struct crm_due *before, const struct crm_due *due)
{
	bool waits = before && before->expires.set && before->expires.value >= due->from;

	return waits ? before->expires.value + 1 : due->from;
}

/* Those to whom somebody gave a day before the one on which this could stand. */
static void
let_pass(struct crm_agenda *a, const struct crm_due *due)
{
	for (struct crm_due *d = a->due; d < a->due + a->n; d++)
		if (d->fate == CRM_FIXED_DAY && !d->stands && same_purpose(d, due) &&
		    d->from < start_after(standing(a, due), due))
			stand_by_hand(a, d);
}

static void
tell_wait(struct agenda_work *w, struct crm_due *due, const struct crm_due *before)
{
	char day[CRM_DAY_SIZE];

	if (due->quiet)
		tell_quiet(w, due);
	if (due->due > due->from)
		agenda_reason(w, due, "%s from %s stands before it until %s", before->rule->name,
		              before->anchor, crm_day_format(before->expires.value, day));
}

/*
 * While what stands can be of use the others wait; if it does not lapse they have lost, and so
 * have those of the same anchor: it has one row.
 */
static void
stand_in_turn(struct agenda_work *w, struct crm_due *due)
{
	const struct crm_due *before;

	if (w->facts->plans)
		let_pass(w->agenda, due);
	before = standing(w->agenda, due);
	if (bars(before, due) || (before && due->expires.set &&
	                          due->expires.value <= before->expires.value)) {
		lose(due, before);
		return;
	}
	stand(due, start_after(before, due));
	tell_wait(w, due, before);
}

/* Take back what was decided before. */
static void
reset(struct crm_agenda *a)
{
	for (size_t i = 0; i < a->n; i++) {
		struct crm_due *due = &a->due[i];

		due->stands = false;
		if (due->fate == CRM_LOST || due->fate == CRM_BEHIND_PLAN)
			due->fate = due->by_hand ? CRM_FIXED_DAY : CRM_WANTED;
		if (agenda_competes(due)) {
			free(due->reason);
			due->reason = NULL;
		}
	}
}

void
agenda_compete(struct agenda_work *w)
{
	struct crm_agenda *a = w->agenda;

	reset(a);
	find_days(w);
	if (a->n > 1)
		qsort(a->due, a->n, sizeof *a->due, by_precedence);
	for (size_t i = 0; i < a->n; i++) {
		struct crm_due *due = &a->due[i];

		if (!agenda_competes(due) || due->stands)
			continue;
		if (due->by_hand)
			stand_by_hand(a, due);
		else
			stand_in_turn(w, due);
	}
}
