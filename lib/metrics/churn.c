/*
 * churn.c - signs that a customer is leaving, against the customer's own past.
 */
#include <math.h>
#include <stdlib.h>

#include "churn.h"

static int
by_value(const void *a, const void *b)
{
	double first = *(const double *)a, second = *(const double *)b;

	return (first > second) - (first < second);
}

/* Sorts the values; n is at least 1. */
static double
median(double *values, size_t n)
{
	qsort(values, n, sizeof *values, by_value);
	return (values[(n - 1) / 2] + values[n / 2]) / 2;
}

void
crm_churn_against_past(double *before, size_t n, double now, bool less,
                       struct crm_churn_signal *out)
{
	*out = (struct crm_churn_signal){ 0 };
	if (n == 0)
		return;
	*out = (struct crm_churn_signal){ .told = true, .now = now, .usual = median(before, n),
	                                  .n = (uint32_t)n };
	for (size_t i = 0; i < n; i++) {
		out->better += less ? before[i] < now : before[i] > now;
		out->worse  += less ? before[i] > now : before[i] < now;
	}
	out->size = ((double)out->better - (double)out->worse) / ((double)n + 1);
}

void
crm_churn_silence(const int64_t *days, size_t n, int64_t end, struct crm_churn_signal *out)
{
	size_t gaps = n < 2 ? 0 : n - 1 < CRM_CHURN_PAST ? n - 1 : CRM_CHURN_PAST;
	double gap[CRM_CHURN_PAST];

	for (size_t i = 0; i < gaps; i++)
		gap[i] = (double)(days[n - 1 - i] - days[n - 2 - i]);
	crm_churn_against_past(gap, gaps, gaps ? (double)(end - days[n - 1]) : 0, true, out);
}

void
crm_churn_periods_add(struct crm_churn_periods *p, int64_t day, double amount)
{
	int64_t period = (p->end - day) / p->length;

	if (period <= CRM_CHURN_PAST)
		p->sum[period] += amount;
}

void
crm_churn_periods_compare(const struct crm_churn_periods *p, struct crm_churn_signal *out)
{
	int64_t whole = (p->end - p->first + 1) / p->length;
	size_t n = whole <= 1 ? 0 : whole - 1 < CRM_CHURN_PAST ? (size_t)whole - 1 : CRM_CHURN_PAST;
	double before[CRM_CHURN_PAST];

	for (size_t i = 0; i < n; i++)
		before[i] = p->sum[i + 1];
	crm_churn_against_past(before, n, p->sum[0], false, out);
}

void
crm_churn_forecast(const struct crm_purchase_model *model, double p_alive,
                   const struct crm_pattern *history, double days, struct crm_churn_signal *out)
{
	const double *parameter = model->fit.parameter;      /* r, alpha */
	double alpha = parameter[1] * model->unit + history->T;
	double bought = -expm1(-(parameter[0] + history->x) * log1p(days / alpha));
	double none = 1 - p_alive * bought;

	*out = (struct crm_churn_signal){ .told = true, .size = 2 * none - 1, .now = none,
	                                  .usual = p_alive, .n = history->x + 1 };
}

void
crm_churn_score(double *before, size_t n, double now, double low, double high,
                struct crm_churn_signal *out)
{
	crm_churn_against_past(before, n, now, false, out);
	out->told = true;
	out->now  = now;
	out->size = now <= low ? 1 : now >= high ? -1 : 0;
}

double
crm_churn_risk(const struct crm_churn_signal signals[CRM_CHURN_SIGNALS],
               const double weights[CRM_CHURN_SIGNALS])
{
	double sum = 0;

	for (int i = 0; i < CRM_CHURN_SIGNALS; i++)
		sum += weights[i] * signals[i].size;
	return sum;
}
