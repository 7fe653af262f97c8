/* What metrics/pareto.h promises; what all models promise is in test_purchase_model.c. */
#include "metrics/pareto.h"
#include "purchase_base.h"

static const struct crm_purchase_model_type *const PARETO = &crm_purchase_models[2];

/* ---- formulas, against 60 digits */

/*
 * Computed once with 200 digits: the likelihood from the difference of two 2F1
 * (checked by integrating over the time of leaving), orders by integrating the
 * rate with and without the discount factor, what remains of all time from the
 * exponential integral exp(z) E_s(z) (checked by the confluent U of the paper).
 */
static const struct reference references[] = {
	{ { .553277, 10.577683, .606240, 11.668735 }, 2, 213, 272, 273, .1,
	  -9.5541736227680506645, 0.86913426093528146191,
	  1.4552016781161425323, 1.4074545332548572459,
	  8.1725014020913702419 },
	{ { .553277, 10.577683, .606240, 11.668735 }, 0, 0, 272, 273, .1,
	  -0.52119296999560414302, 0.29511256871362952407,
	  0.10707022291040329708, 0.10355710337479957967,
	  0.60131290392015923349 },
	{ { .553277, 10.577683, .606240, 11.668735 }, 26, 216, 217, 273, .1,
	  -39.130760276513095183, 0.99787340466157006565,
	  20.114820969888789395, 19.460115251102654436,
	  107.94832317700584687 },
	{ { .553277, 10.577683, .606240, 11.668735 }, 0, 0, 0, 273, .15,
	  0, 1,
	  1.2134039485564369186, 1.1607854039038041251,
	  3.9710421826084313863 },
	{ { .5, 10, 1, 12 }, 3, 100, 280, 364, .1,
	  -11.584249154039516276, 0.1662492305324666424,
	  0.41945607490637624758, 0.40233374966183460296,
	  1.2441199457245143436 },
	{ { .5, 10, 1.000000001, 12 }, 3, 100, 280, 364, .1,
	  -11.584249154256289477, 0.16624923032472761095,
	  0.4194560742368666948, 0.40233374902183946823,
	  1.2441199426346195731 },
	{ { .5, 10, .999999, 12 }, 0, 0, 280, 364, .1,
	  -0.3900806890815580498, 0.15244157522929128102,
	  0.054945532039224134704, 0.05270263833321021945,
	  0.1629703253661812986 },
	{ { .5, 10, .6, 10 }, 4, 200, 280, 364, .1,
	  -15.256216039154594637, 0.75511436958023505169,
	  2.8033731797706827595, 2.6833344763696106495,
	  12.43887465595957218 },
	{ { .5, .001, .6, 11 }, 5, 60, 61, 36500, .05,
	  -12.321861618721226078, 0.99544291662103913211,
	  257.73393847795644803, 106.70343455287828974,
	  106.86629967041925516 },
	{ { .5, .001, .6, 11 }, 0, 0, 7305, 36500, .05,
	  -4.5359241446450588542, 0.0059109262226906764753,
	  0.0077657121643346630387, 0.0021680784236185517494,
	  0.0021753558712118042877 },
	{ { .5, .001, .6, .002 }, 1, 1, 7305, 3650, .05,
	  -5.0643014630343771107, 2.7547898848196411236e-8,
	  1.8178674479259439713e-8, 1.4529239810556887824e-8,
	  3.034671979238575591e-8 },
	{ { .5, 10, .6, .001 }, 3, 20, 7305, 3650, .05,
	  -12.994585341998630882, 1.6828308951223517241e-8,
	  2.566549007854519761e-8, 2.0513050250040454464e-8,
	  4.2844892703357220147e-8 },
	{ { .5, 10, .002, 12 }, 3, 100, 7305, 3650, .1,
	  -16.91265466927339819, 0.0034265834288237070297,
	  0.005932998360280284515, 0.0038262471597332714603,
	  0.0062272396239290413948 },
	{ { .5, 10, .6, 100000 }, 3, 100, 7305, 3650, .1,
	  -19.104196351944523547, 0.030748162656085668229,
	  0.05317984116101159281, 0.034302313797707051702,
	  0.055740917511534867941 },
	{ { .5, 10, 50, 1000 }, 3, 100, 500, 3650, .1,
	  -11.31308583195088802, 0.0031646960027478848453,
	  0.0029743383376098933374, 0.0028579105213615802154,
	  0.0028579105253039046873 },
	{ { 50, 1000, .6, 11 }, 60, 300, 330, 365, .1,
	  -159.41699947599956756, 0.94368763847510911468,
	  4.2053109010903080945, 4.0234039325290354899,
	  19.310869706348867818 },
	{ { 200, 700, .5, 3 }, 60, 300, 330, 365, 10,
	  -85.334245664107743457, 0.90301796362213767761,
	  13.49578852413467395, 5.4631972795707648325,
	  5.8628546030625079563 },
	{ { .5, 10, .6, 11 }, 3000, 7300, 7305, 3650, .1,
	  134.561019876219783, 0.99867255300696811384,
	  1307.2356878361211139, 858.99758366746380372,
	  1263.6139020531626088 },
	{ { .5, 10, .6, 11 }, 3000, 7200, 7305, 3650, .1,
	  169.07576726721774672, 1.0229602962090280678e-15,
	  1.3390276947308078334e-12, 8.7988842787909980805e-13,
	  1.2943450259507931615e-12 },
	{ { .5, 10, .6, 11 }, 1, 1, 7305, 7, 0,
	  -4.3234163829018536909, 0.00022573552745879533005,
	  3.2129479432253526063e-7, 3.2129479432253526063e-7,
	  0 },
	{ { .5, 10, .6, 11 }, 0, 0, 1, 1, 0,
	  -0.0070648750394912489244, 0.99226061907755575839,
	  0.0069610571236954328757, 0.0069610571236954328757,
	  0 },
	{ { .002, 4, .8, 2.5 }, 1, 1, 7305, 365, .1,
	  -8.3426736769823618389, 0.000063370944535416343549,
	  3.0994003464108174036e-6, 2.9572889309199030546e-6,
	  0.000025226941699670429411 },
	{ { .5, 10, 6, 11 }, 7, 500, 700, 36525, .000001,
	  -37.76418654962783861, 0.038932187646847779057,
	  0.058929174707096574373, 0.058929143367006782604,
	  0.058929143598064430671 },
	{ { .5, 10, .6, 11 }, 7, 500, 700, 365, -.5,
	  -27.960294986836166685, 0.56722633592289173251,
	  1.7872911208919690238, 2.5440615740725861714,
	  0 },
	{ { .5, 10, .6, 11 }, 7, 500, 7305, 7305, .1,
	  -28.70583498252666262, 1.3531742768578451192e-8,
	  8.0442372323025210098e-8, 3.8207892427877348072e-8,
	  4.2796933009767553679e-8 },
	{ { .5, 10, 8, .5 }, 2, 30, 60, 36525, .2,
	  -23.961107217019486216, 0.0034632128144674644789,
	  0.00060415937834803295165, 0.00060098775528002568339,
	  0.00060098775528002568339 },
};

static void
predictions_in_the_corners_have_12_digits(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof references / sizeof *references; i++)
		assert_reference(PARETO, &references[i], 1e-12);
}

/* The last purchase a breath ago: the difference of two 2F1 has lost nine digits here. */
static void
a_gap_of_nearly_nothing_is_exact(void **state)
{
	/* A unit of a billion days, so that one day is 1e-9 of it. */
	struct crm_purchase_model model = { .unit = 1e9, .fit = { .parameters = 4 } };
	struct crm_pattern        history = { 2, 1000000000, 1000000001, 1 };
	const double              r = .5, alpha = 1, s = .6, beta = 2;

	(void)state;
	memcpy(model.fit.parameter, (double[]){ r, alpha, s, beta }, 4 * sizeof(double));
	/* Odds of s / (beta+1) * 1e-9, and half its square times the two decays. */
	assert_within(crm_pareto_p_alive(&model, &history),
	              1 - s / (beta + 1) * 1e-9 * (1 + .5e-9 * ((r + 2) / (alpha + 1))), 3e-16);
	assert_within(crm_pareto_log_likelihood(&model, &history),
	              log(r) + log(r + 1) + r * log(alpha) - (r + 2) * log(alpha + 1) +
	              s * log(beta / (beta + 1)) - (r + 2) / (alpha + 1) * 1e-9, 1e-15);
}

static void
what_remains_of_all_time_is_the_limit_of_longer_horizons(void **state)
{
	const double parameter[] = { .5, 10, .6, 11 };

	struct crm_purchase_model model   = model_of(parameter);
	struct crm_pattern        history = { 4, 200, 280, 1 };
	struct crm_horizon        horizon = { .yearly_rate = .3 };
	struct crm_prediction     p;
	double                    last = 0;

	(void)state;
	for (int years = 1; years <= 64; years *= 2) {
		horizon.days = years * 365.25;
		crm_predict(PARETO, &model, &history, &horizon, &p);
		assert_true(last < p.discounted.value && p.discounted.value < p.residual.value);
		last = p.discounted.value;
	}
	assert_close(last, p.residual.value, 1e-6);
}

static void
all_time_needs_a_rate(void **state)
{
	static const double rates[] = { 0, -.1, 1e-7 };
	const double        parameter[] = { .5, 10, .6, 11 };

	struct crm_purchase_model model   = model_of(parameter);
	struct crm_pattern        history = { 4, 200, 280, 1 };
	struct crm_horizon        horizon = { .days = 365 };
	struct crm_prediction     p;

	(void)state;
	for (size_t i = 0; i < sizeof rates / sizeof *rates; i++) {
		horizon.yearly_rate = rates[i];
		crm_predict(PARETO, &model, &history, &horizon, &p);
		assert_true(p.residual.value == 0 && p.residual.log_error == 0);
		assert_true(p.discounted.value > 0);
	}
}

/* ---- fits */

static void
the_cdnow_sample_has_the_published_fit(void **state)
{
	static const double parameter[] = { .553277, 10.577683, .606240, 11.668735 };
	static const double error[]     = { .047628, .842723, .187281, 6.211113 };

	struct base               base  = cdnow("cdnow_sample.csv", 1, CDNOW_END);
	struct crm_purchase_model model = fit_to(PARETO, &base);

	(void)state;
	assert_fit(&model, parameter, error, -9594.976179);
	assert_string_equal(model.fit.names[CRM_PARETO_BETA], "beta");
	assert_customer(PARETO, &model, (struct crm_pattern){ 2, 213, 272, 1 }, .869134, 1.455202);
	assert_customer(PARETO, &model, (struct crm_pattern){ 0, 0, 272, 1 }, .295113, .107070);
	assert_customer(PARETO, &model, (struct crm_pattern){ 26, 216, 217, 1 }, .997873, 20.114821);
	free(base.patterns);
}

static void
all_of_cdnow_has_the_known_fit(void **state)
{
	static const double parameter[] = { .597420, 11.585658, .522186, 8.827759 };

	struct base               base  = cdnow("cdnow_full.csv", 0, CDNOW_END);
	struct crm_purchase_model model = fit_to(PARETO, &base);

	(void)state;
	assert_fit(&model, parameter, NULL, -95415.118617);
	free(base.patterns);
}

static void
the_hold_out_error_on_cdnow_is_the_known_one(void **state)
{
	(void)state;
	assert_holdout(PARETO, -.1286, .7938, 1.7262);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(predictions_in_the_corners_have_12_digits),
		cmocka_unit_test(a_gap_of_nearly_nothing_is_exact),
		cmocka_unit_test(what_remains_of_all_time_is_the_limit_of_longer_horizons),
		cmocka_unit_test(all_time_needs_a_rate),
		cmocka_unit_test(the_cdnow_sample_has_the_published_fit),
		cmocka_unit_test(all_of_cdnow_has_the_known_fit),
		cmocka_unit_test(the_hold_out_error_on_cdnow_is_the_known_one),
	};

	return cmocka_run_group_tests_name("pareto", tests, NULL, NULL);
}
