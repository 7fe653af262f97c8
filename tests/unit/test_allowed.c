/* What allowed.h promises. */
#include <stdio.h>

#include "allowed.h"
#include "customer.h"
#include "database.h"
#include "date.h"
#include "interaction.h"
#include "query.h"

enum { SUNDAY = 20779 };   /* 2026-11-22 */

static struct crm_limit limit;
static struct crm_counting channels[2], outcomes[1];
static struct crm_sop sop;
static struct crm_customer customer;
static struct crm_facts facts;
static char why[CRM_ALLOWED_SIZE];

static int
start(void **state)
{
	(void)state;
	limit = (struct crm_limit){ .name = "limit" };
	channels[0] = (struct crm_counting){ .name = "newsletter" };
	channels[1] = (struct crm_counting){ .name = "letter", .contact = true, .counts_to_cap = true };
	outcomes[0] = (struct crm_counting){ .name = "no_answer" };
	sop = (struct crm_sop){ .limits = 1, .limit = &limit, .channels = 2, .channel = channels,
	                        .outcomes = 1, .outcome = outcomes };
	customer = (struct crm_customer){ .id = 7 };
	facts = (struct crm_facts){ .type = &crm_customer_type, .customer = &customer, .sop = &sop };
	why[0] = '\0';
	return 0;
}

/* At a time of a day, in minutes; the contacts before are past[]. */
static int
ask(int64_t day, int minute, const char *channel, const struct crm_past_contact *past, size_t n)
{
	struct crm_attempt attempt = { .at = day * 86400 + minute * 60, .channel = channel,
	                               .pasts = n, .past = past };

	why[0] = '\0';
	return crm_allowed(&sop, &facts, &attempt, why);
}

static void
without_limits_everything_is_allowed(void **state)
{
	(void)state;
	assert_int_equal(ask(SUNDAY, 3 * 60, "phone", NULL, 0), 0);
	sop.limits = 0;
	assert_int_equal(ask(SUNDAY, 3 * 60, NULL, NULL, 0), 0);
}

static void
what_a_customer_refuses_is_refused(void **state)
{
	(void)state;
	customer.refuses = "sms,phone";
	assert_int_equal(ask(SUNDAY, 600, "phone", NULL, 0), CRM_INVALID);
	assert_string_equal(why, "C7 refuses phone");
	assert_int_equal(ask(SUNDAY, 600, "email", NULL, 0), 0);
	assert_int_equal(ask(SUNDAY, 600, "phon", NULL, 0), 0);
	assert_int_equal(ask(SUNDAY, 600, NULL, NULL, 0), 0);
	customer.refuses = "all";
	assert_int_equal(ask(SUNDAY, 600, NULL, NULL, 0), CRM_INVALID);
	assert_string_equal(why, "C7 refuses to be contacted");
	sop.limits = 0;
	assert_int_equal(ask(SUNDAY, 600, "email", NULL, 0), CRM_INVALID);
}

static void
quiet_hours_go_over_midnight(void **state)
{
	(void)state;
	limit.quiet.from = 21 * 60;
	limit.quiet.to = 8 * 60;
	assert_int_equal(ask(SUNDAY, 20 * 60 + 59, "phone", NULL, 0), 0);
	assert_int_equal(ask(SUNDAY, 21 * 60, "phone", NULL, 0), CRM_INVALID);
	assert_string_equal(why, "C7 is to be left alone from 21:00 to 08:00, says [limit], and it is 21:00 there");
	assert_int_equal(ask(SUNDAY, 7 * 60 + 59, NULL, NULL, 0), CRM_INVALID);
	assert_int_equal(ask(SUNDAY, 8 * 60, "phone", NULL, 0), 0);
}

static void
a_date_without_time_is_never_quiet(void **state)
{
	(void)state;
	limit.quiet.from = 21 * 60;
	limit.quiet.to = 8 * 60;
	assert_int_equal(ask(SUNDAY, 0, "phone", NULL, 0), 0);
	assert_int_equal(ask(SUNDAY, 1, "phone", NULL, 0), CRM_INVALID);
}

static void
channels_that_disturb_nobody_have_no_quiet_hours(void **state)
{
	(void)state;
	limit.quiet.to = 23 * 60;
	assert_int_equal(ask(SUNDAY, 600, "letter", NULL, 0), 0);
	assert_int_equal(ask(SUNDAY, 600, "sms", NULL, 0), CRM_INVALID);
}

static void
quiet_hours_are_the_customers(void **state)
{
	struct crm_attempt attempt = { .channel = "phone" };
	struct crm_zone *taipei, *york;
	struct crm_fault fault;

	(void)state;
	limit.quiet.from = 21 * 60;
	limit.quiet.to = 8 * 60;
	assert_int_equal(crm_zone_open(&taipei, "Asia/Taipei", &fault), 0);
	assert_int_equal(crm_zone_open(&york, "America/New_York", &fault), 0);
	attempt.zone = taipei;
	attempt.at = crm_zone_instant(taipei, SUNDAY * 86400 + 15 * 3600);   /* 02:00 in New York */
	assert_int_equal(crm_allowed(&sop, &facts, &attempt, why), 0);
	attempt.clock = york;
	assert_int_equal(crm_allowed(&sop, &facts, &attempt, why), CRM_INVALID);
	assert_non_null(strstr(why, "it is 02:00 there"));
	attempt.at = crm_zone_instant(taipei, SUNDAY * 86400 + 22 * 3600);   /* 09:00 */
	assert_int_equal(crm_allowed(&sop, &facts, &attempt, why), 0);
	crm_zone_close(taipei);
	crm_zone_close(york);
}

static void
days_of_no_contact_are_days_of_the_week(void **state)
{
	(void)state;
	limit.no_days = 1u << 6 | 1u << 5;
	assert_int_equal(ask(SUNDAY, 600, "letter", NULL, 0), CRM_INVALID);
	assert_string_equal(why, "C7 is not to be contacted on Sundays, says [limit]");
	assert_int_equal(ask(SUNDAY - 1, 600, "phone", NULL, 0), CRM_INVALID);
	assert_int_equal(ask(SUNDAY + 1, 600, "phone", NULL, 0), 0);
}

static void
a_cap_does_not_hold_up_what_was_promised(void **state)
{
	struct crm_past_contact past[] = { { SUNDAY - 1, "phone", "amy", true } };
	struct crm_attempt attempt = { .at = SUNDAY * 86400 + 36000, .promised = true, .pasts = 1,
	                               .past = past };

	(void)state;
	limit.cap = 1;
	limit.per = (struct crm_period){ 1, CRM_WEEK };
	assert_int_equal(ask(SUNDAY, 600, NULL, past, 1), CRM_INVALID);
	assert_int_equal(crm_allowed(&sop, &facts, &attempt, why), 0);
	limit.cap = 0;
	assert_int_equal(crm_allowed(&sop, &facts, &attempt, why), CRM_INVALID);
}

static void
a_cap_names_who_made_the_contacts(void **state)
{
	static const struct crm_past_contact past[] = {
		{ SUNDAY - 7, "visit", "cat", true },
		{ SUNDAY - 6, "phone", "amy", true },
		{ SUNDAY - 2, NULL, "bob", true },
		{ SUNDAY, "email", NULL, true },
	};

	(void)state;
	limit.cap = 3;
	limit.per = (struct crm_period){ 1, CRM_WEEK };
	assert_int_equal(ask(SUNDAY, 600, "phone", past, 3), 0);
	assert_int_equal(ask(SUNDAY, 600, "phone", past, 4), CRM_INVALID);
	assert_string_equal(why, "C7 has had 3 contacts within 1w, all that [limit] allows: amy by phone on "
	                    "2026-11-16, bob on 2026-11-20, somebody by email on 2026-11-22");
	assert_int_equal(ask(SUNDAY + 1, 600, "phone", past, 4), 0);
}

/* No week that holds the day may hold four, those that end later neither. */
static void
what_is_recorded_late_counts_with_what_came_after(void **state)
{
	static const struct crm_past_contact past[] = {
		{ SUNDAY - 3, "phone", "amy", true }, { SUNDAY - 1, "phone", "amy", true },
		{ SUNDAY, "phone", "amy", true },
	};

	(void)state;
	limit.cap = 3;
	limit.per = (struct crm_period){ 7, CRM_DAY_UNIT };
	assert_int_equal(ask(SUNDAY - 6, 600, "phone", past, 3), CRM_INVALID);
	assert_int_equal(ask(SUNDAY - 7, 600, "phone", past, 3), 0);
	assert_int_equal(ask(SUNDAY - 2, 600, "phone", past, 3), CRM_INVALID);
	assert_int_equal(ask(SUNDAY + 3, 600, "phone", past, 3), CRM_INVALID);
	assert_int_equal(ask(SUNDAY + 4, 600, "phone", past, 3), 0);
}

static void
what_does_not_count_takes_no_place(void **state)
{
	static const struct crm_past_contact past[] = {
		{ SUNDAY - 1, "other", "amy", false }, { SUNDAY - 1, "phone", "amy", true },
	};
	struct crm_attempt attempt = { .at = SUNDAY * 86400, .pasts = 2, .past = past };

	(void)state;
	limit.cap = 1;
	limit.per = (struct crm_period){ 1, CRM_WEEK };
	attempt.channel = "newsletter";
	assert_int_equal(crm_allowed(&sop, &facts, &attempt, why), 0);
	attempt.channel = "phone";
	assert_int_equal(crm_allowed(&sop, &facts, &attempt, why), CRM_INVALID);
	assert_string_equal(why, "C7 has had 1 contact within 1w, all that [limit] allows: amy by phone on 2026-11-21");
	attempt.outcome = "no_answer";
	assert_int_equal(crm_allowed(&sop, &facts, &attempt, why), 0);
	limit.cap = 0;
	attempt.outcome = NULL;
	assert_int_equal(crm_allowed(&sop, &facts, &attempt, why), CRM_INVALID);
	assert_string_equal(why, "C7 is not to be contacted: [limit] has a cap of 0");
}

static void
many_contacts_are_counted_not_listed(void **state)
{
	struct crm_past_contact past[400];
	char name[121];

	(void)state;
	memset(name, 'n', sizeof name - 1);
	name[sizeof name - 1] = '\0';
	for (size_t i = 0; i < 400; i++)
		past[i] = (struct crm_past_contact){ SUNDAY, "phone", name, true };
	limit.cap = 300;
	limit.per = (struct crm_period){ 1, CRM_YEAR };
	assert_int_equal(ask(SUNDAY, 600, "phone", past, 400), CRM_INVALID);
	assert_true(strlen(why) < sizeof why - 1);
	past[0].who = "amy";
	assert_int_equal(ask(SUNDAY, 600, "phone", past, 300), CRM_INVALID);
	assert_non_null(strstr(why, "C7 has had 300 contacts within 1y"));
	for (size_t i = 0; i < 400; i++)
		past[i].who = "amy";
	assert_int_equal(ask(SUNDAY, 600, "phone", past, 300), CRM_INVALID);
	assert_non_null(strstr(why, "on 2026-11-22 and 295 more"));
}

static void
one_channel_has_its_share_and_no_more(void **state)
{
	static const struct crm_past_contact past[] = {
		{ SUNDAY - 90, "phone", "amy", true }, { SUNDAY - 5, "email", "amy", true },
		{ SUNDAY - 4, "phone", "amy", true }, { SUNDAY - 3, "phone", "amy", true },
		{ SUNDAY + 9, "email", "amy", true },
	};

	(void)state;
	limit.share = 60;
	limit.share_per = (struct crm_period){ 90, CRM_DAY_UNIT };
	limit.share_from = 3;
	assert_int_equal(ask(SUNDAY, 600, "phone", past, 0), 0);
	assert_int_equal(ask(SUNDAY, 600, "phone", past, 3), 0);        /* 1 of 2 */
	assert_int_equal(ask(SUNDAY, 600, "phone", past, 5), CRM_INVALID);
	assert_string_equal(why, "C7 has had 2 of 3 contacts within 90d by phone; [limit] allows 60 %"
	                    " from 3 contacts on");
	limit.share_from = 4;
	assert_int_equal(ask(SUNDAY, 600, "phone", past, 5), 0);
	assert_int_equal(ask(SUNDAY, 600, "email", past, 5), 0);
	assert_int_equal(ask(SUNDAY, 600, NULL, past, 5), 0);
}

static void
the_first_limit_that_holds_is_the_customers(void **state)
{
	crm *db = *state;
	static struct crm_limit limits[2];
	struct crm_fault fault;

	start(NULL);
	limits[0] = (struct crm_limit){ .name = "limit press", .when.text = "city=Linz", .no_days = 127 };
	limits[1] = (struct crm_limit){ .name = "limit" };
	sop.limit = limits;
	sop.limits = 2;
	assert_int_equal(crm_query_parse(&limits[0].when.query, &crm_customer_type, "city=Linz", crm_context(db),
	                                 &fault), 0);
	assert_int_equal(ask(SUNDAY, 600, "phone", NULL, 0), 0);
	customer.city = "Linz";
	assert_int_equal(ask(SUNDAY, 600, "phone", NULL, 0), CRM_INVALID);
	assert_string_equal(why, "C7 is not to be contacted on Sundays, says [limit press]");
	crm_query_free(limits[0].when.query);
}

/* --- of a database -------------------------------------------------------------------------- */

static int
log_contact(crm *db, int64_t id, const char *who, const char *direction)
{
	struct crm_interaction i = { .customer = id, .channel = strdup("phone"), .who = strdup(who),
	                             .direction = strdup(direction) };
	int error = crm_interaction_allowed(db, &i);

	if (!error)
		error = crm_interaction_add(db, &i);
	crm_interaction_clear(&i);
	return error;
}

static void
the_default_procedure_allows_three_contacts_a_week(void **state)
{
	crm *db = *state;
	int64_t id = database_customer(db, "Ada");

	OK(log_contact(db, id, "amy", "out"));
	OK(log_contact(db, id, "bob", "out"));
	OK(log_contact(db, id, "cat", "out"));
	assert_int_equal(log_contact(db, id, "dan", "out"), CRM_INVALID);
	assert_string_equal(crm_message(db), "C1 has had 3 contacts within 1w, all that [limit] allows: amy by phone "
	                    "on 2026-11-22, bob by phone on 2026-11-22, cat by phone on 2026-11-22");
	OK(log_contact(db, id, "ada", "in"));
	OK(crm_set_now(db, "2026-11-29 12:00", false));
	OK(log_contact(db, id, "amy", "out"));
}

static void
a_zone_of_the_customers_own_is_looked_at(void **state)
{
	crm *db = *state;
	struct crm_customer c = { .name = strdup("Far"), .timezone = strdup("America/New_York") };
	struct crm_interaction i = { .channel = "phone" };

	OK(crm_customer_add(db, &c));
	i.customer = c.id;
	assert_int_equal(crm_interaction_allowed(db, &i), CRM_INVALID);   /* 23:00 there */
	i.channel = "email";
	OK(crm_interaction_allowed(db, &i));
	crm_customer_clear(&c);
}

static void
nobody_is_refused_who_is_not_there(void **state)
{
	crm *db = *state;
	struct crm_interaction i = { .customer = 99 };

	OK(crm_interaction_allowed(db, &i));   /* storing it says that there is no such customer */
}

#define RULES_TEST(f) cmocka_unit_test_setup(f, start)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		RULES_TEST(without_limits_everything_is_allowed),
		RULES_TEST(what_a_customer_refuses_is_refused),
		RULES_TEST(quiet_hours_go_over_midnight),
		RULES_TEST(a_date_without_time_is_never_quiet),
		RULES_TEST(channels_that_disturb_nobody_have_no_quiet_hours),
		RULES_TEST(quiet_hours_are_the_customers),
		RULES_TEST(days_of_no_contact_are_days_of_the_week),
		RULES_TEST(a_cap_names_who_made_the_contacts),
		RULES_TEST(a_cap_does_not_hold_up_what_was_promised),
		RULES_TEST(what_is_recorded_late_counts_with_what_came_after),
		RULES_TEST(what_does_not_count_takes_no_place),
		RULES_TEST(many_contacts_are_counted_not_listed),
		RULES_TEST(one_channel_has_its_share_and_no_more),
		DATABASE_TEST(the_first_limit_that_holds_is_the_customers),
		DATABASE_TEST(the_default_procedure_allows_three_contacts_a_week),
		DATABASE_TEST(a_zone_of_the_customers_own_is_looked_at),
		DATABASE_TEST(nobody_is_refused_who_is_not_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
