/*
 * sop_compare.c - crm-sop diff and review.
 */
#include "cli_measure.h"
#include "sop_command.h"
#include "sop_diff.h"
#include "sop_review.h"

static int
put_difference(void *printer, const struct crm_sop_difference *difference)
{
	return cli_printer_put(printer, difference);
}

int
sop_diff(struct cli *cli, crm *db, char **operands)
{
	struct cli_printer *printer;
	struct crm_sop *sop;
	int error, status;

	if (!(sop = sop_from_file(db, operands[0], stderr, &status)))
		return status;
	crm_on_progress(db, cli_progress);
	cli_printer_open(&printer, cli, db, &crm_sop_difference_type);
	error = crm_sop_diff(db, sop, put_difference, printer);
	crm_sop_free(sop);
	/* What is wrong with standard output is said when it is closed. */
	if (cli_printer_close(printer))
		cli_output_failed();
	return error ? cli_failed(db, error) : CLI_OK;
}

static int
put_review(void *printer, const void *review)
{
	return cli_printer_put(printer, review);
}

int
sop_review(struct cli *cli, crm *db, char **operands)
{
	struct crm_clock clock = crm_context(db)->clock;
	int64_t today = crm_clock_today(&clock), first;
	struct cli_printer *printer;
	int error;

	(void)operands;
	first = crm_instant_day(clock.zone, cli_span("--since", sop_since, &clock).from);
	if (first > today)
		cli_usage("--since: that day is to come");
	cli_printer_open(&printer, cli, db, &crm_rule_review_type);
	error = crm_sop_review(db, first, today, put_review, printer);
	if (cli_printer_close(printer))
		cli_output_failed();
	return error ? cli_failed(db, error) : CLI_OK;
}
