/*
 * crm-remind - send everybody a digest of what is due; made for cron
 *
 *	0 8 * * *  crm-remind --mail
 */
#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#include "cli_internal.h"
#include "cli_measure.h"
#include "remind_calendar.h"
#include "remind_deliver.h"
#include "remind_mail.h"
#include "remind_run.h"
#include "reminder.h"

static bool print, mail, last;
static const char *maildir, *sendmail, *hand_to, *calendar, *from, *within, *max_age;
static int64_t seconds = 60;

static const struct cli_option options[] = {
	{ 'p', "print", NULL, "print the digests, send and note nothing", .flag = &print },
	{ 'm', "mail", NULL, "send them by mail", .flag = &mail },
	{ 0, "sendmail", "PROGRAM", "with --mail: the program to send with (/usr/sbin/sendmail)",
	  .text = &sendmail },
	{ 0, "maildir", "FOLDER", "put them into a maildir; %u is the login", .text = &maildir },
	{ 'x', "exec", "PROGRAM", "run it for each digest, which is its input", .text = &hand_to },
	{ 0, "ics", "FILE", "write a calendar of what is and comes due; - is standard output",
	  .text = &calendar },
	{ 'w', "within", "PERIOD", "with --ics: so far ahead (30d)", .text = &within },
	{ 0, "from", "ADDRESS", "the sender of mails (their recipient)", .text = &from },
	{ 0, "timeout", "SECONDS", "stop a program that hangs after so long (60)", .number = &seconds },
	{ 0, "last", NULL, "show when it last ran", .flag = &last },
	{ 0, "max-age", "PERIOD", "with --last: exit 1 if that was longer ago (25h)",
	  .text = &max_age },
	{ 0 }
};

/* The way that the options name; NULL if none does. */
static const char *
way_name(void)
{
	return mail ? "mail" : maildir ? "maildir" : hand_to ? "exec" : NULL;
}

static int
send_digests(crm *db, const struct remind_way *way)
{
	struct crm_reminder_run run = { .began = time(NULL) };
	struct remind_count count = { 0 };
	int error;

	snprintf(run.way, sizeof run.way, "%s", way->name);
	error = remind_deliver(db, way, &count);
	if (error)
		return cli_failed(db, error);
	run.ended = time(NULL);
	run.sent = count.sent;
	run.failed = count.failed + count.deferred;
	if ((error = crm_reminder_ran(db, &run)))
		return cli_failed(db, error);
	if (count.unowned)
		cli_warn("%" PRId64 " follow-up%s due belong%s to nobody; pool = in [sop] says who is told",
		         count.unowned, count.unowned == 1 ? "" : "s", count.unowned == 1 ? "s" : "");
	return count.deferred ? CLI_AGAIN : count.failed ? CLI_REFUSED : CLI_OK;
}

static void
check_usage(void)
{
	if (mail + !!maildir + !!hand_to + !!calendar + (print && !way_name()) > 1)
		cli_usage("one way at a time: --mail, --maildir, --exec, --ics or --print");
	if (seconds < 1 || seconds > 86400)
		cli_usage("--timeout: a number of seconds from 1 to 86400");
	if (from && !remind_is_address(from))
		cli_usage("--from: an address is wanted, as in crm@example.com");
	if (max_age && !last)
		cli_usage("--max-age goes with --last");
	if (within && !calendar)
		cli_usage("--within goes with --ics");
	if (sendmail && !mail)
		cli_usage("--sendmail goes with --mail");
	if (from && !mail && !maildir)
		cli_usage("--from goes with --mail and --maildir");
}

static int
run(struct cli *cli, crm *db)
{
	struct remind_way way = {
		.name = way_name(), .maildir = maildir, .from = from, .seconds = (int)seconds,
		.program = hand_to ? hand_to : sendmail ? sendmail : "/usr/sbin/sendmail",
	};

	check_usage();
	if (last)
		return remind_show_last(cli, db, way.name, max_age);
	if (calendar)
		return remind_write_calendar(cli, db, calendar,
		                             cli_period("--within", within ? within : "30d"));
	if (cli_operands(cli).n)
		cli_usage("a query goes with --ics; digests are of all that is due");
	if (print || cli_dry_run(cli))
		return remind_print(cli, db, way.name ? way.name : "mail");
	if (!way.name)
		cli_usage("which way?  --mail, --maildir, --exec, --ics or --print");
	if (!remind_only_run(cli->path)) {
		cli_warn("another crm-remind is at work");
		return CLI_AGAIN;
	}
	return send_digests(db, &way);
}

const struct cli_program program = {
	.name     = "crm-remind",
	.summary  = "send everybody a digest of what is due",
	.zh       = "寄送到期跟進的提醒",
	.keywords = "cron mail digest reminder notify calendar ics maildir sendmail webhook line wecom "
	            "提醒 通知 郵件 日曆 行事曆 邮件 日历 定時 企業微信",
	.operands = "[QUERY ...]",
	.examples = "  crm-remind --print\n"
	            "  crm-remind --ics - owner=me\n",
	.options  = options,
	.group    = CLI_FOLLOW_UP,
	.mode     = CLI_WRITE,
	.common   = CLI_OUTPUT,
	.noun     = "follow_up",
	.view     = &remind_run_type,
	.run      = run,
};
