/*
 * agenda_look.h - what a procedure's rules look at, so that nothing else is read (internal).
 *
 *	rows = db_sweep(db, type, first, last, agenda_looks_at_field, sop);
 *
 * Without rules (NULL) everything is looked at.
 */
#ifndef CRM_AGENDA_LOOK_H
#define CRM_AGENDA_LOOK_H

#include "sop.h"

bool agenda_looks_at_field(const void *sop, const struct crm_field *field);
bool agenda_looks_at_extras(const struct crm_sop *sop, const struct crm_type *type);
bool agenda_looks_at_fact(const struct crm_sop *sop, const char *name);
bool agenda_looks_at_responses(const struct crm_sop *sop);

/* By which channel contacts were made, and how they went. */
bool agenda_looks_at_details(const struct crm_sop *sop);

#endif
