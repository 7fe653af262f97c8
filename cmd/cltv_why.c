/*
 * cltv_why.c - crm-cltv: why a customer's number is what it is.
 */
#include <string.h>

#include "cltv.h"
#include "lifetime_why.h"
#include "noun.h"

/* Is it the customer who is asked about, by id or by the name in a file? */
static bool
is_wanted(const struct cltv *c, crm *db, int64_t id, uint32_t customer)
{
	if (db)
		return crm_purchases_id(c->purchases.log, customer) == id;
	return strcmp(crm_purchases_name(c->purchases.log, customer), c->why) == 0;
}

/* The model of the customer's group, and which of its customers it is; NULL: never bought. */
static const struct crm_lifetime *
find(const struct cltv *c, crm *db, int64_t id, size_t *i)
{
	for (size_t g = 0; g < (c->lifetimes.n ? c->lifetimes.n : 1); g++) {
		const struct crm_lifetime *l = &c->lifetimes.each[g];

		for (*i = 0; *i < l->n; (*i)++)
			if (is_wanted(c, db, id, l->customers[*i].customer))
				return l;
	}
	return NULL;
}

int
cltv_why(struct cltv *c, struct cli *cli, crm *db)
{
	const struct crm_lifetime *lifetime;
	struct cli_rows rows = { .cli = cli, .db = db, .type = &crm_lifetime_reason_type };
	int64_t id = 0;
	size_t i;
	int error = db ? crm_customer_named(db, c->why, &id) : 0;

	if (error)
		return cli_failed(db, error);
	lifetime = find(c, db, id, &i);
	if (!lifetime) {
		cli_warn("'%s' has not bought anything by then", c->why);
		return CLI_REFUSED;
	}
	return cli_rows_close(&rows, crm_lifetime_why(lifetime, i, cli_rows_put, &rows), NULL);
}
