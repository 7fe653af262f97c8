/*
 * lifetime_contract.c - contracts from a log of payments: who renewed, and who has left.
 */
#include <math.h>

#include "lifetime_contract.h"

static int64_t
anniversary(int64_t first, struct crm_period period, int64_t k)
{
	return crm_day_add(first, (struct crm_period){ (int)(period.count * k), period.unit });
}

/* The first day that is nearer to the anniversary after this one. */
static int64_t
grace_ends(int64_t first, struct crm_period period, int64_t k)
{
	int64_t here = anniversary(first, period, k), next = anniversary(first, period, k + 1);

	return here + (next - here + 1) / 2;
}

/* The contract of days[0..n-1], which are one customer's. */
static struct crm_contract
contract_of(const struct crm_purchase_day *days, size_t n, int64_t end, struct crm_period period)
{
	struct crm_contract contract = { 0 };
	int64_t first = days[0].day, wait;
	size_t i = 0;

	for (int64_t k = 1; k <= CRM_SBG_LONGEST; k++) {
		int64_t from = grace_ends(first, period, k - 1), to = grace_ends(first, period, k);

		while (i < n && (days[i].day < from || !days[i].purchase))
			i++;
		if (i == n || days[i].day >= to) {
			contract.left = to <= end;
			break;
		}
		contract.renewals++;
	}
	contract.unsettled = contract.renewals > 0 &&
	                     grace_ends(first, period, contract.renewals) > end;
	wait = anniversary(first, period, (int64_t)contract.renewals + 1) - end;
	contract.wait = contract.left || wait < 0 ? 0 : (uint32_t)wait;
	return contract;
}

/* Where the days of a customer end that begin at `from'. */
static size_t
next_customer(const struct crm_purchase_day *days, size_t n, size_t from)
{
	size_t to = from;

	while (to < n && days[to].customer == days[from].customer)
		to++;
	return to;
}

size_t
crm_contracts_find(const struct crm_purchase_day *days, size_t n, int64_t end,
                   struct crm_period period, struct crm_contract *out)
{
	size_t count = 0;

	for (size_t from = 0, to; from < n; from = to) {
		to = next_customer(days, n, from);
		out[count++] = contract_of(days + from, to - from, end, period);
	}
	return count;
}

/* Renewals that were made by `until', of those whose time had come and gone. */
static struct crm_contract_later
later_of(const struct crm_purchase_day *days, size_t n, int64_t until, struct crm_period period,
         uint32_t renewals)
{
	struct crm_contract now = contract_of(days, n, until, period);
	struct crm_contract_later later = { 0 };

	while (renewals + later.asked < CRM_SBG_LONGEST &&
	       grace_ends(days[0].day, period, (int64_t)renewals + later.asked + 1) <= until)
		later.asked++;
	later.renewed = now.renewals - renewals < later.asked ? now.renewals - renewals : later.asked;
	return later;
}

size_t
crm_contracts_split(const struct crm_purchase_day *days, size_t n, int64_t end, int64_t until,
                    struct crm_period period, struct crm_contract *before,
                    struct crm_contract_later *later)
{
	size_t count = 0;

	for (size_t from = 0, to; from < n; from = to) {
		size_t past = 0;

		to = next_customer(days, n, from);
		while (from + past < to && days[from + past].day <= end)
			past++;
		if (past == 0)
			continue;
		before[count] = contract_of(days + from, past, end, period);
		later[count] = (struct crm_contract_later){ 0 };
		if (!before[count].left)
			later[count] = later_of(days + from, to - from, until, period,
			                        before[count].renewals);
		count++;
	}
	return count;
}

void
crm_contracts_tenures(const struct crm_contract *contracts, size_t n, struct crm_tenure *out)
{
	for (size_t i = 0; i < n; i++)
		out[i] = (struct crm_tenure){
			.renewals = contracts[i].renewals + contracts[i].left - contracts[i].unsettled,
			.left = contracts[i].left,
			.active = !contracts[i].left,
		};
}

double
crm_contract_days(struct crm_period period)
{
	static const double days[] = {
		[CRM_DAY_UNIT] = 1, [CRM_WEEK] = 7, [CRM_MONTH] = CRM_YEAR_DAYS / 12,
		    [CRM_QUARTER] = CRM_YEAR_DAYS / 4, [CRM_YEAR] = CRM_YEAR_DAYS
	};

	return period.count * days[period.unit];
}

/* What is due `wait' days from now is worth less than now. */
static struct crm_predicted
waited(struct crm_predicted payments, double yearly_rate, double wait)
{
	payments.value *= pow(1 + yearly_rate, -wait / CRM_YEAR_DAYS);
	return payments;
}

int
crm_contract_predict(const struct crm_sbg *model, const struct crm_contract *contract,
                     double period_days, const struct crm_horizon *horizon,
                     struct crm_prediction *out, struct crm_fault *why)
{
	double left = horizon->days - contract->wait;
	uint32_t payments = left < 0 ? 0 : 1 + (uint32_t)fmin(left / period_days, CRM_SBG_LONGEST - 1);
	double rate = crm_sbg_period_rate(horizon->yearly_rate, period_days);
	int error;

	*out = (struct crm_prediction){ .p_alive = contract->left ? 0 : 1 };
	if (contract->left || payments == 0)
		return 0;
	error = crm_sbg_payments(model, contract->renewals + 1, payments, 0, &out->orders, why);
	if (!error)
		error = crm_sbg_payments(model, contract->renewals + 1, payments, rate, &out->discounted,
		                         why);
	out->discounted = waited(out->discounted, horizon->yearly_rate, contract->wait);
	return error;
}

int
crm_contract_residual(const struct crm_sbg *model, const struct crm_contract *contract,
                      double period_days, double yearly_rate, struct crm_predicted *out,
                      struct crm_fault *why)
{
	int error;

	*out = (struct crm_predicted){ 0 };
	if (contract->left)
		return 0;
	error = crm_sbg_payments(model, contract->renewals + 1, CRM_SBG_ENDLESS,
	                         crm_sbg_period_rate(yearly_rate, period_days), out, why);
	*out = waited(*out, yearly_rate, contract->wait);
	return error;
}
