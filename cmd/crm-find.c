/*
 * crm-find - find customers by a query
 *
 *	crm-find tier=vip 'last_contact<-30d' -o id,name,spend_12m --sort -spend_12m
 */
#include "cli.h"
#include "noun.h"

static int
run(struct cli *cli, crm *db)
{
	return cli_list(cli, db, &(struct cli_listing){ .type = crm_noun(db, "customer") });
}

const struct cli_program program = {
	.name     = "crm-find",
	.summary  = "find customers",
	.zh       = "查詢客戶",
	.keywords = "search query list customers segment filter who 查詢 搜尋 尋找 名單 篩選 客群 查找",
	.operands = "[QUERY ...] [-]",
	.examples = "  crm-find tier=vip last_contact.before=-30d\n"
	            "  crm-find 陳 city=台北 -o id,name,phone,spend_12m --sort -spend_12m\n",
	.group    = CLI_PROFILE,
	.mode     = CLI_READ,
	.common   = CLI_OUTPUT,
	.noun     = "customer",
	.run      = run,
};
