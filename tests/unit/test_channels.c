/* What channels.h promises, and what follows for the fields of a database. */
#include "database.h"

#include <stdio.h>

#include "channels.h"
#include "db.h"
#include "interaction.h"
#include "noun_types.h"
#include "operation.h"
#include "query.h"
#include "sop_apply.h"
#include "words.h"

#define RULE "[cadence a]\nevery = 1w\nchannel = booth\n"

/* The words that are not built in: "booth fair". */
static const char *
added(const char *text)
{
	static char out[200];
	const char **words = channels_of(text);
	size_t n = 0;

	assert_non_null(words);
	for (; crm_refusal_words[n]; n++)
		assert_string_equal(words[n], crm_refusal_words[n]);
	out[0] = '\0';
	for (; words[n]; n++) {
		assert_true(strlen(out) + strlen(words[n]) + 2 < sizeof out);
		strcat(strcat(out, *out ? " " : ""), words[n]);
	}
	free(words);
	return out;
}

static void
sections_of_channels_are_found_as_the_reader_finds_them(void **state)
{
	(void)state;
	assert_string_equal(added(""), "");
	assert_string_equal(added("[channel booth]"), "booth");
	assert_string_equal(added("\xef\xbb\xbf[ channel \t booth \t] # ours\r\n[channel 展會]\n"),
	                    "booth 展會");
	assert_string_equal(added("[channel booth]\n[channel booth]\n[channel phone]\n[channel all]\n"),
	                    "booth");
	assert_string_equal(added("[channel]\n[channel ]\n[channels x]\n# [channel x]\n [channel x]\n"
	                          "[channel x\n[outcome x]\n[channel y]"), "y");
}

static void
their_sections_alone_say_the_same(void **state)
{
	char *sections = channels_sections("\xef\xbb\xbf[ channel \t booth ] # ours\ncontact = no\n[sop]\n"
	                                   "goal = [channel x]\n[channel phone]\n[channel 展會]");

	(void)state;
	assert_string_equal(sections, "[channel booth]\n[channel phone]\n[channel 展會]\n");
	assert_string_equal(added(sections), "booth 展會");
	free(sections);
	sections = channels_sections("[channel a]");
	assert_string_equal(sections, "[channel a]\n");
	free(sections);
	sections = channels_sections("");
	assert_string_equal(sections, "");
	free(sections);
}

static void
put_in_force(crm *db, const char *text)
{
	const struct crm_sop_file file = { "our.sop", (char *)text, NULL };
	struct crm_sop_faults faults = { 0 };
	struct crm_sop_loaded loaded;

	OK(crm_sop_load(db, &file, &faults, &loaded));
	crm_sop_faults_clear(&faults);
}

/* Read a text into a field of a customer or an interaction; what is kept, NULL: refused. */
static const char *
assigned(crm *db, const char *noun, const char *field, const char *text)
{
	static char kept[100];
	const struct crm_type *type = crm_noun(db, noun);
	void *record = calloc(1, type->size);
	char scratch[CRM_SCRATCH];
	int error = crm_assign(db, type, crm_field(type, field), record, text);

	if (error)
		assert_int_equal(error, CRM_INVALID);
	else
		snprintf(kept, sizeof kept, "%s", crm_field_text(crm_field(type, field), record,
		                                                 crm_context(db), scratch));
	crm_clear(type, record);
	free(record);
	return error ? NULL : kept;
}

static void
fields_take_the_channels_of_the_procedure_in_force(void **state)
{
	crm *db = *state;

	OK(crm_set_actor(db, "amy", "test"));
	assert_null(assigned(db, "interaction", "channel", "booth"));
	put_in_force(db, "[channel booth]\n" RULE);
	assert_string_equal(assigned(db, "interaction", "channel", "BOOTH"), "booth");
	assert_string_equal(assigned(db, "follow_up", "channel", "booth"), "booth");
	assert_string_equal(assigned(db, "customer", "channel", "booth"), "booth");
	assert_string_equal(assigned(db, "customer", "refuses", "sms, booth"), "sms,booth");
	assert_string_equal(assigned(db, "customer", "refuses", "all"), "all");
	assert_null(assigned(db, "customer", "channel", "all"));
	assert_null(assigned(db, "customer", "refuses", "boot"));
	assert_non_null(strstr(crm_message(db), "there is no `boot'; perhaps booth"));
	put_in_force(db, "[channel fair]\n[cadence a]\nevery = 1w\n");
	assert_null(assigned(db, "interaction", "channel", "booth"));
	assert_string_equal(assigned(db, "interaction", "channel", "fair"), "fair");
}

/* What is kept of channels, to be freed. */
static char *
kept(crm *db)
{
	char *text;

	OK(crm_setting_get(db, "channels", &text));
	return text;
}

static void
channels_are_kept_by_themselves_whatever_brings_a_procedure_in_force(void **state)
{
	crm *db = *state;
	char *first = kept(db), *now;
	int64_t undo;

	OK(crm_set_actor(db, "amy", "test"));
	assert_string_equal(first, "[channel newsletter]\n[channel letter]\n[channel email]\n");
	put_in_force(db, "[channel booth]\n" RULE);
	assert_string_equal(now = kept(db), "[channel booth]\n");
	free(now);
	OK(crm_undo(db, 0, &undo));
	assert_string_equal(now = kept(db), first);
	free(now);
	OK(crm_undo(db, undo, &undo));
	assert_string_equal(now = kept(db), "[channel booth]\n");
	free(now);
	free(first);
}

static void
where_they_are_not_kept_the_text_is_read(void **state)
{
	crm *db = *state;

	OK(crm_set_actor(db, "amy", "test"));
	put_in_force(db, "[channel booth]\n" RULE);
	OK(db_run(db, SQL("DELETE FROM setting WHERE name = 'channels'")));
	nouns_stale(db);
	assert_string_equal(assigned(db, "interaction", "channel", "booth"), "booth");
	OK(sop_begin(db));
	free(kept(db));
	assert_string_equal(assigned(db, "interaction", "channel", "booth"), "booth");
}

static void
where_channels_are_many_the_nearest_are_told(void **state)
{
	crm *db = *state;
	char text[2000] = "[cadence a]\nevery = 1w\n";

	OK(crm_set_actor(db, "amy", "test"));
	for (int i = 0; i < 50; i++)
		sprintf(text + strlen(text), "[channel booth-number-%d]\n", i);
	put_in_force(db, text);
	assert_string_equal(assigned(db, "interaction", "channel", "booth-number-49"), "booth-number-49");
	assert_null(assigned(db, "interaction", "channel", "both-number-49"));
	assert_non_null(strstr(crm_message(db), "there is no `both-number-49'; perhaps booth-number-49"));
}

static void
an_undone_load_takes_its_channels_with_it(void **state)
{
	crm *db = *state;
	const struct crm_type *type = crm_noun(db, "interaction");
	int64_t undo;

	OK(crm_set_actor(db, "amy", "test"));
	put_in_force(db, "[channel booth]\n" RULE);
	assert_string_equal(assigned(db, "interaction", "channel", "booth"), "booth");
	OK(crm_undo(db, 0, &undo));
	assert_null(assigned(db, "interaction", "channel", "booth"));
	assert_ptr_equal(crm_noun(db, "interaction"), type);
}

static void
a_query_outlives_the_words_that_it_was_read_with(void **state)
{
	crm *db = *state;
	struct crm_query *query;
	struct crm_fault why;

	OK(crm_set_actor(db, "amy", "test"));
	put_in_force(db, "[channel booth]\n" RULE);
	OK(crm_query_parse(&query, crm_noun(db, "customer"), "channel=booth", crm_context(db), &why));
	put_in_force(db, "[cadence a]\nevery = 1w\n");
	assert_int_equal(crm_query_parse(&(struct crm_query *){ NULL }, crm_noun(db, "customer"),
	                                 "channel=booth", crm_context(db), &why), CRM_INVALID);
	{
		AUTO(crm_customer) c = { .name = strdup("Mei"), .channel = strdup("booth") };
		const struct crm_facts facts = { .customer = &c, .type = crm_noun(db, "customer") };

		assert_true(crm_query_holds(query, &facts, 20000));
	}
	crm_query_free(query);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sections_of_channels_are_found_as_the_reader_finds_them),
		cmocka_unit_test(their_sections_alone_say_the_same),
		DATABASE_TEST(fields_take_the_channels_of_the_procedure_in_force),
		DATABASE_TEST(channels_are_kept_by_themselves_whatever_brings_a_procedure_in_force),
		DATABASE_TEST(where_they_are_not_kept_the_text_is_read),
		DATABASE_TEST(where_channels_are_many_the_nearest_are_told),
		DATABASE_TEST(an_undone_load_takes_its_channels_with_it),
		DATABASE_TEST(a_query_outlives_the_words_that_it_was_read_with),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
