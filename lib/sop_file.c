/*
 * sop_file.c - the file of a procedure, and the file of holidays that it names.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sop_file.h"
#include "unicode.h"

/* As much as there is, and one byte more than there may be. */
static char *
read_stream(FILE *in, size_t *length)
{
	char *text = malloc(CRM_SOP_SIZE + 2);

	*length = text ? fread(text, 1, CRM_SOP_SIZE + 1, in) : 0;
	if (text)
		text[*length] = '\0';
	return text;
}

static int
line_of(const char *text, size_t at)
{
	int line = 1;

	for (size_t i = 0; i < at; i++)
		line += text[i] == '\n';
	return line;
}

/* Is it text, and not too long?  Otherwise told. */
static bool
check_text(const char *text, size_t length, const char *name, struct crm_sop_faults *faults)
{
	struct crm_fault why;

	if (length > CRM_SOP_SIZE)
		crm_sop_fault(faults, name, 0, "the file has more than %d bytes", CRM_SOP_SIZE);
	else if (crm_utf8_check(text, length, &why))
		crm_sop_fault(faults, name, line_of(text, why.at), "%s; save the file as UTF-8", why.text);
	else
		return true;
	return false;
}

/* What cannot be opened is told of where it is named; name NULL: of itself. */
struct place { const char *name; int line; };

static void
tell_unread(struct crm_sop_faults *faults, const struct place *at, const char *name)
{
	const char *why = strerror(errno);

	if (at->name)
		crm_sop_fault(faults, at->name, at->line, "holidays: %s: %s", name, why);
	else
		crm_sop_fault(faults, name, 0, "%s", why);
}

/* A whole file of text, to be freed; NULL: told. */
static char *
read_file(const char *path, const char *name, const struct place *at, struct crm_sop_faults *faults)
{
	bool standard = !strcmp(path, "-");
	FILE *in = standard ? stdin : fopen(path, "re");
	size_t length = 0;
	char *text = NULL;
	bool good = false;

	if (in)
		text = read_stream(in, &length);
	if (!in || ferror(in))
		tell_unread(faults, at, name);
	else if (!text)
		faults->no_memory = true;
	else
		good = check_text(text, length, name, faults);
	if (in && !standard)
		fclose(in);
	if (good)
		return text;
	free(text);
	return NULL;
}

/* The value of `holidays =' in [sop], to be freed, and its line; NULL: none. */
static char *
holidays_name(const char *text, int *line)
{
	const char *start = text;
	bool within = false;

	for (; *text; text += strcspn(text, "\n"), text += *text == '\n') {
		const char *p = text + strcspn(text, "=\n"), *end;

		if (*text == '[')
			within = !strncmp(text, "[sop]", 5);
		if (!within || *p != '=' || strncmp(text, "holidays", 8) != 0 ||
		    text + 8 + strspn(text + 8, " \t") != p)
			continue;
		*line = line_of(start, (size_t)(p - start));
		p += 1 + strspn(p + 1, " \t");
		end = p + strcspn(p, "\n");
		for (const char *c = p; c < end; c++)
			if (*c == '#' && c > p && (c[-1] == ' ' || c[-1] == '\t'))
				end = c;
		while (end > p && strchr(" \t\r", end[-1]))
			end--;
		return end > p ? strndup(p, (size_t)(end - p)) : NULL;
	}
	return NULL;
}

/* Beside the file that names it. */
static char *
beside(const char *path, const char *name)
{
	const char *slash = strrchr(path, '/');
	char *whole;

	if (!slash || *name == '/')
		return strdup(name);
	if (asprintf(&whole, "%.*s/%s", (int)(slash - path), path, name) < 0)
		return NULL;
	return whole;
}

/* What cannot be read is told, and then as good as empty. */
static int
read_holidays(struct crm_sop_file *file, const char *path, struct crm_sop_faults *faults)
{
	struct place at = { .name = file->name };
	char *name = holidays_name(file->text, &at.line), *whole = name ? beside(path, name) : NULL;

	if (whole) {
		file->holidays = read_file(whole, whole, &at, faults);
		if (!file->holidays)
			file->holidays = strdup("");
	}
	faults->no_memory |= name && (!whole || !file->holidays);
	free(whole);
	free(name);
	return faults->n || faults->no_memory ? CRM_INVALID : 0;
}

int
crm_sop_file_read(struct crm_sop_file *out, const char *path, struct crm_sop_faults *faults)
{
	const char *name = strrchr(path, '/');

	*out = (struct crm_sop_file){ 0 };
	name = name ? name + 1 : strcmp(path, "-") != 0 ? path : "stdin";
	out->text = read_file(path, name, &(struct place){ 0 }, faults);
	if (!out->text)
		return CRM_INVALID;
	out->name = strdup(name);
	if (out->name)
		return read_holidays(out, path, faults);
	faults->no_memory = true;
	crm_sop_file_clear(out);
	return CRM_INVALID;
}

void
crm_sop_file_clear(struct crm_sop_file *file)
{
	free(file->name);
	free(file->text);
	free(file->holidays);
	*file = (struct crm_sop_file){ 0 };
}
