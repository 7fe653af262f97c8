/*
 * credibility.c - how much to believe of somebody's own figures: Buehlmann-Straub.
 */
#include "credibility.h"

struct totals {
	double risks, exposure, exposures_squared, sum;
	double squares, freedom;    /* within risks */
};

static struct totals
add_up(const struct crm_experience *each, size_t n)
{
	struct totals all = { 0 };

	for (size_t i = 0; i < n; i++) {
		const struct crm_experience *e = &each[i];

		if (!(e->exposure > 0))
			continue;
		all.risks++;
		all.exposure += e->exposure;
		all.exposures_squared += e->exposure * e->exposure;
		all.sum += e->exposure * e->mean;
		all.squares += e->squares;
		all.freedom += (double)e->observations - 1;
	}
	return all;
}

/* The estimate of the variance between, by what the means scatter more than v explains. */
static void
find_between(const struct crm_experience *each, size_t n, const struct totals *all,
             struct crm_credibility *out)
{
	double scatter = 0, between;

	for (size_t i = 0; i < n; i++) {
		double off = each[i].mean - out->mean;

		if (each[i].exposure > 0)
			scatter += each[i].exposure * off * off;
	}
	between = (scatter - (all->risks - 1) * out->within) /
	          (all->exposure - all->exposures_squared / all->exposure);
	if (all->risks < 2 || !(between > 0))
		return;
	out->between = between;
	out->k = out->within / between;
}

void
crm_credibility_estimate(const struct crm_experience *each, size_t n,
                         struct crm_credibility *out)
{
	struct totals all = add_up(each, n);

	*out = (struct crm_credibility){ 0 };
	if (all.risks == 0)
		return;
	out->mean = all.sum / all.exposure;
	if (all.freedom == 0)
		return;
	out->within = all.squares / all.freedom;
	find_between(each, n, &all, out);
}

void
crm_credibility_estimate_counts(const struct crm_experience *each, size_t n,
                                struct crm_credibility *out)
{
	struct totals all = add_up(each, n);

	*out = (struct crm_credibility){ 0 };
	if (all.risks == 0)
		return;
	out->mean = out->within = all.sum / all.exposure;
	find_between(each, n, &all, out);
}

double
crm_credibility_factor(const struct crm_credibility *credibility, double exposure)
{
	return credibility->between > 0 && exposure > 0 ? exposure / (exposure + credibility->k) : 0;
}
