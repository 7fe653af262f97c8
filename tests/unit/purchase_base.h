/*
 * purchase_base.h - customers to fit models of purchases to: CDNOW's, and made ones.
 */
#ifndef TESTS_PURCHASE_BASE_H
#define TESTS_PURCHASE_BASE_H

#include <stdlib.h>

#include "metrics/holdout.h"
#include "metrics/purchase_model.h"
#include "numbers.h"
#include "cdnow.h"

static const struct crm_horizon HOLD_OUT = { .days = 273 };      /* 39 weeks */

static inline struct crm_purchase_model
model_of(const double parameter[4])
{
	struct crm_purchase_model model = { .unit = 7, .fit = { .parameters = 4 } };

	memcpy(model.fit.parameter, parameter, 4 * sizeof *parameter);
	return model;
}

struct base {
	struct crm_pattern *patterns;
	size_t              count;
};

static inline struct base
compress(const struct crm_purchases *rows, size_t n)
{
	struct base base;

	assert_int_equal(crm_purchase_patterns(rows, n, &base.patterns, &base.count, NULL), 0);
	return base;
}

static inline struct base
cdnow(const char *file, int before_date, int64_t end)
{
	struct crm_purchase_log *log = cdnow_log(file, before_date);
	struct crm_purchases    *rows;
	struct crm_fault         why;
	struct base              base;
	size_t                   n;

	assert_int_equal(crm_purchase_log_summarise(log, end, end, &rows, &n, &why), 0);
	base = compress(rows, n);
	free(rows);
	crm_purchase_log_close(log);
	return base;
}

/* Must be fitted; what it is. */
static inline struct crm_purchase_model
fit_to(const struct crm_purchase_model_type *type, const struct base *base)
{
	struct crm_purchase_model model;
	struct crm_fault          why = { .text = "" };

	if (type->fit(&model, base->patterns, base->count, 7, &why))
		fail_msg("%s: %s", type->title, why.text);
	return model;
}

/* What is known of a history to 20 digits. */
struct reference {
	double   parameter[4];
	uint32_t x, t_x, T;
	double   days, yearly_rate;
	double   log_likelihood, p_alive, orders, discounted, residual;
};

static inline void
assert_reference(const struct crm_purchase_model_type *type, const struct reference *known,
                 double digits)
{
	struct crm_purchase_model model   = model_of(known->parameter);
	struct crm_pattern        history = { known->x, known->t_x, known->T, 1 };
	struct crm_horizon        horizon = { known->days, known->yearly_rate };
	struct crm_prediction     p;

	/* exp() of a large exponent has the exponent's rounding. */
	if (known->p_alive < 1e-10)
		digits *= 10;
	crm_predict(type, &model, &history, &horizon, &p);
	assert_within(type->log_likelihood(&model, &history), known->log_likelihood,
	              digits * fmax(fabs(known->log_likelihood), 1));
	assert_close(p.p_alive, known->p_alive, digits);
	assert_close(type->p_alive(&model, &history), known->p_alive, digits);
	assert_close(p.orders.value, known->orders, digits);
	assert_close(p.discounted.value, known->discounted, digits);
	if (type->has_residual && known->residual != 0)
		assert_close(p.residual.value, known->residual, digits);
}

/* Published: parameters and standard errors (0: not known) to 6 decimals. */
static inline void
assert_fit(const struct crm_purchase_model *model, const double parameter[4],
           const double error[4], double log_likelihood)
{
	for (int i = 0; i < 4; i++) {
		assert_within(model->fit.parameter[i], parameter[i], 1e-6);
		if (error)
			assert_within(model->fit.error[i], error[i], 1e-6);
	}
	assert_within(model->fit.log_likelihood, log_likelihood, 1e-6);
}

static inline void
assert_customer(const struct crm_purchase_model_type *type,
                const struct crm_purchase_model *model, struct crm_pattern history,
                double p_alive, double orders)
{
	struct crm_prediction p;

	crm_predict(type, model, &history, &HOLD_OUT, &p);
	assert_within(p.p_alive, p_alive, 1e-6);
	assert_within(p.orders.value, orders, 2e-6);
}

/* Fit to the first 39 weeks of all of CDNOW, against what was bought in the next 39. */
static inline struct crm_holdout
hold_out(const struct crm_purchase_model_type *type)
{
	struct crm_purchase_log  *log = cdnow_log("cdnow_full.csv", 0);
	struct crm_purchases     *rows;
	struct crm_purchase_model model;
	struct crm_holdout        measured;
	struct crm_fault          why;
	struct base               base;
	size_t                    n;
	double                   *expected;

	assert_int_equal(crm_purchase_log_summarise(log, CDNOW_END, CDNOW_LAST, &rows, &n, &why),
	                 0);
	base     = compress(rows, n);
	model    = fit_to(type, &base);
	expected = malloc(n * sizeof *expected);
	assert_non_null(expected);
	for (size_t i = 0; i < n; i++) {
		struct crm_pattern    history = { rows[i].x, rows[i].t_x, rows[i].T, 1 };
		struct crm_prediction p;

		crm_predict(type, &model, &history, &HOLD_OUT, &p);
		expected[i] = p.orders.value;
	}
	assert_int_equal(crm_holdout_measure(rows, n, expected, &measured, &why), 0);
	assert_within(measured.actual, 19684, 0);
	free(expected);
	free(base.patterns);
	free(rows);
	crm_purchase_log_close(log);
	return measured;
}

/* Known to 4 decimals. */
static inline void
assert_holdout(const struct crm_purchase_model_type *type, double bias, double mean_absolute,
               double root_mean_square)
{
	struct crm_holdout error = hold_out(type);

	assert_within(error.bias.value, bias, 5e-5);
	assert_within(error.mean_absolute_error.value, mean_absolute, 5e-5);
	assert_within(error.root_mean_square_error.value, root_mean_square, 5e-5);
}

/* When a made customer may leave. */
enum leaving { NEVER, AFTER_A_REPEAT, AFTER_ANY_PURCHASE, ANY_TIME };

/* A customer as a model describes it; bought on whole days. */
struct kind {
	enum leaving leaving;
	double       r, alpha;      /* purchase rate a day */
	double       a, b;          /* chance to leave; of ANY_TIME s and beta, a rate a day */
};

static inline struct crm_purchases
simulate(struct chance *chance, struct kind kind, uint32_t T)
{
	struct crm_purchases c = { .T = T };
	double rate = gamma_variate(chance, kind.r) / kind.alpha, day = 0, leave = 0, end = T;

	if (kind.leaving == ANY_TIME)
		end = fmin(T, exponential(chance, gamma_variate(chance, kind.a) / kind.b));
	if (kind.leaving == AFTER_A_REPEAT || kind.leaving == AFTER_ANY_PURCHASE) {
		leave = gamma_variate(chance, kind.a);
		leave /= leave + gamma_variate(chance, kind.b);
	}
	if (kind.leaving == AFTER_ANY_PURCHASE && uniform(chance) < leave)
		return c;
	for (;;) {
		day += exponential(chance, rate);
		if (day >= end)
			return c;
		/* At most once a day, and not on the first: as a log would have it. */
		if (day >= c.t_x + 1) {
			c.t_x = (uint32_t)day;
			c.x++;
		}
		if (uniform(chance) < leave)
			return c;
	}
}

static inline struct base
simulate_many(size_t n, struct kind kind, uint32_t T, uint64_t seed)
{
	struct crm_purchases *rows = malloc(n * sizeof *rows);
	struct chance         chance = { seed };
	struct base           base;

	assert_non_null(rows);
	for (size_t i = 0; i < n; i++)
		rows[i] = simulate(&chance, kind, T - (uint32_t)(i % 90));
	base = compress(rows, n);
	free(rows);
	return base;
}

#endif
