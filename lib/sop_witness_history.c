/*
 * sop_witness_history.c - what made-up customers are made of: orders and contacts.
 */
#include <stdlib.h>
#include <string.h>

#include "fact_def.h"
#include "sop_witness_made.h"

enum {
	MOMENTS     = 6,       /* of a history: five windows, and what was before */
	MOMENT_MOST = 500,     /* events at one moment */
	SINGLES     = 20000,   /* histories of one moment are all made, if they are so many */
	ITEMS_MAX   = 30000,   /* of a group: more than that are not combined with others */
	SURE        = 3        /* windows: what is not found for more of them may exist */
};

/* Of one order; of all of a history that and its count still come to a number. */
#define AMOUNT_MOST (INT64_MAX / (4 * MOMENTS * MOMENT_MOST))

/* A window, by its first day (of all time: before all others), and what it is to come to. */
struct layer { int64_t from; struct made_numbers counts, amounts, means; };

/* What may be at one moment of a history: so many events, each of so much, of some kind. */
struct around {
	struct made_numbers days, counts, amounts;
	size_t              layers;      /* the newest first */
	struct layer        layer[MOMENTS];
};

/* So many events at one moment; `way': direction, open or not, the amount of each or of all. */
struct moment { int64_t day, count, amount; unsigned way; };

/* --- around what the conditions compare with ------------------------------------------------ */

/* Instants to days. */
static struct query_range
days_of(const struct witness *w, struct query_range range)
{
	return (struct query_range){
		crm_instant_day(w->context->clock.zone, range.low),
		crm_instant_day(w->context->clock.zone, range.high)
	};
}

/* The layer of a window, in its place; NULL: there are more windows than moments. */
static struct layer *
layer_of(struct around *around, int64_t from)
{
	size_t at = 0;

	while (at < around->layers && around->layer[at].from > from)
		at++;
	if (at < around->layers && around->layer[at].from == from)
		return &around->layer[at];
	if (around->layers == MOMENTS)
		return NULL;
	memmove(&around->layer[at + 1], &around->layer[at],
	        (around->layers++ - at) * sizeof *around->layer);
	around->layer[at] = (struct layer){ .from = from };
	return &around->layer[at];
}

/* What a comparison turns at, for any moment and for its window. */
static bool
note_range(const struct witness *w, const struct query_node *node, struct query_range range,
           struct layer *layer, struct around *around)
{
	switch (node->column.fact.fact->measure) {
	case FACT_COUNT:
		return made_note_around(&around->counts, node->compare, range) &&
		       (!layer || made_note_around(&layer->counts, node->compare, range));
	case FACT_SUM:
		return made_note_around(&around->amounts, node->compare, range) &&
		       (!layer || made_note_around(&layer->amounts, node->compare, range));
	case FACT_MEAN:
		return made_note_around(&around->amounts, node->compare, range) &&
		       (!layer || made_note_around(&layer->means, node->compare, range));
	default:
		return made_note_around(&around->days, QUERY_IS, days_of(w, range));
	}
}

static bool
look_at(const struct witness *w, const struct query_node *node, struct around *around)
{
	const struct fact_use *use = &node->column.fact;
	int64_t from = use->window.count ? fact_window_from(use->window, w->day) : INT64_MIN;
	struct layer *layer = use->fact->measure <= FACT_MEAN ? layer_of(around, from) : NULL;
	struct query_range range;
	bool whole = true;

	if (use->window.count)
		whole = made_note(&around->days, from) && made_note(&around->days, from - 1);
	for (size_t i = 0; whole && i < node->n; i++)
		if (made_range(w, node, i, &range))
			whole = note_range(w, node, range, layer, around);
	return whole;
}

static bool
look_around(const struct witness *w, size_t g, struct around *around)
{
	bool whole = made_note(&around->days, w->day) && made_note(&around->counts, 1) &&
	             made_note(&around->amounts, 0);

	for (size_t a = 0; whole && a < w->atoms; a++)
		if (w->atom[a].group == g && made_matters(w, a))
			whole = look_at(w, w->atom[a].node, around);
	return whole;
}

static void
let_go(struct around *around)
{
	free(around->days.value);
	free(around->counts.value);
	free(around->amounts.value);
	for (size_t i = 0; i < around->layers; i++) {
		free(around->layer[i].counts.value);
		free(around->layer[i].amounts.value);
		free(around->layer[i].means.value);
	}
}

/* Take out what no moment can be; true: of what could have been. */
static bool
keep_between(struct made_numbers *numbers, int64_t low, int64_t high)
{
	size_t n = 0;
	bool cut = false;

	for (size_t i = 0; i < numbers->n; i++) {
		cut |= numbers->value[i] > high;
		if (numbers->value[i] >= low && numbers->value[i] <= high)
			numbers->value[n++] = numbers->value[i];
	}
	numbers->n = n;
	return cut || numbers->cut;
}

/* --- as records ------------------------------------------------------------------------------ */

static struct crm_order_fact
order_of(const struct witness *w, const struct moment *m, int64_t k)
{
	return (struct crm_order_fact){
		.day = m->day, .at = crm_day_instant(w->context->clock.zone, m->day),
		.base = m->way & 1 ? m->amount : m->amount / m->count + (k ? 0 : m->amount % m->count),
		.counts = true, .open = m->way & 2,
	};
}

static struct crm_contact_fact
contact_of(const struct witness *w, const struct moment *m)
{
	return (struct crm_contact_fact){
		.day = m->day, .at = crm_day_instant(w->context->clock.zone, m->day),
		.contact = true, .outbound = m->way & 1,
	};
}

/* The newest moment stands first, the newest record last. */
static bool
keep_history(struct witness *w, size_t g, const struct moment *m, size_t n)
{
	struct crm_order_fact order[MOMENTS * MOMENT_MOST];
	struct crm_contact_fact contact[MOMENTS * MOMENT_MOST];
	bool orders = w->group[g].kind == MADE_ORDERS;
	struct made_item item = { .events = contact };

	if (orders)
		item.events = order;
	while (n--)
		for (int64_t k = 0; k < m[n].count; k++, item.n++) {
			if (orders)
				order[item.n] = order_of(w, &m[n], k);
			else
				contact[item.n] = contact_of(w, &m[n]);
		}
	return made_keep(w, g, item, orders ? sizeof *order : sizeof *contact);
}

/* --- tries ------------------------------------------------------------------------------------ */

/* All histories of one moment. */
static bool
keep_singles(struct witness *w, size_t g, const struct around *around)
{
	bool whole = true;

	for (size_t d = 0; d < around->days.n; d++)
		for (size_t c = 0; c < around->counts.n; c++)
			for (size_t a = 0; a < around->amounts.n; a++)
				for (unsigned way = 0; whole && way < 4; way++)
					whole = keep_history(w, g, &(struct moment){
						around->days.value[d], around->counts.value[c],
						around->amounts.value[a], way }, 1);
	return whole;
}

static int64_t
pick(struct witness *w, const struct made_numbers *numbers)
{
	return numbers->n ? numbers->value[made_random(w) % numbers->n] : 0;
}

static int
up(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Some numbers; or such that they, added up, come to some. */
static void
pick_each(struct witness *w, const struct made_numbers *numbers, int64_t *out, size_t n, bool sums)
{
	for (size_t i = 0; i < n; i++)
		out[i] = pick(w, numbers);
	if (!sums)
		return;
	qsort(out, n, sizeof *out, up);
	while (n-- > 1)
		out[n] -= out[n - 1];
}

/* The sums count from the newest moment on, as windows do. */
static void
some_history(struct witness *w, const struct around *around, struct moment *m, size_t n)
{
	int64_t day[MOMENTS] = { 0 }, count[MOMENTS] = { 0 }, amount[MOMENTS] = { 0 };
	bool sums = made_random(w) & 1;

	pick_each(w, &around->days, day, n, false);
	pick_each(w, &around->counts, count, n, made_random(w) & 1);
	pick_each(w, &around->amounts, amount, n, sums);
	qsort(day, n, sizeof *day, up);
	for (size_t i = 0; i < n; i++)
		m[i] = (struct moment){ day[n - 1 - i], count[i] ? count[i] : 1, amount[i],
		                        (unsigned)made_random(w) & 3U };
}

/* Where a layer's moment is: at the beginning of its window, and no later than those before. */
static int64_t
day_of(struct witness *w, const struct around *around, int64_t from, const struct moment *before)
{
	int64_t day = from;

	for (size_t i = 0; from == INT64_MIN && i < around->days.n; i++)
		if (!i || around->days.value[i] < day)
			day = around->days.value[i];
	if (from == INT64_MIN && made_random(w) & 1)
		day = pick(w, &around->days);
	return before && before->day < day ? before->day : day;
}

/* What more a window has than the windows within it: what is asked of it, if anything is. */
static struct moment
moment_of(struct witness *w, const struct layer *layer, int64_t counts, int64_t amounts)
{
	struct moment m = { .count = (int64_t)made_random(w) % 2 };

	if (layer->counts.n)
		m.count = pick(w, &layer->counts) - counts;
	if (layer->amounts.n)
		m.amount = pick(w, &layer->amounts) - amounts;
	m.count = m.count < 0 ? 0 : m.count > MOMENT_MOST ? MOMENT_MOST : m.count;
	if (!layer->counts.n && m.amount > 0)
		m.count = 1;
	if (layer->means.n && (!layer->amounts.n || made_random(w) & 1))
		m.amount = pick(w, &layer->means) * (counts + m.count) - amounts;
	m.amount = m.amount < 0 ? 0 : m.amount;
	return m;
}

static size_t
layered_history(struct witness *w, size_t g, const struct around *around, struct moment *m)
{
	unsigned ways = w->group[g].kind == MADE_ORDERS ? 2 : 3;   /* amounts are of all */
	int64_t counts = 0, amounts = 0;
	size_t n = 0;

	for (size_t i = 0; i < around->layers; i++) {
		m[n] = moment_of(w, &around->layer[i], counts, amounts);
		if (!m[n].count)
			continue;
		m[n].day = day_of(w, around, around->layer[i].from, n ? &m[n - 1] : NULL);
		m[n].way = (unsigned)made_random(w) & ways;
		counts += m[n].count;
		amounts += m[n++].amount;
	}
	return n;
}

static bool
keep_some(struct witness *w, size_t g, const struct around *around, size_t most)
{
	size_t enough = most / 6;   /* so many tries that bring nothing: there is no more */
	size_t items = w->group[g].items, last = 0, i;
	bool whole = true;

	for (i = 0; whole && i < most && i - last < enough && items < ITEMS_MAX; i++) {
		struct moment m[MOMENTS];
		size_t n = 1 + i / 2 % MOMENTS;

		if (i % 2)
			n = layered_history(w, g, around, m);
		else
			some_history(w, around, m, n);
		whole = keep_history(w, g, m, n);
		w->asks++;
		last = w->group[g].items > items ? i : last;
		items = w->group[g].items;
	}
	w->group[g].cut |= i == most || items >= ITEMS_MAX;
	return whole;
}

bool
made_histories(struct witness *w, size_t g, size_t most)
{
	struct around around = { .days.n = 0 };
	bool whole = look_around(w, g, &around), many;

	w->group[g].cut = keep_between(&around.counts, 1, MOMENT_MOST);
	w->group[g].cut |= keep_between(&around.amounts, 0, AMOUNT_MOST);
	keep_between(&around.days, INT64_MIN, w->day);
	w->group[g].cut |= around.layers > SURE;
	many = 4 * around.days.n * around.counts.n * around.amounts.n > SINGLES;
	if (whole && !many)
		whole = keep_singles(w, g, &around);
	for (size_t i = 0; i < around.layers; i++) {
		keep_between(&around.layer[i].means, 0, AMOUNT_MOST);
		keep_between(&around.layer[i].amounts, 0, AMOUNT_MOST);
	}
	whole = whole && keep_some(w, g, &around, most);
	let_go(&around);
	return whole;
}
