/*
 * sop_store.h - the versions of the procedure in the database, and what staff say of its rules.
 *
 *	struct crm_sop_loaded loaded;
 *	error = crm_sop_load(db, &file, &faults, &loaded);
 *	printf("%" PRId64 " follow-ups moved\n", loaded.moved);
 *
 * The newest version is in force.  Loading one is an operation like any other: it is
 * logged, and to undo it puts the version before in force again.
 */
#ifndef CRM_SOP_STORE_H
#define CRM_SOP_STORE_H

#include "sop_file.h"

struct crm_sop_version {
	int64_t        id;         /* V3 */
	struct crm_int at;         /* instant, by the real clock */
	char          *who;        /* loaded it */
	char          *name;       /* of the file */
	char          *text;       /* whole */
	char          *holidays;   /* the days off, `2026-10-10 國慶日' a line */
};

extern const struct crm_type crm_sop_version_type;

void crm_sop_version_clear(struct crm_sop_version *version);

/* The one in force; CRM_NOT_FOUND if none was loaded. */
int crm_sop_in_force(crm *db, struct crm_sop_version *out);

/* What is said of a rule, kept for the next review of the procedure. */
struct crm_sop_note {
	int64_t        id;
	char          *rule;       /* one of the procedure in force when it was written */
	struct crm_int at;         /* instant; now by default */
	char          *who;        /* whoever acts by default */
	char          *note;
};

extern const struct crm_type crm_sop_note_type;

void crm_sop_note_clear(struct crm_sop_note *note);

/* CRM_NOT_FOUND, naming the nearest, if the procedure has no such rule. */
int crm_sop_note_add(crm *db, struct crm_sop_note *note);

/* What became of the open follow-ups that rules ask for. */
struct crm_sop_loaded {
	int64_t version;     /* the new one's id */
	int64_t customers;   /* whose agenda was computed again */
	int64_t moved;       /* follow-ups due on another day, */
	int64_t added;       /* new ones, */
	int64_t dropped;     /* and those that nobody asks for any longer */
};

/*
 * Put a procedure in force, in one operation, and compute every customer's agenda again.
 * CRM_INVALID, with faults told, if crm_sop_parse() or crm_sop_check() finds any; a text
 * that is in force already changes nothing, and loaded->version is 0.
 */
int crm_sop_load(crm *db, const struct crm_sop_file *file, struct crm_sop_faults *faults,
                 struct crm_sop_loaded *loaded);

#endif
