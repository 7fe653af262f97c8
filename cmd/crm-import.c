/*
 * crm-import - read customers, orders and the like from a file of another program
 *
 *	crm-import customer contacts.csv
 *	crm-import order sales.csv customer=account when=date --create-customers
 */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli_internal.h"
#include "import.h"
#include "noun.h"

enum { PREVIEW = 10 };   /* records that a dry run shows */

static const char *date_format, *encoding, *parts_with;
static bool        create_customers, numbered;

static const struct cli_option options[] = {
	{ 'c', "create-customers", NULL, "make the customers that records name and nobody knows",
	  .flag = &create_customers },
	{ 'D', "date-format", "FORMAT", "how dates are written: dmy, mdy, ymd, roc or %d.%m.%Y",
	  .text = &date_format },
	{ 'e', "encoding", "NAME", "of the file, if not UTF-8: big5, gb18030, utf-16le", .text = &encoding },
	{ 's', "separator", "CHAR", "what parts the values: , ; tab |", .text = &parts_with },
	{ 'N', "numbered", NULL, "line 1 is a record: columns go by number", .flag = &numbered },
	{ 0 }
};

/* The file, and what becomes of it. */
struct source {
	struct crm_table  *table;
	struct crm_import *import;
	char              *header;   /* its first line, for --rejects */
};

/* --- reading ------------------------------------------------------------------------------- */

static char
separator_char(void)
{
	if (!parts_with)
		return '\0';
	if (!strcmp(parts_with, "tab") || !strcmp(parts_with, "\\t"))
		return '\t';
	if (strlen(parts_with) != 1 || *parts_with == '"')
		cli_usage("--separator is one character, or tab, not '%s'", parts_with);
	return *parts_with;
}

static struct crm_table *
open_table(const char *path)
{
	struct crm_table_options how = {
		.separator = separator_char(), .encoding = encoding,
		.header = numbered ? CRM_HEADER_NO : CRM_HEADER_DETECT,
	};
	struct crm_table *table;
	struct crm_fault why;

	if (crm_table_open(&table, path, &how, &why))
		cli_die("%s: %s", path, why.text);
	return table;
}

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

static int
next(void *aux, struct cli_record *r, struct crm_fault *why)
{
	struct source *s = aux;
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
	struct source *s = aux;

	(void)db;
	return crm_import_row(s->import, r->line, r->values, r->n, record);
}

static int
finish(void *aux, crm *db)
{
	struct source *s = aux;

	(void)db;
	return crm_import_finish(s->import);
}

/* --- what becomes of the columns ----------------------------------------------------------- */

static void
warn_left_out(const struct source *s)
{
	struct crm_import_column c;

	for (size_t i = 0; crm_import_column(s->import, i, &c); i++)
		if (!c.field && !crm_import_expected(s->import, c.column))
			cli_warn("%s: the column %s is left out: it looks like no field", crm_table_name(s->table),
			         c.column);
}

static void
show_columns(struct cli *cli, crm *db, const struct source *s)
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
static char *
describe(const struct crm_type *type, const struct source *s)
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
	if (create_customers)
		fputs(" --create-customers", out);
	if (fclose(out))
		cli_die("out of memory");
	return text;
}

/* --- the summary --------------------------------------------------------------------------- */

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

static void
summarise(const struct crm_type *type, const struct source *s, bool dry)
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

/* --- the program --------------------------------------------------------------------------- */

/* Follow-ups are the agenda's, items their order's. */
static const struct crm_type *
find_noun(crm *db, const char *name)
{
	const struct crm_type *type = name ? crm_noun(db, name) : NULL;

	if (!name)
		cli_usage("what is to be imported?  customer, interaction, order or response");
	if (!type || !strchr("CIOS", type->letter))
		cli_usage("%s is nothing to import; customer, interaction, order and response are", name);
	return type;
}

/* The noun, then the file, then the columns; `-' for the file is standard input. */
static const char *
find_file(struct cli *cli, size_t *at)
{
	*at = 1;
	if (cli->dash)
		return "-";
	if (cli->n < 2 || cli_is_assignment(cli->operands[1]))
		cli_usage("which file?  - is standard input");
	*at = 2;
	return cli->operands[1];
}

static int
run(struct cli *cli, crm *db)
{
	const struct crm_type *type = find_noun(db, cli->n ? cli->operands[0] : NULL);
	size_t at;
	const char *path = find_file(cli, &at);
	struct crm_import_options how = { date_format, create_customers, cli->common.batch > 0 };
	struct source s = { 0 };
	bool dry = cli->common.dry_run, told = isatty(STDOUT_FILENO) || dry, quiet = cli->common.quiet;
	struct cli_source source = { .next = next, .write = write_row, .finish = finish, .aux = &s,
	                             .piped = cli->dash, .shown = dry ? PREVIEW : 0 };
	char *what;
	int status;

	s.table = open_table(path);
	s.header = cli->common.rejects ? make_header(s.table) : NULL;
	if (crm_import_open(&s.import, db, type, s.table, (const char *const *)cli->operands + at,
	                    cli->n - at, &how))
		cli_die("%s: %s", crm_table_name(s.table), crm_message(db));
	warn_left_out(&s);
	if (dry && !quiet)
		show_columns(cli, db, &s);
	cli->common.quiet |= told && !dry;
	source.separator = crm_table_separator(s.table);
	source.what = what = describe(type, &s);
	status = cli_write_from(cli, db, type->name, &source);
	if (told && !quiet && (status == CLI_OK || cli->common.rejects))
		summarise(type, &s, dry);
	crm_import_close(s.import);
	crm_table_close(s.table);
	free(s.header);
	free(what);
	return status;
}

const struct cli_program program = {
	.name     = "crm-import",
	.summary  = "read records from a file of another program",
	.zh       = "匯入記錄",
	.keywords = "import csv excel spreadsheet json migrate load upload in 匯入 導入 移轉 試算表 导入",
	.operands = "NOUN FILE [FIELD=COLUMN ...]",
	.examples = "  crm-import customer contacts.csv -n\n"
	            "  crm-import order sales.csv customer=account when=date --create-customers\n",
	.options  = options,
	.group    = CLI_DATA,
	.mode     = CLI_WRITE,
	.common   = CLI_OUTPUT | CLI_RECORDS,
	.run      = run,
};
