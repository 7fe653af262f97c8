/*
 * sop_diff.h - what would change for whom, if another procedure were in force.
 *
 *	error = crm_sop_diff(db, sop, show, NULL);
 *
 * Nothing is written.  The agenda of each customer is computed in memory by both procedures.
 * What was a contact is taken as it is stored: what new rules for channels and outcomes
 * would make of past interactions shows only when they are loaded.
 */
#ifndef CRM_SOP_DIFF_H
#define CRM_SOP_DIFF_H

#include "sop.h"

struct crm_sop_difference {
	int64_t customer;
	char   *customer_name;
	char   *what;             /* class, state, tier, segment; due */
	char   *before, *after;   /* NULL: none */
	char   *purpose;          /* due: of what */
	char   *rule;             /* due: which asks for it after, or else asked before */
};

extern const struct crm_type crm_sop_difference_type;

/*
 * Visit each struct crm_sop_difference, customer by customer in order of ids; texts live until
 * visit returns.  What it returns, other than 0, ends the walk and is returned.  Axes are those of
 * today; of each purpose it is the day on which the first follow-up is due.
 */
int crm_sop_diff(crm *db, const struct crm_sop *sop,
                 int (*visit)(void *aux, const void *difference), void *aux);

#endif
