/* What lifetime_value.h promises. */
#include "database.h"
#include "lifetime_value.h"
#include "numbers.h"
#include "purchases.h"

#include "cdnow.h"

static struct crm_lifetimes
cdnow_lifetime(void)
{
	return (struct crm_lifetimes){ .as = { .end = CDNOW_END, .unit = 7, .margin = 1,
	    .minor = 100, .horizon = { .days = 273 }, .model = "bgnbd" } };
}

/* The sample's models; the log stays open for the names. */
static void
fit_sample(struct crm_lifetimes *lifetime, struct crm_purchase_log **log)
{
	struct crm_fault why;

	*log = cdnow_log("cdnow_sample.csv", 1);
	if (crm_lifetimes_fit(lifetime, *log, &why))
		fail_msg("%s", why.text);
}

static void
the_sample_of_cdnow_has_its_published_values(void **state)
{
	struct crm_lifetimes lifetime = cdnow_lifetime();
	struct crm_lifetime_value v = { 0 };
	struct crm_purchase_log *log;

	(void)state;
	fit_sample(&lifetime, &log);
	assert_int_equal(lifetime.rows, 2357);
	crm_lifetime_value(lifetime.each, 0, &v);
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
	crm_lifetimes_clear(&lifetime);
	crm_purchase_log_close(log);
}

static void
a_rate_and_a_margin_lower_the_value_but_not_the_orders(void **state)
{
	struct crm_lifetimes plain = cdnow_lifetime(), less = cdnow_lifetime();
	struct crm_lifetime_value a = { 0 }, b = { 0 };
	struct crm_purchase_log *log, *same;

	(void)state;
	less.as.margin = 0.3;
	less.as.horizon.yearly_rate = 0.1;
	fit_sample(&plain, &log);
	fit_sample(&less, &same);
	crm_lifetime_value(plain.each, 0, &a);
	crm_lifetime_value(less.each, 0, &b);
	assert_true(a.orders.value == b.orders.value);
	assert_int_equal(a.spend.value, b.spend.value);
	/* 39 weeks, bought evenly: about 18 weeks' discount. */
	assert_true((double)b.value.value < 0.3 * (double)a.value.value);
	assert_true((double)b.value.value > 0.3 * 0.96 * (double)a.value.value);
	crm_lifetimes_clear(&plain);
	crm_lifetimes_clear(&less);
	crm_purchase_log_close(log);
	crm_purchase_log_close(same);
}

/* A row that is looked for. */
struct wanted {
	const char *model, *parameter;
	size_t rows;
	bool found;
	struct crm_lifetime_parameter row;
};

static int
look(void *aux, const void *record)
{
	const struct crm_lifetime_parameter *row = record;
	struct wanted *wanted = aux;

	wanted->rows++;
	assert_true(row->value.set);
	if (strcmp(row->model, wanted->model) == 0 && strcmp(row->parameter, wanted->parameter) == 0) {
		wanted->found = true;
		wanted->row = *row;
	}
	return 0;
}

static struct crm_lifetime_parameter
told(const struct crm_lifetimes *lifetime, const char *model, const char *parameter)
{
	struct wanted wanted = { model, parameter, 0, false, { 0 } };

	assert_int_equal(crm_lifetime_parameters(lifetime->each, look, &wanted), 0);
	if (!wanted.found)
		fail_msg("there is no %s %s", model, parameter);
	return wanted.row;
}

static void
parameters_are_told_with_their_errors(void **state)
{
	struct crm_lifetimes lifetime = cdnow_lifetime();
	struct crm_lifetime_parameter r;
	struct crm_purchase_log *log;

	(void)state;
	fit_sample(&lifetime, &log);
	r = told(&lifetime, "bgnbd", "r");
	assert_within(r.value.value, .242595, 1e-6);
	assert_within(r.error.value, .012557, 2e-6);
	assert_true(r.lo.value < r.value.value && r.value.value < r.hi.value);
	assert_within(told(&lifetime, "bgnbd", "alpha").value.value, 4.413602, 1e-5);
	assert_within(told(&lifetime, "bgnbd", "a").value.value, .792922, 1e-5);
	assert_within(told(&lifetime, "bgnbd", "b").value.value, 2.425907, 1e-5);
	assert_within(told(&lifetime, "bgnbd", "log_likelihood").value.value, -9582.429207, 1e-5);
	assert_within(told(&lifetime, "gamma_gamma", "q").value.value, 3.744225, 1e-5);
	assert_true(told(&lifetime, "gamma_gamma", "customers").value.value == 946);
	crm_lifetimes_clear(&lifetime);
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

			assert_int_equal(crm_purchase_log_add(log, &id, sizeof id, (int64_t)at, amount,
			    NULL), 0);
			if (uniform(&chance) < leave)
				break;
			at += exponential(&chance, rate);
		}
	}
	return log;
}

static struct crm_lifetimes
simulated_lifetime(void)
{
	return (struct crm_lifetimes){ .as = { .end = 700, .unit = 7, .margin = 1, .minor = 100,
	    .horizon = { .days = 365, .yearly_rate = 0.1 }, .model = "bgnbd" } };
}

static void
without_spend_there_is_no_money(void **state)
{
	struct crm_lifetimes lifetime = simulated_lifetime();
	struct crm_purchase_log *log = simulated_log(800);
	struct crm_lifetime_value v = { 0 };
	struct wanted nothing = { "gamma_gamma", "p", 0, false, { 0 } };
	struct crm_fault why;

	(void)state;
	lifetime.as.without_spend = true;
	assert_int_equal(crm_lifetimes_fit(&lifetime, log, &why), 0);
	crm_lifetime_value(lifetime.each, 3, &v);
	assert_true(v.orders.set);
	assert_false(v.spend.set || v.value.set || v.value_lo.set || v.value_hi.set);
	assert_int_equal(crm_lifetime_parameters(lifetime.each, look, &nothing), 0);
	assert_false(nothing.found);
	crm_lifetimes_clear(&lifetime);
	crm_purchase_log_close(log);
}

struct seen {
	size_t n;
	int64_t last;
	char name[32];
};

static int
see(void *aux, const void *record)
{
	const struct crm_lifetime_value *value = record;
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
	struct crm_lifetimes lifetime = simulated_lifetime();
	struct crm_purchase_log *log = simulated_log(800);
	int64_t wanted[] = { 2, 5, 9000 };
	struct crm_lifetime_customers whom = { .db = db, .log = log };
	struct seen seen = { 0 }, some = { 0 }, nobody = { 0 };
	struct crm_fault why;

	for (int i = 1; i <= 5; i++)
		database_customer(db, i == 5 ? "Eve" : "somebody");
	assert_int_equal(crm_lifetimes_fit(&lifetime, log, &why), 0);
	OK(crm_lifetimes_each(&lifetime, &whom, see, &seen));
	assert_int_equal(seen.n, 800);
	whom.ids = wanted;
	whom.n = 3;
	OK(crm_lifetimes_each(&lifetime, &whom, see, &some));
	assert_int_equal(some.n, 2);
	assert_string_equal(some.name, "Eve");
	whom.n = 0;
	OK(crm_lifetimes_each(&lifetime, &whom, see, &nobody));
	assert_int_equal(nobody.n, 0);
	crm_lifetimes_clear(&lifetime);
	crm_purchase_log_close(log);
}

static int
refuse_second(void *aux, const void *record)
{
	const struct crm_lifetime_value *value = record;
	size_t *n = aux;

	(void)value;
	return ++*n == 2 ? CRM_DATABASE : 0;
}

static void
the_walk_ends_where_put_fails(void **state)
{
	crm *db = *state;
	struct crm_lifetimes lifetime = simulated_lifetime();
	struct crm_purchase_log *log = simulated_log(800);
	struct crm_lifetime_customers whom = { .db = db, .log = log };
	struct crm_fault why;
	size_t n = 0;

	assert_int_equal(crm_lifetimes_fit(&lifetime, log, &why), 0);
	assert_int_equal(crm_lifetimes_each(&lifetime, &whom, refuse_second, &n), CRM_DATABASE);
	assert_int_equal(n, 2);
	crm_lifetimes_clear(&lifetime);
	crm_purchase_log_close(log);
}

static void
data_that_cannot_carry_the_models_are_refused_with_a_reason(void **state)
{
	struct crm_lifetimes lifetime = simulated_lifetime();
	struct crm_purchase_log *log;
	struct crm_fault why;
	int64_t id = 1;

	(void)state;
	assert_int_equal(crm_purchase_log_open(&log), 0);
	assert_int_equal(crm_lifetimes_fit(&lifetime, log, &why), CRM_INVALID);
	assert_string_equal(why.text, "there are no customers to fit a model to");
	assert_int_equal(crm_purchase_log_add(log, &id, sizeof id, 100, 500, NULL), 0);
	assert_int_equal(crm_lifetimes_fit(&lifetime, log, &why), CRM_INVALID);
	assert_non_null(strstr(why.text, "no customer bought a second time"));
	lifetime.as.margin = 0;
	assert_int_equal(crm_lifetimes_fit(&lifetime, log, &why), CRM_INVALID);
	assert_string_equal(why.text, "a margin is more than 0 and at most 1");
	lifetime.as.margin = 1;
	lifetime.as.horizon.days = -1;
	assert_int_equal(crm_lifetimes_fit(&lifetime, log, &why), CRM_INVALID);
	assert_null(lifetime.each);
	crm_purchase_log_close(log);
}

/* --- other ways than one model for all */

static void
the_model_is_chosen_by_what_it_foresees(void **state)
{
	struct crm_lifetimes lifetime = simulated_lifetime();
	struct crm_purchase_log *log = simulated_log(800);
	const struct crm_lifetime *own;
	struct crm_lifetime_value v = { 0 };
	struct crm_fault why;
	size_t once = 0;

	(void)state;
	lifetime.as.model = NULL;
	assert_int_equal(crm_lifetimes_fit(&lifetime, log, &why), 0);
	own = lifetime.each;
	assert_int_equal(own->kind, CRM_LIFETIME_MODEL);
	assert_ptr_equal(own->type, own->trial.chosen);
	assert_int_equal(own->trial.until - own->trial.end, 700 / 3);
	assert_int_equal(own->trial.entries, 4);
	assert_true(own->notes > 0);
	assert_non_null(strstr(own->note[0].text, own->type->name));
	while (own->customers[once].x)
		once++;
	crm_lifetime_value(own, once, &v);
	assert_true(v.p_alive.value > 0 && v.p_alive.value < 1);
	crm_lifetimes_clear(&lifetime);
	crm_purchase_log_close(log);
}

static void
too_few_customers_get_the_simple_formula(void **state)
{
	struct crm_lifetimes lifetime = simulated_lifetime();
	struct crm_purchase_log *log = simulated_log(60);
	struct crm_lifetime_value v = { 0 };
	struct crm_fault why;

	(void)state;
	lifetime.as.model = NULL;
	assert_int_equal(crm_lifetimes_fit(&lifetime, log, &why), 0);
	assert_int_equal(lifetime.each->kind, CRM_LIFETIME_SIMPLE);
	assert_non_null(strstr(lifetime.each->note[0].text, "too little to choose a model by"));
	crm_lifetime_value(lifetime.each, 0, &v);
	assert_false(v.p_alive.set);
	assert_true(v.orders.set && v.value.set);
	assert_within((double)v.value.value, v.orders.value * (double)v.spend.value, 1);
	crm_lifetimes_clear(&lifetime);
	crm_purchase_log_close(log);
}

static void
every_group_has_a_model_of_its_own(void **state)
{
	static const char *const labels[] = { "even", "odd", "few" };
	struct crm_lifetimes lifetime = simulated_lifetime();
	struct crm_purchase_log *log = simulated_log(1602);
	struct crm_fault why;
	uint32_t group_of[1602];
	struct crm_lifetime_value v = { 0 };

	(void)state;
	for (uint32_t i = 0; i < 1602; i++)
		group_of[i] = i < 1600 ? i % 2 : 2;
	lifetime.n = 3;
	lifetime.labels = labels;
	lifetime.group_of = group_of;
	assert_int_equal(crm_lifetimes_fit(&lifetime, log, &why), 0);
	assert_int_equal(lifetime.each[0].n, 800);
	assert_int_equal(lifetime.each[2].n, 2);
	assert_true(lifetime.each[0].orders.fit.log_likelihood !=
	            lifetime.each[1].orders.fit.log_likelihood);
	/* Of the two who are alone nothing is made up. */
	assert_int_equal(lifetime.each[2].kind, CRM_LIFETIME_NONE);
	assert_true(lifetime.each[2].notes > 0);
	crm_lifetime_value(&lifetime.each[2], 1, &v);
	assert_string_equal(v.group, "few");
	assert_true(v.x.set && !v.orders.set && !v.value.set && !v.p_alive.set);
	crm_lifetimes_clear(&lifetime);
	crm_purchase_log_close(log);
}

static void
where_gamma_gamma_does_not_fit_there_are_plain_means(void **state)
{
	struct crm_lifetimes lifetime = simulated_lifetime();
	struct crm_purchase_log *log = simulated_log(800), *flat;
	struct crm_purchase_day *days;
	struct crm_lifetime_value v = { 0 };
	struct crm_fault why;
	size_t n;

	(void)state;
	assert_int_equal(crm_purchase_log_days(log, 700, &days, &n, &why), 0);
	assert_int_equal(crm_purchase_log_open(&flat), 0);
	for (size_t i = 0; i < n; i++) {
		int64_t id = days[i].customer + 1;

		assert_int_equal(crm_purchase_log_add(flat, &id, sizeof id, days[i].day, 500, NULL), 0);
	}
	free(days);
	assert_int_equal(crm_lifetimes_fit(&lifetime, flat, &why), 0);
	assert_int_equal(lifetime.each->spend_kind, CRM_SPEND_MEAN);
	assert_non_null(strstr(lifetime.each->note[0].text, "Gamma-Gamma cannot be fitted"));
	crm_lifetime_value(lifetime.each, 0, &v);
	assert_int_equal(v.spend.value, 500);
	crm_lifetimes_clear(&lifetime);
	crm_purchase_log_close(flat);
	crm_purchase_log_close(log);
}

/* Means that are lognormal, so wide that q is near 1. */
static void
who_bought_once_spends_the_mean_where_that_of_gamma_gamma_is_off(void **state)
{
	struct crm_lifetimes lifetime = simulated_lifetime();
	struct crm_purchase_log *log = simulated_log(800), *uneven;
	struct crm_lifetime_value v = { 0 };
	struct crm_purchase_day *days;
	struct crm_fault why;
	struct chance chance = { 11 };
	size_t n, once = 0, again = 0;

	(void)state;
	assert_int_equal(crm_purchase_log_days(log, 700, &days, &n, &why), 0);
	assert_int_equal(crm_purchase_log_open(&uneven), 0);
	for (size_t i = 0; i < n; i++) {
		int64_t id = days[i].customer + 1;
		struct chance own = { (uint64_t)id };
		double mean = 5000 * exp(1.2 * normal(&own));

		assert_int_equal(crm_purchase_log_add(uneven, &id, sizeof id, days[i].day,
		    (int64_t)(mean * gamma_variate(&chance, 2) / 2) + 1, NULL), 0);
	}
	free(days);
	assert_int_equal(crm_lifetimes_fit(&lifetime, uneven, &why), 0);
	assert_int_equal(lifetime.each->spend_kind, CRM_SPEND_MIXED);
	assert_non_null(strstr(lifetime.each->note[0].text, "who bought once has the latter"));
	for (size_t i = 0; i < lifetime.each->n; i++) {
		crm_lifetime_value(lifetime.each, i, &v);
		if (lifetime.each->customers[i].x == 0 && ++once)
			assert_within((double)v.spend.value, lifetime.each->mean_spend.value * 100, 1);
		else
			again += fabs((double)v.spend.value - lifetime.each->mean_spend.value * 100) > 1;
	}
	assert_true(once > 10 && again > 10);
	crm_lifetimes_clear(&lifetime);
	crm_purchase_log_close(uneven);
	crm_purchase_log_close(log);
}

static void
contracts_are_renewed_or_have_ended(void **state)
{
	struct crm_lifetimes lifetime = { .as = {
						  .end = 3000, .unit = 7, .margin = 1, .minor = 100, .model = "sbg",
						    .renewal = { 30, CRM_DAY_UNIT }, .horizon = { .days = 300,
						    .yearly_rate = 0.1 } } };
	struct crm_purchase_log *log;
	struct crm_lifetime_value v = { 0 };
	struct chance chance = { 3 };
	struct crm_fault why;

	(void)state;
	assert_int_equal(crm_purchase_log_open(&log), 0);
	for (int64_t id = 1; id <= 400; id++) {
		double a = gamma_variate(&chance, 0.7), b = gamma_variate(&chance, 1.2);

		for (int64_t k = 0; k <= 20; k++) {
			int64_t day = 3000 - 20 * 30 + k * 30 + (k ? (id % 5) - 2 : 0);

			if (day <= 3000)
				assert_int_equal(crm_purchase_log_add(log, &id, sizeof id, day, 900, NULL), 0);
			if (uniform(&chance) < a / (a + b))
				break;
		}
	}
	assert_int_equal(crm_lifetimes_fit(&lifetime, log, &why), 0);
	for (size_t i = 0; i < lifetime.rows; i++) {
		crm_lifetime_value(lifetime.each, i, &v);
		assert_true(v.p_alive.value == 0 || v.p_alive.value == 1);
		assert_true(v.p_alive.value == 1 ? v.orders.value > 0 && v.orders.value <= 10 &&
		                                           v.residual.value > v.value.value
		                                 : v.value.value == 0);
	}
	crm_lifetimes_clear(&lifetime);
	crm_purchase_log_close(log);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_sample_of_cdnow_has_its_published_values),
		cmocka_unit_test(a_rate_and_a_margin_lower_the_value_but_not_the_orders),
		cmocka_unit_test(parameters_are_told_with_their_errors),
		cmocka_unit_test(without_spend_there_is_no_money),
		DATABASE_TEST(customers_come_with_their_names_and_only_those_wanted),
		DATABASE_TEST(the_walk_ends_where_put_fails),
		cmocka_unit_test(the_model_is_chosen_by_what_it_foresees),
		cmocka_unit_test(too_few_customers_get_the_simple_formula),
		cmocka_unit_test(every_group_has_a_model_of_its_own),
		cmocka_unit_test(where_gamma_gamma_does_not_fit_there_are_plain_means),
		cmocka_unit_test(who_bought_once_spends_the_mean_where_that_of_gamma_gamma_is_off),
		cmocka_unit_test(contracts_are_renewed_or_have_ended),
		cmocka_unit_test(data_that_cannot_carry_the_models_are_refused_with_a_reason),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
