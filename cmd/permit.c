/*
 * permit.c - refuse a contact that the procedure does not allow, unless it is forced.
 */
#include <stdio.h>

#include "allowed.h"
#include "permit.h"

static bool force;

const struct cli_option permit_options[] = {
	{ 'f', "force", NULL, "even if the procedure does not allow the contact", .flag = &force },
	{ 0 }
};

int
permit(crm *db, const struct crm_interaction *contact)
{
	char why[CRM_ALLOWED_SIZE + 64];
	int error = force ? 0 : crm_interaction_allowed(db, contact);

	if (error != CRM_INVALID)
		return error;
	snprintf(why, sizeof why, "%s; --force records it all the same", crm_message(db));
	return crm_refuse(db, error, why);
}
