/*
 * sop_check_rules.c - rules that never win, classes without order, cadences against the cap.
 */
#include <string.h>

#include "sop_witness.h"

/* A search, with what is wanted of each condition. */
struct search {
	struct sop_check *check;
	struct witness   *witness;
	unsigned char    *want;
	bool             *rivals;    /* those that are not to hold */
	char              text[200];
};

/* Somebody for whom `one' holds and no rival does, and whose limit is that one (SIZE_MAX: any). */
static enum witness_answer
find_alone(struct search *s, size_t one, size_t limit)
{
	const struct sop_check *c = s->check;

	for (size_t i = 0; i < c->n; i++)
		s->want[i] = s->rivals[i] ? WITNESS_FAILS : WITNESS_ANY;
	for (size_t i = c->limit; limit != SIZE_MAX && i < c->limit + c->sop->limits && i <= limit; i++)
		s->want[i] = i == limit ? WITNESS_HOLDS : WITNESS_FAILS;
	s->want[one] = WITNESS_HOLDS;
	return witness_find(s->witness, s->want, s->text, sizeof s->text);
}

/* That it cannot be told is no fault. */
static void
note_many(struct search *s, size_t one, const char *what)
{
	const struct sop_condition *when = &s->check->condition[one];

	crm_sop_note(s->check->faults, s->check->sop->source, when->line,
	             "%s: whether %s could not be decided: there are more kinds of customers than can "
	             "be tried", when->name, what);
}

/* The first rival that holds for everybody for whom `one' does; SIZE_MAX: only together they do. */
static size_t
single_winner(struct search *s, size_t one)
{
	const struct sop_check *c = s->check;

	for (size_t i = 0; i < c->n; i++) {
		if (!s->rivals[i])
			continue;
		memset(s->want, WITNESS_ANY, c->n);
		s->want[one] = WITNESS_HOLDS;
		s->want[i] = WITNESS_FAILS;
		if (witness_find(s->witness, s->want, s->text, sizeof s->text) == WITNESS_NONE)
			return i;
	}
	return SIZE_MAX;
}

/* It never comes to pass: because it holds for nobody, or because others always go first. */
static void
tell_never(struct search *s, size_t one, const char *why)
{
	const struct sop_condition *never = &s->check->condition[one];
	size_t winner = single_winner(s, one);

	memset(s->rivals, 0, s->check->n * sizeof *s->rivals);
	if (find_alone(s, one, SIZE_MAX) == WITNESS_NONE)
		SOP_CHECK_FAULT(s->check, SOP_KEY_LINE(s->check, never->line, "when"), "%s can hold for "
		                "nobody; see its condition", never->name);
	else if (winner != SIZE_MAX)
		SOP_CHECK_FAULT(s->check, never->line, "%s can never win: wherever it holds, %s (line %d) "
		                "holds too, %s", never->name, s->check->condition[winner].name,
		                s->check->condition[winner].line, why);
	else
		SOP_CHECK_FAULT(s->check, never->line, "%s can never win: wherever it holds one of those "
		                "that go first holds too, %s", never->name, why);
}

/* Can it win at all? */
static void
check_winning(struct search *s, size_t one, const char *why)
{
	switch (find_alone(s, one, SIZE_MAX)) {
	case WITNESS_NONE:
		tell_never(s, one, why);
		break;
	case WITNESS_MANY:
		note_many(s, one, "it can ever win");
		break;
	default:
		break;
	}
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
		memset(s->rivals, 0, c->n * sizeof *s->rivals);
		for (size_t k = c->class; k < i; k++)
			s->rivals[k] = same_list(c, k, i) && !c->condition[k].blurred;
		check_winning(s, i, "and goes first");
	}
}

/* --- classes without order ------------------------------------------------------------------ */

/* Two of one axis, neither of which is for all others. */
static bool
compete(const struct sop_check *c, size_t a, size_t b)
{
	const struct sop_condition *x = &c->condition[a], *y = &c->condition[b];

	return same_list(c, a, b) && !(c->sop->ordered & 1U << x->axis) && !is_disordered(c, a) &&
	       x->when->query && y->when->query && !x->blurred && !y->blurred;
}

static void
check_overlap(struct search *s, size_t a, size_t b)
{
	struct sop_check *c = s->check;
	enum witness_answer answer;

	memset(s->want, WITNESS_ANY, c->n);
	s->want[a] = s->want[b] = WITNESS_HOLDS;
	answer = witness_find(s->witness, s->want, s->text, sizeof s->text);
	if (answer == WITNESS_FOUND)
		SOP_CHECK_FAULT(c, c->condition[b].line, "%s and %s (line %d) can both hold (%s); say "
		                "in [order] which goes first", c->condition[b].name,
		                c->condition[a].name, c->condition[a].line, s->text);
	else if (answer == WITNESS_MANY)
		note_many(s, b, "another of its axis can hold where it does");
}

static void
check_overlaps(struct search *s)
{
	struct sop_check *c = s->check;

	for (size_t b = c->class; b < c->value; b++)
		for (size_t a = c->class; a < b; a++)
			if (compete(c, a, b))
				check_overlap(s, a, b);
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
	memset(s->rivals, 0, s->check->n * sizeof *s->rivals);
	for (size_t k = 0; k < s->check->sop->cadences; k++)
		s->rivals[s->check->cadence + k] = beats(s->check->sop, k, i) &&
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
	check_winning(s, c->cadence + i, "with an interval no longer");
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
		SOP_CHECK_FAULT(c, SOP_KEY_LINE(c, when->line, "every"), "%s: no cap allows it: "
		                "it asks for %d contacts in %d days, and [%s] (line %d) allows %d (%s)",
		                when->name, (int)((per + every - 1) / every), (int)per, limit->name,
		                limit->line, (int)limit->cap, s->text);
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
		.want = sop_take(c->memory, c->n + 1, sizeof *s.want),
		.rivals = sop_take(c->memory, c->n + 1, sizeof *s.rivals),
	};

	if (s.witness && s.want && s.rivals) {
		check_lists(&s);
		check_overlaps(&s);
		check_cadences(&s);
	} else {
		c->faults->no_memory = true;
	}
	witness_close(s.witness);
}
