/*
 * lifetime_trial_contract.c - sBG tried on renewals that it has not seen.
 */
#include <stdlib.h>
#include <string.h>

#include "lifetime_trial.h"

enum { MODEL, BASELINE, ENTRIES };

/* Whoever came to a renewal; of each what is foreseen. */
struct attempt {
	struct crm_purchases *rows;    /* x renewals before, later those since */
	uint32_t             *asked;
	double               *expected;
	size_t                n;
};

static int
take(struct attempt *a, const struct crm_contract *before, const struct crm_contract_later *later,
     size_t n)
{
	a->rows = calloc(n + 1, sizeof *a->rows);
	a->asked = calloc(n + 1, sizeof *a->asked);
	a->expected = calloc(n + 1, sizeof *a->expected);
	if (!a->rows || !a->asked || !a->expected)
		return CRM_NO_MEMORY;
	for (size_t i = 0; i < n; i++) {
		if (later[i].asked == 0)
			continue;
		a->asked[a->n] = later[i].asked;
		a->rows[a->n++] = (struct crm_purchases){ .x = before[i].renewals,
		                                          .later = later[i].renewed };
	}
	return 0;
}

/* --- who foresees ---------------------------------------------------------------------- */

static int
fit(struct crm_sbg *model, double *stays, const struct crm_contract *before, size_t n,
    struct crm_fault *why)
{
	struct crm_tenure *tenures = calloc(n + 1, sizeof *tenures);
	double renewals = 0, left = 0;
	int error;

	if (!tenures)
		return CRM_NO_MEMORY;
	crm_contracts_tenures(before, n, tenures);
	for (size_t i = 0; i < n; i++) {
		renewals += before[i].renewals - before[i].unsettled;
		left += before[i].left;
	}
	*stays = renewals + left > 0 ? renewals / (renewals + left) : 1;
	error = crm_sbg_fit(model, tenures, n, why);
	free(tenures);
	return error;
}

/*
 * The renewals expected of `asked' after x, and the chance of all of them; by the model or,
 * if it is NULL, with the same chance each time.
 */
static double
foresee(const struct crm_sbg *model, double constant, uint32_t x, uint32_t asked, double *all)
{
	double expected = 0, alpha, beta;

	*all = 1;
	for (uint32_t n = x + 1; n <= x + asked; n++) {
		if (model) {
			alpha = model->fit.parameter[CRM_SBG_ALPHA];
			beta = model->fit.parameter[CRM_SBG_BETA] + (n - 1);
			*all *= beta / (alpha + beta);
		} else {
			*all *= constant;
		}
		expected += *all;
	}
	return expected;
}

static int
measure(struct attempt *a, const struct crm_sbg *model, double constant,
        struct crm_trial_entry *entry, struct crm_fault *why)
{
	int error;

	for (size_t i = 0; i < a->n; i++) {
		double all;

		a->expected[i] = foresee(model, constant, a->rows[i].x, a->asked[i], &all);
		entry->stay += all;
	}
	error = crm_holdout_measure(a->rows, a->n, a->expected, &entry->holdout, why);
	if (!error)
		crm_holdout_calibrate(a->rows, a->n, a->expected, entry->calibration);
	entry->done = !error;
	return error;
}

/* --- the whole -------------------------------------------------------------------------- */

static void
survey(struct crm_lifetime_trial *t, const struct attempt *a)
{
	memset(t->entry, 0, sizeof t->entry);
	t->entry[MODEL].name = "sbg";
	t->entry[BASELINE].name = "constant_churn";
	t->entries = ENTRIES;
	t->n = a->n;
	t->chosen = NULL;
	t->repeaters = t->orders = t->stayed = 0;
	*t->reason.text = '\0';
	for (size_t i = 0; i < a->n; i++) {
		t->repeaters += a->rows[i].x > 0;
		t->orders += a->rows[i].later;
		t->stayed += a->rows[i].later == a->asked[i];
	}
}

int
crm_lifetime_try_contracts(struct crm_lifetime_trial *t, const struct crm_contract *before,
                           const struct crm_contract_later *later, size_t n,
                           struct crm_fault *why)
{
	struct attempt a = { 0 };
	struct crm_sbg model;
	double stays;
	int error = take(&a, before, later, n);

	if (!error)
		survey(t, &a);
	if (!error && a.n < 2)
		error = crm_fault(why, 0, "less than 2 customers came to a renewal that was held out");
	if (!error)
		error = fit(&model, &stays, before, n, why);
	if (!error)
		error = measure(&a, &model, 0, &t->entry[MODEL], why);
	if (!error)
		error = measure(&a, NULL, stays, &t->entry[BASELINE], why);
	if (error == CRM_NO_MEMORY)
		crm_fault(why, 0, "out of memory");
	free(a.rows);
	free(a.asked);
	free(a.expected);
	return error;
}
