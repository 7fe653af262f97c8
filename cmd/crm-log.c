/*
 * crm-log - record an interaction with a customer
 *
 *	crm-log C1 channel=phone note='asked about delivery' next=+3d
 *	crm-log C1 channel=visit promise='send quote' by=fri
 *	crm-due owner=me | crm-log channel=email
 */
#include "cli.h"
#include "noun.h"
#include "once.h"
#include "permit.h"

/* A correction of what took place is no contact that could be refused. */
static int
put(crm *db, void *record)
{
	struct crm_interaction *contact = record;
	uint64_t key = once_key(db, contact);
	int64_t written = once_written(db, key);
	int error;

	if (written)
		error = crm_interaction_answer(db, written, contact->follow_up, contact->result);
	else if (!(error = contact->id ? 0 : permit(db, contact)))
		error = crm_put(db, &crm_interaction_type, record, NULL);
	if (error)
		return error;
	once_remember(key, written ? written : contact->id);
	return written ? CLI_WITHIN : 0;
}

static int
run(struct cli *cli, crm *db)
{
	int status = cli_write_by(cli, db, "interaction", put);

	once_tell(cli, status);
	return status;
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
