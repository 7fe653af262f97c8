/*
 * noun_name.c - which record a text names, and reading values that name one.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "money.h"
#include "noun_types.h"
#include "record_sql.h"

static int
exists(crm *db, const struct crm_type *type, int64_t id)
{
	struct crm_int op;
	int error = record_op(db, type, id, &op);

	if (!error && !op.set)
		error = db_fail(db, CRM_NOT_FOUND, "there is no %s %c%" PRId64, record_called(type),
		                type->letter, id);
	return error;
}

int
crm_record_named(crm *db, const char *text, const struct crm_type **type, int64_t *id)
{
	char letter;

	if (crm_id_parse(text, &letter, id) || !(*type = crm_noun_of(db, letter)))
		return db_fail(db, CRM_INVALID, "%.60s is no id; an id is a letter and a number, such as"
		               " C12 or O9", text);
	return exists(db, *type, *id);
}

int64_t
noun_customer(const struct crm_type *type, const void *record)
{
	const struct crm_field *f = crm_field(type, "customer");

	if (!strcmp(type->name, "customer"))
		return record_id(type, record);
	return f ? *(const int64_t *)((const char *)record + f->offset) : 0;
}

/* The customer that a record of another noun belongs to. */
static int
customer_of(crm *db, const struct crm_type *type, int64_t id, int64_t *customer)
{
	void *record = calloc(1, type->size);
	int error;

	if (!record)
		return db_no_memory(db);
	error = db_get(db, type, id, record);
	if (!error && !(*customer = noun_customer(type, record)))
		error = db_fail(db, CRM_INVALID, "%c%" PRId64 " belongs to no customer", type->letter, id);
	crm_clear(type, record);
	free(record);
	return error;
}

/* Exactly one of the customers that a statement finds. */
static int
only_one(crm *db, const char *text, struct db_cursor *cursor, int64_t *id)
{
	int64_t second = 0;
	int error;

	*id = 0;
	if (db_step(cursor))
		*id = db_column_int(cursor, 0);
	if (*id && db_step(cursor))
		second = db_column_int(cursor, 0);
	error = db_done(cursor);
	if (error)
		return error;
	if (!*id)
		return db_fail(db, CRM_NOT_FOUND, "there is no customer %.100s", text);
	if (second)
		return db_fail(db, CRM_AMBIGUOUS, "%.100s is C%" PRId64 " and C%" PRId64
		               "; say which by its id", text, *id, second);
	return 0;
}

/* An address is the customer's own, or that of a person who is there. */
static int
by_key(crm *db, const char *text, char *key, int64_t *id, bool email)
{
	int64_t today = crm_clock_today(&db->context.clock);
	struct db_cursor *cursor;
	int error;

	if (!key)
		return db_no_memory(db);
	if (email)
		cursor = db_walk(db, SQL("SELECT id FROM customer WHERE email_key = ?1"
		                         " UNION SELECT customer_id FROM person WHERE email_key = ?1"
		                         " AND (left_day IS NULL OR left_day > ?2)"
		                         " ORDER BY 1 LIMIT 2"), V(key), V(today));
	else
		cursor = db_walk(db, SQL("SELECT id FROM customer WHERE phone_key = ?1"
		                         " UNION SELECT customer_id FROM person WHERE phone_key = ?1"
		                         " AND (left_day IS NULL OR left_day > ?2)"
		                         " ORDER BY 1 LIMIT 2"), V(key), V(today));
	error = only_one(db, text, cursor, id);
	free(key);
	return error;
}

/* At least five digits, and nothing but what telephone numbers are written with. */
static bool
looks_like_phone(const char *text)
{
	size_t digits = 0;

	for (const char *p = text; *p; p++) {
		if (*p >= '0' && *p <= '9')
			digits++;
		else if (!strchr("+-() ./#x", *p))
			return false;
	}
	return digits >= 5;
}

int
crm_customer_named(crm *db, const char *text, int64_t *id)
{
	const struct crm_type *type;
	char letter;

	if (!crm_id_parse(text, &letter, id)) {
		int error = crm_record_named(db, text, &type, id);

		/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): without error there is a type */
		if (error || !strcmp(type->name, "customer"))
			return error;
		return customer_of(db, type, *id, id);
	}
	if (!strncmp(text, "ref:", 4))
		return only_one(db, text, db_walk(db, SQL("SELECT id FROM customer WHERE ref = ?1"),
		                                  V(text + 4)), id);
	if (strchr(text, '@'))
		return by_key(db, text, crm_email_fold(text), id, true);
	if (looks_like_phone(text))
		return by_key(db, text, crm_phone_digits(text), id, false);
	return db_fail(db, CRM_INVALID, "%.100s does not name a customer; C12, ref:SAP-17, an e-mail"
	               " address or a phone number does, and crm-find looks for names", text);
}

/* --- reading values ------------------------------------------------------------------------- */

/* The amount whose currency the field has named so far. */
static struct crm_int *
amount_in(const struct crm_type *type, const struct crm_field *field, void *record)
{
	if (field->kind != CRM_TEXT || !*(char **)((char *)record + field->offset))
		return NULL;
	for (const struct crm_field *f = type->fields; f->name; f++) {
		struct crm_int *amount = (void *)((char *)record + f->offset);

		if (f->kind == CRM_MONEY && f->currency && f->currency == field->offset && amount->set)
			return amount;
	}
	return NULL;
}

static int
decimals(const crm *db, const struct crm_field *currency, const void *record)
{
	const char *code = *(const char *const *)((const char *)record + currency->offset);

	return crm_currency_digits(code ? code : db->context.currency);
}

/* 7.00 dollars become 7 yen, not 700; what the new currency cannot hold must be said anew. */
static void
rescale(struct crm_int *amount, int from, int to)
{
	for (; from < to; from++)
		if (__builtin_mul_overflow(amount->value, 10, &amount->value))
			amount->set = false;
	for (; from > to; from--) {
		if (amount->value % 10)
			amount->set = false;
		amount->value /= 10;
	}
}

static int
assign_currency(crm *db, const struct crm_field *field, void *record, const char *text,
                struct crm_int *amount)
{
	int from = decimals(db, field, record);
	struct crm_fault why;
	int error = crm_field_parse(field, record, text, &db->context, &why);

	if (error)
		return db_fault(db, error, NULL, &why);
	rescale(amount, from, decimals(db, field, record));
	return 0;
}

int
crm_assign(crm *db, const struct crm_type *type, const struct crm_field *field, void *record,
           const char *text)
{
	const struct crm_type *of = field->of ? field->of : type;
	struct crm_int *amount = amount_in(type, field, record);
	struct crm_fault why;
	int64_t id;
	int error;

	if (amount)
		return assign_currency(db, field, record, text, amount);
	if (field->kind == CRM_ID && *text && !strcmp(of->name, "customer")) {
		error = crm_customer_named(db, text, &id);
		if (!error)
			*(int64_t *)((char *)record + field->offset) = id;
		return error;
	}
	error = crm_field_parse(field, record, text, &db->context, &why);
	if (error)
		return db_fault(db, error, NULL, &why);
	if (field->kind == CRM_ID && *text)
		return exists(db, of, *(int64_t *)((char *)record + field->offset));
	return 0;
}

int
crm_get(crm *db, const struct crm_type *type, int64_t id, void *record)
{
	const struct noun_rules *rules = noun_rules(type);
	int error = db_get(db, type, id, record);

	return !error && rules && rules->load ? rules->load(db, record) : error;
}
