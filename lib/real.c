/*
 * real.c - printf() and strtod() of the C locale.
 */
#include <locale.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "real.h"

/* The C locale is built in: this neither allocates nor fails. */
static locale_t
c_locale(void)
{
	return uselocale(newlocale(LC_ALL_MASK, "C", (locale_t)0));
}

/* Write a sign and a whole number; returns the end. */
static char *
write_whole(char *out, uint64_t whole, bool minus)
{
	char digits[20];
	size_t n = 0;

	do
		digits[n++] = (char)('0' + whole % 10);
	while (whole /= 10);
	if (minus)
		*out++ = '-';
	while (n)
		*out++ = digits[--n];
	return out;
}

/*
 * Numbers of six decimals, which most measures are: n / 10^6 is rounded as reading its
 * digits is, so they say the same, and far quicker.  False: it is not such a number.
 */
static bool
format_millionths(double value, char out[REAL_SIZE])
{
	static const double least = 1e-4, most = 9e8;
	double size = fabs(value), millionths = round(size * 1e6);
	uint64_t whole, part;
	char *end;

	if ((size < least && size > 0) || !(size < most) || millionths / 1e6 != size)
		return false;
	whole = (uint64_t)millionths / 1000000;
	part = (uint64_t)millionths % 1000000;
	end = write_whole(out, whole, signbit(value));
	if (part) {
		*end++ = '.';
		for (uint64_t place = 100000; part; place /= 10) {
			*end++ = (char)('0' + part / place);
			part %= place;
		}
	}
	*end = '\0';
	return true;
}

char *
real_format(double value, char out[REAL_SIZE])
{
	locale_t old;

	if (format_millionths(value, out))
		return out;
	old = c_locale();

	for (int precision = 15; precision <= 17; precision++) {
		snprintf(out, REAL_SIZE, "%.*g", precision, value);
		if (strtod(out, NULL) == value)
			break;
	}
	uselocale(old);
	return out;
}

char *
real_format_short(double value, char out[REAL_SIZE])
{
	locale_t old = c_locale();
	double size = fabs(value);

	if (size >= 1e15 || (size > 0 && size < 1e-5))
		snprintf(out, REAL_SIZE, "%.3g", value);
	else
		snprintf(out, REAL_SIZE, "%.*f",
		         size == 0 || size >= 100 ? 0 : 2 - (int)floor(log10(size)), value);
	uselocale(old);
	return out;
}

double
real_round(double value)
{
	static const double millionths = 1e6, exact = 9e9;

	return (fabs(value) < exact ? round(value * millionths) / millionths : value) + 0.0;
}

int
real_parse(const char *text, double *out, struct crm_fault *why)
{
	locale_t old = c_locale();
	char *end;
	double value = strtod(text, &end);

	uselocale(old);
	if (end == text || *end || !isfinite(value))
		return crm_fault(why, (size_t)(end - text), "`%s' is not a number", text);
	*out = value;
	return 0;
}
