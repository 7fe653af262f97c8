/*
 * zone.h - time zones, without the C library's globals.
 *
 *	struct crm_zone *zone;
 *	if (crm_zone_open(&zone, "Asia/Taipei", &why) == 0)
 *		offset = crm_zone_offset(zone, time(NULL));      (28800)
 *
 * An instant is UTC seconds since 1970-01-01T00:00:00Z, a day the number of days since
 * 1970-01-01: see date.h.
 */
#ifndef CRM_ZONE_H
#define CRM_ZONE_H

#include <stdint.h>

#include "fault.h"

/*
 * A time zone: an IANA name ("Asia/Taipei", read from the system's TZif files,
 * RFC 8536, footer rules included), "UTC", or a fixed offset ("+08:00").  $TZ,
 * $TZDIR and /etc/localtime have no say.  Wherever a zone is wanted NULL is UTC.
 */
struct crm_zone;

/* Close it.  CRM_INVALID: there is no such zone, *out is NULL; CRM_NO_MEMORY. */
int  crm_zone_open(struct crm_zone **out, const char *name, struct crm_fault *why);
void crm_zone_close(struct crm_zone *zone);                 /* NULL is fine */

/* As it was given, an offset as "+08:00"; lives as long as the zone. */
const char *crm_zone_name(const struct crm_zone *zone);

/* Seconds east of UTC that are in force at an instant. */
int crm_zone_offset(const struct crm_zone *zone, int64_t instant);

/* Until when, at the least, that offset stays in force; after the instant, to the year 9999. */
int64_t crm_zone_turn(const struct crm_zone *zone, int64_t instant);

/*
 * The instant of local seconds (day * 86400 + seconds in the day).  A time
 * that the clock skips is read with the offset before the gap; of a time that
 * comes twice the first is taken.
 */
int64_t crm_zone_instant(const struct crm_zone *zone, int64_t local);

/*
 * The civil day of an instant, and the instant at which a day first begins.  A day
 * that a zone left out (2011-12-30 in Pacific/Apia) begins when the next one does.
 */
int64_t crm_instant_day(const struct crm_zone *zone, int64_t instant);
int64_t crm_day_instant(const struct crm_zone *zone, int64_t day);

#endif
