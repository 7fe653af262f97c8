/*
 * cohorts_group.h - what the cohorts_*.c files share (internal).
 */
#ifndef COHORTS_GROUP_H
#define COHORTS_GROUP_H

#include "cohorts.h"

void cohorts_free_groups(struct crm_cohort_group *groups, size_t n);

/*
 * The cells of a group, without cohorts that begin before `since'; *cells is to be freed.
 * Errors have their reason in why.
 */
int cohorts_cells(const struct crm_cohorts *cohorts, const struct crm_cohort_group *group,
                  struct crm_cohort_cell **cells, size_t *n, struct crm_fault *why);

/* Likewise its rates: the complete ones, or all that are wanted, from `since' on. */
int cohorts_rates(const struct crm_cohorts *cohorts, const struct crm_cohort_group *group,
                  struct crm_retention_rate **rates, size_t *n, struct crm_fault *why);

/* Says so; CRM_NO_MEMORY. */
int cohorts_no_memory(struct crm_fault *why);

#endif
