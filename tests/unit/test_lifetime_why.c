/* What lifetime_why.h promises. */
#include <string.h>

#include "database.h"
#include "lifetime_why.h"
#include "numbers.h"

/* Customers with rates and chances to leave of their own. */
static struct crm_purchase_log *
simulated_log(void)
{
	struct chance chance = { 7 };
	struct crm_purchase_log *log;

	assert_int_equal(crm_purchase_log_open(&log), 0);
	for (int64_t id = 1; id <= 400; id++) {
		double rate = gamma_variate(&chance, 0.9) / 40, at = 90 * uniform(&chance);
		double a = gamma_variate(&chance, 0.8), b = gamma_variate(&chance, 2.5);
		double mean = 3000 * exp(0.5 * normal(&chance));

		while (at < 400) {
			int64_t amount = (int64_t)(mean * gamma_variate(&chance, 4) / 4);

			assert_int_equal(crm_purchase_log_add(log, &id, sizeof id, (int64_t)at, amount, NULL),
			                 0);
			if (uniform(&chance) < a / (a + b))
				break;
			at += exponential(&chance, rate);
		}
	}
	return log;
}

struct seen {
	size_t rows;
	double p_alive, value, discounted, spend, now, today, month, quarter;
};

static int
see(void *aux, const void *record)
{
	const struct crm_lifetime_reason *row = record;
	struct seen *seen = aux;
	const struct { const char *name; double *out; } wanted[] = {
		{ "p_alive", &seen->p_alive }, { "value", &seen->value },
		{ "discounted_orders", &seen->discounted }, { "spend", &seen->spend },
		{ "buys_today", &seen->today }, { "silent_30_days", &seen->month },
		{ "silent_90_days", &seen->quarter }
	};

	assert_true(*row->about && *row->name && *row->how);
	seen->rows++;
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		if (strcmp(row->name, wanted[i].name) == 0)
			*wanted[i].out = row->value.value;
	return 0;
}

static void
the_steps_lead_to_the_value(void **state)
{
	struct crm_lifetimes lifetimes = { .as = {
		.end = 400, .unit = 7, .margin = 0.5, .minor = 100, .model = "mbgnbd",
		.horizon = { .days = 365, .yearly_rate = 0.1 } } };
	struct crm_purchase_log *log = simulated_log();
	struct crm_lifetime_value v = { 0 };
	struct seen seen = { 0 };
	struct crm_fault why;
	size_t i = 0;

	(void)state;
	assert_int_equal(crm_lifetimes_fit(&lifetimes, log, &why), 0);
	while (lifetimes.each->customers[i].x < 3 ||
	       lifetimes.each->customers[i].t_x == lifetimes.each->customers[i].T)
		i++;
	crm_lifetime_value(lifetimes.each, i, &v);
	assert_int_equal(crm_lifetime_why(lifetimes.each, i, see, &seen), 0);
	assert_within(seen.p_alive, v.p_alive.value, 1e-6);
	assert_within(seen.value * 100, (double)v.value.value, 1);
	assert_within(seen.discounted * seen.spend * 0.5, seen.value, 1e-4);
	/* Who buys again is worth more, who stays away less and less. */
	assert_true(seen.today > seen.value);
	assert_true(seen.value > seen.month && seen.month > seen.quarter);
	crm_lifetimes_clear(&lifetimes);
	crm_purchase_log_close(log);
}

static int
refuse(void *aux, const void *record)
{
	const struct crm_lifetime_reason *row = record;

	(void)row;
	return ++*(int *)aux == 2 ? CRM_DATABASE : 0;
}

static void
the_formula_has_its_steps_too(void **state)
{
	struct crm_lifetimes lifetimes = { .as = {
		.end = 400, .unit = 7, .margin = 1, .minor = 100, .model = "simple",
		.horizon = { .days = 365 } } };
	struct crm_purchase_log *log = simulated_log();
	struct seen seen = { 0 };
	struct crm_fault why;
	int n = 0;

	(void)state;
	assert_int_equal(crm_lifetimes_fit(&lifetimes, log, &why), 0);
	assert_int_equal(crm_lifetime_why(lifetimes.each, 0, see, &seen), 0);
	assert_true(seen.value > 0 && seen.rows >= 8);
	assert_int_equal(crm_lifetime_why(lifetimes.each, 0, refuse, &n), CRM_DATABASE);
	assert_int_equal(n, 2);
	crm_lifetimes_clear(&lifetimes);
	crm_purchase_log_close(log);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_steps_lead_to_the_value),
		cmocka_unit_test(the_formula_has_its_steps_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
