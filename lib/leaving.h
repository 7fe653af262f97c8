/*
 * leaving.h - who is leaving: signals against each customer's own past, their sum, its test.
 *
 *	struct crm_leaving leaving = { .end = today, .until = today, .horizon = 183, .recent = 90,
 *	                               .since = INT64_MIN, .weights = CRM_LEAVING_WEIGHTS,
 *	                               .currency = "TWD" };
 *	if (crm_leaving_open(&leaving, log, &why))
 *		... why.text ...
 *	crm_leaving_each(&leaving, &whom, put, aux);
 *	crm_leaving_close(&leaving);
 *
 * What the signals are is said in metrics/churn.h, how they are tested in
 * metrics/ranking.h.  Leaving is defined by what can be seen: nothing is bought within the
 * horizon.
 */
#ifndef CRM_LEAVING_H
#define CRM_LEAVING_H

#include "crm.h"
#include "lifetime_value.h"
#include "metrics/churn.h"
#include "plot.h"
#include "record.h"

/* A forecast takes so many customers who bought again: fewer do not tell who stays. */
enum { CRM_LEAVING_REPEATERS = 30 };

/* An answer older than this many days says nothing of today. */
enum { CRM_LEAVING_ANSWER_DAYS = 365 };

#define CRM_LEAVING_WEIGHTS { 10, 1, 1, 1, 1, 2 }   /* by enum crm_churn_kind */

struct crm_leaving {
	/* The caller's. */
	int64_t     end;             /* the last day that is looked at */
	int64_t     until;           /* of a test: the last day of what came; else the end */
	int64_t     horizon;         /* days, 1 or more; of a test until - end */
	int64_t     recent;          /* days of now, 1 or more, for spend and contacts */
	int64_t     since;           /* who has not bought since this day has left already */
	double      weights[CRM_CHURN_SIGNALS];   /* 0 or more */
	bool        without_spend;   /* the log has no amounts */
	const char *currency;        /* of the amounts, in minor units */

	/* Set by crm_leaving_open(). */
	struct crm_purchases     *customers;      /* who bought by the end */
	size_t                    n;
	struct crm_purchase_day  *days;
	size_t                    day_n;
	struct crm_purchase_model model;          /* MBG/NBD, in weeks, of all of them */
	bool                      forecasts;      /* it can be trusted; if not: */
	struct crm_fault          no_forecast;    /* why */
};

/* Set weights: `silence=2,spend=0'.  CRM_INVALID. */
int crm_leaving_weigh(struct crm_leaving *leaving, const char *weights, struct crm_fault *why);

/*
 * CRM_INVALID, CRM_NO_MEMORY: then all is closed.  That no forecast can be made is no error:
 * that signal is not told then.
 */
int  crm_leaving_open(struct crm_leaving *leaving, struct crm_purchase_log *log,
                      struct crm_fault *why);
void crm_leaving_close(struct crm_leaving *leaving);

/* What is seen of a customer on the last day.  Texts are the receiver's until it returns. */
struct crm_leaver {
	int64_t     id;              /* of the customer in the database, or */
	char       *customer;        /* the customer's name in a file */
	char       *customer_name;
	uint32_t    number;          /* in the log */
	struct crm_churn_signal signals[CRM_CHURN_SIGNALS];
	double      risk;            /* their weighted sum; above 0 it is a warning */
	int64_t     last_order;      /* day */
	int64_t     spent;           /* what all purchases came to, minor units */
	bool        left;            /* of a test: nothing was bought from end to until */
	const char *metric;          /* of the last answer, */
	int64_t     answered;        /* its day, */
	int64_t     complained;      /* and that of the open complaint, where they are told */
};

/*
 * Call put with every customer who is wanted and has not left already, in order of the
 * log, until it returns an error.  Returns that, or what the database says.
 *
 * What the first purchase came to is left out of spend, for everybody begins with more than
 * nothing; so of who bought once spend and silence are not told.
 *
 * The database tells contacts, answers and complaints, dated up to the end; a file does not.
 * Contacts are real ones, in or out, the first left out, and counted in periods since then
 * or since the first purchase, whichever is later.  The last answer to NPS, CSAT or CES of a
 * year counts.  A complaint is an interaction with the outcome `complaint', open until one with the
 * outcome `case_closed'.
 */
int crm_leaving_each(const struct crm_leaving *leaving,
                     const struct crm_lifetime_customers *customers,
                     int (*put)(void *aux, const struct crm_leaver *leaver), void *aux);

/*
 * The same with rows, for each customer or for each signal of a customer that is told: struct
 * crm_leaving_row or struct crm_leaving_signal.
 */
int crm_leaving_rows(const struct crm_leaving *leaving,
                     const struct crm_lifetime_customers *customers, bool signals,
                     int (*put)(void *aux, const void *row), void *aux);

enum { CRM_LEAVING_TEXT = 160 };

/* A row for a customer; a signal that is not told is absent. */
struct crm_leaving_row {
	int64_t         id;
	char           *customer, *customer_name;
	struct crm_real risk, p_alive;
	struct crm_real forecast, silence, spend, contacts, score, complaint;   /* sizes */
	struct crm_int  last_order;      /* day */
	struct crm_int  spent;           /* minor units */
	char           *currency;        /* NULL: the base currency */
	char           *evidence;        /* of what warns, the weightiest first; in text */
	char            text[CRM_CHURN_SIGNALS * CRM_LEAVING_TEXT];
};

extern const struct crm_type crm_leaving_row_type;    /* customers of the database */
extern const struct crm_type crm_leaving_file_type;   /* customers of a file */

void crm_leaving_row(const struct crm_leaving *leaving, const struct crm_leaver *leaver,
                     struct crm_leaving_row *out);

/* A row for a signal of a customer. */
struct crm_leaving_signal {
	int64_t         id;
	char           *customer, *customer_name;
	char           *signal;          /* forecast, silence, spend, contacts, score, complaint */
	struct crm_real size, weight, points;   /* points: weight times size */
	struct crm_real now, usual;      /* in the signal's unit; amounts in units of money */
	struct crm_int  n, better, worse;
	char           *evidence;        /* in text */
	char            text[CRM_LEAVING_TEXT];
};

extern const struct crm_type crm_leaving_signal_type;
extern const struct crm_type crm_leaving_signal_file_type;

/* False: it is not told. */
bool crm_leaving_signal(const struct crm_leaving *leaving, const struct crm_leaver *leaver,
                        enum crm_churn_kind kind, struct crm_leaving_signal *out);

/* Customers counted by group.  The texts are the row's receiver's until it returns. */
struct crm_leaving_total {
	char           *group;
	struct crm_int  n, warned;       /* customers; of whom the risk is above 0 */
	struct crm_real share, lo, hi;   /* warned / n */
	struct crm_real risk;            /* mean */
	struct crm_int  spent;           /* what the purchases of the warned came to */
	char           *currency;        /* of the amounts; NULL: the base currency */
};

extern const struct crm_type crm_leaving_total_type;

/*
 * Call put with a row for each group, as in cohorts.h: by columns of the customer, or for a
 * file (by NULL) by a name for each of the log's customers.  A group of which nobody is
 * wanted has none.  CRM_INVALID with *why, which is empty if the reason is in the handle.
 */
int crm_leaving_totals(const struct crm_leaving *leaving, struct crm_purchase_log *log,
                       const struct crm_lifetime_customers *customers, const char *by,
                       char *const *names,
                       int (*put)(void *aux, const void *total), void *aux,
                       struct crm_fault *why);

/* What a test says. */
struct crm_leaving_measure {
	char           *ranking;         /* all, risk, recency, risk - recency, forecast ... */
	char           *chosen;          /* all, warned, tenth */
	char           *measure;         /* left, foreseen, auc, precision, recall, lift */
	struct crm_int  n;               /* what it is of: see crm-churn(1) */
	struct crm_real value, lo, hi;
};

extern const struct crm_type crm_leaving_measure_type;

/*
 * Test the risk of the wanted customers against who left, beside recency (days since the
 * last purchase) alone, and call put with each measure.  CRM_INVALID with the reason
 * where nothing can be told apart; what the database says is in its handle, and why is
 * empty then.
 */
int crm_leaving_test(const struct crm_leaving *leaving,
                     const struct crm_lifetime_customers *customers,
                     int (*put)(void *aux, const void *measure), void *aux,
                     struct crm_fault *why);

/*
 * A histogram of the risks of the wanted customers; of a test the share who left of each
 * tenth of them by risk, equal ones together.  *lines as in plot.h.  CRM_NO_MEMORY, or what
 * the database says.
 */
int crm_leaving_plot(const struct crm_leaving *leaving,
                     const struct crm_lifetime_customers *customers, const struct crm_plot *plot,
                     char **lines);

#endif
