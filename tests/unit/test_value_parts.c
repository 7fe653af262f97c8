/* What metrics/value_parts.h promises. */
#include "database.h"
#include "metrics/value_parts.h"
#include "numbers.h"

/*
 * The period is days 200..299, the one before it 100..199.  Customer 0 buys in both, 1 before
 * only, 2 for the first time and once, 3 twice in the period, 4 after it.  2 and 4 were
 * brought by 0, 3 by 2.
 */
static const struct crm_purchase_day days[] = {
	{ 0, 50, 1000, true }, { 0, 150, 1000, true }, { 0, 250, 3000, true },
	{ 1, 120, 1000, true }, { 1, 260, -500, false },
	{ 2, 200, 2000, true },
	{ 3, 210, 4000, true }, { 3, 299, 5000, true }, { 3, 300, 9900, true },
	{ 4, 310, 7000, true },
};

static const uint32_t referrer_of[] = { CRM_NO_REFERRER, CRM_NO_REFERRER, 0, 2, 0 };
static const struct crm_value_period period = { 100, 200, 300 };

static struct crm_value_base
base(const uint32_t *group_of)
{
	return (struct crm_value_base){ .days = days, .n = sizeof days / sizeof *days, .customers = 5,
	                                .group_of = group_of, .referrer_of = referrer_of,
	                                .minor = 100 };
}

static void
each_part_is_what_it_is_called(void **state)
{
	struct crm_value_base all = base(NULL);
	struct crm_value_parts p;

	(void)state;
	assert_int_equal(crm_value_parts_measure(&all, &period, &p, 1), 0);
	/* 0, 2 and 3 bought; 0 and 3 not for the first time. */
	assert_int_equal(p.repeat_rate.n, 3);
	assert_within(p.repeat_rate.value.value, 2.0 / 3, 1e-12);
	/* A return alone is no order. */
	assert_int_equal(p.average_order.n, 4);
	assert_within(p.average_order.value.value, (30.0 + 20 + 40 + 50) / 4, 1e-12);
	assert_int_equal(p.retention_rate.n, 2);
	assert_within(p.retention_rate.value.value, .5, 1e-12);
	/* What 2 spent for 0, and 3 for 2; 4 came later, and is not yet a customer. */
	assert_int_equal(p.referral_value.n, 4);
	assert_int_equal(p.referred, 2);
	assert_within(p.referral_value.value.value, (20.0 + 90) / 4, 1e-12);
	assert_true(p.referral_value.value.lo >= 0);
	assert_true(p.referral_value.value.hi > p.referral_value.value.value);
}

static void
a_referral_is_of_the_group_of_who_brought(void **state)
{
	static const uint32_t group_of[] = { 0, 0, 1, 1, 1 };
	struct crm_value_base all = base(group_of);
	struct crm_value_parts p[2];

	(void)state;
	assert_int_equal(crm_value_parts_measure(&all, &period, p, 2), 0);
	assert_int_equal(p[0].referral_value.n, 2);
	assert_within(p[0].referral_value.value.value, 10, 1e-12);
	assert_int_equal(p[1].referral_value.n, 2);
	assert_within(p[1].referral_value.value.value, 45, 1e-12);
	assert_int_equal(p[0].repeat_rate.n, 1);
	assert_int_equal(p[1].repeat_rate.n, 2);
	/* Nobody of the second group had bought in the period before. */
	assert_int_equal(p[1].retention_rate.n, 0);
	assert_false(p[1].retention_rate.has_limits);
}

static void
where_nobody_bought_there_is_nothing(void **state)
{
	const struct crm_value_period early = { 0, 10, 20 };
	struct crm_value_base all = base(NULL);
	struct crm_value_parts p;

	(void)state;
	assert_int_equal(crm_value_parts_measure(&all, &early, &p, 1), 0);
	assert_int_equal(p.repeat_rate.n, 0);
	assert_int_equal(p.average_order.n, 0);
	assert_int_equal(p.referral_value.n, 0);
	all.referrer_of = NULL;
	assert_int_equal(crm_value_parts_measure(&all, &period, &p, 1), 0);
	assert_int_equal(p.referred, 0);
}

static void
one_customer_has_no_interval(void **state)
{
	struct crm_value_base one = base(NULL);
	struct crm_value_parts p;

	(void)state;
	one.n = 3;
	one.customers = 1;
	assert_int_equal(crm_value_parts_measure(&one, &period, &p, 1), 0);
	assert_true(p.repeat_rate.has_limits);
	assert_false(p.average_order.has_limits);
	assert_within(p.average_order.value.value, 30, 1e-12);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_part_is_what_it_is_called),
		cmocka_unit_test(a_referral_is_of_the_group_of_who_brought),
		cmocka_unit_test(where_nobody_bought_there_is_nothing),
		cmocka_unit_test(one_customer_has_no_interval),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
