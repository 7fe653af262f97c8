/*
 * crm-log - record an interaction with a customer
 *
 *	crm-log C1 channel=phone note='asked about delivery' next=+3d
 *	crm-log C1 channel=visit promise='send quote' by=fri
 *	crm-due owner=me | crm-log channel=email
 */
#include "cli.h"
#include "noun.h"
#include "permit.h"

/* A correction of what took place is no contact that could be refused. */
static int
put(crm *db, void *record)
{
	const struct crm_interaction *contact = record;
	int error = contact->id ? 0 : permit(db, contact);

	return error ? error : crm_put(db, &crm_interaction_type, record, NULL);
}

static int
run(struct cli *cli, crm *db)
{
	return cli_write_by(cli, db, "interaction", put);
}

const struct cli_program program = {
	.name     = "crm-log",
	.summary  = "record an interaction with a customer",
	.zh       = "記錄與客戶的互動",
	.keywords = "interaction contact call phone visit meeting note done follow-up complaint "
	            "互動 聯絡 電話 拜訪 會議 記錄 跟進 投訴 客訴 联系 投诉 promise 承諾",
	.operands = "[CUSTOMER | FOLLOW-UP ...] [FIELD=VALUE ...] [-]",
	.examples = "  crm-log C1 channel=phone note='asked about delivery' next=+3d\n"
	            "  crm-due owner=amy --limit 5 | crm-log channel=email subject='spring offer'\n",
	.options  = permit_options,
	.group    = CLI_HISTORY,
	.mode     = CLI_WRITE,
	.common   = CLI_OUTPUT | CLI_RECORDS,
	.noun     = "interaction",
	.run      = run,
};
