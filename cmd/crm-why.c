/*
 * crm-why - tell why something is due, or is not
 *
 *	crm-why C7
 *	crm-due owner=me | crm-why
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "noun.h"
#include "unicode.h"
#include "why.h"

enum { DAYS = 5, MOST_DAYS = 1000 };

static bool page, not_due;
static const char *next;

static const struct cli_option options[] = {
	{ 'n', "next", "N", "so many days to come (5; 0 for none)", .text = &next },
	{ 0, "not", NULL, "why is nothing due today?  What is due is left out", .flag = &not_due },
	{ 'p', "page", NULL, "print sentences in a pipe too", .flag = &page },
	{ 0 }
};

struct output {
	struct cli         *cli;
	crm                *db;
	bool                sentences;
	struct cli_printer *printer;   /* opened for the first line: what is not there has no header */
	int64_t             customer;  /* whose sentences were printed last */
};

static int
put(void *aux, const struct crm_why *why)
{
	struct output *out = aux;
	char *seen;

	if (!out->sentences) {
		if (!out->printer)
			cli_printer_open(&out->printer, out->cli, out->db, &crm_why_type);
		return cli_printer_put(out->printer, why);
	}
	if (out->customer != why->customer)
		fprintf(cli_out(out->cli), "%sC%" PRId64 "  %s\n", out->customer ? "\n" : "",
		        why->customer, why->customer_name ? why->customer_name : "");
	out->customer = why->customer;
	if (!(seen = crm_visible(why->text)))
		cli_die("out of memory");
	fprintf(cli_out(out->cli), "  %s\n", seen);
	free(seen);
	return 0;
}

static int
days_to_come(void)
{
	char *end;
	long n = next ? strtol(next, &end, 10) : not_due ? 0 : DAYS;

	if (next && not_due)
		cli_usage("--not tells of today, --next of days to come");
	if (next && (end == next || *end || n < 0 || n > MOST_DAYS))
		cli_usage("--next: a number from 0 to %d, not '%s'", MOST_DAYS, next);
	return (int)n;
}

static int
tell(struct output *out, struct crm_why_wanted wanted)
{
	int error = crm_why_each(out->db, &wanted, put, out);

	return error ? cli_failed(out->db, error) : CLI_OK;
}

/* C7 and whatever else names a customer, or F7. */
static int
tell_named(struct output *out, const char *name)
{
	struct crm_why_wanted wanted = { .next = days_to_come(), .not_due = not_due };
	char letter;
	int error = 0;

	if (crm_id_parse(name, &letter, &wanted.follow_up) || letter != 'F') {
		wanted.follow_up = 0;
		error = crm_customer_named(out->db, name, &wanted.customer);
	} else {
		wanted.next = next ? wanted.next : 0;
	}
	return error ? cli_failed(out->db, error) : tell(out, wanted);
}

static int
tell_stream(struct output *out, bool *any)
{
	struct crm_why_wanted wanted = { .next = next ? days_to_come() : 0, .not_due = not_due };
	int64_t *follow_ups, *customers, n, m;
	int status = cli_stream_follow_ups(out->cli, out->db, &follow_ups, &n, &customers, &m);

	*any = n >= 0;
	for (int64_t i = 0; i < n + m && *any; i++) {
		wanted.follow_up = i < n ? follow_ups[i] : 0;
		wanted.customer = i < n ? 0 : customers[i - n];
		if (tell(out, wanted))
			status = CLI_REFUSED;
	}
	free(follow_ups);
	free(customers);
	return status;
}

static int
run(struct cli *cli, crm *db)
{
	struct cli_operands named = cli_operands(cli);
	struct output out = { .cli = cli, .db = db,
	                      .sentences = page || (cli_table(cli) && !cli_chosen_columns(cli)) };
	bool any;
	int status = tell_stream(&out, &any);

	if (!any && !named.n)
		cli_usage("why what?  Give C7, F7, or a stream of them");
	for (size_t i = 0; i < named.n; i++)
		if (tell_named(&out, named.values[i]))
			status = CLI_REFUSED;
	if (!out.sentences && !out.printer && status == CLI_OK)
		cli_printer_open(&out.printer, cli, db, &crm_why_type);
	return out.printer && cli_printer_close(out.printer) ? CLI_TROUBLE : status;
}

const struct cli_program program = {
	.name     = "crm-why",
	.summary  = "tell why something is due, or is not",
	.zh       = "說明為何到期或未到期",
	.keywords = "why explain reason rule cap conflict due next dates lost won moved suppressed "
	            "為何 為什麼 为什么 原因 理由 說明 规则 規則 解釋 到期 下次",
	.operands = "[CUSTOMER | FOLLOW_UP ...] [-]",
	.examples = "  crm-why C1 --page\n"
	            "  crm-due owner=me | crm-why -o follow_up,verdict,rule,source,reason\n",
	.options  = options,
	.group    = CLI_FOLLOW_UP,
	.mode     = CLI_READ,
	.common   = CLI_OUTPUT,
	.view     = &crm_why_type,
	.run      = run,
};
