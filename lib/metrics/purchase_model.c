/*
 * purchase_model.c - models of who will buy again, and how often: BG/NBD, MBG/NBD, Pareto/NBD.
 */
#include <string.h>

#include "bgnbd.h"
#include "mbgnbd.h"
#include "pareto.h"

const struct crm_purchase_model_type crm_purchase_models[CRM_PURCHASE_MODELS] = {
	{ .name = "bgnbd", .title = "BG/NBD", .fit = crm_bgnbd_fit, .p_alive = crm_bgnbd_p_alive,
	  .log_likelihood = crm_bgnbd_log_likelihood, .predict = crm_bgnbd_predict },
	{ .name = "mbgnbd", .title = "MBG/NBD", .fit = crm_mbgnbd_fit, .p_alive = crm_mbgnbd_p_alive,
	  .log_likelihood = crm_mbgnbd_log_likelihood, .predict = crm_mbgnbd_predict },
	{ .name = "pareto", .title = "Pareto/NBD", .fit = crm_pareto_fit, .p_alive = crm_pareto_p_alive,
	  .log_likelihood = crm_pareto_log_likelihood, .predict = crm_pareto_predict,
	  .residual = crm_pareto_residual },
};

const struct crm_purchase_model_type *
crm_purchase_model_named(const char *name)
{
	for (size_t i = 0; i < CRM_PURCHASE_MODELS; i++)
		if (strcmp(crm_purchase_models[i].name, name) == 0)
			return &crm_purchase_models[i];
	return NULL;
}
