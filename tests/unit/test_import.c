/*
 * What import.h promises.  A file of text is imported; what its rows became is told as
 * "added changed same customers", or why a row was refused.
 */
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "database.h"
#include "db.h"
#include "import.h"
#include "noun.h"
#include "order.h"

static const struct crm_import_options MAKE = { .create_customers = true }, PLAIN = { 0 };

static struct crm_table *
table_of(const char *text)
{
	static const struct crm_table_options csv = { .format = CRM_TABLE_CSV };
	struct crm_table *table = NULL;
	struct crm_fault why;
	int fd = memfd_create("import", 0);

	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	lseek(fd, 0, SEEK_SET);
	assert_int_equal(crm_table_open_fd(&table, dup(fd), "a.csv", &csv, &why), 0);
	close(fd);
	return table;
}

static int
import_rows(crm *db, struct crm_import *import, struct crm_table *table, const struct crm_type *type)
{
	void *record = calloc(1, type->size);
	struct crm_table_row row;
	struct crm_fault why;
	int error = crm_begin(db, NULL);

	while (!error && crm_table_next(table, &row, &why) > 0)
		error = crm_import_row(import, row.line, row.values, row.n, record);
	if (!error)
		error = crm_import_finish(import);
	crm_clear(type, record);
	free(record);
	return crm_end(db, error);
}

static const char *
imported(crm *db, const char *noun, const char *text, const struct crm_import_options *options)
{
	static char out[1200];
	const struct crm_type *type = crm_noun(db, noun);
	struct crm_table *table = table_of(text);
	struct crm_import *import;
	int error = crm_import_open(&import, db, type, table, NULL, 0, options);

	if (!error)
		error = import_rows(db, import, table, type);
	if (error) {
		snprintf(out, sizeof out, "%s", crm_message(db));
	} else {
		const struct crm_import_counts *n = crm_import_counts(import);

		snprintf(out, sizeof out, "%d %d %d %d", (int)n->added, (int)n->changed, (int)n->same,
		         (int)n->customers);
	}
	crm_import_close(import);
	crm_table_close(table);
	return out;
}

static int64_t
number(crm *db, const char *sql)
{
	struct crm_int n;

	OK(db_number(db, &n, BUILT(sql)));
	return n.value;
}

#define IMPORTS(noun, text, options, expected) \
	assert_string_equal(imported(db, noun, text, &(options)), expected)

static void
the_same_file_again_changes_nothing(void **state)
{
	const char *orders = "customer,date,amount,ref\nA,2026-01-05,10,\nA,2026-01-05,10,\nB,2026-02-01,3.5,R1\n";
	crm *db = *state;

	IMPORTS("order", orders, MAKE, "3 0 0 2");
	IMPORTS("order", orders, MAKE, "0 0 3 0");
	IMPORTS("order", orders, PLAIN, "0 0 3 0");
	assert_int_equal(number(db, "SELECT COUNT(*) FROM orders"), 3);
	assert_int_equal(number(db, "SELECT COUNT(*) FROM operation"), 1);
}

static void
a_third_like_row_is_a_third_record(void **state)
{
	crm *db = *state;

	IMPORTS("interaction", "customer,when,note\nA,2026-01-05,x\nA,2026-01-05,x\n", MAKE, "2 0 0 1");
	IMPORTS("interaction", "customer,when,note\nA,2026-01-05,x\nA,2026-01-05,x\nA,2026-01-05,x\n",
	        PLAIN, "1 0 2 0");
	IMPORTS("interaction", "customer,when,note\nA,2026-01-05,y\n", PLAIN, "1 0 0 0");
}

static void
a_ref_finds_its_record_and_an_empty_cell_takes_nothing_away(void **state)
{
	crm *db = *state;

	IMPORTS("customer", "ref,name,phone\nS1,Ann,02-2345-6789\n", PLAIN, "1 0 0 0");
	IMPORTS("customer", "ref,name,phone\nS1,Anna,\nS2,Ann,\n", PLAIN, "1 1 0 0");
	assert_int_equal(number(db, "SELECT COUNT(*) FROM customer WHERE phone_key = '0223456789'"
	                        " AND name = 'Anna'"), 1);
}

static void
another_ref_is_another_customer_whatever_the_address(void **state)
{
	crm *db = *state;

	IMPORTS("customer", "ref,name,email\nS1,Ann,a@x.tw\nS2,Ann,a@x.tw\n", PLAIN, "2 0 0 0");
	IMPORTS("customer", "ref,name,email\nS3,Ann,a@x.tw\n", PLAIN, "1 0 0 0");
	IMPORTS("customer", "ref,name,email\nS3,Ann,a@x.tw\nS1,Ann,a@x.tw\n", PLAIN, "0 0 2 0");
}

static void
a_customer_without_ref_gets_the_one_that_comes_with_the_address(void **state)
{
	crm *db = *state;

	IMPORTS("customer", "name,email\nAnn,a@x.tw\n", PLAIN, "1 0 0 0");
	IMPORTS("customer", "ref,name,email\nS9,Ann,A@X.tw\n", PLAIN, "0 1 0 0");
	assert_int_equal(number(db, "SELECT id FROM customer WHERE ref = 'S9'"), 1);
}

static void
colleagues_with_one_address_stay_two(void **state)
{
	const char *file = "name,email\nBo,i@x.tw\nCy,i@x.tw\n";
	crm *db = *state;

	IMPORTS("customer", file, PLAIN, "2 0 0 0");
	IMPORTS("customer", file, PLAIN, "0 0 2 0");
	IMPORTS("customer", "name,email\nDi,i@x.tw\n", PLAIN,
	        "email: i@x.tw is C1 and C2; a ref or id column would tell which");
}

static void
a_row_without_ref_finds_those_that_came_with_one(void **state)
{
	crm *db = *state;

	IMPORTS("customer", "ref,name,email,phone\nS1,Ann,a@x.tw,\nS2,Bo,,02-2345-6789\n,ann,A@X.TW,\n"
	        ",Bo,,0223456789\n,Cy,a@x.tw,\n", PLAIN, "3 2 0 0");
	assert_int_equal(number(db, "SELECT COUNT(*) FROM customer WHERE name = 'ann' AND ref = 'S1'"), 1);
}

/* Beyond ten thousand rows indexes are put off. */
static void
a_big_load_leaves_every_index_and_finds_whom_it_names(void **state)
{
	crm *db = *state;
	size_t size = 0;
	char *text = NULL;
	FILE *out = open_memstream(&text, &size);
	int64_t indexes = number(db, "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'index'");

	fprintf(out, "name,email,referrer\n");
	for (int i = 1; i <= 12000; i++)
		fprintf(out, "N %d,u%d@x.tw,%s\n", i, i, i == 11000 ? "u12000@x.tw" : "");
	fclose(out);
	IMPORTS("customer", text, PLAIN, "12000 0 0 0");
	assert_int_equal(number(db, "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'index'"), indexes);
	assert_int_equal(number(db, "SELECT referrer_id FROM customer WHERE id = 11000"), 12000);
	assert_int_equal(number(db, "SELECT COUNT(*) FROM follow_up WHERE status = 'open'"), 12000);
	assert_int_equal(number(db, "PRAGMA foreign_keys"), 1);
	IMPORTS("customer", text, PLAIN, "0 0 12000 0");
	free(text);
}

static void
a_telephone_number_needs_the_name(void **state)
{
	crm *db = *state;

	IMPORTS("customer", "name,phone\n陳美,02-2345-6789\n", PLAIN, "1 0 0 0");
	IMPORTS("customer", "name,phone,city\n陈美,(02)23456789,Taipei\n王明,02-2345-6789,\n", PLAIN, "1 1 0 0");
}

static void
ids_of_an_export_are_kept_with_their_gaps(void **state)
{
	crm *db = *state;

	IMPORTS("customer", "id,name,referrer\nC7,Ann,C9\nC3,Bo,\nC9,Cy,C3\n", PLAIN, "3 0 0 0");
	assert_int_equal(number(db, "SELECT referrer_id FROM customer WHERE id = 7"), 9);
	assert_int_equal(database_customer(db, "Di"), 10);
	IMPORTS("customer", "id,name\nC3,Bob\n", PLAIN, "0 1 0 0");
	IMPORTS("customer", "id,name\nC4,New\n", PLAIN, "id: there is no customer C4 here; with id= the"
	        " column is left out and the record is a new one");
}

static void
foreign_ids_are_refs_and_referrers_may_come_later(void **state)
{
	crm *db = *state;

	IMPORTS("customer", "id,name,referrer\n17,Flo,18\n18,Gus,\n", PLAIN, "2 0 0 0");
	assert_int_equal(number(db, "SELECT referrer_id FROM customer WHERE ref = '17'"), 2);
	IMPORTS("customer", "id,name,referrer\n17,Flo,99\n", PLAIN,
	        "a.csv:2: referrer: there is no customer 99");
}

static void
customers_are_made_once_and_known_from_their_first_order(void **state)
{
	crm *db = *state;

	IMPORTS("order", "customer,date,amount,customer_name\n10001,2026-03-01,1,Quinn\n"
	        "10001,2025-01-01,2,\nC1,2026-01-01,3,\nq@x.tw,2026-01-01,4,\n", MAKE, "4 0 0 3");
	assert_int_equal(number(db, "SELECT since FROM customer WHERE ref = '10001' AND name = 'Quinn'"),
	                 1735660800);
	assert_int_equal(number(db, "SELECT id FROM customer WHERE ref = 'C1'"), 2);
	assert_int_equal(number(db, "SELECT id FROM customer WHERE email_key = 'q@x.tw'"), 3);
}

static void
an_unknown_customer_is_refused_unless_made(void **state)
{
	crm *db = *state;

	IMPORTS("order", "customer,date,amount\nA,2026-01-05,10\n", PLAIN,
	        "customer: there is no customer A; --create-customers makes one with this ref");
	assert_int_equal(number(db, "SELECT COUNT(*) FROM operation"), 0);
}

static void
columns_that_do_not_suffice_are_named(void **state)
{
	crm *db = *state;

	IMPORTS("order", "customer,colour\nA,red\n", MAKE,
	        "no column looks like the when: say when=COLUMN; there are customer and colour");
	IMPORTS("customer", "", PLAIN, "the file is empty: not even a line of headings");
	IMPORTS("response", "customer,date\nA,\n", MAKE, "when: a new record needs its date");
}

/* Row by row, as --rejects has it. */
static void
a_row_that_is_refused_takes_its_customer_with_it(void **state)
{
	crm *db = *state;
	struct crm_table *table = table_of("customer,date,amount,currency\nA,2026-01-05,1,EUR\n"
	                                   "A,2026-01-06,2,\n");
	struct crm_order order = { 0 };
	struct crm_import *import;
	struct crm_table_row row;
	struct crm_fault why;
	int refused = 0;

	OK(crm_import_open(&import, db, &crm_order_type, table, NULL, 0, &MAKE));
	OK(crm_begin(db, NULL));
	while (crm_table_next(table, &row, &why) > 0) {
		OK(crm_try(db));
		refused += crm_tried(db, crm_import_row(import, row.line, row.values, row.n, &order)) != 0;
	}
	OK(crm_import_finish(import));
	OK(crm_end(db, 0));
	assert_int_equal(refused, 1);
	assert_int_equal(crm_import_counts(import)->customers, 1);
	assert_int_equal(number(db, "SELECT COUNT(*) FROM customer"), 1);
	assert_int_equal(number(db, "SELECT since FROM customer"), 1767628800);
	crm_order_clear(&order);
	crm_import_close(import);
	crm_table_close(table);
}

/* --- follow-ups of an export ---------------------------------------------------------------- */

#define FOLLOW_UPS "id,customer,purpose,anchor,due,goal,rule,status,reason,interaction,planned\n"

/* C1 weekly since 2026-01-05, C2 since the contact I3, which answered F9. */
static void
two_customers(crm *db)
{
	IMPORTS("customer", "id,name,tier,since\nC1,Ann,vip,2026-01-05\nC2,Bo,vip,2026-01-05\n", PLAIN,
	        "2 0 0 0");
	IMPORTS("interaction", "id,customer,when,channel,direction,follow_up\n"
	        "I3,C2,2026-02-02,phone,out,F9\n", PLAIN, "1 0 0 0");
}

#define ROW(columns, id) \
	number(db, "SELECT " columns " FROM follow_up WHERE id = " #id)

static void
a_rules_row_takes_its_id_from_the_export_and_stays_the_agendas(void **state)
{
	crm *db = *state;

	two_customers(db);
	IMPORTS("follow_up", FOLLOW_UPS
	        "F1,C2,contact,I3,2026-02-09,stay close,weekly-vip,open,,,no\n"
	        "F2,C1,contact,C1,2026-01-12,stay close,weekly-vip,open,,,no\n", PLAIN, "0 0 2 0");
	assert_int_equal(ROW("customer_id", 1), 2);
	assert_int_equal(ROW("customer_id", 2), 1);
	assert_int_equal(number(db, "SELECT COUNT(*) FROM follow_up WHERE op IS NULL"), 2);
	assert_int_equal(number(db, "SELECT COUNT(*) FROM follow_up"), 3);
}

static void
a_rules_row_that_says_otherwise_was_moved_by_somebody(void **state)
{
	crm *db = *state;

	two_customers(db);
	IMPORTS("follow_up", FOLLOW_UPS
	        "F7,C1,contact,C1,2026-01-20,call first,weekly-vip,open,,,no\n", PLAIN, "0 1 0 0");
	assert_int_equal(ROW("due", 7), 20473);
	assert_int_equal(ROW("op IS NOT NULL", 7), 1);
	assert_int_equal(number(db, "SELECT COUNT(*) FROM follow_up WHERE customer_id = 1"), 1);
}

static void
a_stand_in_becomes_the_follow_up_that_was_done(void **state)
{
	crm *db = *state;

	two_customers(db);
	assert_int_equal(ROW("interaction_id", 9), 3);
	assert_int_equal(number(db, "SELECT COUNT(*) FROM follow_up WHERE customer_id = 2"), 2);
	IMPORTS("follow_up", FOLLOW_UPS
	        "F9,C2,contact,C2,2026-01-12,,weekly-vip,done,,I3,no\n", PLAIN, "0 1 0 0");
	assert_int_equal(ROW("purpose = 'contact' AND rule = 'weekly-vip' AND status = 'done'", 9), 1);
	IMPORTS("follow_up", FOLLOW_UPS
	        "F9,C2,contact,C2,2026-01-12,,weekly-vip,done,,I3,no\n", PLAIN, "0 0 1 0");
}

static void
a_plan_comes_back_and_stands_before_the_rule(void **state)
{
	crm *db = *state;

	two_customers(db);
	IMPORTS("follow_up", FOLLOW_UPS
	        "F1,C1,contact,F1,2026-01-07,quote,planned,open,,,yes\n"
	        "F2,C1,contact,F2,2026-01-08,gift,planned,dropped,on leave,,yes\n"
	        "F6,C1,contact,C1,2026-01-12,stay close,weekly-vip,superseded,F1 is due earlier,,no\n",
	        PLAIN, "2 0 1 0");
	assert_int_equal(ROW("planned AND status = 'open'", 1), 1);
	assert_int_equal(ROW("planned AND status = 'dropped' AND reason = 'on leave'", 2), 1);
	assert_int_equal(ROW("op IS NULL AND status = 'superseded'"
	                     " AND reason = 'F1 is due earlier'", 6), 1);
}

static void
what_the_agenda_had_in_the_way_of_a_part_comes_back_elsewhere(void **state)
{
	crm *db = *state;
	int64_t was = 0;

	two_customers(db);
	was = number(db, "SELECT id FROM follow_up WHERE customer_id = 1");
	assert_int_equal(was, 1);
	IMPORTS("follow_up", FOLLOW_UPS "F1,C2,contact,F1,2026-06-01,,planned,open,,,yes\n", PLAIN,
	        "1 0 0 0");
	assert_int_equal(ROW("customer_id", 1), 2);
	assert_int_equal(number(db, "SELECT COUNT(*) FROM follow_up WHERE customer_id = 1 AND id > 1"
	                        " AND status = 'open'"), 1);
	assert_int_equal(number(db, "SELECT COUNT(*) FROM follow_up WHERE id < 1"), 0);
}

static void
where_people_have_planned_an_unknown_id_is_refused(void **state)
{
	crm *db = *state;

	two_customers(db);
	IMPORTS("follow_up", "customer,due\nC1,2026-03-01\n", PLAIN, "1 0 0 0");
	IMPORTS("follow_up", "customer,due\nC1,2026-03-01\n", PLAIN, "0 0 1 0");
	IMPORTS("follow_up", FOLLOW_UPS "F77,C1,contact,F1,2026-06-01,,planned,open,,,yes\n", PLAIN,
	        "id: there is no follow_up F77 here; with id= the column is left out and the record is"
	        " a new one");
	IMPORTS("follow_up", "customer,due,purpose,planned\nC1,2026-03-01,care,no\n", PLAIN,
	        "planned: no rule asks for this here, and plans are planned=yes");
	IMPORTS("follow_up", "customer,goal\nC1,x\n", PLAIN,
	        "no column looks like the due: say due=COLUMN; there are customer and goal");
}

static void
the_follow_up_of_a_contact_that_is_missing_is_refused(void **state)
{
	crm *db = *state;

	two_customers(db);
	IMPORTS("follow_up", FOLLOW_UPS "F5,C2,contact,C2,2026-01-12,,weekly-vip,done,,I88,no\n", PLAIN,
	        "interaction: there is no interaction I88");
}

/* Contacts of an export say themselves what they answered. */
static void
an_old_contact_that_names_nothing_does_nothing_to_the_agenda(void **state)
{
	crm *db = *state;

	IMPORTS("customer", "id,name,tier,since\nC1,Ann,vip,2026-01-05\n", PLAIN, "1 0 0 0");
	IMPORTS("interaction", "id,customer,when,channel,direction\nI1,C1,2026-02-02,phone,out\n", PLAIN,
	        "1 0 0 0");
	assert_int_equal(number(db, "SELECT COUNT(*) FROM follow_up WHERE status = 'done'"), 0);
	assert_int_equal(ROW("anchor = 'I1' AND status = 'open'", 1), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DATABASE_TEST(the_same_file_again_changes_nothing),
		DATABASE_TEST(a_third_like_row_is_a_third_record),
		DATABASE_TEST(a_ref_finds_its_record_and_an_empty_cell_takes_nothing_away),
		DATABASE_TEST(another_ref_is_another_customer_whatever_the_address),
		DATABASE_TEST(a_customer_without_ref_gets_the_one_that_comes_with_the_address),
		DATABASE_TEST(colleagues_with_one_address_stay_two),
		DATABASE_TEST(a_row_without_ref_finds_those_that_came_with_one),
		DATABASE_TEST(a_big_load_leaves_every_index_and_finds_whom_it_names),
		DATABASE_TEST(a_telephone_number_needs_the_name),
		DATABASE_TEST(ids_of_an_export_are_kept_with_their_gaps),
		DATABASE_TEST(foreign_ids_are_refs_and_referrers_may_come_later),
		DATABASE_TEST(customers_are_made_once_and_known_from_their_first_order),
		DATABASE_TEST(an_unknown_customer_is_refused_unless_made),
		DATABASE_TEST(columns_that_do_not_suffice_are_named),
		DATABASE_TEST(a_row_that_is_refused_takes_its_customer_with_it),
		DATABASE_TEST(a_rules_row_takes_its_id_from_the_export_and_stays_the_agendas),
		DATABASE_TEST(a_rules_row_that_says_otherwise_was_moved_by_somebody),
		DATABASE_TEST(a_stand_in_becomes_the_follow_up_that_was_done),
		DATABASE_TEST(a_plan_comes_back_and_stands_before_the_rule),
		DATABASE_TEST(what_the_agenda_had_in_the_way_of_a_part_comes_back_elsewhere),
		DATABASE_TEST(where_people_have_planned_an_unknown_id_is_refused),
		DATABASE_TEST(the_follow_up_of_a_contact_that_is_missing_is_refused),
		DATABASE_TEST(an_old_contact_that_names_nothing_does_nothing_to_the_agenda),
	};

	return cmocka_run_group_tests_name("import", tests, NULL, NULL);
}
