/*
 * nearest.h - which of many names was meant by a wrong one (internal).
 *
 *	struct nearest near = { .wrong = "onwer" };
 *	for (size_t i = 0; names[i]; i++)
 *		nearest_offer(&near, names[i], names[i]);
 *	nearest_format(&near, out, sizeof out);      ("owner, order or phone")
 */
#ifndef CRM_NEAREST_H
#define CRM_NEAREST_H

#include <stddef.h>

enum { NEAREST_MAX = 3 };

struct nearest {
	const char *wrong;                /* what was given */
	size_t      n;
	const char *name[NEAREST_MAX];    /* the best so far, best first, earlier offers before later */
	size_t      far[NEAREST_MAX];
};

/*
 * Consider a name by one of its spellings (an alias, or the name itself), both to
 * outlive *near.  The distance is that of Damerau and Levenshtein in its form of
 * optimal string alignment, over bytes; a spelling that contains the wrong name, or
 * is contained in it, is at distance 1.
 */
void nearest_offer(struct nearest *near, const char *name, const char *spelling);

/*
 * "owner, order or phone": the best, and up to two more unless they are far off;
 * empty only if nothing was offered.  Returns out.
 */
char *nearest_format(const struct nearest *near, char *out, size_t size);

/*
 * What stands there instead of a wrong word where only these words may, NULL at the end:
 * "perhaps phone", or, where none is near, "one of phone, email, visit" (as far as that goes).
 * Returns out.
 */
char *nearest_word(const char *wrong, const char *const *words, char *out, size_t size);

#endif
