/* What suggest.h promises. */
#include <stdio.h>

#include "database.h"
#include "noun.h"
#include "suggest.h"
#include "tag.h"

struct heard { char text[4000]; size_t length; int n; };

static void
hear(void *aux, const char *word, const char *help)
{
	struct heard *heard = aux;

	assert_non_null(help);
	heard->n++;
	if (heard->length < 3000)
		heard->length += (size_t)snprintf(heard->text + heard->length,
		                                  sizeof heard->text - heard->length, "%s%s",
		                                  heard->length ? " " : "", word);
}

/* What is suggested for a field of a noun. */
static void
suggests(crm *db, const char *noun, const char *path, const char *words)
{
	struct heard heard = { .text = "" };

	OK(crm_suggest(db, crm_noun(db, noun), path, hear, &heard));
	assert_string_equal(heard.text, words);
}

static void
owner(crm *db, const char *name, const char *who)
{
	struct crm_customer c = { .name = strdup(name), .owner = who ? strdup(who) : NULL };

	OK(crm_customer_add(db, &c));
	crm_customer_clear(&c);
}

static void
words_are_those_of_the_fields_table(void **state)
{
	crm *db = *state;

	suggests(db, "customer", "tier", "vip ordinary low");
	suggests(db, "order", "customer.referrer.tier", "vip ordinary low");
	suggests(db, "interaction", "direction", "in out");
	suggests(db, "follow_up", "planned", "yes no");
	suggests(db, "follow_up", "tier", "vip ordinary low");   /* the customer's */
	suggests(db, "person", "attitude", "champion supporter neutral sceptic opponent");
}

static void
what_can_be_anything_has_no_words(void **state)
{
	crm *db = *state;
	struct heard heard = { .text = "" };

	suggests(db, "customer", "city", "");
	suggests(db, "customer", "spend_12m", "");
	suggests(db, "order", "amount", "");
	assert_int_equal(crm_suggest(db, crm_noun(db, "customer"), "nothing", hear, &heard), CRM_INVALID);
	assert_int_equal(heard.n, 0);
}

static void
owners_are_each_told_once_in_order(void **state)
{
	crm *db = *state;

	suggests(db, "customer", "owner", "me");
	owner(db, "Ada", "lin");
	owner(db, "Bob", "amy");
	owner(db, "Cat", "lin");
	owner(db, "Dan", NULL);
	owner(db, "Eve", "王");
	suggests(db, "customer", "owner", "me amy lin 王");
	suggests(db, "follow_up", "customer.owner", "me amy lin 王");
	suggests(db, "interaction", "who", "me amy lin 王");
}

static void
classes_and_rules_are_those_of_the_procedure(void **state)
{
	crm *db = *state;

	suggests(db, "customer", "class", "high_value prospect new cold active");
	suggests(db, "follow_up", "rule", "weekly-vip monthly-cold monthly after-purchase");
}

static void
tags_are_those_that_somebody_has(void **state)
{
	crm *db = *state;
	int64_t ada = database_customer(db, "Ada"), bob = database_customer(db, "Bob");
	bool changed;

	suggests(db, "customer", "tags", "");
	OK(crm_tag_put(db, ada, "VIP", true, &changed));
	OK(crm_tag_put(db, bob, "vip", true, &changed));
	OK(crm_tag_put(db, bob, "press", true, &changed));
	OK(crm_tag_put(db, ada, "gone", true, &changed));
	OK(crm_tag_put(db, ada, "gone", false, &changed));
	suggests(db, "customer", "tags", "press VIP");
}

static void
of_very_many_a_thousand_are_enough(void **state)
{
	crm *db = *state;
	struct heard heard = { .text = "" };
	char who[32];

	OK(crm_begin(db, NULL));
	for (int i = 0; i < 1200; i++) {
		snprintf(who, sizeof who, "u%04d", i);
		owner(db, "Ada", who);
	}
	OK(crm_end(db, 0));
	OK(crm_suggest(db, crm_noun(db, "customer"), "owner", hear, &heard));
	assert_int_equal(heard.n, 1001);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DATABASE_TEST(words_are_those_of_the_fields_table),
		DATABASE_TEST(what_can_be_anything_has_no_words),
		DATABASE_TEST(owners_are_each_told_once_in_order),
		DATABASE_TEST(classes_and_rules_are_those_of_the_procedure),
		DATABASE_TEST(tags_are_those_that_somebody_has),
		DATABASE_TEST(of_very_many_a_thousand_are_enough),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
