/*
 * bgnbd_core.h - what BG/NBD and MBG/NBD have in common, nearly all (internal).
 *
 * A customer who bought x times again has had n = x + first chances to leave:
 * first is 0 in BG/NBD, and 1 in MBG/NBD, where the first purchase offers one too.
 * The functions keep what bgnbd.h and mbgnbd.h promise.
 */
#ifndef CRM_METRICS_BGNBD_CORE_H
#define CRM_METRICS_BGNBD_CORE_H

#include "purchase_model.h"

int bgnbd_fit(struct crm_purchase_model *model, uint32_t first, const struct crm_pattern *patterns,
              size_t count, double unit, struct crm_fault *why);

double bgnbd_log_likelihood(const struct crm_purchase_model *model, uint32_t first,
                            const struct crm_pattern *history);

double bgnbd_p_alive(const struct crm_purchase_model *model, uint32_t first,
                     const struct crm_pattern *history);

void bgnbd_present(const struct crm_purchase_model *model, uint32_t first,
                   const struct crm_pattern *history, struct crm_present *out);

void bgnbd_ahead(const struct crm_purchase_model *model, uint32_t first,
                 const struct crm_pattern *history, const struct crm_horizon *horizon,
                 struct crm_ahead *out);

#endif
