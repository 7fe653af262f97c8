/*
 * fact.c - the table of facts, and their values from arrays.
 */
#include <string.h>

#include "customer_score.h"
#include "fact_def.h"
#include "nearest.h"
#include "scan.h"
#include "words.h"

static const struct fact table[] = {
	{ "orders", CRM_INT, FACT_ORDERS, FACT_COUNT, 0,
	  "orders, without cancelled and returned ones", "訂單數|订单数" },
	{ "open_orders", CRM_INT, FACT_ORDERS, FACT_COUNT, 'o',
	  "orders that are still open", "未結訂單|未结订单" },
	{ "spend", CRM_MONEY, FACT_ORDERS, FACT_SUM, 0,
	  "what the orders are worth, in the base currency", "消費金額|消费金额" },
	{ "average_order", CRM_MONEY, FACT_ORDERS, FACT_MEAN, 0,
	  "what an order is worth on average", "平均訂單|平均订单" },
	{ "first_order", CRM_TIME, FACT_ORDERS, FACT_FIRST, 0,
	  "time of the first order", "首次訂單|首次订单" },
	{ "last_order", CRM_TIME, FACT_ORDERS, FACT_LAST, 0,
	  "time of the last order", "最近訂單|最近订单" },
	{ "contacts", CRM_INT, FACT_CONTACTS, FACT_COUNT, 0,
	  "real contacts, in and out", "聯繫次數|联系次数" },
	{ "contacts_in", CRM_INT, FACT_CONTACTS, FACT_COUNT, 'i',
	  "real contacts that the customer began", "來訪次數|来访次数" },
	{ "contacts_out", CRM_INT, FACT_CONTACTS, FACT_COUNT, 'o',
	  "real contacts that we began", "去訪次數|去访次数" },
	{ "last_contact", CRM_TIME, FACT_CONTACTS, FACT_LAST, 0,
	  "time of the last real contact", "最近聯繫|最近联系" },
	{ "last_contact_in", CRM_TIME, FACT_CONTACTS, FACT_LAST, 'i',
	  "time of the last real contact that the customer began", "最近來訪|最近来访" },
	{ "last_contact_out", CRM_TIME, FACT_CONTACTS, FACT_LAST, 'o',
	  "time of the last real contact that we began", "最近去訪|最近去访" },
	{ "nps", CRM_INT, FACT_RESPONSES, FACT_SCORE, 'n',
	  "last answer to how likely a recommendation is, 0 to 10", "淨推薦值|净推荐值" },
	{ "csat", CRM_INT, FACT_RESPONSES, FACT_SCORE, 'c',
	  "last answer on satisfaction, 1 to 5", "滿意度|满意度" },
	{ "ces", CRM_INT, FACT_RESPONSES, FACT_SCORE, 'e',
	  "last answer on effort, 1 to 7", "費力度|费力度" },
	{ "p_alive", CRM_DECIMAL, FACT_SCORES, FACT_SCORE, 'p',
	  "probability of not having left, by the last score", "存活機率|存活概率" },
	{ "cltv", CRM_MONEY, FACT_SCORES, FACT_SCORE, 'v',
	  "lifetime value, by the last score", "終身價值|终身价值" },
	{ "next_due", CRM_DAY, FACT_FOLLOW_UPS, FACT_FIRST, 0,
	  "day on which the next open follow-up is due", "下次跟進|下次跟进" },
	{ "open_follow_ups", CRM_INT, FACT_FOLLOW_UPS, FACT_COUNT, 0,
	  "open follow-ups", "待跟進|待跟进" },
	{ "state", CRM_WORD, FACT_CLASS, FACT_WORD, 0,
	  "state of the relation, from the rules", "狀態|状态" },
	{ "persons", CRM_INT, FACT_PERSONS, FACT_COUNT, 0,
	  "people known at the customer, without those who left", "聯絡人數|联系人数" },
	{ "deciders", CRM_INT, FACT_PERSONS, FACT_COUNT, 'd',
	  "those of them who decide", "決策者數|决策者数" },
	{ "needs", CRM_INT, FACT_KNOWN, FACT_COUNT, 'n',
	  "needs that are known and have not expired", "需求數|需求数" },
	{ "pains", CRM_INT, FACT_KNOWN, FACT_COUNT, 'p',
	  "pains that are known and have not expired", "痛點數|痛点数" },
	{ "class", CRM_TEXT, FACT_CLASS, FACT_WORD, 0,
	  "follow-up class, from the rules", "類別|类别" },
	{ "segment", CRM_TEXT, FACT_CLASS, FACT_WORD, 0,
	  "strategic segment, from the rules", "客群" },
	{ "value_score", CRM_INT, FACT_CLASS, FACT_POINTS, 0,
	  "points for what the customer is worth, from the rules", "價值分數|价值分数" },
};

enum { FACTS = sizeof table / sizeof *table };

static const char *const names[] = {
	"orders", "open_orders", "spend", "average_order", "first_order", "last_order", "contacts",
	"contacts_in", "contacts_out", "last_contact", "last_contact_in", "last_contact_out", "nps",
	"csat", "ces", "p_alive", "cltv", "next_due", "open_follow_ups", "state", "persons", "deciders",
	"needs", "pains",
	"class", "segment", "value_score", NULL
};

_Static_assert(sizeof names / sizeof *names == FACTS + 1, "every fact has its name in the list");

const char *const *
crm_fact_names(void)
{
	return names;
}

enum crm_axis
crm_axis(const char *name)
{
	static const char *const axes[CRM_AXES] = {
		[CRM_AXIS_CLASS] = "class", [CRM_AXIS_STATE] = "state", [CRM_AXIS_TIER] = "tier",
		[CRM_AXIS_SEGMENT] = "segment", [CRM_AXIS_VALUE] = "value_score"
	};
	int axis = 0;

	while (axis < CRM_AXES && strcmp(axes[axis], name) != 0)
		axis++;
	return (enum crm_axis)axis;
}

/* --- names ---------------------------------------------------------------------------------- */

static const struct fact *
fact_named(const char *name, size_t length)
{
	for (size_t i = 0; i < FACTS; i++)
		if (strlen(table[i].name) == length && memcmp(table[i].name, name, length) == 0)
			return &table[i];
	return NULL;
}

static bool
has_windows(const struct fact *fact)
{
	return fact->source <= FACT_CONTACTS && fact->measure <= FACT_MEAN;
}

/* Read the `_12m' at the end of a name; its length, 0 if there is none. */
static size_t
window_read(const char *name, size_t length, struct crm_period *out)
{
	static const char letters[] = "dwmy";
	static const enum crm_unit units[] = { CRM_DAY_UNIT, CRM_WEEK, CRM_MONTH, CRM_YEAR };
	const char *letter;
	size_t digits = 0;
	int count = 0;

	if (length < 3 || !name[length - 1] || !(letter = strchr(letters, name[length - 1])))
		return 0;
	while (digits + 2 < length && ascii_digit(name[length - 2 - digits]))
		digits++;
	if (digits == 0 || digits > 4 || name[length - 2 - digits] != '_')
		return 0;
	for (size_t i = length - 1 - digits; i < length - 1; i++)
		count = count * 10 + (name[i] - '0');
	if (count == 0 || name[length - 1 - digits] == '0')
		return 0;
	out->count = count;
	out->unit = units[letter - letters];
	return digits + 2;
}

bool
fact_find(const char *name, size_t length, struct fact_use *out)
{
	size_t suffix;

	*out = (struct fact_use){ .fact = fact_named(name, length) };
	if (out->fact)
		return true;
	suffix = window_read(name, length, &out->window);
	if (suffix)
		out->fact = fact_named(name, length - suffix);
	return out->fact && has_windows(out->fact);
}

void
fact_field(const struct fact_use *use, const char *name, struct crm_field *out)
{
	*out = (struct crm_field){
		.name = name, .kind = use->fact->kind, .flags = CRM_DERIVED,
		.help = use->fact->help,
		.zh = use->window.count ? NULL : use->fact->zh,
		.words = use->fact->kind == CRM_WORD ? crm_state_words : NULL,
		.scale = use->fact->kind == CRM_DECIMAL ? CRM_ALIVE_SCALE : 0
	};
	if (use->fact->source == FACT_FOLLOW_UPS && use->fact->kind == CRM_DAY)
		out->flags |= CRM_AHEAD;
}

bool
crm_fact(const char *name, struct crm_field *field, struct crm_fault *why)
{
	struct nearest near = { .wrong = name };
	struct fact_use use;
	char list[128];

	if (fact_find(name, strlen(name), &use)) {
		fact_field(&use, name, field);
		return true;
	}
	for (size_t i = 0; i < FACTS; i++)
		nearest_offer(&near, names[i], names[i]);
	if (why)
		crm_fault(why, 0, "there is no fact `%.64s'; perhaps %s", name,
		          nearest_format(&near, list, sizeof list));
	return false;
}

bool
fact_may_be_absent(const struct fact *fact)
{
	return fact->measure > FACT_SUM && fact->measure != FACT_POINTS;
}

/* --- values --------------------------------------------------------------------------------- */

static size_t
event_count(enum fact_source source, const struct crm_facts *facts)
{
	switch (source) {
	case FACT_ORDERS:
		return facts->orders;
	case FACT_CONTACTS:
		return facts->contacts;
	case FACT_RESPONSES:
		return facts->responses;
	case FACT_SCORES:
		return facts->scores;
	default:
		return 0;
	}
}

static int64_t
event_day(enum fact_source source, const struct crm_facts *facts, size_t i)
{
	switch (source) {
	case FACT_ORDERS:
		return facts->order[i].day;
	case FACT_CONTACTS:
		return facts->contact[i].day;
	case FACT_SCORES:
		return facts->score[i].day;
	default:
		return facts->response[i].day;
	}
}

/* Whether the fact looks at this event. */
static bool
event_counts(const struct fact *fact, const struct crm_facts *facts, size_t i)
{
	switch (fact->source) {
	case FACT_ORDERS:
		return facts->order[i].counts && (!fact->which || facts->order[i].open);
	case FACT_CONTACTS:
		return facts->contact[i].contact &&
		       (!fact->which || facts->contact[i].outbound == (fact->which == 'o'));
	case FACT_SCORES:
		return true;
	default:
		return facts->response[i].metric == fact->which && facts->response[i].score.set;
	}
}

/* How many events lie on that day or before: they are in order of time. */
static size_t
events_until(enum fact_source source, const struct crm_facts *facts, int64_t day)
{
	size_t low = 0, high = event_count(source, facts);

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (event_day(source, facts, middle) <= day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int64_t
fact_window_from(struct crm_period window, int64_t day)
{
	return crm_day_subtract(day, window) + 1;
}

static struct crm_int
total(const struct fact_use *use, const struct crm_facts *facts, size_t from, size_t to)
{
	int64_t n = 0, sum = 0;

	for (size_t i = from; i < to; i++) {
		if (!event_counts(use->fact, facts, i))
			continue;
		n++;
		if (use->fact->measure != FACT_COUNT &&
		    __builtin_add_overflow(sum, facts->order[i].base, &sum))
			return (struct crm_int){ 0 };
	}
	if (use->fact->measure == FACT_COUNT)
		return (struct crm_int)CRM_SET(n);
	if (use->fact->measure == FACT_SUM)
		return (struct crm_int)CRM_SET(sum);
	if (n == 0)
		return (struct crm_int){ 0 };
	return (struct crm_int)CRM_SET(sum / n + sum % n * 2 / n);
}

static struct crm_int
reading(const struct fact *fact, const struct crm_facts *facts, size_t i)
{
	if (fact->source == FACT_RESPONSES)
		return facts->response[i].score;
	if (fact->source == FACT_SCORES)
		return fact->which == 'p' ? facts->score[i].p_alive : facts->score[i].cltv;
	return (struct crm_int)CRM_SET(fact->source == FACT_ORDERS ? facts->order[i].at
	                                                           : facts->contact[i].at);
}

/* --- what holds for a time ------------------------------------------------------------------ */

struct term { int64_t first, last; };   /* the days on which it counts */

static size_t
term_count(const struct fact *fact, const struct crm_facts *facts)
{
	return fact->source == FACT_PERSONS ? facts->persons : facts->known;
}

/* The term of one of them; false if the fact does not look at it. */
static bool
term_of(const struct fact *fact, const struct crm_facts *facts, size_t i, struct term *out)
{
	const struct crm_person_fact *person = &facts->person[i];
	const struct crm_known_fact *known = &facts->knowledge[i];

	if (fact->source == FACT_PERSONS) {
		*out = (struct term){ INT64_MIN, person->left.set ? person->left.value - 1 : INT64_MAX };
		return !fact->which || person->decides;
	}
	*out = (struct term){ known->from, known->until.set ? known->until.value : INT64_MAX };
	return known->kind == fact->which;
}

static struct crm_int
terms_on(const struct fact *fact, const struct crm_facts *facts, int64_t day)
{
	int64_t n = 0;
	struct term term;

	for (size_t i = 0; i < term_count(fact, facts); i++)
		n += term_of(fact, facts, i, &term) && term.first <= day && day <= term.last;
	return (struct crm_int)CRM_SET(n);
}

static int64_t
terms_change(const struct fact *fact, const struct crm_facts *facts, int64_t day)
{
	int64_t next = INT64_MAX;
	struct term term;

	for (size_t i = 0; i < term_count(fact, facts); i++) {
		if (!term_of(fact, facts, i, &term))
			continue;
		if (term.first > day && term.first < next)
			next = term.first;
		if (term.last >= day && term.last < next - 1)
			next = term.last + 1;
	}
	return next;
}

/* --- the whole ------------------------------------------------------------------------------ */

struct crm_int
fact_value(const struct fact_use *use, const struct crm_facts *facts, int64_t day)
{
	const struct fact *fact = use->fact;
	size_t from = 0, to = events_until(fact->source, facts, day);

	if (fact->source == FACT_FOLLOW_UPS)
		return (struct crm_int){ .set = fact->measure == FACT_COUNT };
	if (fact->source > FACT_CLASS)
		return terms_on(fact, facts, day);
	if (use->window.count)
		from = events_until(fact->source, facts, fact_window_from(use->window, day) - 1);
	if (fact->measure <= FACT_MEAN)
		return total(use, facts, from, to);
	while (from < to) {
		size_t i = fact->measure == FACT_FIRST ? from++ : --to;

		if (event_counts(fact, facts, i))
			return reading(fact, facts, i);
	}
	return (struct crm_int){ 0 };
}

/*
 * The first day whose window does not reach back to `event' any more.  Adding the
 * period is not the inverse of subtracting it where months are clamped (a month
 * before 1 March is 1 February, one after 31 January is 28 February), so the
 * answer is looked for near it: subtracting never runs backwards.
 */
static int64_t
leaves(struct crm_period window, int64_t event)
{
	int64_t day = crm_day_add(event, window) - 4;

	if (fact_window_from(window, INT64_MAX) <= event)
		return INT64_MAX;   /* not before the calendar ends */
	while (fact_window_from(window, day) <= event)
		day++;
	return day;
}

int64_t
fact_next_change(const struct fact_use *use, const struct crm_facts *facts, int64_t day)
{
	enum fact_source source = use->fact->source;
	size_t n = event_count(source, facts);
	int64_t next = INT64_MAX, left;
	size_t i = events_until(source, facts, day);

	if (source > FACT_CLASS)
		return terms_change(use->fact, facts, day);
	while (i < n && !event_counts(use->fact, facts, i))
		i++;
	if (i < n)
		next = event_day(source, facts, i);
	if (!use->window.count)
		return next;
	i = events_until(source, facts, fact_window_from(use->window, day) - 1);
	while (i < n && !event_counts(use->fact, facts, i))
		i++;
	if (i == n || event_day(source, facts, i) > day)
		return next;
	left = leaves(use->window, event_day(source, facts, i));
	return left < next ? left : next;
}
