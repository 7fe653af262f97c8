/* What metrics/optimise.h promises. */
#include <string.h>

#include "metrics/optimise.h"
#include "numbers.h"

static double
rosenbrock(const double *x, double *gradient, void *data)
{
	double valley = x[1] - x[0] * x[0], slope = 1 - x[0];

	(void)data;
	gradient[0] = -400 * x[0] * valley - 2 * slope;
	gradient[1] = 200 * valley;
	return 100 * valley * valley + slope * slope;
}

static void
the_end_of_a_curved_valley_is_found(void **state)
{
	static const double start[] = { -1.2, 1 };
	struct crm_minimum  m;

	(void)state;
	assert_int_equal(crm_minimise(rosenbrock, NULL, 2, start, &m), CRM_CONVERGED);
	assert_close(m.at[0], 1, 1e-10);
	assert_close(m.at[1], 1, 1e-10);
	assert_true(m.evaluations < 100);
	/* The inverse of { 802, -400; -400, 200 }. */
	assert_close(m.inverse_hessian[0][0], 0.5, 1e-4);
	assert_close(m.inverse_hessian[0][1], 1.0, 1e-4);
	assert_close(m.inverse_hessian[1][0], m.inverse_hessian[0][1], 0);
	assert_close(m.inverse_hessian[1][1], 2.005, 1e-4);
}

struct bowl {
	double centre[4];
	double curvature[4][4];
};

static double
bowl(const double *x, double *gradient, void *data)
{
	const struct bowl *b = data;
	double             value = 0;

	for (int i = 0; i < 4; i++) {
		gradient[i] = 0;
		for (int j = 0; j < 4; j++)
			gradient[i] += b->curvature[i][j] * (x[j] - b->centre[j]);
		value += gradient[i] * (x[i] - b->centre[i]) / 2;
	}
	return value;
}

static void
a_long_narrow_bowl_has_its_own_inverse_hessian(void **state)
{
	static const double start[4] = { 0 };
	struct bowl         b = {
		{ 1, -2, 3, .5 },
		{ { 2, 1, 0, 0 }, { 1, 3, .1, 0 }, { 0, .1, 1e-2, 0 }, { 0, 0, 0, 1e-4 } },
	};
	struct crm_minimum m;

	(void)state;
	assert_int_equal(crm_minimise(bowl, &b, 4, start, &m), CRM_CONVERGED);
	for (int i = 0; i < 4; i++) {
		assert_within(m.at[i], b.centre[i], 1e-8);
		for (int j = 0; j < 4; j++) {
			double product = 0;

			for (int k = 0; k < 4; k++)
				product += b.curvature[i][k] * m.inverse_hessian[k][j];
			assert_within(product, i == j, 1e-6);
		}
	}
}

/* x - log x: not a number on the left of 0. */
static double
with_a_wall(const double *x, double *gradient, void *data)
{
	(void)data;
	gradient[0] = 1 - 1 / x[0];
	return x[0] - log(x[0]);
}

static void
the_search_turns_back_where_there_is_no_value(void **state)
{
	static const double starts[] = { 1e-3, 0.5, 4, 15 };
	struct crm_minimum  m;

	(void)state;
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
		assert_int_equal(crm_minimise(with_a_wall, NULL, 1, &starts[i], &m), CRM_CONVERGED);
		assert_close(m.at[0], 1, 1e-10);
	}
}

static void
a_start_without_a_value_stalls(void **state)
{
	static const double start = -1;
	struct crm_minimum  m;

	(void)state;
	assert_int_equal(crm_minimise(with_a_wall, NULL, 1, &start, &m), CRM_STALLED);
	assert_int_equal(m.evaluations, 1);
}

/* Falls for ever in the second variable. */
static double
endless(const double *x, double *gradient, void *data)
{
	(void)data;
	gradient[0] = 2 * x[0];
	gradient[1] = -1;
	return x[0] * x[0] - x[1];
}

static void
running_away_is_said_with_the_variable(void **state)
{
	static const double start[] = { 1, 1 };
	struct crm_minimum  m;

	(void)state;
	assert_int_equal(crm_minimise(endless, NULL, 2, start, &m), CRM_RAN_AWAY);
	assert_int_equal(m.farthest, 1);
	assert_true(m.at[1] - start[1] > CRM_FAR);
}

/* Only the sum of the variables matters. */
static double
trough(const double *x, double *gradient, void *data)
{
	double sum = x[0] + x[1] - 3;

	(void)data;
	gradient[0] = gradient[1] = sinh(sum);
	return cosh(sum);
}

static void
variables_that_cannot_be_told_apart_are_flat(void **state)
{
	static const double start[] = { 1, 1 };
	struct crm_minimum  m;

	(void)state;
	assert_int_equal(crm_minimise(trough, NULL, 2, start, &m), CRM_FLAT);
}

/* The valley, somewhat elsewhere and otherwise curved. */
static double
rosenbrock_like(const double *x, double *gradient, void *data)
{
	const double moved[] = { x[0] + .02, x[1] - .01 };
	double       value = rosenbrock(moved, gradient, data);

	gradient[0] += .3 * x[0];
	return value + .15 * x[0] * x[0];
}

static void
near_the_minimum_of_a_like_function_few_steps_are_left(void **state)
{
	static const double start[] = { -1.2, 1 };
	struct crm_minimum  like, m;

	(void)state;
	assert_int_equal(crm_minimise(rosenbrock_like, NULL, 2, start, &like), CRM_CONVERGED);
	assert_int_equal(crm_minimise_near(rosenbrock, NULL, 2, &like, &m), CRM_CONVERGED);
	assert_close(m.at[0], 1, 1e-10);
	assert_close(m.at[1], 1, 1e-10);
	assert_close(m.inverse_hessian[1][1], 2.005, 1e-4);
	assert_true(m.evaluations < like.evaluations * 2 / 3);
}

static void
starting_at_the_minimum_stays_there(void **state)
{
	static const double start[] = { 1, 1 };
	struct crm_minimum  m;

	(void)state;
	assert_int_equal(crm_minimise(rosenbrock, NULL, 2, start, &m), CRM_CONVERGED);
	assert_true(m.at[0] == 1 && m.at[1] == 1 && m.gradient == 0);
}

/* A mean negative log-likelihood of the logarithm of an exponential's rate. */
static double
exponential_likelihood(const double *x, double *gradient, void *data)
{
	double rate = exp(x[0]), mean = *(double *)data;

	gradient[0] = rate * mean - 1;
	return rate * mean - x[0];
}

static void
a_fit_has_the_errors_of_theory(void **state)
{
	static const char *const names[] = { "rate" };
	static const double      start = 0;
	double                   mean = 4;
	struct crm_minimum       m;
	struct crm_fit           fit = { .parameters = 1, .names = names, .n = 100 };

	(void)state;
	assert_int_equal(crm_minimise(exponential_likelihood, &mean, 1, &start, &m), CRM_CONVERGED);
	crm_fit_from_minimum(&fit, &m);
	assert_close(fit.parameter[0], 0.25, 1e-12);
	assert_close(fit.error[0], 0.25 / 10, 1e-6);
	assert_close(fit.covariance[0][0], 0.01, 1e-6);
	assert_close(fit.log_likelihood, 100 * (log(0.25) - 1), 1e-14);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_end_of_a_curved_valley_is_found),
		cmocka_unit_test(a_long_narrow_bowl_has_its_own_inverse_hessian),
		cmocka_unit_test(the_search_turns_back_where_there_is_no_value),
		cmocka_unit_test(a_start_without_a_value_stalls),
		cmocka_unit_test(running_away_is_said_with_the_variable),
		cmocka_unit_test(variables_that_cannot_be_told_apart_are_flat),
		cmocka_unit_test(near_the_minimum_of_a_like_function_few_steps_are_left),
		cmocka_unit_test(starting_at_the_minimum_stays_there),
		cmocka_unit_test(a_fit_has_the_errors_of_theory),
	};

	return cmocka_run_group_tests_name("optimise", tests, NULL, NULL);
}
