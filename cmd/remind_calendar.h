/*
 * remind_calendar.h - follow-ups as an iCalendar (RFC 5545): a to-do and an event for each.
 */
#ifndef REMIND_CALENDAR_H
#define REMIND_CALENDAR_H

#include "cli.h"

/*
 * Write what is open and due within the period, and what became of the follow-ups of the
 * last 30 days, as far as the operands ask for it; `-' is standard output.  UIDs come from
 * the follow-up and the database, so that a calendar which reads it again changes its
 * entries rather than doubling them.  Returns the exit status.
 */
int remind_write_calendar(struct cli *cli, crm *db, const char *path, struct crm_period within);

#endif
