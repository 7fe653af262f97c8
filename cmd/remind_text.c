/*
 * remind_text.c - a digest as people read it, in English or Chinese.
 */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "follow_up.h"
#include "remind_text.h"
#include "select.h"
#include "text.h"

enum { NAMED = 3 };   /* customers that the subject names */

/*
 * The sentences of a language: {to} is who reads them, {who} whose follow-ups they are, {n}
 * how many, {s} the plural, {day} today.
 */
struct language {
	const char *tag;
	const char *due, *late;                   /* subject */
	const char *due_now, *late_now;           /* the first lines of the page */
	const char *alone;                        /* to who is away, and nobody stands in */
	const char *between, *more;               /* names, and that there are more */
	const char *rung[CRM_RUNG_RELEASED + 1];  /* before the ids that stand on it */
	const char *flagged;                      /* instead of the last one */
	const char *close;
};

static const struct language languages[] = {
	{ .tag = "zh", .due = "{n} 件跟進到期：", .late = "{who} 有 {n} 件跟進逾期：",
	  .due_now = "{to}，您好：\n\n截至 {day}，您有 {n} 件跟進到期。\n\n",
	  .late_now = "{to}，您好：\n\n截至 {day}，{who} 有 {n} 件跟進逾期。\n\n",
	  .alone = "您今日請假，而代理人與主管都不在，跟進仍歸您。\n\n",
	  .between = "、", .more = "…",
	  .rung = { NULL, "已逾期：", "已逾期，副本送主管：", "逾期過久，客戶退回公海：" },
	  .flagged = "逾期過久，請主管處理：",
	  .close = "\ncrm-done 編號 result=... 完成；crm-snooze 編號 until=+3d 延後；crm-why 編號 說明原因。\n" },
	{ .tag = "en", .due = "{n} follow-up{s} due: ", .late = "{n} follow-up{s} of {who} late: ",
	  .due_now = "Hello {to},\n\nby {day} you have {n} follow-up{s} due.\n\n",
	  .late_now = "Hello {to},\n\nby {day} {who} is late with {n} follow-up{s}.\n\n",
	  .alone = "You are away today, and so are your deputies and managers: these stay yours.\n\n",
	  .between = ", ", .more = " ...",
	  .rung = { NULL, "Late:", "Late, with a copy to the manager:",
	            "Too late, the customer is back in the pool:" },
	  .flagged = "Too late, for the manager to settle:",
	  .close = "\ncrm-done ID result=... closes one, crm-snooze ID until=+3d moves it, "
	           "crm-why ID explains it.\n" },
};

/* What stands for the words in braces. */
struct words { const char *to, *who, *n, *s, *day; };

static const char *
word_of(const struct words *words, const char *name, size_t length)
{
	const struct { const char *name, *text; } known[] = {
		{ "to", words->to }, { "who", words->who }, { "n", words->n }, { "s", words->s },
		{ "day", words->day },
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strlen(known[i].name) == length && !memcmp(known[i].name, name, length))
			return known[i].text;
	return "";
}

/* A character that would end a header line, or confuse a terminal, becomes a blank. */
static void
put_plain(FILE *out, const char *text)
{
	for (; *text; text++)
		putc(iscntrl((unsigned char)*text) ? ' ' : *text, out);
}

static void
put_sentence(FILE *out, const char *sentence, const struct words *words)
{
	for (const char *end; *sentence; sentence = end + 1) {
		if (*sentence == '{' && (end = strchr(sentence, '}'))) {
			put_plain(out, word_of(words, sentence + 1, (size_t)(end - sentence - 1)));
		} else {
			end = sentence;
			putc(*sentence, out);
		}
	}
}

static const struct language *
language_of(const struct crm_staff *staff)
{
	size_t last = sizeof languages / sizeof *languages - 1;

	for (size_t i = 0; i < last && staff && staff->language; i++)
		if (!strncmp(staff->language, languages[i].tag, strlen(languages[i].tag)))
			return &languages[i];
	return &languages[last];
}

/* --- the records ----------------------------------------------------------------------------- */

/* The follow-ups of a digest; all of the columns are texts or shown as texts by the writer. */
static crm_rows *
rows_of(crm *db, const struct crm_digest *digest, const char *columns, int64_t **ids,
        const struct crm_type **view)
{
	struct crm_select want = { .type = &crm_follow_up_type, .columns = columns, .n = digest->n,
	                           .future = true };

	if (!(*ids = calloc(digest->n + 1, sizeof **ids)))
		return NULL;
	for (size_t i = 0; i < digest->n; i++)
		(*ids)[i] = digest->item[i].follow_up;
	want.ids = *ids;
	return crm_select(db, &want, view);
}

static int
put_table(crm *db, const struct crm_digest *digest, FILE *out)
{
	struct crm_layout layout = { .format = CRM_TABLE, .header = true, .context = crm_context(db) };
	const struct crm_type *view = NULL;
	struct crm_writer *writer = NULL;
	int64_t *ids;
	crm_rows *rows = rows_of(db, digest, "id,due,late,customer,customer_name,customer.phone,"
	                         "channel,goal,rule", &ids, &view);
	void *record = rows ? calloc(1, view->size) : NULL;
	int error = record ? crm_writer_open(&writer, out, view, &layout) : CRM_NO_MEMORY, ended;

	if (error && writer)
		crm_refuse(db, error, crm_writer_message(writer));
	while (!error && crm_rows_next(rows, record))
		error = crm_writer_put(writer, record);
	if (record)
		crm_clear(view, record);
	free(record);
	ended = crm_writer_close(writer);
	error = error ? error : ended;
	ended = crm_rows_close(rows);
	free(ids);
	return error ? error : ended;
}

static int
put_names(crm *db, const struct crm_digest *digest, const struct language *l, FILE *out)
{
	const struct crm_type *view = NULL;
	int64_t *ids;
	crm_rows *rows = rows_of(db, digest, "customer_name", &ids, &view);
	void *record = view ? calloc(1, view->size) : NULL;
	char scratch[CRM_SCRATCH];
	size_t n = 0;
	int error;

	while (record && crm_rows_next(rows, record)) {
		const char *name = crm_field_text(view->fields, record, crm_context(db), scratch);

		if (n++ < NAMED) {
			fputs(n > 1 ? l->between : "", out);
			put_plain(out, name ? name : "?");
		}
	}
	fputs(n > NAMED ? l->more : "", out);
	if (record)
		crm_clear(view, record);
	error = crm_rows_close(rows);
	free(ids);
	if (!record && !error)
		error = CRM_NO_MEMORY;
	free(record);
	return error;
}

/* --- the parts ------------------------------------------------------------------------------- */

/* What to say of a rung; nobody gets a copy where nobody is above the owner or beside. */
static const char *
rung_text(const struct crm_sop *sop, const char *owner, enum crm_rung rung,
          const struct language *l)
{
	const struct crm_staff *staff = crm_sop_staff(sop, owner);

	if (rung == CRM_RUNG_RELEASED && sop->late.flag)
		return l->flagged;
	if (rung == CRM_RUNG_COPIED && (!staff || (!staff->manager && !staff->deputy)))
		return l->rung[CRM_RUNG_LATE];
	return l->rung[rung];
}

/* Which of them were told of before, and what that has led to. */
static void
put_rungs(const struct crm_sop *sop, const struct crm_digest *digest, const struct language *l,
          FILE *out)
{
	for (enum crm_rung rung = CRM_RUNG_LATE; rung <= CRM_RUNG_RELEASED; rung++) {
		size_t n = 0;

		for (size_t i = 0; i < digest->n; i++) {
			if (digest->item[i].rung != rung)
				continue;
			if (!n++)
				fprintf(out, "\n%s", rung_text(sop, digest->about, rung, l));
			fprintf(out, " F%" PRId64, digest->item[i].follow_up);
		}
		fputs(n ? "\n" : "", out);
	}
}

static int
put_parts(crm *db, const struct crm_digest *digest, const struct language *l,
          const struct words *words, FILE *subject, FILE *body)
{
	bool copy = strcmp(digest->recipient, digest->about) != 0;
	int error;

	put_sentence(subject, copy ? l->late : l->due, words);
	error = put_names(db, digest, l, subject);
	if (error)
		return error;
	put_sentence(body, copy ? l->late_now : l->due_now, words);
	fputs(!copy && remind_alone(db, digest) ? l->alone : "", body);
	error = put_table(db, digest, body);
	put_rungs(crm_sop(db), digest, l, body);
	fputs(l->close, body);
	return error;
}

bool
remind_alone(crm *db, const struct crm_digest *digest)
{
	return !strcmp(digest->recipient, digest->about) &&
	       crm_sop_away(crm_sop(db), digest->recipient, crm_clock_today(&crm_context(db)->clock));
}

void
remind_text_clear(struct remind_text *text)
{
	free(text->subject);
	free(text->body);
	*text = (struct remind_text){ 0 };
}

int
remind_text(crm *db, const struct crm_digest *digest, struct remind_text *out)
{
	const struct crm_sop *sop = crm_sop(db);
	const struct crm_staff *to = sop ? crm_sop_staff(sop, digest->recipient) : NULL;
	const struct crm_staff *whose = sop ? crm_sop_staff(sop, digest->about) : NULL;
	char n[32], day[CRM_DAY_SIZE];
	struct words words = {
		.to = to && to->name ? to->name : digest->recipient,
		.who = whose && whose->name ? whose->name : digest->about,
		.n = n, .s = digest->n == 1 ? "" : "s",
		.day = crm_day_format(crm_clock_today(&crm_context(db)->clock), day),
	};
	size_t size;
	FILE *subject = open_memstream(&out->subject, &size);
	FILE *body = open_memstream(&out->body, &size);
	int error = sop ? 0 : CRM_DATABASE;

	snprintf(n, sizeof n, "%zu", digest->n);
	if (!error && (!subject || !body))
		error = CRM_NO_MEMORY;
	if (!error)
		error = put_parts(db, digest, language_of(to), &words, subject, body);
	if ((subject && fclose(subject)) || (body && fclose(body)))
		error = CRM_NO_MEMORY;
	if (error)
		remind_text_clear(out);
	return error;
}
