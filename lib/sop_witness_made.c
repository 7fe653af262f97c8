/*
 * sop_witness_made.c - what made-up customers are made of: values around thresholds.
 */
#include <stdlib.h>
#include <string.h>

#include "sop_witness_made.h"

enum {
	NUMBERS_MAX = 2000,    /* of a field, of days, counts or amounts */
	TAGS_MAX    = 64,      /* tags that conditions name, of which */
	TAGS_ALL    = 8        /* so many are tried in all combinations */
};

uint64_t
made_random(struct witness *w)
{
	/* Knuth, MMIX: The Art of Computer Programming 2, 3.3.4, line 26 of table 1 */
	w->seed = w->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return w->seed >> 33;
}

/* --- putting it into facts ------------------------------------------------------------------ */

static void
place_field(const struct crm_field *field, const struct made_item *item,
            struct crm_customer *customer)
{
	char *at = (char *)customer + field->offset;

	if (field->kind == CRM_TEXT || field->kind == CRM_WORD)
		*(const char **)at = item->text;
	else if (field->kind == CRM_ID)
		*(int64_t *)at = item->number.value;
	else
		*(struct crm_int *)at = item->number;
}

static void
place_score(struct witness *w, char metric, const struct made_item *item, struct crm_facts *facts)
{
	if (!item->number.set)
		return;
	w->response[w->responses++] = (struct crm_response_fact){
		.id = 1, .day = w->day, .metric = metric, .score = item->number
	};
	facts->response = w->response;
	facts->responses = w->responses;
}

void
made_place(struct witness *w, const struct made_group *group, const struct made_item *item,
           struct crm_facts *facts, struct crm_customer *customer)
{
	switch (group->kind) {
	case MADE_FIELD:
		place_field(group->field, item, customer);
		break;
	case MADE_ORDERS:
		facts->orders = item->n;
		facts->order = item->events;
		break;
	case MADE_CONTACTS:
		facts->contacts = item->n;
		facts->contact = item->events;
		break;
	case MADE_TAGS:
		facts->tags = item->n;
		facts->tag = item->events;
		break;
	default:
		place_score(w, group->kind == MADE_NPS ? 'n' : group->kind == MADE_CSAT ? 'c' : 'e', item,
		            facts);
	}
}

/* --- items ---------------------------------------------------------------------------------- */

/* Which atoms of the group hold for it, if it is all there is; all, or those that matter. */
static void
sign(struct witness *w, size_t g, struct made_item *item, bool all)
{
	struct crm_customer customer = { 0 };
	struct crm_facts facts = { .type = w->type, .customer = &customer, .since = w->day };

	w->responses = 0;
	made_place(w, &w->group[g], item, &facts, &customer);
	memset(item->holds, 0, sizeof item->holds);
	for (size_t a = 0; a < w->atoms; a++) {
		const struct crm_query query = {
			.type = w->type, .zone = w->context->clock.zone,
			.root = (struct query_node *)w->atom[a].node
		};

		if (w->atom[a].group == g && (all || made_matters(w, a)) &&
		    crm_query_holds(&query, &facts, w->day))
			item->holds[a / 64] |= UINT64_C(1) << a % 64;
	}
}

/* Can nothing that matters tell them apart? */
static bool
same_to(const struct witness *w, const struct made_item *a, const struct made_item *b)
{
	for (size_t i = 0; i < WITNESS_WORDS; i++)
		if ((a->holds[i] ^ b->holds[i]) & w->mask[i])
			return false;
	return true;
}

/* Where an item stands that is the same to it, or would stand. */
static size_t *
seat_of(const struct witness *w, const struct made_group *group, const struct made_item *item)
{
	uint64_t hash = UINT64_C(14695981039346656037);   /* FNV-1a, by words */

	for (size_t i = 0; i < WITNESS_WORDS; i++)
		hash = (hash ^ (item->holds[i] & w->mask[i])) * UINT64_C(1099511628211);
	for (hash ^= hash >> 32;; hash++) {
		size_t *seat = &group->seat[hash & (group->seats - 1)];

		if (!*seat || same_to(w, &group->item[*seat - 1], item))
			return seat;
	}
}

bool
made_choose(struct witness *w, size_t g)
{
	struct made_group *group = &w->group[g];
	size_t seats = 64, *seat;

	while (seats < 4 * group->items)
		seats *= 2;
	free(group->seat);
	group->seats = seats;
	if (!(group->seat = calloc(seats, sizeof *group->seat)))
		return false;
	group->chosen = 0;
	for (size_t i = 0; i < group->items; i++)
		if (!*(seat = seat_of(w, group, &group->item[i]))) {
			*seat = i + 1;
			group->item[group->chosen++].choice = i;
		}
	return true;
}

/* Room for one more item, and a seat. */
static bool
make_room(struct witness *w, size_t g)
{
	struct made_group *group = &w->group[g];
	struct made_item *more;

	if (2 * group->items >= group->seats && !made_choose(w, g))
		return false;
	if (group->items < group->size)
		return true;
	group->size = 2 * group->size + 16;
	if (!(more = realloc(group->item, group->size * sizeof *more)))
		return false;
	group->item = more;
	return true;
}

bool
made_keep(struct witness *w, size_t g, struct made_item item, size_t size)
{
	struct made_group *group = &w->group[g];
	size_t *seat;

	if (!make_room(w, g))
		return false;
	sign(w, g, &item, false);
	seat = seat_of(w, group, &item);
	if (*seat)
		return true;
	if (item.n && !(item.events = sop_copy(w->memory, item.events, item.n * size)))
		return false;
	sign(w, g, &item, true);
	group->item[group->items++] = item;
	*seat = group->items;
	return true;
}

/* --- thresholds ----------------------------------------------------------------------------- */

bool
made_note(struct made_numbers *numbers, int64_t value)
{
	int64_t *more;

	for (size_t i = 0; i < numbers->n; i++)
		if (numbers->value[i] == value)
			return true;
	if (numbers->n == NUMBERS_MAX)
		return numbers->cut = true;
	if (numbers->n == numbers->size) {
		numbers->size = 2 * numbers->size + 16;
		if (!(more = realloc(numbers->value, numbers->size * sizeof *more)))
			return false;
		numbers->value = more;
	}
	numbers->value[numbers->n++] = value;
	return true;
}

bool
made_note_around(struct made_numbers *numbers, enum query_compare compare,
                 struct query_range range)
{
	bool low = compare != QUERY_AT_MOST && compare != QUERY_OVER;
	bool high = compare != QUERY_UNDER && compare != QUERY_AT_LEAST;

	return (!low || (made_note(numbers, range.low - 1) && made_note(numbers, range.low))) &&
	       (!high || (made_note(numbers, range.high) && made_note(numbers, range.high + 1)));
}

bool
made_range(const struct witness *w, const struct query_node *node, size_t i,
           struct query_range *out)
{
	struct crm_clock clock = query_clock(w->context->clock.zone, w->day);

	return (node->values[i].kind == QUERY_NUMBER || node->values[i].kind == QUERY_DATE) &&
	       query_range(&node->column, &node->values[i], &clock, out);
}

/* --- the customer's own fields, scores and tags -------------------------------------------- */

static bool
keep_nothing(struct witness *w, size_t g)
{
	return made_keep(w, g, (struct made_item){ .n = 0 }, 0);
}

static bool
add_numbers(struct witness *w, size_t g)
{
	struct made_numbers numbers = { 0 };
	struct query_range range;
	bool whole = keep_nothing(w, g) && made_note(&numbers, 1);

	for (size_t a = 0; a < w->atoms; a++)
		for (size_t i = 0; whole && w->atom[a].group == g && i < w->atom[a].node->n; i++)
			if (made_range(w, w->atom[a].node, i, &range))
				whole = made_note_around(&numbers, w->atom[a].node->compare, range);
	w->group[g].cut |= numbers.cut;
	for (size_t i = 0; whole && i < numbers.n; i++)
		whole = made_keep(w, g, (struct made_item){ .number = CRM_SET(numbers.value[i]) }, 0);
	free(numbers.value);
	return whole;
}

static bool
keep_text(struct witness *w, size_t g, const char *text)
{
	return made_keep(w, g, (struct made_item){ .text = text }, 0);
}

static bool
add_texts(struct witness *w, size_t g)
{
	const struct crm_field *field = w->group[g].field;
	bool words = field->kind == CRM_WORD, whole = keep_nothing(w, g);

	for (size_t i = 0; whole && words && field->words[i]; i++)
		whole = keep_text(w, g, field->words[i]);
	for (size_t a = 0; whole && !words && a < w->atoms; a++)
		for (size_t i = 0; whole && w->atom[a].group == g && i < w->atom[a].node->n; i++)
			if (w->atom[a].node->values[i].text)
				whole = keep_text(w, g, w->atom[a].node->values[i].text);
	return whole && (words || keep_text(w, g, "\xe2\x80\xa6"));
}

/* Those of the tags whose bits are set. */
static bool
keep_tags(struct witness *w, size_t g, const char *const *tags, size_t n, uint64_t bits)
{
	const char *some[TAGS_MAX];
	size_t k = 0;

	for (size_t i = 0; i < n; i++)
		if (bits >> i & 1)
			some[k++] = tags[i];
	return made_keep(w, g, (struct made_item){ .n = k, .events = some }, sizeof *some);
}

/* No tag, those that are named in all combinations, and another one; where they are many: two
   at most, and all but two. */
static bool
add_tags(struct witness *w, size_t g)
{
	const char *tags[TAGS_MAX] = { "\xe2\x80\xa6" };
	uint64_t all;
	size_t n = 1;
	bool whole = true;

	for (size_t a = 0; a < w->atoms; a++)
		for (size_t i = 0; w->atom[a].group == g && i < w->atom[a].node->n; i++)
			if (w->atom[a].node->values[i].folded && n < TAGS_MAX)
				tags[n++] = w->atom[a].node->values[i].folded;
	w->group[g].cut |= n > TAGS_ALL;
	all = n < 64 ? (UINT64_C(1) << n) - 1 : UINT64_MAX;
	for (uint64_t bits = 0; whole && n <= TAGS_ALL && bits <= all; bits++)
		whole = keep_tags(w, g, tags, n, bits);
	for (size_t i = 0; n > TAGS_ALL && i < n; i++)
		for (size_t k = 0; whole && k <= i; k++) {
			uint64_t two = UINT64_C(1) << i | UINT64_C(1) << k;

			whole = keep_tags(w, g, tags, n, two) && keep_tags(w, g, tags, n, all & ~two);
		}
	return whole && keep_nothing(w, g) && keep_tags(w, g, tags, n, all);
}

/* --- of every kind -------------------------------------------------------------------------- */

bool
made_items(struct witness *w, size_t g)
{
	enum { HISTORIES = 6000 };   /* to begin with: most searches end there */
	const struct made_group *group = &w->group[g];

	switch (group->kind) {
	case MADE_FIELD:
		return group->field->kind == CRM_TEXT || group->field->kind == CRM_WORD ? add_texts(w, g)
		                                                                       : add_numbers(w, g);
	case MADE_TAGS:
		return add_tags(w, g);
	case MADE_ORDERS:
	case MADE_CONTACTS:
		return keep_nothing(w, g) && made_histories(w, g, HISTORIES);
	default:
		return add_numbers(w, g);
	}
}

bool
made_more(struct witness *w)
{
	enum { MORE = 120000 };
	bool matters, whole = true;

	for (size_t g = 0; whole && g < w->groups; g++) {
		if (w->group[g].kind != MADE_ORDERS && w->group[g].kind != MADE_CONTACTS)
			continue;
		matters = false;
		for (size_t a = 0; a < w->atoms; a++)
			matters |= w->atom[a].group == g && made_matters(w, a);
		if (matters)
			whole = made_choose(w, g) && made_histories(w, g, MORE);
	}
	return whole;
}
