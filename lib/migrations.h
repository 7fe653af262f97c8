/*
 * migrations.h - the files of lib/migrations, embedded by the Makefile (internal)
 *
 * migrations[n] is the text of NNNN-title.sql with NNNN = n + 1; it brings a
 * database of user_version n to n + 1.
 */
#ifndef CRM_MIGRATIONS_H
#define CRM_MIGRATIONS_H

#include <stddef.h>

extern const char *const migrations[];
extern const size_t      migration_count;

#endif
