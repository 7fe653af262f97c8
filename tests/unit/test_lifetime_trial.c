/* What lifetime_trial.h promises. */
#include "database.h"
#include "lifetime_trial.h"
#include "numbers.h"

#include "cdnow.h"

/* The first row of a model and measure. */
struct wanted {
	const char *model, *measure;
	size_t rows, found;
	struct crm_trial_row row;
};

static int
look(void *aux, const void *record)
{
	const struct crm_trial_row *row = record;
	struct wanted *wanted = aux;

	wanted->rows++;
	if (strcmp(row->model, wanted->model) == 0 && strcmp(row->measure, wanted->measure) == 0 &&
	    wanted->found++ == 0)
		wanted->row = *row;
	return 0;
}

static struct crm_trial_row
told(const struct crm_lifetime_trial *trial, const char *model, const char *measure)
{
	struct wanted wanted = { model, measure, 0, 0, { 0 } };

	assert_int_equal(crm_trial_each(trial, NULL, look, &wanted), 0);
	if (!wanted.found)
		fail_msg("there is no %s of %s", measure, model);
	return wanted.row;
}

static struct crm_purchases *
rows_of(struct crm_purchase_log *log, const struct crm_lifetime_trial *trial, size_t *n)
{
	struct crm_purchases *rows;
	struct crm_fault why;

	assert_int_equal(crm_purchase_log_summarise(log, trial->end, trial->until, &rows, n, &why), 0);
	return rows;
}

/* What other programs have of the 39 weeks that are held out. */
static void
all_of_cdnow_is_foreseen_as_others_foresee_it(void **state)
{
	struct crm_lifetime_trial trial = { .unit = 7, .end = CDNOW_END, .until = CDNOW_LAST };
	struct crm_purchase_log *log = cdnow_log("cdnow_full.csv", 0);
	struct crm_purchases *rows;
	struct crm_fault why;
	size_t n;

	(void)state;
	rows = rows_of(log, &trial, &n);
	assert_int_equal(crm_lifetime_try(&trial, rows, n, &why), 0);
	assert_within(told(&trial, "bgnbd", "bias").value.value, -.1428, 5e-5);
	assert_within(told(&trial, "bgnbd", "mae").value.value, .8187, 5e-5);
	assert_within(told(&trial, "bgnbd", "rmse").value.value, 1.7329, 5e-5);
	assert_within(told(&trial, "mbgnbd", "bias").value.value, -.1905, 5e-5);
	assert_within(told(&trial, "mbgnbd", "rmse").value.value, 1.7396, 5e-5);
	assert_within(told(&trial, "pareto", "bias").value.value, -.1286, 5e-5);
	assert_within(told(&trial, "pareto", "mae").value.value, .7938, 5e-5);
	assert_within(told(&trial, "pareto", "rmse").value.value, 1.7262, 5e-5);
	assert_within(told(&trial, "run_rate", "bias").value.value, .474, 5e-4);
	assert_within(told(&trial, "run_rate", "rmse").value.value, 2.158, 5e-4);
	assert_int_equal(told(&trial, "pareto", "bias").actual.value, 19684);
	assert_non_null(trial.chosen);
	assert_string_not_equal(trial.chosen->name, "bgnbd");
	free(rows);
	crm_purchase_log_close(log);
}

/* Everybody buys every `every' days. */
static struct crm_purchase_log *
regular_log(int64_t customers, int64_t every)
{
	struct crm_purchase_log *log;

	assert_int_equal(crm_purchase_log_open(&log), 0);
	for (int64_t id = 1; id <= customers; id++)
		for (int64_t day = id % every; day < 300; day += every + id % 3)
			assert_int_equal(crm_purchase_log_add(log, &id, sizeof id, day, 500, NULL), 0);
	return log;
}

static void
who_beats_nobody_is_not_trusted(void **state)
{
	struct crm_lifetime_trial trial = { .unit = 7, .end = 200, .until = 300 };
	struct crm_purchase_log *log = regular_log(200, 20);
	struct crm_purchases *rows;
	struct crm_fault why;
	size_t n;

	(void)state;
	rows = rows_of(log, &trial, &n);
	assert_int_equal(crm_lifetime_try(&trial, rows, n, &why), 0);
	assert_null(trial.chosen);
	assert_true(*trial.reason.text != '\0');
	told(&trial, "run_rate", "rmse");
	free(rows);
	crm_purchase_log_close(log);
}

static void
thirty_customers_are_too_few(void **state)
{
	struct crm_lifetime_trial trial = { .unit = 7, .end = 200, .until = 300 };
	struct crm_purchase_log *log = regular_log(30, 20);
	struct crm_purchases *rows;
	struct crm_fault why;
	size_t n;

	(void)state;
	rows = rows_of(log, &trial, &n);
	assert_int_equal(crm_lifetime_try(&trial, rows, n, &why), 0);
	assert_null(trial.chosen);
	assert_non_null(strstr(trial.reason.text, "30 customers (100)"));
	free(rows);
	crm_purchase_log_close(log);
}

static void
one_model_can_be_tried_alone(void **state)
{
	struct crm_lifetime_trial trial = { .unit = 7, .end = CDNOW_END, .until = CDNOW_LAST };
	struct crm_purchase_log *log = cdnow_log("cdnow_sample.csv", 1);
	struct wanted wanted = { "mbgnbd", "bias", 0, 0, { 0 } };
	struct crm_purchases *rows;
	struct crm_fault why;
	size_t n;

	(void)state;
	trial.only = crm_purchase_model_named("mbgnbd");
	rows = rows_of(log, &trial, &n);
	assert_int_equal(crm_lifetime_try(&trial, rows, n, &why), 0);
	assert_int_equal(crm_trial_each(&trial, NULL, look, &wanted), 0);
	/* The run-rate beside it; bias, mae, rmse and eight groups each. */
	assert_int_equal(wanted.rows, 2 * (3 + 8));
	assert_int_equal(wanted.found, 1);
	free(rows);
	crm_purchase_log_close(log);
}

static void
there_must_be_something_to_foresee(void **state)
{
	struct crm_lifetime_trial trial = { .unit = 7, .end = 300, .until = 300 };
	struct crm_purchase_log *log = regular_log(200, 20);
	struct crm_purchases *rows;
	struct crm_fault why;
	size_t n;

	(void)state;
	rows = rows_of(log, &trial, &n);
	assert_int_equal(crm_lifetime_try(&trial, rows, n, &why), CRM_INVALID);
	assert_int_equal(crm_lifetime_try(&trial, rows, 1, &why), CRM_INVALID);
	assert_int_equal(crm_lifetime_split(0, 300), 200);
	assert_int_equal(crm_lifetime_split(300, 300), 300);
	free(rows);
	crm_purchase_log_close(log);
}

/* The regular customers of Fader & Hardie 2007, 1000 of them, by their renewals. */
enum { REGULARS = 1000 };

static void
regulars(uint32_t by, uint32_t until, struct crm_contract *before, struct crm_contract_later *later)
{
	static const uint32_t left[] = { 631, 468, 382, 326, 289, 262, 241, 223, 207, 194, 183, 173 };

	for (uint32_t c = 0; c < REGULARS; c++) {
		uint32_t made = 0;

		while (made < 12 && c < left[made])
			made++;
		before[c] = (struct crm_contract){ .renewals = made < by ? made : by, .left = made < by };
		later[c] = (struct crm_contract_later){ 0 };
		if (made >= by)
			later[c] = (struct crm_contract_later){ until - by,
			    (made < until ? made : until) - by };
	}
}

/* The paper fits to seven years and foresees five; 241 customers came into the eighth. */
static void
renewals_are_foreseen_as_in_the_paper(void **state)
{
	static struct crm_contract before[REGULARS];
	static struct crm_contract_later later[REGULARS];
	struct crm_lifetime_trial trial = { 0 };
	struct crm_trial_row model, baseline;
	struct crm_fault why;

	(void)state;
	regulars(7, 12, before, later);
	assert_int_equal(crm_lifetime_try_contracts(&trial, before, later, REGULARS, &why), 0);
	assert_null(trial.chosen);
	model = told(&trial, "sbg", "survival");
	baseline = told(&trial, "constant_churn", "survival");
	assert_int_equal(model.n.value, 241);
	assert_within(model.actual.value, 173, 0);
	/* S(12) / S(7) at the published alpha and beta is .7112. */
	assert_within(model.predicted.value, 241 * .7112, 1);
	assert_true(model.lo.value < 0 && model.hi.value > 0);
	assert_true(baseline.hi.value < -.35);
	model = told(&trial, "sbg", "bias");
	assert_within(model.actual.value, 223 + 207 + 194 + 183 + 173, 0);
	assert_true(fabs(model.value.value) < 0.02);
	assert_true(told(&trial, "constant_churn", "rmse").value.value >
	            told(&trial, "sbg", "rmse").value.value);
	assert_int_equal(told(&trial, "sbg", "calibration").x.value, 7);
}

static void
contracts_that_cannot_be_tried_are_refused(void **state)
{
	static struct crm_contract before[REGULARS];
	static struct crm_contract_later later[REGULARS];
	struct crm_lifetime_trial trial = { 0 };
	struct crm_fault why;

	(void)state;
	regulars(7, 7, before, later);
	assert_int_equal(crm_lifetime_try_contracts(&trial, before, later, REGULARS, &why), CRM_INVALID);
	assert_non_null(strstr(why.text, "came to a renewal"));
	regulars(1, 3, before, later);
	assert_int_equal(crm_lifetime_try_contracts(&trial, before, later, REGULARS, &why), CRM_INVALID);
	assert_non_null(strstr(why.text, "only the first renewal"));
	assert_int_equal(crm_lifetime_try_contracts(&trial, before, later, 0, &why), CRM_INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_of_cdnow_is_foreseen_as_others_foresee_it),
		cmocka_unit_test(who_beats_nobody_is_not_trusted),
		cmocka_unit_test(thirty_customers_are_too_few),
		cmocka_unit_test(one_model_can_be_tried_alone),
		cmocka_unit_test(there_must_be_something_to_foresee),
		cmocka_unit_test(renewals_are_foreseen_as_in_the_paper),
		cmocka_unit_test(contracts_that_cannot_be_tried_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
