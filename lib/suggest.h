/*
 * suggest.h - what may stand behind field=, for completion in shells.
 *
 *	crm_suggest(db, crm_noun(db, "customer"), "owner", visit, aux);     (me amy bob lin)
 *
 * Words of the field's table; yes and no; of an owner the staff of the procedure in force
 * and those who own customers; tags; classes and rules of that procedure.  Of other
 * fields nothing.
 */
#ifndef CRM_SUGGEST_H
#define CRM_SUGGEST_H

#include "record.h"

/* Of these, which is borrowed, help says a little more; "" is nothing. */
typedef void crm_suggestion(void *aux, const char *word, const char *help);

/* A path as in crm_select(): owner, customer.tier.  CRM_INVALID if it is no column. */
int crm_suggest(crm *db, const struct crm_type *type, const char *path, crm_suggestion *visit,
                void *aux);

/* The tags that are on some customer, by their folds, a thousand at most. */
int crm_suggest_tags(crm *db, crm_suggestion *visit, void *aux);

/* The rules of the procedure in force, with their goals. */
int crm_suggest_rules(crm *db, crm_suggestion *visit, void *aux);

#endif
