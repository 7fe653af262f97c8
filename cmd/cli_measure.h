/*
 * cli_measure.h - what programs that measure share: the customers asked for, and plain logs.
 */
#ifndef CLI_MEASURE_H
#define CLI_MEASURE_H

#include "cli.h"
#include "plain_log.h"

/*
 * The customers that the operands ask for or a stream names, in order of id, each once;
 * to be freed.  *n is -1 if neither is there: all of them.  Returns the exit status.
 */
int cli_chosen_customers(struct cli *cli, crm *db, int64_t **ids, int64_t *n);

/*
 * The ids of a selection, in its order, whose first column they are; to be freed.  The
 * selection is closed.  Returns the exit status.
 */
int cli_collect_ids(crm *db, crm_rows *rows, const struct crm_type *view, int64_t **ids,
                    int64_t *n);

/* Read the text of an option, named for the message; exits with a sentence if it is none. */
double            cli_number(const char *option, const char *text);   /* to six decimals */
struct crm_period cli_period(const char *option, const char *text);
struct crm_span   cli_span(const char *option, const char *text, const struct crm_clock *clock);

/*
 * Where measures go: the printer is opened with the first, so that a wrong call prints no
 * header.  Start from { .cli = ..., .db = ..., .type = ... }.
 */
struct cli_rows {
	struct cli            *cli;
	crm                   *db;
	const struct crm_type *type;
	struct cli_printer    *printer;   /* NULL: there was none yet */
};

int cli_rows_put(void *rows, const void *record);

/*
 * End after an error or none; why, if it is not empty or NULL, has its reason, else the
 * handle.  Returns the exit status.
 */
int cli_rows_close(struct cli_rows *rows, int error, const struct crm_fault *why);

/*
 * Open the file that takes the database's place.  The operands say role=column; extra,
 * one more of these, may be NULL.  Exits with a sentence if that cannot be.
 */
void cli_plain_open(struct crm_plain_log *plain, const struct cli *cli, const char *path,
                    const struct crm_role *roles, const char *date_format, const char *extra);

/*
 * Close it and return the exit status that fits the error, having said why.  Refused
 * rows were told, with file and line, while they were read.
 */
int cli_plain_close(struct crm_plain_log *plain, int error, const struct crm_fault *why);

#endif
