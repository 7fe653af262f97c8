/*
 * crm-init - create a customer database, upgrade one, or declare fields of your own
 *
 *	crm-init --zone Asia/Taipei --currency TWD
 *	crm-init --field 'warranty=day' --field 'grade=word:gold,silver'
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli_internal.h"
#include "money.h"
#include "noun.h"

static const char     *file, *zone, *currency;
static bool            upgrade;
static struct cli_list declared;

static const struct cli_option options[] = {
	{ 'd', "db", "FILE", "use the database FILE", .text = &file },
	{ 'z', "zone", "ZONE", "its time zone, such as Asia/Taipei (this machine's)", .text = &zone },
	{ 'c', "currency", "CODE", "its base currency, such as TWD (USD)", .text = &currency },
	{ 'f', "field", "NAME=KIND", "declare a field: text, int, day, bool or word:a,b",
	  .list = &declared },
	{ 'u', "upgrade", NULL, "bring an older database up to date", .flag = &upgrade },
	{ 0 }
};

/* The name behind /etc/localtime; UTC where there is none. */
static const char *
machine_zone(void)
{
	static char path[256];
	ssize_t n = readlink("/etc/localtime", path, sizeof path - 1);
	char *name = n > 0 ? strstr(path, "/zoneinfo/") : NULL;

	return name ? name + strlen("/zoneinfo/") : "UTC";
}

/* The folder of the default database is made; of one that was named it must be there. */
static void
make_folders(const char *path)
{
	char *copy = strdup(path);

	for (char *p = copy ? strchr(copy + 1, '/') : NULL; p; p = strchr(p + 1, '/')) {
		*p = '\0';
		if (mkdir(copy, 0700) && errno != EEXIST)
			cli_die("%s: %s", copy, strerror(errno));
		*p = '/';
	}
	free(copy);
}

/* warranty=day, grade=word:gold,silver */
static int
declare(crm *db, const char *text)
{
	char *copy = strdup(text), *words = copy, *name, *kind;
	int error;

	if (!copy)
		return CRM_NO_MEMORY;
	name = strsep(&words, "=");
	kind = strsep(&words, ":");
	error = crm_declare(db, "customer", name, kind, words, NULL);
	free(copy);
	return error;
}

static int
set_up(crm *db, bool fresh)
{
	int error = 0;

	if (fresh)
		error = crm_setting_set(db, "zone", zone ? zone : machine_zone());
	if (!error && fresh)
		error = crm_setting_set(db, "currency", currency ? currency : "USD");
	for (size_t i = 0; i < declared.n && !error; i++)
		error = declare(db, declared.values[i]);
	return error;
}

/* Days that are stored, and amounts, would mean something else in another zone or currency. */
static void
check_call(const char *path, bool fresh)
{
	if (currency && crm_currency_digits(currency) < 0)
		cli_usage("--currency: %s is no currency of ISO 4217, such as TWD or USD", currency);
	for (size_t i = 0; i < declared.n; i++)
		if (!strchr(declared.values[i], '='))
			cli_usage("--field: a field is NAME=KIND, such as warranty=day, not '%s'",
			          declared.values[i]);
	if (fresh && upgrade)
		cli_die("%s: there is no database to upgrade", path);
	if (!fresh && (zone || currency))
		cli_die("%s: there is a file already, and zone and currency are chosen when it is made",
		        path);
	if (!fresh && !upgrade && !declared.n)
		cli_die("%s: there is a file already; --field declares fields in it, --upgrade brings an "
		        "older database up to date", path);
}

static int
run(struct cli *cli, crm *unused)
{
	crm *db = NULL;
	const char *path;
	struct stat there;
	bool fresh;
	int error;

	(void)unused;
	cli->common.db = file;
	path = cli_database(cli);
	fresh = stat(path, &there) || (S_ISREG(there.st_mode) && !there.st_size);
	check_call(path, fresh);
	if (fresh && !file && !getenv("CRM_DB"))
		make_folders(path);
	error = crm_open(&db, path, fresh ? CRM_CREATE : CRM_WRITE);
	if (!error)
		error = set_up(db, fresh);
	if (error)
		cli_warn("%s: %s", path, db ? crm_message(db) : "out of memory");
	else if (fresh && isatty(STDERR_FILENO))
		cli_warn("%s is ready: zone %s, currency %s; crm-add adds a customer", path,
		         crm_zone_name(crm_context(db)->clock.zone), crm_context(db)->currency);
	crm_close(db);
	if (error && fresh)
		unlink(path);
	return error ? cli_status(error) == CLI_AGAIN ? CLI_AGAIN : CLI_TROUBLE : CLI_OK;
}

const struct cli_program program = {
	.name     = "crm-init",
	.summary  = "create or upgrade a customer database",
	.zh       = "建立或升級客戶資料庫",
	.keywords = "create database new start set-up upgrade field zone currency "
	            "建立 資料庫 開始 升級 欄位 時區 幣別 数据库",
	.operands = "",
	.examples = "  crm-init --db new.db --zone Asia/Taipei --currency TWD\n"
	            "  crm-init --field warranty=day --field grade=word:gold,silver\n",
	.options  = options,
	.group    = CLI_SET_UP,
	.mode     = CLI_ALONE,
	.run      = run,
};
