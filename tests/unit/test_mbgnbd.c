/* What metrics/mbgnbd.h promises; what all models promise is in test_purchase_model.c. */
#include "metrics/mbgnbd.h"
#include "purchase_base.h"

static const struct crm_purchase_model_type *const MBGNBD = &crm_purchase_models[1];

/* ---- formulas, against 60 digits */

/*
 * Computed once with 60 digits: the likelihood from gamma and beta functions
 * (these checked by integrating over the chance to leave), orders by integrating
 * (r+x)/A 2F1(r+x+1, a; a+b+x+1; -t/A), with and without the discount factor.
 */
static const struct reference references[] = {
	{ { .524843, 6.183082, .891360, 1.614003 }, 2, 213, 272, 273, .1,
	  -9.4857137962480917094, 0.70613837883439134133,
	  1.2627585666538202201, 1.2215931409073116369, 0 },
	{ { .524843, 6.183082, .891360, 1.614003 }, 0, 0, 272, 273, .1,
	  -0.53959829215598993909, 0.38972294400467919276,
	  0.15396596481375736751, 0.14884418989243820708, 0 },
	{ { .524843, 6.183082, .891360, 1.614003 }, 26, 216, 217, 273, .1,
	  -38.323570465578866029, 0.96548462701669550561,
	  19.446604889143141341, 18.837376169471563683, 0 },
	{ { .524843, 6.183082, .891360, 1.614003 }, 0, 0, 0, 273, .1,
	  0, 0.6442192209272668272,
	  1.1822795371268197385, 1.1477569212277430776, 0 },
	{ { .25, 4, 1, 2.5 }, 3, 100, 280, 364, .1,
	  -11.835470418068353732, 0.24067583341451432993,
	  0.71164157724796234606, 0.68155039904034474488, 0 },
	{ { .25, 4, 1.000000001, 2.5 }, 3, 100, 280, 364, .1,
	  -11.83547041815263041, 0.24067583323176335344,
	  0.7116415765514539481, 0.68155039837562434082, 0 },
	{ { .25, 4, .999999, .5 }, 0, 0, 280, 364, .1,
	  -0.1628718599365777924, 0.2154096790001115325,
	  0.050780434801299555, 0.048604259587999545053, 0 },
	{ { .25, 4, .3, .7 }, 0, 0, 280, 364, .1,
	  -0.37925607404679701892, 0.56164085124703536823,
	  0.15222410377107692772, 0.14539806792203885982, 0 },
	{ { .25, 4, 1, .000001 }, 0, 0, 280, 364, .1,
	  -4.5089916397983800437e-7, 5.4910018526493341312e-7,
	  1.2336113899732504233e-7, 1.1815633789119112595e-7, 0 },
	{ { .25, 4, .8, 2.5 }, 3000, 7300, 7305, 3650, .1,
	  146.94899829476960902, 0.99794193395881626365,
	  1259.8843316777982987, 833.15242226382418834, 0 },
	{ { .25, 4, .8, 2.5 }, 3000, 7200, 7305, 3650, .1,
	  181.98720873186854927, 6.0562504080672362399e-16,
	  7.6459107871862115081e-13, 5.0561856613249846435e-13, 0 },
	{ { .25, 4, .8, 100000 }, 12, 7000, 7305, 365, .1,
	  -68.015185490224854614, 0.99998654004220036202,
	  0.60973380928811534452, 0.58159713988321514321, 0 },
	{ { .25, 4, .8, 2.5 }, 0, 0, 0, 7305, .1,
	  0, 0.75757575757575757576,
	  6.5746114560245163772, 4.0764984248638749077, 0 },
	{ { .25, .001, .8, 2.5 }, 5, 60, 61, 36500, .05,
	  -11.710535416841928402, 0.89578811990429863944,
	  84.05040869376690275, 44.510136688930496798, 0 },
	{ { .25, .001, .8, 2.5 }, 0, 0, 7305, 36500, .05,
	  -1.3237823490888094378, 0.089064941941972978205,
	  0.079018717891338261571, 0.019290051402070723413, 0 },
	{ { 2.5, 30, .3, .4 }, 40, 300, 330, 3650, 1,
	  -62.141461278860948482, 0.92226808318349194063,
	  177.45340360147295111, 32.144374377394157532, 0 },
	{ { 6, 30, .3, .4 }, 0, 0, 330, 3650, .5,
	  -0.84269643508629629098, 0.0045908549625964082859,
	  0.084209451922697877563, 0.026552905609355456041, 0 },
	{ { .25, 4, 3, 1.5 }, 1, 1, 7305, 7, 0,
	  -4.5203748602014062125, 0.00082576291088746028068,
	  9.8484196760558403418e-7, 9.8484196760558403418e-7, 0 },
	{ { .25, 4, 20, 30 }, 7, 500, 700, 365, -.5,
	  -29.438374427146038687, 0.15270397306381305853,
	  0.3055416314090527638, 0.40934327250426053567, 0 },
	{ { 200, 700, .5, 3 }, 60, 300, 330, 365, .1,
	  -85.562985363285620911, 0.96579541278787776054,
	  16.435044350688544503, 15.692123818938001297, 0 },
	{ { 20, .5, 3, .3 }, 500, 290, 300, 365, .1,
	  709.99436448532899713, 4.5268965687416654527e-6,
	  0.00091268145811952381748, 0.00088652872921268755006, 0 },
	{ { 1.5, 40, .2, .3 }, 0, 0, 30, 36525, .1,
	  -0.088781281328504878712, 0.56286335787169854223,
	  41.231655046063505846, 6.140885058982726915, 0 },
};

static void
predictions_in_the_corners_have_13_digits(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof references / sizeof *references; i++)
		assert_reference(MBGNBD, &references[i], 1e-13);
}

static void
the_known_likelihoods_of_one_customer_hold(void **state)
{
	const double parameter[] = { .25, 4, .8, 2.5 };

	struct crm_purchase_model model = model_of(parameter);
	struct crm_pattern        once = { 0, 0, 280, 1 }, often = { 200, 266, 280, 1 };

	(void)state;
	assert_within(crm_mbgnbd_log_likelihood(&model, &once), -.41792826, 5e-9);
	assert_within(crm_mbgnbd_log_likelihood(&model, &often), 100.7869, 5e-5);
}

static void
who_bought_once_may_have_left_at_once(void **state)
{
	const double parameter[] = { .25, 4, .8, 2.5 };

	struct crm_purchase_model model = model_of(parameter);
	struct crm_pattern        new = { 0 }, once = { 0, 0, 280, 1 };

	(void)state;
	assert_close(crm_mbgnbd_p_alive(&model, &new), 2.5 / 3.3, 1e-15);
	assert_true(crm_mbgnbd_p_alive(&model, &once) < 2.5 / 3.3);
}

/* ---- fits */

static void
the_cdnow_sample_has_the_published_fit(void **state)
{
	struct base               base  = cdnow("cdnow_sample.csv", 1, CDNOW_END);
	struct crm_purchase_model model = fit_to(MBGNBD, &base);

	(void)state;
	assert_within(model.fit.parameter[CRM_MBGNBD_R], .5248, 5e-5);
	assert_within(model.fit.parameter[CRM_MBGNBD_ALPHA], 6.1831, 5e-5);
	assert_within(model.fit.parameter[CRM_MBGNBD_A], .8914, 5e-5);
	assert_within(model.fit.parameter[CRM_MBGNBD_B], 1.6140, 5e-5);
	assert_within(model.fit.log_likelihood, -9582.135716, 1e-6);
	assert_customer(MBGNBD, &model, (struct crm_pattern){ 2, 213, 272, 1 }, .706138, 1.262759);
	assert_customer(MBGNBD, &model, (struct crm_pattern){ 0, 0, 272, 1 }, .389723, .153966);
	assert_customer(MBGNBD, &model, (struct crm_pattern){ 26, 216, 217, 1 }, .965485, 19.446608);
	free(base.patterns);
}

static void
all_of_cdnow_has_the_known_fit(void **state)
{
	static const double parameter[] = { .637140, 7.310290, .807474, 1.228394 };

	struct base               base  = cdnow("cdnow_full.csv", 0, CDNOW_END);
	struct crm_purchase_model model = fit_to(MBGNBD, &base);

	(void)state;
	assert_fit(&model, parameter, NULL, -95336.958320);
	free(base.patterns);
}

static void
the_hold_out_error_on_cdnow_is_the_known_one(void **state)
{
	(void)state;
	assert_holdout(MBGNBD, -.1905, .7945, 1.7396);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(predictions_in_the_corners_have_13_digits),
		cmocka_unit_test(the_known_likelihoods_of_one_customer_hold),
		cmocka_unit_test(who_bought_once_may_have_left_at_once),
		cmocka_unit_test(the_cdnow_sample_has_the_published_fit),
		cmocka_unit_test(all_of_cdnow_has_the_known_fit),
		cmocka_unit_test(the_hold_out_error_on_cdnow_is_the_known_one),
	};

	return cmocka_run_group_tests_name("mbgnbd", tests, NULL, NULL);
}
