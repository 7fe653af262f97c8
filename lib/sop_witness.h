/*
 * sop_witness.h - look for a made-up customer for whom some conditions hold (internal).
 *
 *	struct witness *w = witness_open(check);
 *	switch (witness_find(w, relevant, both_hold, &pair, text, sizeof text)) ...
 *	witness_close(w);
 *
 * The conditions of a procedure compare facts with values.  On both sides of each such value
 * something is tried: for a field of the customer's own the values themselves, another one and
 * none; for orders, contacts and responses histories of up to three moments with so many
 * events, of so much, at days around each date and each end of a window.  Of all histories that
 * the comparisons cannot tell apart one is kept; what is left is combined.
 */
#ifndef SOP_WITNESS_H
#define SOP_WITNESS_H

#include "sop_check_rules.h"

struct witness;

enum witness_answer {
	WITNESS_FOUND,
	WITNESS_NONE,     /* all combinations were tried */
	WITNESS_UNSURE    /* there are too many, or a condition looks at what is not made up */
};

/* For the conditions of that check, which it borrows; NULL: out of memory. */
struct witness *witness_open(const struct sop_check *check);
void            witness_close(struct witness *w);   /* NULL is fine */

/* Is this customer, on that day, what is looked for? */
typedef bool witness_wanted(const void *aux, const struct crm_facts *facts, int64_t day);

/*
 * Look for one that is.  relevant says of each condition of the check whether the answer
 * depends on it; conditions of axes that those look at are added.  text: the customer
 * that was found, in words.
 */
enum witness_answer witness_find(struct witness *w, const bool *relevant, witness_wanted *wanted,
                                 const void *aux, char *text, size_t size);

#endif
