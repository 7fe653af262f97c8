/* What metrics/foresight.h promises. */
#include "metrics/foresight.h"
#include "purchase_base.h"

enum { MANY = 40000 };

static const struct crm_horizon YEAR = { .days = 365, .yearly_rate = .1 };

static struct crm_purchase_model
some_model(void)
{
	struct crm_purchase_model model = model_of((const double[]){ .6, 11, .7, 3 });

	for (int i = 0; i < 4; i++)
		model.fit.covariance[i][i] = .01 * (i + 1);
	model.fit.covariance[0][1] = model.fit.covariance[1][0] = .005;
	return model;
}

/* More x and T than are kept, coming back again and again. */
static struct crm_pattern *
many_histories(void)
{
	struct crm_pattern *histories = malloc(MANY * sizeof *histories);
	struct chance       chance = { 7 };

	assert_non_null(histories);
	for (size_t i = 0; i < MANY; i++) {
		uint32_t T = 40 + (uint32_t)(uniform(&chance) * 3000), x = i % 3 ? i % 23 : 0;

		histories[i] = (struct crm_pattern){ x, x ? 23 + T % 11 : 0, T, 1 };
	}
	return histories;
}

static void
assert_same(const struct crm_prediction *a, const struct crm_prediction *b)
{
	assert_true(a->p_alive == b->p_alive);
	assert_true(a->orders.value == b->orders.value);
	assert_true(a->orders.log_error == b->orders.log_error);
	assert_true(a->discounted.value == b->discounted.value);
	assert_true(a->discounted.log_error == b->discounted.log_error);
	assert_true(a->residual.value == b->residual.value);
	assert_true(a->residual.log_error == b->residual.log_error);
}

static void
what_was_found_before_changes_nothing(void **state)
{
	struct crm_purchase_model model = some_model();
	struct crm_pattern       *histories = many_histories();
	struct crm_foresight     *foresight;
	struct crm_prediction     alone, kept;

	(void)state;
	for (size_t m = 0; m < 2 * CRM_PURCHASE_MODELS; m++) {
		const struct crm_purchase_model_type *type = &crm_purchase_models[m / 2];

		assert_int_equal(crm_foresight_open(&foresight, type, &model, &YEAR, m % 2), 0);
		for (size_t i = 0; i < MANY; i += i < MANY - 500 ? 97 : 1) {
			crm_predict(type, &model, &histories[i], &YEAR, &alone);
			crm_foresee(foresight, &histories[i], &kept);
			assert_same(&alone, &kept);
		}
		crm_foresight_close(foresight);
	}
	free(histories);
}

static void
all_at_once_are_as_one_by_one(void **state)
{
	static const size_t counts[] = { 0, 1, 499, 501, MANY };

	struct crm_purchase_model             model = some_model();
	const struct crm_purchase_model_type *pareto = crm_purchase_model_named("pareto");
	struct crm_pattern                   *histories = many_histories();
	struct crm_prediction                *all = calloc(MANY, sizeof *all), one;
	struct crm_foresight                 *foresight;

	(void)state;
	assert_non_null(all);
	for (size_t k = 0; k < sizeof counts / sizeof *counts; k++) {
		assert_int_equal(crm_foresight_open(&foresight, pareto, &model, &YEAR, k % 2), 0);
		crm_foresee_all(foresight, histories, counts[k], all);
		for (size_t i = 0; i < counts[k]; i += i < 1000 ? 1 : 501) {
			crm_foresee(foresight, &histories[i], &one);
			assert_same(&one, &all[i]);
		}
		crm_foresight_close(foresight);
	}
	crm_foresight_close(NULL);
	free(all);
	free(histories);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_found_before_changes_nothing),
		cmocka_unit_test(all_at_once_are_as_one_by_one),
	};

	return cmocka_run_group_tests_name("foresight", tests, NULL, NULL);
}
