/* What scores.h promises. */
#include "database.h"
#include "noun.h"
#include "numbers.h"
#include "plain_file.h"
#include "response.h"
#include "scores.h"

enum { NOT_ANSWERED = -1 };

static void
answer(crm *db, int64_t customer, const char *when, int score, const char *about)
{
	struct crm_response r = { .customer = customer, .about = about ? strdup(about) : NULL };
	struct crm_fault why;
	int64_t at;

	assert_int_equal(crm_instant_parse(when, &crm_context(db)->clock, CRM_PAST, &at, &why), 0);
	r.when = (struct crm_int)CRM_SET(at);
	if (score != NOT_ANSWERED)
		r.score = (struct crm_int)CRM_SET(score);
	OK(crm_response_add(db, &r));
	crm_response_clear(&r);
}

static struct crm_scores *
grouped(const char *by)
{
	struct crm_scores *scores;
	struct crm_fault why;

	assert_int_equal(crm_scores_open(&scores, by, &why), 0);
	return scores;
}

static struct crm_scores *
loaded(crm *db, const char *by, const struct crm_scores_wanted *wanted)
{
	struct crm_scores *scores = grouped(by);

	OK(crm_scores_load(scores, db, wanted ? wanted : &(struct crm_scores_wanted){ 0 }));
	return scores;
}

/* The groups as "name:n:score", blanks between, as whole numbers; closes scores. */
static const char *
shown(struct crm_scores *scores)
{
	static char text[512];
	struct crm_nps_measure m;
	size_t n = 0;

	*text = '\0';
	for (size_t i = 0; crm_scores_measure(scores, i, &m); i++)
		n += (size_t)snprintf(text + n, sizeof text - n, "%s%s:%d:%.0f", i ? " " : "", m.group,
		                      (int)m.n.value, m.value.set ? m.value.value : -999);
	crm_scores_close(scores);
	return text;
}

static void
set(crm *db, int64_t customer, const char *field, const char *value)
{
	struct crm_customer c = { 0 };
	const struct crm_type *type = crm_noun(db, "customer");

	OK(crm_customer_get(db, customer, &c));
	OK(crm_assign(db, type, crm_field(type, field), &c, value));
	OK(crm_customer_set(db, &c));
	crm_customer_clear(&c);
}

/* Amy, vip, and Bob, ordinary; Cho has no tier. */
static void
sample(crm *db)
{
	database_customer(db, "Amy");
	database_customer(db, "Bob");
	database_customer(db, "Cho");
	set(db, 1, "tier", "vip");
	set(db, 2, "tier", "ordinary");
	set(db, 1, "city", "台北");
	answer(db, 1, "2026-03-31", 9, "delivery");
	answer(db, 1, "2026-06-30", 3, "support");
	answer(db, 2, "2026-04-01", 10, "delivery");
	answer(db, 3, "2026-01-01", 7, NULL);
	answer(db, 3, "2026-02-01", NOT_ANSWERED, NULL);
}

static void
all_answers_are_one_group(void **state)
{
	struct crm_scores *scores;
	struct crm_nps_measure m;

	sample(*state);
	scores = loaded(*state, NULL, NULL);
	assert_true(crm_scores_measure(scores, 0, &m));
	assert_false(crm_scores_measure(scores, 1, &m));
	assert_true(crm_scores_measure(scores, 0, &m));
	assert_string_equal(m.group, "all");
	assert_int_equal(m.n.value, 4);
	assert_within(m.value.value, 25, 1e-9);
	assert_true(m.lo.value < 25 && m.hi.value > 25);
	assert_int_equal(m.promoters.value, 2);
	assert_int_equal(m.passives.value, 1);
	assert_int_equal(m.detractors.value, 1);
	assert_within(m.promoter_share.value, 0.5, 1e-9);
	assert_int_equal(m.invited.value, 5);
	assert_within(m.response_rate.value, 0.8, 1e-9);
	crm_scores_close(scores);
}

static void
no_answers_are_no_group(void **state)
{
	assert_string_equal(shown(loaded(*state, NULL, NULL)), "");
	assert_string_equal(shown(loaded(*state, "tier", NULL)), "");
}

static void
words_stand_in_the_order_of_their_list(void **state)
{
	sample(*state);
	assert_string_equal(shown(loaded(*state, "tier", NULL)), "vip:2:0 ordinary:2:50");
	assert_string_equal(shown(loaded(*state, "customer.tier", NULL)),
	                    "vip:2:0 ordinary:2:50");
}

static void
groups_are_by_subject_and_by_the_customers_fields(void **state)
{
	sample(*state);
	assert_string_equal(shown(loaded(*state, "about", NULL)),
	                    "delivery:2:100 support:1:-100 none:1:0");
	assert_string_equal(shown(loaded(*state, "city", NULL)), "台北:2:0 none:2:50");
	assert_string_equal(shown(loaded(*state, "customer", NULL)), "C1:2:0 C2:1:100 C3:1:0");
}

static void
groups_are_by_fields_of_the_users_own(void **state)
{
	crm *db = *state;

	OK(crm_declare(db, "customer", "region", "word", "south,north", NULL));
	sample(db);
	set(db, 1, "region", "north");
	set(db, 2, "region", "south");
	assert_string_equal(shown(loaded(db, "region", NULL)), "south:1:100 north:2:0 none:1:0");
	set(db, 3, "referrer", "C1");
	assert_string_equal(shown(loaded(db, "referrer.region", NULL)), "north:1:0 none:3:33");
}

static void
periods_are_those_of_the_calendar_and_of_the_zone(void **state)
{
	crm *db = *state;

	sample(db);
	assert_string_equal(shown(loaded(db, "quarter", NULL)), "2026-Q1:2:50 2026-Q2:2:0");
	assert_string_equal(shown(loaded(db, "year", NULL)), "2026:4:25");
	answer(db, 3, "2024-12-30", 9, NULL);
	answer(db, 3, "2026-12-31T17:00:00Z", 9, NULL);   /* next year in Taipei, and not seen yet */
	assert_string_equal(shown(loaded(db, "week", NULL)),
	                    "2025-W01:1:100 2026-W01:1:0 2026-W05:0:-999 2026-W14:2:100 2026-W27:1:-100");
	assert_string_equal(shown(loaded(db, "month", NULL)),
	                    "2024-12:1:100 2026-01:1:0 2026-02:0:-999 2026-03:1:100 2026-04:1:100 "
	                    "2026-06:1:-100");
	OK(crm_set_now(db, "2028-01-01", true));
	assert_string_equal(shown(loaded(db, "year", NULL)), "2024:1:100 2026:4:25 2027:1:100");
}

static void
several_keys_make_groups_of_each_pair(void **state)
{
	sample(*state);
	assert_string_equal(shown(loaded(*state, "tier,quarter", NULL)),
	                    "vip,2026-Q1:1:100 vip,2026-Q2:1:-100 ordinary,2026-Q1:1:0 "
	                    "ordinary,2026-Q2:1:100");
}

static void
keys_that_are_none_are_refused(void **state)
{
	struct crm_scores *scores;
	struct crm_fault why;

	assert_int_equal(crm_scores_open(&scores, "tier,", &why), CRM_INVALID);
	assert_null(scores);
	assert_int_equal(crm_scores_open(&scores, "a,b,c,d,e", &why), CRM_INVALID);
	scores = grouped("teir");
	assert_int_equal(crm_scores_load(scores, *state, &(struct crm_scores_wanted){ 0 }), CRM_INVALID);
	assert_non_null(strstr(crm_message(*state), "tier"));
	crm_scores_close(scores);
}

static void
the_latest_answer_counts_once_for_each_customer(void **state)
{
	crm *db = *state;
	struct crm_scores_wanted latest = { .latest = true };
	struct crm_scores *scores;
	struct crm_nps_measure m;

	sample(db);
	database_customer(db, "Dan");
	answer(db, 4, "2026-05-01", NOT_ANSWERED, NULL);
	answer(db, 4, "2026-06-01", NOT_ANSWERED, NULL);
	assert_string_equal(shown(loaded(db, "month", &latest)),
	                    "2026-01:1:0 2026-04:1:100 2026-06:1:-100");
	scores = loaded(db, NULL, &latest);
	assert_true(crm_scores_measure(scores, 0, &m));
	assert_int_equal(m.n.value, 3);
	assert_int_equal(m.invited.value, 4);
	crm_scores_close(scores);
}

static void
answers_are_of_a_time_of_some_customers_and_of_a_query(void **state)
{
	crm *db = *state;
	struct crm_scores_wanted wanted = { 0 };
	struct crm_query *query;
	struct crm_fault why;
	struct crm_span span;
	int64_t bob[] = { 2 };

	sample(db);
	assert_int_equal(crm_span_parse("2026-Q2", &crm_context(db)->clock, CRM_PAST, &span, &why), 0);
	wanted.from = (struct crm_int)CRM_SET(span.from);
	assert_string_equal(shown(loaded(db, NULL, &wanted)), "all:2:0");
	wanted.to = (struct crm_int)CRM_SET(span.from + 1);
	assert_string_equal(shown(loaded(db, NULL, &wanted)), "all:1:100");
	wanted = (struct crm_scores_wanted){ .customers = bob, .n = 1 };
	assert_string_equal(shown(loaded(db, NULL, &wanted)), "all:1:100");
	wanted.n = 0;
	assert_string_equal(shown(loaded(db, NULL, &wanted)), "");
	assert_int_equal(crm_query_parse(&query, crm_noun(db, "response"), "tier=vip about=support",
	                                 crm_context(db), &why), 0);
	wanted = (struct crm_scores_wanted){ .query = query };
	assert_string_equal(shown(loaded(db, NULL, &wanted)), "all:1:-100");
	crm_query_free(query);
}

static void
other_metrics_are_left_out(void **state)
{
	struct crm_response r = { .customer = database_customer(*state, "Amy"),
	                          .metric = strdup("csat"), .score = CRM_SET(5) };
	crm *db = *state;

	OK(crm_response_add(db, &r));
	crm_response_clear(&r);
	assert_string_equal(shown(loaded(db, NULL, NULL)), "");
}

static void
two_groups_are_compared(void **state)
{
	struct crm_scores *scores;
	struct crm_nps_measure m[3];
	struct crm_fault why;

	sample(*state);
	scores = loaded(*state, "tier", NULL);
	assert_int_equal(crm_scores_compare(scores, "ordinary,vip", m, &why), 0);
	assert_string_equal(m[0].group, "ordinary");
	assert_string_equal(m[1].group, "vip");
	assert_string_equal(m[2].group, "ordinary - vip");
	assert_int_equal(m[2].n.value, 4);
	assert_within(m[2].value.value, 50, 1e-9);
	assert_within(m[2].lo.value, 50 - hypot(50 - m[0].lo.value, m[1].hi.value), 1e-5);
	assert_within(m[2].hi.value, 50 + hypot(m[0].hi.value - 50, m[1].lo.value), 1e-5);
	assert_int_equal(crm_scores_compare(scores, "vip", m, &why), CRM_INVALID);
	assert_int_equal(crm_scores_compare(scores, "vip,ordinry", m, &why), CRM_NOT_FOUND);
	assert_non_null(strstr(why.text, "ordinary"));
	crm_scores_close(scores);
}

static void
groups_with_commas_and_without_answers_are_compared_as_they_can(void **state)
{
	struct crm_scores *scores;
	struct crm_nps_measure m[3];
	struct crm_fault why;

	sample(*state);
	scores = loaded(*state, "tier,quarter", NULL);
	assert_int_equal(crm_scores_compare(scores, "vip,2026-Q1,vip,2026-Q2", m, &why), 0);
	assert_within(m[2].value.value, 200, 1e-9);
	crm_scores_close(scores);
	scores = loaded(*state, "month", NULL);
	assert_int_equal(crm_scores_compare(scores, "2026-01,2026-02", m, &why), CRM_INVALID);
	assert_string_equal(why.text, "there are no answers to score");
	crm_scores_close(scores);
}

/* --- from a file */

static struct crm_scores *
read_file(const char *text, const char *by, const char *told, int expected, const char *refused)
{
	struct plain_file file = plain_file(text);
	struct crm_plain_log plain = plain_file_log(&file);
	struct crm_scores *scores = grouped(by);
	struct crm_fault why;

	assert_int_equal(crm_plain_open(&plain, file.path, crm_score_roles, &told, told != NULL, NULL,
	                                &why), 0);
	assert_int_equal(crm_scores_read(scores, &plain, &(struct crm_scores_wanted){ 0 }, &why),
	                 expected);
	assert_string_equal(file.told, refused);
	crm_plain_close(&plain);
	plain_file_close(&file);
	return scores;
}

static void
scores_of_a_file_are_counted_and_empty_ones_are_no_answers(void **state)
{
	struct crm_scores *scores = read_file("score,x\n9,\n,\n10.0,\n１０,\n0,\n", NULL, NULL, 0, "");
	struct crm_nps_measure m;

	(void)state;
	assert_true(crm_scores_measure(scores, 0, &m));
	assert_int_equal(m.n.value, 4);
	assert_int_equal(m.promoters.value, 3);
	assert_int_equal(m.detractors.value, 1);
	assert_int_equal(m.invited.value, 5);
	crm_scores_close(scores);
}

static void
a_file_is_grouped_by_a_column_and_by_period(void **state)
{
	static const char text[] = "分數,日期,地區\n9,2026-01-05,北\n3,2026-04-01,北\n8,2026-04-02,\n";

	(void)state;
	assert_string_equal(shown(read_file(text, "地區", "group=地區", 0, "")), "北:2:0 none:1:0");
	assert_string_equal(shown(read_file(text, "quarter", NULL, 0, "")),
	                    "2026-Q1:1:100 2026-Q2:2:-50");
	assert_string_equal(shown(read_file(text, "地區,year", "group=地區", 0, "")),
	                    "北,2026:2:0 none,2026:1:0");
}

static void
scores_that_are_none_are_refused_with_their_line(void **state)
{
	(void)state;
	crm_scores_close(read_file("9\n11\n7.5\n-1\nten\n", NULL, NULL, CRM_INVALID,
		"2: score: a score is a whole number from 0 to 10, not 11\n"
		"3: score: a score is a whole number from 0 to 10, not `7.5'\n"
		"4: score: a score is a whole number from 0 to 10, not -1\n"
		"5: score: a score is a whole number from 0 to 10, not `ten'"));
	crm_scores_close(read_file("score,date\n9,\n", "month", NULL, CRM_INVALID,
	                           "2: date: there is none: when was it?"));
}

static void
a_file_without_the_column_that_is_asked_for_is_refused(void **state)
{
	(void)state;
	crm_scores_close(read_file("a,b\n1,2\n", NULL, NULL, CRM_INVALID, ""));
	crm_scores_close(read_file("score,b\n1,2\n", "month", NULL, CRM_INVALID, ""));
	crm_scores_close(read_file("score,b,c\n1,2,3\n", "b,c", "group=b", CRM_INVALID, ""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DATABASE_TEST(all_answers_are_one_group),
		DATABASE_TEST(no_answers_are_no_group),
		DATABASE_TEST(words_stand_in_the_order_of_their_list),
		DATABASE_TEST(groups_are_by_subject_and_by_the_customers_fields),
		DATABASE_TEST(groups_are_by_fields_of_the_users_own),
		DATABASE_TEST(periods_are_those_of_the_calendar_and_of_the_zone),
		DATABASE_TEST(several_keys_make_groups_of_each_pair),
		DATABASE_TEST(keys_that_are_none_are_refused),
		DATABASE_TEST(the_latest_answer_counts_once_for_each_customer),
		DATABASE_TEST(answers_are_of_a_time_of_some_customers_and_of_a_query),
		DATABASE_TEST(other_metrics_are_left_out),
		DATABASE_TEST(two_groups_are_compared),
		DATABASE_TEST(groups_with_commas_and_without_answers_are_compared_as_they_can),
		cmocka_unit_test(scores_of_a_file_are_counted_and_empty_ones_are_no_answers),
		cmocka_unit_test(a_file_is_grouped_by_a_column_and_by_period),
		cmocka_unit_test(scores_that_are_none_are_refused_with_their_line),
		cmocka_unit_test(a_file_without_the_column_that_is_asked_for_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
