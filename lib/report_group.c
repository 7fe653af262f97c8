/*
 * report_group.c - select records sorted by group.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report_group.h"
#include "select.h"

const void *
report_value(const struct report_rows *rows, size_t column)
{
	return (const char *)rows->record + rows->view->fields[column].offset;
}

const char *
report_text(const struct report_rows *rows, size_t column)
{
	return *(char *const *)report_value(rows, column);
}

static void
label(struct report_rows *rows)
{
	char scratch[CRM_SCRATCH];
	size_t n = 0;

	for (const struct crm_field *f = rows->view->fields + rows->skip; f->name; f++) {
		const char *text = crm_field_text(f, rows->record, &rows->db->context, scratch);
		int more = snprintf(rows->group + n, sizeof rows->group - n, "%s%s", n ? "," : "",
		                    text ? text : "none");

		if (more < 0 || (size_t)more >= sizeof rows->group - n)
			return;
		n += (size_t)more;
	}
	if (!n)
		snprintf(rows->group, sizeof rows->group, "all");
}

static int
by_id(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static bool
is_wanted(const struct report_rows *rows)
{
	const struct crm_report_wanted *wanted = rows->wanted;

	return !wanted->customers ||
	       bsearch(report_value(rows, 0), wanted->customers, wanted->n,
	               sizeof *wanted->customers, by_id);
}

bool
report_next(struct report_rows *rows)
{
	do
		rows->more = crm_rows_next(rows->rows, rows->record);
	while (rows->more && !is_wanted(rows));
	memset(rows->group, 0, sizeof rows->group);
	if (rows->more)
		label(rows);
	return rows->more;
}

int
report_open(struct report_rows *rows, const char *columns, const char *query)
{
	const char *by = rows->wanted->by;
	struct crm_select want = { .type = rows->type, .sort = by };
	struct crm_query *read;
	struct crm_fault why;
	int error = rows->type ? 0 : db_no_memory(rows->db);

	if (error)
		return error;
	if (crm_query_parse(&read, rows->type, query, &rows->db->context, &why))
		return db_fault(rows->db, CRM_BUG, NULL, &why);
	if (asprintf(&rows->columns, by ? "%s,%s" : "%s", columns, by) < 0) {
		crm_query_free(read);
		return db_no_memory(rows->db);
	}
	want.columns = rows->columns;
	want.query = read;
	rows->rows = crm_select(rows->db, &want, &rows->view);
	crm_query_free(read);
	if (!rows->rows || !(rows->record = calloc(1, rows->view ? rows->view->size : 1)))
		return db_no_memory(rows->db);
	if (rows->view)
		report_next(rows);
	return 0;
}

int
report_close(struct report_rows *rows)
{
	int error;

	if (rows->record && rows->view)
		crm_clear(rows->view, rows->record);
	free(rows->record);
	free(rows->columns);
	error = crm_rows_close(rows->rows);
	rows->rows = NULL;
	return error;
}
