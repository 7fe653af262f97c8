/*
 * lifetime_value_each.c - a lifetime value for every customer, with id and name.
 */
#include <stdlib.h>
#include <string.h>

#include "customer_walk.h"
#include "lifetime_value.h"
#include "measured.h"
#include "metrics/value_parts.h"
#include "purchases.h"

/*
 * Where the rows of each group have come to: together they are all rows, in their order.
 * And by customer what was brought: how many, and their value.
 */
struct places {
	const struct crm_lifetimes *all;
	size_t                     *next;
	struct brought { int64_t n, value; } *brought;   /* NULL: referrers are not known */
};

static const struct crm_lifetime *
step(struct places *places, size_t row, size_t *i)
{
	size_t group = places->all->of[row];

	*i = places->next[group]++;
	return &places->all->each[group];
}

/* A sum beyond all bounds is held there. */
static void
add_to_referrers(struct places *places)
{
	const struct crm_lifetimes *all = places->all;
	struct crm_lifetime_value v = { 0 };

	for (size_t row = 0, i; row < all->rows; row++) {
		const struct crm_lifetime *lifetime = step(places, row, &i);
		uint32_t referrer = all->referrer_of[lifetime->customers[i].customer];

		if (referrer == CRM_NO_REFERRER)
			continue;
		crm_lifetime_value(lifetime, i, &v);
		places->brought[referrer].n++;
		if (v.value.set && __builtin_add_overflow(places->brought[referrer].value, v.value.value,
		                                          &places->brought[referrer].value))
			places->brought[referrer].value = INT64_MAX;
	}
	memset(places->next, 0, (all->n + 1) * sizeof *places->next);
}

static void
set_referrals(const struct places *places, uint32_t customer, struct crm_lifetime_value *v)
{
	const struct brought *brought;
	int64_t total;

	if (!places->brought)
		return;
	brought = &places->brought[customer];
	v->referred = (struct crm_int)CRM_SET(brought->n);
	v->referral_value = v->total_value = (struct crm_int){ 0 };
	if (!v->value.set)
		return;
	v->referral_value = (struct crm_int)CRM_SET(brought->value);
	if (!__builtin_add_overflow(v->value.value, brought->value, &total))
		v->total_value = (struct crm_int)CRM_SET(total);
}

static int
each_of_database(struct places *places, const struct crm_lifetime_customers *whom,
                 int (*put)(void *, const void *), void *aux)
{
	struct crm_lifetime_value v = { 0 };
	struct customer_walk walk;
	int error = 0, ended;

	customer_walk_begin(&walk, whom->db, whom->ids, whom->n);
	for (size_t row = 0, i; row < places->all->rows && !error; row++) {
		const struct crm_lifetime *lifetime = step(places, row, &i);
		uint32_t customer = lifetime->customers[i].customer;

		v.id = crm_purchases_id(whom->log, customer);
		if (!customer_walk_wants(&walk, v.id))
			continue;
		v.customer_name = customer_walk_name(&walk, v.id);
		crm_lifetime_value(lifetime, i, &v);
		set_referrals(places, customer, &v);
		error = put(aux, &v);
	}
	ended = customer_walk_end(&walk);
	return error ? error : ended;
}

static int
each_of_file(struct places *places, const struct crm_lifetime_customers *whom,
             int (*put)(void *, const void *), void *aux)
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
                   int (*put)(void *, const void *), void *aux)
{
	size_t customers = crm_purchase_log_customers(whom->log);
	struct places places = { .all = all, .next = calloc(all->n + 1, sizeof *places.next) };
	int error = places.next ? 0 : CRM_NO_MEMORY;

	if (all->referrer_of)
		places.brought = calloc(customers + 1, sizeof *places.brought);
	if (all->referrer_of && !places.brought)
		error = CRM_NO_MEMORY;
	if (!error && places.brought)
		add_to_referrers(&places);
	if (!error)
		error = whom->db ? each_of_database(&places, whom, put, aux)
		                 : each_of_file(&places, whom, put, aux);
	free(places.next);
	free(places.brought);
	return error;
}
