/*
 * crm-order - record orders, with their items
 *
 *	crm-order C1 amount='USD 12300.50' promised=+14d
 *	crm-order C1 items='2 x 烏龍茶 @ 300; 1 x Gift box @ 450'
 */
#include "cli.h"

static int
run(struct cli *cli, crm *db)
{
	return cli_write(cli, db, "order");
}

const struct cli_program program = {
	.name     = "crm-order",
	.summary  = "record orders",
	.zh       = "記錄訂單",
	.keywords = "order purchase sale buy amount invoice return 訂單 購買 銷售 金額 退貨 订单",
	.operands = "[CUSTOMER ...] [FIELD=VALUE ...] [-]",
	.examples = "  crm-order C1 amount=12300.50 ref=INV-1042 promised=+14d\n"
	            "  crm-order C1 items='2 x 烏龍茶 @ 300; 1 x Gift box @ 450'\n",
	.group    = CLI_VALUE,
	.mode     = CLI_WRITE,
	.common   = CLI_OUTPUT | CLI_RECORDS,
	.noun     = "order",
	.run      = run,
};
