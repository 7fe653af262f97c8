/* What nearest.h promises. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "nearest.h"

/* What is said of a wrong name where these are right, a|b|c. */
static const char *
said(const char *wrong, const char *names)
{
	static char out[128];
	struct nearest near = { .wrong = wrong };
	char copy[256], *rest = copy, *name;

	strncpy(copy, names, sizeof copy - 1);
	copy[sizeof copy - 1] = '\0';
	while ((name = strsep(&rest, "|")))
		nearest_offer(&near, name, name);
	return nearest_format(&near, out, sizeof out);
}

/* The distance at which a spelling is kept. */
static size_t
distance(const char *wrong, const char *spelling)
{
	struct nearest near = { .wrong = wrong };

	nearest_offer(&near, spelling, spelling);
	assert_int_equal(near.n, 1);
	return near.far[0];
}

static void
the_distance_is_that_of_damerau_and_levenshtein(void **state)
{
	(void)state;
	assert_int_equal(distance("owner", "owner"), 0);
	assert_int_equal(distance("owmer", "owner"), 1);   /* another letter */
	assert_int_equal(distance("owwner", "owner"), 1);   /* one too many */
	assert_int_equal(distance("ownr", "owner"), 1);   /* one too few */
	assert_int_equal(distance("onwer", "owner"), 1);   /* two that changed places */
	assert_int_equal(distance("kitten", "sitting"), 3);
	assert_int_equal(distance("", "tier"), 4);
}

static void
letters_that_changed_places_are_not_touched_again(void **state)
{
	(void)state;
	assert_int_equal(distance("ca", "abc"), 3);   /* 2 if they were */
}

static void
a_part_of_a_name_is_near(void **state)
{
	(void)state;
	assert_int_equal(distance("relation", "relationship"), 1);
	assert_int_equal(distance("customer_name", "name"), 1);
	assert_int_equal(distance("na", "name"), 2);   /* too short to say anything */
}

static void
the_best_come_first_and_equals_as_offered(void **state)
{
	(void)state;
	assert_string_equal(said("onwer", "tier|owner|order"), "owner or order");
	assert_string_equal(said("cat", "bat|hat|rat|mat"), "bat, hat or rat");
	assert_string_equal(said("cat", "hat|bat"), "hat or bat");
	assert_string_equal(said("cat", "bat|hat|rat|cat"), "cat, bat or hat");
}

static void
what_is_far_off_is_named_only_if_there_is_nothing_else(void **state)
{
	(void)state;
	assert_string_equal(said("zzz", "salutation|industry"), "industry");
	assert_string_equal(said("emial", "email|industry"), "email");
}

static const char *
instead(const char *wrong, size_t size)
{
	static const char *const words[] = { "phone", "email", "visit", "line", NULL };
	static char out[80];

	return nearest_word(wrong, words, out, size);
}

static void
of_a_closed_list_all_are_named_where_none_is_near(void **state)
{
	static const char *const none[] = { NULL };
	char out[20];

	(void)state;
	assert_string_equal(instead("fone", 80), "perhaps phone or line");
	assert_string_equal(instead("fax", 80), "one of phone, email, visit, line");
	assert_string_equal(instead("fax", 33), "one of phone, email, visit, ...");
	assert_string_equal(instead("fax", 25), "one of phone, email, ...");
	assert_string_equal(nearest_word("fax", none, out, sizeof out), "one of none");
}

static void
nothing_offered_is_nothing_said(void **state)
{
	struct nearest near = { .wrong = "x" };
	char out[8] = "before";

	(void)state;
	assert_string_equal(nearest_format(&near, out, sizeof out), "");
}

static void
a_name_counts_once_by_its_best_spelling(void **state)
{
	static const char name[] = "organisation", other[] = "origin";
	struct nearest near = { .wrong = "organization" };
	char out[64];

	(void)state;
	nearest_offer(&near, name, "company");
	nearest_offer(&near, other, other);
	nearest_offer(&near, name, "organization");
	nearest_offer(&near, name, "firm");
	assert_int_equal(near.n, 2);
	assert_int_equal(near.far[0], 0);
	assert_string_equal(nearest_format(&near, out, sizeof out), "organisation");
}

static void
a_small_buffer_is_not_left(void **state)
{
	struct nearest near = { .wrong = "cat" };
	char out[16];

	(void)state;
	nearest_offer(&near, "bat", "bat");
	nearest_offer(&near, "hat", "hat");
	memset(out, 'x', sizeof out);
	assert_string_equal(nearest_format(&near, out, 6), "bat o");
	assert_int_equal(out[6], 'x');
}

static void
long_names_are_compared_by_their_beginning(void **state)
{
	char one[300], other[300];

	(void)state;
	memset(one, 'a', sizeof one);
	memset(other, 'a', sizeof other);
	one[299] = other[299] = '\0';
	one[100] = 'b';
	assert_int_equal(distance(one, other), 0);
	one[1] = 'b';
	assert_int_equal(distance(one, other), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_distance_is_that_of_damerau_and_levenshtein),
		cmocka_unit_test(letters_that_changed_places_are_not_touched_again),
		cmocka_unit_test(a_part_of_a_name_is_near),
		cmocka_unit_test(the_best_come_first_and_equals_as_offered),
		cmocka_unit_test(what_is_far_off_is_named_only_if_there_is_nothing_else),
		cmocka_unit_test(of_a_closed_list_all_are_named_where_none_is_near),
		cmocka_unit_test(nothing_offered_is_nothing_said),
		cmocka_unit_test(a_name_counts_once_by_its_best_spelling),
		cmocka_unit_test(a_small_buffer_is_not_left),
		cmocka_unit_test(long_names_are_compared_by_their_beginning),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
