/*
 * test_select.c - columns, conditions, order and limits of records read; and how they are read.
 */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "database.h"
#include "db.h"
#include "follow_up.h"
#include "interaction.h"
#include "noun.h"
#include "order.h"
#include "response.h"
#include "select.h"

/* --- reading what was selected ---------------------------------------------------------------- */

/* All rows as text: values with `|' between, `-' where absent, rows with blanks; to be freed. */
static char *
rows_text(crm *db, const struct crm_select *want)
{
	const struct crm_type *view;
	crm_rows *rows = crm_select(db, want, &view);
	void *record = calloc(1, view ? view->size : 1);
	char *text = NULL, scratch[CRM_SCRATCH];
	size_t size;
	FILE *out = open_memstream(&text, &size);

	for (int n = 0; crm_rows_next(rows, record); n++) {
		fputs(n ? " " : "", out);
		for (const struct crm_field *f = view->fields; f->name; f++) {
			const char *value = crm_field_text(f, record, crm_context(db), scratch);

			if (!(f->flags & CRM_HIDDEN))
				fprintf(out, "%s%s", f == view->fields ? "" : "|", value ? value : "-");
		}
	}
	if (view)
		crm_clear(view, record);
	free(record);
	fclose(out);
	OK(crm_rows_close(rows));
	return text;
}

static struct crm_query *
query_of(crm *db, const char *noun, const char *text)
{
	struct crm_query *query = NULL;
	struct crm_fault why;

	if (text && crm_query_parse(&query, crm_noun(db, noun), text, crm_context(db), &why))
		fail_msg("%s: %s", text, why.text);
	return query;
}

/* What comes out of a noun by columns, query and sort. */
static void
expect(crm *db, const char *noun, const char *columns, const char *text, const char *sort,
       const char *expected)
{
	struct crm_query *query = query_of(db, noun, text);
	struct crm_select want = { .type = crm_noun(db, noun), .columns = columns, .query = query,
	                           .sort = sort };
	char *got = rows_text(db, &want);

	assert_string_equal(got, expected);
	free(got);
	crm_query_free(query);
}

static void
refused(crm *db, const char *noun, const char *columns, const char *sort, const char *part)
{
	struct crm_select want = { .type = crm_noun(db, noun), .columns = columns, .sort = sort };
	const struct crm_type *view = want.type;
	crm_rows *rows = crm_select(db, &want, &view);
	int64_t record[64] = { 0 };

	assert_non_null(rows);
	assert_null(view);
	assert_false(crm_rows_next(rows, record));
	assert_int_equal(crm_rows_close(rows), CRM_INVALID);
	if (!strstr(crm_message(db), part))
		fail_msg("%s", crm_message(db));
}

/* --- records to read ---------------------------------------------------------------------------- */

static int64_t
add_order(crm *db, int64_t customer, const char *when, const char *amount, const char *items)
{
	const struct crm_type *type = crm_noun(db, "order");
	struct crm_order o = { .customer = customer };
	struct crm_fault why;
	int64_t id;

	o.rate = (struct crm_int){ 0 };
	OK(crm_field_parse(crm_field(type, "when"), &o, when, crm_context(db), &why));
	OK(crm_field_parse(crm_field(type, "amount"), &o, amount, crm_context(db), &why));
	if (o.currency && strcmp(o.currency, crm_context(db)->currency) != 0)
		o.rate = (struct crm_int)CRM_SET(200000000);   /* 0.2 */
	if (items)
		o.items = strdup(items);
	OK(crm_order_add(db, &o));
	id = o.id;
	crm_order_clear(&o);
	return id;
}

static void
add_contact(crm *db, int64_t customer, const char *when, const char *subject)
{
	const struct crm_type *type = crm_noun(db, "interaction");
	struct crm_interaction i = { .customer = customer, .channel = strdup("phone") };
	struct crm_fault why;

	OK(crm_field_parse(crm_field(type, "when"), &i, when, crm_context(db), &why));
	i.subject = strdup(subject);
	OK(crm_interaction_add(db, &i));
	crm_interaction_clear(&i);
}

static void
change(crm *db, int64_t id, const char *field, const char *text)
{
	AUTO(crm_customer) c = { 0 };
	struct crm_fault why;

	OK(crm_customer_get(db, id, &c));
	OK(crm_field_parse(crm_field(crm_noun(db, "customer"), field), &c, text, crm_context(db), &why));
	OK(crm_customer_set(db, &c));
}

/* Three customers: Ann bought and came by Bob, Bob is important, 陳美 is new and far. */
static int
fill(void **state)
{
	crm *db = NULL;

	if (database_open(state))
		return -1;
	db = *state;
	database_customer(db, "Ann");
	database_customer(db, "Bob");
	database_customer(db, "陳美");
	for (int64_t id = 1; id <= 3; id++)
		change(db, id, "since", "2026-01-01");
	change(db, 1, "referrer", "C2");
	change(db, 1, "city", "Linz");
	change(db, 2, "tier", "vip");
	change(db, 3, "tier", "low");
	change(db, 3, "city", "台北");
	change(db, 3, "email", "mei@example.com");
	add_order(db, 1, "2026-11-01", "100.00", "2 x Widget @ 30.00; 1 x Gift box @ 40.00");
	add_order(db, 1, "2026-11-05", "JPY 900", NULL);
	add_order(db, 2, "2026-10-01", "150.50", NULL);
	add_contact(db, 2, "2026-11-10 15:00", "delivery");
	return 0;
}

#define FILLED_TEST(f) cmocka_unit_test_setup_teardown(f, fill, database_close)

/* --- columns --------------------------------------------------------------------------------------- */

static void
columns_are_fields_facts_and_what_references_lead_to(void **state)
{
	crm *db = *state;

	expect(db, "customer", "id,name,tier,referrer", NULL, NULL,
	       "C1|Ann|ordinary|C2 C2|Bob|vip|- C3|陳美|low|-");
	expect(db, "customer", "orders,spend,spend_1m,last_contact,nps,state", "C1 or C2", NULL,
	       "2|280.00|280.00|-|-|new 1|150.50|0.00|2026-11-10T15:00:00+08:00|-|new");
	expect(db, "customer", "referrer.name, referrer.tier ,referrer.spend,referrer.referrer.name", NULL,
	       NULL, "Bob|vip|150.50|- -|-|-|- -|-|-|-");
	expect(db, "order", "id,customer_name,customer.tier,customer.orders,city", NULL, NULL,
	       "O1|Ann|ordinary|2|Linz O2|Ann|ordinary|2|Linz O3|Bob|vip|1|-");
}

static void
a_view_is_a_type_of_its_own(void **state)
{
	crm *db = *state;
	struct crm_select want = { .type = crm_noun(db, "order"), .columns = "amount,customer.name,customer,id" };
	const struct crm_type *view;
	crm_rows *rows = crm_select(db, &want, &view);
	size_t n = 0, end = 0;

	assert_non_null(view);
	assert_null(view->table);
	for (const struct crm_field *f = view->fields; f->name; f++, n++) {
		assert_true(f->offset >= end);   /* no two fields share their place */
		end = f->offset + (f->kind == CRM_ID || f->kind == CRM_TEXT ? 8 : sizeof(struct crm_int));
		assert_false(f->flags & (CRM_DERIVED | CRM_REQUIRED));
	}
	assert_int_equal(view->size, end);
	assert_int_equal(n, 5);   /* the currency of the amount comes along, hidden */
	assert_string_equal(view->fields[1].name, "customer.name");
	assert_true(view->fields[4].flags & CRM_HIDDEN);
	assert_int_equal(view->fields[0].currency, view->fields[4].offset);
	assert_string_equal(view->fields[2].of->name, "customer");
	assert_int_equal(crm_rows_close(rows), 0);
}

static void
an_amount_knows_its_currency(void **state)
{
	crm *db = *state;

	expect(db, "order", "id,amount", NULL, NULL, "O1|100.00 O2|900 O3|150.50");
	expect(db, "order", "currency,amount", NULL, NULL, "USD|100.00 JPY|900 USD|150.50");
}

static void
items_are_read_from_their_own_rows(void **state)
{
	crm *db = *state;

	expect(db, "order", "id,items", NULL, NULL, "O1|2 x Widget @ 30; 1 x Gift box @ 40 O2|- O3|-");
}

static void
a_star_is_all_that_is_stored_and_shown(void **state)
{
	crm *db = *state;
	struct crm_select want = { .type = crm_noun(db, "order"), .columns = "*" };
	const struct crm_type *view;
	crm_rows *rows = crm_select(db, &want, &view);

	assert_non_null(crm_field(view, "items"));
	assert_non_null(crm_field(view, "ref"));
	assert_null(crm_field(view, "base"));
	assert_null(crm_field(view, "customer_name"));
	assert_int_equal(crm_rows_close(rows), 0);
	want.type = crm_noun(db, "interaction");
	rows = crm_select(db, &want, &view);
	assert_null(crm_field(view, "next"));   /* no column holds it */
	assert_int_equal(crm_rows_close(rows), 0);
	for (const struct crm_type *const *type = crm_nouns(db); *type; type++) {
		if (!(*type)->columns)
			continue;
		want = (struct crm_select){ .type = *type };
		rows = crm_select(db, &want, &view);
		OK(crm_rows_close(rows));
		assert_string_equal(view ? "default columns" : (*type)->name, "default columns");
	}
}

static void
fields_of_the_users_own_are_columns_too(void **state)
{
	crm *db = *state;

	OK(crm_declare(db, "customer", "shoe_size", "int", NULL, "size of shoe"));
	OK(crm_declare(db, "customer", "likes", "text", NULL, "what the customer likes"));
	change(db, 1, "shoe_size", "42");
	change(db, 3, "shoe_size", "7");
	change(db, 3, "likes", "green tea");
	expect(db, "customer", "id,shoe_size,likes", NULL, "-shoe_size",
	       "C1|42|- C3|7|green tea C2|-|-");
	expect(db, "customer", "id", "shoe_size>7", NULL, "C1");
	change(db, 2, "referrer", "C1");
	expect(db, "customer", "id,referrer.shoe_size", "referrer.shoe_size=42", NULL, "C2|42");
	expect(db, "customer", "id", "not shoe_size>7", NULL, "C2 C3");
	expect(db, "customer", "id", "likes~TEA", NULL, "C3");
	expect(db, "customer", "id", "likes=none", NULL, "C1 C2");
}

static void
a_wrong_column_names_the_nearest(void **state)
{
	crm *db = *state;

	refused(db, "customer", "id,nmae", NULL, "name");
	refused(db, "customer", "id,,name", NULL, "column");
	refused(db, "customer", "id,search", NULL, "customer has no `search'");
	refused(db, "customer", "id,referrer.spent", NULL, "spend");
	refused(db, "customer", "id", "-onwer", "owner");
	refused(db, "order", "id", "items", "no order");
	refused(db, "customer", "id; DROP TABLE customer", NULL, "customer has no");
	refused(db, "customer", "id", "id; DROP TABLE customer", "customer has no");
	refused(db, "customer", "name) FROM customer --", NULL, "customer has no");
}

/* --- order and limit -------------------------------------------------------------------------------- */

static void
absent_values_come_last_either_way(void **state)
{
	crm *db = *state;

	expect(db, "customer", "id", NULL, "last_contact", "C2 C1 C3");
	expect(db, "customer", "id", NULL, "-last_contact", "C2 C1 C3");
	expect(db, "customer", "id", NULL, "city", "C1 C3 C2");
	expect(db, "customer", "id", NULL, "-city", "C3 C1 C2");
	expect(db, "customer", "id", NULL, "referrer.name,-id", "C1 C3 C2");
}

static void
words_are_put_in_the_order_of_their_list(void **state)
{
	crm *db = *state;

	expect(db, "customer", "tier", NULL, "tier", "vip ordinary low");
	expect(db, "customer", "tier", NULL, "-tier", "low ordinary vip");
}

static void
sort_keys_need_not_be_columns(void **state)
{
	crm *db = *state;

	expect(db, "customer", "name", NULL, "-spend", "Ann Bob 陳美");
	expect(db, "customer", "name", NULL, "spend_1m,-name", "陳美 Bob Ann");
	expect(db, "order", "amount", NULL, "-amount", "900 150.50 100.00");   /* 900 yen are worth 180 */
}

static void
a_limit_cuts_what_the_order_gives(void **state)
{
	static const char *const sorts[] = { NULL, "id", "-id", "spend", "-spend,name", "tier,-city", "-last_contact" };
	crm *db = *state;

	for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++) {
		struct crm_select want = { .type = crm_noun(db, "customer"), .columns = "id,spend,state",
		                           .sort = sorts[i] };
		char *all = rows_text(db, &want), *some;

		for (want.limit = 1; want.limit <= 4; want.limit++) {
			some = rows_text(db, &want);
			assert_int_equal(strncmp(all, some, strlen(some)), 0);
			assert_true(all[strlen(some)] == (want.limit < 3 ? ' ' : '\0'));
			free(some);
		}
		free(all);
	}
}

/* --- which records ------------------------------------------------------------------------------------- */

static void
what_is_dated_later_is_not_shown(void **state)
{
	crm *db = *state;
	struct crm_select want = { .type = crm_noun(db, "order"), .columns = "id", .future = true };
	char *text;

	add_order(db, 3, "2026-12-24", "5.00", NULL);
	change(db, 2, "since", "2026-12-01");
	expect(db, "order", "id", NULL, NULL, "O1 O2 O3");
	text = rows_text(db, &want);
	assert_string_equal(text, "O1 O2 O3 O4");
	free(text);
	expect(db, "customer", "id,orders", NULL, NULL, "C1|2 C3|0");
	OK(crm_set_now(db, "2026-10-15", true));
	expect(db, "order", "id", NULL, NULL, "O3");
	expect(db, "customer", "id,orders,last_contact", NULL, NULL, "C1|0|- C3|0|-");
	OK(crm_set_now(db, "2027-01-01", true));
	expect(db, "customer", "id,orders", "orders>0", NULL, "C1|2 C2|1 C3|1");
}

static void
one_record_or_those_of_one_customer(void **state)
{
	crm *db = *state;
	struct crm_select want = { .type = crm_noun(db, "order"), .columns = "id", .customer = 1 };
	char *text = rows_text(db, &want);

	assert_string_equal(text, "O1 O2");
	free(text);
	want = (struct crm_select){ .type = crm_noun(db, "customer"), .columns = "id,orders", .id = 2 };
	text = rows_text(db, &want);
	assert_string_equal(text, "C2|1");
	free(text);
	want.id = 99;
	text = rows_text(db, &want);
	assert_string_equal(text, "");
	free(text);
}

static void
queries_reach_all_nouns(void **state)
{
	crm *db = *state;

	expect(db, "customer", "id", "陈", NULL, "C3");
	expect(db, "customer", "id", "referrer.tier=vip", NULL, "C1");
	expect(db, "customer", "id", "not referrer.tier=vip", NULL, "C2 C3");
	expect(db, "customer", "id", "O3 or mei@EXAMPLE.com", NULL, "C2 C3");
	expect(db, "customer", "id", "state=prospect", NULL, "C3");
	expect(db, "order", "id", "tier=vip", NULL, "O3");
	expect(db, "order", "id", "C1 when=2026-11-05", NULL, "O2");
	expect(db, "order", "id", "amount>120", NULL, "O2 O3");
	expect(db, "order", "id", "amount>'JPY 120'", NULL, "O2");
	expect(db, "order", "id", "not amount>'JPY 120'", NULL, "O1 O3");
	expect(db, "order", "id", "customer.spend_12m>200", NULL, "O1 O2");
	expect(db, "order", "id", "bob", NULL, "O3");
	expect(db, "interaction", "id", "DELIVERY", NULL, "I1");
	expect(db, "interaction", "id", "delivery -x", NULL, "");
	expect(db, "follow_up", "customer", "status=open customer_name=Bob", NULL, "C2");
	expect(db, "response", "id", "tier=vip nps>3", NULL, "");
}

static void
counting_needs_no_columns(void **state)
{
	crm *db = *state;
	struct crm_query *query = query_of(db, "customer", "orders>0");
	struct crm_select want = { .type = crm_noun(db, "customer"), .query = query, .limit = 1 };
	int64_t n;

	OK(crm_count(db, &want, &n));
	assert_int_equal(n, 2);
	want.query = NULL;
	OK(crm_count(db, &want, &n));
	assert_int_equal(n, 3);
	crm_query_free(query);
}

/* --- how they are read ------------------------------------------------------------------------------------ */

/* Select from a new database, and say on standard error with which statements. */
static void
select_traced(const char *noun, const char *text, struct crm_select *want)
{
	crm *db;

	setenv("CRM_TRACE", "1", 1);
	assert_int_equal(crm_open(&db, ":memory:", CRM_CREATE), 0);
	unsetenv("CRM_TRACE");
	want->type = crm_noun(db, noun);
	want->query = query_of(db, noun, text);
	free(rows_text(db, want));
	crm_query_free((struct crm_query *)want->query);
	crm_close(db);
}

/* The statement of a selection, as the trace tells it; to be freed. */
static char *
statement_of(const char *noun, const char *text, struct crm_select *want)
{
	FILE *file = tmpfile();
	int kept = dup(STDERR_FILENO);
	char *line = NULL, *found = NULL;
	size_t size = 0;

	fflush(stderr);
	dup2(fileno(file), STDERR_FILENO);
	select_traced(noun, text, want);
	fflush(stderr);
	dup2(kept, STDERR_FILENO);
	close(kept);
	rewind(file);
	while (getline(&line, &size, file) > 0) {
		char *sql = strstr(line, "SELECT ");

		if (strncmp(line, "crm: SELECT ", 12) == 0 && (strstr(line, " t WHERE") || strstr(line, " t LEFT JOIN "))) {
			free(found);
			sql[strcspn(sql, "\n")] = '\0';
			found = strdup(sql);
		}
	}
	free(line);
	fclose(file);
	assert_non_null(found);
	return found;
}

/* Steps of the plan, `;' between; to be freed. */
static char *
plan_of(const char *noun, const char *columns, const char *text, const char *sort, int64_t limit)
{
	struct crm_select want = { .columns = columns, .sort = sort, .limit = limit };
	struct db_cursor *cursor;
	char *sql, *explain = NULL, *plan = NULL;
	size_t size;
	FILE *out = open_memstream(&plan, &size);
	crm *db;

	sql = statement_of(noun, text, &want);
	assert_int_equal(crm_open(&db, ":memory:", CRM_CREATE), 0);
	assert_true(asprintf(&explain, "EXPLAIN QUERY PLAN %s", sql) > 0);
	cursor = db_walk(db, BUILT(explain));
	while (db_step(cursor))
		fprintf(out, "%s;", db_column_text(cursor, 3));
	OK(db_done(cursor));
	crm_close(db);
	fclose(out);
	free(sql);
	free(explain);
	return plan;
}

static void
planned(const char *noun, const char *columns, const char *text, const char *sort, int64_t limit,
        const char *with, const char *without)
{
	char *plan = plan_of(noun, columns, text, sort, limit);

	if (!strstr(plan, with) || (without && strstr(plan, without)))
		fail_msg("%s: %s", text, plan);
	free(plan);
}

static void
indexes_serve_what_is_asked_most(void **state)
{
	(void)state;
	/* what is due comes off the partial index in order: nothing else is looked at */
	planned("follow_up", NULL, "status=open due<=today first=yes", "due,id", 100,
	        "SEARCH t USING INDEX follow_up_due (due<?)", "TEMP B-TREE");
	planned("follow_up", NULL, "status=open due<=today", "due,id", 0,
	        "SEARCH t USING INDEX follow_up_due (due<?)", "TEMP B-TREE");
	/* and whose it is, with all that is shown of them, is one look-up */
	planned("follow_up", "customer_name,channel,customer.city", "status=open due<=today", "due,id",
	        100, "SEARCH r1 USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN", "SUBQUERY");
	planned("customer", "id", "email=a@b.c", NULL, 0, "USING INDEX customer_email", "SCAN");
	planned("customer", "id", "phone=123", NULL, 0, "USING INDEX customer_phone", "SCAN");
	planned("customer", "id", "ref:X1", NULL, 0, "(ref=?)", "SCAN");
	planned("customer", "id", "owner=amy", NULL, 0, "USING INDEX customer_owner", "SCAN");
	planned("customer", "id", "owner=amy,bob", NULL, 0, "USING INDEX customer_owner", "SCAN");
	planned("customer", "id,spend,last_contact,state", "C7", NULL, 0, "INTEGER PRIMARY KEY (rowid=?)", "SCAN");
	planned("customer", "id", "C7 spend>3 state=silent", NULL, 0, "(customer_id=?", "SCAN");
	planned("customer", "id", "O7", NULL, 0, "SEARCH x USING INTEGER PRIMARY KEY", "SCAN t");
	/* facts of all are one walk along a covering index, and drive the lookup */
	planned("customer", "id", "spend_12m>=1000", NULL, 0, "SCAN e USING COVERING INDEX orders_customer",
	        "TEMP B-TREE");
	planned("customer", "id", "spend_12m>=1000", NULL, 0, "SEARCH t USING INTEGER PRIMARY KEY (rowid=?)", NULL);
	planned("customer", "id", "last_contact<-30d", NULL, 0, "SCAN e USING COVERING INDEX interaction_customer",
	        "TEMP B-TREE");
	planned("customer", "id", "next_due<today", NULL, 0, "USING INDEX follow_up_due (due<?)", NULL);
	planned("customer", "spend,contacts_30d,nps,last_order", NULL, NULL, 10, "orders_customer (customer_id=?",
	        "SCAN e");
	planned("interaction", "id", "C7", "-when", 10, "interaction_customer (customer_id=? AND at<?)", "SCAN t");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		FILLED_TEST(columns_are_fields_facts_and_what_references_lead_to),
		FILLED_TEST(a_view_is_a_type_of_its_own),
		FILLED_TEST(an_amount_knows_its_currency),
		FILLED_TEST(items_are_read_from_their_own_rows),
		FILLED_TEST(a_star_is_all_that_is_stored_and_shown),
		FILLED_TEST(fields_of_the_users_own_are_columns_too),
		FILLED_TEST(a_wrong_column_names_the_nearest),
		FILLED_TEST(absent_values_come_last_either_way),
		FILLED_TEST(words_are_put_in_the_order_of_their_list),
		FILLED_TEST(sort_keys_need_not_be_columns),
		FILLED_TEST(a_limit_cuts_what_the_order_gives),
		FILLED_TEST(what_is_dated_later_is_not_shown),
		FILLED_TEST(one_record_or_those_of_one_customer),
		FILLED_TEST(queries_reach_all_nouns),
		FILLED_TEST(counting_needs_no_columns),
		cmocka_unit_test(indexes_serve_what_is_asked_most),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
