/*
 * remind_calendar.c - make the calendar, with libical.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli_measure.h"
#include "follow_up.h"
#include "noun.h"
#include "remind_calendar.h"
#include "reminder.h"
#include "select.h"

enum { SEQUENCE_EPOCH = 1577836800 };   /* 2020-01-01: minutes since then fit RFC 5545's integer */

/* What entries say of a follow-up; borrowed from the row. */
struct entry {
	int64_t     id, due;
	const char *uid, *status, *customer, *goal, *phone, *channel, *rule, *content;
	int64_t     now;
};

static struct icaltimetype
date_of(int64_t day)
{
	struct crm_date date = crm_day_date(day);
	struct icaltimetype time = icaltime_null_date();

	time.year = date.year;
	time.month = date.month;
	time.day = date.day;
	return time;
}

static char *
summary_of(const struct entry *e)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		return NULL;
	fprintf(out, "%s%s%s", e->customer ? e->customer : "", e->customer && e->goal ? ": " : "",
	        e->goal ? e->goal : "");
	return fclose(out) ? NULL : text;
}

static char *
description_of(const struct entry *e)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		return NULL;
	fprintf(out, "F%" PRId64 "  %s", e->id, e->rule ? e->rule : "");
	if (e->channel)
		fprintf(out, "\n%s", e->channel);
	if (e->phone)
		fprintf(out, "\n%s", e->phone);
	if (e->content)
		fprintf(out, "\n%s", e->content);
	return fclose(out) ? NULL : text;
}

/* What both kinds of entry have. */
static bool
describe(icalcomponent *component, const struct entry *e, const char *kind)
{
	char *summary = summary_of(e), *description = description_of(e), uid[96];
	icaltimezone *utc = icaltimezone_get_utc_timezone();
	struct icaltimetype now = icaltime_from_timet_with_zone((time_t)e->now, 0, utc);
	int minutes = (int)((e->now - SEQUENCE_EPOCH) / 60);

	if (summary && description) {
		snprintf(uid, sizeof uid, "F%" PRId64 "-%s@%s", e->id, kind, e->uid);
		icalcomponent_add_property(component, icalproperty_new_uid(uid));
		icalcomponent_add_property(component, icalproperty_new_dtstamp(now));
		icalcomponent_add_property(component, icalproperty_new_sequence(minutes));
		icalcomponent_add_property(component, icalproperty_new_summary(summary));
		icalcomponent_add_property(component, icalproperty_new_description(description));
	}
	free(summary);
	free(description);
	return summary && description;
}

static bool
add_todo(icalcomponent *calendar, const struct entry *e)
{
	icalcomponent *todo = icalcomponent_new(ICAL_VTODO_COMPONENT);
	icalproperty_status status = !strcmp(e->status, "done") ? ICAL_STATUS_COMPLETED
		: !strcmp(e->status, "open") ? ICAL_STATUS_NEEDSACTION : ICAL_STATUS_CANCELLED;

	icalcomponent_add_component(calendar, todo);
	icalcomponent_add_property(todo, icalproperty_new_due(date_of(e->due)));
	icalcomponent_add_property(todo, icalproperty_new_status(status));
	return describe(todo, e, "todo");
}

static bool
add_event(icalcomponent *calendar, const struct entry *e)
{
	icalcomponent *event = icalcomponent_new(ICAL_VEVENT_COMPONENT);
	icalproperty_status status = !strcmp(e->status, "open") ? ICAL_STATUS_CONFIRMED
	                                                        : ICAL_STATUS_CANCELLED;

	icalcomponent_add_component(calendar, event);
	icalcomponent_add_property(event, icalproperty_new_dtstart(date_of(e->due)));
	icalcomponent_add_property(event, icalproperty_new_dtend(date_of(e->due + 1)));
	icalcomponent_add_property(event, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
	icalcomponent_add_property(event, icalproperty_new_status(status));
	return describe(event, e, "event");
}

/* --- reading them -------------------------------------------------------------------------- */

static const char columns[] =
	"id,due,status,goal,customer_name,customer.phone,channel,rule,content";

enum { ID, DUE, STATUS, GOAL, CUSTOMER, PHONE, CHANNEL, RULE, CONTENT };

static const void *
value(const struct crm_type *view, const void *record, int column)
{
	return (const char *)record + view->fields[column].offset;
}

static const char *
text(const struct crm_type *view, const void *record, int column)
{
	return *(char *const *)value(view, record, column);
}

static bool
add_row(icalcomponent *calendar, crm *db, const char *uid, const struct crm_type *view,
        const void *record)
{
	const struct crm_int *due = value(view, record, DUE);
	struct entry e = {
		.uid = uid, .now = crm_context(db)->clock.now,
		.id = *(const int64_t *)value(view, record, ID), .due = due->value,
		.status = text(view, record, STATUS), .goal = text(view, record, GOAL),
		.customer = text(view, record, CUSTOMER), .phone = text(view, record, PHONE),
		.channel = text(view, record, CHANNEL), .rule = text(view, record, RULE),
		.content = text(view, record, CONTENT),
	};

	return add_todo(calendar, &e) && add_event(calendar, &e);
}

static int
add_rows(icalcomponent *calendar, crm *db, const char *uid, const int64_t *ids, size_t n)
{
	struct crm_select want = {
		.type = &crm_follow_up_type, .ids = ids, .n = n, .future = true,
		.columns = columns,
	};
	const struct crm_type *view = NULL;
	crm_rows *rows = crm_select(db, &want, &view);
	void *record = rows ? calloc(1, view->size) : NULL;
	int error = record ? 0 : crm_refuse(db, CRM_NO_MEMORY, "out of memory"), ended;

	while (!error && crm_rows_next(rows, record))
		if (!add_row(calendar, db, uid, view, record))
			error = crm_refuse(db, CRM_NO_MEMORY, "out of memory");
	if (record)
		crm_clear(view, record);
	free(record);
	ended = crm_rows_close(rows);
	return error ? error : ended;
}

/* The follow-ups of these ids as a calendar; NULL with the sentence in the handle. */
static char *
calendar_of(crm *db, const int64_t *ids, size_t n)
{
	icalcomponent *calendar = icalcomponent_new(ICAL_VCALENDAR_COMPONENT);
	char *uid = NULL, *text = NULL, *copy;
	int error = crm_database_uid(db, &uid);

	icalcomponent_add_property(calendar, icalproperty_new_version("2.0"));
	icalcomponent_add_property(calendar, icalproperty_new_prodid("-//crm-tools//crm-remind//EN"));
	icalcomponent_add_property(calendar, icalproperty_new_method(ICAL_METHOD_PUBLISH));
	if (!error && n)
		error = add_rows(calendar, db, uid, ids, n);
	if (!error && (copy = icalcomponent_as_ical_string_r(calendar))) {
		text = strdup(copy);
		icalmemory_free_buffer(copy);
	}
	if (!error && !text)
		crm_refuse(db, CRM_NO_MEMORY, "out of memory");
	icalcomponent_free(calendar);
	free(uid);
	return text;
}

/* --- writing it --------------------------------------------------------------------------- */

static bool
put_all(FILE *file, const char *text, bool safe)
{
	bool good = fputs(text, file) != EOF && !fflush(file) && (!safe || !fsync(fileno(file)));

	return !fclose(file) && good;
}

/* A new file beside the old one, for the same readers, takes its place. */
static bool
put_beside(const char *path, const char *text, const struct stat *old)
{
	char *beside;
	FILE *file;
	int fd;
	bool good;

	if (asprintf(&beside, "%s.XXXXXX", path) < 0)
		cli_die("out of memory");
	fd = mkostemp(beside, O_CLOEXEC);
	good = fd >= 0 && (!old || !fchmod(fd, old->st_mode & 0777)) && (file = fdopen(fd, "w")) &&
	       put_all(file, text, true) && !rename(beside, path);
	if (!good && fd >= 0)
		unlink(beside);
	free(beside);
	return good;
}

/* A file changes at once or not at all, whoever reads it meanwhile; a pipe is written to. */
static int
replace(const char *path, const char *text)
{
	struct stat old;
	bool there = !stat(path, &old), plain = !there || S_ISREG(old.st_mode), good = false;
	char *real = there ? realpath(path, NULL) : strdup(path);
	FILE *file = plain || !real ? NULL : fopen(real, "we");

	if (plain && real)
		good = put_beside(real, text, there ? &old : NULL);
	else if (file)
		good = put_all(file, text, false);
	if (!good)
		cli_warn("%s: %s", path, strerror(errno));
	free(real);
	return good ? CLI_OK : CLI_TROUBLE;
}

/* What is open and due by the end of the period, and what became of it in the last 30 days. */
int
remind_write_calendar(struct cli *cli, crm *db, const char *path, struct crm_period within)
{
	const struct crm_type *type = crm_noun(db, "follow_up"), *view;
	int64_t today = crm_clock_today(&crm_context(db)->clock), *ids, n;
	struct crm_select want = { .type = type, .columns = "id", .sort = "due,id", .future = true };
	char day[CRM_DAY_SIZE], always[192], *text = NULL;
	struct crm_query *query;
	crm_rows *rows;
	int status;

	/* What recurs is stored for 25 months. */
	if (crm_day_add(today, within) > crm_day_add_months(today, 24))
		cli_usage("--within: a calendar reaches two years ahead at most");
	crm_day_format(crm_day_add(today, within), day);
	snprintf(always, sizeof always,
	         "due<=%s (" CRM_FOLLOW_UP_FIRST
	         " or (status=done,dropped (due>=-30d or interaction.when>=-30d)))", day);
	cli_query(cli, db, type, always, &query);
	want.query = query;
	rows = crm_select(db, &want, &view);
	status = cli_collect_ids(db, rows, view, &ids, &n);
	if (status == CLI_OK && !(text = calendar_of(db, ids, (size_t)n)))
		status = cli_failed(db, CRM_DATABASE);
	if (text && strcmp(path, "-") != 0)
		status = replace(path, text);
	else if (text)
		fputs(text, cli_out(cli));
	crm_query_free(query);
	free(text);
	free(ids);
	return status;
}
