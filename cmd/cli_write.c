/*
 * cli_write.c - the writer rule, for every program that writes records.
 *
 * Programs that write can follow one another in a pipeline.  If the second held
 * the write lock while it waits for the first, or the first while its output
 * fills the pipe, neither would ever finish.  So a writer reads all its input
 * (parsing it, and keeping the cells in a spool), then locks, works and commits,
 * and only then prints: what comes out of it is in the database.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli_internal.h"
#include "fact.h"
#include "interaction.h"
#include "noun.h"
#include "spool.h"

enum { SHOWN_FAULTS = 100, SHOWN_WARNINGS = 5 };

/* One record that was written, for printing it afterwards. */
struct written { const struct crm_type *type; int64_t id; };

struct write {
	struct cli           *cli;
	crm                  *db;
	const struct crm_type *type;       /* NULL: told by the id */
	struct cli_source    *source;
	struct cli_operands   operands;    /* assignments and ids */
	size_t                assignments;
	char                 *what;        /* names of fields, for the log */
	const char *const    *heading;     /* of the record last read: its names are in `what' */
	FILE                 *rejects;
	bool                  reject_header;
	const char          **unknown;     /* columns warned of */
	size_t                unknowns;
	size_t                refused, warnings;
	struct written       *written;
	size_t                n, room;
	int64_t               total;
};

/* --- the arguments -------------------------------------------------------------------------- */

static const struct crm_field *
field_of_any(crm *db, const char *name)
{
	for (const struct crm_type *const *t = crm_nouns(db); t && *t; t++) {
		const struct crm_field *f = crm_field(*t, name);

		if (f && !(f->flags & CRM_HIDDEN))
			return f;
	}
	return NULL;
}

/* Exits with the nearest names unless the field is there and can be written. */
static void
check_assignment(struct write *w, const char *argument)
{
	char name[64], near[160];
	const struct crm_field *f;
	struct crm_field fact;

	snprintf(name, sizeof name, "%.*s", (int)strcspn(argument, "="), argument);
	f = w->type ? crm_field(w->type, name) : field_of_any(w->db, name);
	if (f && !(f->flags & (CRM_HIDDEN | CRM_DERIVED)) && strcmp(name, "id"))
		return;
	if ((f && f->flags & CRM_DERIVED) || crm_fact(name, &fact, NULL))
		cli_usage("%s is computed and cannot be set", name);
	if (!strcmp(name, "id"))
		cli_usage("an id stands by itself: %s %s", program.name, argument + 3);
	cli_usage("there is no field %s; did you mean %s?", name,
	          crm_field_nearest(w->type ? w->type : crm_noun(w->db, "customer"), name, near, sizeof near));
}

/* Add a field's name to what the operation is about, once. */
static void
name_field(struct write *w, const char *name, size_t n)
{
	char *more = NULL;

	for (const char *at = w->what; at && *at; at += strcspn(at, ","), at += *at == ',')
		if (strcspn(at, ",") == n && !strncmp(at, name, n))
			return;
	if (asprintf(&more, "%s%s%.*s", w->what ? w->what : "", w->what ? "," : "", (int)n, name) < 0)
		cli_die("out of memory");
	free(w->what);
	w->what = more;
}

/* The columns of a stream that is not just one of ids to set something on. */
static void
name_columns(struct write *w, const struct cli_record *r)
{
	if (w->assignments || r->names == w->heading)
		return;
	w->heading = r->names;
	for (size_t i = 0; i < r->n && strlen(w->what ? w->what : "") < 1000; i++)
		if (strcmp(r->names[i], "id"))
			name_field(w, r->names[i], strlen(r->names[i]));
}

/* Assignments to the front, ids behind them. */
static void
sort_operands(struct write *w)
{
	struct cli_operands all = cli_operands(w->cli);
	char **sorted = malloc(sizeof(char *) * (all.n + 1));

	if (!sorted)
		cli_die("out of memory");
	for (int ids = 0; ids < 2; ids++)
		for (size_t i = 0; i < all.n; i++)
			if (cli_is_assignment(all.values[i]) == !ids)
				sorted[w->operands.n++] = all.values[i], w->assignments += !ids;
	w->operands.values = sorted;
	for (size_t i = 0; i < w->assignments; i++)
		check_assignment(w, sorted[i]);
	for (size_t i = 0; i < w->assignments; i++)
		name_field(w, sorted[i], strcspn(sorted[i], "="));
}

static bool
assigned(const struct write *w, const char *name)
{
	for (size_t i = 0; i < w->assignments; i++)
		if (!strncmp(w->operands.values[i], name, strlen(name)) &&
		    w->operands.values[i][strlen(name)] == '=')
			return true;
	return false;
}

/* --- refusing ------------------------------------------------------------------------------- */

static void
reject(struct write *w, const struct cli_record *r, const char *why)
{
	if (!w->reject_header && r->header)
		fprintf(w->rejects, "%s\treject_reason\n", r->header);
	w->reject_header = true;
	if (r->raw[0] == '{' && r->raw[r->length - 1] == '}') {
		fwrite(r->raw, 1, r->length - 1, w->rejects);
		fputs(",\"reject_reason\":\"", w->rejects);
		for (const char *p = why; *p; p++) {
			if (*p == '"' || *p == '\\')
				putc('\\', w->rejects);
			putc(*p, w->rejects);
		}
		fputs("\"}\n", w->rejects);
	} else {
		fwrite(r->raw, 1, r->length, w->rejects);
		putc('\t', w->rejects);
		crm_escape(w->rejects, why);
		putc('\n', w->rejects);
	}
}

static void
refuse(struct write *w, const struct cli_record *r, const char *why)
{
	if (++w->refused <= SHOWN_FAULTS) {
		if (r->line)
			cli_warn("%s:%zu: %s", r->source, r->line, why);
		else if (r->n && !strcmp(r->names[0], "id"))
			cli_warn("%s: %s", r->values[0], why);
		else
			cli_warn("%s", why);
	}
	if (w->rejects && r->raw)
		reject(w, r, why);
}

static void
pass_warning(struct write *w, const struct cli_record *r)
{
	const char *warning = crm_warning(w->db);

	if (!warning || ++w->warnings > SHOWN_WARNINGS)
		return;
	if (r->line)
		cli_warn("%s:%zu: warning: %s", r->source, r->line, warning);
	else
		cli_warn("warning: %s", warning);
}

/* --- from cells to a record ----------------------------------------------------------------- */

static int
assign(struct write *w, const struct crm_type *type, const struct crm_field *f, void *record,
       const char *text)
{
	char why[900];
	int error = crm_assign(w->db, type, f, record, text);

	if (!error)
		return 0;
	snprintf(why, sizeof why, "%s: %s", f->name, crm_message(w->db));
	return crm_refuse(w->db, error, why);
}

static int
apply_arguments(struct write *w, const struct crm_type *type, void *record)
{
	int error = 0;

	/* In the order of the table, so that an amount finds its currency. */
	for (const struct crm_field *f = type->fields; f->name && !error; f++)
		for (size_t i = 0; i < w->assignments && !error; i++) {
			const char *argument = w->operands.values[i];
			size_t n = strcspn(argument, "=");

			if (strlen(f->name) == n && !strncmp(argument, f->name, n))
				error = assign(w, type, f, record, argument + n + 1);
		}
	return error;
}

static void
warn_unknown(struct write *w, const char *name)
{
	const char **more;

	for (size_t i = 0; i < w->unknowns; i++)
		if (!strcmp(w->unknown[i], name))
			return;
	if (!(more = realloc(w->unknown, (w->unknowns + 1) * sizeof *more)) ||
	    !(more[w->unknowns] = strdup(name)))
		cli_die("out of memory");
	w->unknown = more;
	w->unknowns++;
	cli_warn("the column %s is unknown, and left out", name);
}

/* The columns of this noun; with `own', those spelled without the noun's name too. */
static int
apply_columns(struct write *w, const struct crm_type *type, const struct cli_record *r, bool own,
              void *record)
{
	size_t noun = strlen(type->name);
	int error = 0;

	for (const struct crm_field *f = type->fields + 1; f->name && !error; f++) {
		if (f->flags & (CRM_HIDDEN | CRM_DERIVED) || assigned(w, f->name))
			continue;
		for (size_t i = 0; i < r->n && !error; i++) {
			const char *name = r->names[i];
			bool dotted = !strncmp(name, type->name, noun) && name[noun] == '.';

			if ((own && !strcmp(name, f->name)) || (dotted && !strcmp(name + noun + 1, f->name)))
				error = assign(w, type, f, record, r->values[i]);
		}
	}
	for (size_t i = 0; i < r->n && own; i++)
		if (!cli_known_column(w->db, r->names[i]))
			warn_unknown(w, r->names[i]);
	return error;
}

static const char *
id_cell(const struct cli_record *r)
{
	for (size_t i = 0; i < r->n; i++)
		if (!strcmp(r->names[i], "id"))
			return r->values[i];
	return NULL;
}

/* Which noun the id names: a letter's own, else a customer by whatever names one. */
static int
identify(struct write *w, const char *text, const struct crm_type **type, int64_t *id)
{
	char letter;

	if (!crm_id_parse(text, &letter, id))
		return crm_record_named(w->db, text, type, id);
	*type = crm_noun(w->db, "customer");
	return crm_customer_named(w->db, text, id);
}

/* A new record of the program's noun about whoever the id belongs to. */
static int
begin_about(struct write *w, const char *text, const struct crm_type *named, int64_t id, void *record)
{
	const struct crm_field *customer = crm_field(w->type, "customer"), *answers;

	if (!customer)
		return crm_refuse(w->db, CRM_INVALID, "that is no record that this program writes");
	answers = crm_field(w->type, named->name);
	if (answers && answers != customer && answers->kind == CRM_ID && answers->of == named)
		*(int64_t *)((char *)record + answers->offset) = id;
	return crm_assign(w->db, w->type, customer, record, text);
}

/* Fill the record that the cells and arguments describe; *type says of which noun it is. */
static int
build(struct write *w, const struct cli_record *r, const struct crm_type **type, void *record)
{
	const char *text = id_cell(r);
	const struct crm_type *named;
	bool existing = false, arguments = w->assignments > 0;
	int64_t id = 0;
	int error = 0;

	*type = w->type;
	if (text && *text) {
		error = identify(w, text, &named, &id);
		if (error)
			return error;
		existing = !w->type || named == w->type;
		*type = existing ? named : w->type;
		if (existing && !strcmp(program.name, "crm-add"))
			return crm_refuse(w->db, CRM_EXISTS, "it is there already; crm-set changes it");
		error = existing ? crm_get(w->db, named, id, record) : begin_about(w, text, named, id, record);
	} else if (!w->type) {
		return crm_refuse(w->db, CRM_INVALID, "which record?  The line has no id");
	}
	if (!error && !(text && *text && arguments))
		error = apply_columns(w, *type, r, existing || !(text && *text), record);
	return error ? error : apply_arguments(w, *type, record);
}

static void
remember(struct write *w, const struct crm_type *type, int64_t id)
{
	if (w->cli->common.quiet || (w->source->shown && w->n == w->source->shown))
		return;
	if (w->n == w->room) {
		struct written *more = realloc(w->written, (w->room = w->room ? 2 * w->room : 64) * sizeof *more);

		if (!more)
			cli_die("out of memory");
		w->written = more;
	}
	w->written[w->n++] = (struct written){ type, id };
}

/* Room for a record of any noun. */
static size_t
largest(crm *db)
{
	size_t size = 0;

	for (const struct crm_type *const *t = crm_nouns(db); t && *t; t++)
		size = (*t)->size > size ? (*t)->size : size;
	return size;
}

static int
write_one(struct write *w, const struct cli_record *r, void *record)
{
	const struct crm_type *type = w->type;
	int error, rejecting = w->rejects && r->raw;

	if (rejecting && (error = crm_try(w->db)))
		cli_die("%s", crm_message(w->db));
	if (w->source->write) {
		error = w->source->write(w->source->aux, w->db, r, record);
	} else {
		error = build(w, r, &type, record);
		if (!error)
			error = crm_put(w->db, type, record, NULL);
	}
	if (rejecting)
		error = crm_tried(w->db, error);
	if (cli_status(error) > CLI_REFUSED)
		exit(cli_failed(w->db, error));
	if (error)
		refuse(w, r, crm_message(w->db));
	else
		remember(w, type, *(int64_t *)record);
	pass_warning(w, r);
	if (type)
		crm_clear(type, record);
	return error;
}

/* --- the spool of cells --------------------------------------------------------------------- */

struct reader {
	struct spool       cells;
	char              *buffer;       /* texts of the record last taken out */
	size_t             room;
	const char       **names, **values;
	size_t             columns;
	bool               raw;          /* keep lines for --rejects */
};

static void
put_bytes(struct reader *in, const char *bytes, size_t n)
{
	spool_put(&in->cells, &n, sizeof n);
	if (n)
		spool_put(&in->cells, bytes, n);
}

static void
put_text(struct reader *in, const char *text)
{
	put_bytes(in, text, text ? strlen(text) + 1 : 0);
}

/* A record, or a bad one with the reason: kept alike, and told in their order. */
static void
put_record(struct reader *in, const struct cli_record *r, const char *bad)
{
	size_t n = bad ? 0 : r->n;

	spool_put(&in->cells, &r->line, sizeof r->line);
	spool_put(&in->cells, &n, sizeof n);
	put_text(in, bad);
	put_bytes(in, r->raw, in->raw && r->raw ? r->length + 1 : 0);
	put_text(in, in->raw ? r->header : NULL);
	for (size_t i = 0; i < n; i++) {
		put_text(in, r->names[i]);
		put_text(in, r->values[i]);
	}
}

/* Texts are kept by their offset until the record is whole: the buffer may move. */
static size_t
get_text(struct reader *in, size_t at, const char **text)
{
	size_t n = 0;

	spool_get(&in->cells, &n, sizeof n);
	if (at + n > in->room) {
		char *more = realloc(in->buffer, in->room = 2 * (at + n) + 4096);

		if (!more)
			cli_die("out of memory");
		in->buffer = more;
	}
	if (n)
		spool_get(&in->cells, in->buffer + at, n);
	*text = n ? (const char *)(at + 1) : NULL;
	return at + n;
}

static void
settle(const struct reader *in, const char **text)
{
	if (*text)
		*text = in->buffer + ((size_t)*text - 1);
}

static bool
get_record(struct reader *in, struct cli_record *r, const char **bad)
{
	size_t at = 0;

	if (!spool_get(&in->cells, &r->line, sizeof r->line))
		return false;
	spool_get(&in->cells, &r->n, sizeof r->n);
	if (r->n > in->columns) {
		in->columns = r->n;
		in->names = realloc(in->names, r->n * sizeof *in->names);
		in->values = realloc(in->values, r->n * sizeof *in->values);
		if (!in->names || !in->values)
			cli_die("out of memory");
	}
	at = get_text(in, at, bad);
	r->length = at;
	at = get_text(in, at, &r->raw);
	r->length = at - r->length - (r->raw != NULL);
	at = get_text(in, at, &r->header);
	for (size_t i = 0; i < r->n; i++) {
		at = get_text(in, at, &in->names[i]);
		at = get_text(in, at, &in->values[i]);
	}
	settle(in, bad);
	settle(in, &r->raw);
	settle(in, &r->header);
	for (size_t i = 0; i < r->n; i++) {
		settle(in, &in->names[i]);
		settle(in, &in->values[i]);
	}
	r->names = in->names;
	r->values = in->values;
	return true;
}

static void
free_reader(struct reader *in)
{
	spool_free(&in->cells);
	free(in->buffer);
	free(in->names);
	free(in->values);
}

/* --- operations ----------------------------------------------------------------------------- */

/* Print what was written, run by run of one noun. */
static int
print_written(struct write *w)
{
	int64_t *ids = malloc((w->n + 1) * sizeof *ids);
	int status = CLI_OK;

	if (!ids)
		cli_die("out of memory");
	for (size_t i = 0; i < w->n && !status; ) {
		const struct crm_type *type = w->written[i].type;
		size_t n = 0;

		while (i < w->n && w->written[i].type == type)
			ids[n++] = w->written[i++].id;
		status = cli_print_ids(w->cli, w->db, type->name, ids, n);
	}
	if (!w->n && !w->cli->common.quiet && w->type)
		status = cli_print_ids(w->cli, w->db, w->type->name, NULL, 0);
	free(ids);
	w->n = 0;
	return status;
}

static void
tell_refused(struct write *w)
{
	if (w->refused > SHOWN_FAULTS)
		cli_warn("... and %zu more", w->refused - SHOWN_FAULTS);
	if (w->warnings > SHOWN_WARNINGS)
		cli_warn("... and %zu more warnings", w->warnings - SHOWN_WARNINGS);
	if (w->refused && !w->rejects && w->total > 1)
		cli_warn("%zu of %" PRId64 " records refused; nothing was written", w->refused, w->total);
	else if (w->refused && w->rejects)
		cli_warn("%zu of %" PRId64 " records refused", w->refused, w->total);
}

/* Show in a dry run what would be in the database, and take it back. */
static int
rehearse(struct write *w)
{
	char *text = NULL;
	size_t size = 0;
	int error = crm_settle(w->db), status;

	if (error)
		return error;
	if (!(w->cli->out = open_memstream(&text, &size)))
		cli_die("out of memory");
	status = print_written(w);
	fclose(w->cli->out);
	w->cli->out = stdout;
	crm_end(w->db, CRM_INVALID);
	fwrite(text, 1, size, stdout);
	free(text);
	return status ? CRM_DATABASE : 0;
}

static int
finish(struct write *w)
{
	size_t refused = w->rejects ? 0 : w->refused;
	int error = !refused && w->source->finish ? w->source->finish(w->source->aux, w->db) : 0;

	cli_progress("", -1, 0);
	if (error) {
		crm_end(w->db, error);
		return cli_failed(w->db, error);
	}
	if (refused) {
		crm_end(w->db, CRM_INVALID);
		return CLI_REFUSED;
	}
	if (w->cli->common.dry_run)
		return cli_status(rehearse(w));
	error = crm_end(w->db, 0);
	if (error)
		return cli_failed(w->db, error);
	return print_written(w);
}

/* Read up to `most' records ahead of the lock; false at the end of the input. */
static bool
read_ahead(struct write *w, struct reader *in, int64_t most)
{
	struct cli_record r = { 0 };
	struct crm_fault why;
	int got = 1;

	spool_empty(&in->cells);
	for (int64_t i = 0; i < most && got; i++) {
		r.n = 0;
		got = w->source->next(w->source->aux, &r, &why);
		if (got > 0)
			name_columns(w, &r);
		if (got)
			put_record(in, &r, got < 0 ? why.text : NULL);
	}
	spool_rewind(&in->cells);
	return got;
}

static void
write_record(struct write *w, struct cli_record *r, const char *bad, void *record)
{
	r->source = r->line && r->source ? r->source : "stdin";
	w->total++;
	if (bad)
		refuse(w, r, bad);
	else
		write_one(w, r, record);
	cli_progress("records", w->total, 0);
}

static int
write_spooled(struct write *w, struct reader *in, void *record)
{
	struct cli_record r = { 0 };
	const char *bad;
	int error = crm_begin(w->db, w->what);

	if (error)
		return cli_failed(w->db, error);
	while (get_record(in, &r, &bad))
		write_record(w, &r, bad, record);
	return finish(w);
}

static int
write_piped(struct write *w, void *record)
{
	struct reader in = { .raw = w->rejects != NULL };
	int64_t batch = w->cli->common.batch ? w->cli->common.batch : INT64_MAX;
	bool more;
	int status = CLI_OK;

	do {
		size_t refused = w->refused;
		int result;

		more = read_ahead(w, &in, batch);
		result = write_spooled(w, &in, record);
		if (result > CLI_REFUSED || !w->cli->common.batch)
			status = result;
		else
			status = w->refused > refused ? CLI_REFUSED : status;
		if (w->cli->common.batch && fflush(stdout))
			more = false;
	} while (more && status <= CLI_REFUSED);
	free_reader(&in);
	return status;
}

/* A file waits for nobody: its records go straight into the operation. */
static int
write_direct(struct write *w, void *record)
{
	int64_t batch = w->cli->common.batch ? w->cli->common.batch : INT64_MAX;
	int got = 1, status = CLI_OK;

	while (got && status <= CLI_REFUSED) {
		int error = crm_begin(w->db, w->what), result;

		if (error)
			return cli_failed(w->db, error);
		for (int64_t i = 0; i < batch; i++) {
			struct cli_record r = { 0 };
			struct crm_fault why;

			got = w->source->next(w->source->aux, &r, &why);
			if (!got)
				break;
			write_record(w, &r, got < 0 ? why.text : NULL, record);
		}
		result = finish(w);
		status = result > status ? result : status;
	}
	return status;
}

/* --- the sources ---------------------------------------------------------------------------- */

/* The ids among the operands, or nothing but assignments; then the stream. */
struct from_stream {
	struct write      *w;
	size_t             next;       /* operand */
	bool               once;       /* a record that the assignments alone describe */
	struct crm_stream *stream;     /* NULL: standard input is not read */
};

static int
next_from_stream(void *aux, struct cli_record *r, struct crm_fault *why)
{
	static const char *const id[] = { "id" };
	struct from_stream *from = aux;
	const struct crm_line *line;
	int got;

	*r = (struct cli_record){ .source = "stdin" };
	if (from->once) {
		from->once = false;
		return 1;
	}
	if (from->next < from->w->operands.n) {
		r->n = 1;
		r->names = id;
		r->values = (const char *const *)&from->w->operands.values[from->next++];
		return 1;
	}
	if (!from->stream || !(got = crm_stream_next(from->stream, &line, why)))
		return 0;
	if (got == CRM_DATABASE)
		cli_die("standard input: %s", strerror(errno));
	if (got == CRM_NO_MEMORY)
		cli_die("out of memory");
	*r = (struct cli_record){ .source = "stdin", .line = line->number, .raw = line->raw,
	                          .length = line->length, .header = line->header, .n = line->n, .names = line->names,
	                          .values = line->values };
	return got;
}

bool
cli_known_column(void *aux, const char *name)
{
	const char *dot = strrchr(name, '.');
	struct crm_field fact;
	crm *db = aux;

	name = dot ? dot + 1 : name;
	for (const struct crm_type *const *t = crm_nouns(db); t && *t; t++)
		if (crm_field(*t, name))
			return true;
	return crm_fact(name, &fact, NULL);
}

/* crm-add has its subject if any field is given, the others if an id or customer= is. */
static bool
has_subject(const struct write *w)
{
	if (w->operands.n > w->assignments)
		return true;
	if (w->type && crm_field(w->type, "customer"))
		return assigned(w, "customer");
	return w->type && w->assignments;
}

static void
open_rejects(struct write *w)
{
	const char *path = w->cli->common.rejects;

	if (path && !(w->rejects = fopen(path, "we")))
		cli_die("%s: %s", path, strerror(errno));
}

static void
close_write(struct write *w)
{
	if (w->rejects && fclose(w->rejects))
		cli_die("%s: %s", w->cli->common.rejects, strerror(errno));
	for (size_t i = 0; i < w->unknowns; i++)
		free((char *)w->unknown[i]);
	free(w->unknown);
	free(w->written);
	free(w->operands.values);
	free(w->what);
}

static int
run_write(struct write *w)
{
	void *record = calloc(1, largest(w->db));
	int status;

	if (!record)
		cli_die("out of memory");
	open_rejects(w);
	status = w->source->piped ? write_piped(w, record) : write_direct(w, record);
	tell_refused(w);
	if (w->refused && status < CLI_REFUSED)
		status = CLI_REFUSED;
	close_write(w);
	free(record);
	return status;
}

int
cli_write(struct cli *cli, crm *db, const char *noun)
{
	struct write w = { .cli = cli, .db = db, .type = noun ? crm_noun(db, noun) : NULL };
	struct from_stream from = { .w = &w };
	struct cli_source source = { .next = next_from_stream, .aux = &from, .piped = true };
	int status;

	sort_operands(&w);
	from.next = w.assignments;
	if (!noun && !w.assignments && w.operands.n)
		cli_usage("nothing to set: give field=value");
	if (cli->dash || !has_subject(&w)) {
		cli_await_input();
		if (crm_stream_open(&from.stream, stdin, cli_known_column, db))
			cli_die("out of memory");
	} else {
		from.once = w.operands.n == w.assignments;
	}
	w.source = &source;
	status = run_write(&w);
	crm_stream_close(from.stream);
	return status;
}

int
cli_write_from(struct cli *cli, crm *db, const char *noun, struct cli_source *source)
{
	struct write w = { .cli = cli, .db = db, .type = crm_noun(db, noun), .source = source };

	return run_write(&w);
}
