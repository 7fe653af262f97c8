/*
 * lifetime_value_fit.h - what the lifetime_value*.c files share (internal).
 */
#ifndef LIFETIME_VALUE_FIT_H
#define LIFETIME_VALUE_FIT_H

#include "lifetime_value.h"

/* The customers of a group: what they did, and what they had done at an earlier day. */
struct lifetime_history {
	struct crm_purchases *rows; /* up to the end */
	size_t n;
	struct crm_purchases *earlier; /* up to the split, with what came later */
	size_t earlier_n;
	int64_t split;
	struct crm_contract *contracts; /* of each row; NULL unless they are asked for */
};

/* All the customers of a log, as the models of `as' need them. */
int lifetime_history_read(const struct crm_lifetime *as, struct crm_purchase_log *log,
                          struct lifetime_history *out, struct crm_fault *why);
void lifetime_history_clear(struct lifetime_history *history);

/* Fit to them; the rows become the lifetime's. */
int lifetime_fit(struct crm_lifetime *lifetime, struct lifetime_history *history,
                 struct crm_fault *why);
void lifetime_clear(struct crm_lifetime *lifetime);

/* How often contracts are renewed. */
struct crm_period lifetime_renewal(const struct crm_lifetime *lifetime);

/* Say something that people should be told. */
void lifetime_note(struct crm_lifetime *lifetime, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* What is expected of every pattern, with the residuals where the model has them. */
int lifetime_predict(struct crm_lifetime *lifetime, double period_days, struct crm_fault *why);

/* Which model of money, fitted.  Only parameters of --from-params can be wrong. */
int lifetime_fit_spend(struct crm_lifetime *lifetime, struct crm_fault *why);

/* The expected spend of a customer on an order. */
struct crm_predicted lifetime_spend(const struct crm_lifetime *lifetime,
                                    const struct crm_purchases *customer);

#endif
