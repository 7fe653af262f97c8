/*
 * agenda_event.c - what events call for: orders, answers, dates that return.
 *
 * An event is of one of three kinds.  A record is one (an order, an interaction, an
 * answer); there may be any number.  A day is one (the customer became known, the
 * stage changed, a contract is up).  And a day may return every year, by
 * the sun or by the moon.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agenda_work.h"
#include "check.h"
#include "lunar.h"

/* Something that happened, or will. */
struct occurrence {
	char    letter;   /* of its record; C: a day */
	int64_t id, at;   /* of its record */
	int64_t day;
	int     year;     /* in which it returns; 0: it does not */
};

/* --- records ------------------------------------------------------------------------------ */

static size_t
records(const struct crm_event_rule *event, const struct crm_facts *facts)
{
	switch (event->on) {
	case CRM_ON_ORDER:
	case CRM_ON_FIRST_ORDER:
		return facts->orders;
	case CRM_ON_OUTCOME:
		return facts->contacts;
	case CRM_ON_LOW_SCORE:
		return facts->responses;
	default:
		return 0;
	}
}

static bool
is_low(const struct crm_response_fact *r)
{
	int64_t most = r->metric == 'n' ? 6 : r->metric == 'c' ? 2 : 3;

	return r->score.set && r->score.value <= most;
}

static bool
is_first(const struct crm_facts *facts, size_t i)
{
	while (i-- > 0)
		if (facts->order[i].counts)
			return false;
	return true;
}

/* The event that record number i is; false if it is none. */
static bool
record(const struct crm_event_rule *event, const struct crm_facts *facts, size_t i,
       struct occurrence *out)
{
	const struct crm_order_fact *order;

	if (event->on == CRM_ON_OUTCOME) {
		const struct crm_contact_fact *c = &facts->contact[i];

		*out = (struct occurrence){ 'I', c->id, c->at, c->day, 0 };
		return c->outcome && !strcmp(c->outcome, event->of);
	}
	if (event->on == CRM_ON_LOW_SCORE) {
		const struct crm_response_fact *r = &facts->response[i];

		*out = (struct occurrence){ 'S', r->id, r->at, r->day, 0 };
		return is_low(r);
	}
	order = &facts->order[i];
	*out = (struct occurrence){ 'O', order->id, order->at, order->day, 0 };
	return order->counts && (event->on == CRM_ON_ORDER || is_first(facts, i));
}

/* --- days --------------------------------------------------------------------------------- */

/* The day in a field of the customer's; false if it is absent or not a date. */
static bool
field_day(const struct crm_facts *facts, const char *name, int64_t *day)
{
	const struct crm_field *f = crm_field(facts->type, name);
	const struct crm_int *value;

	if (!f || (f->kind != CRM_DAY && f->kind != CRM_TIME) || !crm_field_set(f, facts->customer))
		return false;
	value = (const struct crm_int *)((const char *)facts->customer + f->offset);
	*day = f->kind == CRM_DAY ? value->value : crm_instant_day(facts->zone, value->value);
	return true;
}

/* The event that is a day which does not return. */
static bool
single_day(const struct crm_event_rule *event, const struct crm_facts *facts, int64_t *day)
{
	const struct crm_customer *c = facts->customer;

	switch (event->on) {
	case CRM_ON_SINCE:
		*day = facts->since;
		return true;
	case CRM_ON_STAGE:
		*day = c->stage_since.value;
		return c->stage && c->stage_since.set && (!event->of || !strcmp(event->of, c->stage));
	case CRM_ON_DATE:
		return field_day(facts, event->of, day);
	default:
		return false;
	}
}

/* A month and a day that return, by the sun or by the moon. */
struct yearly { struct crm_month_day date; int from; /* the first year */ };

static bool
returns(const struct crm_event_rule *event, const struct crm_facts *facts, struct yearly *out)
{
	const struct crm_field *f;
	const char *text;
	struct crm_fault why;
	struct crm_date date;
	int64_t day;

	*out = (struct yearly){ .from = 1 };
	if (event->on == CRM_ON_FESTIVAL) {
		out->date = (struct crm_month_day){ event->month, event->day, event->lunar,
		                                    event->leap };
		return true;
	}
	if (event->on == CRM_ON_LUNAR) {
		f = crm_field(facts->type, event->of);
		if (!f || f->kind != CRM_TEXT || !crm_field_set(f, facts->customer))
			return false;
		text = *(char *const *)((const char *)facts->customer + f->offset);
		return !crm_lunar_date_parse(text, &out->date, &why);
	}
	if (event->on != CRM_ON_YEARLY || !field_day(facts, event->of, &day))
		return false;
	date = crm_day_date(day);
	*out = (struct yearly){ { date.month, date.day, false, false }, date.year + 1 };
	return true;
}

/* Its day of a year; INT64_MIN if that year has none.  29 February is kept on the 28th. */
static int64_t
day_of_year(const struct yearly *yearly, int year)
{
	struct crm_date date = { year, yearly->date.month, yearly->date.day };

	if (yearly->date.lunar)
		return crm_lunar_anniversary(date.month, date.day, yearly->date.leap, year);
	if (year < 1 || year > 9999)
		return INT64_MIN;
	if (!crm_date_exists(date))
		date.day = 28;
	return crm_date_day(date);
}

/* --- answers ------------------------------------------------------------------------------ */

/* The day from which a contact of ours answers it; of a record that is its own, the instant. */
static int64_t
opens(const struct crm_event_rule *event, const struct occurrence *o)
{
	if (event->before)
		return event->offset.count ? crm_day_subtract(o->day, event->offset) : o->day;
	return event->opens.count ? crm_day_add(o->day, event->opens) : o->day;
}

static bool
answers(const struct crm_event_rule *event, const struct occurrence *o,
        const struct crm_contact_fact *contact)
{
	if (event->before || event->opens.count || o->letter == 'C')
		return contact->day >= opens(event, o);
	if (o->letter == 'I')
		return contact->at > o->at || (contact->at == o->at && contact->id > o->id);
	return contact->at >= o->at;
}

/* --- what rules want ---------------------------------------------------------------------- */

/* What the follow-up counts from: O9, S4, C12, C12-loyalty, C12-birthday-2027. */
static void
format_anchor(const struct crm_event_rule *event, const struct crm_customer *customer,
              const struct occurrence *o, char out[CRM_ANCHOR_SIZE])
{
	const struct crm_date date = crm_day_date(o->day);
	int64_t id = customer->id;

	if (o->letter != 'C')
		crm_id_format(o->letter, o->id, out);
	else if (event->on == CRM_ON_SINCE)
		crm_id_format('C', id, out);
	else if (event->on == CRM_ON_STAGE)
		snprintf(out, CRM_ANCHOR_SIZE, "C%" PRId64 "-%s", id, customer->stage);
	else if (event->on == CRM_ON_DATE)
		snprintf(out, CRM_ANCHOR_SIZE, "C%" PRId64 "-%s-%04d-%02d-%02d", id, event->of,
		         date.year, date.month, date.day);
	else
		snprintf(out, CRM_ANCHOR_SIZE, "C%" PRId64 "-%s-%04d", id, event->of, o->year);
}

/* The day for which an event calls, before conditions are looked at. */
static int64_t
base_day(const struct crm_event_rule *event, const struct occurrence *o)
{
	if (!event->offset.count)
		return o->day;
	return event->before ? crm_day_subtract(o->day, event->offset)
	                     : crm_day_add(o->day, event->offset);
}

/* What late counts in: the time within which it was to be done. */
static int64_t
interval_days(const struct crm_due *due)
{
	int64_t days = due->before ? due->anchor_day - due->base : due->base - due->anchor_day;

	if (due->expires.set && (due->before || !days))
		days = due->expires.value - due->base;
	return days > 0 ? days : 1;
}

/* What is returned is the follow-up if it competes. */
static struct crm_due *
want(struct agenda_work *w, const struct crm_event_rule *event, const struct occurrence *o)
{
	struct crm_due due = { .rule = &event->rule, .event = true, .interval = event->offset,
	                       .before = event->before, .anchor_day = o->day,
	                       .anchor_at = { o->at, o->letter != 'C' },
	                       .base = base_day(event, o) };
	bool answered = w->answer && answers(event, o, w->answer);

	if (answered && !w->agenda->all)
		return NULL;
	format_anchor(event, w->customer, o, due.anchor);
	if (event->lapses.count)
		due.expires = (struct crm_int)CRM_SET(crm_day_add(due.base, event->lapses));
	due.every = interval_days(&due);
	if (o->year && due.base < w->facts->since)
		due.base = w->facts->since;
	if (!answered)
		return agenda_want(w, &due);
	due.fate = CRM_ANSWERED;
	due.wanted = due.base;
	agenda_add(w, &due);
	return NULL;
}

/*
 * Of records that we have not answered.  Those before the last that we have are all
 * answered; where nothing lapses, what cannot be the first is not looked at.
 */
static void
want_records(struct agenda_work *w, const struct crm_event_rule *event)
{
	size_t n = records(event, w->facts), i = n;
	int64_t first = INT64_MAX;
	struct occurrence o;

	while (i > 0)
		if (record(event, w->facts, --i, &o) && w->answer && answers(event, &o, w->answer))
			break;
	for (; i < n && !w->failed; i++) {
		const struct crm_due *due;

		if (!record(event, w->facts, i, &o))
			continue;
		if (w->prune && base_day(event, &o) >= first)
			break;
		due = want(w, event, &o);
		if (due && !due->expires.set && due->wanted < first)
			first = due->wanted;
	}
}

/* Returns from the time on that the customer is known and we have answered none. */
static void
want_returns(struct agenda_work *w, const struct crm_event_rule *event,
             const struct yearly *yearly)
{
	int64_t from = w->facts->since, answered;
	struct occurrence o = { .letter = 'C' };

	if (w->answer) {
		answered = event->opens.count ? crm_day_subtract(w->answer->day, event->opens)
		                              : w->answer->day;
		from = answered > from ? answered : from;
	}
	w->agenda->recurs = true;
	o.year = crm_day_date(from).year - (yearly->date.lunar ? 1 : 0);
	if (o.year < yearly->from)
		o.year = yearly->from;
	for (; o.year <= 9999 && !w->failed; o.year++) {
		o.day = day_of_year(yearly, o.year);
		if (o.day == INT64_MIN && o.year > CRM_LUNAR_LAST)
			break;
		if (o.day < w->facts->since)
			continue;
		if (base_day(event, &o) > w->agenda->until)
			break;
		want(w, event, &o);
	}
}

void
agenda_events(struct agenda_work *w)
{
	for (size_t i = 0; i < w->sop->events && !w->failed; i++) {
		const struct crm_event_rule *event = &w->sop->event[i];
		struct occurrence o = { .letter = 'C' };
		struct yearly yearly;

		if (records(event, w->facts))
			want_records(w, event);
		else if (single_day(event, w->facts, &o.day))
			want(w, event, &o);
		else if (returns(event, w->facts, &yearly))
			want_returns(w, event, &yearly);
	}
}

/* --- back from a row to its event --------------------------------------------------------- */

static bool
record_of(const struct crm_event_rule *event, const struct crm_facts *facts, const char *anchor,
          struct occurrence *out)
{
	int64_t id;
	char letter;

	if (crm_id_parse(anchor, &letter, &id))
		return false;
	for (size_t i = records(event, facts); i-- > 0;)
		if (record(event, facts, i, out) && out->id == id && out->letter == letter)
			return true;
	return false;
}

static bool
day_of(const struct crm_event_rule *event, const struct crm_facts *facts, const char *anchor,
       struct occurrence *out)
{
	const char *year = strrchr(anchor, '-');
	struct yearly yearly;
	char same[CRM_ANCHOR_SIZE];

	*out = (struct occurrence){ .letter = 'C' };
	if (!single_day(event, facts, &out->day)) {
		if (!year || !returns(event, facts, &yearly))
			return false;
		out->year = (int)strtol(year + 1, NULL, 10);
		out->day = day_of_year(&yearly, out->year);
	}
	if (out->day == INT64_MIN)
		return false;
	format_anchor(event, facts->customer, out, same);
	return !strcmp(same, anchor);
}

bool
agenda_event_answered(const struct crm_sop *sop, const struct crm_facts *facts, const char *rule,
                      const char *anchor, const struct crm_contact_fact *contact)
{
	struct occurrence o;

	for (size_t i = 0; i < sop->events; i++) {
		const struct crm_event_rule *event = &sop->event[i];

		if (!strcmp(event->rule.name, rule) && (record_of(event, facts, anchor, &o) ||
		                                        day_of(event, facts, anchor, &o)))
			return answers(event, &o, contact);
	}
	return false;
}
