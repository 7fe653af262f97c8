/*
 * lifetime.c - from a log of purchases to what lifetime-value models need.
 *
 * Linear in the rows: keys become numbers through a hash table, rows are
 * brought together by a counting sort - unless they came grouped, as files
 * that were written customer by customer do.
 */
#include <stdlib.h>
#include <string.h>

#include "lifetime.h"

enum { FEW = 24 };       /* so many rows of a customer are sorted by insertion */

static const int64_t FIRST_DAY = -719162, LAST_DAY = 2932896;   /* 0001-01-01, 9999-12-31 */
static const int64_t TOO_MUCH  = INT64_C(1) << 53;              /* exact as a double below */

struct row {
	int64_t  amount;
	int32_t  day;
	uint32_t customer;
};

/* Where a key with this hash is: number + 1, 0 if the slot is free. */
struct slot {
	uint32_t hash;
	uint32_t number;
};

struct crm_purchase_log {
	struct row  *rows;
	size_t       row_count, row_room;
	char        *keys;               /* all of them, one after the other */
	size_t       key_bytes, key_room;
	size_t      *key_at;             /* customers + 1 offsets into keys */
	size_t       customers, customer_room;
	struct slot *slots;
	size_t       slot_count;         /* a power of 2, at most half in use */
	bool         grouped;            /* row.customer never falls */
	int32_t      last_day;
};

/* Make room for one more of `size' bytes; doubles. */
static bool
reserve(void *array, size_t *room, size_t needed, size_t size)
{
	size_t more = *room ? *room : 64;
	void  *old, *larger;

	if (needed <= *room)
		return true;
	while (more < needed)
		more *= 2;
	memcpy(&old, array, sizeof old);
	larger = realloc(old, more * size);
	if (!larger)
		return false;
	memcpy(array, &larger, sizeof larger);
	*room = more;
	return true;
}

static uint64_t
mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 32;
}

static uint32_t
hash_key(const char *key, size_t length)
{
	uint64_t hash = length, word;

	for (; length >= sizeof word; key += sizeof word, length -= sizeof word) {
		memcpy(&word, key, sizeof word);
		hash = mix(hash, word);
	}
	word = 0;
	memcpy(&word, key, length);
	return (uint32_t)mix(mix(hash, word), 0);
}

int
crm_purchase_log_open(struct crm_purchase_log **out)
{
	struct crm_purchase_log *log = calloc(1, sizeof *log);

	*out = log;
	if (!log)
		return CRM_NO_MEMORY;
	log->grouped    = true;
	log->slot_count = 1024;
	log->slots      = calloc(log->slot_count, sizeof *log->slots);
	log->key_at     = calloc(1, sizeof *log->key_at);
	if (log->slots && log->key_at)
		return 0;
	crm_purchase_log_close(log);
	*out = NULL;
	return CRM_NO_MEMORY;
}

void
crm_purchase_log_close(struct crm_purchase_log *log)
{
	if (!log)
		return;
	free(log->rows);
	free(log->keys);
	free(log->key_at);
	free(log->slots);
	free(log);
}

size_t
crm_purchase_log_customers(const struct crm_purchase_log *log)
{
	return log->customers;
}

int64_t
crm_purchase_log_last_day(const struct crm_purchase_log *log)
{
	return log->row_count ? log->last_day : INT64_MIN;
}

const void *
crm_purchase_log_key(const struct crm_purchase_log *log, uint32_t customer, size_t *length)
{
	*length = log->key_at[customer + 1] - log->key_at[customer];
	return log->keys + log->key_at[customer];
}

static bool
has_key(const struct crm_purchase_log *log, uint32_t customer, const void *key, size_t length)
{
	size_t      own_length;
	const void *own = crm_purchase_log_key(log, customer, &own_length);

	return own_length == length && memcmp(own, key, length) == 0;
}

static struct slot *
find_slot(const struct crm_purchase_log *log, uint32_t hash, const void *key, size_t length)
{
	size_t mask = log->slot_count - 1;

	for (size_t i = hash & mask;; i = (i + 1) & mask) {
		struct slot *slot = &log->slots[i];

		if (slot->number == 0 ||
		    (slot->hash == hash && has_key(log, slot->number - 1, key, length)))
			return slot;
	}
}

static bool
grow_slots(struct crm_purchase_log *log)
{
	size_t       count = log->slot_count * 2, mask = count - 1;
	struct slot *slots = calloc(count, sizeof *slots);

	if (!slots)
		return false;
	for (size_t k = 0; k < log->slot_count; k++) {
		size_t i = log->slots[k].hash & mask;

		if (log->slots[k].number == 0)
			continue;
		while (slots[i].number)
			i = (i + 1) & mask;
		slots[i] = log->slots[k];
	}
	free(log->slots);
	log->slots      = slots;
	log->slot_count = count;
	return true;
}

static int
add_customer(struct crm_purchase_log *log, const void *key, size_t length, uint32_t *customer)
{
	if (log->customers >= UINT32_MAX / 2)
		return CRM_NO_MEMORY;
	if (!reserve(&log->keys, &log->key_room, log->key_bytes + length + 1, 1) ||
	    !reserve(&log->key_at, &log->customer_room, log->customers + 2,
	             sizeof *log->key_at))
		return CRM_NO_MEMORY;
	memcpy(log->keys + log->key_bytes, key, length);
	log->key_bytes += length;
	*customer = (uint32_t)log->customers++;
	log->key_at[log->customers] = log->key_bytes;
	return 0;
}

static int
number_customer(struct crm_purchase_log *log, const void *key, size_t length, uint32_t *customer)
{
	uint32_t     hash;
	struct slot *slot;

	/* Most files have a customer's rows together. */
	if (log->row_count) {
		*customer = log->rows[log->row_count - 1].customer;
		if (has_key(log, *customer, key, length))
			return 0;
	}
	if (log->customers * 2 >= log->slot_count && !grow_slots(log))
		return CRM_NO_MEMORY;
	hash = hash_key(key, length);
	slot = find_slot(log, hash, key, length);
	if (slot->number) {
		*customer = slot->number - 1;
		return 0;
	}
	if (add_customer(log, key, length, customer))
		return CRM_NO_MEMORY;
	*slot = (struct slot){ hash, *customer + 1 };
	return 0;
}

int
crm_purchase_log_add(struct crm_purchase_log *log, const void *key, size_t length, int64_t day,
                     int64_t amount, struct crm_fault *why)
{
	uint32_t customer;

	if (day < FIRST_DAY || day > LAST_DAY)
		return crm_fault(why, 0, "a purchase must be in the years 1 to 9999");
	if (amount <= -TOO_MUCH || amount >= TOO_MUCH)
		return crm_fault(why, 0, "an amount must be less than 2^53 minor units");
	if (!reserve(&log->rows, &log->row_room, log->row_count + 1, sizeof *log->rows) ||
	    number_customer(log, key, length, &customer))
		return CRM_NO_MEMORY;
	if (log->row_count == 0 || day > log->last_day)
		log->last_day = (int32_t)day;
	if (log->row_count && customer < log->rows[log->row_count - 1].customer)
		log->grouped = false;
	log->rows[log->row_count++] = (struct row){ amount, (int32_t)day, customer };
	return 0;
}

/* A counting sort; rows of one customer keep their order. */
static bool
group_rows(struct crm_purchase_log *log)
{
	size_t     *next = calloc(log->customers + 1, sizeof *next);
	struct row *rows = calloc(log->row_count, sizeof *rows);

	if (!next || !rows) {
		free(next);
		free(rows);
		return false;
	}
	for (size_t i = 0; i < log->row_count; i++)
		next[log->rows[i].customer + 1]++;
	for (size_t c = 0; c < log->customers; c++)
		next[c + 1] += next[c];
	for (size_t i = 0; i < log->row_count; i++)
		rows[next[log->rows[i].customer]++] = log->rows[i];
	free(next);
	free(log->rows);
	log->rows     = rows;
	log->row_room = log->row_count;
	log->grouped  = true;
	return true;
}

static int
by_day(const void *a, const void *b)
{
	int32_t first = ((const struct row *)a)->day, second = ((const struct row *)b)->day;

	return (first > second) - (first < second);
}

/* Nearly always in order already, or few. */
static void
sort_by_day(struct row *rows, size_t n)
{
	if (n > FEW) {
		for (size_t i = 1; i < n; i++)
			if (rows[i].day < rows[i - 1].day) {
				qsort(rows, n, sizeof *rows, by_day);
				break;
			}
		return;
	}
	for (size_t i = 1; i < n; i++) {
		struct row row = rows[i];
		size_t     k   = i;

		for (; k > 0 && rows[k - 1].day > row.day; k--)
			rows[k] = rows[k - 1];
		rows[k] = row;
	}
}

/* Sum up a day; returns how many of the rows are of it. */
static size_t
take_day(const struct row *rows, size_t n, int64_t *amount, bool *purchase)
{
	size_t i = 0;

	*amount   = 0;
	*purchase = false;
	for (; i < n && rows[i].day == rows[0].day; i++) {
		*amount += rows[i].amount;
		*purchase = *purchase || rows[i].amount >= 0;
	}
	return i;
}

/* False if the customer bought nothing up to the end. */
static bool
summarise(const struct row *rows, size_t n, int64_t end, int64_t until, struct crm_purchases *out)
{
	int64_t amount, first = 0;
	bool    purchase, known = false;

	*out = (struct crm_purchases){ .customer = rows[0].customer };
	for (size_t i = 0, taken; i < n && rows[i].day <= until; i += taken) {
		taken = take_day(rows + i, n - i, &amount, &purchase);
		if (rows[i].day > end) {
			out->later += purchase;
		} else if (known && !purchase && out->x == 0) {
			out->first_spend += amount;
		} else if (known) {
			out->repeat_spend += amount;
			out->x += purchase;
			if (purchase)
				out->t_x = (uint32_t)(rows[i].day - first);
		} else if (purchase) {
			known            = true;
			first            = rows[i].day;
			out->first_spend = amount;
			out->T           = (uint32_t)(end - first);
		}
	}
	return known;
}

/* Bring each customer's rows together, if the last day is one that there can be. */
static int
prepare(struct crm_purchase_log *log, int64_t last, struct crm_fault *why)
{
	if (last < FIRST_DAY || last > LAST_DAY)
		return crm_fault(why, 0, "the end must be in the years 1 to 9999");
	return log->grouped || group_rows(log) ? 0 : CRM_NO_MEMORY;
}

/* The rows of a customer, the i-th first, in order of day; returns how many. */
static size_t
own_rows(struct crm_purchase_log *log, size_t i)
{
	size_t n = 1;

	while (i + n < log->row_count && log->rows[i + n].customer == log->rows[i].customer)
		n++;
	sort_by_day(log->rows + i, n);
	return n;
}

int
crm_purchase_log_summarise(struct crm_purchase_log *log, int64_t end, int64_t until,
                           struct crm_purchases **rows, size_t *n, struct crm_fault *why)
{
	int error = prepare(log, end, why);

	*n    = 0;
	*rows = NULL;
	if (error)
		return error;
	*rows = malloc((log->customers + 1) * sizeof **rows);
	if (!*rows)
		return CRM_NO_MEMORY;
	for (size_t i = 0, taken; i < log->row_count; i += taken) {
		taken = own_rows(log, i);
		*n += summarise(log->rows + i, taken, end, until < end ? end : until, *rows + *n);
	}
	return 0;
}

/* Returns how many days there are. */
static size_t
days_of(const struct row *rows, size_t n, int64_t until, struct crm_purchase_day *out)
{
	size_t days = 0;

	for (size_t i = 0; i < n && rows[i].day <= until;) {
		struct crm_purchase_day *day = &out[days];

		*day = (struct crm_purchase_day){ .customer = rows[i].customer, .day = rows[i].day };
		i += take_day(rows + i, n - i, &day->amount, &day->purchase);
		days += days || day->purchase;
	}
	return days;
}

int
crm_purchase_log_days(struct crm_purchase_log *log, int64_t until, struct crm_purchase_day **days,
                      size_t *n, struct crm_fault *why)
{
	int error = prepare(log, until, why);

	*n    = 0;
	*days = NULL;
	if (error)
		return error;
	*days = malloc((log->row_count + 1) * sizeof **days);
	if (!*days)
		return CRM_NO_MEMORY;
	for (size_t i = 0, taken; i < log->row_count; i += taken) {
		taken = own_rows(log, i);
		*n += days_of(log->rows + i, taken, until, *days + *n);
	}
	return 0;
}

static uint32_t
hash_pattern(const struct crm_purchases *p)
{
	return (uint32_t)mix(mix((uint64_t)p->x << 32 | p->t_x, p->T), 0);
}

static bool
is_of_pattern(const struct crm_purchases *p, const struct crm_pattern *pattern)
{
	return p->x == pattern->x && p->t_x == pattern->t_x && p->T == pattern->T;
}

static struct crm_pattern
pattern_like(const struct crm_purchases *p)
{
	return (struct crm_pattern){ .x = p->x, .t_x = p->t_x, .T = p->T };
}

int
crm_purchase_patterns(const struct crm_purchases *rows, size_t n, struct crm_pattern **patterns,
                      size_t *count, uint32_t *pattern_of)
{
	size_t    room = 0, slots = 16, at;
	uint32_t *slot;

	*patterns = NULL;
	*count    = 0;
	while (slots < 2 * n)
		slots *= 2;
	slot = calloc(slots, sizeof *slot);      /* index of the pattern + 1 */
	if (!slot || !reserve(patterns, &room, 1, sizeof **patterns))
		goto no_memory;
	for (size_t i = 0; i < n; i++) {
		at = hash_pattern(&rows[i]) & (slots - 1);
		while (slot[at] && !is_of_pattern(&rows[i], &(*patterns)[slot[at] - 1]))
			at = (at + 1) & (slots - 1);
		if (!slot[at]) {
			if (!reserve(patterns, &room, *count + 1, sizeof **patterns))
				goto no_memory;
			(*patterns)[(*count)++] = pattern_like(&rows[i]);
			slot[at]                = (uint32_t)*count;
		}
		(*patterns)[slot[at] - 1].customers++;
		if (pattern_of)
			pattern_of[i] = slot[at] - 1;
	}
	free(slot);
	return 0;
no_memory:
	free(slot);
	free(*patterns);
	*patterns = NULL;
	*count    = 0;
	return CRM_NO_MEMORY;
}
