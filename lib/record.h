/*
 * record.h - what a noun looks like: one table of fields describes it all.
 *
 * The table of a noun drives field=value arguments, the columns of streams,
 * SQL, JSON, help, manuals, completion and queries, so that adding a field is
 * a struct member, a line in the table and a migration.
 *
 *	struct crm_customer c = { 0 };
 *	crm_field_parse(crm_field(&crm_customer_type, "tier"), &c, "vip", context, &why);
 *
 * A record is a struct that belongs to the caller and starts from { 0 }, in
 * which every field is absent: text NULL, an id 0, a number not set.
 */
#ifndef CRM_RECORD_H
#define CRM_RECORD_H

#include "crm.h"

/* How a field lives in its struct, and how it reads as text. */
enum crm_kind {
	CRM_ID = 1,    /* int64_t, absent unless above 0: C12 */
	CRM_TEXT,      /* char *, NULL absent: UTF-8, NFC, no NUL */
	CRM_WORD,      /* char *: one of the field's words */
	CRM_INT,       /* struct crm_int: a whole number */
	CRM_DAY,       /* struct crm_int: a civil day, 2026-11-22 */
	CRM_TIME,      /* struct crm_int: an instant, 2026-11-22T14:30:00+08:00 */
	CRM_MONEY,     /* struct crm_int: minor units of the record's currency, 12300.50 */
	CRM_DECIMAL,   /* struct crm_int: in 10^-scale, 12.5 */
	CRM_BOOL,      /* struct crm_int: 0 or 1, read and shown as no and yes */
	CRM_REAL       /* struct crm_real: a measured number, never NaN or infinite */
};

struct crm_int  { int64_t value; bool set; };
struct crm_real { double value; bool set; };

#define CRM_SET(x) { .value = (x), .set = true }

enum {
	CRM_DERIVED  = 1 << 0,   /* computed: shown and queried, not written; no place in the struct */
	CRM_REQUIRED = 1 << 1,   /* a new record must have it */
	CRM_HIDDEN   = 1 << 2,   /* stored for the library's own use; no stream shows it */
	CRM_ACTOR    = 1 << 3,   /* `me' stands for whoever acts */
	CRM_AHEAD    = 1 << 4,   /* relative dates look ahead: `fri' is the next one */
	CRM_FIXED    = 1 << 5,   /* set when the record is made, never changed afterwards */
	CRM_LONG     = 1 << 6,   /* may be a page long: not among the columns of a table */
	CRM_INPUT    = 1 << 7,   /* read from people and acted on; no column of the table holds it */
	CRM_EXTRA    = 1 << 8,   /* declared by the users; kept in the table extra */
	CRM_ORDERED  = 1 << 9,   /* an index has the rows in its order, ids behind */
	CRM_RULED    = 1 << 10,  /* where it is absent, shown and queried as the procedure's class on
	                            the axis of its name says */
	CRM_CHANNELS = 1 << 11,  /* its words are channels: a database's own types (noun.h) have those
	                            that the procedure in force adds, too */
	CRM_LIST     = 1 << 12   /* CRM_TEXT: some of its words, each once, commas between */
};

struct crm_type;

struct crm_field {
	const char            *name;      /* snake_case: argument, column, query term */
	enum crm_kind          kind;
	size_t                 offset;    /* in the struct */
	unsigned               flags;
	const char            *help;      /* what it is, a phrase; for manuals and completion */
	const char            *zh;        /* headings in Chinese and other aliases, `|' between;
	                                     the first is the one to show; all are guessed */
	const char *const     *words;     /* CRM_WORD: what it can be, ends with NULL; CRM_TEXT:
	                                     suggestions, or those of a CRM_LIST */
	const struct crm_type *of;        /* CRM_ID: the noun it names, for a noun's own id that
	                                     noun itself; it gives the letter, and ids are bare
	                                     numbers where there is no noun or no letter */
	const char            *column;    /* in SQL; NULL is the name */
	const char            *sql;       /* derived: an expression over the row t; see select.h */
	size_t                 currency;  /* CRM_MONEY: offset of the record's currency, a char *;
	                                     0 is the base currency */
	int                    scale;     /* CRM_DECIMAL: decimals */
	size_t                 limit;     /* CRM_TEXT: at most so many bytes; 0 is 1,000 */
	const char *const     *known;     /* the words, and those that rows may have from before:
	                                     what queries take and sort by; NULL: words alone */
	/* Check a text and bring it into its stored form; NULL: any text will do. */
	int                  (*check)(char **text, struct crm_fault *why);
	/* A text that rows of its own hold: read it for the record of that id. */
	int                  (*fetch)(crm *db, int64_t id, char **text);
};

struct crm_type {
	const char             *name;      /* customer: in queries, operations and history */
	const char             *plural;    /* customers */
	const char             *zh;        /* 客戶 */
	const char             *table;     /* in SQL */
	char                    letter;    /* of its ids: C12; 0 if it has none */
	size_t                  size;      /* of its struct */
	const struct crm_field *fields;    /* up to a NULL name; stored ones first, id the very first */
	const char             *columns;   /* shown by default: "id,name,tier" */
	const char             *called;    /* in sentences, where name is no word; NULL: name */
};

/* The field of that name; NULL if there is none. */
const struct crm_field *crm_field(const struct crm_type *type, const char *name);

/*
 * Up to three names nearest to a wrong one, best first: "owner, order or phone".
 * Aliases (zh) lead to their field; hidden fields are not named.  Returns out.
 */
char *crm_field_nearest(const struct crm_type *type, const char *name, char *out, size_t size);

/* Free the texts in record and make every field absent; the struct is the caller's. */
void crm_clear(const struct crm_type *type, void *record);

/* Copy every field of a type; out is cleared first. */
int crm_copy(const struct crm_type *type, void *out, const void *record);

/* Is it there?  A text that is NULL or empty and a number that is not finite are absent. */
bool crm_field_set(const struct crm_field *field, const void *record);
void crm_field_clear(const struct crm_field *field, void *record);

/*
 * Read text into one field; an empty or blank text makes it absent.  CRM_INVALID
 * with a sentence otherwise (or CRM_NO_MEMORY), and then the record keeps what it
 * had.  Words are found whatever the case of their ASCII letters; yes/no, true/false,
 * 1/0 and 是/否 are read alike.  An amount with a currency in it (`USD 12300.50')
 * sets the record's currency too, so parse the currency first; where the field
 * has no currency of its own, another than the base currency is CRM_INVALID.  Ids
 * are read by letter and number only: what else may name a customer is the
 * database's knowledge (noun.h).  Whether a field may be written is the caller's
 * to decide (CRM_DERIVED, CRM_FIXED), as is whether it may be absent.
 */
int crm_field_parse(const struct crm_field *field, void *record, const char *text,
                    const struct crm_context *context, struct crm_fault *why);

/*
 * The field as text, exactly as a stream has it before escaping; NULL if it is
 * absent.  The text is in scratch or in the record, and lives as long.
 */
enum { CRM_SCRATCH = 64 };

const char *crm_field_text(const struct crm_field *field, const void *record,
                           const struct crm_context *context, char scratch[CRM_SCRATCH]);

/*
 * The same for people: instants to the minute without offset, amounts in groups of
 * three, measured numbers to three digits.  Never read back.
 */
const char *crm_field_show(const struct crm_field *field, const void *record,
                           const struct crm_context *context, char scratch[CRM_SCRATCH]);

/*
 * -1, 0 or 1: how two records stand in this field; absent comes last.  Texts go by
 * code point, words as their list has them (vip before ordinary), amounts by their
 * minor units, whatever the currency.
 */
int crm_field_compare(const struct crm_field *field, const void *a, const void *b);

/*
 * "C12" to 'C' and 12, and back.  CRM_INVALID unless it is a letter of the nouns
 * (C P I F K O S N X, upper case) and a number from 1 without leading zeros: an id
 * has one spelling.  Letter 0 formats the bare number.
 */
int   crm_id_parse(const char *text, char *letter, int64_t *id);
char *crm_id_format(char letter, int64_t id, char scratch[CRM_SCRATCH]);

/* Declare a record that is cleared when it goes out of scope. */
#define AUTO(type) __attribute__((cleanup(type##_clear))) struct type

#endif
