/*
 * scores_load.c - count the answers of the database, or of a file.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db.h"
#include "money.h"
#include "noun.h"
#include "response.h"
#include "scores_group.h"
#include "select.h"

/* --- from the database --------------------------------------------------------------- */

/* The columns that are selected, before those of the keys that are no period. */
static const char FIRST_COLUMNS[] = "customer,when,score,metric";

enum { CUSTOMER, WHEN, SCORE, METRIC, KEYS };

struct answers {
	struct crm_scores      *scores;
	crm                    *db;
	const struct crm_type  *view;
	void                   *record;
};

static const void *
value_at(const struct answers *a, size_t column)
{
	return (const char *)a->record + a->view->fields[column].offset;
}

/* What a value is sorted by, before its text. */
static int64_t
rank_of(const struct crm_field *field, const void *value)
{
	const char *text;

	switch (field->kind) {
	case CRM_TEXT:
		return 0;
	case CRM_WORD:
		text = *(char *const *)value;
		for (int64_t i = 0; text && field->words && field->words[i]; i++)
			if (strcmp(field->words[i], text) == 0)
				return i;
		return INT64_MAX - 1;
	case CRM_ID:
		return *(const int64_t *)value;
	case CRM_REAL:
		return (int64_t)((const struct crm_real *)value)->value;
	default:
		return ((const struct crm_int *)value)->value;
	}
}

static void
find_place(const struct answers *a, struct scores_place *place)
{
	const struct crm_scores *s = a->scores;
	const struct crm_zone *zone = a->db->context.clock.zone;
	int64_t at = ((const struct crm_int *)value_at(a, WHEN))->value;
	char label[SCORES_VALUE], scratch[CRM_SCRATCH];

	*place->label = '\0';
	for (size_t i = 0, column = KEYS; i < s->key_n; i++) {
		const struct crm_field *field = &a->view->fields[column];
		int64_t rank;

		if (s->keys[i].period) {
			rank = scores_period(s->keys[i].unit, crm_instant_day(zone, at), label);
			scores_place_add(place, i, rank, label);
		} else {
			scores_place_add(place, i, rank_of(field, value_at(a, column)),
			                 crm_field_text(field, a->record, &a->db->context, scratch));
			column++;
		}
	}
	if (s->key_n == 0)
		scores_place_all(place);
}

static int
count(struct answers *a, const struct scores_place *place, struct crm_int score)
{
	struct crm_fault why;
	int error = scores_count(a->scores, place, score, &why);

	if (error == CRM_NO_MEMORY)
		return db_no_memory(a->db);
	return error ? db_fault(a->db, error, "score", &why) : 0;
}

static bool
is_wanted(const struct answers *a, const struct crm_scores_wanted *wanted)
{
	int64_t at = ((const struct crm_int *)value_at(a, WHEN))->value;

	return strcmp(*(char *const *)value_at(a, METRIC), "nps") == 0 &&
	       (!wanted->from.set || at >= wanted->from.value) &&
	       (!wanted->to.set || at < wanted->to.value);
}

static int
count_all(struct answers *a, crm_rows *rows, const struct crm_scores_wanted *wanted)
{
	struct scores_place place = { 0 };
	int error = 0;

	while (!error && crm_rows_next(rows, a->record)) {
		if (!is_wanted(a, wanted))
			continue;
		find_place(a, &place);
		error = count(a, &place, *(const struct crm_int *)value_at(a, SCORE));
	}
	return error;
}

/*
 * Rows come by customer, the latest first.  Who was asked and never answered counts
 * once too, where the latest question stands.
 */
static int
count_latest(struct answers *a, crm_rows *rows, const struct crm_scores_wanted *wanted)
{
	struct scores_place asked = { 0 };
	struct crm_int no_answer = { 0 };
	int64_t customer = 0;
	bool waiting = false;   /* for an answer of this customer */
	int error = 0;

	while (!error && crm_rows_next(rows, a->record)) {
		int64_t own = *(const int64_t *)value_at(a, CUSTOMER);
		struct crm_int score = *(const struct crm_int *)value_at(a, SCORE);

		if (!is_wanted(a, wanted) || (own == customer && !(waiting && score.set)))
			continue;
		if (waiting && own != customer)
			error = count(a, &asked, no_answer);
		find_place(a, &asked);
		customer = own;
		waiting = !score.set;
		if (score.set && !error)
			error = count(a, &asked, score);
	}
	return error || !waiting ? error : count(a, &asked, no_answer);
}

/* "customer,when,score,metric,tier": to be freed; NULL when memory is out. */
static char *
columns_of(const struct crm_scores *s)
{
	char *columns = NULL;
	size_t size;
	FILE *out = open_memstream(&columns, &size);

	if (!out)
		return NULL;
	fputs(FIRST_COLUMNS, out);
	for (size_t i = 0; i < s->key_n; i++)
		if (!s->keys[i].period)
			fprintf(out, ",%s", s->keys[i].name);
	if (fclose(out)) {
		free(columns);
		return NULL;
	}
	return columns;
}

int
crm_scores_load(struct crm_scores *s, crm *db, const struct crm_scores_wanted *wanted)
{
	struct answers a = { .scores = s, .db = db };
	struct crm_select select = {
		.type = crm_noun(db, "response"), .columns = columns_of(s), .query = wanted->query,
		.sort = wanted->latest ? "customer,-when,-id" : NULL, .ids = wanted->customers,
		.n = wanted->n, .by_customer = wanted->customers != NULL,
	};
	crm_rows *rows;
	int error = CRM_NO_MEMORY, ended;

	if (!select.type || !select.columns)
		return db_no_memory(db);
	rows = crm_select(db, &select, &a.view);
	a.record = a.view ? calloc(1, a.view->size) : NULL;
	if (a.view && a.record) {
		error = wanted->latest ? count_latest(&a, rows, wanted) : count_all(&a, rows, wanted);
		crm_clear(a.view, a.record);
	}
	free(a.record);
	ended = crm_rows_close(rows);
	free((char *)(uintptr_t)select.columns);
	return ended ? ended : error;
}

/* --- from a file ---------------------------------------------------------------------- */

/* As crm_score_roles has them. */
enum { ROLE_SCORE, ROLE_CUSTOMER, ROLE_DATE, ROLE_GROUP };

static const int64_t WHOLE = 1000000;   /* numbers are read to six decimals */

static int
read_score(const char *text, struct crm_int *out, struct crm_fault *why)
{
	int64_t millionths;

	*out = (struct crm_int){ 0 };
	if (!*text)
		return 0;
	if (crm_decimal_parse(text, 6, &millionths, NULL) || millionths % WHOLE)
		return crm_fault(why, 0, "a score is a whole number from 0 to 10, not `%.*s'",
		                 crm_fault_clip(text), text);
	*out = (struct crm_int)CRM_SET(millionths / WHOLE);
	return 0;
}

/* Does it matter when an answer was given? */
static bool
is_dated(const struct crm_scores *s, const struct crm_scores_wanted *wanted)
{
	bool dated = wanted->from.set || wanted->to.set;

	for (size_t i = 0; i < s->key_n; i++)
		dated = dated || s->keys[i].period;
	return dated;
}

static void
find_place_in_file(const struct crm_scores *s, const struct crm_plain_log *plain, int64_t at,
                   const char *group, struct scores_place *place)
{
	char label[SCORES_VALUE];

	*place->label = '\0';
	for (size_t i = 0; i < s->key_n; i++) {
		if (s->keys[i].period) {
			int64_t day = crm_instant_day(plain->clock.zone, at);
			int64_t rank = scores_period(s->keys[i].unit, day, label);

			scores_place_add(place, i, rank, label);
		} else {
			scores_place_add(place, i, 0, *group ? group : NULL);
		}
	}
	if (s->key_n == 0)
		scores_place_all(place);
}

/* What is wrong with a row is said of the column in *what. */
static int
count_row(struct crm_scores *s, const struct crm_plain_log *plain,
          const struct crm_table_row *row, const struct crm_scores_wanted *wanted,
          const char **what, struct crm_fault *why)
{
	const char *date = crm_plain_value(plain, row, ROLE_DATE);
	struct scores_place place = { 0 };
	struct crm_int score;
	int64_t at = 0;
	int error;

	*what = "score";
	error = read_score(crm_plain_value(plain, row, ROLE_SCORE), &score, why);
	if (error)
		return error;
	if (is_dated(s, wanted)) {
		*what = "date";
		error = *date ? crm_plain_instant(plain, date, &at, why)
		              : crm_fault(why, 0, "there is none: when was it?");
		if (error || (wanted->from.set && at < wanted->from.value) ||
		    (wanted->to.set && at >= wanted->to.value))
			return error;
		*what = "score";
	}
	find_place_in_file(s, plain, at, crm_plain_value(plain, row, ROLE_GROUP), &place);
	return scores_count(s, &place, score, why);
}

static int
check_columns(const struct crm_scores *s, const struct crm_plain_log *plain,
              const struct crm_scores_wanted *wanted, struct crm_fault *why)
{
	size_t columns = 0;

	for (size_t i = 0; i < s->key_n; i++)
		columns += !s->keys[i].period;
	if (columns > 1)
		return crm_fault(why, 0, "a file is grouped by one column, and periods");
	if (wanted->latest)
		return crm_fault(why, 0, "the latest answers are found in a database only");
	if (!crm_plain_has(plain, ROLE_SCORE))
		return crm_fault(why, 0, "no column is the score: say which, as in score=3");
	if (is_dated(s, wanted) && !crm_plain_has(plain, ROLE_DATE))
		return crm_fault(why, 0, "no column is the date: say which, as in date=3");
	return 0;
}

int
crm_scores_read(struct crm_scores *s, struct crm_plain_log *plain,
                const struct crm_scores_wanted *wanted, struct crm_fault *why)
{
	int error = check_columns(s, plain, wanted, why), got;
	struct crm_table_row row;
	const char *what;

	if (error)
		return error;
	while ((got = crm_plain_next(plain, &row)) > 0) {
		error = count_row(s, plain, &row, wanted, &what, why);
		if (error == CRM_NO_MEMORY)
			return error;
		if (error)
			crm_plain_refuse(plain, &row, what, why);
	}
	return got < 0 || !plain->refused ? got : crm_plain_refused(plain, why);
}
