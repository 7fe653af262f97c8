/*
 * cli_measure.c - the customers a measure is asked of, and logs in place of a database.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli_internal.h"
#include "cli_measure.h"
#include "money.h"
#include "noun.h"

enum { SHOWN = 100 };   /* refused rows that are told */

/* --- customers ------------------------------------------------------------------------ */

static int
by_id(const void *a, const void *b)
{
	int64_t first = *(const int64_t *)a, second = *(const int64_t *)b;

	return (first > second) - (first < second);
}

static int64_t
sort_unique(int64_t *ids, int64_t n)
{
	int64_t kept = 0;

	if (n > 0)
		qsort(ids, (size_t)n, sizeof *ids, by_id);
	for (int64_t i = 0; i < n; i++)
		if (kept == 0 || ids[i] != ids[kept - 1])
			ids[kept++] = ids[i];
	return kept;
}

int
cli_collect_ids(crm *db, crm_rows *rows, const struct crm_type *view, int64_t **ids, int64_t *n)
{
	size_t room = 0;
	int64_t *record = view ? calloc(1, view->size) : NULL;
	int error;

	*ids = NULL;
	*n = 0;
	while (record && crm_rows_next(rows, record)) {
		*ids = cli_grow(*ids, (size_t)*n, &room, sizeof **ids);
		(*ids)[(*n)++] = *(int64_t *)((char *)record + view->fields[0].offset);
	}
	error = crm_rows_close(rows);
	free(record);
	return error ? cli_failed(db, error) : CLI_OK;
}

int
cli_chosen_customers(struct cli *cli, crm *db, int64_t **ids, int64_t *n)
{
	struct crm_select want = { .type = crm_noun(db, "customer"), .columns = "id" };
	int status = cli_stream_customers(cli, db, ids, n);
	const struct crm_type *view;
	struct crm_query *query;
	crm_rows *rows;

	if (*n < 0 && cli_operands(cli).n == 0)
		return status;
	if (*n < 0) {
		cli_query(cli, db, want.type, NULL, &query);
		want.query = query;
		rows = crm_select(db, &want, &view);
		status = cli_collect_ids(db, rows, view, ids, n);
		crm_query_free(query);
	}
	*n = sort_unique(*ids, *n);
	if (!*ids && !(*ids = calloc(1, sizeof **ids)))
		cli_die("out of memory");
	return status;
}

/* --- options ------------------------------------------------------------------------------ */

double
cli_number(const char *option, const char *text)
{
	struct crm_fault why;
	int64_t millionths;

	if (crm_decimal_parse(text, 6, &millionths, &why))
		cli_usage("%s: %s", option, why.text);
	return (double)millionths / 1e6;
}

struct crm_period
cli_period(const char *option, const char *text)
{
	struct crm_period out;
	struct crm_fault why;

	if (crm_period_parse(text, &out, &why))
		cli_usage("%s: %s", option, why.text);
	return out;
}

struct crm_span
cli_span(const char *option, const char *text, const struct crm_clock *clock)
{
	struct crm_fault why;
	struct crm_span out;

	if (crm_span_parse(text, clock, CRM_PAST, &out, &why))
		cli_usage("%s: %s", option, why.text);
	return out;
}

/* --- rows --------------------------------------------------------------------------------- */

static void
open_rows(struct cli_rows *rows)
{
	if (!rows->printer)
		cli_printer_open(&rows->printer, rows->cli, rows->db, rows->type);
}

int
cli_rows_put(void *aux, const void *record)
{
	struct cli_rows *rows = aux;

	open_rows(rows);
	return cli_printer_put(rows->printer, record);
}

int
cli_rows_close(struct cli_rows *rows, int error, const struct crm_fault *why)
{
	bool told = error && why && *why->text;

	if (!error)
		open_rows(rows);
	/* What is wrong with standard output is said when it is closed. */
	if (rows->printer && cli_printer_close(rows->printer))
		return CLI_TROUBLE;
	if (told)
		cli_warn("%s", why->text);
	return told ? CLI_TROUBLE : error ? cli_failed(rows->db, error) : CLI_OK;
}

/* --- plain logs -------------------------------------------------------------------------- */

static void
tell(void *log, const char *file, size_t line, const char *why)
{
	const struct crm_plain_log *plain = log;

	if (plain->refused <= SHOWN)
		cli_warn("%s:%zu: %s", file, line, why);
}

void
cli_plain_open(struct crm_plain_log *plain, const struct cli *cli, const char *path,
               const struct crm_role *roles, const char *date_format, const char *extra)
{
	struct cli_operands operands = cli_operands(cli);
	const char **told = calloc(operands.n + 2, sizeof *told);
	struct crm_fault why;

	if (!told)
		cli_die("out of memory");
	for (size_t i = 0; i < operands.n; i++) {
		told[i] = operands.values[i];
		if (!cli_is_assignment(told[i]))
			cli_usage("with --input the operands say which column is what, "
			          "as in %s=3; '%s' does not", roles[0].name, told[i]);
	}
	told[operands.n] = extra;
	plain->clock = cli_context(cli, NULL).clock;
	plain->refuse = tell;
	plain->aux = plain;
	if (crm_plain_open(plain, path, roles, told, operands.n + (extra != NULL), date_format, &why))
		cli_die("%s: %s", strcmp(path, "-") ? path : "stdin", why.text);
	free(told);
}

int
cli_plain_close(struct crm_plain_log *plain, int error, const struct crm_fault *why)
{
	uint64_t refused = plain->refused;

	if (refused > SHOWN)
		cli_warn("... and %" PRIu64 " more", refused - SHOWN);
	if (error == CRM_NO_MEMORY)
		cli_warn("out of memory");
	else if (error)
		cli_warn("%s: %s", crm_table_name(plain->table), why->text);
	crm_plain_close(plain);
	return refused ? CLI_REFUSED : error ? CLI_TROUBLE : CLI_OK;
}
