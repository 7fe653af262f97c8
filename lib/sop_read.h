/*
 * sop_read.h - how the sections of a procedure become its rules (internal).
 *
 * A table says of each kind of section what it is called, where in struct crm_sop its
 * records go, and of each key how its value is read and where it goes (sop_keys.c);
 * the readers are in sop_value.c; sop_read.c goes through the lines.
 */
#ifndef SOP_READ_H
#define SOP_READ_H

#include "sop_flaws.h"

enum { SOP_PLAY_STEPS = 64 };

/* A condition that is to be read when all sections are known. */
struct sop_pending {
	struct crm_condition *when;
	int                   line;
	const char           *where;   /* `cadence weekly-vip' */
};

/* A day of the year. */
struct sop_festival {
	const char *name;
	int         line, month, day;
	bool        lunar, leap;
};

struct sop_reader {
	crm                      *db;
	const struct crm_context *context;
	struct crm_sop           *sop;
	struct sop_memory        *memory;
	struct crm_sop_faults    *faults;
	struct sop_flaws         *flaws;
	struct ini                ini;
	const char               *file;
	int                       line;        /* of the key that is read */
	bool                      no_memory;
	const struct crm_type    *customer;
	const char               *hours;       /* as written; NULL: always open */
	int                       hours_line, pool_line;
	struct crm_holidays       workdays;    /* those of [sop] itself */

	/* The section that is read. */
	const struct sop_section *section;
	const char               *name;        /* its own, NULL: none */
	int                       section_line;
	const char               *when;        /* its condition; NULL: none */
	int                       when_line;   /* 0: neither that nor a short form */
	const char               *terms;       /* the short forms of one: tier=vip stage=loyalty */
	const struct sop_key     *key;
	unsigned                  seen;        /* keys, a bit each in the order of the table */
	bool                      guessed;     /* the kind of the section is not quite what it says */
	bool                      unread;      /* a line of it is told: who knows what it was */
	struct crm_event_rule     play;        /* what its steps have in common */
	struct sop_festival       festival;    /* of the section under way */
	size_t                    first_step;  /* of the play, among the events */
	bool                      lapse_told, offset_told, both_birthdays;

	size_t              pendings, pendings_size;
	struct sop_pending *pending;
	size_t              festivals;
	struct sop_festival *calendar;
	size_t              orders;            /* keys of [order] */
	struct sop_order { const char *axis; int line; const char *const *names; } *order;
};

typedef void sop_read_value(struct sop_reader *r, void *at, char *value);
typedef void sop_visit_record(struct sop_reader *r, void *record);

struct sop_key {
	const char     *name, *form, *help;
	sop_read_value *read;
	size_t          offset;          /* in the section's record */
	bool            repeated;        /* may be given more than once */
	bool            lines;           /* its value may have many */
};

struct sop_section {
	const char           *kind, *form, *help;   /* form: of its name; NULL: it has none */
	bool                  bare;                 /* its name may be left out */
	size_t                array, count, size;   /* in struct crm_sop; size 0: that itself, or */
	size_t                held;                 /* a record in the reader */
	const struct sop_key *keys;                 /* up to a NULL name */
	sop_visit_record     *begin, *end;          /* NULL: nothing to be done */
};

extern const struct sop_section sop_sections[];   /* up to a NULL kind */

/* Tell what is wrong with the line under way. */
#define SOP_FAULT(r, ...) crm_sop_fault((r)->faults, (r)->file, (r)->line, __VA_ARGS__)

/* Or note that there is no memory, and go on. */
void *sop_get(struct sop_reader *r, size_t n, size_t size);
char *sop_keep(struct sop_reader *r, char *text);   /* text, unless it is NULL */

/* Has the section under way this key?  Has it certainly not, misspelled neither? */
bool sop_seen(const struct sop_reader *r, const char *key);
bool sop_lacks(const struct sop_reader *r, const char *key);

/*
 * As crm_sop_parse(), but where there are faults *out is what could be read, for looking at
 * the whole; *flaws, {0} before, says which sections it has not.
 */
int sop_parse(crm *db, const struct crm_sop_file *file, struct crm_sop **out,
              struct sop_flaws *flaws, struct crm_sop_faults *faults);

/* examples/default.sop: what is in force where nothing was loaded. */
extern const char sop_built_in[];

/* --- readers of values (sop_value.c) --------------------------------------------------------- */

sop_read_value sop_read_text, sop_read_name, sop_read_yes_no, sop_read_period, sop_read_anchor,
	sop_read_channels, sop_read_when, sop_read_term, sop_read_on, sop_read_after,
	sop_read_before, sop_read_wait, sop_read_lapses, sop_read_cap, sop_read_quiet,
	sop_read_share, sop_read_no_days, sop_read_away, sop_read_days, sop_read_flag,
	sop_read_weight, sop_read_points, sop_read_festival, sop_read_step, sop_read_order,
	sop_read_hours, sop_read_pool, sop_read_workdays;

/* --- beginnings and ends of sections (sop_section.c) ----------------------------------------- */

sop_visit_record sop_begin_class, sop_end_class, sop_begin_staff, sop_begin_counting,
	sop_begin_stage, sop_begin_rule, sop_end_cadence, sop_end_event, sop_begin_festival,
	sop_end_festival, sop_begin_play, sop_end_play, sop_begin_limit, sop_end_limit,
	sop_end_late, sop_end_order;

/* --- working time (sop_calendar.c) ------------------------------------------------------------ */

/* Hours, and the days off of that text; NULL: none were found. */
void sop_read_calendar(struct sop_reader *r, const char *holidays);
void sop_free_calendar(struct crm_sop *sop);

/* A condition of the section under way is to be read later; text "" holds for all. */
void sop_condition(struct sop_reader *r, struct crm_condition *when, const char *text, int line);

/* Split a, b, c at the commas; NULL at the end.  NULL: one of them is empty, and told. */
const char **sop_split(struct sop_reader *r, char *value);

/* A name that queries, crm-due and streams can take: a word.  False: told. */
bool sop_is_word(struct sop_reader *r, const char *what, const char *text);

#endif
