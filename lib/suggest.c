/*
 * suggest.c - what may stand behind field=.
 */
#include <stdlib.h>
#include <string.h>

#include "column.h"
#include "db.h"
#include "sop.h"
#include "suggest.h"

enum { MOST = 1000 };   /* of what the database has: nobody reads more */

struct suggest { crm *db; crm_suggestion *visit; void *aux; };

static void
suggest_words(const struct suggest *s, const char *const *words)
{
	for (; *words; words++)
		s->visit(s->aux, *words, "");
}

/* --- what the database has ------------------------------------------------------------------ */

/* Through an index from one value to the next, however many customers have it. */
static int
suggest_owners(const struct suggest *s)
{
	char *owner = NULL;
	int error = 0;

	for (int n = 0; n < MOST && !error; n++) {
		char *next = NULL;

		error = db_string(s->db, &next, SQL("SELECT MIN(owner) FROM customer WHERE owner > ?1"),
		                  V((const char *)(owner ? owner : "")));
		free(owner);
		if (!(owner = next))
			break;
		if (!crm_sop_staff(crm_sop(s->db), owner))
			s->visit(s->aux, owner, "");
	}
	free(owner);
	return error;
}

/* The next tag by its fold, which is put into *key. */
static int
next_tag(const struct suggest *s, char **key, bool *found)
{
	struct db_cursor *c = db_walk(s->db, SQL("SELECT key, name FROM tag WHERE active = 1"
	                                         " AND key > ?1 ORDER BY key, customer_id LIMIT 1"),
	                              V((const char *)(*key ? *key : "")));
	char *next = NULL;

	*found = db_step(c);
	if (*found) {
		next = strdup(db_column_text(c, 0));
		s->visit(s->aux, db_column_text(c, 1), "");
	}
	free(*key);
	*key = next;
	return db_done(c);
}

int
crm_suggest_tags(crm *db, crm_suggestion *visit, void *aux)
{
	struct suggest s = { db, visit, aux };
	char *key = NULL;
	bool found = true;
	int error = 0;

	for (int n = 0; n < MOST && found && !error; n++) {
		error = next_tag(&s, &key, &found);
		if (!error && found && !key)
			error = db_no_memory(db);
	}
	free(key);
	return error;
}

/* --- what the procedure says ---------------------------------------------------------------- */

static int
suggest_people(const struct suggest *s)
{
	const struct crm_sop *sop = crm_sop(s->db);

	if (!sop)
		return CRM_DATABASE;
	s->visit(s->aux, "me", "whoever acts");
	for (size_t i = 0; i < sop->staffs; i++)
		s->visit(s->aux, sop->staff[i].id, sop->staff[i].name ? sop->staff[i].name : "");
	return suggest_owners(s);
}

static int
suggest_classes(const struct suggest *s, enum crm_axis axis)
{
	const struct crm_sop *sop = crm_sop(s->db);

	for (size_t i = 0; sop && i < sop->classes; i++)
		if (crm_axis(sop->class[i].axis) == axis)
			s->visit(s->aux, sop->class[i].name, "");
	return sop ? 0 : CRM_DATABASE;
}

static void
suggest_rule(crm_suggestion *visit, void *aux, const struct crm_rule *rule)
{
	visit(aux, rule->name, rule->goal ? rule->goal : "");
}

int
crm_suggest_rules(crm *db, crm_suggestion *visit, void *aux)
{
	const struct crm_sop *sop = crm_sop(db);

	for (size_t i = 0; sop && i < sop->cadences; i++)
		suggest_rule(visit, aux, &sop->cadence[i].rule);
	for (size_t i = 0; sop && i < sop->events; i++)
		suggest_rule(visit, aux, &sop->event[i].rule);
	return sop ? 0 : CRM_DATABASE;
}

/* --- by field ------------------------------------------------------------------------------- */

int
crm_suggest(crm *db, const struct crm_type *type, const char *path, crm_suggestion *visit,
            void *aux)
{
	static const char *const yes_no[] = { "yes", "no", NULL };
	const struct suggest s = { db, visit, aux };
	struct crm_fault why;
	struct column column;
	const char *name;

	if (column_resolve(&column, type, path, &why))
		return db_fault(db, CRM_INVALID, NULL, &why);
	name = column.field ? column.field->name : column.fact.fact->name;
	if (column.shown.words)
		suggest_words(&s, column.field ? column.field->words : column.shown.words);
	else if (column.shown.kind == CRM_BOOL)
		suggest_words(&s, yes_no);
	else if (column.shown.flags & CRM_ACTOR)
		return suggest_people(&s);
	else if (crm_axis(name) != CRM_AXES)
		return suggest_classes(&s, crm_axis(name));
	else if (!strcmp(name, "tags"))
		return crm_suggest_tags(db, visit, aux);
	else if (!strcmp(name, "rule"))
		return crm_suggest_rules(db, visit, aux);
	return 0;
}
