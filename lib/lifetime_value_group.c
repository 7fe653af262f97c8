/*
 * lifetime_value_group.c - models of customers by group: fitted, tried, taken apart again.
 */
#include <stdlib.h>
#include <string.h>

#include "lifetime_params.h"
#include "lifetime_value_fit.h"

static size_t
groups(const struct crm_lifetimes *all)
{
	return all->n ? all->n : 1;
}

static uint32_t
group_of(const struct crm_lifetimes *all, const struct crm_purchases *row)
{
	return all->n ? all->group_of[row->customer] : 0;
}

/* The rows of a group, in their order; to be freed.  NULL: no memory. */
static struct crm_purchases *
rows_of(const struct crm_lifetimes *all, size_t group, const struct crm_purchases *rows, size_t n,
        size_t *found)
{
	struct crm_purchases *own;

	*found = 0;
	for (size_t i = 0; i < n; i++)
		*found += group_of(all, &rows[i]) == group;
	own = calloc(*found + 1, sizeof *own);
	*found = 0;
	for (size_t i = 0; i < n && own; i++)
		if (group_of(all, &rows[i]) == group)
			own[(*found)++] = rows[i];
	return own;
}

/* What a group did, of what all did. */
static int
take_group(const struct crm_lifetimes *all, size_t group, const struct lifetime_history *whole,
           struct lifetime_history *own)
{
	size_t n = 0;

	*own = (struct lifetime_history){ .split = whole->split };
	own->rows = rows_of(all, group, whole->rows, whole->n, &own->n);
	own->earlier = rows_of(all, group, whole->earlier, whole->earlier_n, &own->earlier_n);
	own->contracts = whole->contracts ? calloc(own->n + 1, sizeof *own->contracts) : NULL;
	if (!own->rows || !own->earlier || (whole->contracts && !own->contracts))
		return CRM_NO_MEMORY;
	for (size_t i = 0; i < whole->n && whole->contracts; i++)
		if (group_of(all, &whole->rows[i]) == group)
			own->contracts[n++] = whole->contracts[i];
	return 0;
}

static void
start_group(const struct crm_lifetimes *all, size_t group, struct crm_lifetime *own)
{
	*own = all->as;
	own->label = all->n ? all->labels[group] : NULL;
}

/* A group that cannot carry a model keeps its customers, and a note. */
static int
fit_group(const struct crm_lifetimes *all, size_t group, const struct lifetime_history *whole)
{
	struct crm_lifetime *own = &all->each[group];
	struct lifetime_history history;
	struct crm_fault why;
	int error = take_group(all, group, whole, &history);

	start_group(all, group, own);
	if (!error)
		error = lifetime_fit(own, &history, &why);
	if (error == CRM_INVALID) {
		start_group(all, group, own);
		lifetime_note(own, "%s", why.text);
		lifetime_history_clear(&history);
		error = take_group(all, group, whole, &history);
		own->customers = history.rows;
		own->n = history.n;
		history.rows = NULL;
	}
	lifetime_history_clear(&history);
	return error;
}

/* Remember the group of each row. */
static int
note_groups(struct crm_lifetimes *all, const struct lifetime_history *whole)
{
	all->rows = whole->n;
	all->of = calloc(whole->n + 1, sizeof *all->of);
	for (size_t i = 0; i < whole->n && all->of; i++)
		all->of[i] = group_of(all, &whole->rows[i]);
	return all->of ? 0 : CRM_NO_MEMORY;
}

static int
check(const struct crm_lifetimes *all, struct crm_fault *why)
{
	int error = crm_horizon_check(&all->as.horizon, why);

	if (!error && !(all->as.margin > 0 && all->as.margin <= 1))
		error = crm_fault(why, 0, "a margin is more than 0 and at most 1");
	if (!error && !(all->as.lifespan >= 0 && all->as.lifespan <= 100))
		error = crm_fault(why, 0, "a lifespan is at most 100 years");
	return error;
}

int
crm_lifetimes_fit(struct crm_lifetimes *all, struct crm_purchase_log *log, struct crm_fault *why)
{
	struct lifetime_history whole = { 0 };
	int error = check(all, why);

	all->each = calloc(groups(all), sizeof *all->each);
	if (!error && !all->each)
		error = CRM_NO_MEMORY;
	if (!error)
		error = lifetime_history_read(&all->as, log, &whole, why);
	if (!error)
		error = note_groups(all, &whole);
	if (!error && all->n == 0) {
		start_group(all, 0, all->each);
		error = lifetime_fit(all->each, &whole, why);
	}
	for (size_t i = 0; i < all->n && !error; i++)
		error = fit_group(all, i, &whole);
	lifetime_history_clear(&whole);
	if (error == CRM_NO_MEMORY)
		crm_fault(why, 0, "out of memory");
	if (error)
		crm_lifetimes_clear(all);
	return error;
}

void
crm_lifetimes_clear(struct crm_lifetimes *all)
{
	for (size_t i = 0; i < groups(all) && all->each; i++)
		lifetime_clear(&all->each[i]);
	free(all->each);
	free(all->of);
	all->each = NULL;
	all->of = NULL;
}

/* --- trials ------------------------------------------------------------------------------- */

/* What is tried on: everybody's purchases, or contracts. */
struct tried {
	struct crm_purchases      *rows;
	struct crm_contract       *before;    /* of each row; NULL: not asked for */
	struct crm_contract_later *later;
	size_t                     n;
};

static void
clear_tried(struct tried *t)
{
	free(t->rows);
	free(t->before);
	free(t->later);
}

static int
read_contracts_tried(const struct crm_lifetime *as, struct crm_purchase_log *log, int64_t until,
                     struct tried *out, struct crm_fault *why)
{
	struct crm_purchase_day *days = NULL;
	size_t n;
	int error = crm_purchase_log_days(log, until, &days, &n, why);

	if (error)
		return error;
	out->before = calloc(out->n + 1, sizeof *out->before);
	out->later = calloc(out->n + 1, sizeof *out->later);
	if (out->before && out->later)
		crm_contracts_split(days, n, as->end, until, lifetime_renewal(as), out->before, out->later);
	else
		error = CRM_NO_MEMORY;
	free(days);
	return error;
}

/* Those of a group, in their order. */
static int
take_tried(const struct crm_lifetimes *all, size_t group, const struct tried *whole,
           struct tried *own)
{
	size_t n = 0;

	own->rows = rows_of(all, group, whole->rows, whole->n, &own->n);
	if (whole->before) {
		own->before = calloc(own->n + 1, sizeof *own->before);
		own->later = calloc(own->n + 1, sizeof *own->later);
	}
	if (!own->rows || (whole->before && !(own->before && own->later)))
		return CRM_NO_MEMORY;
	for (size_t i = 0; i < whole->n && whole->before; i++)
		if (group_of(all, &whole->rows[i]) == group) {
			own->before[n] = whole->before[i];
			own->later[n++] = whole->later[i];
		}
	return 0;
}

static int
try_on(const struct tried *t, struct crm_lifetime_trial *trial, struct crm_fault *why)
{
	return t->before ? crm_lifetime_try_contracts(trial, t->before, t->later, t->n, why)
	                 : crm_lifetime_try(trial, t->rows, t->n, why);
}

static int
try_group(const struct crm_lifetimes *all, size_t group, const struct tried *whole,
          struct crm_lifetime_trial *trial, struct crm_fault *why)
{
	struct tried own = { 0 };
	int error = take_tried(all, group, whole, &own);

	if (!error)
		error = try_on(&own, trial, why);
	clear_tried(&own);
	if (error != CRM_INVALID)
		return error;
	trial->reason = *why;
	trial->entries = 0;
	return 0;
}

int
crm_lifetimes_try(const struct crm_lifetimes *all, struct crm_purchase_log *log, int64_t until,
                  struct crm_lifetime_trial *each, struct crm_fault *why)
{
	const char *model = all->as.model;
	const struct crm_purchase_model_type *only = model ? crm_purchase_model_named(model) : NULL;
	bool contracts = model && strcmp(model, "sbg") == 0;
	struct tried whole = { 0 };
	int error = 0;

	if (model && !only && !contracts)
		error = crm_fault(why, 0, "a hold-out tries bgnbd, mbgnbd, pareto, sbg, or auto: the first "
		                          "three of them");
	if (!error)
		error = crm_purchase_log_summarise(log, all->as.end, until, &whole.rows, &whole.n, why);
	if (!error && contracts)
		error = read_contracts_tried(&all->as, log, until, &whole, why);
	for (size_t i = 0; i < groups(all) && !error; i++) {
		each[i] = (struct crm_lifetime_trial){ .unit = all->as.unit, .end = all->as.end,
		    .until = until, .only = only };
		error = all->n ? try_group(all, i, &whole, &each[i], why) : try_on(&whole, each, why);
	}
	clear_tried(&whole);
	return error;
}
