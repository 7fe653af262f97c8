/*
 * holdout.c - how well purchases were foreseen: a prediction against what came.
 */
#include <math.h>

#include "holdout.h"

/* A mean and how far its own interval goes. */
struct mean {
	double n, sum, squares;
};

static void
add(struct mean *m, double value)
{
	m->n++;
	m->sum += value;
	m->squares += value * value;
}

/* Half of the 95 % interval of the mean. */
static double
margin(const struct mean *m)
{
	double mean = m->sum / m->n;

	if (m->n < 2)
		return 0;
	return CRM_Z95 * sqrt(fmax(m->squares / m->n - mean * mean, 0) / (m->n - 1));
}

static struct crm_interval
around(const struct mean *m)
{
	double mean = m->sum / m->n, half = margin(m);

	return (struct crm_interval){ mean, fmax(mean - half, 0), mean + half };
}

/* Means of squares become their roots, limits with them. */
static struct crm_interval
root(struct crm_interval i)
{
	return (struct crm_interval){ sqrt(i.value), sqrt(i.lo), sqrt(i.hi) };
}

/* predicted / actual - 1: customers differ from the common ratio by what is their own. */
static void
measure_bias(const struct crm_purchases *customers, const double *expected,
             struct crm_holdout *out)
{
	double ratio = out->predicted / out->actual, n = (double)out->n, squares = 0, factor = 1;

	for (size_t i = 0; i < out->n; i++) {
		double own = expected[i] - ratio * customers[i].later;

		squares += own * own;
	}
	if (out->predicted > 0)
		factor = exp(CRM_Z95 * sqrt(squares * n / (n - 1)) / out->predicted);
	out->has_bias = true;
	out->bias = (struct crm_interval){ ratio - 1, ratio / factor - 1, ratio * factor - 1 };
}

int
crm_holdout_measure(const struct crm_purchases *customers, size_t n, const double *expected,
                    struct crm_holdout *out, struct crm_fault *why)
{
	struct mean distance = { 0 }, square = { 0 };

	*out = (struct crm_holdout){ .n = n };
	if (n < 2)
		return crm_fault(why, 0, "a hold-out takes two customers or more");
	for (size_t i = 0; i < n; i++) {
		double error = expected[i] - customers[i].later;

		if (!(expected[i] >= 0 && isfinite(expected[i])))
			return crm_fault(why, 0, "expected orders are 0 or more");
		out->predicted += expected[i];
		out->actual += customers[i].later;
		add(&distance, fabs(error));
		add(&square, error * error);
	}
	out->mean_absolute_error    = around(&distance);
	out->root_mean_square_error = root(around(&square));
	if (out->actual > 0)
		measure_bias(customers, expected, out);
	return 0;
}

void
crm_holdout_run_rate(const struct crm_purchases *customers, size_t n, double days,
                     double *expected)
{
	for (size_t i = 0; i < n; i++)
		expected[i] = customers[i].T ? days * customers[i].x / customers[i].T : 0;
}

void
crm_holdout_calibrate(const struct crm_purchases *customers, size_t n, const double *expected,
                      struct crm_calibration groups[CRM_CALIBRATION_GROUPS])
{
	struct mean actual[CRM_CALIBRATION_GROUPS] = { { 0 } };
	double      predicted[CRM_CALIBRATION_GROUPS] = { 0 };

	for (size_t i = 0; i < n; i++) {
		uint32_t last = CRM_CALIBRATION_GROUPS - 1;
		uint32_t k    = customers[i].x < last ? customers[i].x : last;

		predicted[k] += expected[i];
		add(&actual[k], customers[i].later);
	}
	for (uint32_t k = 0; k < CRM_CALIBRATION_GROUPS; k++) {
		groups[k] = (struct crm_calibration){ .x = k, .n = (uint64_t)actual[k].n };
		if (groups[k].n == 0)
			continue;
		groups[k].predicted = predicted[k] / actual[k].n;
		groups[k].actual    = around(&actual[k]);
	}
}
