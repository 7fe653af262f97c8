/* What lifetime_contract.h promises. */
#include "database.h"
#include "lifetime_contract.h"
#include "numbers.h"

static const struct crm_period MONTH = { 1, CRM_MONTH };

/* The contract of one customer who paid on these days; the first is 2026-01-15. */
static struct crm_contract
contract_of(const int *days, size_t n, int64_t end)
{
	const int64_t first = 20468; /* 2026-01-15 */
	struct crm_purchase_day each[16];
	struct crm_contract contract[2];

	for (size_t i = 0; i < n; i++)
		each[i] = (struct crm_purchase_day){ .day = (int32_t)first + days[i], .amount = 900,
		    .purchase = true };
	assert_int_equal(crm_contracts_find(each, n, first + end, MONTH, contract), 1);
	return contract[0];
}

static void
a_payment_may_come_early_or_late(void **state)
{
	/* Due on days 31, 59 and 90. */
	const int days[] = { 0, 25, 70, 90 };
	struct crm_contract contract = contract_of(days, 4, 95);

	(void)state;
	assert_int_equal(contract.renewals, 3);
	assert_false(contract.left);
	assert_int_equal(contract.wait, 120 - 95);
}

/* Who has not paid by day 95 can still: to count who has would make retention look high. */
static void
a_renewal_that_can_be_made_still_is_not_counted_in_tenures(void **state)
{
	const int days[] = { 0, 31, 59, 90 };
	struct crm_contract still = contract_of(days, 4, 95), settled = contract_of(days, 4, 106);
	struct crm_tenure tenure;

	(void)state;
	assert_true(still.unsettled && !settled.unsettled);
	assert_int_equal(still.renewals, 3);
	crm_contracts_tenures(&still, 1, &tenure);
	assert_int_equal(tenure.renewals, 2);
	assert_int_equal(tenure.active, 1);
	crm_contracts_tenures(&settled, 1, &tenure);
	assert_int_equal(tenure.renewals, 3);
}

static void
who_is_overdue_has_not_left_until_half_a_period_has_passed(void **state)
{
	const int days[] = { 0, 31 };
	struct crm_contract late = contract_of(days, 2, 73), gone = contract_of(days, 2, 75);

	(void)state;
	assert_int_equal(late.renewals, 1);
	assert_false(late.left);
	assert_int_equal(late.wait, 0);
	assert_int_equal(gone.renewals, 1);
	assert_true(gone.left);
}

static void
who_comes_back_has_left_nonetheless(void **state)
{
	const int days[] = { 0, 31, 120, 151 };
	struct crm_contract contract = contract_of(days, 4, 160);

	(void)state;
	assert_int_equal(contract.renewals, 1);
	assert_true(contract.left);
}

static void
payments_within_a_period_change_nothing(void **state)
{
	const int days[] = { 0, 2, 5, 31, 33 };
	struct crm_contract contract = contract_of(days, 5, 40);

	(void)state;
	assert_int_equal(contract.renewals, 1);
	assert_false(contract.left);
}

/* Monthly payments from day 0; what is known on day 73 and what came by day 200. */
static void
what_came_later_is_what_was_settled_later(void **state)
{
	static const int stays[] = { 0, 31, 59, 90, 120, 151, 181 }, leaves[] = { 0, 31, 59, 90 },
	                 gone[] = { 0 }, later[] = { 100, 130 };
	static const struct { const int *days; size_t n; } customers[] = {
		{ stays, 7 }, { leaves, 4 }, { gone, 1 }, { later, 2 }
	};
	const int64_t first = 20468;
	struct crm_purchase_day days[16];
	struct crm_contract before[4];
	struct crm_contract_later after[4];
	size_t n = 0;

	(void)state;
	for (uint32_t c = 0; c < 4; c++)
		for (size_t i = 0; i < customers[c].n; i++)
			days[n++] = (struct crm_purchase_day){ .customer = c, .purchase = true,
			    .day = (int32_t)first + customers[c].days[i] };
	/* Who first paid after day 73 is nobody's to foresee. */
	assert_int_equal(crm_contracts_split(days, n, first + 73, first + 200, MONTH, before, after), 3);
	assert_int_equal(before[0].renewals, 2);
	/* The renewals of days 90, 120, 151 and 181; half a month after that one is over. */
	assert_int_equal(after[0].asked, 4);
	assert_int_equal(after[0].renewed, 4);
	assert_int_equal(after[1].asked, 4);
	assert_int_equal(after[1].renewed, 1);
	assert_true(before[2].left);
	assert_int_equal(after[2].asked, 0);
	/* On day 104 it is open yet whether the one of day 90 was made. */
	assert_int_equal(crm_contracts_split(days, n, first + 73, first + 104, MONTH, before, after), 3);
	assert_int_equal(after[0].asked, 0);
	assert_int_equal(after[0].renewed, 0);
}

static void
tenures_count_who_was_asked(void **state)
{
	const struct crm_contract contracts[] = { { .renewals = 3 }, { .renewals = 3, .left = true } };
	struct crm_tenure tenures[2];

	(void)state;
	crm_contracts_tenures(contracts, 2, tenures);
	assert_int_equal(tenures[0].renewals, 3);
	assert_int_equal(tenures[0].active, 1);
	assert_int_equal(tenures[1].renewals, 4);
	assert_int_equal(tenures[1].left, 1);
}

/* The published survival of Fader & Hardie 2007, regular customers. */
static struct crm_sbg
published(void)
{
	const struct crm_tenure tenures[] = {
		{ 1, .left = 369 }, { 2, .left = 163 }, { 3, .left = 86 }, { 4, .left = 56 }, { 5,
		    .left = 37 }, { 6, .left = 27 }, { 7, .left = 21, .active = 241 }
	};
	struct crm_sbg model;
	struct crm_fault why;

	assert_int_equal(crm_sbg_fit(&model, tenures, 7, &why), 0);
	return model;
}

static void
who_left_pays_nothing_and_who_stays_pays_by_the_curve(void **state)
{
	const struct crm_contract gone = { .renewals = 2, .left = true };
	const struct crm_contract stays = { .renewals = 2, .wait = 100 };
	const struct crm_horizon two_years = { .days = 731, .yearly_rate = 0.1 };
	struct crm_sbg model = published();
	struct crm_predicted endless;
	struct crm_prediction p;
	struct crm_fault why;
	double third = crm_sbg_retention(&model, 3).value, fourth = crm_sbg_retention(&model, 4).value;

	(void)state;
	assert_within(model.fit.parameter[CRM_SBG_ALPHA], .704, 1e-3);
	assert_within(model.fit.parameter[CRM_SBG_BETA], 1.182, 1e-3);
	assert_int_equal(crm_contract_predict(&model, &gone, 365.25, &two_years, &p, &why), 0);
	assert_true(p.p_alive == 0 && p.orders.value == 0 && p.discounted.value == 0);
	assert_int_equal(crm_contract_predict(&model, &stays, 365.25, &two_years, &p, &why), 0);
	assert_within(p.orders.value, third + third * fourth, 1e-12);
	assert_within(p.discounted.value, (third + third * fourth / 1.1) * pow(1.1, -100 / 365.25),
	              1e-12);
	assert_int_equal(crm_contract_residual(&model, &stays, 365.25, 0.1, &endless, &why), 0);
	assert_true(endless.value > p.discounted.value);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_payment_may_come_early_or_late),
		cmocka_unit_test(a_renewal_that_can_be_made_still_is_not_counted_in_tenures),
		cmocka_unit_test(who_is_overdue_has_not_left_until_half_a_period_has_passed),
		cmocka_unit_test(who_comes_back_has_left_nonetheless),
		cmocka_unit_test(payments_within_a_period_change_nothing),
		cmocka_unit_test(what_came_later_is_what_was_settled_later),
		cmocka_unit_test(tenures_count_who_was_asked),
		cmocka_unit_test(who_left_pays_nothing_and_who_stays_pays_by_the_curve),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
