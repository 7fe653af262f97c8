/*
 * crm-add - add customers
 *
 *	crm-add 'name=陳美' email=mei@example.com tier=vip owner=lin
 */
#include "cli.h"

static int
run(struct cli *cli, crm *db)
{
	return cli_write(cli, db, "customer");
}

const struct cli_program program = {
	.name     = "crm-add",
	.summary  = "add customers",
	.zh       = "新增客戶",
	.keywords = "new customer lead contact create register 新增 新客戶 建立 登記 客户",
	.operands = "[FIELD=VALUE ...] [-]",
	.examples = "  crm-add 'name=陳美' email=mei@example.com tier=vip owner=lin\n"
	            "  printf 'name\\tcity\\nAda Lovelace\\tLondon\\n' | crm-add\n",
	.group    = CLI_PROFILE,
	.mode     = CLI_WRITE,
	.common   = CLI_OUTPUT | CLI_RECORDS,
	.noun     = "customer",
	.run      = run,
};
