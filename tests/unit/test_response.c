/* What response.h promises. */
#include "database.h"
#include "response.h"

static void
a_response_is_nps_and_now_by_default(void **state)
{
	crm *db = *state;
	struct crm_response r = { .customer = database_customer(db, "Ada"), .score = CRM_SET(0) };

	OK(crm_response_add(db, &r));
	OK(crm_response_get(db, r.id, &r));
	assert_string_equal(r.metric, "nps");
	assert_true(r.score.set);
	assert_int_equal(r.score.value, 0);
	assert_int_equal(r.when.value, crm_context(db)->clock.now);
	crm_response_clear(&r);
}

static void
without_a_score_it_is_an_invitation(void **state)
{
	crm *db = *state;
	struct crm_response r = { .customer = database_customer(db, "Ada") };

	OK(crm_response_add(db, &r));
	OK(crm_response_get(db, r.id, &r));
	assert_false(r.score.set);
	crm_response_clear(&r);
}

static void
a_score_is_on_the_scale_of_its_metric(void **state)
{
	static const struct { const char *metric; int score, error; } cases[] = {
		{ "nps", 10, 0 }, { "nps", 11, CRM_INVALID }, { "nps", -1, CRM_INVALID },
		{ "csat", 5, 0 }, { "csat", 0, CRM_INVALID }, { "csat", 6, CRM_INVALID },
		{ "ces", 7, 0 }, { "ces", 8, CRM_INVALID },
	};
	crm *db = *state;
	int64_t customer = database_customer(db, "Ada");

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct crm_response r = { .customer = customer, .metric = strdup(cases[i].metric),
		                          .score = CRM_SET(cases[i].score) };

		assert_int_equal(crm_response_add(db, &r), cases[i].error);
		crm_response_clear(&r);
	}
	assert_string_equal(crm_message(db), "score: 8 is not on the scale of ces, 1 to 7");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DATABASE_TEST(a_response_is_nps_and_now_by_default),
		DATABASE_TEST(without_a_score_it_is_an_invitation),
		DATABASE_TEST(a_score_is_on_the_scale_of_its_metric),
	};

	return cmocka_run_group_tests_name("response", tests, NULL, NULL);
}
