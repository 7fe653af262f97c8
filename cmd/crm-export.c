/*
 * crm-export - write records out whole, to be read by anything, crm-import too
 *
 *	crm-export customer tier=vip --format csv --spreadsheet >vip.csv
 */
#include "cli_internal.h"
#include "noun.h"

static int
run(struct cli *cli, crm *db)
{
	const struct crm_type *type = cli->n ? crm_noun(db, cli->operands[0]) : NULL;

	if (!type)
		cli_usage("which noun?  customer, person, fact, interaction, order, response, sop_note or"
		          " follow_up");
	cli->operands++;
	cli->n--;
	return cli_list(cli, db, &(struct cli_listing){ .type = type, .columns = "*", .future = true });
}

const struct cli_program program = {
	.name     = "crm-export",
	.summary  = "write records out whole",
	.zh       = "匯出記錄",
	.keywords = "export backup csv json excel spreadsheet dump out 匯出 輸出 備份 試算表 导出",
	.operands = "NOUN [QUERY ...] [-]",
	.examples = "  crm-export customer --format csv\n"
	            "  crm-export order amount.over=10000 -J\n",
	.group    = CLI_DATA,
	.mode     = CLI_READ,
	.common   = CLI_OUTPUT,
	.run      = run,
};
