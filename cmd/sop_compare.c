/*
 * sop_compare.c - crm-sop diff and review.
 */
#include "sop_command.h"

int
sop_diff(struct cli *cli, crm *db, char **operands)
{
	(void)cli, (void)db, (void)operands;
	return CLI_OK;
}

int
sop_review(struct cli *cli, crm *db, char **operands)
{
	(void)cli, (void)db, (void)operands;
	return CLI_OK;
}
