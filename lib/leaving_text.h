/*
 * leaving_text.h - the evidence of a signal in words (internal).
 */
#ifndef LEAVING_TEXT_H
#define LEAVING_TEXT_H

#include "leaving.h"

/* Of a signal that is told.  Returns out. */
char *leaving_evidence(const struct crm_leaving *leaving, const struct crm_leaver *leaver,
                       enum crm_churn_kind kind, char out[CRM_LEAVING_TEXT]);

double leaving_minor(const struct crm_leaving *leaving);   /* minor units in a unit of money */

#endif
