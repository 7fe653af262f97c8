/*
 * keys.h - a table in memory from texts to numbers (internal).
 *
 *	struct keys keys = { 0 };
 *	int64_t *id = keys_put(&keys, "SAP-17", 6);
 *	if (id && !*id)
 *		*id = ...;                                (it was not there)
 *	keys_free(&keys);
 *
 * For loads of millions of records: 24 bytes a slot, at most three quarters full, and the
 * texts themselves, which are compared whole.  Nothing is ever removed.
 */
#ifndef KEYS_H
#define KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct keys {
	struct keys_slot *slots;
	size_t            n, room;      /* room is a power of two, or 0 */
	char             *texts;
	size_t            used, size;   /* of texts, in bytes */
};

/* The number of a text, 0 if it is put in now; borrowed until the next call.  NULL: no memory. */
int64_t *keys_put(struct keys *keys, const void *text, size_t length);

/* The number of a text; 0 if it is not there. */
int64_t keys_get(const struct keys *keys, const void *text, size_t length);

void keys_free(struct keys *keys);

#endif
