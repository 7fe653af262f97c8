/*
 * channels.c - the channels that a procedure names besides the built-in ones.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "channels.h"
#include "words.h"

/* Sections: of a procedure, and of what is kept of those before. */
#define NOW    "channel"
#define BEFORE "former"

/* A name where it stands in the text. */
struct name { const char *text; size_t length; };

/*
 * The name of the next section [kind NAME] from *at on, which moves behind it; false: no more.
 * Only a section's line has `[' at its very beginning (sop_ini.h), so that this needs no
 * reading of the whole.
 */
static bool
next_name(const char **at, const char *kind, struct name *name)
{
	size_t n = strlen(kind);

	for (const char *p = *at; p; p = strstr(p, "\n[")) {
		p += *p == '\n';
		if (*p != '[')
			continue;
		p += 1 + strspn(p + 1, " \t");
		if (strncmp(p, kind, n) != 0 || (p[n] != ' ' && p[n] != '\t'))
			continue;
		name->text = p + n + strspn(p + n, " \t");
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

/* --- words ---------------------------------------------------------------------------------- */

static void
count_names(const char *text, const char *kind, size_t *n, size_t *bytes)
{
	const char *at = begin(text);
	struct name name;

	for (; next_name(&at, kind, &name); ++*n)
		*bytes += name.length + 1;
}

/* Add the names to the n words, each once; returns how many there are then. */
static size_t
add_names(const char **words, size_t n, const char *text, const char *kind, char **copy)
{
	const char *at = begin(text);
	struct name name;

	while (next_name(&at, kind, &name)) {
		if (is_there(words, n, &name))
			continue;
		words[n++] = memcpy(*copy, name.text, name.length);
		(*copy)[name.length] = '\0';
		*copy += name.length + 1;
	}
	return n;
}

const char **
channels_of(const char *text)
{
	size_t known = 0, more = 0, bytes = 0, n;
	const char **words;
	char *copy;

	while (crm_refusal_words[known])
		known++;
	count_names(text, NOW, &more, &bytes);
	count_names(text, BEFORE, &more, &bytes);
	words = malloc(2 * (known + more + 1) * sizeof *words + bytes);
	if (!words)
		return NULL;
	memcpy(words, crm_refusal_words, known * sizeof *words);
	copy = (char *)(words + 2 * (known + more + 1));
	n = add_names(words, known, text, NOW, &copy);
	words[n] = NULL;
	memcpy(words + n + 1, words, n * sizeof *words);
	words[n + 1 + add_names(words + n + 1, n, text, BEFORE, &copy)] = NULL;
	return words;
}

static bool
is_among(const char *const *words, const char *word)
{
	while (*words && strcmp(*words, word) != 0)
		words++;
	return *words;
}

const char *const *
channels_known(const char *const *words)
{
	while (*words)
		words++;
	return words + 1;
}

char *
channels_sections(const char *text, const char *before)
{
	const char **now = channels_of(text), **then = channels_of(before);
	char *sections = NULL;
	size_t size;
	FILE *out = now && then ? open_memstream(&sections, &size) : NULL;

	for (const char *const *word = now; out && *word; word++)
		if (!is_among(crm_refusal_words, *word))
			fprintf(out, "[" NOW " %s]\n", *word);
	for (const char *const *word = out ? channels_known(then) : NULL; word && *word; word++)
		if (!is_among(now, *word))
			fprintf(out, "[" BEFORE " %s]\n", *word);
	if (out && fclose(out)) {
		free(sections);
		sections = NULL;
	}
	free(now);
	free(then);
	return sections;
}

/* --- fields --------------------------------------------------------------------------------- */

const char *const *
channels_in(const struct crm_sop *sop)
{
	return sop && sop->channel_words ? sop->channel_words + 1 : crm_channel_words;
}

static bool
same(const char *const *a, const char *const *b)
{
	while (*a && *b && !strcmp(*a, *b))
		a++, b++;
	return !*a && !*b;
}

bool
channels_same(const char *const *a, const char *const *b)
{
	return same(a, b) && same(channels_known(a), channels_known(b));
}

void
channels_set(struct crm_field *fields, const char *const *words)
{
	for (struct crm_field *f = fields; f->name; f++)
		if (f->flags & CRM_CHANNELS) {
			int all = f->flags & CRM_LIST ? 0 : 1;   /* which is no channel */

			f->words = words + all;
			f->known = channels_known(words) + all;
		}
}
