/* What metrics/model.h promises. */
#include "metrics/model.h"
#include "numbers.h"

/* With 40 digits; the fifth is the zero of the function, to a double's last digit. */
static void
digamma_has_14_digits(void **state)
{
	static const struct { double x, value; } references[] = {
		{ 1e-8, -100000000.57721564845 },
		{ 0.01, -100.5608854578686745 },
		{ 0.5, -1.9635100260214234794 },
		{ 1, -0.57721566490153286061 },
		{ 1.4616321449683623, -3.9928730412463043992e-17 },
		{ 2, 0.42278433509846713939 },
		{ 9.99, 2.2507003728312010995 },
		{ 10, 2.2517525890667211076 },
		{ 25.5, 3.2189424728839197665 },
		{ 1e6, 13.815510057964190771 },
		{ 1e15, 34.53877639491068476 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof references / sizeof *references; i++)
		assert_within(digamma(references[i].x), references[i].value,
		              1e-14 * fmax(1, fabs(references[i].value)));
}

/* The sums of f(t) = (1 + t/scale)^-power with both weights. */
static void
integrate(double scale, double power, double horizon, double discount, double *sum,
          double *discounted)
{
	struct model_quadrature q;

	*sum = *discounted = 0;
	model_place_nodes(&q, scale, horizon, discount);
	for (size_t i = 0; i < q.panels; i++)
		for (int k = 0; k < MODEL_NODES; k++) {
			double f = pow(1 + q.panel[i].ahead[k] / scale, -power);

			assert_true(0 < q.panel[i].ahead[k] && q.panel[i].ahead[k] < horizon);
			*sum += q.panel[i].weight[k] * f;
			*discounted += q.panel[i].discounted[k] * f;
		}
}

static void
powers_are_integrated_to_the_last_digits_over_any_horizon(void **state)
{
	static const double powers[] = { 0, .3, 1, 3, 6 };
	static const double horizons[] = { 1e-6, .5, 39, 520, 5200 };
	static const double scales[] = { .01, 4, 1000 };

	(void)state;
	for (int i = 0; i < 5 * 5 * 3; i++) {
		double power = powers[i % 5], horizon = horizons[i / 5 % 5], scale = scales[i / 25];
		double length = log1p(horizon / scale), sum, discounted;
		double exact = power == 1 ? scale * length :
			scale * expm1((1 - power) * length) / (1 - power);

		integrate(scale, power, horizon, 0, &sum, &discounted);
		assert_close(sum, exact, power > 3 ? 1e-11 : 1e-13);
		assert_within(discounted, sum, 0);
	}
}

static void
discounting_is_exact_over_the_horizon(void **state)
{
	static const double yearly_rates[] = { -.9, -.5, .01, .1, 1, 10 };
	static const double days[] = { 1, 90, 365, 3650, 36525 };

	(void)state;
	for (size_t i = 0; i < 6; i++)
		for (size_t k = 0; k < 5; k++) {
			double discount = model_discount(yearly_rates[i]), sum, discounted;

			if (yearly_rates[i] < 0 && days[k] > 3650)
				continue;      /* 10^100 is no amount of money */
			integrate(300, 0, days[k], discount, &sum, &discounted);
			assert_close(discounted, -expm1(-discount * days[k]) / discount, 1e-12);
		}
}

static void
a_year_costs_its_rate(void **state)
{
	(void)state;
	assert_close(exp(-model_discount(0.1) * CRM_YEAR_DAYS), 1 / 1.1, 1e-14);
	assert_within(model_discount(0), 0, 0);
}

static void
no_horizon_has_no_nodes(void **state)
{
	struct model_quadrature q;

	(void)state;
	model_place_nodes(&q, 4, 0, 0.1);
	assert_int_equal(q.panels, 0);
}

/* a^2 b and 0, of parameters a and b. */
static void
square_and_nothing(const double *parameters, const void *customer, double *outputs)
{
	outputs[0] = *(const double *)customer * parameters[0] * parameters[0] * parameters[1];
	outputs[1] = 0;
}

static void
the_delta_method_takes_the_gradient_of_logarithms(void **state)
{
	const struct crm_fit fit = {
		.parameters = 2,
		.parameter  = { 3, 5 },
		.covariance = { { .04, .01 }, { .01, .09 } },
	};
	const double         customer = 2;
	struct crm_predicted out[2];

	(void)state;
	model_delta(square_and_nothing, &fit, &customer, 2, out);
	assert_close(out[0].value, 90, 1e-15);
	assert_close(out[0].log_error, sqrt(4 * .04 + 2 * 2 * .01 + .09), 1e-8);
	assert_true(out[1].value == 0 && out[1].log_error == 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(digamma_has_14_digits),
		cmocka_unit_test(powers_are_integrated_to_the_last_digits_over_any_horizon),
		cmocka_unit_test(discounting_is_exact_over_the_horizon),
		cmocka_unit_test(a_year_costs_its_rate),
		cmocka_unit_test(no_horizon_has_no_nodes),
		cmocka_unit_test(the_delta_method_takes_the_gradient_of_logarithms),
	};

	return cmocka_run_group_tests_name("model", tests, NULL, NULL);
}
