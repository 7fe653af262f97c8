/*
 * lifetime_value_fit.c - the models of customers: chosen, fitted, looking ahead.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lifetime_params.h"
#include "lifetime_value_fit.h"
#include "measured.h"
#include "metrics/foresight.h"

void
lifetime_note(struct crm_lifetime *l, const char *format, ...)
{
	va_list arguments;

	if (l->notes == CRM_LIFETIME_NOTES)
		return;
	va_start(arguments, format);
	vsnprintf(l->note[l->notes].text, sizeof l->note->text, format, arguments);
	va_end(arguments);
	l->notes++;
}

/* --- what they did ------------------------------------------------------------------------- */

static bool
is(const struct crm_lifetime *l, const char *model)
{
	return l->model && strcmp(l->model, model) == 0;
}

struct crm_period
lifetime_renewal(const struct crm_lifetime *l)
{
	return l->renewal.count ? l->renewal : (struct crm_period){ 1, CRM_MONTH };
}

static int
read_contracts(const struct crm_lifetime *as, struct crm_purchase_log *log,
               struct lifetime_history *h, struct crm_fault *why)
{
	struct crm_purchase_day *days = NULL;
	size_t n;
	int error = crm_purchase_log_days(log, as->end, &days, &n, why);

	if (error)
		return error;
	h->contracts = calloc(h->n + 1, sizeof *h->contracts);
	if (h->contracts)
		crm_contracts_find(days, n, as->end, lifetime_renewal(as), h->contracts);
	free(days);
	return h->contracts ? 0 : CRM_NO_MEMORY;
}

int
lifetime_history_read(const struct crm_lifetime *as, struct crm_purchase_log *log,
                      struct lifetime_history *h, struct crm_fault *why)
{
	bool looks_back = !as->params && (!as->model || is(as, "simple"));
	int error = crm_purchase_log_summarise(log, as->end, as->end, &h->rows, &h->n, why);
	uint32_t longest = 0;

	for (size_t i = 0; i < h->n && !error; i++)
		if (h->rows[i].T > longest)
			longest = h->rows[i].T;
	h->split = crm_lifetime_split(as->end - longest, as->end);
	if (!error && looks_back && h->split < as->end)
		error = crm_purchase_log_summarise(log, h->split, as->end, &h->earlier, &h->earlier_n,
		                                   why);
	if (!error && is(as, "sbg"))
		error = read_contracts(as, log, h, why);
	return error;
}

void
lifetime_history_clear(struct lifetime_history *h)
{
	free(h->rows);
	free(h->earlier);
	free(h->contracts);
	*h = (struct lifetime_history){ 0 };
}

/* --- looking ahead --------------------------------------------------------------------------- */

static int
predict_orders(struct crm_lifetime *l)
{
	struct crm_foresight *foresight;
	int error = crm_foresight_open(&foresight, l->type, &l->orders, &l->horizon, false);

	if (!error)
		crm_foresee_all(foresight, l->patterns, l->pattern_n, l->predictions);
	crm_foresight_close(foresight);
	return error;
}

static int
predict_contracts(struct crm_lifetime *l, double days, struct crm_fault *why)
{
	int error = 0;

	for (size_t i = 0; i < l->pattern_n && !error; i++) {
		struct crm_contract contract = {
			.renewals = l->patterns[i].x, .left = l->patterns[i].t_x, .wait = l->patterns[i].T
		};

		error = crm_contract_predict(&l->contract, &contract, days, &l->horizon,
		                             &l->predictions[i], why);
		if (!error && l->has_residual)
			error = crm_contract_residual(&l->contract, &contract, days,
			                              l->horizon.yearly_rate,
			                              &l->predictions[i].residual, why);
	}
	return error;
}

int
lifetime_predict(struct crm_lifetime *l, double days, struct crm_fault *why)
{
	/* All time to come is worth something finite only if it is discounted. */
	l->has_residual = l->horizon.yearly_rate >= 0.001 &&
	                  (l->kind == CRM_LIFETIME_CONTRACT || l->type->has_residual);
	l->predictions = calloc(l->pattern_n + 1, sizeof *l->predictions);
	if (!l->predictions)
		return CRM_NO_MEMORY;
	return l->kind == CRM_LIFETIME_CONTRACT ? predict_contracts(l, days, why) : predict_orders(l);
}

/* --- fitting ------------------------------------------------------------------------------- */

static int
find_patterns(struct crm_lifetime *l, const struct crm_purchases *rows)
{
	free(l->pattern_of);
	free(l->patterns);
	l->patterns = NULL;
	l->pattern_of = calloc(l->n + 1, sizeof *l->pattern_of);
	return l->pattern_of ? crm_purchase_patterns(rows, l->n, &l->patterns, &l->pattern_n,
	                                             l->pattern_of)
	                     : CRM_NO_MEMORY;
}

static int
fit_model(struct crm_lifetime *l, const struct crm_purchase_model_type *type,
          struct crm_fault *why)
{
	int error = find_patterns(l, l->customers);

	l->kind = CRM_LIFETIME_MODEL;
	l->type = type;
	if (!error)
		error = l->params ? crm_lifetime_params_model(l->params, l->label, type, &l->orders, why)
		                  : type->fit(&l->orders, l->patterns, l->pattern_n, l->unit, why);
	return error ? error : lifetime_predict(l, 0, why);
}

/* Contracts in place of histories: x renewals, t_x 1 if left, T the wait. */
static int
find_contract_patterns(struct crm_lifetime *l, const struct crm_contract *contracts)
{
	struct crm_purchases *rows = calloc(l->n + 1, sizeof *rows);
	int error;

	if (!rows)
		return CRM_NO_MEMORY;
	for (size_t i = 0; i < l->n; i++)
		rows[i] = (struct crm_purchases){ .x = contracts[i].renewals, .t_x = contracts[i].left,
		    .T = contracts[i].wait };
	error = find_patterns(l, rows);
	free(rows);
	return error;
}

static int
fit_contracts(struct crm_lifetime *l, const struct crm_contract *contracts,
              struct crm_fault *why)
{
	struct crm_tenure *tenures = calloc(l->n + 1, sizeof *tenures);
	int error = tenures ? find_contract_patterns(l, contracts) : CRM_NO_MEMORY;

	l->kind = CRM_LIFETIME_CONTRACT;
	if (!error)
		crm_contracts_tenures(contracts, l->n, tenures);
	if (!error)
		error = l->params ? crm_lifetime_params_contract(l->params, l->label, &l->contract, why)
		                  : crm_sbg_fit(&l->contract, tenures, l->n, why);
	free(tenures);
	return error ? error : lifetime_predict(l, crm_contract_days(lifetime_renewal(l)), why);
}

/* Years a customer stays, as the header says. */
static struct crm_predicted
find_lifespan(const struct crm_lifetime *l, const struct lifetime_history *h)
{
	double horizon = l->horizon.days / CRM_YEAR_DAYS, days = (double)(l->end - h->split);
	struct crm_predicted lifespan;
	uint64_t left = 0, active = 0;
	struct crm_fault why;

	if (l->lifespan > 0)
		return (struct crm_predicted){ .value = l->lifespan };
	for (size_t i = 0; i < h->earlier_n; i++) {
		const struct crm_purchases *c = &h->earlier[i];

		if (c->T - c->t_x >= days)
			continue;
		active++;
		left += c->later == 0;
	}
	if (crm_simple_lifespan(left, active, days / CRM_YEAR_DAYS, &lifespan, &why) ||
	    lifespan.value > horizon)
		return (struct crm_predicted){ .value = horizon };
	return lifespan;
}

/* What customers do not differ in is taken to be the same for all. */
static void
tell_credibility(struct crm_lifetime *l)
{
	bool spends = l->simple.order_values.between > 0, orders = l->simple.frequencies.between > 0;

	if (spends && orders)
		return;
	lifetime_note(l, "the %s of customers differ no more than chance would have it: that of all is "
	                 "taken for each",
	              spends ? "frequencies" : orders ? "order values"
	                                              : "order values and frequencies");
}

static int
fit_simple(struct crm_lifetime *l, const struct lifetime_history *h, struct crm_fault *why)
{
	l->kind = CRM_LIFETIME_SIMPLE;
	if (l->without_spend)
		return crm_fault(why, 0, "the simple formula needs amounts");
	return l->params ? crm_lifetime_params_simple(l->params, l->label, l->margin, &l->simple, why)
	                 : crm_simple_value_measure(l->customers, l->n, l->minor, find_lifespan(l, h),
	                                            l->margin, &l->simple, why);
}

static int
fit_formula(struct crm_lifetime *l, const struct lifetime_history *h, struct crm_fault *why)
{
	int error = fit_simple(l, h, why);

	if (!error && !l->params)
		tell_credibility(l);
	return error;
}

/* --- the choice ------------------------------------------------------------------------------- */

/* A model that was tried may still not fit the whole: then the formula. */
static int
fit_chosen(struct crm_lifetime *l, const struct lifetime_history *h, struct crm_fault *why)
{
	int error = l->trial.chosen ? fit_model(l, l->trial.chosen, why) : CRM_INVALID;
	struct crm_fault no_model = l->trial.chosen ? *why : l->trial.reason;

	if (error != CRM_INVALID) {
		lifetime_note(l, "%s", l->trial.reason.text);
		return error;
	}
	error = fit_simple(l, h, why);
	if (error == CRM_INVALID && l->trial.n >= 2) {
		struct crm_fault no_formula = *why;

		return crm_fault(why, 0, "%s; nor the simple formula: %s", no_model.text, no_formula.text);
	}
	if (error)
		return error;
	lifetime_note(l, "%s; the simple formula instead", no_model.text);
	tell_credibility(l);
	return 0;
}

static int
fit_auto(struct crm_lifetime *l, const struct lifetime_history *h, struct crm_fault *why)
{
	struct crm_fault untried;
	int error;

	l->trial = (struct crm_lifetime_trial){ .unit = l->unit, .end = h->split, .until = l->end };
	error = crm_lifetime_try(&l->trial, h->earlier, h->earlier_n, &untried);
	if (error == CRM_INVALID)
		l->trial.reason = untried;
	return error == CRM_NO_MEMORY ? error : fit_chosen(l, h, why);
}

static int
fit_orders(struct crm_lifetime *l, const struct lifetime_history *h, struct crm_fault *why)
{
	const char *model = l->params ? crm_lifetime_params_named(l->params, l->label) : l->model;
	const struct crm_purchase_model_type *type = model ? crm_purchase_model_named(model) : NULL;

	if (l->params && !model)
		return crm_fault(why, 0, "there are no parameters of these customers");
	if (type)
		return fit_model(l, type, why);
	if (model && strcmp(model, "sbg") == 0)
		return h->contracts ? fit_contracts(l, h->contracts, why)
		                    : crm_fault(why, 0,
		    "the parameters are those of contracts: add --model sbg");
	if (model && strcmp(model, "simple") == 0)
		return fit_formula(l, h, why);
	return model ? crm_fault(why, 0, "there is no model `%.*s': bgnbd, mbgnbd, pareto, sbg, simple "
	                                 "or auto",
	                         crm_fault_clip(model), model)
	             : fit_auto(l, h, why);
}

int
lifetime_fit(struct crm_lifetime *l, struct lifetime_history *h, struct crm_fault *why)
{
	int error;

	l->customers = h->rows;
	l->n = h->n;
	h->rows = NULL;
	error = l->n ? fit_orders(l, h, why)
	             : crm_fault(why, 0, "there are no customers to fit a model to");
	if (!error && !l->without_spend && l->kind != CRM_LIFETIME_SIMPLE)
		error = lifetime_fit_spend(l, why);
	if (error == CRM_NO_MEMORY)
		crm_fault(why, 0, "out of memory");
	if (error)
		lifetime_clear(l);
	return error;
}

void
lifetime_clear(struct crm_lifetime *l)
{
	free(l->customers);
	free(l->patterns);
	free(l->pattern_of);
	free(l->predictions);
	l->customers = NULL;
	l->patterns = NULL;
	l->pattern_of = NULL;
	l->predictions = NULL;
	l->kind = CRM_LIFETIME_NONE;
	l->n = l->pattern_n = 0;
}
