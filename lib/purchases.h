/*
 * purchases.h - who bought what and when, for the lifetime-value models.
 *
 *	struct crm_purchase_log *log;
 *	crm_purchase_log_open(&log);
 *	if (crm_purchases_load(db, NULL, 0, log))
 *		... crm_message(db) ...
 *	... crm_purchase_log_summarise(log, ...) ...
 *	crm_purchase_log_close(log);
 *
 * What the models make of the log, and who frees it, is in metrics/lifetime.h.
 */
#ifndef CRM_PURCHASES_H
#define CRM_PURCHASES_H

#include "crm.h"
#include "metrics/lifetime.h"
#include "plain_log.h"

/*
 * Add the orders up to now of these customers, or of all if customers is NULL, by
 * customer and time; cancelled and returned ones do not count.  Amounts are in minor
 * units of the base currency, days those of the database's zone.  The key of a customer
 * is the id: an int64_t.
 */
int crm_purchases_load(crm *db, const int64_t *customers, size_t n, struct crm_purchase_log *log);

/* The id behind the key of a customer of such a log. */
int64_t crm_purchases_id(const struct crm_purchase_log *log, uint32_t customer);

/*
 * Who brought whom: referrer_of, with an element for each customer of such a log in order of
 * id, becomes the number of the customer who is named as referrer; CRM_NO_REFERRER
 * (metrics/value_parts.h) where nobody is, or somebody who never bought.  Of several that
 * were named in the course of time it is the first, whatever was undone left out.
 */
int crm_purchases_referrers(crm *db, const struct crm_purchase_log *log, uint32_t *referrer_of);

/*
 * Add the rows of a file with crm_purchase_roles; the key of a customer is the text.
 * currency is that of amounts without one, and becomes that of the log, which must be
 * one for all rows.  A file without a column of amounts has amounts of 0.  Rows of the
 * status cancelled or returned do not count; no status is one that does.  Rows that
 * make no sense are refused: then CRM_INVALID, and the log is of no use; likewise if a
 * column is missing or there are no rows.
 */
int crm_purchases_read(struct crm_plain_log *plain, char currency[4],
                       struct crm_purchase_log *log, struct crm_fault *why);

/* The groups of a file's customers, by number; start from { 0 }. */
struct crm_purchase_groups {
	char **names;      /* "" is none */
	size_t n, room;
};

/*
 * The same for a file that must have a column with the role `group'.  Whoever has several
 * groups is of that of the first row.  Clear groups in any case.
 */
int crm_purchases_read_groups(struct crm_plain_log *plain, char currency[4],
                              struct crm_purchase_log *log, struct crm_purchase_groups *groups,
                              struct crm_fault *why);

void crm_purchase_groups_clear(struct crm_purchase_groups *groups);

/* The text that names a customer of such a log; borrowed from it. */
const char *crm_purchases_name(const struct crm_purchase_log *log, uint32_t customer);

/* Does the file have amounts? */
bool crm_purchases_have_amounts(const struct crm_plain_log *plain);

#endif
