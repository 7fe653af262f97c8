/*
 * test_reminder.c - who is told of what, once a rung, whatever is interrupted.
 */
#include "database.h"

#include <stdio.h>

#include "follow_up.h"
#include "reminder.h"
#include "select.h"
#include "sop_store.h"

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

#define STAFF(name) "[staff " #name "]\nmail = " #name "@example.com\n"

static void
load(crm *db, const char *text)
{
	struct crm_sop_file file = { "p.sop", (char *)text, NULL };
	struct crm_sop_loaded loaded;
	struct crm_sop_faults faults = { 0 };

	OK(crm_sop_load(db, &file, &faults, &loaded));
	crm_sop_faults_clear(&faults);
}

/*
 * What a run on that day tells by mail, all of it delivered: digests by id, as `amy: F1 F2/2
 * (F3)', a copy as `cat about amy: F1/2', rungs above the first behind the slash, an asterisk
 * where it was told before, names of who is stood in for in brackets, `-' for nobody.
 */
static const char *
day(crm *db, const char *now)
{
	static char text[4096];
	struct crm_digest d = { 0 };
	FILE *out = fmemopen(text, sizeof text, "w");
	int error;

	assert_non_null(out);
	*text = '\0';
	OK(crm_set_now(db, now, false));
	prepare(db, "mail");
	while (!(error = crm_digest_next(db, "mail", d.id, false, &d))) {
		fprintf(out, "%s", d.recipient);
		if (strcmp(d.recipient, d.about) != 0)
			fprintf(out, " about %s", d.about);
		for (size_t i = 0; i < d.n; i++) {
			fprintf(out, "%sF%d", i ? " " : ": ", (int)d.item[i].follow_up);
			if (d.item[i].rung)
				fprintf(out, "/%d", (int)d.item[i].rung);
			fputs(d.item[i].again ? "*" : "", out);
			if (d.item[i].whose)
				fprintf(out, "(%s)", *d.item[i].whose ? d.item[i].whose : "-");
		}
		fputc('\n', out);
		OK(crm_digest_tried(db, d.id, true));
	}
	assert_int_equal(error, CRM_NOT_FOUND);
	assert_int_equal(fclose(out), 0);
	return text;
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
a_deputy_is_told_once_of_what_is_taken_over_and_who_comes_back_likewise(void **state)
{
	crm *db = *state;

	load(db, STAFF(amy) "login = wang\nmanager = cat\ndeputy = bob\n"
	         "away = 2026-11-24..2026-11-26\n" STAFF(bob) "manager = dan\n" STAFF(cat) STAFF(dan)
	         "[late]\nremind = 3d\ncopy = 5d\n");
	plan(db, "陳美", today(db), "amy");
	plan(db, "Ada", today(db) + 2, "wang");   /* her login is another word for her */
	plan(db, "Bob", today(db) + 1, "bob");
	assert_string_equal(day(db, "2026-11-22"), "amy: F1\n");
	assert_string_equal(day(db, "2026-11-23"), "bob: F3\n");
	assert_string_equal(day(db, "2026-11-24"), "bob: F1(amy) F2(amy)\n");
	assert_string_equal(day(db, "2026-11-24"), "");
	assert_string_equal(day(db, "2026-11-25"), "bob: F1/1*(amy)\n");
	assert_string_equal(day(db, "2026-11-26"), "bob: F3/1*\n");
	/* Back: F1 has reached a rung meanwhile, of F2 the deputy was told and she was not. */
	assert_string_equal(day(db, "2026-11-27"), "amy: F1/2* F2/1\ncat about amy: F1/2\n"
	                    "bob about amy: F1/2*\n");
	assert_string_equal(day(db, "2026-11-27"), "");
}

static void
who_is_away_is_answered_for_by_the_own_manager(void **state)
{
	crm *db = *state;

	load(db, STAFF(amy) "manager = cat\ndeputy = bob\naway = 2026-11-24..2026-12-26\n"
	         STAFF(bob) "manager = dan\n" STAFF(cat) STAFF(dan) "[late]\ncopy = 5d\n");
	plan(db, "陳美", today(db), "amy");
	assert_string_equal(day(db, "2026-11-22"), "amy: F1\n");
	assert_string_equal(day(db, "2026-11-27"), "bob: F1/2(amy)\ncat about amy: F1/2\n");
	assert_string_equal(day(db, "2026-11-28"), "");
}

static void
a_new_owner_is_told_of_what_the_old_one_was_told(void **state)
{
	crm *db = *state;
	AUTO(crm_follow_up) f = { 0 };
	int64_t id;

	load(db, STAFF(amy) STAFF(bob));
	id = plan(db, "Ada", today(db), "amy");
	assert_string_equal(day(db, "2026-11-22"), "amy: F1\n");
	OK(crm_follow_up_get(db, id, &f));
	memcpy(f.owner, "bob", 3);
	OK(crm_follow_up_set(db, &f));
	assert_string_equal(day(db, "2026-11-22"), "bob: F1\n");
	assert_string_equal(day(db, "2026-11-23"), "");
}

static void
what_comes_back_to_the_pool_is_told_to_its_keeper_once(void **state)
{
	crm *db = *state;
	AUTO(crm_customer) c = { 0 };
	struct crm_follow_up f = { .due = CRM_SET(today(db)), .goal = strdup("quote") };

	load(db, "[sop]\npool = cat\n" STAFF(amy) STAFF(cat) "deputy = bob\n"
	         "away = 2026-12-01..2026-12-02\n" STAFF(bob) "[late]\nrelease = 7d\n");
	f.customer = database_customer(db, "Ada");
	OK(crm_customer_get(db, f.customer, &c));
	c.owner = strdup("amy");
	OK(crm_customer_set(db, &c));
	OK(crm_follow_up_add(db, &f));
	crm_follow_up_clear(&f);
	assert_string_equal(day(db, "2026-11-22"), "amy: F1\n");
	assert_string_equal(day(db, "2026-11-29"), "amy: F1/3*\ncat about amy: F1/3\n");
	assert_string_equal(day(db, "2026-11-30"), "");
	assert_string_equal(day(db, "2026-12-01"), "bob: F1/3(-)\n");
	assert_string_equal(day(db, "2026-12-02"), "");
	assert_string_equal(day(db, "2026-12-03"), "cat: F1/3*(-)\n");
	assert_string_equal(day(db, "2026-12-04"), "");
}

static void
the_first_that_is_told_of_what_is_late_is_not_told_again(void **state)
{
	crm *db = *state;
	struct crm_digest digest = { 0 };

	load(db, STAFF(amy) "[late]\nremind = 3d\n");
	plan(db, "Ada", today(db) - 4, "amy");
	assert_string_equal(day(db, "2026-11-22"), "amy: F1/1\n");
	plan(db, "Bob", today(db), "amy");
	assert_string_equal(day(db, "2026-11-22"), "amy: F2\n");
	assert_string_equal(day(db, "2026-11-25"), "amy: F2/1*\n");
	/* What failed has told nobody. */
	plan(db, "Cat", today(db), "amy");
	prepare(db, "mail");
	assert_int_equal(pending(db, "mail", false, &digest), 1);
	OK(crm_digest_tried(db, digest.id, false));
	crm_digest_clear(&digest);
	assert_string_equal(day(db, "2026-11-29"), "amy: F3/1\n");
}

static int64_t
follow_ups(crm *db, int64_t customer)
{
	struct crm_select want = { .type = &crm_follow_up_type, .customer = customer };
	int64_t n;

	OK(crm_count(db, &want, &n));
	return n;
}

static void
set_relationship(crm *db, int64_t customer, const char *relationship)
{
	AUTO(crm_customer) c = { 0 };

	OK(crm_customer_get(db, customer, &c));
	free(c.relationship);
	c.relationship = relationship ? strdup(relationship) : NULL;
	OK(crm_customer_set(db, &c));
}

static void
what_was_told_is_still_that_when_it_is_asked_for_again(void **state)
{
	crm *db = *state;
	AUTO(crm_customer) c = { .name = strdup("Ada"), .owner = strdup("amy") };

	load(db, STAFF(amy) "[cadence monthly]\nevery = 1m\nwhen = not relationship=self_service\n");
	OK(crm_customer_add(db, &c));
	assert_string_equal(day(db, "2026-12-22"), "amy: F1\n");
	set_relationship(db, c.id, "self_service");
	assert_string_equal(day(db, "2026-12-23"), "");
	set_relationship(db, c.id, NULL);
	assert_string_equal(day(db, "2026-12-24"), "");
	/* What nobody was told of leaves no trace. */
	database_customer(db, "Bob");
	set_relationship(db, c.id + 1, "self_service");
	assert_int_equal(follow_ups(db, c.id), 1);
	assert_int_equal(follow_ups(db, c.id + 1), 0);
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
		DATABASE_TEST(a_deputy_is_told_once_of_what_is_taken_over_and_who_comes_back_likewise),
		DATABASE_TEST(who_is_away_is_answered_for_by_the_own_manager),
		DATABASE_TEST(a_new_owner_is_told_of_what_the_old_one_was_told),
		DATABASE_TEST(what_comes_back_to_the_pool_is_told_to_its_keeper_once),
		DATABASE_TEST(the_first_that_is_told_of_what_is_late_is_not_told_again),
		DATABASE_TEST(what_was_told_is_still_that_when_it_is_asked_for_again),
		DATABASE_TEST(the_last_run_is_remembered),
		DATABASE_TEST(a_database_keeps_its_uid),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
