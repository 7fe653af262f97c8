/*
 * test_text_fit.c - columns that have to share a terminal.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "text_fit.h"

#define TEXT(head, most)   { .heading = (head), .least = (head) < 5 ? (head) : 5, .content = (most), .text = true }
#define NUMBER(head, most) { .heading = (head), .least = (head) < 5 ? (head) : 5, .content = (most) }

/* Fit them, and hold the widths against these. */
static void
check(struct fit_column *columns, size_t n, size_t limit, bool fits, const size_t *widths)
{
	size_t total = 0;

	assert_int_equal(text_fit(columns, n, limit), fits);
	for (size_t i = 0; i < n; i++) {
		if (fits)
			assert_int_equal(columns[i].width, widths[i]);
		total += columns[i].width ? columns[i].width + FIT_GAP : 0;
	}
	assert_int_equal(total <= limit + FIT_GAP, fits);
}

#define CHECK(limit, fits, columns, ...) \
	check(columns, sizeof (columns) / sizeof *(columns), limit, fits, (const size_t[]){ __VA_ARGS__ })

static void
what_fits_is_as_wide_as_it_is(void **state)
{
	struct fit_column columns[] = { NUMBER(2, 4), TEXT(4, 22), NUMBER(4, 0) };

	(void)state;
	CHECK(34, true, columns, 4, 22, 4);
}

static void
what_is_empty_goes_first(void **state)
{
	struct fit_column columns[] = { NUMBER(2, 4), TEXT(4, 22), NUMBER(4, 0), TEXT(9, 0) };

	(void)state;
	CHECK(34, true, columns, 4, 22, 0, 0);
	CHECK(28, true, columns, 4, 22, 0, 0);
}

static void
headings_alone_are_all_there(void **state)
{
	struct fit_column columns[] = { NUMBER(2, 0), TEXT(9, 0) };

	(void)state;
	CHECK(9, true, columns, 2, 5);
	CHECK(8, false, columns, 0);
}

static void
texts_give_way_before_headings_and_the_widest_first(void **state)
{
	struct fit_column columns[] = { NUMBER(2, 4), TEXT(4, 30), TEXT(4, 20), NUMBER(9, 3) };

	(void)state;
	CHECK(60, true, columns, 4, 21, 20, 9);
	CHECK(51, true, columns, 4, 16, 16, 9);
	CHECK(47, true, columns, 4, 16, 16, 5);
	CHECK(31, true, columns, 4, 8, 8, 5);
	CHECK(30, false, columns, 0);
}

static void
numbers_and_the_first_column_are_never_cut(void **state)
{
	struct fit_column columns[] = { TEXT(4, 14), NUMBER(3, 12), TEXT(4, 12) };

	(void)state;
	CHECK(38, true, columns, 14, 12, 8);
	CHECK(37, false, columns, 0);
}

static void
what_says_something_goes_on_below(void **state)
{
	struct fit_column columns[] = { NUMBER(2, 4), TEXT(4, 22), TEXT(3, 160) };

	(void)state;
	CHECK(80, true, columns, 4, 22, 50);
	assert_true(columns[2].wraps);
	assert_false(columns[1].wraps);
	CHECK(48, true, columns, 4, 16, 24);
	CHECK(47, false, columns, 0);
	CHECK(190, true, columns, 4, 22, 160);
	assert_false(columns[2].wraps);
}

static void
of_a_page_a_glimpse_will_do(void **state)
{
	struct fit_column columns[] = { NUMBER(2, 4), TEXT(5, 5000) };

	(void)state;
	CHECK(80, true, columns, 4, 74);
	assert_false(columns[1].wraps);
	CHECK(14, true, columns, 4, 8);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_fits_is_as_wide_as_it_is),
		cmocka_unit_test(what_is_empty_goes_first),
		cmocka_unit_test(headings_alone_are_all_there),
		cmocka_unit_test(texts_give_way_before_headings_and_the_widest_first),
		cmocka_unit_test(numbers_and_the_first_column_are_never_cut),
		cmocka_unit_test(what_says_something_goes_on_below),
		cmocka_unit_test(of_a_page_a_glimpse_will_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
