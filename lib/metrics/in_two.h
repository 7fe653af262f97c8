/*
 * in_two.h - two shares of a work on two processors (internal).
 *
 *	in_two(add_patterns, &first, &second, count > WORTH_A_THREAD);
 *	sum = first.sum + second.sum;
 *
 * What comes out is the same on one processor, where nothing is worth a thread, and where
 * no thread can be had: a work is always cut into the same two shares.
 */
#ifndef CRM_METRICS_IN_TWO_H
#define CRM_METRICS_IN_TWO_H

#include <stdbool.h>

/* Returns NULL, as threads have it. */
typedef void *in_two_work(void *share);

/* Neither share may write what the other reads or writes. */
void in_two(in_two_work *work, void *first, void *second, bool worth_a_thread);

#endif
