/*
 * keys.c - a hash table with open addressing, its texts in one block.
 */
#include <stdlib.h>
#include <string.h>

#include "keys.h"

enum { FIRST_ROOM = 1024, FIRST_TEXTS = 1 << 14 };

struct keys_slot {
	uint32_t hash;      /* its upper half */
	uint32_t length;    /* of the text, plus 1: 0 is a free slot */
	size_t   at;        /* where the text begins */
	int64_t  number;
};

/* FNV-1a, and a last mix so that its low bits depend on all (Stafford's variant 13). */
static uint64_t
hash(const unsigned char *text, size_t length)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (size_t i = 0; i < length; i++)
		h = (h ^ text[i]) * 0x100000001b3u;
	h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9u;
	h = (h ^ (h >> 27)) * 0x94d049bb133111ebu;
	return h ^ (h >> 31);
}

/* The slot of a text, or the free one where it would go. */
static struct keys_slot *
find(const struct keys *keys, const void *text, size_t length, uint64_t h)
{
	for (size_t i = h & (keys->room - 1);; i = (i + 1) & (keys->room - 1)) {
		struct keys_slot *slot = &keys->slots[i];

		if (!slot->length || (slot->hash == (uint32_t)(h >> 32) && slot->length == length + 1 &&
		                      !memcmp(keys->texts + slot->at, text, length)))
			return slot;
	}
}

static bool
grow_slots(struct keys *keys)
{
	struct keys larger = { .room = keys->room ? 2 * keys->room : FIRST_ROOM, .texts = keys->texts };

	if (!(larger.slots = calloc(larger.room, sizeof *larger.slots)))
		return false;
	for (size_t i = 0; i < keys->room; i++) {
		const struct keys_slot *slot = &keys->slots[i];
		const char *text = keys->texts + slot->at;
		size_t length = slot->length - 1;

		if (slot->length)
			*find(&larger, text, length, hash((const unsigned char *)text, length)) = *slot;
	}
	free(keys->slots);
	keys->slots = larger.slots;
	keys->room = larger.room;
	return true;
}

static bool
grow_texts(struct keys *keys, size_t length)
{
	size_t size = keys->size ? keys->size : FIRST_TEXTS;
	char *more;

	while (size - keys->used < length)
		size *= 2;
	if (size == keys->size)
		return true;
	if (!(more = realloc(keys->texts, size)))
		return false;
	keys->texts = more;
	keys->size = size;
	return true;
}

int64_t *
keys_put(struct keys *keys, const void *text, size_t length)
{
	uint64_t h = hash(text, length);
	struct keys_slot *slot;

	if (length >= UINT32_MAX || (keys->n >= keys->room / 4 * 3 && !grow_slots(keys)))
		return NULL;
	slot = find(keys, text, length, h);
	if (!slot->length) {
		if (!grow_texts(keys, length))
			return NULL;
		*slot = (struct keys_slot){ (uint32_t)(h >> 32), (uint32_t)length + 1, keys->used, 0 };
		memcpy(keys->texts + keys->used, text, length);
		keys->used += length;
		keys->n++;
	}
	return &slot->number;
}

int64_t
keys_get(const struct keys *keys, const void *text, size_t length)
{
	return keys->room ? find(keys, text, length, hash(text, length))->number : 0;
}

void
keys_free(struct keys *keys)
{
	free(keys->slots);
	free(keys->texts);
	*keys = (struct keys){ 0 };
}
