/*
 * crm-snooze - move follow-ups to another day, and keep why
 *
 *	crm-snooze F7 until=+3d reason='on holiday'
 *	crm-due owner=me tier=low | crm-snooze until=fri
 */
#include "cli.h"
#include "follow_up.h"

static int
put(crm *db, void *record)
{
	struct crm_follow_up *follow_up = record;

	if (!follow_up->id)
		return crm_refuse(db, CRM_INVALID, "which follow-up?  crm-due lists them: F7");
	if (!follow_up->until.set)
		return crm_refuse(db, CRM_INVALID, "until: which day?  until=+3d, until=fri");
	return crm_follow_up_set(db, follow_up);
}

static int
run(struct cli *cli, crm *db)
{
	return cli_write_by(cli, db, "follow_up", put);
}

const struct cli_program program = {
	.name     = "crm-snooze",
	.summary  = "move follow-ups to another day",
	.zh       = "延後跟進",
	.keywords = "snooze postpone delay later move reschedule defer follow-up "
	            "延後 延期 改期 稍後 稍后 跟進 跟进 延后 推遲 推迟",
	.operands = "[FOLLOW-UP ...] until=DAY [FIELD=VALUE ...] [-]",
	.examples = "  crm-due tier=vip --limit 1 | crm-snooze until=+3d reason='on holiday'\n"
	            "  crm-due owner=amy --limit 5 | crm-snooze until=fri\n",
	.group    = CLI_FOLLOW_UP,
	.mode     = CLI_WRITE,
	.common   = CLI_OUTPUT | CLI_RECORDS,
	.noun     = "follow_up",
	.standard = "id,customer,customer_name,wanted,due,owner,channel,goal,rule,reason",
	.run      = run,
};
