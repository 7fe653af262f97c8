/*
 * sop_check.h - do the rules of a procedure make sense together?
 *
 *	error = crm_sop_check(db, &file, &sop, &faults);
 *
 * What crm_sop_parse() tells of lines, and of the whole
 *	- words that nobody explains: managers, deputies and owners who are no staff, classes
 *	  and segments without a section; staff without mail where [late] wants mail;
 *	- limits that leave no time: no day of the week is open and not quiet;
 *	- circles: a class that looks at itself, be it through others;
 *	- classes of an axis without order that can both hold;
 *	- rules that can never win: nobody is of a class because those before it take all, or a
 *	  cadence never comes because one with a shorter interval always holds where it does;
 *	- cadences that are shorter than the cap lets through.
 *
 * The last three are searched for with made-up customers (sop_witness.h); a fault names the
 * customer that shows it.  What could not be decided is a note, and so is who is away while no
 * deputy is there.  Nothing is said where a
 * condition looks at what such customers have not: free words, people, needs, other records.
 *
 * All faults are found at once.  What is wrong only because a line is, is not told: of a
 * section with a fault of its own nothing is said that follows from it, nor of conditions
 * that look at an axis to which it belongs.
 */
#ifndef CRM_SOP_CHECK_H
#define CRM_SOP_CHECK_H

#include "sop_file.h"

/* CRM_INVALID if there are faults, and *out is NULL then; CRM_NO_MEMORY.  Free *out. */
int crm_sop_check(crm *db, const struct crm_sop_file *file, struct crm_sop **out,
                  struct crm_sop_faults *faults);

#endif
