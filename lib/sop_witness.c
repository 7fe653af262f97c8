/*
 * sop_witness.c - look for a made-up customer for whom some conditions hold.
 */
#include <stdlib.h>
#include <string.h>

#include "noun.h"
#include "sop_witness_made.h"

enum { ATOMS_MAX = 64 * WITNESS_WORDS };

/* --- atoms: the comparisons that conditions are made of ------------------------------------- */

static struct made_group *
group_of(struct witness *w, enum made_kind kind, const struct crm_field *field)
{
	struct made_group *more;

	for (size_t i = 0; i < w->groups; i++)
		if (w->group[i].kind == kind && w->group[i].field == field)
			return &w->group[i];
	if (!(more = realloc(w->group, (w->groups + 1) * sizeof *more)))
		return NULL;
	w->group = more;
	w->group[w->groups] = (struct made_group){ .kind = kind, .field = field };
	return &w->group[w->groups++];
}

/* What a comparison looks at; MADE_NOTHING: what no made-up customer has. */
static enum made_kind
kind_of(const struct query_node *node, const struct crm_field **field)
{
	const struct column *column = &node->column;

	*field = NULL;
	if (node->op == QUERY_TAG)
		return MADE_TAGS;
	if (node->op != QUERY_COMPARE || column->hops)
		return MADE_NOTHING;
	if (column->fact.fact) {
		switch (column->fact.fact->source) {
		case FACT_ORDERS:
			return MADE_ORDERS;
		case FACT_CONTACTS:
			return MADE_CONTACTS;
		case FACT_RESPONSES:
			return column->fact.fact->which == 'n' ? MADE_NPS
			     : column->fact.fact->which == 'c' ? MADE_CSAT : MADE_CES;
		case FACT_CLASS:
			return MADE_AXIS;
		default:
			return MADE_NOTHING;
		}
	}
	if (column->field->flags & CRM_DERIVED || query_key_field(column))
		return MADE_NOTHING;
	*field = column->field;
	return MADE_FIELD;
}

static bool
add_atom(struct witness *w, const struct query_node *node, size_t condition)
{
	const struct crm_field *field;
	enum made_kind kind = kind_of(node, &field);
	struct made_group *group;
	struct made_atom *more;

	if (kind == MADE_AXIS)
		return true;
	if (w->atoms == ATOMS_MAX)
		return w->too_many = true;
	if (!(more = realloc(w->atom, (w->atoms + 1) * sizeof *more)))
		return false;
	w->atom = more;
	if (kind != MADE_NOTHING && !(group = group_of(w, kind, field)))
		return false;
	w->atom[w->atoms++] = (struct made_atom){
		.node = node, .condition = condition,
		.group = kind == MADE_NOTHING ? SIZE_MAX : (size_t)(group - w->group),
	};
	return true;
}

static bool
add_atoms(struct witness *w, const struct query_node *node, size_t condition)
{
	if (node->op == QUERY_ALL)
		return true;
	if (!node->child)
		return add_atom(w, node, condition);
	for (const struct query_node *child = node->child; child; child = child->next)
		if (!add_atoms(w, child, condition))
			return false;
	return true;
}

static int
by_node(const void *a, const void *b)
{
	const char *x = (const char *)((const struct made_atom *)a)->node;
	const char *y = (const char *)((const struct made_atom *)b)->node;

	return (x > y) - (x < y);
}

/* Of whom nothing is known. */
static bool
holds_of_nobody(const struct witness *w, const struct query_node *node)
{
	const struct crm_customer nobody = { 0 };
	const struct crm_facts facts = { .type = w->type, .customer = &nobody, .since = w->day };
	const struct crm_query query = {
		.type = w->type, .zone = w->context->clock.zone, .root = (struct query_node *)node
	};

	return crm_query_holds(&query, &facts, w->day);
}

static bool
collect_atoms(struct witness *w)
{
	bool whole = true;

	for (size_t i = 0; whole && i < w->check->n; i++)
		if (w->check->condition[i].when->query)
			whole = add_atoms(w, w->check->condition[i].when->query->root, i);
	if (w->atoms)
		qsort(w->atom, w->atoms, sizeof *w->atom, by_node);
	for (size_t a = 0; a < w->atoms; a++)
		w->atom[a].blank = w->atom[a].group == SIZE_MAX && holds_of_nobody(w, w->atom[a].node);
	return whole;
}

/* --- open and close ------------------------------------------------------------------------- */

void
witness_close(struct witness *w)
{
	if (!w)
		return;
	for (size_t i = 0; i < w->groups; i++) {
		free(w->group[i].item);
		free(w->group[i].seat);
	}
	sop_memory_close(w->memory);
	free(w->group);
	free(w->atom);
	free(w);
}

struct witness *
witness_open(const struct sop_check *check)
{
	struct witness *w = calloc(1, sizeof *w);
	bool whole = w && (w->memory = sop_memory_open());

	if (!whole)
		goto failed;
	w->check = check;
	w->context = crm_context(check->db);
	w->type = check->sop->customer;
	w->day = crm_clock_today(&w->context->clock);
	memset(w->mask, 0xff, sizeof w->mask);
	whole = collect_atoms(w);
	for (size_t i = 0; whole && i < w->groups; i++)
		whole = made_items(w, i);
	w->order = sop_take(w->memory, w->groups + 1, sizeof *w->order);
	w->truth = sop_take(w->memory, check->n + 1, sizeof *w->truth);
	w->asked = sop_take(w->memory, check->n + 1, sizeof *w->asked);
	if (whole && w->type && w->order && w->truth && w->asked)
		return w;
failed:
	witness_close(w);
	return NULL;
}

/* --- what matters --------------------------------------------------------------------------- */

static bool
is_of(const struct sop_condition *condition, unsigned axes)
{
	return condition->axis < CRM_AXES && axes & 1U << condition->axis;
}

/* The axes that wanted conditions look at, by whatever way. */
static unsigned
axes_wanted(const struct witness *w)
{
	const struct sop_check *c = w->check;
	unsigned axes = 0, before;

	do {
		before = axes;
		for (size_t i = 0; i < c->n; i++)
			if (c->condition[i].when->query && (w->want[i] || is_of(&c->condition[i], axes)))
				axes |= sop_axes_of(c->condition[i].when->query->root);
	} while (axes != before);
	return axes;
}

/* The atoms of the wanted conditions, those of axes that they look at included. */
static void
mark_atoms(struct witness *w, bool *unsure)
{
	const struct sop_check *c = w->check;
	unsigned axes = axes_wanted(w);

	memset(w->mask, 0, sizeof w->mask);
	*unsure = false;
	for (size_t a = 0; a < w->atoms; a++) {
		size_t condition = w->atom[a].condition;

		if (!w->want[condition] && !is_of(&c->condition[condition], axes))
			continue;
		w->mask[a / 64] |= UINT64_C(1) << a % 64;
		*unsure |= w->atom[a].group == SIZE_MAX;
	}
}

static bool
choose(struct witness *w)
{
	for (size_t g = 0; g < w->groups; g++) {
		struct made_group *group = &w->group[g];

		if (!made_choose(w, g))
			return false;
		group->settled = group->chosen == 1;
		group->now = group->item[0].choice;   /* it has nothing at least */
	}
	return true;
}

/* Does a condition that is to hold look at the group? */
static bool
is_asked_for(const struct witness *w, size_t g)
{
	for (size_t a = 0; a < w->atoms; a++)
		if (w->atom[a].group == g && w->want[w->atom[a].condition] == WITNESS_HOLDS)
			return true;
	return false;
}

/* What is asked for first, so that little else is tried where it fails; then the fewest. */
static void
put_in_order(struct witness *w)
{
	w->ordered = 0;
	for (size_t g = 0; g < w->groups; g++) {
		size_t at = w->ordered;

		if (w->group[g].chosen < 2)
			continue;
		for (; at; at--) {
			size_t before = w->order[at - 1];
			bool here = is_asked_for(w, g), there = is_asked_for(w, before);

			if (here == there ? w->group[before].chosen <= w->group[g].chosen : there)
				break;
			w->order[at] = before;
		}
		w->order[at] = g;
		w->ordered++;
	}
}

/* --- looking -------------------------------------------------------------------------------- */

/* Is the customer of all groups as they are now indeed one? */
static bool
is_one(struct witness *w)
{
	const struct sop_check *c = w->check;
	struct crm_customer customer = { 0 };
	struct crm_facts facts = {
		.type = w->type, .customer = &customer, .since = w->day, .sop = c->sop
	};

	w->responses = 0;
	for (size_t g = 0; g < w->groups; g++)
		made_place(w, &w->group[g], &w->group[g].item[w->group[g].now], &facts, &customer);
	for (size_t i = 0; i < c->n; i++) {
		const struct crm_query *query = c->condition[i].when->query;
		bool holds = !query || crm_query_holds(query, &facts, w->day);

		if (w->want[i] && holds != (w->want[i] == WITNESS_HOLDS))
			return false;
	}
	return true;
}

static enum witness_answer
settle(struct witness *w, size_t depth, size_t stop)
{
	enum made_truth truth;
	struct made_group *group;
	enum witness_answer answer = WITNESS_NONE;

	if (w->asks > stop)
		return WITNESS_MANY;
	w->steps++;
	truth = made_truth(w);
	if (truth == MADE_NO)
		return WITNESS_NONE;
	if ((truth == MADE_YES || depth == w->ordered) && is_one(w))
		return WITNESS_FOUND;
	if (depth == w->ordered) {
		w->wrong = true;
		return WITNESS_NONE;
	}
	group = &w->group[w->order[depth]];
	group->settled = true;
	for (size_t i = 0; answer == WITNESS_NONE && i < group->chosen; i++) {
		group->now = group->item[i].choice;
		answer = settle(w, depth + 1, stop);
	}
	if (answer != WITNESS_FOUND) {
		group->settled = false;
		group->now = group->item[0].choice;
	}
	return answer;
}

static bool
is_spent(const struct witness *w)
{
	return w->asks > WITNESS_ASK_ALL;
}

static enum witness_answer
look(struct witness *w)
{
	if (!choose(w))
		return WITNESS_UNSURE;
	put_in_order(w);
	w->wrong = false;
	return settle(w, 0, w->asks + (is_spent(w) ? WITNESS_ASK_STILL : WITNESS_ASK));
}

static bool
is_cut(const struct witness *w)
{
	for (size_t a = 0; a < w->atoms; a++)
		if (made_matters(w, a) && w->atom[a].group != SIZE_MAX && w->group[w->atom[a].group].cut)
			return true;
	return w->too_many;
}

enum witness_answer
witness_find(struct witness *w, const unsigned char *want, char *text, size_t size)
{
	enum witness_answer answer;
	bool unsure;

	w->want = want;
	mark_atoms(w, &unsure);
	answer = look(w);
	if (answer == WITNESS_NONE && !unsure && is_spent(w))
		return WITNESS_MANY;
	if (answer == WITNESS_NONE && !unsure)
		answer = made_more(w) ? look(w) : WITNESS_UNSURE;
	if (answer == WITNESS_FOUND)
		made_describe(w, text, size);
	if (answer == WITNESS_NONE && (unsure || w->wrong))
		return WITNESS_UNSURE;
	return answer == WITNESS_NONE && is_cut(w) ? WITNESS_MANY : answer;
}
