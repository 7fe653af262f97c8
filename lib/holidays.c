/*
 * holidays.c - lists of holidays, sorted, written, searched
 *
 *	crm_holidays_parse(&holidays, "2026-02-16..2026-02-20 春節\n", 30, &why);
 *	list = crm_holidays_format(&holidays);     (five lines)
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "holidays.h"
#include "holidays_read.h"
#include "scan.h"
#include "unicode.h"

enum {
	RUN_MOST = 366,      /* days of one holiday: more is a slip of the pen */
	FAULTS_MOST = 100
};

/* --- faults ----------------------------------------------------------------------- */

int
finder_tell(struct finder *finder, int error)
{
	if (error != CRM_INVALID)
		return error;
	finder->tell(finder->aux, finder->line, finder->why, false);
	finder->stopped = finder->full || ++finder->faults == FAULTS_MOST;
	return finder->stopped ? error : 0;
}

/* --- what is found ------------------------------------------------------------- */

/* A name on one line, or NULL and *error. */
static char *
clean_name(const struct finder *finder, const char *name, int *error)
{
	char *line = strdup(name), *clean;

	*error = CRM_NO_MEMORY;
	if (!line)
		return NULL;
	for (char *c = line; *c; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			*c = ' ';
	clean = crm_normalise(line);
	free(line);
	if (!clean)
		return NULL;
	if (strncmp(clean, "..", 2) == 0)
		*error = finder_fault(finder, "a run of days is written 2026-02-16..2026-02-20");
	else if (strlen(clean) > CRM_HOLIDAY_NAME_MOST)
		*error = finder_fault(finder, "a name has at most %d bytes", CRM_HOLIDAY_NAME_MOST);
	else
		return clean;
	free(clean);
	return NULL;
}

static int
add_day(struct finder *finder, int64_t day, const char *name, bool work)
{
	struct found *found;

	finder->full = finder->n == CRM_HOLIDAYS_MOST;
	if (finder->full)
		return finder_fault(finder, "there are more than %d holidays", CRM_HOLIDAYS_MOST);
	if (finder->n == finder->room) {
		size_t        room = finder->room ? 2 * finder->room : 64;
		struct found *days = reallocarray(finder->days, room, sizeof *days);

		if (!days)
			return CRM_NO_MEMORY;
		finder->days = days;
		finder->room = room;
	}
	found = &finder->days[finder->n];
	found->holiday.day = day;
	found->holiday.work = work;
	found->holiday.name = strdup(name);
	found->order = finder->n;
	if (!found->holiday.name)
		return CRM_NO_MEMORY;
	finder->n++;
	return 0;
}

int
finder_add(struct finder *finder, struct run run, const char *name)
{
	int   error;
	char *clean;

	if (run.end <= run.first)
		return finder_fault(finder, "the last day is before the first");
	if (run.end - run.first > RUN_MOST)
		return finder_fault(finder, "one holiday of %lld days: at most %d are believed",
		                    (long long)(run.end - run.first), RUN_MOST);
	clean = clean_name(finder, name, &error);
	if (!clean)
		return error;
	error = 0;
	for (int64_t day = run.first; day < run.end && !error; day++)
		error = add_day(finder, day, clean, run.work);
	free(clean);
	return error;
}

int
finder_date(const struct finder *finder, const char digits[8], int64_t *day)
{
	static const struct crm_clock utc;
	struct crm_fault why;
	char             text[11];

	snprintf(text, sizeof text, "%.4s-%.2s-%.2s", digits, digits + 4, digits + 6);
	if (crm_day_parse(text, &utc, CRM_PAST, day, &why))
		return finder_fault(finder, "%s: %s", text, why.text);
	return 0;
}

/* --- lines ------------------------------------------------------------------------ */

static char *
line_end(char *text)
{
	char *end = text + strcspn(text, "\n");

	return end > text && end[-1] == '\r' ? end - 1 : end;
}

char *
finder_line(struct finder *finder, bool folded)
{
	char *line = finder->text + finder->next, *out = line, *in = line, *next;

	if (!*line)
		return NULL;
	finder->at = finder->next;
	finder->line = finder->next_line;
	do {
		char  *end = line_end(in);
		size_t n = (size_t)(end - in);

		next = end + (*end == '\r');
		next += *next == '\n';
		finder->next_line++;
		memmove(out, in, n);
		out += n;
		in = next + 1;
	} while (folded && (*next == ' ' || *next == '\t'));
	finder->next = (size_t)(next - finder->text);
	*out = '\0';
	return line;
}

/* `2026-02-17' at the beginning of a text. */
static int
read_date(const struct finder *finder, const char *text, int64_t *day)
{
	static const char shape[] = "dddd-dd-dd";
	char   digits[8];
	size_t n = 0;

	for (size_t i = 0; shape[i]; i++) {
		if (shape[i] == 'd' ? !ascii_digit(text[i]) : text[i] != shape[i])
			return finder_fault(finder, "`%.*s' is no date: it is written 2026-02-17",
			                    crm_fault_clip(text), text);
		if (shape[i] == 'd')
			digits[n++] = text[i];
	}
	return finder_date(finder, digits, day);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static int
read_line(struct finder *finder, const char *line)
{
	enum { DATE = 10 };
	int64_t first, last;
	bool    work;
	int     error;

	while (is_blank(*line))
		line++;
	if (!*line || *line == '#')
		return 0;
	work = *line == '+';
	line += work;
	error = read_date(finder, line, &first);
	if (error)
		return error;
	last = first;
	line += DATE;
	if (strncmp(line, "..", 2) == 0) {
		error = read_date(finder, line + 2, &last);
		if (error)
			return error;
		line += 2 + DATE;
	}
	if (*line && !is_blank(*line))
		return finder_fault(finder, "a blank must follow the date, then the name");
	return finder_add(finder, (struct run){ first, last + 1, work }, line);
}

static int
read_list(struct finder *finder)
{
	char *line;
	int   error = 0;

	while (!error && (line = finder_line(finder, false)))
		error = finder_tell(finder, read_line(finder, line));
	return error;
}

/* --- the whole --------------------------------------------------------------------- */

void
ascii_capitals(char *text)
{
	for (; *text; text++)
		if (*text >= 'a' && *text <= 'z')
			*text = (char)(*text - 'a' + 'A');
}

static bool
is_calendar(const char *text)
{
	char beginning[sizeof "BEGIN:VCALENDAR"];

	text += strspn(text, " \t\r\n");
	snprintf(beginning, sizeof beginning, "%s", text);
	ascii_capitals(beginning);
	return strcmp(beginning, "BEGIN:VCALENDAR") == 0;
}

static int
compare(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	if (x->holiday.day != y->holiday.day)
		return x->holiday.day < y->holiday.day ? -1 : 1;
	if (x->holiday.work != y->holiday.work)
		return x->holiday.work ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

/* Hand over what was found, of each day the first. */
static int
hand_over(struct finder *finder, struct crm_holidays *out)
{
	if (finder->n == 0)
		return 0;
	out->days = calloc(finder->n, sizeof *out->days);
	if (!out->days)
		return CRM_NO_MEMORY;
	qsort(finder->days, finder->n, sizeof *finder->days, compare);
	for (size_t i = 0; i < finder->n; i++) {
		struct crm_holiday *holiday = &finder->days[i].holiday;

		if (out->n && out->days[out->n - 1].day == holiday->day)
			continue;
		out->days[out->n++] = *holiday;
		holiday->name = NULL;
	}
	return 0;
}

static size_t
line_of(const char *text, size_t at)
{
	size_t line = 1;

	for (size_t i = 0; i < at; i++)
		line += text[i] == '\n';
	return line;
}

static int
read_text(struct finder *finder, const char *text, size_t length)
{
	enum { MARK = 3 };   /* bytes of a byte order mark */
	int error = crm_utf8_check(text, length, finder->why);

	if (error) {
		finder->line = line_of(text, finder->why->at);
		return error;
	}
	finder->text = strndup(text, length);
	if (!finder->text)
		return CRM_NO_MEMORY;
	if (strncmp(finder->text, "\uFEFF", MARK) == 0)
		finder->next = MARK;
	return is_calendar(finder->text + finder->next) ? finder_calendar(finder) : read_list(finder);
}

static void
let_go(struct finder *finder)
{
	for (size_t i = 0; i < finder->n; i++)
		free(finder->days[i].holiday.name);
	free(finder->days);
	free(finder->text);
}

/* Of what was taken in another way than it was meant, perhaps. */
static void
tell_notes(const struct finder *finder)
{
	struct crm_fault note;

	if (!finder->timed)
		return;
	if (finder->timed == 1)
		crm_fault(&note, 0, "a time of day in an event: its whole day is taken");
	else
		crm_fault(&note, 0, "a time of day in an event, as in %zu of them: their whole days "
		          "are taken", finder->timed);
	finder->tell(finder->aux, finder->timed_line, &note, true);
}

int
crm_holidays_read(struct crm_holidays *out, const char *text, size_t length,
                  crm_holidays_tell *tell, void *aux)
{
	struct crm_fault why = { .text = "" };
	struct finder    finder = {
		.line = 1, .next_line = 1, .why = &why, .tell = tell, .aux = aux
	};
	int              error;

	*out = (struct crm_holidays){ 0 };
	error = read_text(&finder, text, length);
	if (error == CRM_INVALID && !finder.stopped)
		tell(aux, finder.line, &why, false);
	else if (!error && finder.faults)
		error = CRM_INVALID;
	if (!error)
		error = hand_over(&finder, out);
	if (!error)
		tell_notes(&finder);
	let_go(&finder);
	return error;
}

struct first_fault { struct crm_fault *why; size_t line; };

static void
keep_first(void *aux, size_t line, const struct crm_fault *why, bool note)
{
	struct first_fault *first = aux;

	if (note || first->line)
		return;
	first->line = line;
	if (first->why)
		*first->why = *why;
}

int
crm_holidays_parse(struct crm_holidays *out, const char *text, size_t length, struct crm_fault *why)
{
	struct first_fault first = { .why = why };
	int error = crm_holidays_read(out, text, length, keep_first, &first);

	out->line = first.line;
	return error;
}

/* As they came: those of the one, then those of the other. */
static int
find_again(struct finder *finder, const struct crm_holidays *holidays)
{
	int error = 0;

	for (size_t i = 0; i < holidays->n && !error; i++)
		error = add_day(finder, holidays->days[i].day, holidays->days[i].name,
		                holidays->days[i].work);
	return error;
}

int
crm_holidays_add(struct crm_holidays *into, const struct crm_holidays *more)
{
	struct crm_holidays all = { .n = 0 };
	struct finder       finder = { .n = 0 };
	int                 error = find_again(&finder, into);

	if (!error)
		error = find_again(&finder, more);
	if (!error)
		error = hand_over(&finder, &all);
	let_go(&finder);
	if (error)
		return error;
	crm_holidays_clear(into);
	*into = all;
	return 0;
}

void
crm_holidays_clear(struct crm_holidays *holidays)
{
	for (size_t i = 0; i < holidays->n; i++)
		free(holidays->days[i].name);
	free(holidays->days);
	*holidays = (struct crm_holidays){ 0 };
}

char *
crm_holidays_format(const struct crm_holidays *holidays)
{
	char  *text = NULL;
	size_t size;
	FILE  *out = open_memstream(&text, &size);
	bool   bad;

	if (!out)
		return NULL;
	for (size_t i = 0; i < holidays->n; i++) {
		const struct crm_holiday *holiday = &holidays->days[i];
		char day[CRM_DAY_SIZE];

		fprintf(out, "%s%s%s%s\n", holiday->work ? "+" : "", crm_day_format(holiday->day, day),
		        *holiday->name ? " " : "", holiday->name);
	}
	bad = ferror(out);
	if (fclose(out) == 0 && !bad)
		return text;
	free(text);
	return NULL;
}

/* The entry of a day; NULL: it has none. */
static const struct crm_holiday *
entry_of(const struct crm_holidays *holidays, int64_t day)
{
	size_t low = 0, high = holidays ? holidays->n : 0;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (holidays->days[middle].day < day)
			low = middle + 1;
		else
			high = middle;
	}
	if (!holidays || low == holidays->n || holidays->days[low].day != day)
		return NULL;
	return &holidays->days[low];
}

const char *
crm_holidays_name(const struct crm_holidays *holidays, int64_t day)
{
	const struct crm_holiday *entry = entry_of(holidays, day);

	return entry && !entry->work ? entry->name : NULL;
}

bool
crm_holidays_work(const struct crm_holidays *holidays, int64_t day)
{
	const struct crm_holiday *entry = entry_of(holidays, day);

	return entry && entry->work;
}
