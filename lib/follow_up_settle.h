/*
 * follow_up_settle.h - what follows when a follow-up is done or dropped (internal).
 */
#ifndef FOLLOW_UP_SETTLE_H
#define FOLLOW_UP_SETTLE_H

#include "follow_up.h"
#include "sop.h"

/* Is it the row of a cadence, which only a real contact settles? */
bool follow_up_of_cadence(const struct crm_sop *sop, const struct crm_follow_up *f);

/* CRM_INVALID, with what closed it in the message, if it is done or dropped. */
int follow_up_check_open(crm *db, const struct crm_follow_up *f);

/* Store it as done or dropped, by that contact (0: none). */
int follow_up_settle(crm *db, struct crm_follow_up *f, const char *status, int64_t interaction);

/* While a database is migrated: what contacts have closed was closed on their days. */
int follow_up_date_closed(crm *db);

/*
 * Of a plan that repeats and has just been settled, plan the next one: so long after
 * the day on which it was wanted, not before tomorrow, for what was missed is not caught
 * up.  One of its series that is still open will do; other rows have no next one.
 */
int follow_up_again(crm *db, const struct crm_follow_up *f);

/* The day of the next one, if this one is closed on that day: after both. */
int follow_up_next_day(crm *db, const struct crm_follow_up *f, int64_t closed, int64_t *out);

#endif
