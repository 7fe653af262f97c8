/* What customer_fact.h promises. */
#include <stdio.h>

#include "customer_fact.h"
#include "database.h"
#include "noun.h"
#include "select.h"

enum { TODAY = 20779 };   /* 2026-11-22, as database.h has it */

static void
set(crm *db, struct crm_customer_fact *fact, const char *field, const char *text)
{
	OK(crm_assign(db, &crm_customer_fact_type, crm_field(&crm_customer_fact_type, field), fact, text));
}

/* Add a fact about C1; its id. */
static int64_t
add(crm *db, const char *kind, const char *when, const char *expires)
{
	AUTO(crm_customer_fact) fact = { .customer = 1 };

	set(db, &fact, "kind", kind);
	set(db, &fact, "text", "early delivery");
	if (when)
		set(db, &fact, "when", when);
	if (expires)
		set(db, &fact, "expires", expires);
	OK(crm_customer_fact_add(db, &fact));
	return fact.id;
}

/* The number in a computed column of a fact. */
static int64_t
number_of(crm *db, int64_t id, const char *column)
{
	struct crm_select want = { .type = &crm_customer_fact_type, .id = id, .columns = column };
	struct crm_int number = { 0 };
	crm_rows *rows = crm_select(db, &want, NULL);

	assert_true(crm_rows_next(rows, &number));
	OK(crm_rows_close(rows));
	assert_true(number.set);
	return number.value;
}

static void
a_fact_is_of_now_and_from_who_records_it(void **state)
{
	crm *db = *state;
	AUTO(crm_customer_fact) fact = { 0 };

	database_customer(db, "Ada");
	OK(crm_customer_fact_get(db, add(db, "Need", NULL, NULL), &fact));
	assert_string_equal(fact.kind, "need");
	assert_string_equal(fact.source, "amy");
	assert_int_equal(fact.when.value, crm_context(db)->clock.now);
	assert_int_equal(fact.day.value, TODAY);
	assert_false(fact.expires.set);
}

static void
another_word_may_be_the_kind_but_no_sentence(void **state)
{
	const struct crm_field *kind = crm_field(&crm_customer_fact_type, "kind");
	crm *db = *state;
	AUTO(crm_customer_fact) fact = { 0 };
	struct crm_fault why;

	assert_int_equal(crm_field_parse(kind, &fact, "Contract", crm_context(db), &why), 0);
	assert_string_equal(fact.kind, "contract");
	assert_int_equal(crm_field_parse(kind, &fact, "合約", crm_context(db), &why), 0);
	assert_int_equal(crm_field_parse(kind, &fact, "two words", crm_context(db), &why), CRM_INVALID);
	assert_int_equal(crm_field_parse(kind, &fact, "need,pain", crm_context(db), &why), CRM_INVALID);
}

static void
the_age_counts_civil_days(void **state)
{
	crm *db = *state;

	database_customer(db, "Ada");
	assert_int_equal(number_of(db, add(db, "need", NULL, NULL), "age"), 0);
	assert_int_equal(number_of(db, add(db, "need", "2026-11-21 23:59", NULL), "age"), 1);
	assert_int_equal(number_of(db, add(db, "need", "2025-11-22", NULL), "age"), 365);
}

static void
a_fact_is_stale_when_it_expired_or_is_older_than_its_kind_keeps(void **state)
{
	static const struct { const char *kind; int days; } lives[] = {
		{ "news", 90 }, { "need", 180 }, { "pain", 365 }, { "expectation", 365 },
		{ "competitor", 365 }, { "preference", 730 }, { "contract", 365 },
	};
	crm *db = *state;
	char when[32];

	database_customer(db, "Ada");
	for (size_t i = 0; i < sizeof lives / sizeof *lives; i++) {
		snprintf(when, sizeof when, "-%dd", lives[i].days);
		assert_int_equal(number_of(db, add(db, lives[i].kind, when, NULL), "stale"), 0);
		snprintf(when, sizeof when, "-%dd", lives[i].days + 1);
		assert_int_equal(number_of(db, add(db, lives[i].kind, when, NULL), "stale"), 1);
	}
	assert_int_equal(number_of(db, add(db, "need", "-9d", "today"), "stale"), 0);
	assert_int_equal(number_of(db, add(db, "need", "-9d", "2026-11-21"), "stale"), 1);
}

static void
it_cannot_expire_before_it_is_learned(void **state)
{
	crm *db = *state;
	struct crm_customer_fact fact = { .customer = database_customer(db, "Ada"),
	                                  .kind = strdup("need"), .text = strdup("x"),
	                                  .expires = CRM_SET(TODAY - 1) };

	assert_int_equal(crm_customer_fact_add(db, &fact), CRM_INVALID);
	fact.expires.value = TODAY;
	OK(crm_customer_fact_add(db, &fact));
	crm_customer_fact_clear(&fact);
}

static void
needs_count_while_they_hold(void **state)
{
	static const struct { const char *kind, *when, *expires; } facts[] = {
		{ "need", "-9d", NULL }, { "need", "-9d", "today" }, { "need", "-9d", "-1d" },
		{ "pain", "-9d", NULL }, { "news", NULL, NULL },
	};
	crm *db = *state;
	struct crm_select want = { .columns = "needs,pains", .id = 1 };
	struct { struct crm_int needs, pains; } counted = { .needs = { 0 } };
	crm_rows *rows;

	database_customer(db, "Ada");
	for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
		AUTO(crm_customer_fact) fact = { .customer = 1, .kind = strdup(facts[i].kind) };

		set(db, &fact, "text", "x");
		set(db, &fact, "when", facts[i].when ? facts[i].when : "today");
		if (facts[i].expires && *facts[i].expires == '-')
			fact.expires = (struct crm_int)CRM_SET(TODAY - 1);
		else if (facts[i].expires)
			fact.expires = (struct crm_int)CRM_SET(TODAY);
		OK(crm_customer_fact_add(db, &fact));
	}
	want.type = crm_noun(db, "customer");
	rows = crm_select(db, &want, NULL);
	assert_true(crm_rows_next(rows, &counted));
	OK(crm_rows_close(rows));
	assert_int_equal(counted.needs.value, 2);
	assert_int_equal(counted.pains.value, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DATABASE_TEST(a_fact_is_of_now_and_from_who_records_it),
		DATABASE_TEST(another_word_may_be_the_kind_but_no_sentence),
		DATABASE_TEST(the_age_counts_civil_days),
		DATABASE_TEST(a_fact_is_stale_when_it_expired_or_is_older_than_its_kind_keeps),
		DATABASE_TEST(it_cannot_expire_before_it_is_learned),
		DATABASE_TEST(needs_count_while_they_hold),
	};

	return cmocka_run_group_tests_name("customer_fact", tests, NULL, NULL);
}
