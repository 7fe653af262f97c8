/*
 * agenda.c - when follow-ups fall due, from one customer's facts and the SOP.
 *
 *	struct crm_due due[CRM_DUE_MAX];
 *	size_t n = crm_agenda_compute(sop, &facts, due);
 *
 * Time is walked forward from the anchor, never from today: a class that the
 * customer was in for a while and left again may have made the follow-up due in
 * that while, and once due it stays due.
 */
#include <string.h>

#include "agenda.h"
#include "customer.h"

enum { LAST_DAY = 2932896 };   /* 9999-12-31: the calendar ends */

/* What a rule asks for, as a day, before rules are compared. */
struct candidate {
	int64_t                   due;
	const struct crm_cadence *rule;   /* NULL: nothing is ever due */
};

static bool
holds(const struct crm_query *query, const struct crm_facts *facts, int64_t day)
{
	return !query || crm_query_holds(query, facts, day);
}

/*
 * The cadence in force on a day, the first of its purpose whose condition holds,
 * or NULL.  *change is the next day on which time alone may put another one in force.
 */
static const struct crm_cadence *
in_force(const struct crm_cadence *cadence, size_t n, const char *purpose,
         const struct crm_facts *facts, int64_t day, int64_t *change)
{
	*change = INT64_MAX;
	for (size_t i = 0; i < n; i++) {
		const struct crm_query *query = cadence[i].rule.when.query;
		int64_t next;

		if (strcmp(cadence[i].rule.purpose, purpose) != 0)
			continue;
		next = query ? crm_query_next_change(query, facts, day) : INT64_MAX;
		if (next < *change)
			*change = next;
		if (holds(query, facts, day))
			return &cadence[i];
	}
	return NULL;
}

/*
 * The first day on which a cadence of the purpose is due.  Between two changes
 * the cadence in force is constant; it is due `every' after the anchor, or, if it
 * came into force later than that, at once.
 */
static struct candidate
walk(const struct crm_cadence *cadence, size_t n, const char *purpose,
     const struct crm_facts *facts, int64_t anchor)
{
	for (int64_t day = anchor, next; day <= LAST_DAY; day = next) {
		const struct crm_cadence *rule = in_force(cadence, n, purpose, facts, day, &next);
		int64_t due = rule ? crm_day_add(anchor, rule->every) : INT64_MAX;

		if (due < day)
			due = day;
		if (due < next)
			return (struct candidate){ due, rule };
	}
	return (struct candidate){ 0 };
}

/* Of contacts at the same instant the one recorded last counts. */
static const struct crm_contact_fact *
last_contact(const struct crm_facts *facts, bool outbound)
{
	const struct crm_contact_fact *last = NULL;

	for (size_t i = facts->contacts; i-- > 0;) {
		const struct crm_contact_fact *c = &facts->contact[i];

		if (last && c->at < last->at)
			break;
		if (c->contact && (c->outbound || !outbound) && (!last || c->id > last->id))
			last = c;
	}
	return last;
}

/* Has somebody settled what counts from this anchor, so that no rule asks for it again? */
static bool
settled(const struct crm_facts *facts, const char *purpose, char letter, int64_t id)
{
	char anchor[CRM_SCRATCH];

	if (!facts->settlements)
		return false;
	crm_id_format(letter, id, anchor);
	for (size_t i = 0; i < facts->settlements; i++)
		if (!strcmp(facts->settlement[i].anchor, anchor) &&
		    !strcmp(facts->settlement[i].purpose, purpose))
			return true;
	return false;
}

static void
set_due(struct crm_due *due, const struct candidate *won, char letter, int64_t anchor)
{
	const struct crm_rule *rule = &won->rule->rule;

	*due = (struct crm_due){ .purpose = rule->purpose, .due = won->due, .rule = rule->name,
	                         .channel = rule->channel ? *rule->channel : NULL,
	                         .goal = rule->goal };
	crm_id_format(letter, anchor, due->anchor);
}

/* The follow-up of a purpose that the cadences ask for. */
static bool
due_by_cadence(const struct crm_sop *sop, const char *purpose, const struct crm_facts *facts,
               struct crm_due *due)
{
	const struct crm_customer *customer = facts->customer;
	const struct crm_contact_fact *last = last_contact(facts, false);
	char letter = last ? 'I' : 'C';
	int64_t anchor = last ? last->id : customer->id;
	struct candidate found;

	if (settled(facts, purpose, letter, anchor))
		return false;
	found = walk(sop->cadence, sop->cadences, purpose, facts, last ? last->day : facts->since);
	if (found.rule)
		set_due(due, &found, letter, anchor);
	return found.rule;
}

/* The earliest follow-up that an event rule asks for, of orders that no contact has answered. */
static bool
due_by_event(const struct crm_event_rule *event, const struct crm_facts *facts, struct crm_due *due)
{
	const struct crm_cadence once = { .rule = event->rule, .every = event->offset };
	const struct crm_contact_fact *answer = last_contact(facts, true);
	struct candidate best = { .due = INT64_MAX };
	int64_t order = 0;

	if (event->on != CRM_ON_ORDER)
		return false;
	for (size_t i = 0; i < facts->orders; i++) {
		const struct crm_order_fact *o = &facts->order[i];
		struct candidate found;

		if (!o->counts || (answer && o->at <= answer->at) ||
		    settled(facts, event->rule.purpose, 'O', o->id))
			continue;
		if (crm_day_add(o->day, event->offset) >= best.due)
			break;
		found = walk(&once, 1, once.rule.purpose, facts, o->day);
		if (found.rule && found.due < best.due) {
			best = found;
			order = o->id;
		}
	}
	if (best.rule)
		set_due(due, &best, 'O', order);
	return best.rule;
}

/* The earliest follow-up of a purpose; on the same day what happened goes before the routine. */
static bool
due_for(const struct crm_sop *sop, const char *purpose, const struct crm_facts *facts,
        struct crm_due *due)
{
	bool found = due_by_cadence(sop, purpose, facts, due);
	bool by_event = false;
	struct crm_due other;

	for (size_t i = 0; i < sop->events; i++) {
		const struct crm_event_rule *event = &sop->event[i];

		if (strcmp(event->rule.purpose, purpose) != 0 || !due_by_event(event, facts, &other))
			continue;
		if (found && (other.due > due->due || (other.due == due->due && by_event)))
			continue;
		*due = other;
		found = by_event = true;
	}
	return found;
}

/* Purposes in the order in which the rules first name them. */
static size_t
purposes(const struct crm_sop *sop, const char *purpose[CRM_DUE_MAX])
{
	size_t n = 0;

	for (size_t i = 0; i < sop->cadences + sop->events; i++) {
		const char *name = i < sop->cadences ? sop->cadence[i].rule.purpose
		                                     : sop->event[i - sop->cadences].rule.purpose;
		size_t known = 0;

		while (known < n && strcmp(purpose[known], name) != 0)
			known++;
		if (known == n && n < CRM_DUE_MAX)
			purpose[n++] = name;
	}
	return n;
}

size_t
crm_agenda_compute(const struct crm_sop *sop, const struct crm_facts *facts,
                   struct crm_due due[CRM_DUE_MAX])
{
	const char *purpose[CRM_DUE_MAX];
	size_t asked = purposes(sop, purpose), n = 0;

	for (size_t i = 0; i < asked; i++)
		if (due_for(sop, purpose[i], facts, &due[n]))
			n++;
	return n;
}
