/*
 * sop_witness_truth.c - what conditions come to while not all of a customer is settled.
 *
 * The logic of three values of S. C. Kleene (On notation for ordinal numbers, 1938): what
 * is neither sure to hold nor sure not to is `maybe'.
 */
#include <stdlib.h>
#include <string.h>

#include "sop_witness_made.h"

static enum made_truth node_truth(struct witness *w, const struct query_node *node);

/* Of a condition, by its number; asked once a step. */
static enum made_truth
condition_truth(struct witness *w, size_t i)
{
	const struct crm_query *query = w->check->condition[i].when->query;

	if (!query)
		return MADE_YES;
	if (w->asked[i] != w->steps) {
		w->asks++;
		w->truth[i] = (unsigned char)node_truth(w, query->root);
		w->asked[i] = w->steps;
	}
	return (enum made_truth)w->truth[i];
}

/* --- axes ----------------------------------------------------------------------------------- */

/* Does a comparison hold for who is that, or has so many points, on an axis? */
static bool
axis_holds(const struct witness *w, const struct query_node *node, enum crm_axis axis,
           const char *name, int64_t points)
{
	const struct crm_customer nobody = { 0 };
	struct crm_axes axes = { 0 };
	const struct crm_facts facts = {
		.type = w->type, .customer = &nobody, .sop = w->check->sop, .axes = &axes
	};
	const struct crm_query query = {
		.type = w->type, .zone = w->context->clock.zone, .root = (struct query_node *)node
	};

	axes.found[axis] = (struct crm_axis_found){ INT64_MIN, INT64_MAX, name, CRM_SET(points) };
	if (axis != CRM_AXIS_VALUE)
		axes.found[axis].points = (struct crm_int){ 0 };
	return crm_query_holds(&query, &facts, w->day);
}

/* Two that are both possible. */
static enum made_truth
either(enum made_truth a, enum made_truth b)
{
	return a == b ? a : MADE_MAYBE;
}

static enum made_truth
class_truth(struct witness *w, const struct query_node *node, enum crm_axis axis)
{
	const struct sop_check *c = w->check;
	enum made_truth all = MADE_MAYBE, now, when;
	bool any = false;

	for (size_t i = 0; i < c->sop->classes; i++) {
		if (c->condition[c->class + i].axis != axis ||
		    (when = condition_truth(w, c->class + i)) == MADE_NO)
			continue;
		now = axis_holds(w, node, axis, c->sop->class[i].name, 0) ? MADE_YES : MADE_NO;
		all = any ? either(all, now) : now;
		any = true;
		if (when == MADE_YES)
			return all;
	}
	now = axis_holds(w, node, axis, NULL, 0) ? MADE_YES : MADE_NO;
	return any ? either(all, now) : now;
}

/* The least and the most points that a dimension gives. */
static void
dimension_points(struct witness *w, size_t first, int64_t *low, int64_t *high)
{
	const struct crm_sop *sop = w->check->sop;
	const struct crm_value_line *line = &sop->value[first];
	enum made_truth when = MADE_NO;
	int64_t least = INT64_MAX, most = INT64_MIN;

	for (; line && when != MADE_YES; line = crm_sop_dimension_next(sop, line)) {
		when = condition_truth(w, w->check->value + (size_t)(line - sop->value));
		if (when == MADE_NO)
			continue;
		least = line->points < least ? line->points : least;
		most = line->points > most ? line->points : most;
	}
	if (when != MADE_YES) {
		least = least > 0 ? 0 : least;
		most = most < 0 ? 0 : most;
	}
	*low += least;
	*high += most;
}

/* A range of points says no more than its ends do together. */
static enum made_truth
value_truth(struct witness *w, const struct query_node *node)
{
	const struct crm_sop *sop = w->check->sop;
	int64_t low = 0, high = 0;
	bool at_low, at_high, order = node->compare >= QUERY_UNDER && node->compare <= QUERY_AT_LEAST;

	for (size_t i = 0; i < sop->values; i++)
		if (crm_sop_dimension_begins(sop, i))
			dimension_points(w, i, &low, &high);
	at_low = axis_holds(w, node, CRM_AXIS_VALUE, NULL, low);
	at_high = axis_holds(w, node, CRM_AXIS_VALUE, NULL, high);
	if (low == high || (order && at_low == at_high))
		return at_low ? MADE_YES : MADE_NO;
	return MADE_MAYBE;
}

/* --- comparisons ---------------------------------------------------------------------------- */

static int
by_node(const void *key, const void *atom)
{
	const char *a = key, *b = (const char *)((const struct made_atom *)atom)->node;

	return (a > b) - (a < b);
}

static enum made_truth
leaf_truth(struct witness *w, const struct query_node *node)
{
	const struct made_atom *atom =
		w->atoms ? bsearch(node, w->atom, w->atoms, sizeof *atom, by_node) : NULL;
	enum crm_axis axis = node->op == QUERY_COMPARE ? crm_axis(node->column.shown.name) : CRM_AXES;
	const struct made_group *group;
	size_t a;

	if (!atom && axis < CRM_AXES)
		return axis == CRM_AXIS_VALUE ? value_truth(w, node) : class_truth(w, node, axis);
	if (!atom)
		return MADE_MAYBE;
	if (atom->group == SIZE_MAX)
		return atom->blank ? MADE_YES : MADE_NO;
	group = &w->group[atom->group];
	if (!group->settled)
		return MADE_MAYBE;
	if (axis < CRM_AXES && !group->item[group->now].text)
		return class_truth(w, node, axis);
	a = (size_t)(atom - w->atom);
	return group->item[group->now].holds[a / 64] >> a % 64 & 1 ? MADE_YES : MADE_NO;
}

static enum made_truth
node_truth(struct witness *w, const struct query_node *node)
{
	enum made_truth decides = node->op == QUERY_OR ? MADE_YES : MADE_NO;
	enum made_truth all = decides == MADE_YES ? MADE_NO : MADE_YES, one;

	if (node->op == QUERY_ALL)
		return MADE_YES;
	if (!node->child)
		return leaf_truth(w, node);
	if (node->op == QUERY_NOT) {
		one = node_truth(w, node->child);
		return one == MADE_MAYBE ? one : one == MADE_YES ? MADE_NO : MADE_YES;
	}
	for (const struct query_node *child = node->child; child; child = child->next) {
		one = node_truth(w, child);
		if (one == decides)
			return one;
		all = one == MADE_MAYBE ? one : all;
	}
	return all;
}

enum made_truth
made_truth(struct witness *w)
{
	enum made_truth all = MADE_YES;

	for (size_t i = 0; i < w->check->n; i++) {
		enum made_truth is;

		if (w->want[i] == WITNESS_ANY)
			continue;
		is = condition_truth(w, i);
		if (is == (w->want[i] == WITNESS_HOLDS ? MADE_NO : MADE_YES))
			return MADE_NO;
		all = is == MADE_MAYBE ? MADE_MAYBE : all;
	}
	return all;
}
