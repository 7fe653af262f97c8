/* What metrics/bgnbd.h promises; what all models promise is in test_purchase_model.c. */
#include "metrics/bgnbd.h"
#include "purchase_base.h"

static const struct crm_purchase_model_type *const BGNBD = &crm_purchase_models[0];

/* ---- formulas, against 60 digits */

/*
 * Computed once with 60 digits: the likelihood from gamma and beta functions,
 * orders by integrating the rate mixed over the beta distribution,
 * (r+x)/A 2F1(r+x+1, a; a+b+x; -t/A), with and without the discount factor.
 */
static const struct reference references[] = {
	{ { .242595, 4.413602, .792922, 2.425907 }, 2, 213, 272, 273, .1,
	  -9.4595581660284235572, 0.72662030831803785898,
	  1.2259946946476068286, 1.1857451783060216504, 0 },
	{ { .25, 4, 1, 2.5 }, 3, 100, 280, 364, .1,
	  -11.512491197126826108, 0.20592783712521337803,
	  0.58921664871724397008, 0.56456857464334031923, 0 },
	{ { .25, 4, 1.000000001, 2.5 }, 3, 100, 280, 364, .1,
	  -11.512491197022508635, 0.20592783696169181513,
	  0.58921664810708650004, 0.56456857406084411707, 0 },
	{ { .25, 4, .999999, .5 }, 0, 0, 280, 364, .1,
	  -0.59947381819959263602, 1.0, 0.20767421477541565492, 0.19914133049361862404, 0 },
	{ { .25, 4, .3, .7 }, 0, 0, 280, 364, .1,
	  -0.59947381819959263602, 1.0, 0.25226237370667654951, 0.24118392078918207433, 0 },
	{ { .25, 4, .8, 2.5 }, 3000, 7300, 7305, 3650, .1,
	  146.94926538958795719, 0.99794124969128433425,
	  1259.8232544268832131, 833.11773400831887488, 0 },
	{ { .25, 4, .8, 2.5 }, 3000, 7200, 7305, 3650, .1,
	  181.98780825227019919, 6.0542333388222513165e-16,
	  7.6429989744729935539e-13, 5.0542946911529637698e-13, 0 },
	{ { .25, 4, .8, 100000 }, 12, 7000, 7305, 365, .1,
	  -68.015177491082146805, 0.99998653990761739987,
	  0.60973380918997359818, 0.58159713978984568193, 0 },
	{ { .25, 4, .8, 2.5 }, 0, 0, 0, 7305, .1,
	  0.0, 1.0, 7.1536698656274230363, 4.5217257532264168463, 0 },
	{ { .25, .001, .8, 2.5 }, 5, 60, 61, 36500, .05,
	  -11.593277490339821406, 0.88165293377800679694,
	  75.624295274746767297, 40.395493849198781177, 0 },
	{ { 2.5, 30, .3, .4 }, 40, 300, 330, 3650, 1,
	  -62.132092023683851661, 0.92045213119122458447,
	  176.22690448091001635, 31.991121174110404392, 0 },
	{ { 6, 30, .3, .4 }, 0, 0, 330, 3650, 0.5,
	  -5.6667696530451083226, 1.0, 11.281088966897061562, 3.8916069885342385831, 0 },
	{ { 30, 100, .5, 3 }, 10, 300, 330, 365, 0.1,
	  -26.763924305360584273, 0.88034504915269302682,
	  10.202851317764942077, 9.7604024977123569454, 0 },
	{ { .25, 4, 3, 1.5 }, 1, 1, 7305, 7, 0,
	  -3.2214222357982663834, 0.00049562145285792025977,
	  5.9104718732156320627e-7, 5.9104718732156320627e-7, 0 },
	{ { .25, 4, .8, 2.5 }, 1, 1, 7305, 1, 0,
	  -4.2304245142232525213, 0.0030895949153783148446,
	  5.2664440456954908332e-7, 5.2664440456954908332e-7, 0 },
	{ { .002, 4, .8, 2.5 }, 1, 1, 7305, 365, .1,
	  -9.0409815589270570869, 0.012074928677481478349,
	  0.00059674138697963367138, 0.00056928667284458269928, 0 },
	{ { .25, 4, 20, 30 }, 7, 500, 700, 365, -.5,
	  -28.982977772299530432, 0.14919257647233031637,
	  0.29589983732637309284, 0.39596548961091497433, 0 },
	{ { 200, 700, .5, 3 }, 60, 300, 330, 365, 0.1,
	  -85.554528649011255084, 0.96526288990561321707,
	  16.410824144639485846, 15.669214154908433574, 0 },
	{ { 200.5, 100, .02, .03 }, 0, 0, 3000, 3650, 0.1,
	  -333.83405659957668342, 1.0, 108.27788096400094794, 70.323258757272446439, 0 },
	{ { 20, .5, 3, .3 }, 500, 290, 300, 365, 0.1,
	  710.00234377255638368, 4.5178482455017894887e-6,
	  0.00090954518389240002028, 0.00088350195117977893683, 0 },
	{ { 1.5, 40, .2, .3 }, 0, 0, 30, 36525, 0.1,
	  -0.15267404146491348298, 1.0, 44.71997982894072639, 7.0960906008903456745, 0 },
};

static void
predictions_in_the_corners_have_13_digits(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof references / sizeof *references; i++)
		assert_reference(BGNBD, &references[i], 1e-13);
}

/* Fader, Hardie & Lee's own parameters, and values printed from them. */
static void
a_new_customer_is_expected_to_buy_as_published(void **state)
{
	static const struct { double days, orders; } published[] = {
		{ 1, .0078 }, { 7, .0532 }, { 21, .1506 }, { 223, 1.0405 }, { 224, 1.0437 },
	};
	const double parameter[] = { .242595, 4.413602, .792922, 2.425907 };

	struct crm_purchase_model model  = model_of(parameter);
	struct crm_pattern        unborn = { 0 };
	struct crm_prediction     p;

	(void)state;
	for (size_t i = 0; i < sizeof published / sizeof *published; i++) {
		struct crm_horizon horizon = { published[i].days, 0 };

		crm_predict(BGNBD, &model, &unborn, &horizon, &p);
		assert_within(p.orders.value, published[i].orders, 5e-5);
		assert_within(p.discounted.value, p.orders.value, 0);
		assert_within(p.p_alive, 1, 0);
	}
}

static void
the_published_likelihoods_of_one_customer_hold(void **state)
{
	const double parameter[] = { .25, 4, .8, 2.5 };

	struct crm_purchase_model model = model_of(parameter);
	struct crm_pattern        once = { 0, 0, 280, 1 }, often = { 200, 266, 280, 1 };

	(void)state;
	assert_within(crm_bgnbd_log_likelihood(&model, &once), -0.59947382, 5e-9);
	assert_within(crm_bgnbd_log_likelihood(&model, &often), 100.7957, 5e-5);
}

/* ---- fits */

static void
the_cdnow_sample_has_the_published_fit(void **state)
{
	static const double parameter[] = { .242595, 4.413602, .792922, 2.425907 };
	static const double error[]     = { .012557, .378224, .185734, .705414 };

	struct base               base  = cdnow("cdnow_sample.csv", 1, CDNOW_END);
	struct crm_purchase_model model = fit_to(BGNBD, &base);

	(void)state;
	assert_int_equal(base.count, 1016);
	assert_int_equal(model.fit.n, 2357);
	assert_fit(&model, parameter, error, -9582.429207);
	assert_string_equal(model.fit.names[CRM_BGNBD_ALPHA], "alpha");
	assert_customer(BGNBD, &model, (struct crm_pattern){ 2, 213, 272, 1 }, .726620, 1.225994);
	assert_customer(BGNBD, &model, (struct crm_pattern){ 0, 0, 272, 1 }, 1, .194794);
	assert_customer(BGNBD, &model, (struct crm_pattern){ 26, 216, 217, 1 }, .968854, 20.748904);
	free(base.patterns);
}

static void
all_of_cdnow_has_the_known_fit(void **state)
{
	static const double parameter[] = { .251624, 4.788943, .723434, 2.161088 };

	struct base               base  = cdnow("cdnow_full.csv", 0, CDNOW_END);
	struct crm_purchase_model model = fit_to(BGNBD, &base);

	(void)state;
	assert_int_equal(base.count, 8685);
	assert_int_equal(model.fit.n, 23570);
	assert_fit(&model, parameter, NULL, -95368.443933);
	free(base.patterns);
}

static void
the_whole_history_of_cdnow_has_the_known_likelihood(void **state)
{
	struct base               base  = cdnow("cdnow_full.csv", 0, CDNOW_LAST);
	struct crm_purchase_model model = fit_to(BGNBD, &base);

	(void)state;
	/* Summed once more at these parameters with 25 digits. */
	assert_within(model.fit.log_likelihood, -173425.91629321743, 1e-8);
	free(base.patterns);
}

static void
the_hold_out_error_on_cdnow_is_the_known_one(void **state)
{
	(void)state;
	assert_holdout(BGNBD, -.1428, .8187, 1.7329);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(predictions_in_the_corners_have_13_digits),
		cmocka_unit_test(a_new_customer_is_expected_to_buy_as_published),
		cmocka_unit_test(the_published_likelihoods_of_one_customer_hold),
		cmocka_unit_test(the_cdnow_sample_has_the_published_fit),
		cmocka_unit_test(all_of_cdnow_has_the_known_fit),
		cmocka_unit_test(the_whole_history_of_cdnow_has_the_known_likelihood),
		cmocka_unit_test(the_hold_out_error_on_cdnow_is_the_known_one),
	};

	return cmocka_run_group_tests_name("bgnbd", tests, NULL, NULL);
}
