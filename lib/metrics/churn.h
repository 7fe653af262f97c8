/*
 * churn.h - signs that a customer is leaving, against the customer's own past.
 *
 *	struct crm_churn_signal signals[CRM_CHURN_SIGNALS] = { 0 };
 *	crm_churn_silence(days, n, today, &signals[CRM_CHURN_SILENCE]);
 *	crm_churn_periods_compare(&spend, &signals[CRM_CHURN_SPEND]);
 *	risk = crm_churn_risk(signals, weights);
 *
 * A signal's size is from -1 to 1: above 0 it warns, below 0 it reassures, and one that
 * cannot be told counts 0.  Days are those since 1970-01-01.
 */
#ifndef CRM_METRICS_CHURN_H
#define CRM_METRICS_CHURN_H

#include "purchase_model.h"

enum crm_churn_kind {
	CRM_CHURN_FORECAST,    /* a model expects no purchase soon */
	CRM_CHURN_SILENCE,     /* no purchase for longer than was usual */
	CRM_CHURN_SPEND,       /* less is spent than was usual */
	CRM_CHURN_CONTACTS,    /* fewer contacts than were usual */
	CRM_CHURN_SCORE,       /* the last answer was bad */
	CRM_CHURN_COMPLAINT,   /* one is open */
	CRM_CHURN_SIGNALS
};

struct crm_churn_signal {
	bool     told;            /* the rest is meant; if not, all is 0 */
	double   size;            /* -1..1 */
	double   now, usual;      /* in the signal's unit; usual: the median of the past */
	uint32_t n;               /* how many of the past now is held against */
	uint32_t better, worse;   /* of which so many were better, or worse, than now */
};

/* A customer's past reaches back so many gaps or periods: what was before is another time. */
enum { CRM_CHURN_PAST = 24 };

/*
 * Hold `now' against earlier values of the same: better are those that are higher, or
 * lower ones if `less' is.  The size is (better - worse) / (n + 1).  Were now and the
 * values before it a draw in random order, its rank would be uniform, and this is 2 P - 1
 * of the mid-P value (H. O. Lancaster 1961, Journal of the American Statistical
 * Association 56, 223-234) of the permutation test that now is no worse.  So it takes
 * many values to make a size near 1, and equal ones make none.  Not told if n is 0.
 * Sorts `before'.
 */
void crm_churn_against_past(double *before, size_t n, double now, bool less,
                            struct crm_churn_signal *out);

/*
 * Days since the last of n days with a purchase, which rise, against the gaps between the
 * last of them.
 */
void crm_churn_silence(const int64_t *days, size_t n, int64_t end, struct crm_churn_signal *out);

/*
 * What comes to an amount or a number in the `length' days up to the end, against the
 * periods of that length before.  Only those count that begin on or after the day
 * `first'; length >= 1.  Start from { .first = ..., .end = ..., .length = ... }; events
 * come in any order, none after the end.
 */
struct crm_churn_periods {
	int64_t first, end, length;
	double  sum[CRM_CHURN_PAST + 1];       /* 0 is the latest */
};

void crm_churn_periods_add(struct crm_churn_periods *periods, int64_t day, double amount);
void crm_churn_periods_compare(const struct crm_churn_periods *periods,
                               struct crm_churn_signal *out);

/*
 * The probability that a customer with this history buys nothing within `days': of a fit
 * of mbgnbd.h or bgnbd.h.  A live customer's purchase rate is gamma (r + x, alpha + T)
 * (P. S. Fader, B. G. S. Hardie & K. L. Lee 2005, Marketing Science 24, 275-284, appendix),
 * and nobody leaves without a purchase, so it is
 *
 *	1 - P(alive) (1 - ((alpha + T) / (alpha + T + days))^(r + x)).
 *
 * The signal's `now' is this and `usual' is P(alive), n is x + 1; its size 2 P - 1.
 */
void crm_churn_forecast(const struct crm_purchase_model *model, double p_alive,
                        const struct crm_pattern *history, double days,
                        struct crm_churn_signal *out);

/*
 * The last answer: its size is 1 where it is at most `low', -1 where it is at least `high',
 * else 0; `usual', better and worse are of the answers before.  Sorts `before'.
 */
void crm_churn_score(double *before, size_t n, double now, double low, double high,
                     struct crm_churn_signal *out);

/* The visible sum: of weight times size, each weight at least 0. */
double crm_churn_risk(const struct crm_churn_signal signals[CRM_CHURN_SIGNALS],
                      const double weights[CRM_CHURN_SIGNALS]);

#endif
