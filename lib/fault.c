/*
 * fault.c - what is wrong with a text
 *
 *	return crm_fault(why, 5, "there is no month %d", month);
 */
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <utf8proc.h>

#include "fault.h"

enum { QUOTED = 60 };

static bool
is_control(utf8proc_int32_t code)
{
	return code < 0x20 || (code >= 0x7f && code < 0xa0);
}

/* Write `?' for what must not reach a terminal; drop a character cut at the end. */
static void
clean(char *text, size_t length, bool cut)
{
	utf8proc_uint8_t *in = (utf8proc_uint8_t *)text, *end = in + length;
	char *out = text;

	while (in < end) {
		utf8proc_int32_t   code;
		utf8proc_ssize_t   n = utf8proc_iterate(in, end - in, &code);

		if (n < 0 && cut && end - in < 4)
			break;
		if (n < 0 || is_control(code)) {
			*out++ = '?';
		} else {
			memmove(out, in, (size_t)n);
			out += n;
		}
		in += n < 0 ? 1 : n;
	}
	*out = '\0';
}

int
crm_fault(struct crm_fault *why, size_t at, const char *format, ...)
{
	va_list args;
	int     length;

	if (!why)
		return CRM_INVALID;
	va_start(args, format);
	length = vsnprintf(why->text, sizeof why->text, format, args);
	va_end(args);
	clean(why->text, strlen(why->text), length >= (int)sizeof why->text);
	why->at = at;
	return CRM_INVALID;
}

int
crm_fault_clip(const char *text)
{
	size_t n = strnlen(text, QUOTED + 1);

	if (n <= QUOTED)
		return (int)n;
	for (n = QUOTED; n > QUOTED - 4 && (text[n] & 0xc0) == 0x80; n--)
		;
	return (int)n;
}
