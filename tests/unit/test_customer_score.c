/* What customer_score.h promises. */
#include "agenda_facts.h"
#include "customer_score.h"
#include "database.h"
#include "fact_def.h"

enum { DAY = 86400 };

static struct crm_score
score_of(int64_t customer, int64_t day, int64_t p_alive, int64_t cltv)
{
	return (struct crm_score){ .customer = customer, .when = CRM_SET(day * DAY),
	                           .p_alive = CRM_SET(p_alive), .cltv = CRM_SET(cltv),
	                           .model = "mbgnbd", .days = CRM_SET(365) };
}

static int64_t
scores(crm *db)
{
	struct crm_int n;

	OK(db_number(db, &n, SQL("SELECT COUNT(*) FROM score")));
	return n.value;
}

static void
a_score_of_the_same_day_takes_the_place_of_the_other(void **state)
{
	crm *db = *state;
	int64_t id = database_customer(db, "Eve");
	struct crm_score first = score_of(id, 100, 900000, 5000), again = score_of(id, 100, 800000, 10);
	struct crm_score later = score_of(id, 101, 700000, 20);

	OK(crm_score_put(db, &first));
	OK(crm_score_put(db, &again));
	assert_int_equal(again.id, first.id);
	OK(crm_score_put(db, &later));
	assert_int_not_equal(later.id, first.id);
	assert_int_equal(scores(db), 2);
}

static void
a_probability_lies_between_0_and_1(void **state)
{
	crm *db = *state;
	struct crm_score wrong = score_of(database_customer(db, "Eve"), 100, 1000001, 5000);

	assert_int_equal(crm_score_put(db, &wrong), CRM_INVALID);
	wrong.p_alive.value = -1;
	assert_int_equal(crm_score_put(db, &wrong), CRM_INVALID);
	assert_int_equal(scores(db), 0);
}

/* The fact of that name on a day, from the records. */
static struct crm_int
fact_on(crm *db, int64_t customer, const char *name, int64_t day)
{
	struct agenda_facts *reader = agenda_facts_open(db, customer, customer, NULL);
	struct fact_use use;
	struct crm_int value;

	assert_true(fact_find(name, strlen(name), &use));
	value = fact_value(&use, agenda_facts_of(reader, customer), day);
	OK(agenda_facts_close(reader));
	return value;
}

static void
facts_are_those_of_the_latest_score_by_then(void **state)
{
	crm *db = *state;
	int64_t id = database_customer(db, "Eve");
	struct crm_score first = score_of(id, 100, 900000, 5000), last = score_of(id, 110, 0, 7000);

	last.p_alive.set = false;
	OK(crm_score_put(db, &first));
	OK(crm_score_put(db, &last));
	assert_false(fact_on(db, id, "cltv", 99).set);
	assert_int_equal(fact_on(db, id, "cltv", 100).value, 5000);
	assert_int_equal(fact_on(db, id, "p_alive", 109).value, 900000);
	assert_int_equal(fact_on(db, id, "cltv", 110).value, 7000);
	/* That model had none: an older one is not taken for it. */
	assert_false(fact_on(db, id, "p_alive", 110).set);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DATABASE_TEST(a_score_of_the_same_day_takes_the_place_of_the_other),
		DATABASE_TEST(a_probability_lies_between_0_and_1),
		DATABASE_TEST(facts_are_those_of_the_latest_score_by_then),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
