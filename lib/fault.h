/*
 * fault.h - what is wrong with a text, and where in it.
 *
 * The pure modules (dates, money, records, streams, queries) have no database
 * handle to leave a sentence in, so their parsers fill a fault:
 *
 *	struct crm_fault why;
 *	if (crm_money_parse("12.345", "USD", &amount, &why))
 *		fprintf(stderr, "%s\n", why.text);
 *
 * The sentence says what is wrong and what would be right; it neither starts
 * with a capital nor ends with a stop, so that a caller can put
 * "program: file:line: field: " before it.
 */
#ifndef CRM_FAULT_H
#define CRM_FAULT_H

#include <stddef.h>

/* What functions that can fail return: 0 or one of these. */
enum crm_error {
	CRM_OK        =   0,
	CRM_NOT_FOUND =  -1,   /* no such record */
	CRM_EXISTS    =  -2,   /* a record like this is already there */
	CRM_INVALID   =  -3,   /* a value makes no sense; the message says which */
	CRM_AMBIGUOUS =  -4,   /* a name fits more than one record */
	CRM_CONFLICT  =  -5,   /* later operations stand in the way */
	CRM_READ_ONLY =  -6,   /* the database cannot be written, or was opened for reading */
	CRM_BUSY      =  -7,   /* another program holds the database: try again */
	CRM_NO_FILE   =  -8,   /* there is no database at that path */
	CRM_OLD       =  -9,   /* written by an earlier libcrm: upgrade it */
	CRM_TOO_NEW   = -10,   /* written by a later version of libcrm */
	CRM_NO_MEMORY = -11,
	CRM_DATABASE  = -12,   /* the engine said no; the message says why */
	CRM_BUG       = -13    /* a mistake in the calling program */
};

struct crm_fault {
	char   text[320];   /* the sentence, UTF-8, never cut inside a character */
	size_t at;          /* byte offset in the text that was parsed */
};

/*
 * Say what is wrong; returns CRM_INVALID so that a parser can return it.  What
 * the sentence quotes may be hostile: control characters and invalid UTF-8 are
 * written as `?'.  A caller who does not want the reason passes NULL.
 */
int crm_fault(struct crm_fault *why, size_t at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/*
 * How many bytes of a text to quote in a sentence, with %.*s: all of them, or
 * whole characters of at most 60 bytes.
 */
int crm_fault_clip(const char *text);

#endif
