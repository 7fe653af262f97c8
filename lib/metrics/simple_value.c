/*
 * simple_value.c - order value x frequency x lifespan x margin: the value of a customer.
 */
#include <math.h>
#include <stdlib.h>

#include "simple_value.h"

/* One customer, or all of them. */
struct sums {
	double spend, orders, repeats, years;
};

static struct sums
sums_of(const struct crm_purchases *c, double minor)
{
	return (struct sums){
		.spend   = ((double)c->first_spend + (double)c->repeat_spend) / minor,
		.orders  = 1.0 + c->x,
		.repeats = c->x,
		.years   = c->T / CRM_YEAR_DAYS,
	};
}

static int
check(const struct sums *all, size_t n, struct crm_predicted lifespan, double margin,
      struct crm_fault *why)
{
	if (n < 2)
		return crm_fault(why, 0, "a mean with its interval takes two customers or more");
	if (all->years == 0)
		return crm_fault(why, 0, "all customers first bought on the last day: "
		                 "there is no time in which they could have bought again");
	if (all->repeats == 0)
		return crm_fault(why, 0, "no customer bought a second time: "
		                 "there is no frequency of purchases");
	if (!(all->spend > 0))
		return crm_fault(why, 0, "nothing was spent");
	if (!(lifespan.value > 0 && lifespan.log_error >= 0 && isfinite(lifespan.value)))
		return crm_fault(why, 0, "a lifespan is more than 0 years");
	if (!(margin > 0 && margin <= 1))
		return crm_fault(why, 0, "a margin is more than 0 and at most 1");
	return 0;
}

/*
 * How much each customer moves the logarithms of the two ratios; the errors are the
 * roots of the sums of squares, that of the product with both moves together.
 */
static void
find_errors(const struct crm_purchases *customers, size_t n, double minor,
            const struct sums *all, struct crm_simple_value *out)
{
	double value = 0, frequency = 0, both = 0, correction = (double)n / ((double)n - 1);

	for (size_t i = 0; i < n; i++) {
		struct sums own = sums_of(&customers[i], minor);
		double by_value     = own.spend / all->spend - own.orders / all->orders;
		double by_frequency = own.repeats / all->repeats - own.years / all->years;

		value += by_value * by_value;
		frequency += by_frequency * by_frequency;
		both += (by_value + by_frequency) * (by_value + by_frequency);
	}
	out->order_value.log_error = sqrt(value * correction);
	out->frequency.log_error   = sqrt(frequency * correction);
	out->value.log_error       = hypot(sqrt(both * correction), out->lifespan.log_error);
}

/* ---- the customers' own */

/* The first order and the mean of the others, as two observations. */
static struct crm_experience
order_values(const struct crm_purchases *c, double minor)
{
	double first = (double)c->first_spend / minor, later = 0, off;

	if (c->x)
		later = (double)c->repeat_spend / minor / c->x;
	off = c->x ? first - later : 0;
	return (struct crm_experience){
		.exposure     = 1.0 + c->x,
		.mean         = (first + c->x * later) / (1.0 + c->x),
		.squares      = c->x / (1.0 + c->x) * off * off,
		.observations = c->x ? 2 : 1,
	};
}

static struct crm_experience
frequency(const struct crm_purchases *c)
{
	double years = c->T / CRM_YEAR_DAYS;

	return (struct crm_experience){ years, years > 0 ? c->x / years : 0, 0, 1 };
}

static int
find_credibility(const struct crm_purchases *customers, size_t n, double minor,
                 struct crm_simple_value *out)
{
	struct crm_experience *each = calloc(n, sizeof *each);

	if (!each)
		return CRM_NO_MEMORY;
	for (size_t i = 0; i < n; i++)
		each[i] = order_values(&customers[i], minor);
	crm_credibility_estimate(each, n, &out->order_values);
	for (size_t i = 0; i < n; i++)
		each[i] = frequency(&customers[i]);
	crm_credibility_estimate_counts(each, n, &out->frequencies);
	free(each);
	return 0;
}

/* Z x own + (1 - Z) x that of all; `scatter' is the relative variance of the own. */
static struct crm_predicted
believe(double z, double own, struct crm_predicted all, double scatter)
{
	double value = z * own + (1 - z) * all.value, error = (1 - z) * all.value * all.log_error;

	return value > 0 ? (struct crm_predicted){ value, hypot(z * sqrt(scatter), error / value) }
	                 : (struct crm_predicted){ 0 };
}

/* Orders scatter about their mean in proportion to it: v is that of the mean of all. */
static struct crm_predicted
believe_order_value(const struct crm_simple_value *all, struct crm_experience own, double z)
{
	double mean = all->order_value.value;

	return believe(z, own.mean, all->order_value,
	               all->order_values.within / (mean * mean) / own.exposure);
}

/* The variance of a Poisson count is its mean. */
static struct crm_predicted
believe_frequency(const struct crm_simple_value *all, struct crm_experience own, double z)
{
	double mean = z * own.mean + (1 - z) * all->frequency.value;

	return believe(z, own.mean, all->frequency, z > 0 ? 1 / (mean * own.exposure) : 0);
}

void
crm_simple_value_of(const struct crm_simple_value *all, const struct crm_purchases *customer,
                    double minor, struct crm_simple_customer *out)
{
	struct crm_experience spends = order_values(customer, minor), orders = frequency(customer);

	*out = (struct crm_simple_customer){
		.own_order_value = spends.mean, .own_frequency = orders.mean,
		.order_value_z   = crm_credibility_factor(&all->order_values, spends.exposure),
		.frequency_z     = crm_credibility_factor(&all->frequencies, orders.exposure),
	};
	out->order_value = believe_order_value(all, spends, out->order_value_z);
	out->frequency   = believe_frequency(all, orders, out->frequency_z);
	out->orders      = crm_predicted_product(out->frequency, all->lifespan);
	out->value       = crm_predicted_product(out->orders, out->order_value);
	out->value.value *= all->margin;
	if (all->order_values.between == 0 && all->frequencies.between == 0)
		out->value = all->value;
}

/* ---- all */

int
crm_simple_value_measure(const struct crm_purchases *customers, size_t n, double minor,
                         struct crm_predicted lifespan, double margin,
                         struct crm_simple_value *out, struct crm_fault *why)
{
	struct sums all = { 0 };
	int         error;

	for (size_t i = 0; i < n; i++) {
		struct sums own = sums_of(&customers[i], minor);

		all.spend += own.spend;
		all.orders += own.orders;
		all.repeats += own.repeats;
		all.years += own.years;
	}
	*out  = (struct crm_simple_value){ .customers = n, .orders = (uint64_t)all.orders };
	error = check(&all, n, lifespan, margin, why);
	if (error)
		return error;
	out->lifespan          = lifespan;
	out->margin            = margin;
	out->order_value.value = all.spend / all.orders;
	out->frequency.value   = all.repeats / all.years;
	out->value.value = out->order_value.value * out->frequency.value * lifespan.value * margin;
	find_errors(customers, n, minor, &all, out);
	return find_credibility(customers, n, minor, out);
}

int
crm_simple_lifespan(uint64_t left, uint64_t customers, double years,
                    struct crm_predicted *lifespan, struct crm_fault *why)
{
	double share;

	if (left > customers)
		return crm_fault(why, 0, "more customers left than there were");
	if (left == 0)
		return crm_fault(why, 0, "nobody left: a lifespan cannot be told");
	if (!(years > 0 && isfinite(years)))
		return crm_fault(why, 0, "churn takes a time of more than 0 years");
	share     = (double)left / (double)customers;
	*lifespan = (struct crm_predicted){
		.value     = years / share,
		.log_error = sqrt((1 - share) / (double)left),
	};
	return 0;
}
