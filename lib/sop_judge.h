/*
 * sop_judge.h - mark what is a contact by the rules now in force, and see what follows (internal).
 *
 *	struct judged judged = { 0 };
 *	error = sop_judge(db, sop, 0, &judged);
 *	... for the customers up to `last', and later for those behind them ...
 *	error = sop_judged_follow(db, sop, &judged, last);
 *	agenda_update(db);
 *	sop_judged_clear(&judged);
 */
#ifndef SOP_JUDGE_H
#define SOP_JUDGE_H

#include "sop.h"

/* What follows for a customer's follow-ups. */
struct judgement {
	int64_t customer;
	int64_t follow_up;     /* done by `first', which is no contact now; 0: */
	int64_t first, last;   /* ids between which those of ours are that have become contacts */
	bool    named;         /* `first' alone: it names the follow-up that it is about */
};

struct judged {
	size_t            n, size, next;
	struct judgement *list;   /* by customer */
};

/*
 * Inside an operation: every interaction that is stored as something else than it is by sop.
 * What follows of those that have become contacts is left alone unless they were written after
 * the operation `since': an undo has put back what the others had answered.
 */
int sop_judge(crm *db, const struct crm_sop *sop, int64_t since, struct judged *out);

/*
 * Of customers up to that id, who come in ascending order: reopen what those had done that
 * are no contacts any longer (a later contact may have done it), and let those that have become
 * contacts answer what they answer.  Touches these customers.
 */
int sop_judged_follow(crm *db, const struct crm_sop *sop, struct judged *judged, int64_t last);

void sop_judged_clear(struct judged *judged);

#endif
