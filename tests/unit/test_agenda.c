/* What agenda.h promises. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "agenda.h"
#include "customer.h"

enum { DAY = 86400,
       EVENTS_MAX = 16,
       START = 20000 /* 2024-10-04 */ };

static const struct crm_context context = { .currency = "USD", .me = "lin" };

/* --- building rules and histories ----------------------------------------------------------- */

static struct crm_query *
query(const char *when)
{
	struct crm_query *out = NULL;
	struct crm_fault why = { .text = "" };

	if (when && crm_query_parse(&out, &crm_customer_type, when, &context, &why))
		fail_msg("%s: %s", when, why.text);
	return out;
}

/* One customer's history, built record by record in the order of time. */
struct history {
	struct crm_customer customer;
	struct crm_contact_fact contact[EVENTS_MAX];
	struct crm_order_fact order[EVENTS_MAX];
	struct crm_facts facts;
};

static void
begin(struct history *h, int64_t since, const char *tier)
{
	*h = (struct history){ .customer = { .id = 12, .tier = (char *)tier } };
	h->facts = (struct crm_facts){
		.type = &crm_customer_type,
		.customer = &h->customer,
		.since = since,
		.contact = h->contact,
		.order = h->order,
	};
}

static void
contact(struct history *h, int64_t id, int64_t at, bool real, bool outbound)
{
	h->contact[h->facts.contacts++] = (struct crm_contact_fact){
		.id = id,
		.at = at,
		.day = at / DAY,
		.contact = real,
		.outbound = outbound,
	};
}

static void
order(struct history *h, int64_t id, int64_t at, int64_t base, bool counts)
{
	h->order[h->facts.orders++] = (struct crm_order_fact){
		.id = id,
		.at = at,
		.day = at / DAY,
		.base = base,
		.counts = counts,
	};
}

static int64_t
day(int year, int month, int of_month)
{
	return crm_date_day((struct crm_date){ year, month, of_month });
}

/* What the built-in rules ask for, told here again so that a change of theirs does not go unnoticed. */
static struct crm_cadence practice_cadences[] = {
	{ .rule = { .name = "weekly-vip", .purpose = "contact", .when.text = "tier=vip" }, .every = { 1, CRM_WEEK } },
	{ .rule = { .name = "monthly-cold", .purpose = "contact", .when.text = "last_contact=none or last_contact<-90d" }, .every = { 1, CRM_MONTH } },
	{ .rule = { .name = "monthly", .purpose = "contact" }, .every = { 1, CRM_MONTH } },
};

static struct crm_event_rule practice_events[] = {
	{ .rule = { .name = "after-purchase", .purpose = "contact" }, .offset = { 1, CRM_WEEK } },
};

static struct crm_sop practice = {
	.cadences = 3,
	.cadence = practice_cadences,
	.events = 1,
	.event = practice_events,
};

static int
read_practice(void **state)
{
	(void)state;
	for (size_t i = 0; i < practice.cadences; i++)
		practice.cadence[i].rule.when.query = query(practice.cadence[i].rule.when.text);
	return 0;
}

static int
free_practice(void **state)
{
	(void)state;
	for (size_t i = 0; i < practice.cadences; i++)
		crm_query_free(practice.cadence[i].rule.when.query);
	return 0;
}

static void
check_due(const struct crm_sop *sop, const struct history *h, int64_t due, const char *rule,
          const char *anchor)
{
	struct crm_agenda found = { .until = due + 800 };

	assert_int_equal(crm_agenda_compute(sop, &h->facts, &found), 0);
	assert_int_equal(found.n, rule ? 1 : 0);
	if (rule) {
		assert_int_equal(found.due[0].fate, CRM_WANTED);
		assert_int_equal(found.due[0].due, due);
		assert_string_equal(found.due[0].rule->name, rule);
		assert_string_equal(found.due[0].anchor, anchor);
	}
	crm_agenda_clear(&found);
}

/* --- the practice's rules ------------------------------------------------------------------- */

static void
a_vip_is_due_a_week_after_the_last_contact(void **state)
{
	struct history h;

	(void)state;
	begin(&h, day(2026, 1, 1), "vip");
	contact(&h, 88, day(2026, 11, 20) * DAY + 50000, true, false);
	check_due(&practice, &h, day(2026, 11, 27), "weekly-vip", "I88");
}

static void
others_are_due_a_month_after_it_clamped_to_the_months_end(void **state)
{
	struct history h;

	(void)state;
	begin(&h, day(2025, 1, 1), "ordinary");
	contact(&h, 7, day(2026, 1, 31) * DAY, true, true);
	check_due(&practice, &h, day(2026, 2, 28), "monthly", "I7");
}

static void
a_customer_never_contacted_is_due_a_month_after_becoming_known(void **state)
{
	struct history h;

	(void)state;
	begin(&h, day(2026, 11, 22), NULL);
	check_due(&practice, &h, day(2026, 12, 22), "monthly-cold", "C12");
}

static void
a_call_nobody_answered_moves_nothing(void **state)
{
	struct history h;

	(void)state;
	begin(&h, day(2026, 1, 1), "vip");
	contact(&h, 1, day(2026, 11, 1) * DAY, true, true);
	contact(&h, 2, day(2026, 11, 7) * DAY, false, true);
	check_due(&practice, &h, day(2026, 11, 8), "weekly-vip", "I1");
}

static void
a_purchase_is_followed_up_within_a_week(void **state)
{
	struct history h;

	(void)state;
	begin(&h, day(2026, 1, 1), NULL);
	contact(&h, 1, day(2026, 11, 10) * DAY, true, true);
	order(&h, 9, day(2026, 11, 12) * DAY, 100, true);
	check_due(&practice, &h, day(2026, 11, 19), "after-purchase", "O9");
}

static void
a_cancelled_purchase_is_not(void **state)
{
	struct history h;

	(void)state;
	begin(&h, day(2026, 1, 1), NULL);
	contact(&h, 1, day(2026, 11, 10) * DAY, true, true);
	order(&h, 9, day(2026, 11, 12) * DAY, 100, false);
	check_due(&practice, &h, day(2026, 12, 10), "monthly", "I1");
}

static void
only_a_contact_of_ours_answers_a_purchase(void **state)
{
	struct history h;

	(void)state;
	begin(&h, day(2026, 1, 1), NULL);
	order(&h, 9, day(2026, 11, 12) * DAY + 100, 100, true);
	contact(&h, 1, day(2026, 11, 13) * DAY, true, false);
	check_due(&practice, &h, day(2026, 11, 19), "after-purchase", "O9");
	contact(&h, 2, day(2026, 11, 14) * DAY, true, true);
	check_due(&practice, &h, day(2026, 12, 14), "monthly", "I2");
}

static void
a_contact_at_the_moment_of_the_purchase_answers_it_and_one_before_does_not(void **state)
{
	struct history h;

	(void)state;
	begin(&h, day(2026, 1, 1), NULL);
	contact(&h, 1, day(2026, 11, 12) * DAY + 100, true, true);
	order(&h, 9, day(2026, 11, 12) * DAY + 100, 100, true);
	check_due(&practice, &h, day(2026, 12, 12), "monthly", "I1");
	order(&h, 10, day(2026, 11, 12) * DAY + 101, 100, true);
	check_due(&practice, &h, day(2026, 11, 19), "after-purchase", "O10");
}

static void
the_earliest_unanswered_purchase_counts(void **state)
{
	struct history h;

	(void)state;
	begin(&h, day(2026, 1, 1), NULL);
	order(&h, 8, day(2026, 11, 1) * DAY, 100, true);
	contact(&h, 1, day(2026, 11, 2) * DAY, true, true);
	order(&h, 9, day(2026, 11, 12) * DAY, 100, true);
	order(&h, 10, day(2026, 11, 15) * DAY, 100, true);
	check_due(&practice, &h, day(2026, 11, 19), "after-purchase", "O9");
}

static void
on_the_same_day_the_purchase_goes_before_the_cadence(void **state)
{
	struct history h;

	(void)state;
	begin(&h, day(2026, 1, 1), "vip");
	contact(&h, 1, day(2026, 11, 12) * DAY, true, true);
	order(&h, 9, day(2026, 11, 12) * DAY + 60, 100, true);
	check_due(&practice, &h, day(2026, 11, 19), "after-purchase", "O9");
}

static void
of_two_contacts_at_one_instant_the_later_recorded_is_the_anchor(void **state)
{
	struct history h;

	(void)state;
	begin(&h, day(2026, 1, 1), NULL);
	contact(&h, 5, day(2026, 11, 12) * DAY, true, true);
	contact(&h, 4, day(2026, 11, 12) * DAY, true, true);
	contact(&h, 6, day(2026, 11, 12) * DAY, false, true);
	check_due(&practice, &h, day(2026, 12, 12), "monthly", "I5");
}

/* --- the general form ----------------------------------------------------------------------- */

static void
a_class_entered_late_is_due_at_once_and_not_before(void **state)
{
	struct crm_cadence cadences[] = {
		{ .rule = { .name = "silent", .purpose = "contact", .when.query = query("last_order<-60d") },
		  .every = { 1, CRM_WEEK } },
		{ .rule = { .name = "yearly", .purpose = "contact" }, .every = { 1, CRM_YEAR } },
	};
	struct crm_sop sop = { .cadences = 2, .cadence = cadences };
	struct history h;

	(void)state;
	begin(&h, START, NULL);
	order(&h, 1, (START + 10) * (int64_t)DAY, 100, true);
	contact(&h, 1, (START + 20) * (int64_t)DAY, true, true);
	check_due(&sop, &h, START + 71, "silent", "I1"); /* 61 days after the order */
	crm_query_free(cadences[0].rule.when.query);
}

static void
once_due_it_stays_due_though_the_class_was_left_again(void **state)
{
	struct crm_cadence cadences[] = {
		{ .rule = { .name = "busy", .purpose = "contact", .when.query = query("spend_90d>=1000") },
		  .every = { 2, CRM_WEEK } },
		{ .rule = { .name = "yearly", .purpose = "contact" }, .every = { 1, CRM_YEAR } },
	};
	struct crm_sop sop = { .cadences = 2, .cadence = cadences };
	struct history h;

	(void)state;
	begin(&h, START, NULL);
	contact(&h, 1, START * (int64_t)DAY, true, true);
	order(&h, 1, (START + 1) * (int64_t)DAY, 100000, true);
	check_due(&sop, &h, START + 14, "busy", "I1"); /* from day 91 on it is not busy */
	crm_query_free(cadences[0].rule.when.query);
}

static void
a_class_left_before_its_time_asks_for_nothing(void **state)
{
	struct crm_cadence cadences[] = {
		{ .rule = { .name = "fresh", .purpose = "contact", .when.query = query("first_order>=-5d") },
		  .every = { 2, CRM_WEEK } },
	};
	struct crm_sop sop = { .cadences = 1, .cadence = cadences };
	struct history h;

	(void)state;
	begin(&h, START, NULL);
	order(&h, 1, START * (int64_t)DAY, 100, true);
	contact(&h, 1, (START + 1) * (int64_t)DAY, true, true);
	check_due(&sop, &h, 0, NULL, NULL);
	crm_query_free(cadences[0].rule.when.query);
}

static void
each_purpose_has_a_row_of_its_own(void **state)
{
	static const char *const meeting[] = { "meeting", NULL };
	struct crm_cadence cadences[] = {
		{ .rule = { .name = "call", .purpose = "contact" }, .every = { 1, CRM_MONTH } },
		{ .rule = { .name = "review", .purpose = "review", .goal = "review", .channel = meeting },
		  .every = { 1, CRM_QUARTER } },
		{ .rule = { .name = "never", .purpose = "review" }, .every = { 1, CRM_DAY_UNIT } },
	};
	struct crm_sop sop = { .cadences = 3, .cadence = cadences };
	struct crm_agenda agenda = { 0 };
	struct history h;

	(void)state;
	cadences[2].rule.when.query = query("orders>5");
	begin(&h, day(2026, 1, 15), NULL);
	assert_int_equal(crm_agenda_compute(&sop, &h.facts, &agenda), 0);
	assert_int_equal(agenda.n, 2);
	assert_string_equal(agenda.due[0].rule->name, "call");
	assert_int_equal(agenda.due[0].due, day(2026, 2, 15));
	assert_null(agenda.due[0].channel);
	assert_string_equal(agenda.due[1].rule->name, "review");
	assert_int_equal(agenda.due[1].due, day(2026, 4, 15));
	assert_string_equal(agenda.due[1].rule->purpose, "review");
	assert_string_equal(agenda.due[1].channel, "meeting");
	crm_agenda_clear(&agenda);
	crm_query_free(cadences[2].rule.when.query);
}

static void
what_somebody_settled_is_not_asked_for_again_and_hides_nothing(void **state)
{
	struct crm_settlement settled[] = {
		{ "contact", "O9" },
		{ "other", "O10" },
		{ "contact", "I1" },
	};
	struct history h;

	(void)state;
	begin(&h, day(2026, 1, 1), NULL);
	contact(&h, 1, day(2026, 11, 10) * DAY, true, true);
	order(&h, 9, day(2026, 11, 12) * DAY, 100, true);
	order(&h, 10, day(2026, 11, 14) * DAY, 100, true);
	h.facts.settlement = settled;
	h.facts.settlements = 2;
	check_due(&practice, &h, day(2026, 11, 21), "after-purchase", "O10");
	h.facts.orders = 1;
	check_due(&practice, &h, day(2026, 12, 10), "monthly", "I1");
	h.facts.settlements = 3;
	check_due(&practice, &h, 0, NULL, NULL);
}

static void
what_falls_beyond_the_calendar_is_due_on_its_last_day(void **state)
{
	struct history h;

	(void)state;
	begin(&h, day(9999, 12, 20), NULL);
	check_due(&practice, &h, day(9999, 12, 31), "monthly-cold", "C12");
	begin(&h, day(9999, 12, 20), "vip");
	check_due(&practice, &h, day(9999, 12, 27), "weekly-vip", "C12");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_vip_is_due_a_week_after_the_last_contact),
		cmocka_unit_test(others_are_due_a_month_after_it_clamped_to_the_months_end),
		cmocka_unit_test(a_customer_never_contacted_is_due_a_month_after_becoming_known),
		cmocka_unit_test(a_call_nobody_answered_moves_nothing),
		cmocka_unit_test(a_purchase_is_followed_up_within_a_week),
		cmocka_unit_test(a_cancelled_purchase_is_not),
		cmocka_unit_test(only_a_contact_of_ours_answers_a_purchase),
		cmocka_unit_test(
			a_contact_at_the_moment_of_the_purchase_answers_it_and_one_before_does_not),
		cmocka_unit_test(the_earliest_unanswered_purchase_counts),
		cmocka_unit_test(on_the_same_day_the_purchase_goes_before_the_cadence),
		cmocka_unit_test(of_two_contacts_at_one_instant_the_later_recorded_is_the_anchor),
		cmocka_unit_test(a_class_entered_late_is_due_at_once_and_not_before),
		cmocka_unit_test(once_due_it_stays_due_though_the_class_was_left_again),
		cmocka_unit_test(a_class_left_before_its_time_asks_for_nothing),
		cmocka_unit_test(each_purpose_has_a_row_of_its_own),
		cmocka_unit_test(what_somebody_settled_is_not_asked_for_again_and_hides_nothing),
		cmocka_unit_test(what_falls_beyond_the_calendar_is_due_on_its_last_day),
	};

	return cmocka_run_group_tests(tests, read_practice, free_practice);
}
