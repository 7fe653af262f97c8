/* What timeline.h promises. */
#include <stdio.h>

#include "customer_fact.h"
#include "database.h"
#include "interaction.h"
#include "order.h"
#include "response.h"
#include "timeline.h"

/* A contact, an order and a response, an hour apart, the last one an hour before now. */
static int64_t
add_three(crm *db)
{
	int64_t customer = database_customer(db, "Ada"), now = crm_context(db)->clock.now;
	struct crm_interaction i = { .customer = customer, .when = CRM_SET(now - 3 * 3600),
	                             .channel = strdup("phone"), .note = strdup("asked") };
	struct crm_order o = { .customer = customer, .when = CRM_SET(now - 2 * 3600),
	                       .items = strdup("2 x Tea @ 3") };
	struct crm_response r = { .customer = customer, .when = CRM_SET(now - 3600), .score = CRM_SET(9) };

	OK(crm_interaction_add(db, &i));
	OK(crm_order_add(db, &o));
	OK(crm_response_add(db, &r));
	crm_interaction_clear(&i);
	crm_order_clear(&o);
	crm_response_clear(&r);
	return customer;
}

static void
assert_timeline(crm *db, const struct crm_timeline *want, const char *expected)
{
	struct crm_moment m = { 0 };
	crm_rows *rows = crm_timeline(db, want);
	char text[400] = "";
	size_t n = 0;

	while (crm_rows_next(rows, &m))
		n += (size_t)snprintf(text + n, sizeof text - n, "%s%s%s ", m.id, m.summary ? "=" : "",
		                      m.summary ? m.summary : "");
	OK(crm_rows_close(rows));
	assert_string_equal(text, expected);
}

static void
everything_comes_newest_first(void **state)
{
	crm *db = *state;
	struct crm_timeline want = { .customer = add_three(db) };

	assert_timeline(db, &want, "S1 O1=Tea I1=asked ");
	want.limit = 1;
	assert_timeline(db, &want, "S1 ");
	want = (struct crm_timeline){ .kind = "order" };
	assert_timeline(db, &want, "O1=Tea ");
	want = (struct crm_timeline){ .customer = 99 };
	assert_timeline(db, &want, "");
}

static void
a_stretch_of_time_is_from_its_beginning_to_before_its_end(void **state)
{
	crm *db = *state;
	int64_t now = crm_context(db)->clock.now;
	struct crm_timeline want = { .customer = add_three(db), .from = CRM_SET(now - 2 * 3600),
	                             .to = CRM_SET(now - 3600) };

	assert_timeline(db, &want, "O1=Tea ");
}

static void
what_lies_ahead_of_now_is_not_seen(void **state)
{
	crm *db = *state;
	struct crm_timeline want = { .customer = add_three(db) };

	OK(crm_set_now(db, "-1h", false));
	OK(crm_set_now(db, "2026-11-22 09:30", false));
	assert_timeline(db, &want, "I1=asked ");
}

static void
facts_are_left_out_where_only_what_happened_counts(void **state)
{
	crm *db = *state;
	struct crm_timeline want = { .customer = add_three(db) };
	struct crm_customer_fact fact = { .customer = want.customer, .kind = strdup("need"),
	                                  .text = strdup("tea") };

	OK(crm_customer_fact_add(db, &fact));
	crm_customer_fact_clear(&fact);
	assert_timeline(db, &want, "N1=tea S1 O1=Tea I1=asked ");
	want.kind = "fact";
	assert_timeline(db, &want, "N1=tea ");
	want = (struct crm_timeline){ .happened = true };
	assert_timeline(db, &want, "S1 O1=Tea I1=asked ");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DATABASE_TEST(everything_comes_newest_first),
		DATABASE_TEST(a_stretch_of_time_is_from_its_beginning_to_before_its_end),
		DATABASE_TEST(what_lies_ahead_of_now_is_not_seen),
		DATABASE_TEST(facts_are_left_out_where_only_what_happened_counts),
	};

	return cmocka_run_group_tests_name("timeline", tests, NULL, NULL);
}
