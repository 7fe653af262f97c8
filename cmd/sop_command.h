/*
 * sop_command.h - what crm-sop can do: a function for each of its operations.
 *
 * Each gets the operands behind its name and returns the exit status.
 */
#ifndef SOP_COMMAND_H
#define SOP_COMMAND_H

#include "cli.h"
#include "sop_file.h"

/* --since: the first day of a review. */
extern const char *sop_since;
extern bool        sop_holidays;

/* A file's procedure, to be freed; NULL: its faults are printed, *status is why. */
struct crm_sop *sop_from_file(crm *db, const char *path, FILE *out, int *status);

void sop_print_faults(const struct crm_sop_faults *faults, FILE *out);

int sop_check_file(struct cli *cli, crm *db, char **operands);
int sop_load_file(struct cli *cli, crm *db, char **operands);
int sop_show(struct cli *cli, crm *db, char **operands);
int sop_log(struct cli *cli, crm *db, char **operands);
int sop_note(struct cli *cli, crm *db, char **operands);
int sop_diff(struct cli *cli, crm *db, char **operands);
int sop_review(struct cli *cli, crm *db, char **operands);
int sop_keys(struct cli *cli, crm *db, char **operands);

#endif
