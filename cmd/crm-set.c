/*
 * crm-set - change records: customers by any name, everything else by its id
 *
 *	crm-find owner=amy | crm-set owner=bob
 */
#include "cli.h"

static int
run(struct cli *cli, crm *db)
{
	return cli_write(cli, db, NULL);
}

const struct cli_program program = {
	.name     = "crm-set",
	.summary  = "change customers and other records",
	.zh       = "修改客戶與其他記錄",
	.keywords = "change edit update correct assign owner tier stage 修改 更新 更正 指派 分級 負責人",
	.operands = "[ID ...] [FIELD=VALUE ...] [-]",
	.examples = "  crm-set C1 tier=vip owner=lin\n"
	            "  crm-find city=台北 owner=bob | crm-set owner=amy\n",
	.group    = CLI_PROFILE,
	.mode     = CLI_WRITE,
	.common   = CLI_OUTPUT | CLI_RECORDS,
	.noun     = "customer",
	.run      = run,
};
