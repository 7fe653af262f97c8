/*
 * test_library.c - libraries that are loaded when they are needed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "json_library.h"
#include "library.h"

struct mathematics {
	void   *library;
	double (*cos)(double);
	double (*sqrt)(double);
};

static void
functions_are_found_in_the_order_of_their_names(void **state)
{
	static const char *const names[] = { "cos", "sqrt", NULL };
	struct mathematics m;

	(void)state;
	assert_true(library_load(&m, "libm.so.6", names));
	assert_non_null(m.library);
	assert_true(m.cos(0) == 1);
	assert_true(m.sqrt(4) == 2);
	library_unload(m.library);
}

static void
a_missing_library_or_function_leaves_nothing_loaded(void **state)
{
	static const char *const names[] = { "cos", "sqrt", NULL }, *const strange[] = { "cos", "nosuch", NULL };
	struct mathematics m = { .library = &m };

	(void)state;
	assert_false(library_load(&m, "libnosuch.so.1", names));
	assert_null(m.library);
	assert_false(library_load(&m, "libm.so.6", strange));
	assert_null(m.library);
	library_unload(m.library);
}

static void
json_is_loaded_once_and_goes_through_keys_in_their_order(void **state)
{
	struct json_library json = { 0 };
	json_error_t error;
	json_t *object;
	char keys[4] = "";
	size_t n = 0;

	(void)state;
	assert_int_equal(json_library_load(&json, NULL), 0);
	assert_int_equal(json_library_load(&json, NULL), 0);
	object = json.json_loadb("{\"c\":1,\"a\":2,\"b\":3}", 19, 0, &error);
	assert_non_null(object);
	JSON_EACH(&json, object, at)
		keys[n++] = json.json_object_iter_key(at)[0];
	assert_string_equal(keys, "cab");
	json_library_release(&json, object);
	json_library_release(&json, NULL);
	json_library_unload(&json);
	assert_null(json.library);
	json_library_unload(&json);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(functions_are_found_in_the_order_of_their_names),
		cmocka_unit_test(a_missing_library_or_function_leaves_nothing_loaded),
		cmocka_unit_test(json_is_loaded_once_and_goes_through_keys_in_their_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
