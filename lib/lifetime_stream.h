/*
 * lifetime_stream.h - customers scored as they come, by parameters that are there already.
 *
 *	struct crm_lifetime model = { .params = params, .unit = 7, .margin = 1, .minor = 100,
 *	                              .horizon = { .days = 365, .yearly_rate = 0.1 } };
 *	crm_plain_open(&plain, "-", crm_history_roles, told, n_told, NULL, &why);
 *	if (crm_lifetime_stream(&model, &plain, "USD", put, aux, &why))
 *		... why.text ...
 *
 * The file has a row for each customer: customer, x, t_x, T as crm-cltv prints them, times in
 * the unit, and mean_spend, the mean of repeat purchases in units of money; without that
 * column there is no value.  Rows are taken 4,096 at a time, and nothing of them is kept but
 * predictions, of which those of 65,536 different histories at most are at hand: memory does
 * not grow with the file.
 */
#ifndef CRM_LIFETIME_STREAM_H
#define CRM_LIFETIME_STREAM_H

#include "lifetime_params.h"

/* customer, x, t_x, T, mean_spend. */
extern const struct crm_role crm_history_roles[];

/*
 * Call put with a struct crm_lifetime_value for every row until it returns an error; returns
 * that.  The model is filled in from its params; currency, borrowed, is that of all amounts.
 * A row that makes no sense is refused and passed over, and in the end the return is
 * CRM_INVALID; likewise for parameters of contracts, and a missing column.
 */
int crm_lifetime_stream(struct crm_lifetime *model, struct crm_plain_log *plain, char *currency,
                        int (*put)(void *aux, const void *value), void *aux,
                        struct crm_fault *why);

#endif
