/*
 * agenda_reach.h - what recurs beyond the day up to which it is stored.
 *
 *	error = crm_agenda_reach(db, day);      ... and then crm_select() of follow-ups
 */
#ifndef CRM_AGENDA_REACH_H
#define CRM_AGENDA_REACH_H

#include "crm.h"

/*
 * See to it that a handle opened for reading finds in follow_up all that is due up to that
 * day.  What recurs is stored for 25 months and more; beyond that, of customers whom
 * nobody has written to since, rows are computed for the occasion.  They have no id, and
 * nothing is written: the next operation on the customer stores them.  crm_select() does
 * this for today.
 */
int crm_agenda_reach(crm *db, int64_t day);

#endif
