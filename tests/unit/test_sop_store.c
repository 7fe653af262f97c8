/* What sop_store.h, sop_diff.h and sop_review.h promise. */
#include "database.h"

#include <inttypes.h>
#include <stdio.h>

#include "db.h"
#include "interaction.h"
#include "operation.h"
#include "order.h"
#include "sop_diff.h"
#include "sop_review.h"
#include "sop_store.h"

#define WEEKLY  "[cadence a]\nevery = 1w\n"
#define MONTHLY "[cadence a]\nevery = 1m\n"

static int
load(crm *db, const char *text, struct crm_sop_loaded *loaded)
{
	const struct crm_sop_file file = { "our.sop", (char *)text, NULL };
	struct crm_sop_faults faults = { 0 };
	int error = crm_sop_load(db, &file, &faults, loaded);

	assert_int_equal(error == CRM_INVALID, faults.n > 0);
	crm_sop_faults_clear(&faults);
	return error;
}

/*
 * Three customers known since 1 November, the third sent a newsletter on the 10th: a contact,
 * unless the procedure says otherwise.
 */
static void
fill(crm *db)
{
	struct crm_interaction i = { .customer = 3, .channel = "newsletter" };

	OK(crm_set_actor(db, "amy", "test"));
	OK(crm_set_now(db, "2026-11-01", false));
	for (int k = 0; k < 3; k++) {
		AUTO(crm_customer) c = { .name = strdup("Mei") };

		OK(crm_customer_add(db, &c));
	}
	OK(crm_set_now(db, "2026-11-10", false));
	i.direction = "out";
	i.who = "amy";
	OK(crm_interaction_add(db, &i));
	OK(crm_set_now(db, "2026-11-22", true));
}

/* The days in November and December on which customers are due: "8 8 8". */
static const char *
due(crm *db)
{
	static char text[200];
	struct db_cursor *rows = db_walk(db, SQL("SELECT due, id FROM follow_up WHERE status = 'open'"
	                                         " ORDER BY customer_id, id"));
	size_t n = 0;

	*text = '\0';
	while (db_step(rows))
		n += (size_t)snprintf(text + n, sizeof text - n, "%s%" PRId64, n ? " " : "",
		                      db_column_int(rows, 0) - crm_date_day((struct crm_date){ 2026, 10, 31 }));
	assert_int_equal(db_done(rows), 0);
	return text;
}

static void
loading_moves_what_is_due_and_undo_brings_it_back(void **state)
{
	struct crm_sop_loaded loaded;
	crm *db = *state;
	int64_t undo;

	fill(db);
	OK(load(db, WEEKLY, &loaded));
	assert_string_equal(due(db), "8 8 17");
	assert_int_equal(loaded.version, 1);
	assert_int_equal(loaded.customers, 3);
	OK(load(db, MONTHLY, &loaded));
	assert_string_equal(due(db), "31 31 40");
	assert_int_equal(loaded.version, 2);
	assert_int_equal(loaded.moved, 3);
	assert_int_equal(loaded.added + loaded.dropped, 0);
	assert_string_equal(crm_sop(db)->source, "our.sop");
	OK(crm_undo(db, 0, &undo));
	assert_string_equal(due(db), "8 8 17");
	assert_string_equal(crm_sop(db)->text, WEEKLY);
	OK(crm_undo(db, undo, &undo));
	assert_string_equal(due(db), "31 31 40");
	assert_string_equal(crm_sop(db)->text, MONTHLY);
}

static void
the_same_again_changes_nothing(void **state)
{
	struct crm_sop_loaded loaded;
	crm *db = *state;

	fill(db);
	OK(load(db, WEEKLY, &loaded));
	OK(load(db, WEEKLY, &loaded));
	assert_int_equal(loaded.version, 0);
	assert_int_equal(crm_last_operation(db), 0);
	OK(load(db, WEEKLY "# said otherwise\n", &loaded));
	assert_int_equal(loaded.version, 2);
	assert_int_equal(loaded.moved + loaded.added + loaded.dropped, 0);
}

static void
rows_come_and_go_with_their_rules(void **state)
{
	struct crm_sop_loaded loaded;
	crm *db = *state;

	fill(db);
	OK(load(db, WEEKLY "when = name=nobody\n", &loaded));
	assert_string_equal(due(db), "");
	assert_int_equal(loaded.dropped, 3);
	OK(load(db, WEEKLY "[cadence b]\nevery = 2w\npurpose = review\n", &loaded));
	assert_string_equal(due(db), "8 15 8 15 17 24");
	assert_int_equal(loaded.added, 6);
}

/* Birthdays are stored for so long ahead that with time there are more of them, and some lapse. */
static void
what_time_alone_has_brought_is_not_counted(void **state)
{
	static const char yearly[] = "[event b]\non = yearly birthday\npurpose = greet\n";
	AUTO(crm_customer) c = { .name = strdup("Mei"), .birthday = CRM_SET(0) };
	struct crm_sop_loaded loaded;
	crm *db = *state;

	fill(db);
	OK(load(db, WEEKLY, &loaded));
	OK(crm_customer_add(db, &c));
	OK(load(db, yearly, &loaded));
	assert_int_equal(loaded.added, 2);
	assert_int_equal(loaded.dropped, 4);
	OK(crm_set_now(db, "2028-11-22", true));
	OK(load(db, "# The same.\n[event b]\non = yearly birthday\npurpose = greet\n", &loaded));
	assert_int_equal(loaded.version, 3);
	assert_int_equal(loaded.moved + loaded.added + loaded.dropped, 0);
	OK(crm_set_now(db, "2028-11-23", true));
	OK(load(db, "[event b]\non = yearly birthday\npurpose = greet\n"
	            "[event c]\non = yearly birthday\npurpose = other\n", &loaded));
	assert_int_equal(loaded.added, 2);
}

static void
what_counts_as_a_contact_is_judged_anew(void **state)
{
	struct crm_sop_loaded loaded;
	crm *db = *state;
	int64_t undo;

	fill(db);
	OK(load(db, "[channel newsletter]\ncontact = no\n" WEEKLY, &loaded));
	assert_string_equal(due(db), "8 8 8");
	OK(load(db, WEEKLY, &loaded));
	assert_string_equal(due(db), "8 8 17");
	OK(crm_undo(db, 0, &undo));
	assert_string_equal(due(db), "8 8 8");
}

/* What became of the follow-ups of an order: "F4 done I1", one a line. */
static const char *
after_order(crm *db)
{
	static char text[300];
	struct db_cursor *rows = db_walk(db,
		SQL("SELECT id, status, COALESCE(interaction_id, 0) FROM follow_up"
		    " WHERE purpose = 'thanks' ORDER BY id"));
	size_t n = 0;

	*text = '\0';
	while (db_step(rows))
		n += (size_t)snprintf(text + n, sizeof text - n, "F%d %s I%d\n", (int)db_column_int(rows, 0),
		                      db_column_text(rows, 1), (int)db_column_int(rows, 2));
	assert_int_equal(db_done(rows), 0);
	return text;
}

#define THANKS "[event c]\non = order\nafter = 2d\npurpose = thanks\n"
#define NOT_CONTACT(what) "[" what "]\ncontact = no\n"

/* An order of customer 1 on the 5th, a mail to that customer on the 10th. */
static void
order_and_write(crm *db)
{
	struct crm_interaction mail = { .customer = 1, .channel = "email", .direction = "out",
	                                .who = "amy" };
	AUTO(crm_order) order = { .customer = 1, .amount = CRM_SET(100) };

	OK(crm_set_now(db, "2026-11-05", false));
	OK(crm_order_add(db, &order));
	OK(crm_set_now(db, "2026-11-10", false));
	OK(crm_interaction_add(db, &mail));
	OK(crm_set_now(db, "2026-11-22", true));
}

static void
what_only_a_mail_had_answered_is_open_again_where_mail_is_no_contact(void **state)
{
	struct crm_sop_loaded loaded;
	crm *db = *state;
	int64_t undo;

	fill(db);
	OK(load(db, THANKS, &loaded));
	order_and_write(db);
	assert_string_equal(after_order(db), "F4 done I2\n");
	OK(load(db, NOT_CONTACT("channel email") THANKS, &loaded));
	assert_string_equal(after_order(db), "F4 open I0\n");
	assert_int_equal(loaded.added, 1);
	assert_int_equal(loaded.moved + loaded.dropped, 0);
	OK(crm_undo(db, 0, &undo));
	assert_string_equal(after_order(db), "F4 done I2\n");
	OK(crm_undo(db, undo, &undo));
	assert_string_equal(after_order(db), "F4 open I0\n");
	OK(load(db, THANKS, &loaded));
	assert_string_equal(after_order(db), "F4 done I2\n");
	assert_int_equal(loaded.dropped, 1);
}

static void
a_later_contact_has_done_what_the_mail_did_not(void **state)
{
	struct crm_interaction call = { .customer = 1, .channel = "phone", .direction = "out",
	                                .who = "amy" };
	struct crm_sop_loaded loaded;
	crm *db = *state;

	fill(db);
	OK(load(db, THANKS, &loaded));
	order_and_write(db);
	OK(crm_interaction_add(db, &call));
	OK(load(db, NOT_CONTACT("channel email") THANKS, &loaded));
	assert_string_equal(after_order(db), "F4 done I3\n");
	assert_int_equal(loaded.added + loaded.moved + loaded.dropped, 0);
}

static void
an_attempt_that_has_become_a_contact_does_what_it_names(void **state)
{
	struct crm_interaction call = { .customer = 1, .channel = "phone", .direction = "in",
	                                .outcome = "busy", .who = "amy", .follow_up = 4 };
	struct crm_sop_loaded loaded;
	crm *db = *state;

	fill(db);
	OK(load(db, NOT_CONTACT("outcome busy") NOT_CONTACT("channel email") THANKS, &loaded));
	order_and_write(db);
	OK(crm_interaction_add(db, &call));
	assert_string_equal(after_order(db), "F4 open I0\n");
	OK(load(db, NOT_CONTACT("channel email") THANKS, &loaded));
	assert_string_equal(after_order(db), "F4 done I3\n");
}

static void
a_promise_is_kept_whatever_is_a_contact(void **state)
{
	struct crm_sop_loaded loaded;
	struct crm_int kept;
	crm *db = *state;

	fill(db);
	OK(load(db, THANKS, &loaded));
	order_and_write(db);
	OK(db_run(db, SQL("UPDATE follow_up SET purpose = 'promise', planned = 1"
	                  " WHERE id = 4")));
	OK(load(db, NOT_CONTACT("channel email") THANKS, &loaded));
	OK(db_number(db, &kept, SQL("SELECT interaction_id FROM follow_up WHERE id = 4"
	                            " AND status = 'done'")));
	assert_int_equal(kept.value, 2);
}

static void
a_procedure_with_faults_is_not_loaded(void **state)
{
	struct crm_sop_loaded loaded;
	crm *db = *state;

	fill(db);
	OK(load(db, WEEKLY, &loaded));
	assert_int_equal(load(db, "[cadence a]\nevery = never\n", &loaded), CRM_INVALID);
	assert_int_equal(load(db, WEEKLY "[cadence b]\nevery = 2w\n", &loaded), CRM_INVALID);
	assert_int_equal(load(db, "", &loaded), CRM_INVALID);
	assert_string_equal(crm_sop(db)->text, WEEKLY);
	assert_string_equal(due(db), "8 8 17");
}

static void
what_is_taken_back_is_not_in_force(void **state)
{
	struct crm_sop_loaded loaded;
	crm *db = *state;

	fill(db);
	OK(load(db, WEEKLY, &loaded));
	OK(crm_begin(db, NULL));
	OK(load(db, MONTHLY, &loaded));
	assert_string_equal(crm_sop(db)->text, MONTHLY);
	assert_int_equal(crm_end(db, CRM_CONFLICT), CRM_CONFLICT);
	assert_string_equal(crm_sop(db)->text, WEEKLY);
	assert_string_equal(due(db), "8 8 17");
}

static void
a_procedure_past_reading_can_be_replaced(void **state)
{
	struct crm_sop_loaded loaded;
	crm *db = *state;

	fill(db);
	OK(load(db, WEEKLY, &loaded));
	OK(db_run(db, SQL("UPDATE sop SET text = '[cadence a]' || text")));
	crm_sop_forget(db);
	assert_null(crm_sop(db));
	assert_non_null(strstr(crm_message(db), "our.sop:"));
	OK(load(db, MONTHLY, &loaded));
	assert_string_equal(due(db), "31 31 40");
}

static void
stand_ins_follow_the_procedure(void **state)
{
	static const char staff[] = WEEKLY
		"[staff lin]\nlogin = xiaomei\ndeputy = bo\naway = 2026-12-01..2026-12-14\n[staff bo]\n";
	struct crm_sop_loaded loaded;
	struct crm_int n;
	crm *db = *state;
	int64_t undo;

	fill(db);
	OK(load(db, staff, &loaded));
	OK(db_number(db, &n, SQL("SELECT COUNT(*) FROM stand_in WHERE deputy = 'bo'"
	                         " AND (owner = 'lin' OR owner = 'xiaomei') AND back - away = 13")));
	assert_int_equal(n.value, 2);
	OK(crm_undo(db, 0, &undo));
	OK(db_number(db, &n, SQL("SELECT COUNT(*) FROM stand_in")));
	assert_int_equal(n.value, 0);
}

static void
a_deputy_who_is_away_has_one_too(void **state)
{
	static const char staff[] = WEEKLY
		"[staff lin]\ndeputy = bo\naway = 2026-12-01..2026-12-14\n"
		"[staff bo]\ndeputy = ann\naway = 2026-12-05..2026-12-07\naway = 2026-12-14..2026-12-20\n"
		"[staff ann]\n";
	struct crm_sop_loaded loaded;
	char text[200] = "";
	crm *db = *state;
	struct db_cursor *rows;

	fill(db);
	OK(load(db, staff, &loaded));
	rows = db_walk(db, SQL("SELECT deputy, away, back - away + 1 FROM stand_in WHERE owner = 'lin'"
	                       " ORDER BY away"));
	while (db_step(rows))
		sprintf(text + strlen(text), "%s %d, ", db_column_text(rows, 0), (int)db_column_int(rows, 2));
	OK(db_done(rows));
	assert_string_equal(text, "bo 4, ann 3, bo 6, ann 1, ");
	for (int64_t day = 20788; day < 20802; day++) {
		bool bo_is_away = (day >= 20792 && day <= 20794) || day == 20801;

		assert_string_equal(crm_sop_stand_in(crm_sop(db), "lin", day), bo_is_away ? "ann" : "bo");
	}
}

static void
without_a_deputy_it_is_the_managers_and_else_stays(void **state)
{
	/* Lin and Bo stand in for each other.  From the 10th both are away, on the 12th Cat is too,
	 * whose deputy is there until the 13th; on the 14th nobody is. */
	static const char staff[] = WEEKLY
		"[staff lin]\ndeputy = bo\nmanager = cat\naway = 2026-12-10..2026-12-15\n"
		"[staff bo]\ndeputy = lin\naway = 2026-12-09..2026-12-20\n"
		"[staff cat]\ndeputy = dan\nmanager = lin\naway = 2026-12-12..2026-12-14\n"
		"[staff dan]\naway = 2026-12-14..2026-12-14\n";
	static const char *const lins[] = { "lin", "cat", "cat", "dan", "dan", "lin", "cat", "lin" };
	static const char *const bos[] = { "lin", "bo", "bo", "bo", "bo", "bo", "bo", "lin" };
	struct crm_sop_loaded loaded;
	char text[200] = "";
	crm *db = *state;
	struct db_cursor *rows;

	fill(db);
	OK(load(db, staff, &loaded));
	for (int64_t i = 0; i < 8; i++) {
		assert_string_equal(crm_sop_stand_in(crm_sop(db), "lin", 20796 + i), lins[i]);
		assert_string_equal(crm_sop_stand_in(crm_sop(db), "bo", 20796 + i), bos[i]);
	}
	assert_null(crm_sop_deputy(crm_sop(db), "lin", 20797));
	assert_string_equal(crm_sop_stand_in(crm_sop(db), "stranger", 20797), "stranger");
	rows = db_walk(db, SQL("SELECT deputy, back - away + 1 FROM stand_in WHERE owner = 'lin'"
	                       " ORDER BY away"));
	while (db_step(rows))
		sprintf(text + strlen(text), "%s %d, ", db_column_text(rows, 0), (int)db_column_int(rows, 1));
	OK(db_done(rows));
	assert_string_equal(text, "cat 2, dan 2, lin 1, cat 1, ");
}

/* --- notes and reviews ---------------------------------------------------------------------- */

static void
notes_are_about_rules_there_are(void **state)
{
	struct crm_sop_note note = { .rule = "weekly-vipp", .note = "too often" };
	crm *db = *state;

	OK(crm_set_actor(db, "amy", "test"));
	assert_int_equal(crm_sop_note_add(db, &note), CRM_NOT_FOUND);
	assert_non_null(strstr(crm_message(db), "perhaps weekly-vip"));
	note.rule = "weekly-vip";
	OK(crm_sop_note_add(db, &note));
	assert_string_equal(note.who, "amy");
	free(note.who);
}

static int
print_review(void *aux, const void *record)
{
	const struct crm_rule_review *r = record;
	size_t n = strlen(aux);

	snprintf((char *)aux + n, 1000 - n, "%s %d/%d/%d %s %s\n", r->rule, (int)r->planned.value,
	         (int)r->on_time.value, (int)r->missed.value, r->finding ? r->finding : "-",
	         r->note ? r->note : "-");
	return 0;
}

static void
a_review_tells_what_was_never_kept(void **state)
{
	struct crm_sop_note note = { .rule = "b", .note = "who would?" };
	struct crm_sop_loaded loaded;
	char text[1000] = "";
	crm *db = *state;
	int64_t day = crm_date_day((struct crm_date){ 2026, 11, 22 });

	fill(db);
	OK(load(db, WEEKLY "[cadence b]\nevery = 2w\npurpose = review\n"
	            "[event c]\non = order\npurpose = thanks\n", &loaded));
	OK(crm_sop_note_add(db, &note));
	OK(crm_sop_review(db, day - 365, day, print_review, text));
	assert_string_equal(text, "a 3/0/3 never kept -\nb 2/0/2 never kept who would?\n"
	                          "c 0/0/0 never due -\n");
	free(note.who);
}

/* --- differences ---------------------------------------------------------------------------- */

static int
print_difference(void *aux, const void *record)
{
	const struct crm_sop_difference *d = record;
	size_t n = strlen(aux);

	snprintf((char *)aux + n, 1000 - n, "C%" PRId64 " %s %s %s %s\n", d->customer, d->what,
	         d->before ? d->before : "-", d->after ? d->after : "-", d->rule ? d->rule : "-");
	return *(char *)aux == '!' ? CRM_CONFLICT : 0;
}

static void
differences_are_what_loading_would_change(void **state)
{
	const struct crm_sop_file file = { "b.sop", (char *)
		"[cadence a]\nevery = 1m\n[cadence b]\nevery = 1d\npurpose = p\nwhen = C2\n"
		"[class x]\nwhen = C1\n[tier vip]\nwhen = C1\n", NULL };
	struct crm_sop_faults faults = { 0 };
	struct crm_sop_loaded loaded;
	struct crm_sop *sop;
	char text[1000] = "", stop[1000] = "!";
	crm *db = *state;
	AUTO(crm_customer) one = { 0 };

	fill(db);
	OK(load(db, WEEKLY, &loaded));
	OK(crm_customer_get(db, 3, &one));
	one.tier = strdup("low");
	OK(crm_customer_set(db, &one));
	OK(crm_sop_parse(db, &file, &sop, &faults));
	OK(crm_sop_diff(db, sop, print_difference, text));
	assert_string_equal(text, "C1 class - x -\nC1 tier - vip -\nC1 due 2026-11-08 2026-12-01 a\n"
	                          "C2 due 2026-11-08 2026-12-01 a\nC2 due - 2026-11-02 b\n"
	                          "C3 due 2026-11-17 2026-12-10 a\n");
	assert_string_equal(due(db), "8 8 17");
	assert_int_equal(crm_sop_diff(db, sop, print_difference, stop), CRM_CONFLICT);
	crm_sop_free(sop);
	*text = '\0';
	OK(crm_sop_diff(db, crm_sop(db), print_difference, text));
	assert_string_equal(text, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DATABASE_TEST(loading_moves_what_is_due_and_undo_brings_it_back),
		DATABASE_TEST(the_same_again_changes_nothing),
		DATABASE_TEST(rows_come_and_go_with_their_rules),
		DATABASE_TEST(what_time_alone_has_brought_is_not_counted),
		DATABASE_TEST(what_counts_as_a_contact_is_judged_anew),
		DATABASE_TEST(what_only_a_mail_had_answered_is_open_again_where_mail_is_no_contact),
		DATABASE_TEST(a_later_contact_has_done_what_the_mail_did_not),
		DATABASE_TEST(an_attempt_that_has_become_a_contact_does_what_it_names),
		DATABASE_TEST(a_promise_is_kept_whatever_is_a_contact),
		DATABASE_TEST(a_procedure_with_faults_is_not_loaded),
		DATABASE_TEST(what_is_taken_back_is_not_in_force),
		DATABASE_TEST(a_procedure_past_reading_can_be_replaced),
		DATABASE_TEST(stand_ins_follow_the_procedure),
		DATABASE_TEST(a_deputy_who_is_away_has_one_too),
		DATABASE_TEST(without_a_deputy_it_is_the_managers_and_else_stays),
		DATABASE_TEST(notes_are_about_rules_there_are),
		DATABASE_TEST(a_review_tells_what_was_never_kept),
		DATABASE_TEST(differences_are_what_loading_would_change),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
