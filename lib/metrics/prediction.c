/*
 * prediction.c - what a lifetime-value model expects of a customer, with intervals.
 */
#include <math.h>

#include "prediction.h"

static const double LONGEST_YEARS = 100;

int
crm_horizon_check(const struct crm_horizon *horizon, struct crm_fault *why)
{
	if (!(horizon->days >= 0 && horizon->days <= LONGEST_YEARS * CRM_YEAR_DAYS))
		return crm_fault(why, 0, "a horizon is from 0 days to 100 years");
	if (!(horizon->yearly_rate >= -0.9 && horizon->yearly_rate <= 10))
		return crm_fault(why, 0, "a yearly rate is from -0.9 (-90 %%) to 10 (1000 %%)");
	return 0;
}

struct crm_computed
crm_computed_product(const struct crm_computed *a, const struct crm_computed *b)
{
	struct crm_computed product = { .value = a->value * b->value };

	for (int i = 0; i < CRM_PARAMETERS_MAX; i++)
		product.slope[i] = a->slope[i] + b->slope[i];
	return product;
}

struct crm_predicted
crm_predicted_of(const struct crm_fit *fit, const struct crm_computed *computed)
{
	const double *slope = computed->slope;
	double        sum = 0;

	if (!(computed->value > 0))
		return (struct crm_predicted){ .value = computed->value };
	for (size_t i = 0; i < fit->parameters; i++)
		for (size_t j = 0; j < fit->parameters; j++)
			sum += slope[i] * fit->covariance[i][j] * slope[j];
	return (struct crm_predicted){ computed->value, sqrt(fmax(sum, 0)) };
}

struct crm_interval
crm_predicted_interval(struct crm_predicted predicted)
{
	double factor = exp(CRM_Z95 * predicted.log_error);

	return (struct crm_interval){
		.value = predicted.value,
		.lo    = predicted.value / factor,
		.hi    = predicted.value * factor,
	};
}

struct crm_predicted
crm_predicted_product(struct crm_predicted a, struct crm_predicted b)
{
	return (struct crm_predicted){ a.value * b.value, hypot(a.log_error, b.log_error) };
}
