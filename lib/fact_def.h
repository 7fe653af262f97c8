/*
 * fact_def.h - what a fact is made of, for those who compute it (internal).
 *
 *	struct fact_use use;
 *	if (fact_find("spend_12m", 9, &use))
 *		n = fact_value(&use, facts, day);
 *
 * fact_value() computes it from arrays, query_sql.c makes SQL of the same row of
 * the table; a test holds the two against each other.
 */
#ifndef FACT_DEF_H
#define FACT_DEF_H

#include "fact.h"

/* The records that it looks at. */
enum fact_source {
	FACT_ORDERS,       /* that count: neither cancelled nor returned */
	FACT_CONTACTS,     /* real ones */
	FACT_RESPONSES,    /* answered ones */
	FACT_SCORES,       /* what a model said of the customer */
	FACT_FOLLOW_UPS,   /* open ones, of whatever date: these are not in struct crm_facts */
	FACT_CLASS,        /* none: what the SOP makes of the customer on an axis */
	FACT_PERSONS,      /* who have not left by that day; when they came is not known */
	FACT_KNOWN         /* what is known of the customer, and has not expired by that day */
};

/* What it takes from them. */
enum fact_measure {
	FACT_COUNT, FACT_SUM,          /* 0 over nothing */
	FACT_MEAN,                     /* rounded half away from zero; absent over nothing, */
	FACT_FIRST, FACT_LAST,         /* like the rest: when */
	FACT_SCORE,                    /* of the last one */
	FACT_WORD,                     /* a class */
	FACT_POINTS                    /* of the value score: 0 where nothing gives any */
};

struct fact {
	const char       *name;
	enum crm_kind     kind;
	enum fact_source  source;
	enum fact_measure measure;
	char              which;   /* contacts: 'i' in, 'o' out, 0 both; responses: 'n' 'c' 'e';
	                              orders: 'o' open, 0 all; persons: 'd' who decide, 0 all;
	                              known: 'n' needs, 'p' pains; scores: 'p' p_alive, 'v' cltv */
	const char       *help, *zh;
};

/* A fact with its window; a count of 0 is all time. */
struct fact_use { const struct fact *fact; struct crm_period window; };

/* Read `spend_12m'; false if there is no such fact. */
bool fact_find(const char *name, size_t length, struct fact_use *out);

/* It as a field, but for offset; name must outlive it. */
void fact_field(const struct fact_use *use, const char *name, struct crm_field *out);

/* Whether it may be absent at all. */
bool fact_may_be_absent(const struct fact *fact);

/* The first day of the window that ends with `day'. */
int64_t fact_window_from(struct crm_period window, int64_t day);

/*
 * Its number at the end of that day; not for classes.  Follow-ups are not to be
 * seen: next_due is absent and open_follow_ups 0.
 */
struct crm_int fact_value(const struct fact_use *use, const struct crm_facts *facts, int64_t day);

/* The first day after `day' on which time alone may change the number; INT64_MAX if never. */
int64_t fact_next_change(const struct fact_use *use, const struct crm_facts *facts, int64_t day);

#endif
