/* What operation.h promises. */
#include <stdio.h>

#include "database.h"
#include "follow_up.h"
#include "interaction.h"
#include "noun.h"
#include "operation.h"
#include "order.h"

static void
set_owner(crm *db, int64_t id, const char *owner)
{
	struct crm_customer c = { 0 };

	OK(crm_customer_get(db, id, &c));
	free(c.owner);
	c.owner = owner ? strdup(owner) : NULL;
	OK(crm_customer_set(db, &c));
	crm_customer_clear(&c);
}

static void
assert_owner(crm *db, int64_t id, const char *owner)
{
	struct crm_customer c = { 0 };

	OK(crm_customer_get(db, id, &c));
	if (owner)
		assert_string_equal(c.owner, owner);
	else
		assert_null(c.owner);
	crm_customer_clear(&c);
}

static int64_t
undo(crm *db, int64_t id)
{
	int64_t made = 0;

	OK(crm_undo(db, id, &made));
	assert_true(made > 0);
	return made;
}

static void
an_operation_that_changes_nothing_is_not_logged(void **state)
{
	crm *db = *state;
	int64_t id = database_customer(db, "Ada"), before = crm_last_operation(db);

	set_owner(db, id, "amy");
	assert_int_equal(crm_last_operation(db), before + 1);
	set_owner(db, id, "amy");
	assert_int_equal(crm_last_operation(db), 0);
	OK(crm_begin(db, NULL));
	OK(crm_end(db, 0));
	assert_int_equal(crm_last_operation(db), 0);
}

static void
three_undos_go_back_three_steps(void **state)
{
	crm *db = *state;
	int64_t id = database_customer(db, "Ada");

	set_owner(db, id, "amy");
	set_owner(db, id, "bob");
	set_owner(db, id, "lin");
	undo(db, 0);
	assert_owner(db, id, "bob");
	undo(db, 0);
	assert_owner(db, id, "amy");
	undo(db, 0);
	assert_owner(db, id, NULL);
}

static void
an_undo_can_be_undone_again_and_again(void **state)
{
	crm *db = *state;
	int64_t id = database_customer(db, "Ada"), back;

	set_owner(db, id, "amy");
	for (int i = 0; i < 3; i++) {
		back = undo(db, i ? back : 0);
		assert_owner(db, id, NULL);
		back = undo(db, back);
		assert_owner(db, id, "amy");
	}
}

static void
undoing_what_is_undone_names_the_undo(void **state)
{
	crm *db = *state;
	int64_t id = database_customer(db, "Ada"), change, made;

	set_owner(db, id, "amy");
	change = crm_last_operation(db);
	undo(db, change);
	assert_int_equal(crm_undo(db, change, &made), CRM_CONFLICT);
	assert_non_null(strstr(crm_message(db), "undone already, by X3"));
}

static void
later_changes_of_the_same_row_stand_in_the_way(void **state)
{
	crm *db = *state;
	int64_t id = database_customer(db, "Ada"), first, made;

	set_owner(db, id, "amy");
	first = crm_last_operation(db);
	set_owner(db, id, "bob");
	assert_int_equal(crm_undo(db, first, &made), CRM_CONFLICT);
	assert_non_null(strstr(crm_message(db), "X3"));
	assert_owner(db, id, "bob");
}

static void
changes_of_other_rows_do_not(void **state)
{
	crm *db = *state;
	int64_t a = database_customer(db, "Ada"), b = database_customer(db, "Bob"), first;

	set_owner(db, a, "amy");
	first = crm_last_operation(db);
	set_owner(db, b, "bob");
	undo(db, first);
	assert_owner(db, a, NULL);
	assert_owner(db, b, "bob");
}

static void
a_record_that_others_refer_to_is_not_taken_away(void **state)
{
	crm *db = *state;
	int64_t id = database_customer(db, "Ada"), made;
	struct crm_interaction i = { .customer = id };
	int64_t added = crm_last_operation(db);

	OK(crm_interaction_add(db, &i));
	crm_interaction_clear(&i);
	assert_int_equal(crm_undo(db, added, &made), CRM_CONFLICT);
	assert_non_null(strstr(crm_message(db), "X2"));
}

static void
an_undone_number_is_never_given_again(void **state)
{
	crm *db = *state;
	int64_t id = database_customer(db, "Ada");

	undo(db, 0);
	assert_int_equal(database_customer(db, "Bob"), id + 1);
}

static void
what_was_added_comes_back_whole_when_the_undo_is_undone(void **state)
{
	crm *db = *state;
	struct crm_order o = { .customer = database_customer(db, "Ada"),
	                       .items = strdup("2 x \"a;b\" @ 300.5; Gift") , .amount = CRM_SET(60100) };
	int64_t id, back;

	OK(crm_order_add(db, &o));
	id = o.id;
	back = undo(db, 0);
	assert_int_equal(crm_order_get(db, id, &o), CRM_NOT_FOUND);
	undo(db, back);
	OK(crm_order_get(db, id, &o));
	assert_int_equal(o.amount.value, 60100);
	assert_string_equal(o.items, "2 x \"a;b\" @ 300.5; 1 x Gift");
	crm_order_clear(&o);
}

static void
a_row_that_one_operation_makes_and_changes_comes_back_as_it_was(void **state)
{
	crm *db = *state;
	struct crm_customer c = { .name = strdup("Ada") };
	int64_t id, back;

	OK(crm_begin(db, NULL));
	OK(crm_customer_add(db, &c));
	id = c.id;
	free(c.name);
	c.name = strdup("Ada Lovelace");
	OK(crm_customer_set(db, &c));
	OK(crm_end(db, 0));
	back = undo(db, 0);
	assert_int_equal(crm_customer_get(db, id, &c), CRM_NOT_FOUND);
	undo(db, back);
	OK(crm_customer_get(db, id, &c));
	assert_string_equal(c.name, "Ada Lovelace");
	crm_customer_clear(&c);
}

static void
replaced_items_come_back(void **state)
{
	crm *db = *state;
	struct crm_order o = { .customer = database_customer(db, "Ada"), .items = strdup("A @ 1; B @ 2") };
	int64_t back;

	OK(crm_order_add(db, &o));
	free(o.items);
	o.items = strdup("C @ 5");
	OK(crm_order_set(db, &o));
	back = undo(db, 0);
	OK(crm_order_get(db, o.id, &o));
	assert_string_equal(o.items, "1 x A @ 1; 1 x B @ 2");
	undo(db, back);
	OK(crm_order_get(db, o.id, &o));
	assert_string_equal(o.items, "1 x C @ 5");
	crm_order_clear(&o);
}

static void
a_batch_is_one_operation(void **state)
{
	crm *db = *state;
	struct crm_customer c = { 0 };

	OK(crm_begin(db, "name"));
	for (int i = 0; i < 100; i++)
		database_customer(db, "Ada");
	OK(crm_end(db, 0));
	assert_int_equal(crm_last_operation(db), 1);
	undo(db, 0);
	assert_int_equal(crm_customer_get(db, 1, &c), CRM_NOT_FOUND);
	assert_int_equal(crm_customer_get(db, 100, &c), CRM_NOT_FOUND);
}

static void
a_failed_operation_leaves_nothing(void **state)
{
	crm *db = *state;
	struct crm_customer c = { 0 };

	OK(crm_begin(db, NULL));
	database_customer(db, "Ada");
	assert_int_equal(crm_end(db, CRM_INVALID), CRM_INVALID);
	assert_int_equal(crm_customer_get(db, 1, &c), CRM_NOT_FOUND);
	assert_int_equal(database_customer(db, "Bob"), 1);
}

static void
a_part_may_fail_alone(void **state)
{
	crm *db = *state;
	struct crm_customer c = { 0 }, bad = { 0 };

	OK(crm_begin(db, NULL));
	database_customer(db, "Ada");
	OK(crm_try(db));
	assert_int_equal(crm_tried(db, crm_customer_add(db, &bad)), CRM_INVALID);
	assert_string_equal(crm_message(db), "name: a customer needs one");
	OK(crm_try(db));
	database_customer(db, "Bob");
	OK(crm_tried(db, 0));
	OK(crm_end(db, 0));
	OK(crm_customer_get(db, 2, &c));
	assert_string_equal(c.name, "Bob");
	crm_customer_clear(&c);
}

/* --- what it says of itself ----------------------------------------------------------------- */

struct heard { char text[2000]; };

static int
hear(void *aux, const struct crm_change *change)
{
	struct heard *heard = aux;
	size_t n = strlen(heard->text);

	snprintf(heard->text + n, sizeof heard->text - n, "%s %s %s: %s > %s\n", change->record,
	         change->action, change->field, change->before ? change->before : "-",
	         change->after ? change->after : "-");
	return 0;
}

static void
assert_changes(crm *db, int64_t op, const char *expected)
{
	struct heard heard = { "" };

	OK(crm_operation_changes(db, op, hear, &heard));
	assert_string_equal(heard.text, expected);
}

static void
changes_are_told_by_field_before_and_after(void **state)
{
	crm *db = *state;
	int64_t id = database_customer(db, "Ada"), added = crm_last_operation(db), first, second, back;

	set_owner(db, id, "amy");
	first = crm_last_operation(db);
	set_owner(db, id, "bob");
	second = crm_last_operation(db);
	assert_changes(db, first, "C1 changed owner: - > amy\n");
	assert_changes(db, second, "C1 changed owner: amy > bob\n");
	back = undo(db, 0);
	assert_changes(db, back, "C1 changed owner: bob > amy\n");
	assert_changes(db, second, "C1 changed owner: amy > bob\n");
	undo(db, first);
	undo(db, added);
	assert_changes(db, first, "C1 changed owner: - > amy\n");
	assert_changes(db, added, "C1 added name: - > Ada\n"
	                          "C1 added since: - > 2026-11-22T12:00:00+08:00\n");
	assert_changes(db, crm_last_operation(db), "C1 deleted name: Ada > -\n"
	                                           "C1 deleted since: 2026-11-22T12:00:00+08:00 > -\n");
}

static void
values_are_not_in_the_log(void **state)
{
	crm *db = *state;
	struct crm_operation op = { 0 };
	int64_t id;

	OK(crm_begin(db, "name,email"));
	id = database_customer(db, "Secret Person");
	OK(crm_end(db, 0));
	assert_int_equal(id, 1);
	OK(crm_get(db, &crm_operation_type, 1, &op));
	assert_string_equal(op.what, "name,email");
	assert_string_equal(op.actor, "amy");
	assert_string_equal(op.program, "test");
	assert_true(op.when.set);
	crm_operation_clear(&op);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DATABASE_TEST(an_operation_that_changes_nothing_is_not_logged),
		DATABASE_TEST(three_undos_go_back_three_steps),
		DATABASE_TEST(an_undo_can_be_undone_again_and_again),
		DATABASE_TEST(undoing_what_is_undone_names_the_undo),
		DATABASE_TEST(later_changes_of_the_same_row_stand_in_the_way),
		DATABASE_TEST(changes_of_other_rows_do_not),
		DATABASE_TEST(a_record_that_others_refer_to_is_not_taken_away),
		DATABASE_TEST(an_undone_number_is_never_given_again),
		DATABASE_TEST(what_was_added_comes_back_whole_when_the_undo_is_undone),
		DATABASE_TEST(a_row_that_one_operation_makes_and_changes_comes_back_as_it_was),
		DATABASE_TEST(replaced_items_come_back),
		DATABASE_TEST(a_batch_is_one_operation),
		DATABASE_TEST(a_failed_operation_leaves_nothing),
		DATABASE_TEST(a_part_may_fail_alone),
		DATABASE_TEST(changes_are_told_by_field_before_and_after),
		DATABASE_TEST(values_are_not_in_the_log),
	};

	return cmocka_run_group_tests_name("operation", tests, NULL, NULL);
}
