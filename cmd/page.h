/*
 * page.h - one customer on one page, to be read at the moment of contact.
 */
#ifndef PAGE_H
#define PAGE_H

#include <stdio.h>

#include "crm.h"

/* Print it, at most so many cells wide (0: any); bold says whether headings may be. */
int page_print(crm *db, int64_t customer, FILE *out, int width, bool bold);

#endif
