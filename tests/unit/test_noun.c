/* What noun.h promises: types with the users' fields, and who is meant by a text. */
#include "database.h"
#include "interaction.h"
#include "noun.h"
#include "order.h"

static int64_t
add(crm *db, const char *name, const char *ref, const char *email, const char *phone)
{
	struct crm_customer c = { .name = strdup(name), .ref = ref ? strdup(ref) : NULL,
	                          .email = email ? strdup(email) : NULL,
	                          .phone = phone ? strdup(phone) : NULL };
	int64_t id;

	OK(crm_customer_add(db, &c));
	id = c.id;
	crm_customer_clear(&c);
	return id;
}

static void
assert_named(crm *db, const char *text, int64_t expected)
{
	int64_t id;

	OK(crm_customer_named(db, text, &id));
	assert_int_equal(id, expected);
}

static void
assert_not_named(crm *db, const char *text, int error, const char *message)
{
	int64_t id;

	assert_int_equal(crm_customer_named(db, text, &id), error);
	if (!strstr(crm_message(db), message))
		fail_msg("%s: \"%s\" does not say \"%s\"", text, crm_message(db), message);
}

static void
a_customer_goes_by_id_ref_email_and_phone(void **state)
{
	crm *db = *state;

	add(db, "Ada", "SAP-17", "Ada@Example.com", "+886 2 2345-6789");
	add(db, "Bob", NULL, NULL, NULL);
	assert_named(db, "C2", 2);
	assert_named(db, "ref:SAP-17", 1);
	assert_named(db, "ada@example.COM", 1);
	assert_named(db, "+886-2-2345-6789", 1);
	assert_named(db, "(+886) 2 2345 6789", 1);
}

static void
a_record_names_the_customer_it_belongs_to(void **state)
{
	crm *db = *state;
	struct crm_order o = { .customer = add(db, "Ada", NULL, NULL, NULL), .amount = CRM_SET(100) };

	OK(crm_order_add(db, &o));
	crm_order_clear(&o);
	assert_named(db, "O1", 1);
	assert_not_named(db, "O2", CRM_NOT_FOUND, "there is no order O2");
}

static void
bare_digits_and_names_are_no_customers(void **state)
{
	crm *db = *state;

	add(db, "Ada", "12", NULL, NULL);
	assert_not_named(db, "12", CRM_INVALID, "C12");
	assert_not_named(db, "Ada", CRM_INVALID, "crm-find");
	assert_not_named(db, "C7", CRM_NOT_FOUND, "there is no customer C7");
	assert_not_named(db, "nobody@example.com", CRM_NOT_FOUND, "nobody@example.com");
}

static void
two_matches_are_an_error_that_names_both(void **state)
{
	crm *db = *state;

	add(db, "Ada", NULL, "team@example.com", NULL);
	add(db, "Bob", NULL, "TEAM@example.com", NULL);
	assert_not_named(db, "team@example.com", CRM_AMBIGUOUS, "C1 and C2");
}

static void
a_ref_that_is_taken_says_by_whom(void **state)
{
	crm *db = *state;
	struct crm_customer c = { .name = strdup("Bob"), .ref = strdup("A-1") };

	add(db, "Ada", "A-1", NULL, NULL);
	assert_int_equal(crm_customer_add(db, &c), CRM_EXISTS);
	assert_string_equal(crm_message(db), "ref: A-1 is C1 already; crm-set changes it");
	crm_customer_clear(&c);
}

static void
a_declared_field_is_a_field_like_any_other(void **state)
{
	crm *db = *state;
	const struct crm_type *type;
	struct crm_customer c = { .name = strdup("Ada") };
	char scratch[CRM_SCRATCH];

	OK(crm_declare(db, "customer", "warranty", "day", NULL, "when the contract ends"));
	OK(crm_declare(db, "customer", "grade", "word", "gold,silver", NULL));
	type = crm_noun(db, "customer");
	OK(crm_assign(db, type, crm_field(type, "warranty"), &c, "2027-01-31"));
	OK(crm_assign(db, type, crm_field(type, "grade"), &c, "gold"));
	assert_int_equal(crm_assign(db, type, crm_field(type, "grade"), &c, "tin"), CRM_INVALID);
	OK(crm_customer_add(db, &c));
	OK(crm_customer_get(db, c.id, &c));
	assert_string_equal(crm_field_text(crm_field(type, "warranty"), &c, crm_context(db), scratch),
	                    "2027-01-31");
	assert_string_equal(crm_field_text(crm_field(type, "grade"), &c, crm_context(db), scratch), "gold");
	crm_customer_clear(&c);
}

static void
a_declaration_is_checked(void **state)
{
	crm *db = *state;

	assert_int_equal(crm_declare(db, "order", "x", "text", NULL, NULL), CRM_INVALID);
	assert_int_equal(crm_declare(db, "customer", "Bad Name", "text", NULL, NULL), CRM_INVALID);
	assert_int_equal(crm_declare(db, "customer", "owner", "text", NULL, NULL), CRM_EXISTS);
	assert_int_equal(crm_declare(db, "customer", "spend", "text", NULL, NULL), CRM_EXISTS);
	assert_int_equal(crm_declare(db, "customer", "x", "float", NULL, NULL), CRM_INVALID);
	assert_int_equal(crm_declare(db, "customer", "x", "word", NULL, NULL), CRM_INVALID);
	assert_int_equal(crm_declare(db, "customer", "x", "text", "a,b", NULL), CRM_INVALID);
}

static void
a_record_of_any_noun_goes_by_its_id(void **state)
{
	crm *db = *state;
	const struct crm_type *type;
	int64_t id;

	add(db, "Ada", NULL, NULL, NULL);
	OK(crm_record_named(db, "C1", &type, &id));
	assert_string_equal(type->name, "customer");
	assert_int_equal(crm_record_named(db, "I1", &type, &id), CRM_NOT_FOUND);
	assert_int_equal(crm_record_named(db, "Z1", &type, &id), CRM_INVALID);
	assert_int_equal(crm_record_named(db, "1", &type, &id), CRM_INVALID);
}

static void
every_noun_has_a_letter_of_its_own(void **state)
{
	crm *db = *state;
	const struct crm_type *const *types = crm_nouns(db);

	for (size_t i = 0; types[i]; i++) {
		assert_ptr_equal(crm_noun_of(db, types[i]->letter), types[i]);
		assert_ptr_equal(crm_noun(db, types[i]->plural), types[i]);
		assert_string_equal(types[i]->fields->name, "id");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DATABASE_TEST(a_customer_goes_by_id_ref_email_and_phone),
		DATABASE_TEST(a_record_names_the_customer_it_belongs_to),
		DATABASE_TEST(bare_digits_and_names_are_no_customers),
		DATABASE_TEST(two_matches_are_an_error_that_names_both),
		DATABASE_TEST(a_ref_that_is_taken_says_by_whom),
		DATABASE_TEST(a_declared_field_is_a_field_like_any_other),
		DATABASE_TEST(a_declaration_is_checked),
		DATABASE_TEST(a_record_of_any_noun_goes_by_its_id),
		DATABASE_TEST(every_noun_has_a_letter_of_its_own),
	};

	return cmocka_run_group_tests_name("noun", tests, NULL, NULL);
}
