/*
 * once.c - which contacts this operation has recorded, by what they say.
 *
 * A table of hashes, open addressing.  The hash has 64 bits and covers the customer, so that
 * it takes another contact of the same operation to be mistaken for, at odds of 2^-64 a pair.
 */
#include <stdlib.h>
#include <string.h>

#include "cli_internal.h"
#include "follow_up.h"
#include "once.h"
#include "operation.h"

struct once { uint64_t key; int64_t interaction; };

static struct once *table;
static size_t held, size;             /* size is a power of two */
static size_t contacts, follow_ups;   /* of the whole call */

/* FNV-1a, 64 bits, as in G. Fowler, L. C. Noll and K.-P. Vo's description; the NUL counts. */
static uint64_t
mix(uint64_t hash, const char *text)
{
	do
		hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
	while (*text++);
	return hash;
}

uint64_t
once_key(crm *db, const struct crm_interaction *contact)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);
	char scratch[CRM_SCRATCH];

	if (contact->id || !contact->follow_up)
		return 0;
	for (const struct crm_field *f = crm_interaction_type.fields; f->name; f++) {
		const char *text = NULL;

		if (!(f->flags & CRM_DERIVED) && f->of != &crm_follow_up_type)
			text = crm_field_text(f, contact, crm_context(db), scratch);
		hash = mix(hash, text ? text : "");
	}
	return hash ? hash : 1;
}

/* Where a key is, or would be; the table is never full. */
static struct once *
place(uint64_t key)
{
	size_t at = (size_t)key & (size - 1);

	while (table[at].key && table[at].key != key)
		at = (at + 1) & (size - 1);
	return &table[at];
}

/* While nothing is written, what the table holds is of the batch before. */
int64_t
once_written(crm *db, uint64_t key)
{
	if (held && !crm_last_operation(db)) {
		memset(table, 0, size * sizeof *table);
		held = 0;
	}
	return key && table ? place(key)->interaction : 0;
}

static void
grow(void)
{
	struct once *old = table;
	size_t n = size;

	size = size ? 2 * size : 64;
	if (!(table = calloc(size, sizeof *table)))
		cli_die("out of memory");
	for (size_t i = 0; i < n; i++)
		if (old[i].key)
			*place(old[i].key) = old[i];
	free(old);
}

void
once_remember(uint64_t key, int64_t interaction)
{
	struct once *at;

	if (!key)
		return;
	if (2 * held >= size)
		grow();
	at = place(key);
	held += !at->key;
	contacts += !at->key;
	follow_ups++;
	*at = (struct once){ key, interaction };
}

void
once_tell(const struct cli *cli, int status)
{
	if (follow_ups > contacts && !cli_quiet(cli) && (status == CLI_OK || cli->common.rejects))
		cli_warn("%zu follow-ups made %zu contact%s: one does for all that a customer is due for",
		         follow_ups, contacts, contacts == 1 ? "" : "s");
	free(table);
	table = NULL;
	held = size = 0;
}
