/*
 * crm-due - list the follow-ups that are due, most overdue first
 *
 *	crm-due owner=me --within 7d
 *	crm-due tier=vip | crm-log channel=email subject='how are you'
 */
#include <stdio.h>

#include "cli.h"
#include "noun.h"

static const char *within;

static const struct cli_option options[] = {
	{ 'w', "within", "PERIOD", "also what falls due in that time to come (7d, 2w, 1m)",
	  .text = &within },
	{ 0 }
};

/* The last day to look at: that of --now, or so much later. */
static int64_t
last_day(crm *db)
{
	int64_t today = crm_clock_today(&crm_context(db)->clock);
	struct crm_period period;
	struct crm_fault why;

	if (!within)
		return today;
	if (crm_period_parse(within, &period, &why))
		cli_usage("--within: %s", why.text);
	return crm_day_add(today, period);
}

static int
run(struct cli *cli, crm *db)
{
	char day[CRM_DAY_SIZE], query[64];

	/* A rule and a plan may both be late; the customer is still to be contacted once. */
	snprintf(query, sizeof query, "status=open due<=%s first=yes",
	         crm_day_format(last_day(db), day));
	return cli_list(cli, db, &(struct cli_listing){
		.type = crm_noun(db, "follow_up"), .query = query, .sort = "due,id" });
}

const struct cli_program program = {
	.name     = "crm-due",
	.summary  = "list the follow-ups that are due",
	.zh       = "列出到期的跟進",
	.keywords = "today remind follow-up overdue late agenda call list whom contact next "
	            "到期 跟進 跟进 提醒 逾期 今天 待辦 待办 聯絡 联系 誰",
	.operands = "[QUERY ...] [-]",
	.examples = "  crm-due owner=me --within 7d\n"
	            "  crm-due tier=vip -o customer_name,customer.phone,goal,late\n",
	.options  = options,
	.group    = CLI_FOLLOW_UP,
	.mode     = CLI_READ,
	.common   = CLI_OUTPUT,
	.noun     = "follow_up",
	.run      = run,
};
