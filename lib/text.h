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
	const char        *raw;      /* as it stood, without its LF */
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
 * 1: *line is the next record.  0: the end.  CRM_INVALID: this line is bad (NUL
 * or invalid UTF-8, a bad escape, more fields than the header has, broken JSON,
 * a nested value, over 16 MB); *line has number and raw, *why the reason, and
 * the next call goes on.  CRM_DATABASE with errno kept: reading failed.
 */
int crm_stream_next(struct crm_stream *stream, const struct crm_line **line, struct crm_fault *why);

/* --- out ------------------------------------------------------------------- */

enum crm_format { CRM_TSV, CRM_CSV, CRM_JSON, CRM_TABLE };

struct crm_layout {
	enum crm_format           format;
	bool                      header;        /* TSV, CSV, table: write it */
	bool                      if_any;        /* nothing at all without a record, no header either */
	bool                      spreadsheet;   /* CSV: guard leading = + - @ with ', begin with a BOM */
	bool                      colour;        /* table: headings */
	int                       width;         /* table: cells of the terminal; 0 is unlimited */
	const struct crm_context *context;
};

struct crm_writer;

/*
 * Write records of one type to a file; all fields of the type that are not
 * hidden, in order (a selection is a type of its own: select.h).  The layout is
 * copied; type and context must outlive the writer.
 */
int crm_writer_open(struct crm_writer **out, FILE *file, const struct crm_type *type,
                    const struct crm_layout *layout);
int crm_writer_put(struct crm_writer *writer, const void *record);

/* Finish (a table is drawn now; an empty TSV gets its header) and free. */
int crm_writer_close(struct crm_writer *writer);

/* Append a value with \t \n \r \\ escaped; the inverse works in place, CRM_INVALID if it cannot. */
void crm_escape(FILE *out, const char *value);
int  crm_unescape(char *value, struct crm_fault *why);

#endif
