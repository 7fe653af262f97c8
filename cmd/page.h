/*
 * page.h - one customer on one page, to be read at the moment of contact.
 */
#ifndef PAGE_H
#define PAGE_H

#include <stdio.h>

#include "crm.h"

struct page_style {
	int  width;      /* cells, at most; 0: any */
	bool bold;       /* headings may be */
	bool reasons;    /* say of what is due why it is */
};

int page_print(crm *db, int64_t customer, const struct page_style *style, FILE *out);

#endif
