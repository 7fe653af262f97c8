/*
 * value_parts.c - the four parts of customer lifetime value in a period, by group.
 */
#include <math.h>
#include <stdlib.h>

#include "value_parts.h"

/* What a group adds up to. */
struct sums {
	uint64_t buyers, repeaters, before, retained, customers, referred;
	double   spend, orders, spend2, both, orders2;   /* of buyers, squares and products */
	double   referral, referral2;                    /* of customers */
};

/* What a customer did. */
struct deeds {
	uint32_t customer;
	bool     before, known;    /* bought in the period before; by the end of this one */
	uint32_t earlier, orders;  /* days with a purchase before the period, and in it */
	double   spend;
};

/* The deeds of the customer whose days begin at `from'; returns where they end. */
static size_t
read_customer(const struct crm_value_base *base, const struct crm_value_period *period, size_t from,
              struct deeds *d)
{
	size_t i = from;

	*d = (struct deeds){ .customer = base->days[from].customer };
	for (; i < base->n && base->days[i].customer == d->customer; i++) {
		const struct crm_purchase_day *day = &base->days[i];

		if (day->day >= period->to)
			continue;
		d->known = true;
		d->before |= day->purchase && day->day >= period->before && day->day < period->from;
		d->earlier += day->purchase && day->day < period->from;
		d->orders += day->purchase && day->day >= period->from;
		if (day->day >= period->from)
			d->spend += (double)day->amount / base->minor;
	}
	return i;
}

static void
add(struct sums *s, const struct deeds *d)
{
	double k = d->orders;

	s->customers += d->known;
	s->before += d->before;
	s->retained += d->before && d->orders;
	if (!d->orders)
		return;
	s->buyers++;
	s->repeaters += d->earlier + d->orders > 1;
	s->spend += d->spend;
	s->orders += k;
	s->spend2 += d->spend * d->spend;
	s->both += d->spend * k;
	s->orders2 += k * k;
}

static uint32_t
group_of(const struct crm_value_base *base, uint32_t customer)
{
	return base->group_of ? base->group_of[customer] : 0;
}

static uint32_t
referrer_of(const struct crm_value_base *base, uint32_t customer)
{
	return base->referrer_of ? base->referrer_of[customer] : CRM_NO_REFERRER;
}

/* referral[i] becomes what those spent whom customer i brought. */
static void
add_up(const struct crm_value_base *base, const struct crm_value_period *period,
       struct sums *sums, double *referral)
{
	struct deeds d;

	for (size_t i = 0; i < base->n;) {
		uint32_t referrer;

		i = read_customer(base, period, i, &d);
		add(&sums[group_of(base, d.customer)], &d);
		referrer = referrer_of(base, d.customer);
		if (referrer == CRM_NO_REFERRER || !d.orders)
			continue;
		referral[referrer] += d.spend;
		sums[group_of(base, referrer)].referred++;
	}
	for (size_t i = 0; i < base->customers; i++) {
		struct sums *s = &sums[group_of(base, (uint32_t)i)];

		s->referral += referral[i];
		s->referral2 += referral[i] * referral[i];
	}
}

/* --- parts -------------------------------------------------------------------------------- */

static struct crm_value_part
rate(uint64_t count, uint64_t of)
{
	struct crm_value_part part = { .n = of };
	struct crm_fault why;

	part.has_limits = of > 0 && crm_rate(count, of, &part.value, &why) == 0;
	return part;
}

static struct crm_value_part
around(double value, double error, uint64_t n, uint64_t independent)
{
	struct crm_value_part part = { .n = n, .value = { value, value, value } };

	part.has_limits = independent > 1;
	if (part.has_limits) {
		part.value.lo = fmin(fmax(value - CRM_Z95 * error, 0), value);
		part.value.hi = value + CRM_Z95 * error;
	}
	return part;
}

static struct crm_value_part
average_order(const struct sums *s)
{
	double n = (double)s->buyers, ratio, squares;

	if (!s->buyers)
		return (struct crm_value_part){ 0 };
	ratio = s->spend / s->orders;
	squares = fmax(s->spend2 - 2 * ratio * s->both + ratio * ratio * s->orders2, 0);
	return around(ratio, sqrt(squares * n / fmax(n - 1, 1)) / s->orders, (uint64_t)s->orders,
	              s->buyers);
}

static struct crm_value_part
referral_value(const struct sums *s)
{
	double n = (double)s->customers, mean;

	if (!s->customers)
		return (struct crm_value_part){ 0 };
	mean = s->referral / n;
	return around(mean, sqrt(fmax(s->referral2 / n - mean * mean, 0) / fmax(n - 1, 1)),
	              s->customers, s->customers);
}

int
crm_value_parts_measure(const struct crm_value_base *base, const struct crm_value_period *period,
                        struct crm_value_parts *parts, size_t groups)
{
	struct sums *sums = calloc(groups + 1, sizeof *sums);
	double *referral = calloc(base->customers + 1, sizeof *referral);
	int error = sums && referral ? 0 : CRM_NO_MEMORY;

	if (!error)
		add_up(base, period, sums, referral);
	for (size_t i = 0; i < groups && !error; i++)
		parts[i] = (struct crm_value_parts){
			.repeat_rate    = rate(sums[i].repeaters, sums[i].buyers),
			.average_order  = average_order(&sums[i]),
			.retention_rate = rate(sums[i].retained, sums[i].before),
			.referral_value = referral_value(&sums[i]),
			.referred       = sums[i].referred,
		};
	free(sums);
	free(referral);
	return error;
}
