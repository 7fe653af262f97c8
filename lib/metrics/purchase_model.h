/*
 * purchase_model.h - models of who will buy again, and how often: BG/NBD, MBG/NBD, Pareto/NBD.
 *
 *	const struct crm_purchase_model_type *type = crm_purchase_model_named("mbgnbd");
 *	struct crm_purchase_model model;
 *	struct crm_prediction     p;
 *	if (type->fit(&model, patterns, count, 7, &why))
 *		return refuse(why.text);
 *	type->predict(&model, &patterns[i], &horizon, &p);
 *
 * The three differ in how customers leave; bgnbd.h, mbgnbd.h and pareto.h say how,
 * and give the sources.  All of them are called in the same way.
 */
#ifndef CRM_METRICS_PURCHASE_MODEL_H
#define CRM_METRICS_PURCHASE_MODEL_H

#include <stddef.h>

#include "../fault.h"
#include "lifetime.h"
#include "prediction.h"

struct crm_purchase_model {
	struct crm_fit fit;     /* alpha, and the beta of Pareto/NBD, are in units of time */
	double         unit;    /* days in a unit of time: 7 for weeks */
};

/*
 * Maximum likelihood.  CRM_INVALID with the reason where the data cannot carry
 * the model: no customers, no time between first purchase and end, no repeat
 * purchases, no churn to be seen, parameters without bound, no convergence.
 * Also CRM_NO_MEMORY.
 */
typedef int crm_purchase_model_fit(struct crm_purchase_model *model,
                                   const struct crm_pattern *patterns, size_t count, double unit,
                                   struct crm_fault *why);

/* A number that the model gives a history: a log-likelihood, a probability. */
typedef double crm_purchase_model_number(const struct crm_purchase_model *model,
                                         const struct crm_pattern *history);

/*
 * What is expected of a customer with this history within the horizon, from the
 * end of the calibration on; of a new one with { 0 }.  The horizon must have
 * passed crm_horizon_check().  The customers of a pattern do not matter here.
 */
typedef void crm_purchase_model_predict(const struct crm_purchase_model *model,
                                        const struct crm_pattern *history,
                                        const struct crm_horizon *horizon,
                                        struct crm_prediction *out);

/* The discounted purchases of all time to come, an endless horizon. */
typedef int crm_purchase_model_residual(const struct crm_purchase_model *model,
                                        const struct crm_pattern *history, double yearly_rate,
                                        struct crm_predicted *out, struct crm_fault *why);

struct crm_purchase_model_type {
	const char                  *name;              /* "bgnbd", as in crm_bgnbd_fit() */
	const char                  *title;             /* "BG/NBD" */
	crm_purchase_model_fit      *fit;
	crm_purchase_model_number   *log_likelihood;    /* of one customer */
	crm_purchase_model_number   *p_alive;           /* 0..1 */
	crm_purchase_model_predict  *predict;
	crm_purchase_model_residual *residual;          /* NULL where the model has none */
};

enum { CRM_PURCHASE_MODELS = 3 };

extern const struct crm_purchase_model_type crm_purchase_models[CRM_PURCHASE_MODELS];

/* NULL if there is none of this name. */
const struct crm_purchase_model_type *crm_purchase_model_named(const char *name);

#endif
