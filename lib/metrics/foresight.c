/*
 * foresight.c - predictions of many customers: what lies ahead of equal ones is found once.
 */
#include <pthread.h>
#include <stdlib.h>

#include "foresight.h"

enum { SLOTS = 1 << 14, WORTH_A_THREAD = 500 };   /* histories */

/* What lies ahead of a history: each has its place, and the last one there stays. */
struct slot {
	bool             known;
	uint32_t         x, T;
	struct crm_ahead ahead;
};

struct crm_foresight {
	const struct crm_purchase_model_type *type;
	struct crm_purchase_model             model;
	struct crm_horizon                    horizon;
	struct slot                          *slots;
};

int
crm_foresight_open(struct crm_foresight **out, const struct crm_purchase_model_type *type,
                   const struct crm_purchase_model *model, const struct crm_horizon *horizon)
{
	struct crm_foresight *f = malloc(sizeof *f);

	*out = f;
	if (!f)
		return CRM_NO_MEMORY;
	*f = (struct crm_foresight){ type, *model, *horizon, calloc(SLOTS, sizeof *f->slots) };
	if (f->slots)
		return 0;
	free(f);
	*out = NULL;
	return CRM_NO_MEMORY;
}

void
crm_foresight_close(struct crm_foresight *f)
{
	if (f)
		free(f->slots);
	free(f);
}

/* Neighbours in T have neighbouring places, and few purchases places far apart. */
static size_t
place_of(const struct crm_foresight *f, const struct crm_pattern *history)
{
	return ((f->type->by_age ? 0 : (size_t)history->x * 1021) + history->T) % SLOTS;
}

static const struct crm_ahead *
look_ahead(struct crm_foresight *f, const struct crm_pattern *history)
{
	struct slot *slot = &f->slots[place_of(f, history)];
	uint32_t     x    = f->type->by_age ? 0 : history->x;

	if (!slot->known || slot->x != x || slot->T != history->T) {
		slot->known = true;
		slot->x     = x;
		slot->T     = history->T;
		f->type->ahead(&f->model, history, &f->horizon, &slot->ahead);
	}
	return &slot->ahead;
}

void
crm_foresee(struct crm_foresight *f, const struct crm_pattern *history, struct crm_prediction *out)
{
	struct crm_present present;

	f->type->present(&f->model, history, &present);
	crm_predict_from(&f->model, &present, look_ahead(f, history), out);
}

/* The histories in places of one parity. */
struct share {
	struct crm_foresight     *foresight;
	const struct crm_pattern *histories;
	size_t                    n, parity;
	struct crm_prediction    *out;
};

static void *
foresee_share(void *context)
{
	const struct share *share = context;

	for (size_t i = 0; i < share->n; i++)
		if (place_of(share->foresight, &share->histories[i]) % 2 == share->parity)
			crm_foresee(share->foresight, &share->histories[i], &share->out[i]);
	return NULL;
}

/* No two threads ever come to one place, so both may use all of them. */
void
crm_foresee_all(struct crm_foresight *f, const struct crm_pattern *histories, size_t n,
                struct crm_prediction *out)
{
	struct share even = { f, histories, n, 0, out }, odd = { f, histories, n, 1, out };
	pthread_t    thread;
	bool alone = n < WORTH_A_THREAD || pthread_create(&thread, NULL, foresee_share, &odd);

	foresee_share(&even);
	if (alone)
		foresee_share(&odd);
	else
		pthread_join(thread, NULL);
}
