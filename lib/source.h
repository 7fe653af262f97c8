/*
 * source.h - the bytes of a file as UTF-8 text, through a window (internal).
 *
 * For tables.  The window moves along: it is data[0..end): the record being read begins at
 * `begin' and has been read up to `at'.  What lies before `begin' may go, unless it is
 * kept for a rewind.
 */
#ifndef CRM_SOURCE_H
#define CRM_SOURCE_H

#include <iconv.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fault.h"

struct source {
	int      fd;
	bool     close;       /* the descriptor is ours */
	char    *name;
	iconv_t  iconv;       /* (iconv_t)-1: the bytes are UTF-8 already */
	char    *encoding;    /* its name; NULL if the bytes are UTF-8 */
	char     pending[16]; /* the beginning of a character that the next read ends */
	size_t   pending_n;
	char    *data;
	size_t   begin, at, end, capacity;
	char     newline;     /* what ends a line: LF, or CR in a file without LF */
	size_t   line;        /* on which the record begins, from 1 */
	bool     keeping;     /* a rewind to kept, kept_line is wanted */
	size_t   kept, kept_line;
	bool     eof;
	int      error;       /* what stands at the end of the window: 0 or an enum crm_error */
	int      system_error;
	uint64_t bytes, total;
};

/* Take over fd, look for a byte-order mark, fill the window for the first time. */
int  source_open(struct source *source, int fd, const char *name, const char *encoding,
                 struct crm_fault *why);
void source_close(struct source *source);

/*
 * Read on so that the window holds more; what is in it may move.  1: it does.  0: the
 * file ends with it.  CRM_INVALID: the record is too long, or a character is not of the
 * encoding; CRM_NO_FILE: reading failed.
 */
int source_more(struct source *source, struct crm_fault *why);

/* Move `at' behind the next line end (or to the end of the file); 0: there is nothing. */
int source_line(struct source *source, struct crm_fault *why);

/* The record ends at `at': count its lines, let the next begin. */
void source_advance(struct source *source);

/* A rewind puts everything read since back. */
void source_keep(struct source *source);
void source_rewind(struct source *source);

/* The Chinese encoding that bytes which are not UTF-8 may be in; NULL if neither. */
const char *source_guess(const struct source *source);

#endif
