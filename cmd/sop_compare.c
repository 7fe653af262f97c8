/*
 * sop_compare.c - crm-sop diff and review.
 */
#include "cli_measure.h"
#include "sop_command.h"
#include "sop_diff.h"
#include "sop_review.h"

int
sop_diff(struct cli *cli, crm *db, char **operands)
{
	struct cli_rows rows = { .cli = cli, .db = db, .type = &crm_sop_difference_type };
	struct crm_sop *sop;
	int error, status;

	if (!(sop = sop_from_file(db, operands[0], stderr, &status)))
		return status;
	crm_on_progress(db, cli_progress);
	error = crm_sop_diff(db, sop, cli_rows_put, &rows);
	crm_sop_free(sop);
	return cli_rows_close(&rows, error, NULL);
}

int
sop_review(struct cli *cli, crm *db, char **operands)
{
	struct crm_clock clock = crm_context(db)->clock;
	int64_t today = crm_clock_today(&clock), first;
	struct cli_rows rows = { .cli = cli, .db = db, .type = &crm_rule_review_type };
	int error;

	(void)operands;
	first = crm_instant_day(clock.zone, cli_span("--since", sop_since, &clock).from);
	if (first > today)
		cli_usage("--since: that day is to come");
	error = crm_sop_review(db, first, today, cli_rows_put, &rows);
	return cli_rows_close(&rows, error, NULL);
}
