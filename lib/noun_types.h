/*
 * noun_types.h - what the library itself must know of each noun (internal, not installed).
 */
#ifndef CRM_NOUN_TYPES_H
#define CRM_NOUN_TYPES_H

#include "db.h"
#include "noun.h"

struct crm_item;

/*
 * How a noun is written.  `complete' fills in defaults and what the library
 * keeps, and refuses what makes no sense; before is what is stored, NULL for a new record.
 * `search' makes only that again, after an image of before it was kept has been put back.
 * `follow' does what the write entails: touches the agenda, closes follow-ups; it sets
 * *changed where it changed more.
 */
struct noun_rules {
	const struct crm_type *type;
	int (*complete)(crm *db, void *record, const void *before);
	int (*follow)(crm *db, void *record, const void *before, bool *changed);
	int (*load)(crm *db, void *record);   /* what is stored elsewhere; may be NULL */
	int (*search)(crm *db, void *record); /* what it is found by, where it once was not kept */
};

extern const struct noun_rules customer_rules, interaction_rules, order_rules;
extern const struct noun_rules item_rules, response_rules, follow_up_rules, tag_rules;
extern const struct noun_rules score_rules, person_rules, customer_fact_rules;
extern const struct noun_rules sop_rules, sop_note_rules;

const struct noun_rules *noun_rules(const struct crm_type *type);

/*
 * The one way to write a record: complete, store, follow; inside an operation of its
 * own if none is open.
 */
int noun_add(crm *db, const struct crm_type *type, void *record);
int noun_set(crm *db, const struct crm_type *type, void *record, bool *changed);

/* Add a record under the id that it brings, which must be free: an export comes back. */
int noun_add_as(crm *db, const struct crm_type *type, void *record);

/* The customer whose agenda a record of this type bears on; 0 if none. */
int64_t noun_customer(const struct crm_type *type, const void *record);

/* Replace *slot by a copy of text if it is absent. */
int noun_default(crm *db, char **slot, const char *text);

/* Replace *search by n texts, folded, a line each: so that no phrase spans two of them. */
int noun_search(crm *db, char **search, const char *const *texts, size_t n);

/* The same for people and facts of a database of before they were searched. */
int noun_search_all(crm *db);

/* CRM_EXISTS, with the record that has the reference number already in the message. */
int noun_taken(crm *db, const struct crm_type *type, const void *record);

/* An interaction, order or response dated after now is odd, but taken. */
void noun_warn_ahead(crm *db, const struct crm_int *when);

void nouns_free(crm *db);

/* Another procedure may be in force: its channels are to be read anew. */
void nouns_stale(crm *db);

/* Make the words of a list a customer's tags, these and no others; NULL is none. */
int tags_write(crm *db, int64_t customer, const char *list, bool *changed);

/* The items of an order as text; NULL if it has none. */
int order_items_text(crm *db, int64_t order, char **text);

#endif
