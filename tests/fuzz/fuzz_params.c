/*
 * fuzz_params - whatever a file of parameters says, it is refused or scores make sense.
 */
#include "lifetime.h"

static const char histories[] = "customer\tx\tt_x\tT\tmean_spend\n"
	"1\t0\t0\t0\t\n"
	"2\t0\t0\t38.857143\t\n"
	"3\t2\t30.428571\t38.857143\t22.35\n"
	"4\t200\t38\t1000\t1\n";

static const struct crm_purchase_model_type *const types[] = { &crm_purchase_models[0],
	&crm_purchase_models[1], &crm_purchase_models[2] };

/* What is taken of a fit can be calculated with. */
static void
check_fit(const struct crm_fit *fit)
{
	for (size_t i = 0; i < fit->parameters; i++)
		PROMISE(fit->parameter[i] > 0 && fit->error[i] >= 0 && isfinite(fit->parameter[i]));
}

static void
check_models(const struct crm_lifetime_params *params)
{
	struct crm_purchase_model orders;
	struct crm_simple_value simple;
	struct crm_sbg contract;
	struct crm_fault why;

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (crm_lifetime_params_model(params, NULL, types[i], &orders, &why))
			PROMISE(why.text[0]);
		else
			check_fit(&orders.fit);
	if (crm_lifetime_params_simple(params, NULL, 1, &simple, &why))
		PROMISE(why.text[0]);
	else
		PROMISE(simple.order_values.k >= 0 && simple.frequencies.k >= 0);
	if (crm_lifetime_params_contract(params, NULL, &contract, &why))
		PROMISE(why.text[0]);
	else
		check_fit(&contract.fit);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct crm_lifetime_params *params = read_params(data, size);

	if (params) {
		check_models(params);
		score(params, histories, sizeof histories - 1);
	}
	crm_lifetime_params_close(params);
	return 0;
}
