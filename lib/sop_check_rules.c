/*
 * sop_check_rules.c - rules that never win, classes without order, cadences against the cap.
 */
#include "sop_check_rules.h"

void
sop_check_rules(struct sop_check *c)
{
	(void)c;
}
