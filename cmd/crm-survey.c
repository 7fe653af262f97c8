/*
 * crm-survey - record what customers answered, or that they were asked
 *
 *	crm-survey C1 score=9 comment='快又好' about=delivery
 */
#include "cli.h"

static int
run(struct cli *cli, crm *db)
{
	return cli_write(cli, db, "response");
}

const struct cli_program program = {
	.name     = "crm-survey",
	.summary  = "record responses to surveys",
	.zh       = "記錄問卷回覆",
	.keywords = "survey response score nps csat satisfaction feedback invitation "
	            "問卷 回覆 評分 滿意度 意見 回饋 满意度",
	.operands = "[CUSTOMER ...] [FIELD=VALUE ...] [-]",
	.examples = "  crm-survey C1 score=9 comment='快又好' about=delivery\n"
	            "  crm-find tier=vip | crm-survey metric=nps about=service\n",
	.group    = CLI_FEEDBACK,
	.mode     = CLI_WRITE,
	.common   = CLI_OUTPUT | CLI_RECORDS,
	.noun     = "response",
	.run      = run,
};
