/*
 * lifetime_why.h - why a customer's lifetime value is what it is, and what would move it.
 *
 *	error = crm_lifetime_why(&lifetimes->each[group], i, put, aux);
 *
 * The rows are enough to work the number out by hand: what is known of the customer, the
 * parameters, and each step with what it is made of.  After them comes what the same model
 * would say if the customer bought today, stayed away for so long, or spent more.
 */
#ifndef CRM_LIFETIME_WHY_H
#define CRM_LIFETIME_WHY_H

#include "lifetime_value.h"

/* The texts are borrowed for the call of put: there is nothing to clear. */
struct crm_lifetime_reason {
	char           *about;     /* fact, parameter, step, if */
	char           *name;
	struct crm_real value;     /* if: of the lifetime value */
	struct crm_real change;    /* if: against what it is, relative: 0.1 is 10 % more */
	char           *how;       /* in words */
};

extern const struct crm_type crm_lifetime_reason_type;

/*
 * Call put with each struct crm_lifetime_reason about the i-th customer until it returns an
 * error; returns that.
 */
int crm_lifetime_why(const struct crm_lifetime *lifetime, size_t i,
                     int (*put)(void *aux, const void *row), void *aux);

#endif
