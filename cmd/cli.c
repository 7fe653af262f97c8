/*
 * cli.c - main(): streams, options, database, and the program's own work.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli_internal.h"
#include "operation.h"

static struct cli cli;
static crm *base;      /* while it is open */
static bool changed;   /* by then */

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

void *
cli_grow(void *array, size_t n, size_t *room, size_t item)
{
	if (n < *room)
		return array;
	*room = *room ? 2 * *room : 64;
	array = reallocarray(array, *room, item);
	if (!array)
		cli_die("out of memory");
	return array;
}

bool
cli_writes(const struct cli *c)
{
	if (program.mode != CLI_WRITE || !program.lists || !program.lists(c))
		return program.mode == CLI_WRITE;
	if (c->common.dry_run || c->common.batch || c->common.rejects ||
	    (c->common.quiet && !(program.common & CLI_SPEAKS)))
		cli_usage("nothing is written here: --dry-run, --quiet, --batch and --rejects go with"
		          " what is");
	return false;
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
	if (now && *now && crm_set_now(db, now, !cli_writes(c)))
		cli_usage("%s: %s", c->common.now ? "--now" : "CRM_NOW", crm_message(db));
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
			cli_usage("%s: %s", c->common.now ? "--now" : "CRM_NOW", why.text);
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
	int error = crm_open(&db, cli_database(&cli), cli_writes(&cli) ? CRM_WRITE : CRM_READ);

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

void
cli_output_failed(void)
{
	int why = errno;

	cli_die("%sstandard output: %s", changed || (base && crm_has_changed(base))
	        ? "changes are saved, but " : "", strerror(why));
}

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

int
main(int argc, char **argv)
{
	crm *db = NULL;
	int status;

	guard_streams();
	cli.out = stdout;
	if (argc > 2 && !strcmp(argv[1], "--complete"))
		return close_output(cli_complete(&cli, argv + 2, (size_t)argc - 2));
	cli_parse(&cli, argc, argv);
	if (cli_answer(&cli))
		return close_output(CLI_OK);
	cli_config_read(&cli.config);
	crm_one_thread();
	if (needs_database())
		db = open_database();
	base = db;
	status = cli.common.list_columns && (db || program.view) ? cli_show_columns(db)
	       : program.run(&cli, db);
	changed = db && crm_has_changed(db);
	base = NULL;
	crm_close(db);
	cli_config_clear(&cli.config);
	free(cli.arguments);
	return close_output(status);
}
