/* What agenda_rows.h promises, on a database. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "agenda.h"
#include "agenda_facts.h"
#include "agenda_rows.h"
#include "customer.h"
#include "follow_up.h"
#include "interaction.h"
#include "operation.h"
#include "order.h"
#include "response.h"

static crm *db;

static int
open_database(void **state)
{
	(void)state;
	assert_int_equal(crm_open(&db, ":memory:", CRM_CREATE), 0);
	assert_int_equal(crm_set_actor(db, "lin", "test_agenda_rows"), 0);
	return crm_set_now(db, "2026-11-22T10:00:00Z", false);
}

static int
close_database(void **state)
{
	(void)state;
	crm_close(db);
	return 0;
}

static void
done(int error)
{
	if (error)
		fail_msg("%s", crm_message(db));
}

static struct crm_int
instant(const char *text)
{
	const struct crm_clock *clock = &crm_context(db)->clock;
	struct crm_int at = { .set = true };
	struct crm_fault why;

	assert_int_equal(crm_instant_parse(text, clock, CRM_PAST, &at.value, &why), 0);
	return at;
}

static struct crm_int
day(const char *text)
{
	const struct crm_clock *clock = &crm_context(db)->clock;
	struct crm_int at = { .set = true };
	struct crm_fault why;

	assert_int_equal(crm_day_parse(text, clock, CRM_FUTURE, &at.value, &why), 0);
	return at;
}

static int64_t
customer(const char *tier, const char *since)
{
	AUTO(crm_customer) c = { .name = strdup("陳美"), .since = instant(since) };

	c.tier = tier ? strdup(tier) : NULL;
	done(crm_customer_add(db, &c));
	return c.id;
}

/* How a contact differs from an outbound one that reached somebody. */
struct how { const char *direction, *outcome, *next; int64_t follow_up; };

static int64_t
contact(int64_t customer_id, const char *when, struct how how)
{
	AUTO(crm_interaction) i = { .customer = customer_id, .when = instant(when),
	                            .follow_up = how.follow_up };

	i.direction = strdup(how.direction ? how.direction : "out");
	i.outcome = how.outcome ? strdup(how.outcome) : NULL;
	if (how.next)
		i.next = day(how.next);
	done(crm_interaction_add(db, &i));
	return i.id;
}

static int64_t
purchase(int64_t customer_id, const char *when)
{
	AUTO(crm_order) o = { .customer = customer_id, .when = instant(when),
	                      .amount = CRM_SET(10000) };

	done(crm_order_add(db, &o));
	return o.id;
}

static int64_t
plan(int64_t customer_id, const char *due)
{
	AUTO(crm_follow_up) f = { .customer = customer_id, .due = day(due) };

	done(crm_follow_up_add(db, &f));
	return f.id;
}

static void
undo(int64_t operation)
{
	int64_t made;

	done(crm_undo(db, operation, &made));
}

/* All follow-ups, a line each: id anchor due rule status [by I..] [(reason)]. */
static void
check_rows(const char *expected)
{
	struct db_cursor *c = db_walk(db, SQL("SELECT id, anchor, due, rule, status,"
	                                      " interaction_id, reason FROM follow_up"
	                                      " ORDER BY id"));
	char *text, due[CRM_DAY_SIZE];
	size_t size;
	FILE *out = open_memstream(&text, &size);

	while (db_step(c)) {
		fprintf(out, "F%d %s ", (int)db_column_int(c, 0), db_column_text(c, 1));
		fprintf(out, "%s ", crm_day_format(db_column_int(c, 2), due));
		fprintf(out, "%s ", db_column_text(c, 3));
		fprintf(out, "%s", db_column_text(c, 4));
		if (!db_column_null(c, 5))
			fprintf(out, " by I%d", (int)db_column_int(c, 5));
		if (!db_column_null(c, 6))
			fprintf(out, " (%s)", db_column_text(c, 6));
		fprintf(out, "\n");
	}
	done(db_done(c));
	fclose(out);
	assert_string_equal(text, expected);
	free(text);
}

static int64_t
changes(void)
{
	struct crm_int n;

	done(db_number(db, &n, SQL("SELECT total_changes()")));
	return n.value;
}

/* --- rules' rows --------------------------------------------------------------------------- */

static void
a_new_customer_is_due_from_the_start(void **state)
{
	(void)state;
	customer(NULL, "2026-11-22");
	check_rows("F1 C1 2026-12-22 monthly-cold open\n");
}

static void
a_contact_moves_the_row_which_keeps_its_id(void **state)
{
	(void)state;
	customer("vip", "2026-11-20");
	check_rows("F1 C1 2026-11-27 weekly-vip open\n");
	contact(1, "2026-11-22", (struct how){ .direction = "in" });
	check_rows("F1 I1 2026-11-29 weekly-vip open\n");
	contact(1, "2026-11-23", (struct how){ 0 });
	check_rows("F1 I2 2026-11-30 weekly-vip open\n");
}

static void
a_call_nobody_answered_writes_no_follow_up(void **state)
{
	int64_t before;

	(void)state;
	customer("vip", "2026-11-10");
	before = changes();
	contact(1, "2026-11-22", (struct how){ .outcome = "no_answer", .follow_up = 1 });
	assert_int_equal(changes() - before, 3);   /* the operation, its range, the interaction */
	check_rows("F1 C1 2026-11-17 weekly-vip open\n");
}

static void
a_recompute_that_changes_nothing_writes_nothing(void **state)
{
	int64_t before;

	(void)state;
	customer("vip", "2026-11-10");
	purchase(1, "2026-11-11");
	contact(1, "2026-11-22", (struct how){ .next = "2026-11-24" });
	before = changes();
	done(crm_begin(db, NULL));
	done(agenda_touch(db, 1));
	done(crm_end(db, 0));
	assert_int_equal(changes(), before);
}

static void
a_contact_of_ours_on_the_due_day_closes_the_row(void **state)
{
	(void)state;
	customer("vip", "2026-11-10");
	contact(1, "2026-11-17T23:00:00Z", (struct how){ 0 });
	check_rows("F1 C1 2026-11-17 weekly-vip done by I1\n"
	           "F2 I1 2026-11-24 weekly-vip open\n");
}

static void
a_contact_of_theirs_moves_an_overdue_row_and_closes_none(void **state)
{
	(void)state;
	customer("vip", "2026-11-01");
	contact(1, "2026-11-22", (struct how){ .direction = "in" });
	check_rows("F1 I1 2026-11-29 weekly-vip open\n");
}

static void
a_purchase_calls_for_a_contact_which_answers_it_at_once(void **state)
{
	(void)state;
	customer(NULL, "2026-11-10");
	purchase(1, "2026-11-11");
	check_rows("F1 O1 2026-11-18 after-purchase open\n");
	contact(1, "2026-11-12", (struct how){ .direction = "in" });
	check_rows("F1 O1 2026-11-18 after-purchase open\n");
	contact(1, "2026-11-13", (struct how){ 0 });
	check_rows("F1 O1 2026-11-18 after-purchase done by I2\n"
	           "F2 I2 2026-12-13 monthly open\n");
}

static void
a_contact_dated_before_the_purchase_leaves_it_open(void **state)
{
	(void)state;
	customer(NULL, "2026-11-10");
	purchase(1, "2026-11-15");
	contact(1, "2026-11-14", (struct how){ 0 });
	check_rows("F1 O1 2026-11-22 after-purchase open\n");
}

static void
a_cancelled_purchase_gives_the_row_back_to_the_cadence(void **state)
{
	AUTO(crm_order) o = { 0 };

	(void)state;
	customer(NULL, "2026-11-10");
	purchase(1, "2026-11-15");
	done(crm_order_get(db, 1, &o));
	free(o.status);
	o.status = strdup("cancelled");
	done(crm_order_set(db, &o));
	check_rows("F1 C1 2026-12-10 monthly-cold open\n");
}

static void
a_change_of_tier_changes_the_date(void **state)
{
	AUTO(crm_customer) c = { 0 };

	(void)state;
	customer(NULL, "2026-11-20");
	done(crm_customer_get(db, 1, &c));
	c.tier = strdup("vip");
	done(crm_customer_set(db, &c));
	check_rows("F1 C1 2026-11-27 weekly-vip open\n");
	undo(0);
	check_rows("F1 C1 2026-12-20 monthly-cold open\n");
}

/* --- plans --------------------------------------------------------------------------------- */

static void
an_earlier_plan_supersedes_the_rules_row_until_it_is_done(void **state)
{
	(void)state;
	customer("vip", "2026-11-20");
	contact(1, "2026-11-22", (struct how){ .next = "2026-11-25" });
	check_rows("F1 I1 2026-11-29 weekly-vip superseded (F2 is due earlier)\n"
	           "F2 I1 2026-11-25 planned open\n");
	contact(1, "2026-11-25T09:00:00Z", (struct how){ 0 });
	check_rows("F1 I2 2026-12-02 weekly-vip open\n"
	           "F2 I1 2026-11-25 planned done by I2\n");
}

static void
a_plan_for_the_same_day_stands_before_the_rule(void **state)
{
	(void)state;
	customer("vip", "2026-11-20");
	plan(1, "2026-11-27");
	check_rows("F1 C1 2026-11-27 weekly-vip superseded (F2 is due on the same day)\n"
	           "F2 F2 2026-11-27 planned open\n");
}

static void
a_later_plan_leaves_the_rules_row_open(void **state)
{
	(void)state;
	customer("vip", "2026-11-20");
	contact(1, "2026-11-22", (struct how){ .next = "2026-12-10" });
	check_rows("F1 I1 2026-11-29 weekly-vip open\n"
	           "F2 I1 2026-12-10 planned open\n");
	contact(1, "2026-11-29", (struct how){ 0 });
	check_rows("F1 I1 2026-11-29 weekly-vip done by I2\n"
	           "F2 I1 2026-12-10 planned open\n"
	           "F3 I2 2026-12-06 weekly-vip open\n");
}

static void
a_plan_for_another_purpose_supersedes_nothing(void **state)
{
	AUTO(crm_follow_up) f = { .customer = 1, .due = day("2026-11-23"),
	                          .purpose = strdup("invoice") };

	(void)state;
	customer("vip", "2026-11-20");
	done(crm_follow_up_add(db, &f));
	check_rows("F1 C1 2026-11-27 weekly-vip open\n"
	           "F2 F2 2026-11-23 planned open\n");
}

static void
a_plan_dropped_gives_way_to_the_rule_and_comes_back_with_undo(void **state)
{
	AUTO(crm_follow_up) f = { 0 };

	(void)state;
	customer("vip", "2026-11-20");
	plan(1, "2026-11-23");
	done(crm_follow_up_get(db, 2, &f));
	free(f.status);
	f.status = strdup("dropped");
	done(crm_follow_up_set(db, &f));
	check_rows("F1 C1 2026-11-27 weekly-vip open\n"
	           "F2 F2 2026-11-23 planned dropped\n");
	undo(0);
	check_rows("F1 C1 2026-11-27 weekly-vip superseded (F2 is due earlier)\n"
	           "F2 F2 2026-11-23 planned open\n");
}

static void
a_contact_does_not_close_the_plan_that_it_makes(void **state)
{
	(void)state;
	customer(NULL, "2026-11-20");
	contact(1, "2026-11-22T09:00:00Z", (struct how){ .next = "today" });
	check_rows("F1 I1 2026-12-22 monthly superseded (F2 is due earlier)\n"
	           "F2 I1 2026-11-22 planned open\n");
}

static void
one_operation_may_plan_and_do(void **state)
{
	(void)state;
	customer(NULL, "2026-11-20");
	done(crm_begin(db, NULL));
	contact(1, "2026-11-22", (struct how){ .next = "2026-11-25" });
	contact(1, "2026-11-25", (struct how){ 0 });
	done(crm_end(db, 0));
	check_rows("F1 I2 2026-12-25 monthly open\n"
	           "F2 I1 2026-11-25 planned done by I2\n");
}

/* --- follow-ups that a contact names ------------------------------------------------------- */

static void
the_follow_up_that_a_contact_names_is_done_before_its_day(void **state)
{
	(void)state;
	customer("vip", "2026-11-20");
	contact(1, "2026-11-22", (struct how){ .follow_up = 1 });
	check_rows("F1 C1 2026-11-27 weekly-vip done by I1\n"
	           "F2 I1 2026-11-29 weekly-vip open\n");
}

static void
their_call_may_answer_a_purchase_if_it_is_named(void **state)
{
	(void)state;
	customer(NULL, "2026-11-10");
	purchase(1, "2026-11-11");
	purchase(1, "2026-11-12");
	contact(1, "2026-11-13", (struct how){ .direction = "in", .follow_up = 1 });
	check_rows("F1 O1 2026-11-18 after-purchase done by I1\n"
	           "F2 O2 2026-11-19 after-purchase open\n");
}

static void
a_contact_from_before_the_anchor_does_not_answer_what_it_names(void **state)
{
	(void)state;
	customer("vip", "2026-11-10");
	contact(1, "2026-11-16", (struct how){ 0 });
	contact(1, "2026-11-15", (struct how){ .follow_up = 1 });
	check_rows("F1 I1 2026-11-23 weekly-vip open\n");
}

static void
what_a_contact_answered_is_open_again_when_it_turns_out_to_be_none(void **state)
{
	AUTO(crm_interaction) i = { 0 };

	(void)state;
	customer("vip", "2026-11-10");
	contact(1, "2026-11-18", (struct how){ 0 });
	check_rows("F1 C1 2026-11-17 weekly-vip done by I1\n"
	           "F2 I1 2026-11-25 weekly-vip open\n");
	done(crm_begin(db, NULL));
	done(crm_interaction_get(db, 1, &i));
	i.outcome = strdup("no_answer");
	done(crm_interaction_set(db, &i));
	done(agenda_unanswered(db, &i, true));
	done(crm_end(db, 0));
	check_rows("F1 C1 2026-11-17 weekly-vip open\n");
}

static void
what_was_dropped_is_not_asked_for_again(void **state)
{
	AUTO(crm_follow_up) f = { 0 };

	(void)state;
	customer(NULL, "2026-11-10");
	purchase(1, "2026-11-11");
	done(crm_follow_up_get(db, 1, &f));
	free(f.status);
	f.status = strdup("dropped");
	done(crm_follow_up_set(db, &f));
	check_rows("F1 O1 2026-11-18 after-purchase dropped\n"
	           "F2 C1 2026-12-10 monthly-cold open\n");
}

static void
a_date_that_somebody_gave_a_rules_row_stays_while_its_anchor_stands(void **state)
{
	AUTO(crm_follow_up) f = { 0 };

	(void)state;
	customer("vip", "2026-11-20");
	done(crm_follow_up_get(db, 1, &f));
	f.due = day("2026-12-01");
	done(crm_follow_up_set(db, &f));
	contact(1, "2026-11-22", (struct how){ .outcome = "no_answer" });
	check_rows("F1 C1 2026-12-01 weekly-vip open\n");
	contact(1, "2026-11-23", (struct how){ 0 });
	check_rows("F1 C1 2026-12-01 weekly-vip superseded (F2 (weekly-vip of I2, due 2026-11-30) comes "
	           "first: no rule asks for it any longer)\n"
	           "F2 I2 2026-11-30 weekly-vip open\n");
}

/* --- undo ---------------------------------------------------------------------------------- */

static void
undo_reopens_what_a_contact_closed_and_redo_closes_it(void **state)
{
	(void)state;
	customer("vip", "2026-11-10");
	contact(1, "2026-11-18", (struct how){ 0 });
	undo(0);
	check_rows("F1 C1 2026-11-17 weekly-vip open\n");
	undo(3);
	check_rows("F1 C1 2026-11-17 weekly-vip done by I1\n"
	           "F2 I1 2026-11-25 weekly-vip open\n");
	undo(0);
	check_rows("F1 C1 2026-11-17 weekly-vip open\n");
}

static void
undo_of_a_moved_row_moves_it_back(void **state)
{
	(void)state;
	customer("vip", "2026-11-20");
	contact(1, "2026-11-22", (struct how){ .next = "2026-11-25" });
	undo(0);
	check_rows("F1 C1 2026-11-27 weekly-vip open\n");
}

static void
undo_of_a_customer_takes_the_follow_ups_along(void **state)
{
	(void)state;
	customer("vip", "2026-11-20");
	undo(0);
	check_rows("");
	undo(2);
	check_rows("F1 C1 2026-11-27 weekly-vip open\n");
}

/* A row that has gone and come again, and moved on since, is not what it was for by then. */
static void
an_id_is_given_back_to_one_row_alone(void **state)
{
	AUTO(crm_customer) c = { 0 };

	(void)state;
	customer("vip", "2026-11-20");
	done(crm_customer_get(db, 1, &c));
	c.relationship = strdup("self_service");
	done(crm_customer_set(db, &c));
	check_rows("");
	undo(0);
	check_rows("F1 C1 2026-11-27 weekly-vip open\n");
	contact(1, "2026-11-22", (struct how){ 0 });
	check_rows("F1 I1 2026-11-29 weekly-vip open\n");
	undo(0);
	check_rows("F1 C1 2026-11-27 weekly-vip open\n");
}

static void
a_row_that_an_attempt_names_is_kept_when_no_rule_asks_for_it(void **state)
{
	(void)state;
	customer("vip", "2026-11-10");
	contact(1, "2026-11-18", (struct how){ 0 });
	contact(1, "2026-11-19", (struct how){ .outcome = "no_answer", .follow_up = 2 });
	undo(2);
	check_rows("F1 C1 2026-11-17 weekly-vip open\n"
	           "F2 I1 2026-11-25 weekly-vip superseded (no rule asks for it any longer)\n");
}

static void
a_part_taken_back_leaves_no_follow_up(void **state)
{
	AUTO(crm_customer) c = { .name = strdup("李"), .since = instant("2026-11-01") };

	(void)state;
	done(crm_begin(db, NULL));
	done(crm_try(db));
	done(crm_customer_add(db, &c));
	assert_int_equal(crm_tried(db, CRM_INVALID), CRM_INVALID);
	customer(NULL, "2026-11-22");
	done(crm_end(db, 0));
	check_rows("F1 C1 2026-12-22 monthly-cold open\n");
}

/* --- many customers ------------------------------------------------------------------------ */

enum { MANY = 2000 };

static uint64_t
random_below(uint64_t *seed, uint64_t n)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return (*seed >> 16) % n;
}

static void
random_records(uint64_t *seed, int64_t id)
{
	static const char *const outcomes[] = { NULL, NULL, "no_answer" };
	char when[40];

	for (uint64_t n = random_below(seed, 3); n > 0; n--) {
		snprintf(when, sizeof when, "2026-%02d-%02dT12:00:00Z",
		         1 + (int)random_below(seed, 11), 1 + (int)random_below(seed, 20));
		contact(id, when,
		        (struct how){ .outcome = outcomes[random_below(seed, 3)],
		                      .direction = random_below(seed, 2) ? "in" : "out" });
		if (random_below(seed, 2))
			purchase(id, when);
	}
}

/* Every customer's open row is what the agenda function asks for. */
static void
check_customer(struct agenda_facts *reader, int64_t id)
{
	const struct crm_facts *facts = agenda_facts_of(reader, id);
	struct crm_agenda agenda = { 0 };
	const struct crm_due *due;
	struct crm_int stored, rows;

	assert_non_null(facts);
	assert_int_equal(crm_agenda_compute(crm_sop(db), facts, &agenda), 0);
	assert_int_equal(agenda.n, 1);
	due = agenda.due;
	done(db_number(db, &stored, SQL("SELECT due FROM follow_up WHERE customer_id = ?1"
	                                " AND anchor = ?2 AND rule = ?3 AND status = 'open'"),
	               V(id), V((const char *)due->anchor), V(due->rule->name)));
	done(db_number(db, &rows, SQL("SELECT COUNT(*) FROM follow_up WHERE customer_id = ?1"
	                              " AND status = 'open'"), V(id)));
	assert_int_equal(rows.value, 1);
	assert_true(stored.set);
	assert_int_equal(stored.value, due->due);
	crm_agenda_clear(&agenda);
}

static void
many_customers_in_one_operation_get_what_each_would_get_alone(void **state)
{
	uint64_t seed = 20261122;
	struct agenda_facts *reader;
	int64_t before;

	(void)state;
	done(crm_begin(db, NULL));
	for (int i = 0; i < MANY; i++)
		customer(random_below(&seed, 3) ? NULL : "vip", "2026-01-01");
	for (int i = 0; i < MANY; i++)
		random_records(&seed, 1 + (int64_t)random_below(&seed, MANY));
	done(crm_end(db, 0));
	done(crm_begin(db, NULL));   /* some of them again, far and near, in no order */
	for (int i = 0; i < MANY / 8; i++)
		random_records(&seed, 1 + (int64_t)random_below(&seed, MANY));
	done(crm_end(db, 0));
	reader = agenda_facts_open(db, 1, MANY, NULL);
	for (int64_t id = 1; id <= MANY; id++)
		check_customer(reader, id);
	done(agenda_facts_close(reader));
	before = changes();
	done(crm_begin(db, NULL));
	for (int64_t id = MANY; id > 0; id--)
		done(agenda_touch(db, id));
	done(crm_end(db, 0));
	assert_int_equal(changes(), before);
}

/* --- any history --------------------------------------------------------------------------- */

enum { STEPS = 150, CUSTOMERS = 3 };

/* All has happened by now, so nothing that a rule asks for is due before the day. */
static void
snooze(int64_t id)
{
	AUTO(crm_follow_up) f = { 0 };
	struct crm_int n;

	done(crm_follow_up_get(db, id, &f));
	f.until = day("2026-11-27");
	if (f.due.value == f.until.value)
		f.until = day("2026-12-10");
	done(crm_follow_up_set(db, &f));
	done(db_number(db, &n, SQL("SELECT COUNT(*) FROM follow_up WHERE customer_id = ?1 AND purpose"
	                           " = ?2 AND status = 'open' AND op IS NULL AND due < ?3"),
	               V(f.customer), V(f.purpose), V(f.until.value)));
	assert_int_equal(n.value, 0);
}

static void
random_operation(uint64_t *seed)
{
	static const char *const outcomes[] = { NULL, NULL, NULL, "no_answer" };
	static const char *const nexts[] = { NULL, NULL, "2026-11-24", "2026-12-20" };
	int64_t id = 1 + (int64_t)random_below(seed, CUSTOMERS);
	struct crm_int open;
	char when[40];

	snprintf(when, sizeof when, "2026-11-%02dT%02d:00:00Z", 1 + (int)random_below(seed, 22),
	         (int)random_below(seed, 10));
	if (random_below(seed, 4) == 0) {
		purchase(id, when);
	} else if (random_below(seed, 8) == 0) {
		plan(id, random_below(seed, 2) ? "2026-11-23" : "2026-12-05");
	} else {
		done(db_number(db, &open, SQL("SELECT MIN(id) FROM follow_up WHERE customer_id = ?1"
		                              " AND status = 'open'"), V(id)));
		if (open.set && random_below(seed, 4) == 0) {
			snooze(open.value);
			return;
		}
		contact(id, when,
		        (struct how){ .outcome = outcomes[random_below(seed, 4)],
		                      .next = nexts[random_below(seed, 4)],
		                      .direction = random_below(seed, 3) ? "out" : "in",
		                      .follow_up = random_below(seed, 4) ? 0 : open.value });
	}
}

/* All that follow-ups say but for the ids of rules' rows, which may be other ones; to be freed. */
static char *
dump(void)
{
	struct db_cursor *c = db_walk(db, SQL("SELECT customer_id, due, interaction_id,"
	                                      " CASE planned WHEN 1 THEN id END, anchor, rule,"
	                                      " status FROM follow_up"
	                                      " ORDER BY customer_id, anchor, planned"));
	char *text;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	while (db_step(c)) {
		for (int i = 0; i < 4; i++)
			fprintf(out, "%d ", (int)db_column_int(c, i));
		for (int i = 4; i < 7; i++)
			fprintf(out, "%s ", db_column_text(c, i));
		fprintf(out, "\n");
	}
	done(db_done(c));
	fclose(out);
	return text;
}

static void
check_dump(const char *expected)
{
	char *now = dump();

	assert_string_equal(now, expected);
	free(now);
}

static void
check_nothing_to_do(void)
{
	int64_t before = changes();

	done(crm_begin(db, NULL));
	for (int64_t id = 1; id <= CUSTOMERS; id++)
		done(agenda_touch(db, id));
	done(crm_end(db, 0));
	assert_int_equal(changes(), before);
}

static void
every_step_of_a_random_history_can_be_undone_and_done_again(void **state)
{
	char *before[STEPS], *after;
	uint64_t seed = 42;

	(void)state;
	for (int i = 0; i < CUSTOMERS; i++)
		customer(i ? NULL : "vip", "2026-10-25");
	for (int i = 0; i < STEPS; i++) {
		before[i] = dump();
		random_operation(&seed);
		check_nothing_to_do();
		after = dump();
		undo(0);   /* back, and forth again */
		check_dump(before[i]);
		undo(crm_last_operation(db));
		check_dump(after);
		check_nothing_to_do();
		free(after);
	}
	for (int i = STEPS - 1; i >= 0; i--) {
		undo(0);
		check_dump(before[i]);
		free(before[i]);
	}
}

/* --- facts --------------------------------------------------------------------------------- */

static void
facts_come_in_order_of_time_and_only_the_customers_own(void **state)
{
	AUTO(crm_response) r = { .customer = 2, .metric = strdup("ces"), .score = CRM_SET(5) };
	struct agenda_facts *reader;
	const struct crm_facts *facts;

	(void)state;
	customer("vip", "2026-11-10");
	customer(NULL, "2026-11-11T23:30:00Z");
	contact(2, "2026-11-20", (struct how){ .outcome = "busy" });
	contact(1, "2026-11-19", (struct how){ 0 });
	contact(2, "2026-11-18", (struct how){ .direction = "in" });
	purchase(2, "2026-11-17");
	done(crm_response_add(db, &r));
	reader = agenda_facts_open(db, 2, 2, NULL);
	facts = agenda_facts_of(reader, 2);
	assert_non_null(facts);
	assert_int_equal(facts->since, day("2026-11-11").value);
	assert_int_equal(facts->contacts, 2);
	assert_int_equal(facts->contact[0].id, 3);
	assert_true(facts->contact[0].contact && !facts->contact[0].outbound);
	assert_int_equal(facts->contact[1].id, 1);
	assert_true(!facts->contact[1].contact && facts->contact[1].outbound);
	assert_int_equal(facts->orders, 1);
	assert_int_equal(facts->order[0].base, 10000);
	assert_true(facts->order[0].counts);
	assert_int_equal(facts->responses, 1);
	assert_int_equal(facts->response[0].metric, 'e');
	assert_int_equal(facts->response[0].score.value, 5);
	assert_null(agenda_facts_of(reader, 3));   /* there is none */
	done(agenda_facts_close(reader));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_database, close_database)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_new_customer_is_due_from_the_start),
		TEST(a_contact_moves_the_row_which_keeps_its_id),
		TEST(a_call_nobody_answered_writes_no_follow_up),
		TEST(a_recompute_that_changes_nothing_writes_nothing),
		TEST(a_contact_of_ours_on_the_due_day_closes_the_row),
		TEST(a_contact_of_theirs_moves_an_overdue_row_and_closes_none),
		TEST(a_purchase_calls_for_a_contact_which_answers_it_at_once),
		TEST(a_contact_dated_before_the_purchase_leaves_it_open),
		TEST(a_cancelled_purchase_gives_the_row_back_to_the_cadence),
		TEST(a_change_of_tier_changes_the_date),
		TEST(an_earlier_plan_supersedes_the_rules_row_until_it_is_done),
		TEST(a_plan_for_the_same_day_stands_before_the_rule),
		TEST(a_later_plan_leaves_the_rules_row_open),
		TEST(a_plan_for_another_purpose_supersedes_nothing),
		TEST(a_plan_dropped_gives_way_to_the_rule_and_comes_back_with_undo),
		TEST(a_contact_does_not_close_the_plan_that_it_makes),
		TEST(one_operation_may_plan_and_do),
		TEST(the_follow_up_that_a_contact_names_is_done_before_its_day),
		TEST(their_call_may_answer_a_purchase_if_it_is_named),
		TEST(a_contact_from_before_the_anchor_does_not_answer_what_it_names),
		TEST(what_a_contact_answered_is_open_again_when_it_turns_out_to_be_none),
		TEST(what_was_dropped_is_not_asked_for_again),
		TEST(a_date_that_somebody_gave_a_rules_row_stays_while_its_anchor_stands),
		TEST(undo_reopens_what_a_contact_closed_and_redo_closes_it),
		TEST(undo_of_a_moved_row_moves_it_back),
		TEST(undo_of_a_customer_takes_the_follow_ups_along),
		TEST(an_id_is_given_back_to_one_row_alone),
		TEST(a_row_that_an_attempt_names_is_kept_when_no_rule_asks_for_it),
		TEST(a_part_taken_back_leaves_no_follow_up),
		TEST(many_customers_in_one_operation_get_what_each_would_get_alone),
		TEST(every_step_of_a_random_history_can_be_undone_and_done_again),
		TEST(facts_come_in_order_of_time_and_only_the_customers_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
