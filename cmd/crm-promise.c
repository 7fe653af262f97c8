/*
 * crm-promise - list what was promised to customers, and close it: kept, broken
 *
 *	crm-promise owner=me
 *	crm-promise F9 kept
 *	crm-promise --by owner
 */
#include <stdlib.h>
#include <string.h>

#include "cli_internal.h"
#include "follow_up.h"
#include "noun.h"
#include "promise.h"

static bool all;
static const char *by;

static const struct cli_option options[] = {
	{ 'a', "all", NULL, "also those that were kept or broken", .flag = &all },
	{ 'b', "by", "FIELD", "count them for each owner, customer_name, tier ...", .text = &by },
	{ 0 }
};

static bool
is_verdict(const char *operand)
{
	return !strcmp(operand, "kept") || !strcmp(operand, "broken");
}

static bool
lists(const struct cli *cli)
{
	for (size_t i = 0; i < cli->n && !by; i++)
		if (is_verdict(cli->operands[i]))
			return false;
	return true;
}

/* --- closing -------------------------------------------------------------------------------- */

struct verdict { bool kept; const char *reason; };

/* Take what becomes of them out of the operands, so that the follow-ups are left. */
static struct verdict
take_verdict(struct cli *cli)
{
	struct verdict verdict = { false, NULL };
	size_t given = 0, n = 0;

	for (size_t i = 0; i < cli->n; i++) {
		char *operand = cli->operands[i];

		if (is_verdict(operand)) {
			verdict.kept = !strcmp(operand, "kept");
			given++;
		} else if (!strncmp(operand, "reason=", 7)) {
			verdict.reason = operand + 7;
		} else {
			cli->operands[n++] = operand;
		}
	}
	cli->n = n;
	if (given > 1)
		cli_usage("kept or broken?");
	return verdict;
}

static int
close_one(void *aux, crm *db, const struct cli_record *r, void *fields)
{
	const struct verdict *verdict = aux;
	const char *id = cli_cell(r, "id");
	struct crm_follow_up *f = fields;
	int error = id && *id ? crm_assign(db, &crm_follow_up_type, crm_follow_up_type.fields, f, id)
	                      : crm_refuse(db, CRM_INVALID, "which promise?  Its id, such as F9");

	return error ? error : crm_promise_close(db, f->id, verdict->kept, verdict->reason);
}

/* --- listing -------------------------------------------------------------------------------- */

/* Those that are still to be kept, unless the query says which: by id or by how they stand. */
static const char *
which(const struct cli *cli)
{
	char letter;
	int64_t id;

	for (size_t i = 0; i < cli->n; i++)
		if (!strncmp(cli->operands[i], "standing", 8) ||
		    (!crm_id_parse(cli->operands[i], &letter, &id) && letter == 'F'))
			return "purpose=promise";
	return all || by ? "purpose=promise" : "purpose=promise status=open";
}

static int
list_counts(struct cli *cli, crm *db)
{
	const struct crm_type *type = crm_noun(db, "follow_up");
	struct crm_promise_tally *tally;
	struct crm_query *query;
	int64_t *customers, n;
	size_t groups;
	int status = cli_stream_customers(cli, db, &customers, &n), error;

	cli_query(cli, db, type, which(cli), &query);
	error = crm_promises_tally(db, query, by, customers, n, &tally, &groups);
	crm_query_free(query);
	free(customers);
	if (error == CRM_INVALID)
		cli_usage("--by: %s", crm_message(db));
	if (error)
		return cli_failed(db, error);
	cli_print_array(cli, db, &crm_promise_tally_type, tally, groups);
	crm_promise_tally_free(tally, groups);
	return status;
}

static int
run(struct cli *cli, crm *db)
{
	struct verdict verdict;

	if (lists(cli))
		return by ? list_counts(cli, db) : cli_list(cli, db, &(struct cli_listing){
			.type = crm_noun(db, "follow_up"), .query = which(cli), .columns = program.standard,
			.sort = "due,id" });
	verdict = take_verdict(cli);
	return cli_write_each(cli, db, "follow_up", "status,reason", &verdict, close_one);
}

const struct cli_program program = {
	.name     = "crm-promise",
	.summary  = "list what was promised to customers, and close it",
	.zh       = "列出與結清對客戶的承諾",
	.keywords = "promise commitment kept broken late owe deadline 承諾 承诺 答應 答应 履行 守信 逾期",
	.operands = "[QUERY ...] [FOLLOW-UP ... kept | broken] [reason=TEXT] [-]",
	.examples = "  crm-log C1 promise='send quote' by=fri --force && crm-promise owner=me\n"
	            "  crm-plan C1 purpose=promise goal=gift due=+1w && crm-promise --by owner\n",
	.options  = options,
	.group    = CLI_FOLLOW_UP,
	.mode     = CLI_WRITE,
	.common   = CLI_OUTPUT | CLI_RECORDS,
	.noun     = "follow_up",
	.standard = "id,customer,customer_name,goal,made,due,late,owner,standing,reason",
	.lists    = lists,
	.run      = run,
	.words    = (const char *const[]){ "kept", "broken", NULL },
};
