/*
 * once.h - a customer who is due for several things is contacted once for all of them.
 *
 * Of the follow-ups in one operation of crm-log or crm-done, those of one customer of which the
 * contact would say the same are done by one contact.
 *
 *	uint64_t key = once_key(db, contact);
 *	int64_t  written = once_written(db, key);
 *	...
 *	once_remember(key, written ? written : contact->id);
 */
#ifndef ONCE_H
#define ONCE_H

#include "cli.h"
#include "interaction.h"

/*
 * The same for contacts with one customer that differ in nothing but the follow-up that they
 * answer; 0 if it answers none, or is one that is there already.
 */
uint64_t once_key(crm *db, const struct crm_interaction *contact);

/* The contact with that key which this operation has recorded; 0: none. */
int64_t once_written(crm *db, uint64_t key);

/* A follow-up with that key was answered by the contact. */
void once_remember(uint64_t key, int64_t interaction);

/* At the end: say how many follow-ups made how many contacts, where that is not the same. */
void once_tell(const struct cli *cli, int status);

#endif
