/* What segments.h promises. */
#include "database.h"
#include "numbers.h"
#include "purchases.h"
#include "segments.h"

enum { TODAY = 1000 };

static void
buy(struct crm_purchase_log *log, int64_t id, int64_t day, int64_t amount)
{
	struct crm_fault why;

	assert_int_equal(crm_purchase_log_add(log, &id, sizeof id, day, amount, &why), 0);
}

/* 1 buys often, 2 once lately, 3 once long ago, 4 much long ago, 5 returned all. */
static struct crm_purchase_log *
sample(void)
{
	struct crm_purchase_log *log;

	assert_int_equal(crm_purchase_log_open(&log), 0);
	for (int i = 0; i < 5; i++)
		buy(log, 1, TODAY - 2 - 10 * i, 100);
	buy(log, 2, TODAY - 1, 10);
	buy(log, 3, TODAY - 700, 20);
	for (int i = 0; i < 4; i++)
		buy(log, 4, TODAY - 600 - i, 100);
	buy(log, 4, TODAY - 550, -50);
	buy(log, 5, TODAY - 10, -7);
	buy(log, 1, TODAY + 1, 100000);
	return log;
}

static struct crm_segments
scored(struct crm_purchase_log *log)
{
	struct crm_segments segments = { .rfm = { .scores = 5 }, .end = TODAY };
	struct crm_fault why;

	if (crm_segments_score(&segments, log, &why))
		fail_msg("%s", why.text);
	return segments;
}

static void
customers_are_scored_and_put_into_segments(void **state)
{
	static const char *const segment[] = { "high_value", "new", "lost", "at_risk" };
	static const char score[][4] = { "455", "521", "122", "244" };
	static const int monetary[] = { 500, 10, 20, 350 };
	struct crm_purchase_log *log = sample();
	struct crm_segments segments = scored(log);
	struct crm_segment_member m = { 0 };

	(void)state;
	assert_int_equal(segments.n, 4);
	for (size_t i = 0; i < 4; i++) {
		char scores[64];

		crm_segments_member(&segments, i, &m);
		snprintf(scores, sizeof scores, "%d%d%d", (int)m.r.value, (int)m.f.value,
		         (int)m.m.value);
		assert_int_equal(m.monetary.value, monetary[i]);
		assert_string_equal(m.segment, segment[i]);
		assert_string_equal(scores, score[i]);
	}
	assert_int_equal(m.last_order.value, TODAY - 600);
	assert_int_equal(m.recency.value, 600);
	assert_int_equal(m.frequency.value, 4);
	crm_segments_clear(&segments);
	crm_purchase_log_close(log);
}

static void
without_amounts_the_frequency_stands_for_both(void **state)
{
	struct crm_purchase_log *log = sample();
	struct crm_segments segments = { .rfm = { .scores = 4 }, .end = TODAY, .without_spend = true };
	struct crm_segment_member m = { 0 };
	struct crm_fault why;

	(void)state;
	assert_int_equal(crm_segments_score(&segments, log, &why), 0);
	crm_segments_member(&segments, 0, &m);
	assert_false(m.monetary.set);
	assert_false(m.m.set);
	assert_int_equal(m.f.value, 4);
	assert_string_equal(m.segment, "high_value");
	crm_segments_clear(&segments);
	assert_int_equal(crm_segments_fix(&segments, "monetary=1,2,3", "USD", &why), 0);
	assert_int_equal(crm_segments_score(&segments, log, &why), CRM_INVALID);
	crm_purchase_log_close(log);
}

static void
limits_may_be_fixed_measure_by_measure(void **state)
{
	struct crm_purchase_log *log = sample();
	struct crm_segments segments = { .rfm = { .scores = 4 }, .end = TODAY };
	struct crm_segment_member m = { 0 };
	struct crm_fault why;

	(void)state;
	assert_int_equal(crm_segments_fix(&segments, "recency=30,365,650", "USD", &why), 0);
	assert_int_equal(crm_segments_fix(&segments, "monetary=3.50,0.10,5.00", "USD", &why), 0);
	assert_int_equal(crm_segments_score(&segments, log, &why), 0);
	crm_segments_member(&segments, 0, &m);
	assert_int_equal(m.r.value, 4);
	assert_int_equal(m.m.value, 4);
	crm_segments_member(&segments, 3, &m);
	assert_int_equal(m.r.value, 2);
	assert_int_equal(m.m.value, 3);
	crm_segments_member(&segments, 2, &m);
	assert_int_equal(m.r.value, 1);
	assert_int_equal(m.m.value, 2);
	crm_segments_clear(&segments);
	crm_purchase_log_close(log);
}

static void
limits_that_make_no_sense_are_refused(void **state)
{
	static const char *const bad[] = {
		"", "recency", "recency=", "recency=1,2", "recency=1,2,x", "recency=-1,2,3", "recensy=1,2,3",
		"frequency=1.5,2,3", "frequency=1,2,2", "monetary=1.234,2,3", "monetary=EUR 1,2,3",
		"monetary=1,2,3,4,5,6,7,8,9,10,11",
	};
	struct crm_segments segments = { .rfm = { .scores = 4 } };
	struct crm_fault why;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(crm_segments_fix(&segments, bad[i], "USD", &why), CRM_INVALID);
		assert_true(*why.text);
	}
	assert_false(segments.fixed[CRM_RECENCY] || segments.fixed[CRM_MONETARY]);
	assert_int_equal(crm_segments_fix(&segments, "monetary=1.234,2,3", "KWD", &why), 0);
}

/* What was put, as "id:name", blanks between. */
struct seen { size_t n, fail_at; char text[128]; };

static int
see(void *aux, const void *record)
{
	const struct crm_segment_member *m = record;
	struct seen *seen = aux;
	size_t at = strlen(seen->text);

	snprintf(seen->text + at, sizeof seen->text - at, "%s%d:%s", at ? " " : "", (int)m->id,
	         m->customer_name ? m->customer_name : "");
	return ++seen->n == seen->fail_at ? CRM_DATABASE : 0;
}

static void
customers_come_with_their_names_and_only_those_wanted(void **state)
{
	crm *db = *state;
	struct crm_purchase_log *log = sample();
	struct crm_segments segments = scored(log);
	struct crm_lifetime_customers whom = { .db = db, .log = log };
	struct seen all = { 0 }, some = { 0 }, failing = { .fail_at = 2 };
	const int64_t wanted[] = { 2, 4, 77 };

	database_customer(db, "Amy");
	database_customer(db, "Bob");
	OK(crm_segments_each(&segments, &whom, see, &all));
	assert_string_equal(all.text, "1:Amy 2:Bob 3: 4:");
	assert_int_equal(crm_segments_each(&segments, &whom, see, &failing), CRM_DATABASE);
	assert_int_equal(failing.n, 2);
	whom.ids = wanted;
	whom.n = 3;
	OK(crm_segments_each(&segments, &whom, see, &some));
	assert_string_equal(some.text, "2:Bob 4:");
	crm_segments_clear(&segments);
	crm_purchase_log_close(log);
}

static int
add(void *totals, const void *record)
{
	const struct crm_segment_member *member = record;

	crm_segment_totals_add(totals, member);
	return 0;
}

static void
segments_are_counted_with_their_revenue(void **state)
{
	crm *db = *state;
	struct crm_purchase_log *log = sample();
	struct crm_segments segments = scored(log);
	struct crm_lifetime_customers whom = { .db = db, .log = log };
	struct crm_segment_totals totals = { 0 };
	struct crm_segment_summary s;

	OK(crm_segments_each(&segments, &whom, add, &totals));
	assert_true(crm_segment_total(&totals, CRM_AT_RISK, &s));
	assert_string_equal(s.segment, "at_risk");
	assert_int_equal(s.n.value, 1);
	assert_within(s.share.value, 0.25, 1e-9);
	/* Wilson for 1 of 4, from R's prop.test(1, 4, correct = FALSE). */
	assert_within(s.lo.value, 0.0455872, 1e-6);
	assert_within(s.hi.value, 0.6993582, 1e-6);
	assert_int_equal(s.revenue.value, 350);
	assert_within(s.revenue_share.value, 350.0 / 880, 1e-6);
	assert_within(s.recency.value, 600, 1e-9);
	assert_int_equal(s.monetary.value, 350);
	assert_true(crm_segment_total(&totals, CRM_POTENTIAL, &s));
	assert_int_equal(s.n.value, 0);
	assert_true(s.share.set && s.share.value == 0 && s.hi.value > 0.3);
	assert_false(s.recency.set || s.monetary.set);
	assert_false(crm_segment_total(&totals, CRM_SEGMENTS, &s));
	crm_segments_clear(&segments);
	crm_purchase_log_close(log);
}

static void
nobody_and_too_much_have_no_shares(void **state)
{
	struct crm_segment_totals nobody = { 0 }, much = { 0 }, loss = { 0 };
	struct crm_segment_member m = { .segment = "new", .monetary = CRM_SET(INT64_MAX) };
	struct crm_segment_summary s;

	(void)state;
	assert_true(crm_segment_total(&nobody, 0, &s));
	assert_int_equal(s.n.value, 0);
	assert_false(s.share.set || s.revenue.set);
	crm_segment_totals_add(&much, &m);
	crm_segment_totals_add(&much, &m);
	crm_segment_total(&much, CRM_NEW, &s);
	assert_int_equal(s.n.value, 2);
	assert_false(s.revenue.set || s.revenue_share.set || s.monetary.set);
	m.monetary.value = -5;
	crm_segment_totals_add(&loss, &m);
	crm_segment_total(&loss, CRM_NEW, &s);
	assert_int_equal(s.revenue.value, -5);
	assert_false(s.revenue_share.set);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(customers_are_scored_and_put_into_segments),
		cmocka_unit_test(without_amounts_the_frequency_stands_for_both),
		cmocka_unit_test(limits_may_be_fixed_measure_by_measure),
		cmocka_unit_test(limits_that_make_no_sense_are_refused),
		DATABASE_TEST(customers_come_with_their_names_and_only_those_wanted),
		DATABASE_TEST(segments_are_counted_with_their_revenue),
		cmocka_unit_test(nobody_and_too_much_have_no_shares),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
