/*
 * crm-plan - plan follow-ups by hand, once or again and again
 *
 *	crm-plan C7 due=+2w goal='ask about the trial' channel=phone owner=me
 *	crm-find tier=vip | crm-plan due=2026-12-15 goal='year-end greeting' repeats=1y
 */
#include <string.h>

#include "cli.h"
#include "follow_up.h"
#include "interaction.h"

/* Planned from a contact, it counts from that; it is not done by it. */
static int
count_from(crm *db, struct crm_follow_up *plan)
{
	char anchor[CRM_SCRATCH];

	if (!plan->interaction)
		return 0;
	crm_id_format(crm_interaction_type.letter, plan->interaction, anchor);
	plan->interaction = 0;
	if (plan->anchor)
		return 0;
	plan->anchor = strdup(anchor);
	return plan->anchor ? 0 : crm_refuse(db, CRM_NO_MEMORY, "out of memory");
}

static int
put(crm *db, void *record)
{
	struct crm_follow_up *plan = record;
	int error;

	if (plan->id)
		return crm_follow_up_set(db, plan);
	if (plan->due.set && plan->due.value < crm_clock_today(&crm_context(db)->clock))
		return crm_refuse(db, CRM_INVALID, "due: that day is past; +3d, fri or a date to come");
	error = count_from(db, plan);
	return error ? error : crm_follow_up_add(db, plan);
}

static int
run(struct cli *cli, crm *db)
{
	return cli_write_by(cli, db, "follow_up", put);
}

const struct cli_program program = {
	.name     = "crm-plan",
	.summary  = "plan follow-ups by hand",
	.zh       = "安排跟進",
	.keywords = "plan schedule appointment task follow-up repeat recurring remind "
	            "安排 計畫 计划 排程 約定 约定 跟進 跟进 重複 重复 定期",
	.operands = "[CUSTOMER ...] due=DAY [FIELD=VALUE ...] [-]",
	.examples = "  crm-plan C1 due=+2w goal='ask about the trial' channel=phone owner=me\n"
	            "  crm-find tier=vip | crm-plan due=2030-12-15 goal='season greeting' repeats=1y\n",
	.group    = CLI_FOLLOW_UP,
	.mode     = CLI_WRITE,
	.common   = CLI_OUTPUT | CLI_RECORDS,
	.noun     = "follow_up",
	.standard = "id,customer,customer_name,due,owner,channel,goal,repeats",
	.run      = run,
};
