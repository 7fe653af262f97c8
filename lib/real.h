/*
 * real.h - measured numbers and texts, whatever the locale (internal).
 *
 *	char text[REAL_SIZE];
 *	real_format(0.1 + 0.2, text);         ("0.30000000000000004")
 *	real_format_short(0.72662, text);     ("0.727")
 */
#ifndef CRM_REAL_H
#define CRM_REAL_H

#include "fault.h"

enum { REAL_SIZE = 40 };

/*
 * The shortest of 15 to 17 significant digits that is read back as the same
 * number; an exponent only below 1e-4 and from 1e15 on.  value is finite.
 */
char *real_format(double value, char out[REAL_SIZE]);

/* For people: three significant digits, and never less than the whole part. */
char *real_format_short(double value, char out[REAL_SIZE]);

/*
 * To six decimals, as measures are shown: more digits than that are never known.  -0
 * becomes 0; numbers from 9e9 on, whose sixth decimal is not exact, stay as they are.
 */
double real_round(double value);

/* All of text is a finite number, as strtod() reads it in the C locale; else CRM_INVALID. */
int real_parse(const char *text, double *out, struct crm_fault *why);

#endif
