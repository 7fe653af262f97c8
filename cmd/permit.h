/*
 * permit.h - what crm-log and crm-done ask before they record a contact of ours.
 */
#ifndef PERMIT_H
#define PERMIT_H

#include "cli.h"
#include "interaction.h"

extern const struct cli_option permit_options[];   /* --force */

/* 0 if the procedure allows the contact, or --force was given; the message else tells of it. */
int permit(crm *db, const struct crm_interaction *contact);

#endif
