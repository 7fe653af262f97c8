/*
 * mbgnbd.c - the MBG/NBD model: BG/NBD in which one may leave after the first purchase too.
 */
#include "bgnbd_core.h"
#include "mbgnbd.h"

enum { FIRST_TOO = 1 };        /* chances to leave at the first purchase */

int
crm_mbgnbd_fit(struct crm_purchase_model *model, const struct crm_pattern *patterns, size_t count,
               double unit, struct crm_fault *why)
{
	return bgnbd_fit(model, FIRST_TOO, patterns, count, unit, why);
}

double
crm_mbgnbd_log_likelihood(const struct crm_purchase_model *model,
                          const struct crm_pattern *history)
{
	return bgnbd_log_likelihood(model, FIRST_TOO, history);
}

double
crm_mbgnbd_p_alive(const struct crm_purchase_model *model, const struct crm_pattern *history)
{
	return bgnbd_p_alive(model, FIRST_TOO, history);
}

void
crm_mbgnbd_present(const struct crm_purchase_model *model, const struct crm_pattern *history,
                   struct crm_present *out)
{
	bgnbd_present(model, FIRST_TOO, history, out);
}

void
crm_mbgnbd_ahead(const struct crm_purchase_model *model, const struct crm_pattern *history,
                 const struct crm_horizon *horizon, struct crm_ahead *out)
{
	bgnbd_ahead(model, FIRST_TOO, history, horizon, out);
}
