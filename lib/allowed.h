/*
 * allowed.h - may we contact this customer, at that time and by that channel?
 *
 *	error = crm_interaction_allowed(db, &interaction);
 *	if (error == CRM_INVALID)
 *		... crm_message(db): `C7 has 3 contacts within 1w, all that [limit] allows:
 *		    amy by phone on 2026-11-20, ...'
 *
 * The procedure's limits say (sop.h): the first whose condition holds is the customer's.
 * Only contacts of ours are limited, and nothing here writes or refuses by itself: it is
 * for those who record what they are about to do, not for what comes from elsewhere.
 */
#ifndef CRM_ALLOWED_H
#define CRM_ALLOWED_H

#include "fact.h"
#include "sop.h"

struct crm_interaction;

/* A real contact of ours that has taken place. */
struct crm_past_contact {
	int64_t     day;
	const char *channel, *who;   /* NULL: not known */
	bool        counts;          /* against the cap */
};

/* The contact that is asked about. */
struct crm_attempt {
	int64_t                        at;        /* instant; the very beginning of a day of the */
	                                          /* zone is a date without time, never quiet */
	const char                    *channel, *outcome;   /* NULL: not known */
	const struct crm_zone         *zone;      /* in which days are days; NULL is UTC */
	const struct crm_zone         *clock;     /* the customer's; NULL: that zone */
	bool                           promised;  /* it does what we have promised */
	size_t                         pasts;
	const struct crm_past_contact *past;      /* in order of days, later ones too */
};

enum { CRM_ALLOWED_SIZE = 512 };

/*
 * 0, or CRM_INVALID and *why the sentence, if
 *
 *	the customer refuses the channel, or all;
 *	it is a day of no contact, or a quiet hour where the customer is;
 *	the channel has had its share: of the real contacts in the time that ends with the
 *	day, those by this channel are at least share per cent;
 *	some time as long as the cap's that holds the day would hold more contacts that count
 *	than the cap.
 *
 * or CRM_NO_MEMORY.  Share and cap are asked of real contacts only, the cap of those that
 * count.  A cap does not keep a promise from being kept, as it does not move its day; but
 * a cap of 0 does.
 */
int crm_allowed(const struct crm_sop *sop, const struct crm_facts *facts,
                const struct crm_attempt *attempt, char why[CRM_ALLOWED_SIZE]);

/*
 * The same of an interaction about to be stored; what the customer sought is always allowed.
 * One that names a promise does what was promised.
 */
int crm_interaction_allowed(crm *db, const struct crm_interaction *contact);

#endif
