/*
 * credibility.h - how much to believe of somebody's own figures: Buehlmann-Straub.
 *
 *	struct crm_credibility c;
 *	crm_credibility_estimate(each, n, &c);
 *	z = crm_credibility_factor(&c, each[i].exposure);
 *	estimate = z * each[i].mean + (1 - z) * c.mean;
 *
 * H. Buehlmann & E. Straub 1970, "Glaubwuerdigkeit fuer Schadensaetze", Mitteilungen der
 * Vereinigung schweizerischer Versicherungsmathematiker 70, 111-133; S. A. Klugman,
 * H. H. Panjer & G. E. Willmot 2012, Loss Models, 4th edition, 18.6 and chapter 19.  Risks
 * (here: customers) have means of their own, of variance a between them.  An observation
 * scatters about its risk's mean with the variance v / exposure.  Of all estimates linear in
 * what was seen the best is Z times the own mean plus 1 - Z times that of all, with
 * Z = m / (m + k), m the risk's exposure, and k = v / a.
 */
#ifndef CRM_METRICS_CREDIBILITY_H
#define CRM_METRICS_CREDIBILITY_H

#include <stddef.h>
#include <stdint.h>

/* What was seen of one risk. */
struct crm_experience {
	double   exposure;      /* m: of all its observations; 0: nothing was seen */
	double   mean;          /* of them, weighted by exposure */
	double   squares;       /* the sum of exposure x (observation - mean)^2 */
	uint64_t observations;
};

struct crm_credibility {
	double mean;       /* of all risks, weighted by exposure */
	double within;     /* v, of an observation of exposure 1 */
	double between;    /* a; 0 where its estimate is not above 0: then Z is 0 */
	double k;          /* v / a, the exposure at which both count the same; 0 if a is 0 */
};

/*
 * The unbiased estimates (Loss Models 19.2).  It takes a risk with two observations to know
 * v, and two risks to know a; what is not known is 0.
 */
void crm_credibility_estimate(const struct crm_experience *each, size_t n,
                              struct crm_credibility *out);

/*
 * The same of counts in time, one observation each, taken to be Poisson: the variance within
 * is then the mean (Loss Models 19.3).  mean is the count / exposure; squares are not read.
 */
void crm_credibility_estimate_counts(const struct crm_experience *each, size_t n,
                                     struct crm_credibility *out);

/* Z, from 0 to 1. */
double crm_credibility_factor(const struct crm_credibility *credibility, double exposure);

#endif
