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
 * One block to be freed; NULL: no memory.
 */
const char **channels_of(const char *text);

/*
 * No more of the text than channels_of() looks at: a line for each of its sections.  To be
 * freed; NULL: no memory.
 */
char *channels_sections(const char *text);

/* The channels of a procedure, and the built-in ones alone where it has none of its own. */
const char *const *channels_in(const struct crm_sop *sop);

bool channels_same(const char *const *a, const char *const *b);

/* Give them to the fields that have channels, up to a NULL name; words are to outlive them. */
void channels_set(struct crm_field *fields, const char *const *words);

#endif
