/*
 * sop_witness_made.c - what made-up customers are made of: values around thresholds.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "customer.h"
#include "sop_witness_made.h"

enum {
	NUMBERS_MAX = 24,      /* different days, counts or amounts */
	EVENTS_MAX  = 60,      /* in a history */
	HISTORIES   = 6000,    /* tried of each kind to begin with, and */
	MORE        = 60000,   /* around what one search looks at, before it is given up; */
	NOTHING_NEW = 6000,    /* but no more when so many have brought nothing */
	TAGS_MAX    = 12
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

/* Which atoms of the group hold for it, if it is all there is. */
static void
sign(struct witness *w, size_t g, struct made_item *item)
{
	struct crm_customer customer = { 0 };
	struct crm_facts facts = { .type = w->type, .customer = &customer, .since = w->day };

	w->responses = 0;
	made_place(w, &w->group[g], item, &facts, &customer);
	for (size_t a = 0; a < w->atoms; a++) {
		struct query_node alone = *w->atom[a].node;
		const struct crm_query query = {
			.type = w->type, .zone = w->context->clock.zone, .root = &alone
		};

		if (w->atom[a].group == g && crm_query_holds(&query, &facts, w->day))
			item->holds[a / 64] |= UINT64_C(1) << a % 64;
	}
}

/* Keep an item unless the group has one that no atom can tell from it. */
static bool
add(struct witness *w, size_t g, struct made_item item, size_t size)
{
	struct made_group *group = &w->group[g];
	struct made_item *more;

	sign(w, g, &item);
	for (size_t i = 0; i < group->items; i++)
		if (!memcmp(group->item[i].holds, item.holds, sizeof item.holds))
			return true;
	if (group->items == group->size) {
		group->size = 2 * group->size + 16;
		if (!(more = realloc(group->item, group->size * sizeof *more)))
			return false;
		group->item = more;
	}
	if (item.n) {
		char *events = sop_copy(w->memory, item.events, item.n * size);

		if (!events)
			return false;
		item.events = events;
	}
	group->item[group->items++] = item;
	return true;
}

/* --- thresholds ----------------------------------------------------------------------------- */

struct numbers { size_t n; int64_t value[NUMBERS_MAX]; bool cut; };

static void
note(struct numbers *numbers, int64_t value)
{
	for (size_t i = 0; i < numbers->n; i++)
		if (numbers->value[i] == value)
			return;
	if (numbers->n < NUMBERS_MAX)
		numbers->value[numbers->n++] = value;
	else
		numbers->cut = true;
}

static void
note_around(struct numbers *numbers, struct query_range range)
{
	note(numbers, range.low - 1);
	note(numbers, range.low);
	note(numbers, range.high);
	note(numbers, range.high + 1);
}

static bool
range_of(const struct witness *w, const struct query_node *node, size_t i, struct query_range *out)
{
	struct crm_clock clock = query_clock(w->context->clock.zone, w->day);

	return (node->values[i].kind == QUERY_NUMBER || node->values[i].kind == QUERY_DATE) &&
	       query_range(&node->column, &node->values[i], &clock, out);
}

/* Instants to days. */
static struct query_range
days_of(const struct witness *w, struct query_range range)
{
	return (struct query_range){
		crm_instant_day(w->context->clock.zone, range.low),
		crm_instant_day(w->context->clock.zone, range.high)
	};
}

/* --- the customer's own fields, scores and tags -------------------------------------------- */

static bool
add_number(struct witness *w, size_t g, int64_t value)
{
	return add(w, g, (struct made_item){ .number = CRM_SET(value) }, 0);
}

static bool
add_numbers(struct witness *w, size_t g)
{
	struct numbers numbers = { 0 };
	struct query_range range;
	bool whole = add(w, g, (struct made_item){ .n = 0 }, 0);

	for (size_t a = 0; a < w->atoms; a++)
		for (size_t i = 0; w->atom[a].group == g && i < w->atom[a].node->n; i++)
			if (range_of(w, w->atom[a].node, i, &range))
				note_around(&numbers, range);
	note(&numbers, 1);
	w->group[g].cut |= numbers.cut;
	for (size_t i = 0; whole && i < numbers.n; i++)
		whole = add_number(w, g, numbers.value[i]);
	return whole;
}

static bool
add_texts(struct witness *w, size_t g)
{
	const struct crm_field *field = w->group[g].field;
	bool words = field->kind == CRM_WORD;
	bool whole = add(w, g, (struct made_item){ .n = 0 }, 0);

	for (size_t i = 0; whole && words && field->words[i]; i++)
		whole = add(w, g, (struct made_item){ .text = field->words[i] }, 0);
	for (size_t a = 0; whole && !words && a < w->atoms; a++)
		for (size_t i = 0; whole && w->atom[a].group == g && i < w->atom[a].node->n; i++)
			if (w->atom[a].node->values[i].text)
				whole = add(w, g, (struct made_item){ .text = w->atom[a].node->values[i].text }, 0);
	return whole && (words || add(w, g, (struct made_item){ .text = "\xe2\x80\xa6" }, 0));
}

/* No tag, each of those that are named, all of them, and another one. */
static bool
add_tags(struct witness *w, size_t g)
{
	const char *tags[TAGS_MAX] = { "\xe2\x80\xa6" };
	size_t n = 1;
	bool whole = add(w, g, (struct made_item){ .n = 0 }, 0);

	for (size_t a = 0; a < w->atoms; a++)
		for (size_t i = 0; w->atom[a].group == g && i < w->atom[a].node->n; i++)
			if (w->atom[a].node->values[i].folded && n < TAGS_MAX)
				tags[n++] = w->atom[a].node->values[i].folded;
	w->group[g].cut |= n == TAGS_MAX;
	for (size_t i = 0; whole && i < n; i++)
		whole = add(w, g, (struct made_item){ .n = 1, .events = &tags[i] }, sizeof *tags);
	return whole && add(w, g, (struct made_item){ .n = n, .events = tags }, sizeof *tags);
}

/* --- histories ------------------------------------------------------------------------------ */

/* What may be at one moment of a history: so many events, each of so much, of some kind. */
struct around { struct numbers days, counts, amounts; };

/* Around what the group's atoms compare with; those that are marked, unless mask is NULL. */
static void
look_around(struct witness *w, size_t g, const uint64_t *mask, struct around *around)
{
	struct query_range range;

	note(&around->days, w->day);
	note(&around->counts, 1);
	note(&around->amounts, 0);
	for (size_t a = 0; a < w->atoms; a++) {
		const struct query_node *node = w->atom[a].node;
		const struct fact_use *use = &node->column.fact;

		if (w->atom[a].group != g || (mask && !(mask[a / 64] & UINT64_C(1) << a % 64)))
			continue;
		if (use->window.count) {
			note(&around->days, fact_window_from(use->window, w->day));
			note(&around->days, fact_window_from(use->window, w->day) - 1);
		}
		for (size_t i = 0; i < node->n; i++) {
			if (!range_of(w, node, i, &range))
				continue;
			if (use->fact->measure == FACT_COUNT)
				note_around(&around->counts, range);
			else if (use->fact->measure == FACT_SUM || use->fact->measure == FACT_MEAN)
				note_around(&around->amounts, range);
			else
				note_around(&around->days, days_of(w, range));
		}
	}
	w->group[g].cut |= around->days.cut || around->counts.cut || around->amounts.cut;
}

/* So many events at one moment; `way': direction, open or not, the amount of each or of all. */
struct moment { int64_t day, count, amount; unsigned way; };

static bool
later(const struct moment *a, const struct moment *b)
{
	return a->day > b->day;
}

static size_t
write_orders(const struct witness *w, const struct moment *m, size_t n, struct crm_order_fact *out)
{
	size_t orders = 0;

	for (size_t i = 0; i < n; i++)
		for (int64_t k = 0; k < m[i].count && orders < EVENTS_MAX; k++, orders++)
			out[orders] = (struct crm_order_fact){
				.id = (int64_t)orders + 1, .day = m[i].day,
				.at = crm_day_instant(w->context->clock.zone, m[i].day),
				.base = m[i].way & 1 ? m[i].amount
				      : m[i].amount / m[i].count + (k ? 0 : m[i].amount % m[i].count),
				.counts = true, .open = m[i].way & 2,
			};
	return orders;
}

static size_t
write_contacts(const struct witness *w, const struct moment *m, size_t n,
               struct crm_contact_fact *out)
{
	size_t contacts = 0;

	for (size_t i = 0; i < n; i++)
		for (int64_t k = 0; k < m[i].count && contacts < EVENTS_MAX; k++, contacts++)
			out[contacts] = (struct crm_contact_fact){
				.id = (int64_t)contacts + 1, .day = m[i].day,
				.at = crm_day_instant(w->context->clock.zone, m[i].day),
				.contact = true, .outbound = m[i].way & 1,
			};
	return contacts;
}

static bool
add_history(struct witness *w, size_t g, struct moment *m, size_t n)
{
	struct crm_order_fact orders[EVENTS_MAX];
	struct crm_contact_fact contacts[EVENTS_MAX];
	struct made_item item = { .n = 0 };

	for (size_t i = 1; i < n; i++)
		for (size_t k = i; k && later(&m[k - 1], &m[k]); k--) {
			struct moment swap = m[k];

			m[k] = m[k - 1];
			m[k - 1] = swap;
		}
	if (w->group[g].kind == MADE_ORDERS) {
		item.n = write_orders(w, m, n, orders);
		item.events = orders;
		return add(w, g, item, sizeof *orders);
	}
	item.n = write_contacts(w, m, n, contacts);
	item.events = contacts;
	return add(w, g, item, sizeof *contacts);
}

static int64_t
pick(struct witness *w, const struct numbers *numbers)
{
	return numbers->n ? numbers->value[made_random(w) % numbers->n] : 0;
}

static struct moment
some_moment(struct witness *w, const struct around *around)
{
	struct moment m = { pick(w, &around->days), pick(w, &around->counts), pick(w, &around->amounts),
	                    (unsigned)made_random(w) % 4 };

	m.day = m.day > w->day ? w->day : m.day;
	m.count = m.count < 1 ? 1 : m.count > EVENTS_MAX / 3 ? EVENTS_MAX / 3 : m.count;
	m.amount = m.amount < 0 ? 0 : m.amount;
	return m;
}

/* Every single moment, then as many pairs and triples as are tried, all over the place. */
static bool
add_histories(struct witness *w, size_t g, const uint64_t *mask, size_t histories)
{
	struct around around = { .days.n = 0 };
	bool whole = add(w, g, (struct made_item){ .n = 0 }, 0);
	size_t items = 0, last = 0;

	look_around(w, g, mask, &around);
	for (size_t i = 0; whole && i < around.days.n; i++)
		for (unsigned way = 0; whole && way < 4; way++) {
			struct moment m = { around.days.value[i], 1, 0, way };

			if (m.day <= w->day)
				whole = add_history(w, g, &m, 1);
		}
	for (size_t i = 0; whole && i < histories && i - last < NOTHING_NEW; i++) {
		struct moment m[3];
		size_t n = 1 + i % 3;

		last = w->group[g].items > items ? i : last;
		items = w->group[g].items;
		for (size_t k = 0; k < n; k++)
			m[k] = some_moment(w, &around);
		whole = add_history(w, g, m, n);
	}
	return whole;
}

bool
made_items(struct witness *w, size_t g)
{
	const struct made_group *group = &w->group[g];

	switch (group->kind) {
	case MADE_FIELD:
		return group->field->kind == CRM_TEXT || group->field->kind == CRM_WORD ? add_texts(w, g)
		                                                                       : add_numbers(w, g);
	case MADE_TAGS:
		return add_tags(w, g);
	case MADE_ORDERS:
	case MADE_CONTACTS:
		return add_histories(w, g, NULL, HISTORIES);
	default:
		return add_numbers(w, g);
	}
}

bool
made_more(struct witness *w, const uint64_t mask[WITNESS_WORDS])
{
	bool whole = true;

	for (size_t g = 0; whole && g < w->groups; g++)
		if (w->group[g].kind == MADE_ORDERS || w->group[g].kind == MADE_CONTACTS)
			whole = add_histories(w, g, mask, MORE);
	return whole;
}

/* --- in words ------------------------------------------------------------------------------- */

static void
describe_orders(const struct crm_order_fact *order, size_t n, FILE *out)
{
	char first[CRM_DAY_SIZE], last[CRM_DAY_SIZE];
	int64_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += order[i].base;
	if (!n) {
		fputs("no orders", out);
		return;
	}
	fprintf(out, "%zu order%s, %s", n, n > 1 ? "s" : "", crm_day_format(order[0].day, first));
	if (order[n - 1].day != order[0].day)
		fprintf(out, " to %s", crm_day_format(order[n - 1].day, last));
	if (sum)
		fprintf(out, ", of %" PRId64 ".%02" PRId64 " in all", sum / 100, sum % 100);
}

static void
describe_contacts(const struct crm_contact_fact *contact, size_t n, FILE *out)
{
	char first[CRM_DAY_SIZE], last[CRM_DAY_SIZE];

	if (!n) {
		fputs("no contacts", out);
		return;
	}
	fprintf(out, "%zu contact%s, %s", n, n > 1 ? "s" : "", crm_day_format(contact[0].day, first));
	if (contact[n - 1].day != contact[0].day)
		fprintf(out, " to %s", crm_day_format(contact[n - 1].day, last));
}

static void
describe_field(const struct witness *w, const struct made_group *group,
               const struct made_item *item, FILE *out)
{
	struct crm_customer customer = { 0 };
	char scratch[CRM_SCRATCH];
	const char *text;

	place_field(group->field, item, &customer);
	text = crm_field_text(group->field, &customer, w->context, scratch);
	fprintf(out, "%s=%s", group->field->name, text ? text : "none");
}

static void
describe(const struct witness *w, const struct made_group *group, FILE *out)
{
	static const char *const scores[] = {
		[MADE_NPS] = "nps", [MADE_CSAT] = "csat", [MADE_CES] = "ces"
	};
	const struct made_item *item = &group->item[group->now];

	switch (group->kind) {
	case MADE_FIELD:
		describe_field(w, group, item, out);
		break;
	case MADE_ORDERS:
		describe_orders(item->events, item->n, out);
		break;
	case MADE_CONTACTS:
		describe_contacts(item->events, item->n, out);
		break;
	case MADE_TAGS:
		fputs(item->n ? "tags:" : "no tags", out);
		for (size_t i = 0; i < item->n; i++)
			fprintf(out, " %s", ((const char *const *)item->events)[i]);
		break;
	default:
		if (item->number.set)
			fprintf(out, "%s=%" PRId64, scores[group->kind], item->number.value);
		else
			fprintf(out, "%s=none", scores[group->kind]);
	}
}

void
made_describe(const struct witness *w, const uint64_t mask[WITNESS_WORDS], char *text, size_t size)
{
	FILE *out = fmemopen(text, size, "w");
	size_t described = 0;

	*text = '\0';
	for (size_t g = 0; out && g < w->groups; g++) {
		bool marked = false;

		for (size_t a = 0; a < w->atoms; a++)
			marked |= w->atom[a].group == g && mask[a / 64] & UINT64_C(1) << a % 64;
		if (!marked)
			continue;
		fputs(described++ ? "; " : "", out);
		describe(w, &w->group[g], out);
	}
	if (out && !described)
		fputs("anybody", out);
	if (out)
		fclose(out);
	text[size - 1] = '\0';
}
