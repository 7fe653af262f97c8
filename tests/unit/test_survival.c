/* What survival.h promises. */
#include "numbers.h"
#include "plain_file.h"
#include "survival.h"

/* P. S. Fader & B. G. S. Hardie 2007, How to project customer retention: all 12 years. */
static const char regular[] = "100\n63.1\n46.8\n38.2\n32.6\n28.9\n26.2\n24.1\n"
			      "22.3\n20.7\n19.4\n18.3\n17.3\n";
static const char high_end[] = "period,customers\n0,100\n1,86.9\n2,74.3\n3,65.3\n4,59.3\n5,55.1\n"
			       "6,51.7\n7,49.1\n8,46.8\n9,44.5\n10,42.7\n11,40.9\n12,39.4\n";

static int
read_text(const char *text, struct plain_file *file, struct crm_survival *out,
          struct crm_fault *why)
{
	struct crm_plain_log plain;
	int error;

	*file = plain_file(text);
	plain = plain_file_log(file);
	error = crm_plain_open(&plain, file->path, crm_survival_roles, NULL, 0, NULL, why);
	if (!error) {
		error = crm_survival_read(&plain, out, why);
		crm_plain_close(&plain);
	}
	plain_file_close(file);
	return error;
}

static struct crm_survival
fitted(const char *text, size_t held_out)
{
	struct crm_survival s = { 0 };
	struct plain_file file;
	struct crm_fault why = { .text = "" };

	if (read_text(text, &file, &s, &why) || crm_survival_fit(&s, held_out, &why))
		fail_msg("%s %s", why.text, file.told);
	return s;
}

struct seen {
	size_t n;
	struct crm_survival_row row[40];
};

static int
see(void *aux, const void *record)
{
	const struct crm_survival_row *row = record;
	struct seen *seen = aux;

	seen->row[seen->n++] = *row;
	return 0;
}

/* The paper fits to the first seven renewals, and foresees the next five. */
static void
the_published_curves_have_the_published_fit(void **state)
{
	struct crm_survival s = fitted(regular, 5);

	(void)state;
	assert_int_equal(s.n, 13);
	assert_within(s.model.fit.parameter[CRM_SBG_ALPHA], .704, 5e-4);
	assert_within(s.model.fit.parameter[CRM_SBG_BETA], 1.182, 5e-4);
	assert_int_equal(s.model.fit.n, 100);
	crm_survival_clear(&s);
	s = fitted(high_end, 5);
	assert_within(s.model.fit.parameter[CRM_SBG_ALPHA], .668, 5e-4);
	assert_within(s.model.fit.parameter[CRM_SBG_BETA], 3.806, 5e-4);
	crm_survival_clear(&s);
}

static void
what_was_held_out_is_foreseen_better_than_by_constant_churn(void **state)
{
	const struct crm_survival_ahead ahead = { .periods = 3, .rate = 0.1 };
	struct crm_survival s = fitted(regular, 5);
	struct seen seen = { 0 };

	(void)state;
	assert_int_equal(crm_survival_each(&s, &ahead, see, &seen), 0);
	assert_int_equal(seen.n, 16);
	for (size_t i = 8; i < 13; i++) {
		const struct crm_survival_row *row = &seen.row[i];

		assert_int_equal(row->period.value, i);
		assert_true(fabs(row->survival.value - row->actual.value) < 0.01);
		assert_true(row->constant.value < row->actual.value - 0.09);
		assert_true(row->lo.value < row->survival.value && row->survival.value < row->hi.value);
	}
	assert_false(seen.row[13].customers.set || seen.row[13].actual.set);
	crm_survival_clear(&s);
}

static void
a_row_is_what_the_model_says(void **state)
{
	const struct crm_survival_ahead ahead = { .rate = 0 };
	struct crm_survival s = fitted("1000\n631\n468\n382\n", 0);
	struct seen seen = { 0 };

	(void)state;
	assert_int_equal(crm_survival_each(&s, &ahead, see, &seen), 0);
	assert_int_equal(seen.n, 4);
	assert_within(seen.row[0].survival.value, 1, 0);
	assert_false(seen.row[0].retention.set);
	assert_within(seen.row[2].actual.value, .468, 1e-12);
	assert_within(seen.row[2].retention.value, crm_sbg_retention(&s.model, 2).value, 1e-6);
	assert_within(seen.row[2].survival.value,
	              seen.row[1].survival.value * seen.row[2].retention.value, 2e-6);
	assert_within(seen.row[2].constant.value, pow((631. + 468 + 382) / (1000 + 631 + 468), 2), 1e-6);
	/* Of all time to come, without discount, there is no end. */
	assert_false(seen.row[2].residual.set);
	crm_survival_clear(&s);
}

/* The sum over the renewals to come, of who made the second: the next is a period away. */
static void
what_is_to_come_is_discounted_from_the_renewal_just_made(void **state)
{
	const struct crm_survival_ahead ahead = { .rate = 0.1 };
	struct crm_survival s = fitted("1000\n631\n468\n382\n", 0);
	double stays = 1, sum = 0;
	struct seen seen = { 0 };

	(void)state;
	assert_int_equal(crm_survival_each(&s, &ahead, see, &seen), 0);
	for (uint32_t k = 1; k <= 400; k++) {
		stays *= crm_sbg_retention(&s.model, 2 + k).value / 1.1;
		sum += stays;
	}
	assert_within(seen.row[2].residual.value, sum, 1e-6);
	crm_survival_clear(&s);
}

static void
curves_that_cannot_be_are_refused_by_line(void **state)
{
	static const struct { const char *text, *told; } wrong[] = {
		{ "100\n60\n61\n", "3: customers: there are more than in the period before, 60" },
		{ "period,customers\n0,100\n2,50\n", "3: period: it is 2 where 1 comes next" },
		{ "100\n-1\n", "2: customers: they are from 0 to 1e15" },
		{ "100\nmany\n", "2: customers: `many' is not a number" },
		{ "0\n0\n", "1: customers: nobody began\n2: customers: nobody began" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct crm_survival s = { 0 };
		struct plain_file file;
		struct crm_fault why;

		assert_int_equal(read_text(wrong[i].text, &file, &s, &why), CRM_INVALID);
		assert_string_equal(file.told, wrong[i].told);
		crm_survival_clear(&s);
	}
}

static void
curves_that_carry_no_model_are_refused_in_words(void **state)
{
	static const struct { const char *text; size_t held_out; const char *why; } wrong[] = {
		{ "", 0, "there are 0" },
		{ "100\n50\n", 0, "there are 2" },
		{ "100\n50\n40\n30\n", 2, "there are 2" },
		{ "100\n50\n40\n", 99, "there are 0" },
		{ "100\n100\n100\n", 0, "nobody left" },
		{ "100\n0\n0\n", 0, "nobody renewed" },
		{ "100\n50\n25\n", 0, "cannot be told apart" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct crm_survival s = { 0 };
		struct plain_file file;
		struct crm_fault why = { .text = "" };

		/* An empty file has no columns either. */
		if (read_text(wrong[i].text, &file, &s, &why)) {
			assert_int_equal(i, 0);
			continue;
		}
		assert_int_equal(crm_survival_fit(&s, wrong[i].held_out, &why), CRM_INVALID);
		if (!strstr(why.text, wrong[i].why))
			fail_msg("%s", why.text);
		crm_survival_clear(&s);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_published_curves_have_the_published_fit),
		cmocka_unit_test(what_was_held_out_is_foreseen_better_than_by_constant_churn),
		cmocka_unit_test(a_row_is_what_the_model_says),
		cmocka_unit_test(what_is_to_come_is_discounted_from_the_renewal_just_made),
		cmocka_unit_test(curves_that_cannot_be_are_refused_by_line),
		cmocka_unit_test(curves_that_carry_no_model_are_refused_in_words),
	};

	return cmocka_run_group_tests_name("survival", tests, NULL, NULL);
}
