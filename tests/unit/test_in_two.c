/* What metrics/in_two.h promises. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "metrics/in_two.h"

struct share {
	unsigned from, to, runs;
	uint64_t sum;
};

static void *
add_up(void *context)
{
	struct share *share = context;

	share->runs++;
	for (unsigned i = share->from; i < share->to; i++)
		share->sum += i;
	return NULL;
}

static void
both_shares_are_done_once_with_a_thread_or_without(void **state)
{
	(void)state;
	for (int i = 0; i < 200; i++) {
		struct share first = { .to = 500 }, second = { .from = 500, .to = 1000 };

		in_two(add_up, &first, &second, i % 2);
		assert_int_equal(first.runs, 1);
		assert_int_equal(second.runs, 1);
		assert_int_equal(first.sum, 499 * 500 / 2);
		assert_int_equal(first.sum + second.sum, 999 * 1000 / 2);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_shares_are_done_once_with_a_thread_or_without),
	};

	return cmocka_run_group_tests_name("in_two", tests, NULL, NULL);
}
