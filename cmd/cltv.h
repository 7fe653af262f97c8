/*
 * cltv.h - what crm-cltv does with the models of customers, a function for each way to ask.
 */
#ifndef CLTV_H
#define CLTV_H

#include "cli_purchases.h"
#include "customer_groups.h"
#include "lifetime_params.h"

struct cltv {
	/* What the options say. */
	struct cli_purchases purchases;
	const char *model, *horizon, *rate, *margin, *lifespan, *renewal, *given, *holdout;
	const char *group, *by, *period, *why;
	bool no_spend, params, parts, referrals, store, plot, histories, survival;

	/* What comes of it. */
	int64_t until; /* of a hold-out */
	struct crm_customer_groups groups; /* --group, --by */
	struct crm_lifetimes lifetimes;
};

/* Exits with a sentence if options do not go together. */
void cltv_check(struct cltv *cltv, crm *db);

/* Read the options into lifetimes.as; exits with a sentence. */
void cltv_options(struct cltv *cltv, struct cli *cli, crm *db);

/* Part the customers as --group or --by says; exits with a sentence. */
void cltv_group(struct cltv *cltv, crm *db);

/* Find out who brought whom, if --referrals asks for it; exits with a sentence. */
void cltv_refer(struct cltv *cltv, crm *db);

/* Fit, and say what people should be told; exits with a sentence. */
void cltv_fit(struct cltv *cltv, const struct cli *cli);

/* The values of customers as records: their columns. */
const struct crm_type *cltv_value_type(const struct cltv *cltv, crm *db);

/* Each prints, and returns the exit status. */
int cltv_print_values(struct cltv *cltv, struct cli *cli, crm *db);
int cltv_print_parameters(struct cltv *cltv, struct cli *cli, crm *db);
int cltv_print_holdout(struct cltv *cltv, struct cli *cli, crm *db);
/* Store the scores, then print them unless --quiet. */
int cltv_store(struct cltv *cltv, struct cli *cli, crm *db);
int cltv_why(struct cltv *cltv, struct cli *cli, crm *db);
int cltv_plot_values(struct cltv *cltv, struct cli *cli, crm *db);
int cltv_plot_holdout(struct cltv *cltv, struct cli *cli);
int cltv_stream(struct cltv *cltv, struct cli *cli);
int cltv_survival(struct cltv *cltv, struct cli *cli);
int cltv_print_parts(struct cltv *cltv, struct cli *cli, crm *db);

#endif
