/*
 * plain_log.c - a file of events, read without a database.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plain_log.h"

enum {
	SAMPLE = 1000,      /* rows whose dates are looked at before the first is read */
	KNOWN  = 1 << 12    /* dates; eleven years of days */
};

/* A date as it was written: each has its place, and the last one there stays. */
struct plain_date {
	char    text[16];   /* "": free */
	int64_t instant;
};

/* --- opening ------------------------------------------------------------------ */

static void
learn_dates(struct crm_plain_log *plain)
{
	int column = crm_mapping_column(&plain->mapping, "date");
	struct crm_table_row row;
	struct crm_fault why;
	int got;

	if (column == CRM_NO_COLUMN)
		return;
	crm_table_sample(plain->table, SAMPLE);
	while ((got = crm_table_next(plain->table, &row, &why)))
		if (got > 0)
			crm_date_format_learn(&plain->dates, row.values[column]);
	crm_table_rewind(plain->table);
}

/* A file of one column without a header has nothing but what the first role is. */
static bool
is_bare(const struct crm_plain_log *plain, size_t columns)
{
	return columns == 1 && !crm_table_has_header(plain->table);
}

static int
find_columns(struct crm_plain_log *plain, const struct crm_role *roles, const char *const *told,
             size_t told_n, struct crm_fault *why)
{
	const char *const *names;
	size_t n = crm_table_names(plain->table, &names);
	char first[64];

	if (n == 0)
		return crm_fault(why, 0, "the file is empty: not even a line of headings");
	if (is_bare(plain, n) && told_n == 0) {
		snprintf(first, sizeof first, "%s=1", roles[0].name);
		return crm_mapping_guess(&plain->mapping, roles, NULL, names, n,
		                         (const char *const[]){ first }, 1, why);
	}
	return crm_mapping_guess(&plain->mapping, roles, NULL, names, n, told, told_n, why);
}

int
crm_plain_open(struct crm_plain_log *plain, const char *path, const struct crm_role *roles,
               const char *const *told, size_t told_n, const char *date_format,
               struct crm_fault *why)
{
	/* In a column of answers, an empty line is one that was not given. */
	const struct crm_table_options options = { .empty_rows = true };
	int error = date_format ? crm_date_format_tell(&plain->dates, date_format, why) : 0;

	if (!error)
		error = crm_table_open(&plain->table, path, &options, why);
	if (!error)
		error = find_columns(plain, roles, told, told_n, why);
	plain->known = calloc(KNOWN, sizeof *plain->known);
	if (!error && !plain->known) {
		crm_fault(why, 0, "no memory");
		error = CRM_NO_MEMORY;
	}
	if (error)
		crm_plain_close(plain);
	else if (!date_format)
		learn_dates(plain);
	return error;
}

void
crm_plain_close(struct crm_plain_log *plain)
{
	crm_table_close(plain->table);
	crm_mapping_clear(&plain->mapping);
	free(plain->known);
	plain->table = NULL;
	plain->known = NULL;
}

/* --- rows ----------------------------------------------------------------------- */

static void
refuse(struct crm_plain_log *plain, size_t line, const char *why)
{
	plain->refused++;
	if (plain->refuse)
		plain->refuse(plain->aux, crm_table_name(plain->table), line, why);
}

int
crm_plain_next(struct crm_plain_log *plain, struct crm_table_row *row)
{
	struct crm_fault why;
	int got;

	while ((got = crm_table_next(plain->table, row, &why)) < 0) {
		if (got == CRM_NO_MEMORY)
			return got;
		refuse(plain, row->line, why.text);
	}
	return got;
}

const char *
crm_plain_value(const struct crm_plain_log *plain, const struct crm_table_row *row, size_t role)
{
	int column = plain->mapping.column[role];

	return column == CRM_NO_COLUMN ? "" : row->values[column];
}

bool
crm_plain_has(const struct crm_plain_log *plain, size_t role)
{
	return plain->mapping.column[role] != CRM_NO_COLUMN;
}

/* The place of a date; NULL for one that is too long to be kept. */
static struct plain_date *
place_of(const struct crm_plain_log *plain, const char *text, size_t length)
{
	uint64_t word[2] = { 0 }, hash;

	if (length >= sizeof plain->known->text)
		return NULL;
	memcpy(word, text, length);
	hash = (word[0] ^ word[1] * UINT64_C(0xd6e8feb86659fd93)) * UINT64_C(0x9e3779b97f4a7c15);
	return &plain->known[hash >> 32 & (KNOWN - 1)];
}

int
crm_plain_instant(const struct crm_plain_log *plain, const char *text, int64_t *instant,
                  struct crm_fault *why)
{
	size_t length = strlen(text);
	struct plain_date *place = place_of(plain, text, length);
	struct crm_span span;
	int error;

	if (place && length && strcmp(place->text, text) == 0) {
		*instant = place->instant;
		return 0;
	}
	error = crm_date_format_parse(&plain->dates, text, &plain->clock, &span, why);
	if (error)
		return error;
	*instant = span.from;
	if (place) {
		memcpy(place->text, text, length + 1);
		place->instant = span.from;
	}
	return 0;
}

void
crm_plain_refuse(struct crm_plain_log *plain, const struct crm_table_row *row, const char *what,
                 const struct crm_fault *why)
{
	char text[sizeof why->text + 64];

	snprintf(text, sizeof text, "%s: %s", what, why->text);
	refuse(plain, row->line, text);
}

int
crm_plain_refused(const struct crm_plain_log *plain, struct crm_fault *why)
{
	return crm_fault(why, 0, "%llu row%s refused", (unsigned long long)plain->refused,
	                 plain->refused == 1 ? " is" : "s are");
}
