/*
 * fuzz_query - any bytes as a query: read, asked of facts, followed through time, and run as SQL.
 *
 * What can be read must be answered alike by the facts of a customer and by the database.
 */
#include "agenda_facts.h"
#include "customer.h"
#include "db.h"
#include "fuzz.h"
#include "noun.h"
#include "select.h"
#include "sop.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);

enum { TODAY = 20779 };

static crm                 *db;
static struct agenda_facts *reader;
static struct crm_facts     facts;

/* One customer with an order, a contact and an answer; the day is over. */
int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	PROMISE(crm_open(&db, ":memory:", CRM_CREATE) == 0);
	PROMISE(crm_set_now(db, "2026-11-22", true) == 0 && crm_set_actor(db, "amy", "fuzz") == 0);
	PROMISE(db_run(db, SQL("INSERT INTO operation (id, at, actor, program) VALUES (1, 0, 'a', 'b')")) == 0);
	PROMISE(db_run(db, SQL("INSERT INTO customer (id, name, tier, owner, since, search, op)"
	                    " VALUES (1, 'Mei 陳', 'vip', 'amy', 0, 'mei 陈', 1)")) == 0);
	PROMISE(db_run(db, SQL("INSERT INTO orders (customer_id, at, amount, currency, base, status, op)"
	                    " VALUES (1, 1795000000, 5000, 'USD', 5000, 'open', 1)")) == 0);
	PROMISE(db_run(db, SQL("INSERT INTO interaction (customer_id, at, direction, contact, op)"
	                    " VALUES (1, 1790000000, 'in', 1, 1)")) == 0);
	PROMISE(db_run(db, SQL("INSERT INTO response (customer_id, at, metric, score, op)"
	                    " VALUES (1, 1790000000, 'nps', 9, 1)")) == 0);
	reader = agenda_facts_open(db, 1, 1, NULL);
	facts = *agenda_facts_of(reader, 1);
	facts.sop = crm_sop(db);
	return 0;
}

static bool
found(const struct crm_query *query, int64_t id)
{
	struct crm_select want = { .type = crm_noun(db, "customer"), .columns = "id", .query = query, .id = id };
	crm_rows *rows = crm_select(db, &want, NULL);
	int64_t record = 0;
	bool any = crm_rows_next(rows, &record);

	PROMISE(crm_rows_close(rows) == 0);
	return any;
}

static void
ask_about_customers(const char *text)
{
	struct crm_fault why = { .at = 0 };
	struct crm_query *query;
	int64_t next;

	if (crm_query_parse(&query, crm_noun(db, "customer"), text, crm_context(db), &why)) {
		PROMISE(why.at <= strlen(text) && strlen(why.text) > 0);
		return;
	}
	next = crm_query_next_change(query, &facts, TODAY);
	PROMISE(next > TODAY);
	if (next > TODAY + 1)
		PROMISE(crm_query_holds(query, &facts, TODAY) == crm_query_holds(query, &facts, TODAY + 1));
	PROMISE(found(query, 0) == found(query, 1));
	if (crm_query_check_factual(query, &why) == 0)
		PROMISE(crm_query_holds(query, &facts, TODAY) == found(query, 0));
	crm_query_free(query);
}

static void
ask_about_others(const char *text)
{
	static const char *const nouns[] = { "order", "interaction", "response", "follow_up" };

	for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
		struct crm_select want = { .type = crm_noun(db, nouns[i]) };
		struct crm_query *query;
		struct crm_fault why;
		int64_t n;

		if (crm_query_parse(&query, want.type, text, crm_context(db), &why))
			continue;
		want.query = query;
		PROMISE(crm_count(db, &want, &n) == 0 && n <= 1);
		crm_query_free(query);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = fuzz_text(data, size), *joined;

	ask_about_customers(text);
	ask_about_others(text);
	joined = crm_query_join(&text, 1);
	PROMISE(joined);
	ask_about_customers(joined);
	free(joined);
	free(text);
	return 0;
}
