/*
 * lifetime_value_each.c - a lifetime value for every customer, with id and name.
 */
#include "customer_walk.h"
#include "lifetime_value.h"
#include "purchases.h"

static int
each_of_database(const struct crm_lifetime *lifetime, const struct crm_lifetime_customers *whom,
                 int (*put)(void *, const struct crm_lifetime_value *), void *aux)
{
	struct crm_lifetime_value v = { 0 };
	struct customer_walk walk;
	int error = 0, ended;

	customer_walk_begin(&walk, whom->db, whom->ids, whom->n);
	for (size_t i = 0; i < lifetime->n && !error; i++) {
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

int
crm_lifetime_each(const struct crm_lifetime *lifetime, const struct crm_lifetime_customers *whom,
                  int (*put)(void *, const struct crm_lifetime_value *), void *aux)
{
	struct crm_lifetime_value v = { .currency = whom->currency };
	int error = 0;

	if (whom->db)
		return each_of_database(lifetime, whom, put, aux);
	for (size_t i = 0; i < lifetime->n && !error; i++) {
		/* Records do not say const, but nobody writes to this one's texts. */
		v.customer = (char *)(uintptr_t)crm_purchases_name(whom->log,
		                                                   lifetime->customers[i].customer);
		crm_lifetime_value(lifetime, i, &v);
		error = put(aux, &v);
	}
	return error;
}
