/*
 * sop_witness.c - look for a made-up customer for whom some conditions hold.
 */
#include <stdlib.h>
#include <string.h>

#include "customer.h"
#include "noun.h"
#include "sop_witness_made.h"

enum {
	ATOMS_MAX  = 64 * WITNESS_WORDS,
	TRIES_MAX  = 100000   /* combinations that are looked at in one search */
};

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

/* --- open and close ------------------------------------------------------------------------- */

void
witness_close(struct witness *w)
{
	if (!w)
		return;
	sop_memory_close(w->memory);
	for (size_t i = 0; i < w->groups; i++)
		free(w->group[i].item);
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
	for (size_t i = 0; whole && i < check->n; i++)
		if (check->condition[i].when->query)
			whole = add_atoms(w, check->condition[i].when->query->root, i);
	for (size_t i = 0; whole && i < w->groups; i++)
		whole = made_items(w, i);
	if (whole && w->type)
		return w;
failed:
	witness_close(w);
	return NULL;
}

/* --- looking -------------------------------------------------------------------------------- */

static bool
is_of(const struct sop_condition *condition, unsigned axes)
{
	return condition->axis < CRM_AXES && axes & 1U << condition->axis;
}

/* The atoms of the relevant conditions, those of axes that they look at included. */
static void
mark_atoms(const struct witness *w, const bool *relevant, uint64_t mask[WITNESS_WORDS],
           bool *unsure)
{
	const struct sop_check *c = w->check;
	unsigned axes = 0, before;

	memset(mask, 0, WITNESS_WORDS * sizeof *mask);
	do {
		before = axes;
		for (size_t i = 0; i < c->n; i++)
			if (c->condition[i].when->query && (relevant[i] || is_of(&c->condition[i], axes)))
				axes |= sop_axes_of(c->condition[i].when->query->root);
	} while (axes != before);
	*unsure = w->too_many;
	for (size_t a = 0; a < w->atoms; a++) {
		size_t condition = w->atom[a].condition;

		if (!relevant[condition] && !is_of(&c->condition[condition], axes))
			continue;
		mask[a / 64] |= UINT64_C(1) << a % 64;
		*unsure |= w->atom[a].group == SIZE_MAX || w->group[w->atom[a].group].cut;
	}
}

static bool
same_to(const struct made_item *a, const struct made_item *b, const uint64_t mask[WITNESS_WORDS])
{
	for (size_t i = 0; i < WITNESS_WORDS; i++)
		if ((a->holds[i] ^ b->holds[i]) & mask[i])
			return false;
	return true;
}

/* Of each group the items that the marked atoms can tell apart; returns how many combinations. */
static double
choose(struct witness *w, const uint64_t mask[WITNESS_WORDS])
{
	double combinations = 1;

	for (size_t g = 0; g < w->groups; g++) {
		struct made_group *group = &w->group[g];

		group->chosen = 0;
		for (size_t i = 0; i < group->items; i++) {
			const struct made_item *item = &group->item[i];
			size_t k = 0;

			while (k < group->chosen && !same_to(&group->item[group->item[k].choice], item, mask))
				k++;
			if (k == group->chosen)
				group->item[group->chosen++].choice = i;
		}
		combinations *= (double)group->chosen;
	}
	return combinations;
}

static void
start(struct witness *w, struct crm_facts *facts, struct crm_customer *customer)
{
	*customer = (struct crm_customer){ 0 };
	*facts = (struct crm_facts){
		.type = w->type, .customer = customer, .since = w->day, .sop = w->check->sop
	};
	w->responses = 0;
}

/* The combination of that number, or, where there are too many, one of them all over. */
static void
combine(struct witness *w, uint64_t number, bool sampled, struct crm_facts *facts,
        struct crm_customer *customer)
{
	start(w, facts, customer);
	for (size_t g = 0; g < w->groups; g++) {
		struct made_group *group = &w->group[g];

		if (!group->chosen)   /* it has nothing at least */
			continue;
		if (sampled)
			number = made_random(w);
		group->now = group->item[number % group->chosen].choice;
		number /= group->chosen;
		made_place(w, group, &group->item[group->now], facts, customer);
	}
}

static enum witness_answer
try_all(struct witness *w, const uint64_t mask[WITNESS_WORDS], witness_wanted *wanted,
        const void *aux, char *text, size_t size)
{
	double combinations = choose(w, mask);
	bool sampled = combinations > TRIES_MAX;
	struct crm_customer customer;
	struct crm_facts facts;

	for (uint64_t i = 0; i < TRIES_MAX && (sampled || (double)i < combinations); i++) {
		combine(w, i, sampled, &facts, &customer);
		if (!wanted(aux, &facts, w->day))
			continue;
		made_describe(w, mask, text, size);
		return WITNESS_FOUND;
	}
	return sampled ? WITNESS_UNSURE : WITNESS_NONE;
}

enum witness_answer
witness_find(struct witness *w, const bool *relevant, witness_wanted *wanted, const void *aux,
             char *text, size_t size)
{
	uint64_t mask[WITNESS_WORDS];
	enum witness_answer answer;
	bool unsure;

	mark_atoms(w, relevant, mask, &unsure);
	answer = try_all(w, mask, wanted, aux, text, size);
	if (answer == WITNESS_NONE && !unsure)
		answer = made_more(w, mask) ? try_all(w, mask, wanted, aux, text, size) : WITNESS_UNSURE;
	return unsure && answer == WITNESS_NONE ? WITNESS_UNSURE : answer;
}
