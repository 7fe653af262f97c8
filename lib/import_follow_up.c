/*
 * import_follow_up.c - the follow-ups that the contacts of an export answer.
 *
 * An export's contact names the follow-up that it answered: F7.  In a new database
 * the agenda gives F7 to a row of its own, or to none.  The agenda's rows are derived and
 * get another id where they stand in the way; a row that says no more than that
 * there was such a follow-up keeps F7 for the contact.
 */
#include <stdlib.h>
#include <string.h>

#include "agenda_rows.h"
#include "customer.h"
#include "follow_up.h"
#include "import_rows.h"
#include "interaction.h"
#include "noun_types.h"

/* Let go of a row that the agenda made: it makes another. */
static int
give_way(crm *db, int64_t id, int64_t customer)
{
	int error = db_run(db, SQL("DELETE FROM follow_up WHERE id = ?1 AND op IS NULL"), V(id));

	return error ? error : agenda_touch(db, customer);
}

static int
keep_place(crm *db, int64_t id, const struct crm_interaction *i)
{
	struct crm_follow_up f = {
		.id = id, .customer = i->customer, .planned = CRM_SET(1),
		.due = CRM_SET(crm_instant_day(db->context.clock.zone, i->when.value)),
		.status = strdup("superseded"), .reason = strdup("before the import"),
	};

	int error = f.status && f.reason ? noun_add_as(db, &crm_follow_up_type, &f)
	                                 : db_no_memory(db);

	crm_follow_up_clear(&f);
	return error;
}

int
import_follow_up(struct crm_import *import, const struct crm_interaction *i)
{
	crm *db = import->db;
	struct db_cursor *row = db_walk(db, SQL("SELECT customer_id, op FROM follow_up WHERE id = ?1"),
	                                V(i->follow_up));
	bool there = db_step(row), derived = there && db_column_null(row, 1);
	int64_t customer = there ? db_column_int(row, 0) : 0;
	int error = db_done(row);

	if (error || customer == i->customer || (there && !derived))
		return error;
	if (there)
		error = give_way(db, i->follow_up, customer);
	return error ? error : keep_place(db, i->follow_up, i);
}
