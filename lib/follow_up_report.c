/*
 * follow_up_report.c - count the follow-ups of a period, group by group.
 *
 * The rows come sorted by group, so that one group at a time is at hand.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db.h"
#include "follow_up_report.h"
#include "measured.h"
#include "noun.h"
#include "report_group.h"
#include "select.h"

#define FIELD(member) .offset = offsetof(struct crm_follow_up_measure, member)

static const struct crm_field fields[] = {
	{ .name = "group", .kind = CRM_TEXT, FIELD(group), .help = "the values of --by", .zh = "組別" },
	{ .name = "planned", .kind = CRM_INT, FIELD(planned), .help = "follow-ups due in the period",
	  .zh = "計畫" },
	{ .name = "on_time", .kind = CRM_INT, FIELD(on_time), .help = "done by their day",
	  .zh = "準時" },
	{ .name = "late", .kind = CRM_INT, FIELD(late), .help = "done after it", .zh = "逾期完成" },
	{ .name = "missed", .kind = CRM_INT, FIELD(missed), .help = "not done", .zh = "未完成" },
	{ .name = "open", .kind = CRM_INT, FIELD(open), .help = "due today", .zh = "今日到期" },
	{ .name = "dropped", .kind = CRM_INT, FIELD(dropped), .help = "dropped by hand", .zh = "取消" },
	{ .name = "suppressed", .kind = CRM_INT, FIELD(suppressed),
	  .help = "asked for by a rule, not allowed", .zh = "抑制" },
	{ .name = "moved", .kind = CRM_INT, FIELD(moved),
	  .help = "among them, to another day by the cap or the calendar", .zh = "改期" },
	{ .name = "kept", .kind = CRM_REAL, FIELD(kept), .help = "share on time of what was to be done",
	  .zh = "準時率" },
	{ .name = "kept_lo", .kind = CRM_REAL, FIELD(kept_lo), .help = "its 95 % interval, from",
	  .zh = "準時率下限" },
	{ .name = "kept_hi", .kind = CRM_REAL, FIELD(kept_hi), .help = "to", .zh = "準時率上限" },
	{ .name = "median_delay", .kind = CRM_REAL, FIELD(median_delay),
	  .help = "days after the due day, of what was done", .zh = "延遲中位數" },
	{ .name = "with_result", .kind = CRM_REAL, FIELD(with_result),
	  .help = "share of what was done that says what came of it", .zh = "有結果比例" },
	{ 0 }
};

const struct crm_type crm_follow_up_measure_type = {
	.name = "follow_up_measure", .plural = "follow_up_measures", .zh = "跟進報告",
	.size = sizeof(struct crm_follow_up_measure), .fields = fields,
	.columns = "group,planned,on_time,late,missed,open,dropped,suppressed,moved,kept,kept_lo,"
	           "kept_hi,median_delay,with_result",
};

/* What is selected before the columns of the group. */
static const char FIRST_COLUMNS[] =
	"customer,status,due,wanted,expires,result,closed,purpose,interaction.outcome";

enum { CUSTOMER, STATUS, DUE, WANTED, EXPIRES, RESULT, CLOSED, PURPOSE, OUTCOME, GROUP };

struct tally {
	int64_t  on_time, late, missed, open, dropped, suppressed, moved, with_result;
	int64_t *delay;                 /* of what was done */
	size_t   delays, room;
};

static int
add_delay(crm *db, struct tally *t, int64_t delay)
{
	if (t->delays == t->room) {
		size_t room = t->room * 2 + 64;
		int64_t *more = realloc(t->delay, room * sizeof *more);

		if (!more)
			return db_no_memory(db);
		t->delay = more;
		t->room = room;
	}
	t->delay[t->delays++] = delay > 0 ? delay : 0;
	return 0;
}

static int
count_done(crm *db, const struct report_rows *r, struct tally *t)
{
	const struct crm_int *closed = report_value(r, CLOSED), *due = report_value(r, DUE);
	int64_t day = closed->set ? closed->value : due->value;

	*(day > due->value ? &t->late : &t->on_time) += 1;
	t->with_result += report_text(r, RESULT) || report_text(r, OUTCOME);
	return add_delay(db, t, day - due->value);
}

static int
count_row(crm *db, const struct report_rows *r, struct tally *t, int64_t to)
{
	const struct crm_int *due = report_value(r, DUE), *wanted = report_value(r, WANTED);
	const struct crm_int *expires = report_value(r, EXPIRES);
	const char *status = report_text(r, STATUS);

	t->moved += wanted->set && wanted->value != due->value;
	if (!strcmp(status, "done"))
		return count_done(db, r, t);
	if (!strcmp(status, "dropped"))
		*(strcmp(report_text(r, PURPOSE), "promise") ? &t->dropped : &t->missed) += 1;
	else if (!strcmp(status, "superseded"))
		t->suppressed++;
	else if (due->value >= to && !(expires->set && expires->value < to))
		t->open++;
	else
		t->missed++;
	return 0;
}

static int
by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static struct crm_real
median(int64_t *numbers, size_t n)
{
	size_t lower = n ? (n - 1) / 2 : 0, upper = n / 2;

	if (!n)
		return (struct crm_real){ 0 };
	qsort(numbers, n, sizeof *numbers, by_number);
	return (struct crm_real)CRM_SET(((double)numbers[lower] + (double)numbers[upper]) / 2);
}

static void
measure(struct tally *t, char *group, struct crm_follow_up_measure *m)
{
	int64_t done = t->on_time + t->late;

	*m = (struct crm_follow_up_measure){
		.group = group, .planned = CRM_SET(done + t->missed + t->open + t->dropped),
		.on_time = CRM_SET(t->on_time), .late = CRM_SET(t->late), .missed = CRM_SET(t->missed),
		.open = CRM_SET(t->open), .dropped = CRM_SET(t->dropped),
		.suppressed = CRM_SET(t->suppressed), .moved = CRM_SET(t->moved),
		.median_delay = median(t->delay, t->delays),
	};
	measured_rate(t->on_time, done + t->missed, &m->kept, &m->kept_lo, &m->kept_hi);
	if (done)
		m->with_result = measured((double)t->with_result / (double)done);
}

static int
count_group(crm *db, struct report_rows *rows, struct tally *t, const char *group, int64_t to)
{
	int error = 0;

	free(t->delay);
	*t = (struct tally){ 0 };
	do
		error = count_row(db, rows, t, to);
	while (!error && report_next(rows) && !strcmp(rows->group, group));
	return error;
}

int
crm_follow_up_report(crm *db, const struct crm_report_wanted *wanted, crm_report_put *put,
                     void *aux)
{
	char query[96], from[CRM_DAY_SIZE], to[CRM_DAY_SIZE], group[REPORT_LABEL];
	struct report_rows rows = { .db = db, .type = crm_noun(db, "follow_up"), .wanted = wanted,
	                            .skip = GROUP };
	struct crm_follow_up_measure m;
	struct tally tally = { 0 };
	int error, ended;

	snprintf(query, sizeof query, "due>=%s due<=%s", crm_day_format(wanted->from, from),
	         crm_day_format(wanted->to, to));
	error = report_open(&rows, FIRST_COLUMNS, query);
	while (!error && rows.more) {
		memcpy(group, rows.group, sizeof group);
		error = count_group(db, &rows, &tally, group, wanted->to);
		if (!error) {
			measure(&tally, group, &m);
			error = put(aux, &m);
		}
	}
	free(tally.delay);
	ended = report_close(&rows);
	return error ? error : ended;
}
