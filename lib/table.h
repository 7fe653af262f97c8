/*
 * table.h - rows out of other people's files: CSV, TSV, JSON, whatever the encoding.
 *
 *	struct crm_table *table;
 *	struct crm_table_row row;
 *	int got;
 *
 *	if (crm_table_open(&table, "orders.csv", NULL, &why))
 *		... why.text ...
 *	while ((got = crm_table_next(table, &row, &why)) != 0)
 *		if (got > 0)
 *			puts(row.values[0]);
 *		else
 *			fprintf(stderr, "%s:%zu: %s\n", crm_table_name(table), row.line, why.text);
 *	crm_table_close(table);
 *
 * The source of rows for imports and for programs that compute without a database.
 * It is read once, from front to back, in constant memory; a pipe will do.
 *
 * CSV   RFC 4180, and what else goes by that name: `;', TAB or `|' for the comma,
 *       LF, CRLF or CR, a byte-order mark, line ends inside quotes.  Blanks around a
 *       value without quotes are dropped.  A quote may stand only around a value, or
 *       doubled inside one in quotes.  Empty lines are passed over unless asked for.
 * TSV   the form of crm-streams(5): TAB between values, \t \n \r \\ inside them, quotes
 *       are quotes.
 * JSON  an object a line (JSON Lines), or one array of objects.  Texts stand for
 *       themselves, numbers for their shortest decimal, true and false are yes and no, null
 *       is an empty value, arrays and objects are JSON again.
 */
#ifndef CRM_TABLE_H
#define CRM_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fault.h"

enum crm_table_format { CRM_TABLE_DETECT, CRM_TABLE_CSV, CRM_TABLE_TSV, CRM_TABLE_JSON };
enum crm_table_header { CRM_HEADER_DETECT, CRM_HEADER_YES, CRM_HEADER_NO };

/* How to read; {0}, or NULL where a pointer to it is wanted, is to find out. */
struct crm_table_options {
	enum crm_table_format format;      /* by the first line: `{' or `[' JSON; TABs TSV, unless a
	                                      value is in quotes or the name ends in .csv; else CSV */
	char                  separator;   /* of CSV; 0: the commonest of , ; TAB | in line 1 */
	enum crm_table_header header;      /* none if a value of line 1 is a number, date or e-mail */
	const char           *encoding;    /* an iconv name (`big5', `gb18030', `utf-16le'), borrowed
	                                      for the call; NULL: a byte-order mark says, else UTF-8 */
	bool                  empty_rows;  /* CSV of one column: an empty line is an empty value */
};

enum {
	CRM_TABLE_RECORD_LIMIT = 16 << 20,   /* bytes of one record, its line ends included */
	CRM_TABLE_SAMPLE_LIMIT = 1 << 20     /* bytes that can be read twice */
};

/* Borrowed until the next call. */
struct crm_table_row {
	size_t             line;     /* on which the record begins (or is wrong), from 1 */
	size_t             n;        /* values: as many as there are names */
	const char *const *values;   /* UTF-8, ends with NUL; never NULL, "" is absent */
	const char        *raw;      /* the record as it stood (in UTF-8), without its last line end */
	size_t             length;   /* bytes of raw */
};

struct crm_table;

/*
 * Open a file by path, `-' being the standard input, or take a file descriptor, which
 * stays the caller's and must outlive the table; name is for messages and is copied.
 * What is wrong with the first line is found here: CRM_INVALID; a file that cannot be
 * opened or read is CRM_NO_FILE, with errno kept.  *out is NULL after an error.
 */
int crm_table_open(struct crm_table **out, const char *path,
                   const struct crm_table_options *options, struct crm_fault *why);
int crm_table_open_fd(struct crm_table **out, int fd, const char *name,
                      const struct crm_table_options *options, struct crm_fault *why);
void crm_table_close(struct crm_table *table);   /* NULL is fine */

/* The path, or `stdin'. */
const char *crm_table_name(const struct crm_table *table);

/* What stands between the values of a line: a TAB, a comma, ...; NUL in JSON. */
char crm_table_separator(const struct crm_table *table);

/* Whether line 1 held names: JSON always has them. */
bool crm_table_has_header(const struct crm_table *table);

/*
 * The names of the columns; returns how many.  Normalised and never empty or twice the
 * same: an empty one is column3 by its place, the second `email' is email_2.  Without
 * a header all are column1 to columnN.  The keys of JSON are those of the first 100
 * records; a new key further down appends a name, and row.n grows with it.  An empty
 * file has none.  Borrowed until the next call.
 */
size_t crm_table_names(const struct crm_table *table, const char *const **names);

/*
 * 1: *row is the next record.  0: the end.  Otherwise what is wrong with the record:
 * row->line, and raw where it could be read, say with which.
 *
 * CRM_INVALID   a value more or less than there are names, invalid UTF-8 or NUL, a
 *               stray quote, a broken escape, broken JSON: the next call goes on.  A
 *               quote never closed (row->line is where it opens), a record over the
 *               limit, bytes that the encoding does not have: the next call is the end.
 *               The first invalid UTF-8 guesses at --encoding big5 or gb18030.
 * CRM_NO_FILE   the file cannot be read on; errno is kept.  The next call is the end.
 * CRM_NO_MEMORY
 */
int crm_table_next(struct crm_table *table, struct crm_table_row *row, struct crm_fault *why);

/*
 * Look ahead: the next rows (so many at most, and no more than the sample's limit of
 * bytes) come from crm_table_next(), which then says the end; crm_table_rewind() puts
 * them back.  Works on pipes.  Rewinding outside of a sample is CRM_BUG.
 */
void crm_table_sample(struct crm_table *table, size_t rows);
int  crm_table_rewind(struct crm_table *table);

/* Progress: bytes of the file read so far, and its size if it is known, else 0. */
uint64_t crm_table_bytes(const struct crm_table *table, uint64_t *total);

#endif
