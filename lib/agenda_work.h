/*
 * agenda_work.h - one computation of one customer's agenda, between its files (internal).
 *
 * agenda.c asks cadences, agenda_event.c finds what events call for, agenda_compete.c lets
 * the rules of a purpose compete, agenda_slot.c gives the winners their days and channels.
 */
#ifndef CRM_AGENDA_WORK_H
#define CRM_AGENDA_WORK_H

#include "agenda.h"
#include "customer.h"

enum { AGENDA_LAST_DAY = 2932896 };   /* 9999-12-31: the calendar ends */

struct agenda_work {
	const struct crm_sop          *sop;
	const struct crm_facts        *facts;
	const struct crm_customer     *customer;   /* the facts' */
	const struct crm_contact_fact *answer;     /* the last real contact of ours, or NULL */
	struct crm_agenda             *agenda;
	bool                           prune;      /* leave out what cannot win; unless others fail */
	bool                           failed;     /* memory is out */
};

/* Remember what a rule wants: base is known, settled and wanted are found out here.  Returns
 * it if it competes, else NULL. */
struct crm_due *agenda_want(struct agenda_work *w, struct crm_due *due);

/* Is it the best so far of its rule?  Those who ask why see the rest too. */
struct crm_due *agenda_add(struct agenda_work *w, const struct crm_due *due);

/* What the event rules want. */
void agenda_events(struct agenda_work *w);

/*
 * Does this contact of ours answer the event that a rule's row counts from?  False also
 * if the procedure has no such rule, or the event is gone.
 */
bool agenda_event_answered(const struct crm_sop *sop, const struct crm_facts *facts,
                           const char *rule, const char *anchor,
                           const struct crm_contact_fact *contact);

/*
 * Of what rules want of a customer decide what stands, purpose by purpose; it goes in the
 * order of its days.  May be asked again when some of it has turned out to be suppressed.
 */
void agenda_compete(struct agenda_work *w);

/* Does it come to something, as far as its purpose is concerned? */
bool agenda_competes(const struct crm_due *due);

/* Are they for one row: of the same purpose, from the same anchor? */
bool agenda_same_key(const struct crm_due *a, const struct crm_due *b);

/* Start on the slots: the contacts made and what people planned. */
void agenda_slots_begin(struct agenda_work *w);

/*
 * Give it the first day from due->due on that is allowed, and a channel; or it is
 * suppressed.  What counts takes its slot.
 */
void agenda_place(struct agenda_work *w, struct crm_due *due);

/* A day that people decided takes its slot. */
void agenda_take(struct agenda_work *w, int64_t day);

/* Say why, after what was said before; `; ' between. */
void agenda_reason(struct agenda_work *w, struct crm_due *due, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* A period as it is written in the procedure, `1w'; returns out. */
enum { AGENDA_PERIOD_SIZE = 16 };

char *agenda_period(struct crm_period period, char out[AGENDA_PERIOD_SIZE]);

#endif
