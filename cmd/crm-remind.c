/*
 * crm-remind - send everybody a digest of what is due; made for cron
 *
 *	0 8 * * *  crm-remind --mail
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "cli_internal.h"
#include "cli_measure.h"
#include "noun.h"
#include "remind_calendar.h"
#include "remind_deliver.h"
#include "remind_text.h"

static bool print, mail, last;
static const char *maildir, *sendmail = "/usr/sbin/sendmail", *hand_to, *calendar;
static const char *from, *within = "30d", *max_age;
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

/* --- the last run ------------------------------------------------------------------------------ */

struct run { char *way; struct crm_int began, ended, sent, failed; };

#define FIELD(member) .offset = offsetof(struct run, member)

static const struct crm_field run_fields[] = {
	{ .name = "way", .kind = CRM_TEXT, FIELD(way), .help = "mail, maildir or exec", .zh = "方式" },
	{ .name = "began", .kind = CRM_TIME, FIELD(began), .help = "when it began", .zh = "開始" },
	{ .name = "ended", .kind = CRM_TIME, FIELD(ended), .help = "when it ended", .zh = "結束" },
	{ .name = "sent", .kind = CRM_INT, FIELD(sent), .help = "digests delivered", .zh = "已送" },
	{ .name = "failed", .kind = CRM_INT, FIELD(failed), .help = "digests not delivered",
	  .zh = "未送" },
	{ 0 }
};

static const struct crm_type run_type = {
	.name = "run", .plural = "runs", .zh = "執行", .size = sizeof(struct run), .fields = run_fields,
	.columns = "way,began,ended,sent,failed",
};

/* The way that the options name; NULL if none does. */
static const char *
way_name(void)
{
	return mail ? "mail" : maildir ? "maildir" : hand_to ? "exec" : NULL;
}

static int
show_last(struct cli *cli, crm *db)
{
	struct crm_clock real = { .now = time(NULL), .zone = crm_context(db)->clock.zone };
	struct crm_reminder_run run;
	struct cli_printer *printer;
	char ago[64];
	int error = crm_reminder_last(db, way_name(), &run);

	if (error && error != CRM_NOT_FOUND)
		return cli_failed(db, error);
	cli_printer_open(&printer, cli, db, &run_type);
	if (!error)
		cli_printer_put(printer, &(struct run){
			.way = run.way,
			.began = CRM_SET(run.began), .ended = CRM_SET(run.ended),
			.sent = CRM_SET(run.sent), .failed = CRM_SET(run.failed) });
	if (cli_printer_close(printer))
		return CLI_TROUBLE;
	if (!max_age)
		return CLI_OK;
	snprintf(ago, sizeof ago, "-%.60s", max_age);
	return error || run.began < cli_span("--max-age", ago, &real).from ? CLI_REFUSED : CLI_OK;
}

/* --- calendar ---------------------------------------------------------------------------------- */

/* A file changes at once or not at all, whoever reads it meanwhile. */
static int
replace(const char *path, const char *text)
{
	char *beside;
	FILE *file;
	int fd;

	if (asprintf(&beside, "%s.XXXXXX", path) < 0)
		cli_die("out of memory");
	fd = mkostemp(beside, O_CLOEXEC);
	file = fd < 0 ? NULL : fdopen(fd, "w");
	if (!file || fputs(text, file) == EOF || fflush(file) || fsync(fd) || fclose(file) ||
	    rename(beside, path)) {
		cli_warn("%s: %s", path, strerror(errno));
		unlink(beside);
		free(beside);
		return CLI_TROUBLE;
	}
	free(beside);
	return CLI_OK;
}

/* What is open and due by the end of the period, and what became of it in the last 30 days. */
static int
write_calendar(struct cli *cli, crm *db)
{
	const struct crm_type *type = crm_noun(db, "follow_up"), *view;
	int64_t today = crm_clock_today(&crm_context(db)->clock), *ids, n;
	struct crm_select want = { .type = type, .columns = "id", .sort = "due,id", .future = true };
	char day[CRM_DAY_SIZE], always[160], *text = NULL;
	struct crm_query *query;
	crm_rows *rows;
	int status;

	crm_day_format(crm_day_add(today, cli_period("--within", within)), day);
	snprintf(always, sizeof always, "due<=%s (status=open first=yes or (status=done,dropped"
	         " (due>=-30d or interaction.when>=-30d)))", day);
	cli_query(cli, db, type, always, &query);
	want.query = query;
	rows = crm_select(db, &want, &view);
	status = cli_collect_ids(db, rows, view, &ids, &n);
	if (status == CLI_OK && !(text = remind_calendar(db, ids, (size_t)n)))
		status = cli_failed(db, CRM_DATABASE);
	if (text && strcmp(calendar, "-") != 0)
		status = replace(calendar, text);
	else if (text)
		fputs(text, cli_out(cli));
	crm_query_free(query);
	free(text);
	free(ids);
	return status;
}

/* --- digests ----------------------------------------------------------------------------------- */

/* What would be told now, taken back again. */
static int
print_digests(struct cli *cli, crm *db, const char *way)
{
	struct crm_digest digest = { 0 };
	struct remind_text text = { 0 };
	int64_t unowned, n = 0;
	int error = crm_begin(db, "remind");

	if (error)
		return cli_failed(db, error);
	error = crm_reminder_prepare(db, way, &unowned);
	while (!error && !(error = crm_digest_next(db, way, digest.id, false, &digest))) {
		if (!digest.n || (error = remind_text(db, &digest, &text)))
			continue;
		fprintf(cli_out(cli), "%s%s: %s\n\n%s", n++ ? "\n" : "", digest.recipient, text.subject,
		        text.body);
		remind_text_clear(&text);
	}
	crm_digest_clear(&digest);
	if (error != CRM_NOT_FOUND) {
		error = cli_failed(db, error);
		crm_end(db, CRM_CONFLICT);
		return error;
	}
	crm_end(db, CRM_CONFLICT);
	return CLI_OK;
}

/*
 * Two runs at once would both deliver what is pending.  The lock is on the database's file and
 * goes with the process: closing it here would let go of the engine's locks on that file.
 */
static bool
alone(const struct cli *cli)
{
	int fd = open(cli->path, O_RDONLY | O_CLOEXEC);

	return fd < 0 || !flock(fd, LOCK_EX | LOCK_NB) || errno != EWOULDBLOCK;
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

static int
run(struct cli *cli, crm *db)
{
	struct remind_way way = {
		.name = way_name(), .maildir = mail ? NULL : maildir, .from = from,
		.program = mail ? sendmail : hand_to, .seconds = (int)seconds,
	};

	if (mail + !!maildir + !!hand_to + !!calendar + (print && !way.name) > 1)
		cli_usage("one way at a time: --mail, --maildir, --exec, --ics or --print");
	if (seconds < 1 || seconds > 86400)
		cli_usage("--timeout: a number of seconds from 1 to 86400");
	if (max_age && !last)
		cli_usage("--max-age goes with --last");
	if (last)
		return show_last(cli, db);
	if (calendar)
		return write_calendar(cli, db);
	if (cli_operands(cli).n)
		cli_usage("a query goes with --ics; digests are of all that is due");
	if (print || cli_dry_run(cli))
		return print_digests(cli, db, way.name ? way.name : "mail");
	if (!way.name)
		cli_usage("which way?  --mail, --maildir, --exec, --ics or --print");
	if (!alone(cli)) {
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
	.view     = &run_type,
	.run      = run,
};
