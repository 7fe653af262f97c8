/*
 * import_customer.c - whom a row names: somebody there, to be made, or yet to come.
 */
#include <stdlib.h>
#include <string.h>

#include "customer.h"
#include "import_rows.h"
#include "noun_types.h"
#include "record_sql.h"

/* --- who is meant -------------------------------------------------------------------------- */

static int64_t *
place_of(struct crm_import *import, const char *text)
{
	int64_t *place = keys_put(&import->named, text, strlen(text));

	if (!place)
		db_no_memory(import->db);
	return place;
}

static int
by_ref(crm *db, const char *text, int64_t *id)
{
	struct crm_int found;
	int error = db_number(db, &found, SQL("SELECT id FROM customer WHERE ref = ?1"), V(text));

	*id = found.value;
	return error;
}

/* A ref, else an id, e-mail or telephone number; *id 0 if it is nobody's. */
static int
find_customer(struct crm_import *import, const char *text, int64_t *id)
{
	bool own = import->id_column != CRM_NO_COLUMN;
	crm *db = import->db;
	int64_t number;
	int error = own ? 0 : by_ref(db, text, id);

	if (error || (!own && *id))
		return error;
	*id = 0;
	/* To make customers is no time to guess: others' keys look like ids and numbers of ours. */
	if (!own && import->options.create_customers && !strchr(text, '@'))
		return 0;
	/* A referrer, while indexes are put off: at the end there is one to look into. */
	if (import->indexes && import->type->letter == 'C' &&
	    !import_own_id(import->type, text, &number))
		return 0;
	error = crm_customer_named(db, text, id);
	if (error != CRM_NOT_FOUND && (error != CRM_INVALID || own))
		return error;
	*id = 0;
	return 0;
}

static int
name_customer(struct crm_import *import, const char *text, int64_t *id)
{
	int64_t *place = place_of(import, text);
	int error;

	if (!place)
		return CRM_NO_MEMORY;
	if ((*id = *place))
		return 0;
	error = find_customer(import, text, id);
	if (!error)
		*place = *id;
	return error;
}

int
import_read_customer(struct crm_import *import, const struct crm_field *f, const char *text,
                     void *record)
{
	int64_t *slot = (int64_t *)((char *)record + f->offset);
	int error = name_customer(import, text, slot);

	if (error)
		return db_fail(import->db, error, "%s: %s", f->name, crm_message(import->db));
	if (*slot)
		return 0;
	if (!strcmp(import->type->name, "customer")) {
		/* The referrer may come further down. */
		import->referrer = text;
		return 0;
	}
	if (!import->options.create_customers)
		return db_fail(import->db, CRM_NOT_FOUND, "%s: there is no customer %.100s;"
		               " --create-customers makes one with this ref", f->name, text);
	import->stranger = text;
	return 0;
}

/* --- making customers ---------------------------------------------------------------------- */

static int
remember_made(struct crm_import *import, int64_t id, int64_t since)
{
	size_t room = import->made_room ? 2 * import->made_room : 256;
	int64_t *place = keys_put(&import->made_at, &id, sizeof id);
	struct made *more;

	if (import->made_n == import->made_room) {
		if (!(more = realloc(import->made, room * sizeof *more)))
			return db_no_memory(import->db);
		import->made = more;
		import->made_room = room;
	}
	if (!place)
		return db_no_memory(import->db);
	import->made[import->made_n++] = (struct made){ id, since, since };
	*place = (int64_t)import->made_n;
	return 0;
}

static int
set_text(crm *db, const struct crm_field *f, void *record, const char *text)
{
	struct crm_fault why;
	int error = crm_field_parse(f, record, text, crm_context(db), &why);

	return error ? db_fault(db, error, "customer", &why) : 0;
}

/* Known by the text as it stands; from the day of the first record. */
static int
make_customer(struct crm_import *import, const char *name, const struct crm_int *when, int64_t *id)
{
	const struct crm_type *type = crm_noun(import->db, "customer");
	AUTO(crm_customer) c = { .since = when ? *when : (struct crm_int){ 0 } };
	const char *text = import->stranger;
	int64_t *place = place_of(import, text);
	int error = place && type ? 0 : CRM_NO_MEMORY;

	if (!error)
		error = set_text(import->db, crm_field(type, "ref"), &c, text);
	if (!error)
		error = set_text(import->db, crm_field(type, "name"), &c, *name ? name : text);
	if (!error && strchr(text, '@'))
		error = set_text(import->db, crm_field(type, "email"), &c, text);
	if (!error)
		error = crm_customer_add(import->db, &c);
	if (!error)
		error = remember_made(import, c.id, c.since.value);
	if (error)
		return error;
	*id = *place = c.id;
	import->counts.customers++;
	return 0;
}

const struct crm_int *
import_when(const struct crm_type *type, const void *record)
{
	const struct crm_field *f = crm_field(type, "when");

	return f ? (const struct crm_int *)((const char *)record + f->offset) : NULL;
}

/* Whoever the row names and nobody knows. */
int
import_make_customer(struct crm_import *import, const char *const *values, size_t n, void *record)
{
	const struct crm_field *f = crm_field(import->type, "customer");

	return make_customer(import, import_cell(values, n, import->name_column),
	                     import_when(import->type, record),
	                     (int64_t *)((char *)record + f->offset));
}

/* An order may lie before the one that its customer was made for. */
void
import_look_back(struct crm_import *import, const void *record)
{
	int64_t customer = import->made_n ? noun_customer(import->type, record) : 0;
	int64_t place = customer ? keys_get(&import->made_at, &customer, sizeof customer) : 0;
	const struct crm_int *when = import_when(import->type, record);

	if (place && when && when->value < import->made[place - 1].earliest)
		import->made[place - 1].earliest = when->value;
}

/* Wait for whoever is named and has not come yet. */
int
import_put_forward(struct crm_import *import, size_t line, const void *record)
{
	size_t room = import->forward_room ? 2 * import->forward_room : 64;
	struct forward *more;

	if (import->forward_n == import->forward_room) {
		if (!(more = realloc(import->forward, room * sizeof *more)))
			return db_no_memory(import->db);
		import->forward = more;
		import->forward_room = room;
	}
	import->forward[import->forward_n] = (struct forward){
		.record = record_id(import->type, record), .line = line, .text = strdup(import->referrer),
	};
	return import->forward[import->forward_n].text ? (import->forward_n++, 0)
	                                               : db_no_memory(import->db);
}

/* A customer made for a row that is refused may be taken back with it. */
void
import_forget_customer(struct crm_import *import)
{
	int64_t *place = import->stranger ? place_of(import, import->stranger) : NULL;

	if (place && *place) {
		*place = 0;
		import->counts.customers--;
	}
}

/* --- at the end ---------------------------------------------------------------------------- */

/* Customers made for records are known from the first of these. */
static int
settle_made(struct crm_import *import)
{
	int error = 0;

	for (size_t i = 0; i < import->made_n && !error; i++) {
		struct made *made = &import->made[i];
		AUTO(crm_customer) c = { 0 };

		if (made->earliest == made->since)
			continue;
		error = crm_customer_get(import->db, made->id, &c);
		c.since.value = made->since = made->earliest;
		if (!error)
			error = crm_customer_set(import->db, &c);
	}
	return error;
}

static int
find_referrer(struct crm_import *import, const char *text, int64_t *id)
{
	int error = name_customer(import, text, id);

	if (!error && !*id)
		error = db_fail(import->db, CRM_NOT_FOUND, "there is no customer %.100s", text);
	return error;
}

/* Whoever was named before they came: a customer's referrer, or whom a person reports to. */
static int
settle_forward(struct crm_import *import, const struct forward *forward, void *record)
{
	const struct crm_type *type = import->type;
	const struct crm_field *referrer = crm_field(type, "referrer");
	const struct crm_field *f = referrer ? referrer : crm_field(type, "reports_to");
	bool changed;
	int error = crm_get(import->db, type, forward->record, record);

	if (!error && referrer)
		error = find_referrer(import, forward->text, (int64_t *)((char *)record + f->offset));
	else if (!error)
		error = crm_assign(import->db, type, f, record, forward->text);
	if (error)
		return db_fail(import->db, error, "%s:%zu: %s: %s", import->file, forward->line, f->name,
		               crm_message(import->db));
	return noun_set(import->db, type, record, &changed);
}

static int
settle_forwards(struct crm_import *import)
{
	void *record = calloc(1, import->type->size);
	int error = record ? 0 : db_no_memory(import->db);

	for (size_t i = 0; i < import->forward_n && record && !error; i++)
		error = settle_forward(import, &import->forward[i], record);
	while (import->forward_n)
		free(import->forward[--import->forward_n].text);
	if (record)
		crm_clear(import->type, record);
	free(record);
	return error;
}

int
import_settle_customers(struct crm_import *import)
{
	int error = settle_made(import);

	return error ? error : settle_forwards(import);
}
