/*
 * cli_build.h - what a stream means: arguments and cells become a record.
 *
 * With an id column a record of the stream is one that exists; without, a new one.
 * field=value arguments override; with an id, they alone count.  Columns of another
 * noun count only when spelled noun.field.
 */
#ifndef CLI_BUILD_H
#define CLI_BUILD_H

#include "cli_internal.h"

struct cli_builder {
	struct cli            *cli;
	crm                   *db;
	const struct crm_type *type;          /* NULL: told by the id */
	struct cli_operands    operands;      /* the assignments, then the ids */
	size_t                 assignments;
	char                  *what;          /* names of fields, for the log */
	const char *const     *heading;       /* whose names are in `what' already */
	const char           **warned;        /* columns that were left out, and told of */
	size_t                 warnings;
	size_t                 compared;      /* records looked up for columns that are left out */
};

/* Read the operands; exits on a field that is not there or cannot be written. */
void cli_builder_open(struct cli_builder *b);
void cli_builder_close(struct cli_builder *b);

/* Is it said about what?  Else standard input tells. */
bool cli_has_subject(const struct cli_builder *b);

/* Remember the columns that a record brings, for the log. */
void cli_builder_heading(struct cli_builder *b, const struct cli_record *r);

/* Fill the record that cells and arguments describe; *type is its noun. */
int cli_build(struct cli_builder *b, const struct cli_record *r, const struct crm_type **type,
              void *record);

/* Room for a record of any noun. */
size_t cli_largest_record(crm *db);

#endif
