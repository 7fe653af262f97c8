/* What keys.h promises. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "keys.h"

static void
a_text_that_was_put_is_found_with_its_number(void **state)
{
	struct keys keys = { 0 };

	(void)state;
	assert_int_equal(keys_get(&keys, "SAP-17", 6), 0);
	*keys_put(&keys, "SAP-17", 6) = 42;
	assert_int_equal(keys_get(&keys, "SAP-17", 6), 42);
	assert_int_equal(*keys_put(&keys, "SAP-17", 6), 42);
	keys_free(&keys);
	assert_int_equal(keys_get(&keys, "SAP-17", 6), 0);
}

static void
texts_are_compared_whole(void **state)
{
	struct keys keys = { 0 };

	(void)state;
	*keys_put(&keys, "ab", 2) = 1;
	*keys_put(&keys, "a", 1) = 2;
	*keys_put(&keys, "", 0) = 3;
	*keys_put(&keys, "a\0b", 3) = 4;
	assert_int_equal(keys_get(&keys, "ab", 2), 1);
	assert_int_equal(keys_get(&keys, "a", 1), 2);
	assert_int_equal(keys_get(&keys, "", 0), 3);
	assert_int_equal(keys_get(&keys, "a\0b", 3), 4);
	assert_int_equal(keys_get(&keys, "abc", 3), 0);
	keys_free(&keys);
}

static void
a_hundred_thousand_keep_their_numbers_while_the_table_grows(void **state)
{
	struct keys keys = { 0 };
	char text[16];

	(void)state;
	for (int i = 1; i <= 100000; i++)
		*keys_put(&keys, text, (size_t)sprintf(text, "key %d", i)) = i;
	for (int i = 1; i <= 100000; i++)
		assert_int_equal(keys_get(&keys, text, (size_t)sprintf(text, "key %d", i)), i);
	assert_int_equal(keys_get(&keys, "key 100001", 10), 0);
	assert_int_equal(keys.n, 100000);
	keys_free(&keys);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_that_was_put_is_found_with_its_number),
		cmocka_unit_test(texts_are_compared_whole),
		cmocka_unit_test(a_hundred_thousand_keep_their_numbers_while_the_table_grows),
	};

	return cmocka_run_group_tests_name("keys", tests, NULL, NULL);
}
