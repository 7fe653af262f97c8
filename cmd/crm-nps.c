/*
 * crm-nps - the Net Promoter Score of customers, with its interval
 *
 *	crm-nps --by tier --since 2026-01-01
 */
#include <stdlib.h>

#include "cli_measure.h"
#include "noun.h"
#include "scores.h"

static const char *by, *compare, *since, *until, *input, *date_format;
static bool latest;

static const struct cli_option options[] = {
	{ 'b', "by",      "KEYS", "a group for each tier, city, about, month ...", .text = &by },
	{ 'c', "compare", "A,B",  "two of the groups, and A less B", .text = &compare },
	{ 's', "since",   "WHEN", "answers from then on", .text = &since },
	{ 'u', "until",   "WHEN", "answers up to and including then", .text = &until },
	{ 'l', "latest",  NULL,   "of each customer the last answer only", .flag = &latest },
	{ 'i', "input",   "FILE", "read a file of scores instead of a database", .text = &input },
	{ 0,   "date-format", "FORMAT", "with --input: dmy, mdy, roc, %d.%m.%Y", .text = &date_format },
	{ 0 }
};

/* Count what a file or the database has; returns the exit status. */
static int
read_file(struct cli *cli, struct crm_scores *scores, const struct crm_scores_wanted *wanted)
{
	const char *column = crm_scores_column(scores);
	struct crm_plain_log plain = { 0 };
	struct crm_fault why;
	char *group = NULL;

	if (column && asprintf(&group, "group=%s", column) < 0)
		cli_die("out of memory");
	cli_plain_open(&plain, cli, input, crm_score_roles, date_format, group);
	free(group);
	return cli_plain_close(&plain, crm_scores_read(scores, &plain, wanted, &why), &why);
}

static int
read_database(struct cli *cli, crm *db, struct crm_scores *scores, struct crm_scores_wanted *wanted)
{
	struct crm_query *query;
	int64_t *customers, n;
	int status = cli_stream_customers(cli, db, &customers, &n), error;
	static const int64_t nobody[1];

	cli_query(cli, db, crm_noun(db, "response"), NULL, &query);
	wanted->query = query;
	wanted->customers = n < 0 ? NULL : customers ? customers : nobody;
	wanted->n = n < 0 ? 0 : (size_t)n;
	error = crm_scores_load(scores, db, wanted);
	crm_query_free(query);
	free(customers);
	if (error == CRM_INVALID)
		cli_usage("%s", crm_message(db));
	return error ? cli_failed(db, error) : status;
}

static int
print(struct cli *cli, crm *db, struct crm_scores *scores)
{
	struct crm_nps_measure measures[3];
	struct cli_printer *printer;
	struct crm_fault why;

	if (compare && crm_scores_compare(scores, compare, measures, &why)) {
		cli_warn("--compare: %s", why.text);
		return CLI_REFUSED;
	}
	cli_printer_open(&printer, cli, db, &crm_nps_measure_type);
	for (size_t i = 0; compare && i < 3; i++)
		cli_printer_put(printer, &measures[i]);
	for (size_t i = 0; !compare && crm_scores_measure(scores, i, measures); i++)
		cli_printer_put(printer, measures);
	return cli_printer_close(printer) ? CLI_TROUBLE : CLI_OK;
}

static int
run(struct cli *cli, crm *db)
{
	struct crm_clock clock = cli_context(cli, db).clock;
	struct crm_scores_wanted wanted = { .latest = latest };
	struct crm_scores *scores;
	struct crm_fault why;
	int status, printed = CLI_OK;

	if (date_format && !input)
		cli_usage("--date-format goes with --input");
	if (compare && !by)
		cli_usage("--compare needs groups: say --by tier, --by quarter ...");
	if (since)
		wanted.from = (struct crm_int)CRM_SET(cli_span("--since", since, &clock).from);
	if (until)
		wanted.to = (struct crm_int)CRM_SET(cli_span("--until", until, &clock).to);
	if (crm_scores_open(&scores, by, &why))
		cli_usage("--by: %s", why.text);
	status = db ? read_database(cli, db, scores, &wanted) : read_file(cli, scores, &wanted);
	if (db || status == CLI_OK)
		printed = print(cli, db, scores);
	crm_scores_close(scores);
	return printed ? printed : status;
}

const struct cli_program program = {
	.name     = "crm-nps",
	.summary  = "measure how likely customers are to recommend us",
	.zh       = "計算淨推薦值",
	.keywords = "net promoter score survey satisfaction loyalty promoters detractors response rate "
	            "推薦 淨推薦值 滿意度 問卷 推荐 净推荐值 满意度 问卷",
	.operands = "[QUERY ...] [-] | -i FILE [ROLE=COLUMN ...]",
	.examples = "  crm-nps --by quarter --compare 2026-Q2,2026-Q3\n"
	            "  crm-find city=台北 | crm-nps --by tier\n",
	.options  = options,
	.group    = CLI_FEEDBACK,
	.mode     = CLI_READ,
	.common   = CLI_OUTPUT,
	.view     = &crm_nps_measure_type,
	.input    = &input,
	.run      = run,
};
