/*
 * cltv_store.c - crm-cltv: keep what the models say of customers as dated facts.
 */
#include <math.h>

#include "cltv.h"
#include "customer_score.h"

/* Where scores go, and as of when. */
struct store {
	crm           *db;
	struct crm_int when, days;
};

static int
store_value(void *aux, const void *record)
{
	const struct crm_lifetime_value *value = record;
	const struct store *store = aux;
	struct crm_score score = {
		.customer = value->id, .when = store->when, .cltv = value->value, .model = value->model,
		.days = store->days,
	};

	/* Of a group without a model nothing is known. */
	if (!value->model)
		return 0;
	if (value->p_alive.set)
		score.p_alive = (struct crm_int)CRM_SET(llround(value->p_alive.value * 1e6));
	return crm_score_put(store->db, &score);
}

int
cltv_store(struct cltv *c, struct cli *cli, crm *db)
{
	const struct crm_lifetime *as = &c->lifetimes.as;
	struct store store = {
		.db = db, .days = CRM_SET((int64_t)as->horizon.days),
		.when = CRM_SET(crm_day_instant(crm_context(db)->clock.zone, as->end)),
	};
	int error = crm_begin(db, "store"), status = CLI_OK;

	if (error)
		return cli_failed(db, error);
	crm_on_progress(db, cli_progress);
	error = crm_lifetimes_each(&c->lifetimes, &c->purchases.whom, store_value, &store);
	if (!error && cli_dry_run(cli)) {
		status = cltv_print_values(c, cli, db);
		crm_end(db, CRM_CONFLICT);
		return status;
	}
	error = crm_end(db, error);
	if (error)
		return cli_failed(db, error);
	return cli_quiet(cli) ? CLI_OK : cltv_print_values(c, cli, db);
}
