/*
 * purchases.c - who bought what and when, from the database or from a file.
 */
#include <stdlib.h>
#include <string.h>

#include "db.h"
#include "money.h"
#include "purchases.h"
#include "scan.h"
#include "words.h"

/* --- from the database -------------------------------------------------------------- */

static int
take_orders(crm *db, struct db_cursor *cursor, struct crm_purchase_log *log)
{
	const struct crm_zone *zone = db->context.clock.zone;
	struct crm_fault why;
	int error = 0, ended;

	while (!error && db_step(cursor)) {
		int64_t id = db_column_int(cursor, 0);

		error = crm_purchase_log_add(log, &id, sizeof id,
		                             crm_instant_day(zone, db_column_int(cursor, 1)),
		                             db_column_int(cursor, 2), &why);
	}
	ended = db_done(cursor);
	if (error == CRM_NO_MEMORY)
		return db_no_memory(db);
	return error ? db_fault(db, error, NULL, &why) : ended;
}

int
crm_purchases_load(crm *db, const int64_t *customers, size_t n, struct crm_purchase_log *log)
{
	int64_t now = db->context.clock.now;
	int error = 0;

	if (!customers)
		return take_orders(db, db_walk(db,
			SQL("SELECT customer_id, at, base FROM orders WHERE at <= ?1"
			    " AND status IN ('open', 'delivered') ORDER BY customer_id, at"),
			V(now)), log);
	for (size_t i = 0; i < n && !error; i++)
		error = take_orders(db, db_walk(db,
			SQL("SELECT customer_id, at, base FROM orders WHERE customer_id = ?1"
			    " AND at <= ?2 AND status IN ('open', 'delivered') ORDER BY at"),
			V(customers[i]), V(now)), log);
	return error;
}

const char *
crm_purchases_name(const struct crm_purchase_log *log, uint32_t customer)
{
	size_t length;

	return crm_purchase_log_key(log, customer, &length);
}

int64_t
crm_purchases_id(const struct crm_purchase_log *log, uint32_t customer)
{
	int64_t id;
	size_t length;

	memcpy(&id, crm_purchase_log_key(log, customer, &length), sizeof id);
	return id;
}

/* --- from a file --------------------------------------------------------------------- */

/* As crm_purchase_roles has them. */
enum { CUSTOMER, DATE, AMOUNT, CURRENCY, STATUS, GROUP };

enum { PLAIN_DIGITS = 15 };

/* `1234.50', which nearly all amounts are; false: anything else. */
static bool
read_plain(const char *text, int decimals, int64_t *minor)
{
	int digits = 0, behind = 0;
	int64_t value = 0;

	for (; ascii_digit(*text); text++, digits++)
		value = value * 10 + (*text - '0');
	if (digits == 0 || digits > PLAIN_DIGITS)
		return false;
	if (*text == '.')
		for (text++; ascii_digit(*text) && behind < decimals; text++, behind++)
			value = value * 10 + (*text - '0');
	if (*text || digits + decimals > PLAIN_DIGITS)
		return false;
	for (; behind < decimals; behind++)
		value *= 10;
	*minor = value;
	return true;
}

/* bare is the currency where none is written, log that of the rows before, if there are. */
static int
read_amount(const char *text, const char *bare, char log[4], bool first, int64_t *minor,
            struct crm_fault *why)
{
	char own[4];
	int error = 0;

	if (strlen(bare) != 3 || crm_currency_digits(bare) < 0)
		return crm_fault(why, 0, "there is no currency `%.*s'", crm_fault_clip(bare), bare);
	memcpy(own, bare, sizeof own);
	if (!read_plain(text, crm_currency_digits(own), minor))
		error = crm_money_parse(text, own, minor, why);
	if (error)
		return error;
	if (strcmp(own, log) && !first)
		return crm_fault(why, 0, "the amount is in %s, others in %s: bring them into one currency",
		                 own, log);
	memcpy(log, own, sizeof own);
	return 0;
}

/* As the orders of a database: those that were cancelled or returned came to nothing. */
static int
read_status(const char *text, bool *counts, struct crm_fault *why)
{
	const char *const *word = crm_order_status_words;

	while (*word && !ascii_same(*word, text))
		word++;
	if (*text && !*word)
		return crm_fault(why, 0, "`%.*s' is not open, delivered, cancelled or returned; "
		                         "status= leaves the column out", crm_fault_clip(text), text);
	*counts = !*text || (strcmp(*word, "cancelled") && strcmp(*word, "returned"));
	return 0;
}

/* What is wrong with a row is said of the column in *what. */
static int
add_row(struct crm_plain_log *plain, const struct crm_table_row *row, char currency[4],
        struct crm_purchase_log *log, const char **what, struct crm_fault *why)
{
	const char *customer = crm_plain_value(plain, row, CUSTOMER);
	const char *date = crm_plain_value(plain, row, DATE);
	const char *amount = crm_plain_value(plain, row, AMOUNT);
	const char *bare = crm_plain_value(plain, row, CURRENCY);
	bool first = crm_purchase_log_customers(log) == 0;
	int64_t at = 0, minor = 0;
	bool counts = true;
	int error;

	*what = "customer";
	if (!*customer)
		return crm_fault(why, 0, "there is none: whose purchase is it?");
	*what = "date";
	error = *date ? crm_plain_instant(plain, date, &at, why)
	              : crm_fault(why, 0, "there is none: when was it?");
	if (error)
		return error;
	*what = "status";
	error = read_status(crm_plain_value(plain, row, STATUS), &counts, why);
	if (error)
		return error;
	*what = "amount";
	if (crm_purchases_have_amounts(plain))
		error = !*amount ? crm_fault(why, 0, "there is none: write 0 if nothing was paid")
		      : read_amount(amount, *bare ? bare : currency, currency, first, &minor, why);
	if (error || !counts)
		return error;
	return crm_purchase_log_add(log, customer, strlen(customer) + 1,
	                            crm_instant_day(plain->clock.zone, at), minor, why);
}

bool
crm_purchases_have_amounts(const struct crm_plain_log *plain)
{
	return crm_plain_has(plain, AMOUNT);
}

/* The last customers of the log may be new: their group is that of this row. */
static int
note_group(const struct crm_plain_log *plain, const struct crm_table_row *row,
           const struct crm_purchase_log *log, struct crm_purchase_groups *groups)
{
	size_t room = groups->room ? 2 * groups->room : 64;

	if (groups->n == crm_purchase_log_customers(log))
		return 0;
	if (groups->n == groups->room) {
		char **names = reallocarray(groups->names, room, sizeof *names);

		if (!names)
			return CRM_NO_MEMORY;
		groups->names = names;
		groups->room = room;
	}
	groups->names[groups->n] = strdup(crm_plain_value(plain, row, GROUP));
	return groups->names[groups->n++] ? 0 : CRM_NO_MEMORY;
}

void
crm_purchase_groups_clear(struct crm_purchase_groups *groups)
{
	for (size_t i = 0; i < groups->n; i++)
		free(groups->names[i]);
	free(groups->names);
	*groups = (struct crm_purchase_groups){ 0 };
}

/* groups may be NULL. */
static int
read_rows(struct crm_plain_log *plain, char currency[4], struct crm_purchase_log *log,
          struct crm_purchase_groups *groups, struct crm_fault *why)
{
	struct crm_table_row row;
	const char *what;
	int got, error;

	if (crm_currency_digits(currency) < 0)
		return crm_fault(why, 0, "there is no currency `%s'", currency);
	for (size_t role = CUSTOMER; role <= DATE; role++)
		if (!crm_plain_has(plain, role))
			return crm_fault(why, 0, "no column is the %s: say which, as in %s=3",
			                 plain->mapping.roles[role].name, plain->mapping.roles[role].name);
	while ((got = crm_plain_next(plain, &row)) > 0) {
		error = add_row(plain, &row, currency, log, &what, why);
		if (!error && groups)
			error = note_group(plain, &row, log, groups);
		if (error == CRM_NO_MEMORY)
			return error;
		if (error)
			crm_plain_refuse(plain, &row, what, why);
	}
	if (got < 0)
		return got;
	if (plain->refused == 0)
		return crm_purchase_log_customers(log) ? 0 : crm_fault(why, 0, "there are no purchases");
	return crm_plain_refused(plain, why);
}

int
crm_purchases_read(struct crm_plain_log *plain, char currency[4], struct crm_purchase_log *log,
                   struct crm_fault *why)
{
	return read_rows(plain, currency, log, NULL, why);
}

int
crm_purchases_read_groups(struct crm_plain_log *plain, char currency[4],
                          struct crm_purchase_log *log, struct crm_purchase_groups *groups,
                          struct crm_fault *why)
{
	return crm_plain_has(plain, GROUP) ? read_rows(plain, currency, log, groups, why)
	     : crm_fault(why, 0, "no column is the group: say which, as in group=3");
}
