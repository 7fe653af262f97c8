/*
 * sop_witness_made.h - what made-up customers are made of (internal).
 */
#ifndef SOP_WITNESS_MADE_H
#define SOP_WITNESS_MADE_H

#include "customer.h"
#include "query_ast.h"
#include "sop_witness.h"

enum { WITNESS_WORDS = 8 };   /* of 64 atoms each */

/* What comparisons look at; each kind, and each field, is made up by itself. */
enum made_kind {
	MADE_NOTHING, MADE_AXIS,   /* not made up; worked out from the others */
	MADE_FIELD, MADE_ORDERS, MADE_CONTACTS, MADE_NPS, MADE_CSAT, MADE_CES, MADE_TAGS
};

/* One way in which a kind can be: nothing of it, or so many events, words, a value. */
struct made_item {
	size_t        n;
	const void   *events;                  /* of the kind's fact, in order of time; tags: words */
	struct crm_int number;                 /* FIELD, and scores */
	const char   *text;                    /* FIELD */
	uint64_t      holds[WITNESS_WORDS];    /* which atoms hold for it */
	size_t        choice;                  /* the i-th chosen one, in one search */
};

struct made_group {
	enum made_kind          kind;
	const struct crm_field *field;
	size_t                  items, size;
	struct made_item       *item;
	size_t                  seats, *seat;   /* where an item is found by what holds for it */
	bool                    cut;            /* there would have been more of it */
	size_t                  chosen, now;
	bool                    settled;        /* it is that one; else any of those chosen */
};

struct made_atom {
	const struct query_node *node;
	size_t                   condition, group;   /* group SIZE_MAX: MADE_NOTHING */
	bool                     blank;              /* does it hold where nothing is known? */
};

struct witness {
	const struct sop_check   *check;
	const struct crm_context *context;
	const struct crm_type    *type;
	struct sop_memory        *memory;
	int64_t                   day;
	size_t                    atoms, groups;
	struct made_atom         *atom;      /* in order of their nodes' places in memory */
	struct made_group        *group;
	bool                      too_many;
	uint64_t                  seed;
	size_t                    responses;
	struct crm_response_fact  response[3];

	/* One search. */
	const unsigned char      *want;
	uint64_t                  mask[WITNESS_WORDS];   /* the atoms that matter */
	size_t                   *order, ordered;        /* groups, as they are settled */
	size_t                    steps, asks;
	unsigned char            *truth;     /* of each condition, as of */
	size_t                   *asked;     /* that step */
	bool                      wrong;     /* kinds were not as independent as they are taken for */
};

/* Some number from 0 on. */
uint64_t made_random(struct witness *w);

/* Make up what a group can be, without doublets; false: out of memory. */
bool made_items(struct witness *w, size_t group);

/*
 * Make up more histories, around what atoms that matter compare with: few thresholds are
 * tried thoroughly where many were tried here and there.  false: out of memory.
 */
bool made_more(struct witness *w);

/*
 * Of a group choose the items that the atoms that matter can tell apart, and find others by
 * these from now on; false: out of memory.
 */
bool made_choose(struct witness *w, size_t group);

/* Keep an item unless the group has one that no atom that matters can tell from it. */
bool made_keep(struct witness *w, size_t group, struct made_item item, size_t size);

/* Histories of a group, so many at most beside those of one moment (sop_witness_history.c). */
bool made_histories(struct witness *w, size_t group, size_t most);

static inline bool
made_matters(const struct witness *w, size_t atom)
{
	return w->mask[atom / 64] & UINT64_C(1) << atom % 64;
}

/* --- thresholds ----------------------------------------------------------------------------- */

/* Different numbers, owned. */
struct made_numbers { size_t n, size; int64_t *value; bool cut; };

bool made_note(struct made_numbers *numbers, int64_t value);

/* Both sides of where the comparison with a range turns; false: out of memory. */
bool made_note_around(struct made_numbers *numbers, enum query_compare compare,
                      struct query_range range);

/* What the i-th value of a comparison stands for. */
bool made_range(const struct witness *w, const struct query_node *node, size_t i,
                struct query_range *out);

/* --- as a customer -------------------------------------------------------------------------- */

/* Put it into the facts. */
void made_place(struct witness *w, const struct made_group *group, const struct made_item *item,
                struct crm_facts *facts, struct crm_customer *customer);

/* What the groups that marked atoms look at are now, in words (sop_witness_words.c). */
void made_describe(const struct witness *w, char *text, size_t size);

/* --- what conditions come to (sop_witness_truth.c) ------------------------------------------- */

enum made_truth { MADE_NO, MADE_YES, MADE_MAYBE };

/* Are all conditions as wanted, whatever the groups are that are not settled? */
enum made_truth made_truth(struct witness *w);

#endif
