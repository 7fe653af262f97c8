/*
 * test_report_group.c - records come group by group, each group once.
 */
#include "database.h"

#include <stdio.h>

#include "noun.h"
#include "report_group.h"

static void
add(crm *db, const char *name, const char *owner, const char *city)
{
	struct crm_customer c = { .name = strdup(name) };

	c.owner = owner ? strdup(owner) : NULL;
	c.city = city ? strdup(city) : NULL;
	OK(crm_customer_add(db, &c));
	crm_customer_clear(&c);
}

/* "amy:2 bob:1": the groups and how many rows each has, in the order in which they come. */
static const char *
groups(crm *db, const struct crm_report_wanted *wanted, char out[2048])
{
	struct report_rows rows = { .db = db, .type = crm_noun(db, "customer"), .wanted = wanted,
	                            .skip = 1 };
	size_t n = 0;

	*out = '\0';
	OK(report_open(&rows, "id", ""));
	while (rows.more) {
		char group[REPORT_LABEL];
		int count = 0;

		memcpy(group, rows.group, sizeof group);
		do
			count++;
		while (report_next(&rows) && !strcmp(rows.group, group));
		n += (size_t)snprintf(out + n, 2048 - n, "%s%s:%d", n ? " " : "", group, count);
	}
	OK(report_close(&rows));
	return out;
}

static int
three(void **state)
{
	crm *db;

	if (database_open(state))
		return -1;
	db = *state;
	add(db, "陳美", "bob", "台北");
	add(db, "Ada", "amy", "台北");
	add(db, "Eve", NULL, "台中");
	add(db, "Bob", "amy", NULL);
	return 0;
}

static void
without_a_key_all_is_one_group(void **state)
{
	struct crm_report_wanted wanted = { 0 };
	char out[2048];

	assert_string_equal(groups(*state, &wanted, out), "all:4");
}

static void
each_value_is_a_group_and_absent_ones_come_last(void **state)
{
	struct crm_report_wanted wanted = { .by = "owner" };
	char out[2048];

	assert_string_equal(groups(*state, &wanted, out), "amy:2 bob:1 none:1");
}

static void
several_keys_make_one_label(void **state)
{
	struct crm_report_wanted wanted = { .by = "owner,city" };
	char out[2048];

	assert_string_equal(groups(*state, &wanted, out),
	                    "amy,台北:1 amy,none:1 bob,台北:1 none,台中:1");
}

static void
only_the_wanted_customers_count(void **state)
{
	int64_t ids[] = { 1, 4 };
	struct crm_report_wanted wanted = { .by = "owner", .customers = ids, .n = 2 };
	char out[2048];

	assert_string_equal(groups(*state, &wanted, out), "amy:1 bob:1");
	wanted.n = 0;
	assert_string_equal(groups(*state, &wanted, out), "");
}

static void
a_label_too_long_is_cut(void **state)
{
	crm *db = *state;
	struct crm_report_wanted wanted = { .by = "name,name" };
	char name[901], out[2048];

	memset(name, 'x', 900);
	name[900] = '\0';
	add(db, name, NULL, NULL);
	assert_non_null(strstr(groups(db, &wanted, out), "xxx:1"));
	assert_true(strlen(out) < 1000);
}

static void
an_unknown_key_is_refused(void **state)
{
	crm *db = *state;
	struct crm_report_wanted wanted = { .by = "colour" };
	struct report_rows rows = { .db = db, .type = crm_noun(db, "customer"), .wanted = &wanted,
	                            .skip = 1 };

	OK(report_open(&rows, "id", ""));
	assert_false(rows.more);
	assert_int_equal(report_close(&rows), CRM_INVALID);
	assert_non_null(strstr(crm_message(db), "colour"));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, three, database_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(without_a_key_all_is_one_group),
		TEST(each_value_is_a_group_and_absent_ones_come_last),
		TEST(several_keys_make_one_label),
		TEST(only_the_wanted_customers_count),
		TEST(a_label_too_long_is_cut),
		TEST(an_unknown_key_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
