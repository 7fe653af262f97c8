/*
 * segments.h - customers scored by recency, frequency and monetary value, in segments.
 *
 *	struct crm_segments segments = { .rfm = { .scores = 5 }, .end = today };
 *	if (crm_segments_fix(&segments, "recency=30,90,180,365", "TWD", &why) ||
 *	    crm_segments_score(&segments, log, &why))
 *		... why.text ...
 *	crm_segments_each(&segments, &whom, put, aux);
 *	crm_segments_clear(&segments);
 *
 * Scores and segments are those of metrics/rfm.h.  Recency is days from the last purchase
 * to the end, frequency days with a purchase, monetary what all of them came to, returns
 * taken off.
 */
#ifndef CRM_SEGMENTS_H
#define CRM_SEGMENTS_H

#include "lifetime_value.h"
#include "metrics/rfm.h"
#include "plot.h"

struct crm_segments {
	/* The caller's. */
	struct crm_rfm rfm;            /* .scores */
	int64_t        end;            /* the last day that counts */
	bool           without_spend;  /* the log has no amounts: F stands for M too */

	/* Set by crm_segments_fix(). */
	bool           fixed[CRM_RFM_MEASURES];

	/* Set by crm_segments_score(). */
	struct crm_purchases *customers;   /* who bought by the end; in order of the log's numbers */
	size_t                n;
};

/*
 * Fix the limits between the scores of a measure: `monetary=100,500,1000,5000'.  Days and
 * orders are whole numbers, amounts are of the currency.  CRM_INVALID.
 */
int crm_segments_fix(struct crm_segments *segments, const char *limits, const char *currency,
                     struct crm_fault *why);

/* Score the customers of a log.  CRM_INVALID, CRM_NO_MEMORY: then all is cleared. */
int  crm_segments_score(struct crm_segments *segments, struct crm_purchase_log *log,
                        struct crm_fault *why);
void crm_segments_clear(struct crm_segments *segments);

/* A customer and the scores.  Texts are borrowed: there is nothing to clear. */
struct crm_segment_member {
	int64_t        id;                /* of the customer in the database, or */
	char          *customer;          /* the customer's name in a file */
	char          *customer_name;
	struct crm_int last_order;        /* day */
	struct crm_int recency;           /* days */
	struct crm_int frequency;         /* days with a purchase */
	struct crm_int monetary;          /* minor units */
	struct crm_int r, f, m;           /* scores */
	char          *segment;           /* high_value, potential, new, at_risk, lost */
	char          *currency;          /* NULL: the base currency */
};

extern const struct crm_type crm_segment_member_type;   /* customers of the database */
extern const struct crm_type crm_segment_file_type;     /* customers of a file */

/* Fill in all but the id, the names and the currency. */
void crm_segments_member(const struct crm_segments *segments, size_t i,
                         struct crm_segment_member *out);

/*
 * Call put with a struct crm_segment_member for every customer who is wanted, in order of the
 * log, until it returns an error.  Returns that, or what the database says.
 */
int crm_segments_each(const struct crm_segments *segments,
                      const struct crm_lifetime_customers *customers,
                      int (*put)(void *aux, const void *member), void *aux);

/* Customers counted by segment; start from { 0 }. */
struct crm_segment_totals {
	uint64_t n[CRM_SEGMENTS];
	double   recency[CRM_SEGMENTS], frequency[CRM_SEGMENTS];   /* sums */
	int64_t  revenue[CRM_SEGMENTS];
	bool     revenue_known;            /* some member has a monetary value */
	bool     revenue_unbounded;        /* they came to more than can be counted */
};

void crm_segment_totals_add(struct crm_segment_totals *totals,
                            const struct crm_segment_member *member);

struct crm_segment_summary {
	char           *segment;
	struct crm_int  n;
	struct crm_real share, lo, hi;        /* of all customers counted: crm_rate() */
	struct crm_int  revenue;
	struct crm_real revenue_share;        /* absent unless all revenue is above 0 */
	struct crm_real recency, frequency;   /* means */
	struct crm_int  monetary;             /* mean */
	char           *currency;             /* the caller's; NULL: the base currency */
};

extern const struct crm_type crm_segment_summary_type;

/* The i-th segment, all but its currency.  False: there is none. */
bool crm_segment_total(const struct crm_segment_totals *totals, size_t i,
                       struct crm_segment_summary *out);

/* The customers of each segment as bars: lines as in plot.h, to be freed. */
char *crm_segment_totals_plot(const struct crm_segment_totals *totals, const struct crm_plot *plot);

/*
 * A histogram of what the purchases of each wanted customer came to, in units of the
 * currency, below a line that says so; without amounts of how often they bought.  *lines as
 * in plot.h.  CRM_NO_MEMORY, or what the database says.
 */
int crm_segments_plot(const struct crm_segments *segments,
                      const struct crm_lifetime_customers *customers, const char *currency,
                      const struct crm_plot *plot, char **lines);

#endif
