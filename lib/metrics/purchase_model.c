/*
 * purchase_model.c - models of who will buy again, and how often: BG/NBD, MBG/NBD, Pareto/NBD.
 */
#include <string.h>

#include "bgnbd.h"
#include "mbgnbd.h"
#include "pareto.h"

#define FUNCTIONS(model) \
	.fit = crm_##model##_fit, .log_likelihood = crm_##model##_log_likelihood, \
	.p_alive = crm_##model##_p_alive, .present = crm_##model##_present, \
	.ahead = crm_##model##_ahead

const struct crm_purchase_model_type crm_purchase_models[CRM_PURCHASE_MODELS] = {
	{ .name = "bgnbd", .title = "BG/NBD", FUNCTIONS(bgnbd) },
	{ .name = "mbgnbd", .title = "MBG/NBD", FUNCTIONS(mbgnbd) },
	{ .name = "pareto", .title = "Pareto/NBD", FUNCTIONS(pareto), .by_age = true,
	  .has_residual = true },
};

const struct crm_purchase_model_type *
crm_purchase_model_named(const char *name)
{
	for (size_t i = 0; i < CRM_PURCHASE_MODELS; i++)
		if (strcmp(crm_purchase_models[i].name, name) == 0)
			return &crm_purchase_models[i];
	return NULL;
}

void
crm_predict_from(const struct crm_purchase_model *model, const struct crm_present *present,
                 const struct crm_ahead *ahead, struct crm_prediction *out)
{
	struct crm_computed orders     = crm_computed_product(&present->rate, &ahead->orders);
	struct crm_computed discounted = crm_computed_product(&present->rate, &ahead->discounted);
	struct crm_computed residual   = crm_computed_product(&present->rate, &ahead->residual);

	*out = (struct crm_prediction){
		.p_alive    = present->p_alive,
		.orders     = crm_predicted_of(&model->fit, &orders),
		.discounted = crm_predicted_of(&model->fit, &discounted),
		.residual   = crm_predicted_of(&model->fit, &residual),
	};
}

void
crm_predict(const struct crm_purchase_model_type *type, const struct crm_purchase_model *model,
            const struct crm_pattern *history, const struct crm_horizon *horizon,
            struct crm_prediction *out)
{
	struct crm_present present;
	struct crm_ahead   ahead;

	type->present(model, history, &present);
	type->ahead(model, history, horizon, &ahead);
	crm_predict_from(model, &present, &ahead, out);
}
