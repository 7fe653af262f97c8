/*
 * gamma_gamma.c - the Gamma-Gamma model: what a customer spends on a purchase.
 */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "gamma_gamma.h"
#include "in_two.h"
#include "model.h"

enum { SAMPLE = 4000, WORTH_A_THREAD = 20000 };   /* customers */

static const char *const NAMES[] = { "p", "q", "v" };

static const double NO_SPREAD = 1e-24;   /* a variance, relative, that is rounding */

struct spender {
	double   spend;      /* of all repeat purchases, in units of money */
	uint32_t x;
};

struct data {
	struct spender *spenders;
	size_t          count;
	double         *with_x;         /* x_max + 1: how many have made x purchases */
	uint32_t        x_max;
	double          purchases;      /* sum of x */
	double          log_spends;     /* sum of x log(spend) */
	double          log_means;      /* sum of log(spend / x) */
};

static double
log_gamma(double x)
{
	int sign;      /* always 1 here; lgamma() would keep it in a global */

	return lgamma_r(x, &sign);
}

/* What depends on x alone: log Gamma(px+q) - log Gamma(px) - log Gamma(q), summed. */
static double
add_up_gammas(const struct data *data, double p, double q, double *by_p, double *by_q)
{
	double sum = 0, log_gamma_q = log_gamma(q), digamma_q = digamma(q);

	for (uint32_t x = 1; x <= data->x_max; x++) {
		double n = data->with_x[x], top;

		if (n == 0)
			continue;
		top = digamma(p * x + q);
		sum += n * (log_gamma(p * x + q) - log_gamma(p * x) - log_gamma_q);
		*by_p += n * x * (top - digamma(p * x));
		*by_q += n * (top - digamma_q);
	}
	return sum;
}

/* Some of the spenders, and what is summed up of them. */
struct share {
	const struct data *data;
	double             p, q, v;
	size_t             from, to;
	double             sum, by_p, by_q, by_v;    /* by_v: by its logarithm */
};

static void *
add_spenders(void *context)
{
	struct share *share = context;
	double        sum = 0, by_p = 0, by_q = 0, by_v = 0;

	for (size_t i = share->from; i < share->to; i++) {
		const struct spender *s = &share->data->spenders[i];

		/* Relative to v: where q is large, sums of log(v + spend) would cancel. */
		double ratio = s->spend / share->v, grown = log(1 + ratio);

		sum -= (share->p * s->x + share->q) * grown;
		by_p -= s->x * grown;
		by_q -= grown;
		by_v += (share->q * ratio - share->p * s->x) / (1 + ratio);
	}
	share->sum  = sum;
	share->by_p = by_p;
	share->by_q = by_q;
	share->by_v = by_v;
	return NULL;
}

/* Minus the mean log-likelihood at the logarithms of p, q, v. */
static double
objective(const double *logs, double *gradient, void *context)
{
	const struct data *data = context;
	double             n = (double)data->count;
	double             p = exp(logs[0]), q = exp(logs[1]), v = exp(logs[2]);
	double             log_ratios = data->log_spends - data->purchases * logs[2];
	double             by_p = log_ratios, by_q = 0;
	double             sum = add_up_gammas(data, p, q, &by_p, &by_q) + p * log_ratios;
	struct share       a = { .data = data, .p = p, .q = q, .v = v, .to = data->count / 2 }, b = a;

	b.from = a.to;
	b.to   = data->count;
	in_two(add_spenders, &a, &b, data->count >= WORTH_A_THREAD);
	sum += a.sum + b.sum - data->log_means;
	gradient[0] = -p * (by_p + a.by_p + b.by_p) / n;
	gradient[1] = -q * (by_q + a.by_q + b.by_q) / n;
	gradient[2] = -(a.by_v + b.by_v) / n;
	return -sum / n;
}

/* Of one in `step' customers. */
static void
collect(struct data *data, const struct crm_purchases *purchases, size_t n, size_t step,
        double minor)
{
	for (size_t i = 0; i < n; i += step) {
		const struct crm_purchases *c = &purchases[i];
		struct spender              s = { (double)c->repeat_spend / minor, c->x };

		if (c->x == 0 || c->repeat_spend <= 0)
			continue;
		data->spenders[data->count++] = s;
		data->with_x[s.x]++;
		data->purchases += s.x;
		data->log_spends += s.x * log(s.spend);
		data->log_means += log(s.spend / s.x);
	}
}

static bool
is_equal_everywhere(const struct data *data)
{
	const struct spender *s = data->spenders;

	for (size_t i = 1; i < data->count; i++)
		if (s[i].spend * s[0].x != s[0].spend * s[i].x)
			return false;
	return true;
}

static int
prepare(struct data *data, const struct crm_purchases *purchases, size_t n, size_t step,
        double minor, struct crm_fault *why)
{
	for (size_t i = 0; i < n; i += step)
		data->x_max = purchases[i].x > data->x_max ? purchases[i].x : data->x_max;
	data->spenders = malloc((n / step + 1) * sizeof *data->spenders);
	data->with_x   = calloc((size_t)data->x_max + 1, sizeof *data->with_x);
	if (!data->spenders || !data->with_x)
		return CRM_NO_MEMORY;
	collect(data, purchases, n, step, minor);
	if (data->count == 0)
		return crm_fault(why, 0, "no customer has repeat purchases with an amount: "
		                 "there is no spend to model");
	if (is_equal_everywhere(data))
		return crm_fault(why, 0, "all customers spend the same on a purchase: "
		                 "there is no spread to model");
	return 0;
}

/*
 * The mean over customers is p v / (q - 1).  Start with it, and with as much
 * spread between customers as q = 3 has.
 */
static void
choose_start(const struct data *data, double *logs)
{
	double mean = exp(data->log_means / (double)data->count);

	logs[CRM_GAMMA_GAMMA_P] = log(2);
	logs[CRM_GAMMA_GAMMA_Q] = log(3);
	logs[CRM_GAMMA_GAMMA_V] = log(mean);
}

static int
refuse(const struct crm_minimum *minimum, enum crm_ending ending, struct crm_fault *why)
{
	if (ending == CRM_STALLED)
		return crm_fault(why, 0, "the fit of spend did not converge in %d evaluations",
		                 minimum->evaluations);
	return crm_fault(why, 0, "the spread of spend within customers and between them cannot be "
	                 "told apart: p, q and v are without bound");
}

/* From the minimum of a sample, or from afar if there is none. */
static int
minimise(const struct crm_purchases *purchases, size_t n, size_t step, double minor,
         const struct crm_minimum *sample, struct crm_minimum *minimum, enum crm_ending *ending,
         struct crm_fault *why)
{
	struct data data = { 0 };
	double      start[CRM_GAMMA_GAMMA_PARAMETERS];
	int         error = prepare(&data, purchases, n, step, minor, why);

	*ending = CRM_STALLED;
	if (!error && sample)
		*ending = crm_minimise_near(objective, &data, CRM_GAMMA_GAMMA_PARAMETERS, sample, minimum);
	if (!error && *ending != CRM_CONVERGED) {
		choose_start(&data, start);
		*ending = crm_minimise(objective, &data, CRM_GAMMA_GAMMA_PARAMETERS, start, minimum);
	}
	free(data.spenders);
	free(data.with_x);
	return error;
}

/* Where there are many customers, first of some of them, as model_fit() does. */
static int
fit(const struct crm_purchases *purchases, size_t n, double minor, struct crm_minimum *minimum,
    enum crm_ending *ending, struct crm_fault *why)
{
	struct crm_minimum sample;
	int                error = CRM_INVALID;

	if (n >= 2 * SAMPLE)
		error = minimise(purchases, n, n / SAMPLE, minor, NULL, &sample, ending, why);
	if (error == CRM_NO_MEMORY)
		return error;
	return minimise(purchases, n, 1, minor, error || *ending != CRM_CONVERGED ? NULL : &sample,
	                minimum, ending, why);
}

int
crm_gamma_gamma_fit(struct crm_gamma_gamma *model, const struct crm_purchases *purchases, size_t n,
                    double minor, struct crm_fault *why)
{
	struct crm_minimum minimum;
	enum crm_ending    ending;
	int                error;
	double             q;

	*model = (struct crm_gamma_gamma){
		.minor = minor,
		.fit   = { .parameters = CRM_GAMMA_GAMMA_PARAMETERS, .names = NAMES },
	};
	for (size_t i = 0; i < n; i++) {
		model->left_out += purchases[i].x > 0 && purchases[i].repeat_spend <= 0;
		model->fit.n += purchases[i].x > 0 && purchases[i].repeat_spend > 0;
	}
	error = fit(purchases, n, minor, &minimum, &ending, why);
	if (error)
		return error;
	if (ending != CRM_CONVERGED)
		return refuse(&minimum, ending, why);
	q = exp(minimum.at[CRM_GAMMA_GAMMA_Q]);
	if (q <= 1)
		return crm_fault(why, 0, "q is %.3f: with q <= 1 the mean spend over customers is "
		                 "infinite; a few spend too much more than the others", q);
	crm_fit_from_minimum(&model->fit, &minimum);
	return 0;
}

/* Sums over customers of two numbers, for their correlation. */
struct pairs {
	double n, a, b, aa, bb, ab;
};

static void
add_pair(struct pairs *s, double a, double b)
{
	double before_a, before_b;

	/* By Welford's method: a and b are the means so far. */
	s->n++;
	before_a = a - s->a;
	before_b = b - s->b;
	s->a += before_a / s->n;
	s->b += before_b / s->n;
	s->aa += before_a * (a - s->a);
	s->bb += before_b * (b - s->b);
	s->ab += before_a * (b - s->b);
}

int
crm_gamma_gamma_correlation(const struct crm_purchases *purchases, size_t n,
                            struct crm_interval *correlation, struct crm_fault *why)
{
	struct pairs s = { 0 };
	double       r, z, half;

	for (size_t i = 0; i < n; i++) {
		double x = purchases[i].x, spend = (double)purchases[i].repeat_spend;

		if (x > 0 && spend > 0)
			add_pair(&s, log(x), spend / x);
	}
	if (s.n < 4)
		return crm_fault(why, 0, "a correlation takes four customers with repeat spend");
	if (!(s.aa > 0 && s.bb > NO_SPREAD * s.n * s.b * s.b))
		return crm_fault(why, 0, "all customers buy as often, or spend as much: "
		                 "there is no correlation");
	r    = fmax(fmin(s.ab / sqrt(s.aa * s.bb), 1), -1);
	z    = atanh(r);
	half = CRM_Z95 / sqrt(s.n - 3);
	*correlation = (struct crm_interval){ r, tanh(z - half), tanh(z + half) };
	return 0;
}

double
crm_gamma_gamma_log_likelihood(const struct crm_gamma_gamma *model, uint32_t x, double m)
{
	const double *parameter = model->fit.parameter;
	double        p = parameter[CRM_GAMMA_GAMMA_P], q = parameter[CRM_GAMMA_GAMMA_Q];
	double        v = parameter[CRM_GAMMA_GAMMA_V], s = x * m;

	return log_gamma(p * x + q) - log_gamma(p * x) - log_gamma(q) - q * log1p(s / v) -
	       p * x * log1p(v / s) - log(m);
}

struct crm_predicted
crm_gamma_gamma_spend(const struct crm_gamma_gamma *model, const struct crm_purchases *customer)
{
	const double *parameter = model->fit.parameter;
	double        p = parameter[CRM_GAMMA_GAMMA_P], q = parameter[CRM_GAMMA_GAMMA_Q];
	double        v = parameter[CRM_GAMMA_GAMMA_V], x = customer->x;
	double        spend  = fmax((double)customer->repeat_spend, 0) / model->minor;
	double        weight = p * x + q - 1;

	struct crm_computed mean = {
		.value = p * (v + spend) / weight,
		.slope = {
			[CRM_GAMMA_GAMMA_P] = 1 - p * x / weight,
			[CRM_GAMMA_GAMMA_Q] = -q / weight,
			[CRM_GAMMA_GAMMA_V] = v / (v + spend),
		},
	};

	return crm_predicted_of(&model->fit, &mean);
}
