/* What metrics/gamma_gamma.h promises. */
#include <stdlib.h>

#include "metrics/gamma_gamma.h"
#include "numbers.h"
#include "cdnow.h"

static struct crm_gamma_gamma
model_of(double p, double q, double v)
{
	return (struct crm_gamma_gamma){
		.minor = 100, .fit = { .parameters = 3, .parameter = { p, q, v } },
	};
}

static struct crm_purchases *
cdnow(const char *file, int before_date, size_t *n)
{
	struct crm_purchase_log *log = cdnow_log(file, before_date);
	struct crm_purchases    *rows;
	struct crm_fault         why;

	assert_int_equal(crm_purchase_log_summarise(log, CDNOW_END, CDNOW_END, &rows, n, &why), 0);
	crm_purchase_log_close(log);
	return rows;
}

/* Computed once with 60 digits from equations 1a and 5 as they are printed. */
static void
likelihood_and_spend_in_the_corners_have_13_digits(void **state)
{
	static const struct {
		double   p, q, v;
		uint32_t x;
		double   m, log_likelihood, spend;
	} references[] = {
		{ 6.25, 3.74, 15.44, 1, 22.35, -3.6523446258737937755, 26.272246941045606229 },
		{ 6.25, 3.74, 15.44, 3000, 0.01, -7749.0225795460323881, 0.015144453557186843096 },
		{ .01, 1.001, 1e6, 2, 5e5, -17.742057251216847625, 952380.95238095238095 },
		{ 1000, 500, 3, 40, 6.1, 0.30659870002189375296, 6.0989160226178424159 },
		{ 6.25, 3.74, 15.44, 7, 1e9, -82.498870243995549741, 941062596.1819746182 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof references / sizeof *references; i++) {
		struct crm_gamma_gamma model = model_of(references[i].p, references[i].q,
		                                        references[i].v);
		uint32_t               x = references[i].x;
		struct crm_purchases   customer = {
			.x = x, .repeat_spend = llround(references[i].m * x * 100),
		};

		/* lgamma's own rounding: 1e-15 of numbers up to 2e5. */
		assert_within(crm_gamma_gamma_log_likelihood(&model, x, references[i].m),
		              references[i].log_likelihood, 1e-9);
		assert_close(crm_gamma_gamma_spend(&model, &customer).value, references[i].spend,
		             1e-13);
	}
}

static void
the_cdnow_sample_has_the_published_fit(void **state)
{
	static const double    published[] = { 24.65, 18.91, 35.17, 35.17, 35.17, 71.46 };
	struct crm_gamma_gamma model;
	struct crm_fault       why;
	size_t                 n;
	struct crm_purchases  *rows = cdnow("cdnow_sample.csv", 1, &n);

	(void)state;
	assert_int_equal(crm_gamma_gamma_fit(&model, rows, n, 100, &why), 0);
	assert_int_equal(model.fit.n, 946);
	assert_int_equal(model.left_out, 0);
	assert_within(model.fit.parameter[CRM_GAMMA_GAMMA_P], 6.249572, 1e-6);
	assert_within(model.fit.parameter[CRM_GAMMA_GAMMA_Q], 3.744225, 1e-6);
	assert_within(model.fit.parameter[CRM_GAMMA_GAMMA_V], 15.443521, 1e-6);
	assert_within(model.fit.log_likelihood, -4055.9177, 5e-5);
	for (size_t i = 0; i < 6; i++)
		assert_within(crm_gamma_gamma_spend(&model, &rows[i]).value, published[i], 5e-3);
	assert_within(crm_gamma_gamma_spend(&model, &(struct crm_purchases){ 0 }).value, 35.170371,
	              1e-6);
	free(rows);
}

static void
all_of_cdnow_has_the_known_fit(void **state)
{
	struct crm_gamma_gamma model;
	struct crm_fault       why;
	size_t                 n;
	struct crm_purchases  *rows = cdnow("cdnow_full.csv", 0, &n);

	(void)state;
	assert_int_equal(crm_gamma_gamma_fit(&model, rows, n, 100, &why), 0);
	assert_int_equal(model.fit.n, 9450);
	assert_int_equal(model.left_out, 1);
	assert_within(model.fit.parameter[CRM_GAMMA_GAMMA_P], 6.275359, 1e-6);
	assert_within(model.fit.parameter[CRM_GAMMA_GAMMA_Q], 3.624450, 1e-6);
	assert_within(model.fit.parameter[CRM_GAMMA_GAMMA_V], 14.983687, 1e-6);
	assert_within(model.fit.log_likelihood, -40763.476261, 1e-6);
	free(rows);
}

/* Of p, q, v; in hundredths. */
static struct crm_purchases *
simulate(size_t n, double p, double q, double v, uint64_t seed)
{
	struct crm_purchases *rows = calloc(n, sizeof *rows);
	struct chance         chance = { seed };

	assert_non_null(rows);
	for (size_t i = 0; i < n; i++) {
		double nu = gamma_variate(&chance, q) / v;

		rows[i].x = (uint32_t)(i % 7);
		if (rows[i].x)
			rows[i].repeat_spend =
				llround(100 * gamma_variate(&chance, p * rows[i].x) / nu);
	}
	return rows;
}

static double
total_log_likelihood(const struct crm_purchases *rows, size_t n,
                     const struct crm_gamma_gamma *fitted, const double *shift)
{
	struct crm_gamma_gamma model = *fitted;
	double                 sum = 0;

	for (size_t i = 0; i < 3; i++)
		model.fit.parameter[i] *= exp(shift[i]);
	for (size_t i = 0; i < n; i++) {
		double mean = (double)rows[i].repeat_spend / 100 / rows[i].x;

		if (rows[i].x)
			sum += crm_gamma_gamma_log_likelihood(&model, rows[i].x, mean);
	}
	return sum;
}

/* Minus the second derivative by log parameters i and j. */
static double
curvature(const struct crm_purchases *rows, size_t n, const struct crm_gamma_gamma *model, size_t i,
          size_t j)
{
	const double h = 2e-3;
	double       sum = 0;

	for (int corner = 0; corner < 4; corner++) {
		double shift[3] = { 0 };
		int    up = corner & 1 ? 1 : -1, right = corner & 2 ? 1 : -1;

		shift[i] += up * h;
		shift[j] += right * h;
		sum -= up * right * total_log_likelihood(rows, n, model, shift);
	}
	return sum / (4 * h * h);
}

static void
a_fit_is_the_top_of_the_likelihood_and_knows_its_curvature(void **state)
{
	enum { N = 4000 };
	struct crm_purchases  *rows = simulate(N, 3, 4, 20, 1);
	struct crm_gamma_gamma model;
	struct crm_fault       why;
	double                 here[3] = { 0 };

	(void)state;
	assert_int_equal(crm_gamma_gamma_fit(&model, rows, N, 100, &why), 0);
	assert_close(model.fit.log_likelihood, total_log_likelihood(rows, N, &model, here), 1e-12);
	for (size_t i = 0; i < 3; i++) {
		double up[3] = { 0 }, down[3] = { 0 };

		up[i]   = 1e-4;
		down[i] = -1e-4;
		assert_within((total_log_likelihood(rows, N, &model, up) -
		               total_log_likelihood(rows, N, &model, down)) / 2e-4, 0, 1e-3);
		for (size_t j = 0; j < 3; j++) {
			double product = 0;

			for (size_t k = 0; k < 3; k++)
				product += curvature(rows, N, &model, i, k) *
				           model.fit.covariance[k][j];
			assert_within(product, i == j, 1e-3);
		}
	}
	free(rows);
}

static void
parameters_that_made_the_data_are_found_again(void **state)
{
	enum { N = 20000 };
	static const double    truth[] = { 3, 4, 20 };
	struct crm_purchases  *rows = simulate(N, 3, 4, 20, 2);
	struct crm_gamma_gamma model;
	struct crm_fault       why;

	(void)state;
	assert_int_equal(crm_gamma_gamma_fit(&model, rows, N, 100, &why), 0);
	for (size_t i = 0; i < 3; i++) {
		assert_within(model.fit.parameter[i], truth[i], 4 * model.fit.error[i]);
		assert_true(model.fit.error[i] < 0.1 * truth[i]);
	}
	free(rows);
}

static void
the_currency_changes_v_alone(void **state)
{
	enum { N = 3000 };
	struct crm_purchases  *rows = simulate(N, 3, 4, 20, 3);
	struct crm_gamma_gamma units, hundredths;
	struct crm_fault       why;

	(void)state;
	assert_int_equal(crm_gamma_gamma_fit(&units, rows, N, 100, &why), 0);
	assert_int_equal(crm_gamma_gamma_fit(&hundredths, rows, N, 1, &why), 0);
	assert_close(hundredths.fit.parameter[0], units.fit.parameter[0], 1e-8);
	assert_close(hundredths.fit.parameter[1], units.fit.parameter[1], 1e-8);
	assert_close(hundredths.fit.parameter[2], 100 * units.fit.parameter[2], 1e-8);
	assert_close(crm_gamma_gamma_spend(&hundredths, &rows[5]).value,
	             100 * crm_gamma_gamma_spend(&units, &rows[5]).value, 1e-8);
	free(rows);
}

/* d log E / d log (p, q, v), worked out by hand. */
static void
the_error_of_spend_is_that_of_the_delta_method(void **state)
{
	struct crm_gamma_gamma model = model_of(6, 4, 15);
	struct crm_purchases   customer = { .x = 2, .repeat_spend = 5000 };
	double                 g[3] = { 1 - 12. / 15, -4. / 15, 15. / 65 }, sum = 0;
	struct crm_predicted   spend;
	struct crm_interval    interval;

	(void)state;
	for (int i = 0; i < 3; i++)
		for (int j = 0; j < 3; j++) {
			model.fit.covariance[i][j] = i == j ? 0.04 : 0.01 * (i + j);
			sum += g[i] * g[j] * model.fit.covariance[i][j];
		}
	spend    = crm_gamma_gamma_spend(&model, &customer);
	interval = crm_predicted_interval(spend);
	assert_close(spend.value, 6. * 65 / 15, 1e-15);
	assert_close(spend.log_error, sqrt(sum), 1e-5);
	assert_close(interval.lo * interval.hi, spend.value * spend.value, 1e-14);
	assert_close(log(interval.hi / spend.value), CRM_Z95 * spend.log_error, 1e-12);
	spend = crm_predicted_product(spend, (struct crm_predicted){ 2, 0.3 });
	assert_close(spend.value, 2 * 6. * 65 / 15, 1e-15);
	assert_close(spend.log_error, sqrt(sum + 0.09), 1e-5);
}

static void
more_returned_than_bought_is_not_a_negative_spend(void **state)
{
	struct crm_gamma_gamma model = model_of(6, 4, 15);
	struct crm_purchases   zero = { .x = 2 }, less = { .x = 2, .repeat_spend = -100000 };

	(void)state;
	assert_close(crm_gamma_gamma_spend(&model, &zero).value, 6. * 15 / 15, 1e-15);
	assert_close(crm_gamma_gamma_spend(&model, &less).value, 6. * 15 / 15, 1e-15);
}

static void
assert_refused(const struct crm_purchases *rows, size_t n, const char *reason)
{
	struct crm_gamma_gamma model;
	struct crm_fault       why;

	assert_int_equal(crm_gamma_gamma_fit(&model, rows, n, 100, &why), CRM_INVALID);
	if (!strstr(why.text, reason))
		print_error("%s\n", why.text);
	assert_non_null(strstr(why.text, reason));
}

static void
data_that_cannot_carry_the_model_is_refused_in_words(void **state)
{
	const struct crm_purchases once[] = { { .x = 0, .first_spend = 500 }, { .x = 2 } };
	const struct crm_purchases equal[] = {
		{ .x = 1, .repeat_spend = 500 }, { .x = 3, .repeat_spend = 1500 },
		{ .x = 1, .repeat_spend = 500 },
	};
	const struct crm_purchases two[] = {
		{ .x = 1, .repeat_spend = 500 }, { .x = 3, .repeat_spend = 1600 },
	};

	(void)state;
	assert_refused(NULL, 0, "no customer has repeat purchases with an amount");
	assert_refused(once, 2, "no customer has repeat purchases with an amount");
	assert_refused(equal, 3, "all customers spend the same on a purchase");
	assert_refused(equal, 1, "all customers spend the same on a purchase");
	assert_refused(two, 2, "cannot be told apart");
}

static void
an_infinite_mean_is_refused_by_name(void **state)
{
	struct crm_purchases *rows = simulate(5000, 3, 0.7, 20, 4);

	(void)state;
	assert_refused(rows, 5000, "with q <= 1 the mean spend over customers is infinite");
	free(rows);
}

/* ---- independence of spend and frequency */

static void
the_correlation_on_cdnow_is_the_known_one(void **state)
{
	size_t                n;
	struct crm_purchases *rows = cdnow("cdnow_full.csv", 0, &n);
	struct crm_interval   r;
	struct crm_fault      why;

	(void)state;
	assert_int_equal(crm_gamma_gamma_correlation(rows, n, &r, &why), 0);
	/* Computed once more by the textbook's formula. */
	assert_close(r.value, 0.08766874493854174, 1e-12);
	assert_close(r.lo, 0.06762587913319368, 1e-12);
	assert_close(r.hi, 0.10764087972897755, 1e-12);
	free(rows);
}

static void
customers_as_the_model_has_them_show_no_correlation(void **state)
{
	struct crm_purchases *rows = simulate(20000, 3, 4, 20, 4);
	struct crm_interval   r;
	struct crm_fault      why;

	(void)state;
	assert_int_equal(crm_gamma_gamma_correlation(rows, 20000, &r, &why), 0);
	assert_true(r.lo < 0 && 0 < r.hi && r.hi - r.lo < .03);
	free(rows);
}

static void
who_buys_more_and_dearer_shows(void **state)
{
	/* Spends of 1, 2, 3, 4 for x of 1, 2, 4, 8: a straight line. */
	struct crm_purchases rows[] = {
		{ .x = 1, .repeat_spend = 100 }, { .x = 2, .repeat_spend = 400 },
		{ .x = 4, .repeat_spend = 1200 }, { .x = 8, .repeat_spend = 3200 },
		{ .x = 9, .repeat_spend = 0 }, { .x = 0, .repeat_spend = 0 },
	};
	struct crm_interval r;
	struct crm_fault    why;

	(void)state;
	assert_int_equal(crm_gamma_gamma_correlation(rows, 6, &r, &why), 0);
	assert_close(r.value, 1, 1e-14);
	assert_true(r.lo <= r.value && r.value <= r.hi && r.hi <= 1);
	rows[3].repeat_spend = 800;
	assert_int_equal(crm_gamma_gamma_correlation(rows, 6, &r, &why), 0);
	assert_true(-1 < r.lo && r.lo < 0 && 0 < r.value && r.value < r.hi && r.hi < 1);
}

static void
a_correlation_needs_customers_who_differ(void **state)
{
	const struct crm_purchases often[] = {
		{ .x = 2, .repeat_spend = 100 }, { .x = 2, .repeat_spend = 400 },
		{ .x = 2, .repeat_spend = 120 }, { .x = 2, .repeat_spend = 320 },
	};
	const struct crm_purchases dear[] = {
		{ .x = 1, .repeat_spend = 133 }, { .x = 2, .repeat_spend = 266 },
		{ .x = 3, .repeat_spend = 399 }, { .x = 7, .repeat_spend = 931 },
	};
	struct crm_interval r;
	struct crm_fault    why;

	(void)state;
	assert_int_equal(crm_gamma_gamma_correlation(often, 3, &r, &why), CRM_INVALID);
	assert_non_null(strstr(why.text, "takes four customers"));
	assert_int_equal(crm_gamma_gamma_correlation(often, 4, &r, &why), CRM_INVALID);
	assert_non_null(strstr(why.text, "buy as often, or spend as much"));
	assert_int_equal(crm_gamma_gamma_correlation(dear, 4, &r, &why), CRM_INVALID);
	assert_non_null(strstr(why.text, "buy as often, or spend as much"));
}

/* Who differ little have a large q, known to some per cent; so many are fitted all the same. */
static void
very_many_customers_who_differ_little_are_fitted(void **state)
{
	enum { MANY = 200000 };
	struct crm_purchases  *rows = simulate(MANY, 2.2, 1100, 250000, 5);
	struct crm_gamma_gamma model;
	struct crm_fault       why = { .text = "" };

	(void)state;
	if (crm_gamma_gamma_fit(&model, rows, MANY, 100, &why))
		fail_msg("%s", why.text);
	assert_close(model.fit.parameter[CRM_GAMMA_GAMMA_P], 2.2, .02);
	assert_close(model.fit.parameter[CRM_GAMMA_GAMMA_Q], 1100, .3);
	free(rows);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(likelihood_and_spend_in_the_corners_have_13_digits),
		cmocka_unit_test(the_cdnow_sample_has_the_published_fit),
		cmocka_unit_test(all_of_cdnow_has_the_known_fit),
		cmocka_unit_test(a_fit_is_the_top_of_the_likelihood_and_knows_its_curvature),
		cmocka_unit_test(parameters_that_made_the_data_are_found_again),
		cmocka_unit_test(the_currency_changes_v_alone),
		cmocka_unit_test(the_error_of_spend_is_that_of_the_delta_method),
		cmocka_unit_test(more_returned_than_bought_is_not_a_negative_spend),
		cmocka_unit_test(data_that_cannot_carry_the_model_is_refused_in_words),
		cmocka_unit_test(an_infinite_mean_is_refused_by_name),
		cmocka_unit_test(the_correlation_on_cdnow_is_the_known_one),
		cmocka_unit_test(customers_as_the_model_has_them_show_no_correlation),
		cmocka_unit_test(who_buys_more_and_dearer_shows),
		cmocka_unit_test(very_many_customers_who_differ_little_are_fitted),
		cmocka_unit_test(a_correlation_needs_customers_who_differ),
	};

	return cmocka_run_group_tests_name("gamma_gamma", tests, NULL, NULL);
}
