/*
 * sop_check_rules.h - what the checks of a procedure share (internal).
 */
#ifndef SOP_CHECK_RULES_H
#define SOP_CHECK_RULES_H

#include "sop_check.h"
#include "sop_read.h"

/* A condition of the procedure, and what messages call it. */
struct sop_condition {
	const struct crm_condition *when;
	const char                 *name;   /* [cadence weekly-vip] */
	int                         line;
	enum crm_axis               axis;   /* that it decides; CRM_AXES: none */
	bool                        blurred;   /* a fault leaves open for whom it holds */
};

struct sop_check {
	crm                   *db;
	const struct crm_sop  *sop;
	struct crm_sop_faults *faults;
	struct sop_flaws       flaws;     /* sections of which little is known */
	bool                   failed;    /* the database could not be read */
	unsigned               blurred;   /* axes that nobody can tell, as bits */
	struct sop_memory     *memory;
	size_t                 n;
	struct sop_condition  *condition;
	size_t                 cadence, class, value, limit, event;   /* where those begin */
};

#define SOP_CHECK_FAULT(c, line, ...) \
	crm_sop_fault((c)->faults, (c)->sop->source, (line), __VA_ARGS__)

/* The line of a key in the section that begins at, or holds, a line. */
#define SOP_KEY_LINE(c, line, key) ini_line(&(c)->flaws.ini, (line), (key), NULL)

struct query_node;

/* The axes that a condition looks at, as bits of enum crm_axis. */
unsigned sop_axes_of(const struct query_node *node);

/* Is there time for contacts, here and where customers are? */
void sop_check_time(struct sop_check *c);

/* Try which conditions can hold together, and tell of rules that cannot work. */
void sop_check_rules(struct sop_check *c);

#endif
