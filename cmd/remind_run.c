/*
 * remind_run.c - when reminders were sent last, so that the automation is watched.
 */
#include <stdio.h>
#include <time.h>

#include "cli_measure.h"
#include "remind_run.h"
#include "reminder.h"

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

int
remind_show_last(struct cli *cli, crm *db, const char *way, const char *max_age)
{
	struct crm_clock real = { .now = time(NULL), .zone = crm_context(db)->clock.zone };
	struct crm_reminder_run run;
	struct cli_printer *printer;
	char ago[64];
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
	if (!max_age)
		return CLI_OK;
	snprintf(ago, sizeof ago, "-%.60s", max_age);
	return error || run.began < cli_span("--max-age", ago, &real).from ? CLI_REFUSED : CLI_OK;
}
