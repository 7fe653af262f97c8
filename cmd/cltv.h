/*
 * cltv.h - what crm-cltv does with the models of customers, a function for each way to ask.
 */
#ifndef CLTV_H
#define CLTV_H

#include "cli_purchases.h"
#include "lifetime_params.h"

struct cltv {
	/* What the options say. */
	struct cli_purchases purchases;
	const char *model, *horizon, *rate, *margin, *lifespan, *renewal, *given, *holdout;
	bool no_spend, params;

	/* What comes of it. */
	int64_t until; /* of a hold-out */
	struct crm_lifetimes lifetimes;
};

/* Read the options into lifetimes.as; exits with a sentence. */
void cltv_options(struct cltv *cltv, struct cli *cli, crm *db);

/* Fit, and say what people should be told; exits with a sentence. */
void cltv_fit(struct cltv *cltv, const struct cli *cli);

/* Each prints, and returns the exit status. */
int cltv_print_values(struct cltv *cltv, struct cli *cli, crm *db);
int cltv_print_parameters(struct cltv *cltv, struct cli *cli, crm *db);
int cltv_print_holdout(struct cltv *cltv, struct cli *cli, crm *db);

#endif
