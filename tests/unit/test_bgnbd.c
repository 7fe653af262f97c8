/* What metrics/bgnbd.h promises. */
#include <stdlib.h>

#include "metrics/bgnbd.h"
#include "numbers.h"
#include "cdnow.h"

static const struct crm_horizon HOLD_OUT = { .days = 273 };      /* 39 weeks */

static struct crm_bgnbd
model_of(double r, double alpha, double a, double b)
{
	return (struct crm_bgnbd){
		.unit = 7, .fit = { .parameters = 4, .parameter = { r, alpha, a, b } },
	};
}

/* ---- formulas, against 60 digits */

struct reference {
	double   r, alpha, a, b;
	uint32_t x, t_x, T;
	double   days, yearly_rate;
	double   log_likelihood, p_alive, orders, discounted;
};

/*
 * Computed once with 60 digits: the likelihood from gamma and beta functions,
 * orders by integrating the rate mixed over the beta distribution,
 * (r+x)/A 2F1(r+x+1, a; a+b+x; -t/A), with and without the discount factor.
 */
static const struct reference references[] = {
	{ .242595, 4.413602, .792922, 2.425907, 2, 213, 272, 273, .1,
	  -9.4595581660284235572, 0.72662030831803785898,
	  1.2259946946476068286, 1.1857451783060216504 },
	{ .25, 4, 1, 2.5, 3, 100, 280, 364, .1,
	  -11.512491197126826108, 0.20592783712521337803,
	  0.58921664871724397008, 0.56456857464334031923 },
	{ .25, 4, 1.000000001, 2.5, 3, 100, 280, 364, .1,
	  -11.512491197022508635, 0.20592783696169181513,
	  0.58921664810708650004, 0.56456857406084411707 },
	{ .25, 4, .999999, .5, 0, 0, 280, 364, .1,
	  -0.59947381819959263602, 1.0, 0.20767421477541565492, 0.19914133049361862404 },
	{ .25, 4, .3, .7, 0, 0, 280, 364, .1,
	  -0.59947381819959263602, 1.0, 0.25226237370667654951, 0.24118392078918207433 },
	{ .25, 4, .8, 2.5, 3000, 7300, 7305, 3650, .1,
	  146.94926538958795719, 0.99794124969128433425,
	  1259.8232544268832131, 833.11773400831887488 },
	{ .25, 4, .8, 2.5, 3000, 7200, 7305, 3650, .1,
	  181.98780825227019919, 6.0542333388222513165e-16,
	  7.6429989744729935539e-13, 5.0542946911529637698e-13 },
	{ .25, 4, .8, 100000, 12, 7000, 7305, 365, .1,
	  -68.015177491082146805, 0.99998653990761739987,
	  0.60973380918997359818, 0.58159713978984568193 },
	{ .25, 4, .8, 2.5, 0, 0, 0, 7305, .1,
	  0.0, 1.0, 7.1536698656274230363, 4.5217257532264168463 },
	{ .25, .001, .8, 2.5, 5, 60, 61, 36500, .05,
	  -11.593277490339821406, 0.88165293377800679694,
	  75.624295274746767297, 40.395493849198781177 },
	{ 2.5, 30, .3, .4, 40, 300, 330, 3650, 1,
	  -62.132092023683851661, 0.92045213119122458447,
	  176.22690448091001635, 31.991121174110404392 },
	{ 6, 30, .3, .4, 0, 0, 330, 3650, 0.5,
	  -5.6667696530451083226, 1.0, 11.281088966897061562, 3.8916069885342385831 },
	{ 30, 100, .5, 3, 10, 300, 330, 365, 0.1,
	  -26.763924305360584273, 0.88034504915269302682,
	  10.202851317764942077, 9.7604024977123569454 },
	{ .25, 4, 3, 1.5, 1, 1, 7305, 7, 0,
	  -3.2214222357982663834, 0.00049562145285792025977,
	  5.9104718732156320627e-7, 5.9104718732156320627e-7 },
	{ .25, 4, .8, 2.5, 1, 1, 7305, 1, 0,
	  -4.2304245142232525213, 0.0030895949153783148446,
	  5.2664440456954908332e-7, 5.2664440456954908332e-7 },
	{ .002, 4, .8, 2.5, 1, 1, 7305, 365, .1,
	  -9.0409815589270570869, 0.012074928677481478349,
	  0.00059674138697963367138, 0.00056928667284458269928 },
	{ .25, 4, 20, 30, 7, 500, 700, 365, -.5,
	  -28.982977772299530432, 0.14919257647233031637,
	  0.29589983732637309284, 0.39596548961091497433 },
	{ 200, 700, .5, 3, 60, 300, 330, 365, 0.1,
	  -85.554528649011255084, 0.96526288990561321707,
	  16.410824144639485846, 15.669214154908433574 },
	{ 200.5, 100, .02, .03, 0, 0, 3000, 3650, 0.1,
	  -333.83405659957668342, 1.0, 108.27788096400094794, 70.323258757272446439 },
	{ 20, .5, 3, .3, 500, 290, 300, 365, 0.1,
	  710.00234377255638368, 4.5178482455017894887e-6,
	  0.00090954518389240002028, 0.00088350195117977893683 },
	{ 1.5, 40, .2, .3, 0, 0, 30, 36525, 0.1,
	  -0.15267404146491348298, 1.0, 44.71997982894072639, 7.0960906008903456745 },
};

enum { REFERENCES = sizeof references / sizeof *references };

static void
predictions_in_the_corners_have_13_digits(void **state)
{
	(void)state;
	for (size_t i = 0; i < REFERENCES; i++) {
		const struct reference *c = &references[i];
		struct crm_bgnbd        model = model_of(c->r, c->alpha, c->a, c->b);
		struct crm_pattern      history = { c->x, c->t_x, c->T, 1 };
		struct crm_horizon      horizon = { c->days, c->yearly_rate };
		double                  digits = 1e-13;
		struct crm_prediction   p;

		/* exp() of a large exponent has the exponent's rounding. */
		if (c->p_alive < 1e-10)
			digits = 1e-12;
		crm_bgnbd_predict(&model, &history, &horizon, &p);
		assert_close(crm_bgnbd_log_likelihood(&model, &history), c->log_likelihood, 1e-13);
		assert_close(p.p_alive, c->p_alive, digits);
		assert_close(p.orders.value, c->orders, digits);
		assert_close(p.discounted.value, c->discounted, digits);
	}
}

/* Fader, Hardie & Lee's own parameters, and values printed from them. */
static void
a_new_customer_is_expected_to_buy_as_published(void **state)
{
	static const struct { double days, orders; } published[] = {
		{ 1, .0078 }, { 7, .0532 }, { 21, .1506 }, { 223, 1.0405 }, { 224, 1.0437 },
	};
	struct crm_bgnbd      model = model_of(.242595, 4.413602, .792922, 2.425907);
	struct crm_pattern    unborn = { 0 };
	struct crm_prediction p;

	(void)state;
	for (size_t i = 0; i < sizeof published / sizeof *published; i++) {
		struct crm_horizon horizon = { published[i].days, 0 };

		crm_bgnbd_predict(&model, &unborn, &horizon, &p);
		assert_within(p.orders.value, published[i].orders, 5e-5);
		assert_within(p.discounted.value, p.orders.value, 0);
		assert_within(p.p_alive, 1, 0);
	}
}

static void
the_published_likelihoods_of_one_customer_hold(void **state)
{
	struct crm_bgnbd   model = model_of(.25, 4, .8, 2.5);
	struct crm_pattern once = { 0, 0, 280, 1 }, often = { 200, 266, 280, 1 };

	(void)state;
	assert_within(crm_bgnbd_log_likelihood(&model, &once), -0.59947382, 5e-9);
	assert_within(crm_bgnbd_log_likelihood(&model, &often), 100.7957, 5e-5);
}

static void
nothing_is_expected_within_no_time(void **state)
{
	struct crm_bgnbd      model = model_of(.25, 4, .8, 2.5);
	struct crm_pattern    history = { 3, 100, 280, 1 };
	struct crm_horizon    none = { 0, 0.1 };
	struct crm_prediction p;
	struct crm_interval   orders;

	(void)state;
	crm_bgnbd_predict(&model, &history, &none, &p);
	orders = crm_predicted_interval(p.orders);
	assert_within(orders.lo, 0, 0);
	assert_within(orders.value, 0, 0);
	assert_within(orders.hi, 0, 0);
}

static void
a_customer_gone_for_ages_is_worth_nothing_but_a_number(void **state)
{
	struct crm_bgnbd      model = model_of(.25, 4, .8, 2.5);
	struct crm_pattern    gone = { 100000, 100000, 3000000, 1 };
	struct crm_prediction p;
	struct crm_interval   orders;

	(void)state;
	crm_bgnbd_predict(&model, &gone, &HOLD_OUT, &p);
	orders = crm_predicted_interval(p.orders);
	assert_within(p.p_alive, 0, 0);
	assert_true(orders.lo == 0 && orders.value == 0 && orders.hi == 0);
	assert_true(isfinite(crm_bgnbd_log_likelihood(&model, &gone)));
}

static void
predictions_are_finite_and_ordered_over_a_wide_grid(void **state)
{
	static const double   values[] = { .01, .3, 1, 3, 20 };
	static const uint32_t counts[] = { 0, 1, 7, 400 };
	struct crm_horizon    horizon = { 3000, 0.15 };

	(void)state;
	for (int i = 0; i < 5 * 5 * 5 * 5 * 4; i++) {
		struct crm_bgnbd      model = model_of(values[i % 5], values[i / 5 % 5],
		                                       values[i / 25 % 5], values[i / 125 % 5]);
		uint32_t              x = counts[i / 625];
		struct crm_pattern    history = { x, x ? 350 : 0, 400, 1 };
		struct crm_prediction p;

		crm_bgnbd_predict(&model, &history, &horizon, &p);
		assert_true(0 <= p.p_alive && p.p_alive <= 1);
		assert_true(0 <= p.discounted.value && p.discounted.value <= p.orders.value);
		assert_true(isfinite(p.orders.value));
	}
}

/* ---- fits */

struct base {
	struct crm_pattern *patterns;
	size_t              count;
};

static struct base
compress(const struct crm_purchases *rows, size_t n)
{
	struct base base;

	assert_int_equal(crm_purchase_patterns(rows, n, &base.patterns, &base.count, NULL), 0);
	return base;
}

static struct base
cdnow(const char *file, int before_date, int64_t end)
{
	struct crm_purchase_log *log = cdnow_log(file, before_date);
	struct crm_purchases    *rows;
	struct crm_fault         why;
	struct base              base;
	size_t                   n;

	assert_int_equal(crm_purchase_log_summarise(log, end, end, &rows, &n, &why), 0);
	base = compress(rows, n);
	free(rows);
	crm_purchase_log_close(log);
	return base;
}

static void
the_cdnow_sample_has_the_published_fit(void **state)
{
	struct base           base = cdnow("cdnow_sample.csv", 1, CDNOW_END);
	struct crm_bgnbd      model;
	struct crm_fault      why;
	struct crm_prediction p;

	(void)state;
	assert_int_equal(base.count, 1016);
	assert_int_equal(crm_bgnbd_fit(&model, base.patterns, base.count, 7, &why), 0);
	assert_int_equal(model.fit.n, 2357);
	assert_within(model.fit.parameter[CRM_BGNBD_R], .242595, 1e-6);
	assert_within(model.fit.parameter[CRM_BGNBD_ALPHA], 4.413602, 1e-6);
	assert_within(model.fit.parameter[CRM_BGNBD_A], .792922, 1e-6);
	assert_within(model.fit.parameter[CRM_BGNBD_B], 2.425907, 1e-6);
	assert_within(model.fit.error[CRM_BGNBD_R], .012557, 1e-6);
	assert_within(model.fit.error[CRM_BGNBD_ALPHA], .378224, 1e-6);
	assert_within(model.fit.error[CRM_BGNBD_A], .185734, 1e-6);
	assert_within(model.fit.error[CRM_BGNBD_B], .705414, 1e-6);
	assert_within(model.fit.log_likelihood, -9582.429207, 1e-6);
	assert_string_equal(model.fit.names[CRM_BGNBD_ALPHA], "alpha");

	crm_bgnbd_predict(&model, &(struct crm_pattern){ 2, 213, 272, 1 }, &HOLD_OUT, &p);
	assert_within(p.p_alive, .726620, 1e-6);
	assert_within(p.orders.value, 1.225994, 1e-6);
	crm_bgnbd_predict(&model, &(struct crm_pattern){ 0, 0, 272, 1 }, &HOLD_OUT, &p);
	assert_within(p.p_alive, 1, 0);
	assert_within(p.orders.value, .194794, 1e-6);
	crm_bgnbd_predict(&model, &(struct crm_pattern){ 26, 216, 217, 1 }, &HOLD_OUT, &p);
	assert_within(p.p_alive, .968854, 1e-6);
	assert_within(p.orders.value, 20.748904, 2e-6);
	free(base.patterns);
}

static void
all_of_cdnow_has_the_known_fit(void **state)
{
	struct base      base = cdnow("cdnow_full.csv", 0, CDNOW_END);
	struct crm_bgnbd model;
	struct crm_fault why;

	(void)state;
	assert_int_equal(base.count, 8685);
	assert_int_equal(crm_bgnbd_fit(&model, base.patterns, base.count, 7, &why), 0);
	assert_int_equal(model.fit.n, 23570);
	assert_within(model.fit.parameter[CRM_BGNBD_R], .251624, 1e-6);
	assert_within(model.fit.parameter[CRM_BGNBD_ALPHA], 4.788943, 1e-6);
	assert_within(model.fit.parameter[CRM_BGNBD_A], .723434, 1e-6);
	assert_within(model.fit.parameter[CRM_BGNBD_B], 2.161088, 1e-6);
	assert_within(model.fit.log_likelihood, -95368.443933, 1e-6);
	free(base.patterns);
}

static void
the_whole_history_of_cdnow_has_the_known_likelihood(void **state)
{
	struct base      base = cdnow("cdnow_full.csv", 0, CDNOW_LAST);
	struct crm_bgnbd model;
	struct crm_fault why;

	(void)state;
	assert_int_equal(crm_bgnbd_fit(&model, base.patterns, base.count, 7, &why), 0);
	/* Summed once more at these parameters with 25 digits. */
	assert_within(model.fit.log_likelihood, -173425.91629321743, 1e-8);
	free(base.patterns);
}

/* Fit to the first 39 weeks, against what was bought in the next 39. */
static void
the_hold_out_error_on_cdnow_is_the_known_one(void **state)
{
	struct crm_purchase_log *log = cdnow_log("cdnow_full.csv", 0);
	struct crm_purchases    *rows;
	struct crm_bgnbd         model;
	struct crm_fault         why;
	struct base              base;
	size_t                   n;
	double                   expected = 0, bought = 0, distance = 0, squares = 0;

	(void)state;
	assert_int_equal(crm_purchase_log_summarise(log, CDNOW_END, CDNOW_LAST, &rows, &n, &why),
	                 0);
	base = compress(rows, n);
	assert_int_equal(crm_bgnbd_fit(&model, base.patterns, base.count, 7, &why), 0);
	for (size_t i = 0; i < n; i++) {
		struct crm_pattern    history = { rows[i].x, rows[i].t_x, rows[i].T, 1 };
		struct crm_prediction p;

		crm_bgnbd_predict(&model, &history, &HOLD_OUT, &p);
		expected += p.orders.value;
		bought += rows[i].later;
		distance += fabs(p.orders.value - rows[i].later);
		squares += (p.orders.value - rows[i].later) * (p.orders.value - rows[i].later);
	}
	assert_within(bought, 19684, 0);
	assert_within(expected / bought - 1, -.1428, 5e-5);
	assert_within(distance / (double)n, .8187, 5e-5);
	assert_within(sqrt(squares / (double)n), 1.7329, 5e-5);
	free(base.patterns);
	free(rows);
	crm_purchase_log_close(log);
}

/* A customer as the model describes them; bought on whole days. */
struct kind {
	double r, alpha;      /* purchase rate a day */
	double a, b;          /* chance to leave; b = 0: none */
};

static struct crm_purchases
simulate(struct chance *chance, struct kind kind, uint32_t T)
{
	struct crm_purchases c = { .T = T };
	double rate = gamma_variate(chance, kind.r) / kind.alpha, day = 0, stay, leave = 0;

	if (kind.b > 0) {
		leave = gamma_variate(chance, kind.a);
		stay  = gamma_variate(chance, kind.b);
		leave /= leave + stay;
	}
	for (;;) {
		day += exponential(chance, rate);
		if (day >= T)
			return c;
		/* At most once a day, and not on the first: as a log would have it. */
		if (day >= c.t_x + 1) {
			c.t_x = (uint32_t)day;
			c.x++;
		}
		if (uniform(chance) < leave)
			return c;
	}
}

static struct base
simulate_many(size_t n, struct kind kind, uint32_t T, uint64_t seed)
{
	struct crm_purchases *rows = malloc(n * sizeof *rows);
	struct chance         chance = { seed };
	struct base           base;

	assert_non_null(rows);
	for (size_t i = 0; i < n; i++)
		rows[i] = simulate(&chance, kind, T - (uint32_t)(i % 90));
	base = compress(rows, n);
	free(rows);
	return base;
}

static void
parameters_that_made_the_data_are_found_again(void **state)
{
	const double     truth[] = { .6, 20, .8, 3 };      /* alpha in weeks: 140 days */
	struct base      base = simulate_many(20000, (struct kind){ .6, 140, .8, 3 }, 800, 1);
	struct crm_bgnbd model;
	struct crm_fault why;

	(void)state;
	assert_int_equal(crm_bgnbd_fit(&model, base.patterns, base.count, 7, &why), 0);
	for (size_t i = 0; i < 4; i++) {
		assert_within(model.fit.parameter[i], truth[i], 4 * model.fit.error[i]);
		assert_true(model.fit.error[i] < 0.2 * truth[i]);
	}
	free(base.patterns);
}

/* ---- gradient and Hessian, against differences of the likelihood itself */

static double
total_log_likelihood(const struct base *base, const struct crm_bgnbd *fitted, const double *shift)
{
	struct crm_bgnbd model = *fitted;
	double           sum = 0;

	for (size_t i = 0; i < 4; i++)
		model.fit.parameter[i] *= exp(shift[i]);
	for (size_t i = 0; i < base->count; i++)
		sum += base->patterns[i].customers *
		       crm_bgnbd_log_likelihood(&model, &base->patterns[i]);
	return sum;
}

/* Minus the second derivative by log parameters i and j. */
static double
curvature(const struct base *base, const struct crm_bgnbd *model, size_t i, size_t j)
{
	const double h = 2e-3;
	double       sum = 0;

	for (int corner = 0; corner < 4; corner++) {
		double shift[4] = { 0 };
		int    up = corner & 1 ? 1 : -1, right = corner & 2 ? 1 : -1;

		shift[i] += up * h;
		shift[j] += right * h;
		sum -= up * right * total_log_likelihood(base, model, shift);
	}
	return sum / (4 * h * h);
}

static void
a_fit_is_the_top_of_the_likelihood_and_knows_its_curvature(void **state)
{
	struct base      base = simulate_many(3000, (struct kind){ .6, 140, .8, 3 }, 800, 5);
	struct crm_bgnbd model;
	struct crm_fault why;
	double           here[4] = { 0 };

	(void)state;
	assert_int_equal(crm_bgnbd_fit(&model, base.patterns, base.count, 7, &why), 0);
	assert_close(model.fit.log_likelihood, total_log_likelihood(&base, &model, here), 1e-13);
	for (size_t i = 0; i < 4; i++) {
		double up[4] = { 0 }, down[4] = { 0 };

		up[i]   = 1e-4;
		down[i] = -1e-4;
		/* A slope of 1 for each log parameter would be one customer's worth. */
		assert_within((total_log_likelihood(&base, &model, up) -
		               total_log_likelihood(&base, &model, down)) / 2e-4, 0, 1e-4);
		for (size_t j = 0; j < 4; j++) {
			double product = 0;

			for (size_t k = 0; k < 4; k++)
				product += curvature(&base, &model, i, k) *
				           model.fit.covariance[k][j];
			assert_within(product, i == j, 1e-3);
		}
	}
	free(base.patterns);
}

static void
the_unit_of_time_changes_alpha_alone(void **state)
{
	struct base           base = simulate_many(3000, (struct kind){ .6, 140, .8, 3 }, 800, 2);
	struct crm_bgnbd      weeks, days;
	struct crm_prediction in_weeks, in_days;
	struct crm_horizon    year = { 365, 0.1 };
	struct crm_fault      why;

	(void)state;
	assert_int_equal(crm_bgnbd_fit(&weeks, base.patterns, base.count, 7, &why), 0);
	assert_int_equal(crm_bgnbd_fit(&days, base.patterns, base.count, 1, &why), 0);
	assert_close(days.fit.parameter[0], weeks.fit.parameter[0], 1e-8);
	assert_close(days.fit.parameter[1], 7 * weeks.fit.parameter[1], 1e-8);
	assert_close(days.fit.parameter[2], weeks.fit.parameter[2], 1e-8);
	assert_close(days.fit.parameter[3], weeks.fit.parameter[3], 1e-8);
	crm_bgnbd_predict(&weeks, &base.patterns[5], &year, &in_weeks);
	crm_bgnbd_predict(&days, &base.patterns[5], &year, &in_days);
	assert_close(in_days.discounted.value, in_weeks.discounted.value, 1e-8);
	assert_close(in_days.discounted.log_error, in_weeks.discounted.log_error, 1e-4);
	free(base.patterns);
}

/* Fit to many samples of one truth: intervals of E should hold the true E in 95 %. */
static void
intervals_hold_the_truth_as_often_as_they_say(void **state)
{
	enum { SAMPLES = 200 };
	const struct kind     kind = { .6, 140, .8, 3 };
	struct crm_bgnbd      truth = model_of(.6, 20, .8, 3);
	struct crm_pattern    customer = { 4, 420, 700, 1 };
	struct crm_horizon    year = { 365, 0.1 };
	struct crm_prediction true_one, p;
	int                   held = 0, fitted = 0;

	(void)state;
	crm_bgnbd_predict(&truth, &customer, &year, &true_one);
	for (uint64_t i = 0; i < SAMPLES; i++) {
		struct base      base = simulate_many(1000, kind, 800, 100 + i);
		struct crm_bgnbd model;
		struct crm_fault why;

		if (crm_bgnbd_fit(&model, base.patterns, base.count, 7, &why) == 0) {
			crm_bgnbd_predict(&model, &customer, &year, &p);
			struct crm_interval interval = crm_predicted_interval(p.discounted);

			held += interval.lo <= true_one.discounted.value &&
			        true_one.discounted.value <= interval.hi;
			fitted++;
		}
		free(base.patterns);
	}
	assert_int_equal(fitted, SAMPLES);
	assert_within((double)held / SAMPLES, 0.95, 0.05);
}

/* ---- refusals */

static void
assert_refused(const struct crm_pattern *patterns, size_t count, const char *reason)
{
	struct crm_bgnbd model;
	struct crm_fault why;

	assert_int_equal(crm_bgnbd_fit(&model, patterns, count, 7, &why), CRM_INVALID);
	if (!strstr(why.text, reason))
		print_error("%s\n", why.text);
	assert_non_null(strstr(why.text, reason));
}

static void
data_that_cannot_carry_the_model_is_refused_in_words(void **state)
{
	const struct crm_pattern none = { 0, 0, 200, 50 }, today = { 0, 0, 0, 9 };
	const struct crm_pattern future = { 2, 30, 20, 1 }, absurd = { 0, 3, 20, 1 };

	(void)state;
	assert_refused(NULL, 0, "there are no customers");
	assert_refused(&today, 1, "all customers first bought on the last day");
	assert_refused(&none, 1, "no customer bought a second time");
	assert_refused(&future, 1, "no history has x = 2, t_x = 30 and T = 20 days");
	assert_refused(&absurd, 1, "no history has x = 0, t_x = 3");
}

static void
a_base_that_nobody_leaves_is_refused(void **state)
{
	struct base base = simulate_many(5000, (struct kind){ 2, 60, 0, 0 }, 700, 3);

	(void)state;
	assert_refused(base.patterns, base.count, "no churn can be identified");
	free(base.patterns);
}

static void
too_few_or_too_equal_customers_are_refused(void **state)
{
	const struct crm_pattern one = { 3, 50, 90, 1 };
	const struct crm_pattern clockwork[] = { { 12, 360, 365, 40 }, { 12, 355, 365, 40 } };

	(void)state;
	assert_refused(&one, 1, "purchase rates cannot be told apart");
	assert_refused(clockwork, 2, "no churn can be identified");
}

/* Fifty who buy every day make the likelihood rise to where nobody leaves. */
static void
a_few_daily_buyers_among_ordinary_ones_are_refused(void **state)
{
	const struct crm_pattern daily[] = {
		{ 0, 0, 365, 800 }, { 1, 100, 365, 60 }, { 2, 250, 365, 30 }, { 364, 364, 365, 50 },
		{ 3, 80, 300, 20 }, { 1, 20, 200, 35 },
	};

	(void)state;
	assert_refused(daily, 6, "no churn can be identified");
}

/* Whatever thirty customers did: finite numbers, or a reason. */
static void
small_bases_give_finite_numbers_or_a_reason(void **state)
{
	int fitted = 0;

	(void)state;
	for (uint64_t seed = 0; seed < 100; seed++) {
		struct base base = simulate_many(30, (struct kind){ .6, 140, .8, 3 }, 800, seed);
		struct crm_bgnbd      model;
		struct crm_fault      why;
		struct crm_prediction p;
		struct crm_interval   orders;

		if (crm_bgnbd_fit(&model, base.patterns, base.count, 7, &why)) {
			assert_non_null(strstr(why.text, "cannot be told apart"));
		} else {
			crm_bgnbd_predict(&model, &base.patterns[0], &HOLD_OUT, &p);
			orders = crm_predicted_interval(p.orders);
			assert_true(0 <= orders.lo && orders.lo <= orders.value);
			assert_true(orders.value <= orders.hi && isfinite(orders.hi));
			fitted++;
		}
		free(base.patterns);
	}
	assert_true(fitted > 40);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(predictions_in_the_corners_have_13_digits),
		cmocka_unit_test(a_new_customer_is_expected_to_buy_as_published),
		cmocka_unit_test(the_published_likelihoods_of_one_customer_hold),
		cmocka_unit_test(nothing_is_expected_within_no_time),
		cmocka_unit_test(a_customer_gone_for_ages_is_worth_nothing_but_a_number),
		cmocka_unit_test(predictions_are_finite_and_ordered_over_a_wide_grid),
		cmocka_unit_test(the_cdnow_sample_has_the_published_fit),
		cmocka_unit_test(all_of_cdnow_has_the_known_fit),
		cmocka_unit_test(the_whole_history_of_cdnow_has_the_known_likelihood),
		cmocka_unit_test(the_hold_out_error_on_cdnow_is_the_known_one),
		cmocka_unit_test(parameters_that_made_the_data_are_found_again),
		cmocka_unit_test(a_fit_is_the_top_of_the_likelihood_and_knows_its_curvature),
		cmocka_unit_test(the_unit_of_time_changes_alpha_alone),
		cmocka_unit_test(intervals_hold_the_truth_as_often_as_they_say),
		cmocka_unit_test(data_that_cannot_carry_the_model_is_refused_in_words),
		cmocka_unit_test(a_base_that_nobody_leaves_is_refused),
		cmocka_unit_test(too_few_or_too_equal_customers_are_refused),
		cmocka_unit_test(a_few_daily_buyers_among_ordinary_ones_are_refused),
		cmocka_unit_test(small_bases_give_finite_numbers_or_a_reason),
	};

	return cmocka_run_group_tests_name("bgnbd", tests, NULL, NULL);
}
