/*
 * limit.h - what the limits of the procedure mean, in one place (internal).
 *
 * The agenda asks of days to come, crm-log of the contact at hand: both ask here.
 *
 *	const struct crm_limit *limit = limit_of(sop, facts, day, NULL);
 *	if (limit && limit_is_full(limit, &(struct limit_days){ days, n }, day, &last)) ...
 *
 * A period that ends with a day holds that day and those after the day so long before it:
 * 1w that ends with Sunday the 22nd begins with Monday the 16th.
 */
#ifndef LIMIT_H
#define LIMIT_H

#include "fact.h"
#include "sop.h"

/*
 * The limit in force on a day, the first whose condition holds; NULL: none.  *change
 * (NULL: not asked) is the first day after it on which another may be.
 */
const struct crm_limit *limit_of(const struct crm_sop *sop, const struct crm_facts *facts,
                                 int64_t day, int64_t *change);

/* Does a customer who refuses these channels (commas between, NULL: none) refuse this one? */
bool limit_refuses(const char *refuses, const char *channel);

/* Do quiet hours hold for the channel?  They do for one that is not known: NULL. */
bool limit_is_disturbing(const struct crm_sop *sop, const char *channel);

/* Is it a weekday of no contact? */
bool limit_forbids(const struct crm_limit *limit, int64_t day);

/* --- the cap ------------------------------------------------------------------------------ */

/* The days of contacts that count, in order. */
struct limit_days { const int64_t *day; size_t n; };

/* How many of them are no later than that day. */
size_t limit_days_until(struct limit_days days, int64_t day);

/* Those in the period that ends with `last'. */
struct limit_days limit_days_within(struct limit_days days, struct crm_period per, int64_t last);

/*
 * Would one contact more on the day make some period that holds it hold more than the
 * cap?  *last is the end of the first that would.  Without a cap nothing is full.
 */
bool limit_is_full(const struct crm_limit *limit, struct limit_days days, int64_t day,
                   int64_t *last);

/* --- the share ---------------------------------------------------------------------------- */

/* What one channel has of the real contacts of ours in the time that ends with a day. */
struct limit_share {
	const struct crm_limit *limit;      /* NULL: none */
	const char             *channel;    /* NULL: not known, and never used up */
	int64_t                 day;
	int64_t                 all, by;    /* contacts, and those by the channel */
};

/* Count a contact, if it lies in that time; false: before it. */
bool limit_share_add(struct limit_share *share, int64_t day, const char *channel);

/* Has the channel had its share? */
bool limit_share_used(const struct limit_share *share);

#endif
