/* What promise.h promises, and what interaction.h does of promises. */
#include <math.h>
#include <stdio.h>

#include "database.h"
#include "db.h"
#include "follow_up.h"
#include "interaction.h"
#include "promise.h"
#include "select.h"

enum { SUNDAY = 20779 };   /* 2026-11-22, the day of the database */

/* Promise something by so many days from today; the id of the follow-up. */
static int64_t
promise(crm *db, int64_t customer, const char *who, int64_t by)
{
	struct crm_interaction i = { .customer = customer, .who = strdup(who), .promise = strdup("send quote"),
	                             .by = CRM_SET(SUNDAY + by) };
	struct crm_int id;
	char anchor[CRM_SCRATCH];

	OK(crm_interaction_add(db, &i));
	crm_id_format('I', i.id, anchor);
	OK(db_number(db, &id, SQL("SELECT id FROM follow_up WHERE anchor = ?1 AND purpose = 'promise'"), V(anchor)));
	crm_interaction_clear(&i);
	return id.value;
}

static void
is(crm *db, int64_t id, const char *status)
{
	struct crm_follow_up f = { 0 };

	OK(crm_follow_up_get(db, id, &f));
	assert_string_equal(f.status, status);
	crm_follow_up_clear(&f);
}

static void
a_promise_is_a_plan_of_whoever_made_it(void **state)
{
	crm *db = *state;
	struct crm_follow_up f = { 0 };
	int64_t ada = database_customer(db, "Ada");

	OK(crm_follow_up_get(db, promise(db, ada, "bob", 3), &f));
	assert_int_equal(f.customer, ada);
	assert_string_equal(f.purpose, "promise");
	assert_string_equal(f.rule, "promise");
	assert_string_equal(f.owner, "bob");
	assert_string_equal(f.goal, "send quote");
	assert_int_equal(f.due.value, SUNDAY + 3);
	assert_int_equal(f.made.value, SUNDAY);
	assert_int_equal(f.planned.value, 1);
	assert_int_equal(f.anchor[0], 'I');
	crm_follow_up_clear(&f);
}

static void
a_promise_wants_a_day_and_a_day_a_promise(void **state)
{
	crm *db = *state;
	struct crm_interaction i = { .customer = database_customer(db, "Ada"), .promise = strdup("send quote") };

	assert_int_equal(crm_interaction_add(db, &i), CRM_INVALID);
	assert_non_null(strstr(crm_message(db), "promise: until when?"));
	i.by = (struct crm_int)CRM_SET(SUNDAY - 1);
	assert_int_equal(crm_interaction_add(db, &i), CRM_INVALID);
	assert_non_null(strstr(crm_message(db), "by: that day is past"));
	free(i.promise);
	i.promise = NULL;
	i.by.value = SUNDAY;
	assert_int_equal(crm_interaction_add(db, &i), CRM_INVALID);
	assert_non_null(strstr(crm_message(db), "by: what is promised?"));
	crm_interaction_clear(&i);
}

static void
only_its_own_words_close_a_promise(void **state)
{
	crm *db = *state;
	int64_t ada = database_customer(db, "Ada"), id = promise(db, ada, "amy", 1);
	struct crm_interaction i = { .customer = ada, .follow_up = id };

	OK(crm_set_now(db, "2026-11-25 12:00", false));
	OK(crm_interaction_add(db, &i));
	is(db, id, "open");
	OK(crm_promise_close(db, id, true, NULL));
	is(db, id, "done");
	assert_int_equal(crm_promise_close(db, id, false, NULL), CRM_INVALID);
	crm_interaction_clear(&i);
}

static void
a_broken_promise_keeps_its_reason(void **state)
{
	crm *db = *state;
	int64_t id = promise(db, database_customer(db, "Ada"), "amy", 1);
	struct crm_follow_up f = { 0 };

	OK(crm_promise_close(db, id, false, "out of stock"));
	OK(crm_follow_up_get(db, id, &f));
	assert_string_equal(f.status, "dropped");
	assert_string_equal(f.reason, "out of stock");
	assert_int_equal(f.interaction, 0);
	crm_follow_up_clear(&f);
}

/* --- in time or late -------------------------------------------------------------------------- */

/* How a promise stands, such as `kept_late 4'. */
static void
stands(crm *db, int64_t id, const char *how)
{
	const struct crm_type *view;
	crm_rows *rows = crm_select(db, &(struct crm_select){ .type = &crm_follow_up_type,
		.columns = "standing,late", .id = id }, &view);
	void *record = calloc(1, view->size);
	char text[64], standing[CRM_SCRATCH], late[CRM_SCRATCH];

	assert_true(crm_rows_next(rows, record));
	snprintf(text, sizeof text, "%s %s",
	         crm_field_text(&view->fields[0], record, crm_context(db), standing),
	         crm_field_text(&view->fields[1], record, crm_context(db), late));
	assert_string_equal(text, how);
	assert_false(crm_rows_next(rows, record));
	crm_rows_close(rows);
	free(record);
}

static void
a_promise_is_kept_in_time_up_to_the_end_of_its_day(void **state)
{
	crm *db = *state;
	int64_t ada = database_customer(db, "Ada");
	int64_t early = promise(db, ada, "amy", 3), on_its_day = promise(db, ada, "amy", 3);
	int64_t late = promise(db, ada, "amy", 3), open = promise(db, ada, "amy", 3);

	OK(crm_promise_close(db, early, true, NULL));
	OK(crm_set_now(db, "2026-11-25 23:59", false));
	stands(db, open, "open 0");
	OK(crm_promise_close(db, on_its_day, true, NULL));
	OK(crm_set_now(db, "2026-11-26 00:00", false));
	stands(db, open, "late 1");
	OK(crm_promise_close(db, late, true, NULL));
	OK(crm_set_now(db, "2026-12-05", true));
	stands(db, early, "kept 0");
	stands(db, on_its_day, "kept 0");
	stands(db, late, "kept_late 1");
	stands(db, open, "late 10");
}

static void
what_a_contact_keeps_is_kept_on_the_day_of_the_contact(void **state)
{
	crm *db = *state;
	int64_t id = promise(db, database_customer(db, "Ada"), "amy", 1);
	struct crm_interaction i = { .follow_up = id, .when = CRM_SET((SUNDAY + 5) * 86400) };

	OK(crm_set_now(db, "2026-12-20", false));
	OK(crm_follow_up_done(db, &i));
	stands(db, id, "kept_late 4");
	i.when.value = (SUNDAY + 1) * 86400 + 57540;   /* 23:59 in Taipei */
	OK(crm_interaction_set(db, &i));
	stands(db, id, "kept 0");
	i.when.value += 60;
	OK(crm_interaction_set(db, &i));
	stands(db, id, "kept_late 1");
	crm_interaction_clear(&i);
}

static void
a_contact_that_keeps_a_promise_no_longer_leaves_it_open(void **state)
{
	crm *db = *state;
	int64_t id = promise(db, database_customer(db, "Ada"), "amy", 1);
	struct crm_interaction i = { .follow_up = id };

	OK(crm_follow_up_done(db, &i));
	stands(db, id, "kept 0");
	i.follow_up = 0;
	OK(crm_interaction_set(db, &i));
	stands(db, id, "open 0");
	crm_interaction_clear(&i);
}

static void
the_day_of_closing_can_be_said_of_what_is_closed(void **state)
{
	crm *db = *state;
	int64_t id = promise(db, database_customer(db, "Ada"), "amy", 1);
	struct crm_follow_up f = { 0 };

	OK(crm_follow_up_get(db, id, &f));
	f.closed = (struct crm_int)CRM_SET(SUNDAY);
	assert_int_equal(crm_follow_up_set(db, &f), CRM_INVALID);
	assert_string_equal(crm_message(db), "closed: it is open; status=done closes it");
	OK(crm_set_now(db, "2026-12-01", false));
	OK(crm_promise_close(db, id, true, NULL));
	stands(db, id, "kept_late 8");
	OK(crm_follow_up_get(db, id, &f));
	f.closed.value = SUNDAY + 1;
	OK(crm_follow_up_set(db, &f));
	stands(db, id, "kept 0");
	free(f.status);
	f.status = strdup("open");
	OK(crm_follow_up_set(db, &f));
	OK(crm_follow_up_get(db, id, &f));
	assert_false(f.closed.set);
	stands(db, id, "late 8");
	crm_follow_up_clear(&f);
}

static void
a_plan_is_no_promise(void **state)
{
	crm *db = *state;
	struct crm_follow_up f = { .customer = database_customer(db, "Ada"), .due = CRM_SET(SUNDAY) };

	OK(crm_follow_up_add(db, &f));
	assert_int_equal(crm_promise_close(db, f.id, true, NULL), CRM_INVALID);
	assert_non_null(strstr(crm_message(db), "is no promise"));
	assert_int_equal(crm_promise_close(db, 999, true, NULL), CRM_NOT_FOUND);
	crm_follow_up_clear(&f);
}

/* --- counting ------------------------------------------------------------------------------- */

static struct crm_query *
promises(crm *db)
{
	struct crm_query *query;
	struct crm_fault why;

	assert_int_equal(crm_query_parse(&query, &crm_follow_up_type, "purpose=promise", crm_context(db), &why), 0);
	return query;
}

static void
promises_are_counted_by_how_they_stand(void **state)
{
	crm *db = *state;
	int64_t ada = database_customer(db, "Ada"), bob = database_customer(db, "Bob");
	struct crm_query *query = promises(db);
	struct crm_promise_tally *tally;
	int64_t kept_late;
	size_t n;

	OK(crm_promise_close(db, promise(db, ada, "amy", 1), true, NULL));
	OK(crm_promise_close(db, promise(db, bob, "amy", 1), false, NULL));
	promise(db, ada, "amy", 1);
	promise(db, ada, "amy", 30);
	promise(db, bob, "zoe", 30);
	kept_late = promise(db, bob, "amy", 1);
	OK(crm_set_now(db, "2026-11-30", true));
	OK(crm_promise_close(db, kept_late, true, NULL));
	OK(crm_promises_tally(db, query, "owner", NULL, -1, &tally, &n));
	assert_int_equal(n, 2);
	assert_string_equal(tally[0].group, "amy");
	assert_int_equal(tally[0].n.value, 5);
	assert_int_equal(tally[0].kept.value, 1);
	assert_int_equal(tally[0].kept_late.value, 1);
	assert_int_equal(tally[0].broken.value, 1);
	assert_int_equal(tally[0].late.value, 1);
	assert_int_equal(tally[0].open.value, 1);
	/* Wilson for 1 of 4, by hand: (p + z2/2n -+ z sqrt(p(1-p)/n + z2/4n2)) / (1 + z2/n) */
	assert_true(fabs(tally[0].value.value - 1.0 / 4) < 1e-12);
	assert_true(fabs(tally[0].lo.value - 0.0456) < 5e-5);
	assert_true(fabs(tally[0].hi.value - 0.6994) < 5e-5);
	assert_string_equal(tally[1].group, "zoe");
	assert_int_equal(tally[1].open.value, 1);
	assert_false(tally[1].value.set);
	crm_promise_tally_free(tally, n);
	crm_query_free(query);
}

static void
only_these_customers_promises_are_counted(void **state)
{
	crm *db = *state;
	int64_t ada = database_customer(db, "Ada"), bob = database_customer(db, "Bob");
	const int64_t chosen[] = { bob, ada };
	struct crm_query *query = promises(db);
	struct crm_promise_tally *tally;
	size_t n;

	promise(db, ada, "amy", 1);
	promise(db, bob, "amy", 1);
	promise(db, database_customer(db, "Cat"), "amy", 1);
	OK(crm_promises_tally(db, query, "customer.name", chosen, 2, &tally, &n));
	assert_int_equal(n, 2);
	assert_string_equal(tally[0].group, "Bob");
	crm_promise_tally_free(tally, n);
	OK(crm_promises_tally(db, query, "owner", chosen, 2, &tally, &n));
	assert_int_equal(n, 1);
	assert_int_equal(tally[0].n.value, 2);
	crm_promise_tally_free(tally, n);
	OK(crm_promises_tally(db, query, "owner", NULL, 0, &tally, &n));
	assert_int_equal(n, 0);
	crm_promise_tally_free(tally, n);
	OK(crm_promises_tally(db, query, "tier", NULL, -1, &tally, &n));
	assert_string_equal(tally[0].group, "ordinary");
	crm_promise_tally_free(tally, n);
	crm_query_free(query);
}

static void
what_is_no_field_counts_nothing(void **state)
{
	crm *db = *state;
	struct crm_promise_tally *tally;
	char longest[400];
	size_t n;

	memset(longest, 'a', sizeof longest - 1);
	longest[sizeof longest - 1] = '\0';
	assert_int_equal(crm_promises_tally(db, NULL, "nobody", NULL, -1, &tally, &n), CRM_INVALID);
	assert_int_equal(crm_promises_tally(db, NULL, "owner,goal", NULL, -1, &tally, &n), CRM_INVALID);
	assert_int_equal(crm_promises_tally(db, NULL, longest, NULL, -1, &tally, &n), CRM_INVALID);
	assert_null(tally);
	assert_int_equal(n, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DATABASE_TEST(a_promise_is_a_plan_of_whoever_made_it),
		DATABASE_TEST(a_promise_wants_a_day_and_a_day_a_promise),
		DATABASE_TEST(only_its_own_words_close_a_promise),
		DATABASE_TEST(a_broken_promise_keeps_its_reason),
		DATABASE_TEST(a_promise_is_kept_in_time_up_to_the_end_of_its_day),
		DATABASE_TEST(what_a_contact_keeps_is_kept_on_the_day_of_the_contact),
		DATABASE_TEST(a_contact_that_keeps_a_promise_no_longer_leaves_it_open),
		DATABASE_TEST(the_day_of_closing_can_be_said_of_what_is_closed),
		DATABASE_TEST(a_plan_is_no_promise),
		DATABASE_TEST(promises_are_counted_by_how_they_stand),
		DATABASE_TEST(only_these_customers_promises_are_counted),
		DATABASE_TEST(what_is_no_field_counts_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
