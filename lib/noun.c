/*
 * noun.c - the registry of nouns, with the fields that users declared.
 */
#include <stdlib.h>
#include <string.h>

#include "channels.h"
#include "customer.h"
#include "fact.h"
#include "noun_types.h"
#include "sop_apply.h"

/* Parents come before the nouns that refer to them. */
static const struct noun_rules *const all[] = {
	&customer_rules, &follow_up_rules, &interaction_rules, &order_rules, &item_rules,
	&response_rules, &tag_rules, &person_rules, &customer_fact_rules, &sop_rules, &sop_note_rules,
	&score_rules
};

enum { NOUNS = sizeof all / sizeof *all };

/* --- types, with the fields that users declared --------------------------------------------- */

/* Words of channels; then those of the procedures before, to which queries may still refer. */
struct channels {
	const char     **words;
	struct channels *older;
};

struct db_nouns {
	const struct crm_type *types[NOUNS + 1];
	struct crm_type        own[NOUNS];
	struct crm_field      *fields[NOUNS];                 /* of customers: users extend no others */
	size_t                 n;                             /* declared fields */
	char                  *texts[CRM_EXTRA_MAX][2];       /* names and helps */
	const char           **words[CRM_EXTRA_MAX];
	struct channels       *channels;   /* of the procedure in force */
	bool                   stale;      /* another procedure may have come in force */
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
		f->words = nouns->words[i] =
			split_words(db_column_null(row, 2) ? "" : db_column_text(row, 2));
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
	copy = malloc((n + 1) * sizeof *copy);
	if (copy)
		memcpy(copy, type->fields, (n + 1) * sizeof *copy);
	return copy;
}

/* --- channels of the procedure ------------------------------------------------------------- */

/* The types stay where they are: whoever has one sees its words change. */
static int
keep_channels(crm *db, struct db_nouns *nouns, const char **words)
{
	struct channels *channels = words ? malloc(sizeof *channels) : NULL;

	if (!channels) {
		free(words);
		return db_no_memory(db);
	}
	*channels = (struct channels){ words, nouns->channels };
	nouns->channels = channels;
	for (size_t i = 0; i < NOUNS; i++)
		channels_set(nouns->fields[i], words);
	return 0;
}

static int
read_channels(crm *db, struct db_nouns *nouns)
{
	char *text;
	const char **words;
	int error = sop_channels(db, &text);

	if (error)
		return error;
	words = channels_of(text);
	free(text);
	if (words && nouns->channels && channels_same(words, nouns->channels->words))
		free(words);
	else
		error = keep_channels(db, nouns, words);
	nouns->stale = error != 0;
	return error;
}

void
nouns_stale(crm *db)
{
	if (db->nouns)
		db->nouns->stale = true;
}

/* --- the whole ------------------------------------------------------------------------------ */

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
			for (size_t of = 0; f->of && of < NOUNS; of++)
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
	while (nouns->channels) {
		struct channels *older = nouns->channels->older;

		free(nouns->channels->words);
		free(nouns->channels);
		nouns->channels = older;
	}
	free(nouns);
	db->nouns = NULL;
}

static int
make(crm *db)
{
	int error;

	if (!(db->nouns = calloc(1, sizeof *db->nouns)))
		return db_no_memory(db);
	error = read_extras(db, db->nouns);
	if (!error)
		error = extend(db, db->nouns);
	if (!error)
		error = read_channels(db, db->nouns);
	if (error)
		nouns_free(db);
	return error;
}

const struct crm_type *const *
crm_nouns(crm *db)
{
	int error = 0;

	if (!db->nouns)
		error = make(db);
	else if (db->nouns->stale)
		error = read_channels(db, db->nouns);
	return error ? NULL : db->nouns->types;
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
	crm_sop_forget(db);   /* its conditions refer to the types */
	nouns_free(db);
	return error;
}
