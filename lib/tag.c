/*
 * tag.c - the tag's table and rules, and a customer's tags as one text.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agenda_rows.h"
#include "check.h"
#include "customer.h"
#include "noun_types.h"
#include "tag.h"
#include "unicode.h"

#define FIELD(member) .offset = offsetof(struct crm_tag, member)

static const struct crm_field fields[] = {
	{ .name = "id", .kind = CRM_ID, FIELD(id), .of = &crm_tag_type,
	  .help = "the tag on this customer", .zh = "編號|编号" },
	{ .name = "customer", .kind = CRM_ID, FIELD(customer), .of = &crm_customer_type,
	  .column = "customer_id", .flags = CRM_REQUIRED | CRM_FIXED,
	  .help = "on whom", .zh = "客戶|客户|客戶編號|客户编号|customer_id" },
	{ .name = "name", .kind = CRM_TEXT, FIELD(name), .flags = CRM_REQUIRED, .limit = 100,
	  .check = crm_tag_check, .help = "the word", .zh = "標籤|标签|tag|label" },
	{ .name = "key", .kind = CRM_TEXT, FIELD(key), .flags = CRM_HIDDEN, .limit = 1000 },
	{ .name = "active", .kind = CRM_BOOL, FIELD(active),
	  .help = "no: it was taken off again", .zh = "有效" },
	{ .name = "customer_name", .kind = CRM_TEXT, .flags = CRM_DERIVED, .sql = "=customer.name",
	  .help = "the customer's name", .zh = "客戶名稱" },
	{ 0 }
};

const struct crm_type crm_tag_type = {
	.name = "tag", .plural = "tags", .zh = "標籤", .table = "tag", .letter = 'T',
	.size = sizeof(struct crm_tag), .fields = fields,
	.columns = "id,customer,customer_name,name",
};

#define COUNT(member) .offset = offsetof(struct crm_tag_count, member)

static const struct crm_field count_fields[] = {
	{ .name = "tag", .kind = CRM_TEXT, COUNT(tag), .help = "the word", .zh = "標籤" },
	{ .name = "customers", .kind = CRM_INT, COUNT(customers), .help = "how many have it",
	  .zh = "客戶數" },
	{ 0 }
};

const struct crm_type crm_tag_count_type = {
	.name = "tag_count", .plural = "tag_counts", .zh = "標籤統計",
	.size = sizeof(struct crm_tag_count), .fields = count_fields, .columns = "tag,customers",
};

void
crm_tag_clear(struct crm_tag *tag)
{
	crm_clear(&crm_tag_type, tag);
}

void
crm_tag_count_clear(struct crm_tag_count *count)
{
	crm_clear(&crm_tag_count_type, count);
}

/* --- rules ---------------------------------------------------------------------------------- */

static int
complete(crm *db, void *record, const void *before)
{
	struct crm_tag *tag = record;

	(void)before;
	if (!tag->active.set)
		tag->active = (struct crm_int)CRM_SET(1);
	free(tag->key);
	tag->key = crm_fold(tag->name);
	return tag->key ? 0 : db_no_memory(db);
}

static int
follow(crm *db, void *record, const void *before, bool *changed)
{
	(void)before;
	return *changed ? agenda_touch(db, ((struct crm_tag *)record)->customer) : 0;
}

const struct noun_rules tag_rules = {
	.type = &crm_tag_type, .complete = complete, .follow = follow,
};

/* --- one tag -------------------------------------------------------------------------------- */

/* Switch the row that there is. */
static int
switch_tag(crm *db, int64_t id, bool on, bool *changed)
{
	AUTO(crm_tag) tag = { 0 };
	int error = db_get(db, &crm_tag_type, id, &tag);

	tag.active = (struct crm_int)CRM_SET(on);
	return error ? error : noun_set(db, &crm_tag_type, &tag, changed);
}

/* The tag as it is stored: read as its field reads it. */
static int
read_name(crm *db, const char *name, struct crm_tag *tag)
{
	const struct crm_field *field = crm_field(&crm_tag_type, "name");
	struct crm_fault why;
	int error = crm_field_parse(field, tag, name, &db->context, &why);

	if (!error && !tag->name)
		error = crm_fault(&why, 0, "a tag is a word, such as vip");
	if (error)
		return db_fault(db, error, NULL, &why);
	return (tag->key = crm_fold(tag->name)) ? 0 : db_no_memory(db);
}

int
crm_tag_put(crm *db, int64_t customer, const char *name, bool on, bool *changed)
{
	AUTO(crm_tag) tag = { .customer = customer };
	struct crm_int id = { 0 };
	int error = read_name(db, name, &tag);

	*changed = false;
	if (!error)
		error = db_number(db, &id, SQL("SELECT id FROM tag WHERE customer_id = ?1 AND key = ?2"),
		                  V(customer), V(tag.key));
	if (error)
		return error;
	if (id.set)
		return switch_tag(db, id.value, on, changed);
	*changed = on;
	return on ? noun_add(db, &crm_tag_type, &tag) : 0;
}

/* --- all tags of a customer ----------------------------------------------------------------- */

/* Blanks and commas, those of Chinese too, part the words of a list; their bytes here, or 0. */
static size_t
separator(const char *at)
{
	static const char *const wide[] = { "，", "、", "；", "　" };

	if (strchr(" \t\n\r,;", *at))
		return *at != '\0';
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (!strncmp(at, wide[i], strlen(wide[i])))
			return strlen(wide[i]);
	return 0;
}

/* The next word of a list, to be freed; NULL at its end, or without memory: *error. */
static char *
next_word(crm *db, const char **list, int *error)
{
	const char *begin;
	char *word = NULL;

	while (separator(*list))
		*list += separator(*list);
	for (begin = *list; **list && !separator(*list);)
		++*list;
	if (*list > begin && !(word = strndup(begin, (size_t)(*list - begin))))
		*error = db_no_memory(db);
	return word;
}

/* Put on every tag of a list. */
static int
put_listed(crm *db, int64_t customer, const char *list, bool *changed)
{
	int error = 0;
	char *word;

	while (!error && (word = next_word(db, &list, &error))) {
		bool one = false;

		error = crm_tag_put(db, customer, word, true, &one);
		*changed |= one;
		free(word);
	}
	return error;
}

static bool
is_listed(crm *db, const char *list, const char *key, int *error)
{
	bool found = false;
	char *word;

	while (!*error && !found && (word = next_word(db, &list, error))) {
		char *folded = crm_fold(word);

		if (!folded)
			*error = db_no_memory(db);
		found = folded && !strcmp(folded, key);
		free(folded);
		free(word);
	}
	return found;
}

/* Take all of a customer's tags off that a list does not have. */
static int
take_others(crm *db, int64_t customer, const char *list, bool *changed)
{
	struct db_cursor *cursor = db_walk(db,
		SQL("SELECT id, key FROM tag WHERE customer_id = ?1 AND active = 1"), V(customer));
	int error = 0, ended;

	while (!error && db_step(cursor))
		if (!is_listed(db, list, db_column_text(cursor, 1), &error) && !error)
			error = switch_tag(db, db_column_int(cursor, 0), false, changed);
	ended = db_done(cursor);
	return error ? error : ended;
}

int
tags_write(crm *db, int64_t customer, const char *list, bool *changed)
{
	int error = take_others(db, customer, list ? list : "", changed);

	return error ? error : put_listed(db, customer, list ? list : "", changed);
}

int
crm_tags_of(crm *db, int64_t customer, char **text)
{
	struct db_cursor *cursor = db_walk(db,
		SQL("SELECT name FROM tag WHERE customer_id = ?1 AND active = 1 ORDER BY key"),
		V(customer));
	size_t size = 0;
	FILE *out = open_memstream(text, &size);
	int ended;

	while (db_step(cursor))
		if (out)
			fprintf(out, "%s%s", ftell(out) ? "," : "", db_column_text(cursor, 0));
	ended = db_done(cursor);
	if (!out || fclose(out)) {
		*text = NULL;
		return db_no_memory(db);
	}
	if (ended || !size) {
		free(*text);
		*text = NULL;
	}
	return ended;
}

crm_rows *
crm_tag_counts(crm *db)
{
	return db_query(db, &crm_tag_count_type,
		SQL("SELECT MIN(name), COUNT(*) FROM tag WHERE active = 1 GROUP BY key"
		    " ORDER BY COUNT(*) DESC, key"));
}
