/*
 * test_query_sql.c - the three ways to answer a query agree: facts in C, sets in SQL, rows in SQL.
 */
#include <stdio.h>

#include "agenda_facts.h"
#include "database.h"
#include "noun.h"
#include "select.h"
#include "sop.h"

enum { CUSTOMERS = 24, QUERIES = 150, ROUNDS = 20, TODAY = 20779, DAY = 86400 };

/* --- chance, the same on every run ---------------------------------------------------------- */

static uint64_t seed;

static unsigned
chance(unsigned n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

#define ONE_OF(array) ((array)[chance(sizeof (array) / sizeof *(array))])

/* --- a small database ----------------------------------------------------------------------- */

/* An instant of the last 500 days or the next 40, now and then at the edge of a day. */
static int64_t
instant(crm *db)
{
	int64_t day = TODAY - 500 + chance(540);

	if (chance(4) == 0)
		return crm_day_instant(crm_context(db)->clock.zone, day) - chance(2);
	return day * DAY + chance(DAY);
}

static const char *
maybe(const char *text)
{
	return chance(3) ? text : NULL;
}

static struct crm_int
maybe_int(int64_t value)
{
	return chance(4) ? (struct crm_int)CRM_SET(value) : (struct crm_int){ 0 };
}

static void
add_customers(crm *db)
{
	static const char *const tiers[] = { "vip", "ordinary", "low" };
	static const char *const cities[] = { "台北", "Linz" };
	static const char *const owners[] = { "amy", "bob", "100%" };
	static const char *const stages[] = { "awareness", "purchase", "advocacy" };

	for (int64_t i = 1; i <= CUSTOMERS; i++)
		OK(db_run(db, SQL("INSERT INTO customer (id, name, tier, city, owner, stage, referrer_id, since,"
		                  " birthday, notes, email, email_key, search, op)"
		                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 1)"),
		          V(i), V(chance(2) ? "Ann 陳" : "Bob_B%"), V(maybe(ONE_OF(tiers))), V(maybe(ONE_OF(cities))),
		          V(maybe(ONE_OF(owners))), V(maybe(ONE_OF(stages))),
		          V(i > 1 ? maybe_int(1 + chance((unsigned)i - 1)) : maybe_int(1)),
		          V(instant(db)), V(maybe_int(TODAY - 9000 - chance(9000))), V(maybe("It's a \\ note")),
		          V(i % 2 ? "Ann@x.org" : NULL), V(i % 2 ? "ann@x.org" : NULL),
		          V(chance(2) ? "ann 陈\nann@x.org" : "bob_b%\nit's a \\ note")));
}

static void
add_events(crm *db)
{
	static const char *const statuses[] = { "open", "delivered", "cancelled", "returned" };
	static const char *const directions[] = { "in", "out" };
	static const char *const metrics[] = { "nps", "csat", "ces" };

	for (int i = 0; i < 120; i++)
		OK(db_run(db, SQL("INSERT INTO orders (customer_id, at, amount, currency, base, status, op)"
		                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1)"),
		          V(1 + chance(CUSTOMERS - 4)), V(instant(db)), V(100 * chance(1000)),
		          V(chance(3) ? "USD" : "JPY"), V(100 * (int)chance(1000) - 5000), V(ONE_OF(statuses))));
	for (int i = 0; i < 150; i++)
		OK(db_run(db, SQL("INSERT INTO interaction (customer_id, at, direction, contact, subject, op)"
		                  " VALUES (?1, ?2, ?3, ?4, ?5, 1)"),
		          V(1 + chance(CUSTOMERS - 3)), V(instant(db)), V(ONE_OF(directions)), V(chance(4) > 0),
		          V(maybe("Delivery"))));
	for (int i = 0; i < 60; i++)
		OK(db_run(db, SQL("INSERT INTO response (customer_id, at, metric, score, op)"
		                  " VALUES (?1, ?2, ?3, ?4, 1)"),
		          V(1 + chance(CUSTOMERS)), V(instant(db)), V(ONE_OF(metrics)), V(maybe_int(1 + chance(5)))));
	for (int i = 0; i < 30; i++)
		OK(db_run(db, SQL("INSERT INTO follow_up (customer_id, purpose, anchor, due, rule, status, planned)"
		                  " VALUES (?1, 'contact', ?2, ?3, 'x', ?4, 0)"),
		          V(1 + chance(CUSTOMERS)), V(i),
		          V(TODAY - 20 + (int)chance(40)), V(chance(3) ? "open" : "done")));
}

static void
add_profiles(crm *db)
{
	static const char *const tags[] = { "vip", "press", "台北" };
	static const char *const roles[] = { "decides,pays", "uses", "decides" };
	static const char *const kinds[] = { "need", "pain", "news" };

	for (int i = 0; i < 40; i++)
		OK(db_run(db, SQL("INSERT INTO tag (customer_id, name, key, active, op)"
		                  " VALUES (?1, ?2, ?2, ?3, 1) ON CONFLICT DO NOTHING"),
		          V(1 + chance(CUSTOMERS)), V(ONE_OF(tags)), V(chance(4) > 0)));
	for (int i = 0; i < 40; i++)
		OK(db_run(db, SQL("INSERT INTO person (customer_id, name, role, left_day, op)"
		                  " VALUES (?1, 'x', ?2, ?3, 1)"),
		          V(1 + chance(CUSTOMERS)), V(maybe(ONE_OF(roles))),
		          V(chance(2) ? maybe_int(TODAY - 3 + chance(6)) : (struct crm_int){ 0 })));
	for (int i = 0; i < 50; i++)
		OK(db_run(db, SQL("INSERT INTO fact (customer_id, kind, text, at, day, expires, op)"
		                  " VALUES (?1, ?2, 'x', 0, ?3, ?4, 1)"),
		          V(1 + chance(CUSTOMERS)), V(ONE_OF(kinds)), V(TODAY - 20 + (int)chance(25)),
		          V(chance(2) ? maybe_int(TODAY - 3 + chance(6)) : (struct crm_int){ 0 })));
}

static crm *
make_database(unsigned round)
{
	static const char *const zones[] = { "Asia/Taipei", "America/New_York", "UTC", "Australia/Lord_Howe" };
	crm *db;

	seed = 12345 + round;
	assert_int_equal(crm_open(&db, ":memory:", CRM_CREATE), 0);
	OK(crm_setting_set(db, "zone", zones[round % 4]));
	OK(crm_set_now(db, "2026-11-22", true));
	OK(crm_set_actor(db, "amy", "test"));
	OK(db_run(db, SQL("INSERT INTO operation (id, at, actor, program) VALUES (1, 0, 'amy', 'test')")));
	add_customers(db);
	add_events(db);
	add_profiles(db);
	return db;
}

/* --- queries by chance ---------------------------------------------------------------------- */

static const char *const signs[] = { "=", "!=", "<", "<=", ">", ">=" };

static int
put_count(char *out, size_t size)
{
	static const char *const names[] = { "orders", "contacts", "contacts_in", "contacts_out",
	                                     "open_orders" };
	static const char *const windows[] = { "", "", "_30d", "_12m", "_2w", "_1y", "_1m", "_90d" };

	return snprintf(out, size, "%s%s%s%u", ONE_OF(names), ONE_OF(windows), ONE_OF(signs), chance(5));
}

static int
put_money(char *out, size_t size)
{
	static const char *const names[] = { "spend", "average_order", "spend_12m", "average_order_90d" };

	return snprintf(out, size, "%s%s%s%u", ONE_OF(names), ONE_OF(signs), chance(4) ? "" : "-", 100 * chance(20));
}

static int
put_date(char *out, size_t size)
{
	static const char *const names[] = {
		"first_order", "last_order", "last_contact", "last_contact_in", "last_contact_out",
		"since", "birthday"
	};
	static const char *const dates[] = {
		"-30d", "-1m", "-12w", "-1y", "today", "2026-11", "2026-10-05", "fri", "+3d", "2026-Q3",
		"'2026-11-01 12:00'", "-20h", "-30y", "2026", "yesterday"
	};

	return snprintf(out, size, "%s%s%s", ONE_OF(names), ONE_OF(signs), ONE_OF(dates));
}

static int
put_other(char *out, size_t size)
{
	static const char *const terms[] = {
		"tier=vip", "tier!=vip", "tier<low", "tier>vip", "stage>=purchase", "stage=none", "tier=low,none",
		"owner=me", "owner!=me", "owner=any", "owner!=none,bob", "owner='100%'", "owner~0%", "city=台北",
		"city!=台北,Linz", "name~ann", "name~'b%'", "notes~'\\'", "email=ANN@x.org", "email!=ann@x.org",
		"陳", "ANN", "'b_b%'", "\"it's\"", "C3", "id<C9", "referrer=C1", "referrer=none", "O7", "I9", "S3",
		"nps>3", "nps!=4", "csat<=2", "ces=none", "nps=any,3", "nps=none", "last_order=none", "first_order=any",
		"last_contact=none,today", "last_contact!=any", "average_order=none", "average_order_30d!=none",
		"state=silent", "state!=active", "state=new,prospect", "state<silent", "state=none", "state>=active",
		"last_contact=-3d,-10d,-11d", "orders=0,2,3", "spend!=0,500", "industry=none", "referrer!=C1,C2",
		"tag:vip", "tag:PRESS,臺北", "tag:none", "tag:any", "tag:none,vip", "tag:other", "needs>0", "needs=0",
		"pains!=1", "persons>1", "persons<2", "deciders=0", "deciders>=1", "deciders<=1", "needs=1,2"
	};

	return snprintf(out, size, "%s", ONE_OF(terms));
}

static int
put_query(char *out, size_t size, int depth)
{
	int (*const atoms[])(char *, size_t) = { put_count, put_money, put_date, put_other, put_other };
	static const char *const joints[] = { " ", " and ", " or " };
	int n = 0;

	if (chance(4) == 0)
		n += snprintf(out, size, "not ");
	if (depth == 0 || chance(3) == 0)
		return n + ONE_OF(atoms)(out + n, size - (size_t)n);
	n += snprintf(out + n, size - (size_t)n, "(");
	n += put_query(out + n, size - (size_t)n, depth - 1);
	n += snprintf(out + n, size - (size_t)n, "%s", ONE_OF(joints));
	n += put_query(out + n, size - (size_t)n, depth - 1);
	return n + snprintf(out + n, size - (size_t)n, ")");
}

/* --- answers -------------------------------------------------------------------------------- */

static struct crm_query *
parsed(crm *db, const char *noun, const char *text)
{
	struct crm_query *query;
	struct crm_fault why;

	if (crm_query_parse(&query, crm_noun(db, noun), text, crm_context(db), &why))
		fail_msg("%s: byte %zu: %s", text, why.at, why.text);
	return query;
}

/* Mark the ids of the records for which it holds; id is one record to ask about, or 0. */
static void
ask(crm *db, const char *noun, const struct crm_query *query, int64_t id, bool *answers)
{
	struct crm_select want = { .type = crm_noun(db, noun), .columns = "id", .query = query,
	                           .id = id, .future = true };
	crm_rows *rows = crm_select(db, &want, NULL);
	int64_t found;

	while (crm_rows_next(rows, &found))
		answers[found] = true;
	OK(crm_rows_close(rows));
}

static void
what_facts_say_the_database_says(void **state)
{
	(void)state;
	for (unsigned round = 0; round < ROUNDS; round++) {
		crm *db = make_database(round);
		struct agenda_facts *reader;
		struct crm_query *queries[QUERIES];
		char text[QUERIES][2000];
		bool answers[QUERIES][CUSTOMERS + 1] = { { false } };

		for (int i = 0; i < QUERIES; i++) {
			put_query(text[i], sizeof text[i], (int)chance(4));
			queries[i] = parsed(db, "customer", text[i]);
			ask(db, "customer", queries[i], 0, answers[i]);
		}
		reader = agenda_facts_open(db, 1, CUSTOMERS, NULL);
		for (int64_t id = 1; id <= CUSTOMERS; id++) {
			struct crm_facts facts = *agenda_facts_of(reader, id);

			facts.sop = crm_sop(db);
			for (int i = 0; i < QUERIES; i++)
				if (crm_query_holds(queries[i], &facts, TODAY) != answers[i][id])
					fail_msg("round %u, C%d: %s: SQL says %d", round, (int)id, text[i], answers[i][id]);
		}
		OK(agenda_facts_close(reader));
		for (int i = 0; i < QUERIES; i++)
			crm_query_free(queries[i]);
		crm_close(db);
	}
}

static void
agree(crm *db, const char *noun, const char *text)
{
	struct crm_query *query = parsed(db, noun, text);
	bool sets[200] = { false }, rows[200] = { false };

	ask(db, noun, query, 0, sets);
	for (int64_t id = 1; id < 200; id++)
		ask(db, noun, query, id, rows);
	for (int64_t id = 1; id < 200; id++)
		if (sets[id] != rows[id])
			fail_msg("%s %d: %s: as a set %d, by its row %d", noun, (int)id, text, sets[id], rows[id]);
	crm_query_free(query);
}

static void
sets_and_rows_give_the_same_answer(void **state)
{
	static const char *const nouns[] = { "customer", "order", "interaction", "response", "follow_up" };
	static const char *const prefixes[] = { "", "referrer.", "referrer.referrer." };
	static const char *const conditions[] = {
		"spend_12m>100", "spend<500", "orders=0", "orders!=0", "contacts_90d<2", "last_contact<-30d",
		"last_contact>=-90d", "last_order=none", "last_order=any", "first_order<=-1y", "first_order>-1y",
		"nps>2", "nps=none", "next_due<today", "next_due<=+5d", "next_due>today", "next_due=none",
		"open_follow_ups=0", "open_follow_ups>1", "average_order>300", "state=silent", "state!=lost",
		"state=none", "tier=vip", "tier!=vip", "tier=none", "city~i", "since<-100d",
		"needs=0", "needs>1", "deciders>0", "persons<2", "open_orders=0", "open_orders_90d>0"
	};
	char text[200];

	(void)state;
	for (unsigned round = 0; round < 2; round++) {
		crm *db = make_database(round);

		for (size_t n = 0; n < 5; n++)
			for (size_t p = 0; p < 3; p++)
				for (size_t c = 0; c < sizeof conditions / sizeof *conditions; c++) {
					const char *from = n && p ? "customer." : "";

					snprintf(text, sizeof text, "%s%s%s", from, prefixes[p], conditions[c]);
					agree(db, nouns[n], text);
					snprintf(text, sizeof text, "not %s%s%s", from, prefixes[p], conditions[c]);
					agree(db, nouns[n], text);
				}
		crm_close(db);
	}
}

static void
what_belongs_to_customers_has_their_tags(void **state)
{
	static const char *const nouns[] = { "customer", "order", "interaction", "response", "follow_up" };
	static const char *const conditions[] = { "tag:vip", "tag:vip,press", "tag:none", "tag:any",
	                                          "not tag:vip", "tag:none,press tier=vip" };

	(void)state;
	for (unsigned round = 0; round < 3; round++) {
		crm *db = make_database(round);

		for (size_t n = 0; n < sizeof nouns / sizeof *nouns; n++)
			for (size_t c = 0; c < sizeof conditions / sizeof *conditions; c++)
				agree(db, nouns[n], conditions[c]);
		crm_close(db);
	}
}

/* A condition and its `not' share out all records between them. */
static void
a_condition_or_its_opposite_holds(void **state)
{
	crm *db = make_database(7);

	(void)state;
	for (int i = 0; i < 300; i++) {
		char text[2000], opposite[2020];
		struct crm_query *query, *other;
		bool yes[CUSTOMERS + 1] = { false }, no[CUSTOMERS + 1] = { false };

		put_query(text, sizeof text, 2);
		snprintf(opposite, sizeof opposite, "not (%s)", text);
		query = parsed(db, "customer", text);
		other = parsed(db, "customer", opposite);
		ask(db, "customer", query, 0, yes);
		ask(db, "customer", other, 0, no);
		for (int64_t id = 1; id <= CUSTOMERS; id++)
			if (yes[id] == no[id])
				fail_msg("C%d: %s and its opposite are both %d", (int)id, text, yes[id]);
		crm_query_free(query);
		crm_query_free(other);
	}
	crm_close(db);
}

static void
nothing_in_a_query_becomes_sql(void **state)
{
	static const char *const texts[] = {
		"name=\"'; DROP TABLE customer; --\"", "name~\"') OR 1=1 --\"", "\"%' OR '1'='1\"", "city=\"x' OR 't'='t\"",
		"owner=?1", "owner='\"'", "email=\"a'@b\"", "phone=\"'1'\"", "ref:'x''y'", "name='$now'", "name~'\\'",
		"name=\"a\\\\\"", "owner=\"' UNION SELECT 1 --\",b"
	};
	crm *db = make_database(3);
	struct crm_int count;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		bool found[CUSTOMERS + 1] = { false };
		struct crm_query *query = parsed(db, "customer", texts[i]);

		ask(db, "customer", query, 0, found);
		for (int64_t id = 1; id <= CUSTOMERS; id++)
			assert_false(found[id]);
		crm_query_free(query);
	}
	OK(db_number(db, &count, SQL("SELECT COUNT(*) FROM customer")));
	assert_int_equal(count.value, CUSTOMERS);
	crm_close(db);
}

/* The largest queries that are read are also within the engine's limits. */
static void
the_largest_query_can_be_asked(void **state)
{
	static const char *const terms[] = { "state=silent or ", "(not ", "spend_12m>3 ", "owner=a,b,c,d or " };
	static const int counts[] = { 60, 99, 249, 249 };
	crm *db = make_database(1);

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		char *text = calloc(1, 16384), *p = text;
		bool found[CUSTOMERS + 1] = { false };
		struct crm_query *query;
		int n = counts[i];

		if (i == 1)
			n = 49;
		for (int k = 0; k < n; k++)
			p = stpcpy(p, terms[i]);
		p = stpcpy(p, "tier=vip");
		for (int k = 0; i == 1 && k < n; k++)
			p = stpcpy(p, ")");
		query = parsed(db, "customer", text);
		ask(db, "customer", query, 0, found);
		crm_query_free(query);
		free(text);
	}
	crm_close(db);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_facts_say_the_database_says),
		cmocka_unit_test(sets_and_rows_give_the_same_answer),
		cmocka_unit_test(what_belongs_to_customers_has_their_tags),
		cmocka_unit_test(a_condition_or_its_opposite_holds),
		cmocka_unit_test(nothing_in_a_query_becomes_sql),
		cmocka_unit_test(the_largest_query_can_be_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
