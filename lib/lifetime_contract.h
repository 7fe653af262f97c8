/*
 * lifetime_contract.h - contracts from a log of payments: who renewed, and who has left.
 *
 *	struct crm_period year = { 1, CRM_YEAR };
 *	crm_purchase_log_days(log, end, &days, &n, &why);
 *	crm_contracts_find(days, n, end, year, contracts);
 *	crm_contracts_tenures(contracts, count, tenures);
 *
 * A contract begins with the customer's first payment and is to be renewed on each
 * anniversary of it: every year, every month.  A payment belongs to the anniversary that
 * it lies nearest to, so that it may come early or late by up to half a period.  The first
 * anniversary that is left without a payment, once half a period has passed since it, is
 * where the customer has left, for good: who comes back later has left nonetheless.
 * Further payments within a period change nothing.
 */
#ifndef CRM_LIFETIME_CONTRACT_H
#define CRM_LIFETIME_CONTRACT_H

#include "date.h"
#include "metrics/lifetime.h"
#include "metrics/sbg.h"

struct crm_contract {
	uint32_t renewals; /* up to CRM_SBG_LONGEST */
	uint32_t wait;     /* days from the end to the next renewal; 0: it is overdue */
	bool left;         /* at the renewal after these */
	bool unsettled;    /* the last of these is made, but could be made still, as others may */
};

/*
 * The contracts of the customers of these days, in their order, an element of out for
 * each customer.  Days as crm_purchase_log_days() makes them, up to `end'.  Returns how
 * many there are.
 */
size_t crm_contracts_find(const struct crm_purchase_day *days, size_t n, int64_t end,
                          struct crm_period period, struct crm_contract *out);

/* What came of a contract after a day. */
struct crm_contract_later {
	uint32_t asked;   /* renewals of which it is settled whether they were made */
	uint32_t renewed; /* of these, the first so many were */
};

/*
 * The contracts at `end' of those who had one by then, and what came of them until `until':
 * elements of before and later for each.  Days up to `until'.  Returns how many there are.
 */
size_t crm_contracts_split(const struct crm_purchase_day *days, size_t n, int64_t end,
                           int64_t until, struct crm_period period, struct crm_contract *before,
                           struct crm_contract_later *later);

/*
 * What crm_sbg_fit() is fitted to, an element of out for each contract.  Of renewals that
 * can be made still only those that are made are known: to count them, but not the others,
 * would make retention look too high.
 */
void crm_contracts_tenures(const struct crm_contract *contracts, size_t n, struct crm_tenure *out);

/* The mean length of a period in days: of a month 30.4375. */
double crm_contract_days(struct crm_period period);

/*
 * The payments expected from the end on: who has left makes none, who has not renews on
 * the anniversaries to come.  p_alive is 1 or 0: with a contract it is known.
 */
int crm_contract_predict(const struct crm_sbg *model, const struct crm_contract *contract,
                         double period_days, const struct crm_horizon *horizon,
                         struct crm_prediction *out, struct crm_fault *why);

/* Discounted payments of all time to come: residual lifetime value, per unit of payment. */
int crm_contract_residual(const struct crm_sbg *model, const struct crm_contract *contract,
                          double period_days, double yearly_rate, struct crm_predicted *out,
                          struct crm_fault *why);

#endif
