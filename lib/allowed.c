/*
 * allowed.c - the limits of the procedure, asked of one contact.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agenda_facts.h"
#include "allowed.h"
#include "calendar.h"
#include "customer.h"
#include "interaction.h"

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

static const struct crm_limit *
limit_of(const struct crm_sop *sop, const struct crm_facts *facts, int64_t day)
{
	for (size_t i = 0; i < sop->limits; i++)
		if (!sop->limit[i].when.query || crm_query_holds(sop->limit[i].when.query, facts, day))
			return &sop->limit[i];
	return NULL;
}

/* `1w' */
static const char *
period(struct crm_period per, char out[32])
{
	char unit = per.unit == CRM_DAY_UNIT ? 'd' : per.unit == CRM_WEEK ? 'w'
	          : per.unit == CRM_MONTH ? 'm' : per.unit == CRM_QUARTER ? 'q' : 'y';

	snprintf(out, 32, "%d%c", per.count, unit);
	return out;
}

/* --- what the customer refuses, and when ---------------------------------------------------- */

static bool
is_listed(const char *list, const char *word)
{
	size_t n = strlen(word);

	for (; *list; list += strcspn(list, ","), list += *list == ',')
		if (strcspn(list, ",") == n && !strncmp(list, word, n))
			return true;
	return false;
}

static int
check_refusal(struct check *c)
{
	const char *refuses = c->customer->refuses, *channel = c->attempt->channel;

	if (refuses && is_listed(refuses, "all"))
		return refuse(c, "refuses to be contacted");
	if (refuses && channel && is_listed(refuses, channel))
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
	const struct crm_quiet quiet = { c->limit->quiet_from, c->limit->quiet_to };
	int weekday = crm_day_weekday(c->day) - 1;
	int64_t local = a->at + crm_zone_offset(clock, a->at);
	int minute = (int)((local % 86400 + 86400) % 86400 / 60);
	bool quiet_channel = true;

	if (c->limit->no_days >> weekday & 1)
		return refuse(c, "is not to be contacted on %s, says [%s]", names[weekday], c->limit->name);
	for (size_t i = 0; a->channel && i < c->sop->channels; i++)
		if (!strcmp(c->sop->channel[i].name, a->channel))
			quiet_channel = c->sop->channel[i].quiet;
	if (!quiet_channel || is_date(a, c->day) || !crm_quiet_holds(&quiet, clock, a->at))
		return 0;
	return refuse(c, "is to be left alone from %02d:%02d to %02d:%02d, says [%s], and it is"
	              " %02d:%02d there", quiet.from / 60, quiet.from % 60, quiet.to / 60,
	              quiet.to % 60, c->limit->name, minute / 60, minute % 60);
}

/* --- what was too much ---------------------------------------------------------------------- */

static int
check_share(struct check *c)
{
	const struct crm_attempt *a = c->attempt;
	int64_t from, all = 0, by = 0;
	char per[32];

	if (!c->limit->share_per.count || !a->channel)
		return 0;
	from = crm_day_subtract(c->day, c->limit->share_per);
	for (size_t i = 0; i < a->pasts; i++) {
		if (a->past[i].day <= from || a->past[i].day > c->day)
			continue;
		all++;
		by += a->past[i].channel && !strcmp(a->past[i].channel, a->channel);
	}
	if (by == 0 || by * 100 < c->limit->share * all)
		return 0;
	return refuse(c, "has had %" PRId64 " of %" PRId64 " contacts within %s by %s; [%s] allows"
	              " %d %%", by, all, period(c->limit->share_per, per), a->channel,
	              c->limit->name, c->limit->share);
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

/* How many contacts that count there were in the time that ends with a day. */
static int64_t
counted(const struct check *c, int64_t last)
{
	int64_t from = crm_day_subtract(last, c->limit->per), n = 0;

	for (size_t i = 0; i < c->attempt->pasts; i++)
		n += c->attempt->past[i].counts && c->attempt->past[i].day > from &&
		     c->attempt->past[i].day <= last;
	return n;
}

static int
over_cap(struct check *c, int64_t last)
{
	char per[32], names[NAME_SIZE];

	period(c->limit->per, per);
	if (c->limit->cap == 0)
		return refuse(c, "is not to be contacted: [%s] has a cap of 0", c->limit->name);
	name_contacts(c, crm_day_subtract(last, c->limit->per), last, names);
	return refuse(c, "has had %" PRId64 " contact%s within %s, all that [%s] allows: %s",
	              counted(c, last), counted(c, last) == 1 ? "" : "s", per, c->limit->name, names);
}

/* A time is overfull first where it ends: with the day, or with a contact after it. */
static int
check_cap(struct check *c)
{
	const struct crm_attempt *a = c->attempt;

	if (!c->limit->per.count || (a->promised && c->limit->cap > 0))
		return 0;
	if (counted(c, c->day) >= c->limit->cap)
		return over_cap(c, c->day);
	for (size_t i = 0; i < a->pasts; i++) {
		int64_t last = a->past[i].day;

		if (a->past[i].counts && last > c->day &&
		    crm_day_subtract(last, c->limit->per) < c->day && counted(c, last) >= c->limit->cap)
			return over_cap(c, last);
	}
	return 0;
}

int
crm_allowed(const struct crm_sop *sop, const struct crm_facts *facts,
            const struct crm_attempt *attempt, char why[CRM_ALLOWED_SIZE])
{
	struct check c = { .sop = sop, .facts = facts, .attempt = attempt, .why = why,
	                   .customer = facts->customer };
	int error = check_refusal(&c);

	c.day = crm_instant_day(attempt->zone, attempt->at);
	c.limit = limit_of(sop, facts, c.day);
	if (error || !c.limit)
		return error;
	error = check_hour(&c);
	if (error || !crm_sop_is_contact(sop, attempt->channel, attempt->outcome))
		return error;
	error = check_share(&c);
	if (error || !crm_sop_counts(sop, attempt->channel, attempt->outcome))
		return error;
	return check_cap(&c);
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
	return error ? db_fail(db, error, "%s", why) : 0;
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
	reader = agenda_facts_open(db, contact->customer, contact->customer, NULL);
	facts = agenda_facts_of(reader, contact->customer);
	if (!error && facts)
		error = ask(db, sop, facts, &attempt);
	ended = agenda_facts_close(reader);
	pasts_free(&pasts);
	return error ? error : ended;
}
