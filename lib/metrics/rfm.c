/*
 * rfm.c - recency, frequency and monetary value as scores, and the segments they make.
 */
#include <stdlib.h>

#include "rfm.h"

/* Of recency less is better, so all here is about its negative. */
static int64_t
worth(enum crm_rfm_measure measure, int64_t value)
{
	return measure == CRM_RECENCY ? -value : value;
}

static int
rising(const void *a, const void *b)
{
	int64_t first = *(const int64_t *)a, second = *(const int64_t *)b;

	return (first > second) - (first < second);
}

static int
check_scores(const struct crm_rfm *rfm, struct crm_fault *why)
{
	return rfm->scores >= CRM_RFM_FEWEST && rfm->scores <= CRM_RFM_MOST ? 0
	     : crm_fault(why, 0, "there are %d to %d scores", CRM_RFM_FEWEST, CRM_RFM_MOST);
}

/* The values' worth in rising order, to be freed. */
static int64_t *
sorted(enum crm_rfm_measure measure, const int64_t *values, size_t n)
{
	int64_t *copy = calloc(n + 1, sizeof *copy);

	for (size_t i = 0; copy && i < n; i++)
		copy[i] = worth(measure, values[i]);
	if (copy)
		qsort(copy, n, sizeof *copy, rising);
	return copy;
}

int
crm_rfm_quantiles(struct crm_rfm *rfm, enum crm_rfm_measure measure, const int64_t *values,
                  size_t n, struct crm_fault *why)
{
	int64_t *cut = rfm->cut[measure], *worths;
	uint64_t scores = (uint64_t)rfm->scores, reached = 1;
	int error = check_scores(rfm, why);

	if (error)
		return error;
	worths = sorted(measure, values, n);
	if (!worths)
		return CRM_NO_MEMORY;
	for (size_t i = 0, equal; i < n; i += equal) {
		uint64_t score;

		for (equal = 1; i + equal < n && worths[i + equal] == worths[i]; equal++)
			;
		score = 1 + scores * (2 * i + equal) / (2 * n);
		for (; reached < score; reached++)
			cut[reached - 1] = worths[i];
	}
	for (; reached < scores; reached++)
		cut[reached - 1] = INT64_MAX;
	free(worths);
	return 0;
}

int
crm_rfm_fix(struct crm_rfm *rfm, enum crm_rfm_measure measure, const int64_t *cuts, size_t n,
            struct crm_fault *why)
{
	int64_t *cut = rfm->cut[measure];
	int error = check_scores(rfm, why);

	if (error)
		return error;
	if (n + 1 != (size_t)rfm->scores)
		return crm_fault(why, 0, "%d scores have %d limits between them, not %zu", rfm->scores,
		                 rfm->scores - 1, n);
	for (size_t i = 0; i < n; i++)
		cut[i] = worth(measure, cuts[i]);
	qsort(cut, n, sizeof *cut, rising);
	for (size_t i = 1; i < n; i++)
		if (cut[i] == cut[i - 1])
			return crm_fault(why, 0, "two limits are the same");
	return 0;
}

int
crm_rfm_score(const struct crm_rfm *rfm, enum crm_rfm_measure measure, int64_t value)
{
	int score = 1;

	while (score < rfm->scores && worth(measure, value) >= rfm->cut[measure][score - 1])
		score++;
	return score;
}

enum crm_segment
crm_rfm_segment(const struct crm_rfm *rfm, const int score[CRM_RFM_MEASURES], bool once)
{
	/* In fifths of a score, so that whole numbers do for any number of scores. */
	int recency = 5 * score[CRM_RECENCY], top = rfm->scores;
	int worth_of_both = 5 * (score[CRM_FREQUENCY] + score[CRM_MONETARY]);

	if (once && recency > 3 * top)
		return CRM_NEW;
	if (recency > 2 * top)
		return worth_of_both >= 8 * top ? CRM_HIGH_VALUE : CRM_POTENTIAL;
	return worth_of_both >= 6 * top ? CRM_AT_RISK : CRM_LOST;
}
