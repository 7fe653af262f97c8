/*
 * import_load.c - what makes a big load fast.
 *
 * An index that is kept up row by row costs three times one that is made of all the rows
 * at the end.  So once a table that was empty has many rows, its indexes are put off;
 * those of its constraints stay.  The agenda's rows come last, and their indexes after
 * them.  All of it happens inside the operation: nobody else sees it, an undone or
 * killed load leaves the indexes as they were.
 */
#include <stdlib.h>
#include <string.h>

#include "db_engine.h"
#include "follow_up.h"
#include "import_rows.h"
#include "order.h"
#include "record_sql.h"

enum { MANY = 10000 };   /* records from which it pays to put indexes off */

/* A power cut may take a load that was done just before: it can be run again. */
void
import_hurry(struct crm_import *import)
{
	import->hurried = !engine_hurry(import->db->engine, true);
}

void
import_rest(struct crm_import *import)
{
	if (import->hurried)
		engine_hurry(import->db->engine, false);
	free(import->indexes);
}

static int
put_off(crm *db, const char *table, char **sql)
{
	int error = engine_put_off_indexes(db->engine, table, sql);

	return error ? db_fail(db, error, "%s", engine_message(db->engine)) : 0;
}

static int
build(crm *db, char **sql)
{
	int error = *sql ? engine_exec(db->engine, *sql) : 0;

	free(*sql);
	*sql = NULL;
	return error ? db_fail(db, error, "%s", engine_message(db->engine)) : 0;
}

int
import_put_off(struct crm_import *import)
{
	if (!import->alone || import->counts.added != MANY || import->indexes)
		return 0;
	return put_off(import->db, import->type->table, &import->indexes);
}

int
import_build(struct crm_import *import)
{
	return build(import->db, &import->indexes);
}

/* Is what the agenda will write a good part of what it has? */
static int
agenda_is_many(struct crm_import *import, bool *many)
{
	struct crm_int last;
	int error = record_last(import->db, &crm_follow_up_type, &last);
	int64_t written = import->counts.added + import->counts.changed;

	*many = written >= MANY && written >= last.value / 4;
	return error;
}

int
import_settle(struct crm_import *import)
{
	char *indexes = NULL;
	bool many = false;
	int error = agenda_is_many(import, &many);

	if (error || !many)
		return error;
	error = put_off(import->db, crm_follow_up_type.table, &indexes);
	if (!error)
		error = crm_settle(import->db);
	if (!error)
		error = build(import->db, &indexes);
	free(indexes);
	return error;
}
