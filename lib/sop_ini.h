/*
 * sop_ini.h - the lines of a procedure: sections, keys and values (internal).
 *
 *	[cadence weekly-vip]        a section: its kind, and its name if it has one
 *	every  = 1w                 a key and its value
 *	script = Good morning!      a value goes on in lines that begin with a blank;
 *	   How is the pump doing?   lines that are empty in between belong to it
 *	# and a comment
 *
 * A comment begins with `#' at the beginning of a line, or with a `#' that has a blank on
 * each side, or a blank before it and the end of the line behind it.
 */
#ifndef SOP_INI_H
#define SOP_INI_H

#include "sop_file.h"
#include "sop_memory.h"

struct ini_entry {
	int   line;
	bool  section;
	bool  told;    /* a fault is: of a key nothing is there, a section is as good as can be */
	bool  guessed; /* a section of a kind that was written nearly so; not by ini_read() */
	char *name;    /* of a key; a section's kind */
	char *value;   /* never NULL; of a section its name, "" if it has none */
};

struct ini { size_t n; struct ini_entry *entry; };

/*
 * Read a text, which is cut up and must live as long as the entries.  What is no line of
 * a procedure is told, and an entry says where it stood.  CRM_NO_MEMORY only.
 */
int ini_read(struct ini *out, struct sop_memory *memory, const char *file, char *text,
             struct crm_sop_faults *faults);

/*
 * The line of a key in the section in which a line is; that line itself if it has none.  With a
 * text (NULL: any) the first key whose value holds it.
 */
int ini_line(const struct ini *ini, int line, const char *key, const char *text);

#endif
