/*
 * agenda_look.c - what a procedure's rules look at.
 */
#include <string.h>

#include "agenda_look.h"

/* --- conditions ----------------------------------------------------------------------------- */

/* Does any condition of the procedure answer yes? */
static bool
any_condition(const struct crm_sop *sop,
              bool (*asks)(const struct crm_condition *when, const void *aux), const void *aux)
{
	for (size_t i = 0; i < sop->cadences; i++)
		if (asks(&sop->cadence[i].rule.when, aux))
			return true;
	for (size_t i = 0; i < sop->events; i++)
		if (asks(&sop->event[i].rule.when, aux))
			return true;
	for (size_t i = 0; i < sop->classes; i++)
		if (asks(&sop->class[i].when, aux))
			return true;
	for (size_t i = 0; i < sop->values; i++)
		if (asks(&sop->value[i].when, aux))
			return true;
	for (size_t i = 0; i < sop->limits; i++)
		if (asks(&sop->limit[i].when, aux))
			return true;
	return false;
}

static bool
asks_for_field(const struct crm_condition *when, const void *field)
{
	return when->query && crm_query_looks_at(when->query, field);
}

/* Conditions name the facts they look at. */
static bool
names_responses(const struct crm_condition *when, const void *aux)
{
	const char *text = when->text;

	(void)aux;
	return text && (strstr(text, "nps") || strstr(text, "csat") || strstr(text, "ces"));
}

/* --- the customer's own fields -------------------------------------------------------------- */

static bool
is_one_of(const char *name, const char *const *names)
{
	while (*names && strcmp(*names, name) != 0)
		names++;
	return *names;
}

static bool
event_looks_at(const struct crm_event_rule *event, const char *name)
{
	static const char *const stage[] = { "stage", "stage_since", NULL };

	if (event->on == CRM_ON_STAGE)
		return is_one_of(name, stage);
	return (event->on == CRM_ON_DATE || event->on == CRM_ON_YEARLY || event->on == CRM_ON_LUNAR) &&
	       !strcmp(event->of, name);
}

/* The day from which a customer is known and how the customer may be reached count for all. */
bool
agenda_looks_at_field(const void *aux, const struct crm_field *field)
{
	static const char *const always[] = { "since", "refuses", "agenda_until", NULL };
	static const char *const for_limits[] = { "channel", "timezone", NULL };
	const struct crm_sop *sop = aux;

	if (!sop || is_one_of(field->name, always))
		return true;
	if (sop->limits && is_one_of(field->name, for_limits))
		return true;
	for (size_t i = 0; i < sop->events; i++)
		if (event_looks_at(&sop->event[i], field->name))
			return true;
	for (size_t i = 0; i < sop->cadences + sop->events && !strcmp(field->name, "channel"); i++)
		if (i < sop->cadences ? sop->cadence[i].rule.channel
		                      : sop->event[i - sop->cadences].rule.channel)
			return true;
	return any_condition(sop, asks_for_field, field);
}

bool
agenda_looks_at_extras(const struct crm_sop *sop, const struct crm_type *type)
{
	for (const struct crm_field *f = type->fields; f->name; f++)
		if (f->flags & CRM_EXTRA && agenda_looks_at_field(sop, f))
			return true;
	return false;
}

/* --- facts ---------------------------------------------------------------------------------- */

bool
agenda_looks_at_fact(const struct crm_sop *sop, const char *name)
{
	struct crm_field fact;

	return crm_fact(name, &fact, NULL) && agenda_looks_at_field(sop, &fact);
}

bool
agenda_looks_at_responses(const struct crm_sop *sop)
{
	for (size_t i = 0; sop && i < sop->events; i++)
		if (sop->event[i].on == CRM_ON_LOW_SCORE)
			return true;
	return !sop || any_condition(sop, names_responses, NULL);
}

bool
agenda_looks_at_details(const struct crm_sop *sop)
{
	for (size_t i = 0; sop && i < sop->events; i++)
		if (sop->event[i].on == CRM_ON_OUTCOME)
			return true;
	for (size_t i = 0; sop && i < sop->limits; i++)
		if (sop->limit[i].share_per.count)
			return true;
	return !sop;
}
