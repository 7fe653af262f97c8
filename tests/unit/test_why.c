/* What why.h promises. */
#include <stdio.h>

#include "database.h"

#include "follow_up.h"
#include "interaction.h"
#include "why.h"

struct heard { size_t n; char text[32][400]; struct crm_why first; };

static int
hear(void *aux, const struct crm_why *why)
{
	struct heard *heard = aux;

	if (heard->n == 0)
		assert_int_equal(crm_copy(&crm_why_type, &heard->first, why), 0);
	assert_true(heard->n < 32);
	snprintf(heard->text[heard->n++], sizeof heard->text[0], "%s", why->text);
	return 0;
}

static int64_t
day(const char *text)
{
	const struct crm_clock clock = { 0 };
	struct crm_fault why;
	int64_t out;

	assert_int_equal(crm_day_parse(text, &clock, CRM_PAST, &out, &why), 0);
	return out;
}

static void
contact(crm *db, int64_t customer, const char *on)
{
	AUTO(crm_interaction) i = { .customer = customer, .when = CRM_SET(day(on) * 86400) };

	OK(crm_interaction_add(db, &i));
}

static void
what_is_due_comes_first_with_all_that_makes_its_day(void **state)
{
	static struct heard heard;
	struct crm_why_wanted wanted = { .customer = 1 };
	crm *db = *state;

	heard = (struct heard){ 0 };
	database_customer(db, "Ann");
	contact(db, 1, "2026-10-05");
	OK(crm_why_each(db, &wanted, hear, &heard));
	assert_int_equal(heard.first.follow_up, 1);
	assert_string_equal(heard.first.verdict, "due");
	assert_string_equal(heard.first.rule, "monthly");
	assert_string_equal(heard.first.anchor, "I1");
	assert_int_equal(heard.first.anchor_day.value, day("2026-10-05"));
	assert_string_equal(heard.first.interval, "1m");
	assert_int_equal(heard.first.earliest.value, day("2026-11-05"));
	assert_false(heard.first.holds_from.set);
	assert_int_equal(heard.first.due.value, day("2026-11-05"));
	crm_why_clear(&heard.first);
}

static void
days_to_come_are_counted_from_one_another(void **state)
{
	static struct heard heard;
	struct crm_why_wanted wanted = { .customer = 1, .next = 3 };
	size_t from;
	crm *db = *state;

	heard = (struct heard){ 0 };
	database_customer(db, "Ann");
	contact(db, 1, "2026-11-05");
	OK(crm_why_each(db, &wanted, hear, &heard));
	from = heard.n - 3;
	assert_string_equal(heard.text[from], "next 2026-12-05: monthly");
	assert_string_equal(heard.text[from + 1],
	                    "next 2027-01-05: monthly: if each before it is done on its day");
	assert_string_equal(heard.text[from + 2],
	                    "next 2027-02-05: monthly: if each before it is done on its day");
	crm_why_clear(&heard.first);
}

static void
a_plan_is_told_before_the_rule_that_yields_to_it(void **state)
{
	static struct heard heard;
	struct crm_follow_up plan = { .customer = 1, .due = CRM_SET(0) };
	struct crm_why_wanted wanted = { .customer = 1 };
	crm *db = *state;

	heard = (struct heard){ 0 };
	database_customer(db, "Ann");
	plan.due.value = day("2026-11-25");
	OK(crm_follow_up_add(db, &plan));
	OK(crm_why_each(db, &wanted, hear, &heard));
	assert_string_equal(heard.text[0], "F2 plan 2026-11-25: planned");
	assert_non_null(strstr(heard.text[1], "F1 behind 2026-12-22"));
	assert_non_null(strstr(heard.text[1], "F2 is due earlier"));
	crm_follow_up_clear(&plan);
	crm_why_clear(&heard.first);
}

static void
a_plan_that_repeats_comes_again_in_days_to_come(void **state)
{
	static struct heard heard;
	struct crm_follow_up plan = { .customer = 1, .due = CRM_SET(0) };
	struct crm_why_wanted wanted = { .customer = 1, .next = 4 };
	size_t from;
	crm *db = *state;

	heard = (struct heard){ 0 };
	database_customer(db, "Ann");
	contact(db, 1, "2026-11-05");
	plan.due.value = day("2026-11-30");
	plan.repeats = strdup("2w");
	plan.purpose = strdup("visit");
	OK(crm_follow_up_add(db, &plan));
	OK(crm_why_each(db, &wanted, hear, &heard));
	from = heard.n - 4;
	assert_string_equal(heard.text[from], "F2 next 2026-11-30: planned, for visit");
	for (size_t i = 1; i < 4; i++) {
		static const char *const days[] = { "", "2026-12-14", "2026-12-28", "2027-01-11" };
		char text[100];

		snprintf(text, sizeof text, "next %s: planned, for visit: if each before it is done on"
		         " its day", days[i]);
		assert_string_equal(heard.text[from + i], text);
	}
	crm_follow_up_clear(&plan);
	crm_why_clear(&heard.first);
}

static void
what_is_due_may_be_left_out(void **state)
{
	static struct heard heard;
	struct crm_follow_up plan = { .customer = 1, .due = CRM_SET(0) };
	struct crm_why_wanted wanted = { .customer = 1, .not_due = true };
	crm *db = *state;

	heard = (struct heard){ 0 };
	database_customer(db, "Ann");
	contact(db, 1, "2026-10-05");
	plan.due.value = day("2026-11-22");
	plan.purpose = strdup("visit");
	OK(crm_follow_up_add(db, &plan));
	OK(crm_why_each(db, &wanted, hear, &heard));
	assert_true(heard.n > 0);
	for (size_t i = 0; i < heard.n; i++) {
		assert_null(strstr(heard.text[i], "visit"));
		assert_null(strstr(heard.text[i], "due 2026"));
	}
	crm_follow_up_clear(&plan);
	crm_why_clear(&heard.first);
}

static int
stop(void *aux, const struct crm_why *why)
{
	(void)why;
	++*(int *)aux;
	return 42;
}

static void
whoever_listens_may_stop_it(void **state)
{
	struct crm_why_wanted wanted = { .customer = 1, .next = 5 };
	int heard = 0;

	database_customer(*state, "Ann");
	assert_int_equal(crm_why_each(*state, &wanted, stop, &heard), 42);
	assert_int_equal(heard, 1);
}

static void
who_or_what_is_not_there_is_said(void **state)
{
	struct crm_why_wanted nobody = { .customer = 7 }, nothing = { .follow_up = 7 };
	char *text;
	int heard = 0;

	assert_int_equal(crm_why_each(*state, &nobody, stop, &heard), CRM_NOT_FOUND);
	assert_string_equal(crm_message(*state), "there is no customer C7");
	assert_int_equal(crm_why_each(*state, &nothing, stop, &heard), CRM_NOT_FOUND);
	assert_string_equal(crm_message(*state), "there is no follow-up F7");
	assert_int_equal(heard, 0);
	assert_int_equal(crm_follow_up_why(*state, -1, &text), 0);
	assert_null(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DATABASE_TEST(what_is_due_comes_first_with_all_that_makes_its_day),
		DATABASE_TEST(days_to_come_are_counted_from_one_another),
		DATABASE_TEST(a_plan_is_told_before_the_rule_that_yields_to_it),
		DATABASE_TEST(a_plan_that_repeats_comes_again_in_days_to_come),
		DATABASE_TEST(what_is_due_may_be_left_out),
		DATABASE_TEST(whoever_listens_may_stop_it),
		DATABASE_TEST(who_or_what_is_not_there_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
