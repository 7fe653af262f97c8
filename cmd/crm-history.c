/*
 * crm-history - everything that happened with customers, the newest first
 *
 *	crm-history C12 --since 2026-01-01
 */
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "noun.h"
#include "timeline.h"

static const char *since, *until, *kind;

static const struct cli_option options[] = {
	{ 's', "since", "WHEN", "from then on",                              .text = &since },
	{ 'u', "until", "WHEN", "up to and including then",                  .text = &until },
	{ 'k', "kind",  "KIND", "only interaction, order, response or fact", .text = &kind },
	{ 0 }
};

static bool
is_kind(const char *text)
{
	const char *const *words = crm_field(&crm_moment_type, "kind")->words;

	while (*words && strcmp(*words, text))
		words++;
	return *words;
}

/* The stretch of time that the options name. */
static void
read_times(crm *db, struct crm_timeline *want)
{
	const struct crm_clock *clock = &crm_context(db)->clock;
	struct crm_fault why;
	struct crm_span span;

	if (since && crm_span_parse(since, clock, CRM_PAST, &span, &why))
		cli_usage("--since: %s", why.text);
	if (since)
		want->from = (struct crm_int)CRM_SET(span.from);
	if (until && crm_span_parse(until, clock, CRM_PAST, &span, &why))
		cli_usage("--until: %s", why.text);
	if (until)
		want->to = (struct crm_int)CRM_SET(span.to);
	if (kind && !is_kind(kind))
		cli_usage("--kind is interaction, order, response or fact, not '%s'", kind);
	want->kind = kind;
}

static int
print(struct cli_printer *printer, crm *db, const struct crm_timeline *want)
{
	AUTO(crm_moment) moment = { 0 };
	crm_rows *rows = crm_timeline(db, want);
	int error = 0;

	while (!error && crm_rows_next(rows, &moment))
		error = cli_printer_put(printer, &moment);
	return crm_rows_close(rows);
}

/* The customers that operands or a stream name; none at all is everybody. */
static int
run(struct cli *cli, crm *db)
{
	struct cli_operands named = cli_operands(cli);
	struct crm_timeline want = { 0 };
	struct cli_printer *printer;
	int64_t *ids, n;
	int status, error = 0;

	read_times(db, &want);
	status = cli_stream_customers(cli, db, &ids, &n);
	cli_printer_open(&printer, cli, db, &crm_moment_type);
	for (size_t i = 0; i < named.n && !error; i++) {
		if (crm_customer_named(db, named.values[i], &want.customer))
			status = cli_failed(db, CRM_NOT_FOUND);
		else
			error = print(printer, db, &want);
	}
	for (int64_t i = 0; i < n && !error; i++) {
		want.customer = ids[i];
		error = print(printer, db, &want);
	}
	if (!named.n && n < 0) {
		want.limit = cli_limit(cli);
		error = print(printer, db, &want);
	}
	cli_printer_close(printer);
	free(ids);
	return error ? cli_failed(db, error) : status;
}

const struct cli_program program = {
	.name     = "crm-history",
	.summary  = "show what happened with customers",
	.zh       = "顯示客戶的往來歷程",
	.keywords = "timeline past contacts orders responses facts what happened 歷史 歷程 往來 紀錄 時間軸 历史",
	.operands = "[CUSTOMER ...] [-]",
	.examples = "  crm-history C1\n"
	            "  crm-find tier=vip | crm-history --since -30d --kind interaction\n",
	.options  = options,
	.group    = CLI_HISTORY,
	.mode     = CLI_READ,
	.common   = CLI_OUTPUT,
	.noun     = "moment",
	.view     = &crm_moment_type,
	.run      = run,
};
