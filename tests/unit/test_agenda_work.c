/*
 * The agenda against a reference that goes day by day: 10,000 random histories under random
 * procedures.  The reference asks every day anew whether conditions hold, and goes through
 * all stretches of time that a cap could look at.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "agenda.h"
#include "calendar.h"
#include "customer.h"
#include "lunar.h"

enum {
	DAY       = 86400,
	HISTORIES = 10000,
	START     = 20000,   /* 2024-10-04 */
	BEGIN     = START - 500, /* nothing is wanted before */
	SPAN      = 400,     /* days in which things happen */
	UNTIL     = START + SPAN + 400,
	REST      = UNTIL + 800,   /* by then every condition below has come to rest */
	MOST      = 12,      /* records of a kind */
	PLANS     = 2,
	SNOOZES   = 3,
	WANTS     = 400,     /* what rules may want of one customer */
	FAR       = 3700     /* days after which the agenda gives up */
};

static const struct crm_context context = { .currency = "USD", .me = "lin" };

static uint64_t seed;

static uint64_t
below(uint64_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (seed >> 16) % n;
}

static bool
one_in(uint64_t n)
{
	return below(n) == 0;
}

/* --- random procedures ------------------------------------------------------------------------ */

static const char *const conditions[] = {
	"tier=vip", "not tier=vip", "last_order<-60d", "last_order>=-30d", "spend_90d>=1000",
	"contacts_30d>=2", "contacts_2w=0", "orders=0", "orders_30d>=2 or tier=vip",
	"first_order>=-90d", "last_contact=none or last_contact<-90d", "not last_contact>=-21d",
	"since<-6m", "spend_3m<500 last_order=any",
	"(last_order<-45d or contacts_60d>=3) not tier=vip", "last_order>=2025-06-01",
	"state=silent,lost", "not state=new orders_6m.min=1", NULL, NULL, NULL, NULL
};

static const char *const state_conditions[] = {
	"orders=0", "first_order>=-90d", "last_order>=-180d or last_contact>=-180d",
	"last_order>=-365d or last_contact>=-365d", NULL
};

enum { CONDITIONS = sizeof conditions / sizeof *conditions, STATES = 5, RULES = 5, LIMITS = 2 };

static struct crm_query *queries[CONDITIONS];
static struct crm_class classes[STATES] = {
	{ .axis = "state", .name = "prospect" }, { .axis = "state", .name = "new" },
	{ .axis = "state", .name = "active" },   { .axis = "state", .name = "silent" },
	{ .axis = "state", .name = "lost" }
};
static struct crm_zone *east, *west;

struct procedure {
	struct crm_sop        sop;
	struct crm_cadence    cadence[RULES];
	struct crm_event_rule event[RULES];
	struct crm_limit      limit[LIMITS + 1];
	struct crm_calendar   calendar;
};

static struct crm_period
random_period(unsigned days)
{
	static const enum crm_unit units[] = { CRM_DAY_UNIT, CRM_WEEK, CRM_MONTH, CRM_QUARTER };
	static const unsigned length[] = { 1, 7, 30, 91 };
	size_t unit = below(4);

	return (struct crm_period){ (int)below(days / length[unit] + 1) + 1, units[unit] };
}

static struct crm_rule
random_rule(size_t i, bool event)
{
	static const char *const names[] = { "a", "b", "c", "d", "e", "f", "g", "h", "i", "j" };
	static const char *const purposes[] = { "contact", "contact", "greeting" };
	static const char *const phone[] = { "phone", NULL }, *const letter[] = { "letter", NULL };
	static const char *const any[] = { "phone", "email", NULL };
	static const char *const *const channels[] = { NULL, NULL, NULL, phone, letter, any };

	return (struct crm_rule){ .name = names[i + (event ? 5 : 0)], .purpose = purposes[below(3)],
		                  .when.query = queries[below(CONDITIONS)], .channel = channels[below(6)] };
}

static void
random_event(struct crm_event_rule *e, size_t i)
{
	static const char *const festivals[] = { "mid-autumn", "new-year", "leap" };
	size_t festival = below(3);

	*e = (struct crm_event_rule){ .rule = random_rule(i, true), .on = below(CRM_ON_FESTIVAL + 1) };
	if (!one_in(4))
		e->offset = random_period(40);
	e->before = e->offset.count && e->on >= CRM_ON_DATE && one_in(2);
	if (!e->before && one_in(3))
		e->opens = random_period(10);
	if (e->on >= CRM_ON_YEARLY || one_in(3))
		e->lapses = random_period(30);
	e->of = e->on == CRM_ON_OUTCOME ? "case_closed" : e->on == CRM_ON_DATE ? "renewal" :
	        e->on == CRM_ON_YEARLY ? "birthday" : e->on == CRM_ON_LUNAR ? "lunar_birthday" :
	        e->on == CRM_ON_FESTIVAL ? festivals[festival] :
	        e->on == CRM_ON_STAGE && one_in(2) ? "loyalty" : NULL;
	e->lunar = festival != 1;
	e->leap = festival == 2;
	e->month = festival == 0 ? 8 : festival == 1 ? 1 : 6;
	e->day = festival == 0 ? 15 : festival == 1 ? 1 : 30;
}

static void
random_limit(struct crm_limit *l, bool last)
{
	*l = (struct crm_limit){ .name = last ? "limit" : "limit some",
		                 .when.query = last ? NULL : queries[below(CONDITIONS)] };
	if (!one_in(4)) {
		l->cap = (int64_t)below(4);
		l->per = random_period(40);
	}
	if (one_in(2)) {
		l->quiet.from = 1260;
		l->quiet.to = one_in(2) ? 480 : 1080;
	}
	if (one_in(4)) {
		l->share = 50;
		l->share_per = random_period(90);
		l->share_from = l->share_per.count % 4;
	}
	if (one_in(4))
		l->no_days = (unsigned)below(127);
}

static void
random_procedure(struct procedure *p)
{
	static struct crm_counting channel = { .name = "letter" };

	p->sop = (struct crm_sop){ .cadences = below(RULES), .cadence = p->cadence,
		                   .events = below(RULES), .event = p->event,
		                   .classes = STATES, .class = classes,
		                   .limits = below(LIMITS + 1), .limit = p->limit,
		                   .channels = 1, .channel = &channel };
	for (size_t i = 0; i < p->sop.cadences; i++)
		p->cadence[i] = (struct crm_cadence){ random_rule(i, false), random_period(60),
			                              below(CRM_ANCHOR_ORDER + 1) };
	for (size_t i = 0; i < p->sop.events; i++)
		random_event(&p->event[i], i);
	for (size_t i = 0; i < p->sop.limits; i++)
		random_limit(&p->limit[i], i + 1 == p->sop.limits);
	p->calendar = (struct crm_calendar){ .zone = NULL };
	for (int day = 0; day < 5; day++)
		p->calendar.week[day][0] = (struct crm_hours){ 540, 1080 };
	if (one_in(3))
		p->sop.calendar = &p->calendar;
}

/* --- random histories ------------------------------------------------------------------------- */

struct history {
	struct crm_customer      customer;
	struct crm_contact_fact  contact[MOST];
	struct crm_order_fact    order[MOST];
	struct crm_response_fact response[MOST];
	struct crm_plan_fact     plan[PLANS + SNOOZES];
	char                     anchor[SNOOZES][CRM_ANCHOR_SIZE];
	struct crm_settlement    settlement[1];
	struct crm_axes          axes;
	struct crm_facts         facts;
};

static int
ascending(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* So many instants in order, half of them at the beginning of a day. */
static size_t
random_times(size_t most, int64_t at[MOST])
{
	size_t n = below(most + 1);

	for (size_t i = 0; i < n; i++)
		at[i] = (START + (int64_t)below(SPAN)) * DAY + (one_in(2) ? (int64_t)below(DAY) : 0);
	qsort(at, n, sizeof *at, ascending);
	return n;
}

static void
random_records(struct history *h)
{
	static const char *const channels[] = { "phone", "email", NULL };
	int64_t at[MOST];

	h->facts.contacts = random_times(10, at);
	for (size_t i = 0; i < h->facts.contacts; i++)
		h->contact[i] = (struct crm_contact_fact){
			.id = (int64_t)i + 1, .at = at[i], .day = at[i] / DAY, .contact = below(10) < 7,
			.outbound = below(10) < 6, .counts = below(10) < 7,
			.channel = channels[below(3)], .outcome = one_in(5) ? "case_closed" : NULL };
	h->facts.orders = random_times(8, at);
	for (size_t i = 0; i < h->facts.orders; i++)
		h->order[i] = (struct crm_order_fact){ .id = (int64_t)i + 1, .at = at[i],
			.day = at[i] / DAY, .base = (int64_t)below(100000), .counts = below(10) < 8 };
	h->facts.responses = random_times(3, at);
	for (size_t i = 0; i < h->facts.responses; i++)
		h->response[i] = (struct crm_response_fact){ .id = (int64_t)i + 1, .at = at[i],
			.day = at[i] / DAY, .metric = "nce"[below(3)], .score = CRM_SET((int64_t)below(8)) };
}

static void
random_customer(struct history *h)
{
	static const char *const tiers[] = { "vip", "ordinary", NULL };
	static const char *const refusals[] = { "phone", "email,phone", "all" };
	static const char *const birthdays[] = { "08-15", "L06-30", "12-30" };
	struct crm_customer *c = &h->customer;

	c->id = 12;
	c->tier = (char *)tiers[below(3)];
	c->since = (struct crm_int)CRM_SET((START + (int64_t)below(60)) * DAY);
	if (one_in(2)) {
		c->stage = one_in(2) ? "loyalty" : "purchase";
		c->stage_since = (struct crm_int)CRM_SET(START + (int64_t)below(SPAN));
	}
	if (one_in(2))
		c->renewal = (struct crm_int)CRM_SET(START + (int64_t)below(2 * SPAN));
	if (one_in(2))
		c->birthday = (struct crm_int)CRM_SET(crm_date_day((struct crm_date){ 1980, 2, 29 }) +
		                                      (int64_t)below(3) * 100);
	c->lunar_birthday = one_in(2) ? (char *)birthdays[below(3)] : NULL;
	c->channel = one_in(2) ? "phone" : NULL;
	c->refuses = one_in(4) ? (char *)refusals[below(3)] : NULL;
}

/* Plans, some of which have been moved. */
static void
random_plans(struct history *h)
{
	h->facts.plans = one_in(3) ? below(PLANS + 1) : 0;
	h->facts.plan = h->plan;
	for (size_t i = 0; i < h->facts.plans; i++) {
		struct crm_plan_fact *plan = &h->plan[i];

		*plan = (struct crm_plan_fact){ .id = (int64_t)i + 1,
			.day = START + (int64_t)below(UNTIL - START), .counts = below(2),
			.purpose = one_in(2) ? "contact" : "promise" };
		if (one_in(3))
			plan->expires = (struct crm_int)CRM_SET(plan->day + (int64_t)below(20));
		if (one_in(3))
			plan->moved = (struct crm_int)CRM_SET((plan->day - (int64_t)below(60)) * DAY +
			                                      (int64_t)below(DAY));
	}
}

/* One row of a rule that somebody has touched; most were given another day. */
static void
random_snooze(struct history *h, size_t i, const struct crm_due *due)
{
	int64_t moved = due->base + (int64_t)below(30);
	struct crm_plan_fact *plan = &h->plan[h->facts.plans];

	for (size_t j = 0; j < i; j++)
		if (!strcmp(h->anchor[j], due->anchor))
			return;
	if (due->fate > CRM_LOST)
		return;
	strcpy(h->anchor[i], due->anchor);
	*plan = (struct crm_plan_fact){ .id = 100 + (int64_t)i, .counts = below(2),
		.day = moved + (int64_t)below(60), .anchor = h->anchor[i], .purpose = due->rule->purpose };
	if (one_in(4))
		plan->expires = (struct crm_int)CRM_SET(plan->day + (int64_t)below(30));
	if (!one_in(5))
		plan->moved = (struct crm_int)CRM_SET(moved * DAY + (int64_t)below(DAY));
	h->facts.plans++;
}

/* Of what the rules want of the customer. */
static void
random_snoozes(struct history *h, const struct crm_sop *sop)
{
	struct crm_agenda wants = { .until = START + SPAN, .all = true };
	size_t n = below(SNOOZES + 1);

	assert_int_equal(crm_agenda_compute(sop, &h->facts, &wants), 0);
	for (size_t i = 0; i < n && wants.n; i++)
		random_snooze(h, i, &wants.due[below(wants.n)]);
	crm_agenda_clear(&wants);
}

static void
random_history(struct history *h, const struct crm_sop *sop)
{
	*h = (struct history){ .facts.type = &crm_customer_type };
	random_customer(h);
	random_records(h);
	h->facts.customer = &h->customer;
	h->facts.since = h->customer.since.value / DAY;
	h->facts.contact = h->contact;
	h->facts.order = h->order;
	h->facts.response = h->response;
	h->facts.sop = sop;
	h->facts.axes = &h->axes;
	h->facts.clock = one_in(2) ? NULL : one_in(2) ? east : west;
	random_plans(h);
	h->settlement[0] = (struct crm_settlement){ "contact", one_in(2) ? "I3" : "O2" };
	h->facts.settlement = h->settlement;
	h->facts.settlements = below(2);
	random_snoozes(h, sop);
}

/* --- the reference: what each rule wants -------------------------------------------------------- */

struct want {
	const char    *rule, *purpose, *anchor;
	const char *const *channels;
	char           text[64];
	bool           event, lost, suppressed, behind, quiet, placed;
	const struct crm_plan_fact *hand;             /* who gave it its day */
	int64_t        happened;                      /* the instant of what it counts from */
	int64_t        wanted, from, start, due, expires;   /* expires INT64_MAX: never */
	const char    *channel;
};

struct reference {
	const struct crm_sop   *sop;
	const struct crm_facts *facts;
	const struct crm_customer *customer;
	struct want             want[WANTS];
	size_t                  n;
	int64_t                 until;
	int64_t                 slot[WANTS];
	size_t                  slots;
};

/* Every day is asked, one after the other. */
static int64_t
first_day(const struct reference *r, const struct crm_query *query, int64_t day)
{
	while (query && day <= REST && !crm_query_holds(query, r->facts, day))
		day++;
	return day <= REST ? day : INT64_MAX;
}

static void
add(struct reference *r, const struct crm_rule *rule, bool event, const char *anchor,
    int64_t happened, int64_t base, int64_t expires)
{
	struct want *w = &r->want[r->n];

	for (size_t i = 0; i < r->facts->settlements; i++)
		if (!strcmp(r->facts->settlement[i].anchor, anchor) &&
		    !strcmp(r->facts->settlement[i].purpose, rule->purpose))
			return;
	*w = (struct want){ .rule = rule->name, .purpose = rule->purpose, .channels = rule->channel,
		            .event = event, .expires = expires, .happened = happened,
		            .wanted = first_day(r, rule->when.query, base) };
	snprintf(w->text, sizeof w->text, "%s", anchor);
	if (w->wanted == INT64_MAX || w->wanted > expires)
		return;
	for (size_t i = 0; i < r->facts->plans && !w->hand; i++) {
		const struct crm_plan_fact *p = &r->facts->plan[i];

		if (p->anchor && !strcmp(p->anchor, anchor) && !strcmp(p->purpose, rule->purpose)) {
			w->hand = p;
			w->wanted = p->day;
			w->expires = p->expires.set ? p->expires.value : INT64_MAX;
		}
	}
	assert_true(r->n + 1 < WANTS);
	r->n++;
}

static void
want_cadences(struct reference *r)
{
	const struct crm_facts *f = r->facts;
	char anchor[64];

	for (size_t i = 0; i < r->sop->cadences; i++) {
		const struct crm_cadence *c = &r->sop->cadence[i];
		int64_t day = f->since, at = day * DAY;

		strcpy(anchor, "C12");
		for (size_t j = 0; j < f->contacts && c->anchor != CRM_ANCHOR_ORDER; j++)
			if (f->contact[j].contact &&
			    (f->contact[j].outbound || c->anchor == CRM_ANCHOR_CONTACT)) {
				day = f->contact[j].day;
				at = f->contact[j].at;
				snprintf(anchor, sizeof anchor, "I%d", (int)f->contact[j].id);
			}
		for (size_t j = 0; j < f->orders && c->anchor == CRM_ANCHOR_ORDER; j++)
			if (f->order[j].counts) {
				day = f->order[j].day;
				at = f->order[j].at;
				snprintf(anchor, sizeof anchor, "O%d", (int)f->order[j].id);
			}
		add(r, &c->rule, false, anchor, at, crm_day_add(day, c->every), INT64_MAX);
	}
}

/* at is the instant of a record, -1 of a day; id that of an interaction, else 0. */
static void
want_event(struct reference *r, const struct crm_event_rule *e, const char *anchor, int64_t day,
           int64_t at, int64_t id, bool returns)
{
	int64_t base = !e->offset.count ? day : e->before ? crm_day_subtract(day, e->offset)
	                                                  : crm_day_add(day, e->offset);
	int64_t opens = e->before ? base : e->opens.count ? crm_day_add(day, e->opens) : day;
	bool by_instant = at >= 0 && !e->before && !e->opens.count;
	int64_t expires = e->lapses.count ? crm_day_add(base, e->lapses) : INT64_MAX;

	for (size_t i = 0; i < r->facts->contacts; i++) {
		const struct crm_contact_fact *c = &r->facts->contact[i];

		if (c->contact && c->outbound &&
		    (by_instant ? c->at > at || (c->at == at && c->id > id) : c->day >= opens))
			return;
	}
	if (returns && (day < r->facts->since || base > r->until))
		return;
	if (returns && base < r->facts->since)
		base = r->facts->since;
	add(r, &e->rule, true, anchor, at >= 0 ? at : (base < day ? base : day) * DAY, base, expires);
}

static int64_t
in_year(const struct reference *r, const struct crm_event_rule *e, int year)
{
	struct crm_date date = { year, e->month, e->day };
	int month, day;

	if (e->on == CRM_ON_YEARLY) {
		date = crm_day_date(r->customer->birthday.value);
		date.year = year;
		if (date.month == 2 && date.day == 29 && !crm_date_exists(date))
			date.day = 28;
		return crm_date_day(date);
	}
	if (e->on == CRM_ON_FESTIVAL && !e->lunar)
		return crm_date_day(date);
	if (e->on == CRM_ON_FESTIVAL)
		return crm_lunar_anniversary(e->month, e->day, e->leap, year);
	sscanf(r->customer->lunar_birthday + (*r->customer->lunar_birthday == 'L'), "%d-%d", &month,
	       &day);
	return crm_lunar_anniversary(month, day, *r->customer->lunar_birthday == 'L', year);
}

static void
want_returns(struct reference *r, const struct crm_event_rule *e)
{
	char anchor[64];

	if ((e->on == CRM_ON_YEARLY && !r->customer->birthday.set) ||
	    (e->on == CRM_ON_LUNAR && !r->customer->lunar_birthday))
		return;
	for (int year = 2023; year < 2040; year++) {
		snprintf(anchor, sizeof anchor, "C12-%s-%d", e->of, year);
		want_event(r, e, anchor, in_year(r, e, year), -1, 0, true);
	}
}

static void
want_days(struct reference *r, const struct crm_event_rule *e)
{
	const struct crm_customer *c = r->customer;
	char anchor[64];

	if (e->on == CRM_ON_SINCE)
		want_event(r, e, "C12", r->facts->since, -1, 0, false);
	if (e->on == CRM_ON_STAGE && c->stage && (!e->of || !strcmp(e->of, c->stage))) {
		snprintf(anchor, sizeof anchor, "C12-%s", c->stage);
		want_event(r, e, anchor, c->stage_since.value, -1, 0, false);
	}
	if (e->on == CRM_ON_DATE && c->renewal.set) {
		char day[CRM_DAY_SIZE];

		snprintf(anchor, sizeof anchor, "C12-renewal-%s", crm_day_format(c->renewal.value, day));
		want_event(r, e, anchor, c->renewal.value, -1, 0, false);
	}
}

static void
want_records(struct reference *r, const struct crm_event_rule *e)
{
	const struct crm_facts *f = r->facts;
	bool seen = false;
	char anchor[64];

	for (size_t i = 0; i < f->orders && (e->on == CRM_ON_ORDER || e->on == CRM_ON_FIRST_ORDER); i++)
		if (f->order[i].counts && (e->on == CRM_ON_ORDER || !seen)) {
			seen = true;
			snprintf(anchor, sizeof anchor, "O%d", (int)f->order[i].id);
			want_event(r, e, anchor, f->order[i].day, f->order[i].at, 0, false);
		}
	for (size_t i = 0; i < f->contacts && e->on == CRM_ON_OUTCOME; i++)
		if (f->contact[i].outcome) {
			snprintf(anchor, sizeof anchor, "I%d", (int)f->contact[i].id);
			want_event(r, e, anchor, f->contact[i].day, f->contact[i].at, f->contact[i].id,
			           false);
		}
	for (size_t i = 0; i < f->responses && e->on == CRM_ON_LOW_SCORE; i++) {
		static const int most[128] = { ['n'] = 6, ['c'] = 2, ['e'] = 3 };

		if (f->response[i].score.value <= most[(int)f->response[i].metric]) {
			snprintf(anchor, sizeof anchor, "S%d", (int)f->response[i].id);
			want_event(r, e, anchor, f->response[i].day, f->response[i].at, 0, false);
		}
	}
}

/* --- the reference: who stands, and on which day -------------------------------------------------- */

/* Two rules that count from one anchor have one row between them. */
static bool
had_row(const struct reference *r, const struct want *w)
{
	for (size_t i = 0; i < r->n; i++)
		if (!r->want[i].lost && !r->want[i].suppressed && !strcmp(r->want[i].text, w->text) &&
		    !strcmp(r->want[i].purpose, w->purpose))
			return true;
	return false;
}

/* Is a follow-up that was moved still there? */
static bool
is_there(const struct reference *r, const struct crm_plan_fact *p)
{
	bool there = !p->anchor;

	for (size_t i = 0; i < r->n; i++)
		there |= r->want[i].hand == p;
	return there;
}

/* Whoever moved a follow-up after something had happened has put that off, too. */
static bool
puts_off(const struct crm_plan_fact *p, const struct want *w)
{
	if (!p->moved.set || w->hand == p || strcmp(w->purpose, p->purpose) != 0)
		return false;
	if (!w->hand)
		return w->happened <= p->moved.value;
	if (!p->anchor)
		return false;
	return w->hand->moved.set ? w->hand->moved.value < p->moved.value
	                          : w->happened <= p->moved.value;
}

static void
put_off(struct reference *r)
{
	for (size_t i = 0; i < r->n; i++) {
		struct want *w = &r->want[i];

		w->from = w->wanted;
		for (size_t j = 0; j < r->facts->plans; j++) {
			const struct crm_plan_fact *p = &r->facts->plan[j];

			if (p->day > w->from && is_there(r, p) && puts_off(p, w)) {
				w->from = p->day;
				w->quiet = true;
			}
		}
	}
}

/* Of those that could stand on a day this one goes first. */
static bool
goes_before(const struct want *a, const struct want *b)
{
	if (a->from != b->from)
		return a->from < b->from;
	if (a->quiet != b->quiet)
		return b->quiet;
	if (a->wanted != b->wanted)
		return a->wanted < b->wanted;
	if (a->event != b->event)
		return a->event;
	return a < b;
}

/* Does something stand on the day; something that never lapses? */
static bool
is_taken(const struct reference *r, const struct want *w, int64_t day, bool forever)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct want *s = &r->want[i];

		if (!s->lost && !s->suppressed && !strcmp(s->purpose, w->purpose) &&
		    s->expires >= (forever ? INT64_MAX : day))
			return true;
	}
	return false;
}

static bool
could_stand(const struct reference *r, const struct want *w, int64_t day)
{
	if (!w->lost || w->suppressed || w->from > day || had_row(r, w))
		return false;
	if (w->hand)
		return w->wanted == day && !w->quiet && !is_taken(r, w, day, true);
	return w->expires >= day && !is_taken(r, w, day, false);
}

/* Go through the days: when nobody stands, the first that wants to has its turn. */
static void
stand(struct reference *r, const char *purpose)
{
	for (size_t i = 0; i < r->n; i++)
		if (!strcmp(r->want[i].purpose, purpose) && !r->want[i].suppressed) {
			r->want[i].lost = true;
			r->want[i].start = INT64_MAX;
		}
	for (int64_t day = BEGIN; day <= REST + 60; day++) {
		struct want *first;

		do {
			first = NULL;
			for (size_t i = 0; i < r->n; i++) {
				struct want *w = &r->want[i];

				if (!strcmp(w->purpose, purpose) && could_stand(r, w, day) &&
				    (!first || goes_before(w, first)))
					first = w;
			}
			if (first) {
				first->lost = false;
				first->start = first->due = day;
			}
		} while (first);
	}
}

static bool
has_word(const char *list, const char *word)
{
	return list && (strstr(list, word) || !strcmp(list, "all"));
}

/* Look at every half hour of the day. */
static bool
has_hour(const struct reference *r, const struct crm_limit *l, const char *channel, int64_t day)
{
	const struct crm_calendar *calendar = r->sop->calendar;
	int weekday = crm_day_weekday(day) - 1;

	for (int minute = 0; minute < 1440; minute += 30) {
		int64_t at = day * DAY + minute * 60;
		int local = (int)((at + (r->facts->clock ? crm_zone_offset(r->facts->clock, at) : 0)) %
		                  DAY / 60);
		bool quiet = l && (!channel || strcmp(channel, "letter") != 0) &&
		             l->quiet.from != l->quiet.to &&
		             (local >= l->quiet.from || local < l->quiet.to);

		if (!quiet && (!calendar || (weekday < 5 && minute >= 540 && minute < 1080)))
			return true;
	}
	return false;
}

static bool
can_use(const struct reference *r, const struct crm_limit *l, const char *channel, int64_t day)
{
	int64_t all = 0, by = 0;

	if (has_word(r->customer->refuses, channel ? channel : "all"))
		return false;
	for (size_t i = 0; i < r->facts->contacts && channel && l && l->share_per.count; i++) {
		const struct crm_contact_fact *c = &r->facts->contact[i];

		if (c->contact && c->outbound && c->day <= day &&
		    c->day > crm_day_subtract(day, l->share_per)) {
			all++;
			by += c->channel && !strcmp(c->channel, channel);
		}
	}
	return !(by && all >= l->share_from && by * 100 >= l->share * all) && has_hour(r, l, channel, day);
}

/* The first channel that can be used; *open says that it is left to the customer's preference. */
static bool
find_channel(const struct reference *r, const struct crm_limit *l, const struct want *w,
             int64_t day, const char **channel)
{
	const char *preferred = r->customer->channel;

	*channel = NULL;
	for (size_t i = 0; w->channels && w->channels[i]; i++)
		if (can_use(r, l, *channel = w->channels[i], day))
			return true;
	if (w->channels)
		return (*channel = preferred) && can_use(r, l, preferred, day);
	if (preferred && has_word(r->customer->refuses, preferred)) {
		*channel = has_word(r->customer->refuses, "email") ? "visit" : "email";
		return can_use(r, l, *channel, day);
	}
	*channel = NULL;
	return can_use(r, l, preferred, day);
}

/* No stretch that holds the day may hold more than the cap. */
static bool
has_slot(const struct reference *r, const struct crm_limit *l, int64_t day)
{
	for (int64_t last = day; crm_day_subtract(last, l->per) < day; last++) {
		int64_t n = 1;

		for (size_t i = 0; i < r->slots; i++)
			n += r->slot[i] <= last && r->slot[i] > crm_day_subtract(last, l->per);
		if (n > l->cap)
			return false;
	}
	return true;
}

static const struct crm_limit *
limit_on(const struct reference *r, int64_t day)
{
	for (size_t i = 0; i < r->sop->limits; i++)
		if (!r->sop->limit[i].when.query ||
		    crm_query_holds(r->sop->limit[i].when.query, r->facts, day))
			return &r->sop->limit[i];
	return NULL;
}

static bool
try_day(struct reference *r, struct want *w, int64_t day)
{
	const struct crm_limit *l = limit_on(r, day);
	const char *channel;
	bool counts;

	if (r->sop->calendar && crm_day_weekday(day) > 5)
		return false;
	if ((l && l->no_days >> (crm_day_weekday(day) - 1) & 1) || !find_channel(r, l, w, day, &channel))
		return false;
	counts = l && l->per.count && !has_word(channel ? channel : r->customer->channel, "letter");
	if (counts && !has_slot(r, l, day))
		return false;
	w->due = day;
	w->channel = channel;
	if (counts)
		r->slot[r->slots++] = day;
	return true;
}

static bool
is_behind_plan(const struct reference *r, struct want *w)
{
	for (bool again = true; again;) {
		again = false;
		for (size_t i = 0; i < r->facts->plans; i++) {
			const struct crm_plan_fact *p = &r->facts->plan[i];

			if (p->anchor || p->day > w->start || strcmp(p->purpose, w->purpose) != 0)
				continue;
			if (!p->expires.set)
				return true;
			if (p->expires.value >= w->start) {
				w->start = p->expires.value + 1;
				again = true;
			}
		}
	}
	return false;
}

/* False if it is suppressed. */
static bool
place(struct reference *r, struct want *w)
{
	int64_t day;

	w->behind = is_behind_plan(r, w);
	if (w->behind)
		return true;
	for (day = w->start; day <= w->expires && day < w->start + FAR; day++)
		if (try_day(r, w, day))
			return true;
	w->suppressed = true;
	return false;
}

/* The next to be given its day: events first, each by the day from which it may stand. */
static struct want *
next_to_place(struct reference *r)
{
	struct want *first = NULL;

	for (int event = 1; event >= 0 && !first; event--)
		for (size_t i = 0; i < r->n; i++) {
			struct want *w = &r->want[i];

			if (w->event == event && !w->lost && !w->suppressed && !w->placed && !w->hand &&
			    (!first || goes_before(w, first)))
				first = w;
		}
	return first;
}

static bool
place_all(struct reference *r)
{
	struct want *w;
	bool whole = true;

	r->slots = 0;
	for (size_t i = 0; i < r->facts->contacts; i++)
		if (r->facts->contact[i].outbound && r->facts->contact[i].counts)
			r->slot[r->slots++] = r->facts->contact[i].day;
	for (size_t i = 0; i < r->facts->plans; i++)
		if (r->facts->plan[i].counts && !r->facts->plan[i].anchor)
			r->slot[r->slots++] = r->facts->plan[i].day;
	for (size_t i = 0; i < r->n; i++) {
		r->want[i].placed = false;
		if (r->want[i].hand && r->want[i].hand->counts && !r->want[i].lost)
			r->slot[r->slots++] = r->want[i].wanted;
	}
	while ((w = next_to_place(r))) {
		w->placed = true;
		whole &= place(r, w);
	}
	return whole;
}

static void
refer(struct reference *r)
{
	want_cadences(r);
	for (size_t i = 0; i < r->sop->events; i++) {
		const struct crm_event_rule *e = &r->sop->event[i];

		if (e->on >= CRM_ON_YEARLY)
			want_returns(r, e);
		want_days(r, e);
		want_records(r, e);
	}
	put_off(r);
	do {
		stand(r, "contact");
		stand(r, "greeting");
	} while (!place_all(r));
}

/* --- the property ------------------------------------------------------------------------------- */

static struct want *
expected(struct reference *r, const struct crm_due *due)
{
	for (size_t i = 0; i < r->n; i++)
		if (!r->want[i].lost && !strcmp(r->want[i].rule, due->rule->name) &&
		    !strcmp(r->want[i].text, due->anchor) &&
		    r->want[i].suppressed == (due->fate == CRM_SUPPRESSED))
			return &r->want[i];
	return NULL;
}

static bool
same_text(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static bool
is_same(const struct want *w, const struct crm_due *due)
{
	if (w->wanted != due->wanted || w->suppressed != (due->fate == CRM_SUPPRESSED) ||
	    w->behind != (due->fate == CRM_BEHIND_PLAN) ||
	    (w->hand != NULL) != (due->fate == CRM_FIXED_DAY))
		return false;
	if (w->expires != (due->expires.set ? due->expires.value : INT64_MAX))
		return false;
	if (w->suppressed || w->behind)
		return true;
	return w->due == due->due && (w->hand || same_text(w->channel, due->channel));
}

/* Both sides, for whoever looks for the difference. */
static void
tell(const struct reference *r, const struct crm_agenda *a, int number)
{
	for (size_t i = 0; i < r->n; i++)
		printf("# history %d: %s %s %s wants %ld..%ld from %ld gets %ld%s%s%s%s\n", number,
		       r->want[i].rule, r->want[i].text, r->want[i].purpose, (long)r->want[i].wanted,
		       (long)r->want[i].expires, (long)r->want[i].from, (long)r->want[i].due,
		       r->want[i].lost ? " lost" : "", r->want[i].suppressed ? " suppressed" : "",
		       r->want[i].hand ? " by hand" : "", r->want[i].quiet ? " quiet" : "");
	for (size_t i = 0; i < r->facts->plans; i++)
		printf("# plan %s %s on %ld..%ld moved %f\n", r->facts->plan[i].purpose,
		       r->facts->plan[i].anchor ? r->facts->plan[i].anchor : "-",
		       (long)r->facts->plan[i].day, (long)r->facts->plan[i].expires.value,
		       (double)r->facts->plan[i].moved.value / DAY);
	for (size_t i = 0; i < a->n; i++)
		printf("# agenda: %s %s fate %d wants %ld gets %ld %s\n", a->due[i].rule->name,
		       a->due[i].anchor, (int)a->due[i].fate, (long)a->due[i].wanted,
		       (long)a->due[i].due, a->due[i].reason ? a->due[i].reason : "");
}

static void
compare(struct reference *r, const struct crm_agenda *a, int number)
{
	size_t n = 0;

	for (size_t i = 0; i < a->n; i++) {
		const struct crm_due *due = &a->due[i];
		const struct want *w = expected(r, due);

		if (!w || !is_same(w, due)) {
			tell(r, a, number);
			fail_msg("history %d: %s from %s: fate %d wanted %ld due %ld %s (%s), expected wanted %ld"
			         " due %ld start %ld suppressed %d behind %d %s", number, due->rule->name,
			         due->anchor, (int)due->fate, (long)due->wanted, (long)due->due,
			         due->channel ? due->channel : "-", due->reason ? due->reason : "-",
			         w ? (long)w->wanted : -1, w ? (long)w->due : -1, w ? (long)w->start : -1,
			         w ? w->suppressed : -1, w ? w->behind : -1,
			         w && w->channel ? w->channel : "-");
		}
	}
	for (size_t i = 0; i < r->n; i++)
		n += !r->want[i].lost && !r->want[i].suppressed;
	for (size_t i = 0; i < a->n; i++)
		n -= a->due[i].fate != CRM_SUPPRESSED;
	if (n)
		tell(r, a, number);
	assert_int_equal(n, 0);
}

/*
 * What is due of what is wanted by then does not depend on how far ahead is looked.  (What is
 * suppressed may lose its row to one of the same anchor that is due beyond.)
 */
static void
compare_horizons(const struct procedure *p, const struct history *h, const struct crm_agenda *a)
{
	struct crm_agenda far = { .until = a->until + 365 };

	assert_int_equal(crm_agenda_compute(&p->sop, &h->facts, &far), 0);
	for (size_t i = 0; i < a->n; i++) {
		const struct crm_due *near = &a->due[i];
		bool found = near->fate == CRM_SUPPRESSED;

		for (size_t j = 0; j < far.n; j++)
			found |= far.due[j].rule == near->rule && !strcmp(far.due[j].anchor, near->anchor) &&
			         far.due[j].due == near->due && far.due[j].fate == near->fate;
		assert_true(found);
	}
	crm_agenda_clear(&far);
}

/* Of how many things somebody who moved another has put off. */
static size_t
put_off_of(const struct reference *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++)
		n += r->want[i].quiet;
	return n;
}

static void
random_histories_agree_with_a_reference_that_goes_day_by_day(void **state)
{
	static struct reference r;
	struct crm_agenda agenda = { 0 };
	size_t quiet = 0, several = 0;

	(void)state;
	seed = 88172645463325252u;
	for (int i = 0; i < HISTORIES; i++) {
		struct procedure p;
		struct history h;

		random_procedure(&p);
		random_history(&h, &p.sop);
		agenda.until = UNTIL;
		assert_int_equal(crm_agenda_compute(&p.sop, &h.facts, &agenda), 0);
		r = (struct reference){ .sop = &p.sop, .facts = &h.facts, .customer = &h.customer,
			                .until = agenda.until };
		refer(&r);
		compare(&r, &agenda, i);
		compare_horizons(&p, &h, &agenda);
		quiet += put_off_of(&r) > 0;
		several += put_off_of(&r) > 2;
	}
	crm_agenda_clear(&agenda);
	assert_in_range(quiet, HISTORIES / 10, HISTORIES);
	assert_in_range(several, HISTORIES / 100, HISTORIES);
}

static struct crm_query *
query(const char *when)
{
	struct crm_query *out = NULL;
	struct crm_fault why = { .text = "" };

	if (when && crm_query_parse(&out, &crm_customer_type, when, &context, &why))
		fail_msg("%s: %s", when, why.text);
	return out;
}

static int
begin(void **state)
{
	struct crm_fault why;

	(void)state;
	for (size_t i = 0; i < CONDITIONS; i++)
		queries[i] = query(conditions[i]);
	for (size_t i = 0; i < STATES; i++)
		classes[i].when.query = query(state_conditions[i]);
	return crm_zone_open(&east, "+08:00", &why) || crm_zone_open(&west, "-05:00", &why);
}

static int
end(void **state)
{
	(void)state;
	for (size_t i = 0; i < CONDITIONS; i++)
		crm_query_free(queries[i]);
	for (size_t i = 0; i < STATES; i++)
		crm_query_free(classes[i].when.query);
	crm_zone_close(east);
	crm_zone_close(west);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_histories_agree_with_a_reference_that_goes_day_by_day),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
