/*
 * foresight.h - predictions of many customers: what lies ahead of equal ones is found once.
 *
 *	struct crm_foresight *foresight;
 *	if (crm_foresight_open(&foresight, type, &model, &horizon, true))
 *		... no memory ...
 *	crm_foresee(foresight, &history, &prediction);
 *	crm_foresight_close(foresight);
 *
 * Looking ahead takes far longer than looking at a customer's present, and depends on x and
 * T alone, of Pareto/NBD on T alone: of the 11,105 histories in all of CDNOW 1,432 and 84
 * differ in these.  What was found is kept; predictions do not depend on what was.
 */
#ifndef CRM_METRICS_FORESIGHT_H
#define CRM_METRICS_FORESIGHT_H

#include "purchase_model.h"

struct crm_foresight;

/*
 * The type is borrowed, the rest copied.  Where the same histories come again, as they do
 * in a stream, whole predictions are kept too.  CRM_NO_MEMORY.
 */
int crm_foresight_open(struct crm_foresight **out, const struct crm_purchase_model_type *type,
                       const struct crm_purchase_model *model, const struct crm_horizon *horizon,
                       bool again);
void crm_foresight_close(struct crm_foresight *foresight);   /* NULL is nothing */

/* What crm_predict() says. */
void crm_foresee(struct crm_foresight *foresight, const struct crm_pattern *history,
                 struct crm_prediction *out);

/* The same of each of n histories, on two processors if there are many. */
void crm_foresee_all(struct crm_foresight *foresight, const struct crm_pattern *histories, size_t n,
                     struct crm_prediction *out);

#endif
