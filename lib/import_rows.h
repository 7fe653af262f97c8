/*
 * import_rows.h - what import.c and import_match.c share (internal).
 */
#ifndef IMPORT_ROWS_H
#define IMPORT_ROWS_H

#include "date.h"
#include "import.h"
#include "keys.h"

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
	int                       id_column, name_column;   /* of the record, of a customer to be made */
	struct crm_import_counts  counts;

	bool                      started;
	bool                      empty;        /* there was no record of the noun: ids are kept */
	bool                      alone;        /* and nobody else can add one meanwhile */
	int64_t                   last;         /* the greatest id there was */
	struct keys               claimed;      /* ids that rows have been recognised as */
	struct keys               known;        /* when alone: keys of customers, to their ids */
	struct keys               nameless;     /* customers known by nothing but their name */
	bool                      nameless_read;

	struct keys               named;        /* texts in customer columns, to ids */
	struct keys               made_at;      /* ids of customers that were made, to places + 1 */
	struct made              *made;
	size_t                    made_n, made_room;
	struct forward           *forward;
	size_t                    forward_n, forward_room;
	const char               *stranger;     /* in the row at hand: a customer to be made */
	const char               *referrer;     /* in the row at hand: a referrer not there yet */
	char                     *file;         /* its name, for messages */
	char                     *indexes;      /* put off until the end: what makes them */
	bool                      hurried;
};

/* Which record is the row that was read into `record'?  *id 0: none that is there. */
int import_match(struct crm_import *import, const void *record, int64_t *id);

/* The record is written: recognise it from now on. */
int import_matched(struct crm_import *import, const void *record);

/*
 * A big load (import_load.c): the engine is told before it begins, indexes are put off
 * once there are many rows, and made again with what depends on them at the end.
 */
void import_hurry(struct crm_import *import);
int  import_put_off(struct crm_import *import);   /* at each row; does it when it is worth it */
int  import_build(struct crm_import *import);
int  import_settle(struct crm_import *import);
void import_rest(struct crm_import *import);

/* A contact of an export names a follow-up: let it be there. */
int import_follow_up(struct crm_import *import, const struct crm_interaction *interaction);

#endif
