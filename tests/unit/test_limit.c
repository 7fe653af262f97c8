/* What limit.h promises, and that the agenda and crm-log take it in one way. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <string.h>

#include <cmocka.h>

#include "agenda.h"
#include "allowed.h"
#include "customer.h"
#include "limit.h"

enum { DAY = 86400, START = 20000, CONTACTS = 12, ROUNDS = 4000 };

static void
a_period_holds_its_last_day_and_not_the_one_before_its_first(void **state)
{
	const int64_t day[] = { 10, 13, 13, 17, 24 };
	const struct limit_days days = { day, 5 };
	const struct crm_period week = { 1, CRM_WEEK };

	(void)state;
	assert_int_equal(limit_days_until(days, 9), 0);
	assert_int_equal(limit_days_until(days, 13), 3);
	assert_int_equal(limit_days_until(days, 30), 5);
	assert_int_equal(limit_days_within(days, week, 17).n, 3);
	assert_int_equal(limit_days_within(days, week, 16).n, 3);
	assert_int_equal(limit_days_within(days, week, 31).n, 0);
	assert_int_equal(*limit_days_within(days, week, 24).day, 24);
}

static void
a_period_is_full_where_it_ends_with_a_later_contact(void **state)
{
	const int64_t day[] = { 14, 16 };
	const struct limit_days days = { day, 2 };
	struct crm_limit limit = { .cap = 2, .per = { 1, CRM_WEEK } };
	int64_t last = 0;

	(void)state;
	assert_true(limit_is_full(&limit, days, 10, &last));
	assert_int_equal(last, 16);
	assert_false(limit_is_full(&limit, days, 9, &last));
	assert_true(limit_is_full(&limit, days, 20, &last));
	assert_int_equal(last, 20);
	assert_false(limit_is_full(&limit, days, 21, &last));
	limit.per.count = 0;
	assert_false(limit_is_full(&limit, days, 15, &last));
	assert_false(limit_is_full(NULL, days, 15, &last));
}

static void
a_share_is_of_real_contacts_in_its_time(void **state)
{
	const struct crm_limit limit = { .share = 50, .share_per = { 10, CRM_DAY_UNIT } };
	struct limit_share share = { .limit = &limit, .channel = "sms", .day = 20 };

	(void)state;
	assert_false(limit_share_used(&share));
	assert_false(limit_share_add(&share, 10, "sms"));
	assert_true(limit_share_add(&share, 21, "sms"));
	assert_int_equal(share.all, 0);
	limit_share_add(&share, 20, "phone");
	limit_share_add(&share, 11, NULL);
	limit_share_add(&share, 12, "sms");
	assert_false(limit_share_used(&share));
	limit_share_add(&share, 13, "sms");
	assert_true(limit_share_used(&share));
	share.channel = NULL;
	share.all = share.by = 0;
	limit_share_add(&share, 13, NULL);
	assert_false(limit_share_used(&share));
}

static void
a_share_is_not_asked_of_too_few(void **state)
{
	const struct crm_limit limit = {
		.share = 50, .share_per = { 10, CRM_DAY_UNIT }, .share_from = 3
	};
	struct limit_share share = { .limit = &limit, .channel = "sms", .day = 20 };

	(void)state;
	limit_share_add(&share, 18, "sms");
	limit_share_add(&share, 19, "sms");
	assert_false(limit_share_used(&share));
	limit_share_add(&share, 20, "phone");
	assert_true(limit_share_used(&share));
}

static void
whoever_refuses_all_refuses_what_is_not_known(void **state)
{
	(void)state;
	assert_false(limit_refuses(NULL, "phone"));
	assert_false(limit_refuses("sms,phone", "phon"));
	assert_false(limit_refuses("sms,phone", NULL));
	assert_true(limit_refuses("sms,phone", "phone"));
	assert_true(limit_refuses("all", NULL));
	assert_true(limit_refuses("sms,all", "phone"));
}

/* --- the agenda and crm-log ----------------------------------------------------------------- */

/* One customer, told to both. */
struct world {
	struct crm_limit limit[2];
	struct crm_counting channel;
	const char *channels[2];
	struct crm_cadence cadence;
	struct crm_sop sop;
	struct crm_customer customer;
	struct crm_contact_fact contact[CONTACTS];
	struct crm_past_contact past[CONTACTS];
	struct crm_order_fact order;
	struct crm_facts facts;
	size_t pasts;
};

static unsigned seed = 1;

static int
any(int n)
{
	seed = seed * 1103515245u + 12345u;
	return (int)(seed >> 16) % n;
}

static const char *
any_channel(void)
{
	static const char *const words[] = { "phone", "sms", "booth" };

	return words[any(3)];
}

static void
make_rules(struct world *w)
{
	w->limit[0] = (struct crm_limit){
		.name = "limit", .cap = 1 + any(3), .per = { any(3), CRM_WEEK }, .share = 30 + any(70),
		.share_per = { any(2) * 15, CRM_DAY_UNIT }, .no_days = (unsigned)any(4) << any(6),
	};
	w->channel = (struct crm_counting){ .name = "sms", .contact = any(4), .counts_to_cap = any(2) };
	w->channels[0] = any_channel();
	w->cadence = (struct crm_cadence){
		.rule = { .name = "a", .purpose = "a", .channel = w->channels },
		.every = { 1 + any(10), CRM_DAY_UNIT }, .anchor = CRM_ANCHOR_ORDER,
	};
	w->sop = (struct crm_sop){ .cadences = 1, .cadence = &w->cadence, .limits = 1,
	                           .limit = w->limit, .channels = 1, .channel = &w->channel };
}

static void
make_history(struct world *w)
{
	int64_t day = START;

	for (int i = 0; i < CONTACTS; i++) {
		struct crm_contact_fact *c = &w->contact[i];

		day += any(4);
		*c = (struct crm_contact_fact){ .id = i + 1, .day = day, .at = day * DAY, .outbound = any(4),
		                                .channel = any_channel() };
		c->contact = crm_sop_is_contact(&w->sop, c->channel, NULL);
		c->counts = crm_sop_counts(&w->sop, c->channel, NULL);
		if (c->contact && c->outbound)
			w->past[w->pasts++] = (struct crm_past_contact){ .day = day, .channel = c->channel,
			                                                 .counts = c->counts };
	}
	w->order = (struct crm_order_fact){ .id = 1, .day = START + any(30), .counts = true };
	w->order.at = w->order.day * DAY;
	w->customer = (struct crm_customer){ .id = 7, .refuses = any(8) ? NULL : (char *)"phone" };
	w->facts = (struct crm_facts){
		.type = &crm_customer_type, .customer = &w->customer, .since = START, .sop = &w->sop,
		.contacts = CONTACTS, .contact = w->contact, .orders = 1, .order = &w->order,
	};
}

static bool
allowed(const struct world *w, int64_t day)
{
	const struct crm_attempt attempt = { .at = day * DAY, .channel = w->channels[0],
	                                     .pasts = w->pasts, .past = w->past };
	char why[CRM_ALLOWED_SIZE];

	return crm_allowed(&w->sop, &w->facts, &attempt, why) == 0;
}

static void
the_agenda_takes_the_first_day_that_crm_log_allows(void **state)
{
	size_t moved = 0, suppressed = 0, at_once = 0;

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		struct world w = { .pasts = 0 };
		struct crm_agenda agenda = { .until = START + 400 };
		const struct crm_due *due;

		make_rules(&w);
		make_history(&w);
		if (!w.channel.contact)
			continue;   /* crm-log limits no attempt that reaches nobody */
		assert_int_equal(crm_agenda_compute(&w.sop, &w.facts, &agenda), 0);
		assert_int_equal(agenda.n, 1);
		due = agenda.due;
		for (int64_t day = due->wanted; day < due->due; day++)
			if (allowed(&w, day))
				fail_msg("round %d: %d is allowed, due on %d", i, (int)day, (int)due->due);
		if (due->fate == CRM_WANTED ? !allowed(&w, due->due) : allowed(&w, due->wanted))
			fail_msg("round %d: the agenda and crm-log disagree on %d", i, (int)due->due);
		suppressed += due->fate == CRM_SUPPRESSED;
		moved += due->fate == CRM_WANTED && due->due > due->wanted;
		at_once += due->fate == CRM_WANTED && due->due == due->wanted;
		crm_agenda_clear(&agenda);
	}
	assert_true(moved > ROUNDS / 10 && suppressed > ROUNDS / 50 && at_once > ROUNDS / 10);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_period_holds_its_last_day_and_not_the_one_before_its_first),
		cmocka_unit_test(a_period_is_full_where_it_ends_with_a_later_contact),
		cmocka_unit_test(a_share_is_of_real_contacts_in_its_time),
		cmocka_unit_test(a_share_is_not_asked_of_too_few),
		cmocka_unit_test(whoever_refuses_all_refuses_what_is_not_known),
		cmocka_unit_test(the_agenda_takes_the_first_day_that_crm_log_allows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
