/* What plot.h promises. */
#include <stdlib.h>
#include <string.h>

#include "numbers.h"
#include "plot.h"
#include "unicode.h"

static const struct crm_plot unicode = { .width = 30, .unicode = true };
static const struct crm_plot ascii = { .width = 30 };

#define assert_lines(call, expected) \
	do { \
		char *lines = (call); \
		assert_non_null(lines); \
		assert_string_equal(lines, (expected)); \
		free(lines); \
	} while (0)

static void
bars_are_as_long_as_their_values(void **state)
{
	static const struct crm_plot_bar bars[] = {
		{ "high", 40, "40" }, { "臺北", 20, "20" }, { "tiny", 0.001, NULL }, { "none", 0, "0" },
		{ "loss", -5, "-5" }, { "absent", NAN, NULL },
	};

	(void)state;
	assert_lines(crm_plot_bars(&unicode, bars, 6),
	             "high   ████████████████████ 40\n"
	             "臺北   ██████████ 20\n"
	             "tiny   ▏\n"
	             "none    0\n"
	             "loss    -5\n"
	             "absent\n");
	assert_lines(crm_plot_bars(&ascii, bars, 3),
	             "high ###################### 40\n"
	             "臺北 ########### 20\n"
	             "tiny #\n");
	assert_lines(crm_plot_bars(&unicode, bars, 0), "");
}

static void
labels_are_cut_and_cannot_steer_a_terminal(void **state)
{
	static const struct crm_plot_bar bars[] = {
		{ "\033[31mred", 1, NULL }, { "a label that is far too long to stand", 2, "many many texts" },
	};

	(void)state;
	assert_lines(crm_plot_bars(&unicode, bars, 2),
	             "\\x1b[31mred     ███\n"
	             "a label that i… ██████ many m…\n");
}

static void
an_even_histogram_has_round_ends(void **state)
{
	static const double values[] = { 0, 1, 1, 4, 5.5, 9, 10, NAN, INFINITY };

	(void)state;
	assert_lines(crm_plot_histogram(&ascii, values, 9),
	             " 0 to  1 ########## 1\n"
	             " 1 to  2 ################### 2\n"
	             " 2 to  3  0\n"
	             " 3 to  4  0\n"
	             " 4 to  5 ########## 1\n"
	             " 5 to  6 ########## 1\n"
	             " 6 to  7  0\n"
	             " 7 to  8  0\n"
	             " 8 to  9  0\n"
	             " 9 to 10 ################### 2\n");
	assert_lines(crm_plot_histogram(&ascii, values + 7, 2), "");
	assert_lines(crm_plot_histogram(&ascii, values + 3, 1), "4 to 5 ##################### 1\n");
}

static void
a_skew_histogram_has_ends_of_one_two_and_five(void **state)
{
	static const double values[] = { 0, 0.7, 1.5, 2, 3, 4.9, 60, 120 };

	(void)state;
	assert_lines(crm_plot_histogram(&ascii, values, 8),
	             "  0 to   1 ############ 2\n"
	             "  1 to   2 ###### 1\n"
	             "  2 to   5 ################# 3\n"
	             "  5 to  10  0\n"
	             " 10 to  20  0\n"
	             " 20 to  50  0\n"
	             " 50 to 100 ###### 1\n"
	             "100 to 200 ###### 1\n");
}

/* All values are counted, whatever they are. */
static void
no_value_falls_out_of_a_histogram(void **state)
{
	static const double hard[][4] = {
		{ 1e-12, 1e299, 1, 2 }, { -1e299, 1e299, 0, 1 }, { 1e-310, 5, 5, 5 }, { -3, -3, -3, -3 },
		{ 1e15, 1e15 + 1, 1e15 + 2, 1e15 + 3 }, { 0, 0, 0, 1 }, { 0.1, 0.2, 0.3, 0.4 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof hard / sizeof *hard; i++) {
		char *lines = crm_plot_histogram(&(struct crm_plot){ .width = 200 }, hard[i], 4);
		size_t count = 0;
		int bins = 0;

		assert_non_null(lines);
		for (char *at = lines, *end; (end = strchr(at, '\n')); at = end + 1, bins++) {
			*end = '\0';
			count += strtoul(strrchr(at, ' '), NULL, 10);
			assert_true(crm_width(at) <= 200);
		}
		free(lines);
		assert_int_equal(count, 4);
		assert_true(bins <= 20);
	}
}

static void
a_curve_goes_from_point_to_point(void **state)
{
	static const double x[] = { 0, 1, 2, 3 }, value[] = { 1, 0.5, 0.25, 0.25 };
	static const double lo[] = { NAN, 0.25, 0, 0 }, hi[] = { NAN, 0.75, 0.5, 0.5 };
	struct crm_plot_curve curve = { .n = 4, .x = x, .value = value, .height = 5, .percent = true };

	(void)state;
	assert_lines(crm_plot_curve(&ascii, &curve),
	             "100% +oo\n"
	             "     |  oooo\n"
	             "     |      oooooo\n"
	             "     |            oooooooooooo\n"
	             "  0% +\n"
	             "     +------------------------\n"
	             "      0       1      2       3\n");
	curve.lo = lo;
	curve.hi = hi;
	assert_lines(crm_plot_curve(&unicode, &curve),
	             "100% ┤••\n"
	             "     │  ••••  ░░░░\n"
	             "     │      ••••••░░░░░░░░░░░░\n"
	             "     │        ░░░░••••••••••••\n"
	             "  0% ┤            ░░░░░░░░░░░░\n"
	             "     └────────────────────────\n"
	             "      0       1      2       3\n");
}

static void
a_curve_has_gaps_and_may_be_a_point_or_nothing(void **state)
{
	static const double x[] = { 5, 6, 7, 8 }, value[] = { 2, NAN, 2, 2 };
	struct crm_plot_curve curve = { .n = 4, .x = x, .value = value, .height = 4 };

	(void)state;
	assert_lines(crm_plot_curve(&ascii, &curve),
	             "2 +o                 ooooooooo\n"
	             "  |\n"
	             "  |\n"
	             "0 +\n"
	             "  +---------------------------\n"
	             "   5        6       7        8\n");
	curve.n = 1;
	assert_lines(crm_plot_curve(&ascii, &curve),
	             "2 +o\n"
	             "  |\n"
	             "  |\n"
	             "0 +\n"
	             "  +---------------------------\n"
	             "   5\n");
	curve.value = value + 1;
	assert_lines(crm_plot_curve(&ascii, &curve), "");
	curve.n = 0;
	assert_lines(crm_plot_curve(&ascii, &curve), "");
}

static const char *const rows[] = { "2026-01", "2026-02", "臺北" };
static const char *const columns[] = { "0", "1", "2" };
static const double shades[] = { 1, .7, .3, 1, .1, NAN, 1, NAN, NAN };
static const char *const cells[] = { "100%", "70%", "30%", "100%", "10%", NULL, "x", "?", "" };

static void
a_heat_map_has_numbers_and_shades(void **state)
{
	const struct crm_plot_heat heat = { 3, 3, rows, columns, shades, cells };

	(void)state;
	assert_lines(crm_plot_heat(&unicode, &heat),
	             "            0     1     2\n"
	             "2026-01  100%█  70%▓  30%░\n"
	             "2026-02  100%█  10%·\n"
	             "臺北        x█    ?\n");
	assert_lines(crm_plot_heat(&ascii, &heat),
	             "            0     1     2\n"
	             "2026-01  100%#  70%*  30%:\n"
	             "2026-02  100%#  10%.\n"
	             "臺北        x#    ?\n");
}

static void
columns_without_room_are_counted(void **state)
{
	const struct crm_plot_heat heat = { 1, 3, rows, columns, shades, cells };
	const struct crm_plot narrow = { .width = 20, .unicode = true };

	(void)state;
	assert_lines(crm_plot_heat(&narrow, &heat),
	             "            0     1\n"
	             "2026-01  100%█  70%▓\n"
	             "… and 1 more column\n");
}

static void
shades_alone_take_a_cell_or_two(void **state)
{
	struct crm_plot_heat heat = { 2, 3, rows, columns, shades, NULL };
	double many[40];
	const char *labels[40];

	(void)state;
	assert_lines(crm_plot_heat(&unicode, &heat),
	             "        0 1 2\n"
	             "2026-01 ██▓▓░░\n"
	             "2026-02 ██··\n");
	for (int i = 0; i < 40; i++) {
		many[i] = i / 39.0;
		labels[i] = i % 10 ? "-" : "label";
	}
	heat = (struct crm_plot_heat){ 1, 40, rows, labels, many, NULL };
	assert_lines(crm_plot_heat(&(struct crm_plot){ .width = 38 }, &heat),
	             "        label - - label - - label - -\n"
	             "2026-01 ........::::::::++++++++******\n"
	             "... and 10 more columns\n");
}

static void
colours_are_backgrounds(void **state)
{
	const struct crm_plot colour = { .width = 30, .unicode = true, .colour = true };
	const struct crm_plot_heat heat = { 1, 1, rows, columns, shades, cells };

	(void)state;
	assert_lines(crm_plot_heat(&colour, &heat),
	             "            0\n"
	             "2026-01  \033[48;5;18;38;5;231m100%\033[0m\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bars_are_as_long_as_their_values),
		cmocka_unit_test(labels_are_cut_and_cannot_steer_a_terminal),
		cmocka_unit_test(an_even_histogram_has_round_ends),
		cmocka_unit_test(a_skew_histogram_has_ends_of_one_two_and_five),
		cmocka_unit_test(no_value_falls_out_of_a_histogram),
		cmocka_unit_test(a_curve_goes_from_point_to_point),
		cmocka_unit_test(a_curve_has_gaps_and_may_be_a_point_or_nothing),
		cmocka_unit_test(a_heat_map_has_numbers_and_shades),
		cmocka_unit_test(columns_without_room_are_counted),
		cmocka_unit_test(shades_alone_take_a_cell_or_two),
		cmocka_unit_test(colours_are_backgrounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
