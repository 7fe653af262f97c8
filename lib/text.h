/*
 * text.h - streams: records as lines of text with a header, in and out.
 *
 * The contract between the programs; crm-streams(5) tells it to people.
 *
 *	struct crm_stream *in;
 *	const struct crm_line *line;
 *	crm_stream_open(&in, stdin, known, NULL);
 *	while (crm_stream_next(in, &line, &why) > 0)
 *		for (size_t i = 0; i < line->n; i++)
 *			printf("%s is %s\n", line->names[i], line->values[i]);
 *
 * Format: UTF-8 lines, TAB between fields, the first line the header.  In a
 * value TAB, LF, CR and backslash are written \t \n \r \\.  An empty field is
 * absent.  A first byte `{' makes it JSON Lines.
 */
#ifndef CRM_TEXT_H
#define CRM_TEXT_H

#include <stdio.h>

#include "record.h"

/* --- in -------------------------------------------------------------------- */

struct crm_stream;

/*
 * One record.  Without a header (the output of cut or grep) n is 1 and the name
 * is "id".  Borrowed until the next call.
 */
struct crm_line {
	size_t             number;   /* of the line, from 1 */
	const char        *raw;      /* as it stood, without its LF (and the stream's BOM) */
	size_t             length;   /* of raw, in which a bad line may have a NUL */
	size_t             n;
	const char *const *names;
	const char *const *values;   /* unescaped; "" is absent */
	const char        *header;   /* the header line in force, raw; NULL if none */
	unsigned           heading;  /* changes whenever names changes */
};

/*
 * Whether a name is a column of any noun: tells a header from data.  (A line
 * whose every field is a column name is a header wherever it stands; a first
 * line whose first field is not a column name is data, field one the id.)
 */
typedef bool crm_stream_known(void *aux, const char *name);

/* Takes neither ownership of the file nor of aux; all must outlive the stream. */
int  crm_stream_open(struct crm_stream **out, FILE *in, crm_stream_known *known, void *aux);
void crm_stream_close(struct crm_stream *stream);

/*
 * 1: *line is the next record.  0: the end.  CRM_INVALID: this line is bad; *line
 * has number, raw and length (16 MB of a longer one), *why the reason, after
 * "column: " where it is about one, and the next call goes on.  CRM_DATABASE with
 * errno kept: reading failed.  CRM_NO_MEMORY.
 *
 * Bad are: NUL or invalid UTF-8, an escape other than \t \n \r \\, another number of
 * fields than the header has (one that is cut short must not make what it lost
 * absent), a header that names a column twice or not at all, more than 4096
 * fields, over 16 MB; in JSON Lines what is not an object, is empty, has a key
 * twice, or a list or object for a value.  If a header is bad, or a first line
 * that might have been one, so are the lines that would depend on it.
 *
 * Blank lines are skipped, a CR before LF and a BOM before the first line dropped.
 * JSON values read as texts do: true and false are yes and no, null is absent, a
 * number is the digits as they stand (only where it has an exponent, those of the
 * double that it stands for).
 *
 * No more is read from the file than the line needs: an endless stream is heard
 * as it comes, and what was read (and pushed back) before is no matter.
 */
int crm_stream_next(struct crm_stream *stream, const struct crm_line **line, struct crm_fault *why);

/* How many lines were read so far, headers and blank ones too: at the end, 0 is an empty input. */
size_t crm_stream_lines(const struct crm_stream *stream);

/* --- out ------------------------------------------------------------------- */

enum crm_format { CRM_TSV, CRM_CSV, CRM_JSON, CRM_TABLE };

struct crm_layout {
	enum crm_format           format;
	bool                      header;        /* TSV, CSV, table: write it */
	bool                      if_any;        /* not even a header without a record */
	bool                      spreadsheet;   /* CSV: for Excel and the like, see below */
	bool                      continued;     /* header and byte order mark are out already */
	bool                      terminal;      /* TSV, CSV, JSON: make control characters visible */
	bool                      colour;        /* table: bold headings */
	int                       width;         /* table: cells of the terminal; 0 is unlimited */
	const struct crm_context *context;
};

struct crm_writer;

/*
 * Write records of one type to a file; all fields of the type that are not
 * hidden, in order (a selection is a type of its own: select.h).  The layout is
 * copied; file, type and context must outlive the writer.
 *
 *	TSV     see above.
 *	CSV     RFC 4180, but lines end with LF, which R, pandas, duckdb and awk all take;
 *	        quotes where there is a comma, a quote, CR or LF, or a blank at either end,
 *	        and around an absent value that is all of its line.  With spreadsheet: a BOM,
 *	        CRLF, and ' before a text (not a number) that begins with = + - @, their
 *	        full-width forms, TAB or CR, lest it be run as a formula.
 *	JSON    JSON Lines.  Every record has every key: absent is null.  CRM_INT and CRM_REAL
 *	        are numbers, CRM_BOOL true or false; ids, words, dates, amounts and decimals
 *	        are strings, exact.
 *	table   for people: columns aligned by display width, two blanks between; instants
 *	        to the minute, amounts grouped, measured numbers to three digits; control
 *	        characters made visible; texts cut with … where the width does not do, and
 *	        where that does not do either, a line for each field that is there.  It is
 *	        drawn when the writer is closed, so all of it is held till then.
 *
 * A table needs libsmartcols, which is loaded now.  *out is set even on failure
 * (except for CRM_NO_MEMORY), so that crm_writer_message() can say why; close it in
 * either case.
 */
int crm_writer_open(struct crm_writer **out, FILE *file, const struct crm_type *type,
                    const struct crm_layout *layout);

/*
 * CRM_DATABASE with errno kept: writing failed, and all later calls fail alike
 * (EPIPE: nobody reads any more).  Lines reach the file in blocks.
 */
int crm_writer_put(struct crm_writer *writer, const void *record);

/* Why the last call on writer failed; valid until the next one. */
const char *crm_writer_message(const struct crm_writer *writer);

/*
 * Finish (a table is drawn now; an empty TSV gets its header), flush the file and
 * free.  Returns what writing failed with, now or earlier.  NULL is fine.
 */
int crm_writer_close(struct crm_writer *writer);

/*
 * Append a value with \t \n \r \\ escaped.  The inverse works in place; CRM_INVALID if there
 * is another escape, and then the value is spoilt.
 */
void crm_escape(FILE *out, const char *value);
int  crm_unescape(char *value, struct crm_fault *why);

#endif
