/*
 * cli_purchases.c - purchases of the database or of a file, for programs that measure them.
 */
#include <stdlib.h>
#include <string.h>

#include "cli_purchases.h"

static int
read_database(struct cli_purchases *p, struct cli *cli, crm *db)
{
	int64_t *chosen, n;
	int status = cli_chosen_customers(cli, db, &chosen, &n);

	if (p->bare || p->date_format)
		cli_usage("--currency and --date-format go with --input");
	p->whom = (struct crm_lifetime_customers){ db, p->log, chosen, chosen ? (size_t)n : 0, NULL };
	p->with_amounts = true;
	memcpy(p->currency, crm_context(db)->currency, sizeof p->currency);
	if (crm_purchases_load(db, p->only || p->always_only ? chosen : NULL, p->whom.n, p->log))
		cli_die("%s", crm_message(db));
	return status;
}

static int
read_file(struct cli_purchases *p, struct cli *cli)
{
	struct crm_plain_log plain = { 0 };
	struct crm_fault why;
	char *group = NULL;
	int error;

	if (p->only)
		cli_usage("--only chooses among the customers of a database");
	if (p->by && asprintf(&group, "group=%s", p->by) < 0)
		cli_die("out of memory");
	snprintf(p->currency, sizeof p->currency, "%s", p->bare ? p->bare : "USD");
	p->whom = (struct crm_lifetime_customers){ NULL, p->log, NULL, 0, p->currency };
	cli_plain_open(&plain, cli, p->input, crm_purchase_roles, p->date_format, group);
	free(group);
	error = p->by ? crm_purchases_read_groups(&plain, p->currency, p->log, &p->groups, &why)
	              : crm_purchases_read(&plain, p->currency, p->log, &why);
	p->with_amounts = crm_purchases_have_amounts(&plain);
	return cli_plain_close(&plain, error, &why);
}

/* A mistyped year would make everybody look gone; but a log may also be of a plan. */
static void
warn_of_the_future(const struct cli_purchases *p, int64_t today)
{
	char last[CRM_DAY_SIZE], now[CRM_DAY_SIZE];

	if (!p->until && p->end > today)
		cli_warn("the last purchase is dated %s, after today, and all is counted up to then; "
		         "--until %s leaves out what is later",
		         crm_day_format(p->end, last), crm_day_format(today, now));
}

bool
cli_purchases_read(struct cli_purchases *p, struct cli *cli, crm *db, int *status)
{
	struct crm_clock clock = cli_context(cli, db).clock;
	int64_t today = crm_clock_today(&clock);

	if (crm_purchase_log_open(&p->log))
		cli_die("out of memory");
	*status = db ? read_database(p, cli, db) : read_file(p, cli);
	if (*status != CLI_OK && !db)
		return false;
	p->end = p->until ? crm_instant_day(clock.zone, cli_span("--until", p->until, &clock).to - 1)
	       : db ? today : crm_purchase_log_last_day(p->log);
	warn_of_the_future(p, today);
	if (db && p->end > today)
		cli_usage("--until: nobody knows yet what will be bought after now");
	return true;
}
