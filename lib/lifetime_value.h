/*
 * lifetime_value.h - what each customer is expected to buy and be worth: BG/NBD and Gamma-Gamma.
 *
 *	struct crm_lifetime lifetime = { .end = today, .unit = 7, .margin = 1, .minor = 100,
 *	                                 .horizon = { .days = 365, .yearly_rate = 0.1 } };
 *	struct crm_lifetime_value v = { 0 };
 *	if (crm_lifetime_fit(&lifetime, log, &why))
 *		... why.text ...
 *	for (size_t i = 0; i < lifetime.n; i++) {
 *		crm_lifetime_value(&lifetime, i, &v);
 *		... crm_writer_put(writer, &v) ...
 *	}
 *	crm_lifetime_clear(&lifetime);
 *
 * The models, their sources and intervals are in metrics/bgnbd.h, metrics/gamma_gamma.h
 * and metrics/prediction.h.  The value within the horizon is the expected number of
 * orders, each discounted by its date, times the expected spend on an order, times the
 * margin.
 */
#ifndef CRM_LIFETIME_VALUE_H
#define CRM_LIFETIME_VALUE_H

#include "crm.h"
#include "metrics/bgnbd.h"
#include "metrics/gamma_gamma.h"
#include "record.h"

struct crm_lifetime {
	/* The caller's. */
	int64_t               end;           /* the last day that the models are fitted to */
	int64_t               until;         /* purchases from end to here are for the hold-out */
	double                unit;          /* days in a unit of time */
	double                margin;        /* of a unit of spend; > 0 */
	double                minor;         /* minor units in a unit of money */
	struct crm_horizon    horizon;
	bool                  without_spend; /* leave Gamma-Gamma and all of money out */

	/* Set by crm_lifetime_fit(). */
	struct crm_purchase_model orders;
	struct crm_gamma_gamma spend;
	struct crm_purchases  *customers;    /* who bought by the end; in order of the log's numbers */
	size_t                 n;
	struct crm_pattern    *patterns;
	size_t                 pattern_n;
	uint32_t              *pattern_of;   /* of each customer */
	struct crm_prediction *predictions;  /* of each pattern */
};

/*
 * Fit the models and look ahead.  CRM_INVALID with the reason where the data cannot
 * carry them, after `spend: ' if it is only that; CRM_NO_MEMORY.  All is cleared after an
 * error.
 */
int  crm_lifetime_fit(struct crm_lifetime *lifetime, struct crm_purchase_log *log,
                      struct crm_fault *why);
void crm_lifetime_clear(struct crm_lifetime *lifetime);

/*
 * A customer's past and future.  Absent is what was not asked for or is beyond all
 * bounds.  The texts are borrowed from whoever set them: there is nothing to clear.
 */
struct crm_lifetime_value {
	int64_t         id;                /* of the customer in the database, or */
	char           *customer;          /* the customer's name in a file */
	char           *customer_name;
	struct crm_int  x;                 /* days with a repeat purchase */
	struct crm_real t_x, T;            /* time to the last purchase, to the end; in units */
	struct crm_real p_alive;
	struct crm_real orders, orders_lo, orders_hi;
	struct crm_int  spend;             /* on an order; minor units like the rest */
	struct crm_int  value, value_lo, value_hi;
	char           *currency;          /* NULL: the base currency */
};

extern const struct crm_type crm_lifetime_value_type;   /* customers of the database */
extern const struct crm_type crm_lifetime_file_type;    /* customers of a file */

/*
 * Fill in the numbers, not the texts and the id.  Measured numbers are rounded to six
 * decimals: more digits than that are never known.
 */
void crm_lifetime_value(const struct crm_lifetime *lifetime, size_t i,
                        struct crm_lifetime_value *out);

/* Who the customers of a log are (purchases.h), and which of them are wanted. */
struct crm_lifetime_customers {
	crm                           *db;         /* NULL: those of a file */
	const struct crm_purchase_log *log;
	const int64_t                 *ids;        /* in rising order; NULL: all */
	size_t                         n;
	char                          *currency;   /* of a file's amounts */
};

/*
 * Call put with every customer who is wanted, in order of the log, until it returns an
 * error.  Returns that, or what the database says.
 */
int crm_lifetime_each(const struct crm_lifetime *lifetime,
                      const struct crm_lifetime_customers *customers,
                      int (*put)(void *aux, const struct crm_lifetime_value *value), void *aux);

/*
 * What a fit tells: parameters with their 95 % intervals, the log-likelihood, and, if
 * until is after the end, how well the orders from then to until were foreseen.
 */
struct crm_lifetime_parameter {
	char           *model;       /* bgnbd, gamma_gamma, holdout */
	char           *parameter;   /* r ...; log_likelihood, customers; predicted ... */
	struct crm_real value, lo, hi;
	struct crm_real error;       /* standard error */
};

extern const struct crm_type crm_lifetime_parameter_type;

/*
 * The i-th, its texts borrowed from the library: do not clear it.  False: there is none.
 *
 *	bgnbd        r alpha a b log_likelihood customers
 *	gamma_gamma  p q v log_likelihood customers left_out (whose repeat spend is 0 or less)
 *	holdout      days predicted actual (orders of all customers), bias (predicted / actual
 *	             - 1), mae rmse (errors of a customer's orders)
 *
 * For a hold-out the horizon must be the days from end to until.
 */
bool crm_lifetime_parameter(const struct crm_lifetime *lifetime, size_t i,
                            struct crm_lifetime_parameter *out);

#endif
