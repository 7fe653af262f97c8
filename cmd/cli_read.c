/*
 * cli_read.c - what readers share: the query of the operands, the ids of a stream.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli_internal.h"
#include "noun.h"

/*
 * A pipe is meant to be read; a terminal, a file or /dev/null, as cron, a loop's
 * redirection and env -i have it, is not.
 */
bool
cli_wants_stdin(const struct cli *cli)
{
	struct stat input;

	if (cli->dash)
		return true;
	return !cli->n && !fstat(STDIN_FILENO, &input) &&
	       (S_ISFIFO(input.st_mode) || S_ISSOCK(input.st_mode));
}

bool
cli_describes(const struct cli *cli)
{
	for (size_t i = 0; i < cli->n; i++)
		if (cli_is_assignment(cli->operands[i]))
			return true;
	return cli_wants_stdin(cli);
}

int
cli_query(struct cli *cli, crm *db, const struct crm_type *type, const char *always,
          struct crm_query **out)
{
	char *asked = crm_query_join(cli->operands, cli->n), *text = NULL;
	struct crm_fault why;

	*out = NULL;
	if (!asked)
		cli_die("out of memory");
	if (crm_query_parse(out, type, asked, crm_context(db), &why))
		cli_fault(asked, &why);
	if (always) {
		crm_query_free(*out);
		if (asprintf(&text, *asked ? "%s (%s)" : "%s", always, asked) < 0)
			cli_die("out of memory");
		if (crm_query_parse(out, type, text, crm_context(db), &why))
			cli_fault(text, &why);
	}
	free(asked);
	free(text);
	return 0;
}

/* --- the ids of a stream -------------------------------------------------------------------- */

struct ids { int64_t *values; size_t n, room; };

static void
add(struct ids *ids, int64_t id)
{
	ids->values = cli_grow(ids->values, ids->n, &ids->room, sizeof *ids->values);
	ids->values[ids->n++] = id;
}

static const char *
id_of(const struct crm_line *line)
{
	for (size_t i = 0; i < line->n; i++)
		if (!strcmp(line->names[i], "id"))
			return line->values[i];
	for (size_t i = 0; i < line->n; i++)
		if (!strcmp(line->names[i], "customer"))
			return line->values[i];
	return NULL;
}

struct place { int64_t id; size_t at; };

static int
by_id(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	return x->id != y->id ? (x->id > y->id) - (x->id < y->id) : (x->at > y->at) - (x->at < y->at);
}

static int
by_place(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	return (x->at > y->at) - (x->at < y->at);
}

/* Several records may name one customer, who counts once, where first named. */
static void
each_once(struct ids *ids)
{
	struct place *all = calloc(ids->n + 1, sizeof *all);
	size_t n = 0;

	if (!all)
		cli_die("out of memory");
	for (size_t i = 0; i < ids->n; i++)
		all[i] = (struct place){ ids->values[i], i };
	qsort(all, ids->n, sizeof *all, by_id);
	for (size_t i = 0; i < ids->n; i++)
		if (!n || all[n - 1].id != all[i].id)
			all[n++] = all[i];
	qsort(all, n, sizeof *all, by_place);
	for (size_t i = 0; i < n; i++)
		ids->values[i] = all[i].id;
	ids->n = n;
	free(all);
}

/* The record that a line names, as `type' sees it: its own id, or that of the customer. */
static int
resolve(crm *db, const struct crm_type *type, const char *text, bool *customers, int64_t *id)
{
	const struct crm_type *named;
	char letter, why[160];

	*customers = crm_field(type, "customer");
	if (!crm_id_parse(text, &letter, id) && letter == type->letter) {
		*customers = false;   /* operations are no noun: the selection finds them, or not */
		return crm_noun(db, type->name) ? crm_record_named(db, text, &named, id) : 0;
	}
	if (*customers || !strcmp(type->name, "customer"))
		return crm_customer_named(db, text, id);
	snprintf(why, sizeof why, "%.60s is not the id of an %s, such as %c12", text, type->name,
	         type->letter);
	return crm_refuse(db, CRM_INVALID, why);
}

/* 1 if there was a stream, 0 if standard input was empty; *status as lines were refused. */
static int
read_ids(crm *db, const struct crm_type *type, struct ids *own, struct ids *customers, int *status)
{
	struct crm_stream *stream;
	const struct crm_line *line;
	struct crm_fault why;
	int got, any = 0;

	cli_await_input();
	if (crm_stream_open(&stream, stdin, cli_known_column, db))
		cli_die("out of memory");
	while ((got = crm_stream_next(stream, &line, &why))) {
		const char *text = got > 0 ? id_of(line) : NULL;
		bool customer;
		int64_t id;

		any = 1;
		if (got == CRM_DATABASE)
			cli_die("standard input: %s", strerror(errno));
		if (got < 0)
			cli_warn("stdin:%zu: %s", line->number, why.text);
		else if (!text || !*text)
			cli_warn("stdin:%zu: the line has no id", line->number);
		else if (resolve(db, type, text, &customer, &id))
			cli_warn("stdin:%zu: %s", line->number, crm_message(db));
		else {
			add(customer ? customers : own, id);
			continue;
		}
		*status = CLI_REFUSED;
	}
	each_once(own);
	each_once(customers);
	/* A header without records is a stream too: of nobody. */
	any |= crm_stream_lines(stream) > 0;
	crm_stream_close(stream);
	return any;
}

int
cli_stream_customers(struct cli *cli, crm *db, int64_t **ids, int64_t *n)
{
	struct ids customers = { 0 }, none = { 0 };
	const struct crm_type *type = crm_noun(db, "customer");
	int status = CLI_OK;

	*ids = NULL;
	*n = -1;
	if (!cli_wants_stdin(cli) || !read_ids(db, type, &customers, &none, &status))
		return CLI_OK;
	*ids = customers.values;
	*n = (int64_t)customers.n;
	return status;
}

int
cli_stream_follow_ups(struct cli *cli, crm *db, int64_t **follow_ups, int64_t *n,
                      int64_t **customers, int64_t *customers_n)
{
	struct ids own = { 0 }, of = { 0 };
	int status = CLI_OK;

	*follow_ups = *customers = NULL;
	*n = *customers_n = -1;
	if (!cli_wants_stdin(cli) || !read_ids(db, crm_noun(db, "follow_up"), &own, &of, &status))
		return CLI_OK;
	*follow_ups = own.values;
	*n = (int64_t)own.n;
	*customers = of.values;
	*customers_n = (int64_t)of.n;
	return status;
}

/* --- listing -------------------------------------------------------------------------------- */

static int
print_some(struct cli *cli, crm *db, struct crm_select *want, const struct ids *ids,
           bool by_customer)
{
	static const int64_t none[1];

	want->ids = ids->values ? ids->values : none;
	want->n = ids->n;
	want->by_customer = by_customer;
	return cli_print_named(cli, db, want);
}

static int
list_stream(struct cli *cli, crm *db, struct crm_select *want, bool *done)
{
	struct ids own = { 0 }, customers = { 0 };
	int status = CLI_OK, printed;

	*done = read_ids(db, want->type, &own, &customers, &status);
	if (*done && own.n && customers.n)
		cli_die("the stream names customers and %s; give one kind at a time", want->type->plural);
	if (*done) {
		printed = print_some(cli, db, want, customers.n ? &customers : &own, customers.n);
		status = printed ? printed : status;
	}
	free(own.values);
	free(customers.values);
	return status;
}

int
cli_list(struct cli *cli, crm *db, const struct cli_listing *listing)
{
	const struct crm_type *type = listing->type, *view;
	struct crm_query *query;
	struct crm_select want = {
		.type = type,
		.columns = cli_columns(cli, listing->columns ? listing->columns : type->columns),
		.sort = cli->common.sort ? cli->common.sort : listing->sort,
		.limit = cli->common.limit,
		.future = listing->future,
	};
	bool done = false;
	int status = CLI_OK;

	cli_query(cli, db, type, listing->query, &query);
	want.query = query;
	if (cli_wants_stdin(cli))
		status = list_stream(cli, db, &want, &done);
	if (!done) {
		crm_rows *rows = crm_select(db, &want, &view);

		status = cli_print_rows(cli, db, rows, view);
	}
	crm_query_free(query);
	return status;
}
