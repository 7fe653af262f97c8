/* What follow_up.h promises of plans. */
#include "database.h"
#include "date.h"
#include "db.h"
#include "follow_up.h"
#include "interaction.h"

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

/* --- moving --------------------------------------------------------------------------------- */

enum { SUNDAY = 20779 };   /* 2026-11-22, the day of the database */

static struct crm_follow_up
a_plan(crm *db, int64_t due, const char *repeats)
{
	struct crm_follow_up f = { .customer = database_customer(db, "Eve"), .due = CRM_SET(due),
	                           .repeats = repeats ? strdup(repeats) : NULL };

	OK(crm_follow_up_add(db, &f));
	return f;
}

static void
what_is_moved_keeps_the_day_it_was_wanted(void **state)
{
	crm *db = *state;
	struct crm_follow_up f = a_plan(db, SUNDAY, NULL);

	f.until = (struct crm_int)CRM_SET(SUNDAY + 3);
	OK(crm_follow_up_set(db, &f));
	OK(crm_follow_up_get(db, f.id, &f));
	assert_int_equal(f.due.value, SUNDAY + 3);
	assert_int_equal(f.wanted.value, SUNDAY);
	f.due.value = SUNDAY + 9;
	OK(crm_follow_up_set(db, &f));
	OK(crm_follow_up_get(db, f.id, &f));
	assert_int_equal(f.wanted.value, SUNDAY);
	f.until = (struct crm_int)CRM_SET(SUNDAY);
	OK(crm_follow_up_set(db, &f));
	OK(crm_follow_up_get(db, f.id, &f));
	assert_false(f.wanted.set);
	crm_follow_up_clear(&f);
}

static void
nothing_is_moved_into_the_past_or_after_it_is_done(void **state)
{
	crm *db = *state;
	struct crm_follow_up f = a_plan(db, SUNDAY, NULL);

	f.until = (struct crm_int)CRM_SET(SUNDAY - 1);
	assert_int_equal(crm_follow_up_set(db, &f), CRM_INVALID);
	f.until = (struct crm_int){ 0 };
	free(f.status);
	f.status = strdup("done");
	OK(crm_follow_up_set(db, &f));
	f.until = (struct crm_int)CRM_SET(SUNDAY + 1);
	assert_int_equal(crm_follow_up_set(db, &f), CRM_INVALID);
	assert_non_null(strstr(crm_message(db), "it is done already"));
	crm_follow_up_clear(&f);
}

/* --- again and again ------------------------------------------------------------------------ */

/* Drop a row on the day of the database; the day on which it comes again, 0 if it does not. */
static int64_t
again(crm *db, int64_t *id)
{
	struct crm_follow_up f = { 0 };
	struct crm_int next, due = { 0 };

	OK(crm_follow_up_get(db, *id, &f));
	free(f.status);
	f.status = strdup("dropped");
	OK(crm_follow_up_set(db, &f));
	OK(db_number(db, &next, SQL("SELECT id FROM follow_up WHERE planned = 1 AND status = 'open'"
	                            " AND customer_id = ?1"), V(f.customer)));
	if (next.set)
		OK(db_number(db, &due, SQL("SELECT due FROM follow_up WHERE id = ?1"), V(next.value)));
	*id = next.value;
	crm_follow_up_clear(&f);
	return due.value;
}

static int64_t
day(int year, int month, int day_of_month)
{
	return crm_date_day((struct crm_date){ year, month, day_of_month });
}

static void
what_comes_on_the_31st_comes_on_the_last_day_of_shorter_months(void **state)
{
	crm *db = *state;
	struct crm_follow_up f = a_plan(db, day(2027, 1, 31), "1m");
	int64_t id = f.id;

	assert_int_equal(again(db, &id), day(2027, 2, 28));
	assert_int_equal(again(db, &id), day(2027, 3, 31));
	assert_int_equal(again(db, &id), day(2027, 4, 30));
	assert_int_equal(again(db, &id), day(2027, 5, 31));
	crm_follow_up_clear(&f);
}

static void
what_was_missed_is_not_caught_up(void **state)
{
	crm *db = *state;
	struct crm_follow_up f = a_plan(db, SUNDAY, "2w");
	int64_t id = f.id;

	OK(crm_set_now(db, "2027-03-01 12:00", false));
	assert_int_equal(again(db, &id), SUNDAY + 8 * 14);   /* 2027-03-14 */
	crm_follow_up_clear(&f);
}

static void
one_that_was_moved_does_not_move_those_to_come(void **state)
{
	crm *db = *state;
	struct crm_follow_up f = a_plan(db, SUNDAY + 2, "1w");
	int64_t id = f.id;

	f.until = (struct crm_int)CRM_SET(SUNDAY + 5);
	OK(crm_follow_up_set(db, &f));
	assert_int_equal(again(db, &id), SUNDAY + 9);
	crm_follow_up_clear(&f);
}

static void
without_a_period_it_does_not_come_again(void **state)
{
	crm *db = *state;
	struct crm_follow_up f = a_plan(db, SUNDAY, NULL);
	int64_t id = f.id;

	assert_int_equal(again(db, &id), 0);
	crm_follow_up_clear(&f);
}

static void
there_is_one_of_a_series_at_a_time(void **state)
{
	crm *db = *state;
	struct crm_follow_up f = a_plan(db, SUNDAY, "1w");
	struct crm_int n;
	int64_t id = f.id;

	again(db, &id);
	OK(crm_follow_up_get(db, f.id, &f));
	free(f.status);
	f.status = strdup("open");
	OK(crm_follow_up_set(db, &f));
	free(f.status);
	f.status = strdup("done");
	OK(crm_follow_up_set(db, &f));
	OK(db_number(db, &n, SQL("SELECT COUNT(*) FROM follow_up WHERE planned = 1 AND status = 'open'")));
	assert_int_equal(n.value, 1);
	crm_follow_up_clear(&f);
}

static void
a_contact_that_closes_it_plans_the_next(void **state)
{
	crm *db = *state;
	struct crm_follow_up f = a_plan(db, SUNDAY, "1w");
	struct crm_interaction i = { .customer = f.customer };
	struct crm_int due;

	OK(crm_interaction_add(db, &i));
	OK(db_number(db, &due, SQL("SELECT due FROM follow_up WHERE planned = 1 AND status = 'open'")));
	assert_int_equal(due.value, SUNDAY + 7);
	/* and it stands before what the rules ask for later */
	OK(db_number(db, &due, SQL("SELECT COUNT(*) FROM follow_up WHERE planned = 0 AND status = 'open'")));
	assert_int_equal(due.value, 0);
	crm_interaction_clear(&i);
	crm_follow_up_clear(&f);
}

/* --- doing ---------------------------------------------------------------------------------- */

static void
what_is_done_is_recorded_as_it_was_planned(void **state)
{
	crm *db = *state;
	struct crm_follow_up f = { .customer = database_customer(db, "Ada"), .due = CRM_SET(SUNDAY + 5),
	                           .channel = strdup("visit"), .goal = strdup("bring the list") };
	struct crm_interaction i = { .result = strdup("ordered") };

	OK(crm_follow_up_add(db, &f));
	i.follow_up = f.id;
	OK(crm_follow_up_done(db, &i));
	assert_string_equal(i.channel, "visit");
	assert_string_equal(i.subject, "bring the list");
	OK(crm_follow_up_get(db, f.id, &f));
	assert_string_equal(f.status, "done");
	assert_string_equal(f.result, "ordered");
	assert_int_equal(f.interaction, i.id);
	crm_interaction_clear(&i);
	crm_follow_up_clear(&f);
}

static void
what_is_done_is_not_done_again(void **state)
{
	crm *db = *state;
	struct crm_follow_up f = a_plan(db, SUNDAY, NULL);
	struct crm_interaction i = { .follow_up = f.id }, other = { .follow_up = f.id };

	OK(crm_follow_up_done(db, &i));
	assert_int_equal(crm_follow_up_done(db, &other), CRM_INVALID);
	assert_non_null(strstr(crm_message(db), "is done already, by I"));
	crm_interaction_clear(&i);
	crm_interaction_clear(&other);
	crm_follow_up_clear(&f);
}

static void
an_attempt_is_recorded_and_does_nothing_that_is_asked_for(void **state)
{
	crm *db = *state;
	struct crm_interaction i = { .outcome = strdup("no_answer") };
	int64_t ada = database_customer(db, "Ada");
	struct crm_int id, n;

	OK(db_number(db, &id, SQL("SELECT id FROM follow_up WHERE customer_id = ?1"), V(ada)));
	i.follow_up = id.value;
	OK(crm_follow_up_done(db, &i));
	OK(db_number(db, &n, SQL("SELECT COUNT(*) FROM interaction WHERE follow_up_id = ?1"),
	             V(id.value)));
	assert_int_equal(n.value, 1);
	OK(db_number(db, &n, SQL("SELECT COUNT(*) FROM follow_up WHERE id = ?1 AND status = 'open'"),
	             V(id.value)));
	assert_int_equal(n.value, 1);
	crm_interaction_clear(&i);
}

static void
a_channel_that_is_no_contact_does_a_plan_and_no_cadence(void **state)
{
	crm *db = *state;
	struct crm_interaction i = { .channel = strdup("newsletter") };
	struct crm_follow_up plan = { .customer = database_customer(db, "Ada"), .due = CRM_SET(20800) };
	struct crm_int id, n;

	OK(db_number(db, &id, SQL("SELECT id FROM follow_up WHERE customer_id = ?1"), V(plan.customer)));
	OK(crm_follow_up_add(db, &plan));
	i.follow_up = id.value;
	assert_int_equal(crm_follow_up_done(db, &i), CRM_INVALID);
	assert_non_null(strstr(crm_message(db), "nobody was reached"));
	OK(db_number(db, &n, SQL("SELECT COUNT(*) FROM interaction")));
	assert_int_equal(n.value, 0);   /* and nothing was recorded */
	i.follow_up = plan.id;
	OK(crm_follow_up_done(db, &i));
	crm_follow_up_clear(&plan);
	OK(crm_follow_up_get(db, i.follow_up, &plan));
	assert_string_equal(plan.status, "done");
	crm_follow_up_clear(&plan);
	crm_interaction_clear(&i);
}

static void
a_contact_does_another_follow_up_of_its_customer_too(void **state)
{
	crm *db = *state;
	int64_t ada = database_customer(db, "Ada");
	struct crm_follow_up a = { .customer = ada, .due = CRM_SET(20779) };
	struct crm_follow_up b = { .customer = ada, .due = CRM_SET(20800), .purpose = strdup("promise") };
	struct crm_follow_up c = { .customer = database_customer(db, "Bob"), .due = CRM_SET(20779) };
	struct crm_interaction i = { 0 };

	OK(crm_follow_up_add(db, &a));
	OK(crm_follow_up_add(db, &b));
	OK(crm_follow_up_add(db, &c));
	i.follow_up = a.id;
	OK(crm_follow_up_done(db, &i));
	OK(crm_interaction_answer(db, i.id, b.id, NULL));   /* a promise is not answered by the way */
	OK(crm_follow_up_get(db, b.id, &b));
	assert_string_equal(b.status, "open");
	OK(crm_follow_up_done_by(db, b.id, i.id, "sent"));
	OK(crm_follow_up_get(db, b.id, &b));
	assert_string_equal(b.status, "done");
	assert_string_equal(b.result, "sent");
	assert_int_equal(b.interaction, i.id);
	assert_int_equal(b.closed.value, 20779);
	assert_int_equal(crm_follow_up_done_by(db, c.id, i.id, NULL), CRM_INVALID);
	assert_non_null(strstr(crm_message(db), "is about C"));
	assert_int_equal(crm_follow_up_done_by(db, 999, i.id, NULL), CRM_NOT_FOUND);
	assert_int_equal(crm_follow_up_done_by(db, c.id, 999, NULL), CRM_NOT_FOUND);
	OK(crm_follow_up_get(db, c.id, &c));
	assert_string_equal(c.status, "open");
	crm_follow_up_clear(&a);
	crm_follow_up_clear(&b);
	crm_follow_up_clear(&c);
	crm_interaction_clear(&i);
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
		DATABASE_TEST(what_is_moved_keeps_the_day_it_was_wanted),
		DATABASE_TEST(nothing_is_moved_into_the_past_or_after_it_is_done),
		DATABASE_TEST(what_comes_on_the_31st_comes_on_the_last_day_of_shorter_months),
		DATABASE_TEST(what_was_missed_is_not_caught_up),
		DATABASE_TEST(one_that_was_moved_does_not_move_those_to_come),
		DATABASE_TEST(without_a_period_it_does_not_come_again),
		DATABASE_TEST(there_is_one_of_a_series_at_a_time),
		DATABASE_TEST(a_contact_that_closes_it_plans_the_next),
		DATABASE_TEST(what_is_done_is_recorded_as_it_was_planned),
		DATABASE_TEST(what_is_done_is_not_done_again),
		DATABASE_TEST(an_attempt_is_recorded_and_does_nothing_that_is_asked_for),
		DATABASE_TEST(a_channel_that_is_no_contact_does_a_plan_and_no_cadence),
		DATABASE_TEST(a_contact_does_another_follow_up_of_its_customer_too),
	};

	return cmocka_run_group_tests_name("follow_up", tests, NULL, NULL);
}
