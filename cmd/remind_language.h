/*
 * remind_language.h - what a digest says, in each language that it can be in.
 *
 *	const struct remind_language *l = remind_language("zh-TW");
 *
 * Words in braces stand for what remind_text.c puts there: {to} who reads it, {who} whose
 * follow-ups they are, {deputy} who stands in, {n} how many, {s} the plural's ending, {parts}
 * how many of them for whom, {day} today, {oldest} and {back} days, {command} to be typed.
 */
#ifndef REMIND_LANGUAGE_H
#define REMIND_LANGUAGE_H

struct remind_language {
	const char *tag;                          /* which that of [staff] begins with: zh-TW */
	const char *due, *late;                   /* subjects: of one's own, of a copy */
	const char *due_now, *late_now;           /* the first lines of the page */
	const char *stands_in;                    /* in a copy: who does it meanwhile */
	const char *alone;                        /* to who is away, and nobody stands in */
	const char *summary;                      /* how many are late, and since when */
	const char *part, *part_pool;             /* of {parts}: for one who is away, of nobody */
	const char *part_begin, *part_end;        /* around them */
	const char *own, *away, *other, *pool;    /* above a table: whose its rows are */
	const char *rest;                         /* below it: rows that it leaves out */
	const char *between, *more;               /* names, and that there are more */
	const char *once, *again, *copied, *released, *flagged;   /* before ids that are late */
	const char *others;                       /* ids left out */
	const char *close;
	const char *const *heading;               /* of the columns, in order; NULL: their names */
	const char *const *channel, *const *rule; /* name, word, ..., NULL; NULL: the names */
};

/* The language of that tag; English for one that is not here, and for NULL.  Never NULL. */
const struct remind_language *remind_language(const char *tag);

/* The word of such a list for a name; the name, where it has no other. */
const char *remind_word(const char *const *words, const char *name);

#endif
