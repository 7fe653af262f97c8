/*
 * import_match.c - which record of the database is a row of the file?
 *
 * Into a table that was empty all records come from the file itself, and a table in
 * memory knows them; otherwise the indexes are asked.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "customer.h"
#include "customer_fact.h"
#include "follow_up.h"
#include "import_rows.h"
#include "interaction.h"
#include "noun_types.h"
#include "order.h"
#include "person.h"
#include "record_sql.h"
#include "response.h"
#include "sop_store.h"
#include "unicode.h"

/* What is newer than the import is its own work. */
static bool
is_claimed(const struct crm_import *import, int64_t id)
{
	return id > import->last || keys_get(&import->claimed, &id, sizeof id);
}

/* --- by ref -------------------------------------------------------------------------------- */

static const char *
ref_of(const struct crm_type *type, const void *record)
{
	const struct crm_field *ref = crm_field(type, "ref");

	return ref ? *(char *const *)((const char *)record + ref->offset) : NULL;
}

static int
match_ref(struct crm_import *import, const char *ref, int64_t *id)
{
	crm *db = import->db;
	struct crm_int found;
	int error;

	if (!strcmp(import->type->name, "customer"))
		error = db_number(db, &found, SQL("SELECT id FROM customer WHERE ref = ?1"), V(ref));
	else
		error = db_number(db, &found, SQL("SELECT id FROM orders WHERE ref = ?1"), V(ref));
	*id = found.value;
	return error;
}

/* --- customers ----------------------------------------------------------------------------- */

/* Names that fold alike are the same. */
static bool
same_name(const char *a, const char *b)
{
	char *x = a ? crm_fold(a) : NULL, *y = b ? crm_fold(b) : NULL;
	bool same = x && y && !strcmp(x, y);

	free(x);
	free(y);
	return same;
}

/* Those whom an index offers, one after the other: who is it? */
struct candidates { int64_t same, free, second; };

/* A customer with another ref is another customer, whatever else agrees. */
static void
consider(const struct crm_import *import, const struct crm_customer *c, struct db_cursor *row,
         struct candidates *found)
{
	int64_t id = db_column_int(row, 0);
	bool claimed = is_claimed(import, id);

	if (c->ref && !db_column_null(row, 2) && strcmp(c->ref, db_column_text(row, 2)) != 0)
		return;
	if (!c->name ? !claimed : same_name(c->name, db_column_text(row, 1))) {
		if (!found->same || is_claimed(import, found->same))
			found->same = id;
	}
	if (!claimed && !found->free)
		found->free = id;
	else if (!claimed && !found->second)
		found->second = id;
}

static int
match_email(struct crm_import *import, const struct crm_customer *c, int64_t *id)
{
	char *key = crm_email_fold(c->email);
	struct candidates found = { 0 };
	struct db_cursor *row;
	int error;

	if (!key)
		return db_no_memory(import->db);
	row = db_walk(import->db, SQL("SELECT id, name, ref FROM customer WHERE email_key = ?1"
	                              " ORDER BY id"), V(key));
	while (db_step(row))
		consider(import, c, row, &found);
	error = db_done(row);
	free(key);
	*id = found.same ? found.same : found.second ? 0 : found.free;
	if (!error && !found.same && found.second)
		error = db_fail(import->db, CRM_AMBIGUOUS, "email: %.100s is C%" PRId64 " and C%" PRId64
		                "; a ref or id column would tell which", c->email, found.free,
		                found.second);
	return error;
}

static int
match_phone(struct crm_import *import, const struct crm_customer *c, int64_t *id)
{
	char *key = crm_phone_digits(c->phone);
	struct candidates found = { 0 };
	struct db_cursor *row;
	int error;

	if (!key)
		return db_no_memory(import->db);
	row = db_walk(import->db, SQL("SELECT id, name, ref FROM customer WHERE phone_key = ?1"
	                              " ORDER BY id"), V(key));
	while (c->name && db_step(row))
		consider(import, c, row, &found);
	error = db_done(row);
	free(key);
	*id = found.same;
	return error;
}

/* The name, and the how-many-eth of that name. */
static int64_t *
namesake(struct crm_import *import, const char *folded, int64_t number)
{
	char key[1100];
	int n = snprintf(key, sizeof key, "%" PRId64 " %.1000s", number, folded);

	return keys_put(&import->nameless, key, (size_t)n);
}

static int
read_nameless(struct crm_import *import)
{
	struct db_cursor *row = db_walk(import->db,
		SQL("SELECT id, name FROM customer WHERE ref IS NULL AND email_key IS NULL"
		    " AND phone_key IS NULL ORDER BY id"));
	int error = 0, ended;

	import->nameless_read = true;
	while (!error && db_step(row)) {
		char *folded = crm_fold(db_column_text(row, 1));
		int64_t *count = folded ? namesake(import, folded, 0) : NULL, *id = NULL, number;

		if (count) {
			number = ++*count;
			id = namesake(import, folded, number);
		}
		if (id)
			*id = db_column_int(row, 0);
		else
			error = db_no_memory(import->db);
		free(folded);
	}
	ended = db_done(row);
	return error ? error : ended;
}

/* The first of that name who has not been recognised yet. */
static int
match_name(struct crm_import *import, const struct crm_customer *c, int64_t *id)
{
	int error = import->nameless_read ? 0 : read_nameless(import);
	char *folded = error ? NULL : crm_fold(c->name);
	int64_t *count = folded ? namesake(import, folded, 0) : NULL, n, found = 0;

	if (!error && !count)
		error = db_no_memory(import->db);
	n = count ? *count : 0;
	for (int64_t i = 1; i <= n && !found && !error; i++) {
		int64_t *one = namesake(import, folded, i);

		if (one && !is_claimed(import, *one))
			found = *one;
	}
	free(folded);
	*id = found;
	return error;
}

/* --- customers of the file itself ---------------------------------------------------------- */

/* What a table in memory knows a customer by: an address and the folded name. */
enum { BY_EMAIL = 1, BY_PHONE };

static int64_t *
known(struct crm_import *import, char kind, const char *address, const char *name, size_t length)
{
	size_t n = strlen(address);
	char *key = malloc(n + length + 2);
	int64_t *place = NULL;

	if (key) {
		key[0] = kind;
		memcpy(key + 1, address, n + 1);
		memcpy(key + n + 2, name, length);
		place = keys_put(&import->known, key, n + length + 2);
	}
	free(key);
	if (!place)
		db_no_memory(import->db);
	return place;
}

/* The search text begins with the name, folded, on a line of its own. */
static int
know_addresses(struct crm_import *import, int64_t id, const char *email, const char *phone,
               const char *search)
{
	size_t n = strcspn(search, "\n");
	int64_t *place;

	if (email) {
		if (!(place = known(import, BY_EMAIL, email, search, n)))
			return CRM_NO_MEMORY;
		*place = id;
	}
	if (phone) {
		if (!(place = known(import, BY_PHONE, phone, search, n)))
			return CRM_NO_MEMORY;
		*place = id;
	}
	return 0;
}

/* While all rows have a ref nobody is looked for by address; from the first without on, all are. */
static int
read_addresses(struct crm_import *import)
{
	struct db_cursor *row = db_walk(import->db,
		SQL("SELECT id, email_key, phone_key, search FROM customer ORDER BY id"));
	int error = 0, ended;

	import->by_address = true;
	while (!error && db_step(row))
		error = know_addresses(import, db_column_int(row, 0), db_column_text(row, 1),
		                       db_column_text(row, 2), db_column_text(row, 3));
	ended = db_done(row);
	return error ? error : ended;
}

/* A customer with another ref is another one. */
static int
check_ref(struct crm_import *import, const struct crm_customer *c, int64_t *id)
{
	char *ref = NULL;
	int error = 0;

	if (*id && c->ref)
		error = db_string(import->db, &ref, SQL("SELECT ref FROM customer WHERE id = ?1"), V(*id));
	if (ref && strcmp(ref, c->ref) != 0)
		*id = 0;
	free(ref);
	return error;
}

static int
match_address(struct crm_import *import, const struct crm_customer *c, char kind, char *address,
              int64_t *id)
{
	char *folded = address ? crm_fold(c->name) : NULL;
	int64_t *place = folded ? known(import, kind, address, folded, strlen(folded)) : NULL;

	free(address);
	free(folded);
	if (!place)
		return db_no_memory(import->db);
	*id = *place;
	return check_ref(import, c, id);
}

static int
match_known(struct crm_import *import, const struct crm_customer *c, int64_t *id)
{
	int error = 0;

	*id = c->ref ? keys_get(&import->known, c->ref, strlen(c->ref)) : 0;
	if (*id || !c->name || (!c->email && !c->phone) || (c->ref && !import->by_address))
		return 0;
	if (!import->by_address)
		error = read_addresses(import);
	if (!error && c->email)
		error = match_address(import, c, BY_EMAIL, crm_email_fold(c->email), id);
	if (!error && !*id && c->phone)
		error = match_address(import, c, BY_PHONE, crm_phone_digits(c->phone), id);
	return error;
}

static int
know_customer(struct crm_import *import, const struct crm_customer *c)
{
	int64_t *place;

	if (c->ref) {
		if (!(place = keys_put(&import->known, c->ref, strlen(c->ref))))
			return db_no_memory(import->db);
		*place = c->id;
	}
	if (!import->by_address)
		return 0;
	return know_addresses(import, c->id, c->email_key, c->phone_key, c->search);
}

static int
match_customer(struct crm_import *import, const struct crm_customer *c, int64_t *id)
{
	int error = 0;

	*id = 0;
	if (import->alone)
		return match_known(import, c, id);
	if (c->ref)
		error = match_ref(import, c->ref, id);
	if (!error && !*id && c->email)
		error = match_email(import, c, id);
	if (!error && !*id && c->phone)
		error = match_phone(import, c, id);
	if (!error && !*id && c->name && !c->ref && !c->email && !c->phone)
		error = match_name(import, c, id);
	return error;
}

/* --- records that are recognised by what they say ------------------------------------------ */

static int
first_free(struct crm_import *import, struct db_cursor *row, int64_t *id)
{
	*id = 0;
	while (!*id && db_step(row))
		if (!is_claimed(import, db_column_int(row, 0)))
			*id = db_column_int(row, 0);
	return db_done(row);
}

static int
match_order(struct crm_import *import, const struct crm_order *o, int64_t *id)
{
	const char *currency = o->currency ? o->currency : import->db->context.currency;

	if (o->ref)
		return match_ref(import, o->ref, id);
	return first_free(import, db_walk(import->db,
		SQL("SELECT id FROM orders WHERE customer_id = ?1 AND at = ?2"
		    " AND (?3 IS NULL OR amount = ?3) AND currency = ?4 ORDER BY id"),
		V(o->customer), V(o->when), V(o->amount), V(currency)), id);
}

static int
match_interaction(struct crm_import *import, const struct crm_interaction *i, int64_t *id)
{
	const char *direction = i->direction ? i->direction : "out";

	return first_free(import, db_walk(import->db,
		SQL("SELECT id FROM interaction WHERE customer_id = ?1 AND at = ?2 AND direction = ?3"
		    " AND COALESCE(channel, '') = COALESCE(?4, '') AND COALESCE(subject, '') ="
		    " COALESCE(?5, '') AND COALESCE(note, '') = COALESCE(?6, '') ORDER BY id"),
		V(i->customer), V(i->when), V(direction), V(i->channel), V(i->subject), V(i->note)), id);
}

static int
match_response(struct crm_import *import, const struct crm_response *r, int64_t *id)
{
	const char *metric = r->metric ? r->metric : "nps";

	return first_free(import, db_walk(import->db,
		SQL("SELECT id FROM response WHERE customer_id = ?1 AND metric = ?2 AND at = ?3"
		    " AND COALESCE(about, '') = COALESCE(?4, '') ORDER BY id"),
		V(r->customer), V(metric), V(r->when), V(r->about)), id);
}

static int
match_person(struct crm_import *import, const struct crm_person *p, int64_t *id)
{
	struct db_cursor *row = db_walk(import->db,
		SQL("SELECT id, name FROM person WHERE customer_id = ?1 ORDER BY id"), V(p->customer));

	*id = 0;
	while (!*id && db_step(row)) {
		int64_t other = db_column_int(row, 0);

		if (!is_claimed(import, other) && same_name(p->name, db_column_text(row, 1)))
			*id = other;
	}
	return db_done(row);
}

/* Whatever its date: what is heard again is the same. */
static int
match_fact(struct crm_import *import, const struct crm_customer_fact *f, int64_t *id)
{
	return first_free(import, db_walk(import->db,
		SQL("SELECT id FROM fact WHERE customer_id = ?1 AND kind = ?2 AND text = ?3 ORDER BY id"),
		V(f->customer), V(f->kind), V(f->text)), id);
}

static int
match_note(struct crm_import *import, const struct crm_sop_note *n, int64_t *id)
{
	return first_free(import, db_walk(import->db,
		SQL("SELECT id FROM sop_note WHERE rule = ?1 AND note = ?2 AND (?3 IS NULL OR at = ?3)"
		    " ORDER BY id"), V(n->rule), V(n->note), V(n->at)), id);
}

/* A plan by day and goal too; of a rule a customer has one row a purpose and anchor. */
static int
match_follow_up(struct crm_import *import, const struct crm_follow_up *f, int64_t *id)
{
	const char *purpose = f->purpose ? f->purpose : "contact";
	int64_t planned = f->planned.set ? f->planned.value : 1;

	return first_free(import, db_walk(import->db,
		SQL("SELECT id FROM follow_up WHERE customer_id = ?1 AND purpose = ?2 AND planned = ?3"
		    " AND (?4 IS NULL OR anchor = ?4) AND (planned = 0 OR (due = ?5"
		    " AND COALESCE(goal, '') = COALESCE(?6, ''))) ORDER BY id"),
		V(f->customer), V(purpose), V(planned), V(f->anchor), V(f->due), V(f->goal)), id);
}

/* --- any noun ------------------------------------------------------------------------------ */

int
import_match(struct crm_import *import, const void *record, int64_t *id)
{
	const char *noun = import->type->name;

	*id = 0;
	if (!strcmp(noun, "customer"))
		return match_customer(import, record, id);
	if (import->alone && !ref_of(import->type, record))
		return 0;
	if (!strcmp(noun, "order"))
		return match_order(import, record, id);
	if (!strcmp(noun, "interaction"))
		return match_interaction(import, record, id);
	if (!strcmp(noun, "response"))
		return match_response(import, record, id);
	if (!strcmp(noun, "person"))
		return match_person(import, record, id);
	if (!strcmp(noun, "fact"))
		return match_fact(import, record, id);
	if (!strcmp(noun, "sop_note"))
		return match_note(import, record, id);
	if (!strcmp(noun, "follow_up"))
		return match_follow_up(import, record, id);
	return 0;
}

int
import_matched(struct crm_import *import, const void *record)
{
	int64_t id = record_id(import->type, record), *place;

	if (import->alone)
		return strcmp(import->type->name, "customer") ? 0 : know_customer(import, record);
	if (id > import->last)
		return 0;
	if (!(place = keys_put(&import->claimed, &id, sizeof id)))
		return db_no_memory(import->db);
	*place = 1;
	return 0;
}
