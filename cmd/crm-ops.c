/*
 * crm-ops - list operations, or show what some of them changed
 *
 *	crm-ops --limit 10
 *	crm-ops X41		(before and after, by field)
 */
#include "cli.h"
#include "operation.h"

static const char *actor;

static const struct cli_option options[] = {
	{ 'a', "actor", "NAME", "only those of NAME", .text = &actor },
	{ 0 }
};

static int
list(struct cli *cli, crm *db)
{
	char query[256] = "";

	if (actor)
		snprintf(query, sizeof query, "actor=\"%.200s\"", actor);
	return cli_list(cli, db, &(struct cli_listing){
		.type = &crm_operation_type, .sort = "-id", .query = actor ? query : NULL,
		.future = true });
}

static bool
is_operation(const char *text, int64_t *id)
{
	char letter;

	return !crm_id_parse(text, &letter, id) && letter == 'X';
}

static int
run(struct cli *cli, crm *db)
{
	struct cli_operands all = cli_operands(cli);
	int status = CLI_OK;
	int64_t id;

	if (!all.n || !is_operation(all.values[0], &id))
		return list(cli, db);
	for (size_t i = 0; i < all.n; i++)
		if (!is_operation(all.values[i], &id))
			cli_usage("an operation's id is like X41, not '%s'", all.values[i]);
	for (size_t i = 0; i < all.n; i++)
		if (is_operation(all.values[i], &id) && cli_print_changes(cli, db, id))
			status = CLI_REFUSED;
	return status;
}

const struct cli_program program = {
	.name     = "crm-ops",
	.summary  = "list operations and what they changed",
	.zh       = "列出操作及其變更",
	.keywords = "log audit history changes who operation journal 操作 記錄 稽核 變更 誰 日誌 审计",
	.operands = "[OPERATION ... | QUERY ...]",
	.examples = "  crm-ops --limit 10\n"
	            "  crm-ops X3\n",
	.options  = options,
	.group    = CLI_OPERATIONS,
	.mode     = CLI_READ,
	.common   = CLI_OUTPUT,
	.noun     = "operation",
	.view     = &crm_operation_type,
	.run      = run,
};
