/*
 * crm-followup-report - how the follow-ups of a period went, and what came of them
 *
 *	crm-followup-report --since 2026-10-01 --by owner
 *	crm-followup-report --by rule --sort kept		(the rule that is kept least, first)
 */
#include <stdlib.h>

#include "cli_measure.h"
#include "follow_up_report.h"

static const char *by, *since = "-3m", *until, *after = "30d";
static bool effect, coverage;

static const struct cli_option options[] = {
	{ 'b', "by", "COLUMNS", "a group for each owner, class, rule, channel, tier ...", .text = &by },
	{ 's', "since", "WHEN", "follow-ups due from then on (-3m)", .text = &since },
	{ 'u', "until", "WHEN", "up to and including then (now)", .text = &until },
	{ 'e', "effect", NULL, "orders and scores after follow-ups against without", .flag = &effect },
	{ 0, "after", "PERIOD", "with --effect: look so far after the contact (30d)", .text = &after },
	{ 'c', "coverage", NULL, "whom anybody has contacted, and whom never", .flag = &coverage },
	{ 0 }
};

/* The days of the period; nobody knows yet how what is due later goes. */
static void
read_period(crm *db, struct crm_report_wanted *wanted)
{
	struct crm_clock clock = crm_context(db)->clock;
	int64_t today = crm_clock_today(&clock);

	wanted->from = crm_instant_day(clock.zone, cli_span("--since", since, &clock).from);
	wanted->to = until ? crm_instant_day(clock.zone, cli_span("--until", until, &clock).to - 1)
	                   : today;
	if (wanted->to > today)
		wanted->to = today;
	if (wanted->from > wanted->to)
		cli_usage("the period ends before it begins");
}

/* How long the days after a contact are, counted from the end of the period. */
static int
days_after(const struct crm_report_wanted *wanted)
{
	return (int)(crm_day_add(wanted->to, cli_period("--after", after)) - wanted->to);
}

static int
report(struct cli *cli, crm *db, const struct crm_report_wanted *wanted)
{
	struct cli_rows rows = { .cli = cli, .db = db, .type = &crm_follow_up_measure_type };
	int error;

	if (effect) {
		rows.type = &crm_effect_measure_type;
		error = crm_follow_up_effect(db, wanted, days_after(wanted), cli_rows_put, &rows);
	} else if (coverage) {
		rows.type = &crm_coverage_measure_type;
		error = crm_follow_up_coverage(db, wanted, cli_rows_put, &rows);
	} else {
		error = crm_follow_up_report(db, wanted, cli_rows_put, &rows);
	}
	if (error == CRM_INVALID)
		cli_usage("--by: %s", crm_message(db));
	return cli_rows_close(&rows, error, NULL);
}

static int
run(struct cli *cli, crm *db)
{
	struct crm_report_wanted wanted = { .by = by };
	static const int64_t nobody[1];
	int64_t *customers, n;
	int status, printed;

	if (effect && (coverage || by || cli_operands(cli).n || cli_wants_stdin(cli)))
		cli_usage("--effect compares all customers that were followed up with all others");
	read_period(db, &wanted);
	status = cli_chosen_customers(cli, db, &customers, &n);
	wanted.customers = n < 0 ? NULL : customers ? customers : nobody;
	wanted.n = n < 0 ? 0 : (size_t)n;
	printed = report(cli, db, &wanted);
	free(customers);
	return printed ? printed : status;
}

const struct cli_program program = {
	.name     = "crm-followup-report",
	.summary  = "report how the follow-ups of a period went",
	.zh       = "跟進報告：準時、逾期、成效",
	.keywords = "report follow-up on time late missed coverage bottleneck effect result owner rule "
	            "跟進 報告 準時 逾期 成效 覆蓋 瓶頸 跟进 报告 准时",
	.operands = "[QUERY ...] [-]",
	.examples = "  crm-followup-report --by owner\n"
	            "  crm-followup-report --by rule --sort kept --limit 1\n",
	.options  = options,
	.group    = CLI_FOLLOW_UP,
	.mode     = CLI_READ,
	.common   = CLI_OUTPUT,
	.view     = &crm_follow_up_measure_type,
	.run      = run,
};
