/*
 * noun.c - the registry of nouns, names of records, and the one way to write a record.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agenda_rows.h"
#include "check.h"
#include "customer.h"
#include "interaction.h"
#include "noun_types.h"
#include "order.h"
#include "record_sql.h"
#include "response.h"

/* Parents come before the nouns that refer to them. */
static const struct noun_rules *const all[] = {
	&customer_rules, &follow_up_rules, &interaction_rules, &order_rules, &item_rules, &response_rules
};

enum { NOUNS = sizeof all / sizeof *all };

/* --- types, with the fields that users declared --------------------------------------------- */

struct db_nouns {
	const struct crm_type *types[NOUNS + 1];
	struct crm_type        own[NOUNS];                    /* used where fields are declared */
	struct crm_field      *fields[NOUNS];                 /* the customer's are all that users extend */
	size_t                 n;                             /* declared fields */
	char                  *texts[CRM_EXTRA_MAX][2];       /* names and helps */
	const char           **words[CRM_EXTRA_MAX];
};

static enum crm_kind
extra_kind(const char *name)
{
	static const struct { const char *name; enum crm_kind kind; } kinds[] = {
		{ "text", CRM_TEXT }, { "int", CRM_INT }, { "day", CRM_DAY }, { "bool", CRM_BOOL },
		{ "word", CRM_WORD },
	};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (!strcmp(kinds[i].name, name))
			return kinds[i].kind;
	return 0;
}

/* "a,b,c" to a list that ends with NULL, in one block. */
static const char **
split_words(const char *text)
{
	size_t n = 2, length = strlen(text) + 1;
	const char **words;
	char *copy;

	for (const char *p = text; *p; p++)
		n += *p == ',';
	if (!(words = malloc(n * sizeof *words + length)))
		return NULL;
	copy = memcpy((char *)(words + n), text, length);
	for (n = 0; (words[n] = strsep(&copy, ",")); n++)
		;
	return words;
}

static int
add_extra(crm *db, struct db_nouns *nouns, struct db_cursor *row)
{
	size_t i = nouns->n, builtin = 0;
	bool text;
	struct crm_field *f;

	while (crm_customer_type.fields[builtin].name)
		builtin++;
	if (i == CRM_EXTRA_MAX)
		return db_fail(db, CRM_DATABASE, "more than %d fields are declared", CRM_EXTRA_MAX);
	f = &nouns->fields[0][builtin + i];
	nouns->n++;
	nouns->texts[i][0] = strdup(db_column_text(row, 0));
	nouns->texts[i][1] = strdup(db_column_null(row, 3) ? "" : db_column_text(row, 3));
	f->kind = extra_kind(db_column_text(row, 1));
	if (f->kind == CRM_WORD)
		f->words = nouns->words[i] = split_words(db_column_null(row, 2) ? "" : db_column_text(row, 2));
	text = f->kind == CRM_TEXT || f->kind == CRM_WORD;
	f->flags = CRM_EXTRA;
	f->offset = offsetof(struct crm_customer, extra) + i * sizeof(struct crm_extra) +
	            (text ? offsetof(struct crm_extra, text) : offsetof(struct crm_extra, number));
	f->help = nouns->texts[i][1];
	f->name = nouns->texts[i][0];
	return f->name && f->help && (f->kind != CRM_WORD || f->words) ? 0 : db_no_memory(db);
}

static int
read_extras(crm *db, struct db_nouns *nouns)
{
	size_t builtin = 0;
	struct db_cursor *cursor;
	int error = 0, ended;

	while (crm_customer_type.fields[builtin].name)
		builtin++;
	nouns->fields[0] = calloc(builtin + CRM_EXTRA_MAX + 1, sizeof *nouns->fields[0]);
	if (!nouns->fields[0])
		return db_no_memory(db);
	memcpy(nouns->fields[0], crm_customer_type.fields, builtin * sizeof *nouns->fields[0]);
	cursor = db_walk(db, SQL("SELECT name, kind, words, help FROM extra_field"
	                         " WHERE noun = 'customer' ORDER BY name"));
	while (!error && db_step(cursor))
		error = add_extra(db, nouns, cursor);
	ended = db_done(cursor);
	return error ? error : ended;
}

static struct crm_field *
copy_fields(const struct crm_type *type)
{
	struct crm_field *copy;
	size_t n = 0;

	while (type->fields[n].name)
		n++;
	copy = calloc(n + 1, sizeof *copy);
	if (copy)
		memcpy(copy, type->fields, n * sizeof *copy);
	return copy;
}

/* Types of this database's own: references lead from one to another, declared fields and all. */
static int
extend(crm *db, struct db_nouns *nouns)
{
	for (size_t i = 0; i < NOUNS; i++) {
		if (!nouns->fields[i] && !(nouns->fields[i] = copy_fields(all[i]->type)))
			return db_no_memory(db);
		nouns->own[i] = *all[i]->type;
		nouns->own[i].fields = nouns->fields[i];
		nouns->types[i] = &nouns->own[i];
		for (struct crm_field *f = nouns->fields[i]; f->name; f++)
			for (size_t of = 0; of < NOUNS; of++)
				if (f->of == all[of]->type)
					f->of = &nouns->own[of];
	}
	return 0;
}

void
nouns_free(crm *db)
{
	struct db_nouns *nouns = db->nouns;

	if (!nouns)
		return;
	for (size_t i = 0; i < nouns->n; i++) {
		free(nouns->texts[i][0]);
		free(nouns->texts[i][1]);
		free(nouns->words[i]);
	}
	for (size_t i = 0; i < NOUNS; i++)
		free(nouns->fields[i]);
	free(nouns);
	db->nouns = NULL;
}

const struct crm_type *const *
crm_nouns(crm *db)
{
	if (db->nouns)
		return db->nouns->types;
	if (!(db->nouns = calloc(1, sizeof *db->nouns))) {
		db_no_memory(db);
		return NULL;
	}
	for (size_t i = 0; i < NOUNS; i++)
		db->nouns->types[i] = all[i]->type;
	if (read_extras(db, db->nouns)) {
		nouns_free(db);
		return NULL;
	}
	if (db->nouns->n && extend(db, db->nouns)) {
		nouns_free(db);
		return NULL;
	}
	return db->nouns->types;
}

const struct crm_type *
crm_noun(crm *db, const char *name)
{
	for (const struct crm_type *const *t = crm_nouns(db); t && *t; t++)
		if (!strcmp((*t)->name, name) || !strcmp((*t)->plural, name))
			return *t;
	return NULL;
}

const struct crm_type *
crm_noun_of(crm *db, char letter)
{
	for (const struct crm_type *const *t = crm_nouns(db); t && *t; t++)
		if ((*t)->letter == letter)
			return *t;
	return NULL;
}

const struct noun_rules *
noun_rules(const struct crm_type *type)
{
	for (size_t i = 0; i < NOUNS; i++)
		if (!strcmp(all[i]->type->name, type->name))
			return all[i];
	return NULL;
}

/* --- declaring a field ---------------------------------------------------------------------- */

static int
check_declaration(crm *db, const char *noun, const char *name, const char *kind, const char *words)
{
	const struct crm_type *type = crm_noun(db, noun);
	struct crm_field fact;

	if (!type || strcmp(type->name, "customer"))
		return db_fail(db, CRM_INVALID, "%s: only customers can have fields of your own", noun);
	if (name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_")] || !*name ||
	    !(name[0] >= 'a' && name[0] <= 'z') || strlen(name) > 40)
		return db_fail(db, CRM_INVALID, "%s: a field's name is a lower-case letter, then letters,"
		               " digits and _, at most 40", name);
	if (crm_field(type, name) || crm_fact(name, &fact, NULL))
		return db_fail(db, CRM_EXISTS, "%s: a customer has a field of that name", name);
	if (!extra_kind(kind))
		return db_fail(db, CRM_INVALID, "%s: a field is text, int, day, bool or word", kind);
	if ((extra_kind(kind) == CRM_WORD) != (words && *words))
		return db_fail(db, CRM_INVALID, "%s: a field of kind word, and no other, lists its words:"
		               " word:gold,silver", name);
	return 0;
}

int
crm_declare(crm *db, const char *noun, const char *name, const char *kind, const char *words,
            const char *help)
{
	int error = check_declaration(db, noun, name, kind, words);

	if (error)
		return error;
	error = db_run(db, SQL("INSERT INTO extra_field (noun, name, kind, words, help)"
	                       " VALUES (?1, ?2, ?3, ?4, ?5)"),
	               V("customer"), V(name), V(kind), V(words), V(help));
	nouns_free(db);
	return error;
}

/* --- what a text names ---------------------------------------------------------------------- */

static int
exists(crm *db, const struct crm_type *type, int64_t id)
{
	struct crm_int op;
	int error = record_op(db, type, id, &op);

	if (!error && !op.set)
		error = db_fail(db, CRM_NOT_FOUND, "there is no %s %c%" PRId64, type->name, type->letter, id);
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
	int error = record ? db_get(db, type, id, record) : db_no_memory(db);

	if (!error && !(*customer = noun_customer(type, record)))
		error = db_fail(db, CRM_INVALID, "%c%" PRId64 " belongs to no customer", type->letter, id);
	if (record)
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

static int
by_key(crm *db, const char *text, char *key, int64_t *id, bool email)
{
	struct db_cursor *cursor;
	int error;

	if (!key)
		return db_no_memory(db);
	cursor = email ? db_walk(db, SQL("SELECT id FROM customer WHERE email_key = ?1 ORDER BY id LIMIT 2"),
	                         V(key))
	               : db_walk(db, SQL("SELECT id FROM customer WHERE phone_key = ?1 ORDER BY id LIMIT 2"),
	                         V(key));
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
	return db_fail(db, CRM_INVALID, "%.100s does not name a customer; C12, ref:SAP-17, an e-mail address"
	               " or a phone number does, and crm-find looks for names", text);
}

/* --- reading values ------------------------------------------------------------------------- */

int
crm_assign(crm *db, const struct crm_type *type, const struct crm_field *field, void *record,
           const char *text)
{
	const struct crm_type *of = field->of ? field->of : type;
	struct crm_fault why;
	int64_t id;
	int error;

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

/* --- writing -------------------------------------------------------------------------------- */

static int
check_required(crm *db, const struct crm_type *type, const void *record)
{
	for (const struct crm_field *f = type->fields; f->name; f++)
		if (f->flags & CRM_REQUIRED && !crm_field_set(f, record))
			return db_fail(db, CRM_INVALID, "%s: %s %s needs one", f->name,
			               strchr("aeiou", type->name[0]) ? "an" : "a", type->name);
	return 0;
}

static int
check_fixed(crm *db, const struct crm_type *type, const void *before, const void *record)
{
	for (const struct crm_field *f = type->fields; f->name; f++)
		if (f->flags & CRM_FIXED && db_stored(type, f) && crm_field_compare(f, before, record))
			return db_fail(db, CRM_INVALID, "%s: it stays as it was when the %s was made", f->name,
			               type->name);
	return 0;
}

/* A reference number that is taken already: by which record? */
static int
explain_exists(crm *db, const struct crm_type *type, const void *record)
{
	const struct crm_field *ref = crm_field(type, "ref");
	const char *text = ref ? *(char *const *)((const char *)record + ref->offset) : NULL;
	struct crm_int id = { 0 };
	char sql[128];

	if (!text)
		return CRM_EXISTS;
	snprintf(sql, sizeof sql, "SELECT id FROM %s WHERE ref = ?1", type->table);
	if (db_number(db, &id, BUILT(sql), V(text)) || !id.set)
		return CRM_EXISTS;
	return db_fail(db, CRM_EXISTS, "ref: %.100s is %c%" PRId64 " already; crm-set changes it", text,
	               type->letter, id.value);
}

static int
add(crm *db, const struct crm_type *type, void *record,
    int (*insert)(crm *, const struct crm_type *, void *))
{
	const struct noun_rules *rules = noun_rules(type);
	bool changed = true;
	int error = crm_begin(db, NULL);

	if (error)
		return error;
	type = crm_noun(db, type->name);
	error = type ? check_required(db, type, record) : CRM_NO_MEMORY;
	if (!error)
		error = rules->complete(db, record, NULL);
	if (!error)
		error = insert(db, type, record);
	if (error == CRM_EXISTS)
		error = explain_exists(db, type, record);
	if (!error && rules->follow)
		error = rules->follow(db, record, NULL, &changed);
	return crm_end(db, error);
}

int
noun_add(crm *db, const struct crm_type *type, void *record)
{
	return add(db, type, record, db_insert);
}

int
noun_add_as(crm *db, const struct crm_type *type, void *record)
{
	return add(db, type, record, db_insert_as);
}

static int
set_known(crm *db, const struct crm_type *type, void *record, const void *before, bool *changed)
{
	const struct noun_rules *rules = noun_rules(type);
	int error = check_required(db, type, record);

	if (!error)
		error = check_fixed(db, type, before, record);
	if (!error)
		error = rules->complete(db, record, before);
	if (!error)
		error = db_update(db, type, before, record, changed);
	if (error == CRM_EXISTS)
		error = explain_exists(db, type, record);
	if (!error && rules->follow)
		error = rules->follow(db, record, before, changed);
	return error;
}

int
noun_set(crm *db, const struct crm_type *type, void *record, bool *changed)
{
	void *before = NULL;
	int error = crm_begin(db, NULL);

	if (error)
		return error;
	*changed = false;
	type = crm_noun(db, type->name);
	if (!type || !(before = calloc(1, type->size)))
		error = db_no_memory(db);
	if (!error)
		error = crm_get(db, type, record_id(type, record), before);
	if (!error)
		error = set_known(db, type, record, before, changed);
	if (before)
		crm_clear(type, before);
	free(before);
	return crm_end(db, error);
}

int
crm_put(crm *db, const struct crm_type *type, void *record, bool *changed)
{
	bool unused;

	if (record_id(type, record))
		return noun_set(db, type, record, changed ? changed : &unused);
	if (changed)
		*changed = true;
	return noun_add(db, type, record);
}

int
noun_default(crm *db, char **slot, const char *text)
{
	if (*slot || !text)
		return 0;
	*slot = strdup(text);
	return *slot ? 0 : db_no_memory(db);
}

void
noun_warn_ahead(crm *db, const struct crm_int *when)
{
	char text[CRM_INSTANT_SIZE];

	if (when->set && when->value > db->context.clock.now)
		db_warn(db, "when: %s lies ahead; it counts from then on",
		        crm_instant_format(when->value, db->context.clock.zone, text));
}
