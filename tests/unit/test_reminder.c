/*
 * test_reminder.c - who is told of what, once a rung, whatever is interrupted.
 */
#include "database.h"

#include "follow_up.h"
#include "reminder.h"

/* A plan of amy's that is due on a day, for a new customer. */
static int64_t
plan(crm *db, const char *name, int64_t due, const char *owner)
{
	struct crm_follow_up f = { .customer = database_customer(db, name), .due = CRM_SET(due),
	                           .goal = strdup("send the quote") };
	int64_t id;

	f.owner = owner ? strdup(owner) : NULL;
	OK(crm_follow_up_add(db, &f));
	id = f.id;
	crm_follow_up_clear(&f);
	return id;
}

static int64_t
today(crm *db)
{
	return crm_clock_today(&crm_context(db)->clock);
}

static int64_t
prepare(crm *db, const char *way)
{
	int64_t unowned;

	OK(crm_reminder_prepare(db, way, &unowned));
	return unowned;
}

/* How many digests are to be sent; the first of them is left in *first. */
static size_t
pending(crm *db, const char *way, bool interrupted, struct crm_digest *first)
{
	struct crm_digest digest = { 0 };
	size_t n = 0;
	int error;

	crm_digest_clear(first);
	while (!(error = crm_digest_next(db, way, digest.id, interrupted, &digest)))
		if (!n++) {
			*first = digest;
			digest = (struct crm_digest){ .id = first->id };
		}
	assert_int_equal(error, CRM_NOT_FOUND);
	return n;
}

static void
what_is_due_is_told_to_its_owner_once(void **state)
{
	crm *db = *state;
	struct crm_digest digest = { 0 };
	int64_t first = plan(db, "陳美", today(db) - 1, "amy");
	int64_t second = plan(db, "Ada", today(db), "amy");

	plan(db, "Bob", today(db) + 1, "amy");
	assert_int_equal(prepare(db, "mail"), 0);
	assert_int_equal(pending(db, "mail", false, &digest), 1);
	assert_string_equal(digest.recipient, "amy");
	assert_string_equal(digest.about, "amy");
	assert_int_equal(digest.n, 2);
	assert_int_equal(digest.item[0].follow_up, first);
	assert_int_equal(digest.item[1].follow_up, second);
	OK(crm_digest_tried(db, digest.id, true));
	assert_int_equal(prepare(db, "mail"), 0);
	assert_int_equal(pending(db, "mail", false, &digest), 0);
	crm_digest_clear(&digest);
}

static void
each_way_tells_everything_once(void **state)
{
	crm *db = *state;
	struct crm_digest digest = { 0 };

	plan(db, "Ada", today(db), "amy");
	prepare(db, "mail");
	assert_int_equal(pending(db, "mail", false, &digest), 1);
	OK(crm_digest_tried(db, digest.id, true));
	prepare(db, "exec");
	assert_int_equal(pending(db, "exec", false, &digest), 1);
	assert_int_equal(pending(db, "mail", false, &digest), 0);
	crm_digest_clear(&digest);
}

static void
an_interrupted_digest_comes_again_under_its_number(void **state)
{
	crm *db = *state;
	struct crm_digest digest = { 0 }, again = { 0 };

	plan(db, "Ada", today(db), "amy");
	prepare(db, "mail");
	assert_int_equal(pending(db, "mail", true, &digest), 1);
	plan(db, "Bob", today(db), "amy");
	prepare(db, "mail");
	assert_int_equal(pending(db, "mail", true, &again), 2);
	assert_int_equal(again.id, digest.id);
	assert_int_equal(again.n, 1);   /* what came up later is in another one */
	crm_digest_clear(&digest);
	crm_digest_clear(&again);
}

static void
what_failed_is_joined_by_what_comes_later(void **state)
{
	crm *db = *state;
	struct crm_digest digest = { 0 };

	plan(db, "Ada", today(db), "amy");
	prepare(db, "mail");
	assert_int_equal(pending(db, "mail", false, &digest), 1);
	OK(crm_digest_tried(db, digest.id, false));
	assert_int_equal(pending(db, "mail", true, &digest), 0);
	plan(db, "Bob", today(db), "amy");
	prepare(db, "mail");
	assert_int_equal(pending(db, "mail", false, &digest), 1);
	assert_int_equal(digest.n, 2);
	crm_digest_clear(&digest);
}

static void
what_was_done_meanwhile_is_not_told(void **state)
{
	crm *db = *state;
	struct crm_digest digest = { 0 };
	AUTO(crm_follow_up) f = { 0 };
	int64_t id = plan(db, "Ada", today(db), "amy");

	prepare(db, "mail");
	OK(crm_follow_up_get(db, id, &f));
	free(f.status);
	f.status = strdup("done");
	OK(crm_follow_up_set(db, &f));
	assert_int_equal(pending(db, "mail", false, &digest), 1);
	assert_int_equal(digest.n, 0);
	crm_digest_clear(&digest);
}

static void
another_day_is_another_matter(void **state)
{
	crm *db = *state;
	struct crm_digest digest = { 0 };
	AUTO(crm_follow_up) f = { 0 };
	int64_t id = plan(db, "Ada", today(db), "amy");

	prepare(db, "mail");
	assert_int_equal(pending(db, "mail", false, &digest), 1);
	OK(crm_digest_tried(db, digest.id, true));
	OK(crm_follow_up_get(db, id, &f));
	f.due.value += 2;
	OK(crm_follow_up_set(db, &f));
	prepare(db, "mail");
	assert_int_equal(pending(db, "mail", false, &digest), 0);
	OK(crm_set_now(db, "2026-11-24 12:00", false));
	prepare(db, "mail");
	assert_int_equal(pending(db, "mail", false, &digest), 1);
	crm_digest_clear(&digest);
}

static void
what_is_nobodys_is_counted(void **state)
{
	crm *db = *state;
	struct crm_digest digest = { 0 };

	plan(db, "Ada", today(db), NULL);
	assert_int_equal(prepare(db, "mail"), 1);
	assert_int_equal(pending(db, "mail", false, &digest), 0);
}

static void
the_last_run_is_remembered(void **state)
{
	crm *db = *state;
	struct crm_reminder_run run = { "mail", 100, 101, 3, 1 }, found;

	assert_int_equal(crm_reminder_last(db, NULL, &found), CRM_NOT_FOUND);
	OK(crm_reminder_ran(db, &run));
	run = (struct crm_reminder_run){ "exec", 200, 201, 0, 0 };
	OK(crm_reminder_ran(db, &run));
	OK(crm_reminder_last(db, "mail", &found));
	assert_int_equal(found.began, 100);
	assert_int_equal(found.failed, 1);
	OK(crm_reminder_last(db, NULL, &found));
	assert_int_equal(found.began, 200);
	assert_string_equal(found.way, "exec");
}

static void
a_database_keeps_its_uid(void **state)
{
	crm *db = *state;
	char *uid, *again;

	OK(crm_database_uid(db, &uid));
	OK(crm_database_uid(db, &again));
	assert_int_equal(strlen(uid), 32);
	assert_string_equal(uid, again);
	free(uid);
	free(again);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DATABASE_TEST(what_is_due_is_told_to_its_owner_once),
		DATABASE_TEST(each_way_tells_everything_once),
		DATABASE_TEST(an_interrupted_digest_comes_again_under_its_number),
		DATABASE_TEST(what_failed_is_joined_by_what_comes_later),
		DATABASE_TEST(what_was_done_meanwhile_is_not_told),
		DATABASE_TEST(another_day_is_another_matter),
		DATABASE_TEST(what_is_nobodys_is_counted),
		DATABASE_TEST(the_last_run_is_remembered),
		DATABASE_TEST(a_database_keeps_its_uid),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
