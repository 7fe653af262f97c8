/*
 * bgnbd.c - the BG/NBD model: who will buy again, and how often.
 */
#include "bgnbd.h"
#include "bgnbd_core.h"

enum { REPEATS_ONLY = 0 };     /* chances to leave at the first purchase */

int
crm_bgnbd_fit(struct crm_purchase_model *model, const struct crm_pattern *patterns, size_t count,
              double unit, struct crm_fault *why)
{
	return bgnbd_fit(model, REPEATS_ONLY, patterns, count, unit, why);
}

double
crm_bgnbd_log_likelihood(const struct crm_purchase_model *model,
                         const struct crm_pattern *history)
{
	return bgnbd_log_likelihood(model, REPEATS_ONLY, history);
}

double
crm_bgnbd_p_alive(const struct crm_purchase_model *model, const struct crm_pattern *history)
{
	return bgnbd_p_alive(model, REPEATS_ONLY, history);
}

void
crm_bgnbd_present(const struct crm_purchase_model *model, const struct crm_pattern *history,
                  struct crm_present *out)
{
	bgnbd_present(model, REPEATS_ONLY, history, out);
}

void
crm_bgnbd_ahead(const struct crm_purchase_model *model, const struct crm_pattern *history,
                const struct crm_horizon *horizon, struct crm_ahead *out)
{
	bgnbd_ahead(model, REPEATS_ONLY, history, horizon, out);
}
