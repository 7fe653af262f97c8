/*
 * date.c - the calendar: days, months, periods, and how they are written
 *
 *	day = crm_day_add_months(crm_date_day((struct crm_date){ 2026, 1, 31 }), 1);
 *	puts(crm_day_format(day, text));    (2026-02-28)
 */
#include <string.h>

#include "date.h"
#include "date_text.h"

const char *const month_names[12] = {
	"january", "february", "march", "april", "may", "june", "july", "august",
	"september", "october", "november", "december"
};

int
month_length(int year, int month)
{
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	if (month == 2)
		return leap ? 29 : 28;
	return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

bool
crm_date_exists(struct crm_date date)
{
	return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 &&
	       date.day >= 1 && date.day <= month_length(date.year, date.month);
}

/* Years are counted from March, so that the leap day is the last of its year. */
int64_t
crm_date_day(struct crm_date date)
{
	enum { MARCH_0000_TO_1970 = 719468 };
	int     month = (date.month + 9) % 12;
	int64_t year = (int64_t)date.year - (date.month < 3);
	int64_t leaps = floor_div(year, 4) - floor_div(year, 100) + floor_div(year, 400);

	return 365 * year + leaps + (153 * month + 2) / 5 + date.day - 1 - MARCH_0000_TO_1970;
}

struct crm_date
crm_day_date(int64_t day)
{
	enum { CYCLE = 146097, CENTURY = 36524, FOUR_YEARS = 1461 };
	int64_t since = day + 719468;
	int64_t cycle = floor_div(since, CYCLE);
	int64_t of_cycle = since - cycle * CYCLE;
	int64_t of_year, year, month;

	year = (of_cycle - of_cycle / (FOUR_YEARS - 1) + of_cycle / CENTURY -
	        of_cycle / (CYCLE - 1)) / 365;
	of_year = of_cycle - (365 * year + year / 4 - year / 100);
	month = (5 * of_year + 2) / 153;
	return (struct crm_date){
		.year  = (int)(year + 400 * cycle + (month >= 10)),
		.month = (int)(month < 10 ? month + 3 : month - 9),
		.day   = (int)(of_year - (153 * month + 2) / 5 + 1),
	};
}

int
crm_day_weekday(int64_t day)
{
	return (int)(day + 3 - 7 * floor_div(day + 3, 7)) + 1;
}

int64_t
week_monday(int year, int week)
{
	int64_t fourth = crm_date_day((struct crm_date){ year, 1, 4 });

	return fourth - (crm_day_weekday(fourth) - 1) + 7 * (int64_t)(week - 1);
}

static int64_t
hold(int64_t day)
{
	return day < DAY_MIN ? DAY_MIN : day > DAY_MAX ? DAY_MAX : day;
}

int64_t
crm_day_add_months(int64_t day, int months)
{
	struct crm_date date = crm_day_date(hold(day));
	int64_t         count = (int64_t)date.year * 12 + date.month - 1 + months;
	int             length;

	if (count < 12)
		return DAY_MIN;
	if (count >= 10000 * 12)
		return DAY_MAX;
	date.year = (int)(count / 12);
	date.month = (int)(count % 12) + 1;
	length = month_length(date.year, date.month);
	if (date.day > length)
		date.day = length;
	return crm_date_day(date);
}

static int64_t
move(int64_t day, int64_t count, enum crm_unit unit)
{
	enum { MOST = 120000 };   /* months in 10,000 years */
	int64_t months = count > MOST ? MOST : count < -MOST ? -MOST : count;

	switch (unit) {
	case CRM_MONTH:    return crm_day_add_months(day, (int)months);
	case CRM_QUARTER:  return crm_day_add_months(day, (int)months * 3);
	case CRM_YEAR:     return crm_day_add_months(day, (int)months * 12);
	case CRM_WEEK:     return hold(hold(day) + 7 * count);
	case CRM_DAY_UNIT: return hold(hold(day) + count);
	default:           return day;
	}
}

int64_t
crm_day_add(int64_t day, struct crm_period period)
{
	return move(day, period.count, period.unit);
}

int64_t
crm_day_subtract(int64_t day, struct crm_period period)
{
	return move(day, -(int64_t)period.count, period.unit);
}

int64_t
crm_instant_day(const struct crm_zone *zone, int64_t instant)
{
	enum { FAR = 400 };   /* days: no zone is that far from UTC, no sum overflows */
	int64_t day = floor_div(instant, DAY_SECONDS);

	if (day < DAY_MIN - FAR || day > DAY_MAX + FAR)
		return hold(day);
	return floor_div(instant + crm_zone_offset(zone, instant), DAY_SECONDS);
}

int64_t
crm_day_instant(const struct crm_zone *zone, int64_t day)
{
	return crm_zone_instant(zone, day * DAY_SECONDS);
}

int64_t
crm_clock_today(const struct crm_clock *clock)
{
	return crm_instant_day(clock->zone, clock->now);
}

/* --- writing --------------------------------------------------------------- */

static char *
put_number(char *out, int number, int digits)
{
	for (int i = digits - 1; i >= 0; i--, number /= 10)
		out[i] = (char)('0' + number % 10);
	return out + digits;
}

static char *
put_time(char *out, int seconds, bool with_seconds)
{
	out = put_number(out, seconds / 3600, 2);
	*out++ = ':';
	out = put_number(out, seconds / 60 % 60, 2);
	if (with_seconds) {
		*out++ = ':';
		out = put_number(out, seconds % 60, 2);
	}
	return out;
}

static char *
put_day(char *out, int64_t day)
{
	struct crm_date date = crm_day_date(hold(day));

	out = put_number(out, date.year, 4);
	*out++ = '-';
	out = put_number(out, date.month, 2);
	*out++ = '-';
	return put_number(out, date.day, 2);
}

char *
crm_day_format(int64_t day, char out[CRM_DAY_SIZE])
{
	*put_day(out, day) = '\0';
	return out;
}

/* Seconds only if there are some, as in the local mean times of long ago. */
static char *
put_offset(char *out, int offset)
{
	int east = offset < 0 ? -offset : offset;

	*out++ = offset < 0 ? '-' : '+';
	return put_time(out, east, east % 60 != 0);
}

char *
offset_format(int offset, char *out)
{
	*put_offset(out, offset) = '\0';
	return out;
}

char *
crm_instant_format(int64_t instant, const struct crm_zone *zone, char out[CRM_INSTANT_SIZE])
{
	int     offset = crm_zone_offset(zone, instant);
	int64_t first = (int64_t)DAY_MIN * DAY_SECONDS - offset;
	int64_t last = ((int64_t)DAY_MAX + 1) * DAY_SECONDS - 1 - offset;
	int64_t held = instant < first ? first : instant > last ? last : instant;
	int64_t local = held + offset, day = floor_div(local, DAY_SECONDS);
	char   *end = put_day(out, day);

	*end++ = 'T';
	end = put_time(end, (int)(local - day * DAY_SECONDS), true);
	*put_offset(end, offset) = '\0';
	return out;
}
