/*
 * cli_purchases.h - purchases of the database or of a file, for programs that measure them.
 *
 *	static struct cli_purchases purchases;
 *	static const struct cli_option options[] = { CLI_PURCHASES(purchases), { 0 } };
 *	...
 *	if (!cli_purchases_read(&purchases, cli, db, &status))
 *		return status;
 */
#ifndef CLI_PURCHASES_H
#define CLI_PURCHASES_H

#include "cli_measure.h"
#include "lifetime_value.h"
#include "purchases.h"

struct cli_purchases {
	/* What the options say. */
	const char *until, *input, *date_format, *bare;
	bool        only;          /* --only: read those of the chosen customers alone */
	const char *by;            /* of a file: read the groups in this column; may be NULL */

	/* What the program says. */
	bool        always_only;   /* read those alone in any case */

	/* What was read. */
	struct crm_purchase_log      *log;
	struct crm_lifetime_customers whom;
	char                          currency[4];
	int64_t                       end;           /* the last day that counts */
	bool                          with_amounts;
	struct crm_purchase_groups    groups;        /* of a file, if they were asked for */
};

#define CLI_PURCHASES(p) \
	{ 'u', "until", "DATE", "purchases up to and including then", .text = &(p).until }, \
	{ 'i', "input", "FILE", "read a log of purchases instead of a database", \
	  .text = &(p).input }, \
	{ 0, "date-format", "FORMAT", "with --input: dmy, mdy, roc, %d.%m.%Y", \
	  .text = &(p).date_format }, \
	{ 0, "currency", "CODE", "with --input: of amounts without one (USD)", .text = &(p).bare }

/*
 * Read the purchases of the database (db) or of --input; without --until they end today,
 * or with the last one of the file.  False: nothing can be done with them, and *status
 * says what the program ends with, as it does otherwise.
 */
bool cli_purchases_read(struct cli_purchases *purchases, struct cli *cli, crm *db, int *status);

#endif
