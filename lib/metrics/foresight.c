/*
 * foresight.c - predictions of many customers: what lies ahead of equal ones is found once.
 */
#include <stdlib.h>

#include "foresight.h"
#include "in_two.h"

enum { SLOTS = 1 << 16, WORTH_A_THREAD = 500 };   /* histories */

/* What lies ahead of a history: each has its place, and the last one there stays. */
struct slot {
	bool             known;
	uint32_t         x, T;
	struct crm_ahead ahead;
};

/* The same of a whole prediction. */
struct whole_slot {
	struct crm_pattern    history;      /* of 0 customers: free */
	struct crm_prediction prediction;
};

struct crm_foresight {
	const struct crm_purchase_model_type *type;
	struct crm_purchase_model             model;
	struct crm_horizon                    horizon;
	struct slot                          *slots;
	struct whole_slot                    *whole;     /* NULL: histories do not come again */
};

int
crm_foresight_open(struct crm_foresight **out, const struct crm_purchase_model_type *type,
                   const struct crm_purchase_model *model, const struct crm_horizon *horizon,
                   bool again)
{
	struct crm_foresight *f = malloc(sizeof *f);

	*out = f;
	if (!f)
		return CRM_NO_MEMORY;
	*f = (struct crm_foresight){ type, *model, *horizon, calloc(SLOTS, sizeof *f->slots),
	                             again ? calloc(SLOTS, sizeof *f->whole) : NULL };
	if (f->slots && (f->whole || !again))
		return 0;
	crm_foresight_close(f);
	*out = NULL;
	return CRM_NO_MEMORY;
}

void
crm_foresight_close(struct crm_foresight *f)
{
	if (!f)
		return;
	free(f->slots);
	free(f->whole);
	free(f);
}

/* Neighbours in T have neighbouring places, and few purchases places far apart. */
static size_t
place_of(const struct crm_foresight *f, const struct crm_pattern *history)
{
	return ((f->type->by_age ? 0 : (size_t)history->x * 4099) + history->T) % SLOTS;
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

static void
foresee(struct crm_foresight *f, const struct crm_pattern *history, struct crm_prediction *out)
{
	struct crm_present present;

	f->type->present(&f->model, history, &present);
	crm_predict_from(&f->model, &present, look_ahead(f, history), out);
}

static struct whole_slot *
whole_place_of(const struct crm_foresight *f, const struct crm_pattern *history)
{
	uint64_t hash = (history->x * UINT64_C(0x9e3779b97f4a7c15)) ^
	                (((uint64_t)history->t_x << 32 | history->T) * UINT64_C(0xd6e8feb86659fd93));

	/* Its parity is that of place_of(), so that threads do not meet here either. */
	return &f->whole[((hash ^ hash >> 29) % SLOTS & ~(uint64_t)1) | place_of(f, history) % 2];
}

void
crm_foresee(struct crm_foresight *f, const struct crm_pattern *history, struct crm_prediction *out)
{
	struct whole_slot *slot;

	if (!f->whole) {
		foresee(f, history, out);
		return;
	}
	slot = whole_place_of(f, history);
	if (!slot->history.customers || slot->history.x != history->x ||
	    slot->history.t_x != history->t_x || slot->history.T != history->T) {
		slot->history = (struct crm_pattern){ history->x, history->t_x, history->T, 1 };
		foresee(f, history, &slot->prediction);
	}
	*out = slot->prediction;
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

	in_two(foresee_share, &even, &odd, n >= WORTH_A_THREAD);
}
