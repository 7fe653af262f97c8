/*
 * remind_run.h - one run at a time, and when the last was, so that the automation is watched.
 */
#ifndef REMIND_RUN_H
#define REMIND_RUN_H

#include "cli.h"

/* Is no other run at work on this database?  Keeps others out until the process ends. */
bool remind_only_run(const char *path);

extern const struct crm_type remind_run_type;

/*
 * Print the last run of a way (NULL: of any).  Returns the exit status: CLI_REFUSED if
 * there was none within max_age, by the real clock; NULL: however long ago.
 */
int remind_show_last(struct cli *cli, crm *db, const char *way, const char *max_age);

#endif
