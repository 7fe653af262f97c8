/*
 * pareto_dropout.c - when a customer of Pareto/NBD may have left.
 */
#include <math.h>

#include "model.h"
#include "pareto_dropout.h"

static const double NEAR = 0.125;    /* of the time in which the integrand changes */

struct pareto_history
pareto_begin(double shape, double s, double buying, double leaving)
{
	return (struct pareto_history){ shape, s, buying, leaving, 1 / buying, 1 / leaving };
}

static void
add_node(const struct pareto_history *h, double u, double weight, struct pareto_dropout *sum)
{
	double buying_log  = log((h->buying + u) * h->per_buying);
	double leaving_log = log((h->leaving + u) * h->per_leaving);

	weight *= exp(-h->shape * buying_log - (h->s + 1) * leaving_log);
	sum->whole += weight;
	sum->buying_log += weight * buying_log;
	sum->leaving_log += weight * leaving_log;
	sum->per_buying += weight / (h->buying + u);
	sum->per_leaving += weight / (h->leaving + u);
}

/* So near that the integrand hardly changes: 4-point Gauss-Legendre, table 25.4. */
static void
add_near(const struct pareto_history *h, double length, struct pareto_dropout *sum)
{
	static const double node[]   = { 0.339981043584856265, 0.861136311594052575 };
	static const double weight[] = { 0.652145154862546143, 0.347854845137453857 };
	double              half     = length / 2;

	for (int k = 0; k < 2; k++) {
		add_node(h, sum->gap + half * (1 - node[k]), half * weight[k], sum);
		add_node(h, sum->gap + half * (1 + node[k]), half * weight[k], sum);
	}
}

void
pareto_integrate(const struct pareto_history *h, double gap, struct pareto_dropout *sum)
{
	struct model_quadrature quadrature;
	double decay = fmax(1, h->shape) / (h->buying + sum->gap) +
	               (h->s + 1) / (h->leaving + sum->gap);

	if ((gap - sum->gap) * decay <= NEAR) {
		add_near(h, gap - sum->gap, sum);
	} else {
		model_place_nodes(&quadrature, 1 / decay, gap - sum->gap, 0);
		for (size_t i = 0; i < quadrature.panels; i++)
			for (int k = 0; k < MODEL_NODES; k++)
				add_node(h, sum->gap + quadrature.panel[i].ahead[k],
				         quadrature.panel[i].weight[k], sum);
	}
	sum->gap = gap;
}

double
pareto_weigh(const struct pareto_history *h, const struct pareto_dropout *sum, double buying_gap,
             double leaving_gap, double *share)
{
	return log_one_plus_exp(log(h->s / h->leaving * sum->whole) + h->shape * buying_gap +
	                        h->s * leaving_gap, share);
}
