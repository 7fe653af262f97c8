/*
 * lifetime_trial.h - models of purchases tried on what they have not seen.
 *
 *	struct crm_lifetime_trial trial = { .unit = 7, .end = split, .until = today };
 *	crm_purchase_log_summarise(log, split, today, &rows, &n, &why);
 *	if (crm_lifetime_try(&trial, rows, n, &why))
 *		... why.text ...
 *	puts(trial.reason.text);
 *
 * Each model is fitted to the purchases up to `end' and foresees those up to `until'; the
 * run-rate, everybody going on as before, stands beside them (metrics/holdout.h).
 *
 * A model is chosen by its root mean square error there, never by a likelihood: MBG/NBD,
 * or Pareto/NBD if its squared errors are smaller by more than 1.96 standard errors of the
 * difference, customer by customer.  BG/NBD is shown beside them and never chosen: it takes
 * everybody who bought once to be still there.  No model has earned trust, and none is
 * chosen, with less than CRM_TRIAL_CUSTOMERS customers, CRM_TRIAL_REPEATERS of them with a
 * repeat purchase up to `end', or CRM_TRIAL_ORDERS orders after it; nor one that does not
 * beat the run-rate.
 *
 * Of contracts it is sBG that foresees the renewals, and beside it stands a constant churn:
 * at each renewal the share of all that left so far.
 */
#ifndef CRM_LIFETIME_TRIAL_H
#define CRM_LIFETIME_TRIAL_H

#include "crm.h"
#include "lifetime_contract.h"
#include "metrics/holdout.h"
#include "metrics/purchase_model.h"
#include "record.h"

enum { CRM_TRIAL_CUSTOMERS = 100,
       CRM_TRIAL_REPEATERS = 30,
       CRM_TRIAL_ORDERS = 30 };

struct crm_trial_entry {
	const char *name;                           /* bgnbd ... run_rate; sbg, constant_churn */
	const struct crm_purchase_model_type *type; /* NULL: it is none of them */
	bool done;                                  /* false: it cannot be fitted to these data */
	struct crm_fault why;                       /* why not */
	struct crm_holdout holdout;
	struct crm_calibration calibration[CRM_CALIBRATION_GROUPS];
	double stay;                                /* contracts: customers expected to stay */
};

struct crm_lifetime_trial {
	/* The caller's. */
	double unit;                                /* days in a unit of time */
	int64_t end, until;                         /* days */
	const struct crm_purchase_model_type *only; /* try this one alone; NULL: all of them */

	/* Set by crm_lifetime_try(). */
	uint64_t n, repeaters, orders;
	size_t entries;
	struct crm_trial_entry entry[CRM_PURCHASE_MODELS + 1]; /* the last is what to beat */
	uint64_t stayed;                                       /* contracts: at the last renewal */
	const struct crm_purchase_model_type *chosen;          /* NULL: none has earned trust */
	struct crm_fault reason; /* the choice and its evidence,
	    in a sentence */
};

/*
 * Rows as crm_purchase_log_summarise() makes them of `end' and `until'.  A model that
 * cannot be fitted is no error.  CRM_INVALID for less than 2 customers or no day to
 * foresee; CRM_NO_MEMORY.
 */
int crm_lifetime_try(struct crm_lifetime_trial *trial, const struct crm_purchases *rows, size_t n,
                     struct crm_fault *why);

/*
 * The same of contracts at `end' and what came of them, as crm_contracts_split() has both:
 * x are renewals before, orders renewals since.  CRM_INVALID also where sBG cannot be fitted,
 * or nobody came to a renewal.
 */
int crm_lifetime_try_contracts(struct crm_lifetime_trial *trial, const struct crm_contract *before,
                               const struct crm_contract_later *later, size_t n,
                               struct crm_fault *why);

/* What to hold out of a history: the last third of the days from the first one to `until'. */
int64_t crm_lifetime_split(int64_t first, int64_t until);

/* What a trial tells, by model.  The texts are borrowed: do not clear it. */
struct crm_trial_row {
	char *group, *model, *measure;     /* bias, mae, rmse, calibration, survival */
	struct crm_int x;                  /* calibration: repeat purchases before */
	struct crm_int n;                  /* customers */
	struct crm_real predicted, actual; /* orders of all; calibration: of one on average;
	                                      survival: customers who stay */
	struct crm_real value, lo, hi;     /* calibration: predicted - actual; survival: of one */
};

extern const struct crm_type crm_trial_row_type, crm_trial_row_group_type;

/* Call put with each struct crm_trial_row until it returns an error; returns that. */
int crm_trial_each(const struct crm_lifetime_trial *trial, const char *group,
                   int (*put)(void *aux, const void *row), void *aux);

#endif
