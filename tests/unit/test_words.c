/* What words.h promises: the database agrees with it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "words.h"

/* The first migration, without blanks. */
static char *
schema(void)
{
	char path[4096], *text = calloc(1, 1 << 20);
	size_t n = 0;
	FILE *file;
	int c;

	snprintf(path, sizeof path, "%s/../lib/migrations/0001-spine.sql", getenv("TESTDIR"));
	file = fopen(path, "r");
	assert_non_null(file);
	while ((c = getc(file)) != EOF)
		if (!isspace(c))
			text[n++] = (char)c;
	fclose(file);
	return text;
}

/* The table has the column with exactly these words allowed, in this order. */
static void
table_allows(const char *table, const char *column, const char *const *words)
{
	char *text = schema(), check[1024], begin[64], *from, *to;
	int n;

	snprintf(begin, sizeof begin, "CREATETABLE%s(", table);
	from = strstr(text, begin);
	assert_non_null(from);
	to = strstr(from, ")STRICT;");
	assert_non_null(to);
	*to = '\0';
	n = snprintf(check, sizeof check, "CHECK(");
	for (size_t i = 0; words[i]; i++)
		n += snprintf(check + n, sizeof check - (size_t)n, "%s%s='%s'", i ? "OR" : "", column,
		              words[i]);
	snprintf(check + n, sizeof check - (size_t)n, ")");
	if (!strstr(from, check))
		fail_msg("table %s has no %s", table, check);
	free(text);
}

static void
the_database_allows_the_words_of_customers(void **state)
{
	(void)state;
	table_allows("customer", "kind", crm_kind_words);
	table_allows("customer", "stage", crm_stage_words);
	table_allows("customer", "tier", crm_tier_words);
	table_allows("customer", "relationship", crm_relationship_words);
}

static void
the_database_allows_the_words_of_what_happens(void **state)
{
	(void)state;
	table_allows("interaction", "direction", crm_direction_words);
	table_allows("orders", "status", crm_order_status_words);
	table_allows("response", "metric", crm_metric_words);
	table_allows("follow_up", "status", crm_follow_up_status_words);
}

static void
no_list_has_a_word_twice_or_one_that_is_not_snake_case(void **state)
{
	const char *const *const lists[] = {
		crm_kind_words, crm_stage_words, crm_tier_words, crm_state_words,
		crm_relationship_words, crm_channel_words, crm_direction_words, crm_outcome_words,
		crm_order_status_words, crm_metric_words, crm_follow_up_status_words
	};

	(void)state;
	for (size_t l = 0; l < sizeof lists / sizeof *lists; l++) {
		const char *const *words = lists[l];

		assert_non_null(words[0]);
		for (size_t i = 0; words[i]; i++) {
			assert_int_equal(words[i][strspn(words[i], "abcdefghijklmnopqrstuvwxyz_")], '\0');
			for (size_t j = 0; j < i; j++)
				assert_string_not_equal(words[i], words[j]);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_database_allows_the_words_of_customers),
		cmocka_unit_test(the_database_allows_the_words_of_what_happens),
		cmocka_unit_test(no_list_has_a_word_twice_or_one_that_is_not_snake_case),
	};

	return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
