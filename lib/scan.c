/*
 * scan.c - read a short text from left to right
 *
 *	if (scan_digits(&scan, &year) == 4 && scan_char(&scan, '-')) ...
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "scan.h"

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/*
 * One character of the source, folded: writes it to out (at most 4 bytes) and
 * returns how many bytes it was.  U+3000 is a blank, U+FF01 to U+FF5E are ASCII
 * moved up, U+FFE5 is the yen sign, U+2212 minus.  The rest is taken bytewise.
 */
static size_t
fold(const char *source, char *out, size_t *length)
{
	const unsigned char *s = (const unsigned char *)source;

	*length = 1;
	out[0] = source[0];
	if (s[0] < 0xe2 || !s[1] || !s[2])
		return 1;
	if (!memcmp(s, "\u3000", 3))
		out[0] = ' ';
	else if (!memcmp(s, "\u2212", 3))
		out[0] = '-';
	else if (!memcmp(s, "\uffe5", 3))
		memcpy(out, "\u00a5", *length = 2);
	else if (s[0] == 0xef && s[1] == 0xbc && s[2] >= 0x81 && s[2] <= 0xbf)
		out[0] = (char)(s[2] - 0x81 + '!');
	else if (s[0] == 0xef && s[1] == 0xbd && s[2] >= 0x80 && s[2] <= 0x9e)
		out[0] = (char)(s[2] - 0x80 + '`');
	else
		return 1;
	return 3;
}

int
scan_open(struct scan *scan, const char *source, struct crm_fault *why)
{
	size_t n = 0, at = 0;

	scan->source = source;
	scan->at = scan->text;
	scan->why = why;
	while (source[at]) {
		char   folded[4];
		size_t length, taken = fold(source + at, folded, &length);

		if (n + length >= SCAN_SIZE)
			return crm_fault(why, at, "`%.*s...' is too long",
			                 crm_fault_clip(source), source);
		if (n || !is_blank(folded[0])) {
			for (size_t i = 0; i < length; i++)
				scan->from[n + i] = at;
			memcpy(scan->text + n, folded, length);
			n += length;
		}
		at += taken;
	}
	scan->from[n] = at;
	while (n && is_blank(scan->text[n - 1]))
		n--;
	scan->text[n] = '\0';
	return n ? 0 : crm_fault(why, 0, "there is nothing here");
}

bool
scan_end(const struct scan *scan)
{
	return !*scan->at;
}

bool
scan_blanks(struct scan *scan)
{
	const char *start = scan->at;

	while (is_blank(*scan->at))
		scan->at++;
	return scan->at > start;
}

bool
scan_char(struct scan *scan, char c)
{
	if (*scan->at != c)
		return false;
	scan->at++;
	return true;
}

bool
scan_text(struct scan *scan, const char *expected)
{
	size_t n = 0;

	for (; expected[n]; n++)
		if (ascii_lower(scan->at[n]) != ascii_lower(expected[n]))
			return false;
	scan->at += n;
	return true;
}

int
scan_digits(struct scan *scan, int *value)
{
	enum { MOST = 999999999 };
	int digits = 0;

	*value = 0;
	for (; ascii_digit(*scan->at); scan->at++, digits++)
		*value = *value > MOST / 10 ? MOST : *value * 10 + (*scan->at - '0');
	return digits;
}

size_t
scan_letters(const struct scan *scan)
{
	size_t n = 0;

	while (ascii_letter(scan->at[n]))
		n++;
	return n;
}

int
scan_name(struct scan *scan, const char *const *names, int n)
{
	size_t length = scan_letters(scan);

	for (int i = 0; i < n && length >= 3; i++) {
		size_t same = 0;

		while (same < length && ascii_lower(scan->at[same]) == names[i][same])
			same++;
		if (same == length) {
			scan->at += length;
			return i;
		}
	}
	return -1;
}

int
scan_fault(const struct scan *scan, const char *at, const char *format, ...)
{
	char    text[512];   /* more than a fault holds */
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	return crm_fault(scan->why, scan->from[at - scan->text], "%s", text);
}
