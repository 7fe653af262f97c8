/*
 * text_table.h - records as an aligned table, for text_out.c (internal).
 */
#ifndef CRM_TEXT_TABLE_H
#define CRM_TEXT_TABLE_H

#include "text.h"

struct text_table;

/*
 * A table of n fields; CRM_DATABASE if what draws it cannot be loaded, *why naming
 * the package.  fields, and what layout and type point to, must outlive it.
 */
int  text_table_open(struct text_table **out, const struct crm_field *const *fields, size_t n,
                     const struct crm_layout *layout, struct crm_fault *why);
int  text_table_put(struct text_table *table, const void *record);
int  text_table_draw(struct text_table *table, FILE *file);
void text_table_close(struct text_table *table);

#endif
