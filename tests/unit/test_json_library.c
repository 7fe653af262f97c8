/*
 * test_json_library.c - what is used of jansson.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "json_library.h"

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
		cmocka_unit_test(json_is_loaded_once_and_goes_through_keys_in_their_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
