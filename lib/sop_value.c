/*
 * sop_value.c - how the values of a procedure's keys are read.
 *
 * Each reader gets the value as it was written, which it may cut up, and the place in
 * the section's record where it goes.
 */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "lunar.h"
#include "nearest.h"
#include "scan.h"
#include "sop_read.h"
#include "unicode.h"
#include "words.h"

enum { DAYS_MAX = 36525 };   /* of a length of time: a hundred years */

/* --- what readers share --------------------------------------------------------------------- */

void *
sop_get(struct sop_reader *r, size_t n, size_t size)
{
	void *taken = sop_take(r->memory, n, size);

	r->no_memory |= !taken;
	return taken;
}

char *
sop_keep(struct sop_reader *r, char *text)
{
	r->no_memory |= !text;
	return text;
}

static char *
trim(char *text)
{
	size_t n;

	text += strspn(text, " \t\n");
	for (n = strlen(text); n && strchr(" \t\n", text[n - 1]); n--)
		;
	text[n] = '\0';
	return text;
}

const char **
sop_split(struct sop_reader *r, char *value)
{
	size_t n = 2;
	const char **list;

	for (const char *p = value; *p; p++)
		n += *p == ',';
	if (!(list = sop_get(r, n, sizeof *list)))
		return NULL;
	for (n = 0; value; n++) {
		list[n] = trim(strsep(&value, ","));
		if (!*list[n]) {
			SOP_FAULT(r, "%s: between two commas something is missing", r->key->name);
			return NULL;
		}
	}
	return list;
}

/* Does it show as it is, and cannot steer a terminal? */
static bool
is_plain(struct sop_reader *r, const char *text)
{
	char *visible = crm_visible(text);
	bool plain = visible && !strcmp(visible, text);

	r->no_memory |= !visible;
	free(visible);
	return plain;
}

bool
sop_is_word(struct sop_reader *r, const char *what, const char *text)
{
	size_t n = strcspn(text, " \t\n,;()\"'/=<>!~#");

	if (*text && !text[n] && n <= 64 && *text != '-' && is_plain(r, text))
		return true;
	SOP_FAULT(r, "%s: `%.*s' is no name: one word of at most 64 bytes, without control characters "
	          "and any of , ; ( ) \" ' / = < > ! ~ #", what, crm_fault_clip(text), text);
	return false;
}

/* Is it one of the words?  Otherwise told, with the nearest. */
static bool
is_one_of(struct sop_reader *r, const char *text, const char *const *words)
{
	char list[160];

	for (size_t i = 0; words[i]; i++)
		if (!strcmp(words[i], text))
			return true;
	SOP_FAULT(r, "%s: there is no `%.*s'; %s", r->key->name, crm_fault_clip(text), text,
	          nearest_word(text, words, list, sizeof list));
	return false;
}

static bool
read_whole(const char *text, int64_t most, int64_t *out)
{
	char *end;
	int64_t number;

	if (!ascii_digit(*text) || strlen(text) > 9)
		return false;
	number = strtoll(text, &end, 10);
	if (*end || number > most)
		return false;
	*out = number;
	return true;
}

/* A period; `0d' is of count 0 where that means something. */
static bool
read_period(struct sop_reader *r, const char *text, bool zero, struct crm_period *out)
{
	struct crm_fault why;

	if (zero && (!strcmp(text, "0d") || !strcmp(text, "0"))) {
		*out = (struct crm_period){ 0, CRM_DAY_UNIT };
		return true;
	}
	if (crm_period_parse(text, out, &why)) {
		SOP_FAULT(r, "%s: %s", r->key->name, why.text);
		return false;
	}
	if (crm_day_add(0, *out) <= DAYS_MAX)
		return true;
	SOP_FAULT(r, "%s: `%.*s' is more than a hundred years", r->key->name, crm_fault_clip(text),
	          text);
	return false;
}

static bool
is_never(const char *text)
{
	return !strcmp(text, "never") || !strcmp(text, "none");
}

/* --- texts and words ------------------------------------------------------------------------ */

void
sop_read_text(struct sop_reader *r, void *at, char *value)
{
	(void)r;
	*(const char **)at = value;
}

/* Purposes, logins, addresses, names of staff. */
void
sop_read_name(struct sop_reader *r, void *at, char *value)
{
	struct crm_fault why = { .at = 0 };
	char *copy;

	if (!strcmp(r->key->name, "mail") || !strcmp(r->key->name, "language")) {
		copy = strdup(value);
		r->no_memory |= !copy;
		if (copy && (*r->key->name == 'm' ? crm_email_check : crm_language_check)(&copy, &why))
			SOP_FAULT(r, "%s: %s", r->key->name, why.text);
		free(copy);
	} else if (!strcmp(r->key->name, "purpose") && !sop_is_word(r, "purpose", value)) {
		return;
	}
	*(const char **)at = value;
}

void
sop_read_yes_no(struct sop_reader *r, void *at, char *value)
{
	bool yes = !strcmp(value, "yes") || !strcmp(value, "true") || !strcmp(value, "是");

	if (!yes && strcmp(value, "no") != 0 && strcmp(value, "false") != 0 && strcmp(value, "否") != 0)
		SOP_FAULT(r, "%s: yes or no, not `%.*s'", r->key->name, crm_fault_clip(value), value);
	*(bool *)at = yes;
}

void
sop_read_pool(struct sop_reader *r, void *at, char *value)
{
	*(const char **)at = value;
	r->pool_line = r->line;
}

/* 2025-02-08 補班, 2026-02-14..2026-02-15: lines of a list, each with its + */
void
sop_read_workdays(struct sop_reader *r, void *at, char *value)
{
	const char **day = sop_split(r, value);
	struct crm_holidays days;
	struct crm_fault why;

	(void)at;
	for (; day && *day; day++) {
		const char *line = sop_keep(r, sop_print(r->memory, "+%s", *day));
		int error = line ? crm_holidays_parse(&days, line, strlen(line), &why) : CRM_NO_MEMORY;

		if (error == CRM_INVALID)
			SOP_FAULT(r, "%s: %s", r->key->name, why.text);
		else if (error || crm_holidays_add(&r->workdays, &days))
			r->no_memory = true;
		if (line)
			crm_holidays_clear(&days);
	}
}

void
sop_read_hours(struct sop_reader *r, void *at, char *value)
{
	(void)at;
	r->hours = value;
	r->hours_line = r->line;
}

/* --- time ----------------------------------------------------------------------------------- */

void
sop_read_period(struct sop_reader *r, void *at, char *value)
{
	read_period(r, value, false, at);
}

void
sop_read_wait(struct sop_reader *r, void *at, char *value)
{
	read_period(r, value, true, at);
}

void
sop_read_lapses(struct sop_reader *r, void *at, char *value)
{
	r->lapse_told = true;
	if (is_never(value))
		*(struct crm_period *)at = (struct crm_period){ 0, CRM_DAY_UNIT };
	else
		read_period(r, value, true, at);
}

static void
read_offset(struct sop_reader *r, struct crm_event_rule *event, char *value, bool before)
{
	if (r->offset_told)
		SOP_FAULT(r, "%s: an event is due after it or before it; take one of the two lines away",
		          r->key->name);
	r->offset_told = true;
	event->before = before;
	read_period(r, value, true, &event->offset);
}

void
sop_read_after(struct sop_reader *r, void *at, char *value)
{
	read_offset(r, at, value, false);
}

void
sop_read_before(struct sop_reader *r, void *at, char *value)
{
	read_offset(r, at, value, true);
}

/* Days late. */
void
sop_read_days(struct sop_reader *r, void *at, char *value)
{
	struct crm_period period;

	*(int64_t *)at = -1;
	if (is_never(value) || !read_period(r, value, false, &period))
		return;
	if (period.unit != CRM_DAY_UNIT && period.unit != CRM_WEEK)
		SOP_FAULT(r, "%s: being late is counted in days: write 7d or 2w", r->key->name);
	*(int64_t *)at = (int64_t)period.count * (period.unit == CRM_WEEK ? 7 : 1);
}

void
sop_read_flag(struct sop_reader *r, void *at, char *value)
{
	int64_t days;

	(void)at;
	sop_read_days(r, &days, value);
	if (r->sop->late.release >= 0 && days >= 0)
		SOP_FAULT(r, "flag: a customer returns to the pool (release) or is flagged; take one of "
		          "the two lines away");
	if (days < 0)
		return;
	r->sop->late.release = days;
	r->sop->late.flag = true;
}

/* The end of a procedure's `away' is within the calendar, whatever the clock says. */
static bool
read_day(struct sop_reader *r, char *text, int64_t *day)
{
	struct crm_fault why;

	if (strlen(trim(text)) != strlen("2026-12-01"))
		SOP_FAULT(r, "away: write two days as 2026-12-01..2026-12-14");
	else if (crm_day_parse(trim(text), &r->context->clock, CRM_PAST, day, &why))
		SOP_FAULT(r, "away: %s", why.text);
	else
		return true;
	return false;
}

/* Room doubles when a power of two is full. */
static struct crm_away *
add_away(struct sop_reader *r, struct crm_staff *staff)
{
	size_t n = staff->aways;
	struct crm_away *more;

	if (!(n & (n - 1))) {
		if (!(more = sop_get(r, n ? 2 * n : 1, sizeof *more)))
			return NULL;
		if (n)
			memcpy(more, staff->away, n * sizeof *more);
		staff->away = more;
	}
	return &staff->away[staff->aways++];
}

void
sop_read_away(struct sop_reader *r, void *at, char *value)
{
	struct crm_away away, *place;
	char *to = strstr(value, "..");

	if (!to) {
		SOP_FAULT(r, "away: write two days as 2026-12-01..2026-12-14");
		return;
	}
	*to = '\0';
	if (!read_day(r, value, &away.from) || !read_day(r, to + 2, &away.to))
		return;
	if (away.to < away.from)
		SOP_FAULT(r, "away: the last day is before the first");
	else if ((place = add_away(r, at)))
		*place = away;
}

/* --- rules ---------------------------------------------------------------------------------- */

void
sop_read_anchor(struct sop_reader *r, void *at, char *value)
{
	static const char *const anchors[] = { "contact", "contact_out", "order", NULL };

	if (!is_one_of(r, value, anchors))
		return;
	*(enum crm_anchor *)at = !strcmp(value, "contact") ? CRM_ANCHOR_CONTACT
	                       : !strcmp(value, "order") ? CRM_ANCHOR_ORDER : CRM_ANCHOR_CONTACT_OUT;
}

void
sop_read_channels(struct sop_reader *r, void *at, char *value)
{
	*(const char *const **)at = sop_split(r, value);
}

void
sop_read_when(struct sop_reader *r, void *at, char *value)
{
	(void)at;
	r->when = value;
	r->when_line = r->line;
}

/* tier = vip, ordinary: a term of the condition. */
void
sop_read_term(struct sop_reader *r, void *at, char *value)
{
	const char **names = sop_split(r, value);
	const char *term = NULL;

	(void)at;
	for (size_t i = 0; names && names[i]; i++) {
		if (!sop_is_word(r, r->key->name, names[i]))
			return;
		term = sop_keep(r, i ? sop_print(r->memory, "%s,%s", term, names[i])
		                     : sop_print(r->memory, "%s=%s", r->key->name, names[i]));
		if (!term)
			return;
	}
	if (term)
		r->terms = sop_keep(r, r->terms ? sop_print(r->memory, "%s %s", r->terms, term)
		                                : sop_print(r->memory, "%s", term));
	r->when_line = r->when_line ? r->when_line : r->line;
}

void
sop_read_order(struct sop_reader *r, void *at, char *value)
{
	const char **names = sop_split(r, value);

	(void)at;
	if (names)
		r->order[r->orders++] = (struct sop_order){ r->key->name, r->line, names };
	else
		r->flaws->axes |= 1U << crm_axis(r->key->name);
}

/* What each kind of event needs behind its name. */
enum of { OF_NOTHING, OF_TEXT, OF_STAGE, OF_FIELD, OF_DAY, OF_LUNAR, OF_FESTIVAL };

struct event_word { const char *name; enum crm_event on; enum of of; };

static const struct event_word event_words[] = {
	{ "order", CRM_ON_ORDER, OF_NOTHING },
	{ "first_order", CRM_ON_FIRST_ORDER, OF_NOTHING },
	{ "outcome", CRM_ON_OUTCOME, OF_TEXT },
	{ "case_closed", CRM_ON_OUTCOME, OF_NOTHING },
	{ "low_score", CRM_ON_LOW_SCORE, OF_NOTHING },
	{ "stage", CRM_ON_STAGE, OF_STAGE },
	{ "since", CRM_ON_SINCE, OF_NOTHING },
	{ "date", CRM_ON_DATE, OF_DAY },
	{ "yearly", CRM_ON_YEARLY, OF_DAY },
	{ "lunar", CRM_ON_LUNAR, OF_LUNAR },
	{ "birthday", CRM_ON_YEARLY, OF_NOTHING },
	{ "renewal", CRM_ON_DATE, OF_NOTHING },
	{ "festival", CRM_ON_FESTIVAL, OF_FESTIVAL },
};

enum { EVENT_WORDS = sizeof event_words / sizeof *event_words };

static const struct event_word *
event_word(struct sop_reader *r, const char *name)
{
	const char *names[EVENT_WORDS + 1] = { NULL };

	for (size_t i = 0; i < EVENT_WORDS; i++)
		names[i] = event_words[i].name;
	if (!is_one_of(r, name, names))
		return NULL;
	for (size_t i = 0; i < EVENT_WORDS; i++)
		if (!strcmp(names[i], name))
			return &event_words[i];
	return NULL;
}

/* A field of the customer's that holds a day, or a lunar date as text. */
static void
check_field(struct sop_reader *r, const char *name, enum crm_kind kind)
{
	const struct crm_type *type = r->customer;
	const struct crm_field *field = crm_field(type, name);
	char list[128];

	if (!field)
		SOP_FAULT(r, "on: a customer has no field `%.*s'; perhaps %s", crm_fault_clip(name), name,
		          crm_field_nearest(type, name, list, sizeof list));
	else if (field->kind != kind && !(kind == CRM_DAY && field->kind == CRM_TIME))
		SOP_FAULT(r, "on: the field %s holds no %s", field->name,
		          kind == CRM_DAY ? "day" : "lunar date as text");
}

static void
check_of(struct sop_reader *r, const struct event_word *word, const char *of)
{
	static const char *const needed[] = {
		[OF_TEXT] = "an outcome: outcome case_closed", [OF_DAY] = "a field: date renewal",
		[OF_LUNAR] = "a field: lunar lunar_birthday",
		[OF_FESTIVAL] = "the name of a festival: festival new-year"
	};

	if (word->of == OF_NOTHING && *of)
		SOP_FAULT(r, "on: nothing stands behind `%s'; take `%.*s' away", word->name,
		          crm_fault_clip(of), of);
	else if (word->of == OF_STAGE && *of)
		is_one_of(r, of, crm_stage_words);
	else if (word->of > OF_NOTHING && word->of != OF_STAGE && !*of)
		SOP_FAULT(r, "on: `%s' needs %s", word->name, needed[word->of]);
	else if (word->of == OF_DAY)
		check_field(r, of, CRM_DAY);
	else if (word->of == OF_LUNAR)
		check_field(r, of, CRM_TEXT);
}

void
sop_read_on(struct sop_reader *r, void *at, char *value)
{
	struct crm_event_rule *event = at;
	char *of = value + strcspn(value, " \t");
	const struct event_word *word;

	if (*of)
		*of++ = '\0';
	of = trim(of);
	if (!(word = event_word(r, value)))
		return;
	check_of(r, word, of);
	event->on = word->on;
	event->of = *of ? of : NULL;
	if (!strcmp(word->name, "case_closed") || !strcmp(word->name, "renewal"))
		event->of = word->name;
	r->both_birthdays = !strcmp(word->name, "birthday");
	if (r->both_birthdays)
		event->of = "birthday";
}

/* 1w phone, email: say thank you */
void
sop_read_step(struct sop_reader *r, void *at, char *value)
{
	struct crm_event_rule *step = &r->sop->event[r->sop->events];
	char *goal = strchr(value, ':'), *channel;

	(void)at;
	if (r->sop->events - r->first_step == SOP_PLAY_STEPS) {
		SOP_FAULT(r, "step: a play has at most %d steps", SOP_PLAY_STEPS);
		return;
	}
	if (!goal) {
		SOP_FAULT(r, "step: write `7d phone: what for', not `%.*s'", crm_fault_clip(value), value);
		return;
	}
	*goal++ = '\0';
	channel = value + strcspn(value, " \t");
	if (*channel)
		*channel++ = '\0';
	channel = trim(channel);
	if (!read_period(r, value, true, &step->offset))
		return;
	step->rule.line = r->line;
	step->rule.goal = trim(goal);
	step->rule.channel = *channel ? sop_split(r, channel) : NULL;
	r->sop->events++;
}

/* lunar 8-15, lunar L4-15, 1-1 */
void
sop_read_festival(struct sop_reader *r, void *at, char *value)
{
	struct sop_festival *f = &r->festival;
	struct scan scan;
	struct crm_fault why;

	(void)at;
	if (scan_open(&scan, value, &why)) {
		SOP_FAULT(r, "date: %s", why.text);
		return;
	}
	if (scan_text(&scan, "lunar"))
		f->lunar = scan_blanks(&scan);
	if (f->lunar)
		f->leap = scan_char(&scan, 'l') || scan_char(&scan, 'L');
	if (!scan_digits(&scan, &f->month) || !scan_char(&scan, '-') || !scan_digits(&scan, &f->day) ||
	    !scan_end(&scan) || f->month < 1 || f->month > 12 || f->day < 1 ||
	    f->day > (f->lunar ? 30 : f->month == 2 ? 29 : 31 - (f->month - 1) % 7 % 2)) {
		SOP_FAULT(r, "date: write a month and a day, 1-1, or of the Chinese calendar lunar 8-15; "
		          "`%.*s' is none", crm_fault_clip(value), value);
		f->month = f->day = 1;
	}
}

/* --- classes and value ---------------------------------------------------------------------- */

/* 3 when spend_12m>=100000 */
void
sop_read_points(struct sop_reader *r, void *at, char *value)
{
	struct crm_value_line *line = &r->sop->value[r->sop->values];
	char *rest = value + strcspn(value, " \t");

	(void)at;
	if (*rest)
		*rest++ = '\0';
	rest = trim(rest);
	if (!read_whole(value, 1000000, &line->points) ||
	    (*rest && (strncmp(rest, "when", 4) != 0 || !strchr(" \t", rest[4])))) {
		SOP_FAULT(r, "%s: write points and for whom: 3 when spend_12m>=100000", r->key->name);
		return;
	}
	line->dimension = r->key->name;
	line->line = r->line;
	r->sop->values++;
	sop_condition(r, &line->when, *rest ? trim(rest + 4) : "", r->line);
}

/* --- limits --------------------------------------------------------------------------------- */

/* The part before `per', in front of *period; NULL: told. */
static char *
split_per(char *value, char **period)
{
	char *per = strstr(value, " per ");

	if (!per)
		return NULL;
	*per = '\0';
	*period = trim(per + 5);
	return trim(value);
}

void
sop_read_cap(struct sop_reader *r, void *at, char *value)
{
	struct crm_limit *limit = at;
	char *period, *count;

	if (is_never(value))
		return;
	limit->per = (struct crm_period){ 1, CRM_DAY_UNIT };
	if (!strcmp(value, "0"))
		return;
	count = split_per(value, &period);
	if (!count || !read_whole(count, 100000, &limit->cap))
		SOP_FAULT(r, "cap: write `3 per 1w', `none' or `0' (nobody is contacted), not `%.*s'",
		          crm_fault_clip(value), value);
	else
		read_period(r, period, false, &limit->per);
}

void
sop_read_quiet(struct sop_reader *r, void *at, char *value)
{
	struct crm_limit *limit = at;
	struct crm_fault why;

	if (!is_never(value) && crm_quiet_parse(&limit->quiet, value, &why))
		SOP_FAULT(r, "quiet: %s; write `21:00-08:00' or `none', or cap = 0 for no contact at all",
		          why.text);
}

/* So few contacts that the share leaves room for one, and for one by another channel. */
static int64_t
least_contacts(int64_t share)
{
	int64_t one = (100 + share - 1) / share, other = (100 + 100 - share - 1) / (100 - share);

	return one > other ? one : other;
}

/* Cut `from 5' off; 0: it has none.  False: it is no such number. */
static bool
split_from(char *value, int64_t *from)
{
	char *at = strstr(value, " from ");

	*from = 0;
	if (!at)
		return true;
	*at = '\0';
	return read_whole(trim(at + 6), 1000, from) && *from;
}

void
sop_read_share(struct sop_reader *r, void *at, char *value)
{
	struct crm_limit *limit = at;
	char *period, *part;
	int64_t share = 0, from;
	bool good;
	size_t n;

	if (is_never(value))
		return;
	good = split_from(value, &from);
	part = split_per(value, &period);
	n = part ? strlen(part) : 0;
	if (n && part[n - 1] == '%')
		part[n - 1] = '\0';
	if (!good || !n || !read_whole(trim(part), 99, &share) || !share)
		SOP_FAULT(r, "share: write `70%% per 90d', `70%% per 90d from 5' (contacts on), or `none': "
		          "a whole number from 1 to 99");
	else if (read_period(r, period, false, &limit->share_per)) {
		limit->share = (int)share;
		limit->share_from = from ? from : least_contacts(share);
	}
}

/* sat, Saturday: as in `hours' */
static int
read_weekday(const char *text)
{
	static const char *const days[] = {
		"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
	};
	struct scan scan;
	struct crm_fault why;
	int day = scan_open(&scan, text, &why) ? -1 : scan_name(&scan, days, 7);

	return day >= 0 && scan_end(&scan) ? day : -1;
}

void
sop_read_no_days(struct sop_reader *r, void *at, char *value)
{
	static const char *const days[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun", NULL };
	const char **names = sop_split(r, value);

	for (size_t i = 0; names && names[i]; i++) {
		int day = read_weekday(names[i]);

		if (day >= 0)
			*(unsigned *)at |= 1U << day;
		else if (!is_one_of(r, names[i], days))
			return;
	}
	if (*(unsigned *)at == 0x7f)
		SOP_FAULT(r, "no_days: all seven days; cap = 0 is for those who are never contacted");
}

void
sop_read_weight(struct sop_reader *r, void *at, char *value)
{
	if (!read_whole(value, 1000000, at))
		SOP_FAULT(r, "%s: a whole number from 0 on, not `%.*s'", r->key->name,
		          crm_fault_clip(value), value);
}
