/*
 * lifetime_params.h - the parameters of models that were fitted before, read from a file.
 *
 *	struct crm_lifetime_params *params;
 *	struct crm_plain_log plain = { .clock = clock, .refuse = tell };
 *	crm_plain_open(&plain, "model.tsv", crm_lifetime_param_roles, NULL, 0, NULL, &why);
 *	if (crm_lifetime_params_read(&plain, &params, &why))
 *		... why.text ...
 *	lifetimes.as.params = params;
 *	crm_lifetime_params_close(params);
 *
 * The file has the rows of crm_lifetime_parameters(), all of them, in any order: so it holds
 * what the intervals need.
 */
#ifndef CRM_LIFETIME_PARAMS_H
#define CRM_LIFETIME_PARAMS_H

#include "lifetime_value.h"
#include "plain_log.h"

/* group, model, parameter, value, error. */
extern const struct crm_role crm_lifetime_param_roles[];

/* Rows that make no sense are refused; then, and for a file without any, CRM_INVALID. */
int crm_lifetime_params_read(struct crm_plain_log *plain, struct crm_lifetime_params **out,
                             struct crm_fault *why);
void crm_lifetime_params_close(struct crm_lifetime_params *params); /* NULL is fine */

/*
 * The model of orders of a group; label NULL: of all customers.  NULL: there is none.  The
 * text is the library's.
 */
const char *crm_lifetime_params_named(const struct crm_lifetime_params *params,
                                      const char *label);

/* Its parameters.  CRM_INVALID names what is missing, or is not above 0. */
int crm_lifetime_params_model(const struct crm_lifetime_params *params, const char *label,
                              const struct crm_purchase_model_type *type,
                              struct crm_purchase_model *out, struct crm_fault *why);
int crm_lifetime_params_contract(const struct crm_lifetime_params *params, const char *label,
                                 struct crm_sbg *out, struct crm_fault *why);

/* The simple formula's; its margin is the caller's. */
int crm_lifetime_params_simple(const struct crm_lifetime_params *params, const char *label,
                               double margin, struct crm_simple_value *out,
                               struct crm_fault *why);

/* What is known of spend: its kind is CRM_SPEND_NONE if nothing is.  CRM_INVALID if half is. */
int crm_lifetime_params_spend(const struct crm_lifetime_params *params, const char *label,
                              struct crm_lifetime *out, struct crm_fault *why);

#endif
