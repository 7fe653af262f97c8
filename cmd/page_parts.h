/*
 * page_parts.h - what a page is made of: rows, headings, sections of records.
 */
#ifndef PAGE_PARTS_H
#define PAGE_PARTS_H

#include "cli.h"

/* So many values can be had at once: the most that stand on one line. */
enum { LABEL = 13, SCRATCHES = 8 };

struct page {
	crm                  *db;
	int64_t               customer;
	FILE                 *out;
	int                   width;
	bool                  bold, reasons;
	const struct crm_type *type;      /* of the row that is being shown */
	void                 *record;
	char                  scratch[SCRATCHES][CRM_SCRATCH];
	int                   next;
};

/* The field of the record as a person reads it; NULL if absent. */
const char *page_get(struct page *p, const char *name);

/* A text on the page: control characters visible, cut at the edge. */
void page_put(struct page *p, const char *text, int indent);
void page_lines(struct page *p, const char *text, int indent, int most);   /* at its line ends */

void page_heading(struct page *p, const char *text);
void page_row(struct page *p, const char *label, const char *text);   /* none without text */

/* Join what is there with a separator; to be freed. */
char *page_join(const char *const *parts, size_t n, const char *separator);

struct page_section {
	const char *noun, *query, *columns, *sort, *title;
	size_t      most;                     /* so many are shown; 0: all */
	const char *program;                  /* that lists the rest */
	void      (*show)(struct page *p);    /* one of them, p->record */
};

/* Records that belong to the customer; *n is how many, and without any there is no heading. */
int page_section(struct page *p, const struct page_section *section, size_t *n);

/* What is due, and why; what to say, and what customers at this stage need. */
int page_due(struct page *p);
void page_journey(struct page *p);

#endif
