/*
 * promise.c - keep promises or break them, and count them.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db.h"
#include "follow_up_settle.h"
#include "measured.h"
#include "noun.h"
#include "noun_types.h"
#include "promise.h"
#include "report_group.h"
#include "select.h"

int
crm_promise_close(crm *db, int64_t follow_up, bool kept, const char *reason)
{
	AUTO(crm_follow_up) f = { 0 };
	int error = crm_follow_up_get(db, follow_up, &f);

	if (!error && strcmp(f.purpose, "promise") != 0)
		error = db_fail(db, CRM_INVALID, "F%" PRId64 " is no promise; crm-done closes it", f.id);
	if (!error)
		error = follow_up_check_open(db, &f);
	if (!error && reason) {
		free(f.reason);
		f.reason = NULL;
		error = noun_default(db, &f.reason, reason);
	}
	return error ? error : follow_up_settle(db, &f, kept ? "done" : "dropped", 0);
}

/* --- counting ------------------------------------------------------------------------------- */

#define FIELD(member) .offset = offsetof(struct crm_promise_tally, member)

static const struct crm_field fields[] = {
	{ .name = "group", .kind = CRM_TEXT, FIELD(group), .help = "whose promises", .zh = "分組|分组" },
	{ .name = "n", .kind = CRM_INT, FIELD(n), .help = "promises", .zh = "承諾數|承诺数" },
	{ .name = "open", .kind = CRM_INT, FIELD(open), .help = "not yet due", .zh = "未到期" },
	{ .name = "late", .kind = CRM_INT, FIELD(late), .help = "past their day and not kept",
	  .zh = "逾期" },
	{ .name = "kept", .kind = CRM_INT, FIELD(kept), .help = "done by their day", .zh = "履行" },
	{ .name = "kept_late", .kind = CRM_INT, FIELD(kept_late), .help = "done after it",
	  .zh = "逾期履行" },
	{ .name = "broken", .kind = CRM_INT, FIELD(broken), .help = "dropped", .zh = "未履行" },
	{ .name = "value", .kind = CRM_REAL, FIELD(value),
	  .help = "share kept in time of those not open", .zh = "履行率" },
	{ .name = "lo", .kind = CRM_REAL, FIELD(lo), .help = "its 95 % interval, from", .zh = "下限" },
	{ .name = "hi", .kind = CRM_REAL, FIELD(hi), .help = "and to", .zh = "上限" },
	{ 0 }
};

const struct crm_type crm_promise_tally_type = {
	.name = "promise_tally", .plural = "promises", .zh = "承諾",
	.size = sizeof(struct crm_promise_tally), .fields = fields,
	.columns = "group,n,open,late,kept,kept_late,broken,value,lo,hi",
};

struct tallies { struct crm_promise_tally *list; size_t n, room; };

/* The tally of a group: mostly the last one, where records come in the groups' order. */
static struct crm_promise_tally *
tally_of(struct tallies *t, const char *group)
{
	struct crm_promise_tally *last;

	for (size_t i = t->n; i-- > 0;)
		if (!strcmp(t->list[i].group, group))
			return &t->list[i];
	if (t->n == t->room) {
		size_t room = t->room * 2 + 8;
		struct crm_promise_tally *more = realloc(t->list, room * sizeof *more);

		if (!more)
			return NULL;
		t->list = more;
		t->room = room;
	}
	last = &t->list[t->n];
	*last = (struct crm_promise_tally){
		.group = strdup(group), .n = CRM_SET(0), .open = CRM_SET(0), .late = CRM_SET(0),
		.kept = CRM_SET(0), .kept_late = CRM_SET(0), .broken = CRM_SET(0),
	};
	t->n += last->group != NULL;
	return last->group ? last : NULL;
}

static void
count(struct crm_promise_tally *tally, const char *standing)
{
	const struct { const char *word; struct crm_int *slot; } counts[] = {
		{ "open", &tally->open }, { "late", &tally->late }, { "kept", &tally->kept },
		{ "kept_late", &tally->kept_late }, { "broken", &tally->broken },
	};

	tally->n.value++;
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		counts[i].slot->value += !strcmp(standing, counts[i].word);
}

static void
rate(struct crm_promise_tally *tally)
{
	measured_rate(tally->kept.value, tally->n.value - tally->open.value, &tally->value, &tally->lo,
	              &tally->hi);
}

/* The columns are the group, and how the promise stands. */
static int
read_rows(crm *db, crm_rows *rows, const struct crm_type *view, struct tallies *t)
{
	void *record = view ? calloc(1, view->size) : NULL;
	int error = view && !record ? db_no_memory(db) : 0, ended;

	while (record && !error && crm_rows_next(rows, record)) {
		char scratch[CRM_SCRATCH];
		const char *group = crm_field_text(&view->fields[0], record, &db->context, scratch);
		const char *standing = *(char **)((char *)record + view->fields[1].offset);
		struct crm_promise_tally *tally = tally_of(t, group ? group : "none");

		if (!tally)
			error = db_no_memory(db);
		else if (standing)
			count(tally, standing);
	}
	if (error && view)
		crm_clear(view, record);
	ended = crm_rows_close(rows);
	free(record);
	return error ? error : ended;
}

int
crm_promises_tally(crm *db, const struct crm_query *query, const char *by,
                   const int64_t *customers, int64_t n, struct crm_promise_tally **out,
                   size_t *groups)
{
	static const int64_t nobody[1];
	struct tallies t = { .list = NULL };
	const struct crm_type *view;
	char columns[200];
	struct crm_select want = { .type = crm_noun(db, "follow_up"), .columns = columns,
	                           .query = query, .sort = by };
	crm_rows *rows;
	int error;

	*out = NULL;
	*groups = 0;
	if ((size_t)snprintf(columns, sizeof columns, "%s,standing", by) >= sizeof columns ||
	    strchr(by, ','))
		return db_fail(db, CRM_INVALID, "`%.60s...' is not one field", by);
	if (n >= 0) {
		want.ids = n ? customers : nobody;
		want.n = (size_t)n;
		want.by_customer = true;
	}
	rows = crm_select(db, &want, &view);
	error = read_rows(db, rows, view, &t);
	for (size_t i = 0; i < t.n; i++)
		rate(&t.list[i]);
	if (error) {
		crm_promise_tally_free(t.list, t.n);
		return error;
	}
	*out = t.list;
	*groups = t.n;
	return 0;
}

void
crm_promise_tally_free(struct crm_promise_tally *tally, size_t groups)
{
	for (size_t i = 0; i < groups; i++)
		free(tally[i].group);
	free(tally);
}
