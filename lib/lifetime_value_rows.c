/*
 * lifetime_value_rows.c - what a fit tells, in rows: parameters, and what they stand on.
 */
#include <stdio.h>

#include "lifetime_value_fit.h"
#include "measured.h"

/* --- the columns -------------------------------------------------------------------------- */

#define FIELD(member) .offset = offsetof(struct crm_lifetime_parameter, member)

static const struct crm_field fields[] = {
	{ .name = "group", .kind = CRM_TEXT, FIELD(group),
	  .help = "the customers", .zh = "組別" },
	{ .name = "model", .kind = CRM_TEXT, FIELD(model),
	  .help = "of orders, of spend, or one that was tried", .zh = "模型" },
	{ .name = "parameter", .kind = CRM_TEXT, FIELD(parameter),
	  .help = "its name, or what else the fit tells", .zh = "參數" },
	{ .name = "value", .kind = CRM_REAL, FIELD(value),
	  .help = "the estimate", .zh = "值" },
	{ .name = "lo", .kind = CRM_REAL, FIELD(lo),
	  .help = "lower 95 % limit", .zh = "下限" },
	{ .name = "hi", .kind = CRM_REAL, FIELD(hi),
	  .help = "upper 95 % limit", .zh = "上限" },
	{ .name = "error", .kind = CRM_REAL, FIELD(error),
	  .help = "standard error", .zh = "標準誤" },
	{ 0 }
};

#define TYPE(which) \
	{ \
		.name = "parameter", .plural = "parameters", .zh = "參數", \
		.size = sizeof(struct crm_lifetime_parameter), .fields = fields, .columns = (which) \
	}

const struct crm_type crm_lifetime_parameter_type = TYPE("model,parameter,value,lo,hi,error");
const struct crm_type crm_lifetime_parameter_group_type =
	TYPE("group,model,parameter,value,lo,hi,error");

/* --- rows ---------------------------------------------------------------------------------- */

/* Where rows go; after an error nowhere. */
struct sink {
	const char *group, *model;
	int (*put)(void *aux, const void *row);
	void *aux;
	int error;
};

/* To 12 significant digits: parameters are read back to score by. */
static struct crm_real
significant(double value)
{
	double scale;

	if (!isfinite(value) || value == 0)
		return measured(value);
	scale = pow(10, 11 - floor(log10(fabs(value))));
	return isfinite(scale) && scale > 0 ? (struct crm_real)CRM_SET(round(value * scale) / scale)
	                                    : (struct crm_real)CRM_SET(value);
}

static void
put_row(struct sink *sink, struct crm_lifetime_parameter row)
{
	row.group = shown(sink->group);
	row.model = shown(sink->model);
	if (!sink->error)
		sink->error = sink->put(sink->aux, &row);
}

static void
put_number(struct sink *sink, const char *name, double value)
{
	put_row(sink, (struct crm_lifetime_parameter){ .parameter = shown(name),
	                                               .value = significant(value) });
}

static void
put_interval(struct sink *sink, const char *name, struct crm_interval i)
{
	put_row(sink, (struct crm_lifetime_parameter){
			      .parameter = shown(name), .value = significant(i.value),
			    .lo = significant(i.lo), .hi = significant(i.hi) });
}

static void
put_predicted(struct sink *sink, const char *name, struct crm_predicted p)
{
	struct crm_interval i = crm_predicted_interval(p);

	put_row(sink, (struct crm_lifetime_parameter){
			      .parameter = shown(name), .value = significant(i.value),
			    .lo = significant(i.lo), .hi = significant(i.hi),
			    .error = significant(p.value * p.log_error) });
}

/* The covariances that the errors do not tell, of the parameters' logarithms. */
static void
put_covariances(struct sink *sink, const struct crm_fit *fit)
{
	char name[32];

	for (size_t i = 0; i < fit->parameters; i++)
		for (size_t j = i + 1; j < fit->parameters; j++) {
			snprintf(name, sizeof name, "cov_%s_%s", fit->names[i], fit->names[j]);
			put_number(sink, name, fit->covariance[i][j]);
		}
}

static void
put_fit(struct sink *sink, const char *model, const struct crm_fit *fit)
{
	sink->model = model;
	for (size_t i = 0; i < fit->parameters; i++)
		put_predicted(sink, fit->names[i], (struct crm_predicted){ fit->parameter[i],
		    sqrt(fit->covariance[i][i]) });
	put_number(sink, "log_likelihood", fit->log_likelihood);
	put_number(sink, "customers", (double)fit->n);
}

static void
put_contract(struct sink *sink, const struct crm_lifetime *l)
{
	static const uint32_t shown_periods = 12;
	char name[32];

	put_fit(sink, "sbg", &l->contract.fit);
	put_number(sink, "period", crm_contract_days(lifetime_renewal(l)));
	put_covariances(sink, &l->contract.fit);
	for (uint32_t n = 1; n <= shown_periods; n++) {
		snprintf(name, sizeof name, "retention_%u", n);
		put_interval(sink, name, crm_sbg_retention(&l->contract, n));
	}
	for (uint32_t n = 1; n <= shown_periods; n++) {
		snprintf(name, sizeof name, "survival_%u", n);
		put_interval(sink, name, crm_sbg_survival(&l->contract, n));
	}
}

/* Where customers do not differ it is beyond all bounds. */
static double
k_of(const struct crm_credibility *c)
{
	return c->between > 0 ? c->k : INFINITY;
}

static void
put_simple(struct sink *sink, const struct crm_simple_value *simple)
{
	sink->model = "simple";
	put_predicted(sink, "order_value", simple->order_value);
	put_predicted(sink, "frequency", simple->frequency);
	put_predicted(sink, "lifespan", simple->lifespan);
	put_predicted(sink, "value", simple->value);
	put_number(sink, "order_value_k", k_of(&simple->order_values));
	put_number(sink, "order_value_within", simple->order_values.within);
	put_number(sink, "frequency_k", k_of(&simple->frequencies));
	put_number(sink, "orders", (double)simple->orders);
	put_number(sink, "customers", (double)simple->customers);
}

static void
put_orders(struct sink *sink, const struct crm_lifetime *l)
{
	switch (l->kind) {
	case CRM_LIFETIME_MODEL:
		put_fit(sink, l->type->name, &l->orders.fit);
		put_number(sink, "unit", l->orders.unit);
		put_covariances(sink, &l->orders.fit);
		break;
	case CRM_LIFETIME_CONTRACT:
		put_contract(sink, l);
		break;
	case CRM_LIFETIME_SIMPLE:
		put_simple(sink, &l->simple);
		break;
	default:
		break;
	}
}

static void
put_spend(struct sink *sink, const struct crm_lifetime *l)
{
	if (l->spend_kind == CRM_SPEND_GAMMA_GAMMA || l->spend_kind == CRM_SPEND_MIXED) {
		put_fit(sink, "gamma_gamma", &l->spend.fit);
		put_number(sink, "left_out", (double)l->spend.left_out);
		put_covariances(sink, &l->spend.fit);
		if (l->has_correlation)
			put_interval(sink, "correlation", l->correlation);
	}
	if (l->spend_kind == CRM_SPEND_MEAN || l->spend_kind == CRM_SPEND_MIXED) {
		sink->model = "mean_spend";
		put_predicted(sink, "spend", l->mean_spend);
		put_number(sink, "scatter", l->spend_scatter);
	}
}

static void
put_trial(struct sink *sink, const struct crm_lifetime_trial *t)
{
	for (size_t i = 0; i < t->entries; i++) {
		const struct crm_trial_entry *e = &t->entry[i];

		if (!e->done)
			continue;
		sink->model = e->type ? e->type->name : "run_rate";
		put_interval(sink, "holdout_rmse", e->holdout.root_mean_square_error);
		if (e->holdout.has_bias)
			put_interval(sink, "holdout_bias", e->holdout.bias);
	}
}

int
crm_lifetime_parameters(const struct crm_lifetime *l,
                        int (*put)(void *, const void *), void *aux)
{
	struct sink sink = { .group = l->label, .put = put, .aux = aux };

	put_orders(&sink, l);
	put_spend(&sink, l);
	put_trial(&sink, &l->trial);
	return sink.error;
}
