/*
 * sop_witness.h - look for a made-up customer for whom some conditions hold (internal).
 *
 *	struct witness *w = witness_open(check);
 *	want[3] = WITNESS_HOLDS; want[1] = WITNESS_FAILS;
 *	switch (witness_find(w, want, text, sizeof text)) ...
 *	witness_close(w);
 *
 * The conditions of a procedure compare facts with values.  A field of the customer's own, and
 * a score, is tried on both sides of each value that it is compared with, at it, and absent:
 * these are all the ways in which it can be.  Orders and contacts are made up as histories of
 * up to six moments with so many events, of so much, at days around each date and each end of
 * a window, so that what is in each window comes to around what it is compared with.  Of all
 * items that the comparisons cannot tell apart one is kept.
 *
 * Then one kind after the other is settled, and after each it is asked what the conditions
 * come to whatever the others are; where that is not what is looked for, they are not tried.
 */
#ifndef SOP_WITNESS_H
#define SOP_WITNESS_H

#include "sop_check_rules.h"

struct witness;

enum witness_want { WITNESS_ANY, WITNESS_HOLDS, WITNESS_FAILS };

enum witness_answer {
	WITNESS_FOUND,
	WITNESS_NONE,     /* there is none */
	WITNESS_UNSURE,   /* a condition looks at what is not made up */
	WITNESS_MANY      /* there are more ways than can be tried: see below */
};

/*
 * How often a condition is asked in one search, and in all of them; histories that are made
 * count as well.  When all is spent a search may still take a few.
 */
enum { WITNESS_ASK = 1000000, WITNESS_ASK_ALL = 10000000, WITNESS_ASK_STILL = 1000 };

/* For the conditions of that check, which it borrows; NULL: out of memory. */
struct witness *witness_open(const struct sop_check *check);
void            witness_close(struct witness *w);   /* NULL is fine */

/*
 * Look for one for whom each condition of the check is as wanted, none of them blurred.
 * text: the customer that was found, in words.
 */
enum witness_answer witness_find(struct witness *w, const unsigned char *want, char *text,
                                 size_t size);

#endif
