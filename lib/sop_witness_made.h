/*
 * sop_witness_made.h - what made-up customers are made of (internal).
 */
#ifndef SOP_WITNESS_MADE_H
#define SOP_WITNESS_MADE_H

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
	bool                    cut;           /* there would have been more of it */
	size_t                  chosen, now;
};

struct made_atom {
	const struct query_node *node;
	size_t                   condition, group;   /* group SIZE_MAX: MADE_NOTHING */
};

struct witness {
	const struct sop_check   *check;
	const struct crm_context *context;
	const struct crm_type    *type;
	struct sop_memory        *memory;
	int64_t                   day;
	size_t                    atoms, groups;
	struct made_atom         *atom;
	struct made_group        *group;
	bool                      too_many;
	uint64_t                  seed;
	size_t                    responses;
	struct crm_response_fact  response[3];
};

uint64_t made_random(struct witness *w);

/* Make up what a group can be, without doublets; false: out of memory. */
bool made_items(struct witness *w, size_t group);

/*
 * Make up more histories, around what marked atoms compare with: few thresholds are
 * tried thoroughly where many were tried here and there.  false: out of memory.
 */
bool made_more(struct witness *w, const uint64_t mask[WITNESS_WORDS]);

/* Put it into the facts. */
void made_place(struct witness *w, const struct made_group *group, const struct made_item *item,
                struct crm_facts *facts, struct crm_customer *customer);

/* What the groups that marked atoms look at are now, in words. */
void made_describe(const struct witness *w, const uint64_t mask[WITNESS_WORDS], char *text,
                   size_t size);

#endif
