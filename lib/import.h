/*
 * import.h - the rows of somebody's file become records, once.
 *
 *	struct crm_import *import;
 *	crm_import_open(&import, db, crm_noun(db, "order"), table, told, n, &options);
 *	crm_begin(db, "customer,when,amount");
 *	while (crm_table_next(table, &row, &why) > 0)
 *		error = crm_import_row(import, row.line, row.values, row.n, &order);
 *	error = crm_import_finish(import);
 *	crm_end(db, error);
 *	crm_import_close(import);
 *
 * A row is recognised as a record that is there already, which it then changes, by
 * the first of these that it has:
 *
 *	id         of this noun, as an export writes it.  Where the database had no record
 *	           of the noun, new ones keep the ids that they bring
 *	ref        the record's number elsewhere
 *	customers  the e-mail address; the telephone number together with the name; the name
 *	           alone, if neither of the two has ref, e-mail or telephone
 *	orders     customer, moment, amount and currency
 *	interactions   customer, moment, direction, channel, subject and note
 *	responses  customer, moment, metric and subject
 *	persons    customer and name
 *	facts      customer, kind and text; the date is then when it was heard last
 *	notes      rule, moment and text (struct crm_sop_note)
 *	follow-ups plans by customer, purpose, anchor, day and goal; rules' rows, which are
 *	           planned=no, by customer, purpose and anchor
 *
 * Without id and ref a record is recognised once: the second of two like rows is the
 * second of two like records, or a new one.  So a file that comes again adds nothing,
 * and people who share an address stay two; but rows with both the same
 * address and the same name are one customer.
 *
 * An empty cell leaves what is there as it is.
 *
 * Follow-ups of an export come after the records that they count from.  Where there are
 * none but the agenda's own they keep their ids.  The agenda's rows are not doubled: one
 * takes the id that the export has for it, and only a date, owner, channel, goal or
 * content that differs is written, as somebody's decision.
 *
 * Where a customer is wanted the text is taken for a ref, else for whatever names a
 * customer (noun.h); in a file with our own ids, for an id.
 */
#ifndef CRM_IMPORT_H
#define CRM_IMPORT_H

#include "mapping.h"
#include "record.h"
#include "table.h"

struct crm_import;

struct crm_import_options {
	const char *date_format;        /* of all dates, see date.h; NULL: learnt from the rows */
	bool        create_customers;   /* whom records name and nobody knows */
	bool        in_batches;         /* several operations: others may write between them */
};

struct crm_import_counts {
	int64_t added, changed, same;   /* records of the noun */
	int64_t customers;              /* made because records named them */
};

/*
 * Map the columns of a table, of which the first rows are read and put back.  told is
 * "field=column" each (mapping.h).  CRM_INVALID or CRM_AMBIGUOUS, with crm_message(), if
 * the columns do not make sense; *out is NULL then.
 */
int  crm_import_open(struct crm_import **out, crm *db, const struct crm_type *type,
                     struct crm_table *table, const char *const *told, size_t told_n,
                     const struct crm_import_options *options);
void crm_import_close(struct crm_import *import);   /* NULL is fine */

/*
 * Write a row, inside an operation; record ends as what is stored and is the caller's
 * to clear.  Values beyond n are absent.  Errors as crm_put(), naming the field.
 */
int crm_import_row(struct crm_import *import, size_t line, const char *const *values, size_t n,
                   void *record);

/* What is left to do before the operation ends; the message names the line. */
int crm_import_finish(struct crm_import *import);

const struct crm_import_counts *crm_import_counts(const struct crm_import *import);

/* What became of the headings; values for a preview are those of the first rows. */
struct crm_import_column {
	char *field;     /* NULL: left out */
	char *column;    /* heading */
	char *example;   /* NULL: every row that was looked at has nothing there */
};

extern const struct crm_type crm_import_column_type;

/* Column by column, from 0; false at the end.  The texts are the import's. */
bool crm_import_column(const struct crm_import *import, size_t i, struct crm_import_column *out);

/* Is it no wonder that a column is left out: by the user, or since we compute it ourselves? */
bool crm_import_expected(const struct crm_import *import, const char *heading);

#endif
