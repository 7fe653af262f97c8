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
#include <sys/stat.h>
#include <unistd.h>

#include "cli_build.h"
#include "cli_cells.h"
#include "noun.h"

enum { SHOWN_FAULTS = 100, SHOWN_WARNINGS = 5 };

/* One record that was written, for printing it afterwards. */
struct written { const struct crm_type *type; int64_t id; };

struct write {
	struct cli_builder    build;
	struct cli_source    *source;
	int                 (*put)(crm *db, void *record);   /* NULL: crm_put() */
	FILE                 *rejects;
	bool                  reject_header;
	size_t                refused, warnings;
	size_t                refused_before;   /* this operation */
	const struct crm_type *printed;   /* the noun whose header is out */
	struct written       *written;
	size_t                n, room;
	int64_t               total;
};

/* --- refusing ------------------------------------------------------------------------------- */

/* A value in quotes, doubled inside. */
static void
put_quoted(FILE *out, const char *text)
{
	putc('"', out);
	for (const char *p = text; *p; p++) {
		if (*p == '"')
			putc('"', out);
		putc(*p, out);
	}
	putc('"', out);
}

static void
reject_object(struct write *w, const struct cli_record *r, const char *why)
{
	fwrite(r->raw, 1, r->length - 1, w->rejects);
	fputs(", \"reject_reason\": \"", w->rejects);
	for (const char *p = why; *p; p++) {
		if (*p == '"' || *p == '\\')
			putc('\\', w->rejects);
		if ((unsigned char)*p < ' ')
			fprintf(w->rejects, "\\u%04x", *p);
		else
			putc(*p, w->rejects);
	}
	fputs("\"}\n", w->rejects);
}

static void
reject(struct write *w, const struct cli_record *r, const char *why)
{
	char separator = w->source->separator ? w->source->separator : '\t';

	if (!w->reject_header && r->header)
		fprintf(w->rejects, "%s%creject_reason\n", r->header, separator);
	w->reject_header = true;
	if (r->raw[0] == '{' && r->raw[r->length - 1] == '}') {
		reject_object(w, r, why);
	} else {
		fwrite(r->raw, 1, r->length, w->rejects);
		putc(separator, w->rejects);
		if (separator == '\t')
			crm_escape(w->rejects, why);
		else
			put_quoted(w->rejects, why);
		putc('\n', w->rejects);
	}
}

static void
refuse(struct write *w, const struct cli_record *r, const char *why)
{
	if (++w->refused <= SHOWN_FAULTS) {
		if (r->line)
			cli_warn("%s:%zu: %s", r->source, r->line, why);
		else if (r->n && !strcmp(r->names[0], "id") &&
		         strncmp(why, r->values[0], strlen(r->values[0])) != 0)
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
	const char *warning = crm_warning(w->build.db);

	if (!warning || ++w->warnings > SHOWN_WARNINGS)
		return;
	if (r->line)
		cli_warn("%s:%zu: warning: %s", r->source, r->line, warning);
	else
		cli_warn("warning: %s", warning);
}

static void
remember(struct write *w, const struct crm_type *type, int64_t id)
{
	if (w->build.cli->common.quiet || (w->source->shown && w->n == w->source->shown))
		return;
	w->written = cli_grow(w->written, w->n, &w->room, sizeof *w->written);
	w->written[w->n++] = (struct written){ type, id };
}

static int
write_one(struct write *w, const struct cli_record *r, void *record)
{
	const struct crm_type *type = w->build.type;
	int error, rejecting = w->rejects && r->raw;
	bool within;

	if (rejecting && crm_try(w->build.db))
		cli_die("%s", crm_message(w->build.db));
	if (w->source->write) {
		error = w->source->write(w->source->aux, w->build.db, r, record);
	} else {
		error = cli_build(&w->build, r, &type, record);
		if (!error)
			error = w->put ? w->put(w->build.db, record)
			               : crm_put(w->build.db, type, record, NULL);
	}
	within = error == CLI_WITHIN;
	if (within)
		error = 0;
	if (rejecting)
		error = crm_tried(w->build.db, error);
	if (cli_status(error) > CLI_REFUSED)
		exit(cli_failed(w->build.db, error));
	if (error)
		refuse(w, r, crm_message(w->build.db));
	else if (!within)
		remember(w, type, *(int64_t *)record);
	pass_warning(w, r);
	if (type)
		crm_clear(type, record);
	return error;
}

/* --- operations ----------------------------------------------------------------------------- */

/* What has been printed is a stream: a batch of the same noun goes on with it. */
static int
print_run(struct write *w, const struct crm_type *type, const int64_t *ids, size_t n)
{
	struct cli *cli = w->build.cli;

	cli->continued = type == w->printed;
	if (n || !cli->common.if_any)
		w->printed = type;
	return cli_print_ids(cli, w->build.db, type, ids, n);
}

/*
 * Nothing was written: an empty stream, for the next program.  No stream at all would make
 * a reader take everybody.
 */
static int
print_none(struct write *w)
{
	const struct crm_type *type = w->printed ? w->printed : w->build.type;

	if (w->build.cli->common.quiet)
		return CLI_OK;
	return print_run(w, type ? type : crm_noun(w->build.db, "customer"), NULL, 0);
}

/* Print what was written, run by run of one noun. */
static int
print_written(struct write *w)
{
	int64_t *ids;
	size_t i = 0;
	int status = CLI_OK;

	if (!w->n)
		return print_none(w);
	if (!(ids = malloc(w->n * sizeof *ids)))
		cli_die("out of memory");
	while (i < w->n && !status) {
		const struct crm_type *type = w->written[i].type;
		size_t n = 0;

		while (i < w->n && w->written[i].type == type)
			ids[n++] = w->written[i++].id;
		status = print_run(w, type, ids, n);
	}
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
	if (w->refused && (w->rejects || w->total > 1))
		cli_warn("%zu of %" PRId64 " records refused%s", w->refused, w->total, w->rejects ? ""
		         : w->build.cli->common.batch ? "; nothing was written of their batches"
		                                      : "; nothing was written");
}

/* Show in a dry run what would be in the database, and take it back. */
static int
rehearse(struct write *w)
{
	char *text = NULL;
	size_t size = 0;
	int error = crm_settle(w->build.db), status;

	if (error)
		return error;
	if (!(w->build.cli->out = open_memstream(&text, &size)))
		cli_die("out of memory");
	status = print_written(w);
	fclose(w->build.cli->out);
	w->build.cli->out = stdout;
	crm_end(w->build.db, CRM_INVALID);
	fwrite(text, 1, size, stdout);
	free(text);
	return status ? CRM_DATABASE : 0;
}

static int
finish(struct write *w)
{
	size_t refused = w->rejects ? 0 : w->refused - w->refused_before;
	int error = !refused && w->source->finish ? w->source->finish(w->source->aux, w->build.db) : 0;

	cli_progress("", -1, 0);
	if (error) {
		crm_end(w->build.db, error);
		return cli_failed(w->build.db, error);
	}
	if (refused) {
		w->n = 0;
		crm_end(w->build.db, CRM_INVALID);
		return CLI_REFUSED;
	}
	if (w->build.cli->common.dry_run)
		return cli_status(rehearse(w));
	if (w->rejects && fflush(w->rejects))   /* before the good ones are in, without them */
		cli_die("%s: %s", w->build.cli->common.rejects, strerror(errno));
	error = crm_end(w->build.db, 0);
	if (error)
		return cli_failed(w->build.db, error);
	return print_written(w);
}

static int
begin(struct write *w)
{
	w->refused_before = w->refused;
	return crm_begin(w->build.db, w->build.what);
}

/* Read up to `most' records ahead of the lock; false at the end of the input. */
static bool
read_ahead(struct write *w, struct cli_cells *in, int64_t most)
{
	struct cli_record r = { 0 };
	struct crm_fault why;
	int got = 1;

	spool_empty(&in->spool);
	for (int64_t i = 0; i < most && got; i++) {
		r.n = 0;
		got = w->source->next(w->source->aux, &r, &why);
		if (got > 0 && !w->source->what)
			cli_builder_heading(&w->build, &r);
		if (got)
			cli_cells_put(in, &r, got < 0 ? why.text : NULL);
	}
	spool_rewind(&in->spool);
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
write_spooled(struct write *w, struct cli_cells *in, void *record)
{
	struct cli_record r = { 0 };
	const char *bad;
	int error = begin(w);

	if (error)
		return cli_failed(w->build.db, error);
	while (cli_cells_get(in, &r, &bad))
		write_record(w, &r, bad, record);
	return finish(w);
}

static int
write_piped(struct write *w, void *record)
{
	struct cli_cells in = { .raw = w->rejects != NULL };
	int64_t batch = w->build.cli->common.batch ? w->build.cli->common.batch : INT64_MAX;
	bool more;
	int status = CLI_OK;

	do {
		int result;

		more = read_ahead(w, &in, batch);
		result = write_spooled(w, &in, record);
		status = result > status ? result : status;
		if (w->build.cli->common.batch && fflush(stdout))
			more = false;
	} while (more && status <= CLI_REFUSED);
	cli_cells_free(&in);
	return status;
}

/* A file waits for nobody: its records go straight into the operation. */
static int
write_direct(struct write *w, void *record)
{
	int64_t batch = w->build.cli->common.batch ? w->build.cli->common.batch : INT64_MAX;
	int got = 1, status = CLI_OK;

	while (got && status <= CLI_REFUSED) {
		int error = begin(w), result;

		if (error)
			return cli_failed(w->build.db, error);
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
	struct cli_builder *build;
	size_t              next;      /* operand */
	bool                once;      /* a record that the assignments alone describe */
	struct crm_stream  *stream;    /* NULL: standard input is not read */
	int               (*write)(void *aux, crm *db, const struct cli_record *record, void *fields);
	void               *aux;       /* of write, which is a program's own */
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
	if (from->next < from->build->operands.n) {
		r->n = 1;
		r->names = id;
		r->values = (const char *const *)&from->build->operands.values[from->next++];
		return 1;
	}
	if (!from->stream || !(got = crm_stream_next(from->stream, &line, why)))
		return 0;
	if (got == CRM_DATABASE)
		cli_die("standard input: %s", strerror(errno));
	if (got == CRM_NO_MEMORY)
		cli_die("out of memory");
	*r = (struct cli_record){ .source = "stdin", .line = line->number, .raw = line->raw,
	                          .length = line->length, .header = line->header, .n = line->n,
	                          .names = line->names, .values = line->values };
	return got;
}

/* Whoever gives the rejects of last time again must not lose them. */
static bool
is_input(const struct write *w, const char *path)
{
	struct stat in, out;
	int error = w->source->path ? stat(w->source->path, &in) : fstat(STDIN_FILENO, &in);

	return !error && S_ISREG(in.st_mode) && !stat(path, &out) && in.st_dev == out.st_dev &&
	       in.st_ino == out.st_ino;
}

static void
open_rejects(struct write *w)
{
	const char *path = w->build.cli->common.rejects;

	if (path && is_input(w, path))
		cli_usage("--rejects %s would overwrite the input", path);
	if (path && !(w->rejects = fopen(path, "we")))
		cli_die("%s: %s", path, strerror(errno));
}

static void
close_write(struct write *w)
{
	if (w->rejects && fclose(w->rejects))
		cli_die("%s: %s", w->build.cli->common.rejects, strerror(errno));
	cli_builder_close(&w->build);
	free(w->written);
}

static int
run_write(struct write *w)
{
	void *record = calloc(1, cli_largest_record(w->build.db));
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

static int
write_its_way(void *aux, crm *db, const struct cli_record *r, void *fields)
{
	struct from_stream *from = aux;

	return from->write(from->aux, db, r, fields);
}

/* Write what the operands name, and standard input if they leave the subject open. */
static int
write_named(struct write *w, struct from_stream *from, struct cli_source *source)
{
	struct cli *cli = w->build.cli;
	int status;

	source->next = next_from_stream;
	source->write = from->write ? write_its_way : NULL;
	source->aux = from;
	source->piped = true;
	from->build = &w->build;
	from->next = w->build.assignments;
	if (cli->dash || !cli_has_subject(&w->build)) {
		cli_await_input();
		if (crm_stream_open(&from->stream, stdin, cli_known_column, w->build.db))
			cli_die("out of memory");
	} else {
		from->once = w->build.operands.n == w->build.assignments;
	}
	w->source = source;
	status = run_write(w);
	crm_stream_close(from->stream);
	return status;
}

int
cli_write_by(struct cli *cli, crm *db, const char *noun, int (*put)(crm *db, void *record))
{
	struct write w = {
		.build = { .cli = cli, .db = db, .type = noun ? crm_noun(db, noun) : NULL },
		.put = put
	};

	cli_builder_open(&w.build);
	if (w.build.type && !crm_field(w.build.type, "customer") &&
	    w.build.assignments < w.build.operands.n)
		cli_usage("an argument is field=value, such as 'name=%s'",
		          w.build.operands.values[w.build.assignments]);
	if (!noun && !w.build.assignments && w.build.operands.n)
		cli_usage("nothing to set: give field=value");
	return write_named(&w, &(struct from_stream){ .stream = NULL },
	                   &(struct cli_source){ .what = NULL });
}

int
cli_write(struct cli *cli, crm *db, const char *noun)
{
	return cli_write_by(cli, db, noun, NULL);
}

int
cli_write_each(struct cli *cli, crm *db, const char *noun, const char *what, void *aux,
               int (*write)(void *aux, crm *db, const struct cli_record *record, void *fields))
{
	struct write w = { .build = { .cli = cli, .db = db, .type = crm_noun(db, noun) } };
	struct from_stream from = { .write = write, .aux = aux };

	cli_builder_open(&w.build);
	if (!(w.build.what = strdup(what)))
		cli_die("out of memory");
	return write_named(&w, &from, &(struct cli_source){ .what = what });
}

int
cli_write_from(struct cli *cli, crm *db, const char *noun, struct cli_source *source)
{
	struct write w = { .build = { .cli = cli, .db = db, .type = crm_noun(db, noun) },
	                   .source = source };

	if (source->what && !(w.build.what = strdup(source->what)))
		cli_die("out of memory");
	return run_write(&w);
}
