/* What sop.h promises. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "crm.h"
#include "customer.h"
#include "sop.h"
#include "words.h"

static crm *db;

static int
open_database(void **state)
{
	(void)state;
	return crm_open(&db, ":memory:", CRM_CREATE);
}

static int
close_database(void **state)
{
	(void)state;
	crm_close(db);
	return 0;
}

static const struct crm_sop *
rules(void)
{
	const struct crm_sop *sop = crm_sop(db);

	if (!sop)
		fail_msg("%s", crm_message(db));
	return sop;
}

static void
the_practice_is_built_in(void **state)
{
	const struct crm_sop *sop;

	(void)state;
	sop = rules();
	assert_string_equal(sop->source, "built-in");
	assert_int_equal(sop->cadences, 3);
	assert_string_equal(sop->cadence[0].rule.name, "weekly-vip");
	assert_int_equal(sop->cadence[0].every.count, 1);
	assert_int_equal(sop->cadence[0].every.unit, CRM_WEEK);
	assert_string_equal(sop->cadence[1].rule.name, "monthly-cold");
	assert_int_equal(sop->cadence[1].every.unit, CRM_MONTH);
	assert_string_equal(sop->cadence[2].rule.name, "monthly");
	assert_string_equal(sop->cadence[2].rule.when.text,
	                    "not relationship=self_service,automated");
	assert_int_equal(sop->events, 1);
	assert_string_equal(sop->event[0].rule.name, "after-purchase");
	assert_int_equal(sop->event[0].on, CRM_ON_ORDER);
	assert_int_equal(sop->event[0].offset.unit, CRM_WEEK);
}

static void
every_condition_is_read(void **state)
{
	const struct crm_sop *sop;

	(void)state;
	sop = rules();
	for (size_t i = 0; i < sop->cadences; i++)
		assert_true(!sop->cadence[i].rule.when.text == !sop->cadence[i].rule.when.query);
	for (size_t i = 0; i < sop->events; i++)
		assert_true(!sop->event[i].rule.when.text == !sop->event[i].rule.when.query);
	for (size_t i = 0; i < sop->classes; i++)
		assert_true(!sop->class[i].when.text == !sop->class[i].when.query);
}

static void
the_rules_are_read_once_and_anew_when_forgotten(void **state)
{
	const struct crm_sop *sop;

	(void)state;
	sop = rules();
	assert_ptr_equal(rules(), sop);
	crm_sop_forget(db);
	assert_int_equal(rules()->cadences, 3);
}

static void
states_are_the_words_for_them_in_their_order(void **state)
{
	const struct crm_class *last = NULL;
	const struct crm_sop *sop;
	size_t n = 0;

	(void)state;
	sop = rules();
	for (size_t i = 0; i < sop->classes; i++) {
		if (strcmp(sop->class[i].axis, "state") != 0)
			continue;
		last = &sop->class[i];
		assert_string_equal(last->name, crm_state_words[n]);
		n++;
	}
	assert_null(crm_state_words[n]);
	assert_null(last->when.query);   /* somebody without any other state is lost */
}

/* The state, on a day, of somebody with one order and one contact; day 0: without it. */
static const char *
state_on(int64_t day, int64_t ordered, int64_t contacted)
{
	struct crm_customer c = { .id = 1 };
	struct crm_order_fact order = { .id = 1, .at = ordered * 86400, .day = ordered,
	                                .counts = true };
	struct crm_contact_fact contact = { .id = 1, .at = contacted * 86400, .day = contacted,
	                                    .contact = true };
	struct crm_facts facts = {
		.type = &crm_customer_type, .customer = &c, .since = 0,
		.orders = ordered != 0, .order = &order,
		.contacts = contacted != 0, .contact = &contact,
	};
	const struct crm_sop *sop = rules();

	for (size_t i = 0; i < sop->classes; i++)
		if (strcmp(sop->class[i].axis, "state") != 0)
			continue;
		else if (!sop->class[i].when.query || crm_query_holds(sop->class[i].when.query, &facts, day))
			return sop->class[i].name;
	return "none";
}

static void
a_state_follows_behaviour_and_can_come_back(void **state)
{
	enum { T = 20000 };
	const int64_t never = 0;

	(void)state;
	assert_string_equal(state_on(T, never, never), "prospect");
	assert_string_equal(state_on(T, never, T - 1), "prospect");
	assert_string_equal(state_on(T, T, never), "new");
	assert_string_equal(state_on(T + 90, T, never), "new");
	assert_string_equal(state_on(T + 91, T, never), "active");
	assert_string_equal(state_on(T + 180, T, never), "active");
	assert_string_equal(state_on(T + 181, T, never), "silent");
	assert_string_equal(state_on(T + 365, T, never), "silent");
	assert_string_equal(state_on(T + 366, T, never), "lost");
	assert_string_equal(state_on(T + 366, T, T + 100), "silent");
	assert_string_equal(state_on(T + 1000, T, T + 900), "active");
}

static void
who_was_not_reached_was_not_contacted(void **state)
{
	static const char *const outcomes[] = {
		"no_answer", "busy", "left_message", "bounced", "auto_reply", "failed", NULL
	};
	const struct crm_sop *sop;

	(void)state;
	sop = rules();
	for (size_t i = 0; outcomes[i]; i++)
		assert_false(crm_sop_is_contact(sop, "phone", outcomes[i]));
	assert_false(crm_sop_is_contact(sop, "newsletter", NULL));
	assert_false(crm_sop_is_contact(sop, "newsletter", "reached"));
	assert_true(crm_sop_is_contact(sop, "phone", "reached"));
	assert_true(crm_sop_is_contact(sop, "phone", NULL));
	assert_true(crm_sop_is_contact(sop, NULL, NULL));
	assert_true(crm_sop_is_contact(sop, NULL, "bought two"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_database, close_database)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_practice_is_built_in),
		TEST(every_condition_is_read),
		TEST(the_rules_are_read_once_and_anew_when_forgotten),
		TEST(states_are_the_words_for_them_in_their_order),
		TEST(a_state_follows_behaviour_and_can_come_back),
		TEST(who_was_not_reached_was_not_contacted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
