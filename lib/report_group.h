/*
 * report_group.h - records in groups, one after the other, for reports (internal).
 *
 *	struct report_rows rows = { .db = db, .type = type, .wanted = wanted, .skip = 3 };
 *	error = report_open(&rows, "customer,status,due", "due>=2026-10-01");
 *	while (!error && rows.more)
 *		... rows.group, report_text(&rows, 1) ...; report_next(&rows);
 *	ended = report_close(&rows);
 */
#ifndef CRM_REPORT_GROUP_H
#define CRM_REPORT_GROUP_H

#include "db.h"
#include "follow_up_report.h"

enum { REPORT_LABEL = 512 };   /* bytes of a group's label; longer ones are cut */

struct report_rows {
	crm                   *db;
	const struct crm_type *type;
	const struct crm_report_wanted *wanted;
	size_t                 skip;      /* columns before those of the group */

	crm_rows              *rows;
	const struct crm_type *view;
	void                  *record;
	bool                   more;      /* a record is at hand, */
	char                   group[REPORT_LABEL];   /* of this group: its values, `,' between */
	char                  *columns;
};

/*
 * Start on the wanted customers' records that answer the query, in order of the columns
 * of wanted->by.  The first column is the customer; the first record is at hand.
 * Close it in any case.
 */
int  report_open(struct report_rows *rows, const char *columns, const char *query);
bool report_next(struct report_rows *rows);
int  report_close(struct report_rows *rows);

/* A column of the record at hand. */
const void *report_value(const struct report_rows *rows, size_t column);
const char *report_text(const struct report_rows *rows, size_t column);   /* NULL: absent */

#endif
