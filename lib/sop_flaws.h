/*
 * sop_flaws.h - which sections of a procedure have faults of their own (internal).
 *
 * Of such a section it is not known what it means, nor what follows from it: what is told
 * of the whole leaves it out.
 */
#ifndef SOP_FLAWS_H
#define SOP_FLAWS_H

#include "sop_ini.h"

struct sop_flaws {
	size_t   sections;
	struct sop_flaw { int line; const char *kind; bool faulty; } *section;   /* in order */
	struct ini ini;    /* the lines, as long as the procedure lives */
	unsigned axes;     /* whose order in [order] is not known, bits of enum crm_axis */
};

/* Is there a fault at that line, or, behind that, before line `end'? */
bool sop_told(const struct crm_sop_faults *faults, const char *file, int line, int end);

/* Find the sections, and which of them have faults; false: out of memory. */
bool sop_flaws_find(struct sop_flaws *out, struct sop_memory *memory, const struct ini *ini,
                    const struct crm_sop_faults *faults, const char *file);

/* Is the section of this line one of those?  Is any section of that kind? */
bool sop_flaws_at(const struct sop_flaws *flaws, int line);
bool sop_flaws_of(const struct sop_flaws *flaws, const char *kind);

#endif
