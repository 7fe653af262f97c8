/*
 * plain_log.h - a file of events, read without a database: purchases, answers.
 *
 *	struct crm_plain_log plain = { .clock = clock, .refuse = tell };
 *	struct crm_table_row row;
 *	if (crm_plain_open(&plain, "orders.csv", crm_purchase_roles, told, n_told, NULL, &why))
 *		... why.text ...
 *	while (crm_plain_next(&plain, &row) > 0)
 *		puts(crm_plain_value(&plain, &row, 0));      (the customer of each purchase)
 *	refused = plain.refused;
 *	crm_plain_close(&plain);
 *
 * The file is any that crm_table_open() reads; its columns get their roles as
 * crm_mapping_guess() says.
 */
#ifndef CRM_PLAIN_LOG_H
#define CRM_PLAIN_LOG_H

#include "date.h"
#include "mapping.h"
#include "table.h"

struct plain_date;

struct crm_plain_log {
	/* The caller's, set before it is opened. */
	struct crm_clock  clock;       /* for dates */
	void            (*refuse)(void *aux, const char *file, size_t line, const char *why);
	void             *aux;

	/* Set by crm_plain_open(). */
	struct crm_table *table;
	struct crm_mapping mapping;
	struct crm_date_format dates;
	uint64_t          refused;     /* rows, so far */
	struct plain_date *known;      /* dates that were read before */
};

/*
 * Open a file (`-' is the standard input) and find its columns.  The order of dates
 * such as 03/04/2026 is date_format, borrowed, or learnt from the first thousand rows of
 * the role `date' if that is NULL.  Errors of tables, mappings and date formats, and a
 * file without even a header is one; the log is closed after one.
 */
int crm_plain_open(struct crm_plain_log *plain, const char *path, const struct crm_role *roles,
                   const char *const *told, size_t told_n, const char *date_format,
                   struct crm_fault *why);
void crm_plain_close(struct crm_plain_log *plain);

/*
 * 1: *row is the next row; 0: the end.  What cannot be read as a row is refused and
 * passed over.  CRM_NO_MEMORY.
 */
int crm_plain_next(struct crm_plain_log *plain, struct crm_table_row *row);

/* The value of a role, by its place in the table of roles; "" where there is none. */
const char *crm_plain_value(const struct crm_plain_log *plain, const struct crm_table_row *row,
                            size_t role);

/* Is there a column for the role? */
bool crm_plain_has(const struct crm_plain_log *plain, size_t role);

/* Read a date of the log: the instant at which it begins. */
int crm_plain_instant(const struct crm_plain_log *plain, const char *text, int64_t *instant,
                      struct crm_fault *why);

/* Say that a row makes no sense: `what: why'. */
void crm_plain_refuse(struct crm_plain_log *plain, const struct crm_table_row *row,
                      const char *what, const struct crm_fault *why);

/* Say how many rows are refused; CRM_INVALID. */
int crm_plain_refused(const struct crm_plain_log *plain, struct crm_fault *why);

#endif
