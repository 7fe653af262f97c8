/*
 * cli_print.c - records to standard output, as the output options ask.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli_internal.h"
#include "noun.h"
#include "operation.h"

enum { KEYS_MAX = 8 };

struct key { const struct crm_field *field; bool descending; };

struct cli_printer {
	struct crm_writer *writer;
	struct crm_type    shown;       /* the fields that are printed; records are of `type' */
	struct crm_field  *fields;
	const struct crm_type *type;
	struct key         keys[KEYS_MAX];
	size_t             n_keys;
	int64_t            limit, put;
	char              *kept;        /* records that wait to be sorted */
	size_t             n, room;
};

static enum crm_format
format_of(const struct cli *cli)
{
	static const char *const names[] = { "tsv", "csv", "json", "table" };
	const char *wanted = cli->common.json ? "json" : cli->common.format;

	if (!wanted)
		return cli->common.ids || !isatty(STDOUT_FILENO) ? CRM_TSV : CRM_TABLE;
	for (int i = 0; i < 4; i++)
		if (!strcmp(names[i], wanted))
			return (enum crm_format)i;
	cli_usage("--format is tsv, csv, json or table, not '%s'", wanted);
}

bool
cli_colour(const struct cli *cli)
{
	const char *no = getenv("NO_COLOR"), *set = cli->config.colour;

	if (no && *no)
		return false;
	if (set && strcmp(set, "auto"))
		return !strcmp(set, "always");
	return isatty(STDOUT_FILENO);
}

struct crm_layout
cli_layout(const struct cli *cli, crm *db)
{
	struct crm_layout layout = {
		.format = format_of(cli), .header = !cli->common.no_header && !cli->common.ids,
		.if_any = cli->common.if_any, .spreadsheet = cli->common.spreadsheet,
		.terminal = isatty(STDOUT_FILENO), .colour = cli_colour(cli),
		.context = db ? crm_context(db) : NULL,
	};

	if (cli->continued) {
		layout.continued = true;
		layout.if_any = true;
	}
	if (layout.spreadsheet && layout.format != CRM_CSV)
		cli_usage("--spreadsheet goes with --format csv");
	if (layout.format == CRM_TABLE && isatty(STDOUT_FILENO))
		layout.width = cli_terminal_width();
	return layout;
}

bool
cli_table(const struct cli *cli)
{
	return format_of(cli) == CRM_TABLE;
}

bool
cli_chosen_columns(const struct cli *cli)
{
	return cli->common.columns || cli->common.ids;
}

bool
cli_chosen_rows(const struct cli *cli)
{
	return cli->common.sort || cli->common.limit;
}

const char *
cli_columns(const struct cli *cli, const char *standard)
{
	const char *set = NULL;

	if (cli->common.ids)
		return "id";
	if (cli->common.columns)
		return cli->common.columns;
	if (program.noun && isatty(STDOUT_FILENO))
		set = cli_config_columns(&cli->config, program.noun);
	return set ? set : program.standard ? program.standard : standard;
}

/* --- which fields, in what order ------------------------------------------------------------ */

static const struct crm_field *
find(const struct crm_type *type, const char *name, const char *option)
{
	const struct crm_field *f = crm_field(type, name);
	char near[160];

	if (!f || f->flags & CRM_HIDDEN)
		cli_usage("%s: there is no column %s; did you mean %s?", option, name,
		          crm_field_nearest(type, name, near, sizeof near));
	return f;
}

const struct crm_field *
cli_column(const struct crm_type *type, const char *columns)
{
	char *first = strndup(columns, strcspn(columns, ","));
	const struct crm_field *field;

	if (!first)
		cli_die("out of memory");
	field = find(type, first, "-o");
	free(first);
	return field;
}

static void
choose(struct cli_printer *p, const char *columns)
{
	size_t most = 1, n = 0;
	char *copy, *rest, *name;

	for (const char *c = columns; *c; c++)
		most += *c == ',';
	rest = copy = strdup(columns);
	p->fields = calloc(most + 1, sizeof *p->fields);
	if (!copy || !p->fields)
		cli_die("out of memory");
	while ((name = strsep(&rest, ",")))
		p->fields[n++] = *find(p->type, name, "-o");
	free(copy);
	p->shown.fields = p->fields;
}

static void
sort_by(struct cli_printer *p, const char *sort)
{
	char *copy = strdup(sort), *rest = copy, *name;

	if (!copy)
		cli_die("out of memory");
	while ((name = strsep(&rest, ","))) {
		bool descending = *name == '-';

		if (p->n_keys == KEYS_MAX)
			cli_usage("--sort takes at most %d columns", KEYS_MAX);
		p->keys[p->n_keys++] = (struct key){ find(p->type, name + descending, "--sort"),
		                                     descending };
	}
	free(copy);
}

/* --- printing ------------------------------------------------------------------------------- */

static struct cli_printer *
new_printer(struct cli *cli, const struct crm_type *type)
{
	struct cli_printer *p = calloc(1, sizeof *p);

	if (!p)
		cli_die("out of memory");
	p->type = type;
	p->shown = *type;
	p->limit = cli->common.limit;
	if (cli->common.sort)
		sort_by(p, cli->common.sort);
	return p;
}

static void
start(struct cli_printer *p, struct cli *cli, crm *db)
{
	struct crm_layout layout = cli_layout(cli, db);

	if (crm_writer_open(&p->writer, cli->out, &p->shown, &layout))
		cli_die("%s", p->writer ? crm_writer_message(p->writer) : "out of memory");
}

void
cli_printer_open(struct cli_printer **out, struct cli *cli, crm *db, const struct crm_type *type)
{
	bool own = type == program.view || !strcmp(type->name, program.noun ? program.noun : "");
	const char *columns = own || cli_chosen_columns(cli) ? cli_columns(cli, type->columns)
	                                                     : type->columns;

	*out = new_printer(cli, type);
	if (columns)
		choose(*out, columns);
	start(*out, cli, db);
}

static int
write_out(struct cli_printer *p, const void *record)
{
	if (p->limit && p->put == p->limit)
		return 0;
	p->put++;
	return crm_writer_put(p->writer, record);
}

int
cli_printer_put(struct cli_printer *p, const void *record)
{
	char *slot;

	if (!p->n_keys)
		return write_out(p, record);
	p->kept = cli_grow(p->kept, p->n, &p->room, p->type->size);
	slot = p->kept + p->n++ * p->type->size;
	memset(slot, 0, p->type->size);
	return crm_copy(p->type, slot, record);
}

static int
compare(const void *a, const void *b, void *printer)
{
	const struct cli_printer *p = printer;

	for (size_t i = 0; i < p->n_keys; i++) {
		const struct crm_field *f = p->keys[i].field;
		int order = crm_field_compare(f, a, b);

		/* Absent values come last either way. */
		if (order && p->keys[i].descending && crm_field_set(f, a) && crm_field_set(f, b))
			order = -order;
		if (order)
			return order;
	}
	return (a > b) - (a < b);
}

int
cli_printer_close(struct cli_printer *p)
{
	int error = 0, closed;

	if (!p)
		return 0;
	if (p->n)
		qsort_r(p->kept, p->n, p->type->size, compare, p);
	for (size_t i = 0; i < p->n; i++) {
		if (!error)
			error = write_out(p, p->kept + i * p->type->size);
		crm_clear(p->type, p->kept + i * p->type->size);
	}
	closed = crm_writer_close(p->writer);
	free(p->kept);
	free(p->fields);
	free(p);
	return error ? error : closed;
}

void
cli_print_array(struct cli *cli, crm *db, const struct crm_type *type, const void *records,
                size_t n)
{
	struct cli_printer *printer;
	const char *record = records;

	cli_printer_open(&printer, cli, db, type);
	for (; n > 0 && !cli_printer_put(printer, record); n--)
		record += type->size;
	if (cli_printer_close(printer))
		cli_output_failed();
}

/* Print what a selection yields. */
int
cli_print_rows(struct cli *cli, crm *db, crm_rows *rows, const struct crm_type *view)
{
	struct crm_layout layout = cli_layout(cli, db);
	struct crm_writer *writer = NULL;
	void *record = view ? calloc(1, view->size) : NULL;
	int error;

	if (record && crm_writer_open(&writer, cli->out, view, &layout))
		cli_die("%s", writer ? crm_writer_message(writer) : "out of memory");
	while (record && crm_rows_next(rows, record) && !crm_writer_put(writer, record))
		;
	if (record)
		crm_clear(view, record);
	if (writer && crm_writer_close(writer))
		cli_output_failed();
	error = crm_rows_close(rows);
	free(record);
	if (error == CRM_INVALID)
		cli_usage("%s", crm_message(db));
	return error ? cli_failed(db, error) : CLI_OK;
}

/* The columns, and behind them those of --sort: what is sorted by need not be shown. */
static char *
with_keys(const char *columns, const char *sort)
{
	char *all, *to;

	if (asprintf(&all, "%s,%s", columns, sort) < 0)
		cli_die("out of memory");
	to = all + strlen(columns) + 1;
	for (const char *at = sort; *at; at++)
		if (*at != '-' || (at > sort && at[-1] != ','))
			*to++ = *at;
	*to = '\0';
	return all;
}

/* The view's fields without the keys at their end. */
static void
hide_keys(struct cli_printer *p)
{
	size_t n = 0;

	while (p->type->fields[n].name)
		n++;
	n -= p->n_keys;
	if (!(p->fields = calloc(n + 1, sizeof *p->fields)))
		cli_die("out of memory");
	memcpy(p->fields, p->type->fields, n * sizeof *p->fields);
	p->shown.fields = p->fields;
}

static int
print_sorted(struct cli *cli, crm *db, struct crm_select *want)
{
	const char *shown = want->columns;
	char *columns = strcmp(shown, "*") ? with_keys(shown, want->sort) : NULL;
	const struct crm_type *view;
	struct cli_printer *printer = NULL;
	crm_rows *rows;
	void *record;
	int error;

	want->columns = columns ? columns : shown;
	want->limit = 0;
	rows = crm_select(db, want, &view);
	record = view ? calloc(1, view->size) : NULL;
	if (record) {
		printer = new_printer(cli, view);
		if (columns)
			hide_keys(printer);
		start(printer, cli, db);
	}
	while (record && crm_rows_next(rows, record) && !cli_printer_put(printer, record))
		;
	if (record)
		crm_clear(view, record);
	if (cli_printer_close(printer))
		cli_die("standard output: %s", strerror(errno));
	error = crm_rows_close(rows);
	free(record);
	free(columns);
	if (error == CRM_INVALID)
		cli_usage("%s", crm_message(db));
	return error ? cli_failed(db, error) : CLI_OK;
}

int
cli_print_named(struct cli *cli, crm *db, struct crm_select *want)
{
	const struct crm_type *view;
	crm_rows *rows;

	if (cli->common.sort)
		return print_sorted(cli, db, want);
	rows = crm_select(db, want, &view);
	return cli_print_rows(cli, db, rows, view);
}

int
cli_print_ids(struct cli *cli, crm *db, const struct crm_type *type, const int64_t *ids, size_t n)
{
	static const int64_t none[1];
	struct crm_select want = { .type = type, .columns = cli_columns(cli, type->columns),
	                           .ids = ids ? ids : none, .n = n, .limit = cli->common.limit,
	                           .sort = cli->common.sort, .future = true };

	return cli_print_named(cli, db, &want);
}

/* --- changes -------------------------------------------------------------------------------- */

static int
print_change(void *printer, const struct crm_change *change)
{
	return cli_printer_put(printer, change);
}

int
cli_print_changes(struct cli *cli, crm *db, int64_t operation)
{
	struct cli_printer *printer;
	int error;

	cli_printer_open(&printer, cli, db, &crm_change_type);
	error = crm_operation_changes(db, operation, print_change, printer);
	cli_printer_close(printer);
	return error ? cli_failed(db, error) : CLI_OK;
}
