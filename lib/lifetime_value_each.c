/*
 * lifetime_value_each.c - a lifetime value for every customer, with id and name.
 */
#include <stdlib.h>

#include "customer_walk.h"
#include "lifetime_value.h"
#include "measured.h"
#include "purchases.h"

/* Where the rows of each group have come to: together they are all rows, in their order. */
struct places {
	const struct crm_lifetimes *all;
	size_t *next;
};

static const struct crm_lifetime *
step(struct places *places, size_t row, size_t *i)
{
	size_t group = places->all->of[row];

	*i = places->next[group]++;
	return &places->all->each[group];
}

static int
each_of_database(struct places *places, const struct crm_lifetime_customers *whom,
                 int (*put)(void *, const struct crm_lifetime_value *), void *aux)
{
	struct crm_lifetime_value v = { 0 };
	struct customer_walk walk;
	int error = 0, ended;

	customer_walk_begin(&walk, whom->db, whom->ids, whom->n);
	for (size_t row = 0, i; row < places->all->rows && !error; row++) {
		const struct crm_lifetime *lifetime = step(places, row, &i);

		v.id = crm_purchases_id(whom->log, lifetime->customers[i].customer);
		if (!customer_walk_wants(&walk, v.id))
			continue;
		v.customer_name = customer_walk_name(&walk, v.id);
		crm_lifetime_value(lifetime, i, &v);
		error = put(aux, &v);
	}
	ended = customer_walk_end(&walk);
	return error ? error : ended;
}

static int
each_of_file(struct places *places, const struct crm_lifetime_customers *whom,
             int (*put)(void *, const struct crm_lifetime_value *), void *aux)
{
	struct crm_lifetime_value v = { .currency = whom->currency };
	int error = 0;

	for (size_t row = 0, i; row < places->all->rows && !error; row++) {
		const struct crm_lifetime *lifetime = step(places, row, &i);

		v.customer = shown(crm_purchases_name(whom->log, lifetime->customers[i].customer));
		crm_lifetime_value(lifetime, i, &v);
		error = put(aux, &v);
	}
	return error;
}

int
crm_lifetimes_each(const struct crm_lifetimes *all, const struct crm_lifetime_customers *whom,
                   int (*put)(void *, const struct crm_lifetime_value *), void *aux)
{
	struct places places = { all, calloc(all->n + 1, sizeof *places.next) };
	int error;

	if (!places.next)
		return CRM_NO_MEMORY;
	error = whom->db ? each_of_database(&places, whom, put, aux)
	                 : each_of_file(&places, whom, put, aux);
	free(places.next);
	return error;
}
