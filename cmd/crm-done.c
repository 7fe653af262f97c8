/*
 * crm-done - close follow-ups by the contact that did what they ask for
 *
 *	crm-done F7 channel=phone result='will order in May' next=+2w
 *	crm-due owner=me | crm-done channel=email
 */
#include "cli.h"
#include "follow_up.h"
#include "interaction.h"
#include "permit.h"

static int
put(crm *db, void *record)
{
	struct crm_interaction *contact = record;
	int error;

	if (contact->id)
		return crm_refuse(db, CRM_INVALID, "that is a contact already; crm-set changes it");
	if (!contact->follow_up)
		return crm_refuse(db, CRM_INVALID, "which follow-up?  crm-due lists them: F7");
	error = crm_follow_up_propose(db, contact);
	if (!error)
		error = permit(db, contact);
	return error ? error : crm_follow_up_done(db, contact);
}

static int
run(struct cli *cli, crm *db)
{
	return cli_write_by(cli, db, "interaction", put);
}

const struct cli_program program = {
	.name     = "crm-done",
	.summary  = "close follow-ups by the contact that did them",
	.zh       = "完成跟進",
	.keywords = "done finish complete close follow-up task result outcome "
	            "完成 跟進 跟进 結案 结果 結果 待辦 待办",
	.operands = "[FOLLOW-UP ...] [FIELD=VALUE ...] [-]",
	.examples = "  crm-due --limit 1 | crm-done result='will order' next=+2w --force\n"
	            "  crm-due owner=amy --limit 5 | crm-done channel=email --force\n",
	.options  = permit_options,
	.group    = CLI_FOLLOW_UP,
	.mode     = CLI_WRITE,
	.common   = CLI_OUTPUT | CLI_RECORDS,
	.noun     = "interaction",
	.standard = "id,customer,customer_name,when,channel,outcome,who,follow_up,follow_up.result",
	.run      = run,
};
