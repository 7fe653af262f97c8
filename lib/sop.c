/*
 * sop.c - the rules in force; built in: the practice's own.
 *
 *	const struct crm_sop *sop = crm_sop(db);
 *	printf("%s\n", sop->cadence[0].name);                  (weekly-vip)
 */
#include <stdlib.h>
#include <string.h>

#include "agenda.h"
#include "db.h"
#include "noun.h"
#include "sop.h"

#define LENGTH(array) (sizeof (array) / sizeof *(array))

/* Important customers every week, ordinary ones and the cold every month (CAPABILITIES C1). */
static const struct crm_cadence cadences[] = {
	{ .rule = { .name = "weekly-vip", .purpose = "contact", .when.text = "tier=vip",
	            .goal = "stay close" },
	  .every = { 1, CRM_WEEK } },
	{ .rule = { .name = "monthly-cold", .purpose = "contact",
	            .when.text = "last_contact=none or last_contact<-90d",
	            .goal = "renew the contact" },
	  .every = { 1, CRM_MONTH } },
	{ .rule = { .name = "monthly", .purpose = "contact", .goal = "keep in touch" },
	  .every = { 1, CRM_MONTH } },
};

/* The first follow-up comes within a week after a purchase (C3). */
static const struct crm_event_rule events[] = {
	{ .rule = { .name = "after-purchase", .purpose = "contact",
	            .goal = "ask how the purchase serves" },
	  .on = CRM_ON_ORDER, .offset = { 1, CRM_WEEK } },
};

/* The lifecycle state, from behaviour alone (B5): a customer can come back from any of them. */
static const struct crm_class classes[] = {
	{ .axis = "state", .name = "prospect", .when.text = "orders=0" },
	{ .axis = "state", .name = "new",      .when.text = "first_order>=-90d" },
	{ .axis = "state", .name = "active",
	  .when.text = "last_order>=-180d or last_contact>=-180d" },
	{ .axis = "state", .name = "silent",
	  .when.text = "last_order>=-365d or last_contact>=-365d" },
	{ .axis = "state", .name = "lost" },
};

static const struct crm_counting channels[] = { { .name = "newsletter" } };

static const struct crm_counting outcomes[] = {
	{ .name = "no_answer" }, { .name = "busy" }, { .name = "left_message" },
	{ .name = "wrong_number" }, { .name = "bounced" }, { .name = "auto_reply" },
	{ .name = "failed" },
};

/* Of one customer at most CRM_DUE_MAX rows can be asked for: one a purpose. */
_Static_assert(LENGTH(cadences) + LENGTH(events) <= CRM_DUE_MAX, "too many purposes");

static void *
copied(const void *array, size_t size)
{
	void *copy = malloc(size);

	return copy ? memcpy(copy, array, size) : NULL;
}

static struct crm_sop *
built_in(void)
{
	struct crm_sop *sop = calloc(1, sizeof *sop);

	if (!sop)
		return NULL;
	*sop = (struct crm_sop){
		.source = "built-in",
		.cadences = LENGTH(cadences), .cadence = copied(cadences, sizeof cadences),
		.events = LENGTH(events), .event = copied(events, sizeof events),
		.classes = LENGTH(classes), .class = copied(classes, sizeof classes),
		.channels = LENGTH(channels), .channel = copied(channels, sizeof channels),
		.outcomes = LENGTH(outcomes), .outcome = copied(outcomes, sizeof outcomes),
		.late = { -1, -1, -1, false },
	};
	return sop;
}

static void
sop_free(struct crm_sop *sop)
{
	if (!sop)
		return;
	for (size_t i = 0; sop->cadence && i < sop->cadences; i++)
		crm_query_free(sop->cadence[i].rule.when.query);
	for (size_t i = 0; sop->event && i < sop->events; i++)
		crm_query_free(sop->event[i].rule.when.query);
	for (size_t i = 0; sop->class && i < sop->classes; i++)
		crm_query_free(sop->class[i].when.query);
	free(sop->cadence);
	free(sop->event);
	free(sop->class);
	free(sop->channel);
	free(sop->outcome);
	free(sop);
}

/* Read one rule's condition; a rule without one holds for all. */
static int
read_condition(crm *db, const struct crm_sop *sop, const char *name, struct crm_condition *when)
{
	const struct crm_type *type = crm_noun(db, "customer");
	struct crm_fault why;
	int error;

	if (!when->text)
		return 0;
	if (!type)
		return CRM_NO_MEMORY;
	error = crm_query_parse(&when->query, type, when->text, crm_context(db), &why);
	if (!error)
		error = crm_query_check_factual(when->query, &why);
	if (error)
		db_fail(db, error, "%s: %s: when = %s: %s", sop->source, name, when->text, why.text);
	return error;
}

static int
read_conditions(crm *db, struct crm_sop *sop)
{
	int error = 0;

	for (size_t i = 0; !error && i < sop->cadences; i++)
		error = read_condition(db, sop, sop->cadence[i].rule.name, &sop->cadence[i].rule.when);
	for (size_t i = 0; !error && i < sop->events; i++)
		error = read_condition(db, sop, sop->event[i].rule.name, &sop->event[i].rule.when);
	for (size_t i = 0; !error && i < sop->classes; i++)
		error = read_condition(db, sop, sop->class[i].name, &sop->class[i].when);
	return error;
}

const struct crm_sop *
crm_sop(crm *db)
{
	struct crm_sop *sop;

	if (db->sop)
		return db->sop;
	sop = built_in();
	if (!sop || !sop->cadence || !sop->event || !sop->class || !sop->channel || !sop->outcome)
		db_no_memory(db);
	else if (!read_conditions(db, sop))
		return db->sop = sop;
	sop_free(sop);
	return NULL;
}

void
crm_sop_forget(crm *db)
{
	sop_free(db->sop);
	db->sop = NULL;
}

/* --- asking ------------------------------------------------------------------------------- */

static const struct crm_counting *
counting(const struct crm_counting *list, size_t n, const char *name)
{
	for (size_t i = 0; name && i < n; i++)
		if (!strcmp(list[i].name, name))
			return &list[i];
	return NULL;
}

bool
crm_sop_is_contact(const struct crm_sop *sop, const char *channel, const char *outcome)
{
	const struct crm_counting *by = counting(sop->channel, sop->channels, channel);
	const struct crm_counting *with = counting(sop->outcome, sop->outcomes, outcome);

	return (!by || by->contact) && (!with || with->contact);
}

bool
crm_sop_counts(const struct crm_sop *sop, const char *channel, const char *outcome)
{
	const struct crm_counting *by = counting(sop->channel, sop->channels, channel);
	const struct crm_counting *with = counting(sop->outcome, sop->outcomes, outcome);

	return (!by || by->counts_to_cap) && (!with || with->counts_to_cap);
}

bool
crm_sop_dimension_begins(const struct crm_sop *sop, size_t line)
{
	for (size_t i = 0; i < line; i++)
		if (!strcmp(sop->value[i].dimension, sop->value[line].dimension))
			return false;
	return true;
}

const struct crm_value_line *
crm_sop_dimension_next(const struct crm_sop *sop, const struct crm_value_line *line)
{
	const char *dimension = line->dimension;

	while (++line < sop->value + sop->values)
		if (!strcmp(line->dimension, dimension))
			return line;
	return NULL;
}

const struct crm_rule *
crm_sop_rule(const struct crm_sop *sop, const char *name)
{
	for (size_t i = 0; i < sop->cadences; i++)
		if (!strcmp(sop->cadence[i].rule.name, name))
			return &sop->cadence[i].rule;
	for (size_t i = 0; i < sop->events; i++)
		if (!strcmp(sop->event[i].rule.name, name))
			return &sop->event[i].rule;
	return NULL;
}

const struct crm_staff *
crm_sop_staff(const struct crm_sop *sop, const char *name)
{
	for (size_t i = 0; name && i < sop->staffs; i++)
		if (!strcmp(sop->staff[i].id, name) ||
		    (sop->staff[i].login && !strcmp(sop->staff[i].login, name)))
			return &sop->staff[i];
	return NULL;
}

const char *
crm_sop_stand_in(const struct crm_sop *sop, const char *owner, int64_t day)
{
	const struct crm_staff *staff = crm_sop_staff(sop, owner);

	for (size_t i = 0; staff && staff->deputy && i < staff->aways; i++)
		if (day >= staff->away[i].from && day <= staff->away[i].to)
			return staff->deputy;
	return owner;
}
