/*
 * cli.c - main(), options, help, and opening the database, for every program.
 */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <inttypes.h>
#include <limits.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "cli_internal.h"
#include "fact.h"
#include "noun.h"
#include "unicode.h"

enum { MAX_OPTIONS = 48, ONLY_LONG = UCHAR_MAX + 1 };

static struct cli cli = { 0 };

/* --- the common options --------------------------------------------------------------------- */

#define COMMON(member) &cli.common.member

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
	{ 0, "format", "FORMAT", "tsv, csv, json or table", .text = COMMON(format) },
	{ 'J', "json", NULL, "JSON Lines, like --format json", .flag = COMMON(json) },
	{ 'H', "no-header", NULL, "leave the header out", .flag = COMMON(no_header) },
	{ 'o', "output", "COLUMNS", "show these columns: id,name,customer.city", .text = COMMON(columns) },
	{ 0,   "ids",     NULL,   "ids only, like -H -o id",                  .flag = COMMON(ids) },
	{ 0, "sort", "COLUMNS", "sort by these, - for descending: -late,name", .text = COMMON(sort) },
	{ 0, "limit", "N", "at most N records", .number = COMMON(limit) },
	{ 0, "if-any", NULL, "print nothing at all if there is no record", .flag = COMMON(if_any) },
	{ 0, "spreadsheet", NULL, "with csv: safe to open in a spreadsheet", .flag = COMMON(spreadsheet) },
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
	{ 0, "rejects", "FILE", "write the good records, put the bad into FILE", .text = COMMON(rejects) },
	{ 0 }
};

/* The program's options, then the common ones it has; NULL at the end. */
static const struct cli_option *
option(int i)
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

/* --- saying what is wrong ------------------------------------------------------------------- */

static void
say(const char *format, va_list args)
{
	fflush(stdout);   /* so that 2>&1 keeps the order */
	fprintf(stderr, "%s: ", program.name);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
}

void
cli_warn(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(format, args);
	va_end(args);
}

void
cli_die(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(format, args);
	va_end(args);
	exit(CLI_TROUBLE);
}

void
cli_usage(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(format, args);
	va_end(args);
	fprintf(stderr, "Try '%s --help'.\n", program.name);
	exit(CLI_TROUBLE);
}

void
cli_fault(const char *text, const struct crm_fault *why)
{
	char *before = strndup(text, why->at);

	cli_warn("%s", why->text);
	if (before && !strpbrk(text, "\n\r\t") && *text)
		fprintf(stderr, "  %s\n  %*s^\n", text, (int)crm_width(before), "");
	free(before);
	exit(CLI_TROUBLE);
}

void
cli_output_failed(void)
{
	cli_die("%sstandard output: %s", program.mode == CLI_WRITE && !cli.common.dry_run
	        ? "changes are saved, but " : "", strerror(errno));
}

int
cli_status(int error)
{
	switch (error) {
	case 0:
		return CLI_OK;
	case CRM_NOT_FOUND:
	case CRM_EXISTS:
	case CRM_INVALID:
	case CRM_AMBIGUOUS:
	case CRM_CONFLICT:
		return CLI_REFUSED;
	case CRM_BUSY:
		return CLI_AGAIN;
	default:
		return CLI_TROUBLE;
	}
}

int
cli_failed(crm *db, int error)
{
	cli_warn("%s", crm_message(db));
	return cli_status(error);
}

/* --- help ----------------------------------------------------------------------------------- */

static void
show_help(void)
{
	printf("usage: %s [OPTION]...%s%s\n%c%s.\n%s.\n\n", program.name, *program.operands ? " " : "",
	       program.operands, program.summary[0] & ~0x20, program.summary + 1, program.zh);
	for (int i = 0; option(i); i++) {
		const struct cli_option *o = option(i);
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

/* For the shells: letter, name, argument and help of every option. */
static void
show_completion(void)
{
	for (int i = 0; option(i); i++)
		if (option(i)->help)
			printf("%c\t%s\t%s\t%s\n", option(i)->letter ? option(i)->letter : '-',
			       option(i)->name, option(i)->arg ? option(i)->arg : "", option(i)->help);
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
	       f->help ? f->help : "");
}

static int
show_columns(crm *db)
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
	for (int i = 0; option(i); i++) {
		const struct cli_option *o = option(i);

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
	while (option(i)->letter != c)
		i++;
	return i;
}

static void
parse(int argc, char **argv)
{
	struct option longs[MAX_OPTIONS + 1] = { 0 };
	char shorts[2 * MAX_OPTIONS + 2] = { 0 };
	int c;

	describe(longs, shorts);
	opterr = 0;
	while ((c = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		if (c == '?' && optopt && optopt < ONLY_LONG)
			cli_usage("unknown option '-%c'", optopt);
		if (c == '?')
			cli_usage("unknown or ambiguous option '%s'", argv[optind - 1]);
		if (c == ':')
			cli_usage("option '%s' needs a value", argv[optind - 1]);
		set(option(index_of(c)), optarg);
	}
	cli.operands = argv + optind;
	for (char **in = cli.operands; *in; in++) {
		if (!strcmp(*in, "-"))
			cli.dash = true;
		else
			cli.operands[cli.n++] = *in;
	}
}

/* --- operands and settings ------------------------------------------------------------------ */

struct cli_operands
cli_operands(const struct cli *c)
{
	return (struct cli_operands){ c->operands, c->n };
}

bool
cli_is_assignment(const char *argument)
{
	size_t n = strspn(argument, "abcdefghijklmnopqrstuvwxyz0123456789_.");

	return argument[0] >= 'a' && argument[0] <= 'z' && argument[n] == '=';
}

FILE *
cli_out(const struct cli *c)
{
	return c->out;
}

int64_t
cli_limit(const struct cli *c)
{
	return c->common.sort ? 0 : c->common.limit;
}

bool
cli_quiet(const struct cli *c)
{
	return c->common.quiet;
}

bool
cli_dry_run(const struct cli *c)
{
	return c->common.dry_run;
}

/* --- the terminal --------------------------------------------------------------------------- */

void
cli_await_input(void)
{
	struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };

	setvbuf(stdin, NULL, _IOFBF, 1 << 16);
	if (isatty(STDERR_FILENO) && poll(&input, 1, 1000) == 0)
		cli_warn("waiting for records on standard input");
}

int
cli_terminal_width(void)
{
	const char *columns = getenv("COLUMNS");
	int set = columns ? (int)strtol(columns, NULL, 10) : 0;
	struct winsize size;

	if (set > 0)
		return set;
	return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) || !size.ws_col ? 80 : size.ws_col;
}

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void
cli_progress(const char *what, int64_t done, int64_t total)
{
	static double begun, last;
	static int terminal = -1;
	double now;

	if (terminal < 0)
		terminal = isatty(STDERR_FILENO);
	if (!terminal)
		return;
	now = seconds();
	if (!begun)
		begun = now;
	if (done < 0 && last) {
		fputs("\r\033[K", stderr);
		begun = last = 0;
	}
	if (done < 0 || now - begun < 1 || now - last < 0.1)
		return;
	last = now;
	fprintf(stderr, "\r\033[K%s: %" PRId64 " %s", program.name, done, what);
	if (total > done)
		fprintf(stderr, " of %" PRId64 " (%" PRId64 " %%)", total, done * 100 / total);
}

/* --- the database --------------------------------------------------------------------------- */

static const char *
database_path(void)
{
	const char *home = getenv("HOME"), *data = getenv("XDG_DATA_HOME"), *env = getenv("CRM_DB");
	static char *path;

	if (cli.common.db)
		return cli.common.db;
	if (env && *env)
		return env;
	if (cli.config.db)
		return cli.config.db;
	if (data && *data ? asprintf(&path, "%s/crm/crm.db", data) < 0
	                  : asprintf(&path, "%s/.local/share/crm/crm.db", home ? home : "") < 0)
		cli_die("out of memory");
	if (!home && !(data && *data))
		cli_die("which database?  Set CRM_DB, or give --db");
	return path;
}

const char *
cli_database(struct cli *c)
{
	if (!c->path)
		c->path = database_path();
	return c->path;
}

/* Who `me' is: $CRM_ME, the configuration, the login name; NULL if none of them says. */
static const char *
actor(const struct cli *c)
{
	const char *me = getenv("CRM_ME"), *login = getenv("LOGNAME");

	if (me && *me)
		return me;
	if (c->config.me)
		return c->config.me;
	return login && *login ? login : NULL;
}

void
cli_prepare(struct cli *c, crm *db)
{
	const char *now = c->common.now ? c->common.now : getenv("CRM_NOW");

	/* A look-up in the user database would cost a reader a tenth of its time. */
	if (crm_set_actor(db, actor(c), program.name) || crm_default_actor(db))
		cli_die("%s", crm_message(db));
	if (now && *now && crm_set_now(db, now, program.mode == CLI_READ))
		cli_usage("--now: %s", crm_message(db));
}

struct crm_context
cli_context(const struct cli *c, crm *db)
{
	struct crm_context context = { .clock = { .now = time(NULL) }, .me = "" };
	const char *now = c->common.now ? c->common.now : getenv("CRM_NOW");
	struct crm_fault why;
	struct crm_span span;

	if (db)
		return *crm_context(db);
	if (now && *now) {
		if (crm_span_parse(now, &context.clock, CRM_PAST, &span, &why))
			cli_usage("--now: %s", why.text);
		context.clock.now = span.unit >= CRM_DAY_UNIT ? span.to - 1 : span.from;
	}
	return context;
}

/* A program that is given its data in a file needs no database. */
static bool
needs_database(void)
{
	return program.mode != CLI_ALONE && !(program.input && *program.input);
}

static crm *
open_database(void)
{
	crm *db = NULL;
	int error = crm_open(&db, cli_database(&cli), program.mode == CLI_WRITE ? CRM_WRITE : CRM_READ);

	if (error == CRM_NO_FILE)
		cli_die("%s: %s; crm-init makes one", cli.path, crm_message(db));
	if (error) {
		cli_warn("%s: %s", cli.path, db ? crm_message(db) : "out of memory");
		exit(error == CRM_BUSY ? CLI_AGAIN : CLI_TROUBLE);
	}
	cli_prepare(&cli, db);
	return db;
}

/* --- main ----------------------------------------------------------------------------------- */

/* A closed standard stream must not become the database's file descriptor. */
static void
guard_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) == -1 && errno == EBADF)
			/* The wrong way round, so that using it fails as it should. */
			open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

static int
close_output(int status)
{
	bool failed = ferror(stdout) != 0;

	if (fclose(stdout) || failed)
		cli_output_failed();
	return status;
}

static bool
answer_questions(void)
{
	if (cli.common.help)
		show_help();
	else if (cli.common.version)
		printf("%s (crm-tools) %s\n", program.name, CRM_VERSION);
	else if (cli.common.complete)
		show_completion();
	else if (cli.common.about)
		show_about();
	else
		return false;
	return true;
}

int
main(int argc, char **argv)
{
	crm *db = NULL;
	int status;

	guard_streams();
	cli.out = stdout;
	parse(argc, argv);
	if (answer_questions())
		return close_output(CLI_OK);
	cli_config_read(&cli.config);
	if (needs_database())
		db = open_database();
	status = cli.common.list_columns && (db || program.view) ? show_columns(db)
	       : program.run(&cli, db);
	crm_close(db);
	cli_config_clear(&cli.config);
	return close_output(status);
}
