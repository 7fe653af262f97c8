/*
 * crm-import - read customers, orders and the like from a file of another program
 *
 *	crm-import customer contacts.csv
 *	crm-import order sales.csv customer=account when=date --create-customers
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli_internal.h"
#include "import_file.h"
#include "noun.h"

enum { PREVIEW = 10 };   /* records that a dry run shows */

static const char *date_format, *encoding, *parts_with;
static bool        create_customers, numbered;

static const struct cli_option options[] = {
	{ 'c', "create-customers", NULL, "make the customers that records name and nobody knows",
	  .flag = &create_customers },
	{ 'D', "date-format", "FORMAT", "how dates are written: dmy, mdy, ymd, roc or %d.%m.%Y",
	  .text = &date_format },
	{ 'e', "encoding", "NAME", "of the file, if not UTF-8: big5, gb18030", .text = &encoding },
	{ 's', "separator", "CHAR", "what parts the values: , ; tab |", .text = &parts_with },
	{ 'N', "numbered", NULL, "line 1 is a record: columns go by number", .flag = &numbered },
	{ 0 }
};

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

/* Items are their order's, tags their customer's. */
static const struct crm_type *
find_noun(crm *db, const char *name)
{
	const struct crm_type *type = name ? crm_noun(db, name) : NULL;

	if (!name)
		cli_usage("what is to be imported?  customer, person, fact, interaction, order, response,"
		          " sop_note or follow_up");
	if (!type || !strchr("CPNIOSRF", type->letter))
		cli_usage("%s is nothing to import; customer, person, fact, interaction, order, response,"
		          " sop_note and follow_up are", name);
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

/* Open the file and find its columns; exits if they make no sense. */
static void
open_file(struct cli *cli, crm *db, const struct crm_type *type, struct import_file *file)
{
	struct crm_table_options how = {
		.separator = separator_char(), .encoding = encoding,
		.header = numbered ? CRM_HEADER_NO : CRM_HEADER_DETECT,
	};
	struct crm_import_options rules = { date_format, create_customers, cli->common.batch > 0 };
	size_t at;
	const char *path = find_file(cli, &at);

	import_file_open(file, path, &how, cli->common.rejects != NULL);
	if (crm_import_open(&file->import, db, type, file->table,
	                    (const char *const *)cli->operands + at, cli->n - at, &rules))
		cli_die("%s: %s", crm_table_name(file->table), crm_message(db));
	import_file_warn(file);
}

static int
run(struct cli *cli, crm *db)
{
	const struct crm_type *type = find_noun(db, cli->n ? cli->operands[0] : NULL);
	bool dry = cli->common.dry_run, quiet = cli->common.quiet;
	bool told = !quiet && (dry || isatty(STDOUT_FILENO));
	struct import_file file;
	struct cli_source source;
	char *what;
	int status;

	open_file(cli, db, type, &file);
	if (dry && told)
		import_file_show(cli, db, &file);
	cli->common.quiet |= told && !dry;   /* a summary instead */
	source = import_file_source(&file);
	source.shown = dry ? PREVIEW : 0;
	source.what = what = import_file_what(type, &file, create_customers);
	status = cli_write_from(cli, db, type->name, &source);
	if (told && (status == CLI_OK || cli->common.rejects))
		import_file_summarise(type, &file, dry);
	import_file_close(&file);
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
