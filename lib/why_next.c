/*
 * why_next.c - the days to come: what falls due on them, if each is done on its day.
 *
 *	telling_next(t);
 *
 * A customer's facts are carried on: on the first day on which something is due there is a
 * contact, which does all that is due by then, and the agenda is asked again.
 */
#include <stdlib.h>
#include <string.h>

#include "follow_up.h"
#include "follow_up_settle.h"
#include "why_telling.h"

/* The facts with contacts that have not been made yet. */
struct future {
	struct crm_facts         facts;
	struct crm_axes          axes;
	int64_t                  today;        /* to begin with; then the day of the last contact */
	struct crm_contact_fact *contact;
	struct crm_settlement   *settlement;
	char                   **anchor;       /* of settlements that are to come, owned */
	size_t                   anchors;
	struct crm_plan_fact    *plan;
	struct crm_follow_up    *row;          /* of each plan; {0}: a rule's row that was moved */
	struct crm_agenda        agenda;
};

/* Something to be done: what a rule wants, or a plan. */
struct thing {
	int64_t               day;
	const char           *purpose;
	const struct crm_due *due;    /* NULL: a plan, */
	size_t                plan;   /* this one */
};

/* --- the future --------------------------------------------------------------------------- */

static void *
copy(const void *array, size_t n, size_t more, size_t item)
{
	void *out = calloc(n + more + 1, item);

	if (out && n)
		memcpy(out, array, n * item);
	return out;
}

static bool
no_memory(struct telling *t)
{
	t->error = db_no_memory(t->db);
	return false;
}

static bool
future_open(struct telling *t, struct future *f)
{
	const struct crm_facts *now = &t->k.seen;

	*f = (struct future){ .facts = *now, .today = t->k.today, .agenda.until = t->k.agenda.until };
	f->contact = copy(now->contact, now->contacts, (size_t)t->wanted->next, sizeof *f->contact);
	f->settlement = copy(now->settlement, now->settlements, 0, sizeof *f->settlement);
	f->plan = copy(now->plan, now->plans, 0, sizeof *f->plan);
	f->row = copy(NULL, 0, now->plans, sizeof *f->row);
	if (!f->contact || !f->settlement || !f->plan || !f->row)
		return no_memory(t);
	f->facts.contact = f->contact;
	f->facts.settlement = f->settlement;
	f->facts.plan = f->plan;
	f->facts.axes = &f->axes;
	for (size_t i = 0; i < now->plans && !t->error; i++)
		if (!f->plan[i].anchor)
			t->error = crm_follow_up_get(t->db, f->plan[i].id, &f->row[i]);
	return !t->error;
}

static void
future_close(struct future *f)
{
	for (size_t i = 0; i < f->facts.plans && f->row; i++)
		crm_follow_up_clear(&f->row[i]);
	for (size_t i = 0; i < f->anchors; i++)
		free(f->anchor[i]);
	crm_agenda_clear(&f->agenda);
	free(f->contact);
	free(f->settlement);
	free(f->anchor);
	free(f->plan);
	free(f->row);
}

/* --- what is to be done ------------------------------------------------------------------- */

static bool
is_of_use(const struct future *f, struct crm_int expires)
{
	return !expires.set || expires.value >= f->today;
}

/* All that is open, in *things with room for it; how many. */
static size_t
list(const struct future *f, struct thing *things)
{
	size_t n = 0;

	for (size_t i = 0; i < f->facts.plans; i++)
		if (!f->plan[i].anchor && is_of_use(f, f->plan[i].expires))
			things[n++] = (struct thing){ f->plan[i].day, f->plan[i].purpose, NULL, i };
	for (size_t i = 0; i < f->agenda.n; i++) {
		const struct crm_due *due = &f->agenda.due[i];

		if ((due->fate == CRM_WANTED || due->fate == CRM_FIXED_DAY) &&
		    is_of_use(f, due->expires))
			things[n++] = (struct thing){ due->due, due->rule->purpose, due, 0 };
	}
	return n;
}

/* By day; plans first. */
static int
by_day(const void *a, const void *b)
{
	const struct thing *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if (!x->due != !y->due)
		return x->due ? 1 : -1;
	if (x->due)
		return (x->due > y->due) - (x->due < y->due);
	return (x->plan > y->plan) - (x->plan < y->plan);
}

/* Is it the first of its purpose?  Promises each stand alone. */
static bool
is_first(const struct thing *things, size_t i)
{
	for (size_t j = 0; j < i && strcmp(things[i].purpose, PROMISE) != 0; j++)
		if (!strcmp(things[j].purpose, things[i].purpose))
			return false;
	return true;
}

/* --- doing it ----------------------------------------------------------------------------- */

static void
settle(struct telling *t, struct future *f, const struct crm_due *due)
{
	size_t n = f->facts.settlements, room = f->anchors + 1;
	struct crm_settlement *settlements = realloc(f->settlement, (n + 1) * sizeof *settlements);
	char **anchors = realloc(f->anchor, room * sizeof *anchors);
	char *anchor = strdup(due->anchor);

	if (settlements)
		f->facts.settlement = f->settlement = settlements;
	if (anchors)
		f->anchor = anchors;
	if (!settlements || !anchors || !anchor) {
		free(anchor);
		no_memory(t);
		return;
	}
	f->anchor[f->anchors++] = anchor;
	f->settlement[f->facts.settlements++] = (struct crm_settlement){ due->rule->purpose, anchor };
}

/* It is done on that day: it comes again, or is gone, which is told by a purpose of NULL. */
static void
finish_plan(struct telling *t, struct future *f, size_t i, int64_t on)
{
	struct crm_plan_fact *plan = &f->plan[i];
	struct crm_follow_up *row = &f->row[i];
	int64_t next;

	plan->purpose = NULL;
	if (!row->repeats || (t->error = follow_up_next_day(t->db, row, on, &next)))
		return;
	if (plan->expires.set)
		plan->expires.value += next - (row->wanted.set ? row->wanted.value : row->due.value);
	row->due = (struct crm_int)CRM_SET(next);
	row->wanted = plan->moved = (struct crm_int){ 0 };
	plan->day = next;
	plan->id = 0;   /* it has no row yet */
	plan->purpose = row->purpose;
}

/* Leave out the plans that are done for good. */
static void
drop_plans(struct future *f)
{
	size_t n = 0;

	for (size_t i = 0; i < f->facts.plans; i++) {
		if (!f->plan[i].purpose) {
			crm_follow_up_clear(&f->row[i]);
			continue;
		}
		f->plan[n] = f->plan[i];
		f->row[n++] = f->row[i];
	}
	f->facts.plans = n;
}

/* A contact at noon does the first n things. */
static void
do_things(struct telling *t, struct future *f, const struct thing *things, size_t n)
{
	size_t made = f->facts.contacts - t->k.seen.contacts;

	f->contact[f->facts.contacts++] = (struct crm_contact_fact){
		.id = INT64_MAX - t->wanted->next + (int64_t)made,
		.at = crm_day_instant(t->facts->zone, f->today) + 43200,
		.day = f->today, .contact = true, .outbound = true, .counts = true,
	};
	for (size_t i = 0; i < n && !t->error; i++)
		if (things[i].due)
			settle(t, f, things[i].due);
		else
			finish_plan(t, f, things[i].plan, f->today);
	drop_plans(f);
}

/* --- telling ------------------------------------------------------------------------------ */

static void
tell_thing(struct telling *t, const struct future *f, const struct thing *thing)
{
	AUTO(crm_why) why = { .due = CRM_SET(f->today) };

	if (thing->due) {
		telling_rule(t, thing->due->rule, &why);
	} else {
		telling_set(t, &why.purpose, "%s", thing->purpose);
		telling_set(t, &why.rule, "%s", f->row[thing->plan].rule);
		why.follow_up = f->plan[thing->plan].id;
	}
	telling_set(t, &why.verdict, "next");
	if (f->facts.contacts > t->k.seen.contacts)
		telling_set(t, &why.reason, "if each before it is done on its day");
	telling_put(t, &why);
}

/* The first day on which something is due, from the last on, and what is: how many things. */
static size_t
find_day(struct future *f, struct thing *things)
{
	size_t all = list(f, things), n = 0;

	if (!all)
		return 0;
	qsort(things, all, sizeof *things, by_day);
	if (things[0].day > f->today)
		f->today = things[0].day;
	while (n < all && things[n].day <= f->today)
		n++;
	return n;
}

/* One day more; false if there is none. */
static bool
tell_day(struct telling *t, struct future *f)
{
	struct thing *things;
	size_t n;

	f->axes = (struct crm_axes){ 0 };
	if (crm_agenda_compute(t->sop, &f->facts, &f->agenda))
		return no_memory(t);
	if (!(things = calloc(f->facts.plans + f->agenda.n + 1, sizeof *things)))
		return no_memory(t);
	n = find_day(f, things);
	for (size_t i = 0; i < n && !t->error; i++)
		if (is_first(things, i))
			tell_thing(t, f, &things[i]);
	if (n && !t->error)
		do_things(t, f, things, n);
	free(things);
	return n && !t->error;
}

void
telling_next(struct telling *t)
{
	struct future f;
	bool more = t->wanted->next > 0;

	if (!more)
		return;
	more = future_open(t, &f);
	for (int n = 0; n < t->wanted->next && more; n++)
		more = tell_day(t, &f);
	future_close(&f);
}
