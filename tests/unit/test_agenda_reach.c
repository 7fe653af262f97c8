/* What recurs, lapses and is looked at from afar: on a database. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "agenda.h"
#include "agenda_rows.h"
#include "customer.h"
#include "db.h"
#include "follow_up.h"
#include "interaction.h"
#include "noun.h"
#include "order.h"
#include "select.h"
#include "sop_store.h"

enum { CUSTOMERS = 60, DAYS = 40 };

static char path[] = "/tmp/test_agenda_reach.XXXXXX";
static crm *db;

static const char procedure[] =
	"[sop]\nhours = mon-sat 09:00-18:00\n"
	"[cadence weekly-vip]\ntier = vip\nevery = 1w\n"
	"[cadence monthly]\nevery = 1m\n"
	"[cadence silent]\nwhen = last_order<-60d\nevery = 10d\npurpose = order\n"
	"[event after-purchase]\non = order\nafter = 3d\nlapses = 20d\n"
	"[event birthday]\non = birthday\nbefore = 3d\nlapses = 10d\npurpose = birthday\n"
	"[event mid-autumn]\non = festival mid-autumn\nbefore = 2d\nlapses = 5d\n"
	"[festival mid-autumn]\ndate = lunar 8-15\n"
	"[event new-year]\non = festival new-year\npurpose = birthday\n"
	"[festival new-year]\ndate = 1-1\n"
	"[limit]\ncap = 2 per 1w\n";

static void
done(int error)
{
	if (error)
		fail_msg("%s", crm_message(db));
}

static void
load(const char *text)
{
	struct crm_sop_file file = { .name = strdup("test.sop"), .text = strdup(text) };
	struct crm_sop_faults faults = { 0 };
	struct crm_sop_loaded loaded;
	int error = crm_sop_load(db, &file, &faults, &loaded);

	for (size_t i = 0; i < faults.n; i++)
		fail_msg("%d: %s", faults.fault[i].line, faults.fault[i].text);
	done(error);
	crm_sop_file_clear(&file);
	crm_sop_faults_clear(&faults);
}

static int
open_database(void **state)
{
	int file;

	(void)state;
	strcpy(path, "/tmp/test_agenda_reach.XXXXXX");
	file = mkstemp(path);
	assert_true(file >= 0);
	close(file);
	unlink(path);
	assert_int_equal(crm_open(&db, path, CRM_CREATE), 0);
	done(crm_set_actor(db, "lin", "test"));
	done(crm_set_now(db, "2026-11-22T10:00:00Z", false));
	load(procedure);
	return 0;
}

static int
close_database(void **state)
{
	char other[sizeof path + 8];

	(void)state;
	crm_close(db);
	unlink(path);
	snprintf(other, sizeof other, "%s-wal", path);
	unlink(other);
	snprintf(other, sizeof other, "%s-shm", path);
	unlink(other);
	return 0;
}

static int64_t
day(const char *text)
{
	const struct crm_clock clock = { 0 };
	struct crm_fault why;
	int64_t out;

	assert_int_equal(crm_day_parse(text, &clock, CRM_FUTURE, &out, &why), 0);
	return out;
}

static int64_t
customer(const char *tier, int64_t since, struct crm_int birthday)
{
	AUTO(crm_customer) c = { .name = strdup("陳美"), .since = CRM_SET(since * 86400),
		                 .birthday = birthday };

	c.tier = tier ? strdup(tier) : NULL;
	done(crm_customer_add(db, &c));
	return c.id;
}

static void
contact(int64_t id, int64_t on, bool outbound)
{
	AUTO(crm_interaction) i = { .customer = id, .when = CRM_SET(on * 86400 + 3600),
		                    .direction = strdup(outbound ? "out" : "in") };

	done(crm_interaction_add(db, &i));
}

/* What crm-due would list on a day, a line each. */
static char *
due_on(crm *handle, int64_t on)
{
	const struct crm_type *view;
	struct crm_select want = { .type = crm_noun(handle, "follow_up"), .sort = "customer,due,rule",
		                   .columns = "customer,purpose,anchor,due,rule,wanted,reason" };
	char text[CRM_DAY_SIZE], query[128], scratch[CRM_SCRATCH], *out;
	struct crm_query *asked;
	struct crm_fault why;
	crm_rows *rows;
	void *record;
	size_t size;
	FILE *stream = open_memstream(&out, &size);

	crm_day_format(on, text);
	assert_int_equal(crm_set_now(handle, text, true), 0);
	snprintf(query, sizeof query, "status=open due<=%s first=yes (expires=none or expires>=%s)", text,
	         text);
	assert_int_equal(crm_query_parse(&asked, want.type, query, crm_context(handle), &why), 0);
	want.query = asked;
	rows = crm_select(handle, &want, &view);
	record = calloc(1, view->size);
	while (crm_rows_next(rows, record)) {
		for (const struct crm_field *f = view->fields; f->name; f++) {
			const char *value = crm_field_text(f, record, crm_context(handle), scratch);

			fprintf(stream, "%s ", value ? value : "-");
		}
		fprintf(stream, "\n");
	}
	crm_clear(view, record);
	free(record);
	if (crm_rows_close(rows))
		fail_msg("%s", crm_message(handle));
	crm_query_free(asked);
	fclose(stream);
	return out;
}

/* A run on that day: every customer is looked at again. */
static void
run_on(int64_t on)
{
	char text[CRM_DAY_SIZE];

	done(crm_set_now(db, crm_day_format(on, text), false));
	done(crm_begin(db, NULL));
	for (int64_t id = 1; id <= CUSTOMERS; id++)
		done(agenda_touch(db, id));
	done(crm_end(db, 0));
}

static uint64_t
below(uint64_t *seed, uint64_t n)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return (*seed >> 16) % n;
}

static void
random_customer(uint64_t *seed)
{
	int64_t since = day("2026-01-01") + (int64_t)below(seed, 200), id;
	struct crm_int birthday = { day("1980-02-29") + (int64_t)below(seed, 366), below(seed, 2) };

	id = customer(below(seed, 2) ? "vip" : NULL, since, birthday);
	for (uint64_t n = below(seed, 4); n > 0; n--)
		contact(id, since + (int64_t)below(seed, 120), below(seed, 3));
	for (uint64_t n = below(seed, 3); n > 0; n--) {
		AUTO(crm_order) o = { .customer = id, .amount = CRM_SET(10000),
			              .when = CRM_SET((since + (int64_t)below(seed, 120)) * 86400) };

		done(crm_order_add(db, &o));
	}
}

static void
any_future_day_lists_what_a_run_on_that_day_would(void **state)
{
	static char *lists[DAYS];
	int64_t days[DAYS], first = day("2026-11-23");
	uint64_t seed = 20261122;

	(void)state;
	for (int i = 0; i < CUSTOMERS; i++)
		random_customer(&seed);
	for (int i = 0; i < DAYS; i++) {
		crm *reader;

		days[i] = first + i * i * 2;   /* up to eight years on */
		assert_int_equal(crm_open(&reader, path, CRM_READ), 0);
		lists[i] = due_on(reader, days[i]);
		crm_close(reader);
	}
	for (int i = 0; i < DAYS; i++) {
		char *list;

		run_on(days[i]);
		list = due_on(db, days[i]);
		assert_string_equal(lists[i], list);
		assert_true(strlen(list) > 100);
		free(list);
		free(lists[i]);
	}
}

static int64_t
number(const char *what)
{
	struct crm_int n = { 0 };

	if (!strcmp(what, "festivals"))
		done(db_number(db, &n, SQL("SELECT COUNT(*) FROM follow_up WHERE anchor LIKE '%mid-autumn%'")));
	else if (!strcmp(what, "until"))
		done(db_number(db, &n, SQL("SELECT agenda_until FROM customer WHERE id = 1")));
	else
		done(db_number(db, &n, SQL("SELECT COUNT(*) FROM follow_up WHERE id < 0")));
	return n.value;
}

static void
festivals_are_stored_for_25_months_and_more(void **state)
{
	(void)state;
	customer(NULL, day("2026-11-01"), (struct crm_int){ 0 });
	assert_int_equal(number("until"), day("2028-12-31"));
	contact(1, day("2026-11-20"), true);
	assert_int_equal(number("until"), day("2028-12-31"));
}

static void
without_anything_that_returns_there_is_no_horizon(void **state)
{
	struct crm_int until;

	(void)state;
	customer(NULL, day("2026-11-01"), (struct crm_int){ 0 });
	load("[cadence monthly]\nevery = 1m\n");
	done(db_number(db, &until, SQL("SELECT agenda_until FROM customer WHERE id = 1")));
	assert_false(until.set);
	assert_int_equal(number("festivals"), 0);
}

static void
a_reader_from_afar_writes_nothing(void **state)
{
	int64_t rows, ahead;
	crm *reader;
	char *list;

	(void)state;
	load("[cadence never]\nwhen = orders>3\nevery = 1m\n"
	     "[event new-year]\non = festival new-year\n[festival new-year]\ndate = 1-1\n");
	customer(NULL, day("2026-11-01"), (struct crm_int){ 0 });
	rows = number("rows");
	assert_int_equal(crm_open(&reader, path, CRM_READ), 0);
	list = due_on(reader, day("2041-01-03"));
	assert_non_null(strstr(list, "C1-new-year-2041"));
	assert_null(strstr(list, "2040"));
	free(list);
	list = due_on(reader, day("2042-01-03"));
	assert_non_null(strstr(list, "C1-new-year-2042"));
	free(list);
	crm_close(reader);
	ahead = number("rows");
	assert_int_equal(rows, ahead);
	assert_int_equal(ahead, 0);
}

static void
what_lapsed_and_nobody_did_is_kept_as_missed(void **state)
{
	AUTO(crm_follow_up) f = { 0 };
	struct crm_int id;

	(void)state;
	customer(NULL, day("2026-11-20"), (struct crm_int)CRM_SET(day("1990-12-01")));
	done(db_number(db, &id, SQL("SELECT id FROM follow_up WHERE anchor = 'C1-birthday-2026'")));
	assert_true(id.set);
	done(crm_set_now(db, "2026-12-20T10:00:00Z", false));
	contact(1, day("2026-12-20"), true);
	done(crm_follow_up_get(db, id.value, &f));
	assert_string_equal(f.status, "superseded");
	assert_string_equal(f.reason, "lapsed on 2026-12-08");
	assert_int_equal(f.due.value, day("2026-11-28"));
}

static void
a_contact_in_time_does_what_the_birthday_asks_for(void **state)
{
	AUTO(crm_follow_up) f = { 0 };
	struct crm_int id;

	(void)state;
	customer(NULL, day("2026-11-20"), (struct crm_int)CRM_SET(day("1990-12-01")));
	done(db_number(db, &id, SQL("SELECT id FROM follow_up WHERE anchor = 'C1-birthday-2026'")));
	contact(1, day("2026-11-27"), true);   /* too early: it opens on the 28th */
	done(crm_follow_up_get(db, id.value, &f));
	assert_string_equal(f.status, "open");
	contact(1, day("2026-11-29"), true);
	done(crm_follow_up_get(db, id.value, &f));
	assert_string_equal(f.status, "done");
	assert_int_equal(f.interaction, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(any_future_day_lists_what_a_run_on_that_day_would,
		                                open_database, close_database),
		cmocka_unit_test_setup_teardown(festivals_are_stored_for_25_months_and_more,
		                                open_database, close_database),
		cmocka_unit_test_setup_teardown(without_anything_that_returns_there_is_no_horizon,
		                                open_database, close_database),
		cmocka_unit_test_setup_teardown(a_reader_from_afar_writes_nothing, open_database,
		                                close_database),
		cmocka_unit_test_setup_teardown(what_lapsed_and_nobody_did_is_kept_as_missed,
		                                open_database, close_database),
		cmocka_unit_test_setup_teardown(a_contact_in_time_does_what_the_birthday_asks_for,
		                                open_database, close_database),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
