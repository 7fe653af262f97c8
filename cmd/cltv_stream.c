/*
 * cltv_stream.c - crm-cltv: histories in, scores out, one by one.
 */
#include "cltv.h"
#include "lifetime_stream.h"

int
cltv_stream(struct cltv *c, struct cli *cli)
{
	struct crm_plain_log plain = { 0 };
	struct crm_clock clock = cli_context(cli, NULL).clock;
	struct cli_rows rows = { .cli = cli, .type = &crm_lifetime_file_type };
	struct crm_fault why;
	int error, status;

	snprintf(c->purchases.currency, sizeof c->purchases.currency, "%s",
	         c->purchases.bare ? c->purchases.bare : "USD");
	c->purchases.end = crm_clock_today(&clock);
	c->purchases.with_amounts = true;
	cltv_options(c, cli, NULL);
	cli_plain_open(&plain, cli, c->purchases.input, crm_history_roles, NULL, NULL);
	error = crm_lifetime_stream(&c->lifetimes.as, &plain, c->purchases.currency, cli_rows_put,
	                            &rows, &why);
	status = cli_plain_close(&plain, error, &why);
	/* A wrong call prints no header. */
	if (status == CLI_TROUBLE && !rows.printer)
		return status;
	return cli_rows_close(&rows, 0, NULL) ? CLI_TROUBLE : status;
}
