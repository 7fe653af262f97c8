/*
 * cli_internal.h - what the cli_*.c files share among themselves, and no program sees.
 */
#ifndef CLI_INTERNAL_H
#define CLI_INTERNAL_H

#include "cli.h"
#include "cli_config.h"

/* The common options' values. */
struct cli_common {
	const char *db, *now, *format, *columns, *sort, *rejects;
	int64_t     limit, batch;
	bool        json, no_header, ids, if_any, spreadsheet, quiet, dry_run;
	bool        help, version, complete, about, list_columns;
};

struct cli {
	char              **arguments;   /* in another order than they came in; NULL: as they came */
	char              **operands;    /* within these */
	size_t              n;
	bool                dash;      /* `-' was among the operands */
	struct cli_common   common;
	struct cli_config   config;
	const char         *path;      /* of the database */
	FILE               *out;
	bool                continued;   /* printing goes on: the header is out already */
};

/* Read the options and operands of a call; exits on wrong usage. */
void cli_parse(struct cli *cli, int argc, char **argv);

/* Does this call write to the database?  Exits if it only lists, and has options of writing. */
bool cli_writes(const struct cli *cli);

/* Answer --help, --version and what the shells and crm-help ask; true if it was asked. */
bool cli_answer(const struct cli *cli);

/* The program's options, then the common ones that it has; NULL behind the last. */
const struct cli_option *cli_option_at(int i);

/* --complete with the n > 0 words of a command line: what may stand in the place of the last. */
int cli_complete(struct cli *cli, char **words, size_t n);

/* --columns: the columns there are. */
int cli_show_columns(crm *db);

/* The layout that the output options ask for. */
struct crm_layout cli_layout(const struct cli *cli, crm *db);

/* An array of n items as it is or, when it is full, moved to where there is room for more. */
void *cli_grow(void *array, size_t n, size_t *room, size_t item);

/* Wait for standard input; after a second say so on a terminal. */
void cli_await_input(void);

/* Is this a column of any noun, or a fact?  (crm_stream_known) */
bool cli_known_column(void *db, const char *name);

/* The columns to print: -o, --ids, the configuration on a terminal, or the standard ones. */
const char *cli_columns(const struct cli *cli, const char *standard);

/* The first of the columns of -o, by name; exits naming the nearest if there is none. */
const struct crm_field *cli_column(const struct crm_type *type, const char *columns);

/* Print the records of want->ids, in their order or in that of --sort; returns the exit status. */
int cli_print_named(struct cli *cli, crm *db, struct crm_select *want);

/* The path of the database, for programs that open it themselves; then the common settings. */
const char *cli_database(struct cli *cli);
void        cli_prepare(struct cli *cli, crm *db);

#endif
