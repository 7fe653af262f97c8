/* What sop_witness.h promises: which rule can win is found, however many thresholds there are. */
#include "database.h"

#include <stdio.h>
#include <stdlib.h>

#include "customer.h"
#include "db.h"
#include "noun.h"
#include "sop_check.h"

enum { TEXT = 65536 };

/* The faults of a text, then its notes. */
static const char *
check(crm *db, const char *text, char told[TEXT])
{
	const struct crm_sop_file file = { "a.sop", (char *)text, NULL };
	struct crm_sop_faults faults = { 0 };
	struct crm_sop *sop = NULL;
	size_t at = 0;

	crm_sop_check(db, &file, &sop, &faults);
	*told = '\0';
	for (size_t i = 0; i < faults.n; i++)
		at += (size_t)snprintf(told + at, TEXT - at, "%d: %s\n", faults.fault[i].line,
		                       faults.fault[i].text);
	for (size_t i = 0; i < faults.notes; i++)
		at += (size_t)snprintf(told + at, TEXT - at, "%d: note: %s\n", faults.note[i].line,
		                       faults.note[i].text);
	assert_int_equal(!sop, faults.n > 0);
	crm_sop_faults_clear(&faults);
	crm_sop_free(sop);
	return told;
}

/* --- many thresholds ------------------------------------------------------------------------ */

/* Points for each of n thresholds of a fact from the highest down; one of them twice over. */
static void
ladder(char *text, const char *fact, int n, int twice)
{
	size_t at = (size_t)snprintf(text, TEXT, "[value]\n");

	for (int i = n; i > 0; i--) {
		at += (size_t)snprintf(text + at, TEXT - at, "loyalty = %d when %s>=%d\n", i, fact, i * 7);
		if (i == twice)
			at += (size_t)snprintf(text + at, TEXT - at, "loyalty = 1 when %s>=%d %s<%d\n", fact,
			                       i * 7 + 2, fact, i * 7 + 4);
	}
}

static void
a_rule_that_never_wins_is_found_among_forty_thresholds(void **state)
{
	static const char *const facts[] = { "spend_12m", "orders", "contacts_90d", "average_order" };
	char text[TEXT], told[TEXT];

	for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
		ladder(text, facts[i], 40, 0);
		assert_string_equal(check(*state, text, told), "");
		ladder(text, facts[i], 40, 33);
		assert_string_equal(check(*state, text, told),
		                    "10: [value] loyalty can never win: wherever it holds, [value] loyalty"
		                    " (line 9) holds too, and goes first\n");
	}
	ladder(text, "birthday", 0, 0);
	for (int year = 2000; year > 1970; year--)
		snprintf(text + strlen(text), TEXT - strlen(text), "potential = 1 when birthday>=%d-01-01\n",
		         year);
	assert_string_equal(check(*state, text, told), "");
	strcat(text, "potential = 1 when birthday>1999-05-05\n");
	assert_non_null(strstr(check(*state, text, told), "32: [value] potential can never win"));
}

static void
windows_within_windows_come_to_what_is_asked_of_each(void **state)
{
	char told[TEXT];

	assert_string_equal(check(*state,
		"[value]\n"
		"loyalty = 3 when spend_1m>=200 spend_1m<250 spend_3m>=600 spend_3m<610 spend_12m>=990"
		" spend_12m<1000 spend>=5000\n"
		"loyalty = 2 when spend_1m>=210 spend_1m<250 spend_3m>=600 spend_3m<620\n"
		"potential = 2 when orders_1m=1 orders_3m=4 orders_12m=9 orders=30\n"
		"potential = 1 when orders=120 average_order>=77 average_order<78\n", told), "");
	/* An axis alone, on which nobody is anything. */
	assert_string_equal(check(*state, "[segment a]\nwhen = value_score>=4\n", told),
	                    "2: [segment a] can hold for nobody; see its condition\n");
	assert_string_equal(check(*state, "[class a]\nwhen = spend_1m>=200 spend_3m<200\n", told),
	                    "2: [class a] can hold for nobody; see its condition\n");
	/* More orders than are made up: nothing is known. */
	assert_non_null(strstr(check(*state, "[class a]\nwhen = orders>=20000\n", told),
	                       "1: note: [class a]: whether it can ever win could not be decided"));
}

/* Ten people and nine chairs: one for each of them, and no two on one. */
static void
what_would_take_ages_is_not_known_and_no_fault(void **state)
{
	static const char *const fields[10] = { "city", "industry", "source", "salutation", "name",
	                                        "ref", "owner", "notes", "channel", "nps" };
	static const char *const channels[9] = { "phone", "email", "visit", "meeting", "sms", "wechat",
	                                         "wecom", "line", "whatsapp" };
	char text[TEXT] = "[order]\nsegment = s0, s1, s2, s3, s4, s5, s6, s7, s8, all\n", told[TEXT];
	size_t at = strlen(text);
	char chair[9][10][40];

	for (int v = 0; v < 9; v++)
		for (int f = 0; f < 10; f++)
			if (f == 8)
				snprintf(chair[v][f], sizeof chair[v][f], "channel=%s", channels[v]);
			else
				snprintf(chair[v][f], sizeof chair[v][f], f == 9 ? "%s=%d" : "%s=x%d", fields[f], v);
	for (int v = 0; v < 9; v++) {
		at += (size_t)snprintf(text + at, TEXT - at, "[segment s%d]\nwhen =", v);
		for (int f = 0; f < 9; f++) {
			at += (size_t)snprintf(text + at, TEXT - at, "%s %s (", f ? " or" : "", chair[v][f]);
			for (int g = f + 1; g < 10; g++)
				at += (size_t)snprintf(text + at, TEXT - at, "%s%s", g > f + 1 ? " or " : "",
				                       chair[v][g]);
			at += (size_t)snprintf(text + at, TEXT - at, ")");
		}
		at += (size_t)snprintf(text + at, TEXT - at, "\n");
	}
	at += (size_t)snprintf(text + at, TEXT - at, "[segment all]\nwhen =");
	for (int f = 0; f < 10; f++) {
		at += (size_t)snprintf(text + at, TEXT - at, " (");
		for (int v = 0; v < 9; v++)
			at += (size_t)snprintf(text + at, TEXT - at, "%s%s", v ? " or " : "", chair[v][f]);
		at += (size_t)snprintf(text + at, TEXT - at, ")");
	}
	assert_string_equal(check(*state, text, told), "21: note: [segment all]: whether it can ever win"
	                    " could not be decided: there are more kinds of customers than can be"
	                    " tried\n");
}

/* --- against trying everybody --------------------------------------------------------------- */

/*
 * Half-open ranges at whole halves, two windows, up to two orders that are asked for in each:
 * three orders of whole halves show whatever can be.
 */
static const char *const terms[] = {
	"orders>=1", "orders>=2", "orders<2", "orders=0", "orders_30d>=1", "orders_30d>=2",
	"orders_30d<1", "spend>=1", "spend<2", "spend>=1.5", "spend<1.5", "spend_30d>=1",
	"spend_30d<1", "spend_30d>=2", "spend_30d<0.5", "csat>=3", "csat<3", "csat<5", "csat=none",
	"csat=4", "not csat=2,4", "tag:x", "not tag:x",
};

enum { TERMS = sizeof terms / sizeof *terms, ORDERS = 3, AMOUNTS = 6, RULES = 5 };

static unsigned seed = 2026;

static unsigned
dice(unsigned n)
{
	seed = seed * 1103515245 + 12345;
	return seed / 65536 % n;
}

static size_t
condition(char *text, size_t size)
{
	static const char *const joints[] = { " ", " ", " or " };
	size_t at = 0;

	for (unsigned i = 0, n = 1 + dice(3); i < n; i++)
		at += (size_t)snprintf(text + at, size - at, dice(5) ? "%s%s" : "%snot (%s)",
		                       i ? joints[dice(3)] : "", terms[dice(TERMS)]);
	return at;
}

/* Which rules win for somebody: all customers of up to three orders, and so on, are asked. */
struct everybody {
	const struct crm_sop  *sop;
	struct crm_facts       facts;
	struct crm_order_fact  order[ORDERS];
	bool                   wins[RULES];
	int64_t                day;
};

static void
ask(struct everybody *e)
{
	static const char *tag = "x";
	struct crm_response_fact answer = { .id = 1, .day = e->day, .metric = 'c' };

	for (int score = 0; score <= 5; score++)
		for (size_t tags = 0; tags < 2; tags++) {
			answer.score = (struct crm_int)CRM_SET(score);
			e->facts.responses = score > 0;
			e->facts.response = &answer;
			e->facts.tags = tags;
			e->facts.tag = &tag;
			for (size_t i = 0; i < e->sop->classes; i++)
				if (crm_query_holds(e->sop->class[i].when.query, &e->facts, e->day)) {
					e->wins[e->sop->class[i].name[1] - '0'] = true;
					break;
				}
		}
}

/* `old' of n orders were before the window; from each of them on the amounts do not fall. */
static void
ask_with_orders(struct everybody *e, size_t k, size_t n, size_t old)
{
	int64_t least = k && k != old ? e->order[k - 1].base : 0;

	if (k == n) {
		e->facts.orders = n;
		e->facts.order = e->order;
		ask(e);
		return;
	}
	for (int64_t amount = least; amount < AMOUNTS * 50; amount += 50) {
		int64_t day = e->day - (k < old ? 60 : 0);

		e->order[k] = (struct crm_order_fact){
			.id = (int64_t)k + 1, .day = day, .at = day * 86400, .base = amount, .counts = true
		};
		ask_with_orders(e, k + 1, n, old);
	}
}

/* Under valgrind: a sample will do. */
static bool
is_slow(void)
{
	const char *slow = getenv("SLOW");

	return slow && atoi(slow) > 10;
}

static void
rules_that_never_win_are_those_that_win_for_nobody(void **state)
{
	struct crm_customer customer = { 0 };
	crm *db = *state;
	int told_at_all = 0, sets = is_slow() ? 5 : 60;

	OK(crm_set_now(db, "2026-11-22", true));
	for (int set = 0; set < sets; set++) {
		char text[TEXT] = "[order]\nclass = r0, r1, r2, r3, r4\n", told[TEXT], line[64];
		size_t at = strlen(text);
		const struct crm_sop_file file = { "a.sop", text, NULL };
		struct crm_sop_faults faults = { 0 };
		struct crm_sop *sop;
		struct everybody e;

		for (int i = 0; i < RULES; i++) {
			at += (size_t)snprintf(text + at, TEXT - at, "[class r%d]\nwhen = ", i);
			at += condition(text + at, TEXT - at);
			at += (size_t)snprintf(text + at, TEXT - at, "\n");
		}
		OK(crm_sop_parse(db, &file, &sop, &faults));
		e = (struct everybody){ .sop = sop, .day = crm_clock_today(&crm_context(db)->clock),
			.facts = { .type = crm_noun(db, "customer"), .customer = &customer } };
		for (size_t n = 0; n <= ORDERS; n++)
			for (size_t old = 0; old <= n; old++)
				ask_with_orders(&e, 0, n, old);
		check(db, text, told);
		assert_null(strstr(told, "note"));
		for (int i = 0; i < RULES; i++) {
			snprintf(line, sizeof line, ": [class r%d] can ", i);
			if (!strstr(told, line) != e.wins[i])
				fail_msg("rule r%d wins: %d, but of\n%sis told\n%s", i, e.wins[i], text, told);
			told_at_all += !e.wins[i];
		}
		crm_sop_free(sop);
	}
	assert_in_range(told_at_all, sets, 3 * sets);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DATABASE_TEST(a_rule_that_never_wins_is_found_among_forty_thresholds),
		DATABASE_TEST(windows_within_windows_come_to_what_is_asked_of_each),
		DATABASE_TEST(what_would_take_ages_is_not_known_and_no_fault),
		DATABASE_TEST(rules_that_never_win_are_those_that_win_for_nobody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
