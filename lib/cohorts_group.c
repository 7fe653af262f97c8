/*
 * cohorts_group.c - the days of customers, parted by what their customers have in common.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cohorts_group.h"
#include "db.h"
#include "noun.h"
#include "purchases.h"
#include "scores_group.h"
#include "select.h"

void
cohorts_free_groups(struct crm_cohort_group *groups, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(groups[i].label);
	free(groups);
}

/* Customers and their groups, first in the order of the groups, then of id. */
struct grouping {
	crm                     *db;
	struct crm_cohort_group *groups;
	struct place { int64_t id; size_t group; } *places;
	size_t                   group_n, group_room, n, room;
};

static int
by_id(const void *a, const void *b)
{
	const struct place *first = a, *second = b;

	return (first->id > second->id) - (first->id < second->id);
}

/* The values of the keys, commas between. */
static void
label_of(const struct grouping *g, const struct crm_type *view, const void *record,
         struct scores_place *place)
{
	char scratch[CRM_SCRATCH];

	*place->label = '\0';
	for (size_t i = 1; i <= SCORES_KEYS && view->fields[i].name; i++)
		scores_place_add(place, i - 1, 0, crm_field_text(&view->fields[i], record,
		                                                 &g->db->context, scratch));
}

/* The array, where there is room for one more; NULL: no memory, and it is where it was. */
static void *
with_room(void *array, size_t n, size_t *room, size_t size)
{
	size_t more = *room ? 2 * *room : 64;
	void *moved;

	if (n < *room)
		return array;
	moved = reallocarray(array, more, size);
	if (moved)
		*room = more;
	return moved;
}

static int
add_group(struct grouping *g, const char *label)
{
	struct crm_cohort_group *groups =
		with_room(g->groups, g->group_n, &g->group_room, sizeof *groups);

	if (!groups)
		return db_no_memory(g->db);
	g->groups = groups;
	groups[g->group_n] = (struct crm_cohort_group){ .label = strdup(label) };
	return groups[g->group_n++].label ? 0 : db_no_memory(g->db);
}

/* Rows come in the order of the groups. */
static int
add_customer(struct grouping *g, int64_t id, const char *label)
{
	struct place *places = with_room(g->places, g->n, &g->room, sizeof *places);
	bool known = g->group_n && strcmp(g->groups[g->group_n - 1].label, label) == 0;

	if (!places)
		return db_no_memory(g->db);
	g->places = places;
	if (!known && add_group(g, label))
		return CRM_NO_MEMORY;
	places[g->n++] = (struct place){ id, g->group_n - 1 };
	return 0;
}

static int
find_groups(struct grouping *g, const char *by)
{
	struct crm_select select = { .type = crm_noun(g->db, "customer"), .sort = by, .future = true };
	struct scores_place place = { 0 };
	const struct crm_type *view = NULL;
	crm_rows *rows = NULL;
	char *columns = NULL;
	void *record = NULL;
	int error = 0, ended;

	if (asprintf(&columns, "id,%s", by) < 0)
		return db_no_memory(g->db);
	select.columns = columns;
	rows = crm_select(g->db, &select, &view);
	record = view ? calloc(1, view->size) : NULL;
	while (record && !error && crm_rows_next(rows, record)) {
		label_of(g, view, record, &place);
		error = add_customer(g, *(int64_t *)((char *)record + view->fields[0].offset),
		                     place.label);
	}
	if (record)
		crm_clear(view, record);
	free(record);
	ended = crm_rows_close(rows);
	free(columns);
	if (g->n)
		qsort(g->places, g->n, sizeof *g->places, by_id);
	return ended ? ended : error;
}

static size_t
group_of(const struct grouping *g, const struct crm_purchase_log *log, uint32_t customer)
{
	struct place key = { .id = crm_purchases_id(log, customer) };
	const struct place *found = bsearch(&key, g->places, g->n, sizeof *g->places, by_id);

	/* Who buys is a customer: the database sees to it. */
	return found ? found->group : 0;
}

/* Bring the days of each group together; those of a customer keep their order. */
static int
sort_days(struct crm_cohorts *c, struct grouping *g, const struct crm_purchase_log *log)
{
	struct crm_purchase_day *days = calloc(c->n + 1, sizeof *days);
	size_t *group = calloc(c->n + 1, sizeof *group), at = 0;

	if (!days || !group) {
		free(days);
		free(group);
		return db_no_memory(g->db);
	}
	for (size_t i = 0; i < c->n; i++) {
		group[i] = i && c->days[i].customer == c->days[i - 1].customer
		         ? group[i - 1] : group_of(g, log, c->days[i].customer);
		g->groups[group[i]].to++;
	}
	for (size_t i = 0; i < g->group_n; i++) {
		size_t n = g->groups[i].to;

		g->groups[i].from = g->groups[i].to = at;
		at += n;
	}
	for (size_t i = 0; i < c->n; i++)
		days[g->groups[group[i]].to++] = c->days[i];
	free(group);
	free(c->days);
	c->days = days;
	return 0;
}

static int
check_keys(crm *db, const char *by)
{
	size_t keys = 1;

	for (; *by; by++)
		keys += *by == ',';
	return keys <= SCORES_KEYS ? 0
	     : db_fail(db, CRM_INVALID, "customers are grouped by at most %d keys", SCORES_KEYS);
}

int
crm_cohorts_group(struct crm_cohorts *c, crm *db, const struct crm_purchase_log *log,
                  const char *by)
{
	struct grouping g = { .db = db };
	int error = check_keys(db, by);

	if (!error)
		error = find_groups(&g, by);
	if (!error && c->n && (!g.places || !g.groups)) {
		error = CRM_DATABASE;
		db_fail(db, error, "there are orders without customers");
	}
	if (!error)
		error = sort_days(c, &g, log);
	free(g.places);
	if (error) {
		cohorts_free_groups(g.groups, g.group_n);
		return error;
	}
	cohorts_free_groups(c->groups, c->group_n);
	c->groups = g.groups;
	c->group_n = g.group_n;
	return 0;
}
