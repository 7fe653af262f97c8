/* What metrics/sbg.h promises. */
#include <stdlib.h>
#include <string.h>

#include "metrics/sbg.h"
#include "numbers.h"

enum { YEARS = 7 };

/* Customers of a survival curve, from what is left of `all' at the end of each year. */
static void
from_survival(const double *percent, double all, struct crm_tenure tenures[YEARS])
{
	double before = all;

	for (uint32_t i = 0; i < YEARS; i++) {
		double now = all * percent[i] / 100;

		tenures[i] = (struct crm_tenure){ .renewals = i + 1,
		                                  .left = (uint64_t)llround(before - now) };
		before = now;
	}
	tenures[YEARS - 1].active = (uint64_t)llround(before);
}

static struct crm_sbg
model_of(double alpha, double beta)
{
	return (struct crm_sbg){ .fit = { .parameters = 2, .parameter = { alpha, beta } } };
}

static struct crm_sbg
fit_to(const struct crm_tenure *tenures, size_t count)
{
	struct crm_sbg   model;
	struct crm_fault why = { .text = "" };

	if (crm_sbg_fit(&model, tenures, count, &why))
		fail_msg("%s", why.text);
	return model;
}

static double
payments(const struct crm_sbg *model, uint32_t n, uint32_t horizon, double rate)
{
	struct crm_predicted p;
	struct crm_fault     why;

	assert_int_equal(crm_sbg_payments(model, n, horizon, rate, &p, &why), 0);
	return p.value;
}

/* ---- fits */

/* The two segments of the paper: 1000 customers each, their survival in percent. */
static const double REGULAR[]  = { 63.1, 46.8, 38.2, 32.6, 28.9, 26.2, 24.1 };
static const double HIGH_END[] = { 86.9, 74.3, 65.3, 59.3, 55.1, 51.7, 49.1 };

static void
the_published_survival_has_the_published_fit(void **state)
{
	struct crm_tenure tenures[YEARS];
	struct crm_sbg    model;

	(void)state;
	from_survival(REGULAR, 1000, tenures);
	model = fit_to(tenures, YEARS);
	assert_within(model.fit.parameter[CRM_SBG_ALPHA], .704, 5e-4);
	assert_within(model.fit.parameter[CRM_SBG_BETA], 1.182, 5e-4);
	assert_within(model.fit.log_likelihood, -1680.2651884633, 1e-9);
	assert_int_equal(model.fit.n, 1000);
	from_survival(HIGH_END, 1000, tenures);
	model = fit_to(tenures, YEARS);
	assert_within(model.fit.parameter[CRM_SBG_ALPHA], .668, 5e-4);
	assert_within(model.fit.parameter[CRM_SBG_BETA], 3.806, 5e-4);
	assert_string_equal(model.fit.names[CRM_SBG_BETA], "beta");
}

/* Minus the second derivative of the likelihood by log parameters, from its values. */
static double
curvature(const struct crm_tenure *tenures, const struct crm_sbg *fitted, int i, int j)
{
	const double h = 1e-3;
	double       sum = 0;

	for (int corner = 0; corner < 4; corner++) {
		double         shift[2] = { 0 }, log_likelihood = 0;
		int            up = corner & 1 ? 1 : -1, right = corner & 2 ? 1 : -1;
		struct crm_sbg m;

		shift[i] += up * h;
		shift[j] += right * h;
		m = model_of(fitted->fit.parameter[0] * exp(shift[0]),
		             fitted->fit.parameter[1] * exp(shift[1]));
		for (uint32_t k = 0; k < YEARS; k++) {
			double now = crm_sbg_survival(&m, k + 1).value;
			double before = crm_sbg_survival(&m, k).value;

			log_likelihood += (double)tenures[k].left * log(before - now) +
			                  (double)tenures[k].active * log(now);
		}
		sum -= up * right * log_likelihood;
	}
	return sum / (4 * h * h);
}

static void
standard_errors_are_of_the_curvature(void **state)
{
	struct crm_tenure tenures[YEARS];
	struct crm_sbg    model;
	double            aa, ab, bb, determinant;

	(void)state;
	from_survival(REGULAR, 1000, tenures);
	model = fit_to(tenures, YEARS);
	aa = curvature(tenures, &model, 0, 0);
	ab = curvature(tenures, &model, 0, 1);
	bb = curvature(tenures, &model, 1, 1);
	determinant = aa * bb - ab * ab;
	assert_close(model.fit.error[0], model.fit.parameter[0] * sqrt(bb / determinant), 1e-4);
	assert_close(model.fit.error[1], model.fit.parameter[1] * sqrt(aa / determinant), 1e-4);
	assert_close(model.fit.covariance[0][1], -ab / determinant, 1e-4);
}

/* Two years each of cohorts that began one after the other tell the same as one. */
static void
cohorts_of_different_age_add_up(void **state)
{
	const struct crm_tenure mixed[] = {
		{ 2, 40, 200 }, { 1, 100, 0 }, { 0, 0, 77 }, { 1, 60, 110 }, { 2, 10, 30 }, { 9, 0, 0 },
	};
	const struct crm_tenure summed[] = { { 1, 160, 110 }, { 2, 50, 230 } };
	struct crm_sbg a = fit_to(mixed, 6), b = fit_to(summed, 2);

	(void)state;
	assert_int_equal(a.fit.n, 550);
	assert_close(a.fit.parameter[0], b.fit.parameter[0], 1e-12);
	assert_close(a.fit.parameter[1], b.fit.parameter[1], 1e-12);
	/* Two renewals and two parameters: both rates are met. */
	assert_close(crm_sbg_retention(&a, 1).value, 390. / 550, 1e-9);
	assert_close(crm_sbg_retention(&a, 2).value, 230. / 280, 1e-9);
}

/* ---- shares */

static void
survival_is_the_product_of_retention(void **state)
{
	struct crm_sbg      model = model_of(.668, 3.806);
	double              product = 1;
	struct crm_interval new = crm_sbg_survival(&model, 0);

	(void)state;
	assert_true(new.lo == 1 && new.value == 1 && new.hi == 1);
	for (uint32_t n = 1; n <= 200; n++) {
		product *= crm_sbg_retention(&model, n).value;
		assert_close(crm_sbg_survival(&model, n).value, product, 1e-13);
		assert_true(crm_sbg_retention(&model, n).value <
		            crm_sbg_retention(&model, n + 1).value);
	}
	assert_close(crm_sbg_retention(&model, 1).value, 3.806 / 4.474, 1e-15);
}

static void
shares_have_intervals_inside_of_0_and_1(void **state)
{
	struct crm_tenure tenures[YEARS];
	struct crm_sbg    few, many;

	(void)state;
	from_survival(HIGH_END, 40, tenures);
	few = fit_to(tenures, YEARS);
	from_survival(HIGH_END, 4000000, tenures);
	many = fit_to(tenures, YEARS);
	for (uint32_t n = 1; n <= 1000; n = 3 * n + 1) {
		struct crm_interval a = crm_sbg_survival(&few, n), b = crm_sbg_survival(&many, n);
		struct crm_interval r = crm_sbg_retention(&few, n);

		assert_true(0 < a.lo && a.lo < a.value && a.value < a.hi && a.hi < 1);
		assert_true(0 < r.lo && r.lo < r.value && r.value < r.hi && r.hi < 1);
		assert_true(a.hi - a.lo > 50 * (b.hi - b.lo));
	}
	/* Like the binomial of the first year, or better known: 40 customers, 5 left. */
	assert_within(crm_sbg_survival(&few, 1).lo, .72, .03);
	assert_within(crm_sbg_survival(&few, 1).hi, .94, .03);
}

/* ---- payments, against 60 digits */

struct reference {
	double   parameter[2];
	uint32_t n, horizon;
	double   rate, payments;
};

static void
payments_in_the_corners_have_12_digits(void **state)
{
	/*
	 * Computed once with 60 digits: endless ones from 2F1 (checked by integrating over
	 * the chance to leave), others as sums of beta functions.
	 */
	static const struct reference references[] = {
		{ { .668, 3.806 }, 0, CRM_SBG_ENDLESS, .1, 5.9225964076127641587 },
		{ { .668, 3.806 }, 1, CRM_SBG_ENDLESS, .1, 5.4148560483740405746 },
		{ { .668, 3.806 }, 5, CRM_SBG_ENDLESS, .1, 6.8970573977460908511 },
		{ { .688, 1.182 }, 0, CRM_SBG_ENDLESS, .15, 3.1489971042054586795 },
		{ { .688, 1.182 }, 7, CRM_SBG_ENDLESS, .15, 5.0994345959813200125 },
		{ { .3, .7 }, 0, CRM_SBG_ENDLESS, .1, 5.3576566694841135903 },
		{ { 1, 1 }, 0, CRM_SBG_ENDLESS, .1, 2.6376848000782075985 },
		{ { .5, .5 }, 3, CRM_SBG_ENDLESS, 1e-6, 2661.6759883449906725 },
		{ { 2, 3 }, 0, CRM_SBG_ENDLESS, 1e-6, 3.9998562133939455333 },
		{ { .01, .02 }, 1, CRM_SBG_ENDLESS, .01, 64.326620303624077793 },
		{ { 30, 2 }, 2, CRM_SBG_ENDLESS, .01, 0.10330222348031429977 },
		{ { 50, 4000 }, 10, CRM_SBG_ENDLESS, .001, 75.523645351897259494 },
		{ { .05, 100 }, 0, CRM_SBG_ENDLESS, .001, 905.88112207407931817 },
		{ { 1e-5, .001 }, 1, CRM_SBG_ENDLESS, .08, 13.365988938606843733 },
		{ { .668, 3.806 }, 0, 4, .1, 2.8938580859075587402 },
		{ { .668, 3.806 }, 3, 10, 0, 6.6094574487440658996 },
		{ { .7, 1.2 }, 2, 120, -.01, 25.056244768332465077 },
		{ { .7, 1.2 }, 1, 1, .1, 0.63157894736842105263 },
		{ { .7, 1.2 }, 0, 0, .1, 0.0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof references / sizeof *references; i++) {
		const struct reference *r = &references[i];
		struct crm_sbg          model = model_of(r->parameter[0], r->parameter[1]);

		assert_close(payments(&model, r->n, r->horizon, r->rate), r->payments,
		             r->rate == 1e-6 ? 1e-10 : 1e-12);
	}
}

static void
a_longer_horizon_comes_near_to_all_time(void **state)
{
	struct crm_sbg model = model_of(.668, 3.806);
	double         all = payments(&model, 3, CRM_SBG_ENDLESS, .1), last = 0;

	(void)state;
	for (uint32_t horizon = 1; horizon <= 256; horizon *= 2) {
		double now = payments(&model, 3, horizon, .1);

		assert_true(last < now && now < all);
		last = now;
	}
	assert_close(last, all, 1e-9);
}

static void
a_customer_of_longer_standing_is_worth_more(void **state)
{
	struct crm_sbg model = model_of(.668, 3.806);

	(void)state;
	for (uint32_t n = 1; n < 1000; n++)
		assert_true(payments(&model, n, CRM_SBG_ENDLESS, .1) <
		            payments(&model, n + 1, CRM_SBG_ENDLESS, .1));
	/* A new one has paid already: 1 + what is next, a period later. */
	assert_close(payments(&model, 0, CRM_SBG_ENDLESS, .1),
	             1 + payments(&model, 1, CRM_SBG_ENDLESS, .1) / 1.1, 1e-13);
}

static void
the_interval_of_payments_narrows_with_the_root_of_n(void **state)
{
	struct crm_tenure    tenures[YEARS];
	struct crm_sbg       some, hundredfold;
	struct crm_predicted a, b;
	struct crm_fault     why;

	(void)state;
	from_survival(REGULAR, 1000, tenures);
	some = fit_to(tenures, YEARS);
	from_survival(REGULAR, 100000, tenures);
	hundredfold = fit_to(tenures, YEARS);
	assert_int_equal(crm_sbg_payments(&some, 2, 5, .1, &a, &why), 0);
	assert_int_equal(crm_sbg_payments(&hundredfold, 2, 5, .1, &b, &why), 0);
	assert_close(a.log_error, 10 * b.log_error, 1e-6);
	assert_true(a.log_error > .001);
}

static void
a_yearly_rate_is_that_of_its_periods(void **state)
{
	(void)state;
	assert_close(pow(1 + crm_sbg_period_rate(.1, 365.25 / 12), 12), 1.1, 1e-14);
	assert_within(crm_sbg_period_rate(0, 30), 0, 0);
}

/* ---- refusals */

static void
assert_refused(const struct crm_tenure *tenures, size_t count, const char *reason)
{
	struct crm_sbg   model;
	struct crm_fault why = { .text = "fitted" };

	if (crm_sbg_fit(&model, tenures, count, &why) != CRM_INVALID || !strstr(why.text, reason))
		fail_msg("%s", why.text);
}

static void
data_that_cannot_carry_the_model_is_refused_in_words(void **state)
{
	const struct crm_tenure never[] = { { 0, 0, 50 } }, loyal[] = { { 3, 0, 50 }, { 5, 0, 9 } };
	const struct crm_tenure gone[] = { { 1, 50, 0 } }, once[] = { { 1, 20, 30 } };
	const struct crm_tenure long_ago[] = { { 10001, 1, 1 } }, absurd[] = { { 0, 1, 0 } };

	(void)state;
	assert_refused(NULL, 0, "no customer has come to a renewal");
	assert_refused(never, 1, "no customer has come to a renewal");
	assert_refused(loyal, 2, "nobody left");
	assert_refused(gone, 1, "nobody renewed");
	assert_refused(once, 1, "only the first renewal has been seen");
	assert_refused(long_ago, 1, "at most 10000 renewals");
	assert_refused(absurd, 1, "nobody leaves before the first renewal");
}

static void
customers_who_are_all_alike_are_refused(void **state)
{
	/* Half leave each time; then more and more of them. */
	const struct crm_tenure half[] = { { 1, 512, 0 }, { 2, 256, 0 }, { 3, 128, 128 } };
	const struct crm_tenure falling[] = { { 1, 100, 0 }, { 2, 200, 0 }, { 3, 400, 100 } };
	/* Who stays once stays for good. */
	const struct crm_tenure split[] = { { 1, 500, 0 }, { 9, 0, 500 } };

	(void)state;
	assert_refused(half, 3, "cannot be told apart");
	assert_refused(falling, 3, "cannot be told apart");
	assert_refused(split, 2, "cannot be told apart");
}

static void
rates_and_horizons_have_ranges(void **state)
{
	static const struct { uint32_t n, horizon; double rate; const char *reason; } wrong[] = {
		{ 1, 5, -.95, "from -0.9 to 10" }, { 1, 5, 11, "from -0.9 to 10" },
		{ 1, 5, NAN, "from -0.9 to 10" }, { 1, CRM_SBG_ENDLESS, 0, "from 0.000001 on" },
		{ 1, CRM_SBG_ENDLESS, -.1, "from 0.000001 on" }, { 1, 10001, .1, "at most 10000" },
		{ 10001, 5, .1, "at most 10000" },
	};
	struct crm_sbg model = model_of(.668, 3.806);

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct crm_predicted p;
		struct crm_fault     why;

		assert_int_equal(crm_sbg_payments(&model, wrong[i].n, wrong[i].horizon, wrong[i].rate,
		                                  &p, &why), CRM_INVALID);
		assert_non_null(strstr(why.text, wrong[i].reason));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_published_survival_has_the_published_fit),
		cmocka_unit_test(standard_errors_are_of_the_curvature),
		cmocka_unit_test(cohorts_of_different_age_add_up),
		cmocka_unit_test(survival_is_the_product_of_retention),
		cmocka_unit_test(shares_have_intervals_inside_of_0_and_1),
		cmocka_unit_test(payments_in_the_corners_have_12_digits),
		cmocka_unit_test(a_longer_horizon_comes_near_to_all_time),
		cmocka_unit_test(a_customer_of_longer_standing_is_worth_more),
		cmocka_unit_test(the_interval_of_payments_narrows_with_the_root_of_n),
		cmocka_unit_test(a_yearly_rate_is_that_of_its_periods),
		cmocka_unit_test(data_that_cannot_carry_the_model_is_refused_in_words),
		cmocka_unit_test(customers_who_are_all_alike_are_refused),
		cmocka_unit_test(rates_and_horizons_have_ranges),
	};

	return cmocka_run_group_tests_name("sbg", tests, NULL, NULL);
}
