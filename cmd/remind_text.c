/*
 * remind_text.c - a digest as people read it: the summary first, then a table for each person
 * whose follow-ups these are.
 */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "follow_up.h"
#include "remind_language.h"
#include "remind_text.h"
#include "select.h"
#include "text.h"
#include "unicode.h"

enum {
	NAMED = 3,         /* customers that the subject names, */
	NAME_CELLS = 40,   /* as far as they go: a header line ends at 998 bytes (RFC 5322) */
	SHOWN = 100,       /* rows of a table: who has more than that reads crm-due */
	IDS = 20,          /* of one lateness */
	WIDTH = 120        /* cells of a line */
};

static const char columns[] =
	"id,due,late,customer,customer_name,customer.phone,channel,goal,rule";

struct page {
	crm                          *db;
	const struct crm_sop         *sop;
	const struct crm_digest      *digest;
	const struct remind_language *language;
	int64_t                       today;
	FILE                         *out;
};

/* Items of a digest that are one person's. */
struct group { const struct crm_digest_item *item; size_t n; };

/* --- sentences ------------------------------------------------------------------------------- */

/* What stands for a word in braces; up to a NULL name. */
struct word { const char *name, *text; };

#define SAY(out, sentence, ...) say((out), (sentence), (struct word[]){ __VA_ARGS__, { 0 } })

/* A character that would end a header line, or confuse a terminal, becomes a blank. */
static void
put_plain(FILE *out, const char *text)
{
	for (; *text; text++)
		putc(iscntrl((unsigned char)*text) ? ' ' : *text, out);
}

static void
say(FILE *out, const char *sentence, const struct word *words)
{
	for (const char *end; *sentence; sentence = end + 1) {
		const struct word *word = words;
		size_t length;

		if (*sentence != '{' || !(end = strchr(sentence, '}'))) {
			end = sentence;
			putc(*sentence, out);
			continue;
		}
		length = (size_t)(end - sentence - 1);
		while (word->name && (strncmp(word->name, sentence + 1, length) || word->name[length]))
			word++;
		put_plain(out, word->name ? word->text : "");
	}
}

struct number { char text[32]; };

static const char *
number(struct number *out, size_t n)
{
	snprintf(out->text, sizeof out->text, "%zu", n);
	return out->text;
}

static const char *
name_of(const struct page *page, const char *who)
{
	const struct crm_staff *staff = crm_sop_staff(page->sop, who);

	return staff && staff->name ? staff->name : who;
}

/* --- whose they are -------------------------------------------------------------------------- */

static bool
is_copy(const struct crm_digest *digest)
{
	return strcmp(digest->recipient, digest->about) != 0;
}

static bool
same(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

/* The items behind this group that are the next one's; false at the end.  Begins with { 0 }. */
static bool
next_group(const struct crm_digest *digest, struct group *group)
{
	const struct crm_digest_item *end = digest->item + digest->n;

	group->item = group->item ? group->item + group->n : digest->item;
	for (group->n = 0; group->item + group->n < end; group->n++)
		if (!same(group->item->whose, group->item[group->n].whose))
			break;
	return group->n;
}

/* How many are for whom, of those that are not the recipient's own; to be freed. */
static char *
parts_of(const struct page *page)
{
	const struct remind_language *l = page->language;
	char *text = NULL;
	size_t size, n = 0;
	FILE *out = open_memstream(&text, &size);
	struct number count = { "" };

	if (!out)
		return NULL;
	for (struct group group = { 0 }; next_group(page->digest, &group);) {
		const char *whose = group.item->whose;

		if (!whose)
			continue;
		fputs(n++ ? l->between : l->part_begin, out);
		SAY(out, *whose ? l->part : l->part_pool, { "n", number(&count, group.n) },
		    { "who", name_of(page, whose) });
	}
	fputs(n ? l->part_end : "", out);
	return fclose(out) ? NULL : text;
}

/* --- the records ----------------------------------------------------------------------------- */

/* The follow-ups of the first items, SHOWN of them at most; ids must outlive the rows. */
static crm_rows *
rows_of(crm *db, struct group group, const char *names, int64_t ids[SHOWN],
        const struct crm_type **view)
{
	struct crm_select want = { .type = &crm_follow_up_type, .columns = names, .ids = ids,
	                           .future = true };

	for (; want.n < group.n && want.n < SHOWN; want.n++)
		ids[want.n] = group.item[want.n].follow_up;
	return crm_select(db, &want, view);
}

/* The view with the language's headings; its fields are to be freed. */
static bool
head(const struct remind_language *l, const struct crm_type *view, struct crm_type *out)
{
	struct crm_field *fields;
	size_t n = 0;

	while (view->fields[n].name)
		n++;
	if (!(fields = calloc(n + 1, sizeof *fields)))
		return false;
	memcpy(fields, view->fields, n * sizeof *fields);
	for (size_t i = 0; i < n && l->heading; i++)
		fields[i].name = l->heading[i];
	*out = *view;
	out->fields = fields;
	return true;
}

/* Put the language's word in place of a name. */
static bool
put_word(const struct crm_field *field, void *record, const char *const *words)
{
	char **text = (char **)((char *)record + field->offset), *word;

	if (!*text || !words)
		return true;
	if (!(word = strdup(remind_word(words, *text))))
		return false;
	free(*text);
	*text = word;
	return true;
}

static bool
translate(const struct remind_language *l, const struct crm_type *view, void *record)
{
	return put_word(crm_field(view, "channel"), record, l->channel) &&
	       put_word(crm_field(view, "rule"), record, l->rule);
}

static int
put_rows(const struct page *page, crm_rows *rows, const struct crm_type *view)
{
	struct crm_layout layout = { .format = CRM_TABLE, .header = true, .width = WIDTH,
	                             .context = crm_context(page->db) };
	struct crm_type headed = { 0 };
	struct crm_writer *writer = NULL;
	void *record = view ? calloc(1, view->size) : NULL;
	int error = CRM_NO_MEMORY, ended;

	if (record && head(page->language, view, &headed))
		error = crm_writer_open(&writer, page->out, &headed, &layout);
	if (error && writer)
		crm_refuse(page->db, error, crm_writer_message(writer));
	while (!error && crm_rows_next(rows, record))
		error = translate(page->language, view, record) ? crm_writer_put(writer, record)
		                                                : CRM_NO_MEMORY;
	if (record)
		crm_clear(view, record);
	free(record);
	ended = crm_writer_close(writer);
	free((void *)headed.fields);
	return error ? error : ended;
}

static int
put_table(const struct page *page, struct group group)
{
	const struct crm_type *view = NULL;
	int64_t ids[SHOWN];
	crm_rows *rows = rows_of(page->db, group, columns, ids, &view);
	int error = put_rows(page, rows, view), ended = crm_rows_close(rows);

	return error ? error : ended;
}

/* A customer's name, cut to what a subject has room for. */
static void
put_name(FILE *out, const char *name)
{
	char *cut = crm_truncate(name ? name : "?", NAME_CELLS);

	put_plain(out, cut ? cut : "");
	free(cut);
}

/* The customers, each once. */
static int
put_names(const struct page *page)
{
	const struct crm_digest *digest = page->digest;
	const struct crm_type *view = NULL;
	int64_t ids[SHOWN], named[NAMED];
	crm_rows *rows = rows_of(page->db, (struct group){ digest->item, digest->n },
	                         "customer,customer_name", ids, &view);
	void *record = view ? calloc(1, view->size) : NULL;
	char scratch[CRM_SCRATCH];
	size_t n = 0;
	bool more = digest->n > SHOWN;
	int error;

	while (record && crm_rows_next(rows, record)) {
		int64_t customer = *(int64_t *)((char *)record + view->fields[0].offset);
		size_t i = 0;

		while (i < n && named[i] != customer)
			i++;
		if (i < n)
			continue;
		if (n == NAMED) {
			more = true;
			continue;
		}
		named[n++] = customer;
		fputs(n > 1 ? page->language->between : "", page->out);
		put_name(page->out, crm_field_text(&view->fields[1], record, crm_context(page->db),
		                                   scratch));
	}
	fputs(more ? page->language->more : "", page->out);
	if (record)
		crm_clear(view, record);
	error = crm_rows_close(rows);
	if (!record && !error)
		error = CRM_NO_MEMORY;
	free(record);
	return error;
}

/* --- lateness -------------------------------------------------------------------------------- */

/* What to say of an item; nobody gets a copy where nobody is above the owner or beside. */
static const char *
lateness(const struct page *page, const struct crm_digest_item *item)
{
	const char *whose = item->whose && *item->whose ? item->whose : page->digest->about;
	const struct crm_staff *staff = crm_sop_staff(page->sop, whose);
	const struct remind_language *l = page->language;

	if (item->rung == CRM_RUNG_DUE)
		return NULL;
	if (item->rung == CRM_RUNG_RELEASED)
		return page->sop->late.flag ? l->flagged : l->released;
	if (item->rung == CRM_RUNG_COPIED && staff && (staff->manager || staff->deputy))
		return l->copied;
	return item->again ? l->again : l->once;
}

/* The ids of which this is to be said, as far as a line goes. */
static void
put_ids(const struct page *page, const char *said)
{
	struct number count = { "" };
	size_t n = 0;

	for (size_t i = 0; i < page->digest->n; i++) {
		if (lateness(page, &page->digest->item[i]) != said)
			continue;
		if (n++ < IDS)
			fprintf(page->out, "%s%sF%" PRId64, n > 1 ? "" : "\n", n > 1 ? " " : said,
			        page->digest->item[i].follow_up);
	}
	if (n > IDS)
		SAY(page->out, page->language->others, { "n", number(&count, n - IDS) });
	fputs(n ? "\n" : "", page->out);
}

/* Which of them are late, and what that has led to. */
static void
put_lateness(const struct page *page)
{
	const struct remind_language *l = page->language;

	put_ids(page, l->once);
	put_ids(page, l->again);
	put_ids(page, l->copied);
	put_ids(page, page->sop->late.flag ? l->flagged : l->released);
}

/* --- the page -------------------------------------------------------------------------------- */

static const struct crm_away *
away_today(const struct page *page, const char *who)
{
	const struct crm_staff *staff = crm_sop_staff(page->sop, who);

	for (size_t i = 0; staff && i < staff->aways; i++)
		if (staff->away[i].from <= page->today && page->today <= staff->away[i].to)
			return &staff->away[i];
	return NULL;
}

/* Above a table: whose these are.  A digest that is all the recipient's own needs no word. */
static void
put_whose(const struct page *page, struct group group)
{
	const struct remind_language *l = page->language;
	const char *whose = group.item->whose;
	const struct crm_away *away = whose ? away_today(page, whose) : NULL;
	char day[CRM_DAY_SIZE];

	if (!whose && group.n == page->digest->n)
		return;
	SAY(page->out, !whose ? l->own : !*whose ? l->pool : away ? l->away : l->other,
	    { "who", whose ? name_of(page, whose) : "" },
	    { "back", away ? crm_day_format(away->to, day) : "" });
}

/* The command that lists a group; somebody's name is quoted for the shell. */
static char *
command(const struct page *page, struct group group)
{
	const char *whose = group.item->whose, *about = page->digest->about;
	char *text = NULL;
	int size;

	if (!is_copy(page->digest))
		size = asprintf(&text, "crm-due owner=%s", whose && !*whose ? "none" : "me");
	else if (!strpbrk(about, " '\"\\`$&;|<>()*?[]#~!{}"))
		size = asprintf(&text, "crm-due owner=%s", about);
	else
		size = asprintf(&text, strchr(about, '\'') ? "crm-due" : "crm-due owner='%s'", about);
	return size < 0 ? NULL : text;
}

/* Below a table that leaves rows out. */
static void
put_rest(const struct page *page, struct group group)
{
	char *list = group.n > SHOWN ? command(page, group) : NULL;
	struct number count = { "" };

	if (list)
		SAY(page->out, page->language->rest, { "n", number(&count, group.n - SHOWN) },
		    { "command", list });
	free(list);
}

static int
put_groups(const struct page *page)
{
	int error = 0;

	for (struct group group = { 0 }; !error && next_group(page->digest, &group);) {
		putc('\n', page->out);
		put_whose(page, group);
		error = put_table(page, group);
		put_rest(page, group);
	}
	return error;
}

/* What there is in all, before the single ones. */
static void
put_summary(const struct page *page)
{
	const struct crm_digest *digest = page->digest;
	int64_t oldest = page->today;
	char day[CRM_DAY_SIZE];
	struct number count = { "" };
	size_t late = 0;

	for (size_t i = 0; i < digest->n; i++) {
		late += digest->item[i].due < page->today;
		if (digest->item[i].due < oldest)
			oldest = digest->item[i].due;
	}
	if (digest->n > 1 && late)
		SAY(page->out, page->language->summary, { "n", number(&count, late) },
		    { "oldest", crm_day_format(oldest, day) });
}

static int
put_body(const struct page *page, const struct word *words)
{
	const struct remind_language *l = page->language;
	const char *about = page->digest->about;
	const char *deputy = crm_sop_stand_in(page->sop, about, page->today);
	bool copy = is_copy(page->digest);
	int error;

	say(page->out, copy ? l->late_now : l->due_now, words);
	put_summary(page);
	if (copy && strcmp(deputy, about) != 0)
		SAY(page->out, l->stands_in, { "deputy", name_of(page, deputy) },
		    { "who", name_of(page, about) });
	fputs(remind_alone(page->db, page->digest) ? l->alone : "", page->out);
	error = put_groups(page);
	put_lateness(page);
	fputs(l->close, page->out);
	return error;
}

static int
put_subject(const struct page *page, const struct word *words)
{
	say(page->out, is_copy(page->digest) ? page->language->late : page->language->due, words);
	return put_names(page);
}

/* One of the two texts; NULL with *error. */
static char *
text_of(struct page *page, int (*put)(const struct page *, const struct word *), int *error)
{
	struct number count = { "" };
	char day[CRM_DAY_SIZE], *parts = parts_of(page), *text = NULL;
	const struct word words[] = {
		{ "to", name_of(page, page->digest->recipient) },
		{ "who", name_of(page, page->digest->about) },
		{ "n", number(&count, page->digest->n) }, { "s", page->digest->n == 1 ? "" : "s" },
		{ "parts", parts ? parts : "" }, { "day", crm_day_format(page->today, day) }, { 0 }
	};
	size_t size;

	page->out = parts ? open_memstream(&text, &size) : NULL;
	*error = page->out ? put(page, words) : CRM_NO_MEMORY;
	if (page->out && fclose(page->out) && !*error)
		*error = CRM_NO_MEMORY;
	free(parts);
	if (!*error)
		return text;
	free(text);
	return NULL;
}

bool
remind_alone(crm *db, const struct crm_digest *digest)
{
	return !is_copy(digest) &&
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
	struct page page = { .db = db, .sop = crm_sop(db), .digest = digest,
	                     .today = crm_clock_today(&crm_context(db)->clock) };
	const struct crm_staff *to;
	int error;

	if (!page.sop)
		return CRM_DATABASE;
	to = crm_sop_staff(page.sop, digest->recipient);
	page.language = remind_language(to ? to->language : NULL);
	out->subject = text_of(&page, put_subject, &error);
	out->body = error ? NULL : text_of(&page, put_body, &error);
	if (error)
		remind_text_clear(out);
	return error;
}
