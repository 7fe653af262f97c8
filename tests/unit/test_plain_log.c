/* What plain_log.h promises. */
#include "plain_file.h"

enum { CUSTOMER, DATE, AMOUNT };

/* Open a file of purchases; the log is to be closed if it is. */
static int
open_purchases(struct plain_file *file, struct crm_plain_log *plain, const char *told,
               struct crm_fault *why)
{
	*plain = plain_file_log(file);
	return crm_plain_open(plain, file->path, crm_purchase_roles, &told, told != NULL, NULL, why);
}

static void
assert_next(struct crm_plain_log *plain, const char *customer, const char *date, const char *amount)
{
	struct crm_table_row row;

	assert_int_equal(crm_plain_next(plain, &row), 1);
	assert_string_equal(crm_plain_value(plain, &row, CUSTOMER), customer);
	assert_string_equal(crm_plain_value(plain, &row, DATE), date);
	assert_string_equal(crm_plain_value(plain, &row, AMOUNT), amount);
}

static void
assert_end(struct crm_plain_log *plain)
{
	struct crm_table_row row;

	assert_int_equal(crm_plain_next(plain, &row), 0);
}

static void
columns_are_found_by_their_headings(void **state)
{
	struct plain_file file = plain_file("金額;日期;客戶\n5.00;2026-01-02;陳美\n");
	struct crm_plain_log plain;
	struct crm_fault why;

	(void)state;
	assert_int_equal(open_purchases(&file, &plain, NULL, &why), 0);
	assert_next(&plain, "陳美", "2026-01-02", "5.00");
	assert_end(&plain);
	crm_plain_close(&plain);
	plain_file_close(&file);
}

static void
what_is_told_goes_before_what_is_guessed(void **state)
{
	struct plain_file file = plain_file("customer_id,member,date\n1,2,2026-01-02\n");
	struct crm_plain_log plain;
	struct crm_fault why;

	(void)state;
	assert_int_equal(open_purchases(&file, &plain, "customer=member", &why), 0);
	assert_next(&plain, "2", "2026-01-02", "");
	assert_false(crm_plain_has(&plain, AMOUNT));
	assert_true(crm_plain_has(&plain, DATE));
	crm_plain_close(&plain);
	assert_int_equal(open_purchases(&file, &plain, "customer=buyr", &why), CRM_INVALID);
	assert_non_null(strstr(why.text, "there is no column buyr"));
	assert_null(plain.table);
	plain_file_close(&file);
}

static void
one_column_without_a_header_is_the_first_role(void **state)
{
	struct plain_file file = plain_file("9\n10\n");
	struct crm_plain_log plain = plain_file_log(&file);
	struct crm_table_row row;
	struct crm_fault why;

	(void)state;
	assert_int_equal(crm_plain_open(&plain, file.path, crm_score_roles, NULL, 0, NULL, &why), 0);
	assert_int_equal(crm_plain_next(&plain, &row), 1);
	assert_string_equal(crm_plain_value(&plain, &row, 0), "9");
	crm_plain_close(&plain);
	plain_file_close(&file);
}

static void
the_order_of_dates_is_learnt_from_the_rows(void **state)
{
	struct plain_file file = plain_file("who,date\na,03/04/2026\nb,25/04/2026\n");
	struct crm_plain_log plain;
	struct crm_fault why;
	int64_t at;

	(void)state;
	assert_int_equal(open_purchases(&file, &plain, "customer=who", &why), 0);
	assert_next(&plain, "a", "03/04/2026", "");
	assert_int_equal(crm_plain_instant(&plain, "03/04/2026", &at, &why), 0);
	assert_int_equal(at / 86400, crm_date_day((struct crm_date){ 2026, 4, 3 }));
	crm_plain_close(&plain);
	plain_file_close(&file);
}

/* Twice all days of 15 years, and what is no day in between. */
static void
a_date_reads_the_same_whenever_it_comes(void **state)
{
	struct plain_file file = plain_file("customer,date\na,2026-01-02\n");
	struct crm_plain_log plain;
	struct crm_fault why;
	int64_t at;

	(void)state;
	assert_int_equal(open_purchases(&file, &plain, NULL, &why), 0);
	for (int64_t i = 0; i < 2 * 15 * 366; i++) {
		int64_t day = 17000 + i % (15 * 366);
		struct crm_date date = crm_day_date(day);
		char text[48];

		snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
		assert_int_equal(crm_plain_instant(&plain, text, &at, &why), 0);
		assert_int_equal(at, day * 86400);
		snprintf(text, sizeof text, "%04d-%02d-%02dT00:00:01Z", date.year, date.month, date.day);
		assert_int_equal(crm_plain_instant(&plain, text, &at, &why), 0);
		assert_int_equal(at, day * 86400 + 1);
	}
	for (int i = 0; i < 3; i++) {
		assert_int_equal(crm_plain_instant(&plain, "2026-02-30", &at, &why), CRM_INVALID);
		assert_int_equal(crm_plain_instant(&plain, "", &at, &why), CRM_INVALID);
	}
	crm_plain_close(&plain);
	plain_file_close(&file);
}

static void
dates_that_nothing_settles_are_refused_unless_their_order_is_told(void **state)
{
	struct plain_file file = plain_file("customer,date\na,03/04/2026\n");
	struct crm_plain_log plain;
	struct crm_fault why;
	int64_t at;

	(void)state;
	assert_int_equal(open_purchases(&file, &plain, NULL, &why), 0);
	assert_int_equal(crm_plain_instant(&plain, "03/04/2026", &at, &why), CRM_AMBIGUOUS);
	crm_plain_close(&plain);
	plain = plain_file_log(&file);
	assert_int_equal(crm_plain_open(&plain, file.path, crm_purchase_roles, NULL, 0, "mdy", &why), 0);
	assert_int_equal(crm_plain_instant(&plain, "03/04/2026", &at, &why), 0);
	assert_int_equal(at / 86400, crm_date_day((struct crm_date){ 2026, 3, 4 }));
	crm_plain_close(&plain);
	plain = plain_file_log(&file);
	assert_int_equal(crm_plain_open(&plain, file.path, crm_purchase_roles, NULL, 0, "xyz", &why),
	                 CRM_INVALID);
	plain_file_close(&file);
}

static void
rows_that_are_none_are_told_and_passed_over(void **state)
{
	struct plain_file file = plain_file("customer,date\na,1,2\nb,\xff\nc,2026-01-02\n");
	struct crm_plain_log plain;
	struct crm_fault why;

	(void)state;
	assert_int_equal(open_purchases(&file, &plain, NULL, &why), 0);
	assert_next(&plain, "c", "2026-01-02", "");
	assert_end(&plain);
	assert_int_equal(plain.refused, 2);
	assert_int_equal(strncmp(file.told, "2: ", 3), 0);
	assert_non_null(strstr(file.told, "\n3: "));
	assert_int_equal(crm_plain_refused(&plain, &why), CRM_INVALID);
	assert_string_equal(why.text, "2 rows are refused");
	crm_plain_close(&plain);
	plain_file_close(&file);
}

static void
the_end_of_a_quote_that_is_never_closed_is_told(void **state)
{
	struct plain_file file = plain_file("customer,date\na,2026-01-02\n\"b,2026-01-03\n");
	struct crm_plain_log plain;
	struct crm_fault why;

	(void)state;
	assert_int_equal(open_purchases(&file, &plain, NULL, &why), 0);
	assert_next(&plain, "a", "2026-01-02", "");
	assert_end(&plain);
	assert_int_equal(plain.refused, 1);
	assert_int_equal(crm_plain_refused(&plain, &why), CRM_INVALID);
	assert_string_equal(why.text, "1 row is refused");
	crm_plain_close(&plain);
	plain_file_close(&file);
}

static void
a_file_that_is_not_there_is_no_log(void **state)
{
	struct crm_plain_log plain = { 0 };
	struct crm_fault why;

	(void)state;
	assert_int_equal(crm_plain_open(&plain, "/nowhere/at/all", crm_purchase_roles, NULL, 0, NULL,
	                                &why), CRM_NO_FILE);
	assert_null(plain.table);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_are_found_by_their_headings),
		cmocka_unit_test(what_is_told_goes_before_what_is_guessed),
		cmocka_unit_test(one_column_without_a_header_is_the_first_role),
		cmocka_unit_test(the_order_of_dates_is_learnt_from_the_rows),
		cmocka_unit_test(a_date_reads_the_same_whenever_it_comes),
		cmocka_unit_test(dates_that_nothing_settles_are_refused_unless_their_order_is_told),
		cmocka_unit_test(rows_that_are_none_are_told_and_passed_over),
		cmocka_unit_test(the_end_of_a_quote_that_is_never_closed_is_told),
		cmocka_unit_test(a_file_that_is_not_there_is_no_log),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
