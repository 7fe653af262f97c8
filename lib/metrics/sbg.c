/*
 * sbg.c - the shifted-beta-geometric model: how long customers with contracts stay.
 */
#include <math.h>
#include <stdlib.h>

#include "model.h"
#include "sbg.h"

static const char *const NAMES[] = { "alpha", "beta" };

static const double NEARLY = 1e-15;     /* a continued fraction that changes no more */

/* Who came to a renewal, and what they did. */
struct renewal {
	double left, renewed;
};

struct data {
	struct renewal *renewals;    /* the i-th of them, from 0 */
	size_t          count;
	double          customers;
};

/*
 * Minus the mean log-likelihood at the logarithms of alpha and beta.  Of those who
 * come to the i-th renewal alpha / (alpha+beta+i) leave, so a customer's likelihood
 * (equations 5 and 6) is the product over the renewals come to.
 */
static double
objective(const double *logs, double *gradient, void *context)
{
	const struct data *data = context;
	double             alpha = exp(logs[0]), beta = exp(logs[1]);
	double             sum = 0, by_alpha = 0, by_beta = 0;

	for (size_t i = 0; i < data->count; i++) {
		const struct renewal *r = &data->renewals[i];
		double all = alpha + beta + (double)i, stay = beta + (double)i;
		double asked = r->left + r->renewed;

		sum += r->left * log(alpha / all) + r->renewed * log(stay / all);
		by_alpha += r->left / alpha - asked / all;
		by_beta += r->renewed / stay - asked / all;
	}
	gradient[0] = -alpha * by_alpha / data->customers;
	gradient[1] = -beta * by_beta / data->customers;
	return -sum / data->customers;
}

static int
measure(struct data *data, const struct crm_tenure *tenures, size_t count, struct crm_fault *why)
{
	for (size_t i = 0; i < count; i++) {
		const struct crm_tenure *t = &tenures[i];

		if (t->renewals > CRM_SBG_LONGEST)
			return crm_fault(why, 0, "a tenure has at most %d renewals", CRM_SBG_LONGEST);
		if (!(t->left >= 0 && t->active >= 0 && isfinite(t->left + t->active)))
			return crm_fault(why, 0, "there are no less than 0 customers");
		if (t->left > 0 && t->renewals == 0)
			return crm_fault(why, 0, "nobody leaves before the first renewal");
		if (t->left + t->active > 0 && t->renewals > data->count)
			data->count = t->renewals;
	}
	return 0;
}

/* From customers by their last renewal to all that came to each. */
static int
collect(struct data *data, const struct crm_tenure *tenures, size_t count)
{
	data->renewals = calloc(data->count + 1, sizeof *data->renewals);
	if (!data->renewals)
		return CRM_NO_MEMORY;
	for (size_t i = 0; i < count; i++) {
		const struct crm_tenure *t = &tenures[i];

		if (t->renewals == 0 || t->renewals > data->count)
			continue;
		data->renewals[t->renewals - 1].left += t->left;
		data->renewals[t->renewals - 1].renewed += t->active;
		data->customers += t->left + t->active;
	}
	for (size_t i = data->count; i-- > 1;)
		data->renewals[i - 1].renewed += data->renewals[i].left + data->renewals[i].renewed;
	return 0;
}

static int
check(const struct data *data, struct crm_fault *why)
{
	double left = 0;

	for (size_t i = 0; i < data->count; i++)
		left += data->renewals[i].left;
	if (data->customers == 0)
		return crm_fault(why, 0, "no customer has come to a renewal: "
		                 "there is no retention to model");
	if (left == 0)
		return crm_fault(why, 0, "nobody left: no churn can be identified");
	if (data->renewals[0].renewed == 0)
		return crm_fault(why, 0, "nobody renewed a contract: no retention can be identified");
	if (data->count < 2)
		return crm_fault(why, 0, "only the first renewal has been seen: how retention goes on "
		                 "takes two or more");
	return 0;
}

static int
fit(struct crm_sbg *model, struct data *data, struct crm_fault *why)
{
	double             first = data->renewals[0].left / data->renewals[0].renewed;
	double             start[CRM_SBG_PARAMETERS] = { 0, log(1 / fmax(first, 0.001)) };
	struct crm_minimum minimum;
	enum crm_ending    ending;

	ending = crm_minimise(objective, data, CRM_SBG_PARAMETERS, start, &minimum);
	if (ending == CRM_CONVERGED) {
		model->fit.n = (uint64_t)llround(data->customers);
		crm_fit_from_minimum(&model->fit, &minimum);
		return 0;
	}
	return crm_fault(why, 0, "the customers' chances to leave cannot be told apart: retention does "
	                 "not rise from one renewal to the next, or all at once (alpha and beta are "
	                 "without bound)");
}

int
crm_sbg_fit(struct crm_sbg *model, const struct crm_tenure *tenures, size_t count,
            struct crm_fault *why)
{
	struct data data = { 0 };
	int         error;

	*model = (struct crm_sbg){ .fit = { .parameters = CRM_SBG_PARAMETERS, .names = NAMES } };
	error  = measure(&data, tenures, count, why);
	if (!error)
		error = collect(&data, tenures, count);
	if (!error)
		error = check(&data, why);
	if (!error)
		error = fit(model, &data, why);
	free(data.renewals);
	return error;
}

/* ---- shares: odds have an interval of logarithms, and are never out of 0..1 */

static void
retention_odds(const double *parameters, const void *n, double *out)
{
	*out = (parameters[CRM_SBG_BETA] + (*(const uint32_t *)n - 1)) /
	       parameters[CRM_SBG_ALPHA];
}

/* log S(n) */
static double
log_survival(const double *parameters, uint32_t n)
{
	double sum = 0;

	for (uint32_t i = 0; i < n; i++)
		sum -= log1p(parameters[CRM_SBG_ALPHA] / (parameters[CRM_SBG_BETA] + i));
	return sum;
}

static void
survival_odds(const double *parameters, const void *n, double *out)
{
	*out = 1 / expm1(-log_survival(parameters, *(const uint32_t *)n));
}

static struct crm_interval
share(const struct crm_sbg *model, model_forecast *odds, uint32_t n)
{
	struct crm_predicted predicted;
	struct crm_interval  i;

	model_delta(odds, &model->fit, &n, 1, &predicted);
	i = crm_predicted_interval(predicted);
	return (struct crm_interval){ i.value / (1 + i.value), i.lo / (1 + i.lo), i.hi / (1 + i.hi) };
}

struct crm_interval
crm_sbg_retention(const struct crm_sbg *model, uint32_t n)
{
	return share(model, retention_odds, n);
}

struct crm_interval
crm_sbg_survival(const struct crm_sbg *model, uint32_t n)
{
	if (n == 0)
		return (struct crm_interval){ 1, 1, 1 };
	return share(model, survival_odds, n);
}

/* ---- payments */

struct outlook {
	uint32_t n, horizon;
	double   discount;      /* 1 / (1 + rate) */
};

/* Payments from one that is certain on. */
static double
add_up(double alpha, double beta, const struct outlook *o)
{
	double sum = 0, share = 1;

	for (uint32_t k = 0; k < o->horizon; k++) {
		sum += share;
		share *= o->discount * (beta + k) / (alpha + beta + k);
	}
	return sum;
}

/*
 * The same of all time, 2F1(1, beta; alpha+beta; z): Gauss's continued fraction
 * 1/(1 - k1 z/(1 - k2 z/(1 - ...))) (NIST Handbook 15.7.1) by its convergents, which
 * only rise.  Unlike the series it is short where z is near to 1.
 */
static double
add_up_endless(double alpha, double beta, double z)
{
	double c = alpha + beta, k = beta / c, ratio = 1, term = 1, sum = 1;

	/* Euler's series of the fraction: a term is the last one times (ratio - 1). */
	for (int i = 1; term > NEARLY * sum; i++) {
		int    half = (i + 1) / 2;
		double n    = half;

		ratio = 1 / (1 - k * z * ratio);
		term *= ratio - 1;
		sum += term;
		k = i % 2 ? n * (alpha - 1 + n) / ((c + 2 * n - 2) * (c + 2 * n - 1))
		          : (beta + n) * (c - 1 + n) / ((c + 2 * n - 1) * (c + 2 * n));
	}
	return sum;
}

static void
forecast(const double *parameters, const void *context, double *out)
{
	const struct outlook *o = context;
	double alpha = parameters[CRM_SBG_ALPHA], beta = parameters[CRM_SBG_BETA], odds;

	*out = o->horizon == CRM_SBG_ENDLESS ? add_up_endless(alpha, beta + o->n, o->discount)
	                                     : add_up(alpha, beta + o->n, o);
	if (o->n) {
		odds = (beta + (o->n - 1)) / alpha;
		*out *= odds / (1 + odds);
	}
}

int
crm_sbg_payments(const struct crm_sbg *model, uint32_t n, uint32_t horizon, double rate,
                 struct crm_predicted *payments, struct crm_fault *why)
{
	struct outlook o = { .n = n, .horizon = horizon, .discount = 1 / (1 + rate) };

	if (!(rate >= -0.9 && rate <= 10))
		return crm_fault(why, 0, "the rate of a period is from -0.9 to 10");
	if (horizon == CRM_SBG_ENDLESS && !(rate >= 1e-6))
		return crm_fault(why, 0, "a value without end in time needs a rate from 0.000001 on");
	if (n > CRM_SBG_LONGEST || (horizon > CRM_SBG_LONGEST && horizon != CRM_SBG_ENDLESS))
		return crm_fault(why, 0, "a tenure and a horizon are at most %d periods",
		                 CRM_SBG_LONGEST);
	model_delta(forecast, &model->fit, &o, 1, payments);
	return 0;
}

double
crm_sbg_period_rate(double yearly_rate, double days)
{
	return expm1(model_discount(yearly_rate) * days);
}
