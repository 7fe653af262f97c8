/*
 * query.h - conditions on customers and other nouns, as people and the SOP write them.
 *
 *	tier=vip spend_12m>=100000 last_contact<-30d (city=台北 or city=台中) not owner=amy 王
 *
 *	struct crm_query *query;
 *	if (crm_query_parse(&query, type, "tier=vip last_contact<-30d", context, &why))
 *		... why.at is the offending byte ...
 *
 * crm-query(7) tells the language.  In short: terms side by side must all hold;
 * `or', `not', `and', ( ) as usual, `or' binding loosest; field OP value with OP
 * one of = != < <= > >= ~ (contains); word forms for the shell: field.is=,
 * field.not=, field.over=, field.under=, field.min=, field.max=, field.before=,
 * field.after=, field.has=; `none' tests absence, `any' presence; a,b is either;
 * tag:vip is whoever has that tag, tag:none who has none; person.role=decides is where
 * there is such a person, fact.text~word such a fact; a free word is searched in name, e-mail,
 * phone and notes of the customer, of its people, and in facts, folded.  A
 * comparison with an absent value is false, and its `not' true.  A date stands
 * for its whole span: `since=2026-11' is the month.  Relative dates are days.  What
 * a noun has not itself is its customer's: `tier=vip' of follow-ups.
 *
 * A query is read once and then used in two ways that must agree: compiled to
 * SQL over a noun's table, or asked of one customer's facts on a given day.
 */
#ifndef CRM_QUERY_H
#define CRM_QUERY_H

#include "fact.h"
#include "record.h"

struct crm_query;

/*
 * Read a query about records of a type.  CRM_INVALID with why->at at the
 * character; an unknown field names the nearest ones.  Relative dates stay
 * relative: they are counted from the day on which the query is asked.
 * An empty text is the query that always holds.
 */
int  crm_query_parse(struct crm_query **out, const struct crm_type *type, const char *text,
                     const struct crm_context *context, struct crm_fault *why);
void crm_query_free(struct crm_query *query);   /* NULL is fine */

/*
 * Does it look at this field of the record itself, or at the fact of this name, windows
 * aside?  (A free word looks at `search', tag: at `tags'.)
 */
bool crm_query_looks_at(const struct crm_query *query, const struct crm_field *field);

/* The noun before the dot of `person.role', whose field follows; NULL: none. */
const struct crm_type *crm_query_related(const char *name);

/*
 * Join operands of a command line to one query text, each a term; to be freed.
 * An operand that has blanks and is no field comparison or parenthesis is one
 * phrase; `name=van Gogh' given as one operand keeps its blank.
 */
char *crm_query_join(char *const *operands, size_t n);

/* Does it hold for the customer at the end of that day?  Records dated later are not seen. */
bool crm_query_holds(const struct crm_query *query, const struct crm_facts *facts, int64_t day);

/*
 * The first day after `day' on which time alone (records that are dated in the
 * future entering, windows moving on, ages growing) may change the answer;
 * INT64_MAX if never.  It may name a day on which nothing changes, but never
 * miss one.
 */
int64_t crm_query_next_change(const struct crm_query *query, const struct crm_facts *facts,
                              int64_t day);

/*
 * Whether facts suffice to answer it: CRM_INVALID, with why->at at the term, if it
 * looks at other records (referrer.city), at what the agenda itself makes (next_due) or
 * at what only the database can compute.  To the functions above such a value is absent.
 */
int crm_query_check_factual(const struct crm_query *query, struct crm_fault *why);

#endif
