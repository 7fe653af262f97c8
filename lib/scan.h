/*
 * scan.h - read a short text from left to right (internal).
 *
 *	struct scan scan;
 *	if (scan_open(&scan, "　＋３ days", why) == 0 && scan_char(&scan, '+'))
 *		digits = scan_digits(&scan, &count);
 *
 * Full-width characters are folded to ASCII and blanks cut off at both ends
 * first: what Chinese input methods type reads like anything else.
 */
#ifndef SCAN_H
#define SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "fault.h"

enum { SCAN_SIZE = 128 };

struct scan {
	const char       *source;             /* as given, borrowed */
	const char       *at;                 /* in text: the next byte */
	char              text[SCAN_SIZE];    /* folded */
	size_t            from[SCAN_SIZE];    /* where each byte of text stood in source */
	struct crm_fault *why;
};

/* CRM_INVALID if the text is empty or longer than dates and amounts are. */
int scan_open(struct scan *scan, const char *source, struct crm_fault *why);

bool scan_end(const struct scan *scan);
bool scan_blanks(struct scan *scan);                        /* whether there were any */
bool scan_char(struct scan *scan, char c);
bool scan_text(struct scan *scan, const char *expected);    /* ASCII letters of either case */

/* How many digits stood there; *value is held at 999999999. */
int scan_digits(struct scan *scan, int *value);

/* How many ASCII letters stand here; nothing is read. */
size_t scan_letters(const struct scan *scan);

/*
 * Read a run of three or more letters that begins one of n names in lower case;
 * its index, or -1 with nothing read.
 */
int scan_name(struct scan *scan, const char *const *names, int n);

/* crm_fault() at the current place, or with its offset in text given. */
int scan_fault(const struct scan *scan, const char *at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* ASCII only, whatever the locale says. */
static inline char
ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Are two words the same, whatever their case?  strcasecmp() would ask the locale. */
static inline bool
ascii_same(const char *a, const char *b)
{
	while (*a && ascii_lower(*a) == ascii_lower(*b))
		a++, b++;
	return ascii_lower(*a) == ascii_lower(*b);
}

static inline bool
ascii_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
ascii_letter(char c)
{
	return ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z';
}

#endif
