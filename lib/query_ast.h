/*
 * query_ast.h - a query that has been read, for those who ask it (internal).
 *
 *	(tier=vip or spend>=5000) not owner=amy		AND( OR( IS, MIN ), NOT( IS ))
 */
#ifndef QUERY_AST_H
#define QUERY_AST_H

#include "column.h"
#include "query.h"

enum {
	QUERY_LENGTH  = 16384,   /* bytes of a query */
	QUERY_TERMS   = 250,     /* in one query: SQLite takes expressions 1,000 deep */
	QUERY_NESTING = 100      /* of parentheses and `not' */
};

enum query_op {
	QUERY_ALL,       /* always true: the empty query */
	QUERY_AND, QUERY_OR, QUERY_NOT,
	QUERY_COMPARE,   /* column, compare, values */
	QUERY_WORD,      /* values[0].text is searched */
	QUERY_RECORD,    /* letter, id: the record of that id, or the customer of it */
	QUERY_TAG,       /* one of the values is a tag of the customer, whose key is the column */
	QUERY_RELATED    /* a record of another noun belongs to that customer, and this holds of it */
};

enum query_compare {
	QUERY_IS, QUERY_IS_NOT, QUERY_UNDER, QUERY_AT_MOST, QUERY_OVER, QUERY_AT_LEAST, QUERY_HAS
};

struct query_value {
	enum { QUERY_NONE, QUERY_ANY, QUERY_NUMBER, QUERY_TEXT, QUERY_DATE } kind;
	int64_t     number;        /* NUMBER; of a word, its place in the list */
	char        currency[4];   /* NUMBER of money: the currency that the query named, or "" */
	char       *text;          /* TEXT as it is stored; DATE as it was written */
	char       *folded;        /* TEXT: as it is searched (WORD, TAG); compared, if it has a key */
	char       *lower;         /* TEXT: its ASCII letters small, to be contained (HAS, WORD); */
	                           /* of a list of words: the word, a comma on either side */
	struct query_date {
		enum { QUERY_FIXED, QUERY_SHIFT, QUERY_RELATIVE } kind;
		struct crm_span   span;         /* FIXED */
		int64_t           first, last;  /* FIXED: the days of it */
		bool              days;         /* these are all of the span */
		struct crm_period period;       /* SHIFT: so far from the day on which it is asked; */
		bool              back;         /* a count of 0 is that day */
	} date;
};

/* A noun whose records belong to customers: `person.role=decides'. */
struct query_relation {
	const struct crm_type *type;
	const char            *present;   /* SQL over its row t: those who are there on the day, but */
	const char *const     *past;      /* terms on these fields look at former ones, too */
	const char            *known;     /* SQL: those of whom one can know by then; NULL: all */
};

struct query_node {
	enum query_op       op;
	size_t              at;        /* byte in the query */
	struct query_node  *child;     /* AND, OR, NOT */
	struct query_node  *related;   /* RELATED: a comparison over a row of */
	const struct query_relation *relation;   /* this */
	struct query_node  *next;      /* among the children of one parent */
	struct column       column;
	char               *path;      /* the column's name, owned */
	enum query_compare  compare;
	struct query_value *values;
	size_t              n;
	char                letter;
	int64_t             id;
};

struct crm_query {
	const struct crm_type *type;
	const struct crm_zone *zone;
	struct query_node     *root;
};

/* --- dates (query_date.c) ---------------------------------------------------------- */

int query_date_parse(const struct column *column, const char *text, struct query_value *value,
                     const struct crm_context *context, struct crm_fault *why);

/* The clock at the end of a day. */
struct crm_clock query_clock(const struct crm_zone *zone, int64_t day);

/* Numbers from low to high, both included: what one value of a comparison stands for. */
struct query_range { int64_t low, high; };

/*
 * The range of a NUMBER or DATE in the column's units when the clock says so; false
 * if there is none (a relative date beyond the calendar).
 */
bool query_range(const struct column *column, const struct query_value *value,
                 const struct crm_clock *clock, struct query_range *out);

/* Whether a number stands to a range as the comparison says. */
bool query_compare_range(enum query_compare compare, int64_t number, struct query_range range);

/* The same for a date in a column and the end of a day; quick where both are whole days. */
bool query_date_holds(const struct query_node *node, const struct query_value *value,
                      int64_t number, const struct crm_zone *zone, int64_t day);

/* The first day after `day' on which the date stands to the value in another way. */
int64_t query_date_change(const struct column *column, const struct query_value *value,
                          int64_t number, const struct crm_zone *zone, int64_t day);

/*
 * What a column holds for the customer at the end of a day: a number or a text; false if
 * it is absent (query_eval.c).
 */
bool query_see(const struct crm_query *query, const struct column *column,
               const struct crm_facts *facts, int64_t day, struct crm_int *number,
               const char **text);

/* --- values (query_value.c) -------------------------------------------------------- */

/* The field whose folded form stands for an e-mail or phone number when compared; NULL if none. */
const struct crm_field *query_key_field(const struct column *column);

/*
 * Read the values of a comparison, "a,'b c',none", that stand at *at in the query;
 * *at is moved behind them.  CRM_INVALID with why->at in the query.
 */
int query_values_parse(struct query_node *node, const char *query, size_t *at,
                       const struct crm_context *context, struct crm_fault *why);

/* Put an absent value behind the others of a node. */
int query_value_add(struct query_node *node, struct query_value **out);

/* Read one word or phrase as it stands, quotes taken off; to be freed. */
int query_text_parse(const char *query, size_t *at, const char *stop, char **out,
                     struct crm_fault *why);

bool query_is_blank(char c);

char *query_lower(const char *text);   /* ASCII letters only; to be freed */

/* The length of the name of a field that stands here before an operator; 0 if none does. */
size_t query_name_length(const char *text);   /* query_parse.c */

#endif
