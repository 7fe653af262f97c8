/*
 * test_library.c - libraries that are loaded when they are needed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

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
	static const char *const names[] = { "cos", "sqrt", NULL };
	static const char *const strange[] = { "cos", "nosuch", NULL };
	struct mathematics m = { .library = &m };

	(void)state;
	assert_false(library_load(&m, "libnosuch.so.1", names));
	assert_null(m.library);
	assert_false(library_load(&m, "libm.so.6", strange));
	assert_null(m.library);
	library_unload(m.library);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(functions_are_found_in_the_order_of_their_names),
		cmocka_unit_test(a_missing_library_or_function_leaves_nothing_loaded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
