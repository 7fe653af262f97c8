/*
 * crm-undo - take an operation back
 *
 *	crm-undo		(this actor's last)
 *	crm-undo X41		(that one; if it is an undo, do the thing again)
 */
#include <inttypes.h>

#include "cli.h"
#include "operation.h"

static int64_t
wanted(struct cli *cli)
{
	struct cli_operands all = cli_operands(cli);
	int64_t id = 0;
	char letter;

	if (all.n > 1)
		cli_usage("one operation at a time");
	if (all.n && (crm_id_parse(all.values[0], &letter, &id) || letter != 'X'))
		cli_usage("an operation's id is like X41, not '%s'; crm-ops lists them", all.values[0]);
	return id;
}

static int
run(struct cli *cli, crm *db)
{
	int64_t id = 0;
	int error;

	if (cli_dry_run(cli) && (error = crm_begin(db, NULL)))
		return cli_failed(db, error);
	crm_on_progress(db, cli_progress);
	error = crm_undo(db, wanted(cli), &id);
	if (cli_dry_run(cli)) {
		int status;

		error = error ? error : crm_settle(db);
		status = error ? cli_failed(db, error) : cli_print_changes(cli, db, id);
		crm_end(db, CRM_CONFLICT);
		return status;
	}
	if (error || cli_quiet(cli))
		return error ? cli_failed(db, error) : CLI_OK;
	return cli_print_ids(cli, db, &crm_operation_type, &id, 1);
}

const struct cli_program program = {
	.name     = "crm-undo",
	.summary  = "take an operation back",
	.zh       = "復原一次操作",
	.keywords = "undo redo revert mistake restore 復原 撤銷 取消 還原 撤销 恢复",
	.operands = "[OPERATION]",
	.examples = "  crm-undo\n"
	            "  crm-undo X3\n",
	.group    = CLI_OPERATIONS,
	.mode     = CLI_WRITE,
	.common   = CLI_OUTPUT,
	.noun     = "operation",
	.view     = &crm_operation_type,
	.run      = run,
};
