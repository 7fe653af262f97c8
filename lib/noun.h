/*
 * noun.h - the nouns of a database, and how a text names one of their records.
 *
 *	const struct crm_type *type = crm_noun(db, "customer");
 *	void *record = ...;
 *	crm_assign(db, type, crm_field(type, "referrer"), record, "mei@example.com");
 *
 * A noun's type from here includes the fields that the users of this database
 * have declared, and the channels that the procedure in force names (another comes in
 * force: they are others, in the same type); the crm_customer_type of customer.h has what
 * is built in only.
 */
#ifndef CRM_NOUN_H
#define CRM_NOUN_H

#include "record.h"

/* All nouns, NULL at the end; the handle owns them.  NULL is out of memory. */
const struct crm_type *const *crm_nouns(crm *db);

/* By name (`customer', `customers') or letter; NULL if there is none. */
const struct crm_type *crm_noun(crm *db, const char *name);
const struct crm_type *crm_noun_of(crm *db, char letter);

/*
 * Read text into a field, ids included: where a customer is wanted C12, ref:SAP-17,
 * an e-mail address, a phone number or the id of a record that belongs to one
 * serve.  CRM_INVALID, CRM_NOT_FOUND, or CRM_AMBIGUOUS naming both; the message
 * does not repeat the field's name.
 */
int crm_assign(crm *db, const struct crm_type *type, const struct crm_field *field, void *record,
               const char *text);

/* The customer that a text names; addresses are its own or those of its people (person.h). */
int crm_customer_named(crm *db, const char *text, int64_t *id);

/* Any record by its id: `O9'.  *type says which noun it is; CRM_NOT_FOUND if absent. */
int crm_record_named(crm *db, const char *text, const struct crm_type **type, int64_t *id);

/* Fetch, add or change a record of any noun; see the noun's own header for rules. */
int crm_get(crm *db, const struct crm_type *type, int64_t id, void *record);
int crm_put(crm *db, const struct crm_type *type, void *record, bool *changed);

/* Declare a field of the users' own.  CRM_EXISTS if the noun has one of that name. */
int crm_declare(crm *db, const char *noun, const char *name, const char *kind,
                const char *words, const char *help);

#endif
