/*
 * remind_run.c - one run at a time, and when the last was, so that the automation is watched.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <time.h>

#include "cli_measure.h"
#include "remind_run.h"
#include "reminder.h"

/*
 * Two runs at once would both deliver what is pending.  The lock is on the database's file and
 * goes with the process: closing it here would let go of the engine's locks on that file.  A
 * run that was killed may leave it for a moment to a program that it was just starting.
 */
bool
remind_only_run(const char *path)
{
	const struct timespec moment = { .tv_nsec = 50000000 };
	int fd = open(path, O_RDONLY | O_CLOEXEC), tries = 20;

	while (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) && errno == EWOULDBLOCK) {
		if (!--tries)
			return false;
		nanosleep(&moment, NULL);
	}
	return true;
}

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

const struct crm_type remind_run_type = {
	.name = "run", .plural = "runs", .zh = "執行", .size = sizeof(struct run), .fields = run_fields,
	.columns = "way,began,ended,sent,failed",
};

/* So long before now: 25h, 2d. */
static int64_t
moment_ago(const char *age, const struct crm_clock *now)
{
	struct crm_span span;
	char ago[64];

	snprintf(ago, sizeof ago, "-%.60s", age);
	if (*age < '0' || *age > '9' || crm_span_parse(ago, now, CRM_PAST, &span, NULL))
		cli_usage("--max-age: `%s' is no length of time: write 90min, 25h, 2d or 1w", age);
	return span.from;
}

int
remind_show_last(struct cli *cli, crm *db, const char *way, const char *max_age)
{
	struct crm_clock real = { .now = time(NULL), .zone = crm_context(db)->clock.zone };
	struct crm_reminder_run run;
	struct cli_printer *printer;
	int64_t oldest = max_age ? moment_ago(max_age, &real) : INT64_MIN;
	int error = crm_reminder_last(db, way, &run);

	if (error && error != CRM_NOT_FOUND)
		return cli_failed(db, error);
	cli_printer_open(&printer, cli, db, &remind_run_type);
	if (!error)
		cli_printer_put(printer, &(struct run){
			.way = run.way,
			.began = CRM_SET(run.began), .ended = CRM_SET(run.ended),
			.sent = CRM_SET(run.sent), .failed = CRM_SET(run.failed) });
	if (cli_printer_close(printer))
		return CLI_TROUBLE;
	return max_age && (error || run.began < oldest) ? CLI_REFUSED : CLI_OK;
}
