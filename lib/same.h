/*
 * same.h - are two names one? (internal, not installed)
 *
 *	if (same_name(f->name, name))
 *
 * Tables are searched name by name when a program starts, and most names differ in their
 * first letter: to look at that first saves nine calls of ten.
 */
#ifndef CRM_SAME_H
#define CRM_SAME_H

#include <stdbool.h>
#include <string.h>

static inline bool
same_name(const char *a, const char *b)
{
	return *a == *b && !strcmp(a, b);
}

#endif
