/*
 * column_sql.h - fields and facts as SQL expressions (internal).
 *
 * They are expressions over the row named sql->alias.
 */
#ifndef COLUMN_SQL_H
#define COLUMN_SQL_H

#include "column.h"
#include "query_ast.h"
#include "sql_text.h"

/* The value of a column: one expression, NULL where it is absent. */
void column_put(struct sql *sql, const struct column *column);

/* After the row in FROM, the records that columns before it were put from. */
void column_put_joins(struct sql *sql);

/*
 * An expression or condition of a table of fields over a row of the type: `t.' is the row,
 * $now and $today are bound, {path} is another column.
 */
void column_put_template(struct sql *sql, const struct crm_type *type, const char *text);

/* The id of the record that a column belongs to. */
void column_put_key(struct sql *sql, const struct column *column);

/* `FROM orders e WHERE ...': the records that a fact looks at, of all customers. */
void fact_put_records(struct sql *sql, const struct fact_use *use);

/* `SUM(e.base)' */
void fact_put_measure(struct sql *sql, const struct fact *fact);

/* The column of those records on whose order first and last depend. */
const char *fact_date_column(const struct fact *fact);

/* Where the field of a type stands in its table. */
const char *column_name(const struct crm_field *field);

#endif
