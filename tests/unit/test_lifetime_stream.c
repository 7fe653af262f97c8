/* What lifetime_stream.h promises. */
#include "database.h"
#include "lifetime_stream.h"
#include "numbers.h"
#include "plain_file.h"

#define ROW(model, name, value) model "\t" name "\t" value "\t0.001\n"

/* BG/NBD and Gamma-Gamma as published for the sample of CDNOW. */
static const char published[] = "model\tparameter\tvalue\terror\n"
	ROW("bgnbd", "r", "0.242595") ROW("bgnbd", "alpha", "4.413602") ROW("bgnbd", "a", "0.792922")
	ROW("bgnbd", "b", "2.425907") ROW("bgnbd", "unit", "7") ROW("bgnbd", "cov_r_alpha", "0")
	ROW("bgnbd", "cov_r_a", "0") ROW("bgnbd", "cov_r_b", "0") ROW("bgnbd", "cov_alpha_a", "0")
	ROW("bgnbd", "cov_alpha_b", "0") ROW("bgnbd", "cov_a_b", "0")
	ROW("gamma_gamma", "p", "6.249572") ROW("gamma_gamma", "q", "3.744225")
	ROW("gamma_gamma", "v", "15.443521") ROW("gamma_gamma", "cov_p_q", "0")
	ROW("gamma_gamma", "cov_p_v", "0") ROW("gamma_gamma", "cov_q_v", "0");

static struct crm_lifetime_params *
published_params(void)
{
	struct plain_file file = plain_file(published);
	struct crm_plain_log plain = plain_file_log(&file);
	struct crm_lifetime_params *params;
	struct crm_fault why;

	assert_int_equal(crm_plain_open(&plain, file.path, crm_lifetime_param_roles, NULL, 0, NULL,
	                                &why), 0);
	assert_int_equal(crm_lifetime_params_read(&plain, &params, &why), 0);
	crm_plain_close(&plain);
	plain_file_close(&file);
	return params;
}

struct seen {
	size_t n, stop;   /* stop: after so many; 0: never */
	bool numbered;    /* customers are named 1, 2, 3 ... and have bought n % 7 times again */
	struct crm_lifetime_value last;
};

static int
see(void *aux, const void *record)
{
	const struct crm_lifetime_value *value = record;
	struct seen *seen = aux;

	seen->n++;
	seen->last = *value;
	if (seen->numbered) {
		assert_int_equal(strtoul(value->customer, NULL, 10), seen->n);
		assert_int_equal(value->x.value, seen->n % 7);
	}
	return seen->n == seen->stop ? CRM_BUSY : 0;
}

/* What comes of a file; `told' is what was refused of it. */
static int
score(const char *text, struct seen *seen, struct plain_file *file, struct crm_fault *why)
{
	struct crm_lifetime model = { .unit = 7, .margin = 1, .minor = 100,
	                              .horizon = { .days = 273 }, .params = published_params() };
	struct crm_plain_log plain;
	int error;

	*file = plain_file(text);
	plain = plain_file_log(file);
	error = crm_plain_open(&plain, file->path, crm_history_roles, NULL, 0, NULL, why);
	if (!error) {
		error = crm_lifetime_stream(&model, &plain, (char[]){ "USD" }, see, seen, why);
		crm_plain_close(&plain);
	}
	plain_file_close(file);
	crm_lifetime_params_close((struct crm_lifetime_params *)(uintptr_t)model.params);
	return error;
}

static void
a_history_has_its_published_expectation(void **state)
{
	struct seen seen = { 0 };
	struct plain_file file;
	struct crm_fault why;

	(void)state;
	/* The same twice, so that the second one is remembered. */
	assert_int_equal(score("customer,x,t_x,T,mean_spend\n2,0,0,38.857143,\n"
	                       "1,2,30.428571,38.857143,22.34\n1,2,30.428571,38.857143,22.34\n",
	                       &seen, &file, &why), 0);
	assert_int_equal(seen.n, 3);
	assert_within(seen.last.p_alive.value, .726620, 2e-6);
	assert_within(seen.last.orders.value, 1.225994, 5e-6);
	assert_int_equal(seen.last.spend.value, 2465);
	assert_true(seen.last.value_lo.value < seen.last.value.value);
}

/* More of them than are taken at a time. */
static void
what_comes_out_is_in_order_to_the_last_row(void **state)
{
	struct seen seen = { .numbered = true }, short_of = { .numbered = true, .stop = 5000 };
	struct plain_file file;
	struct crm_fault why;
	char *text;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	(void)state;
	assert_non_null(out);
	fprintf(out, "customer,x,t_x,T\n");
	for (unsigned i = 1; i <= 9000; i++)
		fprintf(out, "%u,%u,%d,%u\n", i, i % 7, i % 7 ? 2 : 0, 10 + i % 500);
	assert_int_equal(fclose(out), 0);
	assert_int_equal(score(text, &seen, &file, &why), 0);
	assert_int_equal(seen.n, 9000);
	assert_int_equal(score(text, &short_of, &file, &why), CRM_BUSY);
	assert_int_equal(short_of.n, 5000);
	free(text);
}

static void
rows_that_make_no_sense_are_refused_and_the_others_scored(void **state)
{
	struct seen seen = { 0 };
	struct plain_file file;
	struct crm_fault why;

	(void)state;
	assert_int_equal(score("customer,x,t_x,T\na,1,10,20\nb,1,30,20\nc,0,5,20\nd,-1,1,2\ne,,1,2\n"
	                       "f,nan,1,2\ng,2,0.142857,20\nh,0,0,0\n",
	                       &seen, &file, &why), CRM_INVALID);
	assert_int_equal(seen.n, 2);
	assert_non_null(strstr(file.told, "3: x: x, t_x and T do not go together"));
	assert_non_null(strstr(file.told, "4: x: x, t_x and T do not go together"));
	assert_non_null(strstr(file.told, "8: x: x, t_x and T do not go together"));
	assert_false(seen.last.value.set);
	seen.n = 0;
	assert_int_equal(score("customer,x,t_x,T,mean_spend\na,1,10,20,\nb,0,0,20,\n", &seen, &file,
	    &why),
	                 CRM_INVALID);
	assert_int_equal(seen.n, 1);
	assert_string_equal(file.told, "2: mean_spend: there is none");
}

static void
columns_that_are_needed_are_named(void **state)
{
	struct seen seen = { 0 };
	struct plain_file file;
	struct crm_fault why;

	(void)state;
	assert_int_equal(score("customer,x,t_x\na,1,10\n", &seen, &file, &why), CRM_INVALID);
	assert_string_equal(why.text, "no column is T: say which, as in T=3");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_history_has_its_published_expectation),
		cmocka_unit_test(what_comes_out_is_in_order_to_the_last_row),
		cmocka_unit_test(rows_that_make_no_sense_are_refused_and_the_others_scored),
		cmocka_unit_test(columns_that_are_needed_are_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
