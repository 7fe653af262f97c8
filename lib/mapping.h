/*
 * mapping.h - which column of somebody's file is which field.
 *
 *	static const struct crm_role roles[] = {
 *		{ "customer", "客戶|customer_id" }, { "amount", "金額|total" }, { 0 }
 *	};
 *	struct crm_mapping mapping = { 0 };
 *	if (crm_mapping_guess(&mapping, roles, "order|訂單", names, n, told, n_told, &why))
 *		... why.text ...
 *	amount = row.values[mapping.column[1]];           (unless that is CRM_NO_COLUMN)
 *	crm_mapping_clear(&mapping);
 *
 * Headings are compared by their keys: folded (crm_fold(): case, width, traditional and
 * simplified Chinese alike) and without blanks and ASCII signs, so `E-mail', `e_mail'
 * and `Ｅｍａｉｌ' are one.  A heading fits a role, best first, when
 *
 *	4  it is the role's name
 *	3  it is one of its aliases
 *	2  it is either of them behind the noun's name: `customer phone', 客户电话
 *	1  it is the name or an English alias of five letters or more, but for one slip
 *
 * The best heading of a role is taken.  Two that fit equally well are no guess:
 * CRM_AMBIGUOUS naming both.  What the user says goes before all guesses.
 */
#ifndef CRM_MAPPING_H
#define CRM_MAPPING_H

#include <stdbool.h>
#include <stddef.h>

#include "fault.h"

/* What a column can be. */
struct crm_role {
	const char *name;      /* snake_case */
	const char *aliases;   /* headings that mean it, `|' between; may be NULL */
};

enum { CRM_NO_COLUMN = -1 };

struct crm_mapping {
	const struct crm_role *roles;     /* borrowed */
	size_t                 roles_n;
	size_t                 columns_n;
	int                   *column;    /* of each role, from 0; or CRM_NO_COLUMN */
	bool                  *told;      /* of each role: by the user */
	bool                  *used;      /* of each column: it is mapped */
};

/*
 * Map columns to roles (which end with a NULL name and are borrowed).  noun is the
 * noun's names, `|' between, or NULL.  told is what the user says, "field=column"
 * each; a column is a heading or its number from 1, and "field=" leaves the field
 * out.  CRM_INVALID: a field or a column that is not there, naming the nearest;
 * CRM_AMBIGUOUS; CRM_NO_MEMORY.  The mapping is empty after an error.
 */
int crm_mapping_guess(struct crm_mapping *mapping, const struct crm_role *roles, const char *noun,
                      const char *const *columns, size_t columns_n, const char *const *told,
                      size_t told_n, struct crm_fault *why);

void crm_mapping_clear(struct crm_mapping *mapping);

/* The column of a role by its name; CRM_NO_COLUMN if there is none. */
int crm_mapping_column(const struct crm_mapping *mapping, const char *role);

/*
 * Plain logs, read without a database: `customer', `date', `amount', `currency', `status',
 * `group' of purchases;
 */
extern const struct crm_role crm_purchase_roles[];

/* and `score', `customer', `date', `group' of answers. */
extern const struct crm_role crm_score_roles[];

#endif
