/* What lifetime_value.h promises. */
#include "database.h"
#include "lifetime_value.h"
#include "numbers.h"
#include "purchases.h"

#include "cdnow.h"

static struct crm_lifetime
cdnow_lifetime(void)
{
	return (struct crm_lifetime){ .end = CDNOW_END, .until = CDNOW_END, .unit = 7, .margin = 1,
	                              .minor = 100, .horizon = { .days = 273 } };
}

/* The sample's models; the log stays open for the names. */
static void
fit_sample(struct crm_lifetime *lifetime, struct crm_purchase_log **log)
{
	struct crm_fault why;

	*log = cdnow_log("cdnow_sample.csv", 1);
	if (crm_lifetime_fit(lifetime, *log, &why))
		fail_msg("%s", why.text);
}

static void
the_sample_of_cdnow_has_its_published_values(void **state)
{
	struct crm_lifetime lifetime = cdnow_lifetime();
	struct crm_lifetime_value v = { 0 };
	struct crm_purchase_log *log;

	(void)state;
	fit_sample(&lifetime, &log);
	assert_int_equal(lifetime.n, 2357);
	crm_lifetime_value(&lifetime, 0, &v);
	assert_int_equal(v.x.value, 2);
	assert_within(v.t_x.value, 30.4286, 5e-5);
	assert_within(v.T.value, 38.8571, 5e-5);
	assert_within(v.p_alive.value, 0.72662, 5e-6);
	assert_within(v.orders.value, 1.225994, 1e-6);
	assert_true(v.orders_lo.value < v.orders.value && v.orders.value < v.orders_hi.value);
	assert_int_equal(v.spend.value, 2465);
	/* Without a rate the value is orders times spend. */
	assert_within(v.value.value, 122.5994 * 24.65, 1);
	assert_true(v.value_lo.value < v.value.value && v.value.value < v.value_hi.value);
	crm_lifetime_clear(&lifetime);
	crm_purchase_log_close(log);
}

static void
a_rate_and_a_margin_lower_the_value_but_not_the_orders(void **state)
{
	struct crm_lifetime plain = cdnow_lifetime(), less = cdnow_lifetime();
	struct crm_lifetime_value a = { 0 }, b = { 0 };
	struct crm_purchase_log *log, *same;

	(void)state;
	less.margin = 0.3;
	less.horizon.yearly_rate = 0.1;
	fit_sample(&plain, &log);
	fit_sample(&less, &same);
	crm_lifetime_value(&plain, 0, &a);
	crm_lifetime_value(&less, 0, &b);
	assert_true(a.orders.value == b.orders.value);
	assert_int_equal(a.spend.value, b.spend.value);
	/* 39 weeks, bought evenly: about 18 weeks' discount. */
	assert_true((double)b.value.value < 0.3 * (double)a.value.value);
	assert_true((double)b.value.value > 0.3 * 0.96 * (double)a.value.value);
	crm_lifetime_clear(&plain);
	crm_lifetime_clear(&less);
	crm_purchase_log_close(log);
	crm_purchase_log_close(same);
}

/* The row of a model and parameter; its value. */
static double
told(const struct crm_lifetime *lifetime, const char *model, const char *parameter)
{
	struct crm_lifetime_parameter p;

	for (size_t i = 0; crm_lifetime_parameter(lifetime, i, &p); i++)
		if (strcmp(p.model, model) == 0 && strcmp(p.parameter, parameter) == 0)
			return p.value.value;
	fail_msg("there is no %s %s", model, parameter);
	return 0;
}

static void
parameters_are_told_with_their_errors(void **state)
{
	struct crm_lifetime lifetime = cdnow_lifetime();
	struct crm_lifetime_parameter p;
	struct crm_purchase_log *log;
	size_t n = 0;

	(void)state;
	fit_sample(&lifetime, &log);
	while (crm_lifetime_parameter(&lifetime, n, &p))
		n++;
	assert_int_equal(n, 6 + 6);
	assert_true(crm_lifetime_parameter(&lifetime, 0, &p));
	assert_string_equal(p.model, "bgnbd");
	assert_string_equal(p.parameter, "r");
	assert_within(p.value.value, .242595, 1e-6);
	assert_within(p.error.value, .012557, 2e-6);
	assert_true(p.lo.value < p.value.value && p.value.value < p.hi.value);
	assert_within(told(&lifetime, "bgnbd", "alpha"), 4.413602, 1e-5);
	assert_within(told(&lifetime, "bgnbd", "a"), .792922, 1e-5);
	assert_within(told(&lifetime, "bgnbd", "b"), 2.425907, 1e-5);
	assert_within(told(&lifetime, "bgnbd", "log_likelihood"), -9582.429207, 1e-6);
	assert_within(told(&lifetime, "gamma_gamma", "q"), 3.744225, 1e-5);
	assert_true(told(&lifetime, "gamma_gamma", "customers") == 946);
	crm_lifetime_clear(&lifetime);
	crm_purchase_log_close(log);
}

static void
a_hold_out_tells_how_well_the_orders_were_foreseen(void **state)
{
	struct crm_lifetime lifetime = cdnow_lifetime();
	struct crm_purchase_log *log;

	(void)state;
	lifetime.until = CDNOW_LAST;
	lifetime.without_spend = true;
	fit_sample(&lifetime, &log);
	assert_true(told(&lifetime, "holdout", "days") == 273);
	assert_true(told(&lifetime, "holdout", "actual") == 1882);
	assert_within(told(&lifetime, "holdout", "bias"), 1653.4087 / 1882 - 1, 1e-6);
	assert_true(told(&lifetime, "holdout", "mae") < told(&lifetime, "holdout", "rmse"));
	crm_lifetime_clear(&lifetime);
	crm_purchase_log_close(log);
}

/* --- without the data of CDNOW */

/*
 * Customers with ids 1, 2, ... whose purchases are such that both models fit; in order of
 * id.  Rates and chances to leave are their own.
 */
static struct crm_purchase_log *
simulated_log(int customers)
{
	struct chance chance = { 7 };
	struct crm_purchase_log *log;

	assert_int_equal(crm_purchase_log_open(&log), 0);
	for (int64_t id = 1; id <= customers; id++) {
		double rate = gamma_variate(&chance, 0.6) / 60, at = 90 * uniform(&chance);
		double a = gamma_variate(&chance, 0.8), b = gamma_variate(&chance, 2.5);
		double leave = a / (a + b), mean = 3000 * exp(0.5 * normal(&chance));

		while (at < 700) {
			int64_t amount = (int64_t)(mean * gamma_variate(&chance, 4) / 4);

			assert_int_equal(crm_purchase_log_add(log, &id, sizeof id, (int64_t)at, amount, NULL), 0);
			if (uniform(&chance) < leave)
				break;
			at += exponential(&chance, rate);
		}
	}
	return log;
}

static struct crm_lifetime
simulated_lifetime(void)
{
	return (struct crm_lifetime){ .end = 700, .until = 700, .unit = 7, .margin = 1, .minor = 100,
	                              .horizon = { .days = 365, .yearly_rate = 0.1 } };
}

static void
without_spend_there_is_no_money(void **state)
{
	struct crm_lifetime lifetime = simulated_lifetime();
	struct crm_purchase_log *log = simulated_log(800);
	struct crm_lifetime_value v = { 0 };
	struct crm_lifetime_parameter p;
	struct crm_fault why;

	(void)state;
	lifetime.without_spend = true;
	assert_int_equal(crm_lifetime_fit(&lifetime, log, &why), 0);
	crm_lifetime_value(&lifetime, 3, &v);
	assert_true(v.orders.set);
	assert_false(v.spend.set || v.value.set || v.value_lo.set || v.value_hi.set);
	for (size_t i = 0; crm_lifetime_parameter(&lifetime, i, &p); i++)
		assert_string_equal(p.model, "bgnbd");
	crm_lifetime_clear(&lifetime);
	crm_purchase_log_close(log);
}

struct seen { size_t n; int64_t last; char name[32]; };

static int
see(void *aux, const struct crm_lifetime_value *value)
{
	struct seen *seen = aux;

	assert_true(value->id > seen->last);
	assert_true(value->orders.set && value->value.set);
	seen->last = value->id;
	seen->n++;
	snprintf(seen->name, sizeof seen->name, "%s", value->customer_name ? value->customer_name : "");
	return 0;
}

static void
customers_come_with_their_names_and_only_those_wanted(void **state)
{
	crm *db = *state;
	struct crm_lifetime lifetime = simulated_lifetime();
	struct crm_purchase_log *log = simulated_log(800);
	int64_t wanted[] = { 2, 5, 9000 };
	struct crm_lifetime_customers whom = { .db = db, .log = log };
	struct seen seen = { 0 }, some = { 0 }, nobody = { 0 };
	struct crm_fault why;

	for (int i = 1; i <= 5; i++)
		database_customer(db, i == 5 ? "Eve" : "somebody");
	assert_int_equal(crm_lifetime_fit(&lifetime, log, &why), 0);
	OK(crm_lifetime_each(&lifetime, &whom, see, &seen));
	assert_int_equal(seen.n, 800);
	whom.ids = wanted;
	whom.n = 3;
	OK(crm_lifetime_each(&lifetime, &whom, see, &some));
	assert_int_equal(some.n, 2);
	assert_string_equal(some.name, "Eve");
	whom.n = 0;
	OK(crm_lifetime_each(&lifetime, &whom, see, &nobody));
	assert_int_equal(nobody.n, 0);
	crm_lifetime_clear(&lifetime);
	crm_purchase_log_close(log);
}

static int
refuse_second(void *aux, const struct crm_lifetime_value *value)
{
	size_t *n = aux;

	(void)value;
	return ++*n == 2 ? CRM_DATABASE : 0;
}

static void
the_walk_ends_where_put_fails(void **state)
{
	crm *db = *state;
	struct crm_lifetime lifetime = simulated_lifetime();
	struct crm_purchase_log *log = simulated_log(800);
	struct crm_lifetime_customers whom = { .db = db, .log = log };
	struct crm_fault why;
	size_t n = 0;

	assert_int_equal(crm_lifetime_fit(&lifetime, log, &why), 0);
	assert_int_equal(crm_lifetime_each(&lifetime, &whom, refuse_second, &n), CRM_DATABASE);
	assert_int_equal(n, 2);
	crm_lifetime_clear(&lifetime);
	crm_purchase_log_close(log);
}

static void
data_that_cannot_carry_the_models_are_refused_with_a_reason(void **state)
{
	struct crm_lifetime lifetime = simulated_lifetime();
	struct crm_purchase_log *log;
	struct crm_fault why;
	int64_t id = 1;

	(void)state;
	assert_int_equal(crm_purchase_log_open(&log), 0);
	assert_int_equal(crm_lifetime_fit(&lifetime, log, &why), CRM_INVALID);
	assert_string_equal(why.text, "there are no customers to fit a model to");
	assert_int_equal(crm_purchase_log_add(log, &id, sizeof id, 100, 500, NULL), 0);
	assert_int_equal(crm_lifetime_fit(&lifetime, log, &why), CRM_INVALID);
	assert_non_null(strstr(why.text, "no customer bought a second time"));
	lifetime.margin = 0;
	assert_int_equal(crm_lifetime_fit(&lifetime, log, &why), CRM_INVALID);
	assert_string_equal(why.text, "a margin is more than 0");
	lifetime.margin = 1;
	lifetime.horizon.days = -1;
	assert_int_equal(crm_lifetime_fit(&lifetime, log, &why), CRM_INVALID);
	assert_null(lifetime.customers);
	crm_purchase_log_close(log);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_sample_of_cdnow_has_its_published_values),
		cmocka_unit_test(a_rate_and_a_margin_lower_the_value_but_not_the_orders),
		cmocka_unit_test(parameters_are_told_with_their_errors),
		cmocka_unit_test(a_hold_out_tells_how_well_the_orders_were_foreseen),
		cmocka_unit_test(without_spend_there_is_no_money),
		DATABASE_TEST(customers_come_with_their_names_and_only_those_wanted),
		DATABASE_TEST(the_walk_ends_where_put_fails),
		cmocka_unit_test(data_that_cannot_carry_the_models_are_refused_with_a_reason),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
