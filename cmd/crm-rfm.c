/*
 * crm-rfm - customers scored by recency, frequency and monetary value, and their segments
 *
 *	crm-rfm --segments
 */
#include "cli_plot.h"
#include "cli_purchases.h"
#include "segments.h"

static struct cli_purchases purchases;
static struct cli_list cuts;
static int64_t scores = 5;
static bool summary, plot;

static const struct cli_option options[] = {
	CLI_PURCHASES(purchases),
	{ 's', "segments", NULL,  "a row for each segment, not for each customer", .flag = &summary },
	{ 0,   "scores",   "N",   "score from 1 to N, 3 to 10 (5)", .number = &scores },
	{ 'c', "cuts", "MEASURE=LIMITS", "limits between scores, as in recency=30,90,180,365",
	  .list = &cuts },
	{ 0,   "only",     NULL,  "rank among the chosen customers only", .flag = &purchases.only },
	{ 'p', "plot",     NULL,  "draw it: monetary values, or the segments", .flag = &plot },
	{ 0 }
};

static struct crm_segments segments;

static int
count(void *totals, const void *member)
{
	crm_segment_totals_add(totals, member);
	return 0;
}

static int
print_segments(struct cli *cli, crm *db)
{
	const struct crm_plot canvas = cli_plot(cli);
	struct crm_segment_totals totals = { 0 };
	struct cli_rows rows = { .cli = cli, .db = db, .type = &crm_segment_summary_type };
	struct crm_segment_summary s;
	int error = crm_segments_each(&segments, &purchases.whom, count, &totals);

	if (error)
		return cli_failed(db, error);
	if (cli_plots(cli, plot)) {
		cli_plot_print(cli, crm_segment_totals_plot(&totals, &canvas));
		return CLI_OK;
	}
	for (size_t i = 0; crm_segment_total(&totals, i, &s) && !error; i++) {
		s.currency = purchases.whom.currency;
		error = cli_rows_put(&rows, &s);
	}
	return cli_rows_close(&rows, error, NULL);
}

static int
print_customers(struct cli *cli, crm *db)
{
	struct cli_rows rows = { .cli = cli, .db = db,
	                         .type = db ? &crm_segment_member_type : &crm_segment_file_type };
	const struct crm_plot canvas = cli_plot(cli);
	char *lines;
	int error;

	if (cli_plots(cli, plot)) {
		error = crm_segments_plot(&segments, &purchases.whom, purchases.currency, &canvas, &lines);
		if (error)
			return cli_failed(db, error);
		cli_plot_print(cli, lines);
		return CLI_OK;
	}
	error = crm_segments_each(&segments, &purchases.whom, cli_rows_put, &rows);
	return cli_rows_close(&rows, error, NULL);
}

static int
run(struct cli *cli, crm *db)
{
	struct crm_fault why;
	int status, printed;

	if (scores < CRM_RFM_FEWEST || scores > CRM_RFM_MOST)
		cli_usage("--scores is %d to %d", CRM_RFM_FEWEST, CRM_RFM_MOST);
	if (!cli_purchases_read(&purchases, cli, db, &status))
		return status;
	segments.rfm.scores = (int)scores;
	segments.end = purchases.end;
	segments.without_spend = !purchases.with_amounts;
	for (size_t i = 0; i < cuts.n; i++)
		if (crm_segments_fix(&segments, cuts.values[i], purchases.currency, &why))
			cli_usage("--cuts %s: %s", cuts.values[i], why.text);
	if (crm_segments_score(&segments, purchases.log, &why))
		cli_die("%s", why.text);
	printed = summary ? print_segments(cli, db) : print_customers(cli, db);
	return printed ? printed : status;
}

const struct cli_program program = {
	.name     = "crm-rfm",
	.summary  = "score customers by recency, frequency and monetary value",
	.zh       = "依最近消費、頻率、金額替客戶評分分群",
	.keywords = "rfm recency frequency monetary score segment segments quantile high value "
	            "potential at risk lost new 分群 客群 評分 高價值 潛力 流失風險 分层 评分 高价值 潜力 流失风险",
	.operands = "[QUERY ...] [-] | -i FILE [ROLE=COLUMN ...]",
	.examples = "  crm-rfm --segments\n"
	            "  crm-rfm --sort -r,-f,-m --limit 20\n",
	.options  = options,
	.group    = CLI_VALUE,
	.mode     = CLI_READ,
	.common   = CLI_OUTPUT,
	.view     = &crm_segment_member_type,
	.input    = &purchases.input,
	.run      = run,
};
