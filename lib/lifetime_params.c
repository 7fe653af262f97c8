/*
 * lifetime_params.c - the parameters of models that were fitted before, read from a file.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lifetime_params.h"
#include "real.h"

const struct crm_role crm_lifetime_param_roles[] = {
	{ "model", NULL }, { "parameter", NULL }, { "value", NULL }, { "error", NULL }, { "group",
	    NULL }, { 0 }
};

enum { MODEL,
       PARAMETER,
       VALUE,
       ERROR,
       GROUP };

struct param {
	char *group, *model, *name;
	double value, error;
};

struct crm_lifetime_params {
	struct param *each;
	size_t n, room;
};

void
crm_lifetime_params_close(struct crm_lifetime_params *params)
{
	for (size_t i = 0; params && i < params->n; i++) {
		free(params->each[i].group);
		free(params->each[i].model);
		free(params->each[i].name);
	}
	free(params ? params->each : NULL);
	free(params);
}

/* --- reading ---------------------------------------------------------------------------- */

/* Rows without a value, or of what was tried only, tell nothing to score by. */
static int
add_row(struct crm_lifetime_params *params, const struct crm_plain_log *plain,
        const struct crm_table_row *row, struct crm_fault *why)
{
	const char *value = crm_plain_value(plain, row, VALUE);
	const char *deviation = crm_plain_value(plain, row, ERROR);
	size_t room = params->room ? 2 * params->room : 64;
	struct param p = { 0 };
	int error = *value ? real_parse(value, &p.value, why) : 0;

	if (!error && *deviation)
		error = real_parse(deviation, &p.error, why);
	if (error || !*value)
		return error;
	if (params->n == params->room) {
		struct param *more = reallocarray(params->each, room, sizeof *more);

		if (!more)
			return CRM_NO_MEMORY;
		params->each = more;
		params->room = room;
	}
	p.group = strdup(crm_plain_value(plain, row, GROUP));
	p.model = strdup(crm_plain_value(plain, row, MODEL));
	p.name = strdup(crm_plain_value(plain, row, PARAMETER));
	params->each[params->n++] = p;
	return p.group && p.model && p.name ? 0 : CRM_NO_MEMORY;
}

static int
read_rows(struct crm_plain_log *plain, struct crm_lifetime_params *params, struct crm_fault *why)
{
	struct crm_table_row row;
	int got, error;

	for (size_t role = MODEL; role <= VALUE; role++)
		if (!crm_plain_has(plain, role))
			return crm_fault(why, 0, "no column is the %s: it is not what --params prints",
			                 crm_lifetime_param_roles[role].name);
	while ((got = crm_plain_next(plain, &row)) > 0) {
		error = add_row(params, plain, &row, why);
		if (error == CRM_NO_MEMORY)
			return error;
		if (error)
			crm_plain_refuse(plain, &row, "value", why);
	}
	if (got < 0)
		return got;
	if (plain->refused)
		return crm_plain_refused(plain, why);
	return params->n ? 0 : crm_fault(why, 0, "there are no parameters");
}

int
crm_lifetime_params_read(struct crm_plain_log *plain, struct crm_lifetime_params **out,
                         struct crm_fault *why)
{
	int error;

	*out = calloc(1, sizeof **out);
	error = *out ? read_rows(plain, *out, why) : CRM_NO_MEMORY;
	if (error == CRM_NO_MEMORY)
		crm_fault(why, 0, "out of memory");
	if (error) {
		crm_lifetime_params_close(*out);
		*out = NULL;
	}
	return error;
}

/* --- finding ------------------------------------------------------------------------------ */

static const struct param *
find(const struct crm_lifetime_params *params, const char *label, const char *model,
     const char *name)
{
	for (size_t i = 0; i < params->n; i++) {
		const struct param *p = &params->each[i];

		if (strcmp(p->model, model) == 0 && strcmp(p->name, name) == 0 &&
		    strcmp(p->group, label ? label : "") == 0)
			return p;
	}
	return NULL;
}

static int
fill_parameter(const struct crm_lifetime_params *params, const char *label, const char *model,
               const char *name, double *value, double *deviation, struct crm_fault *why)
{
	const struct param *p = find(params, label, model, name);

	if (!p)
		return crm_fault(why, 0, "the parameters lack %s of %s", name, model);
	if (!(p->value > 0 && p->error >= 0))
		return crm_fault(why, 0, "%s of %s is not above 0", name, model);
	*value = p->value;
	if (deviation)
		*deviation = p->error;
	return 0;
}

static int
fill_covariances(const struct crm_lifetime_params *params, const char *label, const char *model,
                 struct crm_fit *fit, struct crm_fault *why)
{
	char name[32];

	for (size_t i = 0; i < fit->parameters; i++) {
		double share = fit->error[i] / fit->parameter[i];

		fit->covariance[i][i] = share * share;
		for (size_t j = i + 1; j < fit->parameters; j++) {
			const struct param *p;

			snprintf(name, sizeof name, "cov_%s_%s", fit->names[i], fit->names[j]);
			p = find(params, label, model, name);
			if (!p)
				return crm_fault(why, 0, "the parameters lack %s of %s", name, model);
			if (!(fabs(p->value) <= share * fit->error[j] / fit->parameter[j] * (1 + 1e-6)))
				return crm_fault(why, 0, "%s of %s is larger than the errors allow", name,
				                 model);
			fit->covariance[i][j] = fit->covariance[j][i] = p->value;
		}
	}
	return 0;
}

/* names ends with NULL. */
static int
fill_fit(const struct crm_lifetime_params *params, const char *label, const char *model,
         const char *const *names, struct crm_fit *fit, struct crm_fault *why)
{
	const struct param *likelihood = find(params, label, model, "log_likelihood");
	const struct param *customers = find(params, label, model, "customers");
	int error = 0;

	*fit = (struct crm_fit){ .names = names };
	for (; names[fit->parameters] && !error; fit->parameters++)
		error = fill_parameter(params, label, model, names[fit->parameters],
		                       &fit->parameter[fit->parameters], &fit->error[fit->parameters],
		                       why);
	if (error)
		return error;
	fit->log_likelihood = likelihood ? likelihood->value : 0;
	fit->n = customers && customers->value > 0 ? (uint64_t)customers->value : 0;
	return fill_covariances(params, label, model, fit, why);
}

/* --- the models ---------------------------------------------------------------------------- */

/* Of r: the time that a forecast takes grows with it, and fits end far below. */
static const double MOST_ALIKE = 1e5;

static const char *const geometric[] = { "r", "alpha", "a", "b", NULL };
static const char *const exponential[] = { "r", "alpha", "s", "beta", NULL };
static const char *const contractual[] = { "alpha", "beta", NULL };
static const char *const spending[] = { "p", "q", "v", NULL };

const char *
crm_lifetime_params_named(const struct crm_lifetime_params *params, const char *label)
{
	for (size_t i = 0; i < CRM_PURCHASE_MODELS; i++)
		if (find(params, label, crm_purchase_models[i].name, "r"))
			return crm_purchase_models[i].name;
	if (find(params, label, "sbg", "alpha"))
		return "sbg";
	return find(params, label, "simple", "value") ? "simple" : NULL;
}

int
crm_lifetime_params_model(const struct crm_lifetime_params *params, const char *label,
                          const struct crm_purchase_model_type *type,
                          struct crm_purchase_model *out, struct crm_fault *why)
{
	const char *const *names = strcmp(type->name, "pareto") == 0 ? exponential : geometric;
	int error = fill_parameter(params, label, type->name, "unit", &out->unit, NULL, why);

	if (!error)
		error = fill_fit(params, label, type->name, names, &out->fit, why);
	if (!error && out->fit.parameter[0] > MOST_ALIKE)
		error = crm_fault(why, 0, "r of %s is above %g: customers hardly differ", type->name,
		                  MOST_ALIKE);
	return error;
}

int
crm_lifetime_params_contract(const struct crm_lifetime_params *params, const char *label,
                             struct crm_sbg *out, struct crm_fault *why)
{
	return fill_fit(params, label, "sbg", contractual, &out->fit, why);
}

static int
fill_predicted(const struct crm_lifetime_params *params, const char *label, const char *name,
               struct crm_predicted *out, struct crm_fault *why)
{
	double error = 0;

	if (fill_parameter(params, label, "simple", name, &out->value, &error, why))
		return CRM_INVALID;
	out->log_error = error / out->value;
	return 0;
}

/* Customers who do not differ have no k. */
static int
fill_credibility(const struct crm_lifetime_params *params, const char *label, const char *name,
                 double within, struct crm_credibility *out, struct crm_fault *why)
{
	const struct param *k = find(params, label, "simple", name);

	*out = (struct crm_credibility){ .within = within };
	if (!k)
		return 0;
	if (!(k->value >= 0 && within >= 0))
		return crm_fault(why, 0, "%s of simple is below 0", name);
	out->k = k->value;
	/* Without any scatter within all is believed, however customers differ. */
	out->between = k->value > 0 && within / k->value > 0 ? within / k->value : 1;
	return 0;
}

int
crm_lifetime_params_simple(const struct crm_lifetime_params *params, const char *label,
                           double margin, struct crm_simple_value *out, struct crm_fault *why)
{
	const struct param *within = find(params, label, "simple", "order_value_within");
	const struct param *customers = find(params, label, "simple", "customers");
	int error;

	*out = (struct crm_simple_value){ .margin = margin };
	error = fill_predicted(params, label, "order_value", &out->order_value, why);
	if (!error)
		error = fill_predicted(params, label, "frequency", &out->frequency, why);
	if (!error)
		error = fill_predicted(params, label, "lifespan", &out->lifespan, why);
	if (!error)
		error = fill_predicted(params, label, "value", &out->value, why);
	if (!error)
		error = fill_credibility(params, label, "order_value_k", within ? within->value : 0,
		                         &out->order_values, why);
	if (!error)
		error = fill_credibility(params, label, "frequency_k", out->frequency.value,
		                         &out->frequencies, why);
	out->value.value = out->order_value.value * out->frequency.value * out->lifespan.value * margin;
	out->customers = customers && customers->value > 0 ? (uint64_t)customers->value : 0;
	return error;
}

int
crm_lifetime_params_spend(const struct crm_lifetime_params *params, const char *label,
                          struct crm_lifetime *out, struct crm_fault *why)
{
	const struct param *mean = find(params, label, "mean_spend", "spend");
	const struct param *scatter = find(params, label, "mean_spend", "scatter");

	out->spend.minor = out->minor;
	if (mean && mean->value > 0 && scatter) {
		out->spend_kind = CRM_SPEND_MEAN;
		out->mean_spend = (struct crm_predicted){ mean->value, mean->error / mean->value };
		out->spend_scatter = scatter->value;
	}
	if (!find(params, label, "gamma_gamma", "p"))
		return 0;
	if (fill_fit(params, label, "gamma_gamma", spending, &out->spend.fit, why))
		return CRM_INVALID;
	if (!(out->spend.fit.parameter[CRM_GAMMA_GAMMA_Q] > 1))
		return crm_fault(why, 0, "q of gamma_gamma is not above 1: the mean over customers is "
		                         "without bound");
	out->spend_kind = out->spend_kind == CRM_SPEND_MEAN ? CRM_SPEND_MIXED
	                                                    : CRM_SPEND_GAMMA_GAMMA;
	return 0;
}
