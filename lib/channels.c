/*
 * channels.c - the channels that a procedure names besides the built-in ones.
 */
#include <stdlib.h>
#include <string.h>

#include "channels.h"
#include "words.h"

/* A name where it stands in the text. */
struct name { const char *text; size_t length; };

/*
 * The name of the next [channel NAME] from *at on, which moves behind it; false: no more.
 * Only a section's line has `[' at its very beginning (sop_ini.h), so that this needs no
 * reading of the whole.
 */
static bool
next_name(const char **at, struct name *name)
{
	for (const char *p = *at; p; p = strstr(p, "\n[")) {
		p += *p == '\n';
		if (*p != '[')
			continue;
		p += 1 + strspn(p + 1, " \t");
		if (strncmp(p, "channel", 7) != 0 || (p[7] != ' ' && p[7] != '\t'))
			continue;
		name->text = p + 7 + strspn(p + 7, " \t");
		name->length = strcspn(name->text, "]\n");
		*at = p = name->text + name->length;
		while (name->length && strchr(" \t", name->text[name->length - 1]))
			name->length--;
		if (name->length && *p == ']')
			return true;
	}
	return false;
}

static bool
is_there(const char *const *words, size_t n, const struct name *name)
{
	for (size_t i = 0; i < n; i++)
		if (strlen(words[i]) == name->length && !memcmp(words[i], name->text, name->length))
			return true;
	return false;
}

static const char *
begin(const char *text)
{
	return text + (strncmp(text, "\xef\xbb\xbf", 3) ? 0 : 3);
}

char *
channels_sections(const char *text)
{
	const char *at = begin(text);
	/* No longer than the text itself, but for the end of its last line. */
	char *sections = malloc(strlen(text) + 2), *end = sections;
	struct name name;

	if (!sections)
		return NULL;
	*end = '\0';
	while (next_name(&at, &name)) {
		end = stpcpy(end, "[channel ");
		end = mempcpy(end, name.text, name.length);
		end = stpcpy(end, "]\n");
	}
	return sections;
}

const char **
channels_of(const char *text)
{
	const char *at = begin(text), **words;
	size_t known = 0, more = 0, bytes = 0, n;
	struct name name;
	char *copy;

	while (crm_refusal_words[known])
		known++;
	for (; next_name(&at, &name); more++)
		bytes += name.length + 1;
	words = malloc((known + more + 1) * sizeof *words + bytes);
	if (!words)
		return NULL;
	memcpy(words, crm_refusal_words, known * sizeof *words);
	copy = (char *)(words + known + more + 1);
	n = known;
	for (at = begin(text); next_name(&at, &name);) {
		if (is_there(words, n, &name))
			continue;
		words[n++] = memcpy(copy, name.text, name.length);
		copy[name.length] = '\0';
		copy += name.length + 1;
	}
	words[n] = NULL;
	return words;
}

const char *const *
channels_in(const struct crm_sop *sop)
{
	return sop && sop->channel_words ? sop->channel_words + 1 : crm_channel_words;
}

bool
channels_same(const char *const *a, const char *const *b)
{
	while (*a && *b && !strcmp(*a, *b))
		a++, b++;
	return !*a && !*b;
}

void
channels_set(struct crm_field *fields, const char *const *words)
{
	for (struct crm_field *f = fields; f->name; f++)
		if (f->flags & CRM_CHANNELS)
			f->words = f->flags & CRM_LIST ? words : words + 1;   /* no `all' */
}
