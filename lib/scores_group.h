/*
 * scores_group.h - the groups that answers are counted into (internal).
 */
#ifndef SCORES_GROUP_H
#define SCORES_GROUP_H

#include "scores.h"

enum {
	SCORES_KEYS  = 4,
	SCORES_VALUE = 64,     /* bytes of a period's label */
	SCORES_LABEL = 1024    /* of a group's; longer ones are cut */
};

struct scores_key {
	const char   *name;
	bool          period;
	enum crm_unit unit;     /* of the period */
};

struct group {
	int64_t               rank[SCORES_KEYS];   /* groups stand in this order, then the label's */
	char                 *label;
	struct crm_nps_counts counts;
	uint64_t              unanswered;
};

struct crm_scores {
	char             *names;                 /* of the keys, NUL between */
	struct scores_key keys[SCORES_KEYS];
	size_t            key_n;
	struct group     *groups;                /* in order */
	size_t            group_n, group_room;
	uint64_t          unanswered;            /* of all groups */
	char             *difference;            /* the label of the last comparison */
};

/* Where an answer belongs; starts from { 0 }, then a value for every key in turn. */
struct scores_place {
	int64_t rank[SCORES_KEYS];
	char    label[SCORES_LABEL];
};

/* value NULL: there is none. */
void scores_place_add(struct scores_place *place, size_t key, int64_t rank, const char *value);

/* Without keys. */
void scores_place_all(struct scores_place *place);

/* The period that a day lies in: its label and its place among its like. */
int64_t scores_period(enum crm_unit unit, int64_t day, char label[SCORES_VALUE]);

/*
 * Count an answer into its group, made if need be; a score that is not set was not given.
 * CRM_INVALID, CRM_NO_MEMORY.
 */
int scores_count(struct crm_scores *scores, const struct scores_place *place, struct crm_int score,
                 struct crm_fault *why);

#endif
