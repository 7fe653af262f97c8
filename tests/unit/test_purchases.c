/* What purchases.h promises. */
#include "customer.h"
#include "database.h"
#include "metrics/value_parts.h"
#include "operation.h"
#include "order.h"
#include "plain_file.h"
#include "purchases.h"

/* --- from the database */

static void
order(crm *db, int64_t customer, const char *when, int64_t amount, const char *status)
{
	struct crm_order o = { .customer = customer, .amount = CRM_SET(amount), .status = strdup(status) };
	struct crm_fault why;
	int64_t at;

	assert_int_equal(crm_instant_parse(when, &crm_context(db)->clock, CRM_PAST, &at, &why), 0);
	o.when = (struct crm_int)CRM_SET(at);
	OK(crm_order_add(db, &o));
	crm_order_clear(&o);
}

static int64_t
day(int year, int month, int of_month)
{
	return crm_date_day((struct crm_date){ year, month, of_month });
}

static struct crm_purchase_log *
new_log(void)
{
	struct crm_purchase_log *log;

	assert_int_equal(crm_purchase_log_open(&log), 0);
	return log;
}

/* The histories up to the end of a log, which is closed; to be freed. */
static struct crm_purchases *
histories(struct crm_purchase_log *log, int64_t end, size_t *n)
{
	struct crm_purchases *rows;
	struct crm_fault why;

	assert_int_equal(crm_purchase_log_summarise(log, end, end, &rows, n, &why), 0);
	return rows;
}

static void
orders_become_purchases_of_their_customers(void **state)
{
	crm *db = *state;
	int64_t amy = database_customer(db, "Amy"), bob = database_customer(db, "Bob");
	struct crm_purchase_log *log = new_log();
	struct crm_purchases *rows;
	size_t n;

	order(db, bob, "2026-03-01", 500, "delivered");
	order(db, amy, "2026-02-03", 200, "open");
	order(db, amy, "2026-01-01", 100, "delivered");
	OK(crm_purchases_load(db, NULL, 0, log));
	rows = histories(log, day(2026, 11, 22), &n);
	assert_int_equal(n, 2);
	assert_int_equal(crm_purchases_id(log, rows[0].customer), amy);
	assert_int_equal(rows[0].x, 1);
	assert_int_equal(rows[0].t_x, 33);
	assert_int_equal(rows[0].first_spend, 100);
	assert_int_equal(rows[0].repeat_spend, 200);
	assert_int_equal(crm_purchases_id(log, rows[1].customer), bob);
	assert_int_equal(rows[1].x, 0);
	free(rows);
	crm_purchase_log_close(log);
}

static void
cancelled_returned_and_future_orders_do_not_count(void **state)
{
	crm *db = *state;
	int64_t amy = database_customer(db, "Amy");
	struct crm_purchase_log *log = new_log();

	order(db, amy, "2026-01-01", 100, "cancelled");
	order(db, amy, "2026-01-02", 100, "returned");
	order(db, amy, "2026-11-22 12:00:01", 100, "open");
	OK(crm_purchases_load(db, NULL, 0, log));
	assert_int_equal(crm_purchase_log_customers(log), 0);
	order(db, amy, "2026-11-22 12:00:00", 100, "open");
	OK(crm_purchases_load(db, NULL, 0, log));
	assert_int_equal(crm_purchase_log_customers(log), 1);
	crm_purchase_log_close(log);
}

static void
days_are_those_of_the_database(void **state)
{
	crm *db = *state;
	struct crm_purchase_log *log = new_log();

	/* 17:00 UTC is the next day in Taipei. */
	order(db, database_customer(db, "Amy"), "2026-01-01T17:00:00Z", 100, "open");
	OK(crm_purchases_load(db, NULL, 0, log));
	assert_int_equal(crm_purchase_log_last_day(log), day(2026, 1, 2));
	crm_purchase_log_close(log);
}

static void
amounts_are_those_of_the_base_currency(void **state)
{
	crm *db = *state;
	struct crm_order o = { .customer = database_customer(db, "Amy"), .amount = CRM_SET(1000),
	                       .currency = strdup("EUR"), .rate = CRM_SET(1500000000) };
	struct crm_purchase_log *log = new_log();
	struct crm_purchases *rows;
	size_t n;

	OK(crm_order_add(db, &o));
	crm_order_clear(&o);
	OK(crm_purchases_load(db, NULL, 0, log));
	rows = histories(log, day(2026, 11, 22), &n);
	assert_int_equal(rows[0].first_spend, 1500);
	free(rows);
	crm_purchase_log_close(log);
}

static void
only_the_customers_asked_for_are_loaded(void **state)
{
	crm *db = *state;
	int64_t amy = database_customer(db, "Amy"), bob = database_customer(db, "Bob");
	struct crm_purchase_log *log = new_log();

	order(db, amy, "2026-01-01", 100, "open");
	order(db, bob, "2026-01-01", 100, "open");
	OK(crm_purchases_load(db, &bob, 1, log));
	assert_int_equal(crm_purchase_log_customers(log), 1);
	assert_int_equal(crm_purchases_id(log, 0), bob);
	crm_purchase_log_close(log);
	log = new_log();
	OK(crm_purchases_load(db, &bob, 0, log));
	assert_int_equal(crm_purchase_log_customers(log), 0);
	crm_purchase_log_close(log);
}

/* --- who brought whom */

/* Customers 1 to 5, who all bought. */
static struct crm_purchase_log *
five_customers(crm *db)
{
	static const char *const names[] = { "Amy", "Bob", "Cat", "Dan", "Eve" };
	struct crm_purchase_log *log = new_log();

	for (size_t i = 0; i < 5; i++)
		order(db, database_customer(db, names[i]), "2026-01-01", 100, "delivered");
	OK(crm_purchases_load(db, NULL, 0, log));
	return log;
}

static void
refer(crm *db, int64_t customer, int64_t referrer)
{
	AUTO(crm_customer) c = { 0 };

	OK(crm_customer_get(db, customer, &c));
	c.referrer = referrer;
	OK(crm_customer_set(db, &c));
}

/* The number of who first brought this customer. */
static uint32_t
referrer_of(crm *db, const struct crm_purchase_log *log, int64_t customer)
{
	uint32_t all[5];

	OK(crm_purchases_referrers(db, log, all));
	return all[customer - 1];
}

static void
a_referral_is_the_first_referrers(void **state)
{
	crm *db = *state;
	struct crm_purchase_log *log = five_customers(db);

	assert_int_equal(referrer_of(db, log, 5), CRM_NO_REFERRER);
	refer(db, 5, 1);
	assert_int_equal(referrer_of(db, log, 5), 0);
	refer(db, 5, 2);
	refer(db, 5, 3);
	assert_int_equal(referrer_of(db, log, 5), 0);
	/* Nor does it go when the field is emptied. */
	refer(db, 5, 0);
	assert_int_equal(referrer_of(db, log, 5), 0);
	refer(db, 4, 3);
	assert_int_equal(referrer_of(db, log, 4), 2);
	assert_int_equal(referrer_of(db, log, 1), CRM_NO_REFERRER);
	crm_purchase_log_close(log);
}

static void
a_referrer_who_was_undone_is_none(void **state)
{
	crm *db = *state;
	struct crm_purchase_log *log = five_customers(db);
	int64_t undo, again;

	refer(db, 5, 1);
	OK(crm_undo(db, 0, &undo));
	assert_int_equal(referrer_of(db, log, 5), CRM_NO_REFERRER);
	refer(db, 5, 2);
	assert_int_equal(referrer_of(db, log, 5), 1);
	refer(db, 5, 3);
	OK(crm_undo(db, 0, &undo));
	assert_int_equal(referrer_of(db, log, 5), 1);
	/* Done again it is as before: the second one. */
	OK(crm_undo(db, undo, &again));
	assert_int_equal(referrer_of(db, log, 5), 1);
	crm_purchase_log_close(log);
}

static void
what_was_done_again_counts(void **state)
{
	crm *db = *state;
	struct crm_purchase_log *log = five_customers(db);
	int64_t undo, again;

	refer(db, 5, 1);
	OK(crm_undo(db, 0, &undo));
	OK(crm_undo(db, undo, &again));
	refer(db, 5, 2);
	assert_int_equal(referrer_of(db, log, 5), 0);
	crm_purchase_log_close(log);
}

static void
what_else_is_changed_says_nothing_of_referrers(void **state)
{
	crm *db = *state;
	struct crm_purchase_log *log = five_customers(db);
	AUTO(crm_customer) c = { 0 };

	refer(db, 5, 1);
	OK(crm_customer_get(db, 5, &c));
	c.notes = strdup("referrer=3");
	OK(crm_customer_set(db, &c));
	free(c.notes);
	c.notes = strdup("the referrer");
	OK(crm_customer_set(db, &c));
	refer(db, 5, 2);
	assert_int_equal(referrer_of(db, log, 5), 0);
	crm_purchase_log_close(log);
}

/* --- from a file */

/* Read a file of purchases into a new log; the error. */
static int
read_file(struct plain_file *file, char currency[4], struct crm_purchase_log *log,
          struct crm_fault *why)
{
	struct crm_plain_log plain = plain_file_log(file);
	int error;

	assert_int_equal(crm_plain_open(&plain, file->path, crm_purchase_roles, NULL, 0, NULL, why), 0);
	error = crm_purchases_read(&plain, currency, log, why);
	crm_plain_close(&plain);
	return error;
}

/* The spend of the one purchase in a file of this amount. */
static int64_t
amount_of(const char *amount, const char *bare, const char *expected)
{
	char text[128], currency[4];
	struct plain_file file;
	struct crm_purchase_log *log = new_log();
	struct crm_purchases *rows;
	struct crm_fault why;
	int64_t spend;
	size_t n;

	snprintf(text, sizeof text, "customer,date,amount\na,2026-01-02,\"%s\"\n", amount);
	snprintf(currency, sizeof currency, "%s", bare);
	file = plain_file(text);
	assert_int_equal(read_file(&file, currency, log, &why), 0);
	assert_string_equal(currency, expected);
	rows = histories(log, day(2026, 1, 2), &n);
	spend = rows[0].first_spend;
	free(rows);
	crm_purchase_log_close(log);
	plain_file_close(&file);
	return spend;
}

static void
rows_of_a_file_become_purchases(void **state)
{
	struct plain_file file = plain_file("customer,date,amount\n"
	                                    "陳美,2026-01-01,10.5\nBob,2026-01-01,7\n陳美,2026-01-31,12.05\n"
	                                    "陳美,2026-01-31,-12.00\n");
	struct crm_purchase_log *log = new_log();
	struct crm_purchases *rows;
	struct crm_fault why;
	char currency[4] = "USD";
	size_t n;

	(void)state;
	assert_int_equal(read_file(&file, currency, log, &why), 0);
	rows = histories(log, day(2026, 2, 1), &n);
	assert_int_equal(n, 2);
	assert_string_equal(crm_purchases_name(log, rows[0].customer), "陳美");
	assert_string_equal(crm_purchases_name(log, rows[1].customer), "Bob");
	assert_int_equal(rows[0].x, 1);
	assert_int_equal(rows[0].t_x, 30);
	assert_int_equal(rows[0].T, 31);
	assert_int_equal(rows[0].first_spend, 1050);
	assert_int_equal(rows[0].repeat_spend, 5);
	free(rows);
	crm_purchase_log_close(log);
	plain_file_close(&file);
}

static void
amounts_are_exact_in_the_currency_they_have(void **state)
{
	(void)state;
	assert_int_equal(amount_of("12", "USD", "USD"), 1200);
	assert_int_equal(amount_of("12.", "USD", "USD"), 1200);
	assert_int_equal(amount_of("12.3", "USD", "USD"), 1230);
	assert_int_equal(amount_of("12.30", "USD", "USD"), 1230);
	assert_int_equal(amount_of("12.300", "USD", "USD"), 1230);
	assert_int_equal(amount_of("1,234,567.89", "USD", "USD"), 123456789);
	assert_int_equal(amount_of("NT$300", "USD", "TWD"), 30000);
	assert_int_equal(amount_of("300", "JPY", "JPY"), 300);
	assert_int_equal(amount_of("0.125", "KWD", "KWD"), 125);
	assert_int_equal(amount_of("9999999999999.99", "USD", "USD"), 999999999999999);
}

/* A file of these rows is refused, for these reasons. */
static void
assert_refused(const char *rows, const char *reasons)
{
	char text[512], currency[4] = "USD";
	struct crm_purchase_log *log = new_log();
	struct plain_file file;
	struct crm_fault why;

	snprintf(text, sizeof text, "customer,date,amount\n%s", rows);
	file = plain_file(text);
	assert_int_equal(read_file(&file, currency, log, &why), CRM_INVALID);
	assert_string_equal(file.told, reasons);
	crm_purchase_log_close(log);
	plain_file_close(&file);
}

static void
rows_that_make_no_sense_are_told_with_line_and_column(void **state)
{
	(void)state;
	assert_refused(",2026-01-01,5\n", "2: customer: there is none: whose purchase is it?");
	assert_refused("a,,5\n", "2: date: there is none: when was it?");
	assert_refused("a,2026-01-01,\n", "2: amount: there is none: write 0 if nothing was paid");
	assert_refused("a,2026-01-01,5\nb,2026-02-31,5\n",
	               "3: date: February 2026 has 28 days");
	assert_refused("a,2026-01-01,1.234\n", "2: amount: USD has 2 decimals, not the 3 of `1.234'");
	assert_refused("a,2026-01-01,EUR 5\nb,2026-01-01,USD 5\n",
	               "3: amount: the amount is in USD, others in EUR: bring them into one currency");
	assert_refused("a,2026-01-01,99999999999999.99\n",
	               "2: amount: an amount must be less than 2^53 minor units");
}

static void
a_column_of_currencies_and_one_of_states_are_heeded(void **state)
{
	struct plain_file file = plain_file("customer,date,amount,currency,status\n"
	                                    "a,2026-01-01,5,TWD,open\n"
	                                    "b,2026-01-01,5,TWD,cancelled\n"
	                                    "c,2026-01-01,5,TWD,returned\n"
	                                    "d,2026-01-01,5,TWD,Cancelled\n"
	                                    "a,2026-01-02,5,TWD,\n");
	struct plain_file unknown = plain_file("customer,date,amount,status\na,2026-01-01,5,paid\n");
	struct plain_file mixed = plain_file("customer,date,amount,currency\n"
	                                     "a,2026-01-01,5,TWD\nb,2026-01-01,5,USD\n"
	                                     "c,2026-01-01,5,dollars\n");
	struct crm_purchase_log *log = new_log();
	struct crm_fault why;
	char currency[4] = "USD";

	(void)state;
	assert_int_equal(read_file(&file, currency, log, &why), 0);
	assert_string_equal(currency, "TWD");
	assert_int_equal(crm_purchase_log_customers(log), 1);
	assert_int_equal(read_file(&mixed, currency, log, &why), CRM_INVALID);
	assert_string_equal(mixed.told,
		"3: amount: the amount is in USD, others in TWD: bring them into one currency\n"
		"4: amount: there is no currency `dollars'");
	assert_int_equal(read_file(&unknown, currency, log, &why), CRM_INVALID);
	assert_string_equal(unknown.told, "2: status: `paid' is not open, delivered, cancelled or "
	                    "returned; status= leaves the column out");
	crm_purchase_log_close(log);
	plain_file_close(&file);
	plain_file_close(&mixed);
	plain_file_close(&unknown);
}

/* The groups of a file, `|' between; or why there are none. */
static const char *
groups_of(const char *text)
{
	static char out[512];
	struct plain_file file = plain_file(text);
	struct crm_plain_log plain = plain_file_log(&file);
	struct crm_purchase_log *log = new_log();
	struct crm_purchase_groups groups = { 0 };
	struct crm_fault why;
	char currency[4] = "USD";

	*out = '\0';
	assert_int_equal(crm_plain_open(&plain, file.path, crm_purchase_roles, NULL, 0, NULL, &why), 0);
	if (crm_purchases_read_groups(&plain, currency, log, &groups, &why))
		snprintf(out, sizeof out, "%s", why.text);
	else
		assert_int_equal(groups.n, crm_purchase_log_customers(log));
	for (size_t i = 0; i < groups.n; i++) {
		strcat(out, i ? "|" : "");
		strcat(out, groups.names[i]);
	}
	crm_purchase_groups_clear(&groups);
	assert_int_equal(groups.n, 0);
	crm_plain_close(&plain);
	crm_purchase_log_close(log);
	plain_file_close(&file);
	return out;
}

static void
a_customer_of_a_file_is_of_the_group_of_the_first_row(void **state)
{
	(void)state;
	assert_string_equal(groups_of("customer,date,group,status\n"
	                              "ann,2026-01-01,west,cancelled\nbob,2026-01-02,,\n"
	                              "ann,2026-01-02,east,\nann,2026-01-03,north,\n"
	                              "bob,2026-01-03,south,\n"), "|east");
	assert_string_equal(groups_of("customer,date\nann,2026-01-01\n"),
	                    "no column is the group: say which, as in group=3");
}

static void
a_file_needs_a_customer_and_a_date_but_no_amount(void **state)
{
	struct plain_file without_date = plain_file("customer,amount\na,5\n");
	struct plain_file without_amount = plain_file("customer,date\na,2026-01-01\n");
	struct plain_file empty = plain_file("customer,date,amount\n");
	struct crm_purchase_log *log = new_log();
	struct crm_fault why;
	char currency[4] = "USD";

	(void)state;
	assert_int_equal(read_file(&without_date, currency, log, &why), CRM_INVALID);
	assert_string_equal(why.text, "no column is the date: say which, as in date=3");
	assert_int_equal(read_file(&empty, currency, log, &why), CRM_INVALID);
	assert_string_equal(why.text, "there are no purchases");
	assert_int_equal(read_file(&without_amount, currency, log, &why), 0);
	assert_int_equal(crm_purchase_log_customers(log), 1);
	memcpy(currency, "ABC", 4);
	assert_int_equal(read_file(&without_amount, currency, log, &why), CRM_INVALID);
	assert_string_equal(why.text, "there is no currency `ABC'");
	crm_purchase_log_close(log);
	plain_file_close(&without_date);
	plain_file_close(&without_amount);
	plain_file_close(&empty);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DATABASE_TEST(orders_become_purchases_of_their_customers),
		DATABASE_TEST(cancelled_returned_and_future_orders_do_not_count),
		DATABASE_TEST(days_are_those_of_the_database),
		DATABASE_TEST(amounts_are_those_of_the_base_currency),
		DATABASE_TEST(only_the_customers_asked_for_are_loaded),
		DATABASE_TEST(a_referral_is_the_first_referrers),
		DATABASE_TEST(a_referrer_who_was_undone_is_none),
		DATABASE_TEST(what_was_done_again_counts),
		DATABASE_TEST(what_else_is_changed_says_nothing_of_referrers),
		cmocka_unit_test(rows_of_a_file_become_purchases),
		cmocka_unit_test(amounts_are_exact_in_the_currency_they_have),
		cmocka_unit_test(rows_that_make_no_sense_are_told_with_line_and_column),
		cmocka_unit_test(a_column_of_currencies_and_one_of_states_are_heeded),
		cmocka_unit_test(a_customer_of_a_file_is_of_the_group_of_the_first_row),
		cmocka_unit_test(a_file_needs_a_customer_and_a_date_but_no_amount),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
