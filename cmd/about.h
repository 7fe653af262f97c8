/*
 * about.h - what the programs say of themselves, for crm-help.
 */
#ifndef ABOUT_H
#define ABOUT_H

#include <stddef.h>

/* One program's answer to --about, cut at its TABs. */
enum { ABOUT_GROUP, ABOUT_NAME, ABOUT_SUMMARY, ABOUT_ZH, ABOUT_KEYWORDS, ABOUT_PARTS };

struct about { char *line, *part[ABOUT_PARTS]; };

/* Ask every crm-* beside this one; returns how many there are.  Freed by about_free(). */
size_t about_programs(struct about **out);
void   about_free(struct about *all, size_t n);

/* Where a program beside this one lies; until the next call. */
const char *about_path(const char *name);

/*
 * Run a program with this one's streams but for standard error; its exit status, 127
 * if it is not there.
 */
int about_run(const char *path, char *const *arguments);

#endif
