/*
 * tag.h - words that people put on customers: vip-dinner, 流失風險.
 *
 *	bool changed;
 *	int error = crm_tag_put(db, 12, "press", true, &changed);
 *
 * A tag is one word: no blank, comma, parenthesis or quotation mark in it, no + or -
 * in front, neither `none' nor `any', at most 100 bytes.  Two that fold to the
 * same (unicode.h: VIP and vip, 臺北 and 台北) are one; it is shown as it was written
 * first.  A customer's tags are also its field `tags', all of them with commas
 * between, in the order of their folds.
 */
#ifndef CRM_TAG_H
#define CRM_TAG_H

#include "record.h"

struct crm_tag {
	int64_t        id;
	int64_t        customer;   /* required */
	char          *name;       /* required; as it was first written */
	char          *key;        /* the name folded, kept by the library */
	struct crm_int active;     /* 0 or 1: taken away, or there; 1 by default */
};

extern const struct crm_type crm_tag_type;

void crm_tag_clear(struct crm_tag *tag);

/* Put a tag on a customer, or take it off; *changed says whether that made a difference. */
int crm_tag_put(crm *db, int64_t customer, const char *name, bool on, bool *changed);

/* The tags of a customer, commas between; to be freed, NULL if there are none. */
int crm_tags_of(crm *db, int64_t customer, char **text);

/* A tag, and on how many customers it is. */
struct crm_tag_count { char *tag; struct crm_int customers; };

extern const struct crm_type crm_tag_count_type;

void crm_tag_count_clear(struct crm_tag_count *count);

/* All tags that are on somebody, the most used first. */
crm_rows *crm_tag_counts(crm *db);

#endif
