/*
 * crm-snooze - move follow-ups to another day, and keep why
 *
 *	crm-snooze F7 until=+3d reason='on holiday'
 *	crm-due owner=me tier=low | crm-snooze until=fri
 */
#include <inttypes.h>
#include <stdlib.h>

#include "cli_internal.h"
#include "follow_up.h"

enum { SHOWN = 5 };

/* What was moved. */
static int64_t *moved;
static size_t   n, room;

static int
put(crm *db, void *record)
{
	struct crm_follow_up *follow_up = record;

	if (!follow_up->id)
		return crm_refuse(db, CRM_INVALID, "which follow-up?  crm-due lists them: F7");
	if (!follow_up->until.set)
		return crm_refuse(db, CRM_INVALID, "until: which day?  until=+3d, until=fri");
	moved = cli_grow(moved, n, &room, sizeof *moved);
	moved[n++] = follow_up->id;
	return crm_follow_up_set(db, follow_up);
}

/* It has that day, but the customer is due for the same before. */
static int
tell_first(crm *db, int64_t id, size_t *told)
{
	AUTO(crm_follow_up) f = { 0 };
	int64_t first;
	char day[CRM_DAY_SIZE];
	int error = crm_follow_up_before(db, id, &first);

	if (error || !first || ++*told > SHOWN)
		return error;
	error = crm_follow_up_get(db, first, &f);
	if (!error)
		cli_warn("F%" PRId64 ": F%" PRId64 " (%s), due %s, comes first", id, first, f.rule,
		         crm_day_format(f.due.value, day));
	return error;
}

static int
run(struct cli *cli, crm *db)
{
	int status = cli_write_by(cli, db, "follow_up", put), error = 0;
	bool tells = status == CLI_OK && !cli->common.dry_run && !cli_quiet(cli);
	size_t told = 0;

	for (size_t i = 0; i < n && tells && !error; i++)
		error = tell_first(db, moved[i], &told);
	if (told > SHOWN)
		cli_warn("... and %zu more", told - SHOWN);
	free(moved);
	return error ? cli_failed(db, error) : status;
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
	.standard = "id,customer,customer_name,wanted,due,status,owner,channel,goal,rule,reason",
	.run      = run,
};
