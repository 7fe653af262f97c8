/*
 * database.h - a fresh database in memory for each test that wants one.
 *
 *	DATABASE_TEST(a_sentence)     in the table of tests; *state is the crm *
 */
#ifndef TEST_DATABASE_H
#define TEST_DATABASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "crm.h"
#include "customer.h"

/* The call succeeded; if not, say why. */
#define OK(call) do { \
	int ok_error = (call); \
	if (ok_error) \
		fail_msg("%s: %d: %s", #call, ok_error, crm_message(db)); \
} while (0)

#define DATABASE_TEST(f) cmocka_unit_test_setup_teardown(f, database_open, database_close)

static inline int
database_open(void **state)
{
	crm *db = NULL;

	if (crm_open(&db, ":memory:", CRM_CREATE) || crm_setting_set(db, "zone", "Asia/Taipei") ||
	    crm_set_now(db, "2026-11-22 12:00", false) || crm_set_actor(db, "amy", "test"))
		return -1;
	*state = db;
	return 0;
}

static inline int
database_close(void **state)
{
	crm_close(*state);
	return 0;
}

/* Add a customer of that name; its id. */
static inline int64_t
database_customer(crm *db, const char *name)
{
	struct crm_customer c = { .name = strdup(name) };
	int64_t id;

	OK(crm_customer_add(db, &c));
	id = c.id;
	crm_customer_clear(&c);
	return id;
}

#endif
