/*
 * why_telling.h - a customer's reasons being told, between the files of why.c (internal).
 *
 * why.c says of what is told and in which order, why_line.c what is said of one thing that a rule
 * wants, why_next.c what the days to come would bring, why_text.c puts it into words.
 */
#ifndef WHY_TELLING_H
#define WHY_TELLING_H

#include "agenda_keep.h"
#include "why.h"

/* One telling, of one customer. */
struct telling {
	crm                         *db;
	const struct crm_why_wanted *wanted;
	const struct crm_sop        *sop;
	const struct crm_facts      *facts;
	char                        *name;      /* the customer's, which no rule looks at */
	struct keeper                k;
	const char                  *purpose;   /* only of this one; NULL: of all */
	int                        (*put)(void *aux, const struct crm_why *why);
	void                        *aux;
	int                          error;
};

/* Set a text; what was there goes.  Here as below, failing is left in t->error. */
void telling_set(struct telling *t, char **slot, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* What a condition looks at, as on that day: tier=vip last_order=none.  To be freed; NULL if
 * there is no condition. */
char *telling_facts(struct telling *t, const struct crm_query *query, int64_t on);

/* The days of the other contacts that count against its cap and lie near it, commas between. */
char *telling_contacts(struct telling *t, const struct crm_due *due);

/* All that is known as a sentence: why->text. */
void telling_say(struct telling *t, struct crm_why *why);

/* Which rule it is, and where it stands. */
void telling_rule(struct telling *t, const struct crm_rule *rule, struct crm_why *why);

/* What became of something that a rule wants. */
void telling_describe(struct telling *t, const struct crm_due *due, struct crm_why *why);

/* What became of a row whose day people gave: the word, unless it has lapsed or waits. */
const char *telling_verdict(const struct telling *t, const struct kept_row *row, const char *word);

/* Why that is so: what is said of the row, and what it waits for. */
void telling_row_reason(struct telling *t, const struct kept_row *row, const char *said,
                        struct crm_why *why);

/* Hand a line on, with the customer and the sentence. */
void telling_put(struct telling *t, struct crm_why *why);

/* The days to come, as many as are wanted. */
void telling_next(struct telling *t);

#endif
