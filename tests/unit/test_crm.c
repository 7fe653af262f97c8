/* What crm.h promises: opening, and when is now. */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "database.h"
#include "db.h"
#include "db_engine.h"

static char path[64];

static int
make_folder(void **state)
{
	snprintf(path, sizeof path, "/tmp/crm-test-XXXXXX");
	*state = NULL;
	return mkdtemp(path) ? 0 : -1;
}

static int
remove_folder(void **state)
{
	char command[96];

	crm_close(*state);
	for (const char *const *suffix = (const char *const[]){ "crm.db", "crm.db-wal", "crm.db-shm", NULL };
	     *suffix; suffix++) {
		snprintf(command, sizeof command, "%s/%s", path, *suffix);
		unlink(command);
	}
	return rmdir(path);
}

static const char *
file(void)
{
	static char name[96];

	snprintf(name, sizeof name, "%s/crm.db", path);
	return name;
}

static void
assert_open(int expected, enum crm_mode mode, const char *message)
{
	crm *db;

	assert_int_equal(crm_open(&db, file(), mode), expected);
	if (message && !strstr(crm_message(db), message))
		fail_msg("\"%s\" does not say \"%s\"", crm_message(db), message);
	crm_close(db);
}

static void
a_database_is_made_once_and_for_its_owner_only(void **state)
{
	struct stat status;

	(void)state;
	assert_open(CRM_NO_FILE, CRM_READ, "there is no database");
	assert_open(CRM_NO_FILE, CRM_WRITE, "there is no database");
	assert_open(CRM_OK, CRM_CREATE, NULL);
	assert_int_equal(stat(file(), &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	assert_open(CRM_EXISTS, CRM_CREATE, "already");
	assert_open(CRM_OK, CRM_READ, NULL);
	assert_open(CRM_OK, CRM_WRITE, NULL);
}

static void
put_file(const char *text)
{
	FILE *out = fopen(file(), "w");

	assert_non_null(out);
	fputs(text, out);
	fclose(out);
}

static void
what_is_not_a_database_is_said_to_be_none(void **state)
{
	(void)state;
	put_file("name,email\nAda,ada@example.com\nthis is long enough to hold a header of one hundred bytes\n");
	assert_open(CRM_DATABASE, CRM_READ, "not a customer database");
	assert_open(CRM_DATABASE, CRM_WRITE, "not a customer database");
	put_file("");
	assert_open(CRM_NO_FILE, CRM_READ, "this database is empty");
}

static void
execute(const char *sql)
{
	struct db_engine *engine;

	assert_int_equal(engine_open(&engine, file(), CRM_WRITE), 0);
	assert_int_equal(engine_exec(engine, sql), 0);
	engine_close(engine);
}

static void
a_newer_database_is_left_alone(void **state)
{
	(void)state;
	assert_open(CRM_OK, CRM_CREATE, NULL);
	execute("PRAGMA user_version = 999");
	assert_open(CRM_TOO_NEW, CRM_READ, "newer crm-tools");
	assert_open(CRM_TOO_NEW, CRM_WRITE, "newer crm-tools");
}

static void
somebody_elses_database_is_refused(void **state)
{
	crm *db;

	(void)state;
	assert_int_equal(crm_open(&db, file(), CRM_CREATE), 0);
	crm_close(db);
	execute("PRAGMA application_id = 7");
	assert_open(CRM_DATABASE, CRM_READ, "some other program");
}

static void
readers_cannot_write(void **state)
{
	struct crm_customer c = { .name = "Ada" };
	crm *db;

	assert_open(CRM_OK, CRM_CREATE, NULL);
	assert_int_equal(crm_open(&db, file(), CRM_READ), 0);
	*state = db;
	assert_int_equal(crm_customer_add(db, &c), CRM_READ_ONLY);
	assert_int_equal(db_run(db, SQL("DELETE FROM customer")), CRM_READ_ONLY);
}

static void
a_day_for_now_ends_or_begins_as_asked(void **state)
{
	crm *db = *state;
	const struct crm_clock *clock = &crm_context(db)->clock;
	char text[CRM_INSTANT_SIZE];

	OK(crm_set_now(db, "2026-11-22", true));
	assert_string_equal(crm_instant_format(clock->now, clock->zone, text), "2026-11-22T23:59:59+08:00");
	OK(crm_set_now(db, "2026-11-22", false));
	assert_string_equal(crm_instant_format(clock->now, clock->zone, text), "2026-11-22T00:00:00+08:00");
	assert_int_equal(crm_set_now(db, "nonsense", false), CRM_INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define FILE_TEST(f) cmocka_unit_test_setup_teardown(f, make_folder, remove_folder)
		FILE_TEST(a_database_is_made_once_and_for_its_owner_only),
		FILE_TEST(what_is_not_a_database_is_said_to_be_none),
		FILE_TEST(a_newer_database_is_left_alone),
		FILE_TEST(somebody_elses_database_is_refused),
		FILE_TEST(readers_cannot_write),
		DATABASE_TEST(a_day_for_now_ends_or_begins_as_asked),
	};

	return cmocka_run_group_tests_name("crm", tests, NULL, NULL);
}
