/*
 * sop_file.h - read a written procedure from its file, and tell all that is wrong with it.
 *
 *	struct crm_sop_file file = { 0 };
 *	struct crm_sop_faults faults = { 0 };
 *	struct crm_sop *sop = NULL;
 *
 *	error = crm_sop_file_read(&file, "our.sop", &faults);
 *	if (!error)
 *		error = crm_sop_parse(db, &file, &sop, &faults);
 *	for (size_t i = 0; i < faults.n; i++)
 *		fprintf(stderr, "%s:%d: %s\n", faults.fault[i].file, faults.fault[i].line,
 *		        faults.fault[i].text);
 *
 * crm-sop(5) describes the file.  One table of sections and keys drives the reading, the
 * manual, the completion and the names that are suggested for a wrong one.
 */
#ifndef CRM_SOP_FILE_H
#define CRM_SOP_FILE_H

#include "sop.h"

/* What is wrong, and what would be right; line 0: the file as a whole. */
struct crm_sop_fault { char *file; int line; char *text; };

struct crm_sop_faults {
	size_t                n, size;
	struct crm_sop_fault *fault;      /* file by file, in order of lines */
	size_t                notes, notes_size;
	struct crm_sop_fault *note;       /* what could not be found out, and is no fault; so ordered */
	bool                  no_memory;  /* for one more */
};

/* Tell a fault, or a note; what the sentence quotes may be hostile. */
void crm_sop_fault(struct crm_sop_faults *faults, const char *file, int line, const char *format,
                   ...) __attribute__((format(printf, 4, 5)));
void crm_sop_note(struct crm_sop_faults *faults, const char *file, int line, const char *format,
                  ...) __attribute__((format(printf, 4, 5)));

void crm_sop_faults_clear(struct crm_sop_faults *faults);

/* A procedure as it was written, whole; all owned. */
struct crm_sop_file {
	char *name;        /* for messages */
	char *text;        /* UTF-8, no NUL */
	char *holidays;    /* what stands in the file that `holidays =' names; NULL: none */
};

enum { CRM_SOP_SIZE = 1000000 };   /* bytes of a file, at most */

/*
 * Read a file, `-' being standard input, and the holidays that it names, which lie
 * beside it.  CRM_INVALID with a fault told if it cannot be read, or is no text; where
 * that is so of the holidays alone out->text is there, so that crm_sop_parse() can tell
 * what else is wrong.  In any case crm_sop_file_clear() is due.
 */
int  crm_sop_file_read(struct crm_sop_file *out, const char *path, struct crm_sop_faults *faults);
void crm_sop_file_clear(struct crm_sop_file *file);

/*
 * Make a procedure of it: all that can be told line by line is.  CRM_INVALID if there were
 * faults; *out is NULL then.  Whether the rules make sense together is for
 * crm_sop_check() to say.
 */
int  crm_sop_parse(crm *db, const struct crm_sop_file *file, struct crm_sop **out,
                   struct crm_sop_faults *faults);
void crm_sop_free(struct crm_sop *sop);   /* NULL is fine */

/* --- what a file may say ------------------------------------------------------------------- */

struct crm_sop_key {
	const char *section;   /* cadence; the key NULL: the section itself */
	const char *key;       /* every */
	const char *form;      /* of its value, or of the section's name: PERIOD */
	const char *help;
};

/* The i-th of all sections and keys, each section before its keys; false behind the last. */
bool crm_sop_key(size_t i, struct crm_sop_key *out);

#endif
