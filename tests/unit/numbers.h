/*
 * numbers.h - what tests of numerics need: closeness, and repeatable chance.
 */
#ifndef TESTS_NUMBERS_H
#define TESTS_NUMBERS_H

#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

/* Fails, with both numbers, unless they differ by at most the share `by' of the larger. */
#define assert_close(actual, expected, by)                                                    \
	close_or_fail((actual), (expected),                                                   \
	              (by) * fmax(fabs((double)(actual)), fabs((double)(expected))), #actual, \
	              __FILE__, __LINE__)

/* The same for an absolute difference. */
#define assert_within(actual, expected, distance) \
	close_or_fail((actual), (expected), (distance), #actual, __FILE__, __LINE__)

static inline void
close_or_fail(double actual, double expected, double distance, const char *what, const char *file,
              int line)
{
	if (fabs(actual - expected) <= distance)
		return;
	print_error("%s is %.17g, not %.17g (differs by %.3g, more than %.3g)\n", what, actual,
	            expected, fabs(actual - expected), distance);
	_fail(file, line);
}

/* SplitMix64 (Steele, Lea & Flood 2014): the same numbers everywhere. */
struct chance {
	uint64_t state;
};

static inline double
uniform(struct chance *chance)      /* 0 < u < 1 */
{
	uint64_t z = chance->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	z ^= z >> 31;
	return ((double)(z >> 11) + 0.5) * 0x1p-53;
}

static inline double
exponential(struct chance *chance, double rate)
{
	return -log(uniform(chance)) / rate;
}

static inline double
normal(struct chance *chance)
{
	return sqrt(2 * exponential(chance, 1)) * cos(6.283185307179586 * uniform(chance));
}

/* Marsaglia & Tsang 2000; rate 1. */
static inline double
gamma_variate(struct chance *chance, double shape)
{
	double d = (shape < 1 ? shape + 1 : shape) - 1. / 3, c = 1 / sqrt(9 * d), x, v;

	do {
		x = normal(chance);
		v = (1 + c * x) * (1 + c * x) * (1 + c * x);
	} while (1 + c * x <= 0 ||
	         log(uniform(chance)) >= 0.5 * x * x + d - d * v + d * log(v));
	return d * v * (shape < 1 ? pow(uniform(chance), 1 / shape) : 1);
}

#endif
