/*
 * optimise.h - the minimum of a smooth function of a few variables.
 *
 *	struct crm_minimum minimum;
 *	if (crm_minimise(negative_log_likelihood, &data, 4, start, &minimum) == CRM_CONVERGED)
 *		use(minimum.at, minimum.inverse_hessian);
 *
 * L-BFGS with a line search for the strong Wolfe conditions, then Newton steps
 * to the last digits (J. Nocedal & S. J. Wright, Numerical Optimization, 2nd
 * edition 2006, algorithms 7.4, 7.5, 3.5 and 3.6).  Made for mean negative
 * log-likelihoods of the logarithms of positive parameters, where values,
 * steps and curvatures are of the order of 1.
 */
#ifndef CRM_METRICS_OPTIMISE_H
#define CRM_METRICS_OPTIMISE_H

#include <stddef.h>
#include <stdint.h>

#include "../fault.h"

enum { CRM_PARAMETERS_MAX = 4 };

/*
 * The value of the function at x[0..n-1], its n partial derivatives in gradient.
 * Where it has no finite value it may return inf or NaN: the search turns back.
 */
typedef double crm_function(const double *x, double *gradient, void *data);

enum crm_ending {
	CRM_CONVERGED,   /* a minimum, and curved in every direction */
	CRM_RAN_AWAY,    /* a variable is more than CRM_FAR from its start */
	CRM_FLAT,        /* no curvature in some direction: not all can be told */
	CRM_STALLED      /* no finite start, no progress or too many steps */
};

/* As a factor of a parameter whose logarithm is the variable: 10^7. */
#define CRM_FAR 16.0

struct crm_minimum {
	size_t n;
	double at[CRM_PARAMETERS_MAX];
	double value;
	double gradient;          /* the largest partial derivative that is left */
	size_t farthest;          /* the variable that went farthest from its start */
	int    evaluations;       /* of the function, those for the Hessian included */

	/* Of central differences of the gradient; only of a CRM_CONVERGED minimum. */
	double inverse_hessian[CRM_PARAMETERS_MAX][CRM_PARAMETERS_MAX];
};

/* 1 <= n <= CRM_PARAMETERS_MAX.  All but inverse_hessian is set on every ending. */
enum crm_ending crm_minimise(crm_function *function, void *data, size_t n, const double *start,
                             struct crm_minimum *out);

/*
 * The same from the CRM_CONVERGED minimum of a function that is much like this one, as
 * that of a sample is: few steps are left.
 */
enum crm_ending crm_minimise_near(crm_function *function, void *data, size_t n,
                                  const struct crm_minimum *like, struct crm_minimum *out);

/*
 * A model fitted by maximum likelihood.  Positive parameters, estimated through
 * their logarithms.
 */
struct crm_fit {
	size_t             parameters;
	const char *const *names;                       /* static; e.g. "r", "alpha" */
	double             parameter[CRM_PARAMETERS_MAX];
	double             error[CRM_PARAMETERS_MAX];   /* standard errors, from the Hessian */
	double             log_likelihood;
	uint64_t           n;                           /* observations: customers */
	int                evaluations;

	/* Of the estimated logarithms of the parameters. */
	double             covariance[CRM_PARAMETERS_MAX][CRM_PARAMETERS_MAX];
};

/*
 * Fill in what the minimum of a mean negative log-likelihood of n observations
 * says; names, parameters and n are the caller's.
 */
void crm_fit_from_minimum(struct crm_fit *fit, const struct crm_minimum *minimum);

#endif
