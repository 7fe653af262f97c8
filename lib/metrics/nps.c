/*
 * nps.c - the Net Promoter Score of 0-10 answers, with its interval.
 */
#include <math.h>

#include "nps.h"

/* Halving an interval of length 2 this often leaves less than one rounding. */
enum { HALVINGS = 60 };

int
crm_nps_count(struct crm_nps_counts *counts, int64_t score, struct crm_fault *why)
{
	if (score < 0 || score > 10)
		return crm_fault(why, 0, "a score is a whole number from 0 to 10, not %lld",
		                 (long long)score);
	if (score >= 9)
		counts->promoters++;
	else if (score >= 7)
		counts->passives++;
	else
		counts->detractors++;
	return 0;
}

/*
 * The score statistic, squared, of the hypothesis that the NPS is delta (-1..1).
 * Under it the likeliest share of detractors q solves 2n q^2 + B q + C = 0.
 */
static double
score_statistic(double promoters, double detractors, double n, double delta)
{
	double b        = (2 * n - promoters + detractors) * delta - promoters - detractors;
	double c        = -detractors * delta * (1 - delta);
	double q        = (sqrt(fmax(b * b - 8 * n * c, 0)) - b) / (4 * n);
	double variance = n * (2 * q + delta * (1 - delta));
	double distance = promoters - detractors - n * delta;

	if (distance == 0)
		return 0;
	return variance > 0 ? distance * distance / variance : INFINITY;
}

/* The last delta between the estimate and the edge that is not rejected. */
static double
score_limit(const struct crm_nps_counts *k, double n, double estimate, double edge)
{
	double inside = estimate, outside = edge;

	for (int i = 0; i < HALVINGS; i++) {
		double middle = (inside + outside) / 2;

		if (score_statistic((double)k->promoters, (double)k->detractors, n, middle) <=
		    CRM_Z95 * CRM_Z95)
			inside = middle;
		else
			outside = middle;
	}
	return inside;
}

int
crm_nps_measure(const struct crm_nps_counts *k, struct crm_nps *out, struct crm_fault *why)
{
	uint64_t total = k->promoters + k->passives + k->detractors;
	double   n = (double)total, p, d;

	if (total == 0)
		return crm_fault(why, 0, "there are no answers to score");
	p      = (double)k->promoters / n;
	d      = (double)k->detractors / n;
	out->n = total;
	crm_rate(k->promoters, total, &out->promoters, why);
	crm_rate(k->passives, total, &out->passives, why);
	crm_rate(k->detractors, total, &out->detractors, why);
	out->variance    = 1e4 * (p + d - (p - d) * (p - d)) / n;
	out->score.value = 100 * (p - d);
	out->score.lo    = 100 * score_limit(k, n, p - d, -1);
	out->score.hi    = 100 * score_limit(k, n, p - d, 1);
	return 0;
}

struct crm_interval
crm_nps_difference(const struct crm_nps *a, const struct crm_nps *b)
{
	return crm_difference(a->score, b->score);
}

int
crm_nps_response_rate(uint64_t answers, uint64_t invitations, struct crm_interval *out,
                      struct crm_fault *why)
{
	if (invitations == 0)
		return crm_fault(why, 0, "nobody was invited to answer");
	if (answers > invitations)
		return crm_fault(why, 0, "there are more answers (%llu) than invitations (%llu)",
		                 (unsigned long long)answers, (unsigned long long)invitations);
	return crm_rate(answers, invitations, out, why);
}
