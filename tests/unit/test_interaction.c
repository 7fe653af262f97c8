/* What interaction.h promises. */
#include "database.h"
#include "follow_up.h"
#include "interaction.h"

static void
defaults_are_now_out_and_the_actor(void **state)
{
	crm *db = *state;
	struct crm_interaction i = { .customer = database_customer(db, "Ada"), .channel = strdup("phone") };

	OK(crm_interaction_add(db, &i));
	OK(crm_interaction_get(db, i.id, &i));
	assert_int_equal(i.when.value, crm_context(db)->clock.now);
	assert_string_equal(i.direction, "out");
	assert_string_equal(i.who, "amy");
	assert_int_equal(i.contact.value, 1);
	crm_interaction_clear(&i);
}

static void
a_call_that_nobody_answered_is_no_contact(void **state)
{
	crm *db = *state;
	struct crm_interaction i = { .customer = database_customer(db, "Ada"), .channel = strdup("phone"),
	                             .outcome = strdup("no_answer") };

	OK(crm_interaction_add(db, &i));
	assert_int_equal(i.contact.value, 0);
	free(i.outcome);
	i.outcome = strdup("reached");
	OK(crm_interaction_set(db, &i));
	assert_int_equal(i.contact.value, 1);
	crm_interaction_clear(&i);
}

static void
next_plans_a_follow_up_by_hand(void **state)
{
	crm *db = *state;
	int64_t today = crm_clock_today(&crm_context(db)->clock);
	struct crm_interaction i = { .customer = database_customer(db, "Ada"), .next = CRM_SET(today + 3) };
	struct crm_follow_up f = { 0 };
	bool found = false;

	OK(crm_interaction_add(db, &i));
	for (int64_t id = 1; !found && id < 5; id++)
		found = !crm_follow_up_get(db, id, &f) && f.planned.value;
	assert_true(found);
	assert_int_equal(f.due.value, today + 3);
	assert_string_equal(f.anchor, "I1");
	assert_string_equal(f.rule, "planned");
	crm_follow_up_clear(&f);
	crm_interaction_clear(&i);
}

static void
next_said_again_moves_the_plan(void **state)
{
	crm *db = *state;
	int64_t today = crm_clock_today(&crm_context(db)->clock), id = 0;
	struct crm_interaction i = { .customer = database_customer(db, "Ada"), .next = CRM_SET(today + 3) };
	struct crm_follow_up f = { 0 };
	int plans = 0;

	OK(crm_interaction_add(db, &i));
	i.next = (struct crm_int)CRM_SET(today + 5);
	OK(crm_interaction_set(db, &i));
	for (id = 1; id < 6; id++)
		if (!crm_follow_up_get(db, id, &f) && f.planned.value) {
			plans++;
			assert_int_equal(f.due.value, today + 5);
		}
	assert_int_equal(plans, 1);
	crm_follow_up_clear(&f);
	crm_interaction_clear(&i);
}

static void
a_contact_corrected_to_an_attempt_reopens_what_it_answered(void **state)
{
	crm *db = *state;
	struct crm_interaction i = { .customer = database_customer(db, "Ada") };
	struct crm_follow_up f = { .customer = i.customer, .due = CRM_SET(crm_clock_today(&crm_context(db)->clock)) };

	OK(crm_follow_up_add(db, &f));
	i.follow_up = f.id;
	OK(crm_interaction_add(db, &i));
	OK(crm_follow_up_get(db, f.id, &f));
	assert_string_equal(f.status, "done");
	i.outcome = strdup("no_answer");
	OK(crm_interaction_set(db, &i));
	OK(crm_follow_up_get(db, f.id, &f));
	assert_string_equal(f.status, "open");
	crm_follow_up_clear(&f);
	crm_interaction_clear(&i);
}

static void
a_next_day_that_is_past_is_refused(void **state)
{
	crm *db = *state;
	struct crm_interaction i = {
		.customer = database_customer(db, "Ada"),
		.next = CRM_SET(crm_clock_today(&crm_context(db)->clock) - 1)
	};

	assert_int_equal(crm_interaction_add(db, &i), CRM_INVALID);
	assert_non_null(strstr(crm_message(db), "next: that day is past"));
	crm_interaction_clear(&i);
}

static void
a_follow_up_of_somebody_else_is_not_answered(void **state)
{
	crm *db = *state;
	struct crm_follow_up f = { .customer = database_customer(db, "Ada"), .due = CRM_SET(20800) };
	struct crm_interaction i = { .customer = database_customer(db, "Bob") };

	OK(crm_follow_up_add(db, &f));
	i.follow_up = f.id;
	assert_int_equal(crm_interaction_add(db, &i), CRM_INVALID);
	assert_non_null(strstr(crm_message(db), "is about C1, not C2"));
	crm_follow_up_clear(&f);
	crm_interaction_clear(&i);
}

static void
a_contact_ahead_of_now_is_taken_with_a_warning(void **state)
{
	crm *db = *state;
	struct crm_interaction i = {
		.customer = database_customer(db, "Ada"),
		.when = CRM_SET(crm_context(db)->clock.now + 86400)
	};

	assert_null(crm_warning(db));
	OK(crm_interaction_add(db, &i));
	assert_non_null(strstr(crm_warning(db), "2026-11-23"));
	assert_null(crm_warning(db));
	crm_interaction_clear(&i);
}

static void
a_customer_must_exist(void **state)
{
	crm *db = *state;
	struct crm_interaction i = { .customer = 7 };

	assert_int_equal(crm_interaction_add(db, &i), CRM_NOT_FOUND);
	crm_interaction_clear(&i);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DATABASE_TEST(defaults_are_now_out_and_the_actor),
		DATABASE_TEST(a_call_that_nobody_answered_is_no_contact),
		DATABASE_TEST(next_plans_a_follow_up_by_hand),
		DATABASE_TEST(next_said_again_moves_the_plan),
		DATABASE_TEST(a_contact_corrected_to_an_attempt_reopens_what_it_answered),
		DATABASE_TEST(a_next_day_that_is_past_is_refused),
		DATABASE_TEST(a_follow_up_of_somebody_else_is_not_answered),
		DATABASE_TEST(a_contact_ahead_of_now_is_taken_with_a_warning),
		DATABASE_TEST(a_customer_must_exist),
	};

	return cmocka_run_group_tests_name("interaction", tests, NULL, NULL);
}
