/*
 * cli_options.c - the option tables: getopt_long(3), --help, --complete, --about, --columns.
 */
#include <assert.h>
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "cli_internal.h"
#include "fact.h"
#include "noun.h"

enum { MAX_OPTIONS = 48, ONLY_LONG = UCHAR_MAX + 1 };

/* --- the common options --------------------------------------------------------------------- */

static struct cli_common common;

#define COMMON(member) &common.member

static const struct cli_option everywhere[] = {
	{ 'h', "help", NULL, "show this help and exit", .flag = COMMON(help) },
	{ 'V', "version", NULL, "show the version and exit", .flag = COMMON(version) },
	{ 0, "complete", NULL, NULL, .flag = COMMON(complete) },
	{ 0, "about", NULL, NULL, .flag = COMMON(about) },
	{ 0 }
};

static const struct cli_option database[] = {
	{ 'd', "db", "FILE", "use the database FILE", .text = COMMON(db) },
	{ 0, "now", "WHEN", "take WHEN for now: 2026-11-22, -3d", .text = COMMON(now) },
	{ 0 }
};

static const struct cli_option output[] = {
	{ 0, "format", "FORMAT", "tsv, csv, json or table", .text = COMMON(format),
	  .words = (const char *const[]){ "tsv", "csv", "json", "table", NULL } },
	{ 'J', "json", NULL, "JSON Lines, like --format json", .flag = COMMON(json) },
	{ 'H', "no-header", NULL, "leave the header out", .flag = COMMON(no_header) },
	{ 'o', "output", "COLUMNS", "show these columns: id,name,customer.city",
	  .text = COMMON(columns) },
	{ 0, "ids", NULL, "ids only, like -H -o id", .flag = COMMON(ids) },
	{ 0, "sort", "COLUMNS", "sort by these, - for descending: -late,name", .text = COMMON(sort) },
	{ 0, "limit", "N", "at most N records", .number = COMMON(limit) },
	{ 0, "if-any", NULL, "print nothing at all if there is no record", .flag = COMMON(if_any) },
	{ 0, "spreadsheet", NULL, "with csv: safe to open in a spreadsheet",
	  .flag = COMMON(spreadsheet) },
	{ 0, "columns", NULL, "list the columns there are and exit", .flag = COMMON(list_columns) },
	{ 0 }
};

static const struct cli_option changes[] = {
	{ 'n', "dry-run", NULL, "show what would be written, write nothing", .flag = COMMON(dry_run) },
	{ 'q', "quiet", NULL, "do not print what was written", .flag = COMMON(quiet) },
	{ 0 }
};

static const struct cli_option records[] = {
	{ 0, "batch", "N", "make every N records one operation", .number = COMMON(batch) },
	{ 0, "rejects", "FILE", "write the good records, put the bad into FILE",
	  .text = COMMON(rejects) },
	{ 0 }
};

const struct cli_option *
cli_option_at(int i)
{
	const struct cli_option *tables[] = {
		program.options, program.mode == CLI_WRITE ? changes : NULL,
		program.common & CLI_RECORDS ? records : NULL,
		program.common & CLI_OUTPUT ? output : NULL,
		program.mode == CLI_ALONE ? NULL : database, everywhere
	};

	for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
		for (const struct cli_option *o = tables[t]; o && o->name; o++)
			if (i-- == 0)
				return o;
	return NULL;
}

/* --- help ----------------------------------------------------------------------------------- */

static void
show_help(void)
{
	printf("usage: %s [OPTION]...%s%s\n%c%s.\n%s.\n\n", program.name, *program.operands ? " " : "",
	       program.operands, program.summary[0] & ~0x20, program.summary + 1, program.zh);
	for (int i = 0; cli_option_at(i); i++) {
		const struct cli_option *o = cli_option_at(i);
		char left[64];

		if (!o->help)
			continue;
		snprintf(left, sizeof left, "%c%c%s--%s%s%s", o->letter ? '-' : ' ',
		         o->letter ? o->letter : ' ', o->letter ? ", " : "  ", o->name,
		         o->arg ? " " : "", o->arg ? o->arg : "");
		printf("  %-24s %s\n", left, o->help);
	}
	printf("\nExamples:\n%s\nThe manual: man %s\n", program.examples, program.name);
}

/* Letter, name, argument and help of every option. */
static void
show_options(void)
{
	const struct cli_option *o;

	for (int i = 0; (o = cli_option_at(i)); i++)
		if (o->help)
			printf("%c\t%s\t%s\t%s\n", o->letter ? o->letter : '-', o->name, o->arg ? o->arg : "",
			       o->help);
}

/* For crm-help: group, name, summaries and keywords. */
static void
show_about(void)
{
	printf("%d\t%s\t%s\t%s\t%s\n", program.group, program.name, program.summary, program.zh,
	       program.keywords);
}

/* What can be written is what field=value takes: an id stands by itself. */
static void
show_column(const char *name, const struct crm_field *f)
{
	static const char *const kinds[] = {
		[CRM_ID] = "id", [CRM_TEXT] = "text", [CRM_WORD] = "word", [CRM_INT] = "number",
		[CRM_DAY] = "day", [CRM_TIME] = "time", [CRM_MONEY] = "money",
		[CRM_DECIMAL] = "decimal", [CRM_BOOL] = "yes or no", [CRM_REAL] = "number"
	};

	printf("%s\t%s\t%s\t%s\n", name, kinds[f->kind],
	       program.view || f->flags & CRM_DERIVED || !strcmp(name, "id") ? "read" : "write",
	       f->help ? f->help : f->flags & CRM_EXTRA ? "declared by crm-init" : "");
}

int
cli_show_columns(crm *db)
{
	const struct crm_type *type = program.view ? program.view
	                            : program.noun ? crm_noun(db, program.noun) : NULL;
	struct crm_field fact;

	puts("column\tkind\taccess\tmeaning");
	for (const struct crm_field *f = type ? type->fields : NULL; f && f->name; f++)
		if (!(f->flags & CRM_HIDDEN))
			show_column(f->name, f);
	if (type && !strcmp(type->name, "customer"))
		for (const char *const *name = crm_fact_names(); *name; name++)
			if (crm_fact(*name, &fact, NULL)) {
				fact.flags |= CRM_DERIVED;
				show_column(*name, &fact);
			}
	return CLI_OK;
}

bool
cli_answer(const struct cli *cli)
{
	if (cli->common.help)
		show_help();
	else if (cli->common.version)
		printf("%s (crm-tools) %s\n", program.name, CRM_VERSION);
	else if (cli->common.complete)
		show_options();
	else if (cli->common.about)
		show_about();
	else
		return false;
	return true;
}

/* --- parsing options ------------------------------------------------------------------------ */

static void
set(const struct cli_option *o, const char *value)
{
	char *end;

	if (o->flag) {
		*o->flag = true;
	} else if (o->text) {
		*o->text = value;
	} else if (o->list) {
		if (o->list->n == CLI_LIST_MAX)
			cli_usage("--%s is given more than %d times", o->name, CLI_LIST_MAX);
		o->list->values[o->list->n++] = value;
	} else {
		errno = 0;
		*o->number = strtoll(value, &end, 10);
		if (errno || end == value || *end || *o->number < 1)
			cli_usage("--%s wants a whole number from 1 up, not '%s'", o->name, value);
	}
}

static void
describe(struct option *longs, char *shorts)
{
	*shorts++ = ':';
	for (int i = 0; cli_option_at(i); i++) {
		const struct cli_option *o = cli_option_at(i);

		assert(i < MAX_OPTIONS && !!o->flag + !!o->text + !!o->number + !!o->list == 1);
		longs[i] = (struct option){ o->name, o->arg ? required_argument : no_argument, NULL,
		                            ONLY_LONG + i };
		if (o->letter) {
			*shorts++ = (char)o->letter;
			if (o->arg)
				*shorts++ = ':';
		}
	}
}

static int
index_of(int c)
{
	int i = 0;

	if (c >= ONLY_LONG)
		return c - ONLY_LONG;
	while (cli_option_at(i)->letter != c)
		i++;
	return i;
}

/* Does the value of this option, which may be cut short, stand in the next argument? */
static bool
takes_next(const char *argument)
{
	const char *name = argument + strspn(argument, "-");
	size_t dashes = (size_t)(name - argument);

	for (int i = 0; *name && cli_option_at(i); i++) {
		const struct cli_option *o = cli_option_at(i);

		if (o->arg && (dashes == 2 ? !strncmp(name, o->name, strlen(name))
		                           : dashes == 1 && name[0] == o->letter && !name[1]))
			return true;
	}
	return false;
}

/*
 * Where -word is an operand: the arguments anew, +word and -word behind a `--', so that
 * getopt leaves them alone.  A single letter is an option, what follows one that takes a
 * value is that.  To be freed.
 */
static char **
signed_last(int *argc, char **argv)
{
	static char end[] = "--";
	char **all = calloc(2 * (size_t)*argc + 2, sizeof *all), **words;
	int n = 0, n_words = 0, i;

	if (!all)
		cli_die("out of memory");
	words = all + *argc + 1;
	for (i = 0; i < *argc && strcmp(argv[i], "--"); i++) {
		const char *a = argv[i];

		if (i && (*a == '+' || (*a == '-' && a[1] && a[1] != '-' && a[2])))
			words[n_words++] = argv[i];
		else if ((all[n++] = argv[i]) && i && i + 1 < *argc && takes_next(a))
			all[n++] = argv[++i];
	}
	all[n++] = end;
	memmove(all + n, words, (size_t)n_words * sizeof *words);
	n += n_words;
	for (i += i < *argc; i < *argc; i++)
		all[n++] = argv[i];
	all[n] = NULL;
	*argc = n;
	return all;
}

void
cli_parse(struct cli *cli, int argc, char **argv)
{
	struct option longs[MAX_OPTIONS + 1] = { 0 };
	char shorts[2 * MAX_OPTIONS + 2] = { 0 };
	int c;

	if (program.common & CLI_SIGNED)
		argv = cli->arguments = signed_last(&argc, argv);
	describe(longs, shorts);
	opterr = 0;
	while ((c = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		if (c == '?' && optopt && optopt < ONLY_LONG)
			cli_usage("unknown option '-%c'", optopt);
		if (c == '?')
			cli_usage("unknown or ambiguous option '%s'", argv[optind - 1]);
		if (c == ':')
			cli_usage("option '%s' needs a value", argv[optind - 1]);
		set(cli_option_at(index_of(c)), optarg);
	}
	cli->common = common;
	cli->operands = argv + optind;
	for (char **in = cli->operands; *in; in++) {
		if (!strcmp(*in, "-"))
			cli->dash = true;
		else
			cli->operands[cli->n++] = *in;
	}
}
