/*
 * ranking.c - how well scores tell who from whom.
 */
#include <math.h>
#include <stdlib.h>

#include "ranking.h"

/* Halving an interval of length 1 this often leaves less than one rounding. */
enum { HALVINGS = 60 };

/* --- ranks ------------------------------------------------------------------------------ */

struct place {
	double   score;
	uint32_t row;
	bool     happened;
};

static int
by_score(const void *a, const void *b)
{
	const struct place *first = a, *second = b;

	return (first->score > second->score) - (first->score < second->score);
}

/* The cases in order of their scores, to be freed; counts those to which it happened. */
static int
sort_cases(const double *score, const bool *happened, size_t n, struct place **out, size_t *yes,
           struct crm_fault *why)
{
	struct place *places = calloc(n + 1, sizeof *places);

	*out = places;
	*yes = 0;
	if (!places)
		return CRM_NO_MEMORY;
	for (size_t i = 0; i < n; i++) {
		if (!isfinite(score[i]))
			return crm_fault(why, 0, "a score is no number: they cannot be ranked");
		places[i] = (struct place){ score[i], (uint32_t)i, happened[i] };
		*yes += happened[i];
	}
	if (*yes == 0)
		return crm_fault(why, 0, "it happened to nobody: there is nothing to be told apart");
	if (*yes == n)
		return crm_fault(why, 0, "it happened to all: there is nothing to be told apart");
	qsort(places, n, sizeof *places, by_score);
	return 0;
}

/* Where those end who score like the case at i; *yes of them it happened to. */
static size_t
end_of_equals(const struct place *places, size_t n, size_t i, size_t *yes)
{
	size_t end = i;

	for (*yes = 0; end < n && places[end].score <= places[i].score; end++)
		*yes += places[end].happened;
	return end;
}

/*
 * Of each case the share of the other kind that it is told apart from: of those to whom it
 * did not happen the share below, of the others the share above; half of the equal ones.
 * DeLong's components V10 and V01; the mean of either kind is the AUC.
 */
static double
placements(const struct place *places, size_t n, size_t yes, double *placement)
{
	double no = (double)(n - yes), below_yes = 0, below_no = 0, sum = 0;
	size_t equal_yes;

	for (size_t i = 0, end; i < n; i = end) {
		double equal_no;

		end = end_of_equals(places, n, i, &equal_yes);
		equal_no = (double)(end - i - equal_yes);
		for (size_t k = i; k < end && placement; k++)
			placement[places[k].row] = places[k].happened
				? (below_no + equal_no / 2) / no
				: ((double)yes - below_yes - (double)equal_yes / 2) / (double)yes;
		sum += (double)equal_yes * (below_no + equal_no / 2);
		below_yes += (double)equal_yes;
		below_no += equal_no;
	}
	return sum / no / (double)yes;
}

/* --- AUC -------------------------------------------------------------------------------- */

/* The variance of the AUC of `yes' and `no' cases if it is theta, by Hanley and McNeil. */
static double
auc_variance(double theta, double yes, double no)
{
	/* As if there were as many of either kind: so their formula is symmetric. */
	double pairs = (yes + no) / 2 - 1;
	double spread = pairs * (1 - theta) / (2 - theta) + pairs * theta / (1 + theta);

	return theta * (1 - theta) * (1 + spread) / (yes * no);
}

/* The last theta between the estimate and the edge that is not rejected. */
static double
auc_limit(double estimate, double yes, double no, double edge)
{
	double inside = estimate, outside = edge;

	for (int i = 0; i < HALVINGS; i++) {
		double middle = (inside + outside) / 2, distance = middle - estimate;

		if (distance * distance <= CRM_Z95 * CRM_Z95 * auc_variance(middle, yes, no))
			inside = middle;
		else
			outside = middle;
	}
	return inside;
}

int
crm_ranking_auc(const double *score, const bool *happened, size_t n, struct crm_interval *out,
                struct crm_fault *why)
{
	struct place *places;
	size_t yes;
	int error = sort_cases(score, happened, n, &places, &yes, why);

	if (!error) {
		double auc = placements(places, n, yes, NULL);

		out->value = auc;
		out->lo = auc_limit(auc, (double)yes, (double)(n - yes), 0);
		out->hi = auc_limit(auc, (double)yes, (double)(n - yes), 1);
	}
	free(places);
	return error;
}

/* The variance of a mean over the cases of one kind. */
static double
mean_variance(const double *difference, const bool *happened, size_t n, bool kind, size_t count)
{
	double sum = 0, squares = 0, mean;

	for (size_t i = 0; i < n; i++)
		if (happened[i] == kind)
			sum += difference[i];
	mean = sum / (double)count;
	for (size_t i = 0; i < n; i++)
		if (happened[i] == kind)
			squares += (difference[i] - mean) * (difference[i] - mean);
	return squares / (double)(count - 1) / (double)count;
}

/* The AUC of a score and its placements. */
static int
place_cases(const double *score, const bool *happened, size_t n, double *placement, double *auc,
            size_t *yes, struct crm_fault *why)
{
	struct place *places;
	int error = sort_cases(score, happened, n, &places, yes, why);

	if (!error)
		*auc = placements(places, n, *yes, placement);
	free(places);
	return error;
}

int
crm_ranking_auc_difference(const double *a, const double *b, const bool *happened, size_t n,
                           struct crm_interval *out, struct crm_fault *why)
{
	double *of_a = calloc(n + 1, sizeof *of_a), *of_b = calloc(n + 1, sizeof *of_b);
	double auc_a = 0, auc_b = 0, half;
	size_t yes = 0;
	int error = of_a && of_b ? place_cases(a, happened, n, of_a, &auc_a, &yes, why)
	                         : CRM_NO_MEMORY;

	if (!error)
		error = place_cases(b, happened, n, of_b, &auc_b, &yes, why);
	if (!error && (yes < 2 || n - yes < 2))
		error = crm_fault(why, 0, "one case alone does not tell how they vary");
	if (!error) {
		for (size_t i = 0; i < n; i++)
			of_a[i] -= of_b[i];
		half = CRM_Z95 * sqrt(mean_variance(of_a, happened, n, true, yes) +
		                      mean_variance(of_a, happened, n, false, n - yes));
		*out = (struct crm_interval){ auc_a - auc_b, auc_a - auc_b - half,
		                              auc_a - auc_b + half };
	}
	free(of_a);
	free(of_b);
	return error;
}

/* --- the chosen --------------------------------------------------------------------------- */

static int
falling(const void *a, const void *b)
{
	double first = *(const double *)a, second = *(const double *)b;

	return (first < second) - (first > second);
}

double
crm_ranking_threshold(const double *score, size_t n, size_t wanted)
{
	double *sorted = n ? calloc(n, sizeof *sorted) : NULL, best;
	size_t from, to;

	if (!sorted)
		return NAN;
	for (size_t i = 0; i < n; i++)
		sorted[i] = score[i];
	qsort(sorted, n, sizeof *sorted, falling);
	if (wanted == 0)
		wanted = 1;
	if (wanted > n)
		wanted = n;
	/* The equals of the last one wanted: with them, or without? */
	for (from = wanted - 1; from > 0 && sorted[from - 1] <= sorted[wanted - 1]; from--)
		;
	for (to = wanted; to < n && sorted[to] >= sorted[wanted - 1]; to++)
		;
	best = from > 0 && wanted - from < to - wanted ? sorted[from - 1] : sorted[wanted - 1];
	free(sorted);
	return best;
}

/* One limit of log(precision / base) lies so far off: by theirs, which move together. */
static double
apart(double precision, double base, double correlation)
{
	return sqrt(fmax(precision * precision + base * base - 2 * correlation * precision * base, 0));
}

static struct crm_interval
lift_of(const struct crm_ranking *r)
{
	struct crm_interval p = r->precision, b = r->base;
	double n = (double)r->n, m = (double)r->chosen, lift = p.value / b.value, correlation;

	if (r->chosen == r->n || r->happened == r->n)
		return (struct crm_interval){ 1, 1, 1 };
	if (r->right == 0)
		return (struct crm_interval){ 0, 0, p.hi / b.lo };
	/* The chosen are among all: cov (p, b) is m / n var (p). */
	correlation = sqrt(m * p.value * (1 - p.value) / (n * b.value * (1 - b.value)));
	correlation = fmin(correlation, 1);
	return (struct crm_interval){
		.value = lift,
		.lo = lift * exp(-apart(log(p.value / p.lo), log(b.hi / b.value), correlation)),
		.hi = lift * exp(apart(log(p.hi / p.value), log(b.value / b.lo), correlation)),
	};
}

int
crm_ranking_choose(const double *score, const bool *happened, size_t n, double threshold,
                   struct crm_ranking *out, struct crm_fault *why)
{
	int error;

	*out = (struct crm_ranking){ .n = n };
	for (size_t i = 0; i < n; i++) {
		out->happened += happened[i];
		out->chosen += score[i] >= threshold;
		out->right += happened[i] && score[i] >= threshold;
	}
	if (out->chosen == 0)
		return crm_fault(why, 0, "nobody scores so high");
	if (out->happened == 0)
		return crm_fault(why, 0, "it happened to nobody");
	error = crm_rate(out->happened, n, &out->base, why);
	if (!error)
		error = crm_rate(out->right, out->chosen, &out->precision, why);
	if (!error)
		error = crm_rate(out->right, out->happened, &out->recall, why);
	if (!error)
		out->lift = lift_of(out);
	return error;
}
