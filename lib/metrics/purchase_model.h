/*
 * purchase_model.h - models of who will buy again, and how often: BG/NBD, MBG/NBD, Pareto/NBD.
 *
 *	const struct crm_purchase_model_type *type = crm_purchase_model_named("mbgnbd");
 *	struct crm_purchase_model model;
 *	struct crm_prediction     p;
 *	if (type->fit(&model, patterns, count, 7, &why))
 *		return refuse(why.text);
 *	crm_predict(type, &model, &patterns[i], &horizon, &p);
 *
 * The three differ in how customers leave; bgnbd.h, mbgnbd.h and pareto.h say how,
 * and give the sources.  All of them are called in the same way.
 */
#ifndef CRM_METRICS_PURCHASE_MODEL_H
#define CRM_METRICS_PURCHASE_MODEL_H

#include <stdbool.h>
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

/* A customer now. */
struct crm_present {
	double              p_alive;    /* 0..1 */
	struct crm_computed rate;       /* purchases expected in a unit of time */
};

/*
 * Purchases ahead for each of the rate now, in units of time: within the horizon, the
 * same each at its worth today, and so all that ever come.
 */
struct crm_ahead {
	struct crm_computed orders, discounted;
	struct crm_computed residual;   /* value 0: none, or no yearly rate of 1e-6 or more */
};

typedef void crm_purchase_model_present(const struct crm_purchase_model *model,
                                        const struct crm_pattern *history,
                                        struct crm_present *out);

/* Of a history its x and T matter, or T alone. */
typedef void crm_purchase_model_ahead(const struct crm_purchase_model *model,
                                      const struct crm_pattern *history,
                                      const struct crm_horizon *horizon, struct crm_ahead *out);

struct crm_purchase_model_type {
	const char                 *name;              /* "bgnbd", as in crm_bgnbd_fit() */
	const char                 *title;             /* "BG/NBD" */
	crm_purchase_model_fit     *fit;
	crm_purchase_model_number  *log_likelihood;    /* of one customer */
	crm_purchase_model_number  *p_alive;           /* 0..1 */
	crm_purchase_model_present *present;
	crm_purchase_model_ahead   *ahead;
	bool                        by_age;            /* ahead depends on T alone */
	bool                        has_residual;
};

enum { CRM_PURCHASE_MODELS = 3 };

extern const struct crm_purchase_model_type crm_purchase_models[CRM_PURCHASE_MODELS];

/* NULL if there is none of this name. */
const struct crm_purchase_model_type *crm_purchase_model_named(const char *name);

/*
 * What is expected of a customer with this history within the horizon, from the
 * end of the calibration on; of a new one with { 0 }.  The horizon must have
 * passed crm_horizon_check().  The customers of a pattern do not matter here.
 */
void crm_predict(const struct crm_purchase_model_type *type,
                 const struct crm_purchase_model *model, const struct crm_pattern *history,
                 const struct crm_horizon *horizon, struct crm_prediction *out);

/* The same of a present and what lies ahead of it. */
void crm_predict_from(const struct crm_purchase_model *model, const struct crm_present *present,
                      const struct crm_ahead *ahead, struct crm_prediction *out);

#endif
