/*
 * import_rows.h - what import.c and import_match.c share (internal).
 */
#ifndef IMPORT_ROWS_H
#define IMPORT_ROWS_H

#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "import.h"
#include "keys.h"

struct crm_follow_up;
struct crm_interaction;

enum { PARTS_MAX = 64 };

/* A field and the column that it comes from. */
struct part {
	const struct crm_field *field;
	int                     column;
	struct crm_date_format  dates;
};

/* A customer who was made for a record, and the earliest record seen of theirs. */
struct made { int64_t id, since, earliest; };

/* Somebody who is named before they appear. */
struct forward { int64_t record; size_t line; char *text; };

struct crm_import {
	crm                      *db;
	const struct crm_type    *type;
	struct crm_import_options options;
	struct crm_role          *roles;
	struct crm_mapping        mapping;
	struct crm_import_column *columns;      /* for the preview */
	size_t                    columns_n;
	struct part               parts[PARTS_MAX];
	size_t                    parts_n;
	int                       id_column, name_column;   /* of the record, of its customer */
	struct crm_import_counts  counts;

	bool                      started;
	bool                      empty;        /* there was no record of the noun: ids are kept */
	bool                      alone;        /* and nobody else can add one meanwhile */
	int64_t                   last;         /* the greatest id there was */
	struct keys               claimed;      /* ids that rows have been recognised as */
	struct keys               known;        /* when alone: keys of customers, to their ids */
	bool                      by_address;   /* their addresses are among the keys */
	struct keys               nameless;     /* customers known by nothing but their name */
	bool                      nameless_read;

	struct keys               named;        /* texts in customer columns, to ids */
	struct keys               made_at;      /* ids of customers that were made, to places + 1 */
	struct made              *made;
	size_t                    made_n, made_room;
	struct forward           *forward;
	size_t                    forward_n, forward_room;
	const char               *stranger;     /* in the row at hand: a customer to be made */
	const char               *referrer;     /* in the row at hand: a referrer not there yet, or
	                                           whom a person reports to */
	bool                      over;         /* the row at hand replaces what is there */
	char                     *file;         /* its name, for messages */
	char                     *indexes;      /* put off until the end: what makes them */
	bool                      hurried;
};

/* The value of a column, "" if it is blank or there is none. */
static inline const char *
import_cell(const char *const *values, size_t n, int column)
{
	const char *value = column >= 0 && (size_t)column < n ? values[column] : "";

	return value[strspn(value, " \t\r\n")] ? value : "";
}

/* Is it an id of this noun?  Those of notes are not found in other texts (crm_id_parse). */
static inline bool
import_own_id(const struct crm_type *type, const char *text, int64_t *id)
{
	char *end;

	if (*text != type->letter || text[1] < '1' || text[1] > '9')
		return false;
	*id = strtoll(text + 1, &end, 10);
	return !*end && *id < INT64_MAX;
}

static inline bool
import_is_date(const struct crm_field *f)
{
	return f->kind == CRM_DAY || f->kind == CRM_TIME;
}

/* --- whom a row names (import_customer.c) -------------------------------------------------- */

/* Read a customer column; who is not there is left in import->stranger or ->referrer. */
int import_read_customer(struct crm_import *import, const struct crm_field *field, const char *text,
                         void *record);

/* Make the row's stranger, known from when the record took place. */
int import_make_customer(struct crm_import *import, const char *const *values, size_t n,
                         void *record);

/* The row is refused: whoever was made for it may be gone with it. */
void import_forget_customer(struct crm_import *import);

/* The row is written: was it before what its customer was made for? */
void import_look_back(struct crm_import *import, const void *record);

/* Its referrer is looked for at the end. */
int import_put_forward(struct crm_import *import, size_t line, const void *record);

int import_settle_customers(struct crm_import *import);

/* The moment of a record; NULL if its noun has none. */
const struct crm_int *import_when(const struct crm_type *type, const void *record);

/* --- which record it is (import_match.c) --------------------------------------------------- */

/* Which record is the row that was read into `record'?  *id 0: none that is there. */
int import_match(struct crm_import *import, const void *record, int64_t *id);

/* The record is written: recognise it from now on. */
int import_matched(struct crm_import *import, const void *record);

/* --- around it ----------------------------------------------------------------------------- */

/*
 * A big load (import_load.c): the engine is told before it begins, indexes are put off
 * once there are many rows, and made again with what depends on them at the end.
 */
void import_hurry(struct crm_import *import);
int  import_put_off(struct crm_import *import);   /* at each row; does it when it is worth it */
int  import_build(struct crm_import *import);
int  import_settle(struct crm_import *import);
void import_rest(struct crm_import *import);

/* --- follow-ups (import_follow_up.c) ------------------------------------------------------- */

/* A contact of an export names a follow-up: let there be one, be it a stand-in. */
int import_answer(struct crm_import *import, const struct crm_interaction *interaction);

/* A follow-up of which nothing is known but that a contact names it; nothing if it is there. */
int import_stand_in(crm *db, const struct crm_interaction *interaction);

/* Is there no follow-up but the agenda's and stand-ins?  Then those of an export keep their ids. */
int import_follow_ups_fresh(crm *db, bool *fresh);

/*
 * Into such a database comes a row of an export: bring the row that it is under its id, or
 * let the id be free.  *there: it is taken, by that row, or by a stand-in for it, over
 * which (import->over) the record is written.
 */
int import_make_way(struct crm_import *import, int64_t id, const struct crm_follow_up *follow_up,
                    bool *there);
int import_write_over(struct crm_import *import, void *record, bool *changed);

/* Take out of a row what is its customer's or the agenda's to say. */
int import_tidy(struct crm_import *import, void *record, bool there);

/* Whatever had to move and did not come is the agenda's to make again. */
int import_settle_follow_ups(struct crm_import *import);

#endif
