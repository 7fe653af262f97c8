/*
 * channels.h - the channels that a procedure names besides the built-in ones (internal).
 *
 *	const char **words = channels_of(text);          (all phone email ... other booth)
 *	channels_set(fields, words);
 *	free(words);
 */
#ifndef CHANNELS_H
#define CHANNELS_H

#include <stdbool.h>

#include "sop.h"

/*
 * The words of fields with CRM_CHANNELS where this text of a procedure is in force:
 * crm_refusal_words, then the name of each section [channel NAME] that is none of them.
 * Behind their NULL the words that rows may have: the same, and then the names of sections
 * [former NAME], which channels_sections() writes.  One block to be freed; NULL: no memory.
 */
const char **channels_of(const char *text);

/* What stands behind the first NULL. */
const char *const *channels_known(const char *const *words);

/*
 * No more of a procedure than channels_of() looks at: a line for each channel that is not
 * built in, and one for each that is in the text of `before' alone, which may be procedures
 * one behind the other, and what this has returned for them.  To be freed; NULL: no memory.
 */
char *channels_sections(const char *text, const char *before);

/* The channels of a procedure, and the built-in ones alone where it has none of its own. */
const char *const *channels_in(const struct crm_sop *sop);

/* Of two results of channels_of(): are both their parts the same? */
bool channels_same(const char *const *a, const char *const *b);

/* Give one to the fields that have channels, up to a NULL name; it is to outlive them. */
void channels_set(struct crm_field *fields, const char *const *words);

#endif
