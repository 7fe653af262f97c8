/*
 * remind_calendar.h - follow-ups as an iCalendar (RFC 5545): a to-do and an event for each.
 */
#ifndef REMIND_CALENDAR_H
#define REMIND_CALENDAR_H

#include "crm.h"

/*
 * The follow-ups of these ids as one calendar, lines ending with CRLF; to be freed, NULL
 * with the sentence in the handle.  UIDs come from the follow-up and the database, so that
 * a calendar which reads it again changes its entries rather than doubling them; what is
 * done is COMPLETED, what was dropped CANCELLED.
 */
char *remind_calendar(crm *db, const int64_t *ids, size_t n);

#endif
