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
	{ .name = "weekly-vip", .purpose = "contact", .when = "tier=vip",
	  .every = { 1, CRM_WEEK }, .goal = "stay close" },
	{ .name = "monthly-cold", .purpose = "contact",
	  .when = "last_contact=none or last_contact<-90d",
	  .every = { 1, CRM_MONTH }, .goal = "renew the contact" },
	{ .name = "monthly", .purpose = "contact",
	  .every = { 1, CRM_MONTH }, .goal = "keep in touch" },
};

/* The first follow-up comes within a week after a purchase (C3). */
static const struct crm_event_rule events[] = {
	{ .name = "after-purchase", .purpose = "contact", .on = "order",
	  .after = { 1, CRM_WEEK }, .goal = "ask how the purchase serves" },
};

/* The lifecycle state, from behaviour alone (B5): a customer can come back from any of them. */
static const struct crm_class classes[] = {
	{ .axis = "state", .name = "prospect", .when = "orders=0" },
	{ .axis = "state", .name = "new",      .when = "first_order>=-90d" },
	{ .axis = "state", .name = "active",   .when = "last_order>=-180d or last_contact>=-180d" },
	{ .axis = "state", .name = "silent",   .when = "last_order>=-365d or last_contact>=-365d" },
	{ .axis = "state", .name = "lost" },
};

static const char *const no_contact_channels[] = { "newsletter", NULL };

static const char *const no_contact_outcomes[] = {
	"no_answer", "busy", "left_message", "wrong_number", "bounced", "auto_reply", "failed", NULL
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
		.no_contact_channels = no_contact_channels,
		.no_contact_outcomes = no_contact_outcomes,
	};
	return sop;
}

static void
sop_free(struct crm_sop *sop)
{
	if (!sop)
		return;
	for (size_t i = 0; sop->cadence && i < sop->cadences; i++)
		crm_query_free(sop->cadence[i].query);
	for (size_t i = 0; sop->event && i < sop->events; i++)
		crm_query_free(sop->event[i].query);
	for (size_t i = 0; sop->class && i < sop->classes; i++)
		crm_query_free(sop->class[i].query);
	free(sop->cadence);
	free(sop->event);
	free(sop->class);
	free(sop);
}

/* Read one rule's condition; a rule without one holds for all. */
static int
read_condition(crm *db, const struct crm_sop *sop, const char *name, const char *when,
               struct crm_query **query)
{
	const struct crm_type *type = crm_noun(db, "customer");
	struct crm_fault why;
	int error;

	if (!when)
		return 0;
	if (!type)
		return CRM_NO_MEMORY;
	error = crm_query_parse(query, type, when, crm_context(db), &why);
	if (!error)
		error = crm_query_check_factual(*query, &why);
	if (error)
		db_fail(db, error, "%s: %s: when = %s: %s", sop->source, name, when, why.text);
	return error;
}

static int
read_conditions(crm *db, struct crm_sop *sop)
{
	int error = 0;

	for (size_t i = 0; !error && i < sop->cadences; i++)
		error = read_condition(db, sop, sop->cadence[i].name, sop->cadence[i].when,
		                       &sop->cadence[i].query);
	for (size_t i = 0; !error && i < sop->events; i++)
		error = read_condition(db, sop, sop->event[i].name, sop->event[i].when,
		                       &sop->event[i].query);
	for (size_t i = 0; !error && i < sop->classes; i++)
		error = read_condition(db, sop, sop->class[i].name, sop->class[i].when,
		                       &sop->class[i].query);
	return error;
}

const struct crm_sop *
crm_sop(crm *db)
{
	struct crm_sop *sop;

	if (db->sop)
		return db->sop;
	sop = built_in();
	if (!sop || !sop->cadence || !sop->event || !sop->class)
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

static bool
among(const char *const *words, const char *word)
{
	for (; word && words && *words; words++)
		if (!strcmp(*words, word))
			return true;
	return false;
}

bool
crm_sop_is_contact(const struct crm_sop *sop, const char *channel, const char *outcome)
{
	return !among(sop->no_contact_channels, channel) &&
	       !among(sop->no_contact_outcomes, outcome);
}
