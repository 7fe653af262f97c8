/* What measured.h promises. */
#include "numbers.h"
#include "measured.h"

static void
a_number_has_six_decimals_or_is_absent(void **state)
{
	(void)state;
	assert_true(measured(0.1 + 0.2).value == 0.3);
	assert_true(measured(1e-7).set && measured(1e-7).value == 0);
	assert_false(measured(NAN).set || measured(INFINITY).set);
}

static void
an_amount_is_in_minor_units_or_absent(void **state)
{
	(void)state;
	assert_int_equal(measured_money(12.345, 100).value, 1235);
	assert_int_equal(measured_money(-12, 1).value, -12);
	assert_false(measured_money(1e17, 100).set || measured_money(NAN, 100).set);
}

static void
nothing_of_nothing_has_no_rate(void **state)
{
	struct crm_real value = CRM_SET(7), lo = CRM_SET(7), hi = CRM_SET(7);

	(void)state;
	measured_rate(0, 0, &value, &lo, &hi);
	assert_false(value.set || lo.set || hi.set);
	measured_rate(1, 2, &value, &lo, &hi);
	assert_true(value.set && value.value == 0.5 && lo.value < 0.5 && hi.value > 0.5);
	/* Wilson's interval of 1 of 3, to six decimals. */
	measured_rate(1, 3, &value, &lo, &hi);
	assert_true(value.value == 0.333333 && lo.value == 0.061492 && hi.value == 0.79234);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_number_has_six_decimals_or_is_absent),
		cmocka_unit_test(an_amount_is_in_minor_units_or_absent),
		cmocka_unit_test(nothing_of_nothing_has_no_rate),
	};

	return cmocka_run_group_tests_name("measured", tests, NULL, NULL);
}
