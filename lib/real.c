/*
 * real.c - printf() and strtod() of the C locale.
 */
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "real.h"

/* The C locale is built in: this neither allocates nor fails. */
static locale_t
c_locale(void)
{
	return uselocale(newlocale(LC_ALL_MASK, "C", (locale_t)0));
}

char *
real_format(double value, char out[REAL_SIZE])
{
	locale_t old = c_locale();

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
