/*
 * sop_flaws.c - which sections of a procedure have faults of their own.
 *
 *	if (!sop_flaws_at(&flaws, staff->line)) ...       (what it lacks is not just misspelled)
 */
#include <limits.h>
#include <string.h>

#include "sop_flaws.h"

bool
sop_told(const struct crm_sop_faults *faults, const char *file, int line, int end)
{
	for (size_t i = 0; i < faults->n; i++)
		if (faults->fault[i].line >= line && faults->fault[i].line < end &&
		    !strcmp(faults->fault[i].file, file))
			return true;
	return false;
}

bool
sop_flaws_find(struct sop_flaws *out, struct sop_memory *memory, const struct ini *ini,
               const struct crm_sop_faults *faults, const char *file)
{
	out->ini = *ini;
	if (!(out->section = sop_take(memory, ini->n + 1, sizeof *out->section)))
		return false;
	for (size_t i = 0; i < ini->n; i++)
		if (ini->entry[i].section)
			out->section[out->sections++] = (struct sop_flaw){
				ini->entry[i].line, ini->entry[i].name, false
			};
	for (size_t i = 0; faults->n && i < out->sections; i++)
		out->section[i].faulty = sop_told(faults, file, out->section[i].line,
		                                  i + 1 < out->sections ? out->section[i + 1].line
		                                                        : INT_MAX);
	return true;
}

bool
sop_flaws_at(const struct sop_flaws *flaws, int line)
{
	size_t i = 0;

	while (i < flaws->sections && flaws->section[i].line <= line)
		i++;
	return i && flaws->section[i - 1].faulty;
}

bool
sop_flaws_of(const struct sop_flaws *flaws, const char *kind)
{
	for (size_t i = 0; i < flaws->sections; i++)
		if (flaws->section[i].faulty && !strcmp(flaws->section[i].kind, kind))
			return true;
	return false;
}
