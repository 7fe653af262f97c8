/*
 * lifetime_value_spend.c - what customers spend on an order: Gamma-Gamma, or plain means.
 */
#include <math.h>

#include "lifetime_params.h"
#include "lifetime_value_fit.h"

/* The mean repeat spend, in units of money; not above 0 where there is none. */
static double
own_mean(const struct crm_lifetime *l, const struct crm_purchases *c)
{
	return c->x ? (double)c->repeat_spend / l->minor / c->x : 0;
}

/* The mean of the customers' mean repeat spends, and their scatter. */
static void
find_means(struct crm_lifetime *l)
{
	double n = 0, sum = 0, squares = 0, mean;

	for (size_t i = 0; i < l->n; i++) {
		double own = own_mean(l, &l->customers[i]);

		if (!(own > 0))
			continue;
		n++;
		sum += own;
		squares += own * own;
	}
	mean = n > 0 ? sum / n : 0;
	l->spend_kind = n > 0 ? CRM_SPEND_MEAN : CRM_SPEND_NONE;
	l->spend_scatter = n > 1 ? sqrt(fmax(squares / n - mean * mean, 0) * n / (n - 1)) / mean : 0;
	l->mean_spend = (struct crm_predicted){ mean, n > 0 ? l->spend_scatter / sqrt(n) : 0 };
}

static void
check_independence(struct crm_lifetime *l)
{
	struct crm_fault why;

	l->has_correlation = !crm_gamma_gamma_correlation(l->customers, l->n, &l->correlation, &why);
	if (l->has_correlation && fabs(l->correlation.value) >= CRM_SPEND_DEPENDS &&
	    (l->correlation.lo > 0 || l->correlation.hi < 0))
		lifetime_note(l, "spend is not independent of frequency, as Gamma-Gamma takes it to be: "
		                 "their correlation is %.2f (%.2f to %.2f)",
		              l->correlation.value,
		              l->correlation.lo, l->correlation.hi);
}

/*
 * With q near 1 the mean of all hangs on a tail that nobody has seen, and with it the spend
 * of who bought once; who bought again is little touched by it.
 */
static void
check_mean(struct crm_lifetime *l)
{
	const struct crm_purchases nobody = { 0 };
	double model = crm_gamma_gamma_spend(&l->spend, &nobody).value;
	double mean = l->mean_spend.value, half = 1.96 * mean * l->mean_spend.log_error;

	if (fabs(model - mean) <= fmax(half, CRM_SPEND_MISSES * mean))
		return;
	l->spend_kind = CRM_SPEND_MIXED;
	lifetime_note(l, "spend: the mean of all is %.2f by Gamma-Gamma, but %.2f (%.2f to %.2f) of "
	                 "who bought again: who bought once has the latter",
	              model, mean, mean - half, mean + half);
}

int
lifetime_fit_spend(struct crm_lifetime *l, struct crm_fault *why)
{
	int error;

	if (l->params)
		return crm_lifetime_params_spend(l->params, l->label, l, why);
	find_means(l);
	if (l->spend_kind == CRM_SPEND_NONE)
		lifetime_note(l, "spend: nothing was spent on repeat purchases, so there is no value");
	/* Of contracts the payments are known: no model is needed for what they will be. */
	if (l->spend_kind == CRM_SPEND_NONE || l->kind == CRM_LIFETIME_CONTRACT)
		return 0;
	error = crm_gamma_gamma_fit(&l->spend, l->customers, l->n, l->minor, why);
	if (error == CRM_NO_MEMORY)
		return error;
	if (error) {
		lifetime_note(l, "spend: Gamma-Gamma cannot be fitted, plain means instead: %s", why->text);
		return 0;
	}
	l->spend_kind = CRM_SPEND_GAMMA_GAMMA;
	check_mean(l);
	check_independence(l);
	return 0;
}

struct crm_predicted
lifetime_spend(const struct crm_lifetime *l, const struct crm_purchases *customer)
{
	double own;

	if (l->spend_kind == CRM_SPEND_GAMMA_GAMMA || (l->spend_kind == CRM_SPEND_MIXED && customer->x))
		return crm_gamma_gamma_spend(&l->spend, customer);
	own = own_mean(l, customer);
	if (!(own > 0))
		return l->mean_spend;
	return (struct crm_predicted){ own, l->spend_scatter / sqrt(customer->x) };
}
