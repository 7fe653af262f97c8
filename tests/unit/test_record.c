/* What record.h promises. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "record.h"
#include "unicode.h"

struct thing {
	int64_t         id, parent;
	char           *name, *owner, *code, *tier, *tiers, *currency, *note;
	struct crm_int  count, day, next, at, amount, fee, quantity, flag;
	struct crm_real rate;
	int64_t         line;
};

static int
check_code(char **text, struct crm_fault *why)
{
	if (**text != 'x')
		return crm_fault(why, 0, "a code begins with x");
	(*text)[0] = 'X';
	return 0;
}

static const char *const tiers[] = { "vip", "ordinary", "low", NULL };

extern const struct crm_type thing_type;

#define AT(member) .offset = offsetof(struct thing, member)

static const struct crm_type lines = { .name = "line" };

static const struct crm_field fields[] = {
	{ "id",       CRM_ID,      AT(id), .of = &thing_type },
	{ "parent",   CRM_ID,      AT(parent), .of = &thing_type },
	{ "name",     CRM_TEXT,    AT(name), .zh = "名稱|全名" },
	{ "owner",    CRM_TEXT,    AT(owner), .flags = CRM_ACTOR, .limit = 12, .zh = "負責人" },
	{ "code",     CRM_TEXT,    AT(code), .check = check_code },
	{ "tier",     CRM_WORD,    AT(tier), .words = tiers },
	{ "tiers",    CRM_TEXT,    AT(tiers), .flags = CRM_LIST, .words = tiers },
	{ "currency", CRM_TEXT,    AT(currency) },
	{ "note",     CRM_TEXT,    AT(note), .flags = CRM_HIDDEN },
	{ "count",    CRM_INT,     AT(count) },
	{ "day",      CRM_DAY,     AT(day) },
	{ "next",     CRM_DAY,     AT(next), .flags = CRM_AHEAD },
	{ "at",       CRM_TIME,    AT(at) },
	{ "amount",   CRM_MONEY,   AT(amount), .currency = offsetof(struct thing, currency) },
	{ "fee",      CRM_MONEY,   AT(fee) },
	{ "quantity", CRM_DECIMAL, AT(quantity), .scale = 6 },
	{ "flag",     CRM_BOOL,    AT(flag) },
	{ "rate",     CRM_REAL,    AT(rate) },
	{ "line",     CRM_ID,      AT(line), .of = &lines },
	{ 0 }
};

const struct crm_type thing_type = {
	.name = "thing", .letter = 'C', .size = sizeof(struct thing), .fields = fields
};

/* Sunday 2026-11-22, noon in Taipei. */
struct world {
	struct crm_zone   *zone;
	struct crm_context context;
	struct thing       thing;
	struct crm_fault   why;
	char               scratch[CRM_SCRATCH];
};

static int
begin(void **state)
{
	struct world *w = calloc(1, sizeof *w);

	*state = w;
	if (crm_zone_open(&w->zone, "Asia/Taipei", &w->why))
		return -1;
	w->context = (struct crm_context){
		.clock = { .now = 1795320000, .zone = w->zone }, .currency = "TWD", .me = "amy"
	};
	return 0;
}

static int
end(void **state)
{
	struct world *w = *state;

	crm_clear(&thing_type, &w->thing);
	crm_zone_close(w->zone);
	free(w);
	return 0;
}

static int
parse(struct world *w, const char *name, const char *text)
{
	return crm_field_parse(crm_field(&thing_type, name), &w->thing, text, &w->context, &w->why);
}

static const char *
text_of(struct world *w, const char *name)
{
	return crm_field_text(crm_field(&thing_type, name), &w->thing, &w->context, w->scratch);
}

/* Parsing text gives what is printed as expected. */
static void
reads(struct world *w, const char *name, const char *text, const char *expected)
{
	const char *got;

	if (parse(w, name, text))
		fail_msg("%s=%s: %s", name, text, w->why.text);
	got = text_of(w, name);
	if (!expected)
		assert_null(got);
	else if (!got)
		fail_msg("%s=%s: absent", name, text);
	else
		assert_string_equal(got, expected);
}

static void
refuses(struct world *w, const char *name, const char *text, const char *sentence)
{
	struct crm_fault ignored;

	assert_int_equal(parse(w, name, text), CRM_INVALID);
	if (!strstr(w->why.text, sentence))
		fail_msg("%s=%s: says `%s', not `%s'", name, text, w->why.text, sentence);
	assert_int_equal(crm_utf8_check(w->why.text, strlen(w->why.text), &ignored), 0);
}

static void
a_list_has_each_of_its_words_once(void **state)
{
	struct world *w = *state;

	reads(w, "tiers", "vip", "vip");
	reads(w, "tiers", " LOW , vip,low", "low,vip");
	reads(w, "tiers", "vip,,low,", "vip,low");
	reads(w, "tiers", " , ", NULL);
	refuses(w, "tiers", "vip,odinary", "there is no `odinary'; perhaps ordinary");
	refuses(w, "tiers", "vip low", "there is no `vip low'");
}

static void
every_kind_is_read_and_shown(void **state)
{
	struct world *w = *state;

	reads(w, "id", "C12", "C12");
	reads(w, "line", "7", "7");
	reads(w, "name", "陳美", "陳美");
	reads(w, "tier", "ViP", "vip");
	reads(w, "count", "-9223372036854775808", "-9223372036854775808");
	reads(w, "count", "1,200", "1200");
	reads(w, "day", "2026-02-28", "2026-02-28");
	reads(w, "at", "2026-11-22 14:30", "2026-11-22T14:30:00+08:00");
	reads(w, "fee", "12,300.50", "12300.50");
	reads(w, "quantity", "12.500000", "12.5");
	reads(w, "flag", "是", "yes");
	reads(w, "rate", "0.1", "0.1");
}

static void
every_way_to_say_yes_and_no_is_understood(void **state)
{
	static const char *const words[2][6] = {
		{ "no", "No", "FALSE", "0", "否", " no " }, { "yes", "YES", "true", "1", "是", "yes\n" }
	};
	struct world *w = *state;

	for (int truth = 0; truth < 2; truth++)
		for (int i = 0; i < 6; i++)
			reads(w, "flag", words[truth][i], truth ? "yes" : "no");
	refuses(w, "flag", "maybe", "`maybe' is not yes or no");
}

static void
an_empty_or_blank_text_makes_any_field_absent(void **state)
{
	static const char *const values[] = {
		"C1", "C1", "a", "a", "x", "low", "low,vip", "USD", "n", "1", "2026-01-01", "2026-01-01",
		"2026-01-01 10:00", "5", "5", "1", "yes", "1.5", "1"
	};
	struct world *w = *state;

	for (size_t i = 0; fields[i].name; i++) {
		for (int blank = 0; blank < 2; blank++) {
			if (parse(w, fields[i].name, values[i]))
				fail_msg("%s: %s", fields[i].name, w->why.text);
			assert_true(crm_field_set(&fields[i], &w->thing));
			reads(w, fields[i].name, blank ? " \t " : "", NULL);
			assert_false(crm_field_set(&fields[i], &w->thing));
		}
	}
}

static void
texts_are_normalised_and_trimmed(void **state)
{
	struct world *w = *state;

	reads(w, "name", "  Jose\u0301\u3000", "José");
	reads(w, "name", "a\tb\nc\\d", "a\tb\nc\\d");
}

static void
a_text_over_its_limit_is_refused_with_the_limit(void **state)
{
	struct world *w = *state;
	char text[1002];

	reads(w, "owner", "abcdefghijkl", "abcdefghijkl");
	refuses(w, "owner", "abcdefghijklm", "13 bytes are too long: at most 12 are kept");
	assert_string_equal(text_of(w, "owner"), "abcdefghijkl");
	memset(text, 'a', 1001);
	text[1001] = '\0';
	refuses(w, "name", text, "at most 1000");
	text[1000] = '\0';
	reads(w, "name", text, text);
}

static void
bytes_that_are_not_text_are_refused_in_every_kind(void **state)
{
	struct world *w = *state;

	for (size_t i = 0; fields[i].name; i++)
		refuses(w, fields[i].name, "1\xFF", "UTF-8");
	refuses(w, "name", "\xC0\x80", "UTF-8");
}

static void
a_check_may_change_or_refuse_a_text(void **state)
{
	struct world *w = *state;

	reads(w, "code", "x17", "X17");
	refuses(w, "code", "y", "a code begins with x");
	assert_string_equal(text_of(w, "code"), "X17");
}

static void
me_is_whoever_acts_where_an_actor_is_meant(void **state)
{
	struct world *w = *state;

	reads(w, "owner", "me", "amy");
	reads(w, "name", "me", "me");
	w->context.me = NULL;
	refuses(w, "owner", "me", "nobody is known as `me'");
}

static void
a_word_that_is_not_listed_is_refused_with_the_list(void **state)
{
	struct world *w = *state;

	refuses(w, "tier", "gold", "`gold' is not vip, ordinary or low");
	refuses(w, "tier", "vip2", "is not vip");
	refuses(w, "tier", "vi", "is not vip");
}

static void
an_id_has_one_spelling(void **state)
{
	static const char *const wrong[] = {
		"C", "C0", "C012", "c12", "C-1", "C 1", "C1x", "12", "Z1", "", "C9223372036854775808"
	};
	struct world *w = *state;
	int64_t id = 5;
	char letter = 'q', scratch[CRM_SCRATCH];

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_int_equal(crm_id_parse(wrong[i], &letter, &id), CRM_INVALID);
	assert_true(id == 5 && letter == 'q');
	for (const char *l = "CPIFKOSNX"; *l; l++) {
		assert_int_equal(crm_id_parse(crm_id_format(*l, INT64_MAX, scratch), &letter, &id), 0);
		assert_true(letter == *l && id == INT64_MAX);
	}
	refuses(w, "parent", "O9", "`O9' is not the id of a thing, such as C12");
	refuses(w, "parent", "12", "is not the id of a thing");
	refuses(w, "line", "C12", "`C12' is not a number such as 12");
	assert_string_equal(crm_id_format('\0', 12, scratch), "12");
}

static void
numbers_beyond_their_range_are_refused(void **state)
{
	struct world *w = *state;

	refuses(w, "count", "9223372036854775808", "not a whole number that fits");
	refuses(w, "count", "1.5", "not a whole number");
	refuses(w, "count", "ten", "not a whole number");
	refuses(w, "rate", "nan", "is not a number");
	refuses(w, "rate", "1e999", "is not a number");
	refuses(w, "rate", "1.5x", "is not a number");
	refuses(w, "day", "2026-02-31", "28");
	refuses(w, "fee", "1.005", "");
	refuses(w, "quantity", "0.0000001", "");
	refuses(w, "count", "11111111111111111111111111111111111111111111111111111111111111111111111"
	        "1111111111111111111111111111111111111111111111111111111111", "too long");
}

static void
days_look_back_unless_the_field_looks_ahead(void **state)
{
	struct world *w = *state;

	reads(w, "day", "fri", "2026-11-20");
	reads(w, "next", "fri", "2026-11-27");
	reads(w, "next", "+3d", "2026-11-25");
}

static void
an_amount_may_bring_its_currency(void **state)
{
	struct world *w = *state;

	reads(w, "amount", "100", "100.00");
	assert_null(w->thing.currency);
	reads(w, "amount", "JPY 1200", "1200");
	assert_string_equal(w->thing.currency, "JPY");
	reads(w, "amount", "1300", "1300");
	refuses(w, "amount", "1300.5", "");
	reads(w, "amount", "TWD 7", "7.00");
	assert_string_equal(w->thing.currency, "TWD");
	refuses(w, "fee", "USD 5", "`USD 5' is in USD: this amount is in TWD");
}

static void
what_is_wrong_leaves_the_record_as_it_was(void **state)
{
	struct world *w = *state;

	reads(w, "count", "7", "7");
	refuses(w, "count", "seven", "");
	assert_string_equal(text_of(w, "count"), "7");
	reads(w, "tier", "low", "low");
	refuses(w, "tier", "lower", "");
	assert_string_equal(text_of(w, "tier"), "low");
}

static void
measured_numbers_are_printed_so_that_they_read_back(void **state)
{
	static const double values[] = { 0.1, 1.0 / 3, 0.30000000000000004, 5e-324, 1.7976931348623157e308,
	                                 -0.726620, 1e15, 123456789.125 };
	struct world *w = *state;

	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		w->thing.rate = (struct crm_real)CRM_SET(values[i]);
		assert_true(strtod(text_of(w, "rate"), NULL) == values[i]);
	}
	w->thing.rate.value = 0.242595;
	assert_string_equal(text_of(w, "rate"), "0.242595");
	w->thing.rate.value = NAN;
	assert_null(text_of(w, "rate"));
	w->thing.rate.value = -INFINITY;
	assert_null(text_of(w, "rate"));
}

static void
people_see_fewer_digits(void **state)
{
	struct world *w = *state;
	const struct { double value; const char *shown; } rates[] = {
		{ 0.72662, "0.727" }, { 0, "0" }, { 1.22599, "1.23" }, { 12300.5, "12300" },
		{ -0.000123456, "-0.000123" }, { 99.96, "100.0" }, { 1e-7, "1e-07" }
	};

	for (size_t i = 0; i < sizeof rates / sizeof *rates; i++) {
		w->thing.rate = (struct crm_real)CRM_SET(rates[i].value);
		assert_string_equal(crm_field_show(crm_field(&thing_type, "rate"), &w->thing, &w->context,
		                                   w->scratch), rates[i].shown);
	}
	reads(w, "at", "2026-11-22 14:30:59", "2026-11-22T14:30:59+08:00");
	assert_string_equal(crm_field_show(crm_field(&thing_type, "at"), &w->thing, &w->context,
	                                   w->scratch), "2026-11-22 14:30");
	reads(w, "amount", "12300.5", "12300.50");
	assert_string_equal(crm_field_show(crm_field(&thing_type, "amount"), &w->thing, &w->context,
	                                   w->scratch), "12,300.50");
}

static void
a_copy_has_texts_of_its_own(void **state)
{
	struct world *w = *state;
	struct thing copy = { .name = strdup("old") };

	reads(w, "id", "C7", "C7");
	reads(w, "name", "Ada", "Ada");
	reads(w, "count", "3", "3");
	reads(w, "rate", "0.5", "0.5");
	assert_int_equal(crm_copy(&thing_type, &copy, &w->thing), 0);
	assert_true(copy.name != w->thing.name);
	for (const struct crm_field *f = fields; f->name; f++)
		assert_int_equal(crm_field_compare(f, &copy, &w->thing), 0);
	crm_clear(&thing_type, &copy);
	for (const struct crm_field *f = fields; f->name; f++)
		assert_false(crm_field_set(f, &copy));
	assert_null(copy.name);
}

static void
absent_comes_last_and_words_go_by_their_list(void **state)
{
	const struct thing vip = { .tier = "vip", .name = "a", .count = CRM_SET(-1) };
	const struct thing low = { .tier = "low", .name = "b", .count = CRM_SET(INT64_MAX),
	                           .rate = CRM_SET(1) };
	const struct thing none = { 0 };
	const char *const names[] = { "tier", "name", "count" };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		const struct crm_field *f = crm_field(&thing_type, names[i]);

		assert_int_equal(crm_field_compare(f, &vip, &low), -1);
		assert_int_equal(crm_field_compare(f, &low, &vip), 1);
		assert_int_equal(crm_field_compare(f, &low, &none), -1);
		assert_int_equal(crm_field_compare(f, &none, &low), 1);
		assert_int_equal(crm_field_compare(f, &none, &none), 0);
	}
	assert_int_equal(crm_field_compare(crm_field(&thing_type, "rate"), &none, &low), 1);
}

static void
nearest_names_come_best_first(void **state)
{
	char out[128];

	(void)state;
	assert_string_equal(crm_field_nearest(&thing_type, "onwer", out, sizeof out), "owner");
	assert_string_equal(crm_field_nearest(&thing_type, "quant", out, sizeof out), "quantity");
	assert_string_equal(crm_field_nearest(&thing_type, "dya", out, sizeof out), "day");
	assert_string_equal(crm_field_nearest(&thing_type, "rat", out, sizeof out), "at, rate or day");
	assert_string_equal(crm_field_nearest(&thing_type, "全名", out, sizeof out), "name");
	assert_true(strncmp(crm_field_nearest(&thing_type, "zzzzzz", out, sizeof out), "id", 2) == 0);
	assert_null(strstr(crm_field_nearest(&thing_type, "note", out, sizeof out), "note"));
	assert_string_equal(crm_field_nearest(&thing_type, "onwer", out, 3), "ow");
}

static void
a_field_is_found_by_its_name_only(void **state)
{
	(void)state;
	assert_ptr_equal(crm_field(&thing_type, "tier"), &fields[5]);
	assert_null(crm_field(&thing_type, "Tier"));
	assert_null(crm_field(&thing_type, ""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)
		TEST(every_kind_is_read_and_shown),
		TEST(a_list_has_each_of_its_words_once),
		TEST(every_way_to_say_yes_and_no_is_understood),
		TEST(an_empty_or_blank_text_makes_any_field_absent),
		TEST(texts_are_normalised_and_trimmed),
		TEST(a_text_over_its_limit_is_refused_with_the_limit),
		TEST(bytes_that_are_not_text_are_refused_in_every_kind),
		TEST(a_check_may_change_or_refuse_a_text),
		TEST(me_is_whoever_acts_where_an_actor_is_meant),
		TEST(a_word_that_is_not_listed_is_refused_with_the_list),
		TEST(an_id_has_one_spelling),
		TEST(numbers_beyond_their_range_are_refused),
		TEST(days_look_back_unless_the_field_looks_ahead),
		TEST(an_amount_may_bring_its_currency),
		TEST(what_is_wrong_leaves_the_record_as_it_was),
		TEST(measured_numbers_are_printed_so_that_they_read_back),
		TEST(people_see_fewer_digits),
		TEST(a_copy_has_texts_of_its_own),
		TEST(absent_comes_last_and_words_go_by_their_list),
		TEST(nearest_names_come_best_first),
		TEST(a_field_is_found_by_its_name_only),
	};

	return cmocka_run_group_tests_name("record", tests, NULL, NULL);
}
