/*
 * sop_check_rules.c - rules that never win, classes without order, cadences against the cap.
 */
#include <string.h>

#include "sop_witness.h"

/* One condition is to hold, and none of some others. */
struct one_alone {
	const struct sop_check *check;
	size_t                  one;
	const bool             *others;    /* of each condition: must it not hold? */
	size_t                  limit;     /* this is to be the customer's limit; SIZE_MAX: any */
};

static bool
holds(const struct sop_check *c, size_t i, const struct crm_facts *facts, int64_t day)
{
	const struct crm_query *query = c->condition[i].when->query;

	return !query || crm_query_holds(query, facts, day);
}

static bool
is_limit(const struct one_alone *a, const struct crm_facts *facts, int64_t day)
{
	const struct sop_check *c = a->check;
	size_t i = c->limit;

	while (i < c->limit + c->sop->limits && !holds(c, i, facts, day))
		i++;
	return i == a->limit;
}

static bool
holds_alone(const void *aux, const struct crm_facts *facts, int64_t day)
{
	const struct one_alone *a = aux;

	if (!holds(a->check, a->one, facts, day))
		return false;
	for (size_t i = 0; i < a->check->n; i++)
		if (a->others[i] && holds(a->check, i, facts, day))
			return false;
	return a->limit == SIZE_MAX || is_limit(a, facts, day);
}

/* A search, with room for which conditions matter. */
struct search {
	struct sop_check *check;
	struct witness   *witness;
	bool             *others, *relevant, *rivals;
	char              text[200];
};

static void
clear(struct search *s)
{
	memset(s->others, 0, s->check->n * sizeof *s->others);
	memset(s->relevant, 0, s->check->n * sizeof *s->relevant);
}

/* Somebody for whom `one' holds and none of the others, and whose limit is that one. */
static enum witness_answer
find_alone(struct search *s, size_t one, size_t limit)
{
	const struct one_alone alone = { s->check, one, s->others, limit };

	for (size_t i = 0; i < s->check->n; i++)
		s->relevant[i] = i == one || s->others[i] ||
		                 (limit != SIZE_MAX && i >= s->check->limit &&
		                  i < s->check->limit + s->check->sop->limits);
	return witness_find(s->witness, s->relevant, holds_alone, &alone, s->text, sizeof s->text);
}

/* The first rival that holds for everybody for whom `one' does; SIZE_MAX: only together they do. */
static size_t
single_winner(struct search *s, size_t one)
{
	for (size_t i = 0; i < s->check->n; i++) {
		if (!s->rivals[i])
			continue;
		clear(s);
		s->others[i] = true;
		if (find_alone(s, one, SIZE_MAX) == WITNESS_NONE)
			return i;
	}
	return SIZE_MAX;
}

/* It never comes to pass: because it holds for nobody, or because others always go first. */
static void
tell_never(struct search *s, size_t one, const char *why)
{
	const struct sop_condition *never = &s->check->condition[one];
	size_t winner;

	memcpy(s->rivals, s->others, s->check->n * sizeof *s->others);
	winner = single_winner(s, one);
	clear(s);
	if (find_alone(s, one, SIZE_MAX) == WITNESS_NONE)
		SOP_CHECK_FAULT(s->check, never->line, "%s can hold for nobody; see its condition",
		                never->name);
	else if (winner != SIZE_MAX)
		SOP_CHECK_FAULT(s->check, never->line, "%s can never win: wherever it holds, %s (line %d) "
		                "holds too, %s", never->name, s->check->condition[winner].name,
		                s->check->condition[winner].line, why);
	else
		SOP_CHECK_FAULT(s->check, never->line, "%s can never win: wherever it holds one of those "
		                "that go first holds too, %s", never->name, why);
}

/* --- what is tried in order ----------------------------------------------------------------- */

/* Do two conditions compete, the one that comes first winning? */
static bool
same_list(const struct sop_check *c, size_t a, size_t b)
{
	if (a >= c->class && a < c->value && b >= c->class && b < c->value)
		return c->condition[a].axis == c->condition[b].axis;
	if (a >= c->value && a < c->limit && b >= c->value && b < c->limit)
		return !strcmp(c->sop->value[a - c->value].dimension,
		               c->sop->value[b - c->value].dimension);
	return a >= c->limit && a < c->event && b >= c->limit && b < c->event;
}

/* Is it not known which class of this one's axis goes first? */
static bool
is_disordered(const struct sop_check *c, size_t i)
{
	return c->condition[i].axis < CRM_AXES && c->flaws.axes & 1U << c->condition[i].axis;
}

static void
check_lists(struct search *s)
{
	struct sop_check *c = s->check;

	for (size_t i = c->class; i < c->n; i++) {
		if (c->condition[i].blurred || is_disordered(c, i))
			continue;
		clear(s);
		for (size_t k = c->class; k < i; k++)
			s->others[k] = same_list(c, k, i) && !c->condition[k].blurred;
		if (find_alone(s, i, SIZE_MAX) == WITNESS_NONE)
			tell_never(s, i, "and goes first");
	}
}

/* --- classes without order ------------------------------------------------------------------ */

struct pair { const struct sop_check *check; size_t a, b; };

static bool
both_hold(const void *aux, const struct crm_facts *facts, int64_t day)
{
	const struct pair *pair = aux;

	return holds(pair->check, pair->a, facts, day) && holds(pair->check, pair->b, facts, day);
}

static void
check_overlaps(struct search *s)
{
	struct sop_check *c = s->check;

	for (size_t b = c->class; b < c->value; b++)
		for (size_t a = c->class; a < b; a++) {
			const struct pair pair = { c, a, b };

			if (!same_list(c, a, b) || c->sop->ordered & 1U << c->condition[a].axis ||
			    !c->condition[a].when->query || !c->condition[b].when->query ||
			    c->condition[a].blurred || c->condition[b].blurred || is_disordered(c, a))
				continue;
			clear(s);
			s->relevant[a] = s->relevant[b] = true;
			if (witness_find(s->witness, s->relevant, both_hold, &pair, s->text,
			                 sizeof s->text) != WITNESS_FOUND)
				continue;
			SOP_CHECK_FAULT(c, c->condition[b].line, "%s and %s (line %d) can both hold (%s); say "
			                "in [order] which goes first", c->condition[b].name,
			                c->condition[a].name, c->condition[a].line, s->text);
		}
}

/* --- cadences ------------------------------------------------------------------------------- */

static int64_t
days(struct crm_period period)
{
	return crm_day_add(0, period);
}

/* Does cadence a win over b where both hold? */
static bool
beats(const struct crm_sop *sop, size_t a, size_t b)
{
	const struct crm_cadence *x = &sop->cadence[a], *y = &sop->cadence[b];

	if (a == b || x->anchor != y->anchor || strcmp(x->rule.purpose, y->rule.purpose) != 0)
		return false;
	return days(x->every) < days(y->every) || (days(x->every) == days(y->every) && a < b);
}

static bool
same_text(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

/* The cadence that says another interval for the very same customers; SIZE_MAX: none does. */
static size_t
other_interval(const struct sop_check *c, size_t i)
{
	const struct crm_sop *sop = c->sop;

	for (size_t k = 0; k < sop->cadences; k++)
		if (!c->condition[c->cadence + k].blurred && beats(sop, k, i) &&
		    same_text(sop->cadence[k].rule.when.text, sop->cadence[i].rule.when.text))
			return k;
	return SIZE_MAX;
}

static void
set_rivals(struct search *s, size_t i)
{
	clear(s);
	for (size_t k = 0; k < s->check->sop->cadences; k++)
		s->others[s->check->cadence + k] = beats(s->check->sop, k, i) &&
		                                   !s->check->condition[s->check->cadence + k].blurred;
}

static void
check_cadence(struct search *s, size_t i)
{
	struct sop_check *c = s->check;
	const struct sop_condition *when = &c->condition[c->cadence + i];
	size_t other = other_interval(c, i);

	if (other != SIZE_MAX) {
		const struct sop_condition *same = &c->condition[c->cadence + other];

		SOP_CHECK_FAULT(c, when->line, "%s: two intervals for one class: %s (line %d) has the same "
		                "condition; keep one of them", when->name, same->name, same->line);
		return;
	}
	set_rivals(s, i);
	if (find_alone(s, c->cadence + i, SIZE_MAX) == WITNESS_NONE)
		tell_never(s, c->cadence + i, "with an interval no longer");
}

/* A cadence that is shorter than the cap lets through, for somebody whose limit it is. */
static void
check_cap(struct search *s, size_t i, size_t k)
{
	struct sop_check *c = s->check;
	const struct crm_limit *limit = &c->sop->limit[k];
	const struct sop_condition *when = &c->condition[c->cadence + i];
	int64_t every = days(c->sop->cadence[i].every), per = limit->per.count ? days(limit->per) : 0;

	if (!per || !limit->cap || (per + every - 1) / every <= limit->cap)
		return;
	set_rivals(s, i);
	if (find_alone(s, c->cadence + i, c->limit + k) == WITNESS_FOUND)
		SOP_CHECK_FAULT(c, when->line, "%s: no cap allows it: it asks for %d contacts in %d days, "
		                "and [%s] (line %d) allows %d (%s)", when->name,
		                (int)((per + every - 1) / every), (int)per, limit->name, limit->line,
		                (int)limit->cap, s->text);
}

/* Does every customer of the cadence have a limit that allows no contact at all? */
static void
check_forbidden(struct search *s, size_t i)
{
	struct sop_check *c = s->check;
	const struct sop_condition *when = &c->condition[c->cadence + i];
	bool forbidden = false;

	set_rivals(s, i);
	for (size_t k = 0; k <= c->sop->limits; k++) {
		const struct crm_limit *limit = k < c->sop->limits ? &c->sop->limit[k] : NULL;
		bool none = limit && limit->per.count && !limit->cap;

		forbidden |= none;
		if (!none && find_alone(s, c->cadence + i, c->limit + k) != WITNESS_NONE)
			return;
	}
	if (forbidden)
		SOP_CHECK_FAULT(c, when->line, "%s: no cap allows it: those for whom it holds may not be "
		                "contacted at all (cap = 0)", when->name);
}

/* Behind a limit of which little is known nobody can tell whose the others are. */
static size_t
known_limits(const struct sop_check *c)
{
	size_t k = 0;

	while (k < c->sop->limits && !c->condition[c->limit + k].blurred)
		k++;
	return k;
}

static void
check_cadences(struct search *s)
{
	struct sop_check *c = s->check;
	size_t limits = known_limits(c);

	for (size_t i = 0; i < c->sop->cadences; i++) {
		size_t before = c->faults->n;

		if (c->condition[c->cadence + i].blurred)
			continue;
		check_cadence(s, i);
		for (size_t k = 0; c->faults->n == before && k < limits; k++)
			check_cap(s, i, k);
		if (c->faults->n == before && limits == c->sop->limits)
			check_forbidden(s, i);
	}
}

void
sop_check_rules(struct sop_check *c)
{
	struct search s = {
		.check = c, .witness = witness_open(c),
		.others = sop_take(c->memory, c->n + 1, sizeof *s.others),
		.relevant = sop_take(c->memory, c->n + 1, sizeof *s.relevant),
		.rivals = sop_take(c->memory, c->n + 1, sizeof *s.rivals),
	};

	if (s.witness && s.others && s.relevant && s.rivals) {
		check_lists(&s);
		check_overlaps(&s);
		check_cadences(&s);
	} else {
		c->faults->no_memory = true;
	}
	witness_close(s.witness);
}
