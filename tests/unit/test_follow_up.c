/* What follow_up.h promises of plans. */
#include "database.h"
#include "follow_up.h"

static void
a_plan_counts_from_itself(void **state)
{
	crm *db = *state;
	struct crm_follow_up f = { .customer = database_customer(db, "Ada"), .due = CRM_SET(20800) };

	OK(crm_follow_up_add(db, &f));
	OK(crm_follow_up_get(db, f.id, &f));
	assert_int_equal(f.anchor[0], 'F');
	assert_int_equal(strtoll(f.anchor + 1, NULL, 10), f.id);
	assert_string_equal(f.status, "open");
	assert_string_equal(f.purpose, "contact");
	assert_string_equal(f.rule, "planned");
	assert_int_equal(f.planned.value, 1);
	crm_follow_up_clear(&f);
}

static void
a_day_is_required(void **state)
{
	crm *db = *state;
	struct crm_follow_up f = { .customer = database_customer(db, "Ada") };

	assert_int_equal(crm_follow_up_add(db, &f), CRM_INVALID);
	assert_string_equal(crm_message(db), "due: a follow_up needs one");
}

static void
two_plans_for_one_customer_stand_side_by_side(void **state)
{
	crm *db = *state;
	struct crm_follow_up a = { .customer = database_customer(db, "Ada"), .due = CRM_SET(20800) };
	struct crm_follow_up b = { .customer = a.customer, .due = CRM_SET(20810) };

	OK(crm_follow_up_add(db, &a));
	OK(crm_follow_up_add(db, &b));
	assert_int_not_equal(a.id, b.id);
	crm_follow_up_clear(&a);
	crm_follow_up_clear(&b);
}

static void
a_follow_up_does_not_change_hands_to_another_customer(void **state)
{
	crm *db = *state;
	struct crm_follow_up f = { .customer = database_customer(db, "Ada"), .due = CRM_SET(20800) };

	OK(crm_follow_up_add(db, &f));
	f.customer = database_customer(db, "Bob");
	assert_int_equal(crm_follow_up_set(db, &f), CRM_INVALID);
	assert_non_null(strstr(crm_message(db), "customer: it stays as it was"));
	crm_follow_up_clear(&f);
}

static void
a_cadence_is_not_done_without_a_contact(void **state)
{
	crm *db = *state;
	struct crm_follow_up f = { 0 };

	database_customer(db, "Ada");
	OK(crm_follow_up_get(db, 1, &f));
	assert_int_equal(f.planned.value, 0);
	free(f.status);
	f.status = strdup("done");
	assert_int_equal(crm_follow_up_set(db, &f), CRM_INVALID);
	assert_non_null(strstr(crm_message(db), "crm-log F1 records one"));
	crm_follow_up_clear(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DATABASE_TEST(a_plan_counts_from_itself),
		DATABASE_TEST(a_day_is_required),
		DATABASE_TEST(two_plans_for_one_customer_stand_side_by_side),
		DATABASE_TEST(a_cadence_is_not_done_without_a_contact),
		DATABASE_TEST(a_follow_up_does_not_change_hands_to_another_customer),
	};

	return cmocka_run_group_tests_name("follow_up", tests, NULL, NULL);
}
