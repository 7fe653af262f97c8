/*
 * lifetime_value.h - what each customer is expected to buy and be worth.
 *
 *	struct crm_lifetimes lifetimes = { .as = { .end = today, .unit = 7, .margin = 1, .minor = 100,
 *	                                           .horizon = { .days = 365, .yearly_rate = 0.1 } } };
 *	if (crm_lifetimes_fit(&lifetimes, log, &why))
 *		... why.text ...
 *	crm_lifetimes_each(&lifetimes, &whom, put, aux);
 *	crm_lifetimes_clear(&lifetimes);
 *
 * The models, their sources and intervals are in metrics/: purchase_model.h (BG/NBD,
 * MBG/NBD, Pareto/NBD), sbg.h, simple_value.h, gamma_gamma.h, prediction.h; how one of them
 * is chosen is in lifetime_trial.h.  The value within the horizon is the expected number of
 * orders, each discounted by its date, times the expected spend on an order, times the
 * margin.
 *
 * Where Gamma-Gamma cannot be fitted, the expected spend is a plain mean, and a note says
 * so: the customer's own mean repeat spend, of who has none the mean of all.  Purchases are
 * then taken to scatter about it as widely as the customers' means scatter about theirs.
 * Where its mean of all misses that of the customers, who has none has the latter, too.
 *
 * The simple formula takes frequency x lifespan for orders, without discount; frequency and
 * order value lie between the customer's own and those of all.  Its lifespan is 1 / churn, at
 * most the horizon: churn is the share of customers with a purchase in the second third of
 * the log's days that had none in the last third.
 */
#ifndef CRM_LIFETIME_VALUE_H
#define CRM_LIFETIME_VALUE_H

#include "crm.h"
#include "lifetime_contract.h"
#include "lifetime_trial.h"
#include "metrics/gamma_gamma.h"
#include "metrics/simple_value.h"
#include "record.h"

struct crm_lifetime_params;

enum crm_lifetime_kind {
	CRM_LIFETIME_NONE,     /* nothing could be fitted: the last note says why */
	CRM_LIFETIME_MODEL,    /* BG/NBD, MBG/NBD, Pareto/NBD */
	CRM_LIFETIME_CONTRACT, /* sBG */
	CRM_LIFETIME_SIMPLE    /* order value x frequency x lifespan x margin */
};

enum crm_spend_kind { CRM_SPEND_NONE,
	              CRM_SPEND_GAMMA_GAMMA,
	              CRM_SPEND_MEAN,
	              CRM_SPEND_MIXED /* Gamma-Gamma; of who bought once the mean */ };

/* From this correlation of spend and frequency on, if its interval is off 0, a note warns. */
#define CRM_SPEND_DEPENDS 0.1

/* Its mean of all misses that of the customers: off it by this share, and out of its interval. */
#define CRM_SPEND_MISSES 0.25

enum { CRM_LIFETIME_NOTES = 4 };

/* A model of customers: of all, or of a group. */
struct crm_lifetime {
	/* The caller's. */
	int64_t end;   /* the last day that the models are fitted to */
	double unit;   /* days in a unit of time */
	double margin; /* of a unit of spend; above 0, at most 1 */
	double minor;  /* minor units in a unit of money */
	struct crm_horizon horizon;
	bool without_spend;                       /* leave all of money out */
	const char *model;                        /* of purchase_model.h; sbg, simple; NULL: auto */
	double lifespan;                          /* years, of the simple formula; 0: 1 / churn */
	struct crm_period renewal;                /* of sBG; count 0: a month */
	const struct crm_lifetime_params *params; /* use these instead of fitting; NULL: fit */

	/* Set by crm_lifetimes_fit(). */
	const char *label; /* of the group, borrowed; NULL: all customers */
	enum crm_lifetime_kind kind;
	const struct crm_purchase_model_type *type; /* of a MODEL */
	struct crm_purchase_model orders;
	struct crm_sbg contract;
	struct crm_simple_value simple;
	struct crm_lifetime_trial trial; /* entries 0: nothing was tried */
	enum crm_spend_kind spend_kind;
	struct crm_gamma_gamma spend;
	struct crm_predicted mean_spend; /* MEAN: of a repeat purchase of anybody */
	double spend_scatter;            /* MEAN: of customers' means, relative to their mean */
	struct crm_interval correlation; /* of spend and frequency */
	bool has_correlation;
	size_t notes; /* what people should be told */
	struct crm_fault note[CRM_LIFETIME_NOTES];

	struct crm_purchases *customers; /* who bought by the end; in order of the log's numbers */
	size_t n;
	struct crm_pattern *patterns; /* CONTRACT: x renewals, t_x 1 if left, T the wait */
	size_t pattern_n;
	uint32_t *pattern_of;               /* of each customer */
	struct crm_prediction *predictions; /* of each pattern */
	bool has_residual;                  /* the predictions have all time to come */
};

/* Models of customers by group. */
struct crm_lifetimes {
	/* The caller's. */
	struct crm_lifetime as;    /* as each group is to be fitted */
	size_t n;                  /* groups; 0: all customers together */
	const char *const *labels; /* of the groups */
	const uint32_t *group_of;  /* of each customer of the log, by number */
	const uint32_t *referrer_of; /* likewise, as crm_purchases_referrers() has it; NULL: unknown */

	/* Set by crm_lifetimes_fit(). */
	struct crm_lifetime *each; /* n, or 1, in the order of the labels */
	uint32_t *of;              /* the group of each of the rows, */
	size_t rows;               /* which are in order of the log */
};

/*
 * Fit, and look ahead.  Of a single group CRM_INVALID with the reason where the data cannot
 * carry what was asked for; of several those that cannot are CRM_LIFETIME_NONE, with a note.
 * CRM_NO_MEMORY.  All is cleared after an error.
 */
int crm_lifetimes_fit(struct crm_lifetimes *lifetimes, struct crm_purchase_log *log,
                      struct crm_fault *why);
void crm_lifetimes_clear(struct crm_lifetimes *lifetimes);

/*
 * Try the models (as.model, or all of them) on the purchases after as.end up to `until', a
 * trial for each group in `each', which has room for them all.  A group that cannot be tried
 * has no entries and the reason.
 */
int crm_lifetimes_try(const struct crm_lifetimes *lifetimes, struct crm_purchase_log *log,
                      int64_t until, struct crm_lifetime_trial *each, struct crm_fault *why);

/*
 * A customer's past and future.  Absent is what was not asked for or is beyond all
 * bounds.  The texts are borrowed from whoever set them: there is nothing to clear.
 */
struct crm_lifetime_value {
	int64_t id;     /* of the customer in the database, or */
	char *customer; /* the customer's name in a file */
	char *customer_name;
	struct crm_int x;       /* days with a repeat purchase */
	struct crm_real t_x, T; /* time to the last purchase, to the end; in units */
	struct crm_real p_alive;
	struct crm_real orders, orders_lo, orders_hi;
	struct crm_int spend; /* on an order; minor units like the rest */
	struct crm_int value, value_lo, value_hi;
	struct crm_int residual;   /* the value of all time to come */
	struct crm_int mean_spend; /* of repeat purchases, so far */
	char *model, *group;
	struct crm_int referred, referral_value, total_value; /* with referrals alone */
	char *currency;                                       /* NULL: the base currency */
};

/* Customers of the database and of a file; those with the group among their columns. */
extern const struct crm_type crm_lifetime_value_type, crm_lifetime_file_type;
extern const struct crm_type crm_lifetime_value_group_type, crm_lifetime_file_group_type;
extern const struct crm_type crm_lifetime_referral_type;   /* of the database, with referrals */

/*
 * Fill in the numbers, model and group, not the customer.  Measured numbers are rounded to
 * six decimals: more digits than that are never known.
 */
void crm_lifetime_value(const struct crm_lifetime *lifetime, size_t i,
                        struct crm_lifetime_value *out);

/* The same of a history and its prediction, wherever they come from. */
void crm_lifetime_value_of(const struct crm_lifetime *lifetime,
                           const struct crm_purchases *customer,
                           const struct crm_prediction *ahead,
                           struct crm_lifetime_value *out);

/* Who the customers of a log are (purchases.h), and which of them are wanted. */
struct crm_lifetime_customers {
	crm *db; /* NULL: those of a file */
	const struct crm_purchase_log *log;
	const int64_t *ids; /* in rising order; NULL: all */
	size_t n;
	char *currency; /* of a file's amounts */
};

/*
 * Call put with a struct crm_lifetime_value for every customer who is wanted, in order of the
 * log, until it returns an error.  Returns that, or what the database says.  Where referrers
 * are known, the value of who was brought is added to that of the referrer: of each once, and
 * not of those whom these brought in their turn.
 */
int crm_lifetimes_each(const struct crm_lifetimes *lifetimes,
                       const struct crm_lifetime_customers *customers,
                       int (*put)(void *aux, const void *value), void *aux);

/* What a fit tells: parameters with their 95 % intervals, and on what evidence they stand. */
struct crm_lifetime_parameter {
	char *group;
	char *model;
	char *parameter;
	struct crm_real value, lo, hi;
	struct crm_real error; /* standard error */
};

extern const struct crm_type crm_lifetime_parameter_type, crm_lifetime_parameter_group_type;

/*
 * Call put with each struct crm_lifetime_parameter until it returns an error; returns that.
 * By model:
 *
 *	bgnbd mbgnbd  r alpha a b         and log_likelihood customers unit (its days); the
 *	pareto        r alpha s beta      covariances of the parameters' logarithms: cov_r_alpha
 *	sbg           alpha beta          the same; period (days), retention_1 ... survival_1 ...
 *	simple        order_value frequency lifespan value orders customers, all of the
 *	              customers together; and order_value_k order_value_within frequency_k
 *	              (credibility.h): no k where customers do not differ
 *	gamma_gamma   p q v log_likelihood customers left_out (whose repeat spend is 0 or less),
 *	              covariances, correlation (of spend and frequency)
 *	mean_spend    spend scatter
 *
 * and of every model that was tried, and the run_rate, holdout_rmse and holdout_bias.
 */
int crm_lifetime_parameters(const struct crm_lifetime *lifetime,
                            int (*put)(void *aux, const void *parameter), void *aux);

#endif
