/*
 * pareto_dropout.h - when a customer of Pareto/NBD may have left (internal).
 *
 * The integral of the likelihood that pareto.h has, and the integrals that its derivatives
 * take, from the same nodes.
 */
#ifndef CRM_METRICS_PARETO_DROPOUT_H
#define CRM_METRICS_PARETO_DROPOUT_H

/* What buying and leaving looked like at t_x, in units of time. */
struct pareto_history {
	double shape;                      /* r + x */
	double s;
	double buying, leaving;            /* alpha + t_x, beta + t_x */
	double per_buying, per_leaving;    /* 1 / these */
};

/*
 * The integral over u = 0..gap after t_x of the chance to have left then, relative
 * to its integrand at t_x; and the integrals of functions of u times that chance.
 */
struct pareto_dropout {
	double gap;
	double whole;
	double buying_log, leaving_log;      /* log(1 + u / (alpha+t_x)), ... */
	double per_buying, per_leaving;      /* 1 / (alpha+t_x+u), ... */
};

struct pareto_history pareto_begin(double shape, double s, double buying, double leaving);

/* Integrate on to a longer gap: nothing is ever subtracted. */
void pareto_integrate(const struct pareto_history *h, double gap, struct pareto_dropout *sum);

/*
 * -log P(alive): log(1 + odds of having left before).  The gaps are the logarithms of
 * (alpha+T)/(alpha+t_x) and (beta+T)/(beta+t_x); *share is the odds' share in the whole.
 */
double pareto_weigh(const struct pareto_history *h, const struct pareto_dropout *sum,
                    double buying_gap, double leaving_gap, double *share);

#endif
