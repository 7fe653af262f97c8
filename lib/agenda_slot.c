/*
 * agenda_slot.c - on which day a follow-up may be done: calendar, channels, cap.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agenda_work.h"
#include "calendar.h"
#include "channels.h"
#include "limit.h"

enum {
	FAR   = 3700,   /* days after which no day is found: ten years and a little */
	NAMED = 8       /* days that a reason names one by one */
};

/* What stands in the way on a day. */
enum obstacle { CLOSED, NO_DAY, QUIET, SHARE, CAP, OBSTACLES };

/* The search for a day. */
struct search {
	struct agenda_work     *w;
	struct crm_due         *due;
	int64_t                 day;
	const struct crm_calendar *calendar;
	const struct crm_limit *limit;      /* in force on the day; NULL: none */
	int64_t                 change;     /* the first day on which another may be */
	bool                    refused;    /* all channels, on any day */
	bool                    counts;     /* against the cap, by the channel that was found */
	int64_t                 last;       /* the end of a period that is full */
	struct obstruction {
		int64_t                 day[NAMED];   /* the first of them, */
		int64_t                 last;         /* the last; */
		size_t                  n;            /* all of them */
		const struct crm_limit *limit;        /* on the first; */
		char                   *contacts;     /* CAP: those that fill the period then */
	} met[OBSTACLES];
};

/* --- slots -------------------------------------------------------------------------------- */

static struct limit_days
slots(const struct crm_agenda *a)
{
	return (struct limit_days){ a->slots, a->taken };
}

void
agenda_take(struct agenda_work *w, int64_t day)
{
	struct crm_agenda *a = w->agenda;
	size_t at = limit_days_until(slots(a), day);

	if (a->taken == a->room) {
		size_t room = a->room * 2 + 16;
		int64_t *more = realloc(a->slots, room * sizeof *more);

		if (!more) {
			w->failed = true;
			return;
		}
		a->slots = more;
		a->room = room;
	}
	memmove(&a->slots[at + 1], &a->slots[at], (a->taken - at) * sizeof *a->slots);
	a->slots[at] = day;
	a->taken++;
}

void
agenda_slots_begin(struct agenda_work *w)
{
	const struct crm_facts *facts = w->facts;
	bool capped = false;

	w->agenda->taken = 0;
	for (size_t i = 0; i < w->sop->limits; i++)
		capped |= w->sop->limit[i].per.count > 0;
	for (size_t i = 0; i < facts->contacts && capped; i++)
		if (facts->contact[i].outbound && facts->contact[i].counts)
			agenda_take(w, facts->contact[i].day);
	for (size_t i = 0; i < facts->plans && capped; i++)
		if (!facts->plan[i].anchor && facts->plan[i].counts)
			agenda_take(w, facts->plan[i].day);
}

/* --- channels ----------------------------------------------------------------------------- */

static const struct crm_counting *
counting(const struct crm_sop *sop, const char *channel)
{
	for (size_t i = 0; channel && i < sop->channels; i++)
		if (!strcmp(sop->channel[i].name, channel))
			return &sop->channel[i];
	return NULL;
}

/* Has the channel had its share of the contacts in the time before the day? */
static bool
is_used_up(const struct search *s, const char *channel)
{
	const struct crm_facts *facts = s->w->facts;
	struct limit_share share = { .limit = s->limit, .channel = channel, .day = s->day };

	for (size_t i = facts->contacts; i-- > 0;) {
		const struct crm_contact_fact *c = &facts->contact[i];

		if (c->contact && c->outbound && !limit_share_add(&share, c->day, c->channel))
			break;
	}
	return limit_share_used(&share);
}

/*
 * Is there a time of the day in which we are at work and the customer is not to be left
 * alone?  Letters are read when the customer likes.
 */
static bool
has_time(const struct search *s, const char *channel)
{
	const struct crm_facts *facts = s->w->facts;
	const struct crm_quiet *quiet = s->limit ? &s->limit->quiet : NULL;
	int64_t from, to;

	if (!quiet || quiet->from == quiet->to || !limit_is_disturbing(s->w->sop, channel))
		return true;
	return crm_calendar_window(s->calendar, quiet, facts->clock ? facts->clock : facts->zone,
	                           s->day, &from, &to);
}

/* Can the channel be used on the day?  Else *why says what stands in the way. */
static bool
is_usable(struct search *s, const char *channel, enum obstacle *why)
{
	if (limit_refuses(s->w->customer->refuses, channel))
		return false;
	s->refused = false;
	if (is_used_up(s, channel)) {
		*why = SHARE;
		return false;
	}
	if (!has_time(s, channel)) {
		*why = QUIET;
		return false;
	}
	return true;
}

/* What goes in the place of a preferred channel that is refused: any that is not. */
static const char *
open_channel(const struct agenda_work *w)
{
	const struct crm_customer *customer = w->customer;
	const char *const *word = channels_in(w->sop);

	if (!customer->channel || !limit_refuses(customer->refuses, customer->channel))
		return NULL;
	while (*word && (limit_refuses(customer->refuses, *word) ||
	                 !crm_sop_is_contact(w->sop, *word, NULL)))
		word++;
	return *word ? *word : customer->channel;
}

/*
 * The first of the rule's channels that can be used, else the preferred one.  A NULL in
 * the follow-up leaves it to the customer's preference.
 */
static bool
find_channel(struct search *s, enum obstacle *why)
{
	const struct crm_customer *customer = s->w->customer;
	const char *const *channel = s->due->rule->channel;
	const char *other = channel ? customer->channel : open_channel(s->w);

	s->refused = true;
	for (; channel && *channel; channel++)
		if (is_usable(s, *channel, why)) {
			s->due->channel = *channel;
			return true;
		}
	s->due->channel = other;
	if (!s->due->rule->channel)
		return is_usable(s, other ? other : customer->channel, why);
	return other && is_usable(s, other, why);
}

/* --- the day ------------------------------------------------------------------------------ */

static bool
is_closed(const struct search *s)
{
	return !crm_calendar_open(s->calendar, s->day);
}

static bool
is_capped(struct search *s)
{
	const char *channel = s->due->channel ? s->due->channel : s->w->customer->channel;
	const struct crm_counting *by = counting(s->w->sop, channel);

	s->counts = !by || by->counts_to_cap;
	return s->counts && limit_is_full(s->limit, slots(s->w->agenda), s->day, &s->last);
}

/* What stands in the way of the day; OBSTACLES if nothing does. */
static enum obstacle
obstacle(struct search *s)
{
	enum obstacle why = CAP;

	if (is_closed(s))
		return CLOSED;
	if (limit_forbids(s->limit, s->day))
		return NO_DAY;
	if (!find_channel(s, &why))
		return why;
	return is_capped(s) ? CAP : OBSTACLES;
}

/* The days of the slots in the period that ends with s->last; NULL without memory. */
static char *
contacts_text(const struct search *s)
{
	struct limit_days days = limit_days_within(slots(s->w->agenda), s->limit->per, s->last);
	size_t size;
	char *text = NULL, day[CRM_DAY_SIZE];
	FILE *out = open_memstream(&text, &size);

	if (!out)
		return NULL;
	for (size_t i = 0; i < days.n; i++)
		fprintf(out, "%s%s", i ? ", " : "", crm_day_format(days.day[i], day));
	return fclose(out) ? NULL : text;
}

static void
note(struct search *s, enum obstacle what)
{
	struct obstruction *met = &s->met[what];

	if (met->n == 0) {
		met->limit = s->limit;
		if (what == CAP && s->limit->cap > 0 && !(met->contacts = contacts_text(s)))
			s->w->failed = true;
	}
	if (met->n < NAMED)
		met->day[met->n] = s->day;
	met->last = s->day;
	met->n++;
}

/* --- why ---------------------------------------------------------------------------------- */

/* `2026-10-10, 2026-10-11', or `11 days from 2026-10-10 to 2026-10-25'. */
static char *
days_text(const struct obstruction *met, char out[NAMED * CRM_DAY_SIZE + 32])
{
	const size_t size = NAMED * CRM_DAY_SIZE + 32;
	char day[CRM_DAY_SIZE], last[CRM_DAY_SIZE];
	size_t n = 0;

	if (met->n > NAMED)
		snprintf(out, size, "%zu days from %s to %s", met->n, crm_day_format(met->day[0], day),
		         crm_day_format(met->last, last));
	for (size_t i = 0; i < met->n && met->n <= NAMED; i++)
		n += (size_t)snprintf(out + n, size - n, "%s%s", i ? ", " : "",
		                      crm_day_format(met->day[i], day));
	return out;
}

/* Are there so many days of a kind that nobody would read them? */
static bool
is_long(const struct search *s)
{
	for (enum obstacle what = 0; what < OBSTACLES; what++)
		if (s->met[what].n > NAMED && what != CAP)
			return true;
	return false;
}

static void
tell_closed(struct search *s)
{
	const struct obstruction *met = &s->met[CLOSED];
	char text[CRM_DAY_SIZE], last[CRM_DAY_SIZE];

	if (is_long(s)) {
		agenda_reason(s->w, s->due, "%zu closed day%s from %s to %s", met->n,
		              met->n == 1 ? "" : "s", crm_day_format(met->day[0], text),
		              crm_day_format(met->last, last));
		return;
	}
	for (size_t i = 0; i < met->n; i++) {
		const char *name = crm_holidays_name(s->calendar->holidays, met->day[i]);
		const char *day = crm_day_format(met->day[i], text);

		if (name)
			agenda_reason(s->w, s->due, "%s is a holiday%s%s", day, *name ? ": " : "",
			              name);
		else
			agenda_reason(s->w, s->due, "%s has no business hours", day);
	}
}

static void
tell_limit(struct search *s, enum obstacle what)
{
	const struct obstruction *met = &s->met[what];
	const struct crm_limit *limit = met->limit;
	char days[NAMED * CRM_DAY_SIZE + 32], period[AGENDA_PERIOD_SIZE];

	if (met->n == 0)
		return;
	days_text(met, days);
	if (what == NO_DAY)
		agenda_reason(s->w, s->due, "no contact on %s by [%s]", days, limit->name);
	else if (what == QUIET)
		agenda_reason(s->w, s->due, "quiet %02d:%02d-%02d:%02d of [%s] leaves no time on %s",
		              limit->quiet.from / 60, limit->quiet.from % 60, limit->quiet.to / 60,
		              limit->quiet.to % 60, limit->name, days);
	else if (what == SHARE)
		agenda_reason(s->w, s->due, "share %d%% per %s from %d of [%s] is used up on %s",
		              limit->share, agenda_period(limit->share_per, period),
		              (int)limit->share_from, limit->name, days);
	else if (!met->contacts)
		agenda_reason(s->w, s->due, "cap 0 of [%s]", limit->name);
	else
		agenda_reason(s->w, s->due, "cap %d per %s of [%s]: contacts on %s", (int)limit->cap,
		              agenda_period(limit->per, period), limit->name, met->contacts);
}

static void
tell(struct search *s)
{
	if (s->met[CLOSED].n)
		tell_closed(s);
	for (enum obstacle what = NO_DAY; what < OBSTACLES; what++) {
		tell_limit(s, what);
		free(s->met[what].contacts);
	}
}

/* --- the way in --------------------------------------------------------------------------- */

static void
suppress(struct search *s)
{
	struct crm_due *due = s->due;
	char day[CRM_DAY_SIZE];

	due->fate = CRM_SUPPRESSED;
	due->due = due->wanted;
	due->channel = NULL;
	if (s->refused)
		agenda_reason(s->w, due, "the customer refuses %s", s->w->customer->refuses);
	else if (due->expires.set && s->day > due->expires.value)
		agenda_reason(s->w, due, "lapses on %s", crm_day_format(due->expires.value, day));
	else if (s->day >= due->due + FAR)
		agenda_reason(s->w, due, "no day in ten years is left for it");
}

/* Look for the day; false if there is none. */
static bool
find_day(struct search *s)
{
	const struct crm_due *due = s->due;
	enum obstacle what;

	for (; s->day < due->due + FAR && s->day <= AGENDA_LAST_DAY; s->day++) {
		if (s->day >= s->change)
			s->limit = limit_of(s->w->sop, s->w->facts, s->day, &s->change);
		if (due->expires.set && s->day > due->expires.value)
			return false;
		what = obstacle(s);
		if (what == OBSTACLES)
			return true;
		if (s->refused)
			return false;
		note(s, what);
		if (what == CAP && s->limit->cap == 0 && s->change == INT64_MAX)
			return false;
	}
	return false;
}

void
agenda_place(struct agenda_work *w, struct crm_due *due)
{
	struct crm_calendar always = { .zone = w->facts->zone };
	struct search s = { .w = w, .due = due, .day = due->due, .change = INT64_MIN,
	                    .calendar = w->sop->calendar ? w->sop->calendar : &always };
	bool found;

	for (int day = 0; day < 7; day++)
		always.week[day][0] = (struct crm_hours){ 0, 1440 };
	found = find_day(&s);

	tell(&s);
	due->limit = s.limit;
	if (!found) {
		suppress(&s);
		return;
	}
	due->due = s.day;
	if (s.counts && s.limit && s.limit->per.count)
		agenda_take(w, s.day);
}
