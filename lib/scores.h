/*
 * scores.h - answers to the recommendation question, counted and measured by group.
 *
 *	struct crm_scores *scores;
 *	struct crm_nps_measure m;
 *	crm_scores_open(&scores, "tier,quarter", &why);
 *	if (crm_scores_load(scores, db, &(struct crm_scores_wanted){ .latest = true }))
 *		... crm_message(db) ...
 *	for (size_t i = 0; crm_scores_measure(scores, i, &m); i++)
 *		... crm_writer_put(writer, &m) ...
 *	crm_scores_close(scores);
 *
 * Measures and their intervals are those of metrics/nps.h.
 */
#ifndef CRM_SCORES_H
#define CRM_SCORES_H

#include "crm.h"
#include "metrics/nps.h"
#include "plain_log.h"
#include "query.h"
#include "record.h"

struct crm_scores;

/*
 * Groups by the values of up to four keys, commas between: a column of the response or of
 * its customer (tier, city, about, referrer.owner ...), or a period: day week month
 * quarter year.  NULL: one group, `all'.  CRM_INVALID, CRM_NO_MEMORY.
 */
int  crm_scores_open(struct crm_scores **out, const char *by, struct crm_fault *why);
void crm_scores_close(struct crm_scores *scores);   /* NULL is fine */

/* The key that is no period: of a file the column of its groups.  NULL if there is none. */
const char *crm_scores_column(const struct crm_scores *scores);

/* Which answers count. */
struct crm_scores_wanted {
	struct crm_int          from, to;     /* instants, from <= t < to */
	bool                    latest;       /* of each customer only the last answer */
	const struct crm_query *query;        /* database: of responses; NULL: all */
	const int64_t          *customers;    /* database: only theirs; NULL: all */
	size_t                  n;
};

/*
 * Count the database's responses to the metric nps up to now, or the rows of a file with
 * crm_score_roles.  What has no score was asked and not answered.  Rows of the file
 * that make no sense are refused: then CRM_INVALID.
 */
int crm_scores_load(struct crm_scores *scores, crm *db, const struct crm_scores_wanted *wanted);
int crm_scores_read(struct crm_scores *scores, struct crm_plain_log *plain,
                    const struct crm_scores_wanted *wanted, struct crm_fault *why);

/* A group, or the difference of two.  Rates are 0 to 1. */
struct crm_nps_measure {
	char           *group;
	struct crm_int  n;                       /* answers */
	struct crm_real value, lo, hi;           /* points */
	struct crm_int  promoters, passives, detractors;
	struct crm_real promoter_share, promoter_lo, promoter_hi;
	struct crm_real passive_share, passive_lo, passive_hi;
	struct crm_real detractor_share, detractor_lo, detractor_hi;
	struct crm_int  invited;                 /* absent where nobody is known not to have answered */
	struct crm_real response_rate, response_lo, response_hi;
};

extern const struct crm_type crm_nps_measure_type;

/*
 * The i-th group: words in the order of their list, times and numbers rising, texts by
 * code point, what is absent (`none') last.  The text is borrowed from scores: do not
 * clear it.  False: there is none.
 */
bool crm_scores_measure(const struct crm_scores *scores, size_t i, struct crm_nps_measure *out);

/*
 * Two groups, named with a comma between, and the first less the second.  The texts are
 * borrowed.  CRM_NOT_FOUND: there is no such group; CRM_INVALID: one of them has no
 * answers.
 */
int crm_scores_compare(struct crm_scores *scores, const char *two, struct crm_nps_measure out[3],
                       struct crm_fault *why);

#endif
