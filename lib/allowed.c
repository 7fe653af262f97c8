/*
 * allowed.c - the limits of the procedure, asked of one contact.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agenda_facts.h"
#include "agenda_work.h"
#include "allowed.h"
#include "calendar.h"
#include "customer.h"
#include "interaction.h"
#include "limit.h"

enum { NAMED = 5, NAME_SIZE = CRM_ALLOWED_SIZE / 2 };

struct check {
	const struct crm_sop      *sop;
	const struct crm_facts    *facts;
	const struct crm_attempt  *attempt;
	const struct crm_customer *customer;
	const struct crm_limit    *limit;     /* NULL: none */
	int64_t                    day;
	char                      *why;
};

static int refuse(struct check *c, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Put the customer's id before the sentence. */
static int
refuse(struct check *c, const char *format, ...)
{
	int n = snprintf(c->why, CRM_ALLOWED_SIZE, "C%" PRId64 " ", c->customer->id);
	va_list args;

	va_start(args, format);
	vsnprintf(c->why + n, CRM_ALLOWED_SIZE - (size_t)n, format, args);
	va_end(args);
	return CRM_INVALID;
}

/* --- what the customer refuses, and when ---------------------------------------------------- */

static int
check_refusal(struct check *c)
{
	const char *refuses = c->customer->refuses, *channel = c->attempt->channel;

	if (limit_refuses(refuses, NULL))
		return refuse(c, "refuses to be contacted");
	if (limit_refuses(refuses, channel))
		return refuse(c, "refuses %s", channel);
	return 0;
}

/* Is it a date without time? */
static bool
is_date(const struct crm_attempt *attempt, int64_t day)
{
	return attempt->at == crm_day_instant(attempt->zone, day);
}

static int
check_hour(struct check *c)
{
	static const char *const names[] = { "Mondays", "Tuesdays", "Wednesdays", "Thursdays",
	                                     "Fridays", "Saturdays", "Sundays" };
	const struct crm_attempt *a = c->attempt;
	const struct crm_zone *clock = a->clock ? a->clock : a->zone;
	const struct crm_quiet *quiet = &c->limit->quiet;
	int weekday = crm_day_weekday(c->day) - 1;
	int64_t local = a->at + crm_zone_offset(clock, a->at);
	int minute = (int)((local % 86400 + 86400) % 86400 / 60);

	if (limit_forbids(c->limit, c->day))
		return refuse(c, "is not to be contacted on %s, says [%s]", names[weekday], c->limit->name);
	if (!limit_is_disturbing(c->sop, a->channel) || is_date(a, c->day) ||
	    !crm_quiet_holds(quiet, clock, a->at))
		return 0;
	return refuse(c, "is to be left alone from %02d:%02d to %02d:%02d, says [%s], and it is"
	              " %02d:%02d there", quiet->from / 60, quiet->from % 60, quiet->to / 60,
	              quiet->to % 60, c->limit->name, minute / 60, minute % 60);
}

/* --- what was too much ---------------------------------------------------------------------- */

static int
check_share(struct check *c)
{
	const struct crm_attempt *a = c->attempt;
	struct limit_share share = { .limit = c->limit, .channel = a->channel, .day = c->day };
	char per[AGENDA_PERIOD_SIZE];

	for (size_t i = 0; i < a->pasts; i++)
		limit_share_add(&share, a->past[i].day, a->past[i].channel);
	if (!limit_share_used(&share))
		return 0;
	return refuse(c, "has had %" PRId64 " of %" PRId64 " contacts within %s by %s; [%s] allows"
	              " %d %% from %" PRId64 " contacts on", share.by, share.all,
	              agenda_period(c->limit->share_per, per), a->channel, c->limit->name,
	              c->limit->share, c->limit->share_from);
}

/* `amy by phone on 2026-11-20, bob on 2026-11-21 and 2 more' */
static void
name_contacts(const struct check *c, int64_t from, int64_t to, char out[NAME_SIZE])
{
	size_t n = 0, length = 0;

	out[0] = '\0';
	for (size_t i = 0; i < c->attempt->pasts; i++) {
		const struct crm_past_contact *p = &c->attempt->past[i];
		char day[CRM_DAY_SIZE];

		if (!p->counts || p->day <= from || p->day > to || ++n > NAMED || length >= NAME_SIZE)
			continue;
		length += (size_t)snprintf(out + length, NAME_SIZE - length, "%s%.40s%s%.20s on %s",
		                           n > 1 ? ", " : "", p->who ? p->who : "somebody",
		                           p->channel ? " by " : "", p->channel ? p->channel : "",
		                           crm_day_format(p->day, day));
	}
	if (n > NAMED && length < NAME_SIZE)
		snprintf(out + length, NAME_SIZE - length, " and %zu more", n - NAMED);
}

static int
over_cap(struct check *c, struct limit_days days, int64_t last)
{
	size_t n = limit_days_within(days, c->limit->per, last).n;
	char per[AGENDA_PERIOD_SIZE], names[NAME_SIZE];

	if (c->limit->cap == 0)
		return refuse(c, "is not to be contacted: [%s] has a cap of 0", c->limit->name);
	name_contacts(c, crm_day_subtract(last, c->limit->per), last, names);
	return refuse(c, "has had %zu contact%s within %s, all that [%s] allows: %s", n,
	              n == 1 ? "" : "s", agenda_period(c->limit->per, per), c->limit->name, names);
}

static int
check_cap(struct check *c)
{
	const struct crm_attempt *a = c->attempt;
	int64_t *day = malloc((a->pasts + 1) * sizeof *day), last;
	struct limit_days days = { day, 0 };
	int error = 0;

	if (!day)
		return CRM_NO_MEMORY;
	for (size_t i = 0; i < a->pasts; i++)
		if (a->past[i].counts)
			day[days.n++] = a->past[i].day;
	if (limit_is_full(c->limit, days, c->day, &last))
		error = over_cap(c, days, last);
	free(day);
	return error;
}

int
crm_allowed(const struct crm_sop *sop, const struct crm_facts *facts,
            const struct crm_attempt *attempt, char why[CRM_ALLOWED_SIZE])
{
	struct check c = { .sop = sop, .facts = facts, .attempt = attempt, .why = why,
	                   .customer = facts->customer };
	int error = check_refusal(&c);

	c.day = crm_instant_day(attempt->zone, attempt->at);
	c.limit = limit_of(sop, facts, c.day, NULL);
	if (error || !c.limit)
		return error;
	error = check_hour(&c);
	if (error || !crm_sop_is_contact(sop, attempt->channel, attempt->outcome))
		return error;
	error = check_share(&c);
	if (error || !crm_sop_counts(sop, attempt->channel, attempt->outcome))
		return error;
	return attempt->promised && c.limit->cap > 0 ? 0 : check_cap(&c);
}

/* --- of a database -------------------------------------------------------------------------- */

struct pasts { struct crm_past_contact *list; size_t n, room; };

static void
pasts_free(struct pasts *pasts)
{
	for (size_t i = 0; i < pasts->n; i++) {
		free((char *)pasts->list[i].channel);
		free((char *)pasts->list[i].who);
	}
	free(pasts->list);
}

static int
add_past(crm *db, struct pasts *pasts, struct db_cursor *c)
{
	struct crm_past_contact *p;

	if (pasts->n == pasts->room) {
		size_t room = pasts->room * 2 + 8;
		struct crm_past_contact *more = realloc(pasts->list, room * sizeof *more);

		if (!more)
			return db_no_memory(db);
		pasts->list = more;
		pasts->room = room;
	}
	p = &pasts->list[pasts->n++];
	*p = (struct crm_past_contact){ .day = crm_instant_day(db->zone, db_column_int(c, 0)),
	                                .counts = db_column_null(c, 3) || db_column_int(c, 3) };
	if ((!db_column_null(c, 1) && !(p->channel = strdup(db_column_text(c, 1)))) ||
	    (!db_column_null(c, 2) && !(p->who = strdup(db_column_text(c, 2)))))
		return db_no_memory(db);
	return 0;
}

/* The first day that a limit looks back to from a day. */
static int64_t
first_day(const struct crm_sop *sop, int64_t day)
{
	int64_t first = day;

	for (size_t i = 0; i < sop->limits; i++) {
		const struct crm_period periods[] = { sop->limit[i].per, sop->limit[i].share_per };

		for (int p = 0; p < 2; p++) {
			int64_t from = periods[p].count ? crm_day_subtract(day, periods[p]) : day;

			first = from < first ? from : first;
		}
	}
	return first;
}

static int
read_pasts(crm *db, const struct crm_sop *sop, const struct crm_interaction *contact, int64_t at,
           struct pasts *pasts)
{
	int64_t first = first_day(sop, crm_instant_day(db->zone, at));
	struct db_cursor *c = db_walk(db,
		SQL("SELECT at, channel, who, counts FROM interaction WHERE customer_id = ?1 AND at >= ?2"
		    " AND contact = 1 AND direction = 'out' AND id <> ?3 ORDER BY at, id"),
		V(contact->customer), V(crm_day_instant(db->zone, first)), V(contact->id));
	int error = 0, ended;

	while (!error && db_step(c))
		error = add_past(db, pasts, c);
	ended = db_done(c);
	return error ? error : ended;
}

/* Ask with what was read of the customer. */
static int
ask(crm *db, const struct crm_sop *sop, const struct crm_facts *facts, struct crm_attempt *attempt)
{
	const struct crm_customer *customer = facts->customer;
	struct crm_zone *clock = NULL;
	char why[CRM_ALLOWED_SIZE];
	struct crm_fault fault;
	int error = customer->timezone ? crm_zone_open(&clock, customer->timezone, &fault) : 0;

	if (error)
		return db_fault(db, error, "timezone", &fault);
	attempt->clock = clock;
	error = crm_allowed(sop, facts, attempt, why);
	crm_zone_close(clock);
	return error == CRM_NO_MEMORY ? db_no_memory(db) : error ? db_fail(db, error, "%s", why) : 0;
}

/* Does it do what we have promised? */
static int
read_promise(crm *db, const struct crm_interaction *contact, struct crm_attempt *attempt)
{
	struct crm_int promise = { 0 };
	int error = 0;

	if (contact->follow_up)
		error = db_number(db, &promise, SQL("SELECT id FROM follow_up WHERE id = ?1"
		                                    " AND planned = 1 AND purpose = 'promise'"),
		                  V(contact->follow_up));
	attempt->promised = promise.set;
	return error;
}

int
crm_interaction_allowed(crm *db, const struct crm_interaction *contact)
{
	const struct crm_sop *sop = crm_sop(db);
	struct crm_attempt attempt = {
		.at = contact->when.set ? contact->when.value : db->context.clock.now,
		.channel = contact->channel, .outcome = contact->outcome, .zone = db->zone,
	};
	struct agenda_facts *reader;
	const struct crm_facts *facts;
	struct pasts pasts = { .list = NULL };
	int error, ended;

	if (!sop)
		return CRM_DATABASE;
	if (contact->direction && !strcmp(contact->direction, "in"))
		return 0;
	error = read_promise(db, contact, &attempt);
	if (!error)
		error = read_pasts(db, sop, contact, attempt.at, &pasts);
	attempt.pasts = pasts.n;
	attempt.past = pasts.list;
	reader = agenda_facts_open(db, contact->customer, contact->customer, sop);
	facts = agenda_facts_of(reader, contact->customer);
	if (!error && facts)
		error = ask(db, sop, facts, &attempt);
	ended = agenda_facts_close(reader);
	pasts_free(&pasts);
	return error ? error : ended;
}
