/*
 * cli.h - what all crm-* programs share: options, records in, records out, errors.
 *
 * A program is a `const struct cli_program program` and a run function; main()
 * lives in cli.c.  From its option table come getopt_long(3), --help, shell
 * completion (--complete), crm-help (--about) and the check of the manual page.
 *
 *	static int
 *	run(struct cli *cli, crm *db)
 *	{
 *		return cli_write(cli, db, "interaction");
 *	}
 *
 *	const struct cli_program program = {
 *		.name = "crm-log", .group = CLI_HISTORY, .mode = CLI_WRITE, .run = run, ...
 *	};
 */
#ifndef CLI_H
#define CLI_H

#include <stdio.h>

#include "crm.h"
#include "record.h"
#include "select.h"
#include "suggest.h"
#include "text.h"

enum {
	CLI_OK      =  0,   /* done; no match is not an error */
	CLI_REFUSED =  1,   /* a record was refused or not found, or --check found something */
	CLI_TROUBLE =  2,   /* usage, database or output trouble */
	CLI_AGAIN   = 75    /* locked: try again */
};

/* One option.  Set exactly one of flag, text, number, list: it gets the value. */
struct cli_option {
	int           letter;     /* short name, or 0 */
	const char   *name;       /* long name */
	const char   *arg;        /* what the value is called; NULL for a flag */
	const char   *help;
	bool         *flag;
	const char  **text;
	int64_t      *number;
	struct cli_list *list;    /* may be given more than once */
	const char *const *words; /* what its value may be, for shells to offer; may be NULL */
};

enum { CLI_LIST_MAX = 32 };

struct cli_list { size_t n; const char *values[CLI_LIST_MAX]; };

enum cli_group {
	CLI_SET_UP, CLI_PROFILE, CLI_HISTORY, CLI_FOLLOW_UP, CLI_SERVICE, CLI_FEEDBACK, CLI_VALUE,
	CLI_DATA, CLI_OPERATIONS, CLI_GROUPS
};

enum cli_mode {
	CLI_ALONE,    /* opens no database, or its own */
	CLI_READ,
	CLI_WRITE
};

/*
 * Which of the common options a program has besides --help and --version.  Those that
 * open a database have --db and --now, those that write to it --dry-run and --quiet.
 */
enum {
	CLI_OUTPUT  = 1 << 0,   /* prints records: --format, --columns, --sort ... */
	CLI_RECORDS = 1 << 1,   /* writes a stream of records: --batch, --rejects */
	CLI_SIGNED  = 1 << 2,   /* -word is an operand, one letter alone an option */
	CLI_SPEAKS  = 1 << 3    /* --quiet goes with what only reads, too: it has notes to make */
};

struct cli;

struct cli_operands { char **values; size_t n; };

struct cli_program {
	const char              *name;       /* crm-tag */
	const char              *summary;    /* as in the manual page's NAME */
	const char              *zh;         /* the same in Chinese */
	const char              *keywords;   /* for crm-help, in both languages, blanks between */
	const char              *operands;   /* as in its SYNOPSIS */
	const char              *examples;   /* two lines that work when pasted */
	const struct cli_option *options;    /* ends with { 0 }; may be NULL */
	enum cli_group           group;
	enum cli_mode            mode;
	unsigned                 common;     /* CLI_OUTPUT, CLI_RECORDS */
	const char              *noun;       /* of the records it reads or writes: its columns */
	const char              *standard;   /* columns it prints unless told; NULL: the noun's own */
	const struct crm_type   *view;       /* of computed records, which are no noun; may be NULL */
	const char *const       *input;      /* an option's text: given, no database is opened */
	bool                   (*lists)(const struct cli *cli);   /* CLI_WRITE: is this call one that
	                                                             only reads?  NULL: none is */
	int                    (*run)(struct cli *cli, crm *db);   /* db NULL: CLI_ALONE, or input */
	const char *const       *words;      /* besides fields, that an operand may be; may be NULL */
	/* The same, of those that depend on operands before, in the place of the last of them. */
	void                   (*complete)(crm *db, struct cli_operands typed, crm_suggestion *offer,
	                                   void *aux);
};

extern const struct cli_program program;

/* --- operands ------------------------------------------------------------------------------- */

/* What is not an option; "-" is left out: cli_wants_stdin() tells. */
struct cli_operands cli_operands(const struct cli *cli);

/* An argument is field=value if the text before its first `=' could be a field's name. */
bool cli_is_assignment(const char *argument);

/* The database's context; without one: UTC, --now or else the moment, no currency. */
struct crm_context cli_context(const struct cli *cli, crm *db);

/* --- writing records (cli_write.c) ---------------------------------------------------------- */

/*
 * Do what a program that writes one noun does: read field=value arguments and the
 * stream of DESIGN's rules, write all of it as one operation, print what was
 * written.  noun NULL: any, told by the ids (crm-set).  Returns the exit status.
 */
int cli_write(struct cli *cli, crm *db, const char *noun);

/*
 * The same, each record that arguments and stream describe stored by the program's own `put',
 * which returns an enum crm_error, or CLI_WITHIN where the record has become a part of one that
 * it has stored before, and which is printed once.
 */
enum { CLI_WITHIN = 1 };

int cli_write_by(struct cli *cli, crm *db, const char *noun, int (*put)(crm *db, void *record));

/*
 * The same with a way of its own to write each record that the ids among the operands, or
 * the lines of a stream, name.  `what' is for the log of operations.
 */
struct cli_record;

int cli_write_each(struct cli *cli, crm *db, const char *noun, const char *what, void *aux,
                   int (*write)(void *aux, crm *db, const struct cli_record *record, void *fields));

/* Where records come from, when it is not a stream on standard input (crm-import). */
struct cli_record {
	size_t             line;      /* for messages */
	const char        *source;    /* file name, or stdin */
	const char        *raw;       /* the line as it stood, for --rejects; NULL: not kept */
	size_t             length;    /* of raw, in which a bad line may have a NUL */
	const char        *header;    /* likewise */
	size_t             n;
	const char *const *names;
	const char *const *values;    /* "" is absent */
};

/* The value in the column of that name; NULL if there is none. */
const char *cli_cell(const struct cli_record *record, const char *name);

struct cli_source {
	/* 1: the next record, borrowed; 0: the end; negative: a bad one, *why the reason. */
	int (*next)(void *aux, struct cli_record *record, struct crm_fault *why);
	/*
	 * Write a record, and leave in fields what is stored: how crm-import finds the
	 * record that is there already.  NULL: the rules of streams.  Returns an enum crm_error.
	 */
	int (*write)(void *aux, crm *db, const struct cli_record *record, void *fields);
	int (*finish)(void *aux, crm *db);   /* before an operation ends; may be NULL */
	void  *aux;
	const char *path;   /* of the file that is read; NULL: standard input */
	bool   piped;    /* it may wait for another program: read all of it before locking */
	size_t shown;    /* print the first so many; 0: all */
	char   separator;   /* of its lines, for --rejects: `,' and the like are CSV; 0: TAB */
	const char *what;   /* names of fields and options, for the log; may be NULL */
};

int cli_write_from(struct cli *cli, crm *db, const char *noun, struct cli_source *source);

/* --- reading records (cli_read.c) ----------------------------------------------------------- */

/* How a reader lists records of one noun. */
struct cli_listing {
	const struct crm_type *type;
	const char *columns;   /* NULL: the noun's own */
	const char *query;     /* always asked as well; may be NULL */
	const char *sort;      /* unless --sort says otherwise; may be NULL */
	bool        future;    /* also records dated after now */
};

/* Print the records that the operands ask for, or those (or those customers') of a stream. */
int cli_list(struct cli *cli, crm *db, const struct cli_listing *listing);

/*
 * The ids in the stream on standard input, if there is one to read: customers, whatever
 * named them.  *n is -1 if there is no stream.  Freed by the caller.
 */
int cli_stream_customers(struct cli *cli, crm *db, int64_t **ids, int64_t *n);

/*
 * Is there something to be written, for a program that also lists: a field=value
 * argument or, without operands, a stream?
 */
bool cli_describes(const struct cli *cli);

/*
 * The follow-ups, or else the customers, that the stream names, if there is one: each
 * *n is -1 without a stream.  Freed by the caller.
 */
int cli_stream_follow_ups(struct cli *cli, crm *db, int64_t **follow_ups, int64_t *n,
                          int64_t **customers, int64_t *customers_n);

/* Should this reader read standard input?  (`-', or no operands and a pipe.) */
bool cli_wants_stdin(const struct cli *cli);

/* The query that the operands make; freed by the caller with crm_query_free(). */
int cli_query(struct cli *cli, crm *db, const struct crm_type *type, const char *always,
              struct crm_query **out);

/* --- printing (cli_print.c) ----------------------------------------------------------------- */

/*
 * Print records of a type as the output options say: format, columns, order, limit.
 * For types of computed records (measures); nouns go through cli_list().
 */
struct cli_printer;

/* Exits with a sentence if it cannot be opened; db may be NULL. */
void cli_printer_open(struct cli_printer **out, struct cli *cli, crm *db,
                      const struct crm_type *type);
int  cli_printer_put(struct cli_printer *printer, const void *record);
int  cli_printer_close(struct cli_printer *printer);   /* prints what was kept for sorting */

/* Print an array of n records of such a type. */
void cli_print_array(struct cli *cli, crm *db, const struct crm_type *type, const void *records,
                     size_t n);

/* Print records of a noun by their ids, in this order, with the output options. */
int cli_print_ids(struct cli *cli, crm *db, const struct crm_type *type, const int64_t *ids,
                  size_t n);

/* Print what an operation changed, by record and field; returns the exit status. */
int cli_print_changes(struct cli *cli, crm *db, int64_t operation);

/* Print what a selection yields and close it; returns the exit status. */
int cli_print_rows(struct cli *cli, crm *db, crm_rows *rows, const struct crm_type *view);

/* Is standard output a terminal, and does the user want a table? */
bool cli_table(const struct cli *cli);
bool cli_colour(const struct cli *cli);
bool cli_chosen_columns(const struct cli *cli);   /* were columns asked for? */
bool cli_chosen_rows(const struct cli *cli);      /* or an order or a limit of rows? */
int  cli_terminal_width(void);

/* Where to print: standard output, or what stands for it in a dry run. */
FILE *cli_out(const struct cli *cli);

int64_t cli_limit(const struct cli *cli);   /* --limit; 0: none */

bool cli_quiet(const struct cli *cli);
bool cli_dry_run(const struct cli *cli);

/* --- errors --------------------------------------------------------------------------------- */

/* Say on standard error; the program's name is put before it. */
void cli_warn(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Say what is wrong with a call, and exit with CLI_TROUBLE. */
void cli_usage(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));

/* Say why nothing more can be done, and exit with CLI_TROUBLE. */
void cli_die(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));

/* Standard output cannot be written: say so, and whether changes are saved; CLI_TROUBLE. */
void cli_output_failed(void) __attribute__((noreturn));

/* Report crm_message(db); returns the exit status that fits the error. */
int cli_failed(crm *db, int error);
int cli_status(int error);   /* that exit status alone */

/* Show a parser's sentence under the text it is about, with a caret; exits with CLI_TROUBLE. */
void cli_fault(const char *text, const struct crm_fault *why) __attribute__((noreturn));

/* Long work on a terminal: a line rewritten ten times a second, after the first second. */
void cli_progress(const char *what, int64_t done, int64_t total);

#endif
