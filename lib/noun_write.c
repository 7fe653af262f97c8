/*
 * noun_write.c - the one way to write a record: complete, store, follow.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "noun_types.h"
#include "record_sql.h"

static int
check_required(crm *db, const struct crm_type *type, const void *record)
{
	for (const struct crm_field *f = type->fields; f->name; f++)
		if (f->flags & CRM_REQUIRED && !crm_field_set(f, record))
			return db_fail(db, CRM_INVALID, "%s: %s %s needs one", f->name,
			               strchr("aeiou", *record_called(type)) ? "an" : "a",
			               record_called(type));
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

int
noun_taken(crm *db, const struct crm_type *type, const void *record)
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
		error = noun_taken(db, type, record);
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
		error = noun_taken(db, type, record);
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
		return crm_end(db, db_no_memory(db));
	error = crm_get(db, type, record_id(type, record), before);
	if (!error)
		error = set_known(db, type, record, before, changed);
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
		db_warn(db, "when: %s lies ahead of now; what is due takes it as done",
		        crm_instant_format(when->value, db->context.clock.zone, text));
}
