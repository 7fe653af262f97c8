/*
 * survival.h - how many customers with contracts are left after each period: a curve, foreseen.
 *
 *	struct crm_survival survival = { 0 };
 *	crm_plain_open(&plain, "left.csv", crm_survival_roles, told, n_told, NULL, &why);
 *	if (crm_survival_read(&plain, &survival, &why) || crm_survival_fit(&survival, 0, &why))
 *		... why.text ...
 *	crm_survival_each(&survival, &ahead, put, aux);
 *	crm_survival_clear(&survival);
 *
 * The file has a row for each period: how many customers began, how many of them were left
 * after one renewal, after two ...; in numbers or in percent.  The model is sBG
 * (metrics/sbg.h); beside it stands a constant churn, the same at each renewal.
 */
#ifndef CRM_SURVIVAL_H
#define CRM_SURVIVAL_H

#include "metrics/sbg.h"
#include "plain_log.h"
#include "record.h"

/* customers, period. */
extern const struct crm_role crm_survival_roles[];

struct crm_survival {
	/* Set by crm_survival_read(). */
	double *customers; /* of each period, from 0 */
	size_t  n, room;

	/* Set by crm_survival_fit(). */
	struct crm_sbg model;
	double         stay; /* at a renewal, if churn is constant */
};

/*
 * Periods, where a column tells them, are 0, 1, 2 ... in this order.  Rows that make no sense
 * are refused, as are more customers than in the period before; then, and for a file without
 * any, CRM_INVALID.
 */
int  crm_survival_read(struct crm_plain_log *plain, struct crm_survival *out,
                       struct crm_fault *why);
void crm_survival_clear(struct crm_survival *survival);

/* Fit to all periods but the last `held_out'.  Errors of crm_sbg_fit(). */
int crm_survival_fit(struct crm_survival *survival, size_t held_out, struct crm_fault *why);

/* The texts are borrowed: there is nothing to clear. */
struct crm_survival_row {
	struct crm_int  period;
	struct crm_real customers, actual;  /* of the file; actual is a share of those of period 0 */
	struct crm_real survival, lo, hi;   /* the same by the model, with its 95 % interval */
	struct crm_real constant;           /* by constant churn */
	struct crm_real retention;          /* by the model: of who came to this renewal, who renews */
	struct crm_real residual;           /* payments to come of who just did, discounted, ever */
};

extern const struct crm_type crm_survival_type;

/* How far to look ahead. */
struct crm_survival_ahead {
	size_t periods;
	double rate;    /* of a period, as in crm_sbg_payments(); residual is absent below 1e-6 */
};

/*
 * Call put with a struct crm_survival_row for each period of the file, and so many more, until
 * it returns an error; returns that.
 */
int crm_survival_each(const struct crm_survival *survival, const struct crm_survival_ahead *ahead,
                      int (*put)(void *aux, const void *row), void *aux);

#endif
