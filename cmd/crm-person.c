/*
 * crm-person - the people at a customer and their part in its decisions
 *
 *	crm-person C1 name=王明 title=採購經理 role=decides,pays attitude=supporter
 *	crm-person --list role=decides tier=vip
 */
#include "cli.h"
#include "noun.h"

static bool list, all;

static const struct cli_option options[] = {
	{ 'l', "list", NULL, "list people; field=value is a term of the query", .flag = &list },
	{ 'a', "all",  NULL, "list them with those who have left", .flag = &all },
	{ 0 }
};

static bool
lists(const struct cli *cli)
{
	return list || all || !cli_describes(cli);
}

static int
run(struct cli *cli, crm *db)
{
	if (!lists(cli))
		return cli_write(cli, db, "person");
	return cli_list(cli, db, &(struct cli_listing){
		.type = crm_noun(db, "person"), .query = all ? "" : "not left<=today",
		.sort = "customer,-influence" });
}

const struct cli_program program = {
	.name     = "crm-person",
	.summary  = "record and list the people at customers",
	.zh       = "記錄並列出客戶的聯絡人與決策鏈",
	.keywords = "person people contact decision chain decider influence role buyer champion boss "
	            "聯絡人 决策链 決策鏈 決策者 關鍵人 窗口 联系人 决策者 关键人",
	.operands = "[CUSTOMER | PERSON ...] [FIELD=VALUE ...] [-]",
	.examples = "  crm-person C1 name=王明 role=decides,pays attitude=supporter\n"
	            "  crm-person C2 name=Lee title=CFO role=pays attitude=sceptic\n",
	.options  = options,
	.group    = CLI_PROFILE,
	.mode     = CLI_WRITE,
	.common   = CLI_OUTPUT | CLI_RECORDS,
	.noun     = "person",
	.lists    = lists,
	.run      = run,
};
