/*
 * date_format.c - dates in the formats of other people's files
 *
 *	struct crm_date_format format = { 0 };
 *	crm_date_format_learn(&format, "22/11/2026");               (day first, then)
 *	crm_date_format_parse(&format, "03/04/2026", &clock, &span, &why);    (3 April)
 */
#include <string.h>

#include "date.h"
#include "date_text.h"

/* What crm_date_format.possible says. */
enum {
	DMY           = 1 << 0,    /* 22/11/2026 may be day first */
	MDY           = 1 << 1,    /* or month first */
	ROC           = 1 << 2,    /* there are years of the ROC: short ones are such too */
	CONTRADICTION = 1 << 3,    /* values fit no single order: nothing is settled */
	TOLD          = 1 << 4     /* no other order will do; nothing is learnt */
};

enum { ROC_YEAR_0 = 1911 };

/* The three parts of a date in the order they stand in. */
struct parts {
	const char *start;
	int  number[3];
	int  digits[3];       /* 0: the name of a month */
	bool era;             /* `民國' before it */
	bool signs;           /* `年 月' between them */
	char separator[2];    /* else one of - / . , or a blank */
};

/* --- reading the parts ----------------------------------------------------- */

static bool
scan_era(struct scan *scan)
{
	static const char *const eras[] = { "中華民國", "中华民国", "民國", "民国", "民" };

	for (size_t i = 0; i < sizeof eras / sizeof *eras; i++) {
		if (scan_text(scan, eras[i])) {
			scan_blanks(scan);
			return true;
		}
	}
	return false;
}

static bool
scan_part(struct scan *scan, int *number, int *digits)
{
	*digits = scan_digits(scan, number);
	if (*digits)
		return *digits <= 4;
	*number = scan_name(scan, month_names, 12) + 1;
	return *number > 0;
}

/* What parts two parts: a sign and blanks around it, or only blanks. */
static bool
scan_separator(struct scan *scan, int i, struct parts *parts)
{
	bool blanks = scan_blanks(scan);
	bool sign = scan_text(scan, i ? "月" : "年");

	if (i && parts->signs != sign)
		return false;
	parts->signs = sign;
	parts->separator[i] = ' ';
	if (!sign && *scan->at && strchr("-/.,", *scan->at)) {
		parts->separator[i] = *scan->at++;
		sign = true;
	}
	return scan_blanks(scan) || blanks || sign;
}

/* `20261122' and `1130501', the latter of the ROC. */
static bool
split_compact(struct parts *parts)
{
	int number = parts->number[0], digits = parts->digits[0];

	if (digits != 8 && digits != 7)
		return false;
	parts->number[0] = number / 10000;
	parts->number[1] = number / 100 % 100;
	parts->number[2] = number % 100;
	parts->digits[0] = digits - 4;
	parts->digits[1] = parts->digits[2] = 2;
	return true;
}

/* Whether three parts stand here that can be a date's in some order. */
static bool
scan_parts(struct scan *scan, struct parts *parts)
{
	bool named;

	memset(parts, 0, sizeof *parts);
	parts->start = scan->at;
	parts->era = scan_era(scan);
	for (int i = 0; i < 3; i++) {
		if (!scan_part(scan, &parts->number[i], &parts->digits[i]))
			return i == 0 && split_compact(parts);
		if (i < 2 && !scan_separator(scan, i, parts))
			return false;
	}
	if (parts->signs) {
		scan_blanks(scan);
		return scan_text(scan, "日") || scan_text(scan, "號") || scan_text(scan, "号");
	}
	named = !parts->digits[0] || !parts->digits[1];
	return named || parts->separator[0] == parts->separator[1];
}

/* --- what they can mean ---------------------------------------------------- */

enum order { YEAR_FIRST, ROC_FIRST, DAY_FIRST, MONTH_FIRST, SHORT_YEAR, NO_DATE, EITHER };

/* The order that the shape alone gives. */
static enum order
shape(const struct parts *parts)
{
	const int *digits = parts->digits;

	if (!digits[0])
		return !digits[1] || !digits[2] || digits[1] > 2 ? NO_DATE :
		       digits[2] == 4 ? MONTH_FIRST : SHORT_YEAR;
	if (!digits[2] || digits[1] > 2)
		return NO_DATE;
	if (parts->era)
		return digits[0] <= 3 && digits[1] && digits[2] <= 2 ? ROC_FIRST : NO_DATE;
	if (digits[0] == 4)
		return digits[2] > 2 ? NO_DATE : YEAR_FIRST;
	if (digits[0] == 3)
		return digits[2] > 2 || !digits[1] ? NO_DATE : ROC_FIRST;
	if (digits[2] == 4 && !parts->signs)
		return digits[1] ? EITHER : DAY_FIRST;
	return digits[2] <= 2 ? SHORT_YEAR : NO_DATE;
}

static struct crm_date
arrange(const struct parts *parts, enum order order)
{
	const int *n = parts->number;

	switch (order) {
	case ROC_FIRST:       return (struct crm_date){ n[0] ? n[0] + ROC_YEAR_0 : 0, n[1], n[2] };
	case DAY_FIRST: return (struct crm_date){ n[2], n[1], n[0] };
	case MONTH_FIRST:     return (struct crm_date){ n[2], n[0], n[1] };
	default:              return (struct crm_date){ n[0], n[1], n[2] };
	}
}

/* Which of DMY and MDY give a date that exists. */
static unsigned
readings(const struct parts *parts)
{
	return (crm_date_exists(arrange(parts, DAY_FIRST)) ? DMY : 0) |
	       (crm_date_exists(arrange(parts, MONTH_FIRST)) ? MDY : 0);
}

static unsigned
settled(const struct crm_date_format *format)
{
	return format->possible & CONTRADICTION ? 0 : format->possible & (DMY | MDY);
}

/* A fault that names both days. */
static int
ambiguous(const struct scan *scan, const struct parts *parts)
{
	char one[CRM_DAY_SIZE], other[CRM_DAY_SIZE];

	scan_fault(scan, parts->start, "`%.*s' is %s or %s: give --date-format dmy or mdy",
	           crm_fault_clip(scan->source), scan->source,
	           crm_day_format(crm_date_day(arrange(parts, DAY_FIRST)), one),
	           crm_day_format(crm_date_day(arrange(parts, MONTH_FIRST)), other));
	return CRM_AMBIGUOUS;
}

/* Of 22/11/2026: what was told or learnt, else what exists. */
static int
choose(const struct crm_date_format *format, const struct scan *scan, const struct parts *parts,
       enum order *order)
{
	unsigned can = readings(parts), may = settled(format);

	if (may == DMY || may == MDY)
		can = may;
	else if (format->possible & TOLD)
		return scan_fault(scan, parts->start,
		                  "`%.*s' does not begin with its year, as was told",
		                  crm_fault_clip(scan->source), scan->source);
	else if (can == (DMY | MDY) && parts->number[0] != parts->number[1])
		return ambiguous(scan, parts);
	else if (!can)
		can = parts->number[0] > 12 ? DMY : MDY;   /* the less wrong, for the reason */
	*order = can & DMY ? DAY_FIRST : MONTH_FIRST;
	return 0;
}

static int
short_year(const struct scan *scan, const struct parts *parts)
{
	scan_fault(scan, parts->start, "the year of `%.*s' is too short to be sure: give "
	           "--date-format roc, or a pattern such as %%d.%%m.%%y",
	           crm_fault_clip(scan->source), scan->source);
	return CRM_AMBIGUOUS;
}

static int
settle(const struct crm_date_format *format, const struct scan *scan, const struct parts *parts,
       enum order *order)
{
	bool told = format->possible & TOLD, roc = format->possible & ROC;

	if (*order == EITHER)
		return choose(format, scan, parts, order);
	if (*order == SHORT_YEAR && roc && parts->digits[0] && parts->digits[1])
		*order = ROC_FIRST;
	if (*order == SHORT_YEAR)
		return short_year(scan, parts);
	if (*order == ROC_FIRST && told && !roc && !parts->era)
		return scan_fault(scan, parts->start, "the year of `%.*s' has three digits: "
		                  "give --date-format roc if it is the Republic of China's",
		                  crm_fault_clip(scan->source), scan->source);
	return 0;
}

/* The day of the date that stands here.  As scan_time(). */
static int
scan_day(struct scan *scan, const struct crm_date_format *format, int64_t *day)
{
	struct parts    parts;
	struct crm_date date;
	enum order      order;
	const char     *start = scan->at;
	int             error = scan_iso_day(scan, day);

	if (error)
		return error;
	order = scan_parts(scan, &parts) ? shape(&parts) : NO_DATE;
	if (order == NO_DATE) {
		scan->at = start;
		return 0;
	}
	error = settle(format, scan, &parts, &order);
	if (error)
		return error;
	date = arrange(&parts, order);
	if (date_check(scan, parts.start, date))
		return CRM_INVALID;
	*day = crm_date_day(date);
	return 1;
}

/* --- learning and reading -------------------------------------------------- */

int
crm_date_format_tell(struct crm_date_format *format, const char *name, struct crm_fault *why)
{
	static const struct { const char *name; unsigned possible; } orders[] = {
		{ "dmy", DMY | TOLD }, { "mdy", MDY | TOLD }, { "ymd", TOLD }, { "roc", ROC | TOLD }
	};

	for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
		if (!strcmp(name, orders[i].name)) {
			*format = (struct crm_date_format){ .possible = orders[i].possible };
			return 0;
		}
	}
	if (!strchr(name, '%'))
		return crm_fault(why, 0,
		                 "`%.*s' is no order of dates: say dmy, mdy, ymd, roc, or a "
		                 "pattern such as %%d.%%m.%%Y", crm_fault_clip(name), name);
	if (pattern_check(name, why))
		return CRM_INVALID;
	*format = (struct crm_date_format){ .possible = TOLD, .pattern = name };
	return 0;
}

void
crm_date_format_learn(struct crm_date_format *format, const char *text)
{
	struct scan  scan;
	struct parts parts;
	struct wall  wall;
	enum order   order;
	unsigned     can, may;

	if (format->possible & TOLD || scan_open(&scan, text, NULL) || !scan_parts(&scan, &parts) ||
	    scan_rest(&scan, &wall) <= 0 || !scan_end(&scan))
		return;
	order = shape(&parts);
	if (order == ROC_FIRST && crm_date_exists(arrange(&parts, order)))
		format->possible |= ROC;
	can = order == EITHER ? readings(&parts) : 0;
	if (!can)
		return;
	may = format->possible & (DMY | MDY);
	if (may && !(may & can))
		format->possible |= CONTRADICTION;
	else
		format->possible = (format->possible & ~(unsigned)(DMY | MDY)) |
		                   (may ? may & can : can);
}

static int
nonsense(const struct scan *scan, const struct crm_date_format *format)
{
	const char *text = scan->source;
	int         clip = crm_fault_clip(text), number, digits;
	struct scan again = *scan;

	if (format->pattern)
		return scan_fault(scan, scan->at, "`%.*s' does not look like %.*s", clip, text,
		                  crm_fault_clip(format->pattern), format->pattern);
	again.at = again.text;
	digits = scan_digits(&again, &number);
	if (digits == 5 && scan_end(&again))
		return scan_fault(scan, scan->text,
		                  "`%.*s' looks like the day number of a spreadsheet: "
		                  "give its column the format of a date there", clip, text);
	return scan_fault(scan, scan->at, "`%.*s' is not a date: understood are 2026-11-22, "
	                  "22.11.2026, 22-Nov-2026, Nov 22 2026, 2026年11月22日 and 113/05/01, "
	                  "each with a time such as 14:30", clip, text);
}

int
crm_date_format_parse(const struct crm_date_format *format, const char *text,
                      const struct crm_clock *clock, struct crm_span *out,
                      struct crm_fault *why)
{
	struct scan scan;
	struct wall wall;
	int         got;

	if (scan_open(&scan, text, why))
		return CRM_INVALID;
	if (format->pattern) {
		got = pattern_read(&scan, format->pattern, &wall);
	} else {
		got = scan_day(&scan, format, &wall.day);
		if (got > 0)
			got = scan_rest(&scan, &wall);
	}
	if (got < 0)
		return got;
	if (!got || !scan_end(&scan))
		return nonsense(&scan, format);
	return wall_span(&scan, &wall, clock, out);
}
