/*
 * lifetime.h - from a log of purchases to what lifetime-value models need.
 *
 *	struct crm_purchase_log *log;
 *	crm_purchase_log_open(&log);
 *	while (next_line(&line))
 *		crm_purchase_log_add(log, line.name, strlen(line.name), line.day, line.cents, &why);
 *	crm_purchase_log_summarise(log, end, end, &purchases, &n, &why);
 *	crm_purchase_patterns(purchases, n, &patterns, &count, NULL);
 *	...
 *	free(patterns); free(purchases);
 *	crm_purchase_log_close(log);
 *
 * Rows may come in any order.  The conventions are those of P. S. Fader,
 * B. G. S. Hardie & K. L. Lee 2005 ("RFM and CLV: using iso-value curves ...",
 * Journal of Marketing Research 42, 415-430): a purchase is a customer's day,
 * so the rows of one day are one purchase of their sum; the first one opens the
 * customer's history and is not counted.
 *
 * A row of a negative amount is a return: it lowers the spend of its day or, on a
 * day with nothing else, which is no purchase, that of the last purchase before it,
 * the first or a repeat one.  A return before the first purchase is left out.
 */
#ifndef CRM_METRICS_LIFETIME_H
#define CRM_METRICS_LIFETIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../fault.h"

struct crm_purchase_log;

int  crm_purchase_log_open(struct crm_purchase_log **out);   /* CRM_NO_MEMORY */
void crm_purchase_log_close(struct crm_purchase_log *log);   /* NULL is fine */

/*
 * Add a row.  The key tells customers apart: the bytes of a name, or of an
 * integer (&id, sizeof id); it is copied.  The day counts from 1970-01-01, the
 * amount is in minor units.  CRM_INVALID for days before year 1 or after 9999,
 * and amounts of 2^53 or more.
 */
int crm_purchase_log_add(struct crm_purchase_log *log, const void *key, size_t length,
                         int64_t day, int64_t amount, struct crm_fault *why);

/* Customers are numbered from 0 in the order in which they first appeared. */
size_t crm_purchase_log_customers(const struct crm_purchase_log *log);

/* The key of one; borrowed until the next row is added. */
const void *crm_purchase_log_key(const struct crm_purchase_log *log, uint32_t customer,
                                 size_t *length);

/* The latest day of any row, INT64_MIN without rows. */
int64_t crm_purchase_log_last_day(const struct crm_purchase_log *log);

/* A customer's history up to the calibration end.  Times are in days. */
struct crm_purchases {
	int64_t  first_spend;    /* minor units, of the first purchase, less returns */
	int64_t  repeat_spend;   /* of all others, likewise: m_x is repeat_spend / x */
	uint32_t customer;
	uint32_t x;              /* days with a repeat purchase */
	uint32_t t_x;            /* from the first purchase to the last; 0 if x is 0 */
	uint32_t T;              /* from the first purchase to the end; t_x <= T */
	uint32_t later;          /* purchase days after the end, for a hold-out */
};

/*
 * One row for each customer who bought on or before the day `end', in order of
 * number; *rows is the caller's to free().  Purchases after `end' and up to
 * `until' are counted in later (until == end: none).
 */
int crm_purchase_log_summarise(struct crm_purchase_log *log, int64_t end, int64_t until,
                               struct crm_purchases **rows, size_t *n, struct crm_fault *why);

/* A customer's day with purchases or returns: what the rows of that day come to. */
struct crm_purchase_day {
	uint32_t customer;
	int32_t  day;            /* since 1970-01-01 */
	int64_t  amount;         /* minor units; returns lower it */
	bool     purchase;       /* false: returns alone */
};

/*
 * The days of all customers up to and including `until', by customer (in order of
 * number) and day; each customer's first one is a purchase.  *days is the caller's to
 * free().
 */
int crm_purchase_log_days(struct crm_purchase_log *log, int64_t until,
                          struct crm_purchase_day **days, size_t *n, struct crm_fault *why);

/* Customers with equal histories: to a model they are the same. */
struct crm_pattern {
	uint32_t x, t_x, T;
	uint32_t customers;
};

/*
 * The distinct (x, t_x, T), in order of first appearance; *patterns is the
 * caller's to free().  Where not NULL, pattern_of[i] becomes the index of the
 * pattern of rows[i].
 */
int crm_purchase_patterns(const struct crm_purchases *rows, size_t n,
                          struct crm_pattern **patterns, size_t *count, uint32_t *pattern_of);

#endif
