/*
 * sql_text.h - a SQL statement in the making, with its values (internal).
 *
 *	struct sql sql = { .db = db };
 *	sql_put(&sql, "SELECT id FROM customer t WHERE t.city = ");
 *	sql_bind_text(&sql, city);                    (?1, and the value beside it)
 *
 * Only names that stand in the library's own tables are put as text; whatever a
 * person wrote is bound.  Errors are kept and found at the end.
 */
#ifndef SQL_TEXT_H
#define SQL_TEXT_H

#include "db.h"

enum { SQL_ALIAS = 16, SQL_JOINS = 4 };

#define SQL_ROW "t"   /* the alias of the row that is selected */

/* A record that each row refers to: FROM joins it, so that its columns cost one look-up. */
struct sql_join {
	const struct crm_field *reference;
	const struct crm_type  *type;
	char                    alias[SQL_ALIAS];
};

struct sql {
	crm             *db;
	char            *text;
	size_t           length, room;
	struct db_value *values;             /* [0] is for the statement itself */
	size_t           n, value_room;
	char           **owned;              /* bound texts: they must outlive the rows */
	size_t           owned_n;
	size_t           now, today;         /* the parameters that hold these; 0: none yet */
	unsigned         aliases;            /* given out */
	char             alias[SQL_ALIAS];   /* of the row that columns are taken from */
	bool             joining;            /* what is put stands before FROM, and may join */
	struct sql_join  joins[SQL_JOINS];
	size_t           join_n;
	bool             row;                /* facts by a look at one customer, not at all of them */
	unsigned         within;             /* bits of enum crm_axis: inside conditions of these */
	size_t           terms;              /* comparisons put */
	int              error;
};

/*
 * One comparison more.  False, and CRM_INVALID with a sentence, once there are more than
 * any statement can hold: conditions of classes that refer to one another multiply.
 */
enum { SQL_TERMS = 10000 };   /* SQLite takes half a second to read those */

bool sql_term(struct sql *sql);

void sql_put(struct sql *sql, const char *format, ...) __attribute__((format(printf, 2, 3)));
void sql_put_text(struct sql *sql, const char *text, size_t n);   /* so many bytes */

void sql_bind_int(struct sql *sql, int64_t number);
void sql_bind_text(struct sql *sql, const char *text);    /* copied */
void sql_now(struct sql *sql);
void sql_today(struct sql *sql);

/* `%text%' for LIKE, its own % and _ taken literally; with the ESCAPE that says so. */
void sql_bind_like(struct sql *sql, const char *text);

/* A word of a list: as a literal where it is plain, so that partial indexes are found. */
void sql_put_word(struct sql *sql, const char *word);

/* Enter a row of another table under a new alias; what it returns goes to sql_leave(). */
struct sql_scope { char alias[SQL_ALIAS]; };

struct sql_scope sql_enter(struct sql *sql);
struct sql_scope sql_enter_as(struct sql *sql, const char *alias);
void             sql_leave(struct sql *sql, struct sql_scope scope);

/* The statement as first value, ready for the door; sql->n is how many. */
const struct db_value *sql_values(struct sql *sql);

/* Let go of everything but, if texts is not NULL, what was bound: *texts, *n are to be freed. */
void sql_free(struct sql *sql, char ***texts, size_t *n);

#endif
