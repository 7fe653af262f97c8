/*
 * operation.c - what the operation under way writes into the log.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "noun_types.h"
#include "operation.h"
#include "operation_log.h"
#include "record_sql.h"

#define FIELD(member) offsetof(struct crm_operation, member)

static const struct crm_field fields[] = {
	{ .name = "id", .kind = CRM_ID, .offset = FIELD(id), .of = &crm_operation_type,
	  .help = "the operation", .zh = "操作" },
	{ .name = "when", .kind = CRM_TIME, .offset = FIELD(when), .column = "at",
	  .help = "the moment, by the real clock", .zh = "時間" },
	{ .name = "actor", .kind = CRM_TEXT, .offset = FIELD(actor), .flags = CRM_ACTOR,
	  .help = "who did it", .zh = "操作者" },
	{ .name = "program", .kind = CRM_TEXT, .offset = FIELD(program),
	  .help = "with which program", .zh = "程式" },
	{ .name = "what", .kind = CRM_TEXT, .offset = FIELD(what),
	  .help = "the names of its options and fields", .zh = "內容" },
	{ .name = "undoes", .kind = CRM_ID, .offset = FIELD(undoes), .of = &crm_operation_type,
	  .help = "the operation that it took back, or did again", .zh = "復原" },
	{ .name = "undone_by", .kind = CRM_ID, .offset = FIELD(undone_by), .of = &crm_operation_type,
	  .help = "the operation that took it back", .zh = "被復原於" },
	{ 0 }
};

const struct crm_type crm_operation_type = {
	.name = "operation", .plural = "operations", .zh = "操作", .table = "operation",
	.letter = 'X', .size = sizeof(struct crm_operation), .fields = fields,
	.columns = "id,when,actor,program,what,undoes,undone_by",
};

void
crm_operation_clear(struct crm_operation *operation)
{
	crm_clear(&crm_operation_type, operation);
}

/* --- the operation under way ---------------------------------------------------------------- */

enum { NOUNS_MAX = 16 };

/* The ids that an operation makes of one noun run without a gap: it holds the write lock. */
struct range { const char *noun; int64_t first, last; };

struct operation {
	char        *what;
	int64_t      id;       /* 0 until something is written */
	int64_t      undoes;
	bool         failed;   /* some inner pair ended in failure */
	bool         settled;  /* its ranges are written already, and may have grown since */
	size_t       n;
	struct range ranges[NOUNS_MAX];
};

int
operation_open(crm *db, const char *what)
{
	db->last_operation = 0;
	if (!(db->operation = calloc(1, sizeof *db->operation)) ||
	    (what && !(db->operation->what = strdup(what)))) {
		operation_free(db);
		return db_no_memory(db);
	}
	return 0;
}

void
operation_free(crm *db)
{
	if (db->operation)
		free(db->operation->what);
	free(db->operation);
	free(db->tried);
	db->operation = db->tried = NULL;
}

bool
operation_failed(crm *db, bool failed)
{
	return db->operation->failed |= failed;
}

int64_t
operation_id(crm *db)
{
	struct operation *op = db->operation;
	struct crm_int id;
	int error;

	if (!op || !db->depth)
		return db_fail(db, CRM_BUG, "a write outside crm_begin() and crm_end()");
	if (op->id)
		return op->id;
	error = db_number(db, &id, SQL("INSERT INTO operation (at, actor, program, what)"
	                               " VALUES (?1, ?2, ?3, ?4) RETURNING id"),
	                  V((int64_t)time(NULL)), V(db->actor),
	                  V(db->program ? db->program : "libcrm"), V(op->what));
	return error ? error : (op->id = db->last_operation = id.value);
}

void
operation_undoes(crm *db, int64_t id)
{
	db->operation->undoes = id;
}

static struct range *
range_of(struct operation *op, const char *noun)
{
	for (size_t i = 0; i < op->n; i++)
		if (!strcmp(op->ranges[i].noun, noun))
			return &op->ranges[i];
	return NULL;
}

int64_t
operation_next_id(crm *db, const struct crm_type *type)
{
	struct range *range = range_of(db->operation, type->name);

	return range ? range->last + 1 : 0;
}

static int
extend(crm *db, const char *noun, int64_t id)
{
	struct operation *op = db->operation;
	struct range *range = range_of(op, noun);

	if (range) {
		range->first = id < range->first ? id : range->first;
		range->last = id > range->last ? id : range->last;
		return 0;
	}
	if (op->n == NOUNS_MAX)
		return db_fail(db, CRM_BUG, "an operation on more than %d nouns", NOUNS_MAX);
	op->ranges[op->n++] = (struct range){ noun, id, id };
	return 0;
}

int
operation_added(crm *db, const struct crm_type *type, int64_t id)
{
	return extend(db, type->name, id);
}

/* RETURNING makes a table of its own each time: only the first image of an operation asks. */
int
operation_changed(crm *db, const struct crm_type *type, int64_t id, bool gone, const char *before)
{
	int64_t op = operation_id(db);
	struct range *images = op < 0 ? NULL : range_of(db->operation, "history");
	struct crm_int made = { 0 };
	int error;

	if (op < 0)
		return (int)op;
	if (images) {
		made.value = images->last + 1;
		error = db_run(db, SQL("INSERT INTO history (id, op, noun, record, gone, before)"
		                       " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
		               V(made.value), V(op), V(type->name), V(id), V(gone), V(before));
	} else {
		error = db_number(db, &made, SQL("INSERT INTO history (op, noun, record, gone, before)"
		                                 " VALUES (?1, ?2, ?3, ?4, ?5) RETURNING id"),
		                  V(op), V(type->name), V(id), V(gone), V(before));
	}
	return error ? error : extend(db, "history", made.value);
}

int
operation_finish(crm *db)
{
	struct operation *op = db->operation;
	int error = 0;

	if (op->settled)
		error = db_run(db, SQL("DELETE FROM operation_range WHERE op = ?1"), V(op->id));
	for (size_t i = 0; i < op->n && !error; i++)
		error = db_run(db, SQL("INSERT INTO operation_range (op, noun, first, last)"
		                       " VALUES (?1, ?2, ?3, ?4)"),
		               V(op->id), V(op->ranges[i].noun), V(op->ranges[i].first),
		               V(op->ranges[i].last));
	if (!error && op->undoes)
		error = db_run(db, SQL("UPDATE operation SET undoes = ?2 WHERE id = ?1"),
		               V(op->id), V(op->undoes));
	op->settled = true;
	return error;
}

int
operation_keep(crm *db)
{
	if (!db->tried && !(db->tried = malloc(sizeof *db->tried)))
		return db_no_memory(db);
	*db->tried = *db->operation;
	return 0;
}

void
operation_restore(crm *db)
{
	*db->operation = *db->tried;
	db->last_operation = db->operation->id;
}

int64_t
crm_last_operation(const crm *db)
{
	return db->last_operation;
}

bool
crm_has_changed(const crm *db)
{
	return db->changed;
}
