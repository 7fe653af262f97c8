/*
 * zone.c - time zones: TZif files (RFC 8536), their footers, fixed offsets
 *
 *	crm_zone_open(&zone, "Europe/Berlin", &why);
 *	offset = crm_zone_offset(zone, instant);     (3600 or 7200)
 *
 * A zone is a list of turns, after each of which an offset is in force, and a
 * rule that holds after the last one: every zone has one, be it only an offset.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "zone.h"
#include "date_text.h"

#ifndef ZONEINFO
#define ZONEINFO "/usr/share/zoneinfo"
#endif

enum {
	NAME_SIZE    = 64,
	FILE_MOST    = 1 << 16,      /* the largest real file has some 4,000 bytes */
	OFFSET_MOST  = 26 * 3600,    /* RFC 8536, 3.2: utoff SHOULD be within */
	HEADER       = 44
};

/* When a rule changes the clock, as POSIX TZ says it. */
struct change {
	char form;               /* M: month.week.day; J: 1 to 365, no leap day; 0: 0 to 365 */
	int  month, week, day;
	int  time;               /* seconds of the local time then in force */
};

struct rule {
	int           standard, summer;   /* seconds east */
	bool          changes;            /* else it is always standard */
	struct change begin, end;         /* of summer time */
};

struct turn { int64_t at; int offset; };

struct crm_zone {
	char        name[NAME_SIZE];
	int         first;       /* offset before the first turn */
	struct rule rule;        /* after the last turn */
	size_t      n;
	struct turn turns[];
};

/* A stretch of instants from <= t < to with one offset. */
struct stretch { int64_t from, to; int offset; };

/* --- rules ----------------------------------------------------------------- */

/* The local seconds at which a year's change comes, before its offset is applied. */
static int64_t
change_in(const struct change *change, int year)
{
	int64_t january = crm_date_day((struct crm_date){ year, 1, 1 });
	int64_t day;

	if (change->form == 'M') {
		int64_t first = crm_date_day((struct crm_date){ year, change->month, 1 });
		int     weekday = crm_day_weekday(first) % 7;

		day = (change->day - weekday + 7) % 7 + 7 * (change->week - 1);
		if (day >= month_length(year, change->month))
			day -= 7;
		day += first;
	} else if (change->form == 'J') {
		bool leap = month_length(year, 2) == 29;

		day = january + change->day - 1 + (leap && change->day >= 60);
	} else {
		day = january + change->day;
	}
	return day * DAY_SECONDS + change->time;
}

static struct stretch
rule_stretch(const struct rule *rule, int64_t instant)
{
	struct stretch s = { INT64_MIN, INT64_MAX, rule->standard };
	int year;

	if (!rule->changes)
		return s;
	year = crm_day_date(floor_div(instant, DAY_SECONDS)).year;
	/* At a tie summer time begins after it has ended: it lasts all year. */
	for (int y = year - 1; y <= year + 1; y++) {
		struct turn turns[2] = {
			{ change_in(&rule->end, y) - rule->summer, rule->standard },
			{ change_in(&rule->begin, y) - rule->standard, rule->summer },
		};
		bool swap = turns[1].at < turns[0].at;

		for (int i = 0; i < 2; i++) {
			struct turn turn = turns[i ^ swap];

			if (turn.at <= instant) {
				s.from = turn.at;
				s.offset = turn.offset;
			} else if (turn.at < s.to) {
				s.to = turn.at;
			}
		}
	}
	return s;
}

/* --- looking up ------------------------------------------------------------ */

/* Hold what no date of the years 1 to 9999 can be, so that no sum overflows. */
static int64_t
hold(int64_t seconds)
{
	const int64_t first = ((int64_t)DAY_MIN - 400) * DAY_SECONDS;
	const int64_t last = ((int64_t)DAY_MAX + 400) * DAY_SECONDS;

	return seconds < first ? first : seconds > last ? last : seconds;
}

static struct stretch
stretch_at(const struct crm_zone *zone, int64_t instant)
{
	size_t low = 0, high = zone->n;   /* turns before low are past, from high on to come */
	struct stretch s;

	if (high && zone->turns[high - 1].at <= instant)
		low = high;   /* so it mostly is */
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (zone->turns[middle].at <= instant)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == zone->n) {
		s = rule_stretch(&zone->rule, instant);
		if (low && s.from < zone->turns[low - 1].at)
			s.from = zone->turns[low - 1].at;
		return s;
	}
	s.from = low ? zone->turns[low - 1].at : INT64_MIN;
	s.to = zone->turns[low].at;
	s.offset = low ? zone->turns[low - 1].offset : zone->first;
	return s;
}

int
crm_zone_offset(const struct crm_zone *zone, int64_t instant)
{
	return zone ? stretch_at(zone, hold(instant)).offset : 0;
}

int64_t
crm_zone_turn(const struct crm_zone *zone, int64_t instant)
{
	return zone ? stretch_at(zone, hold(instant)).to : INT64_MAX;
}

int64_t
crm_zone_instant(const struct crm_zone *zone, int64_t local)
{
	struct stretch s;
	int offset;

	local = hold(local);
	if (!zone)
		return local;
	/* From a stretch that is surely not too late, walk to the first that reaches it. */
	s = stretch_at(zone, local - OFFSET_MOST);
	offset = s.offset;
	while (local - s.offset >= s.to) {
		offset = s.offset;
		s = stretch_at(zone, s.to);
	}
	return local - s.offset < s.from ? local - offset : local - s.offset;
}

const char *
crm_zone_name(const struct crm_zone *zone)
{
	return zone ? zone->name : "UTC";
}

/* --- the footer ------------------------------------------------------------ */

static bool
read_number(const char **at, int most, int *number)
{
	*number = 0;
	if (!ascii_digit(**at))
		return false;
	for (; ascii_digit(**at) && *number <= most; ++*at)
		*number = *number * 10 + (**at - '0');
	return *number <= most;
}

/* [+-]hh[:mm[:ss]]; RFC 8536, 3.3.1 lets hours be up to 167. */
static bool
read_seconds(const char **at, int *seconds)
{
	bool minus = **at == '-';
	int  hours, minutes = 0, rest = 0;

	if (minus || **at == '+')
		++*at;
	if (!read_number(at, 167, &hours))
		return false;
	if (**at == ':' && (++*at, !read_number(at, 59, &minutes)))
		return false;
	if (**at == ':' && (++*at, !read_number(at, 59, &rest)))
		return false;
	*seconds = (hours * 60 + minutes) * 60 + rest;
	if (minus)
		*seconds = -*seconds;
	return true;
}

static bool
skip_abbreviation(const char **at)
{
	const char *start = *at;

	if (*start == '<') {
		*at = strchr(start, '>');
		return *at && (++*at, true);
	}
	while (ascii_letter(**at))
		++*at;
	return *at - start >= 3;
}

/* POSIX counts offsets west of Greenwich. */
static bool
read_offset(const char **at, int *east)
{
	int west;

	if (!read_seconds(at, &west) || west < -OFFSET_MOST || west > OFFSET_MOST)
		return false;
	*east = -west;
	return true;
}

/* ,M3.5.0/2  ,J60  ,59/1:30 */
static bool
read_change(const char **at, struct change *change)
{
	if (*(*at)++ != ',')
		return false;
	change->form = **at == 'M' || **at == 'J' ? *(*at)++ : '0';
	change->time = 2 * 3600;
	if (change->form == 'M') {
		if (!read_number(at, 12, &change->month) || *(*at)++ != '.' ||
		    !read_number(at, 5, &change->week) || *(*at)++ != '.' ||
		    !read_number(at, 6, &change->day))
			return false;
		if (change->month < 1 || change->week < 1)
			return false;
	} else if (!read_number(at, 365, &change->day)) {
		return false;
	}
	if (change->form == 'J' && change->day < 1)
		return false;
	return **at != '/' || (++*at, read_seconds(at, &change->time));
}

static bool
read_rule(const char *at, struct rule *rule)
{
	if (!skip_abbreviation(&at) || !read_offset(&at, &rule->standard))
		return false;
	rule->changes = *at != '\0';
	if (!rule->changes)
		return true;
	if (!skip_abbreviation(&at))
		return false;
	rule->summer = rule->standard + 3600;
	if (*at != ',' && !read_offset(&at, &rule->summer))
		return false;
	return read_change(&at, &rule->begin) && read_change(&at, &rule->end) && !*at;
}

/* --- the file -------------------------------------------------------------- */

/* One of a file's two blocks, which differ in how many bytes a time has. */
struct block {
	const unsigned char *times, *kinds, *types;
	size_t n, type_count;
	size_t time_size;
	size_t leap_count;
	const unsigned char *end;
};

static int64_t
big_endian(const unsigned char *in, size_t size)
{
	uint64_t value = in[0] & 0x80 ? UINT64_MAX : 0;

	for (size_t i = 0; i < size; i++)
		value = value << 8 | in[i];
	return (int64_t)value;
}

/* Find a block's parts; false if it does not fit between at and end. */
static bool
find_block(struct block *block, const unsigned char *at, const unsigned char *end, size_t time_size)
{
	enum { UT_COUNT, STD_COUNT, LEAP_COUNT, TIME_COUNT, TYPE_COUNT, CHAR_COUNT, COUNTS };
	int64_t count[COUNTS];
	size_t  after_types;

	if (end - at < HEADER || memcmp(at, "TZif", 4))
		return false;
	for (int i = 0; i < COUNTS; i++) {
		count[i] = big_endian(at + 20 + 4 * i, 4);
		if (count[i] < 0 || count[i] > FILE_MOST)
			return false;
	}
	block->n = (size_t)count[TIME_COUNT];
	block->type_count = (size_t)count[TYPE_COUNT];
	block->leap_count = (size_t)count[LEAP_COUNT];
	block->time_size = time_size;
	block->times = at + HEADER;
	block->kinds = block->times + block->n * time_size;
	block->types = block->kinds + block->n;
	after_types = (size_t)(count[CHAR_COUNT] + count[STD_COUNT] + count[UT_COUNT]) +
	              block->leap_count * (time_size + 4);
	block->end = block->types + 6 * block->type_count + after_types;
	return block->type_count > 0 && block->end <= end;
}

static bool
type_offset(const struct block *block, size_t type, int *offset)
{
	if (type >= block->type_count)
		return false;
	*offset = (int)big_endian(block->types + 6 * type, 4);
	return *offset >= -OFFSET_MOST && *offset <= OFFSET_MOST;
}

static bool
read_turns(const struct block *block, struct crm_zone *zone)
{
	if (!type_offset(block, 0, &zone->first))
		return false;
	zone->rule.standard = zone->first;
	for (size_t i = 0; i < block->n; i++) {
		struct turn *turn = &zone->turns[i];

		turn->at = big_endian(block->times + i * block->time_size, block->time_size);
		if (!type_offset(block, block->kinds[i], &turn->offset))
			return false;
		if (i && turn->at <= turn[-1].at)
			return false;
		zone->rule.standard = turn->offset;
	}
	zone->n = block->n;
	return true;
}

/* The footer is a line of its own after the second block; an empty one says nothing. */
static bool
read_footer(const unsigned char *at, const unsigned char *end, struct rule *rule)
{
	char        text[128];
	const void *newline;
	size_t      length;

	if (end - at < 2 || *at++ != '\n' || !(newline = memchr(at, '\n', (size_t)(end - at))))
		return false;
	length = (size_t)((const unsigned char *)newline - at);
	if (length >= sizeof text)
		return false;
	memcpy(text, at, length);
	text[length] = '\0';
	return !length || read_rule(text, rule);
}

/* A zone from the bytes of its file; CRM_INVALID if they are none. */
static int
read_zone(struct crm_zone **out, const unsigned char *bytes, size_t size)
{
	const unsigned char *end = bytes + size;
	struct crm_zone     *zone;
	struct block         block;
	bool                 good;

	if (!find_block(&block, bytes, end, 4))
		return CRM_INVALID;
	if (bytes[4] >= '2' && !find_block(&block, block.end, end, 8))
		return CRM_INVALID;
	if (block.leap_count)
		return CRM_INVALID;
	zone = calloc(1, sizeof *zone + block.n * sizeof *zone->turns);
	if (!zone)
		return CRM_NO_MEMORY;
	good = read_turns(&block, zone) &&
	       (block.time_size == 4 || read_footer(block.end, end, &zone->rule));
	if (!good) {
		free(zone);
		return CRM_INVALID;
	}
	*out = zone;
	return 0;
}

/* --- opening --------------------------------------------------------------- */

/*
 * Whether a name is safe to look for: words of letters, digits, _ + and -
 * joined by single slashes.  The file `localtime' is this machine's zone, which
 * must not leak in.
 */
static bool
is_name(const char *name)
{
	char last = '/';

	if (strlen(name) >= NAME_SIZE || !strcmp(name, "localtime"))
		return false;
	for (; *name; last = *name++) {
		if (*name == '/' ? last == '/'
		                 : !ascii_letter(*name) && !ascii_digit(*name) &&
		                   !strchr("_+-", *name))
			return false;
	}
	return last != '/';
}

static int
unknown(const char *name, struct crm_fault *why)
{
	struct stat about;

	if (stat(ZONEINFO, &about) && errno == ENOENT)
		return crm_fault(why, 0, "time zones are not installed: "
		                 "the package tzdata has them (UTC and +08:00 need none)");
	return crm_fault(why, 0, "there is no time zone `%.*s': names look like Asia/Taipei, "
	                 "Europe/Berlin, UTC or +08:00", crm_fault_clip(name), name);
}

/* A zone without turns. */
static int
open_fixed(struct crm_zone **out, const char *name, int offset)
{
	struct crm_zone *zone = calloc(1, sizeof *zone);

	if (!zone)
		return CRM_NO_MEMORY;
	snprintf(zone->name, sizeof zone->name, "%s", name);
	zone->first = zone->rule.standard = offset;
	*out = zone;
	return 0;
}

static int
open_file(struct crm_zone **out, const char *name, struct crm_fault *why)
{
	char           path[sizeof ZONEINFO + NAME_SIZE + 1];
	unsigned char *bytes;
	size_t         size;
	FILE          *file;
	int            error;

	snprintf(path, sizeof path, "%s/%s", ZONEINFO, name);
	file = fopen(path, "rbe");
	if (!file)
		return unknown(name, why);
	bytes = malloc(FILE_MOST);
	size = bytes ? fread(bytes, 1, FILE_MOST, file) : 0;
	fclose(file);
	error = bytes ? read_zone(out, bytes, size) : CRM_NO_MEMORY;
	free(bytes);
	if (error == CRM_INVALID)
		return unknown(name, why);
	if (!error)
		snprintf((*out)->name, sizeof(*out)->name, "%s", name);
	return error;
}

int
crm_zone_open(struct crm_zone **out, const char *name, struct crm_fault *why)
{
	struct scan scan;
	int         offset;
	char        canonical[NAME_SIZE];

	*out = NULL;
	if (!strcmp(name, "UTC"))
		return open_fixed(out, name, 0);
	if (*name == '+' || *name == '-') {
		if (scan_open(&scan, name, why) || scan_offset(&scan, &offset) <= 0 ||
		    !scan_end(&scan))
			return unknown(name, why);
		return open_fixed(out, offset_format(offset, canonical), offset);
	}
	return is_name(name) ? open_file(out, name, why) : unknown(name, why);
}

void
crm_zone_close(struct crm_zone *zone)
{
	free(zone);
}
