/* What metrics/prediction.h promises. */
#include "metrics/prediction.h"
#include "numbers.h"

static void
horizons_are_checked(void **state)
{
	static const struct crm_horizon fine[] = {
		{ 0, 0 }, { 365, 0.1 }, { 36525, 10 }, { 1, -0.9 }, { 0.5, 0 },
	};
	static const struct crm_horizon wrong[] = {
		{ -1, 0 }, { 36526, 0 }, { NAN, 0 }, { INFINITY, 0 },
		{ 365, -0.91 }, { 365, 10.1 }, { 365, NAN }, { 365, INFINITY },
	};
	struct crm_fault why;

	(void)state;
	for (size_t i = 0; i < sizeof fine / sizeof *fine; i++)
		assert_int_equal(crm_horizon_check(&fine[i], &why), 0);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		assert_int_equal(crm_horizon_check(&wrong[i], &why), CRM_INVALID);
		assert_string_equal(why.text, i < 4 ? "a horizon is from 0 days to 100 years" :
		                    "a yearly rate is from -0.9 (-90 %) to 10 (1000 %)");
	}
}

static void
an_interval_is_even_on_the_scale_of_factors(void **state)
{
	struct crm_interval interval = crm_predicted_interval((struct crm_predicted){ 6, 0.25 });

	(void)state;
	assert_within(interval.value, 6, 0);
	assert_close(interval.lo, 6 * exp(-0.25 * 1.959963984540054), 1e-15);
	assert_close(interval.hi, 6 * exp(0.25 * 1.959963984540054), 1e-15);
}

static void
what_is_certain_has_an_interval_of_one_point(void **state)
{
	struct crm_interval none = crm_predicted_interval((struct crm_predicted){ 0, 0 });

	(void)state;
	assert_true(none.lo == 0 && none.value == 0 && none.hi == 0);
}

static void
errors_of_a_product_add_up_in_squares(void **state)
{
	struct crm_predicted p = crm_predicted_product((struct crm_predicted){ 2, 0.3 },
	                                               (struct crm_predicted){ 5, 0.4 });

	(void)state;
	assert_close(p.value, 10, 1e-15);
	assert_close(p.log_error, 0.5, 1e-15);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(horizons_are_checked),
		cmocka_unit_test(an_interval_is_even_on_the_scale_of_factors),
		cmocka_unit_test(what_is_certain_has_an_interval_of_one_point),
		cmocka_unit_test(errors_of_a_product_add_up_in_squares),
	};

	return cmocka_run_group_tests_name("prediction", tests, NULL, NULL);
}
