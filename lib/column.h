/*
 * column.h - what a name such as `customer.referrer.spend_12m' stands for (internal).
 *
 * Used by queries for the left side of a comparison and by selections for what to
 * show and sort by.
 */
#ifndef COLUMN_H
#define COLUMN_H

#include "fact_def.h"

enum { COLUMN_HOPS = 4, COLUMN_NAME = 128 };

/* A field or a fact of the record at the end of some references. */
struct column {
	size_t                  hops;
	const struct crm_field *hop[COLUMN_HOPS];   /* the references, first from the row itself */
	const struct crm_type  *type;               /* of the record that they lead to */
	const struct crm_field *field;              /* NULL: a fact */
	struct fact_use         fact;               /* .fact is NULL: a field */
	bool                    stored;             /* as the row itself has it */
	struct crm_field        shown;              /* what was named: kind, words, help, heading */
};

/*
 * Read a path.  What the noun has not but its customer has is the customer's.  A
 * field that is an alias (`=customer.name') leads where the alias does.  CRM_INVALID
 * with why->at at the part that is wrong.  *out borrows from the types;
 * out->shown.name is path itself.
 */
int column_resolve(struct column *out, const struct crm_type *type, const char *path,
                   struct crm_fault *why);

/* The column beside it that holds its currency; false if it is in the base currency. */
bool column_currency(const struct column *money, struct column *out);

/* The field of a type that lies at an offset; NULL if none does. */
const struct crm_field *column_field_at(const struct crm_type *type, size_t offset);

/* The first field of a type that refers to the noun with that letter; NULL if none does. */
const struct crm_field *column_reference(const struct crm_type *type, char letter);

/* The field of a type that refers to a customer; NULL if none does. */
const struct crm_field *column_customer(const struct crm_type *type);

bool column_is_customer(const struct crm_type *type);

#endif
