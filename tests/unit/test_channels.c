/* What channels.h promises, and what follows for the fields of a database. */
#include "database.h"

#include <stdio.h>

#include "channels.h"
#include "db.h"
#include "interaction.h"
#include "noun_types.h"
#include "operation.h"
#include "query.h"
#include "select.h"
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
	                                   "goal = [channel x]\n[channel phone]\n[channel 展會]", "");

	(void)state;
	assert_string_equal(sections, "[channel booth]\n[channel 展會]\n");
	assert_string_equal(added(sections), "booth 展會");
	free(sections);
	sections = channels_sections("[channel a]", "");
	assert_string_equal(sections, "[channel a]\n");
	free(sections);
	sections = channels_sections("", "");
	assert_string_equal(sections, "");
	free(sections);
}

/* The words that rows may have and that are no channels now: "flyer fair". */
static const char *
former(const char *sections)
{
	static char out[200];
	const char **words = channels_of(sections);
	const char *const *known = channels_known(words), *const *now = words;

	assert_non_null(words);
	for (; *now; now++, known++)
		assert_string_equal(*known, *now);
	out[0] = '\0';
	for (; *known; known++) {
		assert_true(strlen(out) + strlen(*known) + 2 < sizeof out);
		strcat(strcat(out, *out ? " " : ""), *known);
	}
	free(words);
	return out;
}

static void
channels_of_before_are_remembered_each_once(void **state)
{
	char *sections = channels_sections("[channel booth]\n", "[channel flyer]\nkey = x\n[channel booth]\n"
	                                   "[former fair]\n[former flyer]\n[former phone]\n");

	(void)state;
	assert_string_equal(sections, "[channel booth]\n[former flyer]\n[former fair]\n");
	assert_string_equal(added(sections), "booth");
	assert_string_equal(former(sections), "flyer fair");
	free(sections);
	assert_string_equal(former("[channel booth]\n"), "");
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
	assert_string_equal(first, "[channel newsletter]\n");
	put_in_force(db, "[channel booth]\n" RULE);
	assert_string_equal(now = kept(db), "[channel booth]\n[former newsletter]\n");
	free(now);
	OK(crm_undo(db, 0, &undo));
	assert_string_equal(now = kept(db), "[channel newsletter]\n[former booth]\n");
	free(now);
	OK(crm_undo(db, undo, &undo));
	assert_string_equal(now = kept(db), "[channel booth]\n[former newsletter]\n");
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
	{
		AUTO(crm_customer) c = { .name = strdup("Mei"), .channel = strdup("booth") };
		const struct crm_facts facts = { .customer = &c, .type = crm_noun(db, "customer") };

		assert_true(crm_query_holds(query, &facts, 20000));
	}
	crm_query_free(query);
}

/* How many customers a query finds; -1: it is refused. */
static int64_t
found(crm *db, const char *text)
{
	struct crm_query *query;
	struct crm_fault why;
	int64_t n = -1;

	if (crm_query_parse(&query, crm_noun(db, "customer"), text, crm_context(db), &why))
		return -1;
	OK(crm_count(db, &(struct crm_select){ .type = crm_noun(db, "customer"), .query = query }, &n));
	crm_query_free(query);
	return n;
}

static void
a_query_reaches_rows_of_a_channel_that_is_no_more(void **state)
{
	crm *db = *state;
	AUTO(crm_customer) c = { .name = strdup("Mei"), .channel = strdup("booth"),
	                         .refuses = strdup("sms,booth") };
	int64_t undo;

	OK(crm_set_actor(db, "amy", "test"));
	assert_int_equal(found(db, "channel=booth"), -1);
	put_in_force(db, "[channel booth]\n" RULE);
	OK(crm_customer_add(db, &c));
	put_in_force(db, "[channel fair]\n[cadence a]\nevery = 1w\n");
	assert_int_equal(found(db, "channel=booth"), 1);
	assert_int_equal(found(db, "channel!=booth"), 0);
	assert_int_equal(found(db, "not channel=booth"), 0);
	assert_int_equal(found(db, "channel=fair"), 0);
	assert_int_equal(found(db, "channel=newsletter,booth"), 1);
	assert_int_equal(found(db, "channel=both"), -1);
	assert_null(assigned(db, "interaction", "channel", "booth"));
	OK(crm_undo(db, 0, &undo));
	assert_int_equal(found(db, "channel=fair"), 0);   /* undone, but somebody may have written it */
	assert_string_equal(assigned(db, "interaction", "channel", "booth"), "booth");
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
		cmocka_unit_test(channels_of_before_are_remembered_each_once),
		DATABASE_TEST(a_query_reaches_rows_of_a_channel_that_is_no_more),
		DATABASE_TEST(a_query_outlives_the_words_that_it_was_read_with),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
