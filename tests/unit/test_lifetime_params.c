/* What lifetime_params.h promises. */
#include "database.h"
#include "lifetime_params.h"
#include "numbers.h"
#include "plain_file.h"

/* What became of a file of parameters; *params is to be closed. */
static int
read_params(const char *text, struct crm_lifetime_params **params, struct crm_fault *why)
{
	struct plain_file file = plain_file(text);
	struct crm_plain_log plain = plain_file_log(&file);
	int error =
	    crm_plain_open(&plain, file.path, crm_lifetime_param_roles, NULL, 0, NULL, why);

	*params = NULL;
	if (!error) {
		error = crm_lifetime_params_read(&plain, params, why);
		crm_plain_close(&plain);
	}
	plain_file_close(&file);
	return error;
}

#define HEADER "model\tparameter\tvalue\tlo\thi\terror\n"
#define CONTRACT "sbg\talpha\t0.7\t0.6\t0.8\t0.07\nsbg\tbeta\t1.2\t1\t1.4\t0.24\n"

static void
what_was_fitted_is_there_again(void **state)
{
	struct crm_lifetime_params *params;
	struct crm_fault why;
	struct crm_sbg model;

	(void)state;
	assert_int_equal(read_params(HEADER CONTRACT "sbg\tcov_alpha_beta\t0.01\t\t\t\n"
	                             "sbg\tcustomers\t500\t\t\t\n",
	                             &params, &why), 0);
	assert_string_equal(crm_lifetime_params_named(params, NULL), "sbg");
	assert_null(crm_lifetime_params_named(params, "vip"));
	assert_int_equal(crm_lifetime_params_contract(params, NULL, &model, &why), 0);
	assert_within(model.fit.parameter[CRM_SBG_BETA], 1.2, 1e-12);
	assert_within(model.fit.covariance[0][0], .01, 1e-12);
	assert_within(model.fit.covariance[1][1], .04, 1e-12);
	assert_within(model.fit.covariance[1][0], .01, 1e-12);
	assert_int_equal(model.fit.n, 500);
	crm_lifetime_params_close(params);
}

#define SIMPLE \
	"simple\torder_value\t20\t\t\t2\nsimple\tfrequency\t3\t\t\t0.3\n" \
	"simple\tlifespan\t2\t\t\t0\nsimple\tvalue\t60\t\t\t9\n"

static void
the_formula_is_there_again(void **state)
{
	struct crm_lifetime_params *params;
	struct crm_simple_value simple;
	struct crm_fault why;

	(void)state;
	assert_int_equal(read_params(HEADER SIMPLE "simple\torder_value_k\t4\t\t\t\n"
	                             "simple\torder_value_within\t100\t\t\t\n"
	                             "simple\tfrequency_k\t\t\t\t\nsimple\tcustomers\t50\t\t\t\n",
	                             &params, &why), 0);
	assert_string_equal(crm_lifetime_params_named(params, NULL), "simple");
	assert_int_equal(crm_lifetime_params_simple(params, NULL, 0.5, &simple, &why), 0);
	assert_within(simple.order_value.log_error, 0.1, 1e-15);
	assert_within(simple.order_values.within, 100, 0);
	assert_within(simple.order_values.between, 25, 1e-12);
	assert_within(simple.order_values.k, 4, 0);
	/* No k: customers did not differ. */
	assert_within(simple.frequencies.between, 0, 0);
	/* The value is by the margin of today, its error that of the fit. */
	assert_within(simple.value.value, 20 * 3 * 2 * 0.5, 1e-12);
	assert_within(simple.value.log_error, 0.15, 1e-15);
	assert_int_equal(simple.customers, 50);
	crm_lifetime_params_close(params);
	assert_int_equal(read_params(HEADER "simple\tvalue\t60\t\t\t9\n", &params, &why), 0);
	assert_int_equal(crm_lifetime_params_simple(params, NULL, 1, &simple, &why), CRM_INVALID);
	assert_string_equal(why.text, "the parameters lack order_value of simple");
	crm_lifetime_params_close(params);
	assert_int_equal(read_params(HEADER SIMPLE "simple\tfrequency_k\t-1\t\t\t\n", &params, &why), 0);
	assert_int_equal(crm_lifetime_params_simple(params, NULL, 1, &simple, &why), CRM_INVALID);
	assert_string_equal(why.text, "frequency_k of simple is below 0");
	crm_lifetime_params_close(params);
}

static void
every_group_has_its_own(void **state)
{
	static const char text[] =
	    "group\tmodel\tparameter\tvalue\terror\n"
	    "vip\tmbgnbd\tr\t1\t0\nvip\tmbgnbd\talpha\t8\t0\n"
	    "vip\tmbgnbd\ta\t1\t0\nvip\tmbgnbd\tb\t2\t0\nvip\tmbgnbd\tunit\t7\t\n"
	    "vip\tmbgnbd\tcov_r_alpha\t0\t\nvip\tmbgnbd\tcov_r_a\t0\t\nvip\tmbgnbd\tcov_r_b\t0\t\n"
	    "vip\tmbgnbd\tcov_alpha_a\t0\t\nvip\tmbgnbd\tcov_alpha_b\t0\t\n"
	    "vip\tmbgnbd\tcov_a_b\t0\t\nlow\tpareto\tr\t0\t0\n";
	const struct crm_pattern once = { .T = 70 };
	struct crm_lifetime_params *params;
	struct crm_purchase_model model;
	struct crm_fault why;

	(void)state;
	assert_int_equal(read_params(text, &params, &why), 0);
	assert_string_equal(crm_lifetime_params_named(params, "vip"), "mbgnbd");
	assert_string_equal(crm_lifetime_params_named(params, "low"), "pareto");
	assert_int_equal(crm_lifetime_params_model(params, "vip", crm_purchase_model_named("mbgnbd"),
	                                           &model, &why), 0);
	assert_true(crm_purchase_model_named("mbgnbd")->p_alive(&model, &once) < 1);
	assert_int_equal(crm_lifetime_params_model(params, "low", crm_purchase_model_named("pareto"),
	                                           &model, &why), CRM_INVALID);
	crm_lifetime_params_close(params);
}

static void
what_is_missing_or_cannot_be_is_named(void **state)
{
	struct crm_lifetime_params *params;
	struct crm_lifetime lifetime = { .minor = 100 };
	struct crm_sbg model;
	struct crm_fault why;

	(void)state;
	assert_int_equal(read_params(HEADER CONTRACT, &params, &why), 0);
	assert_int_equal(crm_lifetime_params_contract(params, NULL, &model, &why), CRM_INVALID);
	assert_string_equal(why.text, "the parameters lack cov_alpha_beta of sbg");
	assert_int_equal(crm_lifetime_params_spend(params, NULL, &lifetime, &why), 0);
	assert_int_equal(lifetime.spend_kind, CRM_SPEND_NONE);
	crm_lifetime_params_close(params);
	assert_int_equal(read_params(HEADER "sbg\talpha\t-1\t\t\t0\n", &params, &why), 0);
	assert_int_equal(crm_lifetime_params_contract(params, NULL, &model, &why), CRM_INVALID);
	assert_string_equal(why.text, "alpha of sbg is not above 0");
	crm_lifetime_params_close(params);
	assert_int_equal(read_params(HEADER, &params, &why), CRM_INVALID);
	assert_int_equal(read_params("a\tb\n1\t2\n", &params, &why), CRM_INVALID);
	assert_int_equal(read_params(HEADER "sbg\talpha\tnan\t\t\t\n", &params, &why), CRM_INVALID);
	assert_int_equal(read_params(HEADER "sbg\talpha\tx\t\t\t\n", &params, &why), CRM_INVALID);
	assert_null(params);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_fitted_is_there_again),
		cmocka_unit_test(the_formula_is_there_again),
		cmocka_unit_test(every_group_has_its_own),
		cmocka_unit_test(what_is_missing_or_cannot_be_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
