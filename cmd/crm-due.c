/*
 * crm-due - list the follow-ups that are due, most overdue first
 *
 *	crm-due owner=me --within 7d
 *	crm-due tier=vip | crm-log channel=email subject='how are you'
 *	crm-due --by urgency --limit 10
 */
#include <stdio.h>
#include <string.h>

#include "agenda_reach.h"
#include "cli.h"
#include "follow_up.h"
#include "noun.h"

#define COLUMNS "id,customer,customer_name,due,late,owner,channel,goal,rule"
#define URGENCY ",urgency,urgency_late,urgency_tier,urgency_promise,urgency_score"
#define MOVED   "id,customer,customer_name,wanted,due,status,owner,rule,reason"

static const char *within, *by;
static bool suppressed, reasons;

static const struct cli_option options[] = {
	{ 'w', "within", "PERIOD", "also what falls due in that time to come (7d, 2w, 1m)",
	  .text = &within },
	{ 'b', "by", "ORDER", "order: due, the default, or urgency", .text = &by,
	  .words = (const char *const[]){ "due", "urgency", NULL } },
	{ 0, "why", NULL, "say of each why it is due", .flag = &reasons },
	{ 0, "suppressed", NULL, "what was moved or suppressed, and why", .flag = &suppressed },
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

/* Is --by urgency asked for? */
static bool
by_urgency(void)
{
	if (by && strcmp(by, "due") != 0 && strcmp(by, "urgency") != 0)
		cli_usage("--by: write due or urgency, not '%s'", by);
	return by && !strcmp(by, "urgency");
}

/* A rule and a plan may both be late; the customer is still to be contacted once. */
static int
list_due(struct cli *cli, crm *db, const char *last)
{
	bool urgent = by_urgency();
	char query[128], columns[256];

	snprintf(query, sizeof query, CRM_FOLLOW_UP_FIRST " due<=%s", last);
	snprintf(columns, sizeof columns, COLUMNS "%s%s", urgent ? URGENCY : "", reasons ? ",why" : "");
	return cli_list(cli, db, &(struct cli_listing){
		.type = crm_noun(db, "follow_up"), .query = query, .columns = columns,
		.sort = urgent ? "-urgency,due,id" : "due,id" });
}

/* A row that was moved may still be to come; one that was suppressed never is. */
static int
list_suppressed(struct cli *cli, crm *db, const char *last)
{
	char query[64];

	if (by || reasons)
		cli_usage("--suppressed lists by the day that was wanted, and has a reason; --by and --why"
		          " are for what is due");
	snprintf(query, sizeof query, "wanted<=%s status=open,superseded", last);
	return cli_list(cli, db, &(struct cli_listing){
		.type = crm_noun(db, "follow_up"), .query = query, .columns = MOVED,
		.sort = "wanted,id" });
}

static int
run(struct cli *cli, crm *db)
{
	int64_t last = last_day(db);
	char last_text[CRM_DAY_SIZE];
	int error = crm_agenda_reach(db, last);

	if (error)
		return cli_failed(db, error);
	crm_day_format(last, last_text);
	return suppressed ? list_suppressed(cli, db, last_text) : list_due(cli, db, last_text);
}

const struct cli_program program = {
	.name     = "crm-due",
	.summary  = "list the follow-ups that are due",
	.zh       = "列出到期的跟進",
	.keywords = "today remind follow-up overdue late agenda call list whom contact next urgency "
	            "suppressed 到期 跟進 跟进 提醒 逾期 今天 待辦 待办 聯絡 联系 回訪 回访 誰 緊急",
	.operands = "[QUERY ...] [-]",
	.examples = "  crm-due owner=me --within 7d\n"
	            "  crm-due tier=vip -o customer_name,customer.phone,goal,late\n"
	            "  crm-due --by urgency --limit 10\n",
	.options  = options,
	.group    = CLI_FOLLOW_UP,
	.mode     = CLI_READ,
	.common   = CLI_OUTPUT,
	.noun     = "follow_up",
	.run      = run,
};
