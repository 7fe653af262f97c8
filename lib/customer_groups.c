/*
 * customer_groups.c - the customers of a log of purchases, parted by what they have in common.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "customer_groups.h"
#include "db.h"
#include "noun.h"
#include "purchases.h"
#include "scores_group.h"
#include "select.h"

void
crm_customer_groups_clear(struct crm_customer_groups *groups)
{
	for (size_t i = 0; i < groups->n; i++)
		free(groups->labels[i]);
	free(groups->labels);
	free(groups->of);
	*groups = (struct crm_customer_groups){ 0 };
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

/* A label that is not that of the last group begins another. */
static int
find_group(struct crm_customer_groups *groups, size_t *room, const char *label)
{
	char **labels = with_room(groups->labels, groups->n, room, sizeof *labels);

	if (!labels)
		return CRM_NO_MEMORY;
	groups->labels = labels;
	if (groups->n && strcmp(labels[groups->n - 1], label) == 0)
		return 0;
	labels[groups->n] = strdup(label);
	return labels[groups->n++] ? 0 : CRM_NO_MEMORY;
}

/* --- of the database ------------------------------------------------------------------- */

/* Customers and their groups: first in the order of the groups, then of id. */
struct place {
	int64_t id;
	size_t  group;
};

struct grouping {
	crm                        *db;
	struct crm_customer_groups *groups;
	size_t                      labels;   /* room */
	struct place               *places;
	size_t                      n, room;
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

/* Rows come in the order of the groups. */
static int
add_customer(struct grouping *g, int64_t id, const char *label)
{
	struct place *places = with_room(g->places, g->n, &g->room, sizeof *places);

	if (!places)
		return CRM_NO_MEMORY;
	g->places = places;
	if (find_group(g->groups, &g->labels, label))
		return CRM_NO_MEMORY;
	places[g->n++] = (struct place){ id, g->groups->n - 1 };
	return 0;
}

/* Read every customer's group; */
static int
read_groups(struct grouping *g, const char *by)
{
	struct crm_select select = { .type = crm_noun(g->db, "customer"), .sort = by, .future = true };
	struct scores_place place = { 0 };
	const struct crm_type *view = NULL;
	crm_rows *rows = NULL;
	char *columns = NULL;
	void *record = NULL;
	int error = 0, ended;

	if (asprintf(&columns, "id,%s", by) < 0)
		return CRM_NO_MEMORY;
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

/* and whose is whose: who buys is a customer, the database sees to it. */
static int
place_customers(struct grouping *g, const struct crm_purchase_log *log)
{
	size_t n = crm_purchase_log_customers(log);

	g->groups->of = calloc(n + 1, sizeof *g->groups->of);
	if (!g->groups->of)
		return CRM_NO_MEMORY;
	for (size_t i = 0; i < n; i++) {
		struct place key = { .id = crm_purchases_id(log, (uint32_t)i) };
		const struct place *found =
			g->places ? bsearch(&key, g->places, g->n, sizeof *g->places, by_id) : NULL;

		if (!found)
			return db_fail(g->db, CRM_DATABASE, "there are orders of a customer who is not there");
		g->groups->of[i] = (uint32_t)found->group;
	}
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
crm_customer_groups_load(struct crm_customer_groups *groups, crm *db,
                         const struct crm_purchase_log *log, const char *by)
{
	struct grouping g = { .db = db, .groups = groups };
	int error = check_keys(db, by);

	if (!error)
		error = read_groups(&g, by);
	if (!error)
		error = place_customers(&g, log);
	free(g.places);
	if (error)
		crm_customer_groups_clear(groups);
	return error == CRM_NO_MEMORY ? db_no_memory(db) : error;
}

/* --- of a file -------------------------------------------------------------------------- */

/* Names in the order of code points, those that are missing last. */
static int
by_name(const void *a, const void *b, void *names)
{
	char *const *name = names;
	const char *first = name[*(const size_t *)a], *second = name[*(const size_t *)b];

	return *first && *second ? strcmp(first, second) : (*first == '\0') - (*second == '\0');
}

int
crm_customer_groups_name(struct crm_customer_groups *groups, char *const *names, size_t n)
{
	size_t *order = calloc(n + 1, sizeof *order), room = 0;
	int error;

	groups->of = calloc(n + 1, sizeof *groups->of);
	error = groups->of && order ? 0 : CRM_NO_MEMORY;
	for (size_t i = 0; i < n && !error; i++)
		order[i] = i;
	if (!error)
		qsort_r(order, n, sizeof *order, by_name, (void *)(uintptr_t)names);
	for (size_t i = 0; i < n && !error; i++) {
		error = find_group(groups, &room, *names[order[i]] ? names[order[i]] : "none");
		groups->of[order[i]] = (uint32_t)(groups->n ? groups->n - 1 : 0);
	}
	free(order);
	if (error)
		crm_customer_groups_clear(groups);
	return error;
}
