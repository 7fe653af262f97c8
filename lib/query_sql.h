/*
 * query_sql.h - a query as a SQL condition (internal).
 */
#ifndef QUERY_SQL_H
#define QUERY_SQL_H

#include "query_ast.h"
#include "sql_text.h"

/*
 * Put the condition, over the row named sql->alias, in parentheses where it needs
 * them.  It is true or not; NULL counts as false, so nothing but IS NOT TRUE may be
 * said of it.
 */
void query_put(struct sql *sql, const struct query_node *node);

/* Whether it names a few records, so that looking at each is cheaper than at all facts. */
bool query_is_narrow(const struct crm_query *query);

#endif
