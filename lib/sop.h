/*
 * sop.h - the written procedure: classes of customers, cadences, events, what counts.
 *
 *	const struct crm_sop *sop = crm_sop(db);
 *
 * The rules in force.  The built-in ones are the practice's own; rules from a
 * file take their place later.  Every condition is a crm_query over facts.
 */
#ifndef CRM_SOP_H
#define CRM_SOP_H

#include "query.h"

/* A class of customers and how often each of them is to be contacted. */
struct crm_cadence {
	const char       *name;        /* the rule, as crm-due shows it: `weekly-vip' */
	const char       *purpose;     /* rows of one purpose compete: the earliest wins */
	const char       *when;        /* a query; NULL holds for all */
	struct crm_query *query;       /* the same, read */
	struct crm_period every;       /* from the anchor: the last real contact, else since */
	const char       *channel;     /* NULL: the customer's preferred one */
	const char       *goal;
};

/* Something that calls for a contact within a time. */
struct crm_event_rule {
	const char       *name;        /* `after-purchase' */
	const char       *purpose;
	const char       *on;          /* `order' */
	const char       *when;        /* a query on the customer; NULL holds for all */
	struct crm_query *query;
	struct crm_period after;       /* due this long after the event at the latest */
	const char       *channel;
	const char       *goal;
};

/* A value of a computed axis, such as state: the first whose condition holds. */
struct crm_class {
	const char       *axis;        /* `state' */
	const char       *name;        /* `silent' */
	const char       *when;
	struct crm_query *query;
};

struct crm_sop {
	const char                  *source;    /* `built-in', or file name for messages */
	size_t                       cadences, events, classes;
	struct crm_cadence          *cadence;   /* the first whose condition holds is the customer's */
	struct crm_event_rule       *event;
	struct crm_class            *class;
	const char *const           *no_contact_channels;   /* newsletters and the like, then NULL */
	const char *const           *no_contact_outcomes;   /* no_answer, ..., then NULL */
};

/* The rules in force; the handle owns them.  NULL: see crm_message(). */
const struct crm_sop *crm_sop(crm *db);

/* Was somebody reached?  A call nobody answered, a newsletter, an auto-reply is no contact. */
bool crm_sop_is_contact(const struct crm_sop *sop, const char *channel, const char *outcome);

/* Let go of the rules that the handle owns, to read them again when next asked for. */
void crm_sop_forget(crm *db);

#endif
