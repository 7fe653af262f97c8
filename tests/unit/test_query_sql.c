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
	for (int i = 0; i < 40; i++)
		OK(db_run(db, SQL("INSERT INTO score (customer_id, at, p_alive, cltv, model, days, op)"
		                  " VALUES (?1, ?2, ?3, ?4, 'pareto', 365, 1) ON CONFLICT DO NOTHING"),
		          V(1 + chance(CUSTOMERS)), V(instant(db)), V(maybe_int(chance(1000001))),
		          V(maybe_int(100 * chance(2000)))));
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
	static const char *const known[] = { "准时\nann", "quick", "陈 uses it" };
	static const char *const refused[] = { "phone", "email,phone", "all", "sms,email" };

	for (int i = 0; i < 40; i++)
		OK(db_run(db, SQL("INSERT INTO tag (customer_id, name, key, active, op)"
		                  " VALUES (?1, ?2, ?2, ?3, 1) ON CONFLICT DO NOTHING"),
		          V(1 + chance(CUSTOMERS)), V(ONE_OF(tags)), V(chance(4) > 0)));
	for (int i = 0; i < 40; i++)
		OK(db_run(db, SQL("INSERT INTO person (customer_id, name, role, left_day, search, op)"
		                  " VALUES (?1, 'x', ?2, ?3, ?4, 1)"),
		          V(1 + chance(CUSTOMERS)), V(maybe(ONE_OF(roles))),
		          V(chance(2) ? maybe_int(TODAY - 3 + chance(6)) : (struct crm_int){ 0 }),
		          V(maybe(ONE_OF(known)))));
	for (int64_t i = 1; i <= CUSTOMERS; i += 2)
		OK(db_run(db, SQL("UPDATE customer SET refuses = ?2 WHERE id = ?1"), V(i),
		          V(maybe(ONE_OF(refused)))));
	for (int i = 0; i < 50; i++)
		OK(db_run(db, SQL("INSERT INTO fact (customer_id, kind, text, at, day, expires, search, op)"
		                  " VALUES (?1, ?2, 'x', 0, ?3, ?4, ?5, 1)"),
		          V(1 + chance(CUSTOMERS)), V(ONE_OF(kinds)), V(TODAY - 20 + (int)chance(25)),
		          V(chance(2) ? maybe_int(TODAY - 3 + chance(6)) : (struct crm_int){ 0 }),
		          V(maybe(ONE_OF(known)))));
}

/* --- a procedure with every axis, each looking at others ------------------------------------- */

enum { CLASSES = 12, VALUES = 6 };

static const struct crm_class class_texts[CLASSES] = {
	{ "state", "prospect", 0, { "orders=0", NULL } },
	{ "segment", "key", 0, { "tier=vip class=gold", NULL } },
	{ "tier", "vip", 0, { "value_score>=4", NULL } },
	{ "state", "new", 0, { "first_order>=-90d", NULL } },
	{ "class", "gold", 0, { "tier=vip orders_12m>=2", NULL } },
	{ "tier", "ordinary", 0, { "state!=lost,prospect or city=Linz", NULL } },
	{ "class", "silver", 0, { "contacts_90d>0 not value_score<=1", NULL } },
	{ "state", "active", 0, { "last_order>=-180d or last_contact>=-180d", NULL } },
	{ "segment", "at risk", 0, { "state=silent,lost spend>0", NULL } },
	{ "state", "silent", 0, { "last_order>=-365d or last_contact>=-365d", NULL } },
	{ "state", "lost", 0, { NULL, NULL } },
	{ "tier", "low", 0, { NULL, NULL } },
};

static const struct crm_value_line value_texts[VALUES] = {
	{ "purchasing_power", 0, 3, { "spend_12m>=500", NULL } },
	{ "loyalty", 0, 2, { "orders>2", NULL } },
	{ "purchasing_power", 0, 1, { "spend>0", NULL } },
	{ "potential", 0, -1, { "nps<3", NULL } },
	{ "loyalty", 0, 1, { "state=new or first_order<-100d", NULL } },
	{ "potential", 0, 2, { NULL, NULL } },
};

static struct crm_class classes[CLASSES];
static struct crm_value_line values[VALUES];
static struct crm_sop procedure;

static void
read_condition(crm *db, struct crm_condition *when)
{
	struct crm_fault why;

	if (when->text && crm_query_parse(&when->query, crm_noun(db, "customer"), when->text,
	                                  crm_context(db), &why))
		fail_msg("%s: %s", when->text, why.text);
}

static void
put_in_force(crm *db)
{
	memcpy(classes, class_texts, sizeof classes);
	memcpy(values, value_texts, sizeof values);
	procedure = (struct crm_sop){ .source = "test", .classes = CLASSES, .class = classes,
	                              .values = VALUES, .value = values };
	for (size_t i = 0; i < CLASSES; i++)
		read_condition(db, &classes[i].when);
	for (size_t i = 0; i < VALUES; i++)
		read_condition(db, &values[i].when);
	db->sop = &procedure;
}

static void
close_database(crm *db)
{
	for (size_t i = 0; i < CLASSES; i++)
		crm_query_free(classes[i].when.query);
	for (size_t i = 0; i < VALUES; i++)
		crm_query_free(values[i].when.query);
	db->sop = NULL;
	crm_close(db);
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
	put_in_force(db);
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
		"陳", "ANN", "準時", "QUICK", "'uses it'", "refuses=phone", "refuses!=phone,sms",
		"refuses=all,Email", "refuses~one", "refuses=none", "'b_b%'", "\"it's\"", "C3", "id<C9", "referrer=C1", "referrer=none", "O7", "I9", "S3",
		"nps>3", "nps!=4", "csat<=2", "ces=none", "nps=any,3", "nps=none", "last_order=none", "first_order=any",
		"last_contact=none,today", "last_contact!=any", "average_order=none", "average_order_30d!=none",
		"state=silent", "state!=active", "state=new,prospect", "state<silent", "state=none", "state>=active",
		"last_contact=-3d,-10d,-11d", "orders=0,2,3", "spend!=0,500", "industry=none", "referrer!=C1,C2",
		"tag:vip", "tag:PRESS,臺北", "tag:none", "tag:any", "tag:none,vip", "tag:other", "needs>0", "needs=0",
		"pains!=1", "persons>1", "persons<2", "deciders=0", "deciders>=1", "deciders<=1", "needs=1,2",
		"class=gold", "class!=gold", "class=none", "class=any,x", "class~IL", "class=silver,none",
		"segment=key", "segment!='at risk'", "segment=none", "segment~'t r'", "value_score>3", "value_score=0,2",
		"value_score<=1", "value_score!=4", "tier=any", "tier=vip,low", "tier<low", "state!=none",
		"p_alive<0.3", "p_alive>=0.5", "p_alive=none", "p_alive!=0.25", "cltv>500", "cltv<=1200", "cltv=any"
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
/* Under valgrind: a sample will do. */
static bool
is_slow(void)
{
	const char *slow = getenv("SLOW");

	return slow && atoi(slow) > 10;
}

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
	for (unsigned round = 0; round < (is_slow() ? 2 : ROUNDS); round++) {
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
		close_database(db);
	}
}

/*
 * Day by day: what was remembered of axes is what is found anew, and nothing changes between
 * a day and the one that is named as the next change.
 */
static void
walk_days(const struct crm_query *query, const char *text, const struct crm_facts *with)
{
	struct crm_facts anew = *with;
	int64_t until = TODAY - 400;
	bool held = false;

	anew.axes = NULL;
	for (int64_t day = until; day < TODAY + 500; day++) {
		bool now = crm_query_holds(query, &anew, day);

		if (crm_query_holds(query, with, day) != now)
			fail_msg("%s: remembered %d on day %d", text, !now, (int)day);
		if (day < until && now != held)
			fail_msg("%s: changes on day %d, not on %d", text, (int)day, (int)until);
		if (day >= until) {
			until = crm_query_next_change(query, &anew, day);
			assert_true(until > day);
			assert_int_equal(crm_query_next_change(query, with, day), until);
		}
		held = now;
	}
}

static void
axes_change_when_they_say(void **state)
{
	static const char *const texts[] = {
		"class=gold", "class=none", "segment=key", "segment='at risk'", "value_score>3", "tier=vip",
		"tier=ordinary value_score<4", "not state=silent class!=silver"
	};
	crm *db = make_database(5);
	struct agenda_facts *reader = agenda_facts_open(db, 1, CUSTOMERS, NULL);

	(void)state;
	for (int64_t id = 1; id <= CUSTOMERS; id++) {
		const struct crm_facts *facts = agenda_facts_of(reader, id);

		for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
			struct crm_query *query = parsed(db, "customer", texts[i]);

			*facts->axes = (struct crm_axes){ 0 };
			walk_days(query, texts[i], facts);
			crm_query_free(query);
		}
	}
	OK(agenda_facts_close(reader));
	close_database(db);
}

/* The file check refuses it; asked all the same, a circle comes to an end. */
static void
a_circle_of_axes_comes_to_an_end(void **state)
{
	static struct crm_class circle[] = {
		{ "tier", "vip", 0, { "class=gold", NULL } }, { "class", "gold", 0, { "segment=key", NULL } },
		{ "segment", "key", 0, { "value_score>0 tier=vip", NULL } },
		{ "state", "new", 0, { "state=new or tier=vip", NULL } },
	};
	static struct crm_value_line line[] = { { "loyalty", 0, 1, { "state=new or value_score>0", NULL } } };
	crm *db = make_database(2);
	struct crm_sop *whole = db->sop, round = { .classes = 4, .class = circle, .values = 1, .value = line };
	struct agenda_facts *reader;
	const struct crm_facts *facts;
	struct crm_query *query;
	bool found[CUSTOMERS + 1] = { false };

	(void)state;
	for (size_t i = 0; i < 4; i++)
		read_condition(db, &circle[i].when);
	read_condition(db, &line[0].when);
	db->sop = &round;
	query = parsed(db, "customer", "state=new or class=gold or value_score>1");
	reader = agenda_facts_open(db, 1, CUSTOMERS, NULL);
	facts = agenda_facts_of(reader, 4);
	assert_false(crm_query_holds(query, facts, TODAY));
	assert_true(crm_query_next_change(query, facts, TODAY) > TODAY);
	ask(db, "customer", query, 0, found);
	OK(agenda_facts_close(reader));
	crm_query_free(query);
	for (size_t i = 0; i < 4; i++)
		crm_query_free(circle[i].when.query);
	crm_query_free(line[0].when.query);
	db->sop = whole;
	close_database(db);
}

/* Inside the answers: the columns say what the queries say. */
static void
columns_show_what_rules_say(void **state)
{
	crm *db = make_database(4);
	struct crm_select want = { .type = crm_noun(db, "customer"), .sort = "-value_score,tier",
	                           .columns = "id,tier,class,segment,value_score,state", .future = true };
	const struct crm_type *view;
	crm_rows *rows = crm_select(db, &want, &view);
	void *record = calloc(1, view->size);
	struct agenda_facts *reader;
	size_t n = 0;

	(void)state;
	while (crm_rows_next(rows, record)) {
		for (const struct crm_field *f = view->fields + 1; f->name; f++) {
			char scratch[CRM_SCRATCH], text[200];
			const char *value = crm_field_text(f, record, crm_context(db), scratch);
			struct crm_query *query;

			snprintf(text, sizeof text, "%s='%s'", f->name, value ? value : "");
			if (!value)
				snprintf(text, sizeof text, "%s=none", f->name);
			query = parsed(db, "customer", text);
			reader = agenda_facts_open(db, *(int64_t *)record, *(int64_t *)record, NULL);
			assert_true(crm_query_holds(query, agenda_facts_of(reader, *(int64_t *)record), TODAY));
			OK(agenda_facts_close(reader));
			crm_query_free(query);
		}
		n++;
	}
	OK(crm_rows_close(rows));
	assert_int_equal(n, CUSTOMERS);
	free(record);
	close_database(db);
}

/* Written out to be read back, a tier that rules give is nobody's decision. */
static void
all_columns_are_as_they_are_stored(void **state)
{
	crm *db = make_database(4);
	struct crm_select want = { .type = crm_noun(db, "customer"), .columns = "*", .future = true };
	struct crm_int by_hand;
	const struct crm_type *view;
	crm_rows *rows = crm_select(db, &want, &view);
	void *record = calloc(1, view->size);
	int64_t n = 0;

	(void)state;
	while (crm_rows_next(rows, record))
		n += crm_field_set(crm_field(view, "tier"), record);
	OK(crm_rows_close(rows));
	OK(db_number(db, &by_hand, SQL("SELECT COUNT(*) FROM customer WHERE tier IS NOT NULL")));
	assert_int_equal(n, by_hand.value);
	assert_true(n < CUSTOMERS);
	free(record);
	close_database(db);
}

static void
agree(crm *db, const char *noun, const char *text)
{
	struct crm_query *query = parsed(db, noun, text);
	bool sets[200] = { false }, rows[200] = { false };
	/* Each row is a statement to prepare: every so many, others each time. */
	int64_t step = is_slow() ? 60 : 11;
	int64_t first = 1 + (int64_t)(strlen(text) + (unsigned char)*text) % step;

	ask(db, noun, query, 0, sets);
	for (int64_t id = first; id < 200; id += step)
		ask(db, noun, query, id, rows);
	for (int64_t id = first; id < 200; id += step)
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
		"needs=0", "needs>1", "deciders>0", "persons<2", "open_orders=0", "open_orders_90d>0",
		"class=gold", "segment=none", "value_score>2",
		"value_score<=2", "p_alive<0.5", "p_alive=none", "cltv>=700"
	};
	size_t step = is_slow() ? 7 : 1;
	char text[200];

	(void)state;
	for (unsigned round = 0; round < 2; round++) {
		crm *db = make_database(round);

		for (size_t n = 0; n < 5; n++)
			for (size_t p = 0; p < 3; p++)
				for (size_t c = 0; c < sizeof conditions / sizeof *conditions; c += step) {
					const char *from = n && p ? "customer." : "";

					snprintf(text, sizeof text, "%s%s%s", from, prefixes[p], conditions[c]);
					agree(db, nouns[n], text);
					snprintf(text, sizeof text, "not %s%s%s", from, prefixes[p], conditions[c]);
					agree(db, nouns[n], text);
				}
		close_database(db);
	}
}

static void
what_belongs_to_customers_has_their_tags(void **state)
{
	static const char *const nouns[] = { "customer", "order", "interaction", "response", "follow_up" };
	static const char *const conditions[] = { "tag:vip", "tag:vip,press", "tag:none", "tag:any",
	                                          "not tag:vip", "tag:none,press tier=vip",
		"person.role=decides", "not person.role=pays", "person.role!=decides,uses", "person.role=none",
		"person.left<today", "person.left=any", "person.name~X", "person.tier=vip", "person.spend>500",
		"fact.kind=need", "not fact.kind=need,pain", "fact.expires<today", "fact.stale=yes", "fact.age<10",
		"fact.kind=need fact.kind=news", "(fact.text=x or tag:vip)", "person.customer.referrer.tier=vip" };

	(void)state;
	for (unsigned round = 0; round < 3; round++) {
		crm *db = make_database(round);

		for (size_t n = 0; n < sizeof nouns / sizeof *nouns; n++)
			for (size_t c = 0; c < sizeof conditions / sizeof *conditions; c++)
				agree(db, nouns[n], conditions[c]);
		close_database(db);
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
	close_database(db);
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
	close_database(db);
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
	close_database(db);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_facts_say_the_database_says),
		cmocka_unit_test(axes_change_when_they_say),
		cmocka_unit_test(a_circle_of_axes_comes_to_an_end),
		cmocka_unit_test(columns_show_what_rules_say),
		cmocka_unit_test(all_columns_are_as_they_are_stored),
		cmocka_unit_test(sets_and_rows_give_the_same_answer),
		cmocka_unit_test(what_belongs_to_customers_has_their_tags),
		cmocka_unit_test(a_condition_or_its_opposite_holds),
		cmocka_unit_test(nothing_in_a_query_becomes_sql),
		cmocka_unit_test(the_largest_query_can_be_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
