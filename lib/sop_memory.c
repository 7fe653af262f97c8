/*
 * sop_memory.c - memory that is let go of all at once.
 */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sop_memory.h"

enum { BLOCK = 16384 };

struct block {
	struct block *next;
	size_t        used, size;
	max_align_t   bytes[];
};

struct sop_memory { struct block *block; };

struct sop_memory *
sop_memory_open(void)
{
	return calloc(1, sizeof(struct sop_memory));
}

void
sop_memory_close(struct sop_memory *memory)
{
	while (memory && memory->block) {
		struct block *next = memory->block->next;

		free(memory->block);
		memory->block = next;
	}
	free(memory);
}

static struct block *
add_block(struct sop_memory *memory, size_t size)
{
	struct block *block = size < SIZE_MAX / 2 ? malloc(sizeof *block + size) : NULL;

	if (!block)
		return NULL;
	*block = (struct block){ .size = size, .next = memory->block };
	return memory->block = block;
}

void *
sop_take(struct sop_memory *memory, size_t n, size_t size)
{
	struct block *block = memory->block;
	size_t wanted;
	void *taken;

	if (__builtin_mul_overflow(n, size, &wanted) || wanted > SIZE_MAX / 4)
		return NULL;
	wanted = (wanted + sizeof(max_align_t)) / sizeof(max_align_t) * sizeof(max_align_t);
	if (!block || block->size - block->used < wanted)
		block = add_block(memory, wanted > BLOCK ? wanted : BLOCK);
	if (!block)
		return NULL;
	taken = memset((char *)block->bytes + block->used, 0, wanted);
	block->used += wanted;
	return taken;
}

char *
sop_copy(struct sop_memory *memory, const char *text, size_t length)
{
	char *copy = sop_take(memory, length + 1, 1);

	if (copy)
		memcpy(copy, text, length);
	return copy;
}

char *
sop_print(struct sop_memory *memory, const char *format, ...)
{
	va_list args;
	char *text = NULL, *copy;
	int length;

	va_start(args, format);
	length = vasprintf(&text, format, args);
	va_end(args);
	if (length < 0)
		return NULL;
	copy = sop_copy(memory, text, (size_t)length);
	free(text);
	return copy;
}
