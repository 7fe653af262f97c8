/*
 * text_fit.h - how wide the columns of a table are on a terminal (internal).
 *
 *	struct fit_column columns[] = { { .heading = 4, .least = 4, .content = 22, .text = true },
 *	                                ... };
 *	if (text_fit(columns, n, 80))
 *		... columns[0].width, 0 if it is left out ...
 */
#ifndef TEXT_FIT_H
#define TEXT_FIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FIT_GAP = 2 };   /* cells between columns */

struct fit_column {
	size_t heading;   /* cells of its name; 0: headings are not shown */
	size_t least;     /* to which the name may be cut and be told from others */
	size_t content;   /* of its widest cell; 0: all are empty */
	bool   text;      /* may be cut; numbers, days, ids and words of a list are not */
	size_t width;     /* set: cells that it gets; 0: it is left out */
	bool   wraps;     /* set: it says something, so it goes on in the next line, uncut */
};

/*
 * Fit the columns into so many cells; false if they cannot, and records had better be
 * shown with a line for each field.  What is wide gives way in steps, the widest first:
 *
 *	columns that are empty altogether are left out;
 *	texts are cut to 16 cells, and those of 41 to 400 go on in the next line, of 24 or more;
 *	headings are cut to their least;
 *	texts are cut to 8 cells, unless one says something: it is not to stand among fragments;
 *	but not the first, which tells the records apart.
 */
bool text_fit(struct fit_column *columns, size_t n, size_t limit);

#endif
