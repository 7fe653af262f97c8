/*
 * import_file.c - the file that crm-import reads, as a source of records.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli_internal.h"
#include "import_file.h"

/* --- opening --------------------------------------------------------------------------- */

static void
put_heading(FILE *out, const char *name, char separator)
{
	bool quoted = separator != '\t' && (strchr(name, separator) || strpbrk(name, "\"\n"));

	if (!quoted) {
		crm_escape(out, name);
		return;
	}
	putc('"', out);
	for (; *name; name++) {
		if (*name == '"')
			putc('"', out);
		putc(*name, out);
	}
	putc('"', out);
}

/* The line of headings, as the rejects want it. */
static char *
make_header(const struct crm_table *table)
{
	char separator = crm_table_separator(table), *text = NULL;
	const char *const *names;
	size_t n = crm_table_names(table, &names), size;
	FILE *out;

	if (!separator || !crm_table_has_header(table))
		return NULL;
	if (!(out = open_memstream(&text, &size)))
		cli_die("out of memory");
	for (size_t i = 0; i < n; i++) {
		if (i)
			putc(separator, out);
		put_heading(out, names[i], separator);
	}
	if (fclose(out))
		cli_die("out of memory");
	return text;
}

static bool
is_piped(const char *path)
{
	struct stat status;
	int error = strcmp(path, "-") ? stat(path, &status) : fstat(STDIN_FILENO, &status);

	return error || !S_ISREG(status.st_mode);
}

void
import_file_open(struct import_file *file, const char *path, const struct crm_table_options *how,
                 bool rejects)
{
	struct crm_fault why;

	*file = (struct import_file){
		.path = strcmp(path, "-") ? path : NULL, .piped = is_piped(path)
	};
	if (crm_table_open(&file->table, path, how, &why))
		cli_die("%s: %s", path, why.text);
	file->header = rejects ? make_header(file->table) : NULL;
}

void
import_file_close(struct import_file *file)
{
	crm_import_close(file->import);
	crm_table_close(file->table);
	free(file->header);
}

/* --- reading --------------------------------------------------------------------------- */

static int
next(void *aux, struct cli_record *r, struct crm_fault *why)
{
	struct import_file *s = aux;
	struct crm_table_row row;
	int got = crm_table_next(s->table, &row, why);

	if (got == CRM_NO_FILE || got == CRM_NO_MEMORY)
		cli_die("%s: %s", crm_table_name(s->table), why->text);
	*r = (struct cli_record){ .line = row.line, .source = crm_table_name(s->table), .raw = row.raw,
	                          .length = row.length, .header = s->header };
	if (got > 0) {
		r->n = crm_table_names(s->table, &r->names);
		r->values = row.values;
	}
	return got;
}

static int
write_row(void *aux, crm *db, const struct cli_record *r, void *record)
{
	struct import_file *s = aux;

	(void)db;
	return crm_import_row(s->import, r->line, r->values, r->n, record);
}

static int
finish(void *aux, crm *db)
{
	struct import_file *s = aux;

	(void)db;
	return crm_import_finish(s->import);
}

struct cli_source
import_file_source(struct import_file *file)
{
	return (struct cli_source){ .next = next, .write = write_row, .finish = finish, .aux = file,
	                            .path = file->path, .piped = file->piped,
	                            .separator = crm_table_separator(file->table) };
}

/* --- telling ---------------------------------------------------------------------------- */

void
import_file_warn(const struct import_file *s)
{
	struct crm_import_column c;

	for (size_t i = 0; crm_import_column(s->import, i, &c); i++)
		if (!c.field && !crm_import_expected(s->import, c.column))
			cli_warn("%s: the column %s is left out: it looks like no field",
			         crm_table_name(s->table), c.column);
}

void
import_file_show(struct cli *cli, crm *db, const struct import_file *s)
{
	struct crm_layout layout = cli_layout(cli, db);
	struct crm_import_column c;
	struct crm_writer *writer;

	if (crm_writer_open(&writer, stdout, &crm_import_column_type, &layout))
		cli_die("%s", writer ? crm_writer_message(writer) : "out of memory");
	for (size_t i = 0; crm_import_column(s->import, i, &c); i++)
		crm_writer_put(writer, &c);
	crm_writer_close(writer);
	putchar('\n');
}

/* What the log keeps: the noun, its fields, the options. */
char *
import_file_what(const struct crm_type *type, const struct import_file *s, bool create)
{
	struct crm_import_column c;
	const char *comma = " ";
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		cli_die("out of memory");
	fputs(type->name, out);
	for (size_t i = 0; crm_import_column(s->import, i, &c); i++)
		if (c.field) {
			fprintf(out, "%s%s", comma, c.field);
			comma = ",";
		}
	if (create)
		fputs(" --create-customers", out);
	if (fclose(out))
		cli_die("out of memory");
	return text;
}

/* 1,500 */
static const char *
grouped(int64_t n, char out[32])
{
	char digits[24], *to = out;
	int length = snprintf(digits, sizeof digits, "%" PRId64, n);

	for (int i = 0; i < length; i++) {
		if (i && (length - i) % 3 == 0)
			*to++ = ',';
		*to++ = digits[i];
	}
	*to = '\0';
	return out;
}

void
import_file_summarise(const struct crm_type *type, const struct import_file *s, bool dry)
{
	const struct crm_import_counts *n = crm_import_counts(s->import);
	int64_t total = n->added + n->changed + n->same;
	char all[32], added[32], changed[32], same[32], made[32];

	printf("%s %s: %s new, %s changed, %s the same", grouped(total, all),
	       total == 1 ? type->name : type->plural, grouped(n->added, added),
	       grouped(n->changed, changed), grouped(n->same, same));
	if (n->customers)
		printf("; %s new customer%s", grouped(n->customers, made), n->customers == 1 ? "" : "s");
	if (dry)
		puts("; a dry run, nothing is written");
	else if (n->added + n->changed + n->customers)
		puts("; crm-undo takes them back");
	else
		puts("; nothing to write");
}
