/*
 * cltv_fit.c - crm-cltv: from models to rows.
 */
#include <stdlib.h>

#include "cltv.h"

/* --- fitting -------------------------------------------------------------------------------- */

static void
tell(const struct crm_lifetime *lifetime)
{
	for (size_t i = 0; i < lifetime->notes; i++)
		cli_warn("%s%s%s", lifetime->label ? lifetime->label : "", lifetime->label ? ": " : "",
		         lifetime->note[i].text);
}

void
cltv_fit(struct cltv *c, const struct cli *cli)
{
	struct crm_fault why;

	if (crm_lifetimes_fit(&c->lifetimes, c->purchases.log, &why))
		cli_die("%s", why.text);
	for (size_t i = 0; i < (c->lifetimes.n ? c->lifetimes.n : 1) && !cli_quiet(cli); i++)
		tell(&c->lifetimes.each[i]);
}

/* --- printing -------------------------------------------------------------------------------- */

const struct crm_type *
cltv_value_type(const struct cltv *c, crm *db)
{
	if (c->referrals)
		return &crm_lifetime_referral_type;
	if (c->groups.n)
		return db ? &crm_lifetime_value_group_type : &crm_lifetime_file_group_type;
	return db ? &crm_lifetime_value_type : &crm_lifetime_file_type;
}

int
cltv_print_values(struct cltv *c, struct cli *cli, crm *db)
{
	struct cli_rows rows = { .cli = cli, .db = db, .type = cltv_value_type(c, db) };
	int error = crm_lifetimes_each(&c->lifetimes, &c->purchases.whom, cli_rows_put, &rows);

	return cli_rows_close(&rows, error, NULL);
}

int
cltv_print_parameters(struct cltv *c, struct cli *cli, crm *db)
{
	struct cli_rows rows = { .cli = cli, .db = db,
	                         .type = c->lifetimes.n ? &crm_lifetime_parameter_group_type
	                                                : &crm_lifetime_parameter_type };
	int error = 0;

	for (size_t i = 0; i < (c->lifetimes.n ? c->lifetimes.n : 1) && !error; i++)
		error = crm_lifetime_parameters(&c->lifetimes.each[i], cli_rows_put, &rows);
	return cli_rows_close(&rows, error, NULL);
}

int
cltv_print_holdout(struct cltv *c, struct cli *cli, crm *db)
{
	struct cli_rows rows = { .cli = cli, .db = db,
	                         .type = c->groups.n ? &crm_trial_row_group_type
	                                             : &crm_trial_row_type };
	size_t n = c->lifetimes.n ? c->lifetimes.n : 1;
	struct crm_lifetime_trial *trials = calloc(n, sizeof *trials);
	struct crm_fault why;
	int error = 0;

	if (!trials)
		cli_die("out of memory");
	if (crm_lifetimes_try(&c->lifetimes, c->purchases.log, c->until, trials, &why))
		cli_die("%s", why.text);
	for (size_t i = 0; i < n && !error; i++) {
		const char *label = c->lifetimes.n ? c->lifetimes.labels[i] : NULL;

		if (!cli_quiet(cli) && (*trials[i].reason.text) && !c->lifetimes.as.model)
			cli_warn("%s%s%s", label ? label : "", label ? ": " : "", trials[i].reason.text);
		error = crm_trial_each(&trials[i], label, cli_rows_put, &rows);
	}
	free(trials);
	return cli_rows_close(&rows, error, NULL);
}
