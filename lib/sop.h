/*
 * sop.h - the written procedure: who counts as what, who is contacted when, and what is allowed.
 *
 *	const struct crm_sop *sop = crm_sop(db);
 *
 * The rules in force: those of the file that was loaded last, else the built-in ones
 * (examples/default.sop, the practice's own).  crm-sop(5) describes the file; sop_file.h
 * reads and checks one; this header is what the rest of the library sees of it.  Every
 * condition is a crm_query over facts.
 *
 * Texts and arrays belong to the procedure.  NULL is absent; an array's length is the
 * member in the plural before it.
 */
#ifndef CRM_SOP_H
#define CRM_SOP_H

#include "calendar.h"
#include "query.h"

struct sop_memory;

/* A condition as it was written; no text holds for all. */
struct crm_condition {
	const char       *text;
	struct crm_query *query;
};

/* What every rule that asks for contacts says of them. */
struct crm_rule {
	const char          *name;       /* as crm-due shows it: `weekly-vip' */
	int                  line;       /* of its section in the file; */
	const char          *purpose;    /* rows of one purpose compete: the earliest wins */
	struct crm_condition when;
	const char *const   *channel;    /* in order of preference, NULL at the end; */
	                                 /* NULL itself: the customer's preferred one */
	const char          *goal;
	const char          *content;    /* kind: usage, feedback, offer, problem, greeting ... */
	const char          *style;      /* how to speak */
	const char          *script;     /* what to say; may have many lines */
};

/* What a cadence counts from; without such a record, from the day the customer is known. */
enum crm_anchor { CRM_ANCHOR_CONTACT, CRM_ANCHOR_CONTACT_OUT, CRM_ANCHOR_ORDER };

/* Contact this kind of customer so often.  Of those that hold the shortest interval wins. */
struct crm_cadence {
	struct crm_rule   rule;
	struct crm_period every;
	enum crm_anchor   anchor;
};

enum crm_event {
	CRM_ON_ORDER,          /* anchor O9: an order that counts */
	CRM_ON_FIRST_ORDER,    /* O9: the first of them */
	CRM_ON_OUTCOME,        /* I88: an interaction with this outcome (of): case_closed ... */
	CRM_ON_LOW_SCORE,      /* S4: nps up to 6, csat up to 2, ces up to 3 */
	CRM_ON_STAGE,          /* C12-loyalty: the journey stage changed (to `of', if given) */
	CRM_ON_SINCE,          /* C12: the customer became known */
	CRM_ON_DATE,           /* C12-renewal-2027-03-01: a day of the customer's field `of' */
	CRM_ON_YEARLY,         /* C12-birthday-2027: its yearly return; 29 February on the 28th */
	CRM_ON_LUNAR,          /* C12-lunar_birthday-2027: a lunar date MM-DD in the field `of' */
	CRM_ON_FESTIVAL        /* C12-mid-autumn-2027: a day of the year, for all customers */
};

/* Something happens that calls for a contact within a time. */
struct crm_event_rule {
	struct crm_rule   rule;
	enum crm_event    on;
	const char       *of;       /* a field, an outcome, a stage, a festival's name */
	int               month, day;      /* FESTIVAL */
	bool              lunar, leap;     /* FESTIVAL: in the Chinese calendar */
	struct crm_period offset;   /* due so long after the event, or */
	bool              before;   /* before it */
	struct crm_period opens;    /* a contact of ours answers it from so long after the event on; */
	                            /* if it is before the event: from the due day on */
	struct crm_period lapses;   /* of no use so long after it was due; a count of 0: never */
	int               step;     /* of a play: 1 ...; 0: a plain event */
};

/* A value of a computed axis: the first of an axis whose condition holds. */
struct crm_class {
	const char          *axis;     /* class, state, tier, segment */
	const char          *name;     /* silent */
	int                  line;
	struct crm_condition when;
};

/* value_score: of each dimension the first line whose condition holds gives its points. */
struct crm_value_line {
	const char          *dimension;   /* purchasing_power, potential, contribution, loyalty */
	int                  line;
	int64_t              points;
	struct crm_condition when;
};

/* What is allowed: the first limit whose condition holds is the customer's. */
struct crm_limit {
	const char          *name;      /* `limit', or `limit press' */
	int                  line;
	struct crm_condition when;
	int64_t              cap;       /* contacts of ours that count, */
	struct crm_period    per;       /* within this time; a count of 0: no cap */
	struct crm_quiet     quiet;     /* in the customer's zone */
	int                  share;     /* per cent of contacts that one channel may have, */
	struct crm_period    share_per; /* within this time; a count of 0: any; */
	int64_t              share_from;   /* not asked where there are fewer contacts than that */
	unsigned             no_days;   /* bit 0 Monday ... bit 6 Sunday: no contact of ours */
};

/* What an attempt by this channel or with this outcome is; where nothing is said, all yes. */
struct crm_counting {
	const char *name;
	int         line;
	bool        contact;          /* a real contact: somebody was reached */
	bool        counts_to_cap;
	bool        quiet;            /* a channel that quiet hours hold for */
};

/* Somebody of ours. */
struct crm_staff {
	const char       *id;         /* as in owner= */
	int               line;
	const char       *name, *login, *mail, *language, *manager, *deputy;
	size_t            aways;
	struct crm_away { int64_t from, to; } *away;   /* days, both included */
};

/* A stage of the journey, for the page that is read at the moment of contact. */
struct crm_journey { const char *stage; int line; const char *needs, *obstacles; };

/* Being late: days late from which this is done; -1: never. */
struct crm_late {
	int64_t remind, copy, release;
	bool    flag;                 /* flag for the manager instead of returning to the pool */
};

/* Weights of crm-due --by urgency. */
struct crm_urgency { int64_t late, tier, promise, score; };

struct crm_sop {
	const char            *source;      /* file name for messages; `built-in' */
	const char            *goal, *scope;
	const char            *pool;        /* who is told of what is nobody's */
	const char            *text;        /* the file, whole */
	const char            *holidays;    /* the name of the file of days off */
	struct crm_calendar   *calendar;    /* hours and holidays; NULL: always open */
	size_t                 cadences;
	struct crm_cadence    *cadence;
	size_t                 events;
	struct crm_event_rule *event;       /* the steps of plays among them */
	size_t                 classes;
	struct crm_class      *class;       /* of an axis in the order in which they are tried; */
	unsigned               ordered;     /* which axes [order] names: bits of enum crm_axis */
	size_t                 values;
	struct crm_value_line *value;
	size_t                 limits;
	struct crm_limit      *limit;
	size_t                 channels;
	struct crm_counting   *channel;
	size_t                 outcomes;
	struct crm_counting   *outcome;
	size_t                 staffs;
	struct crm_staff      *staff;
	size_t                 journeys;
	struct crm_journey    *journey;
	struct crm_late        late;
	struct crm_urgency     urgency;
	const char           **channel_words;   /* `all', then the built-in channels and its own */
	const struct crm_type *customer;    /* as its conditions see one, with these channels */
	struct sop_memory     *memory;      /* where all of it lives; NULL: not on the heap */
};

/* The rules in force; the handle owns them.  NULL: see crm_message(). */
const struct crm_sop *crm_sop(crm *db);

/* Let go of the rules that the handle owns, to read them again when next asked for. */
void crm_sop_forget(crm *db);

/* Was somebody reached?  A call nobody answered, a newsletter, an auto-reply is no contact. */
bool crm_sop_is_contact(const struct crm_sop *sop, const char *channel, const char *outcome);

/* Does a contact of ours count against the cap? */
bool crm_sop_counts(const struct crm_sop *sop, const char *channel, const char *outcome);

/*
 * The lines of the value score, dimension by dimension: does this one begin a dimension,
 * and which line of its dimension comes next (NULL: none)?
 */
bool crm_sop_dimension_begins(const struct crm_sop *sop, size_t line);
const struct crm_value_line *crm_sop_dimension_next(const struct crm_sop *sop,
                                            const struct crm_value_line *line);

/* A rule by its name, whether cadence, event or step; NULL if there is none. */
const struct crm_rule *crm_sop_rule(const struct crm_sop *sop, const char *name);

/* Somebody by the word in owner= or by login; NULL if the procedure does not know them. */
const struct crm_staff *crm_sop_staff(const struct crm_sop *sop, const char *name);

/* Are they away on that day?  Whom the procedure does not know is there. */
bool crm_sop_away(const struct crm_sop *sop, const char *who, int64_t day);

/* The first of the deputy, the deputy's deputy and so on who is there; NULL if nobody is. */
const char *crm_sop_deputy(const struct crm_sop *sop, const char *who, int64_t day);

/*
 * Who takes the owner's agenda on that day: the owner, while away the first of those deputies
 * who is there, else the manager or, while away too, who would stand in for the manager; and
 * if nobody is there, the owner after all.  Never NULL unless owner is.
 */
const char *crm_sop_stand_in(const struct crm_sop *sop, const char *owner, int64_t day);

#endif
