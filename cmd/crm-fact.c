/*
 * crm-fact - what is known of customers, with its source and its age
 *
 *	crm-fact C1 kind=need text='delivery before noon' source='call of the buyer' expires=+3m
 *	crm-fact --stale owner=me
 */
#include <stdio.h>
#include <stdlib.h>

#include "cli.h"
#include "noun.h"

static bool        list, all, stale;
static const char *older;

static const struct cli_option options[] = {
	{ 'l', "list",  NULL, "list facts; field=value is a term of the query", .flag = &list },
	{ 'a', "all",   NULL, "list them with those that have expired", .flag = &all },
	{ 's', "stale", NULL, "list those that expired or are older than their kind keeps",
	  .flag = &stale },
	{ 0, "older", "PERIOD", "list those that expired or are older than this (90d, 6m, 1y)",
	  .text = &older },
	{ 0 }
};

static bool
lists(const struct cli *cli)
{
	return list || all || stale || older || !cli_describes(cli);
}

/* Which facts are listed, whatever else is asked; to be freed. */
static char *
wanted(void)
{
	struct crm_period period;
	struct crm_fault why;
	char *query = NULL;

	if (!!all + !!stale + !!older > 1)
		cli_usage("--all, --stale and --older exclude one another");
	if (older && crm_period_parse(older, &period, &why))
		cli_usage("--older: %s", why.text);
	if (older ? asprintf(&query, "(expires<today or when<-%s)", older) < 0
	          : asprintf(&query, all ? "" : stale ? "stale=yes" : "not expires<today") < 0)
		cli_die("out of memory");
	return query;
}

static int
run(struct cli *cli, crm *db)
{
	char *query;
	int status;

	if (!lists(cli))
		return cli_write(cli, db, "fact");
	query = wanted();
	status = cli_list(cli, db, &(struct cli_listing){
		.type = crm_noun(db, "fact"), .query = query, .sort = "customer,kind,-when" });
	free(query);
	return status;
}

const struct cli_program program = {
	.name     = "crm-fact",
	.summary  = "record and list what is known of customers",
	.zh       = "記錄並列出對客戶的了解：需求、偏好、痛點、競爭對手",
	.keywords = "fact need preference pain expectation competitor news insight stale source age "
	            "需求 偏好 痛點 痛点 期望 競爭 竞争 對手 情報 動態 新聞 过时 過時",
	.operands = "[CUSTOMER | FACT ...] [FIELD=VALUE ...] [-]",
	.examples = "  crm-fact C1 kind=need text='delivery before noon' expires=+3m\n"
	            "  crm-find tier=vip --limit 3 | crm-fact kind=news text='new plant' source=fair\n",
	.options  = options,
	.group    = CLI_PROFILE,
	.mode     = CLI_WRITE,
	.common   = CLI_OUTPUT | CLI_RECORDS,
	.noun     = "fact",
	.lists    = lists,
	.run      = run,
};
