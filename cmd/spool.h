/*
 * spool.h - keep bytes until they are wanted: in memory, beyond 64 MB in an unlinked file.
 *
 * A writer in a pipeline reads all its input before it locks the database; this
 * is where the input waits.
 */
#ifndef SPOOL_H
#define SPOOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { SPOOL_MEMORY = 64 << 20 };

struct spool {
	char  *memory;
	size_t size, room, at;
	FILE  *file;             /* what came after the memory was full */
};

/* All of these end the program when memory or disk is out: nothing has been written then. */
void spool_put(struct spool *spool, const void *bytes, size_t n);
void spool_rewind(struct spool *spool);                       /* to read what was put */
bool spool_get(struct spool *spool, void *bytes, size_t n);   /* false at the end */
void spool_empty(struct spool *spool);                        /* to be filled again */
void spool_free(struct spool *spool);

#endif
