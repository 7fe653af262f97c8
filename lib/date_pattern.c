/*
 * date_pattern.c - dates by a pattern, as strptime(3) has them but without its locale
 *
 *	pattern_read(&scan, "%d.%m.%y %H:%M", &wall)    (22.11.26 14:30)
 */
#include <string.h>

#include "date_text.h"

/* What a pattern has read so far. */
struct fields {
	struct crm_date date;
	struct wall     wall;
	int             part[3];  /* hour, minute, second */
	int             half;     /* am 0, pm 1, -1 neither */
};

/* At least one digit and at most `most' of them. */
static bool
few_digits(struct scan *scan, int most, int *number)
{
	int n = 0;

	*number = 0;
	for (; n < most && ascii_digit(*scan->at); n++)
		*number = *number * 10 + (*scan->at++ - '0');
	return n > 0;
}

static bool
read_half(struct scan *scan, int *half)
{
	*half = scan_text(scan, "pm") || scan_text(scan, "下午");
	return *half || scan_text(scan, "am") || scan_text(scan, "上午");
}

/* Two digits as POSIX strptime() takes them: 69 to 99 are 1969 to 1999. */
static bool
read_short_year(struct scan *scan, int *year)
{
	if (!ascii_digit(scan->at[0]) || !ascii_digit(scan->at[1]) || !few_digits(scan, 2, year))
		return false;
	*year += *year < 69 ? 2000 : 1900;
	return true;
}

static bool
read_field(struct scan *scan, char letter, struct fields *f)
{
	const char *start = scan->at;

	switch (letter) {
	case 'Y': return few_digits(scan, 4, &f->date.year) && scan->at - start == 4;
	case 'y': return read_short_year(scan, &f->date.year);
	case 'm': return few_digits(scan, 2, &f->date.month);
	case 'b': case 'B':
		f->date.month = scan_name(scan, month_names, 12) + 1;
		return f->date.month > 0;
	case 'd': case 'e': return few_digits(scan, 2, &f->date.day);
	case 'H': case 'I': return few_digits(scan, 2, &f->part[0]);
	case 'M': return few_digits(scan, 2, &f->part[1]);
	case 'S':
		f->wall.unit = CRM_SECOND;
		return few_digits(scan, 2, &f->part[2]);
	case 'p': return read_half(scan, &f->half);
	case 'z':
		f->wall.zoned = scan_offset(scan, &f->wall.offset) > 0;
		return f->wall.zoned;
	default: return letter && scan_char(scan, letter);
	}
}

/* %F and %T, or NULL for the others. */
static const char *
expansion(char letter)
{
	return letter == 'F' ? "%Y-%m-%d" : letter == 'T' ? "%H:%M:%S" : NULL;
}

static bool
match(struct scan *scan, const char *pattern, struct fields *f)
{
	for (; *pattern; pattern++) {
		if (*pattern == ' ') {
			scan_blanks(scan);
		} else if (*pattern != '%') {
			if (ascii_lower(*pattern) != ascii_lower(*scan->at))
				return false;
			scan->at++;
		} else if (expansion(*++pattern)) {
			if (!match(scan, expansion(*pattern), f))
				return false;
		} else if (!read_field(scan, *pattern, f)) {
			return false;
		}
	}
	return true;
}

/* Which of the letters in wanted a pattern has, as bits. */
static unsigned
letters_in(const char *pattern, const char *wanted)
{
	unsigned found = 0;

	for (; (pattern = strchr(pattern, '%')) && pattern[1]; pattern += 2) {
		const char *at = strchr(wanted, pattern[1]);

		if (at)
			found |= 1u << (at - wanted);
		if (expansion(pattern[1]))
			found |= letters_in(expansion(pattern[1]), wanted);
	}
	return found;
}

int
pattern_check(const char *pattern, struct crm_fault *why)
{
	for (const char *at = pattern; (at = strchr(at, '%')); at += 2)
		if (!at[1] || !strchr("YymbBdeHIMSpzFT%", at[1]))
			return crm_fault(why, (size_t)(at - pattern),
			                 "`%%%.1s' is unknown in a pattern: "
			                 "there are %%Y %%y %%m %%b %%d %%H %%I %%M %%S %%p "
			                 "%%z %%F %%T", at + 1);
	if (!letters_in(pattern, "Yy") || !letters_in(pattern, "mbB") || !letters_in(pattern, "de"))
		return crm_fault(why, 0,
		                 "a pattern needs a year, a month and a day, as %%d.%%m.%%Y has");
	if (!letters_in(pattern, "HI") != !letters_in(pattern, "M") ||
	    letters_in(pattern, "I") != letters_in(pattern, "p") ||
	    letters_in(pattern, "S") > letters_in(pattern, "M"))
		return crm_fault(why, 0, "the time in a pattern is %%H:%%M or %%I:%%M %%p");
	return 0;
}

int
pattern_read(struct scan *scan, const char *pattern, struct wall *wall)
{
	struct fields f = { .half = -1 };

	f.wall.unit = letters_in(pattern, "M") ? CRM_MINUTE : CRM_DAY_UNIT;
	if (!match(scan, pattern, &f) || !scan_end(scan))
		return 0;
	if (date_check(scan, scan->text, f.date) || time_check(scan, scan->text, f.half, f.part))
		return CRM_INVALID;
	*wall = f.wall;
	wall->day = crm_date_day(f.date);
	wall->seconds = part_seconds(f.half, f.part);
	return 1;
}
