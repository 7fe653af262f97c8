/*
 * cltv_parts.c - crm-cltv: customers in groups, the four parts of their value, referrals.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cltv.h"
#include "lifetime_parts.h"
#include "money.h"

void
cltv_group(struct cltv *c, crm *db)
{
	const char *by = c->purchases.by;
	int error = 0;

	if (!by)
		return;
	error = db ? crm_customer_groups_load(&c->groups, db, c->purchases.log, by)
	           : crm_customer_groups_name(&c->groups, c->purchases.groups.names,
	                                      c->purchases.groups.n);
	if (error)
		cli_die("%s", db ? crm_message(db) : "out of memory");
	c->lifetimes.n = c->groups.n;
	c->lifetimes.labels = (const char *const *)c->groups.labels;
	c->lifetimes.group_of = c->groups.of;
}

/* To be freed; NULL for a file, which names no referrers. */
static uint32_t *
read_referrers(struct cltv *c, crm *db)
{
	size_t n = crm_purchase_log_customers(c->purchases.log);
	uint32_t *referrer_of = db ? calloc(n + 1, sizeof *referrer_of) : NULL;

	if (db && !referrer_of)
		cli_die("out of memory");
	if (db && crm_purchases_referrers(db, c->purchases.log, referrer_of))
		cli_die("%s", crm_message(db));
	return referrer_of;
}

void
cltv_refer(struct cltv *c, crm *db)
{
	if (c->referrals)
		c->lifetimes.referrer_of = read_referrers(c, db);
}

static enum crm_unit
read_unit(const char *text)
{
	static const char *const words[] = { "week", "month", "quarter", "year" };
	static const enum crm_unit units[] = { CRM_WEEK, CRM_MONTH, CRM_QUARTER, CRM_YEAR };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(text, words[i]) == 0)
			return units[i];
	cli_usage("--period is week, month, quarter or year");
}

int
cltv_print_parts(struct cltv *c, struct cli *cli, crm *db)
{
	struct crm_purchase_day *days = NULL;
	uint32_t *referrer_of = read_referrers(c, db);
	struct crm_lifetime_parts parts = {
		.end = c->purchases.end, .by_period = c->period != NULL,
		.unit = c->period ? read_unit(c->period) : CRM_YEAR, .groups = c->groups.n,
		.labels = c->groups.labels, .without_spend = c->no_spend || !c->purchases.with_amounts,
		.base = { .customers = crm_purchase_log_customers(c->purchases.log),
		          .group_of = c->groups.of, .referrer_of = referrer_of,
		          .minor = pow(10, crm_currency_digits(c->purchases.currency)) },
	};
	struct cli_rows rows = { .cli = cli, .db = db,
	                         .type = c->groups.n ? &crm_lifetime_part_group_type
	                                             : &crm_lifetime_part_type };
	struct crm_fault why;
	int error = crm_purchase_log_days(c->purchases.log, parts.end, &days, &parts.base.n, &why);

	if (error)
		cli_die("%s", error == CRM_NO_MEMORY ? "out of memory" : why.text);
	parts.base.days = days;
	error = crm_lifetime_parts_each(&parts, cli_rows_put, &rows);
	free(days);
	free(referrer_of);
	return cli_rows_close(&rows, error, NULL);
}
