/* What leaving.h promises. */
#include "database.h"
#include "interaction.h"
#include "leaving.h"
#include "numbers.h"
#include "order.h"
#include "purchases.h"
#include "response.h"

enum { TODAY = 20000 };

static const struct crm_leaving PLAIN = {
	.end = TODAY, .until = TODAY, .horizon = 180, .recent = 90, .since = INT64_MIN,
	.weights = CRM_LEAVING_WEIGHTS, .currency = "USD",
};

static struct crm_purchase_log *
new_log(void)
{
	struct crm_purchase_log *log;

	assert_int_equal(crm_purchase_log_open(&log), 0);
	return log;
}

static void
buy(struct crm_purchase_log *log, const char *name, int64_t day, int64_t amount)
{
	assert_int_equal(crm_purchase_log_add(log, name, strlen(name) + 1, day, amount, NULL), 0);
}

/* Enough customers of many rhythms for a model; they stay for 300 days in the mean. */
static void
add_crowd(struct crm_purchase_log *log, size_t n, int64_t last)
{
	struct chance chance = { 5 };
	char name[32];

	for (size_t i = 0; i < n; i++) {
		double rate = gamma_variate(&chance, 1) / 40, day = (double)(i % 200);
		double stay = exponential(&chance, 1. / 300);

		snprintf(name, sizeof name, "crowd %zu", i);
		buy(log, name, TODAY - 500 + (int64_t)day, 1000);
		for (double from = day;;) {
			day += exponential(&chance, rate);
			if (day - from > stay || TODAY - 500 + (int64_t)day > last)
				break;
			buy(log, name, TODAY - 500 + (int64_t)day, 1000);
		}
	}
}

/* --- customers of a log -------------------------------------------------------------------- */

struct found { struct crm_leaver leaver[400]; char name[400][16]; size_t n; };

static int
find(void *data, const struct crm_leaver *leaver)
{
	struct found *found = data;

	assert_true(found->n < 400);
	snprintf(found->name[found->n], sizeof found->name[0], "%s",
	         leaver->customer_name ? leaver->customer_name : leaver->customer);
	found->leaver[found->n++] = *leaver;
	return 0;
}

static void
see(struct crm_leaving *l, struct crm_purchase_log *log, struct found *found)
{
	const struct crm_lifetime_customers whom = { .log = log, .currency = "USD" };
	struct crm_fault why;

	found->n = 0;
	if (crm_leaving_open(l, log, &why))
		fail_msg("%s", why.text);
	assert_int_equal(crm_leaving_each(l, &whom, find, found), 0);
}

static void
a_customer_is_held_against_the_own_past(void **state)
{
	struct crm_purchase_log *log = new_log();
	struct crm_leaving l = PLAIN;
	const struct crm_churn_signal *s;
	struct crm_leaving_signal row;
	struct crm_leaving_row line = { 0 };
	struct found found;

	(void)state;
	for (int i = 0; i < 20; i++)                      /* every 30 days until 150 ago */
		buy(log, "regular", TODAY - 150 - 30 * i, 5000);
	buy(log, "regular", TODAY - 100, -700);           /* a return is no purchase */
	see(&l, log, &found);
	assert_int_equal(found.n, 1);
	assert_false(l.forecasts);
	assert_string_equal(l.no_forecast.text, "1 of 1 customers bought again, and it takes 30 "
	                    "to trust a model of them");
	assert_int_equal(found.leaver[0].last_order, TODAY - 150);
	assert_int_equal(found.leaver[0].spent, 20 * 5000 - 700);
	s = &found.leaver[0].signals[CRM_CHURN_SILENCE];
	assert_int_equal(s->n, 19);
	assert_close(s->size, 19. / 20, 1e-15);
	s = &found.leaver[0].signals[CRM_CHURN_SPEND];
	assert_int_equal(s->n, 7);                        /* 721 days are 8 periods of 90 */
	assert_int_equal(s->better, 7);
	assert_close(s->size, 7. / 8, 1e-15);
	assert_close(s->usual, 15000, 0);
	assert_close(found.leaver[0].risk, 19. / 20 + 7. / 8, 1e-9);

	assert_true(crm_leaving_signal(&l, &found.leaver[0], CRM_CHURN_SPEND, &row));
	assert_string_equal(row.evidence, "0.00 in 90 days, less than in 7 of 7 such periods before, "
	                    "usually 150.00");
	assert_close(row.usual.value, 150, 0);
	assert_false(crm_leaving_signal(&l, &found.leaver[0], CRM_CHURN_FORECAST, &row));
	assert_false(crm_leaving_signal(&l, &found.leaver[0], CRM_CHURN_CONTACTS, &row));
	crm_leaving_row(&l, &found.leaver[0], &line);
	assert_string_equal(line.evidence, "150 days without a purchase, longer than 19 of 19 gaps "
	                    "before, usually 30.0; 0.00 in 90 days, less than in 7 of 7 such periods "
	                    "before, usually 150.00");
	assert_false(line.forecast.set);
	assert_false(line.p_alive.set);
	crm_leaving_close(&l);
	crm_purchase_log_close(log);
}

static void
who_bought_once_or_not_for_long_is_no_riddle(void **state)
{
	struct crm_purchase_log *log = new_log();
	struct crm_leaving l = PLAIN;
	struct found found;

	(void)state;
	buy(log, "once", TODAY - 300, 100);
	buy(log, "today", TODAY, 100);
	buy(log, "gone", TODAY - 900, 100);
	buy(log, "returned", TODAY - 20, -100);
	buy(log, "tomorrow", TODAY + 1, 100);
	l.since = TODAY - 365;
	see(&l, log, &found);
	assert_int_equal(found.n, 2);
	assert_string_equal(found.name[0], "once");
	assert_string_equal(found.name[1], "today");
	for (int i = 0; i < CRM_CHURN_SIGNALS; i++)
		for (size_t k = 0; k < found.n; k++)
			assert_false(found.leaver[k].signals[i].told);
	assert_within(found.leaver[0].risk, 0, 0);
	crm_leaving_close(&l);
	crm_purchase_log_close(log);
}

static void
without_amounts_spend_is_not_told(void **state)
{
	struct crm_purchase_log *log = new_log();
	struct crm_leaving l = PLAIN;
	struct crm_leaving_row line = { 0 };
	struct found found;

	(void)state;
	for (int i = 0; i < 20; i++)
		buy(log, "regular", TODAY - 30 * i, 0);
	l.without_spend = true;
	see(&l, log, &found);
	assert_false(found.leaver[0].signals[CRM_CHURN_SPEND].told);
	crm_leaving_row(&l, &found.leaver[0], &line);
	assert_false(line.spend.set);
	assert_false(line.spent.set);
	assert_string_equal(line.evidence, "");
	crm_leaving_close(&l);
	crm_purchase_log_close(log);
}

static void
a_forecast_takes_a_crowd(void **state)
{
	struct crm_purchase_log *log = new_log();
	struct crm_leaving l = PLAIN;
	struct found found;
	double foreseen;

	(void)state;
	add_crowd(log, 300, TODAY);
	see(&l, log, &found);
	if (!l.forecasts)
		fail_msg("%s", l.no_forecast.text);
	for (size_t i = 0; i < found.n; i++) {
		const struct crm_churn_signal *s = &found.leaver[i].signals[CRM_CHURN_FORECAST];

		foreseen = s->now;
		assert_true(s->told);
		assert_true(foreseen > 0 && foreseen <= 1);
		assert_true(s->usual > 0 && s->usual < 1);
		assert_within(s->size, 2 * foreseen - 1, 1e-6);
	}
	crm_leaving_close(&l);
	crm_purchase_log_close(log);
}

static void
clockwork_has_a_reason_for_no_forecast(void **state)
{
	struct crm_purchase_log *log = new_log();
	struct crm_leaving l = PLAIN;
	struct found found;
	char name[16];

	(void)state;
	for (int i = 0; i < 40; i++)
		for (int k = 0; k < 50; k++) {
			snprintf(name, sizeof name, "%d", i);
			buy(log, name, TODAY - 10 * k, 100);
		}
	see(&l, log, &found);
	assert_false(l.forecasts);
	assert_true(*l.no_forecast.text != '\0');
	assert_within(found.leaver[0].risk, -24. / 25, 1e-6);   /* no silence yet */
	crm_leaving_close(&l);
	crm_purchase_log_close(log);
}

static void
weights_are_set_by_name(void **state)
{
	struct crm_leaving l = PLAIN;
	struct crm_fault why;

	(void)state;
	assert_int_equal(crm_leaving_weigh(&l, "silence=2.5,spend=0", &why), 0);
	assert_close(l.weights[CRM_CHURN_SILENCE], 2.5, 0);
	assert_within(l.weights[CRM_CHURN_SPEND], 0, 0);
	assert_close(l.weights[CRM_CHURN_FORECAST], 10, 0);
	assert_int_equal(crm_leaving_weigh(&l, "spend=-1", &why), CRM_INVALID);
	assert_int_equal(crm_leaving_weigh(&l, "spend=1001", &why), CRM_INVALID);
	assert_int_equal(crm_leaving_weigh(&l, "spend", &why), CRM_INVALID);
	assert_int_equal(crm_leaving_weigh(&l, "spend=", &why), CRM_INVALID);
	assert_int_equal(crm_leaving_weigh(&l, "", &why), CRM_INVALID);
	assert_int_equal(crm_leaving_weigh(&l, "luck=1", &why), CRM_INVALID);
	assert_non_null(strstr(why.text, "silence"));
}

/* --- tests by what came ----------------------------------------------------------------------- */

struct measures { struct crm_leaving_measure m[64]; size_t n; };

static int
keep(void *data, const void *m)
{
	struct measures *measures = data;

	assert_true(measures->n < 64);
	measures->m[measures->n++] = *(const struct crm_leaving_measure *)m;
	return 0;
}

static const struct crm_leaving_measure *
measure(const struct measures *all, const char *ranking, const char *chosen, const char *name)
{
	for (size_t i = 0; i < all->n; i++)
		if (strcmp(all->m[i].ranking, ranking) == 0 && strcmp(all->m[i].chosen, chosen) == 0 &&
		    strcmp(all->m[i].measure, name) == 0)
			return &all->m[i];
	fail_msg("there is no %s %s %s", ranking, chosen, name);
	return NULL;
}

static void
a_test_looks_at_the_past_alone(void **state)
{
	struct crm_purchase_log *log = new_log();
	const struct crm_lifetime_customers whom = { .log = log, .currency = "USD" };
	struct crm_leaving l = PLAIN;
	struct measures all = { 0 };
	struct crm_fault why;
	const struct crm_leaving_measure *left, *recall;

	(void)state;
	add_crowd(log, 300, TODAY);
	l.end = TODAY - 180;
	assert_int_equal(crm_leaving_open(&l, log, &why), 0);
	assert_int_equal(crm_leaving_test(&l, &whom, keep, &all, &why), 0);
	left = measure(&all, "all", "all", "left");
	assert_int_equal(left->n.value, 300);
	assert_true(left->lo.value < left->value.value && left->value.value < left->hi.value);
	assert_true(measure(&all, "risk", "all", "auc")->lo.value > 0.5);
	assert_within(measure(&all, "forecast", "all", "foreseen")->value.value, left->value.value,
	              0.1);
	assert_within(measure(&all, "risk-recency", "all", "auc")->value.value,
	              measure(&all, "risk", "all", "auc")->value.value -
	              measure(&all, "recency", "all", "auc")->value.value, 2e-6);
	recall = measure(&all, "risk", "warned", "recall");
	assert_int_equal(recall->n.value, llround(left->value.value * 300));
	crm_leaving_close(&l);
	crm_purchase_log_close(log);
}

static void
a_plot_shows_who_left_by_tenths_of_the_risk(void **state)
{
	const struct crm_plot plot = { .width = 60 };
	struct crm_purchase_log *log = new_log();
	const struct crm_lifetime_customers whom = { .log = log, .currency = "USD" };
	struct crm_leaving l = PLAIN;
	struct crm_fault why;
	char *lines, name[16];

	(void)state;
	for (int i = 0; i < 20; i++) {                    /* one gap each, of 10 days or 110 */
		snprintf(name, sizeof name, "%d", i);
		buy(log, name, TODAY - 400, 100);
		buy(log, name, TODAY - 390 + (i < 10 ? 0 : 100), 100);
		if (i < 5)
			buy(log, name, TODAY - 10, 100);
	}
	l.end = TODAY - 250;
	assert_int_equal(crm_leaving_open(&l, log, &why), 0);
	assert_int_equal(crm_leaving_plot(&l, &whom, &plot, &lines), 0);
	assert_non_null(strstr(lines, "of 20 customers\n"));
	assert_non_null(strstr(lines, "\n3rd"));
	assert_non_null(strstr(lines, " 50% of 10\n"));       /* equal ones in the same tenth */
	assert_non_null(strstr(lines, " 100% of 10\n"));
	assert_non_null(strstr(lines, "nobody\n"));
	free(lines);
	l.until = l.end;
	assert_int_equal(crm_leaving_plot(&l, &whom, &plot, &lines), 0);
	assert_non_null(strstr(lines, "risk of 20 customers\n"));
	free(lines);
	crm_leaving_close(&l);
	crm_purchase_log_close(log);
}

static void
a_test_of_one_kind_of_customer_is_refused(void **state)
{
	struct crm_purchase_log *log = new_log();
	const struct crm_lifetime_customers whom = { .log = log, .currency = "USD" };
	struct crm_leaving l = PLAIN;
	struct measures all = { 0 };
	struct crm_fault why;

	(void)state;
	buy(log, "a", TODAY - 300, 100);
	buy(log, "b", TODAY - 300, -5);
	l.end = TODAY - 180;
	assert_int_equal(crm_leaving_open(&l, log, &why), 0);
	assert_int_equal(crm_leaving_test(&l, &whom, keep, &all, &why), CRM_INVALID);
	assert_string_equal(why.text, "1 of 1 customers left: there is nothing to be told apart");
	l.since = TODAY;
	assert_int_equal(crm_leaving_test(&l, &whom, keep, &all, &why), CRM_INVALID);
	assert_string_equal(why.text, "0 of 0 customers left: there is nothing to be told apart");
	crm_leaving_close(&l);
	buy(log, "b", TODAY - 290, 100);
	buy(log, "b", TODAY - 100, 100);
	l.since = INT64_MIN;
	assert_int_equal(crm_leaving_open(&l, log, &why), 0);
	assert_int_equal(crm_leaving_test(&l, &whom, keep, &all, &why), 0);
	assert_int_equal(measure(&all, "risk", "warned", "precision")->n.value, 0);
	assert_false(measure(&all, "risk", "warned", "lift")->value.set);
	crm_leaving_close(&l);
	crm_purchase_log_close(log);
}

/* --- customers of a database ------------------------------------------------------------------- */

static void
order(crm *db, int64_t customer, int64_t day)
{
	struct crm_order o = { .customer = customer, .amount = CRM_SET(100000),
	                       .when = CRM_SET(day * 86400) };

	OK(crm_order_add(db, &o));
	crm_order_clear(&o);
}

static void
contact(crm *db, int64_t customer, int64_t day, const char *outcome)
{
	struct crm_interaction i = { .customer = customer, .channel = strdup("phone"),
	                             .when = CRM_SET(day * 86400), .outcome = strdup(outcome) };

	OK(crm_interaction_add(db, &i));
	crm_interaction_clear(&i);
}

static void
answer(crm *db, int64_t customer, const char *metric, int64_t day, int score)
{
	struct crm_response r = { .customer = customer, .metric = strdup(metric),
	                          .score = CRM_SET(score), .when = CRM_SET(day * 86400) };

	OK(crm_response_add(db, &r));
	crm_response_clear(&r);
}

static struct found
look(crm *db, struct crm_leaving *l, const int64_t *ids, size_t n)
{
	struct crm_purchase_log *log = new_log();
	const struct crm_lifetime_customers whom = { db, log, ids, n, NULL };
	struct found found = { .n = 0 };
	struct crm_fault why;

	OK(crm_purchases_load(db, NULL, 0, log));
	if (crm_leaving_open(l, log, &why))
		fail_msg("%s", why.text);
	OK(crm_leaving_each(l, &whom, find, &found));
	crm_leaving_close(l);
	crm_purchase_log_close(log);
	return found;
}

static void
contacts_answers_and_complaints_are_of_the_database(void **state)
{
	enum { NOW = 20779 };      /* 2026-11-22 */
	crm *db = *state;
	struct crm_leaving l = PLAIN;
	struct found found;
	const struct crm_churn_signal *s;
	int64_t quiet = database_customer(db, "quiet"), other = database_customer(db, "other");

	l.end = l.until = NOW;
	order(db, quiet, NOW - 1000);
	order(db, other, NOW - 900);
	contact(db, quiet, NOW - 800, "reached");         /* opens, and does not count itself */
	for (int i = 0; i < 20; i++)
		contact(db, quiet, NOW - 95 - 30 * i, "reached");
	contact(db, quiet, NOW - 1, "no_answer");         /* no contact */
	answer(db, quiet, "nps", NOW - 300, 10);
	answer(db, quiet, "csat", NOW - 250, 5);
	answer(db, quiet, "nps", NOW - 200, 4);
	answer(db, other, "nps", NOW - 400, 0);           /* too old */
	contact(db, quiet, NOW - 50, "complaint");
	contact(db, quiet, NOW - 40, "complaint");
	contact(db, other, NOW - 50, "complaint");
	contact(db, other, NOW - 45, "case_closed");

	found = look(db, &l, NULL, 0);
	assert_int_equal(found.n, 2);
	s = found.leaver[0].signals;
	assert_true(s[CRM_CHURN_CONTACTS].told);
	assert_int_equal(s[CRM_CHURN_CONTACTS].n, 7);     /* 801 days are 8 periods of 90 */
	assert_close(s[CRM_CHURN_CONTACTS].now, 2, 0);    /* the complaints */
	assert_close(s[CRM_CHURN_CONTACTS].usual, 3, 0);
	assert_close(s[CRM_CHURN_SCORE].size, 1, 0);
	assert_int_equal(s[CRM_CHURN_SCORE].n, 1);
	assert_close(s[CRM_CHURN_SCORE].usual, 10, 0);
	assert_string_equal(found.leaver[0].metric, "nps");
	assert_close(s[CRM_CHURN_COMPLAINT].size, 1, 0);
	assert_int_equal(found.leaver[0].complained, NOW - 50);
	s = found.leaver[1].signals;
	assert_false(s[CRM_CHURN_SCORE].told);
	assert_false(s[CRM_CHURN_COMPLAINT].told);
	assert_string_equal(found.name[1], "other");

	l.end = l.until = NOW - 46;                       /* nothing later is seen */
	found = look(db, &l, &other, 1);
	assert_int_equal(found.n, 1);
	assert_int_equal(found.leaver[0].id, other);
	assert_true(found.leaver[0].signals[CRM_CHURN_COMPLAINT].told);
}

static int
count(void *totals, const void *row)
{
	const struct crm_leaving_total *total = row;

	assert_true(!strcmp(total->group, "vip") || !strcmp(total->group, "none"));
	((struct crm_leaving_total *)totals)[*total->group == 'n'] = *total;
	return 0;
}

static void
totals_are_of_the_groups_that_are_wanted(void **state)
{
	static char *const names[] = { "vip", "", "nobody" };
	struct crm_purchase_log *log = new_log();
	const struct crm_lifetime_customers whom = { .log = log, .currency = "USD" };
	struct crm_leaving_total totals[2] = { { 0 } };
	struct crm_leaving l = PLAIN;
	struct crm_fault why;

	(void)state;
	for (int i = 0; i < 9; i++) {
		buy(log, "silent", TODAY - 300 - 10 * i, 700);
		buy(log, "busy", TODAY - 10 * i, 700);
	}
	assert_int_equal(crm_leaving_open(&l, log, &why), 0);
	assert_int_equal(crm_leaving_totals(&l, log, &whom, NULL, names, count, totals, &why), 0);
	assert_int_equal(totals[0].warned.value, 1);
	assert_int_equal(totals[0].spent.value, 6300);
	assert_close(totals[0].share.value, 1, 0);
	assert_int_equal(totals[1].n.value, 1);
	assert_int_equal(totals[1].warned.value, 0);
	assert_int_equal(totals[1].spent.value, 0);
	crm_leaving_close(&l);
	crm_purchase_log_close(log);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_customer_is_held_against_the_own_past),
		cmocka_unit_test(who_bought_once_or_not_for_long_is_no_riddle),
		cmocka_unit_test(without_amounts_spend_is_not_told),
		cmocka_unit_test(a_forecast_takes_a_crowd),
		cmocka_unit_test(clockwork_has_a_reason_for_no_forecast),
		cmocka_unit_test(weights_are_set_by_name),
		cmocka_unit_test(a_test_looks_at_the_past_alone),
		cmocka_unit_test(a_plot_shows_who_left_by_tenths_of_the_risk),
		cmocka_unit_test(a_test_of_one_kind_of_customer_is_refused),
		DATABASE_TEST(contacts_answers_and_complaints_are_of_the_database),
		cmocka_unit_test(totals_are_of_the_groups_that_are_wanted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
