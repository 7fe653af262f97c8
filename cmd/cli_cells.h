/*
 * cli_cells.h - the records that a writer has read, kept until it may work on them.
 */
#ifndef CLI_CELLS_H
#define CLI_CELLS_H

#include "cli.h"
#include "spool.h"

struct cli_cells {
	struct spool       spool;
	char              *buffer;       /* texts of the record last taken out */
	size_t             room;
	const char       **names, **values;
	size_t             columns;
	bool               raw;          /* keep lines for --rejects */
};

/* Keep a record, or a bad one with the reason: alike, so that they are told in their order. */
void cli_cells_put(struct cli_cells *in, const struct cli_record *r, const char *bad);

/* Take the next one out; its texts last until the next call.  False at the end. */
bool cli_cells_get(struct cli_cells *in, struct cli_record *r, const char **bad);

void cli_cells_free(struct cli_cells *in);

#endif
