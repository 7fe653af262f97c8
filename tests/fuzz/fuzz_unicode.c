/*
 * fuzz_unicode - folding twice changes nothing, a cut text fits, nothing steers a terminal.
 *
 * The first byte is the width to cut to.
 */
#include "check.h"
#include "fuzz.h"
#include "unicode.h"

static void
check_valid(const char *text)
{
	struct crm_fault why;

	PROMISE(crm_utf8_check(text, strlen(text), &why) == 0);
}

static void
check_fold(const char *text, char *(*fold)(const char *))
{
	char *once = fold(text), *twice;

	PROMISE(once);
	check_valid(once);
	twice = fold(once);
	PROMISE(twice && strcmp(once, twice) == 0);
	free(once);
	free(twice);
}

static void
check_cut(const char *text, size_t cells)
{
	char *cut = crm_truncate(text, cells);

	PROMISE(cut && crm_width(cut) <= cells);
	PROMISE(crm_width(text) > cells || cells == 0 || strcmp(cut, text) == 0);
	free(cut);
}

/* Each line is valid, fits unless it is one character, and something is on it. */
static void
check_lines(const char *text, size_t cells)
{
	for (size_t n; *text; text += n) {
		char *line;

		n = crm_wrap(text, cells);
		PROMISE(n > 0 && n <= strlen(text));
		line = strndup(text, n);
		PROMISE(line);
		check_valid(line);
		for (size_t end = n; end && line[end - 1] == ' '; end--)
			line[end - 1] = '\0';
		PROMISE(crm_width(line) <= (cells > 2 ? cells : 2));
		free(line);
	}
}

static void
check_visible(const char *text)
{
	char *visible = crm_visible(text);

	PROMISE(visible);
	check_valid(visible);
	for (const char *at = visible; *at; at++)
		PROMISE((unsigned char)*at >= ' ' && *at != 0x7F);
	free(visible);
}

static void
check_field(int (*check)(char **, struct crm_fault *), const char *text)
{
	struct crm_fault why = { .text = "" };
	char            *value = strdup(text);

	if (check(&value, &why))
		PROMISE(why.text[0] && strcmp(value, text) == 0);
	else
		PROMISE(check(&value, &why) == 0);
	free(value);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct crm_fault why;
	char            *text;

	if (size == 0)
		return 0;
	text = fuzz_text(data + 1, size - 1);
	check_cut(text, data[0]);
	check_visible(text);
	if (crm_utf8_check(text, strlen(text), &why)) {
		PROMISE(why.at < strlen(text) && why.text[0]);
		PROMISE(!crm_fold(text));
	} else {
		check_lines(text, data[0]);
		check_fold(text, crm_fold);
		check_fold(text, crm_normalise);
		check_field(crm_email_check, text);
		check_field(crm_phone_check, text);
		check_field(crm_tax_id_check, text);
		check_field(crm_country_check, text);
		check_field(crm_language_check, text);
	}
	free(text);
	return 0;
}
