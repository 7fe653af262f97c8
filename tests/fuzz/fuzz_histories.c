/*
 * fuzz_histories - whatever a stream of histories holds, its rows are refused or make sense.
 */
#include "lifetime.h"

#define ROW(model, name, value) model "\t" name "\t" value "\t0.01\n"

/* BG/NBD and Gamma-Gamma, as published for the sample of CDNOW. */
static const char published[] = "model\tparameter\tvalue\terror\n"
	ROW("bgnbd", "r", "0.242595") ROW("bgnbd", "alpha", "4.413602") ROW("bgnbd", "a", "0.792922")
	ROW("bgnbd", "b", "2.425907") ROW("bgnbd", "unit", "7") ROW("bgnbd", "cov_r_alpha", "0")
	ROW("bgnbd", "cov_r_a", "0") ROW("bgnbd", "cov_r_b", "0") ROW("bgnbd", "cov_alpha_a", "0")
	ROW("bgnbd", "cov_alpha_b", "0") ROW("bgnbd", "cov_a_b", "0")
	ROW("gamma_gamma", "p", "6.249572") ROW("gamma_gamma", "q", "3.744225")
	ROW("gamma_gamma", "v", "15.443521") ROW("gamma_gamma", "cov_p_q", "0")
	ROW("gamma_gamma", "cov_p_v", "0") ROW("gamma_gamma", "cov_q_v", "0");

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct crm_lifetime_params *params;

	if (!params)
		params = read_params(published, sizeof published - 1);
	PROMISE(params);
	score(params, data, size);
	return 0;
}
