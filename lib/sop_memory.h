/*
 * sop_memory.h - where a procedure lives: memory that is let go of all at once (internal).
 *
 *	struct sop_memory *memory = sop_memory_open();
 *	char *copy = sop_copy(memory, text, length);
 *	sop_memory_close(memory);
 */
#ifndef SOP_MEMORY_H
#define SOP_MEMORY_H

#include <stddef.h>

struct sop_memory;

struct sop_memory *sop_memory_open(void);                  /* NULL: out of memory */
void               sop_memory_close(struct sop_memory *memory);   /* NULL is fine */

/* Zeroed, for anything; NULL: out of memory. */
void *sop_take(struct sop_memory *memory, size_t n, size_t size);

/* A copy of that many bytes, NUL behind them. */
char *sop_copy(struct sop_memory *memory, const char *text, size_t length);

/* What a format makes. */
char *sop_print(struct sop_memory *memory, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
