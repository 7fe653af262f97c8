/*
 * sop_ini.c - the lines of a procedure: sections, keys and values.
 */
#include <string.h>

#include "same.h"
#include "sop_ini.h"
#include "unicode.h"

/* The text is cut where it stands: what is kept of a line never outgrows it. */
struct reader {
	struct ini            *ini;
	struct crm_sop_faults *faults;
	const char            *file;
	int                    line;
	char                  *end;      /* of the last value: where more of it goes; NULL: none */
	bool                   lost;     /* what would be continued is no line, and told */
	size_t                 empty;    /* lines that were, since then */
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static char *
skip_blanks(char *text)
{
	while (is_blank(*text))
		text++;
	return text;
}

/* Cut off blanks at the end; where the text then ends. */
static char *
trim_end(char *text)
{
	char *end = text + strlen(text);

	while (end > text && (is_blank(end[-1]) || end[-1] == '\r'))
		end--;
	*end = '\0';
	return end;
}

static void
cut_comment(char *line)
{
	for (char *p = line; (p = strchr(p, '#')); p++)
		if (p == line || (is_blank(p[-1]) && (!p[1] || is_blank(p[1]) || p[1] == '\r'))) {
			*p = '\0';
			return;
		}
}

static struct ini_entry *
add(struct reader *r)
{
	struct ini_entry *entry = &r->ini->entry[r->ini->n++];

	entry->line = r->line;
	return entry;
}

static void
read_section(struct reader *r, char *line)
{
	char *close = strchr(line, ']'), *kind = skip_blanks(line + 1), *name;
	struct ini_entry *entry = add(r);

	r->end = NULL;
	r->lost = false;
	entry->section = true;
	entry->told = !close || *skip_blanks(close + 1);
	if (entry->told)
		crm_sop_fault(r->faults, r->file, r->line, "a section is a line like [cadence weekly]: "
		              "`%.*s' %s", crm_fault_clip(line), line,
		              close ? "has more behind the `]'" : "lacks the `]'");
	if (close)
		*close = '\0';
	name = kind + strcspn(kind, " \t");
	if (*name)
		*name++ = '\0';
	entry->name = kind;
	entry->value = skip_blanks(name);
	trim_end(entry->value);
}

static void
read_key(struct reader *r, char *line)
{
	char *equals = strchr(line, '=');
	struct ini_entry *entry = add(r);

	r->end = NULL;
	r->lost = !equals;
	entry->name = line;
	if (!equals) {
		crm_sop_fault(r->faults, r->file, r->line, "a line is `key = value', a [section], or a "
		              "comment after #; not `%.*s'", crm_fault_clip(line), line);
		entry->told = true;
		entry->value = line + strlen(line);
		return;
	}
	*equals = '\0';
	trim_end(line);
	entry->value = skip_blanks(equals + 1);
	r->end = entry->value + strlen(entry->value);
	r->empty = 0;
}

/* Move a line up to the value that it continues. */
static void
continue_value(struct reader *r, char *line)
{
	size_t length = strlen(line);
	bool begun = r->end && r->end > r->ini->entry[r->ini->n - 1].value;

	if (r->lost)
		return;
	if (!r->end) {
		struct ini_entry *entry = add(r);

		crm_sop_fault(r->faults, r->file, r->line, "a line that begins with a blank continues the "
		              "value before it, and there is none; take the blanks away");
		*entry = (struct ini_entry){
			.line = r->line, .told = true, .name = line, .value = line + length
		};
		return;
	}
	for (; begun && r->empty; r->empty--)
		*r->end++ = '\n';
	if (begun)
		*r->end++ = '\n';
	memmove(r->end, line, length + 1);
	r->end += length;
	r->empty = 0;
}

static void
read_line(struct reader *r, char *line)
{
	bool continues = is_blank(*line);
	char *text = skip_blanks(line);

	if (!*text || *text == '\r') {
		r->empty++;
		return;
	}
	if (*text == '#')
		return;
	cut_comment(text);
	trim_end(text);
	if (continues)
		continue_value(r, text);
	else if (*text == '[')
		read_section(r, text);
	else
		read_key(r, text);
}

/* At most one entry a line. */
static size_t
count_lines(const char *text)
{
	size_t n = 1;

	for (; (text = strchr(text, '\n')); text++)
		n++;
	return n;
}

int
ini_read(struct ini *out, struct sop_memory *memory, const char *file, char *text,
         struct crm_sop_faults *faults)
{
	struct reader r = { .ini = out, .faults = faults, .file = file };

	*out = (struct ini){ .entry = sop_take(memory, count_lines(text), sizeof *out->entry) };
	if (!out->entry)
		return CRM_NO_MEMORY;
	if (!strncmp(text, "\xef\xbb\xbf", 3))
		text += 3;
	for (char *line; (line = strsep(&text, "\n"));) {
		r.line++;
		read_line(&r, line);
	}
	return 0;
}

int
ini_line(const struct ini *ini, int line, const char *key, const char *text)
{
	size_t at = 0, section = 0;

	for (; at < ini->n && ini->entry[at].line <= line; at++)
		section = ini->entry[at].section ? at : section;
	for (at = section + 1; at < ini->n && !ini->entry[at].section; at++)
		if (same_name(ini->entry[at].name, key) && (!text || strstr(ini->entry[at].value, text)))
			return ini->entry[at].line;
	return line;
}
