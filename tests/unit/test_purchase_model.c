/* What metrics/purchase_model.h promises of every model. */
#include <stdbool.h>

#include "metrics/purchase_model.h"
#include "purchase_base.h"

enum { BGNBD, MBGNBD, PARETO };

/* Customers as each of the models describes them. */
static const struct kind KINDS[CRM_PURCHASE_MODELS] = {
	{ AFTER_A_REPEAT, .6, 140, .8, 3 },
	{ AFTER_ANY_PURCHASE, .6, 140, .8, 3 },
	{ ANY_TIME, .6, 80, .7, 80 },
};

/* The same as parameters in weeks. */
static const double TRUTH[CRM_PURCHASE_MODELS][4] = {
	{ .6, 20, .8, 3 }, { .6, 20, .8, 3 }, { .6, 80. / 7, .7, 80. / 7 },
};

static void
a_model_is_found_by_its_name(void **state)
{
	(void)state;
	assert_string_equal(crm_purchase_model_named("bgnbd")->title, "BG/NBD");
	assert_string_equal(crm_purchase_model_named("mbgnbd")->title, "MBG/NBD");
	assert_string_equal(crm_purchase_model_named("pareto")->title, "Pareto/NBD");
	assert_null(crm_purchase_model_named("BGNBD"));
	assert_null(crm_purchase_model_named(""));
}

/* ---- predictions */

static void
nothing_is_expected_within_no_time(void **state)
{
	struct crm_pattern history = { 3, 100, 280, 1 };
	struct crm_horizon none = { 0, 0.1 };

	(void)state;
	for (int m = 0; m < CRM_PURCHASE_MODELS; m++) {
		struct crm_purchase_model model = model_of(TRUTH[m]);
		struct crm_prediction     p;
		struct crm_interval       orders;

		crm_predict(&crm_purchase_models[m], &model, &history, &none, &p);
		orders = crm_predicted_interval(p.orders);
		assert_within(orders.lo, 0, 0);
		assert_within(orders.value, 0, 0);
		assert_within(orders.hi, 0, 0);
		assert_within(p.discounted.value, 0, 0);
	}
}

static void
without_a_rate_nothing_is_discounted(void **state)
{
	struct crm_pattern history = { 3, 100, 280, 1 };

	(void)state;
	for (int m = 0; m < CRM_PURCHASE_MODELS; m++) {
		struct crm_purchase_model model = model_of(TRUTH[m]);
		struct crm_prediction     p;

		crm_predict(&crm_purchase_models[m], &model, &history, &HOLD_OUT, &p);
		assert_true(p.discounted.value == p.orders.value);
		assert_true(p.discounted.log_error == p.orders.log_error);
	}
}

static void
a_customer_gone_for_ages_is_worth_nothing_but_a_number(void **state)
{
	struct crm_pattern gone = { 100000, 100000, 3000000, 1 };

	(void)state;
	for (int m = 0; m < CRM_PURCHASE_MODELS; m++) {
		struct crm_purchase_model model = model_of(TRUTH[m]);
		struct crm_prediction     p;
		struct crm_interval       orders;

		crm_predict(&crm_purchase_models[m], &model, &gone, &HOLD_OUT, &p);
		orders = crm_predicted_interval(p.orders);
		assert_within(p.p_alive, 0, 0);
		assert_true(orders.lo == 0 && orders.value == 0 && orders.hi == 0);
		assert_true(isfinite(crm_purchase_models[m].log_likelihood(&model, &gone)));
	}
}

static void
predictions_are_finite_and_ordered_over_a_wide_grid(void **state)
{
	static const double   values[] = { .01, .3, 1, 3, 20 };
	static const uint32_t counts[] = { 0, 1, 7, 400 };
	struct crm_horizon    horizon = { 3000, 0.15 };

	(void)state;
	for (int i = 0; i < CRM_PURCHASE_MODELS * 5 * 5 * 5 * 5 * 4; i++) {
		const struct crm_purchase_model_type *type = &crm_purchase_models[i / 2500];

		double parameter[] = { values[i % 5], values[i / 5 % 5], values[i / 25 % 5],
		                       values[i / 125 % 5] };
		uint32_t                  x       = counts[i / 625 % 4];
		struct crm_purchase_model model   = model_of(parameter);
		struct crm_pattern        history = { x, x ? 350 : 0, 400, 1 };
		struct crm_prediction     p;

		crm_predict(type, &model, &history, &horizon, &p);
		assert_true(0 <= p.p_alive && p.p_alive <= 1);
		assert_true(0 <= p.discounted.value && p.discounted.value <= p.orders.value);
		assert_true(isfinite(p.orders.value));
		assert_true(isfinite(type->log_likelihood(&model, &history)));
	}
}

/* What is likely of all histories together is likely of none alone. */
static void
a_probability_is_at_most_one(void **state)
{
	(void)state;
	for (int m = 0; m < CRM_PURCHASE_MODELS; m++) {
		struct crm_purchase_model model = model_of(TRUTH[m]);

		for (uint32_t T = 0; T < 4000; T = 2 * T + 1) {
			struct crm_pattern once = { 0, 0, T, 1 };

			assert_true(crm_purchase_models[m].log_likelihood(&model, &once) <= 1e-15);
		}
	}
}

/* ---- fits */

static void
parameters_that_made_the_data_are_found_again(void **state)
{
	(void)state;
	for (int m = 0; m < CRM_PURCHASE_MODELS; m++) {
		struct base base = simulate_many(20000, KINDS[m], 800, 1);
		struct crm_purchase_model model = fit_to(&crm_purchase_models[m], &base);

		for (size_t i = 0; i < 4; i++) {
			assert_within(model.fit.parameter[i], TRUTH[m][i], 4 * model.fit.error[i]);
			assert_true(model.fit.error[i] < 0.25 * TRUTH[m][i]);
		}
		free(base.patterns);
	}
}

static double
total_log_likelihood(const struct crm_purchase_model_type *type, const struct base *base,
                     const struct crm_purchase_model *fitted, const double *shift)
{
	struct crm_purchase_model model = *fitted;
	double                    sum = 0;

	for (size_t i = 0; i < 4; i++)
		model.fit.parameter[i] *= exp(shift[i]);
	for (size_t i = 0; i < base->count; i++)
		sum += base->patterns[i].customers *
		       type->log_likelihood(&model, &base->patterns[i]);
	return sum;
}

/* Minus the second derivative by log parameters i and j. */
static double
curvature(const struct crm_purchase_model_type *type, const struct base *base,
          const struct crm_purchase_model *model, size_t i, size_t j)
{
	const double h = 2e-3;
	double       sum = 0;

	for (int corner = 0; corner < 4; corner++) {
		double shift[4] = { 0 };
		int    up = corner & 1 ? 1 : -1, right = corner & 2 ? 1 : -1;

		shift[i] += up * h;
		shift[j] += right * h;
		sum -= up * right * total_log_likelihood(type, base, model, shift);
	}
	return sum / (4 * h * h);
}

static void
assert_top(const struct crm_purchase_model_type *type, const struct base *base)
{
	struct crm_purchase_model model   = fit_to(type, base);
	double                    here[4] = { 0 };

	assert_close(model.fit.log_likelihood, total_log_likelihood(type, base, &model, here),
	             1e-12);
	for (size_t i = 0; i < 4; i++) {
		double up[4] = { 0 }, down[4] = { 0 };

		up[i]   = 1e-4;
		down[i] = -1e-4;
		/* A slope of 1 for each log parameter would be one customer's worth. */
		assert_within((total_log_likelihood(type, base, &model, up) -
		               total_log_likelihood(type, base, &model, down)) / 2e-4, 0, 1e-4);
		for (size_t j = 0; j < 4; j++) {
			double product = 0;

			for (size_t k = 0; k < 4; k++)
				product += curvature(type, base, &model, i, k) *
				           model.fit.covariance[k][j];
			assert_within(product, i == j, 1e-3);
		}
	}
}

static void
a_fit_is_the_top_of_the_likelihood_and_knows_its_curvature(void **state)
{
	(void)state;
	for (int m = 0; m < CRM_PURCHASE_MODELS; m++) {
		struct base base = simulate_many(3000, KINDS[m], 800, 5);

		assert_top(&crm_purchase_models[m], &base);
		free(base.patterns);
	}
}

static void
the_order_of_patterns_does_not_matter(void **state)
{
	(void)state;
	for (int m = 0; m < CRM_PURCHASE_MODELS; m++) {
		struct base base = simulate_many(3000, KINDS[m], 800, 5);
		struct crm_purchase_model forth = fit_to(&crm_purchase_models[m], &base), back;

		for (size_t i = 0; i < base.count / 2; i++) {
			struct crm_pattern kept = base.patterns[i];

			base.patterns[i] = base.patterns[base.count - 1 - i];
			base.patterns[base.count - 1 - i] = kept;
		}
		back = fit_to(&crm_purchase_models[m], &base);
		assert_close(back.fit.log_likelihood, forth.fit.log_likelihood, 1e-14);
		for (size_t i = 0; i < 4; i++)
			assert_close(back.fit.parameter[i], forth.fit.parameter[i], 1e-9);
		free(base.patterns);
	}
}

static void
the_unit_of_time_changes_times_alone(void **state)
{
	struct crm_horizon year = { 365, 0.1 };

	(void)state;
	for (int m = 0; m < CRM_PURCHASE_MODELS; m++) {
		const struct crm_purchase_model_type *type = &crm_purchase_models[m];

		const double factor[] = { 1, 7, 1, m == PARETO ? 7 : 1 };
		struct base  base = simulate_many(3000, KINDS[m], 800, 2);
		struct crm_purchase_model weeks = fit_to(type, &base), days;
		struct crm_prediction     in_weeks, in_days;
		struct crm_fault          why;

		assert_int_equal(type->fit(&days, base.patterns, base.count, 1, &why), 0);
		for (size_t i = 0; i < 4; i++)
			assert_close(days.fit.parameter[i], factor[i] * weeks.fit.parameter[i],
			             1e-8);
		crm_predict(type, &weeks, &base.patterns[5], &year, &in_weeks);
		crm_predict(type, &days, &base.patterns[5], &year, &in_days);
		assert_close(in_days.discounted.value, in_weeks.discounted.value, 1e-8);
		assert_close(in_days.discounted.log_error, in_weeks.discounted.log_error, 1e-4);
		free(base.patterns);
	}
}

/* Fit to many samples of one truth: intervals of E should hold the true E in 95 %. */
static void
assert_covers(int m, struct crm_pattern customer, int samples)
{
	const struct crm_purchase_model_type *type = &crm_purchase_models[m];
	struct crm_purchase_model truth = model_of(TRUTH[m]);
	struct crm_horizon        year  = { 365, 0.1 };
	struct crm_prediction     true_one, p;
	int                       held = 0;

	crm_predict(type, &truth, &customer, &year, &true_one);
	for (int i = 0; i < samples; i++) {
		struct base base = simulate_many(1000, KINDS[m], 800, 100 + (uint64_t)i);
		struct crm_purchase_model model = fit_to(type, &base);
		struct crm_interval       interval;

		crm_predict(type, &model, &customer, &year, &p);
		interval = crm_predicted_interval(p.discounted);
		held += interval.lo <= true_one.discounted.value &&
		        true_one.discounted.value <= interval.hi;
		free(base.patterns);
	}
	assert_within((double)held / samples, 0.95, 0.06);
}

static void
intervals_hold_the_truth_as_often_as_they_say(void **state)
{
	(void)state;
	for (int m = 0; m < CRM_PURCHASE_MODELS; m++)
		assert_covers(m, (struct crm_pattern){ 4, 420, 700, 1 }, m == PARETO ? 40 : 100);
}

/* ---- refusals */

static void
assert_refused(int m, const struct crm_pattern *patterns, size_t count, const char *reason)
{
	struct crm_purchase_model model;
	struct crm_fault          why = { .text = "fitted" };

	if (crm_purchase_models[m].fit(&model, patterns, count, 7, &why) != CRM_INVALID ||
	    !strstr(why.text, reason))
		fail_msg("%s: %s", crm_purchase_models[m].title, why.text);
}

static void
data_that_cannot_carry_a_model_is_refused_in_words(void **state)
{
	const struct crm_pattern none = { 0, 0, 200, 50 }, today = { 0, 0, 0, 9 };
	const struct crm_pattern future = { 2, 30, 20, 1 }, absurd = { 0, 3, 20, 1 };

	(void)state;
	for (int m = 0; m < CRM_PURCHASE_MODELS; m++) {
		assert_refused(m, NULL, 0, "there are no customers");
		assert_refused(m, &today, 1, "all customers first bought on the last day");
		assert_refused(m, &none, 1, "no customer bought a second time");
		assert_refused(m, &future, 1, "no history has x = 2, t_x = 30 and T = 20 days");
		assert_refused(m, &absurd, 1, "no history has x = 0, t_x = 3");
	}
}

static void
a_base_that_nobody_leaves_is_refused(void **state)
{
	struct base base = simulate_many(5000, (struct kind){ NEVER, 2, 60, 0, 0 }, 700, 3);

	(void)state;
	for (int m = 0; m < CRM_PURCHASE_MODELS; m++)
		assert_refused(m, base.patterns, base.count, "no churn can be identified");
	free(base.patterns);
}

/* Fifty who buy every day, among ordinary customers. */
static const struct crm_pattern DAILY[] = {
	{ 0, 0, 365, 800 }, { 1, 100, 365, 60 }, { 2, 250, 365, 30 }, { 364, 364, 365, 50 },
	{ 3, 80, 300, 20 }, { 1, 20, 200, 35 },
};

/* Thirty customers. */
static const struct crm_pattern FEW[] = {
	{ 0, 0, 365, 11 }, { 1, 30, 340, 4 }, { 1, 200, 300, 2 }, { 2, 40, 350, 3 },
	{ 2, 280, 330, 2 }, { 3, 320, 360, 2 }, { 4, 100, 365, 2 }, { 7, 330, 345, 1 },
	{ 9, 210, 290, 1 }, { 12, 350, 362, 2 },
};

/* The highest of six searches by Nelder-Mead's method, from chance starts. */
struct top {
	double parameter[4], log_likelihood;
};

static void
assert_tops(const struct crm_pattern *patterns, size_t count, const struct top *tops)
{
	for (int m = 0; m < CRM_PURCHASE_MODELS; m++) {
		struct base base = { .patterns = malloc(count * sizeof *patterns), .count = count };
		struct crm_purchase_model model;

		assert_non_null(base.patterns);
		memcpy(base.patterns, patterns, count * sizeof *patterns);
		model = fit_to(&crm_purchase_models[m], &base);
		assert_within(model.fit.log_likelihood, tops[m].log_likelihood, 1e-6);
		for (int i = 0; i < 4; i++)
			assert_close(model.fit.parameter[i], tops[m].parameter[i], 2e-5);
		free(base.patterns);
	}
}

static void
thirty_customers_have_the_fit_that_others_find(void **state)
{
	static const struct top tops[CRM_PURCHASE_MODELS] = {
		{ { .434234, 4.56690, .656622, 2.19299 }, -249.824569 },
		{ { 2.03136, 13.9311, .779638, 1.45423 }, -248.356049 },
		{ { 1.61960, 16.7852, .579939, 8.60494 }, -248.281136 },
	};

	(void)state;
	assert_tops(FEW, sizeof FEW / sizeof *FEW, tops);
}

/*
 * From where customers are much alike, the likelihood of the first two rises to a
 * boundary without churn; the top is elsewhere.
 */
static void
a_few_daily_buyers_among_ordinary_ones_have_the_fit_that_others_find(void **state)
{
	static const struct top tops[CRM_PURCHASE_MODELS] = {
		{ { .0337392, .0914322, .0249292, .0432429 }, 15419.572827 },
		{ { .0499941, .0957804, .0950419, .216093 }, 15380.968286 },
		{ { .0368698, .101598, .569509, 36.8408 }, 15387.232379 },
	};

	(void)state;
	assert_tops(DAILY, sizeof DAILY / sizeof *DAILY, tops);
}

static void
too_few_or_too_equal_customers_are_refused(void **state)
{
	const struct crm_pattern one = { 3, 50, 90, 1 };
	const struct crm_pattern clockwork[] = { { 12, 360, 365, 40 }, { 12, 355, 365, 40 } };

	(void)state;
	assert_refused(BGNBD, &one, 1, "purchase rates cannot be told apart");
	assert_refused(MBGNBD, &one, 1, "no churn can be identified");
	assert_refused(PARETO, &one, 1, "no churn can be identified");
	for (int m = 0; m < CRM_PURCHASE_MODELS; m++)
		assert_refused(m, clockwork, 2, "no churn can be identified");
}

/* All have one chance to leave, after a repeat purchase: lifetimes are then alike. */
static void
lifetimes_that_are_alike_are_refused(void **state)
{
	struct base base = simulate_many(5000, (struct kind){ AFTER_A_REPEAT, .6, 140, .8, 3 },
	                                 700, 3);

	(void)state;
	assert_refused(PARETO, base.patterns, base.count,
	               "the customers' lifetimes cannot be told apart: s and beta are without bound");
	free(base.patterns);
}

/* A finite prediction with its interval around it, or a reason. */
static bool
is_fitted_or_refused(int m, const struct base *base)
{
	const struct crm_purchase_model_type *type = &crm_purchase_models[m];

	struct crm_purchase_model model;
	struct crm_fault          why;
	struct crm_prediction     p;
	struct crm_interval       orders;

	if (type->fit(&model, base->patterns, base->count, 7, &why)) {
		assert_true(strstr(why.text, "cannot be told apart") ||
		            strstr(why.text, "no churn can be identified"));
		return false;
	}
	crm_predict(type, &model, &base->patterns[0], &HOLD_OUT, &p);
	orders = crm_predicted_interval(p.orders);
	assert_true(0 <= orders.lo && orders.lo <= orders.value);
	assert_true(orders.value <= orders.hi && isfinite(orders.hi));
	return true;
}

static void
small_bases_give_finite_numbers_or_a_reason(void **state)
{
	(void)state;
	for (int m = 0; m < CRM_PURCHASE_MODELS; m++)
		for (int kind = 0; kind < CRM_PURCHASE_MODELS; kind++) {
			int fitted = 0;

			for (uint64_t seed = 0; seed < 50; seed++) {
				struct base base = simulate_many(30, KINDS[kind], 800, seed);

				fitted += is_fitted_or_refused(m, &base);
				free(base.patterns);
			}
			assert_true(fitted > 15);
		}
}

/*
 * Each customer of a large base twice as often has the same top: the first search is of
 * another sample, and of customers in another order.
 */
static void
the_top_does_not_depend_on_the_sample(void **state)
{
	const struct kind  kind = { .leaving = ANY_TIME, .r = .6, .alpha = 70, .a = .6, .b = 90 };
	struct base        base = simulate_many(30000, kind, 600, 11), twice = base;
	struct crm_pattern swap;

	(void)state;
	twice.patterns = malloc(base.count * sizeof *twice.patterns);
	assert_non_null(twice.patterns);
	for (size_t i = 0; i < base.count; i++) {
		swap = base.patterns[base.count - 1 - i];
		swap.customers *= 2;
		twice.patterns[i] = swap;
	}
	for (size_t m = 0; m < CRM_PURCHASE_MODELS; m++) {
		struct crm_purchase_model once = fit_to(&crm_purchase_models[m], &base);
		struct crm_purchase_model both = fit_to(&crm_purchase_models[m], &twice);

		for (size_t i = 0; i < 4; i++) {
			assert_close(both.fit.parameter[i], once.fit.parameter[i], 1e-9);
			assert_close(both.fit.error[i] * sqrt(2), once.fit.error[i], 1e-6);
		}
	}
	free(twice.patterns);
	free(base.patterns);
}

/* ---- slopes */

static void
assert_slopes(const struct crm_purchase_model_type *type, const double parameter[4],
              const struct crm_pattern *history)
{
	const double              step = 1e-5;
	struct crm_purchase_model model = model_of(parameter);
	struct crm_present        here, above, below;

	type->present(&model, history, &here);
	for (int i = 0; i < 4; i++) {
		double slope;

		model.fit.parameter[i] = parameter[i] * exp(step);
		type->present(&model, history, &above);
		model.fit.parameter[i] = parameter[i] * exp(-step);
		type->present(&model, history, &below);
		model.fit.parameter[i] = parameter[i];
		slope = log(above.rate.value / below.rate.value) / (2 * step);
		assert_within(here.rate.slope[i], slope, 1e-8 * fmax(1, fabs(slope)));
	}
}

static void
the_rate_now_has_the_slopes_that_differences_have(void **state)
{
	static const double parameters[][4] = {
		{ .25, 4.4, .8, 2.4 }, { .6, 11, .5, 9 }, { 20, 300, .05, .4 }, { .01, 1, 6, 90 },
	};
	static const struct crm_pattern histories[] = {
		{ 0, 0, 0, 1 }, { 0, 0, 272, 1 }, { 1, 1, 272, 1 }, { 2, 213, 272, 1 },
		{ 26, 216, 217, 1 }, { 7, 100, 100, 1 }, { 40, 300, 900, 1 },
	};

	(void)state;
	for (size_t m = 0; m < CRM_PURCHASE_MODELS; m++)
		for (size_t i = 0; i < sizeof parameters / sizeof *parameters; i++)
			for (size_t k = 0; k < sizeof histories / sizeof *histories; k++)
				assert_slopes(&crm_purchase_models[m], parameters[i], &histories[k]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_top_does_not_depend_on_the_sample),
		cmocka_unit_test(the_rate_now_has_the_slopes_that_differences_have),
		cmocka_unit_test(a_model_is_found_by_its_name),
		cmocka_unit_test(nothing_is_expected_within_no_time),
		cmocka_unit_test(without_a_rate_nothing_is_discounted),
		cmocka_unit_test(a_customer_gone_for_ages_is_worth_nothing_but_a_number),
		cmocka_unit_test(predictions_are_finite_and_ordered_over_a_wide_grid),
		cmocka_unit_test(a_probability_is_at_most_one),
		cmocka_unit_test(parameters_that_made_the_data_are_found_again),
		cmocka_unit_test(a_fit_is_the_top_of_the_likelihood_and_knows_its_curvature),
		cmocka_unit_test(the_order_of_patterns_does_not_matter),
		cmocka_unit_test(the_unit_of_time_changes_times_alone),
		cmocka_unit_test(intervals_hold_the_truth_as_often_as_they_say),
		cmocka_unit_test(data_that_cannot_carry_a_model_is_refused_in_words),
		cmocka_unit_test(a_base_that_nobody_leaves_is_refused),
		cmocka_unit_test(thirty_customers_have_the_fit_that_others_find),
		cmocka_unit_test(a_few_daily_buyers_among_ordinary_ones_have_the_fit_that_others_find),
		cmocka_unit_test(too_few_or_too_equal_customers_are_refused),
		cmocka_unit_test(lifetimes_that_are_alike_are_refused),
		cmocka_unit_test(small_bases_give_finite_numbers_or_a_reason),
	};

	return cmocka_run_group_tests_name("purchase_model", tests, NULL, NULL);
}
