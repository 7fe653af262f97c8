/*
 * text.c - values with TAB, LF, CR and backslash in them, on one line.
 */
#include <string.h>

#include "text.h"
#include "text_escape.h"

void
crm_escape(FILE *out, const char *value)
{
	for (size_t plain; *value; value += plain) {
		plain = strcspn(value, ESCAPED_CHARACTERS);
		fwrite(value, 1, plain, out);
		if (value[plain]) {
			putc('\\', out);
			putc(escape_letter(value[plain++]), out);
		}
	}
}

int
crm_unescape(char *value, struct crm_fault *why)
{
	char *to = strchr(value, '\\');

	for (const char *from = to; from && *from; from++) {
		if (*from != '\\') {
			*to++ = *from;
			continue;
		}
		*to = escaped_character(*++from);
		if (*to++ == '\0')
			return crm_fault(why, (size_t)(from - 1 - value),
			                 "a backslash stands only before t, n, r or another backslash");
	}
	if (to)
		*to = '\0';
	return 0;
}
