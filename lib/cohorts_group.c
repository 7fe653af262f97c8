/*
 * cohorts_group.c - the days of customers, parted by what their customers have in common.
 */
#include <stdlib.h>

#include "cohorts_group.h"
#include "customer_groups.h"
#include "db.h"

void
cohorts_free_groups(struct crm_cohort_group *groups, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(groups[i].label);
	free(groups);
}

/* How many days are each group's, and where they begin. */
static void
find_bounds(const struct crm_cohorts *c, const struct crm_customer_groups *parts,
            struct crm_cohort_group *groups)
{
	size_t at = 0;

	for (size_t i = 0; i < c->n; i++)
		groups[parts->of[c->days[i].customer]].to++;
	for (size_t i = 0; i < parts->n; i++) {
		size_t n = groups[i].to;

		groups[i].from = groups[i].to = at;
		at += n;
	}
}

/*
 * Bring the days of each group together, those of a customer in their order, and take the
 * labels of the parts.
 */
static int
take_parts(struct crm_cohorts *c, struct crm_customer_groups *parts)
{
	struct crm_cohort_group *groups = calloc(parts->n + 1, sizeof *groups);
	struct crm_purchase_day *days = calloc(c->n + 1, sizeof *days);

	if (!groups || !days) {
		free(groups);
		free(days);
		crm_customer_groups_clear(parts);
		return CRM_NO_MEMORY;
	}
	find_bounds(c, parts, groups);
	for (size_t i = 0; i < c->n; i++)
		days[groups[parts->of[c->days[i].customer]].to++] = c->days[i];
	for (size_t i = 0; i < parts->n; i++) {
		groups[i].label = parts->labels[i];
		parts->labels[i] = NULL;
	}
	cohorts_free_groups(c->groups, c->group_n);
	free(c->days);
	c->days = days;
	c->groups = groups;
	c->group_n = parts->n;
	crm_customer_groups_clear(parts);
	return 0;
}

int
crm_cohorts_group(struct crm_cohorts *c, crm *db, const struct crm_purchase_log *log,
                  const char *by)
{
	struct crm_customer_groups parts = { 0 };
	int error = crm_customer_groups_load(&parts, db, log, by);

	if (error)
		return error;
	return take_parts(c, &parts) ? db_no_memory(db) : 0;
}

int
crm_cohorts_group_names(struct crm_cohorts *c, char *const *names, size_t n,
                        struct crm_fault *why)
{
	struct crm_customer_groups parts = { 0 };
	int error = crm_customer_groups_name(&parts, names, n);

	if (!error)
		error = take_parts(c, &parts);
	return error ? cohorts_no_memory(why) : 0;
}
